//! Undo and redo. Each operation is kept as the steps it consisted of; taking it back applies their
//! inverses in one transaction. The steps of operations follow each other without a gap, so each
//! finds the state that it left, whatever imports and settings did in between. Two things change
//! outside of it what it keeps: an import brings a deleted conversation back, and reading takes the
//! mark "unread" away. A step then changes what is still as it left it, and tells of that alone.

mod edit;
mod operation;
mod runs;
#[cfg(test)]
mod tests;

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Serialize};

pub(crate) use edit::Edit;
pub(crate) use operation::StoredParams;
pub use operation::{Operation, OperationKind, OperationParams};

use crate::change::Change;
use crate::library::Library;
use crate::model::error::{Error, Result, StoreFault};
use crate::model::request::present;
use crate::store::group::Group;
use crate::store::operation::Recorded;
use crate::store::{conversation, operation as table};

/// What undo and redo would do now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// The last operation.
    pub undo: Option<Operation>,
    /// The one that was undone last.
    pub redo: Option<Operation>,
}

/// What to take back.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Undo {
    /// Only this operation, and nothing when it is no longer the last; absent: the last, whichever
    /// that is.
    #[serde(rename = "operationID", default, deserialize_with = "present")]
    pub operation_id: Option<i64>,
}

impl Library {
    /// Takes back the person's last operation.
    ///
    /// # Errors
    /// 50002, 200002.
    pub fn undo(&self, request: Undo) -> Result<Option<Operation>> {
        self.store.write(|transaction| {
            let last = table::last_done(transaction)?
                .filter(|last| request.operation_id.is_none_or(|id| id == last.id));
            let Some(last) = last else {
                return Ok((None, Change::default()));
            };
            let edits: Vec<Edit> = stored(&table::edits(transaction, last.id)?)?;
            let inverse: Vec<Edit> = edits.into_iter().rev().map(Edit::inverse).collect();
            let change = edit::apply_all(transaction, &inverse, None)?;
            table::set_undone(transaction, last.id, true)?;
            Ok((Some(named(transaction, &last)?), change))
        })
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// 200002.
    pub fn redo(&self) -> Result<Option<Operation>> {
        self.store.write(|transaction| {
            let Some(next) = table::first_undone(transaction)? else {
                return Ok((None, Change::default()));
            };
            let edits: Vec<Edit> = stored(&table::edits(transaction, next.id)?)?;
            let change = edit::apply_all(transaction, &edits, None)?;
            table::set_undone(transaction, next.id, false)?;
            Ok((Some(named(transaction, &next)?), change))
        })
    }

    /// What undo and redo would do.
    ///
    /// # Errors
    /// 200002.
    pub fn get_history(&self) -> Result<History> {
        self.store.read(|connection| {
            let operation = |recorded: Option<Recorded>| {
                recorded
                    .map(|recorded| named(connection, &recorded))
                    .transpose()
            };
            Ok(History {
                undo: operation(table::last_done(connection)?)?,
                redo: operation(table::first_undone(connection)?)?,
            })
        })
    }
}

/// Does an operation and keeps it in the history. One without steps leaves no trace.
pub(crate) fn perform(
    connection: &Connection,
    kind: OperationKind,
    params: &StoredParams,
    edits: &[Edit],
) -> Result<Change> {
    do_and_keep(connection, kind, params, edits, None)
}

/// [`perform`] of an operation that has read all groups, as they are before it.
pub(crate) fn perform_on(
    groups: Vec<Group>,
    connection: &Connection,
    kind: OperationKind,
    params: &StoredParams,
    edits: &[Edit],
) -> Result<Change> {
    do_and_keep(connection, kind, params, edits, Some(groups))
}

fn do_and_keep(
    connection: &Connection,
    kind: OperationKind,
    params: &StoredParams,
    edits: &[Edit],
    groups: Option<Vec<Group>>,
) -> Result<Change> {
    if edits.is_empty() {
        return Ok(Change::default());
    }
    let change = edit::apply_all(connection, edits, groups)?;
    table::insert(
        connection,
        kind.as_str(),
        &as_json(params)?,
        jiff::Timestamp::now().as_millisecond(),
        &as_json(edits)?,
    )?;
    Ok(change)
}

/// How many conversations one operation can place.
const PLACES: i64 = 1 << 24;

/// The first of the positions that the next operation gives to members of groups: behind all that
/// operations before it gave, so that no group needs to be searched for its last one.
pub(crate) fn first_position(connection: &Connection) -> Result<i64> {
    Ok((table::last_done_id(connection)? + 1) * PLACES)
}

fn named(connection: &Connection, recorded: &Recorded) -> Result<Operation> {
    let kind = StrDeserializer::<serde::de::value::Error>::new(&recorded.kind);
    let kind = OperationKind::deserialize(kind).map_err(|_| Error::Store(StoreFault::Damaged))?;
    let params: StoredParams = stored(&recorded.params)?;
    let title = params
        .row
        .map(|row| conversation::title(connection, row))
        .transpose()?;
    let params = OperationParams {
        group: params.group,
        from: params.from,
        to: params.to,
        count: params.count,
        title,
        mark_type: params.mark_type,
    };
    Ok(Operation {
        operation_id: recorded.id,
        kind,
        label: operation::label(kind, &params),
        params,
    })
}

fn as_json<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Store(StoreFault::Other(error.to_string())))
}

/// What this program wrote itself reads back, unless the file was damaged.
fn stored<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Store(StoreFault::Damaged))
}
