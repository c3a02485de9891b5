//! Reading and changing conversations in the shape of the SDK.

use crate::support::{Sheaf, id};
use serde_json::{Value, json};

#[test]
fn a_conversation_has_every_field_of_the_contract() {
    let sheaf = Sheaf::with_conversations(1);
    sheaf.group("A", &[id(1)]);
    let answer = sheaf.ok(
        "get_conversation_profile",
        json!({ "conversationID": id(1) }),
    );
    let conversation = &answer["conversation"];
    for (field, expected) in [
        ("conversationID", json!(id(1))),
        ("type", json!("C2C")),
        ("unreadCount", json!(0)),
        ("remark", json!("")),
        ("isPinned", json!(false)),
        ("markList", json!([])),
        ("customData", json!("")),
        ("conversationGroupList", json!(["A"])),
        ("draftText", json!("")),
        ("groupAtInfoList", json!([])),
        ("title", json!("Person 1")),
        ("source", json!("telegram")),
        ("messageCount", json!(1)),
    ] {
        assert_eq!(conversation[field], expected, "{field}");
    }
    assert_eq!(conversation["lastMessage"]["lastTime"], 1_714_557_601);
    assert_eq!(
        conversation["lastMessage"]["messageForShow"],
        "Hello from 1"
    );
    assert_eq!(conversation["lastMessage"]["type"], "TIMTextElem");
    assert!(conversation["lastMessage"]["fromAccount"].is_string());
    assert!(conversation["userProfile"]["nick"].is_string());
    assert!(conversation.get("messageRemindType").is_some());
}

#[test]
fn the_list_is_asked_for_whole_by_ids_and_by_filter() {
    let sheaf = Sheaf::with_conversations(3);
    sheaf.group("A", &[id(2)]);
    sheaf.ok(
        "mark_conversation",
        json!({ "conversationIDList": [id(3)], "markType": 1, "enableMark": true }),
    );
    let cases = [
        (Value::Null, vec![id(3), id(2), id(1)]),
        (json!([id(2), "C2Cnobody"]), vec![id(2)]),
        (json!([]), vec![]),
        (json!({ "groupName": "A" }), vec![id(2)]),
        (json!({ "groupName": "" }), vec![id(3), id(1)]),
        (json!({ "markType": 1 }), vec![id(3)]),
        (json!({ "markType": 0 }), vec![id(2), id(1)]),
        (json!({ "markType": 0, "groupName": "" }), vec![id(1)]),
        (json!({ "type": "GROUP" }), vec![]),
        (json!({ "type": "C2C", "groupName": "A" }), vec![id(2)]),
        (json!({ "hasUnreadCount": true }), vec![]),
        (json!({ "hasGroupAtInfo": true }), vec![]),
    ];
    for (options, expected) in cases {
        assert_eq!(sheaf.listed(options.clone()), expected, "{options}");
    }
}

#[test]
fn pinned_conversations_stand_first() {
    let sheaf = Sheaf::with_conversations(3);
    sheaf.ok(
        "pin_conversation",
        json!({ "conversationID": id(1), "isPinned": true }),
    );
    assert_eq!(sheaf.listed(Value::Null), [id(1), id(3), id(2)]);
    sheaf.ok("undo", json!({}));
    assert_eq!(sheaf.listed(Value::Null), [id(3), id(2), id(1)]);
}

#[test]
fn pinned_conversations_stand_in_the_order_that_they_are_put_in() {
    let sheaf = Sheaf::with_conversations(3);
    let rows = sheaf.rows(&[id(1), id(2)]);
    sheaf.ok("pin_rows", json!({ "rowIDs": rows, "isPinned": true }));
    assert_eq!(sheaf.listed(Value::Null), [id(1), id(2), id(3)]);
    let order = json!({ "rowIDs": [rows[1], rows[0]] });
    assert_eq!(sheaf.ok("reorder_pinned", order), json!({ "count": 2 }));
    assert_eq!(sheaf.listed(Value::Null), [id(2), id(1), id(3)]);
    for wrong in [
        json!([]),
        json!([rows[0]]),
        json!([rows[0], rows[0]]),
        json!([rows[0], rows[1], 99]),
    ] {
        let request = json!({ "rowIDs": wrong });
        assert_eq!(sheaf.code("reorder_pinned", request), 50002, "{wrong}");
    }
    assert_eq!(sheaf.ok("undo", json!({}))["kind"], "reorderPinned");
    assert_eq!(sheaf.listed(Value::Null), [id(1), id(2), id(3)]);
}

