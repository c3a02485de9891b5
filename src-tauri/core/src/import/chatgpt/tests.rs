//! Whole exports, from bytes to what the sink is given.

mod newest;
mod samples;

use std::collections::HashSet;

use serde_json::{Value, json};

use super::*;
use crate::import::testing::{Collected, Collector, read};
use crate::model::message::MessageKind;

const FIRST: &[u8] =
    include_bytes!("../../../../../tests/fixtures/chatgpt/shards/conversations-000.json");
const SECOND: &[u8] =
    include_bytes!("../../../../../tests/fixtures/chatgpt/shards/conversations-001.json");
const USER: &[u8] = include_bytes!("../../../../../tests/fixtures/chatgpt/shards/user.json");

/// The fixture's files in a folder, as they lie in a zip, and one file of a message.
fn shards(folder: &str) -> Collector {
    let names = [
        "conversations-000.json",
        "conversations-001.json",
        "user.json",
        "file_0001.jpg",
    ]
    .map(|name| format!("{folder}{name}"));
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(String::as_str)
        .zip([FIRST, SECOND, USER, b"jpg"])
        .collect();
    read(&ChatGpt, &files)
}

fn texts(messages: &[Collected]) -> Vec<&str> {
    messages
        .iter()
        .map(|message| message.text.as_str())
        .collect()
}

fn conversation<'c>(collector: &'c Collector, id: &str) -> &'c (ConversationDraft, Vec<Collected>) {
    collector
        .conversations
        .iter()
        .find(|(draft, _)| draft.native_id == id)
        .unwrap()
}

/// One export of one conversation, given as its JSON.
fn read_one(conversation: &Value) -> Collector {
    read(
        &ChatGpt,
        &[(
            "conversations.json",
            json!([conversation]).to_string().as_bytes(),
        )],
    )
}

#[test]
fn the_shards_of_a_folder_are_one_export_of_one_account() {
    for folder in ["", "export/", "a/b c/"] {
        let collector = shards(folder);
        assert!(collector.end.is_none(), "{folder}");
        let drafts: Vec<_> = collector
            .conversations
            .iter()
            .map(|(draft, messages)| {
                (
                    draft.native_id.as_str(),
                    draft.title.as_str(),
                    messages.len(),
                )
            })
            .collect();
        assert_eq!(
            drafts,
            [
                ("conv-lanterns", "Paper lanterns for the garden", 4),
                ("conv-branches", "两条路线", 2),
                ("conv-search", "", 5),
                ("conv-empty", "Only a name", 0),
                ("conv-picture", "", 2),
            ],
            "{folder}"
        );
        for (draft, _) in &collector.conversations {
            assert_eq!(draft.account, "ida@example.org");
            assert_eq!(draft.kind, ConversationType::Assistant);
        }
        assert!(collector.warnings.is_empty(), "{:?}", collector.warnings);
    }
}

#[test]
fn an_answer_older_than_its_question_still_follows_it() {
    let collector = shards("");
    let (_, messages) = conversation(&collector, "conv-lanterns");
    assert_eq!(messages[0].text, "How do I keep paper lanterns dry?");
    let times: Vec<i64> = messages.iter().map(|message| message.time).collect();
    assert_eq!(
        times,
        [
            1_767_225_601_450,
            1_767_225_601_500,
            1_767_225_620_000,
            1_767_225_621_000
        ]
    );
}

#[test]
fn only_the_branch_that_the_person_saw_is_read() {
    let collector = shards("");
    let (_, messages) = conversation(&collector, "conv-branches");
    assert_eq!(texts(messages), ["从车站怎么走？", "坐三路公交车。"]);
}

