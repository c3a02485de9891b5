//! The table `conversation`, as far as a person's operations change it. Imports fill the rest.

use rusqlite::{Connection, OptionalExtension};
use rustc_hash::{FxHashMap, FxHashSet};

use super::rows::{MANY, array, ascending};
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::Result;

/// Whether a conversation is in the lists, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i64)]
pub(crate) enum Hidden {
    /// In every list.
    Shown = 0,
    /// Deleted by the person; can be brought back.
    Deleted = 1,
    /// Deleted, and what it held erased: only the row, its memberships, marks and pin are left, so
    /// that importing it again finds them.
    Erased = 2,
}

/// The shown conversations among `ids`, one answer for each.
pub(crate) fn rows_of(connection: &Connection, ids: &[String]) -> Result<Vec<Option<RowId>>> {
    match ids {
        [id] => Ok(vec![row_of(connection, id)?]),
        _ if ids.len() >= MANY => rows_by_walk(connection, ids),
        _ => rows_by_look_up(connection, ids),
    }
}

/// The index of ids knows nothing of what is hidden. While that is little it is asked apart, because
/// looking at each conversation itself takes twice as long.
fn rows_by_look_up(connection: &Connection, ids: &[String]) -> Result<Vec<Option<RowId>>> {
    let hidden = few_out_of_view(connection, ids.len())?;
    let mut statement = connection.prepare_cached(if hidden.is_some() {
        "SELECT id FROM conversation WHERE conversation_id = ?1"
    } else {
        SHOWN_ROW_OF
    })?;
    let hidden = hidden.unwrap_or_default();
    ids.iter()
        .map(|id| {
            let row: Option<RowId> = statement.query_row([id], |row| row.get(0)).optional()?;
            Ok(row.filter(|row| !hidden.contains(row)))
        })
        .collect()
}

/// The same for many, by a walk along the index of ids.
fn rows_by_walk(connection: &Connection, ids: &[String]) -> Result<Vec<Option<RowId>>> {
    let places: FxHashMap<&str, usize> = ids
        .iter()
        .enumerate()
        .map(|(place, id)| (id.as_str(), place))
        .collect();
    let hidden = out_of_view(connection)?;
    let mut rows = vec![None; ids.len()];
    let mut statement =
        connection.prepare_cached("SELECT conversation_id, id FROM conversation")?;
    let mut all = statement.query([])?;
    while let Some(row) = all.next()? {
        let id = row.get_ref(0)?.as_str().unwrap_or_default();
        if let Some(found) = places.get(id).and_then(|place| rows.get_mut(*place)) {
            *found = Some(row.get(1)?).filter(|row| !hidden.contains(row));
        }
    }
    Ok(rows)
}

/// The conversations that are deleted or erased, when there are fewer than `limit`.
fn few_out_of_view(connection: &Connection, limit: usize) -> Result<Option<FxHashSet<RowId>>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM conversation WHERE hidden > 0 LIMIT ?1")?;
    let rows = statement.query_map([limit], |row| row.get(0))?;
    let rows: FxHashSet<RowId> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(Some(rows).filter(|rows| rows.len() < limit))
}

/// The conversations that are deleted or erased.
pub(crate) fn out_of_view(connection: &Connection) -> Result<FxHashSet<RowId>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM conversation WHERE hidden > 0")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const SHOWN_ROW_OF: &str = "SELECT id FROM conversation WHERE conversation_id = ?1 AND hidden = 0";

