//! The row of a conversation while messages are added to it.

use rusqlite::{OptionalExtension, Row, Transaction};

use super::people::People;
use crate::import::{ConversationDraft, DELETED_ACCOUNT, IdScope};
use crate::model::conversation::{ConversationId, RowId, title_key};
use crate::model::error::Result;
use crate::model::message::NUMBER_BITS;
use crate::search;
use crate::store::{conversation, mark};

/// What the list shows of a long message, bytes at most.
const PREVIEW_BYTES: usize = 400;

/// A conversation that messages are being added to: its row as it will be saved.
pub(super) struct OpenConversation {
    pub row: RowId,
    /// The id that the next new message gets.
    pub next_message: i64,
    /// Not in the library before this batch.
    new: bool,
    account: String,
    title: String,
    folder: String,
    hidden: bool,
    pub times_are_local: bool,
    count: i64,
    first_time: i64,
    last: StoredLast,
    /// The latest time among the messages given, known ones too.
    latest_seen: Option<i64>,
    messages_changed: bool,
    people: People,
}

/// What the list shows of the last message.
#[derive(Default, Clone)]
struct StoredLast {
    time: i64,
    id: i64,
    kind: i64,
    outgoing: bool,
    sender: String,
    text: String,
}

impl StoredLast {
    /// Keeps the beginning of a text.
    fn set_text(&mut self, text: &str) {
        self.text.clear();
        self.text.push_str(preview(text));
    }
}

/// A message that may be the last one.
pub(super) struct Last<'a> {
    pub time: i64,
    pub id: i64,
    pub kind: i64,
    pub outgoing: bool,
    pub sender: &'a str,
    pub text: &'a str,
}

impl OpenConversation {
    /// Finds the conversation that a draft means, or makes its row. `known` is the one that the last
    /// batch ended in: when it is the same and nobody touched it since, its people are known.
    pub fn find(
        transaction: &Transaction<'_>,
        (source, id_scope): (&str, IdScope),
        draft: &ConversationDraft,
        known: Option<Self>,
    ) -> Result<Self> {
        let id = ConversationId::imported(draft.kind, source, &draft.native_id);
        let mut id = id.as_str().to_owned();
        let mut found = Self::load(transaction, &id)?;
        let of_another_account = |found: &Self| {
            id_scope == IdScope::Account
                && !found.account.is_empty()
                && !draft.account.is_empty()
                && found.account != draft.account
        };
        if found.as_ref().is_some_and(of_another_account) {
            // Two accounts of one product can talk to the same person: two conversations.
            id = format!("{id}@{}", draft.account);
            found = Self::load(transaction, &id)?;
        }
        let Some(mut open) = found else {
            return Self::create(transaction, source, draft, &id);
        };
        if let Some(known) =
            known.filter(|known| known.row == open.row && known.count == open.count)
        {
            open.people = known.people;
        }
        Ok(open)
    }

