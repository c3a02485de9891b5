//! Imports that do not come to their end: whatever stops them, the library is whole, and importing
//! again gives what one import gives.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use tempfile::TempDir;

use super::{Fixture, account_file, chat_file, counts, request, rows};
use crate::change::Change;
use crate::model::error::StoreFault;
use crate::{Error, Library};

/// Three batches' worth of messages in three chats.
pub(super) fn export() -> String {
    let chats = [7, 8, 9].map(|id| chat_file("Chat", id, 1..7_001));
    account_file(501, &chats)
}

/// All that an import writes, apart from the numbers of rows.
pub(super) fn contents(library: &Library) -> Vec<String> {
    let queries = [
        "SELECT conversation_id, title, account, message_count, first_time, last_time, last_text
         FROM conversation ORDER BY conversation_id",
        "SELECT c.conversation_id, m.key, m.time, m.kind, m.flags, m.text, p.key
         FROM message m JOIN conversation c ON c.id = m.conversation_id
         LEFT JOIN person p ON p.id = m.person_id ORDER BY c.conversation_id, m.key",
        "SELECT c.conversation_id, p.key FROM participant t
         JOIN conversation c ON c.id = t.conversation_id
         JOIN person p ON p.id = t.person_id ORDER BY 1, 2",
        "SELECT COUNT(*) FROM message_search WHERE message_search MATCH '会'",
    ];
    queries
        .iter()
        .flat_map(|query| rows(library, query))
        .collect()
}

pub(super) fn assert_whole(library: &Library) {
    assert_eq!(rows(library, "PRAGMA integrity_check"), ["ok"]);
    let wrong = "SELECT conversation_id FROM conversation c
        WHERE message_count != (SELECT COUNT(*) FROM message m WHERE m.conversation_id = c.id)
           OR last_time != (SELECT MAX(time) FROM message m WHERE m.conversation_id = c.id)";
    assert_eq!(rows(library, wrong), [""; 0]);
    let unindexed = "SELECT COUNT(*) FROM message
        WHERE id NOT IN (SELECT rowid FROM message_search WHERE message_search MATCH '会')";
    assert_eq!(rows(library, unindexed), ["0"]);
}

/// What one import gives, and how many pages the database has then.
pub(super) fn imported_at_once() -> (Vec<String>, u64) {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("result.json", export()));
    (
        contents(&fixture.library),
        fixture.count("PRAGMA page_count"),
    )
}

#[test]
fn a_library_left_by_a_killed_import_is_whole_and_can_be_completed() {
    let folder = TempDir::new().unwrap();
    let library = Library::open(&folder.path().join("library")).unwrap();
    let (from, to) = (folder.path().join("library"), folder.path().to_path_buf());
    let commits = AtomicU32::new(0);
    // The files as they are after a commit are what a killed program leaves behind.
    library.on_change(move |_| {
        let copy = to.join(format!(
            "killed-{}",
            commits.fetch_add(1, Ordering::Relaxed)
        ));
        std::fs::create_dir(&copy).unwrap();
        for file in std::fs::read_dir(&from).unwrap().flatten() {
            std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    });
    let path = folder.path().join("result.json");
    std::fs::write(&path, export()).unwrap();
    library.import_files(&request(&[&path]));
    let (expected, _) = imported_at_once();
    assert_eq!(contents(&library), expected);
    for commit in 0..3 {
        let library = Library::open(&folder.path().join(format!("killed-{commit}"))).unwrap();
        assert_whole(&library);
        library.import_files(&request(&[&path]));
        assert_whole(&library);
        assert_eq!(contents(&library), expected, "killed after commit {commit}");
    }
}

#[test]
fn a_cancelled_import_keeps_what_was_committed_and_goes_on_next_time() {
    let fixture = Fixture::new();
    let folder = TempDir::new().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let path = fixture.file("result.json", export());
    let cancel = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancel);
    library.on_change(move |_: &Change| flag.store(true, Ordering::Relaxed));
    let second = fixture.file("second.json", chat_file("X", 99, 1..5));
    let mut stopped = request(&[&path, &second]);
    stopped.cancel = cancel;
    let files = library.import_files(&stopped);
    assert_eq!(files.len(), 1, "the second file is not begun");
    assert_eq!(files[0].error, None);
    let added = files[0].messages_added;
    assert!((8_000..21_000).contains(&added), "{added}");
    assert_eq!(
        rows(&library, "SELECT COUNT(*) FROM message"),
        [added.to_string()]
    );
    assert_whole(&library);

    let files = library.import_files(&request(&[&path, &second]));
    assert_eq!(files[0].messages_added, 21_000 - added);
    assert_eq!(files[0].messages_known, added);
    assert_whole(&library);
    fixture.import(&[&path, &second]);
    assert_eq!(contents(&library), contents(&fixture.library));
}

#[test]
fn a_full_disk_ends_the_import_with_what_was_committed() {
    let fixture = Fixture::new();
    let path = fixture.file("result.json", export());
    let (expected, pages) = imported_at_once();
    let limit = |pages: u64| {
        fixture.library.with(|connection| {
            connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
            Ok(())
        });
    };
    limit(pages * 2 / 3);
    let file = fixture.import_one(&path);
    assert_eq!(file.error, Some(Error::Store(StoreFault::DiskFull)));
    assert_eq!(
        fixture.count("SELECT COUNT(*) FROM message"),
        file.messages_added
    );
    let there = fixture.rows("SELECT id FROM conversation ORDER BY id");
    let told: Vec<String> = file.row_ids.iter().map(ToString::to_string).collect();
    assert_eq!(told, there, "what was rolled back is not told of");
    assert_eq!(file.conversations_added, there.len() as u64);
    assert_whole(&fixture.library);
    limit(1_000_000);
    assert_eq!(fixture.import_one(&path).error, None);
    assert_eq!(contents(&fixture.library), expected);
}

#[test]
fn a_cut_off_file_gives_all_before_the_cut_and_says_so() {
    let fixture = Fixture::new();
    let whole = chat_file("Ana", 7, 1..200);
    let cut = whole.find(r#"{"id": 150,"#).unwrap() + 20;
    let file = fixture.import_one(&fixture.file("result.json", &whole[..cut]));
    let error = file.error.clone().unwrap();
    assert_eq!((error.code(), error.reason()), (200_004, "cut-off"));
    assert_eq!(error.params()["byte"], cut.to_string());
    let reasons: Vec<_> = file.warnings.iter().map(|warning| warning.reason).collect();
    assert_eq!(reasons, ["cut-off"]);
    assert_eq!(file.warnings[0].place, format!("result.json, byte {cut}"));
    assert_eq!(counts(&file), (1, 0, 149, 0));
    let again = fixture.import_one(&fixture.file("result.json", whole));
    assert_eq!(counts(&again), (0, 1, 50, 149));
}

#[test]
fn importing_the_missing_rest_of_a_cut_off_zip_is_asked_for() {
    let fixture = Fixture::new();
    let chat = chat_file("Ana", 7, 1..50);
    let path = fixture.zip("export.zip", &[("result.json", chat.as_bytes())]);
    let bytes = std::fs::read(&path).unwrap();
    let file = fixture.import_one(&fixture.file("cut.zip", &bytes[..bytes.len() / 2]));
    assert_eq!(file.error.map(|error| error.code()), Some(200_004));
    assert_eq!(Path::new(&file.path).file_name().unwrap(), "cut.zip");
}
