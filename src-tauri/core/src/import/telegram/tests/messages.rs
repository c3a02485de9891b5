//! What messages carry.

use super::*;

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
