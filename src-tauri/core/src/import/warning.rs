//! Everything an import can tell about a file beside what it read: one constructor for each, so that
//! a reason always comes with the same sentence and the same values.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::DateOrder;
use crate::model::error::FileFault;
use crate::model::place::Place;

/// Something about a file that the person should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// File and place in it: a line, a byte offset, a conversation's name.
    #[serde(rename = "where")]
    pub place: String,
    /// What, in English.
    pub message: String,
    /// One stable word for it, for wording in another language.
    pub reason: &'static str,
    /// The values that the sentence is about, and those of the place.
    pub params: BTreeMap<&'static str, String>,
}

impl Warning {
    fn new(place: &Place, reason: &'static str, message: impl Into<String>) -> Self {
        Self {
            place: place.to_string(),
            message: message.into(),
            reason,
            params: place.params().into_iter().collect(),
        }
    }

    fn with(mut self, name: &'static str, value: &dyn ToString) -> Self {
        self.params.insert(name, value.to_string());
        self
    }

    /// The file ends in the middle of something.
    pub fn cut_off(place: &Place) -> Self {
        Self::new(
            place,
            "cut-off",
            "The file is cut off here. Everything before was imported.",
        )
    }

    /// The file cannot be read further from a place.
    pub fn damaged(place: &Place) -> Self {
        Self::new(
            place,
            "damaged-file",
            "The file is damaged here and could not be read further.",
        )
    }

    /// A message that could not be read.
    pub fn bad_message(place: &Place) -> Self {
        Self::new(
            place,
            "bad-message",
            "A message could not be read and was left out.",
        )
    }

    /// A conversation that could not be read.
    pub fn bad_conversation(place: &Place) -> Self {
        Self::new(
            place,
            "bad-conversation",
            "A conversation could not be read and was left out.",
        )
    }

    /// A line that belongs to nothing.
    pub fn bad_line(place: &Place) -> Self {
        Self::new(
            place,
            "bad-line",
            "A line could not be understood and was left out.",
        )
    }

    /// The file does not say its encoding.
    pub fn guessed_encoding(place: &Place, encoding: &str) -> Self {
        let message = format!("The file's text encoding was guessed to be {encoding}.");
        Self::new(place, "guessed-encoding", message).with("encoding", &encoding)
    }

    /// Its dates do not tell the day from the month. `written` is one of them, taken for `day`.
    pub fn date_order_assumed(place: &Place, order: DateOrder, written: &str, day: Date) -> Self {
        let (word, words) = match order {
            DateOrder::DayMonthYear => ("dmy", "day, month, year"),
            DateOrder::MonthDayYear => ("mdy", "month, day, year"),
            DateOrder::YearMonthDay => ("ymd", "year, month, day"),
        };
        let message = format!(
            "The dates can be read in two ways; they were read as {words}: “{written}” as {day}."
        );
        Self::new(place, "date-order-assumed", message)
            .with("order", &word)
            .with("written", &written)
            .with("day", &day)
    }

    /// A message whose time is missing.
    pub fn message_without_date(place: &Place) -> Self {
        Self::new(
            place,
            "message-without-date",
            "A message has no date; it was put behind the one before it.",
        )
    }

    /// Something too large to hold in memory.
    pub fn too_large_skipped(place: &Place, bytes: u64) -> Self {
        let message = format!("An entry of {bytes} bytes is too large to read and was left out.");
        Self::new(place, "too-large-skipped", message).with("bytes", &bytes)
    }

    /// Something in a folder that the system does not let us read.
    pub(super) fn unreadable_skipped(place: &Place, fault: &FileFault) -> Self {
        let why = fault.words();
        let message = format!("This could not be read and was left out: {why}.");
        Self::new(place, "unreadable-skipped", message)
            .with("why", &why)
            .with("fault", &fault.reason())
    }

    /// Links in a folder.
    pub(super) fn links_skipped(place: &Place, count: u64) -> Self {
        let message = format!(
            "{count} links in the folder were not followed. Import what they lead to, if it is meant."
        );
        Self::new(place, "links-skipped", message).with("count", &count)
    }

    /// Files of a folder that are no exports, though they look as if they could be.
    pub(super) fn not_exports(place: &Place, names: &[&str]) -> Self {
        const MOST_NAMED: usize = 5;
        let shown = names.get(..MOST_NAMED).unwrap_or(names).join(", ");
        let (count, more) = (names.len(), names.len().saturating_sub(MOST_NAMED));
        let message =
            format!("{count} files in the folder are no exports that Sheaf knows: {shown}");
        Self::new(place, "not-exports", message)
            .with("count", &count)
            .with("names", &shown)
            .with("more", &more)
    }

    /// Pipes, devices and the like in a folder.
    pub(super) fn no_files_skipped(place: &Place, count: u64) -> Self {
        let message = format!("{count} things in the folder are no files and were left out.");
        Self::new(place, "no-files-skipped", message).with("count", &count)
    }

    /// A folder with more files than any export has.
    pub(super) fn folder_too_large(place: &Place, count: usize) -> Self {
        let message = format!(
            "The folder holds more than {count} files; only those were looked at. Choose the folder of the export itself."
        );
        Self::new(place, "folder-too-large", message).with("count", &count)
    }

    /// An archive inside an archive.
    pub fn nested_archive_skipped(place: &Place, name: &str) -> Self {
        let message =
            format!("The archive “{name}” inside the archive was left out. Unpack it first.");
        Self::new(place, "nested-archive-skipped", message).with("name", &name)
    }

    /// How many warnings of a file are not shown.
    pub(super) fn more_like_this(place: &Place, count: u64) -> Self {
        let message = format!("{count} more warnings of this file are not shown.");
        Self::new(place, "more-like-this", message).with("count", &count)
    }
}
