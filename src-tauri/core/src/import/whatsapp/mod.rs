//! WhatsApp's chat export: a text file, on its own or as `_chat.txt` or `<name>.txt` in a zip or
//! folder beside the media. One conversation a file, local times, no ids.
//!
//! The format is that of the phone's language, so it is read by its build: see [`stamp`] for dates
//! and times, [`body`] for what rows carry. A file is read twice, a line at a time: the first reading
//! finds out what only all rows together show ([`survey`]), the second makes messages of them.

mod body;
mod calendar;
mod chat;
mod glyph;
mod header;
mod key;
mod meridiem;
mod name;
mod order;
mod sender;
mod stamp;
mod survey;
mod words;

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use unicode_normalization::UnicodeNormalization;

use super::reading::{Check, is_broken};
use super::text::{Line, Lines, TextEncoding, find_encoding, mark_of};
use super::{
    Context, ConversationDraft, Entry, Export, Filing, Importer, MessageDraft, Probe, Role,
    SenderDraft, Sink, Warning,
};
use crate::model::error::Result;
use crate::model::message::{Attachment, MessageExtra, MessageKind};
use crate::model::place::Place;
use chat::Chat;
use header::Layout;
use key::Keys;
use survey::{Findings, Survey};

/// A look over a file asks whether to go on every so many lines.
const CHECK_EVERY: u64 = 1024;

/// Reads WhatsApp's chat export.
pub struct WhatsApp;

impl Importer for WhatsApp {
    fn source(&self) -> &'static str {
        "whatsapp"
    }

    fn names_ids(&self) -> bool {
        false
    }

    fn recognise(&self, probe: &Probe<'_>) -> Option<String> {
        // Rows are told by their digits, so a wrong guess at the names does not matter here.
        let encoding = mark_of(probe.head).unwrap_or(encoding_rs::UTF_8);
        let (head, ..) = encoding.decode(probe.head);
        begins_as_chat(&head).then(|| probe.name.to_owned())
    }

    fn import(&self, export: &Export<'_>, context: &Context, sink: &mut dyn Sink) -> Result<()> {
        export.read_each(sink, |entry, before, sink| {
            let check: Check<'_> = &mut || sink.reached(before);
            let encoding = find_encoding(entry, check)?;
            let findings = survey(entry, encoding, context, check)?;
            for warning in warnings(&findings, encoding, entry)? {
                sink.warn(warning);
            }
            let chat = Chat::of(&findings, &name::of_files(names_of(entry, export)));
            let mut reader = Reader {
                entry,
                before,
                findings: &findings,
                chat: &chat,
                context,
                holds: export.holds,
                keys: Keys::default(),
                sink,
            };
            reader.read(encoding)
        })
    }
}

/// Whether a file begins as a chat: its first line, or one soon after, is a row. Programs write
/// their logs in much the same way; those begin with the
/// year and name a level where a person would stand.
fn begins_as_chat(head: &str) -> bool {
    /// Lines that may stand before the first row.
    const PREAMBLE: usize = 3;
    const LEVELS: [&str; 9] = [
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL",
    ];
    let lines = || head.lines().filter(|line| !line.trim().is_empty());
    let is_level = |rest: &str| {
        let word = rest
            .trim_start_matches(['[', '(', ' '])
            .split(|c: char| !c.is_alphabetic())
            .next();
        word.is_some_and(|word| LEVELS.contains(&word.to_ascii_uppercase().as_str()))
    };
    let Some(first) = lines().take(PREAMBLE + 1).find_map(header::read) else {
        return false;
    };
    // Without brackets or a dash there must be somebody who says something.
    let names = sender::Names::default();
    let is_row = first.layout != Layout::Colon || names.split(first.rest).0.is_some();
    let is_log = first.stamp.date.year_at == Some(0) && is_level(first.rest);
    is_row && !is_log
}

/// The names that may hold the chat's: of the file, its folder and what the person gave.
fn names_of<'n>(entry: &'n dyn Entry, export: &Export<'n>) -> impl Iterator<Item = &'n str> {
    entry.name().rsplit('/').take(2).chain([export.input_name])
}

