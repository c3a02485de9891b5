//! The operations on groups and on what is in them.

use serde::{Deserialize, Serialize};

use crate::items::{Counted, ItemLists};
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::Result;
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
    /// The group they come to; none: they only leave.
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
    /// The group they come to.
    pub to: Option<String>,
    /// The group they leave.
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

impl Library {
    /// Makes a group, also when none of the ids can be added.
    ///
    /// # Errors
    /// As in the contract.
    pub fn create_conversation_group(&self, request: GroupAndConversations) -> Result<ItemLists> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Deletes a group; its conversations stay.
    ///
    /// # Errors
    /// As in the contract.
    pub fn delete_conversation_group(&self, request: GroupNamed) -> Result<GroupNamed> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Renames a group; members, order and looks stay.
    ///
    /// # Errors
    /// As in the contract.
    pub fn rename_conversation_group(&self, request: GroupRenamed) -> Result<GroupRenamed> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// All groups' names in the person's order.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_conversation_group_list(&self) -> Result<Vec<String>> {
        Err(crate::items::not_yet())
    }

    /// Adds conversations to a group.
    ///
    /// # Errors
    /// As in the contract.
    pub fn add_conversations_to_group(&self, request: GroupAndConversations) -> Result<ItemLists> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Removes conversations from a group.
    ///
    /// # Errors
    /// As in the contract.
    pub fn delete_conversations_from_group(
        &self,
        request: GroupAndConversations,
    ) -> Result<ItemLists> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Moves conversations from one group to another.
    ///
    /// # Errors
    /// As in the contract.
    pub fn move_conversations(&self, request: MoveConversations) -> Result<ItemLists> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Puts the groups in a new order.
    ///
    /// # Errors
    /// As in the contract.
    pub fn reorder_conversation_groups(&self, request: GroupOrder) -> Result<GroupOrder> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Sets a group's colour and emoji.
    ///
    /// # Errors
    /// As in the contract.
    pub fn set_group_look(&self, request: GroupLook) -> Result<GroupNamed> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// What a drop of rows does: `to` adds, `from` removes, both move.
    ///
    /// # Errors
    /// As in the contract.
    pub fn file_rows(&self, request: FileRows) -> Result<Filed> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Makes a group of rows.
    ///
    /// # Errors
    /// As in the contract.
    pub fn create_group_of_rows(&self, request: GroupOfRows) -> Result<Counted> {
        drop(request);
        Err(crate::items::not_yet())
    }
}
