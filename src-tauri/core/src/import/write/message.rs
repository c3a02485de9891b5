//! Messages and their search entries.

use rusqlite::Transaction;
use rustc_hash::FxHashMap;

use super::conversation::{Last, OpenConversation};
use super::{Person, known};
use crate::import::IdScope;
use crate::import::batch::MessageView;
use crate::model::error::Result;
use crate::model::message::flags;

/// How many of the messages given were new and how many known.
pub(super) struct Counts {
    pub added: u64,
    pub known: u64,
}

/// Writes the messages that are new. Their search entries get ascending row ids, as the index likes
/// them best.
pub(super) fn write<'b>(
    transaction: &Transaction<'_>,
    conversation: &mut OpenConversation,
    messages: impl Iterator<Item = MessageView<'b>>,
    people: &FxHashMap<u32, Person>,
    id_scope: IdScope,
) -> Result<Counts> {
    let of_account = id_scope == IdScope::Account;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO message
           (id, conversation_id, key, time, person_id, kind, flags, text, extra, content_time)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (conversation_id, key) DO NOTHING",
    )?;
    let mut index =
        transaction.prepare_cached("INSERT INTO message_search (rowid, text) VALUES (?1, ?2)")?;
    let mut select = known::prepare(transaction)?;
    let mut counts = Counts { added: 0, known: 0 };
    let mut expects_known = false;
    for message in messages {
        conversation.saw(message.time);
        let person = message.sender.and_then(|number| people.get(&number));
        let id = conversation.next_message;
        let mut key = message.key;
        let known = loop {
            // Behind a known message comes mostly another: to ask for it costs less than to try and
            // insert it, and tells what the library has.
            let mut known = None;
            if expects_known {
                known = known::find(&mut select, conversation.row, key)?;
            }
            if known.is_none() {
                let added = insert.execute((
                    id,
                    conversation.row,
                    key,
                    message.time,
                    person.map(|person| person.row),
                    message.kind.to_stored(),
                    message.flags,
                    message.text,
                    message.extra,
                    message.content_time,
                ))?;
                if added == 0 {
                    known = known::find(&mut select, conversation.row, key)?;
                }
            }
            let times_are_local = conversation.times_are_local;
            match known {
                Some(other) if of_account && other.is_another(&message, times_are_local) => {
                    key = known::other_key(key, message.time);
                }
                known => break known,
            }
        };
        expects_known = known.is_some();
        if let Some(known) = known {
            counts.known += 1;
            if known.is_older_than(&message) {
                known.renew(transaction, conversation, &message)?;
            }
            continue;
        }
        if !message.folded.is_empty() {
            index.execute((id, message.folded))?;
        }
        counts.added += 1;
        let outgoing = message.flags & flags::OUTGOING != 0;
        if let Some(person) = person {
            conversation.has_person(person.row, outgoing);
        }
        // What the person said of a name is no part of the message: it can be taken back.
        let outgoing = outgoing || person.is_some_and(|person| person.own);
        let other = person.filter(|_| !outgoing);
        conversation.add(&Last {
            time: message.time,
            id,
            kind: message.kind.to_stored(),
            outgoing,
            sender: other.map_or("", |person| &person.name),
            text: message.text,
        });
    }
    Ok(counts)
}
