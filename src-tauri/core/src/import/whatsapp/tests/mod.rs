//! Whole files, from bytes to what the sink is given.

mod chats;
mod files;
mod languages;
mod rows;
mod samples;

use super::WhatsApp;
use crate::import::testing::{Collected, Collector, read};

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
