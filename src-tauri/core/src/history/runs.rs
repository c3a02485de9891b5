//! Members of a group in JSON: runs of conversations at positions that follow each other. Those that
//! came together stand together, so fifty thousand take little more than their numbers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::conversation::RowId;
use crate::store::membership::Members;

/// The position of the first, and the conversations.
type Run = (i64, Vec<RowId>);

pub(super) fn serialize<S: Serializer>(
    members: &Members,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut by_position = members.clone();
    by_position.sort_unstable_by_key(|(_, position)| *position);
    let mut runs: Vec<Run> = vec![];
    let mut next = None;
    for (row, position) in by_position {
        match runs.last_mut() {
            Some((_, rows)) if next == Some(position) => rows.push(row),
            _ => runs.push((position, vec![row])),
        }
        next = Some(position + 1);
    }
    runs.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
    let runs = Vec::<Run>::deserialize(deserializer)?;
    let members = runs
        .into_iter()
        .flat_map(|(first, rows)| rows.into_iter().zip(first..));
    Ok(members.collect())
}
