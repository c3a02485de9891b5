//! What the list and the groups pane show: orders of row ids, rows, counts.

use serde::{Deserialize, Serialize};

use crate::library::Library;
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::Result;
use crate::model::message::MessageKind;
use crate::model::request;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum View {
    /// Every conversation.
    All,
    /// Those in no group.
    Ungrouped,
    /// The pinned ones.
    Pinned,
    /// Those in one group.
    Group {
        /// The group's name.
        name: String,
    },
}

/// The order below the pinned ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Latest message first.
    Latest,
    /// By title.
    Name,
    /// Most messages first.
    Messages,
}

/// Narrows a view; what is absent lets everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Filter {
    /// A product.
    #[serde(default)]
    pub source: Option<String>,
    /// Who takes part.
    #[serde(default, rename = "type")]
    pub kind: Option<ConversationType>,
}

/// `get_view_order`.
#[derive(Debug, Clone, Deserialize)]
pub struct ViewRequest {
    /// What to show.
    pub view: View,
    /// In what order.
    pub sort: Sort,
    /// Narrowed to what.
    #[serde(default)]
    pub filter: Option<Filter>,
    /// Only the first ids.
    #[serde(default, deserialize_with = "request::present")]
    pub limit: Option<u32>,
}

/// `get_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct RowsRequest {
    /// The rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
}

/// `find_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct FindRows {
    /// The contract's ids.
    #[serde(rename = "conversationIDList")]
    pub conversation_ids: Vec<String>,
}

/// One conversation as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its row, the window's handle.
    #[serde(rename = "rowID")]
    pub row_id: RowId,
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Who takes part.
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// The product it came from.
    pub source: String,
    /// The account or workspace in the product; may be empty.
    pub account: String,
    /// Messages in it.
    pub message_count: u64,
    /// Time of the first message, UTC milliseconds.
    pub first_time: i64,
    /// Time of the last message, UTC milliseconds.
    pub last_time: i64,
    /// Name of the last message's sender; empty for the owner and for system rows.
    pub last_sender: String,
    /// The beginning of the last message's text.
    pub last_text: String,
    /// What the last message carries.
    pub last_kind: MessageKind,
    /// Whether the last message was the owner's own.
    pub last_outgoing: bool,
    /// Unread messages.
    pub unread_count: u64,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// The SDK's mark types.
    pub mark_list: Vec<i64>,
    /// The groups it is in, in the person's order.
    pub groups: Vec<String>,
    /// Whether its times were read in this machine's zone.
    pub times_are_local: bool,
}

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
    /// In the person's order.
    pub groups: Vec<GroupSummary>,
    /// Largest first.
    pub sources: Vec<SourceCount>,
}

impl Library {
    /// Everything the groups pane shows.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_overview(&self) -> Result<Overview> {
        Err(crate::items::not_yet())
    }

    /// The row ids of a view in order, as little-endian u32 with the revision first.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_view_order(&self, request: ViewRequest) -> Result<Vec<u8>> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Rows by their ids; unknown and deleted ones are left out.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_rows(&self, request: RowsRequest) -> Result<Vec<Row>> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// Rows by the contract's ids; unknown and deleted ones are left out.
    ///
    /// # Errors
    /// As in the contract.
    pub fn find_rows(&self, request: FindRows) -> Result<Vec<Row>> {
        drop(request);
        Err(crate::items::not_yet())
    }
}
