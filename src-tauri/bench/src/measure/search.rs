//! Search beside a bare FTS5 query for as many rows.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::Connection;
use sheaf_core::Library;
use sheaf_core::search::{SearchRequest, fold_into};

use super::clock::by_turns;
use super::table::Table;
use crate::bare::connect;
use crate::demo::write_library;

/// Hits on a page.
const PAGE: u32 = 50;
/// Search may take so many times what the query alone takes.
const AIM: f64 = 1.5;
/// Chinese words of one, two and four characters, and one that is rare.
const CHINESE: [&str; 4] = ["会", "会议", "会议纪要", "项目计划"];

/// Measures search in a library of so many messages.
pub fn measure(table: &mut Table, folder: &Path, messages: usize, rounds: usize) -> Result<()> {
    let home = folder.join("search");
    write_library(&home, messages / 100, messages, 1)?;
    let library = Library::open(&home)?;
    let bare = connect(&home)?;
    let mut queries = vec![
        ("rare", word(&bare, 20)?),
        ("seldom", word(&bare, 500)?),
        ("medium", word(&bare, 8000)?),
        ("common", word(&bare, messages / 50)?),
        ("in every tenth message", word(&bare, messages / 10)?),
    ];
    queries.extend(CHINESE.map(|word| ("Chinese", word.to_owned())));
    let two = format!("{} {}", word(&bare, 8000)?, word(&bare, messages / 50)?);
    queries.push(("two words", two));
    for (kind, query) in &queries {
        // The word itself: as the last one typed it would find what begins with it too.
        let quoted = query
            .split(' ')
            .map(|word| format!("\"{word}\""))
            .collect::<Vec<_>>()
            .join(" ");
        let mut expression = String::new();
        fold_into(&quoted, &mut expression);
        let total = library.search(request(&quoted))?.total;
        let times = by_turns(
            rounds,
            || Ok(library.search(request(&quoted))?),
            || by_rank(&bare, &expression),
        )?;
        table.times(&format!("{query} ({kind}, {total} hits)"), times, Some(AIM));
    }
    let (_, begun) = queries.get(3).context("no common word")?;
    let begun: String = begun.chars().take(3).collect();
    let total = library.search(request(&begun))?.total;
    let times = by_turns(
        rounds,
        || Ok(library.search(request(&begun))?),
        || by_rank(&bare, &format!("\"{begun}\" *")),
    )?;
    table.times(
        &format!("{begun}… (begun to type, {total} hits)"),
        times,
        Some(AIM),
    );
    Ok(())
}

fn request(query: &str) -> SearchRequest {
    SearchRequest {
        query: query.into(),
        group_name: None,
        source: None,
        limit: PAGE,
        offset: 0,
    }
}

/// The bare query: the best messages, with what a person sees of them.
fn by_rank(connection: &Connection, expression: &str) -> Result<Vec<Bare>> {
    let mut statement = connection.prepare_cached(
        "SELECT c.conversation_id, m.id, m.time, p.name, m.text
         FROM (SELECT rowid AS id, rank FROM message_search
               WHERE message_search MATCH ?1 ORDER BY rank LIMIT ?2) hit
         JOIN message m ON m.id = hit.id
         JOIN conversation c ON c.id = m.conversation_id
         JOIN person p ON p.id = m.person_id
         ORDER BY hit.rank",
    )?;
    let rows = statement.query_map((expression, PAGE), |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Conversation, message, time, sender, text.
type Bare = (String, i64, i64, String, String);

/// A Latin word that is in about so many messages.
fn word(connection: &Connection, messages: usize) -> Result<String> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, message_search, row)",
    )?;
    let word = connection
        .prepare_cached(
            "SELECT term FROM vocabulary WHERE term GLOB '[a-z][a-z][a-z]*'
             ORDER BY abs(doc - ?1), term LIMIT 1",
        )?
        .query_row([messages as i64], |row| row.get(0))?;
    Ok(word)
}
