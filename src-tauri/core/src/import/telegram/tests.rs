use super::*;
use crate::import::testing::{Collected, Collector, read, read_in};
use crate::import::{Context, DateOrder};
use crate::model::conversation::ConversationType;
use crate::model::message::MessageKind;
use crate::{Error, import::testing};

/// A fixture's bytes.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/fixtures/telegram/",
            $name
        ))
    };
}

const ACCOUNT: &[u8] = fixture!("account.json");
const OLD_SINGLE: &[u8] = fixture!("old_single.json");
const MESSAGES_FIRST: &[u8] = fixture!("messages_first.json");
const INVALID_JSON: &[u8] = fixture!("invalid_json.json");

fn read_one(content: &[u8]) -> Collector {
    read(&Telegram, &[("result.json", content)])
}

/// The messages of the chat of this id.
fn chat<'a>(collector: &'a Collector, native_id: &str) -> Vec<&'a Collected> {
    let found = collector
        .conversations
        .iter()
        .find(|(draft, _)| draft.native_id == native_id);
    found
        .unwrap_or_else(|| panic!("no chat {native_id}"))
        .1
        .iter()
        .collect()
}

/// A message of a chat that consists of this one, given as the rest of its object.
fn message(rest: &str) -> Collector {
    let file = format!(
        r#"{{"name": "Choir", "type": "private_group", "id": 5, "messages": [
            {{"id": 1, "type": "message", "date_unixtime": "1709287200", "from": "Rosa",
              "from_id": "user77", {rest}}}]}}"#
    );
    read_one(file.as_bytes())
}

#[test]
fn every_chat_of_an_account_is_told_by_class_and_id() {
    let collector = read_one(ACCOUNT);
    assert_eq!(collector.end, None);
    assert_eq!(collector.reasons(), [""; 0]);
    let chats: Vec<_> = collector
        .conversations
        .iter()
        .map(|(draft, messages)| {
            assert_eq!(draft.account, "501");
            (
                draft.native_id.as_str(),
                draft.title.as_str(),
                draft.kind,
                messages.len(),
            )
        })
        .collect();
    let (person, people) = (ConversationType::Person, ConversationType::People);
    assert_eq!(
        chats,
        [
            ("user77", "Rosa", person, 17),
            ("user78", "Deleted Account", person, 1),
            ("user501", "Saved Messages", person, 1),
            ("user708513", "Replies", person, 1),
            ("user489000", "Verification Codes", person, 1),
            ("channel77", "Choir", people, 3),
            ("channel9000", "News", people, 1),
            ("user3001", "WeatherBot", person, 1),
            ("user79", "Silent", person, 0),
            ("chat4001", "Old club", people, 1),
        ]
    );
}

#[test]
fn what_the_owner_wrote_is_outgoing() {
    let collector = read_one(ACCOUNT);
    let outgoing: Vec<&str> = collector
        .messages()
        .iter()
        .filter(|message| message.is_outgoing())
        .map(|message| message.text.as_str())
        .collect();
    let expected = [
        "see this (https://example.com), really",
        "note",
        "an answer from before",
        "/today",
    ];
    assert_eq!(outgoing, expected);
}

