//! Every way that a statement is come to.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::title_order;
use crate::import::testing::context;
use crate::import::{Answer, ImportRequest};
use crate::testing::{Put, TestLibrary};

/// Fills a library so far that the ways of large ones are gone.
pub(super) fn fill(library: &TestLibrary) {
    for n in 0..4200 {
        library.put(&Put::new(&format!("C2Ct:{n}")));
    }
    library.put_messages(2, &["one", "two"]);
}

/// Goes them all.
pub(super) fn go(library: &TestLibrary) {
    for (command, arguments) in commands() {
        library.ok(command, arguments);
    }
    library.conversation_ids(&[1]).unwrap();
    import(library);
    search_what_many_have(library);
    library.load_samples().unwrap();
    assert!(library.has_samples().unwrap());
    library.remove_samples().unwrap();
    library.ok("delete_rows", json!({"rowIDs": [2]}));
    library.ok("erase_deleted", json!({}));
    library.finish_erasing().unwrap();
    library.with(|connection| {
        connection.execute("UPDATE library SET title_order = '' WHERE id = 1", [])?;
        Ok(())
    });
    title_order::renew(&mut library.store.writer.lock()).unwrap();
}

/// More than are put in order by relevance.
const HITS: usize = 10_100;
/// More than are looked up one by one.
const CHATS: usize = 300;

/// Imports what is new, what is known, what was edited, renamed, erased, and what has the name of
/// something else.
fn import(library: &TestLibrary) {
    let folder = tempfile::TempDir::new().unwrap();
    let file = |name: &str, content: String| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    };
    let request = |path: &Path| ImportRequest {
        paths: vec![path.to_path_buf()],
        context: context(),
        cancel: Arc::default(),
        progress: Box::new(|_| ()),
    };
    let import = |path: &Path| {
        let files = library.import_files(&request(path));
        let failed: Vec<_> = files.iter().flat_map(|file| &file.error).collect();
        assert!(failed.is_empty(), "{failed:?}");
        files
    };
    import(&file("first.json", account("Ann", 1)));
    import(&file("later.json", account("Anna", 2)));
    library.ok(
        "delete_conversation",
        json!({"conversationIDList": ["C2Ctelegram:user1"]}),
    );
    library.ok("erase_deleted", json!({}));
    import(&file("again.json", account("Anna", 2)));
    let chatgpt = json!([{
        "id": "one", "title": "Plans", "create_time": 1.0, "current_node": "n",
        "is_starred": true, "is_archived": true, "gizmo_id": "g-p-1",
        "mapping": {"n": {"id": "n", "parent": null, "children": [], "message": {
            "id": "n", "author": {"role": "user"}, "create_time": 1.0,
            "content": {"content_type": "text", "parts": ["Hello"]}}}},
    }]);
    import(&file("conversations.json", chatgpt.to_string()));

    let said = |day: u32, who: &str| {
        format!("{day}/01/2024, 10:00 - {who}: one\n{day}/01/2024, 10:01 - Bo: two\n")
    };
    import(&file("a/WhatsApp Chat with Ana.txt", said(13, "Ana")));
    let other = file("b/WhatsApp Chat with Ana.txt", said(20, "Ana"));
    let asked = library.import_asking(&request(&other)).namesakes;
    assert_eq!(asked.len(), 1, "{asked:?}");
    let answers: Vec<Answer> = asked
        .into_iter()
        .map(|asked| Answer {
            given: asked.given,
            path: asked.path,
            conversation_id: None,
        })
        .collect();
    library.import_namesakes(&request(&other), &answers);
}

/// A Telegram export in which everybody has this name, and messages were edited in that second.
fn account(name: &str, edited: i64) -> String {
    let message = |id: usize, sender: usize| {
        format!(
            r#"{{"id": {id}, "type": "message", "date_unixtime": "{id}", "from": "{name} {sender}",
                "from_id": "user{sender}", "edited_unixtime": "{edited}", "text": "common {edited}"}}"#
        )
    };
    let mut chats = String::new();
    for chat in 1..=CHATS {
        let count = if chat == 1 { HITS } else { 1 };
        let messages: Vec<String> = (1..=count).map(|id| message(id, chat)).collect();
        let comma = if chat == 1 { "" } else { "," };
        write!(
            chats,
            r#"{comma}{{"name": "{name} {chat}", "type": "personal_chat", "id": {chat},
                "messages": [{}]}}"#,
            messages.join(",")
        )
        .unwrap();
    }
    format!(r#"{{"personal_information": {{"user_id": 501}}, "chats": {{"list": [{chats}]}}}}"#)
}

/// Searches for what is in more messages and conversations than are put in order by relevance.
fn search_what_many_have(library: &TestLibrary) {
    for (query, limit) in [("common", 5), ("common", 500), ("anna", 5), ("anna", 500)] {
        let found = library.ok(
            "search",
            json!({"query": query, "limit": limit, "offset": 0}),
        );
        assert!(found["total"].as_u64() >= Some(CHATS as u64), "{query}");
    }
}

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
