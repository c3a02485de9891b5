//! What the groups pane shows.

use rusqlite::Connection;
use serde::Serialize;

use crate::library::Library;
use crate::model::error::Result;
use crate::store::{conversation, group};

/// One group as the groups pane shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupSummary {
    /// Its name.
    pub name: String,
    /// Index into the palette, 0 to 11.
    pub color: u8,
    /// One emoji, or empty.
    pub emoji: String,
    /// Shown conversations in it.
    pub count: u64,
}

/// How many conversations came from a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceCount {
    /// The product.
    pub source: String,
    /// Shown conversations from it.
    pub count: u64,
}

/// All that the groups pane shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The commit it is of.
    pub revision: u64,
    /// Shown conversations.
    pub all: u64,
    /// Those in no group.
    pub ungrouped: u64,
    /// Those pinned.
    pub pinned: u64,
    /// Deleted ones that can still be brought back.
    pub deleted: u64,
    /// In the person's order.
    pub groups: Vec<GroupSummary>,
    /// Largest first.
    pub sources: Vec<SourceCount>,
}

impl Library {
    /// Everything the groups pane shows.
    ///
    /// # Errors
    /// 200002.
    pub fn get_overview(&self) -> Result<Overview> {
        self.store.read(|connection| {
            let all = conversation::shown_count(connection)?;
            let groups = group::all(connection)?
                .into_iter()
                .map(|group| {
                    Ok(GroupSummary {
                        count: count(connection, IN_GROUP, [group.id])?,
                        name: group.name,
                        color: group.color,
                        emoji: group.emoji,
                    })
                })
                .collect::<Result<_>>()?;
            Ok(Overview {
                revision: crate::store::revision(connection)?,
                all,
                ungrouped: all - count(connection, GROUPED, [])?,
                pinned: count(connection, PINNED, [])?,
                deleted: conversation::deleted_count(connection)?,
                groups,
                sources: sources(connection)?,
            })
        })
    }
}

/// Hidden conversations are few or none, so what is shown is counted as all minus the hidden ones:
/// both are walks along an index, without a look at any conversation.
const IN_GROUP: &str = "SELECT
  (SELECT COUNT(*) FROM membership WHERE group_id = ?1) -
  (SELECT COUNT(*) FROM conversation AS c CROSS JOIN membership AS m
     ON m.group_id = ?1 AND m.conversation_id = c.id WHERE c.hidden > 0)";

/// Shown conversations that are in a group.
const GROUPED: &str = "SELECT
  (SELECT COUNT(*) FROM (SELECT DISTINCT conversation_id FROM membership)) -
  (SELECT COUNT(*) FROM conversation AS c WHERE c.hidden > 0
     AND EXISTS (SELECT 1 FROM membership AS m WHERE m.conversation_id = c.id))";

const PINNED: &str = "SELECT COUNT(*) FROM conversation WHERE hidden = 0 AND pin_position > 0";

fn count(connection: &Connection, query: &str, params: impl rusqlite::Params) -> Result<u64> {
    Ok(connection
        .prepare_cached(query)?
        .query_row(params, |row| row.get(0))?)
}

fn sources(connection: &Connection) -> Result<Vec<SourceCount>> {
    let mut statement = connection.prepare_cached(
        "SELECT source, COUNT(*) FROM conversation WHERE hidden = 0 GROUP BY source",
    )?;
    let counts = statement.query_map([], |row| {
        Ok(SourceCount {
            source: row.get(0)?,
            count: row.get(1)?,
        })
    })?;
    let mut counts: Vec<SourceCount> = counts.collect::<rusqlite::Result<_>>()?;
    counts.sort_by_key(|source| std::cmp::Reverse(source.count));
    Ok(counts)
}
