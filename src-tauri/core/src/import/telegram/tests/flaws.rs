//! What is wrong with a file costs no more than it must.

use super::*;

#[test]
fn invalid_json_costs_only_what_cannot_be_repaired() {
    let collector = read_one(INVALID_JSON);
    let texts: Vec<&str> = collector
        .messages()
        .iter()
        .map(|m| m.text.as_str())
        .collect();
    assert_eq!(
        texts,
        ["form\u{c}feed", "😮😮", "x", "raw \u{1} control", "last"]
    );
    assert_eq!(collector.reasons(), ["bad-message"]);
    assert!(
        collector.warnings[0]
            .place
            .starts_with("result.json, byte ")
    );
    assert_eq!(collector.end, None);
}

#[test]
fn a_file_cut_anywhere_gives_each_message_before_the_cut() {
    let whole = read_one(ACCOUNT).messages().len();
    let ends: Vec<usize> = ends_of_messages(ACCOUNT);
    assert_eq!(ends.len(), whole);
    for cut in (200..ACCOUNT.len() - 2).step_by(7) {
        let collector = read_one(&ACCOUNT[..cut]);
        let due = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(collector.messages().len(), due, "cut at {cut}");
        assert!(
            matches!(collector.end, Some(Error::CutOff { .. })),
            "cut at {cut}"
        );
        assert_eq!(collector.reasons(), ["cut-off"], "cut at {cut}");
    }
}

/// Where each message of a file with one message a line ends.
fn ends_of_messages(file: &[u8]) -> Vec<usize> {
    let mut at = 0;
    let mut ends = vec![];
    for line in std::str::from_utf8(file).unwrap().split_inclusive('\n') {
        if line.trim_start().starts_with("{\"id\": ") && line.contains("\"type\"") {
            ends.push(at + line.trim_end().trim_end_matches(',').len());
        }
        at += line.len();
    }
    ends
}

#[test]
fn a_message_survives_whatever_type_its_fields_have() {
    let odd = [
        "null",
        "true",
        "3",
        "-1.5",
        "\"x\"",
        "[]",
        "[null, 1, {}]",
        "{}",
        "{\"a\": [1]}",
    ];
    let fields = [
        "text",
        "text_entities",
        "reply_to_message_id",
        "reactions",
        "photo",
        "file",
        "poll",
        "contact_information",
        "location_information",
        "members",
        "edited",
        "media_type",
        "invoice_information",
        "todo_list",
        "file_size",
        "from_extra",
    ];
    for field in fields {
        for value in odd {
            let collector = message(&format!("\"{field}\": {value}"));
            assert_eq!(collector.messages().len(), 1, "{field}: {value}");
            assert_eq!(collector.reasons(), [""; 0], "{field}: {value}");
        }
    }
}

#[test]
fn elements_that_are_no_messages_and_no_chats_are_warned_of() {
    let file = br#"{"chats": {"list": [7, {"name": "R", "type": "personal_chat", "id": 7,
        "messages": [null, 5, "x", {"id": 1, "type": "message", "date_unixtime": "5", "text": "a"}]},
        {"name": "S", "type": "personal_chat", "id": 8, "messages": {"no": "list"}}]}}"#;
    let collector = read_one(file);
    assert_eq!(collector.messages().len(), 1);
    let bad = "bad-message";
    assert_eq!(
        collector.reasons(),
        ["bad-conversation", bad, bad, bad, "bad-conversation"]
    );
}

#[test]
fn utf16_is_read_like_utf8() {
    let utf16: Vec<u8> = std::str::from_utf8(OLD_SINGLE)
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let read_utf16 = read_one(&[b"\xFF\xFE", utf16.as_slice()].concat());
    assert_eq!(read_utf16.conversations, read_one(OLD_SINGLE).conversations);
}

#[test]
fn a_sign_too_many_between_chats_does_not_hold_the_reading_up() {
    for sign in [":", "}", "]}", "}}}"] {
        let chat = |id: u32| {
            format!(
                "  {{\n   \"name\": \"R\",\n   \"type\": \"personal_chat\",\n   \"id\": {id},\n   \"messages\": [\n    \
                 {{\"id\": {id}, \"type\": \"message\", \"date_unixtime\": \"5\", \"text\": \"t\"}}\n   ]\n  }}"
            )
        };
        let file = format!(
            "{{\"chats\": {{\"list\": [\n{},\n  {sign} {}\n ]}}}}",
            chat(1),
            chat(2)
        );
        let keys: Vec<i64> = read_one(file.as_bytes())
            .messages()
            .iter()
            .map(|message| message.key)
            .collect();
        assert_eq!(keys.first(), Some(&1), "{sign}");
    }
}

#[test]
fn a_hole_in_a_file_costs_the_messages_around_it() {
    let message = |id: u32| {
        format!(
            "  {{\n   \"id\": {id},\n   \"type\": \"message\",\n   \"date_unixtime\": \"{id}\",\n   \"text\": \"message {id}\"\n  }}"
        )
    };
    let messages: Vec<String> = (1..=20).map(message).collect();
    let file = format!(
        "{{\n \"name\": \"R\",\n \"type\": \"personal_chat\",\n \"id\": 7,\n \"messages\": [\n{}\n ]\n}}",
        messages.join(",\n")
    );
    let tenth = file.find("\"id\": 10,").unwrap();
    for begin in tenth - 10..tenth + 90 {
        let mut holed = file.clone().into_bytes();
        holed.drain(begin..begin + 15);
        let texts: Vec<String> = read_one(&holed)
            .messages()
            .iter()
            .map(|message| message.text.clone())
            .collect();
        for id in (1..=8).chain(12..=20) {
            assert!(
                texts.contains(&format!("message {id}")),
                "{id}, hole at {begin}"
            );
        }
    }
}
