use serde_json::{Value, json};

use super::Undo;
use crate::change::Change;
use crate::conversations::EraseDeleted;
use crate::testing::{Put, TestLibrary};

const A: &str = "C2Ct:a";
const B: &str = "C2Ct:b";
const C: &str = "GROUPt:c";

/// `A` and `B` in `Work`, `C` in `Home`; `A` and `B` pinned; `A` marked unread.
fn library() -> TestLibrary {
    let library = TestLibrary::new();
    for id in [A, B, C] {
        library.put(&Put {
            unread_count: 2,
            ..Put::new(id)
        });
    }
    for (command, arguments) in [
        (
            "create_conversation_group",
            json!({"groupName": "Work", "conversationIDList": [A, B]}),
        ),
        (
            "create_conversation_group",
            json!({"groupName": "Home", "conversationIDList": [C]}),
        ),
        (
            "pin_conversation",
            json!({"conversationID": A, "isPinned": true}),
        ),
        (
            "pin_conversation",
            json!({"conversationID": B, "isPinned": true}),
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A], "markType": 3, "enableMark": true}),
        ),
        (
            "set_conversation_custom_data",
            json!({"conversationIDList": [A], "customData": "old"}),
        ),
    ] {
        library.ok(command, arguments);
    }
    library.changes();
    library
}

/// Every operation that can be undone, with the kind, the params and the sentence of its history.
fn operations() -> Vec<(&'static str, Value, &'static str, Value, &'static str)> {
    let ids = |ids: &[&str]| json!(ids);
    vec![
        (
            "create_conversation_group",
            json!({"groupName": "New", "conversationIDList": [C, A]}),
            "createGroup",
            json!({"group": "New", "count": 2}),
            "Create group “New”",
        ),
        (
            "create_group_of_rows",
            json!({"groupName": "New", "rowIDs": [3]}),
            "createGroup",
            json!({"group": "New", "count": 1, "title": C}),
            "Create group “New”",
        ),
        (
            "delete_conversation_group",
            json!({"groupName": "Work"}),
            "deleteGroup",
            json!({"group": "Work"}),
            "Delete group “Work”",
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work", "newName": "Job"}),
            "renameGroup",
            json!({"from": "Work", "to": "Job"}),
            "Rename group “Work” to “Job”",
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Home", "Work"]}),
            "reorderGroups",
            json!({"count": 2}),
            "Reorder groups",
        ),
        (
            "set_group_look",
            json!({"groupName": "Work", "color": 5, "emoji": "🦊"}),
            "setGroupLook",
            json!({"group": "Work"}),
            "Change the look of group “Work”",
        ),
        (
            "add_conversations_to_group",
            json!({"groupName": "Home", "conversationIDList": ids(&[A, B, C])}),
            "add",
            json!({"group": "Home", "count": 2}),
            "Add 2 conversations to “Home”",
        ),
        (
            "delete_conversations_from_group",
            json!({"groupName": "Work", "conversationIDList": ids(&[A, C])}),
            "remove",
            json!({"group": "Work", "count": 1, "title": A}),
            "Remove “C2Ct:a” from “Work”",
        ),
        (
            "move_conversations",
            json!({"conversationIDList": [A, C], "fromGroupName": "Work", "toGroupName": "Home"}),
            "move",
            json!({"from": "Work", "to": "Home", "count": 1, "title": A}),
            "Move “C2Ct:a” from “Work” to “Home”",
        ),
        (
            "file_rows",
            json!({"rowIDs": [1, 2], "to": "Home", "from": "Work"}),
            "move",
            json!({"from": "Work", "to": "Home", "count": 2}),
            "Move 2 conversations from “Work” to “Home”",
        ),
        (
            "pin_conversation",
            json!({"conversationID": C, "isPinned": true}),
            "pin",
            json!({"count": 1, "title": C}),
            "Pin “GROUPt:c”",
        ),
        (
            "pin_conversation",
            json!({"conversationID": A, "isPinned": false}),
            "unpin",
            json!({"count": 1, "title": A}),
            "Unpin “C2Ct:a”",
        ),
        (
            "reorder_pinned",
            json!({"rowIDs": [1, 2]}),
            "reorderPinned",
            json!({"count": 2}),
            "Reorder pinned conversations",
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A, B], "markType": 3, "enableMark": true}),
            "mark",
            json!({"count": 1, "title": B, "markType": 3}),
            "Mark “C2Ct:b”",
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": [A, B], "markType": 3, "enableMark": false}),
            "unmark",
            json!({"count": 1, "title": A, "markType": 3}),
            "Unmark “C2Ct:a”",
        ),
        (
            "set_conversation_custom_data",
            json!({"conversationIDList": [A, B], "customData": "new"}),
            "setCustomData",
            json!({"count": 2}),
            "Set custom data of 2 conversations",
        ),
        (
            "delete_conversation",
            json!({"conversationID": A}),
            "deleteConversations",
            json!({"count": 1, "title": A}),
            "Delete “C2Ct:a”",
        ),
        (
            "delete_rows",
            json!({"rowIDs": [1, 3, 99]}),
            "deleteConversations",
            json!({"count": 2}),
            "Delete 2 conversations",
        ),
    ]
}

