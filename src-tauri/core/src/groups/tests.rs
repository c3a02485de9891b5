use serde_json::{Value, json};

use crate::testing::TestLibrary;

const A: &str = "C2Ct:a";
const B: &str = "C2Ct:b";
const C: &str = "GROUPt:c";

/// A library of three conversations and the group `Work` with the first two in it.
fn library() -> TestLibrary {
    let library = TestLibrary::of(&[A, B, C]);
    create(&library, "Work", &[A, B]);
    library.changes();
    library
}

fn create(library: &TestLibrary, name: &str, ids: &[&str]) -> Value {
    library.ok(
        "create_conversation_group",
        json!({"groupName": name, "conversationIDList": ids}),
    )
}

fn names(library: &TestLibrary) -> Vec<String> {
    library.get_conversation_group_list().unwrap()
}

#[test]
fn each_failure_has_the_code_of_the_contract_and_changes_nothing() {
    let long = "x".repeat(33);
    let cases = [
        (
            "create_conversation_group",
            json!({"groupName": "Work", "conversationIDList": []}),
            200_001,
        ),
        (
            "create_conversation_group",
            json!({"groupName": " Work\n", "conversationIDList": []}),
            200_001,
        ),
        (
            "create_conversation_group",
            json!({"groupName": long, "conversationIDList": []}),
            51011,
        ),
        (
            "create_conversation_group",
            json!({"groupName": " \t", "conversationIDList": []}),
            50002,
        ),
        (
            "create_conversation_group",
            json!({"groupName": 7, "conversationIDList": []}),
            50002,
        ),
        (
            "create_conversation_group",
            json!({"conversationIDList": []}),
            50002,
        ),
        (
            "create_conversation_group",
            json!({"groupName": "New"}),
            50002,
        ),
        (
            "create_conversation_group",
            json!({"groupName": "New", "conversationIDList": A}),
            50002,
        ),
        (
            "create_conversation_group",
            json!({"groupName": "New", "conversationIDList": [A, 7]}),
            50002,
        ),
        (
            "create_conversation_group",
            json!({"groupName": "New", "conversationIDList": null}),
            50002,
        ),
        (
            "create_group_of_rows",
            json!({"groupName": "Work", "rowIDs": [1]}),
            200_001,
        ),
        (
            "create_group_of_rows",
            json!({"groupName": "New", "rowIDs": ["1"]}),
            50002,
        ),
        (
            "delete_conversation_group",
            json!({"groupName": "work"}),
            51009,
        ),
        (
            "delete_conversation_group",
            json!({"groupName": long}),
            51009,
        ),
        ("delete_conversation_group", json!({"groupName": ""}), 50002),
        ("delete_conversation_group", json!({}), 50002),
        (
            "rename_conversation_group",
            json!({"oldName": "None", "newName": "New"}),
            51009,
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work", "newName": "Home"}),
            200_001,
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work", "newName": long}),
            51011,
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work", "newName": "  "}),
            50002,
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work"}),
            50002,
        ),
        (
            "rename_conversation_group",
            json!({"newName": "New"}),
            50002,
        ),
        (
            "add_conversations_to_group",
            json!({"groupName": "None", "conversationIDList": [A]}),
            51009,
        ),
        (
            "add_conversations_to_group",
            json!({"groupName": "Work"}),
            50002,
        ),
        (
            "delete_conversations_from_group",
            json!({"groupName": "None", "conversationIDList": [A]}),
            51009,
        ),
        (
            "delete_conversations_from_group",
            json!({"groupName": "Work", "conversationIDList": {}}),
            50002,
        ),
        (
            "move_conversations",
            json!({"conversationIDList": [A], "fromGroupName": "None", "toGroupName": "Work"}),
            51009,
        ),
        (
            "move_conversations",
            json!({"conversationIDList": [A], "fromGroupName": "Work", "toGroupName": "None"}),
            51009,
        ),
        (
            "move_conversations",
            json!({"conversationIDList": [A], "toGroupName": "Work"}),
            50002,
        ),
        (
            "file_rows",
            json!({"rowIDs": [1], "to": "None", "from": null}),
            51009,
        ),
        (
            "file_rows",
            json!({"rowIDs": [1], "to": null, "from": "None"}),
            51009,
        ),
        (
            "file_rows",
            json!({"rowIDs": [1], "to": null, "from": null}),
            50002,
        ),
        ("file_rows", json!({"to": "Work", "from": null}), 50002),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Work"]}),
            50002,
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Work", "Work"]}),
            50002,
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Work", "None"]}),
            50002,
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Work", "Home", "None"]}),
            50002,
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Work", ""]}),
            50002,
        ),
        ("reorder_conversation_groups", json!({}), 50002),
        (
            "set_group_look",
            json!({"groupName": "None", "color": 1}),
            51009,
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "color": 12}),
            50002,
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "color": null}),
            50002,
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "emoji": "not an emoji but a whole sentence made of many words"}),
            50002,
        ),
    ];
    let library = library();
    create(&library, "Home", &[]);
    let before = library.dump();
    library.changes();
    for (command, arguments, code) in cases {
        assert_eq!(
            library.code(command, arguments.clone()),
            code,
            "{command} {arguments}"
        );
    }
    assert_eq!(library.dump(), before);
    assert!(library.changes().is_empty());
    assert_eq!(library.ok("undo", json!({}))["params"]["group"], "Home");
}

