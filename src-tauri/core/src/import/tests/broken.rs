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
    (warnings, file.error.as_ref().map(crate::Error::reason))
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

/// A zip of these files as programs write it that know each file's size before it, or only behind.
fn zip_of(files: &[(&str, &[u8])], method: CompressionMethod, in_one_go: bool) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    let mut bytes = std::io::Cursor::new(vec![]);
    if in_one_go {
        let mut zip = zip::ZipWriter::new_stream(&mut bytes);
        for (name, content) in files {
            zip.start_file(*name, options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap();
    } else {
        let mut zip = zip::ZipWriter::new(&mut bytes);
        for (name, content) in files {
            zip.start_file(*name, options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap();
    }
    bytes.into_inner()
}

/// The ways in which zips are written: stored as it is nobody writes without knowing the size.
const WAYS: [(CompressionMethod, bool); 3] = [
    (CompressionMethod::Stored, false),
    (CompressionMethod::Deflated, false),
    (CompressionMethod::Deflated, true),
];

#[test]
fn a_zip_that_is_cut_off_gives_every_message_before_the_cut_whatever_the_format() {
    for (source, name, content) in exports() {
        for (method, in_one_go) in WAYS {
            let what = format!("{source}, {method:?}, {in_one_go}");
            let fixture = Fixture::new();
            let photo = vec![7; 1000];
            let files = [
                ("a photo.jpg", photo.as_slice()),
                (name, content.as_bytes()),
            ];
            let bytes = zip_of(&files, method, in_one_go);
            let cut = &bytes[..bytes.len() * 7 / 10];
            let file = fixture.import_one(&fixture.file("WhatsApp Chat with Ana.zip", cut));
            assert_eq!(reasons(&file), (vec!["cut-off"], Some("cut-off")), "{what}");
            let share = file.messages_added * 100 / MESSAGES;
            assert!((68..=70).contains(&share), "{what}: {share} %");
            let whole = fixture.import_one(&fixture.file("WhatsApp Chat with Ana.zip", bytes));
            assert_eq!(whole.error, None, "{what}");
            assert_eq!(whole.messages_known, file.messages_added, "{what}");
            let all = fixture.count("SELECT COUNT(*) FROM message");
            assert_eq!(all, MESSAGES, "{what}");
        }
    }
}

#[test]
fn a_zip_that_lost_only_the_end_of_its_list_gives_all_and_says_that_it_is_cut_off() {
    let content = chat_file("Ana", 7, 1..20);
    for (method, in_one_go) in WAYS {
        let fixture = Fixture::new();
        let files = [
            ("result.json", content.as_bytes()),
            ("b.jpg", b"\xFF\xD8\xFF\xE0"),
        ];
        let bytes = zip_of(&files, method, in_one_go);
        let list = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        for cut in [list, list + 2, bytes.len() - 22, bytes.len() - 1] {
            let path = fixture.file(&format!("{cut}.zip"), &bytes[..cut]);
            let file = fixture.import_one(&path);
            assert_eq!(
                reasons(&file),
                (vec!["cut-off"], Some("cut-off")),
                "{method:?}, {cut}"
            );
            assert_eq!(
                file.messages_added + file.messages_known,
                19,
                "{method:?}, {cut}"
            );
            assert_eq!(file.warnings[0].place, format!("{cut}.zip, byte {cut}"));
        }
    }
}

#[test]
fn of_several_exports_in_a_zip_the_one_in_which_it_is_cut_off_says_so() {
    let fixture = Fixture::new();
    let [first, second] = [7, 8].map(|id| chat_file("Chat", id, 1..200));
    let files = [("a.json", first.as_bytes()), ("b.json", second.as_bytes())];
    let bytes = zip_of(&files, CompressionMethod::Stored, false);
    let path = fixture.file("all.zip", &bytes[..first.len() * 3 / 2]);
    let files = fixture.import(&[&path]);
    let told: Vec<_> = files.iter().map(|file| reasons(file).1).collect();
    assert_eq!(told, [None, Some("cut-off")]);
    assert_eq!(files[0].messages_added, 199);
    assert!((90..110).contains(&files[1].messages_added));
}

#[test]
fn zips_in_a_zip_that_is_cut_off_are_read_as_far_as_they_came() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let fixture = Fixture::new();
        let inner = exports().into_iter().map(|(_, name, content)| {
            let zip = zip_of(
                &[(name, content.as_bytes())],
                CompressionMethod::Deflated,
                false,
            );
            (format!("{name}.zip"), zip)
        });
        let inner: Vec<(String, Vec<u8>)> = inner.collect();
        let files: Vec<(&str, &[u8])> = inner.iter().map(|(name, zip)| (&**name, &**zip)).collect();
        let bytes = zip_of(&files, method, false);
        let third = inner[2].1.len();
        let cut = &bytes[..bytes.len() - third / 2];
        let files = fixture.import(&[&fixture.file("all.zip", cut)]);
        let told: Vec<_> = files
            .iter()
            .map(|file| (file.format.as_str(), reasons(file).1))
            .collect();
        let expected = [
            ("", Some("cut-off")),
            ("whatsapp", Some("cut-off")),
            ("chatgpt", None),
            ("telegram", None),
        ];
        assert_eq!(told, expected, "{method:?}");
    }
}

#[test]
fn a_zip_with_no_export_before_the_cut_says_that_nothing_was_imported() {
    let fixture = Fixture::new();
    let content = chat_file("Ana", 7, 1..20);
    let files: [(&str, &[u8]); 2] = [("a.jpg", &[7; 5000]), ("b.json", content.as_bytes())];
    let bytes = zip_of(&files, CompressionMethod::Stored, false);
    for cut in [4, 20, 31, 2000, 5040] {
        let file = fixture.import_one(&fixture.file("cut.zip", &bytes[..cut]));
        let error = file.error.unwrap();
        assert_eq!(
            (error.code(), error.reason()),
            (200_004, "archive-broken"),
            "{cut}"
        );
        assert_eq!(error.params()["where"], format!("cut.zip, byte {cut}"));
    }
}

#[test]
fn a_file_that_is_damaged_at_its_beginning_is_told_of_beside_the_others() {
    let fixture = Fixture::new();
    let chats = [7, 8].map(|id| chat_file("Chat", id, 1..20));
    let files = [
        ("a.json", chats[0].as_bytes()),
        ("b.json", chats[1].as_bytes()),
    ];
    let mut bytes = zip_of(&files, CompressionMethod::Deflated, false);
    let second = memchr::memmem::rfind(&bytes, b"PK\x03\x04").unwrap() + 30 + "b.json".len();
    bytes[second..second + 20].fill(0xFF);
    let file = fixture.import_one(&fixture.file("all.zip", bytes));
    assert_eq!(reasons(&file), (vec!["damaged-file"], None));
    assert_eq!(file.warnings[0].place, "b.json");
    assert_eq!(file.messages_added, 19);
}
