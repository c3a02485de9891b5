//! An export as the product gives it in 2026.

use super::*;
use crate::import::Role;
use crate::model::message::Attachment;

const WITH_TOOLS: &[u8] =
    include_bytes!("../../../../../../tests/fixtures/chatgpt/newest/conversations-000.json");
const WITHOUT_TOOLS: &[u8] =
    include_bytes!("../../../../../../tests/fixtures/chatgpt/newest/conversations-001.json");
const USER: &[u8] = include_bytes!("../../../../../../tests/fixtures/chatgpt/newest/user.json");
const NAMES: &[u8] = include_bytes!(
    "../../../../../../tests/fixtures/chatgpt/newest/conversation_asset_file_names.json"
);

fn newest() -> Collector {
    let uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let drawn = format!("dalle-generations/file-Dd01-{uuid}.webp");
    let made = format!("user-0aa1/file_00000000aa02-{uuid}.png");
    let files: [(&str, &[u8]); 9] = [
        ("conversations-000.json", WITH_TOOLS),
        ("conversations-001.json", WITHOUT_TOOLS),
        ("conversation_asset_file_names.json", NAMES),
        ("user.json", USER),
        ("group_chats.json", br#"{"chats": []}"#),
        ("file_00000000aa01-sanitized.png", b"png"),
        (&drawn, b"webp"),
        (&made, b"png"),
        ("new-pictures/audio/file_00000000aa03-1.wav", b"wav"),
    ];
    read(&ChatGpt, &files)
}

/// Kind and text of each message of a conversation.
fn rows(collector: &Collector, id: &str) -> Vec<(MessageKind, String)> {
    let (_, messages) = conversation(collector, id);
    let row = |message: &Collected| (message.kind, message.text.clone());
    messages.iter().map(row).collect()
}

#[test]
fn all_of_it_is_one_export_without_a_warning() {
    let collector = newest();
    assert!(collector.end.is_none());
    assert!(collector.warnings.is_empty(), "{:?}", collector.warnings);
    let drafts: Vec<(&str, &str)> = collector
        .conversations
        .iter()
        .map(|(draft, _)| (draft.title.as_str(), draft.account.as_str()))
        .collect();
    let account = "ida@example.org";
    let expected = [
        ("Bridges of the old town", account),
        ("", account),
        ("Notes", account),
        ("", account),
        ("Trip to the sea", account),
    ];
    assert_eq!(drafts, expected);
}

#[test]
fn an_answer_stands_between_what_is_folded_and_shows_no_marks() {
    use MessageKind::{Code, Reasoning, Text, Tool};
    let expected = [
        (Text, "Which bridge is this?"),
        (Reasoning, "I will compare the arches first."),
        (Code, r#"{"search_query":[{"q":"stone bridge"}]}"#),
        (Tool, "TransportError\nThe page did not answer."),
        (Reasoning, "Comparing arches\nFive arches."),
        (Reasoning, "Thought for 9s"),
        (
            Text,
            "It is the Weavers’ Bridge, built in 1742. ([Old bridges](https://example.org/bridges))\n\n\n\
             Its span is `5 \\cdot 12` metres.",
        ),
    ];
    let expected = expected.map(|(kind, text)| (kind, text.to_owned()));
    assert_eq!(rows(&newest(), "new-search"), expected);
}

#[test]
fn files_are_found_under_the_names_that_the_export_gives_them() {
    let collector = newest();
    let files = |id: &str| -> Vec<Attachment> {
        let (_, messages) = conversation(&collector, id);
        let files = messages
            .iter()
            .flat_map(|message| &message.extra.attachments);
        files.cloned().collect()
    };
    let file = |name: &str, kind, size| Attachment {
        name: name.into(),
        kind,
        size: Some(size),
        in_export: true,
    };
    assert_eq!(
        files("new-search"),
        [file("bridge.png", MessageKind::Image, 2048)]
    );
    let expected = [
        file("", MessageKind::Image, 2048),
        file("", MessageKind::Image, 2048),
        file("voice.wav", MessageKind::Audio, 4096),
    ];
    assert_eq!(files("new-pictures"), expected);
}

#[test]
fn what_is_of_a_kind_nobody_knows_keeps_its_text() {
    let last = rows(&newest(), "new-pictures").pop();
    let expected = (MessageKind::Unknown, "Fog, soft light".to_owned());
    assert_eq!(last, Some(expected));
}

#[test]
fn documents_and_reports_are_read_where_the_product_puts_them() {
    use MessageKind::{Code, Text, Tool};
    let expected = [
        (Text, "Write notes on it."),
        (Code, "Bridge notes\n\n# Arches\nFive."),
        (Tool, "Successfully created text document."),
        (Text, "**The bridge**\n\nDear Ida,\nfive arches."),
        (Text, "Research its builder."),
        (
            Text,
            "# The builder\nOf him little is known ([Town records](https://example.org/records)).",
        ),
    ];
    let expected = expected.map(|(kind, text)| (kind, text.to_owned()));
    assert_eq!(rows(&newest(), "new-documents"), expected);
}

#[test]
fn a_shard_without_tools_still_tells_the_project() {
    let collector = newest();
    let (draft, messages) = conversation(&collector, "new-project");
    assert_eq!(draft.filing.folder, "g-p-00aa11");
    assert_eq!(texts(messages), ["你好", "你好！有什么可以帮你？"]);
}

#[test]
fn words_that_were_quoted_are_answered() {
    let collector = newest();
    let (_, messages) = conversation(&collector, "new-documents");
    let [.., answer, question, _] = messages.as_slice() else {
        panic!("{messages:?}");
    };
    assert_eq!(question.extra.reply_to, Some(answer.key));
}

#[test]
fn in_a_group_chat_everybody_has_their_name_but_the_owner() {
    let collector = newest();
    let (_, messages) = conversation(&collector, "new-group");
    let senders: Vec<(&str, Role)> = messages
        .iter()
        .filter_map(|message| message.sender.as_ref())
        .map(|(_, name, role)| (name.as_str(), *role))
        .collect();
    let expected = [
        ("", Role::Owner),
        ("Noor", Role::Other),
        ("ChatGPT", Role::Assistant),
    ];
    assert_eq!(senders, expected);
}

#[test]
fn group_chats_that_are_listed_as_chats_are_read() {
    let wrapped = [br#"{"chats": "#, WITHOUT_TOOLS, b"}"].concat();
    let collector = read(&ChatGpt, &[("group_chats.json", &wrapped)]);
    let ids: Vec<&str> = collector
        .conversations
        .iter()
        .map(|(draft, _)| draft.native_id.as_str())
        .collect();
    assert_eq!(ids, ["new-project", "new-group"]);
}

/// Puts `other` in the place of the `at`-th value, counted from the outside in; whether there is one.
fn replace(value: &mut Value, at: &mut usize, other: &Value) -> bool {
    if *at == 0 {
        *value = other.clone();
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(values) => values.iter_mut().any(|value| replace(value, at, other)),
        Value::Object(fields) => fields.values_mut().any(|value| replace(value, at, other)),
        _ => false,
    }
}

#[test]
fn whatever_a_field_holds_the_other_conversations_are_read() {
    let export: Value = serde_json::from_slice(WITH_TOOLS).unwrap();
    let others = [json!(null), json!("\u{E200}x"), json!([{"a": 1}])];
    for (first, other) in others.iter().enumerate() {
        for at in (1 + first..).step_by(others.len()) {
            let mut changed = export.clone();
            if !replace(&mut changed, &mut { at }, other) {
                break;
            }
            let bytes = changed.to_string().into_bytes();
            let collector = read(&ChatGpt, &[("conversations.json", &bytes)]);
            let count = collector.conversations.len();
            assert!(collector.end.is_none() && count >= 2, "{at}: {other}");
        }
    }
}
