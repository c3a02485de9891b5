//! Whole imports into a library on disk.

mod accounts;
mod broken;
mod edits;
mod erased;
mod files;
mod filing;
mod formats;
mod interrupted;
mod killed;
mod names;
mod namesakes;
mod samples;
mod store;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::testing::context;
use super::{ImportRequest, ImportedFile};
use crate::Library;
use crate::testing::TestLibrary;

/// A library and a folder of files to import into it.
struct Fixture {
    library: TestLibrary,
    files: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        Self {
            library: TestLibrary::new(),
            files: tempfile::TempDir::new().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.files.path().join(name)
    }

    /// Writes a file to import.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Writes a zip to import.
    fn zip(&self, name: &str, files: &[(&str, &[u8])]) -> PathBuf {
        use std::io::Write;
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        for (name, content) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap();
        path
    }

    fn import(&self, paths: &[&Path]) -> Vec<ImportedFile> {
        self.library.import_files(&request(paths))
    }

    /// Imports what gives exactly one report.
    fn import_one(&self, path: &Path) -> ImportedFile {
        let mut files = self.import(&[path]);
        assert_eq!(files.len(), 1, "{files:?}");
        files.remove(0)
    }

    fn rows(&self, query: &str) -> Vec<String> {
        rows(&self.library, query)
    }

    fn count(&self, query: &str) -> u64 {
        self.rows(query)[0].parse().unwrap()
    }
}

/// The rows of a query, each as its values in text, `|` between.
fn rows(library: &Library, query: &str) -> Vec<String> {
    let read = |connection: &rusqlite::Connection| {
        let mut statement = connection.prepare(query)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let value = |column| match row.get_ref(column)? {
                rusqlite::types::ValueRef::Null => Ok("-".to_owned()),
                rusqlite::types::ValueRef::Integer(number) => Ok(number.to_string()),
                other => Ok(String::from_utf8_lossy(other.as_bytes()?).into_owned()),
            };
            let values: rusqlite::Result<Vec<String>> = (0..columns).map(value).collect();
            Ok(values?.join("|"))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    library.store.read(read).unwrap()
}

fn request(paths: &[&Path]) -> ImportRequest {
    ImportRequest {
        paths: paths.iter().map(|path| path.to_path_buf()).collect(),
        context: context(),
        cancel: Arc::new(AtomicBool::new(false)),
        progress: Box::new(|_| ()),
    }
}

/// Conversations added and updated, messages added and known.
type Counts = (u64, u64, u64, u64);

/// What was written.
fn counts(file: &ImportedFile) -> Counts {
    (
        file.conversations_added,
        file.conversations_updated,
        file.messages_added,
        file.messages_known,
    )
}

/// A Telegram export of one chat: its messages have the numbers of a range as ids and seconds.
fn chat_file(title: &str, id: i64, numbers: std::ops::Range<i64>) -> String {
    let mut messages = String::new();
    for number in numbers {
        let comma = if messages.is_empty() { "" } else { ",\n" };
        let sender = if number % 3 == 0 { 501 } else { id };
        write!(
            messages,
            r#"{comma}{{"id": {number}, "type": "message", "date_unixtime": "{number}",
                "from": "Person {sender}", "from_id": "user{sender}", "text": "word{number} 会议"}}"#
        )
        .unwrap();
    }
    format!(
        r#"{{"name": "{title}", "type": "personal_chat", "id": {id}, "messages": [{messages}]}}"#
    )
}

/// A Telegram export of an account with these chats.
fn account_file(owner: i64, chats: &[String]) -> String {
    format!(
        r#"{{"personal_information": {{"user_id": {owner}}}, "chats": {{"list": [{}]}}}}"#,
        chats.join(",\n")
    )
}
