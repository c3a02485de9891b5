mod codes;
mod filing;
mod folders;

use serde_json::{Value, json};

use crate::testing::TestLibrary;

const A: &str = "C2Ct:a";
const B: &str = "C2Ct:b";
const C: &str = "GROUPt:c";

/// A library of three conversations and the group `Work` with the first two in it.
fn library() -> TestLibrary {
    let library = TestLibrary::of(&[A, B, C]);
    create(&library, "Work", &[A, B]);
    library.changes();
    library
}

fn create(library: &TestLibrary, name: &str, ids: &[&str]) -> Value {
    library.ok(
        "create_conversation_group",
        json!({"groupName": name, "conversationIDList": ids}),
    )
}

fn names(library: &TestLibrary) -> Vec<String> {
    library.get_conversation_group_list().unwrap()
}

#[test]
fn a_group_name_is_composed_and_trimmed_and_may_take_32_bytes() {
    let library = library();
    let decomposed = " Cafe\u{301} ";
    let answer = library.ok(
        "rename_conversation_group",
        json!({"oldName": "Work", "newName": decomposed}),
    );
    assert_eq!(answer, json!({"oldName": "Work", "newName": "Café"}));
    create(&library, "十个汉字刚好三十字节ab", &[]);
    create(&library, "work", &[]);
    create(&library, "Work", &[]);
    assert_eq!(
        names(&library),
        ["Café", "十个汉字刚好三十字节ab", "work", "Work"]
    );
    assert_eq!(
        library.ok(
            "delete_conversation_group",
            json!({"groupName": decomposed})
        ),
        json!({"groupName": "Café"})
    );
}

#[test]
fn a_group_is_made_although_every_id_fails() {
    let library = library();
    let answer = create(&library, "Empty", &["C2Ct:unknown", "@TIM#SYSTEM"]);
    assert_eq!(answer["successConversationIDList"], json!([]));
    assert_eq!(names(&library), ["Work", "Empty"]);
}

#[test]
fn there_are_at_most_twenty_groups_until_the_person_raises_the_limit() {
    let library = TestLibrary::of(&[A]);
    for n in 0..20 {
        create(&library, &format!("Group {n}"), &[]);
    }
    let one_more = json!({"groupName": "One more", "conversationIDList": [A]});
    assert_eq!(
        library.code("create_conversation_group", one_more.clone()),
        51010
    );
    assert_eq!(
        library.code(
            "create_group_of_rows",
            json!({"groupName": "One more", "rowIDs": [1]})
        ),
        51010
    );
    library.ok("set_settings", json!({"groupLimit": 21}));
    library.ok("create_conversation_group", one_more);
    assert_eq!(
        library.code(
            "create_conversation_group",
            json!({"groupName": "x", "conversationIDList": []})
        ),
        51010
    );
}

#[test]
fn undo_brings_a_group_back_over_the_limit() {
    let library = library();
    library.ok("set_settings", json!({"groupLimit": 21}));
    for n in 1..21 {
        create(&library, &format!("Group {n}"), &[]);
    }
    library.ok("delete_conversation_group", json!({"groupName": "Work"}));
    library.ok("set_settings", json!({"groupLimit": 20}));
    library.ok("undo", json!({}));
    assert_eq!(names(&library).len(), 21);
}

#[test]
fn deleting_a_group_keeps_its_conversations() {
    let library = library();
    library.ok("delete_conversation_group", json!({"groupName": "Work"}));
    assert!(names(&library).is_empty());
    assert_eq!(
        library.view(json!({"kind": "ungrouped"}), "name"),
        [A, B, C]
    );
}

#[test]
fn renaming_keeps_members_order_and_looks() {
    let library = library();
    create(&library, "Home", &[C]);
    library.ok(
        "set_group_look",
        json!({"groupName": "Work", "color": 7, "emoji": "🦊"}),
    );
    library.ok(
        "rename_conversation_group",
        json!({"oldName": "Work", "newName": "Job"}),
    );
    assert_eq!(names(&library), ["Job", "Home"]);
    assert_eq!(library.members("Job"), [A, B]);
    let overview = library.ok("get_overview", json!({}));
    assert_eq!(
        overview["groups"][0],
        json!({"name": "Job", "color": 7, "emoji": "🦊", "count": 2})
    );
}

#[test]
fn renaming_to_the_same_name_succeeds_and_changes_nothing() {
    let library = library();
    library.ok(
        "rename_conversation_group",
        json!({"oldName": "Work", "newName": " Work "}),
    );
    assert!(library.changes().is_empty());
    assert_eq!(
        library.ok("get_history", json!({}))["undo"]["kind"],
        "createGroup"
    );
}

#[test]
fn groups_take_the_order_that_is_asked_for() {
    let library = TestLibrary::new();
    for name in ["one", "two", "three", "four"] {
        create(&library, name, &[]);
    }
    library.ok("delete_conversation_group", json!({"groupName": "two"}));
    let order = json!(["four", " one ", "three"]);
    assert_eq!(
        library.ok(
            "reorder_conversation_groups",
            json!({"groupNameList": order})
        ),
        json!({"groupNameList": ["four", "one", "three"]})
    );
    create(&library, "five", &[]);
    assert_eq!(names(&library), ["four", "one", "three", "five"]);
}

#[test]
fn a_new_group_takes_the_next_colour_that_the_fewest_have() {
    let library = TestLibrary::new();
    let colors = || -> Vec<u8> {
        let groups = library.get_overview().unwrap().groups;
        groups.iter().map(|group| group.color).collect()
    };
    for n in 0..13 {
        create(&library, &n.to_string(), &[]);
    }
    assert_eq!(colors(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0]);
    library.ok("delete_conversation_group", json!({"groupName": "3"}));
    create(&library, "new", &[]);
    assert_eq!(colors().last(), Some(&3));
}

#[test]
fn a_look_changes_only_where_it_is_given() {
    let library = library();
    let look = || library.ok("get_overview", json!({}))["groups"][0].clone();
    library.ok(
        "set_group_look",
        json!({"groupName": "Work", "emoji": "👨🏽‍👩🏽‍👧🏽‍👦🏽"}),
    );
    assert_eq!(
        (&look()["color"], &look()["emoji"]),
        (&json!(0), &json!("👨🏽‍👩🏽‍👧🏽‍👦🏽"))
    );
    library.ok("set_group_look", json!({"groupName": "Work", "color": 11}));
    assert_eq!(
        (&look()["color"], &look()["emoji"]),
        (&json!(11), &json!("👨🏽‍👩🏽‍👧🏽‍👦🏽"))
    );
    library.ok("set_group_look", json!({"groupName": "Work", "emoji": ""}));
    assert_eq!(look()["emoji"], "");
}

#[test]
fn groups_and_members_are_there_after_reopening() {
    let mut library = library();
    create(&library, "Home", &[C]);
    library.ok(
        "reorder_conversation_groups",
        json!({"groupNameList": ["Home", "Work"]}),
    );
    library.reopen();
    assert_eq!(names(&library), ["Home", "Work"]);
    assert_eq!(library.members("Work"), [A, B]);
}