#[test]
fn a_search_is_folded_and_its_citation_becomes_a_link() {
    let collector = shards("");
    let (_, messages) = conversation(&collector, "conv-search");
    let kinds: Vec<MessageKind> = messages.iter().map(|message| message.kind).collect();
    use MessageKind::{Code, Reasoning, Text, Tool};
    assert_eq!(kinds, [Text, Code, Tool, Reasoning, Text]);
    assert_eq!(
        messages[4].text,
        "It was Ida Lind in 1911. ([The tower](https://example.org/tower))"
    );
    let senders: Vec<&str> = messages.iter().map(Collected::sender_name).collect();
    assert_eq!(senders, ["", "ChatGPT", "ChatGPT", "ChatGPT", "ChatGPT"]);
    assert!(messages[0].is_outgoing());
}

#[test]
fn a_picture_half_an_emoji_and_missing_times_are_read() {
    let collector = shards("");
    let (_, messages) = conversation(&collector, "conv-picture");
    assert_eq!(
        texts(messages),
        ["What bird is this?", "A wagtail \u{FFFD}"]
    );
    let picture = &messages[0].extra.attachments[0];
    assert_eq!(
        (picture.name.as_str(), picture.in_export),
        ("bird.jpg", true)
    );
    assert_eq!([messages[0].time, messages[1].time], [1_767_398_600_500; 2]);
}

#[test]
fn reading_twice_gives_the_same_keys_and_no_key_twice() {
    let keys = |collector: &Collector| -> Vec<i64> {
        collector
            .messages()
            .iter()
            .map(|message| message.key)
            .collect()
    };
    let (first, again) = (keys(&shards("")), keys(&shards("export/")));
    assert_eq!(first, again);
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), first.len());
}

#[test]
fn without_user_json_the_conversations_are_the_same() {
    let alone = read(&ChatGpt, &[("conversations-000.json", FIRST)]);
    let (draft, _) = conversation(&alone, "conv-lanterns");
    assert_eq!(draft.account, "");
    let ids = |collector: &Collector| -> Vec<String> {
        collector
            .conversations
            .iter()
            .map(|(draft, _)| draft.native_id.clone())
            .collect()
    };
    assert_eq!(ids(&alone), ids(&shards(""))[..2]);
}

