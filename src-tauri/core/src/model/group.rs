//! What a group is: its name and its limits.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

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

/// A group's name: 1 to 32 bytes of UTF-8 after NFC and trimming, something visible among them. Case
/// counts. Control characters inside stay: the contract counts bytes and forbids none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct GroupName(String);

impl GroupName {
    /// Normalises and checks a name; `parameter` is what the message calls it.
    ///
    /// # Errors
    /// 50002 when nothing visible is in it, 51011 over 32 bytes.
    pub fn parse(text: &str, parameter: &str) -> Result<Self> {
        let composed: String = text.nfc().collect();
        let name = composed.trim_matches(is_blank).to_owned();
        if !name.chars().any(is_visible) {
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
    /// 50002 when nothing visible is in it, 51009 over 32 bytes.
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

/// What JavaScript's `trim` takes away too, so that the window and the core see one name: the
/// byte order mark is white space there.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{FEFF}'
}

/// Whether a character leaves ink, so that a row of the window can be found by it.
fn is_visible(character: char) -> bool {
    match character.general_category() {
        GeneralCategory::Control
        | GeneralCategory::Format
        | GeneralCategory::SpaceSeparator
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        // Selectors of variants are marks, and no mark stands alone.
        | GeneralCategory::NonspacingMark
        | GeneralCategory::EnclosingMark => false,
        // The fillers of Hangul and the empty cell of Braille count as letter and sign.
        _ => !matches!(
            character,
            '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}'
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::GroupName;

    #[test]
    fn a_name_without_anything_to_see_is_blank() {
        for blank in [
            "",
            " ",
            "\t\r\n",
            "\u{3000}",
            "\u{FEFF}",
            "\u{200B}",
            "\0",
            "\u{1B}",
            "\u{AD}",
            "\u{2060}\u{200D}",
            "\u{202E}",
            "\u{FE0F}",
            "\u{34F}",
            "\u{3164}",
            "\u{115F}\u{1160}",
            "\u{2800}",
            "\u{E0041}",
        ] {
            let error = GroupName::parse(blank, "newName").unwrap_err();
            assert_eq!(
                (error.code(), error.to_string().as_str()),
                (50002, "newName: a group name cannot be blank"),
                "{blank:?}"
            );
            let existing = GroupName::of_existing(blank, "groupName").unwrap_err();
            assert_eq!(existing.code(), 50002, "{blank:?}");
        }
    }

    #[test]
    fn what_stands_around_a_name_goes_and_what_stands_in_it_stays() {
        for (text, name) in [
            ("\u{FEFF} Work\u{3000}\u{FEFF}", "Work"),
            ("a\tb\nc", "a\tb\nc"),
            ("a\0b", "a\0b"),
            ("\0a", "\0a"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("👩‍💻", "👩‍💻"),
            ("…", "…"),
            ("\u{F8FF}", "\u{F8FF}"),
        ] {
            assert_eq!(GroupName::parse(text, "groupName").unwrap().as_str(), name);
        }
    }
}
