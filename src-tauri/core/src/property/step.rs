//! What can happen to a library, as chosen by chance.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::model::Model;

/// One step. Numbers choose among what there is when the step is taken.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Create {
        name: u8,
        items: Vec<u8>,
    },
    CreateOfRows {
        name: u8,
        rows: Vec<u8>,
    },
    Delete {
        group: u8,
    },
    Rename {
        group: u8,
        name: u8,
    },
    Reorder {
        turn: u8,
        swap: u8,
    },
    Look {
        group: u8,
        color: Option<u8>,
        emoji: Option<u8>,
    },
    Add {
        group: u8,
        items: Vec<u8>,
    },
    Remove {
        group: u8,
        items: Vec<u8>,
    },
    Move {
        from: u8,
        to: Option<u8>,
        items: Vec<u8>,
    },
    File {
        from: Option<u8>,
        to: Option<u8>,
        rows: Vec<u8>,
    },
    Pin {
        item: u8,
        pinned: bool,
    },
    PinRows {
        rows: Vec<u8>,
        pinned: bool,
    },
    ReorderPinned {
        turn: u8,
        swap: u8,
    },
    Mark {
        items: Vec<u8>,
        mark_type: i64,
        enable: bool,
    },
    CustomData {
        items: Vec<u8>,
        text: u8,
    },
    DeleteConversations {
        items: Vec<u8>,
    },
    DeleteOne {
        item: u8,
    },
    DeleteRows {
        rows: Vec<u8>,
    },
    RestoreRows {
        rows: Vec<u8>,
    },
    Erase,
    Read {
        item: u8,
    },
    Undo,
    Redo,
    Limit {
        limit: u32,
    },
    Import {
        unread: u8,
    },
    ImportAgain {
        row: u8,
    },
    Reopen,
}

/// Names that are proposed: some often, so that they meet; the last ones are wrong.
const NAMES: [&str; 10] = [
    "Work",
    "Home",
    " Home ",
    "work",
    "家人",
    "Cafe\u{301}",
    "Café",
    "Later",
    "",
    "a name of more than thirty-two bytes",
];

/// Sequences that begin with some conversations and, at times, with nearly as many groups as there
/// may be.
pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let conversations =
        prop::collection::vec((0..3u8).prop_map(|unread| Step::Import { unread }), 3..9);
    let groups = prop_oneof![4 => Just(0u8), 1 => Just(18u8)].prop_map(|count| {
        (0..count).map(|n| Step::Create {
            name: 100 + n,
            items: vec![n],
        })
    });
    let rest = prop::collection::vec(step(), 1..60);
    (conversations, groups, rest)
        .prop_map(|(first, groups, rest)| first.into_iter().chain(groups).chain(rest).collect())
}

