//! What one message carries: its kind, its text and its files.
//!
//! A conversation as the person saw it is the messages of kind `text` (or `image`, `audio`, … where
//! a file stands alone) of the person and of ChatGPT. What the assistant told its tools is `code`,
//! what they answered `tool`, its thinking `reasoning`: rows of their own between question and
//! answer, which the reader folds.

use std::borrow::Cow;

use serde_json::Value;

use super::conversation::Message;
use super::media::Media;
use super::text::{OF_TOOLS, string, text_of};
use super::{attachments::attachments, canvas, marks};
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

/// What a message carries; `None` where there is nothing that a person could be shown. `media` says
/// which files the export holds.
pub fn carried(message: &Message, media: &Media) -> Option<Carried> {
    let report = report(message);
    let message = report.as_ref().unwrap_or(message);
    let content = &message.content;
    let content_type = string(content, "content_type");
    if is_hidden(message, content_type) {
        return None;
    }
    let text = text_of(content);
    let text = canvas::written(message.recipient(), &text).map_or(text, Cow::Owned);
    let text = marks::clean(&text, message.metadata("content_references"));
    let attachments = attachments(message, media);
    let kind = match (message.role(), content_type) {
        ("assistant", "thoughts" | "reasoning_recap") => MessageKind::Reasoning,
        ("tool", _) => MessageKind::Tool,
        ("system", _) => MessageKind::System,
        ("assistant", _) if message.recipient() != "all" => MessageKind::Code,
        (_, "code") => MessageKind::Code,
        // What it says before it thinks; the product folds it in with the thinking.
        ("assistant", "text") if message.has("is_thinking_preamble_message") => {
            MessageKind::Reasoning
        }
        ("user" | "assistant", "text" | "multimodal_text" | "") => match attachments.first() {
            Some(file) if text.trim().is_empty() => file.kind,
            _ => MessageKind::Text,
        },
        (_, content_type) if OF_TOOLS.contains(&content_type) => MessageKind::Tool,
        _ => MessageKind::Unknown,
    };
    let is_blank = text.trim().is_empty() && attachments.is_empty();
    (!is_blank).then(|| Carried {
        kind,
        text: text.trim().to_owned(),
        attachments,
    })
}

/// Whether the product never showed a message.
fn is_hidden(message: &Message, content_type: &str) -> bool {
    match content_type {
        // What the person told the product about themselves, repeated in each conversation, and what
        // it read from other apps.
        "user_editable_context" | "model_editable_context" | "app_pairing_content" => true,
        _ if message.has("is_visually_hidden_from_conversation") => true,
        // Orders to the model, some of them without that mark.
        _ => {
            message.role() == "system"
                && (message.is_weightless()
                    || ["is_user_system_message", "rebase_system_message"]
                        .iter()
                        .any(|mark| message.has(mark)))
        }
    }
}

/// The report of a research: newer ones stand in the state of the little window that shows them,
/// which is JSON in a text of the tool's message.
fn report(message: &Message) -> Option<Message> {
    let state = message.metadata("chatgpt_sdk").get("widget_state")?;
    let mut state: Value = serde_json::from_str(state.as_str()?).ok()?;
    let mut report = state.get_mut("report_message")?.take();
    let author = serde_json::json!({"role": "assistant"});
    report.as_object_mut()?.insert("author".to_owned(), author);
    serde_json::from_value(report).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(message: Value) -> Option<Carried> {
        let message: Message = serde_json::from_value(message).unwrap();
        carried(&message, &Media::default())
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
                "tool",
                json!({"content_type": "citable_code_output", "output_str": "3", "metadata": {"x": "y"}}),
                Some((Tool, "3")),
            ),
            (
                "assistant",
                json!({"content_type": "system_error", "name": "Timeout", "text": "No answer."}),
                Some((Tool, "Timeout\nNo answer.")),
            ),
            (
                "tool",
                json!({"content_type": "computer_output", "computer_id": "0",
                    "screenshot": {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_1"},
                    "state": {"type": "browser_state", "id": "9", "title": "A page", "dom": null}}),
                Some((Tool, "A page")),
            ),
            (
                "assistant",
                json!({"content_type": "super_widget", "widgets": {"navlinks": [{"title": "A", "url": "b"}]}}),
                Some((Unknown, "A\nb")),
            ),
            (
                "user",
                json!({"content_type": "app_pairing_content", "workspaces": [{"title": "bash"}]}),
                None,
            ),
            (
                "assistant",
                json!({"content_type": "code", "language": "python", "text": ""}),
                None,
            ),
            (
                "user",
                json!({"content_type": "multimodal_text", "parts": [
                    {"content_type": "audio_transcription", "text": "", "direction": "in"}]}),
                None,
            ),
            (
                "user",
                json!({"parts": ["no type"]}),
                Some((Text, "no type")),
            ),
            (
                "assistant",
                json!({"content_type": "hologram", "text": "?"}),
                Some((Unknown, "?")),
            ),
            (
                "assistant",
                json!({"content_type": "hologram", "scene": {"id": "1", "said": ["a", {"b": "c"}]}}),
                Some((Unknown, "a\nc")),
            ),
            ("assistant", json!({"content_type": "hologram"}), None),
            ("assistant", json!(null), None),
            ("assistant", json!("odd"), Some((Text, "odd"))),
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
    fn orders_to_the_model_are_not_shown() {
        let order = |weight: Value, mark: &str| {
            read(json!({
                "author": {"role": "system"}, "weight": weight, "metadata": {mark: true},
                "content": {"content_type": "text", "parts": ["Be short."]},
            }))
        };
        assert_eq!(order(json!(0.0), "x"), None);
        assert_eq!(order(json!(0), "x"), None);
        assert_eq!(order(json!(1.0), "is_user_system_message"), None);
        assert_eq!(order(json!(1.0), "rebase_system_message"), None);
        let shown = order(json!(1.0), "x").map(|carried| carried.kind);
        assert_eq!(shown, Some(MessageKind::System));
    }

    #[test]
    fn a_research_under_way_is_what_its_tool_says() {
        for state in [
            json!("{\"status\": \"running\"}"),
            json!("cut {"),
            json!(null),
            json!({}),
        ] {
            let carried = read(json!({
                "author": {"role": "tool"}, "content": {"content_type": "text", "parts": ["Wait."]},
                "metadata": {"chatgpt_sdk": {"widget_state": state}},
            }));
            let kind = carried.map(|carried| (carried.kind, carried.text));
            assert_eq!(
                kind,
                Some((MessageKind::Tool, "Wait.".to_owned())),
                "{state}"
            );
        }
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
}
