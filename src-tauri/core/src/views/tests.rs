use serde_json::{Value, json};

use crate::testing::{Put, TestLibrary};

/// Six conversations; time, title and message count order them each in another way.
fn library() -> TestLibrary {
    let library = TestLibrary::new();
    for (id, title, source, kind, last_time, message_count) in [
        ("C2Ct:a", "beta", "telegram", "person", 10, 5),
        ("C2Ct:b", "Alpha", "telegram", "assistant", 30, 1),
        ("C2Ct:c", "Ｇamma", "whatsapp", "person", 20, 9),
        ("C2Ct:d", "alpha", "whatsapp", "person", 30, 1),
        ("GROUPt:e", "中文", "telegram", "people", 40, 0),
        ("C2Ct:f", "", "chatgpt", "assistant", 0, 0),
    ] {
        library.put(&Put {
            id: id.into(),
            title: title.into(),
            kind,
            source,
            last_time,
            message_count,
            unread_count: 0,
        });
    }
    library
}

fn order(library: &TestLibrary, request: &Value) -> (u32, Vec<u32>) {
    let bytes = library
        .get_view_order(crate::model::request::parse(request.clone()).unwrap())
        .unwrap();
    let words: Vec<u32> = bytes
        .chunks_exact(4)
        .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
        .collect();
    (words[0], words[1..].to_vec())
}

#[test]
fn a_view_is_sorted_by_latest_name_or_messages_with_the_pinned_on_top() {
    let library = library();
    let all = |sort: &str| order(&library, &json!({"view": {"kind": "all"}, "sort": sort})).1;
    assert_eq!(all("latest"), [5, 4, 2, 3, 1, 6]);
    assert_eq!(all("name"), [4, 2, 1, 3, 5, 6]);
    assert_eq!(all("messages"), [3, 1, 4, 2, 6, 5]);
    for id in ["C2Ct:f", "C2Ct:a"] {
        library.ok(
            "pin_conversation",
            json!({"conversationID": id, "isPinned": true}),
        );
    }
    assert_eq!(all("latest"), [1, 6, 5, 4, 2, 3]);
    assert_eq!(all("name"), [1, 6, 4, 2, 3, 5]);
    assert_eq!(all("messages"), [1, 6, 3, 4, 2, 5]);
}

#[test]
fn a_view_holds_what_belongs_to_it() {
    let library = library();
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Work", "rowIDs": [1, 2, 5]}),
    );
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Home", "rowIDs": [2]}),
    );
    library.ok(
        "pin_conversation",
        json!({"conversationID": "C2Ct:b", "isPinned": true}),
    );
    for (view, expected) in [
        (json!({"kind": "all"}), vec![2, 5, 4, 3, 1, 6]),
        (json!({"kind": "ungrouped"}), vec![4, 3, 6]),
        (json!({"kind": "pinned"}), vec![2]),
        (json!({"kind": "group", "name": "Work"}), vec![2, 5, 1]),
        (json!({"kind": "group", "name": " Home "}), vec![2]),
    ] {
        let (revision, rows) = order(&library, &json!({"view": view, "sort": "latest"}));
        assert_eq!(rows, expected, "{view}");
        assert_eq!(revision, 3);
    }
}

#[test]
fn filters_and_the_limit_narrow_a_view() {
    let library = library();
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Work", "rowIDs": [1, 2, 3]}),
    );
    let starred = library.conversation_ids(&[1, 4, 5]).unwrap();
    library.ok(
        "mark_conversation",
        json!({"conversationIDList": starred, "markType": 1, "enableMark": true}),
    );
    for (view, filter, limit, expected) in [
        (
            json!({"kind": "all"}),
            json!({"source": "telegram"}),
            None,
            vec![5, 2, 1],
        ),
        (
            json!({"kind": "all"}),
            json!({"type": "assistant"}),
            None,
            vec![2, 6],
        ),
        (
            json!({"kind": "all"}),
            json!({"source": "telegram", "type": "person"}),
            None,
            vec![1],
        ),
        (json!({"kind": "all"}), json!({}), Some(2), vec![5, 4]),
        (
            json!({"kind": "all"}),
            json!({"source": "telegram"}),
            Some(1),
            vec![5],
        ),
        (
            json!({"kind": "all"}),
            json!({"source": "slack"}),
            None,
            vec![],
        ),
        (
            json!({"kind": "ungrouped"}),
            json!({"type": "person"}),
            None,
            vec![4],
        ),
        (
            json!({"kind": "group", "name": "Work"}),
            json!({"source": "telegram"}),
            Some(1),
            vec![2],
        ),
        (json!({"kind": "all"}), json!(null), Some(0), vec![]),
        (
            json!({"kind": "all"}),
            json!({"markType": 1}),
            None,
            vec![5, 4, 1],
        ),
        (
            json!({"kind": "all"}),
            json!({"markType": 1, "source": "telegram"}),
            Some(1),
            vec![5],
        ),
        (
            json!({"kind": "ungrouped"}),
            json!({"markType": 1}),
            None,
            vec![5, 4],
        ),
        (
            json!({"kind": "group", "name": "Work"}),
            json!({"markType": 1}),
            None,
            vec![1],
        ),
        (json!({"kind": "all"}), json!({"markType": 9}), None, vec![]),
    ] {
        let mut request = json!({"view": view, "sort": "latest", "filter": filter});
        if let Some(limit) = limit {
            request["limit"] = json!(limit);
        }
        assert_eq!(order(&library, &request).1, expected, "{request}");
    }
}

