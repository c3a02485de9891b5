//! ChatGPT's data export: `conversations.json`, or since 2026 shards `conversations-000.json`, …,
//! in a zip, a folder or on their own, beside `user.json`, the files of messages and a list of their
//! names.
//!
//! Each conversation is a tree of which one way is shown. Conversations are read one at a time, so
//! memory is that of the largest.

mod attachments;
mod canvas;
mod content;
mod conversation;
mod marks;
mod media;
mod people;
mod spans;
mod text;
mod thread;
mod writing;

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::json::{self, Element, JsonStream};
use super::text::mark_of;
use super::{
    Context, ConversationDraft, Entry, Export, IdScope, Importer, MessageDraft, Probe, Sink,
    Warning, split, text_key,
};
use crate::model::conversation::ConversationType;
use crate::model::error::{Error, Result};
use crate::model::message::MessageExtra;
use crate::model::place::Place;
use content::Carried;
use conversation::{Conversation, Message};
use media::{Media, NAMES_FILE};
use people::Owner;

/// Reads ChatGPT's data export.
pub struct ChatGpt;

/// Says who exported; lies beside the conversations.
const USER_FILE: &str = "user.json";
/// What lies beside the conversations in an export and holds none.
const BESIDE: [&str; 14] = [
    "chat.html",
    "conversation_asset_file_names.json",
    "export_manifest.json",
    "group_chats.json",
    "library_files.json",
    "message_feedback.json",
    "model_comparisons.json",
    "shared_conversations.json",
    "shopping.json",
    "sora.json",
    "tasks.json",
    USER_FILE,
    "user_settings.json",
    "user_system_messages.json",
];

impl Importer for ChatGpt {
    fn source(&self) -> &'static str {
        "chatgpt"
    }

    fn id_scope(&self) -> IdScope {
        IdScope::Product
    }

    fn recognise(&self, probe: &Probe<'_>) -> Option<String> {
        let (folder, file) = split(probe.name);
        let encoding = mark_of(probe.head).unwrap_or(encoding_rs::UTF_8);
        let (head, ..) = encoding.decode(probe.head);
        let is_part = if file == USER_FILE {
            head.contains("\"chatgpt_plus_user\"")
        } else if file.starts_with(NAMES_FILE) {
            head.contains("\"file_") || head.contains("\"file-")
        } else {
            holds_conversations(&head)
        };
        // The shards of a folder and its user.json are one export.
        is_part.then(|| format!("{folder}conversations"))
    }

    fn brings_along(&self, file: &str) -> bool {
        BESIDE.contains(&file)
    }

    fn import(&self, export: &Export<'_>, _: &Context, sink: &mut dyn Sink) -> Result<()> {
        let mut owner = Owner::default();
        let mut media = Media::among(export.paths);
        let mut beside = vec![];
        for entry in &export.entries {
            let (_, file) = split(entry.name());
            if file == USER_FILE {
                owner = Owner::read(*entry)?;
            } else if file.starts_with(NAMES_FILE) {
                media.take_names(*entry)?;
            } else {
                continue;
            }
            beside.push(entry.name());
        }
        export.read_each(sink, |entry, before, sink| {
            if beside.contains(&entry.name()) {
                return Ok(());
            }
            let mut reader = Reader {
                entry,
                before,
                owner: &owner,
                media: &media,
                sink,
            };
            reader.read()
        })
    }
}

/// The fields of an object that list conversations, those of several people among them.
const LISTS: [&str; 2] = ["conversations", "chats"];

/// Whether the beginning of a file is that of ChatGPT's conversations. Claude's have
/// `chat_messages`, DeepSeek's a `mapping` too but `inserted_at`. A conversation may lack its
/// `mapping`, but hardly both it and the model's name, which comparisons of answers have too.
fn holds_conversations(head: &str) -> bool {
    let begins_as_json = head
        .trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n'])
        .starts_with(['[', '{']);
    let has = |key: &str| head.contains(key);
    begins_as_json
        && has("\"create_time\"")
        && (has("\"mapping\"") || (has("\"conversation_id\"") && has("\"default_model_slug\"")))
        && !has("\"original_turn\"")
        && !has("\"inserted_at\"")
        && !has("\"chat_messages\"")
}

/// Reads a small file that lies beside the conversations; nothing of one that is damaged.
fn read_beside<T: DeserializeOwned>(entry: &dyn Entry) -> Result<Option<T>> {
    match JsonStream::open(entry)?.read() {
        Err(Error::CutOff { .. } | Error::Damaged { .. }) => Ok(None),
        other => other,
    }
}

