//! Exports that are damaged or cut off: what can be read is imported whatever the format, and it is said
//! that the rest is missing.

use std::io::Write;
use std::path::PathBuf;

use zip::CompressionMethod;

use super::super::IMPORTERS;
use super::{Fixture, chat_file};
use crate::import::ImportedFile;

/// Messages in each of [`exports`].
const MESSAGES: u64 = 6_000;

/// An export of each format as `(source, name, content)`, larger than what is read at a time, of messages
/// that do not pack well and one whose text is `flip me ok`.
fn exports() -> Vec<(&'static str, &'static str, String)> {
    let text = |number: u64| match number {
        3_000 => "flip me ok".to_owned(),
        number => format!(
            "{:032x}",
            xxhash_rust::xxh3::xxh3_128(&number.to_le_bytes())
        ),
    };
    let numbers = || 1..=MESSAGES;
    let message = |number: u64| {
        format!(
            r#"{{"id": {number}, "type": "message", "date_unixtime": "{number}", "from": "Ana",
            "from_id": "user7", "text": "{}"}}"#,
            text(number)
        )
    };
    let telegram: Vec<String> = numbers().map(message).collect();
    let telegram = format!(
        r#"{{"name": "Ana", "type": "personal_chat", "id": 7, "messages": [{}]}}"#,
        telegram.join(",")
    );
    let conversation = |number: u64| {
        format!(
            r#"{{"conversation_id": "c{number}", "title": "T", "create_time": 1.5, "current_node": "n",
            "mapping": {{"n": {{"parent": null, "message": {{"id": "n", "author": {{"role": "user"}},
            "create_time": 1.5, "content": {{"content_type": "text", "parts": ["{}"]}}}}}}}}}}"#,
            text(number)
        )
    };
    let chatgpt: Vec<String> = numbers().map(conversation).collect();
    let row = |number: u64| {
        let (day, minute) = (1 + number / 1440, number % 1440);
        let (hour, minute) = (minute / 60, minute % 60);
        format!(
            "2024-03-{day:02}, {hour:02}:{minute:02} - Ana: {}\n",
            text(number)
        )
    };
    vec![
        ("telegram", "result.json", telegram),
        (
            "chatgpt",
            "conversations.json",
            format!("[{}]", chatgpt.join(",")),
        ),
        (
            "whatsapp",
            "WhatsApp Chat with Ana.txt",
            numbers().map(row).collect(),
        ),
    ]
}

impl Fixture {
    /// Writes a zip of one file, its bytes changed by `change`.
    fn broken_zip(
        &self,
        (name, content): (&str, &str),
        method: CompressionMethod,
        change: impl Fn(&mut Vec<u8>),
    ) -> PathBuf {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        change(&mut bytes);
        self.file("broken.zip", bytes)
    }
}

fn reasons(file: &ImportedFile) -> (Vec<&'static str>, Option<&'static str>) {
    let warnings = file.warnings.iter().map(|warning| warning.reason).collect();
    (warnings, file.error.as_ref().map(|error| error.reason()))
}

#[test]
fn every_format_is_among_those_that_are_broken_here() {
    let mut sources: Vec<&str> = exports().iter().map(|(source, ..)| *source).collect();
    let mut all: Vec<&str> = IMPORTERS.iter().map(|importer| importer.source()).collect();
    sources.sort_unstable();
    all.sort_unstable();
    assert_eq!(sources, all);
}

#[test]
fn a_sound_zip_is_read_to_its_end_without_a_word() {
    for (source, name, content) in exports() {
        let fixture = Fixture::new();
        let zip = fixture.broken_zip((name, &content), CompressionMethod::Stored, |_| ());
        let file = fixture.import_one(&zip);
        assert_eq!(
            (file.format.as_str(), file.messages_added),
            (source, MESSAGES)
        );
        assert_eq!(reasons(&file), (vec![], None), "{source}");
    }
}

#[test]
fn a_zip_whose_sum_is_wrong_is_told_of_whatever_the_format() {
    for (source, name, content) in exports() {
        let fixture = Fixture::new();
        let flip = |bytes: &mut Vec<u8>| {
            let at = memchr::memmem::find(bytes, b"flip me ok").unwrap();
            bytes[at..at + 10].copy_from_slice(b"FLIPPED!!!");
        };
        let zip = fixture.broken_zip((name, &content), CompressionMethod::Stored, flip);
        let file = fixture.import_one(&zip);
        let expected = (vec!["damaged-file"], Some("damaged-file"));
        assert_eq!(reasons(&file), expected, "{source}");
        assert!(file.messages_added >= MESSAGES - 1, "{source}: {file:?}");
    }
}

#[test]
fn a_small_zip_whose_sum_is_wrong_gives_its_messages_too() {
    let fixture = Fixture::new();
    let content = chat_file("Ana", 7, 1..20);
    let flip = |bytes: &mut Vec<u8>| {
        let at = memchr::memmem::find(bytes, b"word9 ").unwrap();
        bytes[at..at + 4].copy_from_slice(b"gone");
    };
    let zip = fixture.broken_zip(("result.json", &content), CompressionMethod::Stored, flip);
    let file = fixture.import_one(&zip);
    let expected = (vec!["damaged-file"], Some("damaged-file"));
    assert_eq!((reasons(&file), file.messages_added), (expected, 19));
}

#[test]
fn a_zip_that_breaks_half_way_gives_what_came_before_whatever_the_format() {
    for (source, name, content) in exports() {
        let fixture = Fixture::new();
        let damage = |bytes: &mut Vec<u8>| {
            let at = bytes.len() * 7 / 10;
            bytes[at..at + 64].fill(0xFF);
        };
        let zip = fixture.broken_zip((name, &content), CompressionMethod::Deflated, damage);
        let file = fixture.import_one(&zip);
        let error = file.error.clone().unwrap();
        assert_eq!(error.reason(), "damaged-file", "{source}");
        let place = if source == "whatsapp" { "line" } else { "byte" };
        assert!(error.params().contains_key(place), "{source}: {error:?}");
        // What is damaged unpacks to nonsense for a while before it does not unpack at all.
        let share = file.messages_added * 100 / MESSAGES;
        assert!((60..=75).contains(&share), "{source}: {share} %");
    }
}
