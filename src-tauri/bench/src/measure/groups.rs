//! What each operation costs beside writing its rows.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::Connection;
use sheaf_core::Library;
use sheaf_core::conversations::{Mark, Pin, Rows};
use sheaf_core::groups::{
    FileRows, GroupAndConversations, GroupLook, GroupNamed, GroupOrder, GroupRenamed,
    MoveConversations,
};
use sheaf_core::history::Undo;

use super::clock::median;
use super::mirror::Mirror;
use super::table::Table;
use crate::bare::DATABASE;
use crate::demo::write_library;

/// Conversations that an operation on several takes.
const SEVERAL: usize = 100;
/// Conversations of the largest operation.
const MANY: usize = 50_000;
/// An operation may take so many times what writing its rows takes.
const AIM: f64 = 1.5;
/// The groups that are there from the beginning.
const GROUPS: [&str; 6] = [
    "Work",
    "Family",
    "Friends",
    "Travel",
    "Suppliers",
    "Reading",
];

/// Measures every operation in a library of so many conversations.
pub fn measure(
    table: &mut Table,
    folder: &Path,
    conversations: usize,
    rounds: usize,
) -> Result<()> {
    let home = folder.join(format!("groups-{conversations}"));
    write_library(&home, conversations, conversations, 1)?;
    prepare(&home)?;
    let known = known(&home)?;
    let mut mirror = Mirror::new(&home, &folder.join(format!("groups-{conversations}-bare")))?;
    let mut times: Vec<(String, Vec<f64>, Vec<f64>)> = Vec::new();
    for round in 0..=rounds {
        for (what, (sheaf, bare)) in one_round(&mut mirror, &known, round)? {
            match times.iter_mut().find(|(name, ..)| *name == what) {
                // The first round warms up and does not count.
                None => times.push((what, Vec::new(), Vec::new())),
                Some((_, first, second)) => {
                    first.push(sheaf);
                    second.push(bare);
                }
            }
        }
    }
    mirror.check()?;
    for (what, mut sheaf, mut bare) in times {
        table.times(&what, (median(&mut sheaf), median(&mut bare)), Some(AIM));
    }
    Ok(())
}

/// Row ids with the contract's ids.
type Known = Vec<(i64, String)>;

