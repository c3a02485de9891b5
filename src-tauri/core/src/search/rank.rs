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

/// Up to so many hits are ordered by relevance.
pub(super) const RANKED_HITS: usize = 10_000;
/// Bits of a message's id that count inside its conversation.
const NUMBER_BITS: u32 = 28;

/// The conversation of a message.
pub(super) fn conversation_of(message: i64) -> RowId {
    message >> NUMBER_BITS
}

/// A hit with its time; the greater is the newer.
type Timed = (i64, i64);

/// Puts hits that come with their bm25, the smaller the better, in order, equals by time, and
/// gives the part `shown` of them. Only the hits as relevant as one shown are asked for their time.
pub(super) fn by_relevance(
    mut hits: Vec<(f64, i64)>,
    shown: Range<usize>,
    mut time: impl FnMut(i64) -> Result<i64>,
) -> Result<Vec<i64>> {
    hits.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ordered = Vec::with_capacity(shown.len());
    let mut start = 0;
    for equals in hits.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let end = start + equals.len();
        if end > shown.start && start < shown.end {
            let mut timed = equals
                .iter()
                .map(|&(_, id)| Ok((time(id)?, id)))
                .collect::<Result<Vec<Timed>>>()?;
            timed.sort_unstable_by_key(|&hit| Reverse(hit));
            let first = shown.start.saturating_sub(start);
            let count = shown.end.min(end) - start.max(shown.start);
            ordered.extend(timed.iter().skip(first).take(count).map(|&(_, id)| id));
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
        if own.len() <= self.wanted {
            self.look_up(connection, own)
        } else {
            self.walk(connection, conversation, own)
        }
    }

    /// Few hits: each is asked for its time.
    fn look_up(&mut self, connection: &Connection, own: &[i64]) -> Result<()> {
        for &id in own {
            self.offer((time_of_message(connection, id)?, id));
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

/// A message's time.
pub(super) fn time_of_message(connection: &Connection, id: i64) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT time FROM message WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equally_relevant_hits_come_newest_first_and_pages_do_not_overlap() {
        let hits = vec![(-1.0, 1), (-2.0, 2), (-1.0, 3), (-1.0, 4), (-0.5, 5)];
        let times = [0, 30, 5, 10, 20, 99];
        let all: Vec<i64> = (0..5)
            .map(|at| {
                let page = by_relevance(hits.clone(), at..at + 1, |id| {
                    Ok(times[usize::try_from(id).unwrap()])
                });
                page.unwrap()[0]
            })
            .collect();
        assert_eq!(all, [2, 1, 4, 3, 5]);
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
