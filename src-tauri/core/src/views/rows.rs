//! The rows of the list.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::items::Items;
use crate::library::Library;
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::Result;
use crate::model::event::Event;
use crate::model::message::{MessageExtra, MessageKind};
use crate::store::conversation::Hidden;
use crate::store::rows::array;
use crate::store::{mark, membership};

/// `get_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct RowsRequest {
    /// The rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
}

/// `find_rows`.
#[derive(Debug, Clone, Deserialize)]
pub struct FindRows {
    /// The contract's ids.
    #[serde(rename = "conversationIDList")]
    pub conversation_ids: Vec<String>,
}

/// One conversation as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its row, the window's handle.
    #[serde(rename = "rowID")]
    pub row_id: RowId,
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Who takes part.
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// The product it came from.
    pub source: String,
    /// The account or workspace in the product; may be empty.
    pub account: String,
    /// Messages in it.
    pub message_count: u64,
    /// Time of the first message, UTC milliseconds.
    pub first_time: i64,
    /// Time of the last message, UTC milliseconds.
    pub last_time: i64,
    /// Name of the last message's sender; empty for the owner and for system rows.
    pub last_sender: String,
    /// The beginning of the last message's text.
    pub last_text: String,
    /// What the last message carries.
    pub last_kind: MessageKind,
    /// Of a last message that is a system row: what happened; shown in `last_text`'s place.
    pub last_event: Option<Event>,
    /// Whether the last message was the owner's own.
    pub last_outgoing: bool,
    /// Unread messages.
    pub unread_count: u64,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// Whether the person deleted it.
    pub is_deleted: bool,
    /// The SDK's mark types.
    pub mark_list: Vec<i64>,
    /// The groups it is in, in the person's order.
    pub groups: Vec<String>,
    /// Whether its times were read in this machine's zone.
    pub times_are_local: bool,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// Rows by their ids, in that order; unknown and erased ones are left out.
    ///
    /// # Errors
    /// 200002.
    pub fn get_rows(&self, request: RowsRequest) -> Result<Vec<Row>> {
        self.store
            .read(|connection| load(connection, &request.row_ids))
    }

    /// Rows by the contract's ids, in that order; unknown and deleted ones are left out.
    ///
    /// # Errors
    /// 200002.
    pub fn find_rows(&self, request: FindRows) -> Result<Vec<Row>> {
        self.store.read(|connection| {
            let items = Items::find(connection, request.conversation_ids)?;
            load(connection, &items.rows)
        })
    }
}

fn load(connection: &Connection, wanted: &[RowId]) -> Result<Vec<Row>> {
    let mut groups = membership::names_of_rows(connection, wanted)?;
    let mut marks = mark::of_rows(connection, wanted)?;
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.conversation_id, c.title, c.type, c.source, c.account, c.message_count,
           c.first_time, c.last_time, c.last_sender, c.last_text, c.last_kind, c.last_outgoing,
           c.unread_count, c.pin_position, c.times_are_local, COALESCE(m.extra, ''), c.hidden
         FROM rarray(?1) AS wanted
         CROSS JOIN conversation AS c ON c.id = wanted.value
         LEFT JOIN message AS m ON c.last_kind = ?2 AND m.id = c.last_message_id
         WHERE c.hidden < ?3",
    )?;
    let mut found = statement.query((
        array(wanted),
        MessageKind::System.to_stored(),
        Hidden::Erased as i64,
    ))?;
    let mut rows = Vec::with_capacity(wanted.len());
    while let Some(row) = found.next()? {
        let row_id = row.get(0)?;
        rows.push(Row {
            row_id,
            conversation_id: row.get(1)?,
            title: row.get(2)?,
            kind: ConversationType::from_stored(row.get_ref(3)?.as_str().unwrap_or_default()),
            source: row.get(4)?,
            account: row.get(5)?,
            message_count: row.get(6)?,
            first_time: row.get(7)?,
            last_time: row.get(8)?,
            last_sender: row.get(9)?,
            last_text: row.get(10)?,
            last_kind: MessageKind::from_stored(row.get(11)?),
            last_event: MessageExtra::from_stored(row.get_ref(16)?.as_str().unwrap_or_default())
                .event,
            last_outgoing: row.get(12)?,
            unread_count: row.get(13)?,
            is_pinned: row.get::<_, i64>(14)? > 0,
            is_deleted: row.get::<_, i64>(17)? > 0,
            mark_list: marks.remove(&row_id).unwrap_or_default(),
            groups: groups.remove(&row_id).unwrap_or_default(),
            times_are_local: row.get(15)?,
        });
    }
    Ok(rows)
}