#[test]
fn files_of_other_products_are_not_recognised() {
    let cases: [(&str, &str); 10] = [
        (
            "conversations.json",
            r#"[{"uuid":"a","name":"n","created_at":"","chat_messages":[]}]"#,
        ),
        (
            "conversations.json",
            r#"[{"id":"a","inserted_at":"","mapping":{"root":{}},"create_time":1}]"#,
        ),
        ("conversations.json", "[]"),
        (
            "chat.html",
            r#"<script>var jsonData = [{"mapping":{},"create_time":1}]"#,
        ),
        ("user.json", r#"{"id":"a","name":"b"}"#),
        (
            "message_feedback.json",
            r#"[{"conversation_id":"a","create_time":"x","rating":"up"}]"#,
        ),
        (
            "model_comparisons.json",
            r#"[{"id":"a","conversation_id":"b","create_time":"x","output":{"original_turn":[{"metadata":{"default_model_slug":"m"}}]}}]"#,
        ),
        ("group_chats.json", r#"{"chats": []}"#),
        (
            "library_files.json",
            r#"[{"file_id":"file_1","file_name":"a.png","create_time":1,"origination_thread_id":"c"}]"#,
        ),
        ("notes.txt", "about \"mapping\" and \"create_time\""),
    ];
    for (name, text) in cases {
        let probe = Probe {
            name,
            size: text.len() as u64,
            head: text.as_bytes(),
        };
        assert_eq!(ChatGpt.recognise(&probe), None, "{name}: {text}");
    }
}

#[test]
fn a_single_conversation_in_a_file_of_any_name_is_read() {
    let one = json!({"id": "a", "title": "T", "create_time": 5.0, "current_node": "n",
        "mapping": {"n": {"message": {"author": {"role": "user"},
            "content": {"content_type": "text", "parts": ["hi"]}}}}});
    let collector = read(&ChatGpt, &[("taken out.json", one.to_string().as_bytes())]);
    assert_eq!(texts(&collector.conversations[0].1), ["hi"]);
    assert_eq!(collector.messages()[0].time, 5000);
}

#[test]
fn a_list_that_lies_in_an_object_is_read_like_one_on_its_own() {
    let wrapped = [br#"{"count": 3, "conversations": "#, FIRST, b"}"].concat();
    let read_wrapped = read(&ChatGpt, &[("conversations.json", &wrapped)]);
    let expected = read(&ChatGpt, &[("conversations.json", FIRST)]);
    assert_eq!(read_wrapped.conversations, expected.conversations);
}

#[test]
fn a_file_saved_again_as_utf16_is_the_same_export() {
    let utf16: Vec<u8> = std::str::from_utf8(FIRST)
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let again = [b"\xFF\xFE", utf16.as_slice()].concat();
    let read_again = read(&ChatGpt, &[("conversations.json", &again)]);
    let expected = read(&ChatGpt, &[("conversations.json", FIRST)]);
    assert_eq!(read_again.conversations, expected.conversations);
}

#[test]
fn a_cut_file_gives_what_came_before_and_the_other_shards() {
    let text = std::str::from_utf8(FIRST).unwrap();
    let cut = &FIRST[..text.find("沿着河").unwrap()];
    let collector = read(
        &ChatGpt,
        &[
            ("conversations-000.json", cut),
            ("conversations-001.json", SECOND),
        ],
    );
    assert_eq!(collector.conversations.len(), 4);
    assert_eq!(collector.end.as_ref().map(Error::code), Some(200_004));
    assert_eq!(collector.end.as_ref().map(Error::reason), Some("cut-off"));
}

#[test]
fn every_cut_of_a_file_keeps_each_conversation_before_it() {
    for cut in (1..FIRST.len()).step_by(97) {
        let head = String::from_utf8_lossy(&FIRST[..cut]).into_owned();
        if !holds_conversations(&head) {
            continue;
        }
        let collector = read(&ChatGpt, &[("conversations.json", &FIRST[..cut])]);
        let whole = head.contains("\"id\": \"conv-lanterns\"\n }");
        assert_eq!(
            collector.conversations.len(),
            usize::from(whole),
            "cut at {cut}"
        );
    }
}

#[test]
fn what_is_bad_is_said_and_the_rest_is_read() {
    let text = r#"[
        {"id":"a","create_time":1,"mapping":{"x":{"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["one"]}}},"y":7},"current_node":"x"},
        "not a conversation",
        {"id":"b","create_time":1,"mapping":{"x":{"message":"no"},"y":{"parent":"x","message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["two"]}}}},"current_node":"y"}
    ]"#;
    let collector = read(&ChatGpt, &[("conversations.json", text.as_bytes())]);
    assert_eq!(
        collector.reasons(),
        ["bad-message", "bad-conversation", "bad-message"]
    );
    assert_eq!(collector.messages().len(), 2);
    let offset = text.find("\"not a").unwrap();
    assert_eq!(
        collector.warnings[1].place,
        format!("conversations.json, byte {offset}")
    );
}

#[test]
fn a_mapping_without_any_message_is_an_empty_conversation() {
    for mapping in [
        json!(null),
        json!({}),
        json!({"root": {"parent": null, "message": null}}),
        json!({"a": null}),
    ] {
        let collector = read_one(&json!({"id": "a", "create_time": 1, "mapping": mapping}));
        assert_eq!(collector.conversations.len(), 1, "{mapping}");
        assert!(
            collector.messages().is_empty() && collector.warnings.is_empty(),
            "{mapping}"
        );
    }
}

#[test]
fn a_conversation_without_an_id_is_told_apart_by_title_and_birth() {
    let unnamed = |title: &str| json!({"title": title, "create_time": 1.5, "mapping": {}});
    let text = json!([unnamed("A"), unnamed("B")]).to_string();
    let collector = read(&ChatGpt, &[("conversations.json", text.as_bytes())]);
    assert_eq!(collector.conversations.len(), 2);
}
