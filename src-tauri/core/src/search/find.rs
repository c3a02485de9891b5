//! From a question to the hits that are shown: which rows, in which order, with which words marked.

use std::ops::Range;

use rusqlite::Connection;

use super::query::Query;
use super::rank::{self, RANKED_HITS, conversation_of};
use super::scope::Scope;
use super::snippet::{Snippet, snippet};
use super::{SearchHit, SearchResult};
use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::message::{MessageExtra, MessageKind, flags};
use crate::store::person;

/// Finds what `query` asks for in `scope`, conversations first, then messages, and gives the part
/// `wanted` of it.
pub(super) fn find(
    connection: &Connection,
    query: &Query,
    scope: &Scope,
    wanted: Range<usize>,
) -> Result<SearchResult> {
    let expression = query.expression();
    let conversations = conversation_hits(connection, &expression, scope)?;
    let messages = message_hits(connection, &expression, scope)?;
    let total = conversations.len() + messages.len();
    let mut hits = Vec::new();

    let shown = part(0..conversations.len(), wanted.clone());
    for id in ordered_conversations(connection, &expression, &conversations, shown)? {
        hits.push(conversation_hit(connection, query, id)?);
    }
    let shown = part(conversations.len()..total, wanted);
    let shown = ordered_messages(connection, &expression, scope, &messages, shown)?;
    show_messages(connection, query, &shown, &mut hits)?;
    Ok(SearchResult {
        total: total as u64,
        hits,
    })
}

/// What of `wanted` lies in `whole`, counted from where that begins.
fn part(whole: Range<usize>, wanted: Range<usize>) -> Range<usize> {
    let start = wanted.start.clamp(whole.start, whole.end);
    let end = wanted.end.clamp(start, whole.end);
    start - whole.start..end - whole.start
}

/// The conversations found in `scope`, ascending.
fn conversation_hits(
    connection: &Connection,
    expression: &str,
    scope: &Scope,
) -> Result<Vec<RowId>> {
    let mut statement = connection.prepare_cached(
        "SELECT rowid FROM conversation_search WHERE conversation_search MATCH ?1",
    )?;
    let mut rows = statement.query([expression])?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if scope.holds(id) {
            hits.push(id);
        }
    }
    Ok(hits)
}

/// The messages found in `scope`, ascending. They come conversation by conversation, so that one
/// question to the scope settles a conversation.
fn message_hits(connection: &Connection, expression: &str, scope: &Scope) -> Result<Vec<i64>> {
    let mut statement = connection
        .prepare_cached("SELECT rowid FROM message_search WHERE message_search MATCH ?1")?;
    let mut rows = statement.query([expression])?;
    let mut hits = Vec::new();
    let mut current = (0, false);
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let conversation = conversation_of(id);
        if current.0 != conversation {
            current = (conversation, scope.holds(conversation));
        }
        if current.1 {
            hits.push(id);
        }
    }
    Ok(hits)
}

fn ordered_conversations(
    connection: &Connection,
    expression: &str,
    hits: &[RowId],
    shown: Range<usize>,
) -> Result<Vec<RowId>> {
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    if hits.len() > RANKED_HITS {
        return rank::newest_conversations(connection, hits, shown);
    }
    // A title says more about a conversation than one of its people does.
    let mut statement = connection.prepare_cached(
        "SELECT bm25(conversation_search, 10.0, 1.0), rowid FROM conversation_search
         WHERE conversation_search MATCH ?1",
    )?;
    let ranked = statement.query_map([expression], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut ranked = ranked.collect::<rusqlite::Result<Vec<(f64, RowId)>>>()?;
    ranked.retain(|(_, id)| hits.binary_search(id).is_ok());
    rank::by_relevance(ranked, &shown, |equals, part| {
        rank::newest_conversations(connection, equals, part)
    })
}

fn ordered_messages(
    connection: &Connection,
    expression: &str,
    scope: &Scope,
    hits: &[i64],
    shown: Range<usize>,
) -> Result<Vec<i64>> {
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    if hits.len() > RANKED_HITS {
        return rank::newest_messages(connection, hits, shown);
    }
    let mut statement = connection.prepare_cached(
        "SELECT bm25(message_search), rowid FROM message_search WHERE message_search MATCH ?1",
    )?;
    let mut rows = statement.query([expression])?;
    let mut ranked = Vec::with_capacity(hits.len());
    while let Some(row) = rows.next()? {
        let id = row.get(1)?;
        if scope.holds(conversation_of(id)) {
            ranked.push((row.get(0)?, id));
        }
    }
    rank::by_relevance(ranked, &shown, |equals, part| {
        rank::newest_messages(connection, equals, part)
    })
}

/// A conversation with its title, or with the people it was found by.
fn conversation_hit(connection: &Connection, query: &Query, id: RowId) -> Result<SearchHit> {
    let mut statement = connection.prepare_cached(
        "SELECT conversation_id, last_time, title FROM conversation WHERE id = ?1",
    )?;
    let (conversation_id, time, title): (String, i64, String) =
        statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut found = snippet(&title, query);
    if found.ranges.is_empty() {
        let by_people = found_people(connection, query, id)?;
        if !by_people.ranges.is_empty() {
            found = by_people;
        }
    }
    Ok(SearchHit {
        conversation_id,
        message_id: None,
        time,
        sender: String::new(),
        outgoing: false,
        snippet: found.text,
        ranges: found.ranges,
        event: None,
    })
}

fn found_people(connection: &Connection, query: &Query, id: RowId) -> Result<Snippet> {
    let people = person::of_conversation(connection, id)?.into_iter();
    let names: Vec<String> = people.map(|person| person.name).collect();
    Ok(snippet(&names.join(", "), query))
}

/// Messages with the part of their text where something was found.
fn show_messages(
    connection: &Connection,
    query: &Query,
    ids: &[i64],
    hits: &mut Vec<SearchHit>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT c.conversation_id, m.time, coalesce(p.name, ''), m.text,
           CASE m.kind WHEN ?2 THEN m.extra ELSE '' END, m.flags & ?3 <> 0 OR coalesce(p.own, 0)
         FROM message m JOIN conversation c ON c.id = m.conversation_id
         LEFT JOIN person p ON p.id = m.person_id
         WHERE m.id = ?1",
    )?;
    for id in ids {
        hits.push(statement.query_row(
            (*id, MessageKind::System.to_stored(), flags::OUTGOING),
            |row| {
                let found = snippet(row.get_ref(3)?.as_str()?, query);
                Ok(SearchHit {
                    conversation_id: row.get(0)?,
                    message_id: Some(id.to_string()),
                    time: row.get(1)?,
                    sender: row.get(2)?,
                    outgoing: row.get(5)?,
                    snippet: found.text,
                    ranges: found.ranges,
                    event: MessageExtra::from_stored(row.get_ref(4)?.as_str()?).event,
                })
            },
        )?);
    }
    Ok(())
}
