//! The invented library of the first start: conversations for trying Sheaf out, put in by the same
//! way as imports and taken out for good with one click.

use jiff::civil::Time;
use jiff::{ToSpan, Zoned};
use serde::Deserialize;

use crate::change::Change;
use crate::conversations::erase;
use crate::import::{
    ConversationDraft, Filing, ImportedFile, MessageDraft, Role, SenderDraft, Sink, import_drafts,
};
use crate::items::Counted;
use crate::library::Library;
use crate::model::conversation::{ConversationId, ConversationType, RowId};
use crate::model::error::{Error, Result, StoreFault};
use crate::model::event::Event;
use crate::model::message::{Attachment, MessageExtra, MessageKind, Reaction};
use crate::store::{conversation, mark};

/// The conversations, one JSON array.
const LIBRARY: &str = include_str!("library.json");
/// The products that they are of, as the window knows them.
const SOURCES: [&str; 5] = ["telegram", "whatsapp", "wechat", "slack", "chatgpt"];
/// Their account: nobody's.
const ACCOUNT: &str = "sample";
/// Who sends what the person themselves would have.
const OWNER: &str = "me";

#[derive(Deserialize)]
struct Sample {
    source: String,
    #[serde(rename = "type")]
    kind: ConversationType,
    id: String,
    title: String,
    messages: Vec<SampleMessage>,
}

#[derive(Deserialize)]
struct SampleMessage {
    /// Days from the day of loading, and the time of day: `-3 18:04`.
    at: String,
    /// Nobody: a system row.
    from: Option<String>,
    kind: Option<MessageKind>,
    #[serde(default)]
    text: String,
    /// Name, kind and bytes, `|` between.
    #[serde(default)]
    attachments: Vec<String>,
    /// Place of the message that it answers.
    reply: Option<i64>,
    /// An emoji and how often it was given: `😂2`.
    reactions: Option<String>,
    /// Of a system row: what happened.
    event: Option<Event>,
}

impl Library {
    /// Puts the samples in, all or none, their times counted from now.
    ///
    /// # Errors
    /// 200002.
    pub fn load_samples(&self) -> Result<Vec<ImportedFile>> {
        let samples = samples()?;
        let now = Zoned::now();
        self.store.write(|transaction| {
            let mut change = Change::default();
            let of_source = |source: &'static str| {
                import_drafts(&self.store, transaction, &mut change, source, |sink| {
                    let mut own = samples.iter().filter(|sample| sample.source == source);
                    own.try_for_each(|sample| sample.put(&now, sink))
                })
            };
            let files = SOURCES.into_iter().map(of_source).collect::<Result<_>>()?;
            Ok((files, change))
        })
    }

    /// Erases the samples for good, also deleted ones. Groups made of them stay, without them.
    ///
    /// # Errors
    /// 200002.
    pub fn remove_samples(&self) -> Result<Counted> {
        let ids = ids()?;
        self.store.write(|transaction| {
            let unread = mark::unread_total(transaction)?;
            let rows: Vec<RowId> = conversation::rows_of(transaction, &ids)?
                .into_iter()
                .flatten()
                .collect();
            // Rows stay behind empty: what undo keeps points to them.
            erase(
                transaction,
                &conversation::with_account(transaction, ACCOUNT)?,
            )?;
            // They hide nothing, and the window is told of them by their ids.
            for id in &ids {
                conversation::name_again(transaction, id)?;
            }
            let unread_now = mark::unread_total(transaction)?;
            let counted = Counted { count: rows.len() };
            let change = Change {
                conversations: rows,
                unread_total: (unread != unread_now).then_some(unread_now),
                ..Change::default()
            };
            Ok((counted, change))
        })
    }

    /// Whether any of the samples is in the lists.
    ///
    /// # Errors
    /// 200002.
    pub fn has_samples(&self) -> Result<bool> {
        let ids = ids()?;
        self.store.read(|connection| {
            let rows = conversation::rows_of(connection, &ids)?;
            Ok(rows.iter().any(Option::is_some))
        })
    }
}

