//! The plan of every statement that the program runs: along an index, unless it is said here why
//! not. And every index is one that a statement goes along.

mod ways;

use std::collections::BTreeSet;
use std::sync::Arc;

use parking_lot::Mutex;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::STATEMENT_CACHE;
use crate::testing::TestLibrary;

/// Lines of plans that are meant to be as they are: a part of the statement, of the line, and why.
const MEANT: &[(&str, &str, &str)] = &[
    (
        "rarray",
        "SCAN wanted VIRTUAL TABLE",
        "the request itself is walked",
    ),
    (
        "ORDER BY c.pin_position",
        "SCAN c USING COVERING INDEX conversation_by_",
        "a view is walked in its order",
    ),
    (
        "INSERT INTO membership",
        "USE TEMP B-TREE",
        "the request is sorted, so that writing keeps to the page at hand",
    ),
    (
        "membership AS m CROSS JOIN",
        "USE TEMP B-TREE",
        "members of a small group are sorted",
    ),
    (
        "mark AS k CROSS JOIN",
        "USE TEMP B-TREE",
        "what carries a mark is sorted while it is little",
    ),
    (
        "c.hidden = 1 AND c.hidden > 0",
        "USE TEMP B-TREE",
        "what is deleted is sorted",
    ),
    (
        "FROM conversation_group",
        "SCAN conversation_group",
        "there are at most 1,000 groups",
    ),
    (
        "name, value FROM setting",
        "SCAN setting",
        "there are a handful of settings",
    ),
    (
        "SELECT conversation_id, id",
        "SCAN conversation USING COVERING INDEX",
        "thousands of ids are found by one walk",
    ),
    (
        "COUNT(*) FROM conversation WHERE hidden = 0",
        "SCAN conversation USING COVERING INDEX",
        "a count walks what it counts",
    ),
    (
        "DISTINCT conversation_id FROM membership",
        "SCAN membership USING COVERING INDEX",
        "a count walks what it counts",
    ),
    (
        "DISTINCT conversation_id FROM membership",
        "SCAN (subquery",
        "a count walks what it counts",
    ),
    (
        "LIMIT ?2)",
        "SCAN (subquery",
        "a count walks what it counts",
    ),
    (
        "AND type = ?1",
        "SCAN conversation USING COVERING INDEX",
        "a list filtered by type is long anyway",
    ),
    (
        "DELETE FROM conversation_search",
        "SCAN conversation_search VIRTUAL TABLE INDEX 0:=",
        "by its row",
    ),
    (
        "DELETE FROM message_search",
        "SCAN message_search VIRTUAL TABLE INDEX 0:=",
        "by its row",
    ),
    (
        "SELECT id FROM conversation WHERE hidden = 0",
        "SCAN conversation USING COVERING INDEX",
        "thousands of rows are found by one walk",
    ),
    ("_search MATCH ?1", "SCAN", "the full-text index answers"),
    (
        "SELECT id, last_time FROM conversation WHERE hidden = 0",
        "SCAN conversation USING COVERING INDEX",
        "thousands of hits are put in order by one walk",
    ),
    (
        "WHERE account = ?1",
        "SCAN conversation",
        "the samples are taken out once",
    ),
    (
        "SELECT id, title FROM conversation",
        "SCAN conversation",
        "all titles are put in a new order at once",
    ),
    ("SELECT", "SCAN CONSTANT ROW", "an expression over no table"),
];

/// The statements that were run, as they are written.
fn statements(library: &TestLibrary) -> BTreeSet<String> {
    let seen: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let watch = |connection: &mut Connection| {
        let seen = Arc::clone(&seen);
        let note = move |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(statement, _) = event {
                seen.lock().insert(statement.sql().into_owned());
            }
        };
        connection
            .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note))
            .unwrap();
    };
    watch(&mut library.store.writer.lock());
    let mut reader = library.store.open_reader().unwrap();
    watch(&mut reader);
    *library.store.readers.lock() = vec![reader];
    ways::go(library);
    // What the search index does with its own tables is SQLite's affair, and so is a transaction.
    seen.lock()
        .iter()
        .filter(|sql| !sql.contains("_search_") && !sql.starts_with("-- "))
        .filter(|sql| {
            !["BEGIN", "COMMIT", "PRAGMA"]
                .iter()
                .any(|word| sql.starts_with(word))
        })
        .cloned()
        .collect()
}

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let nothing = vec![rusqlite::types::Null; statement.parameter_count()];
    let lines = statement
        .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
        .unwrap();
    lines.map(Result::unwrap).collect()
}

/// The indexes that were made for queries, and those of keys that are unique.
fn indexes(connection: &Connection) -> BTreeSet<String> {
    let mut statement = connection
        .prepare(
            "SELECT i.name FROM sqlite_schema AS t JOIN pragma_index_list(t.name) AS i
             WHERE t.type = 'table' AND t.name NOT LIKE '%\\_search%' ESCAPE '\\' AND i.origin <> 'pk'",
        )
        .unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// The index that a line of a plan goes along.
fn index_of(line: &str) -> Option<String> {
    let (_, index) = line.split_once(" INDEX ")?;
    Some(index.split(' ').next()?.to_owned())
}

#[test]
fn every_statement_goes_along_an_index_or_says_why_not() {
    let library = TestLibrary::new();
    ways::fill(&library);
    let statements = statements(&library);
    assert!(statements.len() > 60, "{}", statements.len());
    let mut unused: BTreeSet<usize> = (0..MEANT.len()).collect();
    let mut idle = library.with(|connection| Ok(indexes(connection)));
    assert!(idle.len() > 15, "{idle:?}");
    let mut wrong = vec![];
    library.with(|connection| {
        for sql in &statements {
            for line in plan(connection, sql) {
                if let Some(index) = index_of(&line) {
                    idle.remove(&index);
                }
                if !line.starts_with("SCAN") && !line.starts_with("USE TEMP B-TREE") {
                    continue;
                }
                let meant = MEANT
                    .iter()
                    .position(|(part, start, _)| sql.contains(part) && line.starts_with(start));
                match meant {
                    Some(place) => {
                        unused.remove(&place);
                    }
                    None => wrong.push(format!("{line}\n    in {sql}")),
                }
            }
        }
        Ok(())
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unused.is_empty(), "no statement needs {unused:?} any more");
    assert!(idle.is_empty(), "no statement goes along {idle:?}");
    // What a connection may come to hold, were all statements run on one.
    let count = statements.len();
    assert!(count <= STATEMENT_CACHE, "{count} statements");
}
