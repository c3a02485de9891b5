//! The files of a message: those shown among its parts or made by code, then those only attached.

use serde_json::Value;

use super::conversation::Message;
use super::media::{Media, pointed_id};
use super::text::string;
use crate::model::message::{Attachment, MessageKind};

/// A file that a message shows: its kind, its id and its size.
type Asset<'m> = (MessageKind, &'m str, Option<u64>);

/// The files of a message. `media` says which of them the export holds.
pub fn attachments(message: &Message, media: &Media) -> Vec<Attachment> {
    let listed: Vec<&Value> = list(message.metadata("attachments")).collect();
    let mut files: Vec<(Asset<'_>, &Value)> = vec![];
    for asset in shown(message) {
        let (_, id, _) = asset;
        let entry = listed
            .iter()
            .find(|file| !id.is_empty() && listed_id(file) == id);
        files.push((asset, entry.copied().unwrap_or(&Value::Null)));
    }
    for entry in listed {
        let id = listed_id(entry);
        let is_shown = files.iter().any(|((_, known, _), _)| *known == id);
        if id.is_empty() || !is_shown {
            files.push(((kind_of(entry), id, None), entry));
        }
    }
    files
        .into_iter()
        .map(|((kind, id, size), entry)| {
            let held = media.name(id);
            let name = Some(string(entry, "name")).filter(|name| !name.is_empty());
            Attachment {
                name: name.or(held).unwrap_or_default().to_owned(),
                kind,
                size: size.or_else(|| entry.get("size")?.as_u64()),
                in_export: held.is_some(),
            }
        })
        .collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn listed_id(file: &Value) -> &str {
    pointed_id(string(file, "id"))
}

/// What the message's parts show, and the pictures that code has drawn.
fn shown(message: &Message) -> impl Iterator<Item = Asset<'_>> {
    let parts = message.content.get("parts").unwrap_or(&Value::Null);
    let drawn = message.metadata("aggregate_result").get("messages");
    let drawn = list(drawn.unwrap_or(&Value::Null)).filter_map(|output| {
        let pointer = output.get("image_url")?.as_str()?;
        // Some are whole pictures in place of a pointer to one.
        let is_pointer = pointer.starts_with("file-service:") || pointer.starts_with("sediment:");
        is_pointer.then(|| (MessageKind::Image, pointed_id(pointer), None))
    });
    list(parts).flat_map(of_part).chain(drawn)
}

/// The files that a part shows.
fn of_part(part: &Value) -> Vec<Asset<'_>> {
    let kind = match string(part, "content_type") {
        "image_asset_pointer" => MessageKind::Image,
        "audio_asset_pointer" => MessageKind::Audio,
        "video_container_asset_pointer" => MessageKind::Video,
        // A spoken turn with the camera on: its sound and its film are assets, its frames are many.
        "real_time_user_audio_video_asset_pointer" => {
            let assets = ["audio_asset_pointer", "video_container_asset_pointer"];
            return assets
                .into_iter()
                .filter_map(|asset| part.get(asset))
                .flat_map(of_part)
                .collect();
        }
        _ => MessageKind::File,
    };
    let asset = part.get("asset_pointer").map(|pointer| {
        let id = pointed_id(pointer.as_str().unwrap_or_default());
        (kind, id, part.get("size_bytes").and_then(Value::as_u64))
    });
    asset.into_iter().collect()
}

/// The kind of an attached file; old exports write `mimeType`.
fn kind_of(file: &Value) -> MessageKind {
    let types = ["mime_type", "mimeType"].map(|field| string(file, field));
    let mime_type = types.into_iter().find(|text| !text.is_empty());
    match mime_type.and_then(|text| text.split('/').next()) {
        Some("image") => MessageKind::Image,
        Some("audio") => MessageKind::Audio,
        // TypeScript's files are taken for films of that ending.
        Some("video") if mime_type != Some("video/mp2t") => MessageKind::Video,
        _ => MessageKind::File,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(message: Value) -> Vec<Attachment> {
        let message: Message = serde_json::from_value(message).unwrap();
        let media = Media::among(&["file_1.dat", "file-2-plan.pdf", "user-1/file_5-chart.png"]);
        attachments(&message, &media)
    }

    fn file(name: &str, kind: MessageKind, size: Option<u64>, in_export: bool) -> Attachment {
        Attachment {
            name: name.into(),
            kind,
            size,
            in_export,
        }
    }

    #[test]
    fn pictures_among_the_parts_come_before_what_is_only_attached() {
        let files = read(json!({
            "content": {"content_type": "multimodal_text", "parts": [
                {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_1", "size_bytes": 10},
                "What is this?",
            ]},
            "metadata": {"attachments": [
                {"id": "file-2", "name": "plan.pdf", "mime_type": "application/pdf", "size": 20},
                {"id": "file_1", "name": "photo.png", "mime_type": "image/png", "size": 9},
                {"id": "file-2", "name": "plan.pdf", "mime_type": "application/pdf", "size": 20},
                {"id": "file-3", "name": "old.png", "mimeType": "image/png"},
                {"id": "file-4", "name": "main.ts", "mime_type": "video/mp2t"},
            ]},
        }));
        let expected = [
            file("photo.png", MessageKind::Image, Some(10), true),
            file("plan.pdf", MessageKind::File, Some(20), true),
            file("old.png", MessageKind::Image, None, false),
            file("main.ts", MessageKind::File, None, false),
        ];
        assert_eq!(files, expected);
    }

    #[test]
    fn a_spoken_turn_has_its_sound_and_its_film() {
        let files = read(
            json!({"content": {"content_type": "multimodal_text", "parts": [
                {"content_type": "audio_transcription", "text": "Spoken answer", "direction": "out"},
                {"content_type": "real_time_user_audio_video_asset_pointer",
                 "frames_asset_pointers": [{"asset_pointer": "sediment://file_f"}],
                 "video_container_asset_pointer":
                    {"content_type": "video_container_asset_pointer", "asset_pointer": "sediment://file_v"},
                 "audio_asset_pointer":
                    {"content_type": "audio_asset_pointer", "asset_pointer": "sediment://file_b", "size_bytes": 5}},
            ]}}),
        );
        let expected = [
            file("", MessageKind::Audio, Some(5), false),
            file("", MessageKind::Video, None, false),
        ];
        assert_eq!(files, expected);
    }

    #[test]
    fn a_picture_that_code_has_drawn_is_a_file_of_its_message() {
        let files = read(json!({
            "content": {"content_type": "execution_output", "text": ""},
            "metadata": {"aggregate_result": {"messages": [
                {"message_type": "stream", "text": "done"},
                {"message_type": "image", "image_url": "file-service://file_5"},
                {"message_type": "image", "image_url": "data:image/png;base64,AAAA"},
            ]}},
        }));
        assert_eq!(files, [file("chart.png", MessageKind::Image, None, true)]);
    }

    #[test]
    fn metadata_of_unexpected_shapes_has_no_files() {
        for metadata in [
            json!(null),
            json!({"attachments": {"id": "file_1"}}),
            json!({"aggregate_result": 7}),
            json!({"aggregate_result": {"messages": ["text", {"image_url": 1}]}}),
        ] {
            let message = json!({"content": {"parts": "text"}, "metadata": metadata});
            assert_eq!(read(message), [], "{metadata}");
        }
    }
}
