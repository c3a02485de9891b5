use serde_json::json;

use super::*;
use crate::model::request;
use crate::testing::TestLibrary;

fn group(name: &str, ids: &[&str]) -> GroupAndConversations {
    request::parse(json!({"groupName": name, "conversationIDList": ids})).unwrap()
}

#[test]
fn a_group_is_made_added_to_undone_and_redone() {
    let library = TestLibrary::of(&["C2Ct:1", "C2Ct:2", "GROUPt:3"]);
    let lists = library
        .create_conversation_group(group("Work", &["C2Ct:1", "C2Ct:9", "@TIM#SYSTEM"]))
        .unwrap();
    assert_eq!(lists.success, ["C2Ct:1"]);
    assert_eq!(lists.failure.len(), 2);
    library
        .add_conversations_to_group(group("Work", &["C2Ct:1", "GROUPt:3"]))
        .unwrap();
    assert_eq!(library.get_overview().unwrap().groups[0].count, 2);
    assert_eq!(
        library.undo().unwrap().unwrap().label,
        "Add “GROUPt:3” to “Work”"
    );
    assert_eq!(
        library.undo().unwrap().unwrap().label,
        "Create group “Work”"
    );
    assert_eq!(library.undo().unwrap(), None);
    assert!(library.get_conversation_group_list().unwrap().is_empty());
    library.redo().unwrap();
    library.redo().unwrap();
    assert_eq!(library.get_overview().unwrap().groups[0].count, 2);
    assert_eq!(library.changes().len(), 6);
}
