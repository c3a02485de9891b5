//! Lists of ids as a table inside a statement: one statement over fifty thousand ids is several
//! times as fast as fifty thousand statements.

use std::rc::Rc;

use rusqlite::types::Value;
use rusqlite::vtab::array::Array;

use crate::model::conversation::RowId;

/// Row ids as the argument of `rarray(?)`.
pub(crate) fn array(rows: &[RowId]) -> Array {
    Rc::new(rows.iter().copied().map(Value::Integer).collect())
}

/// Texts as the argument of `rarray(?)`.
pub(crate) fn text_array(texts: &[String]) -> Array {
    Rc::new(texts.iter().cloned().map(Value::Text).collect())
}
