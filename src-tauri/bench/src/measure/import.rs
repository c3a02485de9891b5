//! Importing one large Telegram export: how fast, beside parsing alone and writing alone, and how
//! much memory it takes.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use rusqlite::Connection;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use sheaf_core::Library;
use sheaf_core::import::{Context, ConversationDraft, ImportRequest, MessageDraft, SenderDraft};

use super::clock::{median, time};
use super::memory;
use super::table::{Table, size};
use crate::bare::{BareWriter, IMPORT_BATCH, connect};
use crate::demo::{telegram_export, telegram_plan};

/// Messages written and searchable in a second, at least.
const AIM_RATE: f64 = 145_000.0;
/// Memory above that of the idle program, at most; bytes.
const AIM_MEMORY: f64 = 100e6;

/// Measures the import of so many messages.
pub fn measure(table: &mut Table, folder: &Path, messages: usize, rounds: usize) -> Result<()> {
    let file = folder.join("result.json");
    telegram_export(&file, messages, 1)?;
    let bytes = std::fs::metadata(&file)?.len() as f64;
    let drafts = Drafts::invent(messages)?;
    let mut times: [Vec<f64>; 3] = Default::default();
    let [sheaf, parsing, writing] = &mut times;
    for round in 0..rounds {
        let library = Library::open(&folder.join(format!("import-{round}")))?;
        sheaf.push(time(|| import(&library, &file, messages))?.0);
        let (seconds, parsed) = time(|| parse(&file))?;
        ensure!(
            parsed == messages,
            "parsing saw {parsed} of {messages} messages"
        );
        parsing.push(seconds);
        let connection = connect(&folder.join(format!("import-{round}-bare")))?;
        writing.push(time(|| drafts.write(&connection))?.0);
    }
    drop(drafts);
    let [sheaf, parsing, writing] = times.each_mut().map(|times| median(times));
    let what = format!("{messages} messages, {}", size(bytes));
    table.times(
        &format!("{what}, beside parsing alone (serde_json)"),
        (sheaf, parsing),
        None,
    );
    table.times(
        &format!("{what}, beside bare inserts of what was parsed"),
        (sheaf, writing),
        None,
    );
    let rate = messages as f64 / sheaf;
    let words = format!("{rate:.0} messages/s");
    table.figure(
        "written and searchable",
        words,
        "≥ 145000",
        rate >= AIM_RATE,
    );
    let what = "memory above the idle program, at its peak";
    match peak(&file, &folder.join("import-memory"))? {
        Some(peak) => table.figure(what, size(peak), "< 100 MB", peak < AIM_MEMORY),
        None => table.left_out(what, "told by Linux alone"),
    }
    Ok(())
}

fn import(library: &Library, file: &Path, messages: usize) -> Result<()> {
    let files = library.import_files(&ImportRequest {
        paths: vec![file.to_owned()],
        context: Context::of_this_machine("en-US"),
        cancel: Arc::default(),
        progress: Box::new(|_| {}),
    });
    let added: u64 = files.iter().map(|file| file.messages_added).sum();
    ensure!(
        added == messages as u64,
        "imported {added} of {messages} messages: {files:?}"
    );
    Ok(())
}

/// Imports in a program of its own and gives the bytes by which it grew at most.
fn peak(file: &Path, library: &Path) -> Result<Option<f64>> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let program = std::env::current_exe()?;
    let output = Command::new(program)
        .arg("import-memory")
        .args([file, library])
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let words = String::from_utf8(output.stdout)?;
    Ok(Some(
        words
            .trim()
            .parse()
            .with_context(|| format!("no number: {words}"))?,
    ))
}

/// The program of its own: bytes by which an import made it grow at most.
///
/// # Errors
/// The import fails; the system does not tell its memory.
pub fn peak_here(file: &Path, library: &Path) -> Result<u64> {
    let library = Library::open(library)?;
    // Everything that stays open in an idle program is open.
    library.get_overview()?;
    memory::forget_peak()?;
    let idle = memory::resident()?;
    let files = library.import_files(&ImportRequest {
        paths: vec![PathBuf::from(file)],
        context: Context::of_this_machine("en-US"),
        cancel: Arc::default(),
        progress: Box::new(|_| {}),
    });
    let added: u64 = files.iter().map(|file| file.messages_added).sum();
    ensure!(added > 0, "nothing was imported: {files:?}");
    Ok(memory::peak()?.saturating_sub(idle))
}

/// What parsing gives, in memory.
struct Drafts(Vec<(ConversationDraft, Vec<MessageDraft<'static>>)>);

impl Drafts {
    fn invent(messages: usize) -> Result<Self> {
        let mut drafts = Vec::new();
        for conversation in telegram_plan(messages, 1).conversations() {
            let draft = conversation.draft.clone();
            let mut messages = Vec::new();
            conversation.each_message(|message| -> Result<()> {
                messages.push(owned(message));
                Ok(())
            })?;
            drafts.push((draft, messages));
        }
        Ok(Self(drafts))
    }

    /// Into tables with the same indexes, as many messages in a transaction.
    fn write(&self, connection: &Connection) -> Result<usize> {
        let mut writer = BareWriter::new(connection, IMPORT_BATCH)?;
        for (conversation, messages) in &self.0 {
            writer.conversation("telegram", conversation)?;
            for message in messages {
                writer.message(message)?;
            }
        }
        writer.finish()
    }
}

fn owned(message: MessageDraft<'_>) -> MessageDraft<'static> {
    MessageDraft {
        key: message.key,
        time: message.time,
        time_is_sure: message.time_is_sure,
        sender: message.sender.map(|sender| SenderDraft {
            key: sender.key.into_owned().into(),
            name: sender.name.into_owned().into(),
            role: sender.role,
        }),
        kind: message.kind,
        text: message.text.into_owned().into(),
        extra: message.extra,
        content_time: message.content_time,
    }
}

/// Parses an export as serde does it, conversation by conversation; how many messages it holds.
fn parse(file: &Path) -> Result<usize> {
    let reader = BufReader::with_capacity(4 << 20, File::open(file)?);
    let account: Account = serde_json::from_reader(reader)?;
    Ok(account.chats.list.0)
}

#[derive(Deserialize)]
struct Account {
    chats: Chats,
}

#[derive(Deserialize)]
struct Chats {
    list: Count,
}

/// How many messages a list of chats holds; each chat is dropped once it is read.
struct Count(usize);

#[derive(Deserialize)]
#[allow(dead_code)] // read, as an importer must, and let go
struct Chat {
    name: Option<String>,
    id: i64,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Message {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
    date_unixtime: String,
    from: Option<String>,
    from_id: Option<String>,
    text_entities: Vec<Entity>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    text: String,
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Chats;
        impl<'de> Visitor<'de> for Chats {
            type Value = Count;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a list of chats")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut chats: A) -> Result<Count, A::Error> {
                let mut count = Count(0);
                while let Some(chat) = chats.next_element::<Chat>()? {
                    count.0 += chat.messages.len();
                }
                Ok(count)
            }
        }
        deserializer.deserialize_seq(Chats)
    }
}