#[test]
fn messages_keep_what_they_carry() {
    use MessageKind::{Audio, Contact, File, Image, Location, Poll, Sticker, System, Text, Video};
    let collector = read_one(ACCOUNT);
    let found: Vec<(MessageKind, &str, Option<&str>)> = chat(&collector, "user77")
        .iter()
        .map(|message| {
            let attachment = message.extra.attachments.first();
            (
                message.kind,
                message.text.as_str(),
                attachment.map(|file| file.name.as_str()),
            )
        })
        .collect();
    let expected = [
        (Text, "Hi Ola", None),
        (Text, "see this (https://example.com), really", None),
        (Image, "", Some("photo_1.jpg")),
        (Image, "no photo came along", Some("")),
        (Sticker, "👋", Some("wave.webp")),
        (Audio, "", Some("audio_1.ogg")),
        (Video, "the cat", Some("cat.mp4")),
        (File, "", Some("plan.pdf")),
        (Audio, "", Some("The Larks – Morning")),
        (Contact, "+00 555 0199", Some("Nils Dahl")),
        (Location, "Elm Street 4", Some("Café Nord")),
        (Location, "", Some("59.5, 10.25")),
        (Poll, "Lunch?\n• Yes (2)\n• No (1)", None),
        (Text, "passed on", None),
        (Text, "about something elsewhere", None),
        (System, "", None),
        (Text, "Chess\nYour move", None),
    ];
    assert_eq!(found, expected);
}

#[test]
fn replies_edits_reactions_and_sizes_are_kept() {
    let collector = read_one(ACCOUNT);
    let messages = chat(&collector, "user77");
    assert_eq!(messages[1].extra.reply_to, Some(1));
    assert_eq!(
        messages[14].extra.reply_to, None,
        "an answer to another chat"
    );
    let edited: Vec<i64> = messages
        .iter()
        .filter(|message| message.extra.edited)
        .map(|message| message.key)
        .collect();
    assert_eq!(edited, [2]);
    let reactions = &messages[2].extra.reactions;
    let reactions: Vec<_> = reactions
        .iter()
        .map(|reaction| (reaction.emoji.as_str(), reaction.count))
        .collect();
    assert_eq!(reactions, [("👍", 2), ("custom emoji", 1), ("⭐", 5)]);
    assert_eq!(messages[2].extra.attachments[0].size, Some(1234));
    let old = chat(&collector, "channel77");
    assert_eq!(
        (old[1].key, old[1].extra.reply_to),
        (-999_999_998, Some(-999_999_999))
    );
}

#[test]
fn media_that_came_along_are_known() {
    let files: [(&str, &[u8]); 3] = [
        ("export/result.json", ACCOUNT),
        ("export/photos/photo_1.jpg", b"jpg"),
        ("files/plan.pdf", b"not in the export's folder"),
    ];
    let collector = read(&Telegram, &files);
    let messages = chat(&collector, "user77");
    let in_export = |at: usize| messages[at].extra.attachments[0].in_export;
    assert_eq!(
        [in_export(2), in_export(3), in_export(7)],
        [true, false, false]
    );
}

#[test]
fn an_old_single_chat_has_local_times_bare_numbers_and_an_owner_by_conclusion() {
    let context = Context {
        zone: jiff::tz::TimeZone::get("Europe/Berlin").unwrap(),
        date_order: DateOrder::DayMonthYear,
    };
    let file: &[(&str, &[u8])] = &[("result.json", OLD_SINGLE)];
    let collector = read_in(&Telegram, file, &context);
    let messages = collector.messages();
    assert_eq!(messages[0].time, 1_530_439_200_000, "summer time");
    assert_eq!(messages[1].time, 1_543_662_000_000, "winter time");
    assert_eq!(
        [messages[0].extra.edited, messages[1].extra.edited],
        [false, true]
    );
    let keys: Vec<&str> = messages
        .iter()
        .map(|message| message.sender.as_ref().unwrap().0.as_str())
        .collect();
    assert_eq!(keys, ["user77", "user501", "channel77"]);
}

#[test]
fn a_chat_with_local_times_says_so() {
    struct Drafts(Vec<bool>);
    impl Sink for Drafts {
        fn conversation(&mut self, draft: crate::import::ConversationDraft) -> Result<()> {
            self.0.push(draft.times_are_local);
            Ok(())
        }
        fn message(&mut self, _: crate::import::MessageDraft<'_>) -> Result<()> {
            Ok(())
        }
        fn warn(&mut self, _: Warning) {}
        fn reached(&mut self, _: u64) -> Result<()> {
            Ok(())
        }
    }
    let entry = testing::MemoryEntry::new("result.json", OLD_SINGLE);
    let export = Export {
        entries: vec![&entry],
        input_name: "result.json",
        holds: &|_| false,
        paths: &[],
    };
    let mut drafts = Drafts(vec![]);
    Telegram
        .import(&export, &testing::context(), &mut drafts)
        .unwrap();
    assert_eq!(drafts.0, [false, true]);
}

