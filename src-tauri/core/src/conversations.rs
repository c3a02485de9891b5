//! The operations on single conversations: what the SDK lists of them, pins, marks, deletion.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::items::{Counted, ItemLists};
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::Result;

/// `getConversationList({options})`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListConversations {
    /// Nothing, an array of ids or an object of filters.
    #[serde(default)]
    pub options: Value,
}

/// What `getConversationList` gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConversationList {
    /// Conversations in the SDK's shape, pinned first, then latest first.
    pub conversation_list: Vec<Conversation>,
    /// Always: nothing is fetched from anywhere.
    pub is_sync_completed: bool,
}

/// What `getConversationProfile` gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConversationProfile {
    /// The conversation in the SDK's shape.
    pub conversation: Conversation,
}

/// A conversation in the SDK's shape, with Sheaf's own fields.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
}

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

/// `reorder_pinned`, `delete_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct Rows {
    /// The conversations, by their rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
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
    One {
        /// The id.
        #[serde(rename = "conversationID")]
        conversation_id: String,
    },
    /// For several.
    Several {
        /// Those that are deleted now.
        #[serde(rename = "conversationIDList")]
        conversation_ids: Vec<String>,
    },
}

impl Library {
    /// The conversations that `options` name.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_conversation_list(&self, request: ListConversations) -> Result<ConversationList> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// One conversation.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_conversation_profile(
        &self,
        request: ConversationNamed,
    ) -> Result<ConversationProfile> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Pins a conversation above all others, or unpins it.
    ///
    /// # Errors
    /// As in the contract.
    pub fn pin_conversation(&self, request: Pin) -> Result<ConversationNamed> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Puts the pinned conversations in a new order.
    ///
    /// # Errors
    /// As in the contract.
    pub fn reorder_pinned(&self, request: Rows) -> Result<Counted> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Sets or takes away a mark.
    ///
    /// # Errors
    /// As in the contract.
    pub fn mark_conversation(&self, request: Mark) -> Result<ItemLists> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Sets the text that a script keeps with conversations.
    ///
    /// # Errors
    /// As in the contract.
    pub fn set_conversation_custom_data(&self, request: CustomData) -> Result<ItemLists> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Deletes conversations from every list and view.
    ///
    /// # Errors
    /// As in the contract.
    pub fn delete_conversation(&self, request: DeleteConversations) -> Result<Deleted> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Deletes rows from every list and view.
    ///
    /// # Errors
    /// As in the contract.
    pub fn delete_rows(&self, request: Rows) -> Result<Counted> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Erases what deleted conversations hold, for good.
    ///
    /// # Errors
    /// As in the contract.
    pub fn erase_deleted(&self) -> Result<Counted> {
        Err(crate::items::not_yet())
    }

    /// How many deleted conversations can be brought back or erased.
    ///
    /// # Errors
    /// As in the contract.
    pub fn deleted_count(&self) -> Result<u64> {
        Err(crate::items::not_yet())
    }

    /// Clears a conversation's unread count and its unread mark.
    ///
    /// # Errors
    /// As in the contract.
    pub fn set_message_read(&self, request: ConversationNamed) -> Result<ConversationNamed> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Unread messages of all conversations, a marked one without any counting as one.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_total_unread_message_count(&self) -> Result<u64> {
        Err(crate::items::not_yet())
    }
}

impl Library {
    /// The contract's ids of rows, for events; also of deleted ones.
    ///
    /// # Errors
    /// 200002.
    pub fn conversation_ids(&self, rows: &[RowId]) -> Result<Vec<String>> {
        let _ = rows;
        Err(crate::items::not_yet())
    }
}