fn step() -> impl Strategy<Value = Step> {
    let items = || prop::collection::vec(any::<u8>(), 0..6);
    let n = any::<u8>;
    prop_oneof![
        4 => (n(), items()).prop_map(|(name, items)| Step::Create { name, items }),
        2 => (n(), items()).prop_map(|(name, rows)| Step::CreateOfRows { name, rows }),
        2 => n().prop_map(|group| Step::Delete { group }),
        2 => (n(), n()).prop_map(|(group, name)| Step::Rename { group, name }),
        2 => (n(), n()).prop_map(|(turn, swap)| Step::Reorder { turn, swap }),
        2 => (n(), prop::option::of(0..14u8), prop::option::of(n()))
            .prop_map(|(group, color, emoji)| Step::Look { group, color, emoji }),
        4 => (n(), items()).prop_map(|(group, items)| Step::Add { group, items }),
        2 => (n(), items()).prop_map(|(group, items)| Step::Remove { group, items }),
        3 => (n(), prop::option::of(n()), items())
            .prop_map(|(from, to, items)| Step::Move { from, to, items }),
        4 => (prop::option::of(n()), prop::option::of(n()), items())
            .prop_map(|(from, to, rows)| Step::File { from, to, rows }),
        4 => (n(), prop::bool::weighted(0.7)).prop_map(|(item, pinned)| Step::Pin { item, pinned }),
        2 => (items(), prop::bool::weighted(0.7))
            .prop_map(|(rows, pinned)| Step::PinRows { rows, pinned }),
        2 => (n(), n()).prop_map(|(turn, swap)| Step::ReorderPinned { turn, swap }),
        4 => (items(), 0..4i64, prop::bool::weighted(0.7))
            .prop_map(|(items, mark_type, enable)| Step::Mark { items, mark_type, enable }),
        2 => (items(), n()).prop_map(|(items, text)| Step::CustomData { items, text }),
        2 => items().prop_map(|items| Step::DeleteConversations { items }),
        1 => n().prop_map(|item| Step::DeleteOne { item }),
        2 => items().prop_map(|rows| Step::DeleteRows { rows }),
        2 => items().prop_map(|rows| Step::RestoreRows { rows }),
        1 => Just(Step::Erase),
        3 => n().prop_map(|item| Step::Read { item }),
        12 => Just(Step::Undo),
        8 => Just(Step::Redo),
        1 => (19..24u32).prop_map(|limit| Step::Limit { limit }),
        3 => (0..3u8).prop_map(|unread| Step::Import { unread }),
        2 => n().prop_map(|row| Step::ImportAgain { row }),
        1 => Just(Step::Reopen),
    ]
}

impl Step {
    /// The command that the step is, as things stand.
    pub fn command(&self, model: &Model) -> (&'static str, Value) {
        let ids =
            |items: &[u8]| -> Vec<String> { items.iter().map(|item| id(*item, model)).collect() };
        let rows =
            |items: &[u8]| -> Vec<i64> { items.iter().map(|item| row(*item, model)).collect() };
        let group = |number: u8| existing(number, model);
        match self {
            Self::Create { name, items } => (
                "create_conversation_group",
                json!({"groupName": new_name(*name), "conversationIDList": ids(items)}),
            ),
            Self::CreateOfRows { name, rows: items } => (
                "create_group_of_rows",
                json!({"groupName": new_name(*name), "rowIDs": rows(items)}),
            ),
            Self::Delete { group: number } => (
                "delete_conversation_group",
                json!({"groupName": group(*number)}),
            ),
            Self::Rename {
                group: number,
                name,
            } => (
                "rename_conversation_group",
                json!({"oldName": group(*number), "newName": new_name(*name)}),
            ),
            Self::Reorder { turn, swap } => {
                let names: Vec<&str> = model
                    .order
                    .groups
                    .iter()
                    .map(|group| group.name.as_str())
                    .collect();
                (
                    "reorder_conversation_groups",
                    json!({"groupNameList": mixed(names, *turn, *swap)}),
                )
            }
            Self::Look {
                group: number,
                color,
                emoji,
            } => {
                let mut look = json!({"groupName": group(*number)});
                if let Some(color) = color {
                    look["color"] = json!(color);
                }
                if let Some(emoji) = emoji {
                    look["emoji"] = json!(["", "🦊", "👍🏽"][usize::from(*emoji) % 3]);
                }
                ("set_group_look", look)
            }
            Self::Add {
                group: number,
                items,
            } => (
                "add_conversations_to_group",
                json!({"groupName": group(*number), "conversationIDList": ids(items)}),
            ),
            Self::Remove {
                group: number,
                items,
            } => (
                "delete_conversations_from_group",
                json!({"groupName": group(*number), "conversationIDList": ids(items)}),
            ),
            Self::Move { from, to, items } => (
                "move_conversations",
                json!({
                    "fromGroupName": group(*from), "toGroupName": to.map(group),
                    "conversationIDList": ids(items),
                }),
            ),
            Self::File {
                from,
                to,
                rows: items,
            } => (
                "file_rows",
                json!({"from": from.map(group), "to": to.map(group), "rowIDs": rows(items)}),
            ),
            Self::Pin { item, pinned } => (
                "pin_conversation",
                json!({"conversationID": id(*item, model), "isPinned": pinned}),
            ),
            Self::PinRows {
                rows: items,
                pinned,
            } => (
                "pin_rows",
                json!({"rowIDs": rows(items), "isPinned": pinned}),
            ),
            Self::ReorderPinned { turn, swap } => {
                let pinned = model.order.pins.iter().filter(|row| model.is_shown(**row));
                let pinned: Vec<i64> = pinned.copied().collect();
                (
                    "reorder_pinned",
                    json!({"rowIDs": mixed(pinned, *turn, *swap)}),
                )
            }
            Self::Mark {
                items,
                mark_type,
                enable,
            } => (
                "mark_conversation",
                json!({"conversationIDList": ids(items), "markType": mark_type, "enableMark": enable}),
            ),
            Self::CustomData { items, text } => (
                "set_conversation_custom_data",
                json!({
                    "conversationIDList": ids(items),
                    "customData": "x".repeat([0, 1, 2, 257][usize::from(*text) % 4]),
                }),
            ),
            Self::DeleteConversations { items } => (
                "delete_conversation",
                json!({"conversationIDList": ids(items)}),
            ),
            Self::DeleteOne { item } => (
                "delete_conversation",
                json!({"conversationID": id(*item, model)}),
            ),
            Self::DeleteRows { rows: items } => ("delete_rows", json!({"rowIDs": rows(items)})),
            Self::RestoreRows { rows: items } => ("restore_rows", json!({"rowIDs": rows(items)})),
            Self::Erase => ("erase_deleted", json!({})),
            Self::Read { item } => (
                "set_message_read",
                json!({"conversationID": id(*item, model)}),
            ),
            Self::Undo => ("undo", json!({})),
            Self::Redo => ("redo", json!({})),
            Self::Limit { limit } => ("set_settings", json!({"groupLimit": limit})),
            Self::Import { .. } | Self::ImportAgain { .. } | Self::Reopen => {
                unreachable!("no command")
            }
        }
    }
}

