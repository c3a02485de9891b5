//! Reading the export files of chat products: one [`Importer`] per format, fed with the files of
//! one export and giving conversations and messages to a [`Sink`] as they come.

mod batch;
mod chatgpt;
mod context;
mod detect;
mod input;
mod json;
mod namesake;
mod progress;
mod reading;
mod report;
mod run;
mod telegram;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod warning;
mod whatsapp;
mod write;

use std::borrow::Cow;
use std::io::Read;

use crate::model::conversation::ConversationType;
use crate::model::error::{Error, Result};
use crate::model::message::{MessageExtra, MessageKind};

use reading::ToTheEnd;

pub use namesake::{Answer, ChatFacts, NamedConversation, Namesake};
pub use progress::{ImportProgress, ProgressListener};
pub use report::ImportedFile;
pub(crate) use run::import_drafts;
pub use run::{ImportRequest, Imported};
pub use warning::Warning;

/// What Telegram shows for somebody who has left it, where its exports have no name. It never takes the
/// place of a name that is known.
pub(crate) const DELETED_ACCOUNT: &str = "Deleted Account";

/// How much of a file a format may look at to recognise it, bytes.
pub const PROBE_BYTES: usize = 64 * 1024;

/// The formats that Sheaf reads. Where two could claim a file, the first gets it.
static IMPORTERS: [&dyn Importer; 3] =
    [&telegram::Telegram, &chatgpt::ChatGpt, &whatsapp::WhatsApp];

/// One export format.
pub trait Importer: Send + Sync {
    /// The product's word in ids, in the window and in reports: `telegram`, `chatgpt`, …
    fn source(&self) -> &'static str;

    /// Whether its exports name conversations by the product's ids. Where they do not, those of one
    /// name are told apart by their messages, or by the person.
    fn names_ids(&self) -> bool {
        true
    }

    /// How far its ids of conversations reach.
    fn id_scope(&self) -> IdScope {
        IdScope::Account
    }

    /// Whether a file is one of this format, judged by its content. Files for which the same key is
    /// given (and that lie in the same input) are read together as one export: a file that stands
    /// alone gives its own name.
    fn recognise(&self, probe: &Probe<'_>) -> Option<String>;

    /// Whether a file of this name comes along with the product's exports without being a part of
    /// them, so that nobody needs to be told that it was left out.
    fn brings_along(&self, _file: &str) -> bool {
        false
    }

    /// Reads an export from beginning to end. Memory stays flat whatever the size. A bad
    /// conversation or message is warned of and passed over.
    ///
    /// # Errors
    /// Only what ends the reading: the sink's own errors, passed on; a file that cannot be read.
    fn import(&self, export: &Export<'_>, context: &Context, sink: &mut dyn Sink) -> Result<()>;
}

/// The folder of a file in an input, with its slash, and the file's name.
fn split(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |slash| slash + 1))
}

/// In what a product's ids are unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdScope {
    /// In an account: the same id in the export of another one is another conversation, and the same
    /// number of a message at another time is another message.
    Account,
    /// In the whole product: the account may be called otherwise in each export.
    Product,
}

/// What a format may look at to recognise a file.
#[derive(Debug)]
pub struct Probe<'a> {
    /// Path inside the input, `/` between folders; the file's own name when it stands alone.
    pub name: &'a str,
    /// Bytes, unpacked.
    pub size: u64,
    /// The first [`PROBE_BYTES`] of it.
    pub head: &'a [u8],
}

/// A file of an export: on disk or inside a zip.
pub trait Entry: Send + Sync {
    /// Path inside the input, `/` between folders.
    fn name(&self) -> &str;
    /// Bytes, unpacked.
    fn size(&self) -> u64;
    /// Opens it from its beginning; may be called again for a second pass.
    ///
    /// # Errors
    /// The file went away or cannot be read.
    fn open(&self) -> Result<Box<dyn Read + Send + '_>>;
}

/// The files that are one export, in the order of their names (numbers counted as numbers).
pub struct Export<'a> {
    /// The recognised files.
    pub entries: Vec<&'a dyn Entry>,
    /// Name of what the person gave: the file, zip or folder, without its path.
    pub input_name: &'a str,
    /// Whether the input holds a file of this path: media that was exported along.
    pub holds: &'a (dyn Fn(&str) -> bool + Sync),
    /// The paths of all files of the input, for formats that name media by more than their path.
    pub paths: &'a [&'a str],
}

