//! What the operations on conversations are asked with, and what they answer.

use serde::{Deserialize, Serialize};

use crate::model::conversation::RowId;
use crate::model::request::present;

/// A single conversation, as request and result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationNamed {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
}

/// `pinConversation`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pin {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Whether it shall be pinned.
    pub is_pinned: bool,
}

/// `pin_rows`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PinRows {
    /// The conversations, by their rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
    /// Whether they shall be pinned.
    pub is_pinned: bool,
}

/// `reorder_pinned`, `delete_rows`, `restore_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct Rows {
    /// The conversations, by their rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
}

/// `erase_deleted`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EraseDeleted {
    /// Only these of the deleted conversations, by their rows; absent: all of them.
    #[serde(default, rename = "rowIDs", deserialize_with = "present")]
    pub row_ids: Option<Vec<RowId>>,
}

/// `markConversation`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The conversations, by the contract's ids.
    #[serde(rename = "conversationIDList")]
    pub conversation_ids: Vec<String>,
    /// Any positive whole number.
    pub mark_type: i64,
    /// Sets the mark or takes it away.
    pub enable_mark: bool,
}

/// `setConversationCustomData`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomData {
    /// The conversations, by the contract's ids.
    #[serde(rename = "conversationIDList")]
    pub conversation_ids: Vec<String>,
    /// At most 256 bytes.
    pub custom_data: String,
}

/// `deleteConversation`: one id, or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteConversations {
    /// One conversation.
    #[serde(default, rename = "conversationID")]
    pub conversation_id: Option<String>,
    /// Several.
    #[serde(default, rename = "conversationIDList")]
    pub conversation_ids: Option<Vec<String>>,
    /// The SDK's; either way the messages can be brought back until they are erased.
    #[serde(default)]
    pub clear_history_message: Option<bool>,
}

/// What `deleteConversation` gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Deleted {
    /// For one id.
    One(ConversationNamed),
    /// For several.
    Several {
        /// Those that are deleted now.
        #[serde(rename = "conversationIDList")]
        conversation_ids: Vec<String>,
    },
}
