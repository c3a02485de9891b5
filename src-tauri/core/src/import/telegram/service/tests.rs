use serde_json::json;

use crate::import::telegram::Telegram;
use crate::import::testing::{Collected, read};
use crate::model::message::MessageKind;

/// A service message, given as the rest of its object.
fn service(rest: &str) -> Collected {
    let file = format!(
        r#"{{"name": "Choir", "type": "private_group", "id": 5, "messages": [
            {{"id": 1, "type": "service", "date_unixtime": "1709287200", "actor_id": "user77",
              {rest}}}]}}"#
    );
    let collector = read(&Telegram, &[("result.json", file.as_bytes())]);
    let message = collector.messages()[0].clone();
    assert_eq!(
        (message.kind, &message.sender),
        (MessageKind::System, &None),
        "{rest}"
    );
    message
}

#[test]
fn what_happened_in_a_chat_is_kept_as_data() {
    let cases = [
        (
            r#""actor": "Ana", "action": "create_group", "title": "Choir""#,
            json!({"kind": "createGroup", "actor": "Ana", "title": "Choir"}),
        ),
        (
            r#""actor": "Ana", "action": "invite_members", "members": ["Ana"]"#,
            json!({"kind": "join", "actor": "Ana"}),
        ),
        (
            r#""actor": "Ana", "action": "invite_members", "members": ["Bo", null]"#,
            json!({"kind": "addMembers", "actor": "Ana", "members": ["Bo", null]}),
        ),
        (
            r#""actor": "Ana", "action": "remove_members", "members": ["Ana"]"#,
            json!({"kind": "leave", "actor": "Ana"}),
        ),
        (
            r#""actor": "Ana", "action": "remove_members", "members": ["Bo"]"#,
            json!({"kind": "removeMembers", "actor": "Ana", "members": ["Bo"]}),
        ),
        (
            r#""actor": "Ana", "action": "join_group_by_link", "inviter": "Bo""#,
            json!({"kind": "joinByLink", "actor": "Ana"}),
        ),
        (
            r#""actor": null, "action": "pin_message", "message_id": 4"#,
            json!({"kind": "pinMessage"}),
        ),
        (
            r#""actor": "Ana", "action": "migrate_from_group", "title": "Choir""#,
            json!({"kind": "becomeSupergroup", "actor": "Ana", "title": "Choir"}),
        ),
        (
            r#""actor": "Ana", "action": "phone_call", "duration_seconds": 56, "discard_reason": "hangup""#,
            json!({"kind": "call", "actor": "Ana", "seconds": 56}),
        ),
        (
            r#""actor": "Ana", "action": "phone_call", "duration": "125""#,
            json!({"kind": "call", "actor": "Ana", "seconds": 125}),
        ),
        (
            r#""actor": "Ana", "action": "phone_call", "discard_reason": "missed""#,
            json!({"kind": "missedCall", "actor": "Ana"}),
        ),
        (
            r#""actor": "Ana", "action": "topic_edit", "new_title": "Tenors""#,
            json!({"kind": "changeTopic", "actor": "Ana", "title": "Tenors"}),
        ),
        (
            r#""actor": "Ana", "action": "score_in_game", "score": 40"#,
            json!({"kind": "playGame", "actor": "Ana", "amount": "40"}),
        ),
        (
            r#""actor": "Ana", "action": "send_payment", "amount": 500, "currency": "EUR""#,
            json!({"kind": "pay", "actor": "Ana", "amount": "500 EUR"}),
        ),
        (
            r#""actor": "Ana", "action": "boost_apply", "text": "three times""#,
            json!({"kind": "boost", "actor": "Ana", "note": "three times"}),
        ),
    ];
    for (rest, expected) in cases {
        assert_eq!(json!(service(rest).extra.event), expected, "{rest}");
    }
}

#[test]
fn the_text_of_what_happened_has_the_action_and_its_names() {
    let cases = [
        (
            r#""actor": "Ana", "action": "create_group", "title": "Choir""#,
            "Ana: create group “Choir”",
        ),
        (
            r#""actor": "Ana", "action": "invite_members", "members": ["Bo", null]"#,
            "Ana: invite members Bo, Deleted Account",
        ),
        (
            r#""actor": null, "action": "pin_message""#,
            "Deleted Account: pin message",
        ),
        (
            r#""actor": "Ana", "action": "boost_apply", "text": "three times""#,
            "Ana: boost apply: three times",
        ),
    ];
    for (rest, text) in cases {
        assert_eq!(service(rest).text, text);
    }
}

#[test]
fn what_is_not_known_has_its_text_alone() {
    let cases = [
        (
            r#""actor": "Ana", "action": "custom_action", "text": "Something new""#,
            "Something new",
        ),
        (r#""actor": "Ana", "text": "No action""#, "No action"),
        (
            r#""actor": "Ana", "action": "brand_new_thing""#,
            "Ana: brand new thing",
        ),
    ];
    for (rest, text) in cases {
        let message = service(rest);
        assert_eq!((message.text.as_str(), message.extra.event), (text, None));
    }
}

#[test]
fn words_of_the_product_are_read_as_they_are() {
    let message =
        service(r#""actor": "Ana", "information_text": "Ana is now a friend", "text": """#);
    assert_eq!(message.text, "Ana is now a friend");
    assert_eq!(message.extra.event, None);
}

#[test]
fn what_nobody_did_is_nobodys() {
    let file = br#"{"name": "Shop", "type": "bot_chat", "id": 5, "messages": [
        {"id": 1, "type": "service", "date_unixtime": "5", "action": "send_payment",
         "amount": 500, "currency": "EUR", "text": ""},
        {"id": 2, "type": "service", "date_unixtime": "6", "action": "allow_sending_messages",
         "reason_domain": "example.org", "text": ""}]}"#;
    let collector = read(&Telegram, &[("result.json", file)]);
    let read: Vec<_> = collector
        .messages()
        .iter()
        .map(|message| (message.text.as_str(), json!(message.extra.event)))
        .collect();
    assert_eq!(
        read,
        [
            (
                "send payment",
                json!({"kind": "payment", "amount": "500 EUR"})
            ),
            ("allow sending messages", json!({"kind": "allowMessages"})),
        ]
    );
}
