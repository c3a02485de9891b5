//! What one message carries: its kind, its text and its files.
//!
//! A conversation as the person saw it is the messages of kind `text` (or `image`, `audio`, … where
//! a file stands alone) of the person and of ChatGPT. What the assistant told its tools is `code`,
//! what they answered `tool`, its thinking `reasoning`: rows of their own between question and
//! answer, which the reader folds.

use std::borrow::Cow;

use serde_json::Value;

use super::conversation::Message;
use super::marks;
use crate::model::message::{Attachment, MessageKind};

/// What a message carries.
#[derive(Debug, PartialEq)]
pub struct Carried {
    /// Its kind.
    pub kind: MessageKind,
    /// Its text, without the product's marks.
    pub text: String,
    /// Its files.
    pub attachments: Vec<Attachment>,
}

/// What a message carries; `None` where there is nothing that a person could be shown. `holds` says
/// whether the export holds a file of a name.
pub fn carried(message: &Message, holds: &dyn Fn(&str) -> bool) -> Option<Carried> {
    if message.is_hidden() {
        return None;
    }
    let content = &message.content;
    let content_type = content
        .get("content_type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    // What the person told the product about themselves, repeated in each conversation.
    if matches!(
        content_type,
        "user_editable_context" | "model_editable_context"
    ) {
        return None;
    }
    let text = marks::clean(&text_of(content), message.metadata("content_references")).into_owned();
    let attachments = Files { message, holds }.all();
    let kind = match (message.role(), content_type) {
        ("assistant", "thoughts" | "reasoning_recap") => MessageKind::Reasoning,
        ("tool", _) => MessageKind::Tool,
        ("system", _) => MessageKind::System,
        ("assistant", _) if !message.is_for_person() => MessageKind::Code,
        (_, "code") => MessageKind::Code,
        ("user" | "assistant", "text" | "multimodal_text") => match attachments.first() {
            Some(file) if text.trim().is_empty() => file.kind,
            _ => MessageKind::Text,
        },
        _ => MessageKind::Unknown,
    };
    let is_blank = text.trim().is_empty() && attachments.is_empty();
    (!is_blank).then(|| Carried {
        kind,
        text: text.trim().to_owned(),
        attachments,
    })
}

/// The text of a message's content, of whichever type: a known field first, then its parts.
fn text_of(content: &Value) -> Cow<'_, str> {
    if let Some(thoughts) = content.get("thoughts").and_then(Value::as_array) {
        return Cow::Owned(joined(thoughts.iter().flat_map(|thought| {
            ["summary", "content"].map(|field| string(thought, field))
        })));
    }
    if let Some(parts) = content.get("parts").and_then(Value::as_array) {
        return match parts.as_slice() {
            [Value::String(text)] => Cow::Borrowed(text),
            parts => Cow::Owned(joined(parts.iter().map(part_text))),
        };
    }
    // Web pages and quotations name their page before their text.
    Cow::Owned(joined(
        [
            "title", "url", "text", "result", "content", "summary", "thoughts",
        ]
        .map(|field| string(content, field)),
    ))
}

/// The text of one part: a string, or an object that carries some (a transcript).
fn part_text(part: &Value) -> &str {
    part.as_str().unwrap_or_else(|| string(part, "text"))
}

/// A field that is text; empty where there is none.
pub fn string<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The texts that are not blank, a line end between them.
fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<&str> = texts
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect();
    texts.join("\n")
}

/// The files of a message: those shown among its parts, then those only attached to it.
struct Files<'m> {
    message: &'m Message,
    holds: &'m dyn Fn(&str) -> bool,
}