#[test]
fn several_are_pinned_deleted_and_restored_by_their_rows() {
    let sheaf = Sheaf::with_conversations(3);
    let rows = sheaf.rows(&[id(1), id(2)]);
    let two = json!({ "count": 2 });
    let pin = json!({ "rowIDs": rows, "isPinned": true });
    assert_eq!(sheaf.ok("pin_rows", pin), two);
    assert_eq!(sheaf.listed(Value::Null), [id(1), id(2), id(3)]);
    assert_eq!(sheaf.ok("delete_rows", json!({ "rowIDs": rows })), two);
    assert_eq!(sheaf.ok("get_overview", json!({}))["deleted"], 2);
    assert_eq!(sheaf.ok("restore_rows", json!({ "rowIDs": rows })), two);
    assert_eq!(sheaf.listed(Value::Null), [id(1), id(2), id(3)]);
    sheaf.ok("delete_rows", json!({ "rowIDs": rows }));
    let one = json!({ "rowIDs": [rows[0]] });
    assert_eq!(sheaf.ok("erase_deleted", one), json!({ "count": 1 }));
    assert_eq!(sheaf.ok("get_overview", json!({}))["deleted"], 1);
}

#[test]
fn a_deleted_conversation_is_gone_and_comes_back_with_its_groups() {
    let sheaf = Sheaf::with_conversations(2);
    sheaf.group("A", &[id(1)]);
    let answer = sheaf.ok("delete_conversation", json!({ "conversationID": id(1) }));
    assert_eq!(answer, json!({ "conversationID": id(1) }));
    assert_eq!(sheaf.listed(Value::Null), [id(2)]);
    assert_eq!(
        sheaf.code(
            "get_conversation_profile",
            json!({ "conversationID": id(1) })
        ),
        2500
    );
    sheaf.ok("undo", json!({}));
    assert_eq!(sheaf.listed(json!({ "groupName": "A" })), [id(1)]);

    let several = json!({ "conversationIDList": [id(1), id(2)], "clearHistoryMessage": true });
    let answer = sheaf.ok("delete_conversation", several);
    assert_eq!(answer, json!({ "conversationIDList": [id(1), id(2)] }));
    assert_eq!(sheaf.listed(Value::Null), [""; 0]);
}

#[test]
fn the_messages_of_whom_one_says_that_it_is_oneself_are_ones_own() {
    let sheaf = Sheaf::new();
    let rows = ["Ana", "Bo", "Cy"].map(|who| format!("13/01/2024, 10:00 - {who}: x\n"));
    let export = sheaf.file("WhatsApp Chat with Trip.txt", rows.concat());
    sheaf.ok("import_files", json!({ "paths": [export] }));
    sheaf.forget_events();
    let trip = "GROUPwhatsapp:Trip";
    let people = sheaf.ok("get_people", json!({ "conversationID": trip }));
    assert_eq!(people[1]["name"], "Bo");
    let request = json!({ "conversationID": trip, "personID": people[1]["personID"] });
    let people = sheaf.ok("set_own_person", request);
    assert_eq!(
        (&people[0]["isOwn"], &people[1]["isOwn"]),
        (&json!(false), &json!(true))
    );
    let told = sheaf.events(1);
    assert_eq!(told[0].0, "onConversationListUpdated");
    assert_eq!(told[0].1["conversationIDList"], json!([trip]));
    let page = sheaf.ok("get_message_list", json!({ "conversationID": trip }));
    assert_eq!(page["messageList"][1]["flow"], "out");
    let unknown = json!({ "conversationID": trip, "personID": 99 });
    assert_eq!(sheaf.code("set_own_person", unknown), 50002);
}

