//! Groups of products' own folders.

use serde_json::json;

use super::names;
use crate::testing::{Put, TestLibrary};

/// Two conversations in the folder `p1`, one of them the latest of all, one in `p2`, one in none.
fn library() -> TestLibrary {
    let library = TestLibrary::new();
    for (id, last_time, folder) in [
        ("C2Ct:a", 10, "p1"),
        ("C2Ct:b", 20, "p2"),
        ("C2Ct:c", 30, "p1"),
        ("C2Ct:d", 40, ""),
    ] {
        let row = library.put(&Put {
            last_time,
            ..Put::new(id)
        });
        library.with(|connection| {
            let set = "UPDATE conversation SET folder = ?2 WHERE id = ?1";
            Ok(connection.execute(set, (row, folder))?)
        });
    }
    library
}

fn offered(library: &TestLibrary) -> serde_json::Value {
    library.ok(
        "get_ungrouped_folders",
        json!({"sources": ["test", "other"]}),
    )
}

fn make(folders: &[(&str, &str)]) -> serde_json::Value {
    let groups: Vec<_> = folders
        .iter()
        .map(|(folder, name)| json!({"source": "test", "folder": folder, "groupName": name}))
        .collect();
    json!({ "groups": groups })
}

#[test]
fn folders_without_a_group_are_offered_the_latest_first() {
    let library = library();
    let p1 = json!({"source": "test", "folder": "p1", "count": 2});
    let p2 = json!({"source": "test", "folder": "p2", "count": 1});
    assert_eq!(offered(&library), json!([p1, p2]));
    // Where the person has begun to put order into one, it is theirs.
    library.ok(
        "create_conversation_group",
        json!({"groupName": "Mine", "conversationIDList": ["C2Ct:a"]}),
    );
    assert_eq!(offered(&library), json!([p2]));
    library.ok("delete_conversation", json!({"conversationID": "C2Ct:b"}));
    assert_eq!(offered(&library), json!([]));
    library.ok("delete_conversation_group", json!({"groupName": "Mine"}));
    assert_eq!(offered(&library), json!([p1]));
}

#[test]
fn groups_of_folders_are_one_operation() {
    let library = library();
    let before = library.dump();
    let answer = library.ok(
        "create_groups_of_folders",
        make(&[("p1", "Project 1"), ("p2", "项目 2")]),
    );
    assert_eq!(answer, json!({"groups": 2, "conversations": 3}));
    assert_eq!(names(&library), ["Project 1", "项目 2"]);
    assert_eq!(library.members("Project 1"), ["C2Ct:c", "C2Ct:a"]);
    assert_eq!(library.members("项目 2"), ["C2Ct:b"]);
    assert_eq!(offered(&library), json!([]));
    let after = library.dump();
    let changes = library.changes();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].conversations, [1, 2, 3]);

    let undone = library.ok("undo", json!({}));
    assert_eq!(undone["kind"], "createGroups");
    assert_eq!(undone["params"], json!({"count": 2}));
    assert_eq!(undone["label"], "Create 2 groups");
    assert_eq!(library.dump(), before);
    library.ok("redo", json!({}));
    assert_eq!(library.dump(), after);
}

#[test]
fn one_group_that_cannot_be_made_keeps_the_others_from_being_made() {
    let library = library();
    library.ok(
        "create_conversation_group",
        json!({"groupName": "Taken", "conversationIDList": []}),
    );
    let refused = [
        (make(&[("p1", "New"), ("p2", "Taken")]), 200_001),
        (make(&[("p1", "New"), ("p2", " New ")]), 200_001),
        (make(&[("p1", "New"), ("p2", &"x".repeat(33))]), 51011),
        (make(&[("p1", "New"), ("p2", " ")]), 50002),
        (json!({}), 50002),
    ];
    for (request, code) in refused {
        assert_eq!(library.code("create_groups_of_folders", request), code);
        assert_eq!(names(&library), ["Taken"]);
    }
    for n in 1..19 {
        let group = json!({"groupName": format!("Group {n}"), "conversationIDList": []});
        library.ok("create_conversation_group", group);
    }
    let two = make(&[("p1", "One"), ("p2", "Two")]);
    assert_eq!(library.code("create_groups_of_folders", two), 51010);
    library.ok("create_groups_of_folders", make(&[("p1", "One")]));
}
