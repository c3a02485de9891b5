//! What a commit changed, told to the window after it.

use crate::model::conversation::RowId;

/// The outcome of one commit. An operation that changed nothing commits nothing and has no
/// `Change`. Lists hold row ids, never rows: the window asks again for what it shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Grows by one with every commit.
    pub revision: u64,
    /// All group names in the person's order, when a group came, went, was renamed or moved.
    pub group_names: Option<Vec<String>>,
    /// Whether a group's colour or emoji changed.
    pub looks: bool,
    /// The conversations whose rows read differently now.
    pub conversations: Vec<RowId>,
    /// Groups whose members changed, with the conversations that came or went.
    pub memberships: Vec<(String, Vec<RowId>)>,
    /// The new total of unread messages, when it changed.
    pub unread_total: Option<u64>,
}

impl Change {
    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        self.group_names.is_none()
            && !self.looks
            && self.conversations.is_empty()
            && self.memberships.is_empty()
            && self.unread_total.is_none()
    }
}
