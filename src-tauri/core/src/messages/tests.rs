use serde_json::{Value, json};

use crate::testing::TestLibrary;

const ID: &str = "C2Ct:a";

/// A conversation of `count` messages, `m1` the oldest, and another one around it.
fn library(count: usize) -> (TestLibrary, Vec<i64>) {
    let library = TestLibrary::of(&[ID, "C2Ct:other"]);
    let texts: Vec<String> = (1..=count).map(|n| format!("m{n}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let ids = library.put_messages(1, &texts);
    library.put_messages(2, &["not this one"]);
    (library, ids)
}

/// The texts of a window and whether there is more before and after it.
fn window(library: &TestLibrary, anchor: &Value, limit: u32) -> (Vec<String>, bool, bool) {
    let answer = library.ok(
        "get_messages",
        json!({"conversationID": ID, "anchor": anchor, "limit": limit}),
    );
    let texts = answer["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["text"].as_str().unwrap().to_owned())
        .collect();
    (
        texts,
        answer["hasBefore"].as_bool().unwrap(),
        answer["hasAfter"].as_bool().unwrap(),
    )
}

#[test]
fn a_window_lies_where_its_anchor_says() {
    let (library, ids) = library(9);
    let id = |n: usize| ids[n - 1].to_string();
    for (anchor, limit, texts, has_before, has_after) in [
        (json!({"at": "end"}), 3, vec![7, 8, 9], true, false),
        (json!({"at": "end"}), 9, (1..=9).collect(), false, false),
        (json!({"at": "start"}), 3, vec![1, 2, 3], false, true),
        (json!({"before": id(4)}), 2, vec![2, 3], true, true),
        (json!({"before": id(3)}), 5, vec![1, 2], false, true),
        (json!({"before": id(1)}), 5, vec![], false, true),
        (json!({"after": id(4)}), 2, vec![5, 6], true, true),
        (json!({"after": id(8)}), 5, vec![9], true, false),
        (json!({"after": id(9)}), 5, vec![], true, false),
        (json!({"around": id(5)}), 5, vec![3, 4, 5, 6, 7], true, true),
        (json!({"around": id(5)}), 4, vec![3, 4, 5, 6], true, true),
        (json!({"around": id(5)}), 1, vec![5], true, true),
        (json!({"around": id(1)}), 5, vec![1, 2, 3], false, true),
        (json!({"around": id(9)}), 5, vec![7, 8, 9], true, false),
    ] {
        let texts: Vec<String> = texts.iter().map(|n| format!("m{n}")).collect();
        assert_eq!(
            window(&library, &anchor, limit),
            (texts, has_before, has_after),
            "{anchor} {limit}"
        );
    }
}

#[test]
fn messages_of_one_moment_keep_the_order_of_the_export() {
    let (library, ids) = library(6);
    library.with(|connection| {
        Ok(connection.execute(
            "UPDATE message SET time = 5000 WHERE conversation_id = 1",
            [],
        )?)
    });
    let id = |n: usize| ids[n - 1].to_string();
    let texts = |anchor| window(&library, &anchor, 3).0;
    assert_eq!(texts(json!({"at": "start"})), ["m1", "m2", "m3"]);
    assert_eq!(texts(json!({"before": id(4)})), ["m1", "m2", "m3"]);
    assert_eq!(texts(json!({"after": id(3)})), ["m4", "m5", "m6"]);
    assert_eq!(texts(json!({"around": id(3)})), ["m2", "m3", "m4"]);
}

#[test]
fn a_message_is_shown_with_its_extras_and_what_it_answers() {
    let (library, ids) = library(3);
    let extra = json!({
        "attachments": [{"name": "a.pdf", "kind": "file", "size": 12, "inExport": true}],
        "replyTo": 1, "edited": true, "forwardedFrom": "Bo", "reactions": [{"emoji": "👍", "count": 2}],
    });
    library.with(|connection| {
        connection.execute(
            "UPDATE message SET extra = ?1, flags = 3, kind = 4 WHERE id = ?2",
            (extra.to_string(), ids[2]),
        )?;
        connection.execute(
            "UPDATE message SET extra = '{\"replyTo\":77}', person_id = NULL WHERE id = ?1",
            [ids[1]],
        )?;
        Ok(())
    });
    let answer = library.ok(
        "get_messages",
        json!({"conversationID": ID, "anchor": {"at": "end"}, "limit": 2}),
    );
    assert_eq!(
        answer["messages"],
        json!([
            {
                "messageID": ids[1].to_string(), "time": 2000, "sender": "", "outgoing": false,
                "assistant": false, "kind": "text", "text": "m2", "attachments": [],
                "replyTo": null, "edited": false, "forwardedFrom": null, "reactions": [], "event": null,
            },
            {
                "messageID": ids[2].to_string(), "time": 3000, "sender": "Ann", "outgoing": true,
                "assistant": true, "kind": "file", "text": "m3",
                "attachments": [{"name": "a.pdf", "kind": "file", "size": 12, "inExport": true}],
                "replyTo": {"messageID": ids[0].to_string(), "sender": "Ann", "outgoing": false, "text": "m1", "event": null},
                "edited": true, "forwardedFrom": "Bo", "reactions": [{"emoji": "👍", "count": 2}], "event": null,
            },
        ])
    );
}

#[test]
fn what_happened_comes_as_data_to_the_list_the_reader_a_search_and_scripts() {
    let (library, ids) = library(2);
    let event = json!({"kind": "addMembers", "actor": "Ann", "members": ["Bo", null]});
    library.with(|connection| {
        connection.execute(
            "UPDATE message SET kind = 14, person_id = NULL, extra = ?1 WHERE id = ?2",
            (json!({"event": event}).to_string(), ids[1]),
        )?;
        Ok(connection.execute("UPDATE conversation SET last_kind = 14", [])?)
    });
    let rows = library.ok("find_rows", json!({"conversationIDList": [ID]}));
    assert_eq!(rows[0]["lastEvent"], event);
    let window = library.ok(
        "get_messages",
        json!({"conversationID": ID, "anchor": {"at": "end"}, "limit": 1}),
    );
    assert_eq!(window["messages"][0]["event"], event);
    let found = library.ok("search", json!({"query": "m2", "limit": 5, "offset": 0}));
    assert_eq!(found["hits"][0]["event"], event);
    let list = library.ok("get_message_list", json!({"conversationID": ID}));
    let extension = list["messageList"][1]["payload"]["extension"]
        .as_str()
        .unwrap();
    assert_eq!(serde_json::from_str::<Value>(extension).unwrap(), event);
}

#[test]
fn a_window_that_cannot_be_has_its_code() {
    let (library, _) = library(2);
    let elsewhere = (2i64 << 28).to_string();
    for (arguments, code) in [
        (
            json!({"conversationID": "C2Ct:unknown", "anchor": {"at": "end"}, "limit": 5}),
            2500,
        ),
        (
            json!({"conversationID": ID, "anchor": {"at": "end"}, "limit": 0}),
            50002,
        ),
        (
            json!({"conversationID": ID, "anchor": {"at": "end"}, "limit": 1001}),
            50002,
        ),
        (
            json!({"conversationID": ID, "anchor": {"at": "end"}}),
            50002,
        ),
        (
            json!({"conversationID": ID, "anchor": {"at": "middle"}, "limit": 5}),
            50002,
        ),
        (json!({"conversationID": ID, "limit": 5}), 50002),
        (
            json!({"conversationID": ID, "anchor": {"around": elsewhere}, "limit": 5}),
            50002,
        ),
        (
            json!({"conversationID": ID, "anchor": {"before": "x"}, "limit": 5}),
            50002,
        ),
    ] {
        assert_eq!(
            library.code("get_messages", arguments.clone()),
            code,
            "{arguments}"
        );
    }
}

#[test]
fn pages_come_newest_first_and_each_from_old_to_new() {
    for count in [0, 1, 15, 16, 30, 31] {
        let (library, _) = library(count);
        let mut next = json!(null);
        let mut pages: Vec<Vec<String>> = vec![];
        loop {
            let page = library.ok(
                "get_message_list",
                json!({"conversationID": ID, "nextReqMessageID": next}),
            );
            let messages = page["messageList"].as_array().unwrap();
            pages.push(
                messages
                    .iter()
                    .map(|message| message["payload"]["text"].as_str().unwrap().to_owned())
                    .collect(),
            );
            next = page["nextReqMessageID"].clone();
            if page["isCompleted"] == json!(true) {
                assert_eq!(next, "");
                break;
            }
            assert_eq!(next, messages[0]["ID"]);
            assert_eq!(messages.len(), 15);
        }
        let read: Vec<String> = pages.into_iter().rev().flatten().collect();
        let all: Vec<String> = (1..=count).map(|n| format!("m{n}")).collect();
        assert_eq!(read, all);
    }
}

#[test]
fn a_message_has_the_fields_of_the_sdk() {
    let (library, ids) = library(2);
    library.with(|connection| {
        Ok(connection.execute("UPDATE message SET flags = 1 WHERE id = ?1", [ids[1]])?)
    });
    let page = library.ok("get_message_list", json!({"conversationID": ID}));
    assert_eq!(
        page["messageList"][1],
        json!({
            "ID": ids[1].to_string(), "type": "TIMTextElem", "payload": {"text": "m2"},
            "conversationID": ID, "conversationType": "C2C", "to": "t:a", "from": "t:ann",
            "flow": "out", "time": 2, "status": "success", "isRevoked": false,
            "isDeleted": false, "isModified": false, "isPeerRead": false, "priority": "Normal",
            "nick": "Ann", "avatar": "", "nameCard": "", "atUserList": [], "cloudCustomData": "",
            "needReadReceipt": false, "readReceiptInfo": {}, "isBroadcastMessage": false,
            "isSupportExtension": false, "revoker": "", "revokeReason": "", "sequence": 1,
            "revokerInfo": {"userID": "", "nick": "", "avatar": ""}, "hasRiskContent": false,
        })
    );
    assert_eq!(page["messageList"][0]["flow"], "in");
    assert_eq!(page["messageList"][0]["to"], "");
}

#[test]
fn a_page_after_no_message_of_the_conversation_is_refused_by_name() {
    let (library, _) = library(2);
    for next in ["x", "1", "-1"] {
        let error = library
            .call(
                "get_message_list",
                json!({"conversationID": ID, "nextReqMessageID": next}),
            )
            .unwrap_err();
        assert_eq!(error.code(), 50002);
        assert_eq!(error.params()["parameter"], "nextReqMessageID");
    }
}
