//! The bare reference: rows written with rusqlite and nothing else, into tables with the same
//! indexes. It shows what SQLite itself costs, and writes the libraries of `demo`.

use std::path::Path;

use anyhow::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};
use sheaf_core::Library;
use sheaf_core::import::{ConversationDraft, MessageDraft, Role};
use sheaf_core::model::conversation::{ConversationId, title_key};
use sheaf_core::model::message::NUMBER_BITS;
use sheaf_core::search::fold_into;

/// Name of the database in a library's folder.
pub const DATABASE: &str = "sheaf.db";
/// Pages that a connection keeps at hand, KiB: as many as in the core.
const CACHE_KIB: i64 = 16 * 1024;
/// Pages in the write-ahead log before it is brought into the database: as many as in the core.
const LOG_PAGES: u32 = 2000;
/// Messages in a transaction of an import.
pub const IMPORT_BATCH: usize = 8000;

/// Opens the database of a library with the pragmas that the core uses; the folder's library is
/// made when there is none.
pub fn connect(folder: &Path) -> Result<Connection> {
    drop(Library::open(folder)?);
    let connection = Connection::open(folder.join(DATABASE))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Writes conversations and messages row by row.
pub struct BareWriter<'a> {
    connection: &'a Connection,
    open: Option<Open>,
    folded: String,
    batch: usize,
    written: usize,
}

/// The conversation being written.
#[derive(Default)]
struct Open {
    source: &'static str,
    row: i64,
    title: String,
    people: Vec<(i64, String)>,
    count: i64,
    first_time: i64,
    last: (i64, i64),
    last_kind: i64,
    last_outgoing: bool,
    last_sender: String,
    last_text: String,
}

impl<'a> BareWriter<'a> {
    /// A writer into the tables of `connection`, so many messages in a transaction.
    pub fn new(connection: &'a Connection, batch: usize) -> Result<Self> {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self {
            connection,
            open: None,
            folded: String::new(),
            batch,
            written: 0,
        })
    }

    /// Begins a conversation.
    pub fn conversation(&mut self, source: &'static str, draft: &ConversationDraft) -> Result<()> {
        self.close()?;
        let id = ConversationId::imported(draft.kind, source, &draft.native_id);
        self.connection
            .prepare_cached(
                "INSERT INTO conversation
                   (conversation_id, type, source, account, title, title_key, times_are_local)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                id.as_str(),
                draft.kind.as_str(),
                source,
                &draft.account,
                &draft.title,
                title_key(&draft.title),
                draft.times_are_local,
            ))?;
        self.open = Some(Open {
            source,
            row: self.connection.last_insert_rowid(),
            title: draft.title.clone(),
            ..Open::default()
        });
        Ok(())
    }

    /// Writes a message of the current conversation.
    pub fn message(&mut self, draft: &MessageDraft<'_>) -> Result<()> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        let person = match &draft.sender {
            Some(sender) => Some(
                match open.people.iter().find(|(_, key)| **key == *sender.key) {
                    Some((person, _)) => *person,
                    None => {
                        let person =
                            person(self.connection, open.source, &sender.key, &sender.name)?;
                        open.people.push((person, sender.key.clone().into_owned()));
                        person
                    }
                },
            ),
            None => None,
        };
        let role = draft.sender.as_ref().map(|sender| sender.role);
        let flags = match role {
            Some(Role::Owner) => 1,
            Some(Role::Assistant) => 2,
            _ => 0,
        };
        open.count += 1;
        let id = (open.row << NUMBER_BITS) + open.count;
        self.connection
            .prepare_cached(
                "INSERT INTO message
                   (id, conversation_id, key, time, person_id, kind, flags, text, extra)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '')",
            )?
            .execute((
                id,
                open.row,
                draft.key,
                draft.time,
                person,
                draft.kind.to_stored(),
                flags,
                &*draft.text,
            ))?;
        self.folded.clear();
        fold_into(&draft.text, &mut self.folded);
        self.connection
            .prepare_cached("INSERT INTO message_search (rowid, text) VALUES (?1, ?2)")?
            .execute((id, &self.folded))?;
        if open.count == 1 {
            open.first_time = draft.time;
        }
        if (draft.time, id) >= open.last {
            open.last = (draft.time, id);
            open.last_kind = draft.kind.to_stored();
            open.last_outgoing = role == Some(Role::Owner);
            open.last_sender.clear();
            if let Some(sender) = draft.sender.as_ref().filter(|_| !open.last_outgoing) {
                open.last_sender.push_str(&sender.name);
            }
            open.last_text.clear();
            open.last_text.extend(draft.text.chars().take(200));
        }
        self.written += 1;
        if self.written.is_multiple_of(self.batch) {
            self.connection.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
        }
        Ok(())
    }

    /// Ends the last conversation and commits.
    pub fn finish(mut self) -> Result<usize> {
        self.close()?;
        self.connection.execute_batch("COMMIT")?;
        Ok(self.written)
    }

    fn close(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        self.connection
            .prepare_cached(
                "UPDATE conversation SET message_count = ?2, first_time = ?3, last_time = ?4,
                   last_message_id = ?5, last_kind = ?6, last_outgoing = ?7, last_sender = ?8,
                   last_text = ?9
                 WHERE id = ?1",
            )?
            .execute((
                open.row,
                open.count,
                open.first_time,
                open.last.0,
                open.last.1,
                open.last_kind,
                open.last_outgoing,
                &open.last_sender,
                &open.last_text,
            ))?;
        let mut title = String::new();
        fold_into(&open.title, &mut title);
        let mut people = String::new();
        for (person, key) in &open.people {
            let is_owner = key == "owner";
            self.connection
                .prepare_cached(
                    "INSERT INTO participant (conversation_id, person_id, is_owner)
                     VALUES (?1, ?2, ?3)",
                )?
                .execute((open.row, person, is_owner))?;
            if is_owner {
                continue;
            }
            let name: String = self
                .connection
                .prepare_cached("SELECT name FROM person WHERE id = ?1")?
                .query_row([person], |row| row.get(0))?;
            fold_into(&name, &mut people);
            people.push('\n');
        }
        self.connection
            .prepare_cached(
                "INSERT INTO conversation_search (rowid, title, people) VALUES (?1, ?2, ?3)",
            )?
            .execute((open.row, title, people))?;
        Ok(())
    }
}

