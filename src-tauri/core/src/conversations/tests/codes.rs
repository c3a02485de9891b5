//! The contract's code for each failure.

use serde_json::json;

use super::{A, B, library};

#[test]
fn each_failure_has_the_code_of_the_contract_and_changes_nothing() {
    let library = library();
    let b = library.row(B);
    library.ok("delete_rows", json!({"rowIDs": [b]}));
    let before = library.dump();
    library.changes();
    let too_long = "é".repeat(129);
    let mut cases = vec![
        ("pin_conversation", json!({"conversationID": A}), 50002),
        (
            "pin_conversation",
            json!({"conversationID": A, "isPinned": 1}),
            50002,
        ),
        ("reorder_pinned", json!({"rowIDs": [1]}), 50002),
        (
            "mark_conversation",
            json!({"conversationIDList": [A], "markType": 0, "enableMark": true}),
            50002,
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A], "markType": -1, "enableMark": true}),
            50002,
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A], "markType": 1.5, "enableMark": true}),
            50002,
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A], "markType": "1", "enableMark": true}),
            50002,
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A], "markType": 1}),
            50002,
        ),
        (
            "mark_conversation",
            json!({"markType": 1, "enableMark": true}),
            50002,
        ),
        (
            "set_conversation_custom_data",
            json!({"conversationIDList": [A], "customData": too_long}),
            50002,
        ),
        (
            "set_conversation_custom_data",
            json!({"conversationIDList": [A]}),
            50002,
        ),
        ("delete_conversation", json!({}), 50002),
        (
            "delete_conversation",
            json!({"conversationID": A, "conversationIDList": [A]}),
            50002,
        ),
        (
            "delete_conversation",
            json!({"conversationIDList": A}),
            50002,
        ),
        (
            "delete_conversation",
            json!({"conversationIDList": [A], "clearHistoryMessage": "yes"}),
            50002,
        ),
        ("delete_rows", json!({}), 50002),
        ("get_conversation_list", json!({"options": "all"}), 50002),
        ("get_conversation_list", json!({"options": [A, 1]}), 50002),
        (
            "get_conversation_list",
            json!({"options": {"type": "TOPIC"}}),
            50002,
        ),
        (
            "get_conversation_list",
            json!({"options": {"markType": -1}}),
            50002,
        ),
        (
            "get_conversation_list",
            json!({"options": {"type": "@TIM#SYSTEM", "markType": -1}}),
            50002,
        ),
        (
            "get_conversation_list",
            json!({"options": {"markType": null}}),
            50002,
        ),
        (
            "get_conversation_list",
            json!({"options": {"groupName": "None"}}),
            51009,
        ),
        (
            "get_conversation_list",
            json!({"options": {"hasUnreadCount": 1}}),
            50002,
        ),
    ];
    for command in [
        "get_conversation_profile",
        "pin_conversation",
        "delete_conversation",
        "set_message_read",
        "get_message_list",
    ] {
        for (id, code) in [
            (json!(B), 2500),
            (json!("C2Ct:unknown"), 2500),
            (json!("@TIM#SYSTEM"), 2500),
            (json!(" "), 50002),
            (json!(5), 50002),
        ] {
            cases.push((
                command,
                json!({"conversationID": id, "isPinned": true}),
                code,
            ));
        }
    }
    for (command, arguments, code) in cases {
        assert_eq!(
            library.code(command, arguments.clone()),
            code,
            "{command} {arguments}"
        );
    }
    assert_eq!(library.dump(), before);
    assert!(library.changes().is_empty());
}

#[test]
fn a_wrong_option_is_named() {
    let library = library();
    for (options, parameter) in [
        (json!(true), "options"),
        (json!([1]), "options"),
        (json!({"groupName": 5}), "groupName"),
        (json!({"groupName": "  "}), "groupName"),
        (json!({"type": "X"}), "type"),
        (json!({"markType": "star"}), "markType"),
    ] {
        let error = library
            .call("get_conversation_list", json!({"options": options}))
            .unwrap_err();
        assert_eq!(error.params()["parameter"], parameter, "{options}");
    }
}
