//! Where in which file something is.

use std::fmt;

/// A place in a file that an import reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name inside what the person gave.
    pub file: String,
    /// Where in it.
    pub at: At,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// All of it.
    Whole,
    /// Bytes from its beginning, in UTF-8.
    Byte(u64),
    /// A line, from 1.
    Line(u64),
    /// A part that has a name, such as a conversation.
    Part(String),
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            at: At::Whole,
        }
    }

    /// So many bytes into a file.
    pub fn byte(file: impl Into<String>, offset: u64) -> Self {
        Self {
            file: file.into(),
            at: At::Byte(offset),
        }
    }

    /// A line of a file, from 1.
    pub fn line(file: impl Into<String>, number: u64) -> Self {
        Self {
            file: file.into(),
            at: At::Line(number),
        }
    }

    /// A part of a file that has a name, such as a conversation.
    pub fn part(file: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            at: At::Part(name.into()),
        }
    }

    /// The values of a place by name, for wording it in another language.
    pub(crate) fn params(&self) -> Vec<(&'static str, String)> {
        let mut params = vec![("where", self.to_string()), ("file", self.file.clone())];
        match &self.at {
            At::Whole => {}
            At::Byte(offset) => params.push(("byte", offset.to_string())),
            At::Line(number) => params.push(("line", number.to_string())),
            At::Part(name) => params.push(("part", name.clone())),
        }
        params
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            At::Whole => write!(out, "{}", self.file),
            At::Byte(offset) => write!(out, "{}, byte {offset}", self.file),
            At::Line(number) => write!(out, "{}, line {number}", self.file),
            At::Part(name) => write!(out, "{}, “{name}”", self.file),
        }
    }
}
