//! What a conversation is, its ids and its type.

use serde::{Deserialize, Serialize};

use super::error::{Error, Result};
pub use super::title::title_key;

/// The row of a conversation in the database, and its handle in the window. Fits a `u32`: view
/// orders are sent as arrays of these.
pub type RowId = i64;

/// The SDK's id for its system conversation; it cannot be grouped.
pub const SYSTEM_CONVERSATION: &str = "@TIM#SYSTEM";

/// Who takes part in a conversation; the window filters by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConversationType {
    /// One-to-one.
    Person,
    /// Several people.
    People,
    /// An AI assistant; one-to-one to the contract.
    Assistant,
}

impl ConversationType {
    /// As stored and as sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::People => "people",
            Self::Assistant => "assistant",
        }
    }

    /// Back from the store, whose schema lets nothing else in.
    pub fn from_stored(text: &str) -> Self {
        match text {
            "people" => Self::People,
            "assistant" => Self::Assistant,
            _ => Self::Person,
        }
    }

    /// The prefix of the conversation's id in the contract.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Person | Self::Assistant => "C2C",
            Self::People => "GROUP",
        }
    }
}

/// A well-formed conversation id that can be grouped: `C2C…` or `GROUP…` with something behind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ConversationId(String);

impl ConversationId {
    /// Checks an id that came over the wire.
    ///
    /// # Errors
    /// 2503 where the id is not one that can be grouped.
    pub fn parse(text: &str) -> Result<Self> {
        let rest = text
            .strip_prefix("C2C")
            .or_else(|| text.strip_prefix("GROUP"));
        match rest {
            Some(rest) if !rest.is_empty() => Ok(Self(text.into())),
            _ => Err(Error::NotGroupable { id: text.into() }),
        }
    }

    /// The id of an imported conversation: `C2C<source>:<native id>` or `GROUP<source>:<native id>`.
    pub fn imported(kind: ConversationType, source: &str, native_id: &str) -> Self {
        Self(format!("{}{source}:{native_id}", kind.prefix()))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
