//! What a group is: its name and its limits.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::error::{Error, Result};

/// Bytes of UTF-8 that a group name may take.
pub const NAME_BYTES: usize = 32;
/// How many groups there may be unless the person raises it.
pub const DEFAULT_GROUP_LIMIT: u32 = 20;
/// How far the person can raise it.
pub const MAX_GROUP_LIMIT: u32 = 1000;
/// How many colours a group can have; a colour is an index below this.
pub const COLORS: u8 = 12;
/// Bytes of UTF-8 that a group's emoji may take: families of four with skin tones need 41.
pub const EMOJI_BYTES: usize = 48;

/// A group's name: 1 to 32 bytes of UTF-8 after NFC and trimming. Case counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct GroupName(String);

impl GroupName {
    /// Normalises and checks a name; `parameter` is what the message calls it.
    ///
    /// # Errors
    /// 50002 when nothing is left after trimming, 51011 over 32 bytes.
    pub fn parse(text: &str, parameter: &str) -> Result<Self> {
        let name: String = text.nfc().collect::<String>().trim().to_owned();
        if name.is_empty() {
            return Err(Error::bad_parameter(
                parameter,
                "a group name cannot be blank",
            ));
        }
        if name.len() > NAME_BYTES {
            return Err(Error::GroupNameTooLong { bytes: name.len() });
        }
        Ok(Self(name))
    }

    /// The name of a group that must exist. One that is too long names none.
    ///
    /// # Errors
    /// 50002 when nothing is left after trimming, 51009 over 32 bytes.
    pub fn of_existing(text: &str, parameter: &str) -> Result<Self> {
        Self::parse(text, parameter).map_err(|error| match error {
            Error::GroupNameTooLong { .. } => Error::GroupNotFound { name: text.into() },
            other => other,
        })
    }

    /// The name's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