fn known(folder: &Path) -> Result<Known> {
    let connection = Connection::open(folder.join(DATABASE))?;
    let mut statement = connection.prepare("SELECT id, conversation_id FROM conversation")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Groups with a tenth of the conversations each, and ten pinned ones.
fn prepare(folder: &Path) -> Result<()> {
    let library = Library::open(folder)?;
    let known = known(folder)?;
    for (number, group) in GROUPS.into_iter().enumerate() {
        let members = known.iter().skip(number).step_by(10);
        library.create_conversation_group(GroupAndConversations {
            group_name: group.into(),
            conversation_ids: members.map(|(_, id)| id.clone()).collect(),
        })?;
    }
    for (_, id) in known.iter().take(10) {
        library.pin_conversation(Pin {
            conversation_id: id.clone(),
            is_pinned: true,
        })?;
    }
    Ok(())
}

/// Every operation once; what it is called, and seconds of Sheaf and of its rows alone.
fn one_round(
    mirror: &mut Mirror,
    known: &Known,
    round: usize,
) -> Result<Vec<(String, (f64, f64))>> {
    let total = known.len();
    let part = |number: usize, count: usize| -> Vec<String> {
        // Each use takes other conversations, from all over the library.
        let step = (total / count).max(1);
        let start = (round * 7 + number) % step;
        let some = known.iter().skip(start).step_by(step).take(count);
        some.map(|(_, id)| id.clone()).collect()
    };
    let group = |name: &str, conversation_ids| GroupAndConversations {
        group_name: name.into(),
        conversation_ids,
    };
    let new = format!("Round {round}");
    // Not in the new group, and never one of those that are pinned, also at a thousand conversations.
    let (_, single) = known
        .get((round * 17 + 15) % total)
        .context("an empty library")?;
    let mut order: Vec<String> = GROUPS.iter().rev().map(|&name| name.to_owned()).collect();
    if !round.is_multiple_of(2) {
        order.reverse();
    }
    order.push(format!("{new} renamed"));

    let mut times = Vec::new();
    let mut note = |what: String, time| times.push((what, time));
    // Requests are made before the clock runs: they come to the library ready, as rows do to the
    // reference.
    let request = group(&new, part(0, SEVERAL));
    let time = mirror.run(|l| l.create_conversation_group(request))?;
    note(format!("create a group of {SEVERAL}"), time);
    let request = GroupRenamed {
        old_name: new.clone(),
        new_name: format!("{new} renamed"),
    };
    let time = mirror.run(|l| l.rename_conversation_group(request))?;
    note("rename it".into(), time);
    let new = format!("{new} renamed");
    let request = group(&new, vec![single.clone()]);
    let time = mirror.run(|l| l.add_conversations_to_group(request))?;
    note("add one conversation".into(), time);
    let (row, _) = known
        .get((round * 30 + 11) % total)
        .context("an empty library")?;
    let one = FileRows {
        row_ids: vec![*row],
        to: Some("Reading".into()),
        from: None,
    };
    let time = mirror.run(|l| l.file_rows(one))?;
    note("drop one on a group with a tenth of all".into(), time);
    let request = group(&new, part(3, SEVERAL));
    let time = mirror.run(|l| l.add_conversations_to_group(request))?;
    note(format!("add {SEVERAL}"), time);
    let request = MoveConversations {
        conversation_ids: part(3, SEVERAL),
        from_group_name: new.clone(),
        to_group_name: Some("Reading".into()),
    };
    let time = mirror.run(|l| l.move_conversations(request))?;
    note(format!("move {SEVERAL} to another group"), time);
    let request = group("Reading", part(3, SEVERAL));
    let time = mirror.run(|l| l.delete_conversations_from_group(request))?;
    note(format!("remove {SEVERAL}"), time);
    let request = GroupOrder {
        group_name_list: order,
    };
    let time = mirror.run(|l| l.reorder_conversation_groups(request))?;
    note("reorder the groups".into(), time);
    let request = GroupLook {
        group_name: new.clone(),
        color: Some(5),
        emoji: Some("🌿".into()),
    };
    let time = mirror.run(|l| l.set_group_look(request))?;
    note("set a group's look".into(), time);
    let pin = |is_pinned| Pin {
        conversation_id: single.clone(),
        is_pinned,
    };
    let time = mirror.run(|l| l.pin_conversation(pin(true)))?;
    note("pin a conversation".into(), time);
    let time = mirror.run(|l| l.pin_conversation(pin(false)))?;
    note("unpin it".into(), time);
    let request = Mark {
        conversation_ids: part(5, SEVERAL),
        mark_type: 1000 + round as i64,
        enable_mark: true,
    };
    let time = mirror.run(|l| l.mark_conversation(request))?;
    note(format!("mark {SEVERAL}"), time);
    let time = mirror.run(|library| library.undo(Undo::default()))?;
    note("undo that".into(), time);
    let time = mirror.run(Library::redo)?;
    note("redo it".into(), time);
    let rows = known
        .iter()
        .skip(round % 7)
        .step_by((total / SEVERAL).max(1))
        .take(SEVERAL);
    let rows: Vec<i64> = rows.map(|(row, _)| *row).collect();
    let time = mirror.run(|l| l.delete_rows(Rows { row_ids: rows }))?;
    note(format!("delete {SEVERAL} conversations"), time);
    let time = mirror.run(|library| library.undo(Undo::default()))?;
    note("undo that deletion".into(), time);
    if total >= MANY * 2 {
        let rows: Vec<i64> = known
            .iter()
            .step_by(2)
            .take(MANY)
            .map(|(row, _)| *row)
            .collect();
        let time = mirror.run(|l| {
            l.file_rows(FileRows {
                row_ids: rows,
                to: Some(new.clone()),
                from: None,
            })
        })?;
        note(format!("add {MANY} at once, by a drop"), time);
        let time = mirror.run(|library| library.undo(Undo::default()))?;
        note("undo that drop".into(), time);
        let many = known.iter().step_by(2).take(MANY).map(|(_, id)| id.clone());
        let many = group(&new, many.collect());
        let time = mirror.run(|l| l.add_conversations_to_group(many))?;
        note(format!("add {MANY} at once, by their ids"), time);
    }
    let time = mirror.run(|l| {
        l.delete_conversation_group(GroupNamed {
            group_name: new.clone(),
        })
    })?;
    note("delete the group".into(), time);
    Ok(times)
}
