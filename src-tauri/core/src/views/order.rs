//! The order of a view: the ids of its conversations, pinned first.

use rusqlite::{Connection, ToSql};

use super::{Filter, Sort, View};
use crate::groups;
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::Result;
use crate::model::group::GroupName;

/// Up to this many members a group is sorted; above, the whole library is walked in order and each
/// conversation looked up in the group. Sorting costs a look at each member, walking one at each
/// conversation that comes before the last one wanted. The same goes for what carries a mark.
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
        View::Deleted => Walk::Deleted,
        View::Group { .. } if is_large(connection, MEMBERS, group)? => Walk::LargeGroup,
        View::Group { .. } => Walk::SmallGroup,
    };
    let marked = match filter.mark_type {
        None => Marked::Any,
        // A group that is sorted is small enough to look at each.
        Some(_) if walk == Walk::SmallGroup => Marked::LookedUp,
        Some(mark_type) if is_large(connection, MARKED, mark_type)? => Marked::LookedUp,
        Some(_) => Marked::First,
    };
    let mut statement = connection.prepare_cached(&query(walk, marked, sort))?;
    let params: &[&dyn ToSql] = &[&filter.source, &kind, &limit, &group, &filter.mark_type];
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
    Deleted,
    SmallGroup,
    LargeGroup,
}

/// How those that carry the filter's mark are come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marked {
    /// The filter asks for none.
    Any,
    /// They are few: from them to the view.
    First,
    /// From the view to them.
    LookedUp,
}

/// Every index of an order ends in what filters look at, so that a walk along it touches no row.
fn query(walk: Walk, marked: Marked, sort: Sort) -> String {
    let from = match (walk, marked) {
        (Walk::SmallGroup, _) => {
            "membership AS m CROSS JOIN conversation AS c
               ON c.id = m.conversation_id AND m.group_id = ?4"
        }
        (_, Marked::First) => {
            "mark AS k CROSS JOIN conversation AS c
               ON c.id = k.conversation_id AND k.mark_type = ?5"
        }
        _ => "conversation AS c",
    };
    let has_mark = match marked {
        Marked::LookedUp => {
            "AND EXISTS (SELECT 1 FROM mark AS k
                         WHERE k.conversation_id = c.id AND k.mark_type = ?5)"
        }
        Marked::Any | Marked::First => "",
    };
    // (`hidden > 0` is said beside `hidden = 1` because SQLite takes a partial index only by its own
    // words.)
    let hidden = match walk {
        Walk::Deleted => "c.hidden = 1 AND c.hidden > 0",
        _ => "c.hidden = 0",
    };
    let only = match walk {
        Walk::All | Walk::Deleted | Walk::SmallGroup => "",
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
         WHERE {hidden} {only} {has_mark}
           AND (?1 IS NULL OR c.source = ?1) AND (?2 IS NULL OR c.type = ?2)
         ORDER BY c.pin_position DESC, {by} LIMIT ?3"
    )
}

const MEMBERS: &str =
    "SELECT COUNT(*) FROM (SELECT 1 FROM membership WHERE group_id = ?1 LIMIT ?2)";
const MARKED: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM mark WHERE mark_type = ?1 LIMIT ?2)";

/// Whether what a query counts of one group or mark is too much to be sorted.
fn is_large(connection: &Connection, query: &str, of: i64) -> Result<bool> {
    let count: i64 = connection
        .prepare_cached(query)?
        .query_row((of, SORTED_MEMBERS + 1), |row| row.get(0))?;
    Ok(count > SORTED_MEMBERS)
}
