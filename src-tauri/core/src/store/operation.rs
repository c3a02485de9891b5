//! The table `operation`: what can be undone and redone.

use rusqlite::{Connection, OptionalExtension};

use crate::model::error::Result;

/// An operation without its edits, which can be large.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub id: i64,
    pub kind: String,
    pub params: String,
}

/// Keeps an operation as the last one. What had been undone before it cannot be redone any more.
pub(crate) fn insert(
    connection: &Connection,
    kind: &str,
    params: &str,
    time: i64,
    edits: &str,
) -> Result<()> {
    // In this order: what was undone has the highest ids, and none may be given again, or who knows
    // an operation by its id would take another for it.
    connection
        .prepare_cached(
            "INSERT INTO operation (kind, params, time, edits) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((kind, params, time, edits))?;
    connection
        .prepare_cached("DELETE FROM operation WHERE undone = 1")?
        .execute([])?;
    Ok(())
}

/// The operation that would be undone next.
pub(crate) fn last_done(connection: &Connection) -> Result<Option<Recorded>> {
    one(
        connection,
        "SELECT id, kind, params FROM operation WHERE undone = 0 ORDER BY id DESC LIMIT 1",
    )
}

/// The id of the operation that would be undone next; 0: there is none.
pub(crate) fn last_done_id(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT COALESCE(MAX(id), 0) FROM operation WHERE undone = 0")?
        .query_row([], |row| row.get(0))?)
}

/// The operation that would be redone next.
pub(crate) fn first_undone(connection: &Connection) -> Result<Option<Recorded>> {
    one(
        connection,
        "SELECT id, kind, params FROM operation WHERE undone = 1 ORDER BY id LIMIT 1",
    )
}

fn one(connection: &Connection, query: &str) -> Result<Option<Recorded>> {
    Ok(connection
        .prepare_cached(query)?
        .query_row([], |row| {
            Ok(Recorded {
                id: row.get(0)?,
                kind: row.get(1)?,
                params: row.get(2)?,
            })
        })
        .optional()?)
}

/// The edits of an operation.
pub(crate) fn edits(connection: &Connection, id: i64) -> Result<String> {
    Ok(connection
        .prepare_cached("SELECT edits FROM operation WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// Remembers whether an operation is undone.
pub(crate) fn set_undone(connection: &Connection, id: i64, undone: bool) -> Result<()> {
    connection
        .prepare_cached("UPDATE operation SET undone = ?2 WHERE id = ?1")?
        .execute((id, undone))?;
    Ok(())
}
