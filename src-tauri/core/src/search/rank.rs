//! Putting hits in order at a cost that follows what is shown, not what there is.
//!
//! Relevance (bm25) looks at every hit's length: worth it while hits are few. When a word is in
//! tens of thousands of messages relevance says little, and the newest come first. Their times are
//! not in the index, and looking up each would cost more than finding it; instead conversations
//! are gone through from the most recent one, until none that follows can hold a newer hit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use rusqlite::Connection;

use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::message::NUMBER_BITS;

/// Up to so many hits are ordered by relevance.
pub(super) const RANKED_HITS: usize = 10_000;
/// Looking up the time of so many hits for each one that is shown costs less than going through
/// conversations.
const LOOK_UPS: usize = 4;

/// The conversation of a message.
pub(super) fn conversation_of(message: i64) -> RowId {
    message >> NUMBER_BITS
}

/// A hit with its time; the greater is the newer.
type Timed = (i64, i64);

/// Puts hits that come with their bm25, the smaller the better, in order and gives the part `shown`
/// of them. `newest` does so for hits, ascending, that are equally relevant.
pub(super) fn by_relevance(
    mut hits: Vec<(f64, i64)>,
    shown: &Range<usize>,
    newest: impl Fn(&[i64], Range<usize>) -> Result<Vec<i64>>,
) -> Result<Vec<i64>> {
    hits.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut ordered = Vec::with_capacity(shown.len());
    let mut start = 0;
    for equals in hits.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let end = start + equals.len();
        if start >= shown.end {
            break;
        }
        if end > shown.start {
            let ids: Vec<i64> = equals.iter().map(|&(_, id)| id).collect();
            let part = shown.start.saturating_sub(start)..shown.end.min(end) - start;
            ordered.extend(newest(&ids, part)?);
        }
        start = end;
    }
    Ok(ordered)
}

/// The newest of `hits`, ascending message ids; newest first, the part `shown` of them.
pub(super) fn newest_messages(
    connection: &Connection,
    hits: &[i64],
    shown: Range<usize>,
) -> Result<Vec<i64>> {
    let mut newest = Newest::of(shown.end);
    if hits.len() <= shown.end * LOOK_UPS {
        newest.look_up(connection, hits)?;
        return Ok(newest.into_order(shown.start));
    }
    // The pinned ones stand apart in the index of times; they are few.
    let mut pinned = connection.prepare_cached(
        "SELECT id, last_time FROM conversation WHERE hidden = 0 AND pin_position > 0",
    )?;
    let mut others = connection.prepare_cached(
        "SELECT id, last_time FROM conversation WHERE hidden = 0 AND pin_position = 0
         ORDER BY last_time DESC",
    )?;
    let mut rows = pinned.query([])?;
    while let Some(row) = rows.next()? {
        newest.look_in(connection, row.get(0)?, row.get(1)?, hits)?;
    }
    let mut rows = others.query([])?;
    while let Some(row) = rows.next()? {
        let last_time = row.get(1)?;
        if newest.has_none_from(last_time) {
            break;
        }
        newest.look_in(connection, row.get(0)?, last_time, hits)?;
    }
    Ok(newest.into_order(shown.start))
}

/// The newest of `hits`, ascending conversation ids, by their last message; newest first, the part
/// `shown` of them.
pub(super) fn newest_conversations(
    connection: &Connection,
    hits: &[RowId],
    shown: Range<usize>,
) -> Result<Vec<RowId>> {
    let mut newest = Newest::of(shown.end);
    if hits.len() <= shown.end * LOOK_UPS {
        let mut statement =
            connection.prepare_cached("SELECT last_time FROM conversation WHERE id = ?1")?;
        for &id in hits {
            newest.offer((statement.query_row([id], |row| row.get(0))?, id));
        }
        return Ok(newest.into_order(shown.start));
    }
    let mut statement =
        connection.prepare_cached("SELECT id, last_time FROM conversation WHERE hidden = 0")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if hits.binary_search(&id).is_ok() {
            newest.offer((row.get(1)?, id));
        }
    }
    Ok(newest.into_order(shown.start))
}

