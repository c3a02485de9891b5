//! What the operations on groups are asked with, and what they answer.

use serde::{Deserialize, Serialize};

use crate::model::conversation::RowId;
use crate::model::request;

/// `createConversationGroup`, `addConversationsToGroup`, `deleteConversationsFromGroup`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupAndConversations {
    /// The group.
    pub group_name: String,
    /// The conversations, by the contract's ids.
    #[serde(rename = "conversationIDList")]
    pub conversation_ids: Vec<String>,
}

/// `deleteConversationGroup`, as request and result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupNamed {
    /// The group.
    pub group_name: String,
}

/// `renameConversationGroup`, as request and result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupRenamed {
    /// The name it has.
    pub old_name: String,
    /// The name it gets.
    pub new_name: String,
}

/// `reorder_conversation_groups`, as request and result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupOrder {
    /// All groups, each once, in their new order.
    pub group_name_list: Vec<String>,
}

/// `move_conversations`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MoveConversations {
    /// The conversations, by the contract's ids.
    #[serde(rename = "conversationIDList")]
    pub conversation_ids: Vec<String>,
    /// The group they leave.
    pub from_group_name: String,
    /// The group they come to; null: they only leave. A misspelt name must not take them out.
    #[serde(deserialize_with = "request::nullable")]
    pub to_group_name: Option<String>,
}

/// `set_group_look`: what is absent stays.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupLook {
    /// The group.
    pub group_name: String,
    /// Index into the palette, 0 to 11.
    #[serde(default, deserialize_with = "request::present")]
    pub color: Option<u8>,
    /// One emoji; empty for none.
    #[serde(default, deserialize_with = "request::present")]
    pub emoji: Option<String>,
}

/// `file_rows`: what a drop does.
#[derive(Debug, Clone, Deserialize)]
pub struct FileRows {
    /// The conversations, by their rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
    /// The group they come to, or null.
    #[serde(deserialize_with = "request::nullable")]
    pub to: Option<String>,
    /// The group they leave, or null.
    #[serde(deserialize_with = "request::nullable")]
    pub from: Option<String>,
}

/// What `file_rows` did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filed {
    /// Conversations that came or went.
    pub changed: usize,
    /// Rows that name no conversation.
    pub failed: usize,
}

/// `create_group_of_rows`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupOfRows {
    /// The new group.
    pub group_name: String,
    /// The conversations, by their rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
}