#[test]
fn messages_come_in_pages_of_fifteen_from_the_newest() {
    let sheaf = Sheaf::new();
    let messages: Vec<Value> = (1..=40)
        .map(|n| {
            json!({
                "id": n, "type": "message", "date_unixtime": (1_700_000_000 + n).to_string(),
                "date": "2023-11-14T22:13:20", "from": "Ana", "from_id": "user5",
                "text": format!("number {n}"), "text_entities": [],
            })
        })
        .collect();
    let chat = json!({ "name": "Ana", "type": "personal_chat", "id": 5, "messages": messages });
    let export = sheaf.file("chat.json", chat.to_string());
    sheaf.ok("import_files", json!({ "paths": [export] }));

    let mut seen = Vec::new();
    let mut next = Value::Null;
    for (size, completed) in [(15, false), (15, false), (10, true)] {
        let mut request = json!({ "conversationID": "C2Ctelegram:user5" });
        if !next.is_null() {
            request["nextReqMessageID"] = next;
        }
        let page = sheaf.ok("get_message_list", request);
        let list = page["messageList"].as_array().unwrap();
        assert_eq!(
            (list.len(), &page["isCompleted"]),
            (size, &json!(completed))
        );
        let texts = list
            .iter()
            .map(|message| message["payload"]["text"].clone());
        seen.splice(0..0, texts);
        next = page["nextReqMessageID"].clone();
    }
    let expected: Vec<Value> = (1..=40).map(|n| json!(format!("number {n}"))).collect();
    assert_eq!(seen, expected);
}

#[test]
fn marking_unread_counts_until_it_is_read() {
    let sheaf = Sheaf::with_conversations(2);
    let unread = json!({ "conversationIDList": [id(1)], "markType": 2, "enableMark": true });
    sheaf.ok("mark_conversation", unread);
    assert_eq!(sheaf.ok("get_total_unread_message_count", json!({})), 1);
    sheaf.ok("set_message_read", json!({ "conversationID": id(1) }));
    assert_eq!(sheaf.ok("get_total_unread_message_count", json!({})), 0);
}

#[test]
fn custom_data_is_kept_with_the_conversation() {
    let sheaf = Sheaf::with_conversations(1);
    let request = json!({ "conversationIDList": [id(1), "C2Cnobody"], "customData": "{\"a\":1}" });
    let lists = sheaf.ok("set_conversation_custom_data", request);
    assert_eq!(lists["successConversationIDList"], json!([id(1)]));
    let profile = sheaf.ok(
        "get_conversation_profile",
        json!({ "conversationID": id(1) }),
    );
    assert_eq!(profile["conversation"]["customData"], "{\"a\":1}");
}

#[test]
fn every_refusal_has_the_contracts_code() {
    let sheaf = Sheaf::with_conversations(1);
    let cases = [
        (
            "get_conversation_profile",
            json!({ "conversationID": "C2Cnobody" }),
            2500,
        ),
        ("get_conversation_profile", json!({}), 50002),
        (
            "pin_conversation",
            json!({ "conversationID": "C2Cnobody", "isPinned": true }),
            2500,
        ),
        (
            "pin_conversation",
            json!({ "conversationID": id(1) }),
            50002,
        ),
        (
            "mark_conversation",
            json!({ "conversationIDList": [id(1)], "markType": 0, "enableMark": true }),
            50002,
        ),
        (
            "mark_conversation",
            json!({ "conversationIDList": [id(1)], "enableMark": true }),
            50002,
        ),
        (
            "delete_conversation",
            json!({ "conversationID": "C2Cnobody" }),
            2500,
        ),
        (
            "get_message_list",
            json!({ "conversationID": "C2Cnobody" }),
            2500,
        ),
        (
            "set_message_read",
            json!({ "conversationID": "C2Cnobody" }),
            2500,
        ),
        (
            "get_messages",
            json!({ "conversationID": "C2Cnobody", "anchor": { "at": "end" }, "limit": 5 }),
            2500,
        ),
        (
            "get_view_order",
            json!({ "view": { "kind": "group", "name": "Z" }, "sort": "latest" }),
            51009,
        ),
        (
            "get_view_order",
            json!({ "view": { "kind": "nonsense" }, "sort": "latest" }),
            50002,
        ),
        (
            "search",
            json!({ "query": "x", "groupName": "Z", "limit": 5, "offset": 0 }),
            51009,
        ),
    ];
    sheaf.refuses(cases);
}
