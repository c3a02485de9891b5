//! Deleting, bringing back, erasing.

use serde_json::json;

use super::{A, B, C, ids, library, pin};
use crate::conversations::EraseDeleted;

#[test]
fn a_deleted_conversation_is_in_no_list_count_or_view_and_undo_brings_it_back() {
    for clear in [
        json!({}),
        json!({"clearHistoryMessage": true}),
        json!({"clearHistoryMessage": false}),
    ] {
        let library = library();
        pin(&library, A, true);
        let before = library.dump();
        let mut request = json!({"conversationIDList": [A, "C2Ct:unknown"]});
        request
            .as_object_mut()
            .unwrap()
            .extend(clear.as_object().unwrap().clone());
        assert_eq!(
            library.ok("delete_conversation", request),
            json!({"conversationIDList": [A]})
        );
        for view in ["all", "pinned", "ungrouped"] {
            assert!(
                !library
                    .view(json!({"kind": view}), "name")
                    .contains(&A.into()),
                "{view}"
            );
        }
        assert!(
            library
                .view(json!({"kind": "group", "name": "Work"}), "name")
                .is_empty()
        );
        let overview = library.get_overview().unwrap();
        assert_eq!(
            (
                overview.all,
                overview.ungrouped,
                overview.pinned,
                overview.groups[0].count
            ),
            (2, 2, 0, 0)
        );
        assert_eq!(overview.sources[0].count, 2);
        assert_eq!(
            ids(&library.ok("get_conversation_list", json!({"options": [A]}))),
            [""; 0]
        );
        let row = library.row(A);
        let deleted = library.ok("get_rows", json!({"rowIDs": [row]}));
        assert_eq!(deleted[0]["isDeleted"], true);
        assert_eq!(library.view(json!({"kind": "deleted"}), "name"), [A]);
        assert_eq!(
            library.ok("find_rows", json!({"conversationIDList": [A]})),
            json!([])
        );
        assert_eq!(library.get_overview().unwrap().deleted, 1);
        assert_eq!(
            library.ok("undo", json!({}))["params"],
            json!({"count": 1, "title": A})
        );
        assert_eq!(library.dump(), before);
    }
}

#[test]
fn what_was_erased_leaves_only_its_place_behind() {
    let library = library();
    let a = library.row(A);
    library.put_messages(a, &["secret"]);
    pin(&library, A, true);
    library.ok("delete_conversation", json!({"conversationID": A}));
    assert_eq!(library.ok("erase_deleted", json!({})), json!({"count": 1}));
    assert_eq!(library.ok("erase_deleted", json!({})), json!({"count": 0}));
    assert_eq!(library.get_overview().unwrap().deleted, 0);
    let left = |query: &str| -> i64 {
        library.with(|connection| Ok(connection.query_row(query, [], |row| row.get(0))?))
    };
    assert_eq!(left("SELECT COUNT(*) FROM message"), 0);
    assert_eq!(left("SELECT COUNT(*) FROM person"), 0);
    assert_eq!(
        left("SELECT COUNT(*) FROM message_search WHERE message_search MATCH 'secret'"),
        0
    );
    assert_eq!(
        left("SELECT COUNT(*) FROM conversation WHERE title = '' AND last_text = ''"),
        1
    );

    let undone = library.ok("undo", json!({}));
    assert_eq!(undone["params"], json!({"count": 1, "title": ""}));
    assert_eq!(undone["label"], "Delete 1 conversation");
    assert_eq!(
        library.view(json!({"kind": "all"}), "name"),
        [B, C],
        "erased stays erased"
    );

    library.import(A, 1000);
    assert_eq!(
        library.view(json!({"kind": "group", "name": "Work"}), "name"),
        [A]
    );
    assert_eq!(library.view(json!({"kind": "pinned"}), "name"), [A]);
}

#[test]
fn people_who_wrote_elsewhere_too_outlive_an_erased_conversation() {
    let library = library();
    for id in [A, B] {
        let row = library.row(id);
        library.put_messages(row, &["hello"]);
    }
    library.ok("delete_conversation", json!({"conversationID": A}));
    library.erase_deleted(EraseDeleted::default()).unwrap();
    let page = library.ok("get_message_list", json!({"conversationID": B}));
    assert_eq!(page["messageList"][0]["nick"], "Ann");
}

#[test]
fn what_was_deleted_comes_back_as_it_was_and_undo_deletes_it_again() {
    let library = library();
    let [a, b] = [A, B].map(|id| library.row(id));
    pin(&library, A, true);
    let before = library.dump();
    library.ok("delete_rows", json!({"rowIDs": [a, b]}));
    library.changes();
    let restore = |rows: &[i64]| library.ok("restore_rows", json!({"rowIDs": rows}));
    assert_eq!(restore(&[library.row(C), 99]), json!({"count": 0}));
    assert!(library.changes().is_empty());
    assert_eq!(restore(&[a, a, b]), json!({"count": 2}));
    assert_eq!(library.dump(), before);
    assert_eq!(library.view(json!({"kind": "deleted"}), "name"), [""; 0]);
    assert_eq!(
        library.ok("undo", json!({}))["kind"],
        "restoreConversations"
    );
    assert_eq!(library.view(json!({"kind": "deleted"}), "name"), [A, B]);
    library.ok("redo", json!({}));
    assert_eq!(library.dump(), before);
}

#[test]
fn some_of_the_deleted_are_erased_and_only_those() {
    let library = library();
    let [a, b, c] = [A, B, C].map(|id| library.row(id));
    library.ok("delete_rows", json!({"rowIDs": [a, b]}));
    assert_eq!(
        library.ok("erase_deleted", json!({"rowIDs": [b, c, 99]})),
        json!({"count": 1})
    );
    assert_eq!(library.view(json!({"kind": "deleted"}), "name"), [A]);
    assert_eq!(
        library.ok("get_rows", json!({"rowIDs": [b]})),
        json!([]),
        "erased"
    );
    assert_eq!(
        library.ok("get_rows", json!({"rowIDs": [c]}))[0]["isDeleted"],
        false
    );
    assert_eq!(
        library.ok("restore_rows", json!({"rowIDs": [b]})),
        json!({"count": 0})
    );
}
