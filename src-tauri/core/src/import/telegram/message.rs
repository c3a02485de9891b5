//! One message of a chat, made of what stands in the file.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::chat::{Chat, sender_id};
use super::raw::{RawMessage, Scalar};
use super::service;
use crate::import::json::parse;
use crate::import::{
    Context, DELETED_ACCOUNT, Entry, Export, MessageDraft, Role, SenderDraft, Sink, Warning,
    text_key,
};
use crate::model::error::Result;
use crate::model::event::{Event, EventKind};
use crate::model::message::{Attachment, MessageExtra, MessageKind, Reaction};
use crate::model::place::Place;

/// The largest time that a window can show, milliseconds either side of 1970.
const LARGEST_TIME: i64 = 8_640_000_000_000_000;

/// Milliseconds.
const ONE_DAY: i64 = 24 * 60 * 60 * 1000;

/// Reads the messages of one chat, one after the other.
pub(super) struct Reader<'a> {
    chat: &'a Chat,
    entry: &'a dyn Entry,
    export: &'a Export<'a>,
    context: &'a Context,
    /// Folder of the file inside the input, with its slash: media are named from there.
    folder: &'a str,
    times_are_local: bool,
    /// Time of the message before, for those that have none.
    last_time: i64,
    /// How often a message without an id has come with the same content.
    repeats: FxHashMap<i64, u32>,
}

impl<'a> Reader<'a> {
    /// A reader for a chat of a file.
    pub fn new(
        chat: &'a Chat,
        entry: &'a dyn Entry,
        export: &'a Export<'a>,
        context: &'a Context,
    ) -> Self {
        let name = entry.name();
        Self {
            chat,
            entry,
            export,
            context,
            folder: name
                .rfind('/')
                .and_then(|slash| name.get(..=slash))
                .unwrap_or_default(),
            times_are_local: false,
            last_time: 0,
            repeats: FxHashMap::default(),
        }
    }