impl Export<'_> {
    /// Reads the entries one after the other, `read` getting each with the bytes of those before it
    /// (see [`Sink::reached`]). What it leaves unread is read here, so that a zip's sums are always
    /// checked. One that is cut off or damaged does not keep the rest from being read: it is warned
    /// of, and is the error in the end.
    ///
    /// # Errors
    /// The first damage; at once, anything else that `read` fails with.
    pub fn read_each(
        &self,
        sink: &mut dyn Sink,
        mut read: impl FnMut(&dyn Entry, u64, &mut dyn Sink) -> Result<()>,
    ) -> Result<()> {
        let mut damage = Ok(());
        let mut before = 0;
        for entry in &self.entries {
            let file = ToTheEnd::of(*entry);
            let outcome = read(&file, before, sink)
                .and_then(|()| file.finish(|bytes| sink.reached(before + bytes)));
            match outcome {
                Err(Error::CutOff { place }) => {
                    sink.warn(Warning::cut_off(&place));
                    damage = damage.and(Err(Error::CutOff { place }));
                }
                Err(Error::Damaged { place }) => {
                    sink.warn(Warning::damaged(&place));
                    damage = damage.and(Err(Error::Damaged { place }));
                }
                other => other?,
            }
            before += entry.size();
        }
        damage
    }
}

/// What reading may depend on beside the files.
#[derive(Debug, Clone)]
pub struct Context {
    /// The zone for times that were written without one.
    pub zone: jiff::tz::TimeZone,
    /// The order of day and month that the person's language uses, for dates that leave it open.
    pub date_order: DateOrder,
}

/// Order of the parts of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.12.2024
    DayMonthYear,
    /// 12/31/2024
    MonthDayYear,
    /// 2024-12-31
    YearMonthDay,
}

/// Takes what an importer reads. Each call may end the import with an error that the importer
/// passes on: a cancel, a full disk.
pub trait Sink {
    /// Begins a conversation; the messages that follow are its own, until the next. The same
    /// conversation may be begun again later.
    ///
    /// # Errors
    /// What ends the import.
    fn conversation(&mut self, draft: ConversationDraft) -> Result<()>;

    /// A message of the current conversation, in the order of the file.
    ///
    /// # Errors
    /// What ends the import.
    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()>;

    /// Something that the person should know; counted and kept up to a limit.
    fn warn(&mut self, warning: Warning);

    /// How far reading has come: bytes of the export's entries since its beginning. Cheap; call it
    /// after each conversation or few messages.
    ///
    /// # Errors
    /// What ends the import.
    fn reached(&mut self, bytes: u64) -> Result<()>;
}

/// A conversation as read from an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationDraft {
    /// Who takes part.
    pub kind: ConversationType,
    /// The product's id, with its class where the same number can name several things.
    pub native_id: String,
    /// The account or workspace of the export; empty where the file does not say.
    pub account: String,
    /// Its name; may be empty.
    pub title: String,
    /// Whether its times were written without a zone.
    pub times_are_local: bool,
    /// How the person had put it in order in the product.
    pub filing: Filing,
}

/// How a conversation was put in order in the product it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filing {
    /// The product's id of the folder or project that it lies in; empty for none.
    pub folder: String,
    /// Starred, or a favourite.
    pub is_starred: bool,
    /// Put away.
    pub is_archived: bool,
}

/// A message as read from an export.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageDraft<'a> {
    /// What tells it apart inside its conversation: the export's number, or a hash of its id
    /// (see [`text_key`]).
    pub key: i64,
    /// UTC milliseconds.
    pub time: i64,
    /// Whether the file gives that instant itself, not a local time or that of a neighbour.
    pub time_is_sure: bool,
    /// None: a system row of nobody.
    pub sender: Option<SenderDraft<'a>>,
    /// What it carries.
    pub kind: MessageKind,
    /// Its text; for an assistant's message Markdown.
    pub text: Cow<'a, str>,
    /// Attachments, reply, edit, reactions.
    pub extra: MessageExtra,
    /// When it came to hold what it holds, UTC milliseconds: of two exports, the later one is
    /// believed. 0: the file does not say, or it was never edited.
    pub content_time: i64,
}

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderDraft<'a> {
    /// The product's id of the person; the name where it has none.
    pub key: Cow<'a, str>,
    /// The name to show; empty: unknown.
    pub name: Cow<'a, str>,
    /// In what role.
    pub role: Role,
}

/// In what role somebody sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The owner of the export.
    Owner,
    /// Somebody else.
    Other,
    /// An AI assistant.
    Assistant,
}

/// The key of a message whose export names it by text: 64 bits of hash.
pub fn text_key(id: &str) -> i64 {
    i64::from_ne_bytes(xxhash_rust::xxh3::xxh3_64(id.as_bytes()).to_ne_bytes())
}

#[cfg(test)]
mod tests;
