//! Deleting conversations from view, bringing them back, erasing them for good.

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use super::{ConversationNamed, DeleteConversations, Deleted, EraseDeleted, Rows};
use crate::change::Change;
use crate::history::{self, Edit, OperationKind, StoredParams};
use crate::items::{self, Counted, Items};
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::{Error, Result};
use crate::store::conversation;
use crate::store::message;
use crate::store::person;
use crate::store::wipe;

/// Messages that one transaction erases, about: a drag gets in between two.
const MESSAGES_AT_ONCE: i64 = 4_000;

impl Library {
    /// Deletes conversations from every list and view. Everything they hold stays until it is
    /// erased, so undo brings them back whatever `clearHistoryMessage` says.
    ///
    /// # Errors
    /// 50002, 2500 for a single id, 200002.
    pub fn delete_conversation(&self, request: DeleteConversations) -> Result<Deleted> {
        self.store.write(
            |transaction| match (request.conversation_id, request.conversation_ids) {
                (Some(conversation_id), None) => {
                    let row = items::find_one(transaction, &conversation_id)?;
                    let change = delete(transaction, vec![row])?;
                    Ok((Deleted::One(ConversationNamed { conversation_id }), change))
                }
                (None, Some(ids)) => {
                    let items = Items::find(transaction, ids)?;
                    let conversation_ids = items.lists.success;
                    let change = delete(transaction, items.rows)?;
                    Ok((Deleted::Several { conversation_ids }, change))
                }
                _ => Err(Error::bad_parameter(
                    "conversationID",
                    "either one conversationID or a conversationIDList is needed",
                )),
            },
        )
    }

    /// Deletes rows from every list and view; those that name no conversation are passed over.
    ///
    /// # Errors
    /// 200002.
    pub fn delete_rows(&self, request: Rows) -> Result<Counted> {
        self.store.write(|transaction| {
            let (rows, _) = items::find_rows(transaction, request.row_ids)?;
            let count = rows.len();
            Ok((Counted { count }, delete(transaction, rows)?))
        })
    }

    /// Brings deleted conversations back into view, with their groups, marks and pins; those that
    /// are not deleted are passed over.
    ///
    /// # Errors
    /// 200002.
    pub fn restore_rows(&self, request: Rows) -> Result<Counted> {
        let wanted = FxHashSet::from_iter(request.row_ids);
        self.store.write(|transaction| {
            let rows = conversation::some_deleted(transaction, Some(&wanted), i64::MAX)?;
            let count = rows.len();
            let params = StoredParams::of_rows(&rows);
            let edit = Edit::Restored(rows).if_any();
            let kind = OperationKind::RestoreConversations;
            let change = history::perform(transaction, kind, &params, edit.as_slice())?;
            Ok((Counted { count }, change))
        })
    }

    /// Erases what deleted conversations hold, all or those of the request, for good, and wipes it
    /// out of the file. Their groups, marks and pins stay, so that importing one of them again finds
    /// them. Takes seconds where there are millions of messages; other operations get in between.
    ///
    /// # Errors
    /// 200002. What was erased until then stays erased; erasing again goes on.
    pub fn erase_deleted(&self, request: EraseDeleted) -> Result<Counted> {
        let wanted = request.row_ids.map(FxHashSet::from_iter);
        self.store.overwriting(|| {
            let mut count = 0;
            loop {
                let erased = self.store.write(|transaction| {
                    let rows =
                        conversation::some_deleted(transaction, wanted.as_ref(), MESSAGES_AT_ONCE)?;
                    if !rows.is_empty() {
                        wipe::mark(transaction)?;
                        erase(transaction, &rows)?;
                    }
                    Ok((rows.len(), Change::default()))
                })?;
                if erased == 0 {
                    break;
                }
                count += erased;
            }
            self.store.wipe().map_err(|_| Error::NotWiped)?;
            Ok(Counted { count })
        })
    }

    /// Finishes wiping out of the file what was erased, where the program was ended in the middle of
    /// it. Takes as long as erasing; does nothing mostly.
    ///
    /// # Errors
    /// 200002.
    pub fn finish_erasing(&self) -> Result<()> {
        if !self.has_traces()? {
            return Ok(());
        }
        self.store.overwriting(|| self.store.wipe())
    }

    /// Whether traces of what was erased may still be in the file.
    ///
    /// # Errors
    /// 200002.
    pub fn has_traces(&self) -> Result<bool> {
        self.store.read(wipe::is_due)
    }
}

fn delete(connection: &Connection, rows: Vec<RowId>) -> Result<Change> {
    let params = StoredParams::of_rows(&rows);
    let edit = Edit::Deleted(rows).if_any();
    let kind = OperationKind::DeleteConversations;
    history::perform(connection, kind, &params, edit.as_slice())
}

/// Erases what conversations hold, for good. The caller tells of it.
pub(crate) fn erase(connection: &Connection, rows: &[RowId]) -> Result<()> {
    for row in rows {
        message::erase_all(connection, *row)?;
        person::erase_of(connection, *row)?;
        conversation::erase(connection, *row)?;
    }
    Ok(())
}
