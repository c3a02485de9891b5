//! The table `membership`: which conversations are in which group.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::group::{self, Group};
use super::rows::{MANY, array};
use crate::model::conversation::RowId;
use crate::model::error::Result;

/// Conversations with their positions in a group.
pub(crate) type Members = Vec<(RowId, i64)>;

/// Everything in a group, deleted conversations too.
pub(crate) fn of_group(connection: &Connection, group: i64) -> Result<Members> {
    let mut statement = connection
        .prepare_cached("SELECT conversation_id, position FROM membership WHERE group_id = ?1")?;
    let members = statement.query_map([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(members.collect::<rusqlite::Result<_>>()?)
}

/// Which conversations are in a group, deleted ones too.
pub(crate) fn rows_of_group(connection: &Connection, group: i64) -> Result<Vec<RowId>> {
    let mut statement =
        connection.prepare_cached("SELECT conversation_id FROM membership WHERE group_id = ?1")?;
    let rows = statement.query_map([group], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Those of `rows` that are in a group, in order.
pub(crate) fn among(connection: &Connection, group: i64, rows: &[RowId]) -> Result<Members> {
    if rows.len() >= MANY {
        let members: FxHashMap<RowId, i64> = of_group(connection, group)?.into_iter().collect();
        let member = |row: &RowId| Some((*row, *members.get(row)?));
        return Ok(rows.iter().filter_map(member).collect());
    }
    let mut statement = connection.prepare_cached(
        "SELECT m.conversation_id, m.position FROM rarray(?2) AS wanted
         CROSS JOIN membership AS m ON m.group_id = ?1 AND m.conversation_id = wanted.value",
    )?;
    let members =
        statement.query_map((group, array(rows)), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(members.collect::<rusqlite::Result<_>>()?)
}

/// Puts conversations into a group. Those that came together stand one behind the other, and one
/// statement puts them all in, in the order of their key: what the list's order scatters over the
/// whole table takes twice as long.
pub(crate) fn insert(connection: &Connection, group: i64, members: &Members) -> Result<()> {
    let follows = |pair: &[(RowId, i64)]| matches!(pair, [a, b] if a.1 + 1 == b.1);
    if let [(_, first), _, ..] = members.as_slice()
        && members.windows(2).all(follows)
    {
        let rows: Vec<RowId> = members.iter().map(|(row, _)| *row).collect();
        connection
            .prepare_cached(
                "INSERT INTO membership (group_id, conversation_id, position)
                 SELECT ?1, wanted.value, ?2 + wanted.rowid - 1 FROM rarray(?3) AS wanted
                 ORDER BY wanted.value",
            )?
            .execute((group, first, array(&rows)))?;
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO membership (group_id, conversation_id, position) VALUES (?1, ?2, ?3)",
    )?;
    for (row, position) in in_key_order(members) {
        statement.execute((group, row, position))?;
    }
    Ok(())
}

/// Takes conversations out of a group.
pub(crate) fn delete(connection: &Connection, group: i64, members: &Members) -> Result<()> {
    let mut statement = connection
        .prepare_cached("DELETE FROM membership WHERE group_id = ?1 AND conversation_id = ?2")?;
    for (row, _) in in_key_order(members) {
        statement.execute((group, row))?;
    }
    Ok(())
}

/// Writing in the order of the key keeps many writes on the page at hand.
fn in_key_order(members: &Members) -> Members {
    let mut sorted = members.clone();
    sorted.sort_unstable();
    sorted
}

/// The names of the groups that each of `rows` is in, in the person's order; rows in none are
/// absent.
pub(crate) fn names_of_rows(
    connection: &Connection,
    rows: &[RowId],
) -> Result<FxHashMap<RowId, Vec<String>>> {
    let groups: Vec<Group> = group::all(connection)?;
    let places: FxHashMap<i64, usize> = groups
        .iter()
        .enumerate()
        .map(|(place, group)| (group.id, place))
        .collect();
    let mut statement = connection.prepare_cached(
        "SELECT m.conversation_id, m.group_id FROM rarray(?1) AS wanted
         CROSS JOIN membership AS m ON m.conversation_id = wanted.value",
    )?;
    let mut found: FxHashMap<RowId, Vec<usize>> = FxHashMap::default();
    let mut memberships = statement.query([array(rows)])?;
    while let Some(row) = memberships.next()? {
        if let Some(place) = places.get(&row.get(1)?) {
            found.entry(row.get(0)?).or_default().push(*place);
        }
    }
    Ok(found
        .into_iter()
        .map(|(row, mut in_groups)| {
            in_groups.sort_unstable();
            let names = in_groups
                .iter()
                .filter_map(|place| groups.get(*place))
                .map(|group| group.name.clone())
                .collect();
            (row, names)
        })
        .collect())
}
