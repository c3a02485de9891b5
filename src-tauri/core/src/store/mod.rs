//! The library's SQLite file: one writing connection behind a lock, a few reading ones.
//!
//! A pool crate was not taken: SQLite has one writer whatever a pool says, and what is left for the
//! readers is a list of idle connections. The writer's lock is parking_lot's because it can be
//! handed over fairly: an import committing batch after batch must let a person's drag in between.

pub(crate) mod conversation;
pub(crate) mod folder;
pub(crate) mod group;
pub(crate) mod mark;
pub(crate) mod membership;
pub(crate) mod message;
mod migrate;
pub(crate) mod operation;
pub(crate) mod person;
pub(crate) mod rows;
pub(crate) mod setting;
mod title_order;
pub(crate) mod wipe;

#[cfg(test)]
mod concurrency_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod plan_tests;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use parking_lot::{Mutex, MutexGuard};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::change::Change;
use crate::model::error::{Error, Result, StoreFault};
use crate::private;

/// Name of the database inside the library's folder.
const FILE_NAME: &str = "sheaf.db";
/// How long a connection waits for another program's lock, milliseconds.
const BUSY_TIMEOUT_MS: u64 = if cfg!(test) { 100 } else { 3000 };
/// Idle reading connections kept open.
const IDLE_READERS: usize = 4;
/// Prepared statements kept on each connection: more than the program has (`plan_tests` counts about 180).
const STATEMENT_CACHE: usize = 256;

/// Bytes of a page. SQLite's own 4,096 would have an import write twice as many of them, which takes
/// a twentieth longer.
const PAGE_BYTES: u32 = 8192;
/// Pages in the write-ahead log after which a commit brings them into the database and waits for the
/// disk: an import comes there four times less often than with SQLite's own 1,000 of half the size.
const LOG_PAGES: u32 = 2000;
/// Pages that a connection keeps at hand, KiB: the indexes of a hundred thousand conversations.
const CACHE_KIB: i64 = 16 * 1024;

type Listener = Box<dyn Fn(&Change) + Send + Sync>;

/// The open database.
pub(crate) struct Store {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    listener: OnceLock<Listener>,
    /// Held while the file is wiped of what was erased.
    wiping: Mutex<()>,
}

impl Store {
    /// Opens the library in `folder`, making both where there are none, and brings its schema up to
    /// date. A copy of the file is made beside it before an older schema is migrated.
    ///
    /// # Errors
    /// 200002 when the folder or file cannot be read or written or the file is another program's,
    /// 200006 when a newer version of the program made it. Nothing is changed in any case.
    pub fn open(folder: &Path) -> Result<Self> {
        let fault = |error: std::io::Error| Error::Store(StoreFault::from_io(&error));
        let path = folder.join(FILE_NAME);
        private::make_own_folder(folder).map_err(fault)?;
        if path.is_dir() {
            // SQLite says no more than that it cannot open it, as of a file without permission.
            return Err(Error::Store(StoreFault::NotAFile));
        }
        // SQLite gives what it makes beside the file the file's own mode.
        private::make_file(&path).map_err(fault)?;
        let mut writer = Connection::open_with_flags(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        // Of a new file alone: one that holds something keeps the size that it has. First, because
        // SQLite counts the pages of its cache by the size that they have when it is told of both.
        writer.pragma_update(None, "page_size", PAGE_BYTES)?;
        configure(&writer)?;
        migrate::refuse_others(&writer)?;
        // Both fail with the true cause on a read-only file or a database held by another program.
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "NORMAL")?;
        writer.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        migrate::migrate(&mut writer, &path)?;
        migrate::remove_old_copies(&path);
        title_order::renew(&mut writer)?;
        Ok(Self {
            path,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            listener: OnceLock::new(),
            wiping: Mutex::new(()),
        })
    }

    /// Who hears of each change, once set. Called after the commit while the writer is still held,
    /// so that changes arrive in commit order; it must not call back into the store.
    pub fn on_change(&self, listener: Listener) {
        // A second listener would mean two shells over one library.
        let first = self.listener.set(listener).is_ok();
        debug_assert!(first, "the listener is set once");
    }

    /// Runs `body` on a reading connection, inside one read transaction so that several queries see
    /// one state.
    pub fn read<T>(&self, body: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.readers.lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.open_reader()?,
        };
        connection.prepare_cached("BEGIN")?.execute([])?;
        let outcome = body(&connection);
        connection.prepare_cached("COMMIT")?.execute([])?;
        let mut readers = self.readers.lock();
        if readers.len() < IDLE_READERS {
            readers.push(connection);
        }
        outcome
    }

    /// Runs `body` in one transaction. Commits when it gives a value, rolls back when it fails. A
    /// change that says something gets the next revision and is told to the listener.
    pub fn write<T>(
        &self,
        body: impl FnOnce(&Transaction<'_>) -> Result<(T, Change)>,
    ) -> Result<T> {
        let mut writer = self.writer.lock();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (value, mut change) = body(&transaction)?;
        if change.is_empty() {
            transaction.commit()?;
        } else {
            change.revision = next_revision(&transaction)?;
            transaction.commit()?;
            if let Some(listener) = self.listener.get() {
                listener(&change);
            }
        }
        MutexGuard::unlock_fair(writer);
        Ok(value)
    }

    fn open_reader(&self) -> Result<Connection> {
        let connection = Connection::open_with_flags(
            &self.path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        configure(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }
}

/// The revision of the last commit, as seen by `connection`.
pub(crate) fn revision(connection: &Connection) -> Result<u64> {
    let revision: i64 = connection
        .prepare_cached("SELECT revision FROM library WHERE id = 1")?
        .query_row([], |row| row.get(0))?;
    Ok(revision.unsigned_abs())
}

/// Counts one on. In two statements, because `RETURNING` sets up a table of its own for what it
/// returns, which takes several times as long as both.
fn next_revision(transaction: &Transaction<'_>) -> Result<u64> {
    transaction
        .prepare_cached("UPDATE library SET revision = revision + 1 WHERE id = 1")?
        .execute([])?;
    revision(transaction)
}

fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    rusqlite::vtab::array::load_module(connection)?;
    // A plan does not depend on what is bound: else SQLite prepares a join anew for each new value,
    // which costs more than running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // Sorting and temporary tables stay off the disk: a full or read-only one must not matter there.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}
