//! What can go wrong with the file: each has its code and its reason, and loses nothing.

use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use super::Store;
use crate::library::Library;
use crate::model::error::Error;
use crate::testing::TestLibrary;

const A: &str = "C2Ct:a";

/// A library in use, with one conversation in one group.
fn library() -> TestLibrary {
    let library = TestLibrary::of(&[A]);
    library.ok(
        "create_conversation_group",
        json!({"groupName": "Work", "conversationIDList": [A]}),
    );
    library.changes();
    library
}

/// A folder whose database file holds these bytes.
fn folder_with(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(super::FILE_NAME);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn told(error: &Error) -> (i32, &'static str) {
    (error.code(), error.reason())
}

fn pin(library: &Library) -> Result<(), Error> {
    let request = json!({"conversationID": A, "isPinned": true});
    library
        .pin_conversation(crate::model::request::parse(request).unwrap())
        .map(|_| ())
}

#[test]
fn a_write_while_another_program_writes_is_refused_as_locked() {
    let library = library();
    let before = library.dump();
    let other = Connection::open(library.folder().join(super::FILE_NAME)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(told(&pin(&library).unwrap_err()), (200_002, "locked"));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(library.dump(), before);
    assert!(library.changes().is_empty());
    pin(&library).unwrap();
}

#[test]
fn a_library_that_another_program_holds_is_not_opened() {
    let folder = TempDir::new().unwrap();
    drop(Library::open(folder.path()).unwrap());
    let other = Connection::open(folder.path().join(super::FILE_NAME)).unwrap();
    other
        .execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;
             UPDATE library SET revision = revision; COMMIT",
        )
        .unwrap();
    let error = Library::open(folder.path()).err().unwrap();
    assert_eq!(told(&error), (200_002, "locked"));
    drop(other);
    Library::open(folder.path()).unwrap();
}

#[test]
fn on_a_full_disk_nothing_is_changed_and_nothing_is_told() {
    let library = library();
    let ids: Vec<String> = (0..2000).map(|n| format!("C2Cfull:{n}")).collect();
    for id in &ids {
        library.put(&crate::testing::Put::new(id));
    }
    let before = library.dump();
    library.with(|connection| {
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(connection.pragma_update(None, "max_page_count", pages)?)
    });
    let add = json!({"groupName": "Work", "conversationIDList": ids});
    let error = library
        .call("add_conversations_to_group", add.clone())
        .unwrap_err();
    assert_eq!(told(&error), (200_002, "disk-full"));
    assert_eq!(library.dump(), before);
    assert!(library.changes().is_empty());
    library.with(|connection| Ok(connection.pragma_update(None, "max_page_count", 1_000_000)?));
    library.ok("add_conversations_to_group", add);
    assert_eq!(library.members("Work").len(), 2001);
}

#[test]
fn a_database_that_may_not_be_written_says_so() {
    let library = library();
    let before = library.dump();
    library.with(|connection| Ok(connection.pragma_update(None, "query_only", true)?));
    assert_eq!(told(&pin(&library).unwrap_err()), (200_002, "read-only"));
    library
        .store
        .writer
        .lock()
        .pragma_update(None, "query_only", false)
        .unwrap();
    assert_eq!(library.dump(), before);
}

/// No one, root included, can make a folder there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_says_so() {
    let error = Library::open("/sys/sheaf".as_ref()).err().unwrap();
    assert_eq!(told(&error), (200_002, "read-only"));
}

