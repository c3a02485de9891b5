//! The group operations of the contract, called as the window calls them.

use crate::support::{Sheaf, id};
use serde_json::{Value, json};

fn failed(lists: &Value) -> Vec<(&str, i64)> {
    let failures = lists["failureConversationIDList"].as_array().unwrap();
    failures
        .iter()
        .map(|item| {
            let id = item["conversationID"].as_str().unwrap();
            (id, item["code"].as_i64().unwrap())
        })
        .collect()
}

fn members(sheaf: &Sheaf, group: &str) -> Vec<String> {
    let mut ids = sheaf.listed(json!({ "groupName": group }));
    ids.sort();
    ids
}

#[test]
fn a_group_is_made_filled_renamed_emptied_and_deleted() {
    let sheaf = Sheaf::with_conversations(3);
    let made = sheaf.ok(
        "create_conversation_group",
        json!({ "groupName": "Suppliers", "conversationIDList": [id(1), id(2)] }),
    );
    assert_eq!(
        made,
        json!({ "successConversationIDList": [id(1), id(2)], "failureConversationIDList": [] })
    );
    let added = sheaf.ok(
        "add_conversations_to_group",
        json!({ "groupName": "Suppliers", "conversationIDList": [id(3)] }),
    );
    assert_eq!(added["successConversationIDList"], json!([id(3)]));
    assert_eq!(members(&sheaf, "Suppliers"), [id(1), id(2), id(3)]);

    let renamed = sheaf.ok(
        "rename_conversation_group",
        json!({ "oldName": "Suppliers", "newName": "供应商" }),
    );
    assert_eq!(
        renamed,
        json!({ "oldName": "Suppliers", "newName": "供应商" })
    );
    assert_eq!(members(&sheaf, "供应商"), [id(1), id(2), id(3)]);

    let removed = sheaf.ok(
        "delete_conversations_from_group",
        json!({ "groupName": "供应商", "conversationIDList": [id(2)] }),
    );
    assert_eq!(removed["successConversationIDList"], json!([id(2)]));
    assert_eq!(members(&sheaf, "供应商"), [id(1), id(3)]);

    let deleted = sheaf.ok(
        "delete_conversation_group",
        json!({ "groupName": "供应商" }),
    );
    assert_eq!(deleted, json!({ "groupName": "供应商" }));
    assert_eq!(
        sheaf.ok("get_conversation_group_list", json!({})),
        json!([])
    );
    let all = sheaf.ok("get_conversation_list", json!({}));
    assert_eq!(all["conversationList"].as_array().unwrap().len(), 3);
}

#[test]
fn each_id_of_a_request_is_in_exactly_one_list() {
    let sheaf = Sheaf::with_conversations(1);
    let lists = sheaf.ok(
        "create_conversation_group",
        json!({
            "groupName": "A",
            "conversationIDList": [id(1), "C2Cnobody", "@TIM#SYSTEM", "nonsense", id(1)],
        }),
    );
    assert_eq!(lists["successConversationIDList"], json!([id(1)]));
    assert_eq!(
        failed(&lists),
        [
            ("C2Cnobody", 2500),
            ("@TIM#SYSTEM", 2503),
            ("nonsense", 2503)
        ]
    );
}

#[test]
fn a_group_is_made_even_when_every_id_fails() {
    let sheaf = Sheaf::new();
    let request = json!({ "groupName": "A", "conversationIDList": ["C2Cnobody"] });
    sheaf.ok("create_conversation_group", request);
    assert_eq!(
        sheaf.ok("get_conversation_group_list", json!({})),
        json!(["A"])
    );
}

