//! What the list and the groups pane show. A view is an order of row ids; the rows for what is on
//! screen are asked for by id.

mod order;
mod overview;
mod rows;
#[cfg(test)]
mod tests;

use serde::Deserialize;

pub(crate) use order::order;
pub use overview::{GroupSummary, Overview, SourceCount};
pub use rows::{FindRows, Row, RowsRequest};

use crate::library::Library;
use crate::model::conversation::ConversationType;
use crate::model::error::Result;
use crate::model::request;
use crate::store;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum View {
    /// Every conversation.
    All,
    /// Those in no group.
    Ungrouped,
    /// The pinned ones.
    Pinned,
    /// Those that the person deleted and that can still be brought back.
    Deleted,
    /// Those in one group.
    Group {
        /// The group's name.
        name: String,
    },
}

/// The order below the pinned ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Latest message first.
    Latest,
    /// By title.
    Name,
    /// Most messages first.
    Messages,
}

/// Narrows a view; what is absent lets everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Filter {
    /// A product.
    #[serde(default)]
    pub source: Option<String>,
    /// Who takes part.
    #[serde(default, rename = "type")]
    pub kind: Option<ConversationType>,
    /// A mark that they carry, one of the SDK's mark types.
    #[serde(default, rename = "markType")]
    pub mark_type: Option<i64>,
}

/// `get_view_order`.
#[derive(Debug, Clone, Deserialize)]
pub struct ViewRequest {
    /// What to show.
    pub view: View,
    /// In what order.
    pub sort: Sort,
    /// Narrowed to what.
    #[serde(default)]
    pub filter: Option<Filter>,
    /// Only the first ids.
    #[serde(default, deserialize_with = "request::present")]
    pub limit: Option<u32>,
}

impl Library {
    /// The row ids of a view in order, as little-endian `u32` with the revision first.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn get_view_order(&self, request: ViewRequest) -> Result<Vec<u8>> {
        self.store.read(|connection| {
            let filter = request.filter.unwrap_or_default();
            let rows = order(
                connection,
                &request.view,
                "view",
                request.sort,
                &filter,
                request.limit,
            )?;
            let mut bytes = Vec::with_capacity(4 * (rows.len() + 1));
            bytes.extend(low_word(store::revision(connection)?).to_le_bytes());
            for row in rows {
                bytes.extend(low_word(row.unsigned_abs()).to_le_bytes());
            }
            Ok(bytes)
        })
    }
}

/// Row ids and revisions stay far below 2^32; the window only compares them.
fn low_word(number: u64) -> u32 {
    (number & u64::from(u32::MAX)) as u32
}
