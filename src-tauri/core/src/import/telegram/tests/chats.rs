//! Which chats a file holds, and whose they are.

use super::*;

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