#[test]
fn every_refusal_has_the_contracts_code() {
    let sheaf = Sheaf::with_conversations(1);
    sheaf.group("A", &[]);
    sheaf.group("B", &[]);
    let long = "名".repeat(11);
    let cases = [
        (
            "create_conversation_group",
            json!({ "groupName": "A", "conversationIDList": [] }),
            200_001,
        ),
        (
            "create_conversation_group",
            json!({ "groupName": " A ", "conversationIDList": [] }),
            200_001,
        ),
        (
            "create_conversation_group",
            json!({ "groupName": "  ", "conversationIDList": [] }),
            50002,
        ),
        (
            "create_conversation_group",
            json!({ "groupName": long, "conversationIDList": [] }),
            51011,
        ),
        (
            "create_conversation_group",
            json!({ "conversationIDList": [] }),
            50002,
        ),
        (
            "create_conversation_group",
            json!({ "groupName": 7, "conversationIDList": [] }),
            50002,
        ),
        (
            "create_conversation_group",
            json!({ "groupName": "C" }),
            50002,
        ),
        (
            "create_conversation_group",
            json!({ "groupName": "C", "conversationIDList": "x" }),
            50002,
        ),
        (
            "delete_conversation_group",
            json!({ "groupName": "Z" }),
            51009,
        ),
        ("delete_conversation_group", json!({}), 50002),
        (
            "rename_conversation_group",
            json!({ "oldName": "Z", "newName": "Y" }),
            51009,
        ),
        (
            "rename_conversation_group",
            json!({ "oldName": "A", "newName": "B" }),
            200_001,
        ),
        (
            "rename_conversation_group",
            json!({ "oldName": "A", "newName": long }),
            51011,
        ),
        (
            "rename_conversation_group",
            json!({ "oldName": "A", "newName": "" }),
            50002,
        ),
        (
            "add_conversations_to_group",
            json!({ "groupName": "Z", "conversationIDList": [id(1)] }),
            51009,
        ),
        (
            "delete_conversations_from_group",
            json!({ "groupName": "Z", "conversationIDList": [id(1)] }),
            51009,
        ),
        (
            "move_conversations",
            json!({ "conversationIDList": [id(1)], "fromGroupName": "A", "toGroupName": "Z" }),
            51009,
        ),
        (
            "reorder_conversation_groups",
            json!({ "groupNameList": ["A"] }),
            50002,
        ),
        (
            "reorder_conversation_groups",
            json!({ "groupNameList": ["A", "A"] }),
            50002,
        ),
        (
            "reorder_conversation_groups",
            json!({ "groupNameList": ["A", "B", "C"] }),
            50002,
        ),
        (
            "get_conversation_list",
            json!({ "options": { "groupName": "Z" } }),
            51009,
        ),
        (
            "set_group_look",
            json!({ "groupName": "Z", "color": 1 }),
            51009,
        ),
        (
            "set_group_look",
            json!({ "groupName": "A", "color": 12 }),
            50002,
        ),
    ];
    sheaf.refuses(cases);
    assert_eq!(
        sheaf.ok("get_conversation_group_list", json!({})),
        json!(["A", "B"])
    );
}

#[test]
fn the_twenty_first_group_is_refused_until_the_person_raises_the_limit() {
    let sheaf = Sheaf::new();
    for n in 1..=20 {
        let request = json!({ "groupName": format!("Group {n}"), "conversationIDList": [] });
        sheaf.ok("create_conversation_group", request);
    }
    let more = json!({ "groupName": "One more", "conversationIDList": [] });
    assert_eq!(sheaf.code("create_conversation_group", more.clone()), 51010);
    sheaf.ok("set_settings", json!({ "groupLimit": 21 }));
    sheaf.ok("create_conversation_group", more);
    assert_eq!(
        sheaf.code("set_settings", json!({ "groupLimit": 1001 })),
        50002
    );
}

#[test]
fn a_drop_moves_in_one_operation_that_one_undo_takes_back() {
    let sheaf = Sheaf::with_conversations(2);
    sheaf.group("A", &[id(1), id(2)]);
    sheaf.group("B", &[]);
    let row_ids = sheaf.rows(&[id(1), id(2)]);
    let filed = sheaf.ok(
        "file_rows",
        json!({ "rowIDs": row_ids, "to": "B", "from": "A" }),
    );
    assert_eq!(filed, json!({ "changed": 2, "failed": 0 }));
    assert_eq!(
        (members(&sheaf, "A").len(), members(&sheaf, "B").len()),
        (0, 2)
    );

    let undone = sheaf.ok("undo", json!({}));
    assert_eq!(undone["kind"], "move");
    assert_eq!(
        (members(&sheaf, "A").len(), members(&sheaf, "B").len()),
        (2, 0)
    );
}

