//! The products' own folders and projects, as the conversations in them name them.

use rusqlite::Connection;

use crate::model::conversation::RowId;
use crate::model::error::Result;

/// A product's folder with shown conversations in it.
pub(crate) struct Folder {
    /// The product's id of it.
    pub id: String,
    /// Shown conversations in it.
    pub count: u64,
    /// Time of the last message in any of them, UTC milliseconds.
    pub last_time: i64,
}

/// The folders of a product of which no conversation is in any group.
pub(crate) fn ungrouped(connection: &Connection, source: &str) -> Result<Vec<Folder>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.folder, COUNT(*), MAX(c.last_time) FROM conversation AS c
         WHERE c.source = ?1 AND c.folder <> '' AND c.hidden = 0
         GROUP BY c.folder
         HAVING NOT MAX(EXISTS (SELECT 1 FROM membership AS m WHERE m.conversation_id = c.id))",
    )?;
    let folders = statement.query_map([source], |row| {
        Ok(Folder {
            id: row.get(0)?,
            count: row.get(1)?,
            last_time: row.get(2)?,
        })
    })?;
    Ok(folders.collect::<rusqlite::Result<_>>()?)
}

/// The shown conversations in a product's folder, newest first.
pub(crate) fn conversations(
    connection: &Connection,
    source: &str,
    folder: &str,
) -> Result<Vec<RowId>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM conversation
         WHERE source = ?1 AND folder = ?2 AND folder <> '' AND hidden = 0
         ORDER BY last_time DESC",
    )?;
    let rows = statement.query_map([source, folder], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
