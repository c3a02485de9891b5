//! The two lists that every operation on several conversations answers with.

use serde::Serialize;

use crate::model::error::{Error, StoreFault};

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

pub(crate) fn not_yet() -> Error {
    Error::Store(StoreFault::Other("not written yet".into()))
}
