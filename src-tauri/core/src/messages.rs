//! Reading a conversation's messages, for the reader and in the SDK's shape.

use serde::{Deserialize, Serialize};

use crate::library::Library;
use crate::model::error::Result;
use crate::model::message::{Attachment, MessageKind, Reaction};

/// Which part of a conversation to read; ids are message ids.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Anchor {
    /// One of its ends.
    At {
        /// Which.
        at: End,
    },
    /// What comes before a message.
    Before {
        /// The message.
        before: String,
    },
    /// What comes after a message.
    After {
        /// The message.
        after: String,
    },
    /// A message in the middle of what surrounds it.
    Around {
        /// The message.
        around: String,
    },
}

/// An end of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// The oldest messages.
    Start,
    /// The newest.
    End,
}

/// `get_messages`.
#[derive(Debug, Clone, Deserialize)]
pub struct MessagesRequest {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Which part.
    pub anchor: Anchor,
    /// How many at most.
    pub limit: u32,
}

/// One message as the reader shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageRow {
    /// Its id.
    #[serde(rename = "messageID")]
    pub message_id: String,
    /// UTC milliseconds.
    pub time: i64,
    /// The sender's name; empty for nobody's.
    pub sender: String,
    /// The owner's own message.
    pub outgoing: bool,
    /// Written by an AI assistant: `text` is Markdown.
    pub assistant: bool,
    /// What it carries.
    pub kind: MessageKind,
    /// Its text.
    pub text: String,
    /// Files it carries.
    pub attachments: Vec<Attachment>,
    /// The message it answers, when that is in the conversation.
    pub reply_to: Option<ReplyTo>,
    /// Whether it was edited.
    pub edited: bool,
    /// Reactions to it.
    pub reactions: Vec<Reaction>,
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplyTo {
    /// Its id.
    #[serde(rename = "messageID")]
    pub message_id: String,
    /// Its sender's name.
    pub sender: String,
    /// Its text.
    pub text: String,
}

/// A part of a conversation, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageWindow {
    /// The messages.
    pub messages: Vec<MessageRow>,
    /// Whether there are older ones.
    pub has_before: bool,
    /// Whether there are newer ones.
    pub has_after: bool,
}

/// `getMessageList`.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageListRequest {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Where the page before ended; absent for the newest page.
    #[serde(default, rename = "nextReqMessageID")]
    pub next_request_message_id: Option<String>,
}

/// A page of a conversation in the SDK's shape, oldest first; the newest page comes first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageList {
    /// Messages in the SDK's shape.
    pub message_list: Vec<serde_json::Value>,
    /// What to ask the next page with; empty when this is the last.
    #[serde(rename = "nextReqMessageID")]
    pub next_request_message_id: String,
    /// Whether this is the oldest page.
    pub is_completed: bool,
}

impl Library {
    /// A window of a conversation for the reader.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_messages(&self, request: MessagesRequest) -> Result<MessageWindow> {
        drop(request);
        Err(crate::items::not_yet())
    }

    /// A page of 15 messages in the SDK's shape.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_message_list(&self, request: MessageListRequest) -> Result<MessageList> {
        drop(request);
        Err(crate::items::not_yet())
    }
}