/// The shown conversation of an id.
pub(crate) fn row_of(connection: &Connection, id: &str) -> Result<Option<RowId>> {
    Ok(connection
        .prepare_cached(SHOWN_ROW_OF)?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// Those of `rows` that are shown conversations, in order.
pub(crate) fn shown(connection: &Connection, rows: &[RowId]) -> Result<Vec<RowId>> {
    if rows.len() >= MANY {
        let mut statement =
            connection.prepare_cached("SELECT id FROM conversation WHERE hidden = 0")?;
        let all = statement.query_map([], |row| row.get(0))?;
        let all: FxHashSet<RowId> = all.collect::<rusqlite::Result<_>>()?;
        return Ok(rows
            .iter()
            .copied()
            .filter(|row| all.contains(row))
            .collect());
    }
    let mut statement = connection.prepare_cached(
        "SELECT c.id FROM rarray(?1) AS wanted
         CROSS JOIN conversation AS c ON c.id = wanted.value WHERE c.hidden = 0",
    )?;
    let found = statement.query_map([array(rows)], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The contract's ids of `rows`, deleted ones too.
pub(crate) fn ids_of(connection: &Connection, rows: &[RowId]) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.conversation_id FROM rarray(?1) AS wanted
         CROSS JOIN conversation AS c ON c.id = wanted.value",
    )?;
    let ids = statement.query_map([array(rows)], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Who takes part in a conversation.
pub(crate) fn kind(connection: &Connection, row: RowId) -> Result<ConversationType> {
    let kind: String = connection
        .prepare_cached("SELECT type FROM conversation WHERE id = ?1")?
        .query_row([row], |row| row.get(0))?;
    Ok(ConversationType::from_stored(&kind))
}

/// A conversation's title; empty when there is no such row.
pub(crate) fn title(connection: &Connection, row: RowId) -> Result<String> {
    Ok(connection
        .prepare_cached("SELECT title FROM conversation WHERE id = ?1")?
        .query_row([row], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// The shown pinned conversations with their positions, highest first.
pub(crate) fn pinned(connection: &Connection) -> Result<Vec<(RowId, i64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, pin_position FROM conversation
         WHERE hidden = 0 AND pin_position > 0 ORDER BY pin_position DESC, last_time DESC, id DESC",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The place of each of `rows` among the pinned ones; 0: it is not pinned.
pub(crate) fn pin_positions(connection: &Connection, rows: &[RowId]) -> Result<Vec<(RowId, i64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.pin_position FROM rarray(?1) AS wanted
         CROSS JOIN conversation AS c ON c.id = wanted.value",
    )?;
    let rows = statement.query_map([array(rows)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A position above every pinned conversation, deleted ones included: one that comes back must not
/// share its place.
pub(crate) fn pin_position_above_all(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached(
            "SELECT MAX(
               COALESCE((SELECT MAX(pin_position) FROM conversation WHERE hidden = 0), 0),
               COALESCE((SELECT MAX(pin_position) FROM conversation WHERE hidden > 0), 0)) + 1",
        )?
        .query_row([], |row| row.get(0))?)
}

/// Sets the place of each row among the pinned ones.
pub(crate) fn set_pin_positions(
    connection: &Connection,
    places: impl Iterator<Item = (RowId, i64)>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("UPDATE conversation SET pin_position = ?2 WHERE id = ?1")?;
    for (row, position) in places {
        statement.execute((row, position))?;
    }
    Ok(())
}

/// The custom data of each of `rows`.
pub(crate) fn custom_data(connection: &Connection, rows: &[RowId]) -> Result<Vec<(RowId, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.custom_data FROM rarray(?1) AS wanted
         CROSS JOIN conversation AS c ON c.id = wanted.value",
    )?;
    let rows = statement.query_map([array(rows)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets the custom data of each row.
pub(crate) fn set_custom_data<'a>(
    connection: &Connection,
    texts: impl Iterator<Item = (RowId, &'a str)>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("UPDATE conversation SET custom_data = ?2 WHERE id = ?1")?;
    for (row, text) in texts {
        statement.execute((row, text))?;
    }
    Ok(())
}

/// Takes those of `rows` that are in one state to another; gives those it changed.
pub(crate) fn set_hidden(
    connection: &Connection,
    rows: &[RowId],
    from: Hidden,
    to: Hidden,
) -> Result<Vec<RowId>> {
    let mut statement = connection
        .prepare_cached("UPDATE conversation SET hidden = ?3 WHERE id = ?1 AND hidden = ?2")?;
    let mut changed = Vec::new();
    for row in ascending(rows) {
        if statement.execute((row, from as i64, to as i64))? > 0 {
            changed.push(row);
        }
    }
    Ok(changed)
}

/// Conversations that are deleted and not erased: so many that together they hold about `messages`
/// messages, at least one where there is one. (`hidden > 0` is said beside `hidden = 1` because
/// SQLite takes a partial index only by its own words.)
pub(crate) fn some_deleted(
    connection: &Connection,
    wanted: Option<&FxHashSet<RowId>>,
    messages: i64,
) -> Result<Vec<RowId>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, message_count FROM conversation WHERE hidden = 1 AND hidden > 0",
    )?;
    let mut found = statement.query([])?;
    let (mut rows, mut held) = (vec![], 0);
    while held < messages
        && let Some(row) = found.next()?
    {
        let id = row.get(0)?;
        if wanted.is_none_or(|wanted| wanted.contains(&id)) {
            rows.push(id);
            held += row.get::<_, i64>(1)?.max(1);
        }
    }
    Ok(rows)
}

/// How many are deleted and not erased.
pub(crate) fn deleted_count(connection: &Connection) -> Result<u64> {
    Ok(connection
        .prepare_cached("SELECT COUNT(*) FROM conversation WHERE hidden = 1 AND hidden > 0")?
        .query_row([], |row| row.get(0))?)
}

/// How many are shown.
pub(crate) fn shown_count(connection: &Connection) -> Result<u64> {
    Ok(connection
        .prepare_cached("SELECT COUNT(*) FROM conversation WHERE hidden = 0")?
        .query_row([], |row| row.get(0))?)
}

/// Those of an account that are not erased. Walks through all conversations.
pub(crate) fn with_account(connection: &Connection, account: &str) -> Result<Vec<RowId>> {
    let mut statement = connection
        .prepare_cached("SELECT id FROM conversation WHERE account = ?1 AND hidden < 2")?;
    let rows = statement.query_map([account], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Clears a conversation's unread count; whether there was one.
pub(crate) fn clear_unread(connection: &Connection, row: RowId) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE conversation SET unread_count = 0 WHERE id = ?1 AND unread_count > 0",
        )?
        .execute([row])?;
    Ok(changed > 0)
}

/// What is left of a conversation's id when it is erased: enough to know it again, and nothing to
/// read. Products without ids of their own name a conversation by its title.
pub(crate) fn erased_id(id: &str) -> String {
    format!("erased:{:032x}", xxhash_rust::xxh3::xxh3_128(id.as_bytes()))
}

/// Gives the erased conversation that had this id its id back; whether there is one.
pub(crate) fn name_again(connection: &Connection, id: &str) -> Result<bool> {
    let named = connection
        .prepare_cached("UPDATE conversation SET conversation_id = ?1 WHERE conversation_id = ?2")?
        .execute((id, erased_id(id)))?;
    Ok(named > 0)
}

/// Erases what a conversation shows and what the search index knows of it. The row stays, with
/// its source and account.
pub(crate) fn erase(connection: &Connection, row: RowId) -> Result<()> {
    let id: String = connection
        .prepare_cached("SELECT conversation_id FROM conversation WHERE id = ?1")?
        .query_row([row], |row| row.get(0))?;
    connection
        .prepare_cached(
            "UPDATE conversation SET hidden = ?2, conversation_id = ?3,
               title = '', title_key = x'', unread_count = 0,
               message_count = 0, first_time = 0, last_time = 0, last_message_id = 0,
               last_kind = 0, last_outgoing = 0, last_sender = '', last_text = '', folder = ''
             WHERE id = ?1",
        )?
        .execute((row, Hidden::Erased as i64, erased_id(&id)))?;
    connection
        .prepare_cached("DELETE FROM conversation_search WHERE rowid = ?1")?
        .execute([row])?;
    Ok(())
}

/// The shown conversations of a type.
pub(crate) fn of_type(connection: &Connection, kind: ConversationType) -> Result<FxHashSet<RowId>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM conversation WHERE hidden = 0 AND type = ?1")?;
    let rows = statement.query_map([kind.as_str()], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