/// Mostly the id of a conversation, shown or not; at times one that is none.
fn id(number: u8, model: &Model) -> String {
    match number {
        0..10 => "C2Ct:none".into(),
        10..15 => "@TIM#SYSTEM".into(),
        15..20 => " ".into(),
        _ => match model.some_row(number) {
            Some(row) => model.conversation(row).id.clone(),
            None => "GROUPt:none".into(),
        },
    }
}

/// Mostly the row of a conversation, shown or not.
fn row(number: u8, model: &Model) -> i64 {
    match number {
        0..10 => 9999,
        _ => model.some_row(number).unwrap_or(-1),
    }
}

fn new_name(number: u8) -> String {
    match usize::from(number) {
        number @ 0..100 => NAMES[number % NAMES.len()].into(),
        number => format!("Group {}", number % 22),
    }
}

/// Mostly the name of a group that there is.
fn existing(number: u8, model: &Model) -> String {
    let groups = &model.order.groups;
    match number {
        0..20 => NAMES[usize::from(number) % NAMES.len()].into(),
        _ if groups.is_empty() => "None".into(),
        _ => groups[usize::from(number) % groups.len()].name.clone(),
    }
}

/// Another order; at times one that leaves something out or has something twice.
fn mixed<T: Clone>(mut all: Vec<T>, turn: u8, swap: u8) -> Vec<T> {
    if !all.is_empty() {
        let length = all.len();
        all.rotate_left(usize::from(turn) % length);
        all.swap(usize::from(swap) % length, 0);
        match swap {
            0..10 => {
                all.pop();
            }
            10..20 => all.push(all[0].clone()),
            _ => {}
        }
    }
    all
}