#[test]
fn groups_members_and_undo_survive_a_restart() {
    let sheaf = Sheaf::with_conversations(2);
    sheaf.group("A", &[id(1)]);
    sheaf.ok(
        "add_conversations_to_group",
        json!({ "groupName": "A", "conversationIDList": [id(2)] }),
    );
    let sheaf = sheaf.restarted();
    assert_eq!(members(&sheaf, "A"), [id(1), id(2)]);
    assert_eq!(sheaf.ok("undo", json!({}))["kind"], "add");
    assert_eq!(members(&sheaf, "A"), [id(1)]);
    assert_eq!(sheaf.ok("undo", json!({}))["kind"], "createGroup");
    assert_eq!(sheaf.ok("undo", json!({})), Value::Null);
    let sheaf = sheaf.restarted();
    assert_eq!(sheaf.ok("redo", json!({}))["kind"], "createGroup");
    assert_eq!(members(&sheaf, "A"), [id(1)]);
}

#[test]
fn a_drop_on_new_group_makes_one_of_the_rows() {
    let sheaf = Sheaf::with_conversations(3);
    let mut row_ids = sheaf.rows(&[id(3), id(1)]);
    row_ids.push(json!(99));
    let request = json!({ "groupName": "New", "rowIDs": row_ids });
    assert_eq!(
        sheaf.ok("create_group_of_rows", request.clone()),
        json!({ "count": 2 })
    );
    assert_eq!(members(&sheaf, "New"), [id(1), id(3)]);
    assert_eq!(sheaf.code("create_group_of_rows", request), 200_001);
}

#[test]
fn groups_are_made_of_a_products_own_folders() {
    let sheaf = Sheaf::new();
    let conversation = |id: &str, project: &str, time: i64| {
        let message = json!({
            "id": id, "author": { "role": "user" }, "create_time": time,
            "content": { "content_type": "text", "parts": ["Hello"] },
        });
        json!({
            "id": id, "title": id, "create_time": time, "current_node": "n", "gizmo_id": project,
            "mapping": { "n": { "id": "n", "parent": null, "children": [], "message": message } },
        })
    };
    let export = json!([
        conversation("a", "g-p-one", 1),
        conversation("b", "g-p-one", 2),
        conversation("c", "g-p-two", 3),
    ]);
    let export = sheaf.file("conversations.json", export.to_string());
    sheaf.ok("import_files", json!({ "paths": [export] }));

    let asked = json!({ "sources": ["telegram", "chatgpt"] });
    let folders = sheaf.ok("get_ungrouped_folders", asked.clone());
    let counts: Vec<_> = folders
        .as_array()
        .unwrap()
        .iter()
        .map(|folder| folder["count"].as_i64().unwrap())
        .collect();
    assert_eq!(counts, [1, 2], "the latest first: {folders}");
    let named = |place: usize, name: &str| {
        let folder = &folders[place];
        json!({ "source": folder["source"], "folder": folder["folder"], "groupName": name })
    };
    let made = sheaf.ok(
        "create_groups_of_folders",
        json!({ "groups": [named(1, "One"), named(0, "Two")] }),
    );
    assert_eq!(made, json!({ "groups": 2, "conversations": 3 }));
    assert_eq!(members(&sheaf, "One"), ["C2Cchatgpt:a", "C2Cchatgpt:b"]);
    assert_eq!(sheaf.ok("get_ungrouped_folders", asked), json!([]));

    assert_eq!(sheaf.ok("undo", json!({}))["kind"], "createGroups");
    let groups = sheaf.ok("get_conversation_group_list", json!({}));
    assert_eq!(groups, json!([]));
}