/// The first reading.
fn survey(
    entry: &dyn Entry,
    encoding: TextEncoding,
    context: &Context,
    check: Check<'_>,
) -> Result<Findings> {
    let mut survey = Survey::new(jiff::Timestamp::now().to_zoned(context.zone.clone()).year());
    let mut lines = Lines::open(entry, encoding)?;
    while let Some(line) = next_whole(&mut lines)? {
        if let Some(header) = header::read(line.text) {
            survey.observe(&header);
        }
        if line.number % CHECK_EVERY == 0 {
            check()?;
        }
    }
    Ok(survey.conclude(context.date_order))
}

/// The next line of a file that is looked over before it is read: it ends where it is cut off or
/// damaged. The second reading says so.
fn next_whole<'l>(lines: &'l mut Lines<'_>) -> Result<Option<Line<'l>>> {
    match lines.next() {
        Err(error) if is_broken(&error) => Ok(None),
        line => line,
    }
}

/// What the person should know about a file before its rows.
fn warnings(
    findings: &Findings,
    encoding: TextEncoding,
    entry: &dyn Entry,
) -> Result<Vec<Warning>> {
    let guess = encoding
        .guessed()
        .map(|name| Warning::guessed_encoding(&Place::file(entry.name()), name));
    let order = match findings.assumed_order {
        Some(order) => example(findings, encoding, entry)?.map(|(line, written, day)| {
            let place = Place::line(entry.name(), line);
            Warning::date_order_assumed(&place, order, &written, day)
        }),
        None => None,
    };
    Ok(guess.into_iter().chain(order).collect())
}

/// A date by which a person sees the order that was assumed: its line, how it is written there and
/// which day that was taken for. The first of which day and month differ, where there is one.
fn example(
    findings: &Findings,
    encoding: TextEncoding,
    entry: &dyn Entry,
) -> Result<Option<(u64, String, Date)>> {
    let mut lines = Lines::open(entry, encoding)?;
    let mut first = None;
    while let Some(line) = next_whole(&mut lines)? {
        let Some(header) = header::read(line.text) else {
            continue;
        };
        let Some(Some(time)) = findings.time(&header) else {
            continue;
        };
        let written = line.text.strip_suffix(header.rest).unwrap_or(line.text);
        let is_around = |c: char| c.is_whitespace() || "[]-–:".contains(c);
        let written = glyph::typed(written).trim_matches(is_around).to_owned();
        let example = (line.number, written, time.date());
        if time.day() != time.month() {
            return Ok(Some(example));
        }
        first.get_or_insert(example);
    }
    Ok(first)
}

/// The second reading of a file.
struct Reader<'r> {
    entry: &'r dyn Entry,
    /// Bytes of the files before it.
    before: u64,
    findings: &'r Findings,
    chat: &'r Chat,
    context: &'r Context,
    holds: &'r (dyn Fn(&str) -> bool + Sync),
    keys: Keys,
    sink: &'r mut dyn Sink,
}

/// A row whose lines are being collected.
struct Row {
    time: DateTime,
    /// As written; `None` for a row of nobody's.
    sender: Option<String>,
    text: String,
    is_first: bool,
}

/// A text longer than this is cut, bytes: WhatsApp takes 65,536 characters.
const LONGEST_TEXT: usize = 1024 * 1024;