#[test]
fn a_file_that_is_no_database_is_damaged_and_left_as_it_is() {
    for bytes in [b"hello".to_vec(), b"no database at all. ".repeat(500)] {
        let (folder, path) = folder_with(&bytes);
        let error = Library::open(folder.path()).err().unwrap();
        assert_eq!(told(&error), (200_002, "damaged-library"));
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

/// A database of another program with this much in it, and its file and folder.
fn foreign(version: i64, made: &str) -> (TempDir, PathBuf) {
    let (folder, path) = folder_with(b"");
    let connection = Connection::open(&path).unwrap();
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
    connection.execute_batch(made).unwrap();
    (folder, path)
}

#[test]
fn a_database_of_another_program_is_refused_and_not_a_byte_of_it_changes() {
    let books = "CREATE TABLE book (title TEXT); INSERT INTO book VALUES ('Emma')";
    let namesake = "CREATE TABLE library (id INTEGER PRIMARY KEY, name TEXT)";
    for (version, made) in [
        (0, books),
        (-3, books),
        (1, books),
        (99, books),
        (0, namesake),
        (1, namesake),
        (7, ""),
    ] {
        let (folder, path) = foreign(version, made);
        let before = std::fs::read(&path).unwrap();
        let error = Library::open(folder.path()).err().unwrap();
        assert_eq!(
            told(&error),
            (200_002, "foreign-library"),
            "{version} {made}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), before, "{version} {made}");
        let files = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files, 1, "nothing is left beside it");
    }
}

#[test]
fn the_log_of_another_programs_database_is_left_to_that_program() {
    let (folder, path) = foreign(
        0,
        "PRAGMA journal_mode = WAL; CREATE TABLE book (title TEXT)",
    );
    // As a killed program leaves it: what was written last is in the log alone.
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("INSERT INTO book VALUES ('Emma')")
        .unwrap();
    let killed = TempDir::new().unwrap();
    let files = ["sheaf.db", "sheaf.db-wal"];
    for file in files {
        std::fs::copy(folder.path().join(file), killed.path().join(file)).unwrap();
    }
    let read = || files.map(|file| std::fs::read(killed.path().join(file)).unwrap());
    let before = read();
    assert!(Library::open(killed.path()).is_err());
    assert_eq!(read(), before);
}

#[test]
fn a_folder_in_the_place_of_the_library_and_a_file_in_the_place_of_its_folder_are_told() {
    let place = TempDir::new().unwrap();
    std::fs::create_dir(place.path().join(super::FILE_NAME)).unwrap();
    let error = Library::open(place.path()).err().unwrap();
    assert_eq!(told(&error), (200_002, "not-a-library-file"));

    let (_folder, file) = folder_with(b"a file");
    for folder in [file.clone(), file.join("library")] {
        let error = Library::open(&folder).err().unwrap();
        assert_eq!(told(&error), (200_002, "not-a-folder"));
    }
    assert_eq!(std::fs::read(&file).unwrap(), b"a file");
}

#[test]
fn an_empty_file_becomes_a_new_library() {
    let (folder, _) = folder_with(b"");
    let library = Library::open(folder.path()).unwrap();
    assert!(library.get_conversation_group_list().unwrap().is_empty());
}

#[test]
fn a_library_with_a_broken_page_is_damaged_and_can_be_closed() {
    let mut library = library();
    library.reopen();
    let path = library.folder().join(super::FILE_NAME);
    // Closing writes everything into the one file.
    let copied = TempDir::new().unwrap();
    std::fs::copy(&path, copied.path().join(super::FILE_NAME)).unwrap();
    let path = copied.path().join(super::FILE_NAME);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = usize::try_from(super::PAGE_BYTES).unwrap();
    assert!(bytes.len() > page);
    for byte in bytes.iter_mut().skip(page) {
        *byte = 0x5a;
    }
    std::fs::write(&path, &bytes).unwrap();
    let error = match Library::open(copied.path()) {
        Ok(library) => library.get_overview().map(|_| ()).unwrap_err(),
        Err(error) => error,
    };
    assert_eq!(told(&error), (200_002, "damaged-library"));
}

#[test]
fn a_newer_library_is_refused_and_not_a_byte_of_it_changes() {
    let (folder, path) = folder_with(b"");
    drop(Library::open(folder.path()).unwrap());
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection
        .pragma_update(None, "journal_mode", "DELETE")
        .unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    let error = Library::open(folder.path()).err().unwrap();
    assert_eq!(told(&error), (200_006, "newer-library"));
    assert_eq!(error.params()["found"], "99");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "nothing is left beside it");
}

#[test]
fn a_transaction_that_was_cut_off_leaves_no_trace() {
    let library = library();
    let before = library.dump();
    let killed = TempDir::new().unwrap();
    let outcome: Result<(), Error> = library.store.write(|transaction| {
        transaction.execute("DELETE FROM membership", [])?;
        transaction.cache_flush()?;
        // As a killed program would leave them: the file and its log in the middle of a write.
        for file in ["sheaf.db", "sheaf.db-wal"] {
            std::fs::copy(library.folder().join(file), killed.path().join(file)).unwrap();
        }
        Err(Error::Cancelled)
    });
    assert!(outcome.is_err());
    assert_eq!(library.dump(), before);
    let store = Store::open(killed.path()).unwrap();
    let members: i64 = store
        .read(|connection| {
            Ok(connection.query_row("SELECT COUNT(*) FROM membership", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(members, 1);
}
