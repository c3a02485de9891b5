//! What the groups pane shows.

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::store::conversation;
use crate::store::group::{self, Group};

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
            let groups = group::all(connection)?;
            let grouped = Grouped::shown(connection, &groups, all)?;
            let groups = groups.into_iter().map(|group| GroupSummary {
                count: grouped.in_group(group.id),
                name: group.name,
                color: group.color,
                emoji: group.emoji,
            });
            Ok(Overview {
                revision: crate::store::revision(connection)?,
                all,
                ungrouped: all - grouped.conversations,
                pinned: count(connection, PINNED, [])?,
                deleted: conversation::deleted_count(connection)?,
                groups: groups.collect(),
                sources: sources(connection)?,
            })
        })
    }
}

/// How many conversations are in groups.
#[derive(Default)]
struct Grouped {
    /// Those in any group.
    conversations: u64,
    /// Those in each group, by its id; what has none is absent.
    by_group: FxHashMap<i64, u64>,
}

impl Grouped {
    /// The shown ones. Memberships are counted along an index alone, without a look at any
    /// conversation, and what is hidden is taken off; once the hidden ones are more than those shown,
    /// the shown ones are counted themselves. The smaller part is walked once, whatever it is in.
    fn shown(connection: &Connection, groups: &[Group], shown: u64) -> Result<Self> {
        if count(connection, HIDDEN, [])? > shown {
            return Self::walked(connection, SHOWN_MEMBERSHIPS);
        }
        let hidden = Self::walked(connection, HIDDEN_MEMBERSHIPS)?;
        let by_group = groups.iter().map(|group| {
            let all = count(connection, IN_GROUP, [group.id])?;
            Ok((group.id, all - hidden.in_group(group.id)))
        });
        Ok(Self {
            conversations: count(connection, IN_ANY_GROUP, [])? - hidden.conversations,
            by_group: by_group.collect::<Result<_>>()?,
        })
    }

    /// Counts what a query gives: conversations with their groups, those of one conversation one
    /// after another.
    fn walked(connection: &Connection, query: &str) -> Result<Self> {
        let mut grouped = Self::default();
        let mut last: Option<RowId> = None;
        let mut statement = connection.prepare_cached(query)?;
        let mut memberships = statement.query([])?;
        while let Some(membership) = memberships.next()? {
            let conversation = membership.get(0)?;
            if last.replace(conversation) != Some(conversation) {
                grouped.conversations += 1;
            }
            *grouped.by_group.entry(membership.get(1)?).or_default() += 1;
        }
        Ok(grouped)
    }

    fn in_group(&self, group: i64) -> u64 {
        self.by_group.get(&group).copied().unwrap_or_default()
    }
}

const HIDDEN: &str = "SELECT COUNT(*) FROM conversation WHERE hidden > 0";

const IN_GROUP: &str = "SELECT COUNT(*) FROM membership WHERE group_id = ?1";

const IN_ANY_GROUP: &str = "SELECT COUNT(*) FROM (SELECT DISTINCT conversation_id FROM membership)";

const HIDDEN_MEMBERSHIPS: &str = "SELECT c.id, m.group_id FROM conversation AS c
  CROSS JOIN membership AS m ON m.conversation_id = c.id WHERE c.hidden > 0";

const SHOWN_MEMBERSHIPS: &str = "SELECT c.id, m.group_id FROM conversation AS c
  CROSS JOIN membership AS m ON m.conversation_id = c.id WHERE c.hidden = 0";

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
