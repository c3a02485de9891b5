//! Long random sequences of everything that can happen to a library, against a plain model in
//! memory. After each step the answer, the whole visible state and what was told of are compared.

mod model;
mod step;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use self::model::{Conversation, Model};
use self::step::{Step, steps};
use crate::model::conversation::RowId;
use crate::testing::TestLibrary;

/// What a person can see, in a form that both sides can be brought to.
#[derive(Debug, PartialEq)]
struct Visible {
    /// Name, colour, emoji and how many are shown in it.
    groups: Vec<(String, u8, String, usize)>,
    /// Who is in each group in the order of adding, also out of view.
    members: Vec<Vec<RowId>>,
    /// By the id of the row.
    rows: BTreeMap<RowId, VisibleRow>,
    latest: Vec<RowId>,
    pinned: Vec<RowId>,
    ungrouped: Vec<RowId>,
    unread_total: u64,
    deleted: u64,
    /// Kind and count of what undo and redo would do.
    undo: Option<(String, Option<u64>)>,
    redo: Option<(String, Option<u64>)>,
}

#[derive(Debug, Clone, PartialEq)]
struct VisibleRow {
    unread: u64,
    pinned: bool,
    marks: Vec<i64>,
    groups: Vec<String>,
    custom_data: String,
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_library_does_what_the_plain_model_does(steps in steps()) {
        let mut library = TestLibrary::new();
        let mut model = Model::default();
        let mut before = seen(&library);
        prop_assert_eq!(&before, &expected(&model));
        for step in &steps {
            let told = take(step, &mut library, &mut model)?;
            let after = seen(&library);
            prop_assert_eq!(&after, &expected(&model), "after {:?}", step);
            if let Some(told) = told {
                tells_what_changed(&before, &after, &told)?;
            }
            before = after;
        }
    }
}

/// Takes a step on both sides and compares the answers. Gives the changes that were told of, unless
/// it was a step that the library does not tell of.
fn take(
    step: &Step,
    library: &mut TestLibrary,
    model: &mut Model,
) -> Result<Option<Vec<crate::Change>>, TestCaseError> {
    match step {
        Step::Import { unread } => {
            let number = model.conversations.len();
            let conversation = Conversation::new(number, *unread);
            library.import(&conversation.id, conversation.last_time);
            // No export says what is unread.
            library.with(|connection| {
                Ok(connection.execute(
                    "UPDATE conversation SET unread_count = ?2 WHERE conversation_id = ?1",
                    (&conversation.id, unread),
                )?)
            });
            model.conversations.push(conversation);
            library.changes();
            Ok(None)
        }
        Step::ImportAgain { row } => {
            if let Some(row) = model.some_row(*row) {
                model.import_again(row);
                let conversation = model.conversation(row);
                library.import(&conversation.id, conversation.last_time);
            }
            Ok(Some(library.changes()))
        }
        Step::Reopen => {
            library.reopen();
            Ok(None)
        }
        _ => {
            let (command, arguments) = step.command(model);
            let answer = library.call(command, arguments.clone());
            let answer = answer.map_err(|error| error.code());
            let wanted = model.apply(command, &arguments);
            match (&answer, &wanted) {
                (Ok(answer), Ok(wanted)) => {
                    for (name, value) in wanted.as_object().into_iter().flatten() {
                        prop_assert_eq!(&answer[name], value, "{} {}", command, arguments);
                    }
                }
                _ => prop_assert_eq!(&answer, &wanted, "{} {}", command, arguments),
            }
            Ok(Some(library.changes()))
        }
    }
}

/// One change at most; all that differs is in it; without one nothing differs.
fn tells_what_changed(
    before: &Visible,
    after: &Visible,
    told: &[crate::Change],
) -> Result<(), TestCaseError> {
    prop_assert!(told.len() <= 1, "{:?}", told);
    let change = told.first().cloned().unwrap_or_default();
    let names = |state: &Visible| -> Vec<String> {
        state.groups.iter().map(|(name, ..)| name.clone()).collect()
    };
    let renamed = (names(before) != names(after)).then(|| names(after));
    prop_assert_eq!(&change.group_names, &renamed);
    let looks = |state: &Visible| -> Vec<(u8, String)> {
        let groups = state.groups.iter();
        groups
            .map(|(_, color, emoji, _)| (*color, emoji.clone()))
            .collect()
    };
    if renamed.is_none() {
        prop_assert_eq!(change.looks, looks(before) != looks(after));
    }
    if before.unread_total != after.unread_total {
        prop_assert_eq!(change.unread_total, Some(after.unread_total));
    }
    // The order of a row's groups is told by the list of groups.
    let read = |state: &Visible, row: &RowId| {
        let mut shown = state.rows.get(row).cloned();
        shown.iter_mut().for_each(|shown| shown.groups.sort());
        shown
    };
    for row in before.rows.keys().chain(after.rows.keys()) {
        if read(before, row) != read(after, row) {
            let is_told = change.conversations.contains(row);
            prop_assert!(is_told, "{} is not in {:?}", row, change);
        }
    }
    Ok(())
}

