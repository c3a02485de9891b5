//! `demo`: writes a library of invented conversations, or an export of them.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;
use sheaf_core::import::{MessageDraft, Role, SenderDraft};
use sheaf_core::model::conversation::ConversationType;

use crate::bare::{BareWriter, DATABASE, connect};
use crate::invent::Plan;

/// Writes a library of invented conversations into `folder`, which must not hold one yet.
///
/// # Errors
/// There is a library already; it cannot be written.
pub fn write_library(
    folder: &Path,
    conversations: usize,
    messages: usize,
    seed: u64,
) -> Result<()> {
    ensure!(
        !folder.join(DATABASE).exists(),
        "{} holds a library already; name an empty folder",
        folder.display()
    );
    let connection = connect(folder)?;
    // One transaction, without a journal: a demo that was not written whole is thrown away. The
    // index is written in larger pieces than in daily use, and merged less.
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
         INSERT INTO message_search (message_search, rank) VALUES ('hashsize', 67108864);",
    )?;
    let plan = Plan::new(conversations, messages, seed);
    let mut writer = BareWriter::new(&connection, usize::MAX)?;
    for conversation in plan.conversations() {
        writer.conversation(conversation.source, &conversation.draft)?;
        conversation.each_message(|message| writer.message(&message))?;
    }
    writer.finish()?;
    connection.execute_batch(
        "INSERT INTO message_search (message_search, rank) VALUES ('hashsize', 1048576);
         PRAGMA journal_mode = WAL;",
    )?;
    Ok(())
}

/// Where the app looks for the library in a data folder.
pub fn library_in(data: &Path) -> PathBuf {
    data.join("library")
}

/// The `demo` command: writes a data folder with a library and says what it wrote.
///
/// # Errors
/// As [`write_library`].
pub fn library(data: &Path, conversations: usize, messages: usize, seed: u64) -> Result<String> {
    let start = Instant::now();
    let folder = library_in(data);
    write_library(&folder, conversations, messages.max(conversations), seed)?;
    let seconds = start.elapsed().as_secs_f64();
    let connection = connect(&folder)?;
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let written = count("SELECT count(*) FROM message")?;
    let mut text = format!(
        "{}: {} conversations, {written} messages from {} people in {seconds:.1} s ({:.0} messages/s), {} MB\n",
        data.display(),
        count("SELECT count(*) FROM conversation")?,
        count("SELECT count(*) FROM person")?,
        written as f64 / seconds,
        std::fs::metadata(folder.join(DATABASE))?.len() / 1_000_000,
    );
    let mut statement = connection
        .prepare("SELECT source, count(*) FROM conversation GROUP BY 1 ORDER BY 2 DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        text += &format!(
            "  {:<10}{:>8}\n",
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?
        );
    }
    text += &format!(
        "Look at it with: cargo xtask run -- --data-dir {}\n",
        data.display()
    );
    Ok(text)
}

/// Writes an export of a whole Telegram account with so many messages.
///
/// # Errors
/// The file cannot be written.
pub fn telegram_export(file: &Path, messages: usize, seed: u64) -> Result<()> {
    let out = std::fs::File::create(file).with_context(|| format!("making {}", file.display()))?;
    let mut out = BufWriter::with_capacity(1 << 20, out);
    let about = json!({
        "user_id": 1, "first_name": "Robin", "last_name": "Meyer",
        "phone_number": "+00 000", "username": "@robin"
    });
    write!(
        out,
        "{{\n \"about\": \"Invented.\",\n \"personal_information\": {about},\n \"chats\": {{\n  \"about\": \"Invented.\",\n  \"list\": ["
    )?;
    for (number, conversation) in telegram_plan(messages, seed).conversations().enumerate() {
        let kind = match conversation.draft.kind {
            ConversationType::People => "private_supergroup",
            ConversationType::Person | ConversationType::Assistant => "personal_chat",
        };
        let title = json!(conversation.draft.title);
        let comma = if number > 0 { "," } else { "" };
        write!(
            out,
            "{comma}\n   {{\n    \"name\": {title},\n    \"type\": \"{kind}\",\n    \"id\": {},\n    \"messages\": [",
            1000 + number
        )?;
        let mut first = true;
        conversation.each_message(|message| {
            let comma = if first { "" } else { "," };
            first = false;
            write!(out, "{comma}\n     {}", telegram_message(&message, number))
        })?;
        write!(out, "\n    ]\n   }}")?;
    }
    write!(out, "\n  ]\n }}\n}}\n")?;
    out.flush()?;
    Ok(())
}

/// What is in such an export: a hundred messages a conversation.
pub fn telegram_plan(messages: usize, seed: u64) -> Plan {
    Plan::new((messages / 100).max(1), messages, seed)
}

/// One message as Telegram Desktop writes it.
fn telegram_message(message: &MessageDraft<'_>, conversation: usize) -> String {
    let time = message.time / 1000;
    let (from, id) = match &message.sender {
        Some(SenderDraft {
            role: Role::Owner,
            name,
            ..
        }) => (&**name, "user1".to_owned()),
        Some(sender) => {
            let number = sender.key.trim_start_matches("user").parse::<u64>();
            (
                &*sender.name,
                format!("user{}", number.unwrap_or(conversation as u64 + 10)),
            )
        }
        None => ("", String::new()),
    };
    let text = json!(message.text);
    let entities = if message.text.is_empty() {
        json!([])
    } else {
        json!([{"type": "plain", "text": message.text}])
    };
    format!(
        "{{\n      \"id\": {},\n      \"type\": \"message\",\n      \"date\": \"{}\",\n      \"date_unixtime\": \"{time}\",\n      \"from\": {},\n      \"from_id\": \"{id}\",\n      \"text\": {text},\n      \"text_entities\": {entities}\n     }}",
        message.key,
        local(time),
        json!(from),
    )
}

/// A time as Telegram writes it beside the seconds: `2024-12-31T23:59:59`.
fn local(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or_default();
    time.to_zoned(TimeZone::UTC).datetime().to_string()
}
