//! What is in a group: adding, removing, moving.

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use super::{FileRows, Filed, GroupAndConversations, MoveConversations, find, placed_from};
use crate::change::Change;
use crate::history::{self, Edit, OperationKind, StoredParams};
use crate::items::{self, ItemLists, Items};
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::error::{Error, Result};
use crate::model::group::GroupName;
use crate::store::group::Group;
use crate::store::membership;

impl Library {
    /// Adds conversations to a group.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn add_conversations_to_group(&self, request: GroupAndConversations) -> Result<ItemLists> {
        let name = GroupName::of_existing(&request.group_name, "groupName")?;
        self.store.write(|transaction| {
            let to = find(transaction, &name)?;
            let items = Items::find(transaction, request.conversation_ids)?;
            let (change, _) = file(transaction, None, Some(&to), &items.rows)?;
            Ok((items.lists, change))
        })
    }

    /// Removes conversations from a group.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn delete_conversations_from_group(
        &self,
        request: GroupAndConversations,
    ) -> Result<ItemLists> {
        let name = GroupName::of_existing(&request.group_name, "groupName")?;
        self.store.write(|transaction| {
            let from = find(transaction, &name)?;
            let items = Items::find(transaction, request.conversation_ids)?;
            let (change, _) = file(transaction, Some(&from), None, &items.rows)?;
            Ok((items.lists, change))
        })
    }

    /// Moves conversations from one group to another, or out of it. Those that are not in the
    /// first still come to the second.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn move_conversations(&self, request: MoveConversations) -> Result<ItemLists> {
        let from = GroupName::of_existing(&request.from_group_name, "fromGroupName")?;
        let to = existing(request.to_group_name.as_deref(), "toGroupName")?;
        self.store.write(|transaction| {
            let from = find(transaction, &from)?;
            let to = find_named(transaction, to.as_ref())?;
            let items = Items::find(transaction, request.conversation_ids)?;
            let (change, _) = file(transaction, Some(&from), to.as_ref(), &items.rows)?;
            Ok((items.lists, change))
        })
    }

    /// What a drop of rows does: `to` adds, `from` removes, both move.
    ///
    /// # Errors
    /// 50002 when neither is given, 51009, 200002.
    pub fn file_rows(&self, request: FileRows) -> Result<Filed> {
        let from = existing(request.from.as_deref(), "from")?;
        let to = existing(request.to.as_deref(), "to")?;
        if from.is_none() && to.is_none() {
            return Err(Error::bad_parameter(
                "to",
                "a group to add to or to remove from is needed",
            ));
        }
        self.store.write(|transaction| {
            let from = find_named(transaction, from.as_ref())?;
            let to = find_named(transaction, to.as_ref())?;
            let (rows, failed) = items::find_rows(transaction, request.row_ids)?;
            let (change, changed) = file(transaction, from.as_ref(), to.as_ref(), &rows)?;
            Ok((Filed { changed, failed }, change))
        })
    }
}

fn find_named(connection: &Connection, name: Option<&GroupName>) -> Result<Option<Group>> {
    name.map(|name| find(connection, name)).transpose()
}

fn existing(name: Option<&str>, parameter: &str) -> Result<Option<GroupName>> {
    name.map(|name| GroupName::of_existing(name, parameter))
        .transpose()
}

/// Takes conversations out of one group, puts them into another, or both. Gives the change and how
/// many conversations came or went.
fn file(
    connection: &Connection,
    from: Option<&Group>,
    to: Option<&Group>,
    rows: &[RowId],
) -> Result<(Change, usize)> {
    // Moving to where they are already leaves them there.
    let from = from.filter(|from| to.is_none_or(|to| to.id != from.id));
    let mut edits = vec![];
    if let Some(from) = from {
        let leaving = membership::among(connection, from.id, rows)?;
        edits.extend(Edit::Left(from.id, leaving).if_any());
    }
    if let Some(to) = to {
        let members = membership::among(connection, to.id, rows)?;
        let members: FxHashSet<RowId> = members.into_iter().map(|(row, _)| row).collect();
        let mut joining = rows.to_vec();
        joining.retain(|row| !members.contains(row));
        let first = history::first_position(connection)?;
        edits.extend(Edit::Joined(to.id, placed_from(first, &joining)).if_any());
    }
    let changed = changed_rows(&edits);
    let (kind, params) = match (from, to) {
        (Some(from), Some(to)) => {
            let params = StoredParams {
                from: Some(from.name.clone()),
                to: Some(to.name.clone()),
                ..StoredParams::default()
            };
            (OperationKind::Move, params)
        }
        (Some(from), None) => (OperationKind::Remove, StoredParams::of_group(&from.name)),
        (None, Some(to)) => (OperationKind::Add, StoredParams::of_group(&to.name)),
        (None, None) => return Ok((Change::default(), 0)),
    };
    let change = history::perform(connection, kind, &params.with_rows(&changed), &edits)?;
    Ok((change, changed.len()))
}

/// The conversations that memberships of `edits` are about, each once.
fn changed_rows(edits: &[Edit]) -> Vec<RowId> {
    let mut rows: Vec<RowId> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Joined(_, members) | Edit::Left(_, members) => Some(members),
            _ => None,
        })
        .flatten()
        .map(|(row, _)| *row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
