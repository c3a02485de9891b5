//! Chats of one name, in products whose exports name no ids.
//!
//! WhatsApp cuts exports, so people have several overlapping files of one chat; and two chats can
//! have one name. A file belongs to the conversation with which it shares a message. One that shares
//! none with a conversation of its name goes it on or has but its name: only the person knows. An
//! import that may ask leaves it out and says what there is to decide by; the answer imports it.
//! While nobody is asked, it goes the conversation on.

mod facts;
mod glance;

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::reading::Check;
use super::{Context, ConversationDraft, Export, Importer, MessageDraft, Sink, Warning};
use crate::model::conversation::ConversationType;
use crate::model::error::{Error, Result};
use crate::store::Store;
pub use facts::ChatFacts;
use glance::{Glance, Place};

/// A chat in a file that has the name of a conversation in the library and no message in common
/// with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Namesake {
    /// The path that was given: the file, or what it lies in. It need not be text: the shell words it.
    #[serde(skip)]
    pub given: PathBuf,
    /// The export's path, as the import's report gives it.
    pub path: String,
    /// The chat's name.
    pub title: String,
    /// The product.
    pub source: &'static str,
    /// What the file holds.
    pub facts: ChatFacts,
    /// The conversations of that name: first the one with the most people in common with the file,
    /// of several such the one that was heard of last.
    pub conversations: Vec<NamedConversation>,
}

/// A conversation that has the name of a chat in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedConversation {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Whether the person deleted it: going it on brings it back.
    pub is_deleted: bool,
    /// How many of those who write in the file write in it, the owner aside.
    pub people_in_common: usize,
    /// What it holds.
    pub facts: ChatFacts,
}

/// The person's answer to a [`Namesake`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// As in the question.
    pub given: PathBuf,
    /// As in the question.
    pub path: String,
    /// The conversation that the chat goes on; none: it is one of its own.
    pub conversation_id: Option<String>,
}

/// What to do with a chat of which only the person knows where it belongs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unclear<'a> {
    /// It goes on the conversation of its name.
    GoesOn,
    /// It is left out, and the person asked.
    IsAsked,
    /// The person has said. What was not asked about is left alone.
    IsAnswered(&'a [Answer]),
}

impl Unclear<'_> {
    /// Whether an input can hold what is to be imported.
    pub fn wants_of(self, input: &Path) -> bool {
        let Self::IsAnswered(answers) = self else {
            return true;
        };
        let input = input.to_string_lossy();
        answers
            .iter()
            .any(|answer| answer.path.starts_with(&*input))
    }

    /// Whether the export at a path is to be imported.
    pub fn wants(self, path: &str) -> bool {
        match self {
            Self::IsAnswered(answers) => answers.iter().any(|answer| answer.path == path),
            Self::GoesOn | Self::IsAsked => true,
        }
    }
}

/// Where an export's conversation goes.
pub(super) enum Settled {
    /// To the conversation of this id; none: that of its draft.
    To(Option<(ConversationType, String)>),
    /// The person is to be asked. The paths are still empty.
    Asked(Box<Namesake>),
}

/// Finds where an export's conversation goes.
///
/// # Errors
/// 200002, what `check` fails with, 2500 where the conversation of the person's answer is not there to be gone on any more.
pub(super) fn settle(
    store: &Store,
    importer: &dyn Importer,
    export: &Export<'_>,
    context: &Context,
    check: Check<'_>,
    (unclear, path): (Unclear<'_>, &str),
) -> Result<Settled> {
    if importer.names_ids() {
        return Ok(Settled::To(None));
    }
    store.read(|connection| {
        let glance = Glance::at(connection, importer, export, context, check)?;
        let (namesakes, free) = match glance.place() {
            Place::New => return Ok(Settled::To(None)),
            Place::Known(kind, native_id) => return Ok(Settled::To(Some((kind, native_id)))),
            Place::Unclear { namesakes, free } => (namesakes, free),
        };
        let answers = match unclear {
            Unclear::GoesOn => {
                let oldest = namesakes.into_iter().next();
                return Ok(Settled::To(
                    oldest.map(|named| (named.kind, named.native_id)),
                ));
            }
            Unclear::IsAsked => {
                let namesake = glance.question(&namesakes)?;
                return Ok(Settled::Asked(Box::new(namesake)));
            }
            Unclear::IsAnswered(answers) => answers,
        };
        let answer = answers.iter().find(|answer| answer.path == path);
        let Some(id) = answer.and_then(|answer| answer.conversation_id.as_ref()) else {
            return Ok(Settled::To(Some(free)));
        };
        let chosen = namesakes.into_iter().find(|named| named.id == *id);
        let chosen = chosen.ok_or_else(|| Error::ConversationNotFound { id: id.clone() })?;
        Ok(Settled::To(Some((chosen.kind, chosen.native_id))))
    })
}

/// Gives on what it is given, the conversation under another id.
pub(super) struct Resettled<'s> {
    /// Who takes it.
    pub sink: &'s mut dyn Sink,
    /// The other id, where there is one.
    pub id: Option<(ConversationType, String)>,
}

impl Sink for Resettled<'_> {
    fn conversation(&mut self, mut draft: ConversationDraft) -> Result<()> {
        if let Some((kind, native_id)) = &self.id {
            draft.kind = *kind;
            draft.native_id.clone_from(native_id);
        }
        self.sink.conversation(draft)
    }

    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()> {
        self.sink.message(draft)
    }

    fn warn(&mut self, warning: Warning) {
        self.sink.warn(warning);
    }

    fn reached(&mut self, bytes: u64) -> Result<()> {
        self.sink.reached(bytes)
    }
}
