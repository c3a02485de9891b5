//! Telegram Desktop's JSON export (`result.json`): one chat, or a whole account with all its chats.
//!
//! The file is walked once. Only where a chat's messages come before its name and id, or the chats
//! before the owner, is it looked over first ([`survey`]).

mod chat;
mod message;
mod raw;
mod service;
mod survey;

use super::json::{Element, JsonStream};
use super::{Context, Entry, Export, Importer, Probe, Sink, Warning};
use crate::model::error::Result;
use crate::model::place::Place;
use chat::{Chat, Header};
use message::Reader;
use survey::Survey;

/// How often the sink hears how far reading has come: every so many messages.
const REACHED_EVERY: u64 = 256;

/// Telegram Desktop's JSON export.
pub(super) struct Telegram;

impl Importer for Telegram {
    fn source(&self) -> &'static str {
        "telegram"
    }

    fn recognise(&self, probe: &Probe<'_>) -> Option<String> {
        survey::is_export(probe).then(|| probe.name.to_owned())
    }

    fn import(&self, export: &Export<'_>, context: &Context, sink: &mut dyn Sink) -> Result<()> {
        export.read_each(sink, |entry, before, sink| {
            Walk {
                entry,
                export,
                context,
                before,
                owner: None,
                survey: None,
                chats: 0,
            }
            .read_file(sink)
        })
    }
}

/// One walk over one file.
struct Walk<'a> {
    entry: &'a dyn Entry,
    export: &'a Export<'a>,
    context: &'a Context,
    /// Bytes of the entries before this one.
    before: u64,
    /// The owner's id, once known.
    owner: Option<String>,
    /// What a first look over the file found, once one was needed.
    survey: Option<Survey>,
    /// Chats of the lists that have been begun; the file itself, as a chat, is number 0.
    chats: usize,
}

impl Walk<'_> {
    fn read_file(&mut self, sink: &mut dyn Sink) -> Result<()> {
        let mut stream = JsonStream::open(self.entry)?;
        if !stream.enter_object()? {
            return Err(stream.damaged());
        }
        self.read_chat(&mut stream, 0, sink)
    }

    /// Reads an object as a chat; the file's own may hold lists of chats instead.
    fn read_chat(
        &mut self,
        stream: &mut JsonStream<'_>,
        number: usize,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let mut header = Header::default();
        let mut begun = false;
        while let Some(key) = stream.next_key()? {
            match key.as_str() {
                "messages" => {
                    if !header.is_complete() {
                        header = self.survey()?.header(number, header);
                    }
                    begun = true;
                    self.read_messages(stream, number, &header, sink)?;
                }
                "personal_information" if number == 0 => {
                    self.owner = survey::read_owner(stream)?.or(self.owner.take());
                }
                "chats" | "left_chats" if number == 0 => {
                    begun = true;
                    self.read_list(stream, sink)?;
                }
                _ => header.read(&key, stream)?,
            }
        }
        if !begun && header.is_complete() {
            let chat = self.chat(number, &header)?;
            sink.conversation(chat.draft())?;
        }
        Ok(())
    }

    fn read_list(&mut self, stream: &mut JsonStream<'_>, sink: &mut dyn Sink) -> Result<()> {
        if self.owner.is_none() {
            self.owner = self.survey()?.owner.clone();
        }
        if !stream.enter_object()? {
            return stream.skip();
        }
        while let Some(key) = stream.next_key()? {
            if key != "list" || !stream.enter_array()? {
                stream.skip()?;
                continue;
            }
            while stream.next_element()? {
                self.chats += 1;
                if stream.enter_object()? {
                    self.read_chat(stream, self.chats, sink)?;
                } else {
                    let place = Place::byte(self.entry.name(), stream.offset());
                    sink.warn(Warning::bad_conversation(&place));
                    stream.skip()?;
                }
            }
        }
        Ok(())
    }

    fn read_messages(
        &mut self,
        stream: &mut JsonStream<'_>,
        number: usize,
        header: &Header,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let chat = self.chat(number, header)?;
        sink.conversation(chat.draft())?;
        if !stream.enter_array()? {
            let place = Place::part(self.entry.name(), &chat.title);
            sink.warn(Warning::bad_conversation(&place));
            return stream.skip();
        }
        let mut reader = Reader::new(&chat, self.entry, self.export, self.context);
        let mut scratch = vec![];
        let mut count = 0;
        while stream.next_element()? {
            match stream.value()? {
                Element::Json { offset, bytes } => {
                    reader.read(bytes, offset, &mut scratch, sink)?;
                }
                Element::TooLarge { offset, bytes } => {
                    let place = Place::byte(self.entry.name(), offset);
                    sink.warn(Warning::too_large_skipped(&place, bytes));
                }
            }
            count += 1;
            if count % REACHED_EVERY == 0 {
                sink.reached(self.before + stream.offset())?;
            }
        }
        sink.reached(self.before + stream.offset())
    }

    fn chat(&mut self, number: usize, header: &Header) -> Result<Chat> {
        let file_title = (number == 0).then_some(self.export.input_name);
        let mut chat = Chat::new(header, self.owner.clone(), file_title);
        if number == 0 && chat.needs_senders() {
            chat.learn(&survey::first_senders(self.entry)?);
        }
        Ok(chat)
    }

    fn survey(&mut self) -> Result<&Survey> {
        if self.survey.is_none() {
            self.survey = Some(Survey::of(self.entry)?);
        }
        Ok(self.survey.get_or_insert_default())
    }
}

#[cfg(test)]
mod tests;
