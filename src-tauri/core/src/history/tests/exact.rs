//! Undoing and redoing give exactly what was, whatever happened in between.

use super::*;

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
    let edit = crate::history::Edit::Joined(1, (1..=50_000).map(|row| (row, row)).collect());
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
