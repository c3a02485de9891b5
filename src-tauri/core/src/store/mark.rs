//! The table `mark`: the person's marks on conversations.

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::{array, ascending};
use crate::model::conversation::RowId;
use crate::model::error::Result;

/// The SDK's mark types: a star, "unread", and "folded", put away.
pub(crate) const STAR: i64 = 1;
pub(crate) const UNREAD: i64 = 2;
pub(crate) const FOLD: i64 = 3;

/// Those of `rows` that carry a mark, or that do not, in order.
pub(crate) fn with_mark(
    connection: &Connection,
    rows: &[RowId],
    mark_type: i64,
    marked: bool,
) -> Result<Vec<RowId>> {
    let mut statement = connection.prepare_cached(
        "SELECT wanted.value FROM rarray(?1) AS wanted
         LEFT JOIN mark AS m ON m.conversation_id = wanted.value AND m.mark_type = ?2
         WHERE (m.mark_type IS NOT NULL) = ?3",
    )?;
    let rows = statement.query_map((array(rows), mark_type, marked), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets a mark; gives those of `rows` that did not carry it.
pub(crate) fn set(connection: &Connection, rows: &[RowId], mark_type: i64) -> Result<Vec<RowId>> {
    let mut rows = ascending(rows);
    // Others come and go by the history alone, which knows who carries them.
    if mark_type == UNREAD {
        rows = with_mark(connection, &rows, mark_type, false)?;
    }
    connection
        .prepare_cached(
            "INSERT INTO mark (conversation_id, mark_type)
             SELECT wanted.value, ?2 FROM rarray(?1) AS wanted WHERE TRUE ON CONFLICT DO NOTHING",
        )?
        .execute((array(&rows), mark_type))?;
    Ok(rows)
}

/// Takes a mark away; gives those of `rows` that carried it.
pub(crate) fn clear(connection: &Connection, rows: &[RowId], mark_type: i64) -> Result<Vec<RowId>> {
    let mut statement = connection
        .prepare_cached("DELETE FROM mark WHERE conversation_id = ?1 AND mark_type = ?2")?;
    let mut cleared = vec![];
    for row in ascending(rows) {
        if statement.execute((row, mark_type))? > 0 {
            cleared.push(row);
        }
    }
    Ok(cleared)
}

/// The marks of each of `rows`, ascending; rows without any are absent.
pub(crate) fn of_rows(
    connection: &Connection,
    rows: &[RowId],
) -> Result<FxHashMap<RowId, Vec<i64>>> {
    let mut statement = connection.prepare_cached(
        "SELECT m.conversation_id, m.mark_type FROM rarray(?1) AS wanted
         CROSS JOIN mark AS m ON m.conversation_id = wanted.value",
    )?;
    let mut marks: FxHashMap<RowId, Vec<i64>> = FxHashMap::default();
    let mut found = statement.query([array(rows)])?;
    while let Some(row) = found.next()? {
        marks.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(marks)
}

/// The conversations that count in the total of unread messages, and deleted ones that are marked
/// unread.
pub(crate) fn with_unread(connection: &Connection) -> Result<FxHashSet<RowId>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM conversation WHERE hidden = 0 AND unread_count > 0
         UNION ALL SELECT conversation_id FROM mark WHERE mark_type = ?1",
    )?;
    let rows = statement.query_map([UNREAD], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Unread messages of all shown conversations; one marked unread that has none counts as one.
pub(crate) fn unread_total(connection: &Connection) -> Result<u64> {
    let counted: u64 = connection
        .prepare_cached(
            "SELECT COALESCE(SUM(unread_count), 0) FROM conversation
             WHERE hidden = 0 AND unread_count > 0",
        )?
        .query_row([], |row| row.get(0))?;
    let marked: u64 = connection
        .prepare_cached(
            "SELECT COUNT(*) FROM mark AS m CROSS JOIN conversation AS c ON c.id = m.conversation_id
             WHERE m.mark_type = ?1 AND c.hidden = 0 AND c.unread_count = 0",
        )?
        .query_row([UNREAD], |row| row.get(0))?;
    Ok(counted + marked)
}

/// Unread messages of those of `rows` that are shown, counted as in the total.
pub(crate) fn unread_of(connection: &Connection, rows: &[RowId]) -> Result<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    Ok(connection
        .prepare_cached(
            "SELECT COALESCE(SUM(MAX(c.unread_count, EXISTS (
               SELECT 1 FROM mark AS m WHERE m.conversation_id = c.id AND m.mark_type = ?2))), 0)
             FROM rarray(?1) AS wanted CROSS JOIN conversation AS c ON c.id = wanted.value
             WHERE c.hidden = 0",
        )?
        .query_row((array(&ascending(rows)), UNREAD), |row| row.get(0))?)
}