#[test]
fn undo_and_redo_of_each_operation_are_exact_also_after_reopening() {
    for (command, arguments, ..) in operations() {
        let mut library = library();
        let before = library.dump();
        library.ok(command, arguments.clone());
        let after = library.dump();
        assert_ne!(after, before, "{command} {arguments}");
        for _ in 0..2 {
            library.ok("undo", json!({}));
            assert_eq!(library.dump(), before, "undo {command} {arguments}");
            library.reopen();
            library.ok("redo", json!({}));
            assert_eq!(library.dump(), after, "redo {command} {arguments}");
            library.reopen();
        }
    }
}

#[test]
fn each_operation_is_named_in_the_history() {
    for (command, arguments, kind, params, label) in operations() {
        let library = library();
        let id = |history: Value| history["undo"]["operationID"].as_i64().unwrap();
        let before = id(library.ok("get_history", json!({})));
        library.ok(command, arguments);
        let operation = library.ok("get_history", json!({}))["undo"].clone();
        assert_eq!(
            operation,
            json!({"operationID": before + 1, "kind": kind, "params": params, "label": label})
        );
        assert_eq!(library.ok("undo", json!({})), operation);
        assert_eq!(library.ok("get_history", json!({}))["redo"], operation);
        assert_eq!(library.ok("redo", json!({})), operation);
    }
}

#[test]
fn undo_and_redo_tell_of_the_same_as_the_operation() {
    /// What a change tells of, without its revision and without values that differ by direction.
    fn told(change: &Change) -> ([bool; 2], Vec<i64>, Vec<Vec<i64>>, bool) {
        let mut members: Vec<Vec<i64>> = change
            .memberships
            .iter()
            .map(|(_, rows)| rows.clone())
            .collect();
        members.sort();
        (
            [change.group_names.is_some(), change.looks],
            change.conversations.clone(),
            members,
            change.unread_total.is_some(),
        )
    }
    for (command, arguments, ..) in operations() {
        let library = library();
        library.ok(command, arguments.clone());
        library.ok("undo", json!({}));
        library.ok("redo", json!({}));
        let changes = library.changes();
        assert_eq!(changes.len(), 3, "{command} {arguments}");
        assert_eq!(
            told(&changes[0]),
            told(&changes[1]),
            "undo {command} {arguments}"
        );
        assert_eq!(
            told(&changes[0]),
            told(&changes[2]),
            "redo {command} {arguments}"
        );
    }
}

/// Group names, conversations, members of groups, unread total.
type Told = (
    Option<Vec<String>>,
    Vec<i64>,
    Vec<(String, Vec<i64>)>,
    Option<u64>,
);

