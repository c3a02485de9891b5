//! A library in a folder of its own, filled without an import, that keeps the changes it tells of.

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use parking_lot::Mutex;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::change::Change;
use crate::library::Library;
use crate::model::conversation::{RowId, title_key};
use crate::model::error::Result;

/// A library for one test; its folder goes away with it.
pub(crate) struct TestLibrary {
    library: Option<Library>,
    changes: Arc<Mutex<Vec<Change>>>,
    folder: TempDir,
}

/// A conversation to put into a library.
#[derive(Debug, Clone)]
pub(crate) struct Put {
    pub id: String,
    pub title: String,
    pub kind: &'static str,
    pub source: &'static str,
    pub last_time: i64,
    pub message_count: i64,
    pub unread_count: i64,
}

impl Put {
    /// A conversation of this id, with the id as its title.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.into(),
            title: id.into(),
            kind: if id.starts_with("GROUP") {
                "people"
            } else {
                "person"
            },
            source: "test",
            last_time: 0,
            message_count: 0,
            unread_count: 0,
        }
    }
}

impl Deref for TestLibrary {
    type Target = Library;

    fn deref(&self) -> &Library {
        self.library.as_ref().unwrap()
    }
}

impl TestLibrary {
    pub fn new() -> Self {
        let mut library = Self {
            library: None,
            changes: Arc::default(),
            folder: TempDir::new().unwrap(),
        };
        library.open();
        library
    }

    /// A library that holds conversations of these ids.
    pub fn of(ids: &[&str]) -> Self {
        let library = Self::new();
        for id in ids {
            library.put(&Put::new(id));
        }
        library
    }

    /// Closes the library and opens it again.
    pub fn reopen(&mut self) {
        self.library = None;
        self.open();
    }

    fn open(&mut self) {
        let library = Library::open(self.folder.path()).unwrap();
        let changes = Arc::clone(&self.changes);
        library.on_change(move |change| changes.lock().push(change.clone()));
        self.library = Some(library);
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The changes told of since this was last asked.
    pub fn changes(&self) -> Vec<Change> {
        std::mem::take(&mut *self.changes.lock())
    }

    /// Runs `body` in a transaction that tells of nothing.
    pub fn with<T>(&self, body: impl FnOnce(&Connection) -> Result<T>) -> T {
        self.store
            .write(|transaction| Ok((body(transaction)?, Change::default())))
            .unwrap()
    }

    /// Puts a conversation in, as an import would.
    pub fn put(&self, put: &Put) -> RowId {
        self.with(|connection| {
            connection
                .prepare_cached(
                    "INSERT INTO conversation (conversation_id, type, source, title, title_key,
                       last_time, message_count, unread_count)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute((
                    &put.id,
                    put.kind,
                    put.source,
                    &put.title,
                    title_key(&put.title),
                    put.last_time,
                    put.message_count,
                    put.unread_count,
                ))?;
            Ok(connection.last_insert_rowid())
        })
    }

    /// Puts text messages from one other person into a conversation, a second apart, and keeps what
    /// the list shows. Returns the messages' ids.
    pub fn put_messages(&self, conversation: RowId, texts: &[&str]) -> Vec<i64> {
        self.with(|connection| {
            connection.execute(
                "INSERT INTO person (source, key, name) VALUES ('test', 'ann', 'Ann')
                 ON CONFLICT DO NOTHING",
                [],
            )?;
            let ids: Vec<i64> = (0..)
                .map(|n| (conversation << 28) + n)
                .take(texts.len())
                .collect();
            for (n, (id, text)) in (1i64..).zip(ids.iter().zip(texts)) {
                connection
                    .prepare_cached(
                        "INSERT INTO message (id, conversation_id, key, time, person_id, kind, text)
                         SELECT ?1, ?2, ?3, ?3 * 1000, id, 0, ?4 FROM person WHERE key = 'ann'",
                    )?
                    .execute((id, conversation, n, text))?;
                connection
                    .prepare_cached("INSERT INTO message_search (rowid, text) VALUES (?1, ?2)")?
                    .execute((id, text))?;
                connection
                    .prepare_cached(
                        "UPDATE conversation SET message_count = ?2, first_time = 1000,
                           last_time = ?2 * 1000, last_message_id = ?3, last_sender = 'Ann',
                           last_text = ?4
                         WHERE id = ?1",
                    )?
                    .execute((conversation, n, id, text))?;
            }
            Ok(ids)
        })
    }
}
