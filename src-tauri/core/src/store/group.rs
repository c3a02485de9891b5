//! The table `conversation_group`.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::model::error::Result;

/// A group as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub id: i64,
    pub name: String,
    /// The person's order; ascending, with gaps.
    pub position: i64,
    pub color: u8,
    pub emoji: String,
}

const COLUMNS: &str = "id, name, position, color, emoji";

fn read(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: row.get(0)?,
        name: row.get(1)?,
        position: row.get(2)?,
        color: row.get(3)?,
        emoji: row.get(4)?,
    })
}

/// The group of a name.
pub(crate) fn by_name(connection: &Connection, name: &str) -> Result<Option<Group>> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM conversation_group WHERE name = ?1"
        ))?
        .query_row([name], read)
        .optional()?)
}

/// A group's name.
pub(crate) fn name(connection: &Connection, id: i64) -> Result<String> {
    Ok(connection
        .prepare_cached("SELECT name FROM conversation_group WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// All groups in the person's order. There are at most a thousand: no index is worth its upkeep.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Group>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM conversation_group"))?;
    let groups = statement.query_map([], read)?;
    let mut groups: Vec<Group> = groups.collect::<rusqlite::Result<_>>()?;
    // Here, because what SQLite sets up for sorting takes longer than reading twenty groups.
    groups.sort_by_key(|group| group.position);
    Ok(groups)
}

/// Adds a group with the id and position that it carries.
pub(crate) fn insert(connection: &Connection, group: &Group) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO conversation_group (id, name, position, color, emoji)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            group.id,
            &group.name,
            group.position,
            group.color,
            &group.emoji,
        ))?;
    Ok(())
}

/// Sets what differs in a group. A name that stays is left alone, and so is the index of names.
pub(crate) fn update(connection: &Connection, before: &Group, after: &Group) -> Result<()> {
    if before.name != after.name {
        connection
            .prepare_cached("UPDATE conversation_group SET name = ?2 WHERE id = ?1")?
            .execute((after.id, &after.name))?;
    }
    if (before.position, before.color, &before.emoji) != (after.position, after.color, &after.emoji)
    {
        connection
            .prepare_cached(
                "UPDATE conversation_group SET position = ?2, color = ?3, emoji = ?4 WHERE id = ?1",
            )?
            .execute((after.id, after.position, after.color, &after.emoji))?;
    }
    Ok(())
}

/// Removes a group together with its memberships.
pub(crate) fn delete(connection: &Connection, id: i64) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM conversation_group WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