#[test]
fn in_a_single_chat_the_one_who_is_not_the_other_is_the_owner() {
    let chat = |senders: [&str; 3]| {
        let messages: Vec<String> = senders
            .iter()
            .enumerate()
            .map(|(id, sender)| {
                format!(
                    r#"{{"id": {id}, "type": "message", "date_unixtime": "1", "from": "x",
                        "from_id": "{sender}", "text": "x"}}"#
                )
            })
            .collect();
        let file = format!(
            r#"{{"name": "R", "type": "personal_chat", "id": 77, "messages": [{}]}}"#,
            messages.join(",")
        );
        let collector = read_one(file.as_bytes());
        let outgoing: Vec<bool> = collector
            .messages()
            .iter()
            .map(|m| m.is_outgoing())
            .collect();
        (outgoing, collector.conversations[0].0.account.clone())
    };
    let known = (vec![true, false, true], "501".to_owned());
    assert_eq!(chat(["user501", "user77", "user501"]), known);
    let unknown = (vec![false, false, false], String::new());
    assert_eq!(
        chat(["user501", "user502", "user501"]),
        unknown,
        "who of them is not said"
    );
    assert_eq!(
        chat(["user77", "user501", "user502"]),
        unknown,
        "there are two others"
    );
}

#[test]
fn messages_before_the_chat_s_name_and_chats_before_the_owner_are_read_alike() {
    let collector = read_one(MESSAGES_FIRST);
    let (draft, messages) = &collector.conversations[0];
    assert_eq!(
        (draft.native_id.as_str(), draft.title.as_str()),
        ("user77", "Rosa")
    );
    assert_eq!(draft.account, "501");
    assert_eq!(
        [messages[0].is_outgoing(), messages[1].is_outgoing()],
        [false, true]
    );
    assert_eq!(collector.conversations[1].0.native_id, "chat5");
}

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
fn messages_without_ids_are_told_apart_by_what_they_say() {
    let file = br#"{"messages": [
        {"type": "message", "date_unixtime": "5", "from": "A", "text": "ok"},
        {"type": "message", "date_unixtime": "5", "from": "A", "text": "ok"},
        {"type": "message", "date_unixtime": "5", "from": "B", "text": "ok"}]}"#;
    let keys = |collector: &Collector| -> Vec<i64> {
        collector
            .messages()
            .iter()
            .map(|message| message.key)
            .collect()
    };
    let first = read(&Telegram, &[("Trip to Rome.json", file)]);
    let mut different = keys(&first);
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), 3);
    assert_eq!(keys(&read_one(file)), keys(&first), "the same every time");
    let draft = &first.conversations[0].0;
    assert_eq!(
        (draft.title.as_str(), draft.kind),
        ("Trip to Rome", ConversationType::Person)
    );
}

#[test]
fn a_message_without_a_date_stands_behind_the_one_before() {
    let file = br#"{"name": "R", "type": "personal_chat", "id": 7, "messages": [
        {"id": 1, "type": "message", "date_unixtime": "5", "text": "a"},
        {"id": 2, "type": "message", "text": "b"},
        {"id": 3, "type": "message", "date_unixtime": "99999999999999999", "text": "c"}]}"#;
    let collector = read_one(file);
    let times: Vec<i64> = collector
        .messages()
        .iter()
        .map(|message| message.time)
        .collect();
    assert_eq!(times, [5000, 5000, 5000]);
    assert_eq!(collector.reasons(), ["message-without-date"; 2]);
}