/// The newest hits so far, as many as are wanted.
struct Newest {
    wanted: usize,
    kept: BinaryHeap<Reverse<Timed>>,
}

impl Newest {
    fn of(wanted: usize) -> Self {
        Self {
            wanted,
            kept: BinaryHeap::new(),
        }
    }

    fn offer(&mut self, hit: Timed) {
        if self.kept.len() < self.wanted {
            self.kept.push(Reverse(hit));
        } else if self.kept.peek().is_some_and(|oldest| hit > oldest.0) {
            self.kept.pop();
            self.kept.push(Reverse(hit));
        }
    }

    /// Whether nothing of this time or older can be among the newest.
    fn has_none_from(&self, time: i64) -> bool {
        self.kept.len() >= self.wanted && self.kept.peek().is_none_or(|oldest| time < oldest.0.0)
    }

    fn look_in(
        &mut self,
        connection: &Connection,
        conversation: RowId,
        last_time: i64,
        hits: &[i64],
    ) -> Result<()> {
        let start = hits.partition_point(|&hit| conversation_of(hit) < conversation);
        let own = hits.get(start..).unwrap_or_default();
        let own = own
            .get(..own.partition_point(|&hit| conversation_of(hit) == conversation))
            .unwrap_or_default();
        if own.is_empty() || self.has_none_from(last_time) {
            return Ok(());
        }
        if own.len() <= self.wanted * LOOK_UPS {
            self.look_up(connection, own)
        } else {
            self.walk(connection, conversation, own)
        }
    }

    /// Few hits: each is asked for its time.
    fn look_up(&mut self, connection: &Connection, own: &[i64]) -> Result<()> {
        let mut statement = connection.prepare_cached("SELECT time FROM message WHERE id = ?1")?;
        for &id in own {
            self.offer((statement.query_row([id], |row| row.get(0))?, id));
        }
        Ok(())
    }

    /// Many hits: one soon comes along when going back from the conversation's end.
    fn walk(&mut self, connection: &Connection, conversation: RowId, own: &[i64]) -> Result<()> {
        let mut statement = connection.prepare_cached(
            "SELECT id, time FROM message WHERE conversation_id = ?1 ORDER BY time DESC, id DESC",
        )?;
        let mut rows = statement.query([conversation])?;
        let mut found = 0;
        while found < own.len().min(self.wanted)
            && let Some(row) = rows.next()?
        {
            let (id, time) = (row.get(0)?, row.get(1)?);
            if self.has_none_from(time) {
                break;
            }
            if own.binary_search(&id).is_ok() {
                self.offer((time, id));
                found += 1;
            }
        }
        Ok(())
    }

    fn into_order(self, skip: usize) -> Vec<i64> {
        let kept = self.kept.into_sorted_vec();
        kept.into_iter()
            .skip(skip)
            .map(|Reverse((_, id))| id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equally_relevant_hits_come_newest_first_and_pages_do_not_overlap() {
        let hits = vec![(-1.0, 1), (-2.0, 2), (-1.0, 3), (-1.0, 4), (-0.5, 5)];
        let newest = |ids: &[i64], part: Range<usize>| {
            let mut ids = ids.to_vec();
            // 3 is older than 4, 1 is the newest.
            ids.sort_by_key(|id| [9, 0, 9, 2, 1, 9][usize::try_from(*id).unwrap()]);
            Ok(ids[part].to_vec())
        };
        let page = |part| by_relevance(hits.clone(), &part, newest).unwrap();
        assert_eq!(page(0..5), [2, 1, 4, 3, 5]);
        assert_eq!([page(0..2), page(2..4), page(4..5)].concat(), page(0..5));
    }

    #[test]
    fn the_newest_are_kept() {
        let mut newest = Newest::of(3);
        for hit in [(5, 1), (9, 2), (1, 3), (9, 4), (7, 5)] {
            newest.offer(hit);
        }
        assert!(newest.has_none_from(6));
        assert!(!newest.has_none_from(7));
        assert_eq!(newest.into_order(0), [4, 2, 5]);
    }
}
