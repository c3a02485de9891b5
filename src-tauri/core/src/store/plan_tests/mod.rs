//! The plan of every statement that the commands run: along an index, unless it is said here why
//! not.

use std::collections::BTreeSet;
use std::sync::Arc;

use parking_lot::Mutex;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::{Value, json};

use crate::testing::TestLibrary;

/// Lines of plans that are meant to be as they are: a part of the statement, of the line, and why.
const MEANT: &[(&str, &str, &str)] = &[
    (
        "rarray",
        "SCAN wanted VIRTUAL TABLE",
        "the request itself is walked",
    ),
    (
        "ORDER BY c.pin_position",
        "SCAN c USING COVERING INDEX conversation_by_",
        "a view is walked in its order",
    ),
    (
        "membership AS m CROSS JOIN",
        "USE TEMP B-TREE",
        "members of a small group are sorted",
    ),
    (
        "mark AS k CROSS JOIN",
        "USE TEMP B-TREE",
        "what carries a mark is sorted while it is little",
    ),
    (
        "c.hidden = 1 AND c.hidden > 0",
        "USE TEMP B-TREE",
        "what is deleted is sorted",
    ),
    (
        "FROM conversation_group",
        "SCAN conversation_group",
        "there are at most 1,000 groups",
    ),
    (
        "name, value FROM setting",
        "SCAN setting",
        "there are a handful of settings",
    ),
    (
        "SELECT conversation_id, id",
        "SCAN conversation USING COVERING INDEX",
        "thousands of ids are found by one walk",
    ),
    (
        "COUNT(*) FROM conversation WHERE hidden = 0",
        "SCAN conversation USING COVERING INDEX",
        "a count walks what it counts",
    ),
    (
        "DISTINCT conversation_id FROM membership",
        "SCAN membership USING COVERING INDEX",
        "a count walks what it counts",
    ),
    (
        "DISTINCT conversation_id FROM membership",
        "SCAN (subquery",
        "a count walks what it counts",
    ),
    (
        "LIMIT ?2)",
        "SCAN (subquery",
        "a count walks what it counts",
    ),
    (
        "AND type = ?1",
        "SCAN conversation USING COVERING INDEX",
        "a list filtered by type is long anyway",
    ),
    (
        "DELETE FROM conversation_search",
        "SCAN conversation_search VIRTUAL TABLE INDEX 0:=",
        "by its row",
    ),
    (
        "DELETE FROM message_search",
        "SCAN message_search VIRTUAL TABLE INDEX 0:=",
        "by its row",
    ),
    (
        "SELECT id FROM conversation WHERE hidden = 0",
        "SCAN conversation USING COVERING INDEX",
        "thousands of rows are found by one walk",
    ),
    ("_search MATCH ?1", "SCAN", "the full-text index answers"),
    ("SELECT", "SCAN CONSTANT ROW", "an expression over no table"),
];

