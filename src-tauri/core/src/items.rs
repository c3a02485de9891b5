//! Which conversations a request means, and the two lists that it is answered with.

use rusqlite::Connection;
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::model::conversation::{ConversationId, RowId};
use crate::model::error::{Error, Result};
use crate::store::conversation;

/// Every id of a request, each in exactly one of the lists, in the order of the request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ItemLists {
    /// Those for which it holds now.
    #[serde(rename = "successConversationIDList")]
    pub success: Vec<String>,
    /// Those for which it cannot be done.
    #[serde(rename = "failureConversationIDList")]
    pub failure: Vec<Failure>,
}

/// Why one conversation of a request failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The id as it was given.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// The contract's code.
    pub code: i32,
    /// The sentence to it.
    pub message: String,
}

/// How many conversations an operation reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Conversations.
    pub count: usize,
}

/// The conversations of a request, found.
pub(crate) struct Items {
    /// Their rows, each once, in the order of the request.
    pub rows: Vec<RowId>,
    /// What the request is answered with.
    pub lists: ItemLists,
}

impl Items {
    /// Finds the shown conversations of `ids`; the others fail each for itself.
    pub fn find(connection: &Connection, ids: Vec<String>) -> Result<Self> {
        let ids = each_once(ids);
        let found = conversation::rows_of(connection, &ids)?;
        let mut items = Self {
            rows: Vec::with_capacity(ids.len()),
            lists: ItemLists::default(),
        };
        for (id, row) in ids.into_iter().zip(found) {
            if let Some(row) = row {
                items.rows.push(row);
                items.lists.success.push(id);
            } else {
                items.lists.failure.push(Failure::of(id));
            }
        }
        Ok(items)
    }
}

impl Failure {
    fn of(id: String) -> Self {
        let error = match ConversationId::parse(&id) {
            Ok(_) => Error::ConversationNotFound { id: id.clone() },
            Err(not_groupable) => not_groupable,
        };
        Self {
            conversation_id: id,
            code: error.code(),
            message: error.to_string(),
        }
    }
}

/// The one conversation of a request.
///
/// # Errors
/// 50002 when the id is blank, 2500 when no shown conversation has it.
pub(crate) fn find_one(connection: &Connection, id: &str) -> Result<RowId> {
    if id.trim().is_empty() {
        return Err(Error::bad_parameter(
            "conversationID",
            "a conversation id cannot be blank",
        ));
    }
    conversation::row_of(connection, id)?
        .ok_or_else(|| Error::ConversationNotFound { id: id.into() })
}

/// Shown conversations among rows of a request, each once, in its order; and how many others the
/// request named.
pub(crate) fn find_rows(connection: &Connection, rows: Vec<RowId>) -> Result<(Vec<RowId>, usize)> {
    let rows = each_once(rows);
    let shown = conversation::shown(connection, &rows)?;
    let failed = rows.len() - shown.len();
    Ok((shown, failed))
}

fn each_once<T: std::hash::Hash + Eq>(values: Vec<T>) -> Vec<T> {
    let mut seen = FxHashSet::with_capacity_and_hasher(values.len(), rustc_hash::FxBuildHasher);
    let firsts: Vec<bool> = values.iter().map(|value| seen.insert(value)).collect();
    values
        .into_iter()
        .zip(firsts)
        .filter_map(|(value, first)| first.then_some(value))
        .collect()
}
