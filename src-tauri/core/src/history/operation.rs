//! What an operation is called: its kind, and the names and counts of its sentence.

use serde::{Deserialize, Serialize};

use crate::model::conversation::RowId;

/// What an undo or redo did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// Tells it from every other, also from those that can be neither undone nor redone any more.
    #[serde(rename = "operationID")]
    pub operation_id: i64,
    /// Which operation.
    pub kind: OperationKind,
    /// An English sentence, for scripts.
    pub label: String,
    /// Names and counts, for wording the sentence in another language.
    pub params: OperationParams,
}

/// Every operation that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)] // the names say it
pub enum OperationKind {
    CreateGroup,
    CreateGroups,
    DeleteGroup,
    RenameGroup,
    ReorderGroups,
    SetGroupLook,
    Add,
    Remove,
    Move,
    Pin,
    Unpin,
    ReorderPinned,
    Mark,
    Unmark,
    SetCustomData,
    DeleteConversations,
    RestoreConversations,
}

impl OperationKind {
    /// As stored and as sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CreateGroup => "createGroup",
            Self::CreateGroups => "createGroups",
            Self::DeleteGroup => "deleteGroup",
            Self::RenameGroup => "renameGroup",
            Self::ReorderGroups => "reorderGroups",
            Self::SetGroupLook => "setGroupLook",
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Move => "move",
            Self::Pin => "pin",
            Self::Unpin => "unpin",
            Self::ReorderPinned => "reorderPinned",
            Self::Mark => "mark",
            Self::Unmark => "unmark",
            Self::SetCustomData => "setCustomData",
            Self::DeleteConversations => "deleteConversations",
            Self::RestoreConversations => "restoreConversations",
        }
    }
}

/// The names and counts of an operation's sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OperationParams {
    /// The group it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The group that conversations left, or the name that a group had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The group that conversations came to, or the name that a group got.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How many conversations, or for an order how many of what is ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// The conversation's title, when it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The SDK's mark type that was set or taken away.
    #[serde(rename = "markType", skip_serializing_if = "Option::is_none")]
    pub mark_type: Option<i64>,
}

/// As stored. The title is looked up when it is shown: an erased conversation's must not live on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredParams {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_type: Option<i64>,
}

impl StoredParams {
    /// About a group.
    pub fn of_group(name: &str) -> Self {
        Self {
            group: Some(name.into()),
            ..Self::default()
        }
    }

    /// About conversations.
    pub fn of_rows(rows: &[RowId]) -> Self {
        Self::default().with_rows(rows)
    }

    /// These, and about conversations.
    pub fn with_rows(self, rows: &[RowId]) -> Self {
        let row = match rows {
            [row] => Some(*row),
            _ => None,
        };
        Self {
            count: Some(rows.len()),
            row,
            ..self
        }
    }
}

/// The sentence of an operation, in English.
pub(crate) fn label(kind: OperationKind, params: &OperationParams) -> String {
    let group = params.group.as_deref().unwrap_or_default();
    let from = params.from.as_deref().unwrap_or_default();
    let to = params.to.as_deref().unwrap_or_default();
    let what = match (params.count, &params.title) {
        (_, Some(title)) if !title.is_empty() => format!("“{title}”"),
        (Some(1), _) => "1 conversation".into(),
        (count, _) => format!("{} conversations", count.unwrap_or_default()),
    };
    match kind {
        OperationKind::CreateGroup => format!("Create group “{group}”"),
        OperationKind::CreateGroups => match params.count {
            Some(1) => "Create 1 group".into(),
            count => format!("Create {} groups", count.unwrap_or_default()),
        },
        OperationKind::DeleteGroup => format!("Delete group “{group}”"),
        OperationKind::RenameGroup => format!("Rename group “{from}” to “{to}”"),
        OperationKind::ReorderGroups => "Reorder groups".into(),
        OperationKind::SetGroupLook => format!("Change the look of group “{group}”"),
        OperationKind::Add => format!("Add {what} to “{group}”"),
        OperationKind::Remove => format!("Remove {what} from “{group}”"),
        OperationKind::Move => format!("Move {what} from “{from}” to “{to}”"),
        OperationKind::Pin => format!("Pin {what}"),
        OperationKind::Unpin => format!("Unpin {what}"),
        OperationKind::ReorderPinned => "Reorder pinned conversations".into(),
        OperationKind::Mark => format!("Mark {what}"),
        OperationKind::Unmark => format!("Unmark {what}"),
        OperationKind::SetCustomData => format!("Set custom data of {what}"),
        OperationKind::DeleteConversations => format!("Delete {what}"),
        OperationKind::RestoreConversations => format!("Restore {what}"),
    }
}
