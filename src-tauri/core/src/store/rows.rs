//! Lists of ids as a table inside a statement: one statement over fifty thousand ids is several
//! times as fast as fifty thousand statements.

use std::rc::Rc;

use rusqlite::types::Value;
use rusqlite::vtab::array::Array;

use crate::model::conversation::RowId;

/// From this many rows on, one walk along an index costs less than looking up each.
pub(crate) const MANY: usize = 1000;

/// Row ids as the argument of `rarray(?)`.
pub(crate) fn array(rows: &[RowId]) -> Array {
    Rc::new(rows.iter().copied().map(Value::Integer).collect())
}

/// Rows in the order of their tables: many writes in that order stay on the page at hand.
pub(crate) fn ascending(rows: &[RowId]) -> Vec<RowId> {
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    sorted
}
