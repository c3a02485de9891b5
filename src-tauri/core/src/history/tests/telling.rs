//! What operations, undo and redo tell the window.

use super::*;

#[test]
fn undo_and_redo_tell_of_the_same_as_the_operation() {
    /// What a change tells of, without its revision and without values that differ by direction.
    fn told(change: &Change) -> ([bool; 2], Vec<i64>, Vec<Vec<i64>>, bool) {
        let mut members: Vec<Vec<i64>> = change
            .memberships
            .iter()
            .map(|(_, rows)| rows.clone())
            .collect();
        members.sort();
        (
            [change.group_names.is_some(), change.looks],
            change.conversations.clone(),
            members,
            change.unread_total.is_some(),
        )
    }
    for (command, arguments, ..) in operations() {
        let library = library();
        library.ok(command, arguments.clone());
        library.ok("undo", json!({}));
        library.ok("redo", json!({}));
        let changes = library.changes();
        assert_eq!(changes.len(), 3, "{command} {arguments}");
        assert_eq!(
            told(&changes[0]),
            told(&changes[1]),
            "undo {command} {arguments}"
        );
        assert_eq!(
            told(&changes[0]),
            told(&changes[2]),
            "redo {command} {arguments}"
        );
    }
}

/// Group names, conversations, members of groups, unread total.
type Told = (
    Option<Vec<String>>,
    Vec<i64>,
    Vec<(String, Vec<i64>)>,
    Option<u64>,
);

#[test]
fn each_operation_tells_of_what_the_contract_says() {
    let names = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect::<Vec<_>>());
    let group = |name: &str, rows: &[i64]| (name.to_owned(), rows.to_vec());
    let expected: Vec<Told> = vec![
        (names(&["Work", "Home", "New"]), vec![1, 3], vec![], None),
        (names(&["Work", "Home", "New"]), vec![3], vec![], None),
        (names(&["Home"]), vec![1, 2], vec![], None),
        (names(&["Job", "Home"]), vec![1, 2], vec![], None),
        (names(&["Home", "Work"]), vec![], vec![], None),
        (None, vec![], vec![], None),
        (None, vec![1, 2], vec![group("Home", &[1, 2])], None),
        (None, vec![1], vec![group("Work", &[1])], None),
        (
            None,
            vec![1],
            vec![group("Work", &[1]), group("Home", &[1])],
            None,
        ),
        (
            None,
            vec![1, 2],
            vec![group("Work", &[1, 2]), group("Home", &[1, 2])],
            None,
        ),
        (None, vec![3], vec![], None),
        (None, vec![1], vec![], None),
        (None, vec![1, 2], vec![], None),
        (None, vec![2], vec![], None),
        (None, vec![1], vec![], None),
        (None, vec![1, 2], vec![], None),
        (None, vec![1], vec![], Some(4)),
        (None, vec![1, 3], vec![], Some(2)),
    ];
    assert_eq!(operations().len(), expected.len());
    for ((command, arguments, ..), expected) in operations().into_iter().zip(expected) {
        let library = library();
        let revision = library.get_overview().unwrap().revision;
        library.ok(command, arguments.clone());
        let changes = library.changes();
        let [change] = changes.as_slice() else {
            panic!("{command} {arguments}: {changes:?}");
        };
        assert_eq!(change.revision, revision + 1, "{command} {arguments}");
        assert_eq!(library.get_overview().unwrap().revision, change.revision);
        let told = (
            change.group_names.clone(),
            change.conversations.clone(),
            change.memberships.clone(),
            change.unread_total,
        );
        assert_eq!(told, expected, "{command} {arguments}");
        assert_eq!(change.looks, command == "set_group_look", "{command}");
    }
}

#[test]
fn marking_unread_tells_the_new_total() {
    let library = library();
    library.ok("set_message_read", json!({"conversationID": A}));
    library.changes();
    library.ok(
        "mark_conversation",
        json!({"conversationIDList": [A, B], "markType": 2, "enableMark": true}),
    );
    library.ok("undo", json!({}));
    let totals: Vec<_> = library
        .changes()
        .iter()
        .map(|change| change.unread_total)
        .collect();
    assert_eq!(totals, [Some(5), Some(4)]);
}
