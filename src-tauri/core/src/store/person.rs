//! The tables `person` and `participant`: who writes in a conversation, and which of them is the
//! person whose library this is.

use rusqlite::{Connection, Row};

use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::message::{NUMBER_BITS, flags};

/// Somebody who has sent something in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Participant {
    pub id: i64,
    /// The product's id of them, or their name where it has none.
    pub key: String,
    pub name: String,
    /// The person said that it is themselves.
    pub own: bool,
}

impl Participant {
    /// From a row of id, key, name and own.
    pub fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            key: row.get(1)?,
            name: row.get(2)?,
            own: row.get(3)?,
        })
    }
}

/// Those who write in a conversation, the owner whom its exports name aside. A group is nobody,
/// though iPhones write its notices in its name.
pub(crate) fn of_conversation(
    connection: &Connection,
    conversation: RowId,
) -> Result<Vec<Participant>> {
    let mut statement = connection.prepare_cached(
        "SELECT p.id, p.key, p.name, p.own FROM conversation AS c
         CROSS JOIN participant AS t ON t.conversation_id = c.id
         CROSS JOIN person AS p ON p.id = t.person_id
         WHERE c.id = ?1 AND t.is_owner = 0 AND p.name <> '' AND (c.type <> 'people' OR p.key <> c.title)",
    )?;
    let people = statement.query_map([conversation], Participant::from_row)?;
    Ok(people.collect::<rusqlite::Result<_>>()?)
}

/// Messages that are looked at for the owner's own: who is in an export as its owner has written
/// long before.
const LOOKED_AT: i64 = 20_000;

/// Whether the exports of a conversation say which messages are the owner's: they name the account,
/// or have some.
pub(crate) fn is_owner_known(connection: &Connection, conversation: RowId) -> Result<bool> {
    let names_account = connection
        .prepare_cached("SELECT account <> '' FROM conversation WHERE id = ?1")?
        .query_row([conversation], |row| row.get(0))?;
    if names_account {
        return Ok(true);
    }
    let first = conversation << NUMBER_BITS;
    Ok(connection
        .prepare_cached("SELECT 1 FROM message WHERE id BETWEEN ?1 AND ?2 AND flags & ?3 <> 0")?
        .exists((first, first + LOOKED_AT, flags::OUTGOING))?)
}

/// The conversations that somebody writes in, those aside whose exports name them as the owner.
pub(crate) fn conversations_of(connection: &Connection, person: i64) -> Result<Vec<RowId>> {
    let mut statement = connection.prepare_cached(
        "SELECT conversation_id FROM participant WHERE person_id = ?1 AND is_owner = 0",
    )?;
    let conversations = statement.query_map([person], |row| row.get(0))?;
    Ok(conversations.collect::<rusqlite::Result<_>>()?)
}

/// Says of somebody that it is the person themselves, or not; gives the conversations that they
/// write in, which read differently now.
pub(crate) fn set_own(connection: &Connection, person: &Participant) -> Result<Vec<RowId>> {
    connection
        .prepare_cached("UPDATE person SET own = ?2 WHERE id = ?1")?
        .execute((person.id, person.own))?;
    show(connection, person)
}

/// Has the list show somebody as they are now, wherever they sent the last message; gives the
/// conversations that they write in.
pub(crate) fn show(connection: &Connection, person: &Participant) -> Result<Vec<RowId>> {
    let conversations = conversations_of(connection, person.id)?;
    let mut update = connection.prepare_cached(
        "UPDATE conversation SET last_outgoing = ?3, last_sender = ?4
         WHERE id = ?1 AND EXISTS (
           SELECT 1 FROM message AS m
           WHERE m.id = last_message_id AND m.person_id = ?2 AND m.flags & ?5 = 0)",
    )?;
    let sender = if person.own { "" } else { &person.name };
    for conversation in &conversations {
        update.execute((conversation, person.id, person.own, sender, flags::OUTGOING))?;
    }
    Ok(conversations)
}

/// Erases who took part in a conversation, and those of them who are in no other. The person's own
/// name stays known: it says nothing of anybody else.
pub(crate) fn erase_of(connection: &Connection, conversation: RowId) -> Result<()> {
    let mut statement = connection
        .prepare_cached("DELETE FROM participant WHERE conversation_id = ?1 RETURNING person_id")?;
    let people = statement.query_map([conversation], |row| row.get(0))?;
    let people: Vec<i64> = people.collect::<rusqlite::Result<_>>()?;
    let mut delete = connection.prepare_cached(
        "DELETE FROM person WHERE id = ?1 AND own = 0
           AND NOT EXISTS (SELECT 1 FROM participant WHERE person_id = ?1)",
    )?;
    for person in people {
        delete.execute([person])?;
    }
    Ok(())
}