#[test]
fn a_bill_that_is_written_as_text_is_read_like_one_that_is_an_object() {
    for bill in [
        r#"{"title": "Choir fee", "description": "May"}"#,
        r#""{\n \"title\": \"Choir fee\",\n \"description\": \"May\"\n}""#,
    ] {
        let collector = message(&format!(r#""invoice_information": {bill}, "text": """#));
        assert_eq!(collector.messages()[0].text, "Choir fee\nMay", "{bill}");
    }
}

#[test]
fn an_owner_whose_number_is_written_as_text_is_the_owner() {
    let file = br#"{"personal_information": {"user_id": "501"}, "chats": {"list": [
        {"name": "Rosa", "type": "personal_chat", "id": 77, "messages": [
        {"id": 1, "type": "message", "date_unixtime": "5", "from": "Me", "from_id": "user501",
         "text": "hi"}]}]}}"#;
    assert!(read_one(file).messages()[0].is_outgoing());
}

#[test]
fn a_file_is_recognised_by_what_is_in_it() {
    let is = |content: &[u8]| {
        let probe = Probe {
            name: "data.bin",
            size: content.len() as u64,
            head: content,
        };
        Telegram.recognise(&probe).is_some()
    };
    for fixture in [ACCOUNT, OLD_SINGLE, MESSAGES_FIRST, INVALID_JSON] {
        assert!(is(fixture));
        assert!(
            is(&[b"\xEF\xBB\xBF", fixture].concat()),
            "with a byte order mark"
        );
    }
    assert!(is(
        br#"{"name": "R", "type": "public_channel", "id": 1, "messages": []}"#
    ));
    let utf16: Vec<u8> = std::str::from_utf8(OLD_SINGLE)
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(is(&[b"\xFF\xFE", utf16.as_slice()].concat()), "UTF-16");
    let others: [&[u8]; 9] = [
        b"",
        b"hello",
        b"[]",
        b"{}",
        br#"{"messages": []}"#,
        br#"{"messages": [{"sender_name": "A", "timestamp_ms": 1, "content": "x"}]}"#,
        br#"{"guild": {}, "channel": {"type": "GuildTextChat"}, "messages": [{"id": "1", "type": "Default", "timestamp": "2021"}]}"#,
        br#"{"session": {}, "messages": [{"localId": 1, "createTime": 1, "type": "x", "content": "y"}]}"#,
        br#"[{"mapping": {}}]"#,
    ];
    for other in others {
        assert!(!is(other), "{}", String::from_utf8_lossy(other));
    }
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

#[test]
fn the_address_behind_a_links_words_is_kept_and_none_is_written_twice() {
    let cases = [
        (
            r#""See ", {"type": "text_link", "text": "the plan", "href": "https://a.example/plan"}, "!""#,
            "See the plan (https://a.example/plan)!",
        ),
        (
            r#"{"type": "text_link", "href": "https://a.example/", "text": "a.example"}"#,
            "a.example",
        ),
        (
            r#"{"type": "link", "text": "https://a.example/x"}"#,
            "https://a.example/x",
        ),
        (
            r#"{"type": "text_link", "text": "x", "href": null}, {"type": "bold", "text": "y"}"#,
            "xy",
        ),
    ];
    for (text, expected) in cases {
        let collector = message(&format!(r#""text": [{text}]"#));
        assert_eq!(chat(&collector, "chat5")[0].text, expected);
    }
}

#[test]
fn a_message_that_was_passed_on_says_whose_it_was() {
    let from = |rest: &str| {
        chat(&message(rest), "chat5")[0]
            .extra
            .forwarded_from
            .clone()
    };
    assert_eq!(
        from(r#""text": "x", "forwarded_from": "Bo""#),
        Some("Bo".into())
    );
    assert_eq!(from(r#""text": "x", "forwarded_from": null"#), None);
}
