//! Who the person is, in conversations whose exports do not say: a group in WhatsApp has its owner's
//! messages under the owner's name, like everybody's.
//!
//! Saying so is no operation of the history: it puts nothing in order but says who somebody is, for
//! all conversations of the product and for those that are imported later; and it is taken back by
//! saying otherwise, exactly, because nothing of the messages is changed.

#[cfg(test)]
mod tests;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::items;
use crate::library::Library;
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::{Error, Result};
use crate::model::request::nullable;
use crate::store::conversation;
use crate::store::person::{self, Participant};

/// `get_people`.
#[derive(Debug, Clone, Deserialize)]
pub struct PeopleRequest {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
}

/// `set_own_person`.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnPersonRequest {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Which of those who write in it is the person; null: none of them.
    #[serde(rename = "personID", deserialize_with = "nullable")]
    pub person_id: Option<i64>,
}

/// Somebody who writes in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The window's handle.
    #[serde(rename = "personID")]
    pub person_id: i64,
    /// Their name.
    pub name: String,
    /// Whether it is the person themselves.
    pub is_own: bool,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// Those among whom the person can say which is themselves; none where the export says it.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn get_people(&self, request: PeopleRequest) -> Result<Vec<Person>> {
        self.store.read(|connection| {
            let row = items::find_one(connection, &request.conversation_id)?;
            Ok(choices(connection, row)?
                .into_iter()
                .map(Person::from)
                .collect())
        })
    }

    /// Says which of those who write in a conversation is the person. Holds for all conversations
    /// of the product that they write in; nobody else in this one is the person then.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn set_own_person(&self, request: OwnPersonRequest) -> Result<Vec<Person>> {
        self.store.write(|transaction| {
            let row = items::find_one(transaction, &request.conversation_id)?;
            let mut people = choices(transaction, row)?;
            let is_one = |id| people.iter().any(|person| person.id == id);
            if !request.person_id.is_none_or(is_one) {
                return Err(Error::bad_parameter(
                    "personID",
                    "names nobody of whom it can be said in this conversation",
                ));
            }
            let mut change = Change::default();
            for person in &mut people {
                let own = request.person_id == Some(person.id);
                if person.own != own {
                    person.own = own;
                    let rows = person::set_own(transaction, person)?;
                    change.conversations.extend(rows);
                }
            }
            change.conversations.sort_unstable();
            change.conversations.dedup();
            Ok((people.into_iter().map(Person::from).collect(), change))
        })
    }
}

fn choices(connection: &Connection, row: RowId) -> Result<Vec<Participant>> {
    let is_assistant = conversation::kind(connection, row)? == ConversationType::Assistant;
    if is_assistant || person::is_owner_known(connection, row)? {
        return Ok(vec![]);
    }
    person::of_conversation(connection, row)
}

impl From<Participant> for Person {
    fn from(participant: Participant) -> Self {
        Self {
            person_id: participant.id,
            name: participant.name,
            is_own: participant.own,
        }
    }
}
