//! A library in a folder of its own, filled without an import, that keeps the changes it tells of.

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use parking_lot::Mutex;
use rusqlite::{Connection, Transaction};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::change::Change;
use crate::import::{ConversationDraft, Filing, MessageDraft, Role, SenderDraft, import_drafts};
use crate::library::Library;
use crate::model::conversation::{ConversationType, RowId, title_key};
use crate::model::error::Result;
use crate::model::message::{MessageExtra, MessageKind};
use crate::model::request;
use crate::store::conversation::erased_id;

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

    /// Calls a command by its name on the wire, as the shell does.
    pub fn call(&self, command: &str, arguments: Value) -> Result<Value> {
        macro_rules! commands {
            (with: $($asked:ident)*; without: $($plain:ident)*) => {
                match command {
                    $(stringify!($asked) => json!(self.$asked(request::parse(arguments)?)?),)*
                    $(stringify!($plain) => json!(self.$plain()?),)*
                    _ => panic!("no such command: {command}"),
                }
            };
        }
        Ok(commands! {
            with:
                create_conversation_group delete_conversation_group rename_conversation_group
                add_conversations_to_group delete_conversations_from_group move_conversations
                reorder_conversation_groups set_group_look file_rows create_group_of_rows
                get_ungrouped_folders create_groups_of_folders
                get_conversation_list get_conversation_profile pin_conversation pin_rows reorder_pinned
                mark_conversation set_conversation_custom_data delete_conversation delete_rows restore_rows
                set_message_read get_people set_own_person get_message_list get_messages get_view_order get_rows search find_rows
                set_settings erase_deleted undo;
            without:
                get_conversation_group_list get_total_unread_message_count
                redo get_history get_overview get_settings
        })
    }

    /// Calls a command that must succeed.
    pub fn ok(&self, command: &str, arguments: Value) -> Value {
        self.call(command, arguments.clone())
            .unwrap_or_else(|error| panic!("{command} {arguments}: {error}"))
    }

    /// Calls a command that must fail; the code.
    pub fn code(&self, command: &str, arguments: Value) -> i32 {
        match self.call(command, arguments.clone()) {
            Ok(answer) => panic!("{command} {arguments} gave {answer}"),
            Err(error) => error.code(),
        }
    }

    /// The row of a conversation, shown or not.
    pub fn row(&self, id: &str) -> RowId {
        self.with(|connection| {
            Ok(connection.query_row(
                "SELECT id FROM conversation WHERE conversation_id IN (?1, ?2)",
                [id, &erased_id(id)],
                |row| row.get(0),
            )?)
        })
    }

    /// The conversations of a view in order, by their ids.
    pub fn view(&self, view: Value, sort: &str) -> Vec<String> {
        self.conversation_ids(&self.view_rows(view, sort)).unwrap()
    }

    /// The conversations of a view in order, by their rows.
    pub fn view_rows(&self, view: Value, sort: &str) -> Vec<RowId> {
        let request = request::parse(json!({"view": view, "sort": sort})).unwrap();
        let bytes = self.get_view_order(request).unwrap();
        bytes
            .chunks_exact(4)
            .skip(1)
            .map(|word| u32::from_le_bytes(word.try_into().unwrap()).into())
            .collect()
    }

    /// The members of a group in the order in which they were added, by their ids.
    pub fn members(&self, group: &str) -> Vec<String> {
        self.conversation_ids(&self.member_rows(group)).unwrap()
    }

    /// The members of a group in the order in which they were added, by their rows.
    pub fn member_rows(&self, group: &str) -> Vec<RowId> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT m.conversation_id FROM conversation_group AS g
                 JOIN membership AS m ON m.group_id = g.id
                 WHERE g.name = ?1 ORDER BY m.position",
            )?;
            let rows = statement.query_map([group], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Everything that operations change, each row in words.
    pub fn dump(&self) -> Vec<String> {
        const TABLES: [(&str, &str); 4] = [
            ("conversation_group", "id"),
            ("membership", "group_id, conversation_id"),
            ("mark", "conversation_id, mark_type"),
            ("conversation", "id"),
        ];
        self.with(|connection| {
            let mut lines = vec![];
            for (table, key) in TABLES {
                let mut statement =
                    connection.prepare(&format!("SELECT * FROM {table} ORDER BY {key}"))?;
                let columns = statement.column_count();
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let values: Vec<rusqlite::types::Value> = (0..columns)
                        .map(|column| row.get(column))
                        .collect::<rusqlite::Result<_>>()?;
                    lines.push(format!("{table} {values:?}"));
                }
            }
            Ok(lines)
        })
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

    /// Imports a conversation of one message of this time from the product `t`.
    pub fn import(&self, id: &str, time: i64) {
        let (kind, native_id) = match (id.strip_prefix("C2Ct:"), id.strip_prefix("GROUPt:")) {
            (Some(native_id), _) => (ConversationType::Person, native_id),
            (_, Some(native_id)) => (ConversationType::People, native_id),
            _ => panic!("{id} is of no import"),
        };
        let conversation = ConversationDraft {
            kind,
            native_id: native_id.into(),
            account: String::new(),
            title: id.into(),
            times_are_local: false,
            filing: Filing::default(),
        };
        let message = MessageDraft {
            key: 1,
            time,
            time_is_sure: true,
            sender: Some(SenderDraft {
                key: "ann".into(),
                name: "Ann".into(),
                role: Role::Other,
            }),
            kind: MessageKind::Text,
            text: "hello".into(),
            extra: MessageExtra::default(),
            content_time: 0,
        };
        let import = |transaction: &Transaction<'_>| {
            let mut change = Change::default();
            import_drafts(&self.store, transaction, &mut change, "t", |sink| {
                sink.conversation(conversation)?;
                sink.message(message)
            })?;
            Ok(((), change))
        };
        self.store.write(import).unwrap();
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
            connection.execute(
                "INSERT INTO participant (conversation_id, person_id)
                 SELECT ?1, id FROM person WHERE key = 'ann' ON CONFLICT DO NOTHING",
                [conversation],
            )?;
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