impl Reader<'_> {
    /// Where the file is cut off or damaged, the row in hand may go on behind that place: it is left
    /// out, since half of it would be a second message when the whole file is imported one day.
    fn read(&mut self, encoding: TextEncoding) -> Result<()> {
        self.sink.conversation(ConversationDraft {
            kind: self.chat.kind,
            native_id: self.chat.title.nfc().collect(),
            account: String::new(),
            title: self.chat.title.clone(),
            times_are_local: true,
            filing: Filing::default(),
        })?;
        let mut lines = Lines::open(self.entry, encoding)?;
        let mut row: Option<Row> = None;
        let mut bytes = 0;
        while let Some(line) = lines.next()? {
            bytes += line.text.len() as u64 + 1;
            let header = header::read(line.text)
                .and_then(|header| Some((self.findings.time(&header)?, header.rest)));
            match (header, &mut row) {
                (Some((time, rest)), _) => {
                    let time = time.unwrap_or_else(|| {
                        let place = Place::line(self.entry.name(), line.number);
                        self.sink.warn(Warning::message_without_date(&place));
                        row.as_ref().map_or_else(DateTime::default, |row| row.time)
                    });
                    let (sender, text) = self.findings.names.split(rest);
                    let next = Row {
                        time,
                        sender: sender.map(str::to_owned),
                        text: text.to_owned(),
                        is_first: row.is_none(),
                    };
                    if let Some(done) = row.replace(next) {
                        self.message(&done)?;
                        // Another encoding has other sizes; the end is never reached too early.
                        self.sink
                            .reached(self.before + bytes.min(self.entry.size()))?;
                    }
                }
                (None, Some(row)) => {
                    if row.text.len() + line.text.len() < LONGEST_TEXT {
                        row.text.push('\n');
                        row.text.push_str(line.text);
                    }
                }
                (None, None) if line.text.trim().is_empty() => {}
                (None, None) => {
                    let place = Place::line(self.entry.name(), line.number);
                    self.sink.warn(Warning::bad_line(&place));
                }
            }
        }
        if let Some(done) = row {
            self.message(&done)?;
        }
        self.sink.reached(self.before + self.entry.size())
    }

    fn message(&mut self, row: &Row) -> Result<()> {
        let folder = self
            .entry
            .name()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let holds = |name: &str| {
            let path = if folder.is_empty() {
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            };
            (self.holds)(&path)
        };
        let body = body::read(&row.text, &self.findings.phrases, &holds);
        let sender = row.sender.as_deref().map(glyph::typed);
        let kind = match &sender {
            None => MessageKind::System,
            Some(sender) if self.is_notice(row, sender, &body) => MessageKind::System,
            Some(_) => body.kind,
        };
        let has_file = body.file.is_some();
        let attachment = body.file.map(|name| Attachment {
            kind: body.kind,
            size: None,
            in_export: !name.is_empty() && holds(&name),
            name: name.into_owned(),
        });
        let key = self.keys.next(
            row.time,
            sender.as_deref().unwrap_or_default(),
            has_file,
            &body.text,
        );
        self.sink.message(MessageDraft {
            key,
            time: self.instant(row.time),
            time_is_sure: false,
            sender: sender.as_deref().map(|name| self.sender(name)),
            kind,
            text: body.text,
            extra: MessageExtra {
                attachments: attachment.into_iter().collect(),
                edited: body.edited,
                ..MessageExtra::default()
            },
            content_time: 0,
        })
    }

    /// Whether WhatsApp wrote a row to say what happened, in somebody's name: in that of the group,
    /// which says nothing itself; in that of the one whom it tells about (`Ana: Ana added Bo`); at
    /// the chat's beginning; or at length. Where the marks were lost, a row that begins with its own
    /// sender is of WhatsApp (`Ana: Ana left`). What is short, marked and none of these stands in the
    /// place of a message, such as `This message was deleted.`
    fn is_notice(&self, row: &Row, sender: &str, body: &body::Body<'_>) -> bool {
        if self.chat.group_name.as_deref() == Some(sender) {
            return true;
        }
        let tells_of_sender = || {
            let rest = body.text.strip_prefix(sender);
            rest.is_some_and(|rest| rest.starts_with(' '))
        };
        if self.findings.phrases.has_lost_marks && tells_of_sender() {
            return true;
        }
        (row.is_first && survey::is_greeting(&row.text))
            || (body.is_notice && (body.text.contains(sender) || body::is_long(&body.text)))
    }

    fn sender<'n>(&self, name: &'n str) -> SenderDraft<'n> {
        let is_owner = self.chat.owner.as_deref() == Some(name);
        // Somebody who is not among the phone's contacts goes by a name of their own choice.
        let shown = name.strip_prefix('~').map_or(name, str::trim_start);
        SenderDraft {
            key: Cow::Borrowed(name),
            name: Cow::Borrowed(shown),
            role: if is_owner { Role::Owner } else { Role::Other },
        }
    }

    /// The instant of a time on the phone's clock, read in this machine's zone, UTC milliseconds.
    fn instant(&self, time: DateTime) -> i64 {
        let instant = self.context.zone.to_timestamp(time);
        instant.map_or(0, jiff::Timestamp::as_millisecond)
    }
}

#[cfg(test)]
mod tests;
