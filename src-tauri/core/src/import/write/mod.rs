//! Writing batches into the library: one transaction each, conversations, people, messages and their
//! search entries together, so that whatever ends an import leaves a library that is whole.

mod conversation;
mod known;
mod message;
mod names;
mod people;

use rusqlite::Transaction;
use rustc_hash::{FxHashMap, FxHashSet};

use super::IdScope;
use super::batch::{Batch, NewSender};
use crate::change::Change;
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::store::{Store, mark};
use conversation::OpenConversation;
use names::Names;

/// Writes the batches of one export.
pub(super) struct Writer<'a> {
    store: &'a Store,
    source: &'static str,
    id_scope: IdScope,
    /// Row of each sender that the reading side has numbered.
    people: FxHashMap<u32, Person>,
    names: Names,
    /// The conversation that the last batch ended in, with what is known of it.
    open: Option<OpenConversation>,
    added: FxHashSet<RowId>,
    updated: FxHashSet<RowId>,
    /// What was written so far.
    pub written: Written,
}

/// Counts of what an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub conversations_added: u64,
    pub conversations_updated: u64,
    pub messages_added: u64,
    pub messages_known: u64,
}

/// What one batch did: it counts when it is committed.
#[derive(Default)]
struct BatchWritten {
    /// Conversations that are new.
    added: Vec<RowId>,
    /// Those that got something; also new ones that came up again.
    updated: Vec<RowId>,
    messages_added: u64,
    messages_known: u64,
}

/// A sender of the export.
struct Person {
    /// As the export has it.
    key: String,
    found: String,
    /// As the library has it, when the last batch was written.
    row: i64,
    name: String,
    /// The person said that it is themselves.
    own: bool,
}

impl<'a> Writer<'a> {
    /// A writer for one export of a product.
    pub fn new(store: &'a Store, source: &'static str, id_scope: IdScope) -> Self {
        Self {
            store,
            source,
            id_scope,
            people: FxHashMap::default(),
            names: Names::default(),
            open: None,
            added: FxHashSet::default(),
            updated: FxHashSet::default(),
            written: Written::default(),
        }
    }

    /// Writes a batch: all of it or, when it fails, none of it.
    ///
    /// # Errors
    /// 200002.
    pub fn write(&mut self, batch: &Batch) -> Result<()> {
        let store = self.store;
        let written = store.write(|transaction| {
            let mut change = Change::default();
            let written = self.write_in(transaction, batch, &mut change)?;
            Ok((written, change))
        })?;
        self.count(written);
        Ok(())
    }

    /// [`Writer::write`] in a transaction of the caller's, who tells of the change.
    ///
    /// # Errors
    /// 200002.
    pub fn write_within(
        &mut self,
        transaction: &Transaction<'_>,
        batch: &Batch,
        change: &mut Change,
    ) -> Result<()> {
        let written = self.write_in(transaction, batch, change)?;
        self.count(written);
        Ok(())
    }

    fn count(&mut self, written: BatchWritten) {
        self.written.messages_added += written.messages_added;
        self.written.messages_known += written.messages_known;
        self.added.extend(written.added);
        let known = written.updated.into_iter();
        self.updated
            .extend(known.filter(|row| !self.added.contains(row)));
        self.written.conversations_added = self.added.len() as u64;
        self.written.conversations_updated = self.updated.len() as u64;
    }

    /// Ends an export that was read to its end.
    ///
    /// # Errors
    /// 200002.
    pub fn finish(&mut self) -> Result<()> {
        let (names, source) = (&mut self.names, self.source);
        self.store.write(|transaction| {
            let mut renamed = names.renew(transaction, source)?;
            renamed.sort_unstable();
            let change = Change {
                conversations: crate::store::conversation::shown(transaction, &renamed)?,
                ..Change::default()
            };
            Ok(((), change))
        })
    }

    /// The conversations that it added or updated so far, ascending.
    pub fn conversations(&self) -> Vec<RowId> {
        let mut rows: Vec<RowId> = self.added.union(&self.updated).copied().collect();
        rows.sort_unstable();
        rows
    }

    fn write_in(
        &mut self,
        transaction: &Transaction<'_>,
        batch: &Batch,
        change: &mut Change,
    ) -> Result<BatchWritten> {
        self.meet(&batch.senders);
        self.write_people(transaction, batch)?;
        self.names.reached(batch.latest_time());
        let mut written = BatchWritten::default();
        let mut revealed = vec![];
        for part in &batch.conversations {
            let known = self.open.take();
            let mut open = OpenConversation::find(
                transaction,
                (self.source, self.id_scope),
                &part.draft,
                known,
            )?;
            let messages = batch.messages(part);
            let counts = message::write(
                transaction,
                &mut open,
                messages,
                &self.people,
                self.id_scope,
            )?;
            written.messages_added += counts.added;
            written.messages_known += counts.known;
            let is_new = open.is_new();
            if open.is_hidden() {
                revealed.push(open.row);
            }
            if open.save(transaction, &part.draft)? {
                change.conversations.push(open.row);
                let rows = if is_new {
                    &mut written.added
                } else {
                    &mut written.updated
                };
                rows.push(open.row);
            }
            self.open = Some(open);
        }
        change.conversations.sort_unstable();
        change.conversations.dedup();
        if mark::unread_of(transaction, &revealed)? > 0 {
            change.unread_total = Some(mark::unread_total(transaction)?);
        }
        Ok(written)
    }

    /// Takes note of senders that the export names for the first time, or anew.
    fn meet(&mut self, senders: &[NewSender]) {
        for sender in senders {
            self.names.found(&sender.key, &sender.name);
            let person = Person {
                key: sender.key.clone(),
                found: sender.name.clone(),
                row: 0,
                name: String::new(),
                own: false,
            };
            self.people.insert(sender.number, person);
        }
    }

    /// Finds or makes the people who write in a batch: each batch anew, since the person can have
    /// erased somebody, or said who they are themselves, after the last one.
    fn write_people(&mut self, transaction: &Transaction<'_>, batch: &Batch) -> Result<()> {
        let mut upsert = transaction.prepare_cached(
            "INSERT INTO person (source, key, name) VALUES (?1, ?2, ?3)
             ON CONFLICT (source, key) DO UPDATE
               SET name = CASE name WHEN '' THEN excluded.name ELSE name END
             RETURNING id, name, own",
        )?;
        for number in batch.writers() {
            let Some(person) = self.people.get_mut(&number) else {
                continue;
            };
            (person.row, person.name, person.own) = upsert
                .query_row((self.source, &person.key, &person.found), |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
        }
        Ok(())
    }
}