#[test]
fn a_large_group_is_ordered_as_a_small_one_is() {
    let library = TestLibrary::new();
    let rows: Vec<i64> = (0..4100)
        .map(|n| {
            library.put(&Put {
                last_time: (n * 37) % 4100,
                message_count: (n * 11) % 17,
                title: format!("{}", (n * 7) % 4100),
                ..Put::new(&format!("C2Ct:{n}"))
            })
        })
        .collect();
    library.ok(
        "pin_conversation",
        json!({"conversationID": "C2Ct:99", "isPinned": true}),
    );
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Large", "rowIDs": rows}),
    );
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Small", "rowIDs": rows[..2000]}),
    );
    for sort in ["latest", "name", "messages"] {
        let of = |view: Value| order(&library, &json!({"view": view, "sort": sort})).1;
        let all = of(json!({"kind": "all"}));
        assert_eq!(of(json!({"kind": "group", "name": "Large"})), all, "{sort}");
        let small: Vec<u32> = all.into_iter().filter(|row| *row <= 2000).collect();
        assert_eq!(
            of(json!({"kind": "group", "name": "Small"})),
            small,
            "{sort}"
        );
    }
}

#[test]
fn what_thousands_carry_is_ordered_as_what_few_do() {
    let library = TestLibrary::new();
    let ids: Vec<String> = (0..4100)
        .map(|n| {
            let id = format!("C2Ct:{n}");
            library.put(&Put {
                last_time: (n * 37) % 4100,
                ..Put::new(&id)
            });
            id
        })
        .collect();
    for (mark_type, marked) in [(1, &ids[..]), (3, &ids[..2000])] {
        library.ok(
            "mark_conversation",
            json!({"conversationIDList": marked, "markType": mark_type, "enableMark": true}),
        );
    }
    let of = |filter: Value| {
        let request = json!({"view": {"kind": "all"}, "sort": "latest", "filter": filter});
        order(&library, &request).1
    };
    let all = of(json!({}));
    assert_eq!(of(json!({"markType": 1})), all);
    let few: Vec<u32> = all.into_iter().filter(|row| *row <= 2000).collect();
    assert_eq!(of(json!({"markType": 3})), few);
}

#[test]
fn a_view_that_cannot_be_has_its_code() {
    let library = library();
    for (request, code) in [
        (
            json!({"view": {"kind": "group", "name": "None"}, "sort": "latest"}),
            51009,
        ),
        (
            json!({"view": {"kind": "group", "name": ""}, "sort": "latest"}),
            50002,
        ),
        (json!({"view": {"kind": "group"}, "sort": "latest"}), 50002),
        (
            json!({"view": {"kind": "archive"}, "sort": "latest"}),
            50002,
        ),
        (json!({"view": {"kind": "all"}, "sort": "size"}), 50002),
        (json!({"view": {"kind": "all"}}), 50002),
        (
            json!({"view": {"kind": "all"}, "sort": "name", "limit": -1}),
            50002,
        ),
        (
            json!({"view": {"kind": "all"}, "sort": "name", "filter": {"type": "C2C"}}),
            50002,
        ),
    ] {
        assert_eq!(
            library.code("get_view_order", request.clone()),
            code,
            "{request}"
        );
    }
}

