//! The names that the contract's SDK gives to what Sheaf keeps.

use serde_json::{Value, json};

use super::conversation::ConversationType;
use super::event::Event;
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
/// `description` carries its text, `extension` as JSON what happened.
pub fn payload(kind: MessageKind, text: &str, file_name: &str, event: Option<&Event>) -> Value {
    match kind {
        MessageKind::Text | MessageKind::Link => json!({"text": text}),
        MessageKind::Image => json!({"imageInfoArray": [], "imageFormat": 255}),
        MessageKind::Video => json!({"videoUrl": ""}),
        MessageKind::Audio => json!({"url": ""}),
        MessageKind::File => json!({"fileName": file_name, "fileUrl": ""}),
        MessageKind::Sticker => json!({"index": 0, "data": text}),
        MessageKind::Location => {
            // An importer names a place by its coordinates; null where the export has none.
            let (latitude, longitude) = coordinates(file_name).unzip();
            json!({"description": text, "latitude": latitude, "longitude": longitude})
        }
        _ => {
            let event = event.map_or_else(String::new, |event| json!(event).to_string());
            json!({"data": kind.as_str(), "description": text, "extension": event})
        }
    }
}

/// `52.5, 13.4`
fn coordinates(name: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = name.split_once(',')?;
    Some((
        latitude.trim().parse().ok()?,
        longitude.trim().parse().ok()?,
    ))
}

/// The `userID` of somebody in a conversation: the product, then its own id of the person, as in the
/// id of a one-to-one conversation with them. Empty for nobody.
pub fn user_id(conversation: &str, key: &str) -> String {
    let (source, _) = conversation.split_once(':').unwrap_or_default();
    if key.is_empty() {
        String::new()
    } else {
        format!("{source}:{key}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_coordinates_where_the_export_has_them() {
        for (name, expected) in [
            ("52.5, -13.4", json!([52.5, -13.4])),
            ("", json!([null, null])),
            ("The corner, by the bakery", json!([null, null])),
        ] {
            let payload = payload(MessageKind::Location, "Berlin", name, None);
            assert_eq!(
                json!([payload["latitude"], payload["longitude"]]),
                expected,
                "{name}"
            );
            assert_eq!(payload["description"], "Berlin");
        }
    }
}
