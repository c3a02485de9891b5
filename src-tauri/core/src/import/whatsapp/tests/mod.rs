//! Whole files, from bytes to what the sink is given.

mod languages;
mod samples;
mod traps;

use super::WhatsApp;
use crate::import::testing::{Collected, Collector, MemoryEntry, context, read};
use crate::import::{ConversationDraft, Export, Importer, MessageDraft, Sink, Warning};
use crate::{Error, Result};

/// A chat in a file of its own.
fn chat(name: &str, text: &str) -> Collector {
    read(&WhatsApp, &[(name, text.as_bytes())])
}

/// Each message as `sender|kind|text`.
fn told(collector: &Collector) -> Vec<String> {
    let told = |message: &&Collected| {
        let kind = message.kind.as_str();
        format!("{}|{kind}|{}", message.sender_name(), message.text)
    };
    collector.messages().iter().map(told).collect()
}

/// The times of all messages, UTC.
fn times(collector: &Collector) -> Vec<String> {
    let written = |message: &&Collected| {
        jiff::Timestamp::from_millisecond(message.time)
            .unwrap()
            .to_string()
    };
    collector.messages().iter().map(written).collect()
}

/// A sink that wants nothing any more.
struct Cancelled;

impl Sink for Cancelled {
    fn conversation(&mut self, _: ConversationDraft) -> Result<()> {
        panic!("it was cancelled before");
    }

    fn message(&mut self, _: MessageDraft<'_>) -> Result<()> {
        panic!("it was cancelled before");
    }

    fn warn(&mut self, _: Warning) {}

    fn reached(&mut self, _: u64) -> Result<()> {
        Err(Error::Cancelled)
    }
}

#[test]
fn a_file_is_not_looked_over_to_its_end_when_the_import_is_cancelled() {
    let entry = MemoryEntry::new("a.txt", b"13/01/2024, 10:00 - Ana: one\n");
    let export = Export {
        entries: vec![&entry],
        input_name: "a.txt",
        holds: &|_| false,
    };
    let outcome = WhatsApp.import(&export, &context(), &mut Cancelled);
    assert_eq!(outcome, Err(Error::Cancelled));
}
