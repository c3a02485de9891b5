//! What goes from the reading thread to the writing one: some thousand messages at a time, their
//! text in one piece, so that a batch is a handful of allocations however many messages it holds.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crossbeam_channel::Sender;
use rustc_hash::FxHashMap;

use super::{ConversationDraft, MessageDraft, Role, SenderDraft, Sink, Warning};
use crate::model::error::{Error, Result};
use crate::model::message::{MessageKind, flags};
use crate::search;

/// Messages in a batch: large enough that a commit costs little of the whole, small enough that a
/// person's own operation never waits long for the one in hand.
const MESSAGES: usize = 8_000;
/// Text in a batch, bytes.
const TEXT: usize = 4 * 1024 * 1024;
/// Conversations in a batch: they cost more than messages.
const CONVERSATIONS: usize = 1_000;

/// Some thousand messages, to be written in one transaction.
#[derive(Default)]
pub(super) struct Batch {
    /// The conversations that the messages are of, in order; one may come twice.
    pub conversations: Vec<ConversationPart>,
    /// Senders whose name is new or has changed; the messages point to their numbers.
    pub senders: Vec<NewSender>,
    messages: Vec<BatchMessage>,
    text: String,
}

/// A conversation and which of the batch's messages are its own.
pub(super) struct ConversationPart {
    pub draft: ConversationDraft,
    messages: Range<usize>,
}

/// A sender as numbered by the reading side.
pub(super) struct NewSender {
    pub number: u32,
    pub key: String,
    pub name: String,
}

struct BatchMessage {
    key: i64,
    time: i64,
    sender: Option<u32>,
    kind: MessageKind,
    flags: i64,
    text: Range<usize>,
    folded: Range<usize>,
    extra: Range<usize>,
    time_is_sure: bool,
    content_time: i64,
}

/// A message of a batch.
pub(super) struct MessageView<'a> {
    pub key: i64,
    pub time: i64,
    /// Number of its sender; `None`: nobody's.
    pub sender: Option<u32>,
    pub kind: MessageKind,
    /// As stored: see [`flags`].
    pub flags: i64,
    pub text: &'a str,
    /// The text as it goes into the search index.
    pub folded: &'a str,
    /// As stored: JSON, empty for most.
    pub extra: &'a str,
    /// See [`MessageDraft::time_is_sure`].
    pub time_is_sure: bool,
    /// See [`MessageDraft::content_time`].
    pub content_time: i64,
}

impl Batch {
    /// The messages of one part.
    pub fn messages<'a>(
        &'a self,
        part: &ConversationPart,
    ) -> impl Iterator<Item = MessageView<'a>> {
        let messages = self.messages.get(part.messages.clone());
        messages
            .unwrap_or_default()
            .iter()
            .map(|message| MessageView {
                key: message.key,
                time: message.time,
                sender: message.sender,
                kind: message.kind,
                flags: message.flags,
                text: self.text(&message.text),
                folded: self.text(&message.folded),
                extra: self.text(&message.extra),
                time_is_sure: message.time_is_sure,
                content_time: message.content_time,
            })
    }

    /// The numbers of those who sent something in it, in the order in which the export names them.
    pub fn writers(&self) -> BTreeSet<u32> {
        let senders = self.messages.iter().filter_map(|message| message.sender);
        senders.collect()
    }

    /// The time of its latest message, UTC milliseconds; 0 of none.
    pub fn latest_time(&self) -> i64 {
        let times = self.messages.iter().map(|message| message.time);
        times.max().unwrap_or_default()
    }

    fn text(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn is_full(&self) -> bool {
        self.messages.len() >= MESSAGES
            || self.text.len() >= TEXT
            || self.conversations.len() >= CONVERSATIONS
    }

    fn push(&mut self, draft: &MessageDraft<'_>, sender: Option<u32>) {
        let role = draft.sender.as_ref().map(|sender| sender.role);
        let text = self.append(|out| out.push_str(&draft.text));
        let folded = if draft.text.is_ascii() {
            text.clone()
        } else {
            self.append(|out| search::fold_into(&draft.text, out))
        };
        let extra = if draft.extra.is_empty() {
            0..0
        } else {
            // Plain data with text keys always has a JSON form.
            let json = serde_json::to_string(&draft.extra).unwrap_or_default();
            self.append(|out| out.push_str(&json))
        };
        self.messages.push(BatchMessage {
            key: draft.key,
            time: draft.time,
            sender,
            kind: draft.kind,
            flags: match role {
                Some(Role::Owner) => flags::OUTGOING,
                Some(Role::Assistant) => flags::ASSISTANT,
                Some(Role::Other) | None => 0,
            },
            text,
            folded,
            extra,
            time_is_sure: draft.time_is_sure,
            content_time: draft.content_time,
        });
        if let Some(part) = self.conversations.last_mut() {
            part.messages.end = self.messages.len();
        }
    }

    fn append(&mut self, write: impl FnOnce(&mut String)) -> Range<usize> {
        let start = self.text.len();
        write(&mut self.text);
        start..self.text.len()
    }
}