/// Every command that runs a statement, with arguments that take each of its ways.
fn commands() -> Vec<(&'static str, Value)> {
    let mut commands = vec![
        (
            "create_conversation_group",
            json!({"groupName": "Work", "conversationIDList": ["C2Ct:1", "C2Ct:2"]}),
        ),
        (
            "create_group_of_rows",
            json!({"groupName": "Home", "rowIDs": [1, 2, 3]}),
        ),
        (
            "create_group_of_rows",
            json!({"groupName": "Large", "rowIDs": (1..=4200).collect::<Vec<_>>()}),
        ),
        ("get_ungrouped_folders", json!({"sources": ["test"]})),
        (
            "create_groups_of_folders",
            json!({"groups": [{"source": "test", "folder": "f", "groupName": "Project"}]}),
        ),
        (
            "rename_conversation_group",
            json!({"oldName": "Work", "newName": "Job"}),
        ),
        (
            "reorder_conversation_groups",
            json!({"groupNameList": ["Home", "Job", "Large", "Project"]}),
        ),
        ("set_group_look", json!({"groupName": "Job", "color": 3})),
        ("get_conversation_group_list", json!({})),
        (
            "add_conversations_to_group",
            json!({"groupName": "Job", "conversationIDList": (0..2000).map(|n| format!("C2Ct:{n}")).collect::<Vec<_>>()}),
        ),
        (
            "delete_conversations_from_group",
            json!({"groupName": "Job", "conversationIDList": ["C2Ct:1"]}),
        ),
        (
            "move_conversations",
            json!({"conversationIDList": ["C2Ct:2"], "fromGroupName": "Job", "toGroupName": "Home"}),
        ),
        (
            "file_rows",
            json!({"rowIDs": [5, 6], "to": "Home", "from": "Job"}),
        ),
        (
            "pin_conversation",
            json!({"conversationID": "C2Ct:1", "isPinned": true}),
        ),
        ("pin_rows", json!({"rowIDs": [2, 3], "isPinned": true})),
        ("pin_rows", json!({"rowIDs": [3], "isPinned": false})),
        ("reorder_pinned", json!({"rowIDs": [2]})),
        (
            "mark_conversation",
            json!({"conversationIDList": ["C2Ct:1"], "markType": 2, "enableMark": true}),
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": ["C2Ct:1"], "markType": 2, "enableMark": false}),
        ),
        (
            "mark_conversation",
            json!({"conversationIDList": (0..4100).map(|n| format!("C2Ct:{n}")).collect::<Vec<_>>(), "markType": 5, "enableMark": true}),
        ),
        (
            "set_conversation_custom_data",
            json!({"conversationIDList": ["C2Ct:1"], "customData": "x"}),
        ),
        ("set_message_read", json!({"conversationID": "C2Ct:1"})),
        ("get_total_unread_message_count", json!({})),
        (
            "get_conversation_profile",
            json!({"conversationID": "C2Ct:1"}),
        ),
        ("get_conversation_list", json!({"options": ["C2Ct:1"]})),
        (
            "get_conversation_list",
            json!({"options": {"type": "GROUP"}}),
        ),
        ("get_conversation_list", json!({"options": {"markType": 1}})),
        ("get_conversation_list", json!({"options": {"markType": 0}})),
        (
            "get_conversation_list",
            json!({"options": {"hasUnreadCount": true}}),
        ),
        ("get_message_list", json!({"conversationID": "C2Ct:1"})),
        (
            "get_messages",
            json!({"conversationID": "C2Ct:1", "anchor": {"at": "start"}, "limit": 10}),
        ),
        (
            "get_messages",
            json!({"conversationID": "C2Ct:1", "anchor": {"around": (2i64 << 28).to_string()}, "limit": 10}),
        ),
        ("get_people", json!({"conversationID": "C2Ct:1"})),
        (
            "set_own_person",
            json!({"conversationID": "C2Ct:1", "personID": 1}),
        ),
        ("get_rows", json!({"rowIDs": [1, 2]})),
        ("find_rows", json!({"conversationIDList": ["C2Ct:1"]})),
        ("get_overview", json!({})),
        ("search", json!({"query": "one", "limit": 50, "offset": 0})),
        (
            "search",
            json!({"query": "a", "groupName": "Home", "limit": 50, "offset": 0}),
        ),
        (
            "search",
            json!({"query": "a", "source": "telegram", "limit": 50, "offset": 0}),
        ),
        ("set_settings", json!({"theme": "dark"})),
        ("get_settings", json!({})),
        ("delete_conversation_group", json!({"groupName": "Job"})),
        ("undo", json!({})),
        ("redo", json!({})),
        ("get_history", json!({})),
        (
            "delete_conversation",
            json!({"conversationIDList": ["C2Ct:3"]}),
        ),
        ("undo", json!({})),
        ("delete_rows", json!({"rowIDs": [2]})),
        ("restore_rows", json!({"rowIDs": [2]})),
        ("delete_rows", json!({"rowIDs": [2]})),
        ("erase_deleted", json!({})),
    ];
    for view in [
        json!({"kind": "all"}),
        json!({"kind": "ungrouped"}),
        json!({"kind": "pinned"}),
        json!({"kind": "deleted"}),
        json!({"kind": "group", "name": "Home"}),
        json!({"kind": "group", "name": "Large"}),
    ] {
        for sort in ["latest", "name", "messages"] {
            // A mark that few carry and one that thousands do.
            for filter in [json!({}), json!({"markType": 1}), json!({"markType": 5})] {
                let request = json!({"view": view, "sort": sort, "filter": filter, "limit": 50});
                commands.push(("get_view_order", request));
            }
        }
    }
    commands
}

/// The statements that the commands ran, as they are written.
fn statements(library: &TestLibrary) -> BTreeSet<String> {
    let seen: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let watch = |connection: &mut Connection| {
        let seen = Arc::clone(&seen);
        let note = move |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(statement, _) = event {
                seen.lock().insert(statement.sql().into_owned());
            }
        };
        connection
            .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note))
            .unwrap();
    };
    watch(&mut library.store.writer.lock());
    let mut reader = library.store.open_reader().unwrap();
    watch(&mut reader);
    *library.store.readers.lock() = vec![reader];
    for (command, arguments) in commands() {
        library.ok(command, arguments);
    }
    library.conversation_ids(&[1]).unwrap();
    // What the search index does with its own tables is SQLite's affair, and so is a transaction.
    seen.lock()
        .iter()
        .filter(|sql| !sql.contains("_search_") && !sql.starts_with("-- "))
        .filter(|sql| {
            !["BEGIN", "COMMIT", "PRAGMA"]
                .iter()
                .any(|word| sql.starts_with(word))
        })
        .cloned()
        .collect()
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let nothing = vec![rusqlite::types::Null; statement.parameter_count()];
    let lines = statement
        .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
        .unwrap();
    lines.map(Result::unwrap).collect()
}

#[test]
fn every_statement_goes_along_an_index_or_says_why_not() {
    let library = TestLibrary::new();
    for n in 0..4200 {
        library.put(&crate::testing::Put::new(&format!("C2Ct:{n}")));
    }
    library.put_messages(2, &["one", "two"]);
    let statements = statements(&library);
    assert!(statements.len() > 60, "{}", statements.len());
    let mut unused: BTreeSet<usize> = (0..MEANT.len()).collect();
    let mut wrong = vec![];
    library.with(|connection| {
        for sql in &statements {
            for line in plan(connection, sql) {
                if !line.starts_with("SCAN") && !line.starts_with("USE TEMP B-TREE") {
                    continue;
                }
                let meant = MEANT
                    .iter()
                    .position(|(part, start, _)| sql.contains(part) && line.starts_with(start));
                match meant {
                    Some(place) => {
                        unused.remove(&place);
                    }
                    None => wrong.push(format!("{line}\n    in {sql}")),
                }
            }
        }
        Ok(())
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unused.is_empty(), "no statement needs {unused:?} any more");
}