impl Files<'_> {
    fn all(&self) -> Vec<Attachment> {
        let parts = self.message.content.get("parts").and_then(Value::as_array);
        let mut ids = Vec::new();
        let mut files: Vec<Attachment> = parts
            .into_iter()
            .flatten()
            .flat_map(assets)
            .map(|(kind, asset)| {
                let id = id_of(string(asset, "asset_pointer"));
                ids.push(id);
                let listed = self.listed().find(|file| id_of(string(file, "id")) == id);
                self.file(
                    kind,
                    id,
                    listed.unwrap_or(&Value::Null),
                    asset.get("size_bytes"),
                )
            })
            .collect();
        for listed in self.listed() {
            let id = id_of(string(listed, "id"));
            if !ids.contains(&id) {
                let kind = kind_of(string(listed, "mime_type"));
                files.push(self.file(kind, id, listed, None));
            }
        }
        files
    }

    /// The files that the message's metadata names.
    fn listed(&self) -> impl Iterator<Item = &Value> {
        self.message
            .metadata("attachments")
            .as_array()
            .into_iter()
            .flatten()
    }

    fn file(
        &self,
        kind: MessageKind,
        id: &str,
        listed: &Value,
        size: Option<&Value>,
    ) -> Attachment {
        let name = string(listed, "name");
        let size = size.or_else(|| listed.get("size")).and_then(Value::as_u64);
        // Exports name their files by id, with the name or an ending behind it.
        let ending = name.rsplit_once('.').map_or("dat", |(_, ending)| ending);
        let names = [
            format!("{id}-{name}"),
            format!("{id}.{ending}"),
            format!("{id}.dat"),
        ];
        Attachment {
            name: name.to_owned(),
            kind,
            size,
            in_export: !id.is_empty() && names.iter().any(|name| (self.holds)(name)),
        }
    }
}

/// The files that a part shows, with their kinds.
fn assets(part: &Value) -> Vec<(MessageKind, &Value)> {
    let kind = match string(part, "content_type") {
        "image_asset_pointer" => MessageKind::Image,
        "audio_asset_pointer" => MessageKind::Audio,
        "video_container_asset_pointer" => MessageKind::Video,
        // A spoken turn with the camera on: its sound is one asset, its frames are many.
        "real_time_user_audio_video_asset_pointer" => {
            let sound = part
                .get("audio_asset_pointer")
                .filter(|asset| asset.is_object());
            return sound
                .map(|asset| (MessageKind::Audio, asset))
                .into_iter()
                .collect();
        }
        _ if part.get("asset_pointer").is_some() => MessageKind::File,
        _ => return Vec::new(),
    };
    vec![(kind, part)]
}

/// The bare id of a file: `sediment://file_1`, `file-service://file-1` and `file-1` name the same.
fn id_of(pointer: &str) -> &str {
    pointer.rsplit_once("//").map_or(pointer, |(_, id)| id)
}

