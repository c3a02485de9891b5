//! Messages that the library has already, met again in another export.

use rusqlite::{CachedStatement, Transaction};

use super::conversation::OpenConversation;
use crate::import::batch::MessageView;
use crate::import::text_key;
use crate::model::error::Result;

/// The widest that two zones lie apart, and the least, milliseconds.
const ZONES_APART: u64 = 26 * 60 * 60 * 1000;
const ZONE_STEP: u64 = 15 * 60 * 1000;

/// What is asked of a known message before anything else.
pub(super) struct Known {
    id: i64,
    time: i64,
    content_time: i64,
}

/// The statement of [`find`].
pub(super) fn prepare<'t>(transaction: &'t Transaction<'_>) -> Result<CachedStatement<'t>> {
    Ok(transaction.prepare_cached(
        "SELECT id, time, content_time FROM message WHERE conversation_id = ?1 AND key = ?2",
    )?)
}

/// The message of a key.
pub(super) fn find(
    select: &mut CachedStatement<'_>,
    conversation: i64,
    key: i64,
) -> Result<Option<Known>> {
    let mut rows = select.query((conversation, key))?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Known {
        id: row.get(0)?,
        time: row.get(1)?,
        content_time: row.get(2)?,
    }))
}

/// The key of a message whose own is taken by one that another account gave the same number.
pub(super) fn other_key(key: i64, time: i64) -> i64 {
    text_key(&format!("{key}\0{time}"))
}

impl Known {
    /// Whether it only has the number of the message, in another account's counting: nothing else
    /// is as sure to stay as the second in which a message was sent. `times_are_local`: it may have
    /// been read in another zone.
    pub fn is_another(&self, message: &MessageView<'_>, times_are_local: bool) -> bool {
        let apart = self.time.abs_diff(message.time);
        let is_of_zone = || apart <= ZONES_APART && apart.is_multiple_of(ZONE_STEP);
        message.time_is_sure && apart > 0 && !(times_are_local && is_of_zone())
    }

    /// Whether the export knows a later state of it.
    pub fn is_older_than(&self, message: &MessageView<'_>) -> bool {
        self.content_time < message.content_time
    }

    /// Lets it hold what the export says. Its place in the conversation stays.
    pub fn renew(
        &self,
        transaction: &Transaction<'_>,
        conversation: &mut OpenConversation,
        message: &MessageView<'_>,
    ) -> Result<()> {
        let kind = message.kind.to_stored();
        let is_same = transaction
            .prepare_cached(
                "SELECT 1 FROM message WHERE id = ?1 AND (kind, text, extra) = (?2, ?3, ?4)",
            )?
            .exists((self.id, kind, message.text, message.extra))?;
        transaction
            .prepare_cached(
                "UPDATE message SET kind = ?2, text = ?3, extra = ?4, content_time = ?5
                 WHERE id = ?1",
            )?
            .execute((
                self.id,
                kind,
                message.text,
                message.extra,
                message.content_time,
            ))?;
        if is_same {
            return Ok(());
        }
        transaction
            .prepare_cached("DELETE FROM message_search WHERE rowid = ?1")?
            .execute([self.id])?;
        if !message.folded.is_empty() {
            transaction
                .prepare_cached("INSERT INTO message_search (rowid, text) VALUES (?1, ?2)")?
                .execute((self.id, message.folded))?;
        }
        conversation.renew(self.id, kind, message.text);
        Ok(())
    }
}