#[test]
fn each_operation_tells_of_what_the_contract_says() {
    let names = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect::<Vec<_>>());
    let group = |name: &str, rows: &[i64]| (name.to_owned(), rows.to_vec());
    let expected: Vec<Told> = vec![
        (names(&["Work", "Home", "New"]), vec![1, 3], vec![], None),
        (names(&["Work", "Home", "New"]), vec![3], vec![], None),
        (names(&["Home"]), vec![1, 2], vec![], None),
        (names(&["Job", "Home"]), vec![1, 2], vec![], None),
        (names(&["Home", "Work"]), vec![], vec![], None),
        (None, vec![], vec![], None),
        (None, vec![1, 2], vec![group("Home", &[1, 2])], None),
        (None, vec![1], vec![group("Work", &[1])], None),
        (
            None,
            vec![1],
            vec![group("Work", &[1]), group("Home", &[1])],
            None,
        ),
        (
            None,
            vec![1, 2],
            vec![group("Work", &[1, 2]), group("Home", &[1, 2])],
            None,
        ),
        (None, vec![3], vec![], None),
        (None, vec![1], vec![], None),
        (None, vec![1, 2], vec![], None),
        (None, vec![2], vec![], None),
        (None, vec![1], vec![], None),
        (None, vec![1, 2], vec![], None),
        (None, vec![1], vec![], Some(4)),
        (None, vec![1, 3], vec![], Some(2)),
    ];
    assert_eq!(operations().len(), expected.len());
    for ((command, arguments, ..), expected) in operations().into_iter().zip(expected) {
        let library = library();
        let revision = library.get_overview().unwrap().revision;
        library.ok(command, arguments.clone());
        let changes = library.changes();
        let [change] = changes.as_slice() else {
            panic!("{command} {arguments}: {changes:?}");
        };
        assert_eq!(change.revision, revision + 1, "{command} {arguments}");
        assert_eq!(library.get_overview().unwrap().revision, change.revision);
        let told = (
            change.group_names.clone(),
            change.conversations.clone(),
            change.memberships.clone(),
            change.unread_total,
        );
        assert_eq!(told, expected, "{command} {arguments}");
        assert_eq!(change.looks, command == "set_group_look", "{command}");
    }
}

#[test]
fn marking_unread_tells_the_new_total() {
    let library = library();
    library.ok("set_message_read", json!({"conversationID": A}));
    library.changes();
    library.ok(
        "mark_conversation",
        json!({"conversationIDList": [A, B], "markType": 2, "enableMark": true}),
    );
    library.ok("undo", json!({}));
    let totals: Vec<_> = library
        .changes()
        .iter()
        .map(|change| change.unread_total)
        .collect();
    assert_eq!(totals, [Some(5), Some(4)]);
}

#[test]
fn everything_can_be_undone_one_after_another_and_redone() {
    let library = library();
    for (command, arguments, ..) in operations() {
        // Some do not fit what those before them left; what is left are still a dozen in a row.
        let _ = library.call(command, arguments);
    }
    let last = library.dump();
    let mut undone = 0;
    while library.undo(Undo::default()).unwrap().is_some() {
        undone += 1;
    }
    assert!(undone > 12, "{undone}");
    assert!(library.get_conversation_group_list().unwrap().is_empty());
    assert!(
        library
            .dump()
            .iter()
            .all(|line| line.starts_with("conversation "))
    );
    while library.redo().unwrap().is_some() {}
    assert_eq!(library.dump(), last);
}

#[test]
fn an_operation_that_is_no_longer_the_last_is_not_undone_and_neither_is_another() {
    let library = library();
    let last = || library.ok("get_history", json!({}))["undo"].clone();
    let pin = |is_pinned: bool| json!({"conversationID": C, "isPinned": is_pinned});
    library.ok("pin_conversation", pin(true));
    let pinned = last()["operationID"].clone();
    library.ok("pin_conversation", pin(false));
    let unpinned = last()["operationID"].clone();
    library.changes();
    let state = library.dump();
    let undone = library.ok("undo", json!({"operationID": pinned}));
    assert_eq!(undone, json!(null));
    assert_eq!(library.dump(), state);
    assert!(library.changes().is_empty());
    let undone = library.ok("undo", json!({"operationID": unpinned}));
    assert_eq!(undone["kind"], "unpin");
    assert_eq!(library.code("undo", json!({"operationID": "1"})), 50002);
}