#[test]
fn a_bad_parameter_is_named() {
    let library = library();
    for (command, arguments, parameter) in [
        (
            "create_conversation_group",
            json!({"groupName": " ", "conversationIDList": []}),
            "groupName",
        ),
        (
            "create_conversation_group",
            json!({"groupName": "New"}),
            "conversationIDList",
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work", "newName": " "}),
            "newName",
        ),
        (
            "rename_conversation_group",
            json!({"oldName": null, "newName": "New"}),
            "oldName",
        ),
        (
            "move_conversations",
            json!({"conversationIDList": [], "fromGroupName": ""}),
            "fromGroupName",
        ),
        (
            "file_rows",
            json!({"rowIDs": "all", "to": "Work", "from": null}),
            "rowIDs",
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "color": 12}),
            "color",
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Home"]}),
            "groupNameList",
        ),
    ] {
        let error = library.call(command, arguments.clone()).unwrap_err();
        assert_eq!(
            error.params()["parameter"],
            parameter,
            "{command} {arguments}"
        );
        assert!(error.to_string().starts_with(parameter), "{error}");
    }
}

#[test]
fn a_group_name_is_composed_and_trimmed_and_may_take_32_bytes() {
    let library = library();
    let decomposed = " Cafe\u{301} ";
    let answer = library.ok(
        "rename_conversation_group",
        json!({"oldName": "Work", "newName": decomposed}),
    );
    assert_eq!(answer, json!({"oldName": "Work", "newName": "Café"}));
    create(&library, "十个汉字刚好三十字节ab", &[]);
    create(&library, "work", &[]);
    create(&library, "Work", &[]);
    assert_eq!(
        names(&library),
        ["Café", "十个汉字刚好三十字节ab", "work", "Work"]
    );
    assert_eq!(
        library.ok(
            "delete_conversation_group",
            json!({"groupName": decomposed})
        ),
        json!({"groupName": "Café"})
    );
}

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
fn a_group_is_made_although_every_id_fails() {
    let library = library();
    let answer = create(&library, "Empty", &["C2Ct:unknown", "@TIM#SYSTEM"]);
    assert_eq!(answer["successConversationIDList"], json!([]));
    assert_eq!(names(&library), ["Work", "Empty"]);
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
fn there_are_at_most_twenty_groups_until_the_person_raises_the_limit() {
    let library = TestLibrary::of(&[A]);
    for n in 0..20 {
        create(&library, &format!("Group {n}"), &[]);
    }
    let one_more = json!({"groupName": "One more", "conversationIDList": [A]});
    assert_eq!(
        library.code("create_conversation_group", one_more.clone()),
        51010
    );
    assert_eq!(
        library.code(
            "create_group_of_rows",
            json!({"groupName": "One more", "rowIDs": [1]})
        ),
        51010
    );
    library.ok("set_settings", json!({"groupLimit": 21}));
    library.ok("create_conversation_group", one_more);
    assert_eq!(
        library.code(
            "create_conversation_group",
            json!({"groupName": "x", "conversationIDList": []})
        ),
        51010
    );
}

#[test]
fn undo_brings_a_group_back_over_the_limit() {
    let library = library();
    library.ok("set_settings", json!({"groupLimit": 21}));
    for n in 1..21 {
        create(&library, &format!("Group {n}"), &[]);
    }
    library.ok("delete_conversation_group", json!({"groupName": "Work"}));
    library.ok("set_settings", json!({"groupLimit": 20}));
    library.ok("undo", json!({}));
    assert_eq!(names(&library).len(), 21);
}

#[test]
fn deleting_a_group_keeps_its_conversations() {
    let library = library();
    library.ok("delete_conversation_group", json!({"groupName": "Work"}));
    assert!(names(&library).is_empty());
    assert_eq!(
        library.view(json!({"kind": "ungrouped"}), "name"),
        [A, B, C]
    );
}

#[test]
fn renaming_keeps_members_order_and_looks() {
    let library = library();
    create(&library, "Home", &[C]);
    library.ok(
        "set_group_look",
        json!({"groupName": "Work", "color": 7, "emoji": "🦊"}),
    );
    library.ok(
        "rename_conversation_group",
        json!({"oldName": "Work", "newName": "Job"}),
    );
    assert_eq!(names(&library), ["Job", "Home"]);
    assert_eq!(library.members("Job"), [A, B]);
    let overview = library.ok("get_overview", json!({}));
    assert_eq!(
        overview["groups"][0],
        json!({"name": "Job", "color": 7, "emoji": "🦊", "count": 2})
    );
}

#[test]
fn renaming_to_the_same_name_succeeds_and_changes_nothing() {
    let library = library();
    library.ok(
        "rename_conversation_group",
        json!({"oldName": "Work", "newName": " Work "}),
    );
    assert!(library.changes().is_empty());
    assert_eq!(
        library.ok("get_history", json!({}))["undo"]["kind"],
        "createGroup"
    );
}

#[test]
fn groups_take_the_order_that_is_asked_for() {
    let library = TestLibrary::new();
    for name in ["one", "two", "three", "four"] {
        create(&library, name, &[]);
    }
    library.ok("delete_conversation_group", json!({"groupName": "two"}));
    let order = json!(["four", " one ", "three"]);
    assert_eq!(
        library.ok(
            "reorder_conversation_groups",
            json!({"groupNameList": order})
        ),
        json!({"groupNameList": ["four", "one", "three"]})
    );
    create(&library, "five", &[]);
    assert_eq!(names(&library), ["four", "one", "three", "five"]);
}

#[test]
fn a_new_group_takes_the_next_colour_of_the_palette() {
    let library = TestLibrary::new();
    for n in 0..13 {
        create(&library, &n.to_string(), &[]);
    }
    let overview = library.get_overview().unwrap();
    let colors: Vec<u8> = overview.groups.iter().map(|group| group.color).collect();
    assert_eq!(colors, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0]);
}

