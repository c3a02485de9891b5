//! The names that the contract's SDK gives to what Sheaf keeps.

use serde_json::{Value, json};

use super::conversation::ConversationType;
use super::message::MessageKind;

/// `TencentCloudChat.TYPES.MSG_REMIND_ACPT_AND_NOTE`: conversations are never muted here.
pub const REMIND: &str = "AcceptAndNotify";

/// `TencentCloudChat.TYPES.CONV_…`
pub fn conversation_type(kind: ConversationType) -> &'static str {
    kind.prefix()
}

/// `TencentCloudChat.TYPES.MSG_…`
pub fn message_type(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Text | MessageKind::Link => "TIMTextElem",
        MessageKind::Image => "TIMImageElem",
        MessageKind::Video => "TIMVideoFileElem",
        MessageKind::Audio => "TIMSoundElem",
        MessageKind::File => "TIMFileElem",
        MessageKind::Sticker => "TIMFaceElem",
        MessageKind::Location => "TIMLocationElem",
        MessageKind::Contact
        | MessageKind::Poll
        | MessageKind::Call
        | MessageKind::Code
        | MessageKind::Tool
        | MessageKind::Reasoning
        | MessageKind::System
        | MessageKind::Unknown => "TIMCustomElem",
    }
}

/// A message's payload. What the SDK has no type for is a custom one: `data` says what it is,
/// `description` carries its text.
pub fn payload(kind: MessageKind, text: &str, file_name: &str) -> Value {
    match kind {
        MessageKind::Text | MessageKind::Link => json!({"text": text}),
        MessageKind::Image => json!({"imageInfoArray": [], "imageFormat": 255}),
        MessageKind::Video => json!({"videoUrl": ""}),
        MessageKind::Audio => json!({"url": ""}),
        MessageKind::File => json!({"fileName": file_name, "fileUrl": ""}),
        MessageKind::Sticker => json!({"index": 0, "data": text}),
        MessageKind::Location => json!({"description": text, "latitude": 0, "longitude": 0}),
        _ => json!({"data": kind.as_str(), "description": text, "extension": ""}),
    }
}

/// A message in one line: its text, or in brackets what it is.
pub fn message_for_show(kind: MessageKind, text: &str) -> String {
    if text.is_empty() {
        format!("[{}]", kind.as_str())
    } else {
        text.into()
    }
}

/// UTC milliseconds as the SDK's seconds.
pub fn seconds(milliseconds: i64) -> i64 {
    milliseconds.div_euclid(1000)
}
