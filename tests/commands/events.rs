//! What the window hears after a commit: which events, in which order, with what in them.

use crate::support::{Sheaf, id, telegram_export};
use serde_json::{Value, json};
use sheaf::events::{
    CONVERSATION_LIST, GROUP_LIST, GROUP_LOOKS, IMPORT_PROGRESS, IN_GROUP, UNREAD_TOTAL,
};

fn names(events: &[(&'static str, Value)]) -> Vec<&'static str> {
    events.iter().map(|(name, _)| *name).collect()
}

#[test]
fn each_operation_tells_what_it_changed_once_and_in_order() {
    let sheaf = Sheaf::with_conversations(3);
    let row = sheaf.ok("find_rows", json!({ "conversationIDList": [id(3)] }))[0]["rowID"].clone();
    let steps: Vec<(&str, Value, Vec<&str>)> = vec![
        (
            "create_conversation_group",
            json!({ "groupName": "A", "conversationIDList": [id(1)] }),
            vec![GROUP_LIST, CONVERSATION_LIST],
        ),
        (
            "create_conversation_group",
            json!({ "groupName": "B", "conversationIDList": [] }),
            vec![GROUP_LIST],
        ),
        (
            "add_conversations_to_group",
            json!({ "groupName": "A", "conversationIDList": [id(2)] }),
            vec![CONVERSATION_LIST, IN_GROUP],
        ),
        (
            "file_rows",
            json!({ "rowIDs": [row], "to": "B", "from": null }),
            vec![CONVERSATION_LIST, IN_GROUP],
        ),
        (
            "move_conversations",
            json!({ "conversationIDList": [id(2)], "fromGroupName": "A", "toGroupName": "B" }),
            vec![CONVERSATION_LIST, IN_GROUP, IN_GROUP],
        ),
        (
            "delete_conversations_from_group",
            json!({ "groupName": "B", "conversationIDList": [id(2)] }),
            vec![CONVERSATION_LIST, IN_GROUP],
        ),
        ("undo", json!({}), vec![CONVERSATION_LIST, IN_GROUP]),
        ("redo", json!({}), vec![CONVERSATION_LIST, IN_GROUP]),
        (
            "rename_conversation_group",
            json!({ "oldName": "A", "newName": "C" }),
            vec![GROUP_LIST, CONVERSATION_LIST],
        ),
        (
            "reorder_conversation_groups",
            json!({ "groupNameList": ["B", "C"] }),
            vec![GROUP_LIST],
        ),
        ("undo", json!({}), vec![GROUP_LIST]),
        (
            "set_group_look",
            json!({ "groupName": "C", "color": 7, "emoji": "🏡" }),
            vec![GROUP_LOOKS],
        ),
        ("undo", json!({}), vec![GROUP_LOOKS]),
        ("redo", json!({}), vec![GROUP_LOOKS]),
        (
            "pin_conversation",
            json!({ "conversationID": id(1), "isPinned": true }),
            vec![CONVERSATION_LIST],
        ),
        (
            "mark_conversation",
            json!({ "conversationIDList": [id(1)], "markType": 1, "enableMark": true }),
            vec![CONVERSATION_LIST],
        ),
        (
            "mark_conversation",
            json!({ "conversationIDList": [id(1)], "markType": 2, "enableMark": true }),
            vec![CONVERSATION_LIST, UNREAD_TOTAL],
        ),
        (
            "set_message_read",
            json!({ "conversationID": id(1) }),
            vec![CONVERSATION_LIST, UNREAD_TOTAL],
        ),
        (
            "delete_conversation",
            json!({ "conversationID": id(3) }),
            vec![CONVERSATION_LIST],
        ),
        (
            "delete_conversation_group",
            json!({ "groupName": "C" }),
            vec![GROUP_LIST, CONVERSATION_LIST],
        ),
    ];
    let mut revision = 0;
    for (command, arguments, expected) in steps {
        sheaf.ok(command, arguments.clone());
        let events = sheaf.events(expected.len());
        assert_eq!(names(&events), expected, "{command} {arguments}");
        let told: Vec<u64> = events
            .iter()
            .map(|(_, payload)| payload["revision"].as_u64().unwrap())
            .collect();
        assert!(
            told.iter().all(|&each| each == told[0]),
            "{command}: one commit, one revision"
        );
        assert!(
            revision == 0 || told[0] == revision + 1,
            "{command}: grows by one"
        );
        revision = told[0];
    }
}

#[test]
fn what_changes_nothing_tells_nothing() {
    let sheaf = Sheaf::with_conversations(1);
    sheaf.group("A", &[id(1)]);
    sheaf.forget_events();
    let silent = [
        (
            "add_conversations_to_group",
            json!({ "groupName": "A", "conversationIDList": [id(1)] }),
        ),
        (
            "add_conversations_to_group",
            json!({ "groupName": "A", "conversationIDList": ["C2Cnobody"] }),
        ),
        (
            "rename_conversation_group",
            json!({ "oldName": "A", "newName": "A" }),
        ),
        (
            "reorder_conversation_groups",
            json!({ "groupNameList": ["A"] }),
        ),
        (
            "pin_conversation",
            json!({ "conversationID": id(1), "isPinned": false }),
        ),
        (
            "mark_conversation",
            json!({ "conversationIDList": [id(1)], "markType": 1, "enableMark": false }),
        ),
        ("set_message_read", json!({ "conversationID": id(1) })),
        ("redo", json!({})),
    ];
    for (command, arguments) in silent {
        sheaf.ok(command, arguments);
        sheaf.events(0);
    }
    sheaf
        .call("delete_conversation_group", json!({ "groupName": "Z" }))
        .unwrap_err();
    sheaf.events(0);
}

#[test]
fn events_carry_names_and_changed_ids_and_stay_small() {
    let sheaf = Sheaf::with_conversations(1001);
    let two = json!({ "groupName": "A", "conversationIDList": [id(1), id(2)] });
    sheaf.ok("create_conversation_group", two);
    let events = sheaf.events(2);
    assert_eq!(events[0].1["data"], json!(["A"]));
    assert_eq!(events[1].1["conversationIDList"], json!([id(1), id(2)]));

    let all: Vec<String> = (1..=1001).map(id).collect();
    let request = json!({ "groupName": "A", "conversationIDList": all });
    sheaf.ok("add_conversations_to_group", request);
    let events = sheaf.events(2);
    assert_eq!(events[1].1["groupName"], "A");
    // 999 came: the two that were members already did not change.
    assert_eq!(
        events[1].1["conversationIDList"].as_array().unwrap().len(),
        999
    );

    sheaf.ok("delete_conversations_from_group", request_of(&all));
    let events = sheaf.events(2);
    assert_eq!(events[0].1["conversationIDList"], Value::Null);
}

fn request_of(ids: &[String]) -> Value {
    json!({ "groupName": "A", "conversationIDList": ids })
}

#[test]
fn an_import_tells_its_progress_and_the_conversations_as_they_come() {
    let sheaf = Sheaf::new();
    let export = sheaf.file("result.json", telegram_export(3).to_string());
    let report = sheaf.ok("import_files", json!({ "paths": [export] }));
    assert_eq!(report["files"][0]["conversationsAdded"], 3);
    let mut ids = Vec::new();
    let mut last_progress = Value::Null;
    while let Some((name, payload)) = sheaf.next_event() {
        match name {
            IMPORT_PROGRESS => last_progress = payload,
            CONVERSATION_LIST => {
                ids.extend(payload["conversationIDList"].as_array().unwrap().clone());
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(last_progress["importID"], report["importID"]);
    assert_eq!(last_progress["conversations"], 3);
    assert_eq!(last_progress["messages"], 3);
    assert_eq!(last_progress["bytesDone"], last_progress["bytesTotal"]);
    ids.sort_by_key(ToString::to_string);
    assert_eq!(ids, [json!(id(1)), json!(id(2)), json!(id(3))]);
}
