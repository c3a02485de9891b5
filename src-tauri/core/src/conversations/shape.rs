//! A conversation as the contract's SDK shows it.

use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::Result;
use crate::model::message::MessageKind;
use crate::model::sdk;
use crate::store::rows::array;
use crate::store::{mark, membership};

/// A conversation in the SDK's shape, with Sheaf's own `title`, `source` and `messageCount`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// `C2C` or `GROUP`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Unread messages.
    pub unread_count: u64,
    /// The last message in short.
    pub last_message: LastMessage,
    /// Of a one-to-one conversation: the other one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_profile: Option<Value>,
    /// Of a conversation of several people: what it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_profile: Option<Value>,
    /// Always empty; the SDK has friends' remarks.
    pub remark: &'static str,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// Never muted.
    pub message_remind_type: &'static str,
    /// Mark types, ascending.
    pub mark_list: Vec<i64>,
    /// A script's own text.
    pub custom_data: String,
    /// The groups it is in, in the person's order.
    pub conversation_group_list: Vec<String>,
    /// Always empty: nothing is written here.
    pub draft_text: &'static str,
    /// Always empty: exports do not carry mentions as such.
    pub group_at_info_list: [Value; 0],
    /// Its title; may be empty.
    pub title: String,
    /// The product it came from.
    pub source: String,
    /// Messages in it.
    pub message_count: u64,
}

/// The last message of a conversation, in the SDK's shape. Of an empty conversation everything is
/// empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LastMessage {
    /// UTC seconds.
    pub last_time: i64,
    /// The sender's `userID`.
    pub from_account: String,
    /// The sender's name; empty for the owner.
    pub nick: String,
    /// The message in one line.
    pub message_for_show: String,
    /// `TIMTextElem`, …
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Never: a recalled message is not in an export.
    pub is_revoked: bool,
}

/// The conversations of `rows`, in their order; what is not shown is left out.
pub(super) fn load(connection: &Connection, rows: &[RowId]) -> Result<Vec<Conversation>> {
    let mut groups = membership::names_of_rows(connection, rows)?;
    let mut marks = mark::of_rows(connection, rows)?;
    let mut statement = connection.prepare_cached(
        "SELECT c.id, c.conversation_id, c.type, c.unread_count, c.pin_position, c.custom_data,
           c.title, c.source, c.message_count, c.last_time, c.last_sender, c.last_kind, c.last_text,
           COALESCE(p.key, '')
         FROM rarray(?1) AS wanted
         CROSS JOIN conversation AS c ON c.id = wanted.value
         LEFT JOIN message AS m ON m.id = c.last_message_id
         LEFT JOIN person AS p ON p.id = m.person_id
         WHERE c.hidden = 0",
    )?;
    let mut found = statement.query([array(rows)])?;
    let mut conversations = Vec::with_capacity(rows.len());
    while let Some(row) = found.next()? {
        let id: RowId = row.get(0)?;
        let conversation_id: String = row.get(1)?;
        let kind = ConversationType::from_stored(row.get_ref(2)?.as_str().unwrap_or_default());
        let title: String = row.get(6)?;
        let message_count: u64 = row.get(8)?;
        let own_id = conversation_id
            .strip_prefix(kind.prefix())
            .unwrap_or_default();
        let (user_profile, group_profile) = match kind {
            ConversationType::People => (None, Some(group_profile(own_id, &title))),
            _ => (Some(user_profile(own_id, &title)), None),
        };
        let last_message = if message_count == 0 {
            LastMessage::default()
        } else {
            let message_kind = MessageKind::from_stored(row.get(11)?);
            LastMessage {
                last_time: sdk::seconds(row.get(9)?),
                from_account: sdk::user_id(own_id, row.get_ref(13)?.as_str().unwrap_or_default()),
                nick: row.get(10)?,
                message_for_show: sdk::message_for_show(
                    message_kind,
                    row.get_ref(12)?.as_str().unwrap_or_default(),
                ),
                kind: sdk::message_type(message_kind),
                is_revoked: false,
            }
        };
        conversations.push(Conversation {
            kind: sdk::conversation_type(kind),
            unread_count: row.get(3)?,
            last_message,
            user_profile,
            group_profile,
            remark: "",
            is_pinned: row.get::<_, i64>(4)? > 0,
            message_remind_type: sdk::REMIND,
            mark_list: marks.remove(&id).unwrap_or_default(),
            custom_data: row.get(5)?,
            conversation_group_list: groups.remove(&id).unwrap_or_default(),
            draft_text: "",
            group_at_info_list: [],
            title,
            source: row.get(7)?,
            message_count,
            conversation_id,
        });
    }
    Ok(conversations)
}

fn user_profile(id: &str, title: &str) -> Value {
    json!({"userID": id, "nick": title, "avatar": ""})
}

/// `Private` is `TencentCloudChat.TYPES.GRP_WORK`, the SDK's plain kind of group.
fn group_profile(id: &str, title: &str) -> Value {
    json!({"groupID": id, "name": title, "type": "Private", "avatar": ""})
}
