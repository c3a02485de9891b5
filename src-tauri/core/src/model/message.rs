//! What a message is.

use serde::{Deserialize, Serialize};

use super::event::Event;

/// Bits of a message's id that count inside its conversation; the row of the conversation stands
/// above them.
pub const NUMBER_BITS: u32 = 28;

/// The bits of a message's flags, as stored.
pub mod flags {
    /// The owner's own.
    pub const OUTGOING: i64 = 1;
    /// An assistant's: its text is Markdown.
    pub const ASSISTANT: i64 = 2;
}

/// What a message carries. Kinds that a format has and Sheaf does not become `Unknown`, with
/// whatever text they carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum MessageKind {
    Text,
    Image,
    Video,
    Audio,
    File,
    Sticker,
    Location,
    Contact,
    Poll,
    Call,
    Link,
    /// Code that an assistant ran.
    Code,
    /// What a tool of an assistant gave back.
    Tool,
    /// An assistant's thinking.
    Reasoning,
    /// A join, a title change, a call: not text of a person.
    System,
    Unknown,
}

impl MessageKind {
    const ALL: [(Self, &'static str); 16] = [
        (Self::Text, "text"),
        (Self::Image, "image"),
        (Self::Video, "video"),
        (Self::Audio, "audio"),
        (Self::File, "file"),
        (Self::Sticker, "sticker"),
        (Self::Location, "location"),
        (Self::Contact, "contact"),
        (Self::Poll, "poll"),
        (Self::Call, "call"),
        (Self::Link, "link"),
        (Self::Code, "code"),
        (Self::Tool, "tool"),
        (Self::Reasoning, "reasoning"),
        (Self::System, "system"),
        (Self::Unknown, "unknown"),
    ];

    /// As sent to the window.
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("unknown", |(_, name)| name)
    }

    /// The number it is stored as: its place in the list above, which therefore only grows.
    pub fn to_stored(self) -> i64 {
        self as i64
    }

    /// Back from the store; a number from a newer program reads as `Unknown`.
    pub fn from_stored(number: i64) -> Self {
        usize::try_from(number)
            .ok()
            .and_then(|index| Self::ALL.get(index))
            .map_or(Self::Unknown, |(kind, _)| *kind)
    }
}

/// A file that a message carries or mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// File name as the export gives it; may be empty.
    pub name: String,
    /// `image`, `video`, `audio`, `file`, `sticker`, `location` or `contact`.
    pub kind: MessageKind,
    /// Bytes, where the export says.
    pub size: Option<u64>,
    /// Whether the export carried the file itself.
    pub in_export: bool,
}

/// How often an emoji was given to a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// The emoji, or a name in words where the format has custom ones.
    pub emoji: String,
    /// How many gave it.
    pub count: u32,
}

/// The rarer parts of a message, stored as one JSON text beside it; empty for most.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MessageExtra {
    /// Files it carries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Key of the message it answers, in the same conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<i64>,
    /// Whether it was edited.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub edited: bool,
    /// Who had written it first, where it was passed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_from: Option<String>,
    /// Reactions to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Reaction>,
    /// Of a system row: what happened, where its text is not already the export's own sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
}

impl MessageExtra {
    /// Back from the store. What a newer program wrote in another way reads as nothing.
    pub fn from_stored(json: &str) -> Self {
        if json.is_empty() {
            return Self::default();
        }
        serde_json::from_str(json).unwrap_or_default()
    }

    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
