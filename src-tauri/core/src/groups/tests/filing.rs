//! Adding, removing, moving.

use serde_json::json;

use super::{A, B, C, create, library};
use crate::testing::{Put, TestLibrary};

#[test]
fn every_id_of_a_request_is_in_one_list_once_in_its_order() {
    let library = library();
    library.ok("delete_conversation", json!({"conversationID": B}));
    let answer = create(
        &library,
        "Other",
        &[
            "C2Ct:unknown",
            C,
            "@TIM#SYSTEM",
            A,
            C,
            "nonsense",
            "",
            B,
            "C2C",
            "@TIM#SYSTEM",
        ],
    );
    assert_eq!(answer["successConversationIDList"], json!([C, A]));
    let failures: Vec<(&str, i64)> = answer["failureConversationIDList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|failure| {
            assert!(!failure["message"].as_str().unwrap().is_empty());
            (
                failure["conversationID"].as_str().unwrap(),
                failure["code"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        failures,
        [
            ("C2Ct:unknown", 2500),
            ("@TIM#SYSTEM", 2503),
            ("nonsense", 2503),
            ("", 2503),
            (B, 2500),
            ("C2C", 2503),
        ]
    );
    assert_eq!(library.members("Other"), [C, A]);
}

#[test]
fn adding_a_member_and_removing_a_non_member_succeed_and_change_nothing() {
    let library = library();
    let before = library.dump();
    for (command, id) in [
        ("add_conversations_to_group", A),
        ("delete_conversations_from_group", C),
    ] {
        let answer = library.ok(
            command,
            json!({"groupName": "Work", "conversationIDList": [id]}),
        );
        assert_eq!(
            answer["successConversationIDList"],
            json!([id]),
            "{command}"
        );
    }
    assert_eq!(library.dump(), before);
    assert!(library.changes().is_empty());
    assert_eq!(
        library.ok("get_history", json!({}))["undo"]["kind"],
        "createGroup"
    );
}

#[test]
fn members_keep_the_order_in_which_they_were_added() {
    let library = TestLibrary::of(&[A, B, C]);
    create(&library, "Work", &[C, A]);
    library.ok(
        "add_conversations_to_group",
        json!({"groupName": "Work", "conversationIDList": [B, C]}),
    );
    assert_eq!(library.members("Work"), [C, A, B]);
}

#[test]
fn moving_is_one_operation_that_also_adds_those_who_were_elsewhere() {
    let library = library();
    create(&library, "Home", &[B]);
    let answer = library.ok(
        "move_conversations",
        json!({"conversationIDList": [A, B, C], "fromGroupName": "Work", "toGroupName": "Home"}),
    );
    assert_eq!(answer["successConversationIDList"], json!([A, B, C]));
    assert!(library.members("Work").is_empty());
    assert_eq!(library.members("Home"), [B, A, C]);
    let undone = library.ok("undo", json!({}));
    assert_eq!(undone["kind"], "move");
    assert_eq!(
        undone["params"],
        json!({"from": "Work", "to": "Home", "count": 3})
    );
    assert_eq!(library.members("Work"), [A, B]);
    assert_eq!(library.members("Home"), [B]);
}

#[test]
fn moving_to_nowhere_only_removes() {
    let library = library();
    library.ok(
        "move_conversations",
        json!({"conversationIDList": [A, C], "fromGroupName": "Work", "toGroupName": null}),
    );
    assert_eq!(library.members("Work"), [B]);
    assert_eq!(library.ok("undo", json!({}))["kind"], "remove");
}

#[test]
fn a_group_to_move_to_that_is_not_named_removes_nothing() {
    let library = library();
    for (command, request) in [
        (
            "move_conversations",
            json!({"conversationIDList": [A], "fromGroupName": "Work", "toGroup": "Home"}),
        ),
        (
            "file_rows",
            json!({"rowIDs": [library.row(A)], "from": "Work"}),
        ),
    ] {
        assert_eq!(library.code(command, request), 50002, "{command}");
        assert_eq!(library.members("Work"), [A, B], "{command}");
    }
}

#[test]
fn moving_to_the_same_group_leaves_its_members_there() {
    let library = library();
    library.ok(
        "move_conversations",
        json!({"conversationIDList": [C, A], "fromGroupName": "Work", "toGroupName": "Work"}),
    );
    assert_eq!(library.members("Work"), [A, B, C]);
    assert_eq!(library.ok("undo", json!({}))["kind"], "add");
}

#[test]
fn a_drop_adds_removes_or_moves_rows() {
    let library = library();
    let row = |id| library.row(id);
    assert_eq!(
        library.ok(
            "create_group_of_rows",
            json!({"groupName": "New", "rowIDs": [row(C), row(A), 999, row(C)]})
        ),
        json!({"count": 2})
    );
    assert_eq!(library.members("New"), [C, A]);
    for (to, from, changed, failed, work, new) in [
        (Some("Work"), None, 1, 1, vec![A, B, C], vec![C, A]),
        (None, Some("Work"), 2, 1, vec![B], vec![C, A]),
        (Some("Work"), Some("New"), 2, 1, vec![B, A, C], vec![]),
    ] {
        let answer = library.ok(
            "file_rows",
            json!({"rowIDs": [row(A), 999, row(C), row(A)], "to": to, "from": from}),
        );
        assert_eq!(
            answer,
            json!({"changed": changed, "failed": failed}),
            "{to:?} {from:?}"
        );
        assert_eq!(library.members("Work"), work, "{to:?} {from:?}");
        assert_eq!(library.members("New"), new, "{to:?} {from:?}");
    }
}

#[test]
fn thousands_of_ids_are_answered_as_few_are() {
    let library = library();
    let ids: Vec<String> = (0..3000).map(|n| format!("C2Cmany:{n}")).collect();
    for id in ids.iter().skip(1) {
        library.put(&Put::new(id));
    }
    let hidden = &ids[1500];
    library.ok("delete_conversation", json!({"conversationID": hidden}));
    let answer = library.ok(
        "add_conversations_to_group",
        json!({"groupName": "Work", "conversationIDList": ids}),
    );
    let success = answer["successConversationIDList"].as_array().unwrap();
    assert_eq!(success.len(), 2998);
    assert_eq!(
        (&success[0], &success[2997]),
        (&json!("C2Cmany:1"), &json!("C2Cmany:2999"))
    );
    let failed = answer["failureConversationIDList"].as_array().unwrap();
    assert_eq!(failed[0]["conversationID"], json!("C2Cmany:0"));
    assert_eq!(failed[1]["conversationID"], json!(hidden));
    assert_eq!(library.members("Work").len(), 3000);
}