#[test]
fn no_operation_gets_the_id_of_one_that_was_undone() {
    let library = library();
    let id = || library.ok("get_history", json!({}))["undo"]["operationID"].clone();
    let mut seen = vec![id()];
    for _ in 0..3 {
        library.ok(
            "pin_conversation",
            json!({"conversationID": C, "isPinned": true}),
        );
        assert!(!seen.contains(&id()), "{seen:?}");
        seen.push(id());
        library.ok("undo", json!({}));
    }
}

#[test]
fn a_new_operation_ends_what_could_be_redone() {
    let library = library();
    library.ok("undo", json!({}));
    library.ok(
        "pin_conversation",
        json!({"conversationID": C, "isPinned": true}),
    );
    assert_eq!(library.redo().unwrap(), None);
    assert_eq!(library.get_history().unwrap().redo, None);
}

#[test]
fn an_operation_that_changes_nothing_leaves_what_can_be_redone() {
    let library = library();
    library.ok("undo", json!({}));
    library.ok(
        "pin_conversation",
        json!({"conversationID": A, "isPinned": true}),
    );
    assert!(library.redo().unwrap().is_some());
}

#[test]
fn with_nothing_to_undo_the_answer_is_null_and_nothing_is_told() {
    let library = TestLibrary::new();
    assert_eq!(library.ok("undo", json!({})), json!(null));
    assert_eq!(library.ok("redo", json!({})), json!(null));
    assert_eq!(
        library.ok("get_history", json!({})),
        json!({"undo": null, "redo": null})
    );
    assert!(library.changes().is_empty());
}

#[test]
fn undo_stays_right_when_other_things_happened_in_between() {
    let library = library();
    library.ok(
        "mark_conversation",
        json!({"conversationIDList": [A, B], "markType": 2, "enableMark": true}),
    );
    library.ok("delete_conversation", json!({"conversationID": B}));
    // A read, an import that found B again and brought D, a setting.
    library.ok("set_message_read", json!({"conversationID": A}));
    library.import(B, 1000);
    library.put(&Put::new("C2Ct:d"));
    library.ok("set_settings", json!({"groupLimit": 30}));
    assert_eq!(
        library.undo(Undo::default()).unwrap().unwrap().label,
        "Delete “C2Ct:b”"
    );
    assert_eq!(library.view(json!({"kind": "all"}), "name").len(), 4);
    assert_eq!(
        library.undo(Undo::default()).unwrap().unwrap().label,
        "Mark 2 conversations"
    );
    library.redo().unwrap();
    library.redo().unwrap();
    assert_eq!(library.view(json!({"kind": "all"}), "name").len(), 3);
    while library.undo(Undo::default()).unwrap().is_some() {}
    assert!(library.get_conversation_group_list().unwrap().is_empty());
    assert_eq!(library.view(json!({"kind": "ungrouped"}), "name").len(), 4);
}

#[test]
fn an_operation_whose_conversations_were_erased_is_undone_without_them() {
    let library = library();
    library.ok("delete_rows", json!({"rowIDs": [1, 2]}));
    library.erase_deleted(EraseDeleted::default()).unwrap();
    while library.undo(Undo::default()).unwrap().is_some() {}
    assert_eq!(library.view(json!({"kind": "all"}), "name"), [C]);
    while library.redo().unwrap().is_some() {}
    assert_eq!(library.member_rows("Work"), [1, 2]);
}

#[test]
fn fifty_thousand_memberships_are_kept_in_less_than_a_megabyte() {
    let edit = super::Edit::Joined(1, (1..=50_000).map(|row| (row, row)).collect());
    let length = serde_json::to_string(&[edit]).unwrap().len();
    assert!(length < 1_000_000, "{length}");
}

#[test]
fn undoing_a_mark_that_reading_took_away_changes_and_tells_nothing() {
    let library = library();
    library.ok(
        "mark_conversation",
        json!({"conversationIDList": [A], "markType": 2, "enableMark": true}),
    );
    library.ok("set_message_read", json!({"conversationID": A}));
    library.changes();
    assert_eq!(library.ok("undo", json!({}))["kind"], "mark");
    assert_eq!(library.changes(), []);
}
