//! A window of a conversation for the reader.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::items;
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::{Error, Result};
use crate::model::event::Event;
use crate::model::message::{Attachment, MessageKind, Reaction};
use crate::store::message::{self, Direction, Message, Place};

/// More than any window shows; keeps one answer from growing without bound.
const MOST_MESSAGES: u32 = 1000;
/// Characters of an answered message that are shown above the answer.
const REPLY_CHARACTERS: usize = 200;

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
    /// Who had written it first, where it was passed on.
    pub forwarded_from: Option<String>,
    /// Reactions to it.
    pub reactions: Vec<Reaction>,
    /// What happened; shown in `text`'s place.
    pub event: Option<Event>,
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplyTo {
    /// Its id.
    #[serde(rename = "messageID")]
    pub message_id: String,
    /// Its sender's name.
    pub sender: String,
    /// The owner's own message.
    pub outgoing: bool,
    /// Its text.
    pub text: String,
    /// What happened; shown in `text`'s place.
    pub event: Option<Event>,
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

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// A window of a conversation for the reader. Takes a time that grows with `limit` alone.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn get_messages(&self, request: MessagesRequest) -> Result<MessageWindow> {
        if !(1..=MOST_MESSAGES).contains(&request.limit) {
            return Err(Error::bad_parameter("limit", "must be 1 to 1000"));
        }
        self.store.read(|connection| {
            let row = items::find_one(connection, &request.conversation_id)?;
            let found = around(connection, row, &request.anchor, request.limit)?;
            let messages = found
                .messages
                .into_iter()
                .map(|message| shown(connection, message))
                .collect::<Result<_>>()?;
            Ok(MessageWindow {
                messages,
                has_before: found.has_before,
                has_after: found.has_after,
            })
        })
    }
}

/// Messages oldest first, and whether there are others on either side.
struct Found {
    messages: Vec<Message>,
    has_before: bool,
    has_after: bool,
}

fn around(connection: &Connection, row: RowId, anchor: &Anchor, limit: u32) -> Result<Found> {
    let place = |id: &str| {
        message::place(connection, row, id)?
            .ok_or_else(|| Error::bad_parameter("anchor", "names no message of this conversation"))
    };
    match anchor {
        Anchor::At { at: End::End } => older(connection, row, Place::END, limit, false),
        Anchor::At { at: End::Start } => newer(connection, row, Place::START, limit, false),
        Anchor::Before { before } => older(connection, row, place(before)?, limit, true),
        Anchor::After { after } => newer(connection, row, place(after)?, limit, true),
        Anchor::Around { around } => {
            let place = place(around)?;
            let before = older(connection, row, place, limit / 2, true)?;
            // From the message itself on: the place just before it.
            let from = newer(
                connection,
                row,
                place.just_before(),
                limit - limit / 2,
                true,
            )?;
            Ok(Found {
                messages: before.messages.into_iter().chain(from.messages).collect(),
                has_before: before.has_before,
                has_after: from.has_after,
            })
        }
    }
}

fn older(
    connection: &Connection,
    row: RowId,
    place: Place,
    limit: u32,
    has_after: bool,
) -> Result<Found> {
    let (mut messages, has_before) =
        message::from(connection, row, place, Direction::Older, limit)?;
    messages.reverse();
    Ok(Found {
        messages,
        has_before,
        has_after,
    })
}

fn newer(
    connection: &Connection,
    row: RowId,
    place: Place,
    limit: u32,
    has_before: bool,
) -> Result<Found> {
    let (messages, has_after) = message::from(connection, row, place, Direction::Newer, limit)?;
    Ok(Found {
        messages,
        has_before,
        has_after,
    })
}

fn shown(connection: &Connection, message: Message) -> Result<MessageRow> {
    let reply_to = match message.extra.reply_to {
        Some(key) => {
            message::by_key(connection, message.conversation, key)?.map(|answered| ReplyTo {
                message_id: answered.id.to_string(),
                sender: answered.sender,
                outgoing: answered.outgoing,
                text: answered.text.chars().take(REPLY_CHARACTERS).collect(),
                event: answered.extra.event,
            })
        }
        None => None,
    };
    Ok(MessageRow {
        message_id: message.id.to_string(),
        time: message.time,
        sender: message.sender,
        outgoing: message.outgoing,
        assistant: message.assistant,
        kind: message.kind,
        text: message.text,
        attachments: message.extra.attachments,
        reply_to,
        edited: message.extra.edited,
        forwarded_from: message.extra.forwarded_from,
        reactions: message.extra.reactions,
        event: message.extra.event,
    })
}
