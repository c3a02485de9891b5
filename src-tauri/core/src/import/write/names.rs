//! What an export calls people who are known already. It counts once the export has been read to its
//! end: only then is it known how new it is, and an older one must not bring an old name back.

use rusqlite::{OptionalExtension, Transaction};
use rustc_hash::{FxHashMap, FxHashSet};

use super::conversation;
use super::people::People;
use crate::import::DELETED_ACCOUNT;
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::store::person::{self, Participant};

/// The names of an export.
#[derive(Default)]
pub(super) struct Names {
    /// By the key of the person.
    found: FxHashMap<String, String>,
    /// The time of the export's latest message, UTC milliseconds.
    latest: i64,
}

impl Names {
    /// Takes note of a name. Somebody whom a product shows without one has none.
    pub fn found(&mut self, key: &str, name: &str) {
        if !name.is_empty() && name != DELETED_ACCOUNT {
            self.found.insert(key.to_owned(), name.to_owned());
        }
    }

    /// Takes note of the time of a message.
    pub fn reached(&mut self, time: i64) {
        self.latest = self.latest.max(time);
    }

    /// Gives everybody the name that the newest export has for them. Where it is another one, the
    /// conversations that they write in are found by it from now on; gives those.
    pub fn renew(&mut self, transaction: &Transaction<'_>, source: &str) -> Result<Vec<RowId>> {
        // A message that is dated in the future makes no export newer than those to come.
        let latest = self.latest.min(jiff::Timestamp::now().as_millisecond());
        let mut known = transaction.prepare_cached(
            "SELECT id, key, name, own FROM person WHERE source = ?1 AND key = ?2 AND name_time <= ?3",
        )?;
        let mut update = transaction
            .prepare_cached("UPDATE person SET name = ?2, name_time = ?3 WHERE id = ?1")?;
        let mut conversations = FxHashSet::default();
        for (key, name) in self.found.drain() {
            let found = known
                .query_row((source, &key, latest), Participant::from_row)
                .optional()?;
            let Some(mut person) = found else {
                continue;
            };
            update.execute((person.id, &name, latest))?;
            if person.name != name {
                person.name = name;
                conversations.extend(person::show(transaction, &person)?);
            }
        }
        for conversation in &conversations {
            let title: String = transaction
                .prepare_cached("SELECT title FROM conversation WHERE id = ?1")?
                .query_row([conversation], |row| row.get(0))?;
            let mut people = People::not_loaded();
            conversation::index(transaction, *conversation, &title, &mut people)?;
        }
        Ok(conversations.into_iter().collect())
    }
}
