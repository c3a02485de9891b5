//! The table `setting`: JSON values by name.

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::model::error::Result;

/// Everything that was ever set.
pub(crate) fn all(connection: &Connection) -> Result<Map<String, Value>> {
    let mut statement = connection.prepare_cached("SELECT name, value FROM setting")?;
    let mut rows = statement.query([])?;
    let mut settings = Map::new();
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        // A value that cannot be read counts as never set.
        if let Ok(value) = serde_json::from_str(&text) {
            settings.insert(row.get(0)?, value);
        }
    }
    Ok(settings)
}

/// Whether one was ever set.
pub(crate) fn is_set(connection: &Connection, name: &str) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM setting WHERE name = ?1")?
        .exists([name])?)
}

/// Forgets one.
pub(crate) fn unset(connection: &Connection, name: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM setting WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}

/// Sets one.
pub(crate) fn set(connection: &Connection, name: &str, value: &Value) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute((name, value.to_string()))?;
    Ok(())
}
