//! Every operation, each done once on a library in which all of them find something to do.

mod exact;
mod telling;

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