    /// Reads one element of the chat's messages and gives it to the sink.
    ///
    /// # Errors
    /// The sink's.
    pub fn read(
        &mut self,
        bytes: &[u8],
        offset: u64,
        scratch: &mut Vec<u8>,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let place = || Place::byte(self.entry.name(), offset);
        let Some(mut raw) = parse::<RawMessage<'_>>(bytes, scratch) else {
            sink.warn(Warning::bad_message(&place()));
            return Ok(());
        };
        let kind = std::mem::take(&mut raw.kind).text().unwrap_or_default();
        let (time, time_is_sure) = match self.instant(&raw.date_unixtime, &raw.date) {
            Some((time, is_local)) => {
                if is_local && !self.times_are_local {
                    self.times_are_local = true;
                    sink.conversation(self.chat.draft_with_local_times())?;
                }
                (time, !is_local)
            }
            None => {
                // Telegram gives nothing but an id of what its export does not support.
                if kind != "unsupported" {
                    sink.warn(Warning::message_without_date(&place()));
                }
                (self.last_time, false)
            }
        };
        self.last_time = time;
        let id = raw.id.number();
        let mut draft = match &*kind {
            "service" => {
                let (text, event) = service::read(&mut raw);
                happened((time, time_is_sure), text, event)
            }
            // Only the id of such a message is in the file.
            "unsupported" => {
                let event = Event::of(EventKind::LeftOut);
                happened((time, time_is_sure), String::new(), Some(event))
            }
            "message" | "" => self.message(raw, (time, time_is_sure)),
            _ => MessageDraft {
                kind: MessageKind::Unknown,
                ..self.message(raw, (time, time_is_sure))
            },
        };
        draft.key = id.unwrap_or_else(|| self.key_of_content(&draft));
        sink.message(draft)
    }

    fn message<'m>(
        &self,
        mut raw: RawMessage<'m>,
        (time, time_is_sure): (i64, bool),
    ) -> MessageDraft<'m> {
        let sender = self.sender(
            std::mem::take(&mut raw.from),
            std::mem::take(&mut raw.from_id),
        );
        // Old files have the beginning of 1970, in some zone, for what was never edited.
        let edited = self
            .instant(&raw.edited_unixtime, &raw.edited)
            .map(|(time, _)| time)
            .filter(|time| *time > ONE_DAY);
        let mut extra = MessageExtra {
            edited: edited.is_some(),
            forwarded_from: std::mem::take(&mut raw.forwarded_from)
                .text()
                .map(Cow::into_owned),
            // An answer to a message of another chat has nothing to point to here.
            reply_to: raw
                .reply_to_message_id
                .number()
                .filter(|_| raw.reply_to_peer_id == Scalar::Absent),
            reactions: std::mem::take(&mut raw.reactions.0)
                .into_iter()
                .map(|reaction| Reaction {
                    emoji: match &*reaction.kind.text().unwrap_or_default() {
                        "paid" => "⭐".into(),
                        kind => reaction
                            .emoji
                            .text()
                            .map_or(kind.replace('_', " "), Cow::into_owned),
                    },
                    count: u32::try_from(reaction.count.number().unwrap_or(1)).unwrap_or(1),
                })
                .collect(),
            ..MessageExtra::default()
        };
        let mut text = std::mem::take(&mut raw.text.0);
        let kind = self.content(&mut raw, &mut text, &mut extra.attachments);
        MessageDraft {
            key: 0,
            time,
            time_is_sure,
            sender,
            kind,
            text,
            extra,
            content_time: edited.unwrap_or_default(),
        }
    }

    fn sender<'m>(&self, name: Scalar<'m>, id: Scalar<'m>) -> Option<SenderDraft<'m>> {
        let name = name.text();
        let key: Cow<'m, str> = match (sender_id(id), &name) {
            (Some(id), _) => id.into(),
            (None, Some(name)) => name.clone(),
            (None, None) => return None,
        };
        let is_owner = self.chat.owner.as_deref() == Some(&key);
        Some(SenderDraft {
            name: name.unwrap_or(Cow::Borrowed(DELETED_ACCOUNT)),
            key,
            role: if is_owner { Role::Owner } else { Role::Other },
        })
    }

    /// What a message carries beside its text: gives its kind, adds attachments, and words where it
    /// has none of its own.
    fn content(
        &self,
        raw: &mut RawMessage<'_>,
        text: &mut Cow<'_, str>,
        attachments: &mut Vec<Attachment>,
    ) -> MessageKind {
        let mut kind = MessageKind::Text;
        let mut add_line = |line: &str| {
            if !line.is_empty() {
                let text = text.to_mut();
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(line);
            }
        };
        if let Some(path) = std::mem::take(&mut raw.photo).text() {
            kind = MessageKind::Image;
            attachments.push(self.attachment(&path, None, kind, &raw.photo_file_size));
        }
        if let Some(path) = std::mem::take(&mut raw.file).text() {
            kind = file_kind(raw);
            let name = std::mem::take(&mut raw.file_name)
                .text()
                .or_else(|| sound_name(raw));
            attachments.push(self.attachment(&path, name.as_deref(), kind, &raw.file_size));
            if kind == MessageKind::Sticker {
                add_line(
                    &std::mem::take(&mut raw.sticker_emoji)
                        .text()
                        .unwrap_or_default(),
                );
            }
        }
        if let Some(poll) = raw.poll.0.take() {
            kind = MessageKind::Poll;
            add_line(&poll.question.0);
            for answer in poll.answers.0 {
                let votes = answer.voters.number().unwrap_or(0);
                add_line(&format!("• {} ({votes})", answer.text.0));
            }
        }
        if let Some(list) = raw.todo_list.0.take() {
            add_line(&list.title.0);
            for item in list.answers.0 {
                add_line(&format!("• {}", item.0));
            }
        }
        if let Some(contact) = raw.contact_information.0.take() {
            kind = MessageKind::Contact;
            let names = [contact.first_name, contact.last_name];
            let names: Vec<_> = names.into_iter().filter_map(Scalar::text).collect();
            attachments.push(card(names.join(" "), kind));
            add_line(&contact.phone_number.text().unwrap_or_default());
        }
        if let Some(location) = raw.location_information.0.take() {
            kind = MessageKind::Location;
            let parts = [location.latitude, location.longitude];
            let parts: Vec<_> = parts.into_iter().filter_map(Scalar::text).collect();
            let name = std::mem::take(&mut raw.place_name).text();
            let coordinates = parts.join(", ");
            attachments.push(card(name.map_or(coordinates, Cow::into_owned), kind));
            add_line(&std::mem::take(&mut raw.address).text().unwrap_or_default());
        }
        let game = [&mut raw.game_title, &mut raw.game_description].map(std::mem::take);
        for line in game {
            add_line(&line.text().unwrap_or_default());
        }
        for line in raw.invoice_information.0.take().unwrap_or_default().0 {
            add_line(&line);
        }
        kind
    }

    fn attachment(
        &self,
        path: &str,
        name: Option<&str>,
        kind: MessageKind,
        size: &Scalar<'_>,
    ) -> Attachment {
        // `(File not included. Change data exporting settings to download.)`, in the export's language.
        let is_path = !path.starts_with('(');
        let own_name = path.rsplit('/').next().filter(|_| is_path);
        Attachment {
            name: name.or(own_name).unwrap_or_default().to_owned(),
            kind,
            size: size.number().and_then(|size| u64::try_from(size).ok()),
            in_export: is_path && (self.export.holds)(&format!("{}{path}", self.folder)),
        }
    }

    /// An instant of which the file has the second and, or only, the date: UTC milliseconds, and
    /// whether it was written in local time.
    fn instant(&self, seconds: &Scalar<'_>, date: &Scalar<'_>) -> Option<(i64, bool)> {
        let shown = |time: &i64| (-LARGEST_TIME..=LARGEST_TIME).contains(time);
        if let Some(seconds) = seconds.number() {
            return seconds
                .checked_mul(1000)
                .filter(shown)
                .map(|time| (time, false));
        }
        let Scalar::Text(date) = date else {
            return None;
        };
        let date: jiff::civil::DateTime = date.trim().parse().ok()?;
        let zoned = date.to_zoned(self.context.zone.clone()).ok()?;
        Some((zoned.timestamp().as_millisecond(), true)).filter(|(time, _)| shown(time))
    }

    /// The key of a message without an id: its content, and how often that has come before.
    fn key_of_content(&mut self, draft: &MessageDraft<'_>) -> i64 {
        let sender = draft.sender.as_ref().map_or("", |sender| &sender.key);
        let content = text_key(&format!("{}\0{sender}\0{}", draft.time, draft.text));
        let repeat = self.repeats.entry(content).or_default();
        *repeat += 1;
        match *repeat {
            1 => content,
            nth => text_key(&format!("{content}\0{nth}")),
        }
    }
}

