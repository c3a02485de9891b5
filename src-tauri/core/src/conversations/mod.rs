//! The operations on single conversations: pins, marks, custom data, deletion, reading.

mod delete;
mod list;
mod request;
mod shape;
#[cfg(test)]
mod tests;

pub(crate) use delete::erase;
pub use list::{ConversationList, ConversationProfile, ListConversations};
pub use request::{
    ConversationNamed, CustomData, DeleteConversations, Deleted, EraseDeleted, Mark, Pin, PinRows,
    Rows,
};
pub use shape::{Conversation, LastMessage};

use rusqlite::Connection;

use crate::change::Change;
use crate::history::{self, Edit, OperationKind, StoredParams};
use crate::items::{self, Counted, ItemLists, Items};
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::{Error, Result};
use crate::reorder::reordered;
use crate::store::{conversation, mark};

/// Bytes of UTF-8 that custom data may take, as in the SDK.
const CUSTOM_DATA_BYTES: usize = 256;

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// Pins a conversation above all others, or unpins it.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn pin_conversation(&self, request: Pin) -> Result<ConversationNamed> {
        self.store.write(|transaction| {
            let row = items::find_one(transaction, &request.conversation_id)?;
            let (_, change) = pin(transaction, &[row], request.is_pinned)?;
            Ok((
                ConversationNamed {
                    conversation_id: request.conversation_id,
                },
                change,
            ))
        })
    }

    /// Pins rows above all others, the first of them highest, or unpins them. Those that are so
    /// already stay where they are.
    ///
    /// # Errors
    /// 200002.
    pub fn pin_rows(&self, request: PinRows) -> Result<Counted> {
        self.store.write(|transaction| {
            let (rows, _) = items::find_rows(transaction, request.row_ids)?;
            let (count, change) = pin(transaction, &rows, request.is_pinned)?;
            Ok((Counted { count }, change))
        })
    }

    /// Puts the pinned conversations in a new order.
    ///
    /// # Errors
    /// 50002 unless every pinned conversation is named exactly once, 200002.
    pub fn reorder_pinned(&self, request: Rows) -> Result<Counted> {
        self.store.write(|transaction| {
            let pinned = conversation::pinned(transaction)?;
            let wanted = request.row_ids.iter().copied();
            let moved = reordered(&pinned, |(row, _)| *row, |(_, place)| *place, wanted)
                .ok_or_else(|| {
                    Error::bad_parameter(
                        "rowIDs",
                        "must name every pinned conversation exactly once",
                    )
                })?;
            let moved = moved
                .into_iter()
                .map(|(&(row, before), after)| (row, before, after));
            let moved: Vec<_> = moved.collect();
            let params = StoredParams {
                count: Some(moved.len()),
                ..StoredParams::default()
            };
            let edit = Edit::Pinned(moved).if_any();
            let kind = OperationKind::ReorderPinned;
            let change = history::perform(transaction, kind, &params, edit.as_slice())?;
            Ok((
                Counted {
                    count: pinned.len(),
                },
                change,
            ))
        })
    }

    /// Sets or takes away a mark.
    ///
    /// # Errors
    /// 50002, 200002.
    pub fn mark_conversation(&self, request: Mark) -> Result<ItemLists> {
        if request.mark_type < 1 {
            return Err(Error::bad_parameter(
                "markType",
                "must be a positive whole number",
            ));
        }
        self.store.write(|transaction| {
            let items = Items::find(transaction, request.conversation_ids)?;
            let rows = mark::with_mark(
                transaction,
                &items.rows,
                request.mark_type,
                !request.enable_mark,
            )?;
            let params = StoredParams {
                mark_type: Some(request.mark_type),
                ..StoredParams::of_rows(&rows)
            };
            let (kind, edit) = if request.enable_mark {
                (OperationKind::Mark, Edit::Marked(request.mark_type, rows))
            } else {
                (
                    OperationKind::Unmark,
                    Edit::Unmarked(request.mark_type, rows),
                )
            };
            let edit = edit.if_any();
            let change = history::perform(transaction, kind, &params, edit.as_slice())?;
            Ok((items.lists, change))
        })
    }

    /// Sets the text that a script keeps with conversations.
    ///
    /// # Errors
    /// 50002, 200002.
    pub fn set_conversation_custom_data(&self, request: CustomData) -> Result<ItemLists> {
        let text = &request.custom_data;
        if text.len() > CUSTOM_DATA_BYTES {
            return Err(Error::bad_parameter(
                "customData",
                "must be at most 256 bytes",
            ));
        }
        self.store.write(|transaction| {
            let items = Items::find(transaction, request.conversation_ids)?;
            let changes: Vec<(RowId, String, String)> =
                conversation::custom_data(transaction, &items.rows)?
                    .into_iter()
                    .filter(|(_, before)| before != text)
                    .map(|(row, before)| (row, before, text.clone()))
                    .collect();
            let rows: Vec<RowId> = changes.iter().map(|(row, ..)| *row).collect();
            let params = StoredParams::of_rows(&rows);
            let edit = Edit::CustomData(changes).if_any();
            let kind = OperationKind::SetCustomData;
            let change = history::perform(transaction, kind, &params, edit.as_slice())?;
            Ok((items.lists, change))
        })
    }

    /// Clears a conversation's unread count and its unread mark. Not undoable: what was read stays
    /// read.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn set_message_read(&self, request: ConversationNamed) -> Result<ConversationNamed> {
        self.store.write(|transaction| {
            let row = items::find_one(transaction, &request.conversation_id)?;
            let had_unread = conversation::clear_unread(transaction, row)?;
            let had_mark = !mark::clear(transaction, &[row], mark::UNREAD)?.is_empty();
            let mut change = Change::default();
            if had_unread || had_mark {
                change.conversations.push(row);
                change.unread_total = Some(mark::unread_total(transaction)?);
            }
            Ok((request, change))
        })
    }

    /// Unread messages of all conversations; one marked unread that has none counts as one.
    ///
    /// # Errors
    /// 200002.
    pub fn get_total_unread_message_count(&self) -> Result<u64> {
        self.store.read(mark::unread_total)
    }

    /// The contract's ids of rows, for events; also of deleted ones.
    ///
    /// # Errors
    /// 200002.
    pub fn conversation_ids(&self, rows: &[RowId]) -> Result<Vec<String>> {
        self.store
            .read(|connection| conversation::ids_of(connection, rows))
    }
}

/// Pins or unpins `rows`; how many of them were not so before.
fn pin(connection: &Connection, rows: &[RowId], is_pinned: bool) -> Result<(usize, Change)> {
    let mut moved: Vec<(RowId, i64, i64)> = conversation::pin_positions(connection, rows)?
        .into_iter()
        .filter(|(_, before)| (*before > 0) != is_pinned)
        .map(|(row, before)| (row, before, 0))
        .collect();
    if is_pinned {
        let above_all = conversation::pin_position_above_all(connection)?;
        for ((.., after), position) in moved.iter_mut().rev().zip(above_all..) {
            *after = position;
        }
    }
    let changed: Vec<RowId> = moved.iter().map(|(row, ..)| *row).collect();
    let edit = Edit::Pinned(moved).if_any();
    let kind = if is_pinned {
        OperationKind::Pin
    } else {
        OperationKind::Unpin
    };
    let params = StoredParams::of_rows(&changed);
    let change = history::perform(connection, kind, &params, edit.as_slice())?;
    Ok((changed.len(), change))
}