#[test]
fn a_row_shows_everything_of_a_conversation() {
    let library = library();
    let row = library.row("C2Ct:a");
    library.put_messages(row, &["one", "two"]);
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Work", "rowIDs": [row]}),
    );
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Home", "rowIDs": [row]}),
    );
    library.ok(
        "reorder_conversation_groups",
        json!({"groupNameList": ["Home", "Work"]}),
    );
    for mark_type in [4, 1] {
        library.ok(
            "mark_conversation",
            json!({"conversationIDList": ["C2Ct:a"], "markType": mark_type, "enableMark": true}),
        );
    }
    let expected = json!([{
        "rowID": row, "conversationID": "C2Ct:a", "title": "beta", "type": "person",
        "source": "telegram", "account": "", "messageCount": 2, "firstTime": 1000,
        "lastTime": 2000, "lastSender": "Ann", "lastText": "two", "lastKind": "text", "lastEvent": null,
        "lastOutgoing": false, "unreadCount": 0, "isPinned": false, "isDeleted": false,
        "markList": [1, 4],
        "groups": ["Home", "Work"], "timesAreLocal": false,
    }]);
    assert_eq!(library.ok("get_rows", json!({"rowIDs": [row]})), expected);
    assert_eq!(
        library.ok("find_rows", json!({"conversationIDList": ["C2Ct:a"]})),
        expected
    );
}

#[test]
fn rows_come_in_the_order_of_the_request_without_those_that_are_not_there() {
    let library = library();
    library.ok("delete_rows", json!({"rowIDs": [2]}));
    library.ok("erase_deleted", json!({}));
    let ids = |rows: Value| -> Vec<String> {
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["conversationID"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        ids(library.ok("get_rows", json!({"rowIDs": [4, 99, 2, 1]}))),
        ["C2Ct:d", "C2Ct:a"]
    );
    assert_eq!(
        ids(library.ok(
            "find_rows",
            json!({"conversationIDList": ["C2Ct:d", "?", "C2Ct:b", "C2Ct:a"]})
        )),
        ["C2Ct:d", "C2Ct:a"]
    );
}

#[test]
fn the_overview_counts_what_is_shown() {
    let library = library();
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Work", "rowIDs": [1, 2, 5]}),
    );
    library.ok(
        "create_group_of_rows",
        json!({"groupName": "Home", "rowIDs": [2, 3]}),
    );
    library.ok(
        "pin_conversation",
        json!({"conversationID": "C2Ct:b", "isPinned": true}),
    );
    library.ok("delete_rows", json!({"rowIDs": [1]}));
    assert_eq!(
        library.ok("get_overview", json!({})),
        json!({
            "revision": 4, "all": 5, "ungrouped": 2, "pinned": 1, "deleted": 1,
            "groups": [
                {"name": "Work", "color": 0, "emoji": "", "count": 2},
                {"name": "Home", "color": 1, "emoji": "", "count": 2},
            ],
            "sources": [
                {"source": "telegram", "count": 2},
                {"source": "whatsapp", "count": 2},
                {"source": "chatgpt", "count": 1},
            ],
        })
    );
}

#[test]
fn the_overview_counts_what_is_shown_however_much_is_deleted() {
    let library = library();
    for (name, rows) in [("Work", vec![1, 2, 3, 4, 5]), ("Home", vec![2, 3, 5])] {
        library.ok(
            "create_group_of_rows",
            json!({"groupName": name, "rowIDs": rows}),
        );
    }
    // After each: all, ungrouped, in Work, in Home.
    for (deleted, expected) in [
        (vec![], [6, 1, 5, 3]),
        (vec![1, 2], [4, 1, 3, 2]),
        (vec![6], [3, 0, 3, 2]),
        (vec![3], [2, 0, 2, 1]),
        (vec![4, 5], [0, 0, 0, 0]),
    ] {
        library.ok("delete_rows", json!({"rowIDs": deleted}));
        let counts = || {
            let overview = library.ok("get_overview", json!({}));
            let of = |value: &Value| value.as_u64().unwrap();
            [
                of(&overview["all"]),
                of(&overview["ungrouped"]),
                of(&overview["groups"][0]["count"]),
                of(&overview["groups"][1]["count"]),
            ]
        };
        assert_eq!(counts(), expected, "{deleted:?} deleted");
        library.ok("erase_deleted", json!({}));
        assert_eq!(counts(), expected, "{deleted:?} erased");
    }
}