    fn load(transaction: &Transaction<'_>, id: &str) -> Result<Option<Self>> {
        let mut select = transaction.prepare_cached(
            "SELECT id, account, title, hidden, times_are_local, message_count,
               first_time, last_time, last_message_id, last_kind, last_outgoing, last_sender,
               last_text, folder
             FROM conversation WHERE conversation_id = ?1",
        )?;
        let mut found = select.query_row([id], Self::from_row).optional()?;
        if found.is_none() && conversation::name_again(transaction, id)? {
            found = select.query_row([id], Self::from_row).optional()?;
        }
        let Some(mut open) = found else {
            return Ok(None);
        };
        let first = open.row << NUMBER_BITS;
        let highest: Option<i64> = transaction
            .prepare_cached("SELECT MAX(id) FROM message WHERE id BETWEEN ?1 AND ?2")?
            .query_row((first, first | ((1 << NUMBER_BITS) - 1)), |row| row.get(0))?;
        open.next_message = highest.unwrap_or(first) + 1;
        Ok(Some(open))
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get(0)?,
            next_message: 0,
            new: false,
            account: row.get(1)?,
            title: row.get(2)?,
            folder: row.get(13)?,
            hidden: row.get::<_, i64>(3)? != 0,
            times_are_local: row.get(4)?,
            count: row.get(5)?,
            first_time: row.get(6)?,
            last: StoredLast {
                time: row.get(7)?,
                id: row.get(8)?,
                kind: row.get(9)?,
                outgoing: row.get(10)?,
                sender: row.get(11)?,
                text: row.get(12)?,
            },
            latest_seen: None,
            messages_changed: false,
            people: People::not_loaded(),
        })
    }

    fn create(
        transaction: &Transaction<'_>,
        source: &str,
        draft: &ConversationDraft,
        id: &str,
    ) -> Result<Self> {
        transaction
            .prepare_cached(
                "INSERT INTO conversation
                   (conversation_id, type, source, account, title, title_key, times_are_local,
                    folder)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                id,
                draft.kind.as_str(),
                source,
                &draft.account,
                &draft.title,
                title_key(&draft.title),
                draft.times_are_local,
                &draft.filing.folder,
            ))?;
        let row = transaction.last_insert_rowid();
        // Once, when it comes: what the person makes of it here is theirs.
        if draft.filing.is_starred {
            mark::set(transaction, &[row], mark::STAR)?;
        }
        if draft.filing.is_archived {
            mark::set(transaction, &[row], mark::FOLD)?;
        }
        Ok(Self {
            row,
            next_message: (row << NUMBER_BITS) + 1,
            new: true,
            account: draft.account.clone(),
            title: draft.title.clone(),
            folder: draft.filing.folder.clone(),
            hidden: false,
            times_are_local: draft.times_are_local,
            count: 0,
            first_time: 0,
            last: StoredLast::default(),
            latest_seen: None,
            messages_changed: false,
            people: People::nobody(),
        })
    }

    /// Whether the library did not have it before this batch.
    pub fn is_new(&self) -> bool {
        self.new
    }

    /// Whether the person deleted it: importing it again brings it back.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Takes note of the time of a message given, new or known.
    pub fn saw(&mut self, time: i64) {
        self.latest_seen = self.latest_seen.max(Some(time));
    }

    /// Takes note of somebody who wrote in it.
    pub fn has_person(&mut self, person: i64, is_owner: bool) {
        self.people.saw(person, is_owner);
    }

    /// Takes note of a message that was added.
    pub fn add(&mut self, message: &Last<'_>) {
        let is_first = self.count == 0;
        if is_first || message.time < self.first_time {
            self.first_time = message.time;
        }
        if is_first || (message.time, message.id) >= (self.last.time, self.last.id) {
            self.last.time = message.time;
            self.last.id = message.id;
            self.last.kind = message.kind;
            self.last.outgoing = message.outgoing;
            self.last.sender.clear();
            self.last.sender.push_str(message.sender);
            self.last.set_text(message.text);
        }
        self.count += 1;
        self.next_message += 1;
        self.messages_changed = true;
    }

    /// Takes note of a known message that holds something else now.
    pub fn renew(&mut self, id: i64, kind: i64, text: &str) {
        if id == self.last.id {
            self.last.kind = kind;
            self.last.set_text(text);
        }
        self.messages_changed = true;
    }

    /// Writes what changed; whether the list shows it differently now.
    pub fn save(
        &mut self,
        transaction: &Transaction<'_>,
        draft: &ConversationDraft,
    ) -> Result<bool> {
        // An older export must not bring back what was true of old.
        let up_to_date = self.count == 0 || self.latest_seen >= Some(self.last.time);
        let renamed = !draft.title.is_empty()
            && draft.title != self.title
            && (self.title.is_empty() || (up_to_date && draft.title != DELETED_ACCOUNT));
        if renamed {
            self.title.clone_from(&draft.title);
        }
        // What the account is called may change, where it tells no conversations apart.
        let moved = !draft.account.is_empty()
            && draft.account != self.account
            && (self.account.is_empty() || up_to_date);
        if moved {
            self.account.clone_from(&draft.account);
        }
        let refiled = draft.filing.folder != self.folder && up_to_date;
        if refiled {
            self.folder.clone_from(&draft.filing.folder);
        }
        let became_local = draft.times_are_local && !self.times_are_local;
        self.times_are_local |= draft.times_are_local;
        let has_new_people = self.people.save(transaction, self.row)?;
        if self.new || renamed || has_new_people {
            index(transaction, self.row, &self.title, &mut self.people)?;
        }
        let changed = self.new
            || self.messages_changed
            || renamed
            || moved
            || refiled
            || became_local
            || self.hidden;
        if changed {
            self.update(transaction)?;
        }
        self.new = false;
        self.hidden = false;
        self.messages_changed = false;
        Ok(changed)
    }

    fn update(&self, transaction: &Transaction<'_>) -> Result<()> {
        transaction
            .prepare_cached(
                "UPDATE conversation SET account = ?2, title = ?3, title_key = ?4, hidden = 0,
                   times_are_local = ?5, message_count = ?6, first_time = ?7, last_time = ?8,
                   last_message_id = ?9, last_kind = ?10, last_outgoing = ?11, last_sender = ?12,
                   last_text = ?13, folder = ?14
                 WHERE id = ?1",
            )?
            .execute((
                self.row,
                &self.account,
                &self.title,
                title_key(&self.title),
                self.times_are_local,
                self.count,
                self.first_time,
                self.last.time,
                self.last.id,
                self.last.kind,
                self.last.outgoing,
                &self.last.sender,
                &self.last.text,
                &self.folder,
            ))?;
        Ok(())
    }
}

/// Writes a conversation's search entry: its title and the names of everybody else in it.
pub(super) fn index(
    transaction: &Transaction<'_>,
    row: RowId,
    title: &str,
    people: &mut People,
) -> Result<()> {
    let folded_names = people.folded_names(transaction, row)?;
    let mut folded_title = String::new();
    search::fold_into(title, &mut folded_title);
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO conversation_search (rowid, title, people)
             VALUES (?1, ?2, ?3)",
        )?
        .execute((row, folded_title, folded_names))?;
    Ok(())
}

/// The beginning of a text, cut between characters.
fn preview(text: &str) -> &str {
    text.get(..text.floor_char_boundary(PREVIEW_BYTES))
        .unwrap_or(text)
}
