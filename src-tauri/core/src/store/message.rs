//! The table `message`: reading a conversation in its order, and erasing one.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::message::{MessageExtra, MessageKind, flags};

/// A message as stored, with its sender.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub id: i64,
    pub conversation: RowId,
    /// UTC milliseconds.
    pub time: i64,
    pub kind: MessageKind,
    pub outgoing: bool,
    pub assistant: bool,
    pub text: String,
    pub extra: MessageExtra,
    /// The sender's name; empty for nobody's.
    pub sender: String,
    /// The product's id of the sender; empty for nobody's.
    pub sender_key: String,
}

/// A place in the order of a conversation, that of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    time: i64,
    id: i64,
}

impl Place {
    /// Before every message.
    pub const START: Self = Self {
        time: i64::MIN,
        id: i64::MIN,
    };
    /// After every message.
    pub const END: Self = Self {
        time: i64::MAX,
        id: i64::MAX,
    };

    /// The place from which this message is the next newer one.
    pub fn just_before(self) -> Self {
        Self {
            id: self.id - 1,
            ..self
        }
    }
}

/// Which way to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Older,
    Newer,
}

const SELECT: &str = "SELECT m.id, m.conversation_id, m.time, m.kind, m.flags, m.text, m.extra,
  COALESCE(p.name, ''), COALESCE(p.key, ''), COALESCE(p.own, 0)
  FROM message AS m LEFT JOIN person AS p ON p.id = m.person_id";

/// Up to `limit` messages of a conversation beyond a place, nearest first, and whether there are
/// more beyond them.
pub(crate) fn from(
    connection: &Connection,
    conversation: RowId,
    place: Place,
    direction: Direction,
    limit: u32,
) -> Result<(Vec<Message>, bool)> {
    let mut statement = connection.prepare_cached(&range_query(direction))?;
    let one_more = i64::from(limit) + 1;
    let found = statement.query_map((conversation, place.time, place.id, one_more), read)?;
    let mut messages: Vec<Message> = found.collect::<rusqlite::Result<_>>()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = messages.len() > limit;
    messages.truncate(limit);
    Ok((messages, more))
}

pub(crate) fn range_query(direction: Direction) -> String {
    let (beyond, order) = match direction {
        Direction::Older => ("<", "DESC"),
        Direction::Newer => (">", "ASC"),
    };
    format!(
        "{SELECT} WHERE m.conversation_id = ?1 AND (m.time, m.id) {beyond} (?2, ?3)
         ORDER BY m.time {order}, m.id {order} LIMIT ?4"
    )
}

/// The place of a message by the id that the window knows; none when it is not in the conversation.
pub(crate) fn place(
    connection: &Connection,
    conversation: RowId,
    id: &str,
) -> Result<Option<Place>> {
    let Ok(id) = id.parse::<i64>() else {
        return Ok(None);
    };
    Ok(connection
        .prepare_cached("SELECT time FROM message WHERE id = ?1 AND conversation_id = ?2")?
        .query_row([id, conversation], |row| row.get(0))
        .optional()?
        .map(|time| Place { time, id }))
}

/// The message of a key.
pub(crate) fn by_key(
    connection: &Connection,
    conversation: RowId,
    key: i64,
) -> Result<Option<Message>> {
    Ok(connection
        .prepare_cached(&format!(
            "{SELECT} WHERE m.conversation_id = ?1 AND m.key = ?2"
        ))?
        .query_row([conversation, key], read)
        .optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    let flags: i64 = row.get(4)?;
    Ok(Message {
        id: row.get(0)?,
        conversation: row.get(1)?,
        time: row.get(2)?,
        kind: MessageKind::from_stored(row.get(3)?),
        outgoing: flags & flags::OUTGOING != 0 || row.get(9)?,
        assistant: flags & flags::ASSISTANT != 0,
        text: row.get(5)?,
        extra: MessageExtra::from_stored(row.get_ref(6)?.as_str().unwrap_or_default()),
        sender: row.get(7)?,
        sender_key: row.get(8)?,
    })
}

/// Erases all messages of a conversation and what the search index knows of them.
pub(crate) fn erase_all(connection: &Connection, conversation: RowId) -> Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM message_search
             WHERE rowid IN (SELECT id FROM message WHERE conversation_id = ?1)",
        )?
        .execute([conversation])?;
    connection
        .prepare_cached("DELETE FROM message WHERE conversation_id = ?1")?
        .execute([conversation])?;
    Ok(())
}
