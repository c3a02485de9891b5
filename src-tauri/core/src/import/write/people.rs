//! Who takes part in a conversation, while messages are added to it.

use rusqlite::Transaction;
use rustc_hash::FxHashSet;

use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::search;

/// The people of a conversation.
pub(super) struct People {
    /// Who has sent something, the owner aside; not loaded while `None`.
    others: Option<FxHashSet<i64>>,
    new_others: FxHashSet<i64>,
    /// The owner, under each id by which they sent something since it was opened.
    owners: FxHashSet<i64>,
    new_owners: Vec<i64>,
}

impl People {
    /// Those of a conversation that is new.
    pub fn nobody() -> Self {
        Self {
            others: Some(FxHashSet::default()),
            ..Self::not_loaded()
        }
    }

    /// Those of a known conversation, whoever they are.
    pub fn not_loaded() -> Self {
        Self {
            others: None,
            new_others: FxHashSet::default(),
            owners: FxHashSet::default(),
            new_owners: vec![],
        }
    }

    /// Takes note of somebody who wrote in it.
    pub fn saw(&mut self, person: i64, is_owner: bool) {
        if is_owner {
            if self.owners.insert(person) {
                self.new_owners.push(person);
            }
            return;
        }
        let others = self.others.as_ref();
        if !others.is_some_and(|others| others.contains(&person)) {
            self.new_others.insert(person);
        }
    }

    /// Writes down who is new in it; whether anybody but the owner is.
    pub fn save(&mut self, transaction: &Transaction<'_>, conversation: RowId) -> Result<bool> {
        // Another export may know better who is the owner: whoever was once somebody else stays so.
        let mut insert = transaction.prepare_cached(
            "INSERT INTO participant (conversation_id, person_id) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET is_owner = 0 WHERE is_owner = 1",
        )?;
        let mut added = 0;
        for person in &self.new_others {
            added += insert.execute((conversation, person))?;
        }
        match &mut self.others {
            Some(others) => others.extend(self.new_others.drain()),
            None => self.new_others.clear(),
        }
        let mut insert = transaction.prepare_cached(
            "INSERT INTO participant (conversation_id, person_id, is_owner) VALUES (?1, ?2, 1)
             ON CONFLICT DO NOTHING",
        )?;
        for person in self.new_owners.drain(..) {
            insert.execute((conversation, person))?;
        }
        Ok(added > 0)
    }

    /// The names of everybody but the owner, as they go into the search index.
    pub fn folded_names(
        &mut self,
        transaction: &Transaction<'_>,
        conversation: RowId,
    ) -> Result<String> {
        let others = match self.others.take() {
            Some(others) => others,
            None => transaction
                .prepare_cached(
                    "SELECT person_id FROM participant WHERE conversation_id = ?1 AND is_owner = 0",
                )?
                .query_map([conversation], |row| row.get(0))?
                .collect::<rusqlite::Result<FxHashSet<i64>>>()?,
        };
        let mut names = transaction.prepare_cached("SELECT name FROM person WHERE id = ?1")?;
        let mut folded = String::new();
        let mut in_order: Vec<i64> = others.iter().copied().collect();
        in_order.sort_unstable();
        for person in in_order {
            let name: String = names.query_row([person], |row| row.get(0))?;
            search::fold_into(&name, &mut folded);
            folded.push('\n');
        }
        self.others = Some(others);
        Ok(folded)
    }
}