/// Reads one file of conversations.
struct Reader<'r> {
    entry: &'r dyn Entry,
    /// Bytes of the files before it.
    before: u64,
    owner: &'r Owner,
    media: &'r Media,
    sink: &'r mut dyn Sink,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<()> {
        let mut stream = JsonStream::open(self.entry)?;
        if stream.enter_array()? {
            return self.elements(&mut stream);
        }
        // Some exports have their list in an object.
        let mut is_list = false;
        if stream.enter_object()? {
            while let Some(key) = stream.next_key()? {
                if LISTS.contains(&key.as_str()) && stream.enter_array()? {
                    is_list = true;
                    self.elements(&mut stream)?;
                } else {
                    stream.skip()?;
                }
            }
        }
        if is_list {
            return Ok(());
        }
        // One conversation that somebody took out.
        self.element(&JsonStream::open(self.entry)?.value()?)
    }

    fn elements(&mut self, stream: &mut JsonStream<'_>) -> Result<()> {
        while stream.next_element()? {
            self.element(&stream.value()?)?;
            self.sink.reached(self.before + stream.offset())?;
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>) -> Result<()> {
        let (offset, bytes) = match *element {
            Element::Json { offset, bytes } => (offset, bytes),
            Element::TooLarge { offset, bytes } => {
                let place = Place::byte(self.entry.name(), offset);
                self.sink.warn(Warning::too_large_skipped(&place, bytes));
                return Ok(());
            }
        };
        let mut scratch = Vec::new();
        match json::parse::<Conversation<'_>>(bytes, &mut scratch) {
            Some(conversation) => self.conversation(&conversation),
            None => {
                let place = Place::byte(self.entry.name(), offset);
                self.sink.warn(Warning::bad_conversation(&place));
                Ok(())
            }
        }
    }

    fn conversation(&mut self, conversation: &Conversation<'_>) -> Result<()> {
        let native_id = conversation.native_id();
        self.sink.conversation(ConversationDraft {
            kind: ConversationType::Assistant,
            native_id: native_id.clone(),
            account: self.owner.account.clone(),
            title: conversation.title().to_owned(),
            times_are_local: false,
            filing: conversation.filing(),
        })?;

        let (thread, mut unreadable) = thread::walk(conversation);
        let mut shown = Vec::new();
        // A message without a time has that of the one before it; the first ones that of the
        // conversation, or of the first message that has one.
        let mut time = conversation
            .time()
            .or_else(|| thread.iter().find_map(|(_, node)| node.time()))
            .unwrap_or_default();
        for (node_id, node) in &thread {
            let Some(raw) = node.message else { continue };
            // Raw values are not looked into: flaws inside a message show, and are repaired, here.
            match json::parse_owned::<Message>(raw.get().as_bytes()) {
                Some(message) => {
                    if let Some(carried) = content::carried(&message, self.media) {
                        time = message.time().unwrap_or(time);
                        shown.push((
                            text_key(message.id().unwrap_or(node_id)),
                            time,
                            message,
                            carried,
                        ));
                    }
                }
                None => unreadable += 1,
            }
        }
        for _ in 0..unreadable {
            let name = Some(conversation.title()).filter(|title| !title.is_empty());
            let place = Place::part(self.entry.name(), name.unwrap_or(&native_id));
            self.sink.warn(Warning::bad_message(&place));
        }

        // The clocks that date question and answer differ by a little, and an answer is often a few
        // hundredths of a second older than its question. Messages are shown by time, so the times
        // are dealt out anew in the order of the thread.
        let mut times: Vec<i64> = shown.iter().map(|(_, time, ..)| *time).collect();
        times.sort_unstable();
        for ((key, _, message, carried), time) in shown.into_iter().zip(times) {
            self.message(key, time, conversation, &message, carried)?;
        }
        Ok(())
    }

    fn message(
        &mut self,
        key: i64,
        time: i64,
        conversation: &Conversation<'_>,
        message: &Message,
        carried: Carried,
    ) -> Result<()> {
        self.sink.message(MessageDraft {
            key,
            time,
            time_is_sure: false,
            sender: Some(people::sender(message, self.owner)),
            kind: carried.kind,
            text: Cow::Owned(carried.text),
            extra: MessageExtra {
                attachments: carried.attachments,
                reply_to: message.answered_id().map(text_key),
                ..MessageExtra::default()
            },
            // An answer that was under way when it was exported is longer in the next export, and
            // nothing but the conversation tells which is the next.
            content_time: conversation.update_time().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests;
