//! The contract's code for each failure.

use serde_json::json;

use super::{A, create, library};

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
            json!({"groupName": "Work", "emoji": "👩‍🚀".repeat(5)}),
            50002,
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "emoji": "Work"}),
            50002,
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "emoji": "🦊🦊"}),
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
            json!({"conversationIDList": [], "fromGroupName": "", "toGroupName": null}),
            "fromGroupName",
        ),
        (
            "move_conversations",
            json!({"conversationIDList": [], "fromGroupName": "Work"}),
            "toGroupName",
        ),
        ("file_rows", json!({"rowIDs": [1], "from": "Work"}), "to"),
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
            "set_group_look",
            json!({"groupName": "Work", "emoji": "a"}),
            "emoji",
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
