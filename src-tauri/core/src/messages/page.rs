//! `getMessageList`: pages of a conversation in the SDK's shape.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::items;
use crate::library::Library;
use crate::model::conversation::ConversationType;
use crate::model::error::{Error, Result};
use crate::model::message::NUMBER_BITS;
use crate::model::sdk;
use crate::store::conversation;
use crate::store::message::{self, Direction, Message, Place};

/// Messages on a page, as in the SDK.
const PAGE: u32 = 15;

/// `getMessageList`.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageListRequest {
    /// The contract's id.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
    /// Where the page before ended; absent for the newest page.
    #[serde(default, rename = "nextReqMessageID")]
    pub next_request_message_id: Option<String>,
}

/// A page of a conversation in the SDK's shape, oldest first; the newest page comes first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageList {
    /// The messages.
    pub message_list: Vec<Value>,
    /// What to ask the next page with; empty when this is the last.
    #[serde(rename = "nextReqMessageID")]
    pub next_request_message_id: String,
    /// Whether this is the oldest page.
    pub is_completed: bool,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// A page of 15 messages, the newest ones first.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn get_message_list(&self, request: MessageListRequest) -> Result<MessageList> {
        self.store.read(|connection| {
            let id = &request.conversation_id;
            let row = items::find_one(connection, id)?;
            let place = match request.next_request_message_id.as_deref() {
                None | Some("") => Place::END,
                Some(next) => message::place(connection, row, next)?.ok_or_else(|| {
                    Error::bad_parameter(
                        "nextReqMessageID",
                        "names no message of this conversation",
                    )
                })?,
            };
            let (mut messages, more) =
                message::from(connection, row, place, Direction::Older, PAGE)?;
            messages.reverse();
            let next = messages.first().filter(|_| more);
            let kind = conversation::kind(connection, row)?;
            Ok(MessageList {
                next_request_message_id: next
                    .map_or_else(String::new, |first| first.id.to_string()),
                is_completed: !more,
                message_list: messages
                    .iter()
                    .map(|message| in_shape(message, id, kind))
                    .collect(),
            })
        })
    }
}

/// A message with the fields of the SDK that an export can fill; the rest as the SDK has it for a
/// message that was sent and never touched again.
fn in_shape(message: &Message, conversation_id: &str, kind: ConversationType) -> Value {
    let own_id = conversation_id
        .strip_prefix(kind.prefix())
        .unwrap_or_default();
    let to_peer = kind == ConversationType::People || message.outgoing;
    let file_name = message
        .extra
        .attachments
        .first()
        .map_or("", |attachment| attachment.name.as_str());
    json!({
        "ID": message.id.to_string(),
        "type": sdk::message_type(message.kind),
        "payload": sdk::payload(message.kind, &message.text, file_name, message.extra.event.as_ref()),
        "conversationID": conversation_id,
        "conversationType": sdk::conversation_type(kind),
        "to": if to_peer { own_id } else { "" },
        "from": sdk::user_id(own_id, &message.sender_key),
        "flow": if message.outgoing { "out" } else { "in" },
        "time": sdk::seconds(message.time),
        "status": "success",
        "isRevoked": false,
        "isDeleted": false,
        "isModified": message.extra.edited,
        "isPeerRead": false,
        "priority": "Normal",
        "nick": message.sender,
        "avatar": "",
        "nameCard": "",
        "atUserList": [],
        "cloudCustomData": "",
        "needReadReceipt": false,
        "readReceiptInfo": {},
        "isBroadcastMessage": false,
        "isSupportExtension": false,
        "revoker": "",
        "revokerInfo": {"userID": "", "nick": "", "avatar": ""},
        "revokeReason": "",
        "sequence": message.id & ((1 << NUMBER_BITS) - 1),
        "hasRiskContent": false,
    })
}