#[test]
fn a_look_changes_only_where_it_is_given() {
    let library = library();
    let look = || library.ok("get_overview", json!({}))["groups"][0].clone();
    library.ok(
        "set_group_look",
        json!({"groupName": "Work", "emoji": "👨🏽‍👩🏽‍👧🏽‍👦🏽"}),
    );
    assert_eq!(
        (&look()["color"], &look()["emoji"]),
        (&json!(0), &json!("👨🏽‍👩🏽‍👧🏽‍👦🏽"))
    );
    library.ok("set_group_look", json!({"groupName": "Work", "color": 11}));
    assert_eq!(
        (&look()["color"], &look()["emoji"]),
        (&json!(11), &json!("👨🏽‍👩🏽‍👧🏽‍👦🏽"))
    );
    library.ok("set_group_look", json!({"groupName": "Work", "emoji": ""}));
    assert_eq!(look()["emoji"], "");
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
    for to in [json!({"toGroupName": null}), json!({})] {
        let mut request = json!({"conversationIDList": [A, C], "fromGroupName": "Work"});
        request
            .as_object_mut()
            .unwrap()
            .extend(to.as_object().unwrap().clone());
        library.ok("move_conversations", request);
        assert_eq!(library.members("Work"), [B]);
        assert_eq!(library.ok("undo", json!({}))["kind"], "remove");
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
        library.put(&crate::testing::Put::new(id));
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

#[test]
fn groups_and_members_are_there_after_reopening() {
    let mut library = library();
    create(&library, "Home", &[C]);
    library.ok(
        "reorder_conversation_groups",
        json!({"groupNameList": ["Home", "Work"]}),
    );
    library.reopen();
    assert_eq!(names(&library), ["Home", "Work"]);
    assert_eq!(library.members("Work"), [A, B]);
}
