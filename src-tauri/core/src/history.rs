//! Undo and redo.

use serde::Serialize;

use crate::library::Library;
use crate::model::error::Result;

/// What an undo or redo did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// `createGroup`, `add`, …
    pub kind: String,
    /// An English sentence, for scripts.
    pub label: String,
    /// Names and counts for the sentence.
    pub params: serde_json::Value,
}

/// What undo and redo would do now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// The last operation.
    pub undo: Option<Operation>,
    /// The one that was undone last.
    pub redo: Option<Operation>,
}

impl Library {
    /// Takes back the person's last operation.
    ///
    /// # Errors
    /// As in the contract.
    pub fn undo(&self) -> Result<Option<Operation>> {
        Err(crate::items::not_yet())
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// As in the contract.
    pub fn redo(&self) -> Result<Option<Operation>> {
        Err(crate::items::not_yet())
    }

    /// What undo and redo would do.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_history(&self) -> Result<History> {
        Err(crate::items::not_yet())
    }
}
