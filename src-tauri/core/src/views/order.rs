//! The order of a view: the ids of its conversations, pinned first.

use rusqlite::{Connection, ToSql};

use super::{Filter, Sort, View};
use crate::groups;
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::Result;
use crate::model::group::GroupName;

/// Up to this many members a group is sorted; above, the whole library is walked in order and each
/// conversation looked up in the group. Sorting costs a look at each member, walking one at each
/// conversation that comes before the last one wanted.
const SORTED_MEMBERS: i64 = 4000;

/// The conversations of a view in order, or the first `limit` of them. `parameter` is what a
/// message calls the group's name.
pub(crate) fn order(
    connection: &Connection,
    view: &View,
    parameter: &str,
    sort: Sort,
    filter: &Filter,
    limit: Option<u32>,
) -> Result<Vec<RowId>> {
    let kind = filter.kind.map(ConversationType::as_str);
    let limit = limit.map_or(-1, i64::from);
    let group = match view {
        View::Group { name } => {
            groups::find(connection, &GroupName::of_existing(name, parameter)?)?.id
        }
        _ => 0,
    };
    let walk = match view {
        View::All => Walk::All,
        View::Ungrouped => Walk::Ungrouped,
        View::Pinned => Walk::Pinned,
        View::Group { .. } if is_large(connection, group)? => Walk::LargeGroup,
        View::Group { .. } => Walk::SmallGroup,
    };
    let mut statement = connection.prepare_cached(&query(walk, sort))?;
    let params: &[&dyn ToSql] = &[&filter.source, &kind, &limit, &group];
    let count = statement.parameter_count();
    let rows = statement.query_map(params.get(..count).unwrap_or(params), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How the conversations of a view are come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    All,
    Ungrouped,
    Pinned,
    SmallGroup,
    LargeGroup,
}

/// Every index of an order ends in what filters look at, so that a walk along it touches no row.
pub(super) fn query(walk: Walk, sort: Sort) -> String {
    let from = match walk {
        Walk::SmallGroup => {
            "membership AS m CROSS JOIN conversation AS c
               ON c.id = m.conversation_id AND m.group_id = ?4"
        }
        _ => "conversation AS c",
    };
    let only = match walk {
        Walk::All | Walk::SmallGroup => "",
        Walk::Pinned => "AND c.pin_position > 0",
        Walk::Ungrouped => {
            "AND NOT EXISTS (SELECT 1 FROM membership AS m WHERE m.conversation_id = c.id)"
        }
        Walk::LargeGroup => {
            "AND EXISTS (SELECT 1 FROM membership AS m
                         WHERE m.group_id = ?4 AND m.conversation_id = c.id)"
        }
    };
    let by = match sort {
        Sort::Latest => "c.last_time DESC, c.id DESC",
        Sort::Name => "c.title_key, c.id",
        Sort::Messages => "c.message_count DESC, c.id DESC",
    };
    format!(
        "SELECT c.id FROM {from}
         WHERE c.hidden = 0 {only}
           AND (?1 IS NULL OR c.source = ?1) AND (?2 IS NULL OR c.type = ?2)
         ORDER BY c.pin_position DESC, {by} LIMIT ?3"
    )
}

fn is_large(connection: &Connection, group: i64) -> Result<bool> {
    let members: i64 = connection
        .prepare_cached(
            "SELECT COUNT(*) FROM (SELECT 1 FROM membership WHERE group_id = ?1 LIMIT ?2)",
        )?
        .query_row((group, SORTED_MEMBERS + 1), |row| row.get(0))?;
    Ok(members > SORTED_MEMBERS)
}
