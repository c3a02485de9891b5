//! What was erased for good is in none of the library's files: not in the rows, not in the index, not in
//! what either left behind.

use std::path::Path;

use serde_json::json;

use super::{Fixture, chat_file, interrupted, rows};
use crate::Library;
use crate::conversations::EraseDeleted;
use crate::history::Undo;
use crate::model::error::Error;
use crate::testing::TestLibrary;

/// A word that nothing begins like, so that the index, which leaves out what a word has in common
/// with the one before it, holds it whole.
const TITLE: &str = "Qzxtitle";
const SENDER: &str = "Qvwsender";
const TEXT: &str = "Qjytext";
const FILE: &str = "Qxkfile";
const OLDER_TITLE: &str = "Qkjolder";
const NAMED: &str = "Qpgnamed";

/// A Telegram export of the conversation that is to be erased, as it grows.
fn secret(title: &str, messages: usize) -> String {
    let messages: Vec<_> = (1..=messages)
        .map(|number| {
            json!({
                "id": number, "type": "message", "date_unixtime": number.to_string(),
                "from": SENDER, "from_id": "user8",
                "text": format!("{TEXT} {}", "padding ".repeat(number * 7 % 61)),
                "file": format!("files/{FILE}{number}.pdf"), "file_name": format!("{FILE}{number}.pdf"),
                "mime_type": "application/pdf",
            })
        })
        .collect();
    json!({"name": title, "type": "personal_chat", "id": 8, "messages": messages}).to_string()
}

/// How often each word stands in the files of a folder, in any case of letters.
fn found(folder: &Path, words: &[&str]) -> Vec<usize> {
    let mut counts = vec![0; words.len()];
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap().to_ascii_lowercase();
        for (count, word) in counts.iter_mut().zip(words) {
            let word = word.to_ascii_lowercase();
            *count += memchr::memmem::find_iter(&bytes, word.as_bytes()).count();
        }
    }
    counts
}

const WORDS: [&str; 6] = [TITLE, SENDER, TEXT, FILE, OLDER_TITLE, NAMED];

/// A library of two products, grown export by export, in which one conversation of each is deleted.
fn with_deleted() -> Fixture {
    let fixture = Fixture::new();
    for step in 1..12 {
        let title = if step < 4 { OLDER_TITLE } else { TITLE };
        let known = fixture.file("secret.json", secret(title, step * 40));
        let other = fixture.file("other.json", chat_file("Bo", 9, 1..step as i64 * 60));
        fixture.import(&[&other, &known]);
    }
    let chat = format!("1/31/24, 10:15 - {NAMED}: {TEXT}\n1/31/24, 10:16 - Me: yes\n");
    let path = fixture.file(&format!("WhatsApp Chat with {NAMED}.txt"), chat);
    assert_eq!(fixture.import_one(&path).error, None);
    let library = &fixture.library;
    library.ok(
        "create_conversation_group",
        json!({"groupName": "Kept", "conversationIDList": ["C2Ctelegram:user8", "C2Ctelegram:user9"]}),
    );
    let ids = rows(
        library,
        "SELECT conversation_id FROM conversation WHERE title LIKE 'Q%'",
    );
    assert_eq!(ids.len(), 2, "{ids:?}");
    library.ok("delete_conversation", json!({"conversationIDList": ids}));
    // As a migration leaves it.
    let copy = library.folder().join("sheaf.db.before-2");
    rusqlite::Connection::open(library.folder().join("sheaf.db"))
        .unwrap()
        .backup("main", copy, None::<fn(rusqlite::backup::Progress)>)
        .unwrap();
    let before = found(library.folder(), &WORDS);
    assert!(before.iter().all(|count| *count > 0), "{before:?}");
    fixture
}

#[test]
fn nothing_of_what_was_erased_is_left_in_the_files() {
    let fixture = with_deleted();
    let library = &fixture.library;
    assert_eq!(
        library
            .erase_deleted(EraseDeleted::default())
            .unwrap()
            .count,
        2
    );
    assert_eq!(found(library.folder(), &WORDS), [0; 6]);
    assert_eq!(rows(library, "PRAGMA integrity_check"), ["ok"]);
    assert!(!library.has_traces().unwrap());
    // The rest is whole and found, and undo passes over what is gone.
    let other = rows(
        library,
        "SELECT message_count FROM conversation WHERE title = 'Bo'",
    );
    assert_eq!(other, ["659"]);
    let indexed = "SELECT COUNT(*) FROM message_search WHERE message_search MATCH 'word7'";
    assert_eq!(rows(library, indexed), ["1"]);
    while library.undo(Undo::default()).unwrap().is_some() {}
    assert_eq!(found(library.folder(), &WORDS), [0; 6]);
}

