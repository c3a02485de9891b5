mod codes;
mod delete;

use serde_json::{Value, json};

use crate::testing::{Put, TestLibrary};

const A: &str = "C2Ct:a";
const B: &str = "C2Ct:b";
const C: &str = "GROUPt:c";

/// Three conversations, `C` the latest; `A` in the group `Work`.
fn library() -> TestLibrary {
    let library = TestLibrary::new();
    for (time, id) in (1..).zip([A, B, C]) {
        library.put(&Put {
            last_time: time * 1000,
            ..Put::new(id)
        });
    }
    library.ok(
        "create_conversation_group",
        json!({"groupName": "Work", "conversationIDList": [A]}),
    );
    library.changes();
    library
}

fn ids(list: &Value) -> Vec<&str> {
    list["conversationList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|conversation| conversation["conversationID"].as_str().unwrap())
        .collect()
}

fn pin(library: &TestLibrary, id: &str, pinned: bool) {
    let answer = library.ok(
        "pin_conversation",
        json!({"conversationID": id, "isPinned": pinned}),
    );
    assert_eq!(answer, json!({"conversationID": id}));
}

fn mark(library: &TestLibrary, id: &str, mark_type: i64, enable: bool) -> Value {
    library.ok(
        "mark_conversation",
        json!({"conversationIDList": [id], "markType": mark_type, "enableMark": enable}),
    )
}

#[test]
fn a_conversation_has_the_fields_of_the_sdk() {
    let library = library();
    let a = library.row(A);
    let messages = library.put_messages(a, &["Hello", "How are you?"]);
    pin(&library, A, true);
    mark(&library, A, 1, true);
    library.ok(
        "set_conversation_custom_data",
        json!({"conversationIDList": [A], "customData": "note"}),
    );
    assert_eq!(messages.len(), 2);
    assert_eq!(
        library.ok("get_conversation_profile", json!({"conversationID": A}))["conversation"],
        json!({
            "conversationID": A, "type": "C2C", "unreadCount": 0,
            "lastMessage": {
                "lastTime": 2, "fromAccount": "t:ann", "nick": "Ann",
                "messageForShow": "How are you?", "type": "TIMTextElem", "isRevoked": false,
            },
            "userProfile": {"userID": "t:a", "nick": A, "avatar": ""},
            "remark": "", "isPinned": true, "messageRemindType": "AcceptAndNotify",
            "markList": [1], "customData": "note", "conversationGroupList": ["Work"],
            "draftText": "", "groupAtInfoList": [],
            "title": A, "source": "test", "messageCount": 2,
        })
    );
    let group = library.ok("get_conversation_profile", json!({"conversationID": C}));
    let group = &group["conversation"];
    assert_eq!(group["type"], "GROUP");
    assert_eq!(
        group["groupProfile"],
        json!({"groupID": "t:c", "name": C, "type": "Private", "avatar": ""})
    );
    assert!(group.get("userProfile").is_none());
    assert_eq!(group["lastMessage"]["messageForShow"], "");
}

#[test]
fn conversations_are_listed_as_the_options_say() {
    let library = library();
    library.put(&Put {
        kind: "assistant",
        unread_count: 3,
        ..Put::new("C2Cbot:d")
    });
    mark(&library, C, 1, true);
    mark(&library, A, 7, true);
    pin(&library, B, true);
    const D: &str = "C2Cbot:d";
    for (options, expected) in [
        (json!(null), vec![B, C, A, D]),
        (json!({}), vec![B, C, A, D]),
        (json!([]), vec![]),
        (json!([A, "C2Ct:unknown", C, A, "nonsense"]), vec![A, C]),
        (json!({"type": "C2C"}), vec![B, A, D]),
        (json!({"type": "GROUP"}), vec![C]),
        (json!({"type": "@TIM#SYSTEM"}), vec![]),
        (json!({"groupName": "Work"}), vec![A]),
        (json!({"groupName": ""}), vec![B, C, D]),
        (json!({"markType": 0}), vec![B, D]),
        (json!({"markType": 1}), vec![C]),
        (json!({"markType": 2}), vec![]),
        (json!({"hasUnreadCount": true}), vec![D]),
        (json!({"hasUnreadCount": false}), vec![B, C, A]),
        (json!({"hasGroupAtInfo": true}), vec![]),
        (json!({"hasGroupAtInfo": false}), vec![B, C, A, D]),
        (
            json!({"type": "C2C", "groupName": "", "markType": 0, "hasUnreadCount": false}),
            vec![B],
        ),
    ] {
        let answer = library.ok("get_conversation_list", json!({"options": options}));
        assert_eq!(ids(&answer), expected, "{options}");
        assert_eq!(answer["isSyncCompleted"], json!(true));
    }
    assert_eq!(
        ids(&library.ok("get_conversation_list", json!({}))).len(),
        4
    );
}

#[test]
fn the_newest_pin_stands_on_top_and_pinning_again_leaves_it_where_it_is() {
    let library = library();
    for id in [A, B, C, A] {
        pin(&library, id, true);
    }
    let pinned = || library.view(json!({"kind": "pinned"}), "latest");
    assert_eq!(pinned(), [C, B, A]);
    library.changes();
    pin(&library, B, false);
    pin(&library, B, false);
    assert_eq!(pinned(), [C, A]);
    assert_eq!(library.changes().len(), 1);
    pin(&library, B, true);
    assert_eq!(pinned(), [B, C, A]);
}

#[test]
fn a_pin_never_takes_the_place_of_one_that_is_deleted() {
    let library = library();
    pin(&library, A, true);
    pin(&library, B, true);
    library.ok("delete_conversation", json!({"conversationID": B}));
    pin(&library, C, true);
    library.import(B, 1000);
    assert_eq!(library.view(json!({"kind": "pinned"}), "latest"), [C, B, A]);
}

#[test]
fn several_are_pinned_at_once_in_their_order_above_all_others() {
    let library = library();
    let [a, b, c] = [A, B, C].map(|id| library.row(id));
    pin(&library, B, true);
    let before = library.dump();
    let pin_rows = |rows: &[i64], pinned: bool| {
        library.ok("pin_rows", json!({"rowIDs": rows, "isPinned": pinned}))
    };
    assert_eq!(pin_rows(&[c, b, a, c, 99], true), json!({"count": 2}));
    let pinned = || library.view(json!({"kind": "pinned"}), "latest");
    assert_eq!(pinned(), [C, A, B]);
    assert_eq!(pin_rows(&[a, b], true), json!({"count": 0}));
    assert_eq!(pin_rows(&[a, b, 99], false), json!({"count": 2}));
    assert_eq!(pinned(), [C]);
    library.ok("undo", json!({}));
    assert_eq!(pinned(), [C, A, B]);
    library.ok("undo", json!({}));
    assert_eq!(library.dump(), before);
}

#[test]
fn pinned_conversations_take_the_order_that_is_asked_for() {
    let library = library();
    let [a, b, c] = [A, B, C].map(|id| library.row(id));
    for id in [A, B, C] {
        pin(&library, id, true);
    }
    for wrong in [vec![a, b], vec![a, b, b], vec![a, b, 99], vec![a, b, c, 99]] {
        assert_eq!(
            library.code("reorder_pinned", json!({"rowIDs": wrong})),
            50002,
            "{wrong:?}"
        );
    }
    assert_eq!(
        library.ok("reorder_pinned", json!({"rowIDs": [b, a, c]})),
        json!({"count": 3})
    );
    assert_eq!(library.view(json!({"kind": "pinned"}), "name"), [B, A, C]);
    assert_eq!(library.view(json!({"kind": "all"}), "name"), [B, A, C]);
    assert_eq!(library.ok("undo", json!({}))["kind"], "reorderPinned");
    assert_eq!(library.view(json!({"kind": "pinned"}), "latest"), [C, B, A]);
}

#[test]
fn marks_are_set_and_taken_away_one_by_one() {
    let library = library();
    let marks = || {
        let profile = library.ok("get_conversation_profile", json!({"conversationID": A}));
        profile["conversation"]["markList"].clone()
    };
    for mark_type in [1000, 1, 4] {
        mark(&library, A, mark_type, true);
    }
    assert_eq!(marks(), json!([1, 4, 1000]));
    library.changes();
    mark(&library, A, 4, true);
    mark(&library, A, 5, false);
    assert!(library.changes().is_empty());
    mark(&library, A, 1, false);
    assert_eq!(marks(), json!([4, 1000]));
    let answer = mark(&library, "@TIM#SYSTEM", 1, true);
    assert_eq!(answer["failureConversationIDList"][0]["code"], json!(2503));
}

#[test]
fn unread_messages_and_unread_marks_are_counted_until_they_are_read() {
    let library = library();
    let total = || library.get_total_unread_message_count().unwrap();
    let unread = library.put(&Put {
        unread_count: 5,
        ..Put::new("C2Ct:unread")
    });
    assert_eq!(total(), 5);
    mark(&library, A, 2, true);
    assert_eq!(total(), 6);
    mark(&library, "C2Ct:unread", 2, true);
    assert_eq!(
        total(),
        6,
        "one that has unread messages is not counted again"
    );
    library.ok("delete_rows", json!({"rowIDs": [unread]}));
    assert_eq!(total(), 1);
    library.ok("undo", json!({}));
    library.changes();
    for (id, after) in [(A, 5), ("C2Ct:unread", 0)] {
        library.ok("set_message_read", json!({"conversationID": id}));
        assert_eq!(total(), after, "{id}");
    }
    library.ok("set_message_read", json!({"conversationID": A}));
    let totals: Vec<_> = library
        .changes()
        .iter()
        .map(|change| change.unread_total)
        .collect();
    assert_eq!(
        totals,
        [Some(5), Some(0)],
        "reading what is read tells of nothing"
    );
}

#[test]
fn one_that_is_marked_unread_is_listed_among_the_unread_until_it_is_read() {
    let library = library();
    let unread = |has: bool| {
        let options = json!({"hasUnreadCount": has});
        let list = library.ok("get_conversation_list", json!({"options": options}));
        ids(&list).join(" ")
    };
    mark(&library, A, 2, true);
    mark(&library, B, 1, true);
    assert_eq!(unread(true), A);
    assert_eq!(unread(false), format!("{C} {B}"));
    library.ok("set_message_read", json!({"conversationID": A}));
    assert_eq!(unread(true), "");
    mark(&library, B, 2, true);
    library.ok("delete_conversation", json!({"conversationID": B}));
    assert_eq!(unread(true), "");
}

#[test]
fn custom_data_is_kept_up_to_256_bytes() {
    let library = library();
    let longest = "é".repeat(128);
    let answer = library.ok(
        "set_conversation_custom_data",
        json!({"conversationIDList": [A, C, "C2Ct:unknown"], "customData": longest}),
    );
    assert_eq!(answer["successConversationIDList"], json!([A, C]));
    assert_eq!(answer["failureConversationIDList"][0]["code"], json!(2500));
    let data = |id: &str| {
        library.ok("get_conversation_profile", json!({"conversationID": id}))["conversation"]
            ["customData"]
            .clone()
    };
    assert_eq!(data(C), json!(longest));
    library.ok("undo", json!({}));
    assert_eq!(data(C), json!(""));
}

#[test]
fn rows_are_named_to_events_by_their_ids_also_when_deleted() {
    let library = library();
    library.ok("delete_conversation", json!({"conversationID": A}));
    let rows = [C, A].map(|id| library.row(id));
    assert_eq!(library.conversation_ids(&rows).unwrap(), [C, A]);
}
