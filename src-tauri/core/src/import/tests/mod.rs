//! Whole imports into a library on disk.

mod formats;
mod samples;
mod store;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;

use super::testing::context;
use super::{ImportRequest, ImportedFile};
use crate::Library;

/// A library of its own, gone with the test.
struct Fixture {
    library: Library,
    folder: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let library = Library::open(&folder.path().join("library")).unwrap();
        Self { library, folder }
    }

    /// A path outside of the library.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file to import.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
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

    /// The rows of a query, each as its values in text, `|` between.
    fn rows(&self, query: &str) -> Vec<String> {
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
        self.library.store.read(read).unwrap()
    }

    fn count(&self, query: &str) -> u64 {
        self.rows(query)[0].parse().unwrap()
    }
}

fn request(paths: &[&Path]) -> ImportRequest {
    ImportRequest {
        paths: paths.iter().map(|path| path.to_path_buf()).collect(),
        context: context(),
        cancel: Arc::new(AtomicBool::new(false)),
        progress: Box::new(|_| ()),
    }
}

/// What was written: conversations added and updated, messages added and known.
fn counts(file: &ImportedFile) -> (u64, u64, u64, u64) {
    (
        file.conversations_added,
        file.conversations_updated,
        file.messages_added,
        file.messages_known,
    )
}