fn kind_of(mime_type: &str) -> MessageKind {
    match mime_type.split('/').next() {
        Some("image") => MessageKind::Image,
        Some("audio") => MessageKind::Audio,
        Some("video") => MessageKind::Video,
        _ => MessageKind::File,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(message: Value) -> Option<Carried> {
        let message: Message = serde_json::from_value(message).unwrap();
        carried(&message, &|name| {
            name == "file_1.dat" || name == "file-2-plan.pdf"
        })
    }

    fn kind_and_text(role: &str, content: &Value) -> Option<(MessageKind, String)> {
        read(json!({"author": {"role": role}, "content": content}))
            .map(|carried| (carried.kind, carried.text))
    }

    #[test]
    fn what_is_said_and_what_is_done_are_different_kinds() {
        use MessageKind::{Code, Reasoning, System, Text, Tool, Unknown};
        let text = |text: &str| json!({"content_type": "text", "parts": [text]});
        let cases = [
            ("user", text("hello"), Some((Text, "hello"))),
            ("assistant", text("hi"), Some((Text, "hi"))),
            ("user", text("  \n"), None),
            ("user", json!({"content_type": "text", "parts": []}), None),
            (
                "user",
                json!({"content_type": "text", "parts": ["a", "", "b"]}),
                Some((Text, "a\nb")),
            ),
            ("system", text(""), None),
            (
                "system",
                text("You are kind."),
                Some((System, "You are kind.")),
            ),
            (
                "assistant",
                json!({"content_type": "code", "text": "1+1"}),
                Some((Code, "1+1")),
            ),
            (
                "tool",
                json!({"content_type": "execution_output", "text": "2"}),
                Some((Tool, "2")),
            ),
            (
                "tool",
                json!({"content_type": "tether_quote", "title": "T", "url": "u", "text": "x"}),
                Some((Tool, "T\nu\nx")),
            ),
            (
                "tool",
                json!({"content_type": "tether_browsing_display", "result": "r", "summary": null}),
                Some((Tool, "r")),
            ),
            (
                "assistant",
                json!({"content_type": "thoughts", "thoughts": [{"summary": "S", "content": "c"}]}),
                Some((Reasoning, "S\nc")),
            ),
            (
                "assistant",
                json!({"content_type": "thoughts", "thoughts": "c"}),
                Some((Reasoning, "c")),
            ),
            (
                "assistant",
                json!({"content_type": "reasoning_recap", "content": "Thought for 4s"}),
                Some((Reasoning, "Thought for 4s")),
            ),
            (
                "user",
                json!({"content_type": "user_editable_context", "text": "me"}),
                None,
            ),
            (
                "assistant",
                json!({"content_type": "hologram", "text": "?"}),
                Some((Unknown, "?")),
            ),
            ("assistant", json!({"content_type": "hologram"}), None),
            ("assistant", json!(null), None),
            ("assistant", json!("odd"), None),
        ];
        for (role, content, expected) in cases {
            let expected = expected.map(|(kind, text)| (kind, text.to_owned()));
            assert_eq!(kind_and_text(role, &content), expected, "{role} {content}");
        }
    }

    #[test]
    fn an_order_to_a_tool_is_code_and_a_hidden_message_is_nothing() {
        let content = json!({"content_type": "text", "parts": ["{\"prompt\": 1}"]});
        let message = |recipient: Value, hidden: bool| {
            json!({
                "author": {"role": "assistant"}, "content": content, "recipient": recipient,
                "metadata": {"is_visually_hidden_from_conversation": hidden},
            })
        };
        let kind = |message| read(message).map(|carried| carried.kind);
        assert_eq!(
            kind(message(json!("dalle.text2im"), false)),
            Some(MessageKind::Code)
        );
        assert_eq!(kind(message(json!("all"), false)), Some(MessageKind::Text));
        assert_eq!(kind(message(json!(null), false)), Some(MessageKind::Text));
        assert_eq!(kind(message(json!("all"), true)), None);
    }

    #[test]
    fn pictures_and_sound_are_files_of_the_message() {
        let carried = read(json!({
            "author": {"role": "user"},
            "content": {"content_type": "multimodal_text", "parts": [
                {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_1", "size_bytes": 10},
                "What is this?",
            ]},
            "metadata": {"attachments": [
                {"id": "file_1", "name": "photo.png", "mime_type": "image/png", "size": 9},
                {"id": "file-2", "name": "plan.pdf", "mime_type": "application/pdf", "size": 20},
            ]},
        }))
        .unwrap();
        assert_eq!(
            (carried.kind, carried.text.as_str()),
            (MessageKind::Text, "What is this?")
        );
        let file = |name: &str, kind, size| Attachment {
            name: name.into(),
            kind,
            size: Some(size),
            in_export: true,
        };
        let expected = [
            file("photo.png", MessageKind::Image, 10),
            file("plan.pdf", MessageKind::File, 20),
        ];
        assert_eq!(carried.attachments, expected);
    }

    #[test]
    fn a_file_without_words_gives_the_message_its_kind() {
        let part = |content_type: &str| {
            json!({"author": {"role": "user"}, "content": {
                "content_type": "multimodal_text",
                "parts": [{"content_type": content_type, "asset_pointer": "sediment://x"}],
            }})
        };
        let cases = [
            ("image_asset_pointer", MessageKind::Image),
            ("audio_asset_pointer", MessageKind::Audio),
            ("video_container_asset_pointer", MessageKind::Video),
            ("smell_asset_pointer", MessageKind::File),
        ];
        for (content_type, kind) in cases {
            let carried = read(part(content_type)).unwrap();
            assert_eq!(
                (carried.kind, carried.text.as_str()),
                (kind, ""),
                "{content_type}"
            );
        }
    }

    #[test]
    fn a_spoken_turn_carries_its_transcript_and_its_sound() {
        let carried = read(json!({"author": {"role": "assistant"}, "content": {
            "content_type": "multimodal_text", "parts": [
                {"content_type": "audio_transcription", "text": "Spoken answer", "direction": "out"},
                {"content_type": "real_time_user_audio_video_asset_pointer",
                 "audio_asset_pointer": {"asset_pointer": "sediment://file_b", "size_bytes": 5}},
            ],
        }}))
        .unwrap();
        assert_eq!(
            (carried.kind, carried.text.as_str()),
            (MessageKind::Text, "Spoken answer")
        );
        assert_eq!(
            carried.attachments.first().unwrap().kind,
            MessageKind::Audio
        );
    }
}