/// A row of nobody's.
fn happened(
    (time, time_is_sure): (i64, bool),
    text: String,
    event: Option<Event>,
) -> MessageDraft<'static> {
    MessageDraft {
        key: 0,
        time,
        time_is_sure,
        sender: None,
        kind: MessageKind::System,
        text: text.into(),
        extra: MessageExtra {
            event,
            ..MessageExtra::default()
        },
        content_time: 0,
    }
}

fn file_kind(raw: &mut RawMessage<'_>) -> MessageKind {
    let media = std::mem::take(&mut raw.media_type)
        .text()
        .unwrap_or_default();
    let mime = std::mem::take(&mut raw.mime_type)
        .text()
        .unwrap_or_default();
    match (&*media, mime.split('/').next()) {
        ("sticker", _) => MessageKind::Sticker,
        ("video_file" | "video_message" | "animation", _) => MessageKind::Video,
        ("voice_message" | "audio_file", _) => MessageKind::Audio,
        (_, Some("image")) => MessageKind::Image,
        (_, Some("video")) => MessageKind::Video,
        (_, Some("audio")) => MessageKind::Audio,
        _ => MessageKind::File,
    }
}

/// A sound file's name where it has only a title and who plays it.
fn sound_name<'m>(raw: &mut RawMessage<'m>) -> Option<Cow<'m, str>> {
    let parts = [&mut raw.performer, &mut raw.title].map(|part| std::mem::take(part).text());
    match parts {
        [Some(performer), Some(title)] => Some(format!("{performer} – {title}").into()),
        [performer, title] => title.or(performer),
    }
}

/// A contact or a place, which is no file but shown like one.
fn card(name: String, kind: MessageKind) -> Attachment {
    Attachment {
        name,
        kind,
        size: None,
        in_export: false,
    }
}