#[test]
fn importing_what_was_erased_again_finds_its_groups() {
    let fixture = with_deleted();
    fixture
        .library
        .erase_deleted(EraseDeleted::default())
        .unwrap();
    let file = fixture.file("again.json", secret(TITLE, 3));
    assert_eq!(fixture.import_one(&file).messages_added, 3);
    let members = fixture.library.members("Kept");
    assert_eq!(members, ["C2Ctelegram:user8", "C2Ctelegram:user9"]);
    let shown = "SELECT COUNT(*) FROM conversation WHERE hidden = 0";
    assert_eq!(fixture.count(shown), 2);
}

#[test]
fn erasing_that_was_ended_half_way_is_finished_at_the_next_start() {
    let fixture = with_deleted();
    let folder = fixture.library.folder();
    // A reader that never ends keeps the log from being emptied.
    let other = rusqlite::Connection::open(folder.join("sheaf.db")).unwrap();
    other
        .execute_batch("BEGIN; SELECT COUNT(*) FROM message")
        .unwrap();
    assert_eq!(
        fixture.library.erase_deleted(EraseDeleted::default()),
        Err(Error::NotWiped)
    );
    assert!(fixture.library.has_traces().unwrap());
    drop(other);
    let killed = tempfile::TempDir::new().unwrap();
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        std::fs::copy(file.path(), killed.path().join(file.file_name())).unwrap();
    }
    let library = Library::open(killed.path()).unwrap();
    library.finish_erasing().unwrap();
    assert_eq!(found(killed.path(), &WORDS), [0; 6]);
    assert!(!library.has_traces().unwrap());
    // And in the program that goes on, by erasing again.
    assert_eq!(
        fixture
            .library
            .erase_deleted(EraseDeleted::default())
            .unwrap()
            .count,
        0
    );
    assert_eq!(found(folder, &WORDS), [0; 6]);
}

#[test]
fn the_owner_goes_with_the_last_conversation_of_a_product() {
    let library = TestLibrary::of(&["C2Ct:a"]);
    library.with(|connection| {
        Ok(connection.execute_batch(
            "INSERT INTO person (id, source, key, name) VALUES (1, 'test', 'me', 'Me');
             INSERT INTO participant (conversation_id, person_id, is_owner) VALUES (1, 1, 1);",
        )?)
    });
    let people = || rows(&library, "SELECT name FROM person");
    library.erase_deleted(EraseDeleted::default()).unwrap();
    assert_eq!(people(), ["Me"]);
    library.ok("delete_conversation", json!({"conversationID": "C2Ct:a"}));
    library.erase_deleted(EraseDeleted::default()).unwrap();
    assert_eq!(people(), [""; 0]);
}

#[test]
fn a_conversation_erased_while_it_comes_in_leaves_a_whole_library_that_can_be_completed() {
    let fixture = Fixture::new();
    // Several batches of the same two people.
    let path = fixture.file("result.json", chat_file("Chat", 7, 1..30_001));
    let library = &fixture.library;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let conversation = json!({"conversationID": "C2Ctelegram:user7"});
            while library
                .call("get_conversation_profile", conversation.clone())
                .is_err()
            {
                std::thread::yield_now();
            }
            // The next batch may bring it back before it is erased.
            let mut erased = 0;
            while erased == 0 {
                library.ok("delete_conversation", conversation.clone());
                erased = library
                    .erase_deleted(EraseDeleted::default())
                    .unwrap()
                    .count;
            }
        });
        assert_eq!(fixture.import_one(&path).error, None);
    });
    interrupted::assert_whole(library);
    assert!(!library.has_traces().unwrap());
    fixture.import_one(&path);
    interrupted::assert_whole(library);
    let undisturbed = Fixture::new();
    undisturbed.import_one(&path);
    assert_eq!(
        interrupted::contents(library),
        interrupted::contents(&undisturbed.library)
    );
}
