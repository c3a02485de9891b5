//! Finding conversations by title and people, and messages by their words.

mod find;
mod query;
mod rank;
mod scope;
mod snippet;
#[cfg(test)]
mod tests;
mod text;
mod words;

use serde::{Deserialize, Serialize};

use crate::library::Library;
use crate::model::error::Result;
use crate::model::event::Event;

pub use text::fold_into;

/// Hits that one answer carries at most.
const MAX_HITS: u32 = 500;

/// `search`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchRequest {
    /// The person's words. All must be found; what stands in quotes is one phrase; the last word
    /// finds what begins with it too.
    pub query: String,
    /// Only in conversations of this group.
    #[serde(default)]
    pub group_name: Option<String>,
    /// Only in conversations from this product.
    #[serde(default)]
    pub source: Option<String>,
    /// How many hits to give; no more than 500 are given at once.
    pub limit: u32,
    /// How many to pass over.
    pub offset: u32,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SearchResult {
    /// All hits there are.
    pub total: u64,
    /// The asked part of them: conversations first, then messages.
    pub hits: Vec<SearchHit>,
}

/// One place where something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchHit {
    /// The contract's id of the conversation.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// The message; none where the conversation itself was found, by its title or its people.
    #[serde(rename = "messageID")]
    pub message_id: Option<String>,
    /// Of the message, or of the conversation's last one; UTC milliseconds.
    pub time: i64,
    /// The message's sender; empty for nobody's, and where the conversation was found.
    pub sender: String,
    /// The person's own message.
    pub outgoing: bool,
    /// The part of the text where it was found.
    pub snippet: String,
    /// The found places in `snippet`: `[start, end)` in UTF-16 units, in order, never overlapping.
    pub ranges: Vec<[usize; 2]>,
    /// Of a system row: what happened; shown in `snippet`'s place.
    pub event: Option<Event>,
}

impl Library {
    /// Finds conversations and messages. Few hits are ordered by relevance, then time; from
    /// [`rank::RANKED_HITS`] on, where relevance tells little and would cost much, the newest
    /// come first. Deleted conversations are never found.
    ///
    /// # Errors
    /// 51009 for an unknown group, 50002 for a blank group name, 200002.
    pub fn search(&self, request: SearchRequest) -> Result<SearchResult> {
        let SearchRequest {
            query,
            group_name,
            source,
            limit,
            offset,
        } = request;
        let query = query::Query::parse(&query);
        let start = offset as usize;
        let shown = start..start.saturating_add(limit.min(MAX_HITS) as usize);
        self.store.read(|connection| {
            let scope = scope::Scope::of(connection, group_name.as_deref(), source.as_deref())?;
            if query.phrases.is_empty() {
                return Ok(SearchResult::default());
            }
            find::find(connection, &query, &scope, shown)
        })
    }
}
