//! Which conversations are searched. A set in memory: a hit tells its conversation by its id, so
//! that no hit needs a look-up to be let in.

use rusqlite::{Connection, Params, params};
use rustc_hash::FxHashSet;

use crate::groups;
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::group::GroupName;
use crate::store::conversation;

/// The conversations to look in.
#[derive(Debug)]
pub(super) enum Scope {
    /// All but these: what the person has deleted.
    AllBut(FxHashSet<RowId>),
    /// These.
    Only(FxHashSet<RowId>),
}

impl Scope {
    /// The shown conversations that are in the group and from the source.
    ///
    /// # Errors
    /// 51009, 50002 for a group; 200002.
    pub(super) fn of(
        connection: &Connection,
        group: Option<&str>,
        source: Option<&str>,
    ) -> Result<Self> {
        let group = group
            .map(|name| groups::find(connection, &GroupName::of_existing(name, "groupName")?))
            .transpose()?
            .map(|group| group.id);
        match (group, source) {
            (None, None) => Ok(Self::AllBut(conversation::out_of_view(connection)?)),
            (None, Some(source)) => Ok(Self::Only(set(
                connection,
                "SELECT id FROM conversation WHERE hidden = 0 AND source = ?1",
                [source],
            )?)),
            (Some(group), source) => Ok(Self::Only(set(
                connection,
                "SELECT c.id FROM membership m JOIN conversation c ON c.id = m.conversation_id
                 WHERE m.group_id = ?1 AND c.hidden = 0 AND (?2 IS NULL OR c.source = ?2)",
                params![group, source],
            )?)),
        }
    }

    /// Whether a conversation is looked in.
    pub(super) fn holds(&self, conversation: RowId) -> bool {
        match self {
            Self::AllBut(hidden) => !hidden.contains(&conversation),
            Self::Only(shown) => shown.contains(&conversation),
        }
    }
}

fn set(connection: &Connection, sql: &str, params: impl Params) -> Result<FxHashSet<RowId>> {
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map(params, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}