/// What both sides of an import see of each other.
#[derive(Default)]
pub(super) struct Shared {
    /// Set by the person; the reading side stops at the next message.
    pub cancel: std::sync::Arc<AtomicBool>,
    /// How far the reading side has come, bytes.
    pub reached: AtomicU64,
}

/// The sink of an import: makes batches of what it is given and sends them to the writing side.
pub(super) struct BatchingSink<'a> {
    batches: Sender<Batch>,
    shared: &'a Shared,
    batch: Batch,
    current: Option<ConversationDraft>,
    senders: FxHashMap<String, (u32, String)>,
    warnings: &'a mut super::report::Warnings,
}

impl<'a> BatchingSink<'a> {
    /// A sink that sends to `batches`.
    pub fn new(
        batches: Sender<Batch>,
        shared: &'a Shared,
        warnings: &'a mut super::report::Warnings,
    ) -> Self {
        Self {
            batches,
            shared,
            batch: Batch::default(),
            current: None,
            senders: FxHashMap::default(),
            warnings,
        }
    }

    /// Sends what is left.
    ///
    /// # Errors
    /// `Cancelled` when the writing side has gone.
    pub fn finish(mut self) -> Result<()> {
        self.send()
    }

    fn send(&mut self) -> Result<()> {
        let batch = std::mem::take(&mut self.batch);
        if batch.conversations.is_empty() {
            return Ok(());
        }
        // The writing side has failed and says why itself: reading just ends.
        self.batches.send(batch).map_err(|_| Error::Cancelled)?;
        if let Some(draft) = self.current.clone() {
            self.begin(draft);
        }
        Ok(())
    }

    fn begin(&mut self, draft: ConversationDraft) {
        let start = self.batch.messages.len();
        self.batch.conversations.push(ConversationPart {
            draft,
            messages: start..start,
        });
    }

    fn check(&self) -> Result<()> {
        if self.shared.cancel.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    fn number_of(&mut self, sender: &SenderDraft<'_>) -> u32 {
        if let Some((number, name)) = self.senders.get_mut(&*sender.key) {
            if !sender.name.is_empty() && *name != sender.name {
                name.clear();
                name.push_str(&sender.name);
                self.batch.senders.push(NewSender {
                    number: *number,
                    key: sender.key.clone().into_owned(),
                    name: sender.name.clone().into_owned(),
                });
            }
            return *number;
        }
        let number = u32::try_from(self.senders.len()).unwrap_or(u32::MAX);
        let key = sender.key.clone().into_owned();
        let name = sender.name.clone().into_owned();
        self.senders.insert(key.clone(), (number, name.clone()));
        self.batch.senders.push(NewSender { number, key, name });
        number
    }
}

impl Sink for BatchingSink<'_> {
    fn conversation(&mut self, draft: ConversationDraft) -> Result<()> {
        self.check()?;
        self.current = None;
        if self.batch.is_full() {
            self.send()?;
        }
        self.current = Some(draft.clone());
        self.begin(draft);
        Ok(())
    }

    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()> {
        self.check()?;
        if self.batch.is_full() {
            self.send()?;
        }
        let sender = draft.sender.as_ref().map(|sender| self.number_of(sender));
        self.batch.push(&draft, sender);
        Ok(())
    }

    fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    fn reached(&mut self, bytes: u64) -> Result<()> {
        self.shared.reached.store(bytes, Ordering::Relaxed);
        self.check()
    }
}
