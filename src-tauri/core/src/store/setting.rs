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
