//! The steps that an operation consists of. Each knows its inverse, and applying is the only code
//! that changes what a person has ordered: doing, undoing and redoing are the same walk.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::runs;
use crate::change::Change;
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::store::conversation::{self, Hidden};
use crate::store::group::{self, Group};
use crate::store::mark;
use crate::store::membership::{self, Members};

/// One reversible step. Lists of rows are arrays of numbers, so that an operation on fifty thousand
/// conversations is kept in a few hundred kilobytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Edit {
    /// A group came with what was in it.
    GroupCame(Group, #[serde(with = "runs")] Members),
    /// A group went with what was in it.
    GroupWent(Group, #[serde(with = "runs")] Members),
    /// A group before and after: another name, another look.
    GroupChanged(Group, Group),
    /// Groups before and after, in another order.
    GroupsMoved(Vec<(Group, Group)>),
    /// Conversations came into the group of this id.
    Joined(i64, #[serde(with = "runs")] Members),
    /// Conversations left the group of this id.
    Left(i64, #[serde(with = "runs")] Members),
    /// Places among the pinned ones, before and after; 0: not pinned.
    Pinned(Vec<(RowId, i64, i64)>),
    /// A mark was set.
    Marked(i64, Vec<RowId>),
    /// A mark was taken away.
    Unmarked(i64, Vec<RowId>),
    /// Custom data, before and after.
    CustomData(Vec<(RowId, String, String)>),
    /// Conversations were deleted from view.
    Deleted(Vec<RowId>),
    /// Conversations came back into view.
    Restored(Vec<RowId>),
}

impl Edit {
    /// The step, unless there is nothing that it changes.
    pub fn if_any(self) -> Option<Self> {
        let is_nothing = match &self {
            Self::GroupCame(..) | Self::GroupWent(..) => false,
            Self::GroupChanged(before, after) => before == after,
            Self::GroupsMoved(groups) => groups.is_empty(),
            Self::Joined(_, members) | Self::Left(_, members) => members.is_empty(),
            Self::Pinned(rows) => rows.is_empty(),
            Self::CustomData(rows) => rows.is_empty(),
            Self::Marked(_, rows)
            | Self::Unmarked(_, rows)
            | Self::Deleted(rows)
            | Self::Restored(rows) => rows.is_empty(),
        };
        (!is_nothing).then_some(self)
    }

    /// The step that takes this one back.
    pub fn inverse(self) -> Self {
        match self {
            Self::GroupCame(group, members) => Self::GroupWent(group, members),
            Self::GroupWent(group, members) => Self::GroupCame(group, members),
            Self::GroupChanged(before, after) => Self::GroupChanged(after, before),
            Self::GroupsMoved(groups) => Self::GroupsMoved(swapped(groups)),
            Self::Joined(group, members) => Self::Left(group, members),
            Self::Left(group, members) => Self::Joined(group, members),
            Self::Pinned(rows) => Self::Pinned(
                rows.into_iter()
                    .map(|(row, before, after)| (row, after, before))
                    .collect(),
            ),
            Self::Marked(mark_type, rows) => Self::Unmarked(mark_type, rows),
            Self::Unmarked(mark_type, rows) => Self::Marked(mark_type, rows),
            Self::CustomData(rows) => Self::CustomData(
                rows.into_iter()
                    .map(|(row, before, after)| (row, after, before))
                    .collect(),
            ),
            Self::Deleted(rows) => Self::Restored(rows),
            Self::Restored(rows) => Self::Deleted(rows),
        }
    }

    /// Does the step and notes in `change` what it changed.
    pub fn apply(&self, connection: &Connection, change: &mut Change) -> Result<()> {
        match self {
            Self::GroupCame(new, members) => {
                group::insert(connection, new)?;
                membership::insert(connection, new.id, members)?;
                change.group_names = Some(vec![]);
                change.conversations.extend(rows_of(members));
            }
            Self::GroupWent(old, members) => {
                group::delete(connection, old.id)?;
                change.group_names = Some(vec![]);
                change.conversations.extend(rows_of(members));
            }
            Self::GroupChanged(before, after) => {
                group::update(connection, before, after)?;
                change.looks |= (before.color, &before.emoji) != (after.color, &after.emoji);
                if before.name != after.name {
                    change.group_names = Some(vec![]);
                    let members = membership::rows_of_group(connection, after.id)?;
                    change.conversations.extend(members);
                }
            }
            Self::GroupsMoved(groups) => {
                for (before, after) in groups {
                    group::update(connection, before, after)?;
                }
                change.group_names = Some(vec![]);
            }
            Self::Joined(group_id, members) => {
                membership::insert(connection, *group_id, members)?;
                note_members(connection, *group_id, members, change)?;
            }
            Self::Left(group_id, members) => {
                membership::delete(connection, *group_id, members)?;
                note_members(connection, *group_id, members, change)?;
            }
            Self::Pinned(rows) => {
                let places = rows.iter().map(|(row, _, after)| (*row, *after));
                conversation::set_pin_positions(connection, places)?;
                change
                    .conversations
                    .extend(rows.iter().map(|(row, ..)| row));
            }
            // Only what is not so already: reading takes the mark "unread" away meanwhile.
            Self::Marked(mark_type, rows) => {
                let set = mark::set(connection, rows, *mark_type)?;
                change.conversations.extend(set);
            }
            Self::Unmarked(mark_type, rows) => {
                let cleared = mark::clear(connection, rows, *mark_type)?;
                change.conversations.extend(cleared);
            }
            Self::CustomData(rows) => {
                let texts = rows.iter().map(|(row, _, after)| (*row, after.as_str()));
                conversation::set_custom_data(connection, texts)?;
                change
                    .conversations
                    .extend(rows.iter().map(|(row, ..)| row));
            }
            // Only what is still in the other state: an import can have brought a conversation back
            // meanwhile, and what was erased stays erased.
            Self::Deleted(rows) => change.conversations.extend(conversation::set_hidden(
                connection,
                rows,
                Hidden::Shown,
                Hidden::Deleted,
            )?),
            Self::Restored(rows) => change.conversations.extend(conversation::set_hidden(
                connection,
                rows,
                Hidden::Deleted,
                Hidden::Shown,
            )?),
        }
        Ok(())
    }

    /// The conversations whose unread messages the step can bring into the total or take out of it.
    fn unread_rows(&self) -> &[RowId] {
        match self {
            Self::Marked(mark::UNREAD, rows)
            | Self::Unmarked(mark::UNREAD, rows)
            | Self::Deleted(rows)
            | Self::Restored(rows) => rows,
            _ => &[],
        }
    }
}

/// Does all steps in order; what they changed together. `groups` are all groups as they were before,
/// for who has read them: they need not be read again then.
pub(crate) fn apply_all(
    connection: &Connection,
    edits: &[Edit],
    groups: Option<Vec<Group>>,
) -> Result<Change> {
    let mut change = Change::default();
    let mut unread_changed = false;
    for edit in edits {
        let before = mark::unread_of(connection, edit.unread_rows())?;
        edit.apply(connection, &mut change)?;
        unread_changed |= before != mark::unread_of(connection, edit.unread_rows())?;
    }
    if change.group_names.is_some() {
        let groups = match groups {
            Some(before) => regrouped(before, edits),
            None => group::all(connection)?,
        };
        change.group_names = Some(groups.into_iter().map(|group| group.name).collect());
    }
    // Only then: the total looks at every conversation with unread messages.
    if unread_changed {
        change.unread_total = Some(mark::unread_total(connection)?);
    }
    // A move names each conversation twice.
    change.conversations.sort_unstable();
    change.conversations.dedup();
    Ok(change)
}

/// All groups in their order after some steps.
fn regrouped(mut groups: Vec<Group>, edits: &[Edit]) -> Vec<Group> {
    for edit in edits {
        match edit {
            Edit::GroupCame(new, _) => groups.push(new.clone()),
            Edit::GroupWent(old, _) => groups.retain(|group| group.id != old.id),
            Edit::GroupChanged(_, after) => replace(&mut groups, after),
            Edit::GroupsMoved(moved) => {
                for (_, after) in moved {
                    replace(&mut groups, after);
                }
            }
            _ => {}
        }
    }
    groups.sort_by_key(|group| group.position);
    groups
}

fn replace(groups: &mut [Group], after: &Group) {
    for group in groups.iter_mut().filter(|group| group.id == after.id) {
        group.clone_from(after);
    }
}

fn note_members(
    connection: &Connection,
    group_id: i64,
    members: &Members,
    change: &mut Change,
) -> Result<()> {
    let rows: Vec<RowId> = rows_of(members).collect();
    change.conversations.extend(&rows);
    change
        .memberships
        .push((group::name(connection, group_id)?, rows));
    Ok(())
}

fn rows_of(members: &Members) -> impl Iterator<Item = RowId> {
    members.iter().map(|(row, _)| *row)
}

fn swapped<T>(pairs: Vec<(T, T)>) -> Vec<(T, T)> {
    pairs
        .into_iter()
        .map(|(before, after)| (after, before))
        .collect()
}