/// The state as the library shows it.
fn seen(library: &TestLibrary) -> Visible {
    let overview = library.get_overview().unwrap();
    let view = |kind: &str| -> Vec<RowId> { library.view_rows(json!({"kind": kind}), "latest") };
    let latest = view("all");
    assert_eq!(overview.all, latest.len() as u64);
    let ungrouped = view("ungrouped");
    assert_eq!(overview.ungrouped, ungrouped.len() as u64);
    let pinned = view("pinned");
    assert_eq!(overview.pinned, pinned.len() as u64);
    let custom_data = library.ok("get_conversation_list", json!({}));
    let custom_data = custom_data["conversationList"].as_array().unwrap();
    let rows = library.get_rows(crate::model::request::parse(json!({"rowIDs": latest})).unwrap());
    let rows = rows.unwrap();
    assert_eq!(custom_data.len(), rows.len());
    let rows = rows
        .into_iter()
        .zip(custom_data)
        .map(|(row, conversation)| {
            assert_eq!(conversation["conversationID"], row.conversation_id);
            assert_eq!(conversation["conversationGroupList"], json!(row.groups));
            assert_eq!(conversation["markList"], json!(row.mark_list));
            let shown = VisibleRow {
                unread: row.unread_count,
                pinned: row.is_pinned,
                marks: row.mark_list,
                groups: row.groups,
                custom_data: conversation["customData"].as_str().unwrap().to_owned(),
            };
            (row.row_id, shown)
        })
        .collect();
    let history = library.ok("get_history", json!({}));
    let named = |operation: &Value| {
        let kind = operation["kind"].as_str()?;
        Some((kind.to_owned(), operation["params"]["count"].as_u64()))
    };
    Visible {
        members: overview
            .groups
            .iter()
            .map(|group| library.member_rows(&group.name))
            .collect(),
        groups: overview
            .groups
            .into_iter()
            .map(|group| (group.name, group.color, group.emoji, group.count as usize))
            .collect(),
        rows,
        latest,
        pinned,
        ungrouped,
        unread_total: library.get_total_unread_message_count().unwrap(),
        deleted: library.get_overview().unwrap().deleted,
        undo: named(&history["undo"]),
        redo: named(&history["redo"]),
    }
}

/// The state as the model has it.
fn expected(model: &Model) -> Visible {
    let order = &model.order;
    let mut latest: Vec<RowId> = model.shown().collect();
    latest.sort_by_key(|row| {
        let place = order.pins.iter().position(|pinned| pinned == row);
        (
            place.unwrap_or(usize::MAX),
            Reverse((model.conversation(*row).last_time, *row)),
        )
    });
    let groups_of = |row: RowId| -> Vec<String> {
        order
            .groups
            .iter()
            .filter(|group| group.members.contains(&row))
            .map(|group| group.name.clone())
            .collect()
    };
    Visible {
        groups: order
            .groups
            .iter()
            .map(|group| {
                let shown = group.members.iter().filter(|row| model.is_shown(**row));
                (
                    group.name.clone(),
                    group.color,
                    group.emoji.clone(),
                    shown.count(),
                )
            })
            .collect(),
        members: order
            .groups
            .iter()
            .map(|group| group.members.clone())
            .collect(),
        rows: model
            .shown()
            .map(|row| {
                let shown = VisibleRow {
                    unread: model.conversation(row).unread,
                    pinned: order.pins.contains(&row),
                    marks: model.marks_of(row),
                    groups: groups_of(row),
                    custom_data: order.custom_data.get(&row).cloned().unwrap_or_default(),
                };
                (row, shown)
            })
            .collect(),
        pinned: latest
            .iter()
            .copied()
            .filter(|row| order.pins.contains(row))
            .collect(),
        ungrouped: latest
            .iter()
            .copied()
            .filter(|row| groups_of(*row).is_empty())
            .collect(),
        latest,
        unread_total: model.unread_total(),
        deleted: model.deleted(),
        undo: model
            .done
            .last()
            .map(|operation| (operation.kind.to_owned(), operation.count)),
        redo: model
            .undone
            .last()
            .map(|operation| (operation.kind.to_owned(), operation.count)),
    }
}