fn samples() -> Result<Vec<Sample>> {
    serde_json::from_str(LIBRARY)
        .map_err(|error| Error::Store(StoreFault::Other(error.to_string())))
}

fn ids() -> Result<Vec<String>> {
    let id = |sample: Sample| {
        let native_id = sample.native_id();
        let id = ConversationId::imported(sample.kind, &sample.source, &native_id);
        id.as_str().to_owned()
    };
    Ok(samples()?.into_iter().map(id).collect())
}

impl Sample {
    fn native_id(&self) -> String {
        format!("{ACCOUNT}-{}", self.id)
    }

    fn put(&self, now: &Zoned, sink: &mut dyn Sink) -> Result<()> {
        sink.conversation(ConversationDraft {
            kind: self.kind,
            native_id: self.native_id(),
            account: ACCOUNT.into(),
            title: self.title.clone(),
            times_are_local: false,
            filing: Filing::default(),
        })?;
        let times: Vec<i64> = self
            .messages
            .iter()
            .map(|message| message.time(now))
            .collect();
        // What would be later today happened yesterday instead.
        let shift = match times.last() {
            Some(last) if *last > now.timestamp().as_millisecond() => 24 * 60 * 60 * 1000,
            _ => 0,
        };
        for (key, (message, time)) in (0..).zip(self.messages.iter().zip(times)) {
            sink.message(message.draft(self.kind, key, time - shift))?;
        }
        Ok(())
    }
}

impl SampleMessage {
    fn time(&self, now: &Zoned) -> i64 {
        let (days, clock) = self.at.split_once(' ').unwrap_or_default();
        let days: i64 = days.parse().unwrap_or_default();
        let clock: Time = clock.parse().unwrap_or_default();
        let day = now.date().saturating_add(days.days());
        day.to_datetime(clock)
            .to_zoned(now.time_zone().clone())
            .map_or(0, |time| time.timestamp().as_millisecond())
    }

    fn draft(&self, kind: ConversationType, key: i64, time: i64) -> MessageDraft<'_> {
        let sender = self.from.as_deref().map(|name| SenderDraft {
            key: format!("{ACCOUNT}-{name}").into(),
            name: if name == OWNER {
                "".into()
            } else {
                name.into()
            },
            role: match kind {
                _ if name == OWNER => Role::Owner,
                ConversationType::Assistant => Role::Assistant,
                ConversationType::Person | ConversationType::People => Role::Other,
            },
        });
        MessageDraft {
            key,
            time,
            time_is_sure: false,
            kind: match self.kind {
                Some(kind) => kind,
                None if sender.is_none() => MessageKind::System,
                None => MessageKind::Text,
            },
            sender,
            text: self.text.as_str().into(),
            extra: MessageExtra {
                attachments: self
                    .attachments
                    .iter()
                    .map(|text| attachment(text))
                    .collect(),
                reply_to: self.reply,
                reactions: self
                    .reactions
                    .as_deref()
                    .map(reaction)
                    .into_iter()
                    .collect(),
                event: self.event.clone(),
                ..MessageExtra::default()
            },
            content_time: 0,
        }
    }
}

fn attachment(text: &str) -> Attachment {
    let mut parts = text.split('|');
    let mut next = || parts.next().unwrap_or_default();
    Attachment {
        name: next().to_owned(),
        kind: serde_json::from_value(next().into()).unwrap_or(MessageKind::File),
        size: next().parse().ok(),
        in_export: false,
    }
}

fn reaction(text: &str) -> Reaction {
    let emoji = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let count = text.strip_prefix(emoji).unwrap_or_default();
    Reaction {
        emoji: emoji.to_owned(),
        count: count.parse().unwrap_or(1),
    }
}

#[cfg(test)]
mod tests;
