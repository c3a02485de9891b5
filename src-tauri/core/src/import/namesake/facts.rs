//! What tells a chat from another of its name: how much there is of it, of when and by whom.

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::super::{MessageDraft, Role};
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::message::MessageKind;
use crate::store::person;

/// People who are named; the others are counted.
const MOST_NAMED: usize = 4;

/// What a chat holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatFacts {
    /// Messages.
    pub message_count: u64,
    /// Of the oldest message, UTC milliseconds.
    pub first_time: i64,
    /// Of the newest.
    pub last_time: i64,
    /// Some of those who write in it, the owner aside: those who write most, where that is known.
    pub people: Vec<String>,
    /// How many there are.
    pub people_count: usize,
}

/// The facts of a file while it is read.
#[derive(Default)]
pub(super) struct Tally {
    messages: u64,
    times: Option<(i64, i64)>,
    /// Name and number of messages of each person, by their key.
    people: FxHashMap<String, (String, u64)>,
}

impl Tally {
    pub fn add(&mut self, draft: &MessageDraft<'_>) {
        self.messages += 1;
        let (first, last) = self.times.unwrap_or((draft.time, draft.time));
        self.times = Some((first.min(draft.time), last.max(draft.time)));
        let somebody = draft.sender.as_ref().filter(|who| who.role != Role::Owner);
        // A group is nobody, though iPhones write its notices in its name.
        let Some(sender) = somebody.filter(|_| draft.kind != MessageKind::System) else {
            return;
        };
        match self.people.get_mut(&*sender.key) {
            Some((_, said)) => *said += 1,
            None => {
                let named = (sender.name.clone().into_owned(), 1);
                self.people.insert(sender.key.clone().into_owned(), named);
            }
        }
    }

    pub fn facts(&self) -> ChatFacts {
        let (first_time, last_time) = self.times.unwrap_or_default();
        let mut people: Vec<(&str, u64)> = self
            .people
            .values()
            .map(|(name, said)| (name.as_str(), *said))
            .collect();
        people.sort_unstable_by_key(|(name, said)| (std::cmp::Reverse(*said), *name));
        ChatFacts {
            message_count: self.messages,
            first_time,
            last_time,
            people_count: people.len(),
            people: people
                .into_iter()
                .take(MOST_NAMED)
                .map(|(name, _)| name.to_owned())
                .collect(),
        }
    }

    /// What a conversation of the library holds, and how many people of the file are in it.
    pub fn compare(&self, connection: &Connection, row: RowId) -> Result<(ChatFacts, usize)> {
        let mut facts = connection
            .prepare_cached(
                "SELECT message_count, first_time, last_time FROM conversation WHERE id = ?1",
            )?
            .query_row([row], |row| {
                Ok(ChatFacts {
                    message_count: row.get::<_, i64>(0)?.unsigned_abs(),
                    first_time: row.get(1)?,
                    last_time: row.get(2)?,
                    ..ChatFacts::default()
                })
            })?;
        let mut in_common = 0;
        for person in person::of_conversation(connection, row)? {
            in_common += usize::from(self.people.contains_key(&person.key));
            facts.people_count += 1;
            if facts.people.len() < MOST_NAMED {
                facts.people.push(person.name);
            }
        }
        Ok((facts, in_common))
    }
}
