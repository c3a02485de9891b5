//! Groups of the products' own folders: offered after an import, made at once when the person wants.
//!
//! A folder is offered as long as none of its conversations is in a group: where the person has begun
//! to put order into it, by this offer or by hand, it is theirs.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{new_group, placed_from};
use crate::history::{self, Edit, OperationKind, StoredParams};
use crate::library::Library;
use crate::model::error::Result;
use crate::model::group::GroupName;
use crate::store::{folder, group};

/// `get_ungrouped_folders`.
#[derive(Debug, Clone, Deserialize)]
pub struct FoldersOf {
    /// The products.
    pub sources: Vec<String>,
}

/// A folder of a product in which nothing is in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UngroupedFolder {
    /// The product.
    pub source: String,
    /// Its id in the product.
    pub folder: String,
    /// Shown conversations in it.
    pub count: u64,
}

/// `create_groups_of_folders`.
#[derive(Debug, Clone, Deserialize)]
pub struct GroupsOfFolders {
    /// The groups, in the order in which they come.
    pub groups: Vec<GroupOfFolder>,
}

/// A group that is to hold what lies in a folder.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupOfFolder {
    /// The product.
    pub source: String,
    /// The folder's id in it.
    pub folder: String,
    /// The new group's name.
    pub group_name: String,
}

/// What `create_groups_of_folders` made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupsMade {
    /// Groups.
    pub groups: usize,
    /// Conversations in them.
    pub conversations: usize,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a request is given away to the command that answers it"
)]
impl Library {
    /// The folders of products of which no conversation is in a group, the latest first.
    ///
    /// # Errors
    /// 200002.
    pub fn get_ungrouped_folders(&self, request: FoldersOf) -> Result<Vec<UngroupedFolder>> {
        self.store.read(|connection| {
            let mut found = vec![];
            for source in &request.sources {
                let mut folders = folder::ungrouped(connection, source)?;
                folders.sort_by_key(|folder| Reverse(folder.last_time));
                found.extend(folders.into_iter().map(|folder| UngroupedFolder {
                    source: source.clone(),
                    folder: folder.id,
                    count: folder.count,
                }));
            }
            Ok(found)
        })
    }

    /// Makes a group of each folder, all of them in one operation.
    ///
    /// # Errors
    /// 50002, 51011, 200001, 51010, 200002.
    pub fn create_groups_of_folders(&self, request: GroupsOfFolders) -> Result<GroupsMade> {
        self.store.write(|transaction| {
            let first = history::first_position(transaction)?;
            let mut groups = group::all(transaction)?;
            let mut edits = vec![];
            let mut conversations = 0;
            for wanted in &request.groups {
                let name = GroupName::parse(&wanted.group_name, "groupName")?;
                let new = new_group(transaction, &groups, &name)?;
                let rows = folder::conversations(transaction, &wanted.source, &wanted.folder)?;
                conversations += rows.len();
                groups.push(new.clone());
                edits.push(Edit::GroupCame(new, placed_from(first, &rows)));
            }
            let made = GroupsMade {
                groups: edits.len(),
                conversations,
            };
            let params = StoredParams {
                count: Some(made.groups),
                ..StoredParams::default()
            };
            let kind = OperationKind::CreateGroups;
            let change = history::perform(transaction, kind, &params, &edits)?;
            Ok((made, change))
        })
    }
}
