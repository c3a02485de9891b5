//! Wiping out of the file what was erased. To SQLite a deleted row is free space, in which its bytes
//! stay until something else needs it, and to the full-text index a deleted message is a number on a
//! list of those to pass over. Erasing for good means more:
//!
//! 1. Rows are deleted with `secure_delete` on, so that their bytes become zeros on the way out.
//! 2. The full-text index is merged into one segment, which leaves out what was deleted, step by
//!    step: no transaction holds the writer long.
//! 3. The file is rewritten (`VACUUM`). `secure_delete` alone does not do: pages freed earlier, and
//!    the gaps that moving rows between pages left, keep copies of rows (seen in one of fifty
//!    invented libraries). This holds the writer for some seconds where there are millions of
//!    messages; reading goes on.
//! 4. The write-ahead log is emptied, and the copies that migrations made go away.
//!
//! A mark in the table `setting` lives from the first step to the last: a program that was ended in
//! between, or whose disk had no room, finishes at its next start.

use rusqlite::Connection;

use super::{Store, migrate, setting};
use crate::change::Change;
use crate::model::error::{Error, Result, StoreFault};

/// Name of the mark among the settings.
const MARK: &str = "erasedContentInFile";
/// Pages of an index that one step writes: about a tenth of a second.
const STEP: i64 = 500;
/// How often the log is tried to be emptied, each time waiting as long as for any lock: a reader may
/// be in the middle of a long answer.
const PATIENCE: u32 = 20;
/// The full-text indexes.
const INDEXES: [&str; 2] = ["message_search", "conversation_search"];

/// Notes, in the transaction that erases, that the file is to be wiped.
pub(crate) fn mark(connection: &Connection) -> Result<()> {
    setting::set(connection, MARK, &true.into())
}

/// Whether something that was erased may still be in the file.
pub(crate) fn is_due(connection: &Connection) -> Result<bool> {
    setting::is_set(connection, MARK)
}

impl Store {
    /// Has what the transactions in `body` delete overwritten with zeros. One at a time.
    pub fn overwriting<T>(&self, body: impl FnOnce() -> Result<T>) -> Result<T> {
        let _one_at_a_time = self.wiping.lock();
        self.set_secure_delete(true)?;
        let outcome = body();
        self.set_secure_delete(false)?;
        outcome
    }

    fn set_secure_delete(&self, on: bool) -> Result<()> {
        let writer = self.writer.lock();
        writer.pragma_update_and_check(None, "secure_delete", on, |_| Ok(()))?;
        Ok(())
    }

    /// Wipes out of the file what was erased since it was last wiped. Inside [`Store::overwriting`].
    ///
    /// # Errors
    /// 200002; the mark stays then, and wiping again goes on.
    pub fn wipe(&self) -> Result<()> {
        if !self.read(is_due)? {
            return Ok(());
        }
        migrate::remove_copies(&self.path)
            .map_err(|error| Error::Store(StoreFault::from_io(&error)))?;
        for index in INDEXES {
            self.merge_index(index)?;
        }
        self.empty_log()?;
        self.rewrite()?;
        self.empty_log()?;
        self.write(|transaction| {
            setting::unset(transaction, MARK)?;
            Ok(((), Change::default()))
        })
    }

    /// Merges an index into one segment, without what was deleted. (Documented for `merge`: negative
    /// once to begin, then until a step changes next to nothing.)
    fn merge_index(&self, index: &str) -> Result<()> {
        let merge = format!("INSERT INTO {index} ({index}, rank) VALUES ('merge', ?1)");
        let mut pages = -STEP;
        loop {
            let changed = self.write(|transaction| {
                let before = transaction.total_changes();
                transaction.prepare_cached(&merge)?.execute([pages])?;
                Ok((transaction.total_changes() - before, Change::default()))
            })?;
            if pages > 0 && changed < 2 {
                return Ok(());
            }
            pages = STEP;
        }
    }

    /// Writes the log's pages into the file and cuts the log to nothing.
    fn empty_log(&self) -> Result<()> {
        for _ in 0..PATIENCE {
            let writer = self.writer.lock();
            let busy: bool =
                writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if !busy {
                return Ok(());
            }
        }
        Err(Error::Store(StoreFault::Locked))
    }

    /// Writes the file anew with only what is in it. What SQLite needs beside it while doing so lies
    /// in the library's folder, not where the system keeps what is temporary.
    fn rewrite(&self) -> Result<()> {
        let writer = self.writer.lock();
        if let Some(folder) = self.path.parent().and_then(|folder| folder.to_str()) {
            writer.pragma_update(None, "temp_store_directory", folder)?;
        }
        writer.pragma_update(None, "temp_store", "FILE")?;
        let outcome = writer.execute_batch("VACUUM");
        writer.pragma_update(None, "temp_store", "MEMORY")?;
        Ok(outcome?)
    }
}
