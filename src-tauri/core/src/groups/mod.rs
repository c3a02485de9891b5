//! The operations on groups: making, naming, ordering and looks. What is in them: [`filing`]. Groups
//! of what lies in products' own folders: [`folders`].

mod filing;
mod folders;
mod request;
#[cfg(test)]
mod tests;

use rusqlite::Connection;

pub use folders::{FoldersOf, GroupOfFolder, GroupsMade, GroupsOfFolders, UngroupedFolder};
pub use request::{
    FileRows, Filed, GroupAndConversations, GroupLook, GroupNamed, GroupOfRows, GroupOrder,
    GroupRenamed, MoveConversations,
};

use crate::change::Change;
use crate::history::{self, Edit, OperationKind, StoredParams};
use crate::items::{self, Counted, ItemLists, Items};
use crate::library::Library;
use crate::model::conversation::RowId;
use crate::model::emoji::is_one_emoji;
use crate::model::error::{Error, Result};
use crate::model::group::{COLORS, DEFAULT_GROUP_LIMIT, EMOJI_BYTES, GroupName};
use crate::reorder::reordered;
use crate::settings;
use crate::store::group::{self, Group};
use crate::store::membership;

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// Makes a group, also when none of the ids can be added.
    ///
    /// # Errors
    /// 50002, 51011, 200001, 51010, 200002.
    pub fn create_conversation_group(&self, request: GroupAndConversations) -> Result<ItemLists> {
        let name = GroupName::parse(&request.group_name, "groupName")?;
        self.store.write(|transaction| {
            let groups = group::all(transaction)?;
            let new = new_group(transaction, &groups, &name)?;
            let items = Items::find(transaction, request.conversation_ids)?;
            let change = create(transaction, groups, new, &items.rows)?;
            Ok((items.lists, change))
        })
    }

    /// Makes a group of rows; those that name no conversation are passed over.
    ///
    /// # Errors
    /// As for [`Library::create_conversation_group`].
    pub fn create_group_of_rows(&self, request: GroupOfRows) -> Result<Counted> {
        let name = GroupName::parse(&request.group_name, "groupName")?;
        self.store.write(|transaction| {
            let groups = group::all(transaction)?;
            let new = new_group(transaction, &groups, &name)?;
            let (rows, _) = items::find_rows(transaction, request.row_ids)?;
            let change = create(transaction, groups, new, &rows)?;
            Ok((Counted { count: rows.len() }, change))
        })
    }

    /// Deletes a group; its conversations stay.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn delete_conversation_group(&self, request: GroupNamed) -> Result<GroupNamed> {
        let name = GroupName::of_existing(&request.group_name, "groupName")?;
        self.store.write(|transaction| {
            let groups = group::all(transaction)?;
            let old = find_in(&groups, &name)?.clone();
            let members = membership::of_group(transaction, old.id)?;
            let params = StoredParams::of_group(&old.name);
            let edits = [Edit::GroupWent(old, members)];
            let kind = OperationKind::DeleteGroup;
            let change = history::perform_on(groups, transaction, kind, &params, &edits)?;
            Ok((named(&name), change))
        })
    }

    /// Renames a group; members, order and looks stay.
    ///
    /// # Errors
    /// 50002, 51011, 51009, 200001, 200002.
    pub fn rename_conversation_group(&self, request: GroupRenamed) -> Result<GroupRenamed> {
        let old_name = GroupName::of_existing(&request.old_name, "oldName")?;
        let new_name = GroupName::parse(&request.new_name, "newName")?;
        self.store.write(|transaction| {
            let groups = group::all(transaction)?;
            let before = find_in(&groups, &old_name)?;
            if old_name != new_name {
                must_be_free(&groups, &new_name)?;
            }
            let after = Group {
                name: new_name.as_str().into(),
                ..before.clone()
            };
            let edit = Edit::GroupChanged(before.clone(), after).if_any();
            let params = StoredParams {
                from: Some(old_name.as_str().into()),
                to: Some(new_name.as_str().into()),
                ..StoredParams::default()
            };
            let kind = OperationKind::RenameGroup;
            let change = history::perform_on(groups, transaction, kind, &params, edit.as_slice())?;
            let renamed = GroupRenamed {
                old_name: old_name.as_str().into(),
                new_name: new_name.as_str().into(),
            };
            Ok((renamed, change))
        })
    }

    /// All groups' names in the person's order.
    ///
    /// # Errors
    /// 200002.
    pub fn get_conversation_group_list(&self) -> Result<Vec<String>> {
        self.store.read(|connection| {
            let groups = group::all(connection)?;
            Ok(groups.into_iter().map(|group| group.name).collect())
        })
    }

    /// Puts the groups in a new order.
    ///
    /// # Errors
    /// 50002 unless every group is named exactly once, 200002.
    pub fn reorder_conversation_groups(&self, request: GroupOrder) -> Result<GroupOrder> {
        let wanted = request
            .group_name_list
            .iter()
            .map(|name| GroupName::parse(name, "groupNameList").map_err(|_| not_each_group()))
            .collect::<Result<Vec<_>>>()?;
        self.store.write(|transaction| {
            let groups = group::all(transaction)?;
            let names = wanted.iter().map(GroupName::as_str);
            let moved = reordered(
                &groups,
                |group| group.name.as_str(),
                |group| group.position,
                names,
            )
            .ok_or_else(not_each_group)?;
            let moved = moved.into_iter().map(|(before, position)| {
                let after = Group {
                    position,
                    ..before.clone()
                };
                (before.clone(), after)
            });
            let moved: Vec<_> = moved.collect();
            let params = StoredParams {
                count: Some(moved.len()),
                ..StoredParams::default()
            };
            let edit = Edit::GroupsMoved(moved).if_any();
            let kind = OperationKind::ReorderGroups;
            let change = history::perform_on(groups, transaction, kind, &params, edit.as_slice())?;
            let order = GroupOrder {
                group_name_list: wanted.iter().map(|name| name.as_str().into()).collect(),
            };
            Ok((order, change))
        })
    }

    /// Sets a group's colour and emoji; what is absent stays, an empty emoji is none.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn set_group_look(&self, request: GroupLook) -> Result<GroupNamed> {
        let name = GroupName::of_existing(&request.group_name, "groupName")?;
        if request.color.is_some_and(|color| color >= COLORS) {
            return Err(Error::bad_parameter("color", "must be 0 to 11"));
        }
        let emoji = request.emoji.as_deref().map(str::trim);
        let is_wrong =
            |emoji: &str| !emoji.is_empty() && (emoji.len() > EMOJI_BYTES || !is_one_emoji(emoji));
        if emoji.is_some_and(is_wrong) {
            return Err(Error::bad_parameter("emoji", "must be one emoji"));
        }
        self.store.write(|transaction| {
            let groups = group::all(transaction)?;
            let before = find_in(&groups, &name)?.clone();
            let after = Group {
                color: request.color.unwrap_or(before.color),
                emoji: emoji.map_or_else(|| before.emoji.clone(), str::to_owned),
                ..before.clone()
            };
            let edit = Edit::GroupChanged(before, after).if_any();
            let params = StoredParams::of_group(name.as_str());
            let kind = OperationKind::SetGroupLook;
            let change = history::perform_on(groups, transaction, kind, &params, edit.as_slice())?;
            Ok((named(&name), change))
        })
    }
}