fn person(connection: &Connection, source: &str, key: &str, name: &str) -> Result<i64> {
    let known = connection
        .prepare_cached("SELECT id FROM person WHERE source = ?1 AND key = ?2")?
        .query_row((source, key), |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    connection
        .prepare_cached("INSERT INTO person (source, key, name) VALUES (?1, ?2, ?3)")?
        .execute((source, key, name))?;
    Ok(connection.last_insert_rowid())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sheaf_core::import::{Context, ImportRequest};

    use super::*;
    use crate::demo::{telegram_export, telegram_plan};

    /// What a search could find, and what the list shows of each conversation.
    fn contents(connection: &Connection) -> Vec<String> {
        connection
            .execute_batch(
                "CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, message_search, row)",
            )
            .unwrap();
        let mut statement = connection
            .prepare(
                "SELECT term || ' ' || doc || ' ' || cnt FROM word
                 UNION ALL
                 SELECT title || hex(title_key) || message_count || ' ' || first_time || ' ' || last_time
                   || last_kind || last_outgoing || last_text FROM conversation
                 UNION ALL
                 SELECT c.title || ' of ' || p.name || t.is_owner FROM participant t
                   JOIN conversation c ON c.id = t.conversation_id JOIN person p ON p.id = t.person_id
                 UNION ALL
                 SELECT key || ' ' || time || ' ' || (flags & 1) || text FROM message",
            )
            .unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        let mut contents: Vec<String> = rows.collect::<rusqlite::Result<_>>().unwrap();
        contents.sort();
        contents
    }

    #[test]
    fn what_is_written_bare_is_what_an_import_writes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("result.json");
        telegram_export(&file, 600, 3).unwrap();
        let imported = folder.path().join("imported");
        let files = Library::open(&imported)
            .unwrap()
            .import_files(&ImportRequest {
                paths: vec![file],
                context: Context::of_this_machine("en"),
                cancel: Arc::default(),
                progress: Box::new(|_| {}),
            });
        assert_eq!(files[0].messages_added, 600, "{files:?}");

        let bare = connect(&folder.path().join("bare")).unwrap();
        let mut writer = BareWriter::new(&bare, 100).unwrap();
        for conversation in telegram_plan(600, 3).conversations() {
            writer
                .conversation("telegram", &conversation.draft)
                .unwrap();
            conversation
                .each_message(|message| writer.message(&message))
                .unwrap();
        }
        assert_eq!(writer.finish().unwrap(), 600);
        assert_eq!(contents(&bare), contents(&connect(&imported).unwrap()));
    }
}