/// The group of a name.
///
/// # Errors
/// 51009
pub(crate) fn find(connection: &Connection, name: &GroupName) -> Result<Group> {
    group::by_name(connection, name.as_str())?.ok_or_else(|| missing(name))
}

/// The group of a name among all groups.
fn find_in<'a>(groups: &'a [Group], name: &GroupName) -> Result<&'a Group> {
    let mut groups = groups.iter();
    groups
        .find(|group| group.name == name.as_str())
        .ok_or_else(|| missing(name))
}

fn missing(name: &GroupName) -> Error {
    Error::GroupNotFound {
        name: name.as_str().into(),
    }
}

fn named(name: &GroupName) -> GroupNamed {
    GroupNamed {
        group_name: name.as_str().into(),
    }
}

fn must_be_free(groups: &[Group], name: &GroupName) -> Result<()> {
    if find_in(groups, name).is_err() {
        return Ok(());
    }
    Err(Error::GroupExists {
        name: name.as_str().into(),
    })
}

fn not_each_group() -> Error {
    Error::bad_parameter("groupNameList", "must name every group exactly once")
}

/// A group that does not exist yet: last in the order, in a colour that tells it from the others.
fn new_group(connection: &Connection, groups: &[Group], name: &GroupName) -> Result<Group> {
    must_be_free(groups, name)?;
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    // No person's limit is under the default one: most need not be asked for theirs.
    if count >= DEFAULT_GROUP_LIMIT {
        let limit = settings::group_limit(connection)?;
        if count >= limit {
            return Err(Error::TooManyGroups { limit });
        }
    }
    let last = groups.last();
    Ok(Group {
        // An id may be one that a deleted group had: undoing comes to that one only after this one
        // is gone again.
        id: groups.iter().map(|group| group.id).max().unwrap_or(0) + 1,
        name: name.as_str().into(),
        position: last.map_or(1, |group| group.position + 1),
        color: next_color(groups),
        emoji: String::new(),
    })
}

/// The colour that the fewest groups have, so that the dots tell groups apart; the next one after the
/// last group's where several are as rare.
fn next_color(groups: &[Group]) -> u8 {
    let first = groups.last().map_or(0, |group| group.color + 1);
    let used = |color: &u8| groups.iter().filter(|group| group.color == *color).count();
    (0..COLORS)
        .map(|step| (first + step) % COLORS)
        .min_by_key(used)
        .unwrap_or_default()
}

fn create(
    connection: &Connection,
    groups: Vec<Group>,
    new: Group,
    rows: &[RowId],
) -> Result<Change> {
    let params = StoredParams::of_group(&new.name).with_rows(rows);
    let members = placed_from(history::first_position(connection)?, rows);
    let edits = [Edit::GroupCame(new, members)];
    let kind = OperationKind::CreateGroup;
    history::perform_on(groups, connection, kind, &params, &edits)
}

/// `rows` one after another, from a position on.
fn placed_from(first: i64, rows: &[RowId]) -> Vec<(RowId, i64)> {
    rows.iter().copied().zip(first..).collect()
}
