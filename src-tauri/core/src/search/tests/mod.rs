//! Search over a small library: what is found, where, and in which order.

mod counts;

use rusqlite::Transaction;
use tempfile::TempDir;

use super::*;
use crate::change::Change;

struct Fixture {
    library: Library,
    _folder: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            library: Library::open(folder.path()).unwrap(),
            _folder: folder,
        }
    }

    fn write(&self, body: impl FnOnce(&Transaction<'_>)) {
        self.library
            .store
            .write(|transaction| {
                body(transaction);
                Ok(((), Change::default()))
            })
            .unwrap();
    }

    /// A conversation `id` with messages `(time, text)`, all from one person.
    fn conversation(&self, id: i64, title: &str, person: &str, messages: &[(i64, &str)]) {
        self.write(|transaction| {
            let last_time = messages.iter().map(|message| message.0).max().unwrap_or(0);
            let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
                transaction
                    .prepare_cached(sql)
                    .unwrap()
                    .execute(params)
                    .unwrap();
            };
            let fold = |text: &str| {
                let mut folded = String::new();
                fold_into(text, &mut folded);
                folded
            };
            run(
                "INSERT INTO conversation (id, conversation_id, type, source, title, last_time)
                 VALUES (?1, 'C2Ctelegram:' || ?1, 'person', 'telegram', ?2, ?3)",
                &[&id, &title, &last_time],
            );
            run(
                "INSERT INTO person (id, source, key, name) VALUES (?1, 'telegram', ?1, ?2)",
                &[&id, &person],
            );
            run("INSERT INTO participant VALUES (?1, ?1, 0)", &[&id]);
            run(
                "INSERT INTO conversation_search (rowid, title, people) VALUES (?1, ?2, ?3)",
                &[&id, &fold(title), &fold(person)],
            );
            for (number, (time, text)) in messages.iter().enumerate() {
                let message = (id << 28) + i64::try_from(number).unwrap();
                run(
                    "INSERT INTO message (id, conversation_id, key, time, person_id, kind, text)
                     VALUES (?1, ?2, ?1, ?3, ?2, 0, ?4)",
                    &[&message, &id, time, text],
                );
                run(
                    "INSERT INTO message_search (rowid, text) VALUES (?1, ?2)",
                    &[&message, &fold(text)],
                );
            }
        });
    }

    fn group(&self, name: &str, conversations: &[i64]) {
        self.write(|transaction| {
            let insert = "INSERT INTO conversation_group (name, position) VALUES (?1, 1)";
            transaction.execute(insert, [name]).unwrap();
            let group = transaction.last_insert_rowid();
            for id in conversations {
                let insert = "INSERT INTO membership VALUES (?1, ?2, ?2)";
                transaction.execute(insert, [group, *id]).unwrap();
            }
        });
    }

    fn search(&self, query: &str) -> SearchResult {
        self.library.search(request(query)).unwrap()
    }

    /// What of the hits can be read: titles of conversations, texts of messages.
    fn found(&self, query: &str) -> Vec<String> {
        let hits = self.search(query).hits;
        hits.into_iter().map(|hit| hit.snippet).collect()
    }
}

fn request(query: &str) -> SearchRequest {
    SearchRequest {
        query: query.into(),
        group_name: None,
        source: None,
        limit: 100,
        offset: 0,
    }
}

fn three_conversations() -> Fixture {
    let fixture = Fixture::new();
    fixture.conversation(
        1,
        "Garden club",
        "Anna",
        &[(10, "tulips"), (20, "roses for Bob")],
    );
    fixture.conversation(
        2,
        "Bob",
        "Bob",
        &[(30, "tulips and tulips"), (40, "a rose")],
    );
    fixture.conversation(
        3,
        "Tulip festival",
        "Chen 陈",
        &[(50, "tulips"), (60, "郁金香")],
    );
    fixture
}

#[test]
fn conversations_come_first_then_messages_by_relevance_and_time() {
    let fixture = three_conversations();
    assert_eq!(
        fixture.found("tulip"),
        ["Tulip festival", "tulips", "tulips", "tulips and tulips"]
    );
    let times: Vec<i64> = fixture
        .search("tulip")
        .hits
        .iter()
        .map(|hit| hit.time)
        .collect();
    assert_eq!(
        times,
        [60, 50, 10, 30],
        "equally relevant ones newest first"
    );
}

#[test]
fn a_conversation_is_found_by_its_people_and_shows_by_whom() {
    let fixture = three_conversations();
    let hit = fixture.search("陈").hits.remove(0);
    assert_eq!(
        hit,
        SearchHit {
            conversation_id: "C2Ctelegram:3".into(),
            message_id: None,
            time: 60,
            sender: String::new(),
            outgoing: false,
            snippet: "Chen 陈".into(),
            ranges: vec![[5, 6]],
            event: None,
        }
    );
}

#[test]
fn a_message_hit_carries_all_that_is_shown_of_it() {
    let fixture = three_conversations();
    assert_eq!(
        fixture.search("金香").hits,
        [SearchHit {
            conversation_id: "C2Ctelegram:3".into(),
            message_id: Some(((3_i64 << 28) + 1).to_string()),
            time: 60,
            sender: "Chen 陈".into(),
            outgoing: false,
            snippet: "郁金香".into(),
            ranges: vec![[1, 3]],
            event: None,
        }]
    );
}

#[test]
fn a_hit_says_whether_the_message_is_the_persons_own() {
    let fixture = three_conversations();
    let own = |fixture: &Fixture| fixture.search("金香").hits[0].outgoing;
    assert!(!own(&fixture));
    fixture.write(|transaction| {
        let own = "UPDATE person SET own = 1 WHERE name = 'Chen 陈'";
        transaction.execute(own, []).unwrap();
    });
    assert!(own(&fixture));
}

#[test]
fn what_was_deleted_is_never_found() {
    let fixture = three_conversations();
    // Deleted by the person; erased for good.
    for hidden in [1, 2] {
        fixture.write(|transaction| {
            transaction
                .execute("UPDATE conversation SET hidden = ?1 WHERE id = 3", [hidden])
                .unwrap();
        });
        assert_eq!(fixture.found("tulip"), ["tulips", "tulips and tulips"]);
        assert_eq!(fixture.search("tulip").total, 2);
    }
}

#[test]
fn a_group_and_a_source_narrow_the_search() {
    let fixture = three_conversations();
    fixture.group("Friends", &[1, 2]);
    fixture.write(|transaction| {
        transaction
            .execute("UPDATE conversation SET source = 'slack' WHERE id = 2", [])
            .unwrap();
    });
    let total = |group: Option<&str>, source: Option<&str>| {
        let request = SearchRequest {
            group_name: group.map(Into::into),
            source: source.map(Into::into),
            ..request("tulip")
        };
        fixture.library.search(request).unwrap().total
    };
    assert_eq!(total(Some("Friends"), None), 2);
    assert_eq!(total(None, Some("slack")), 1);
    assert_eq!(total(Some("Friends"), Some("telegram")), 1);
    assert_eq!(total(None, Some("line")), 0);
}

#[test]
fn a_group_that_does_not_exist_or_is_blank_is_refused_even_with_nothing_to_look_for() {
    let fixture = three_conversations();
    for (query, group, code) in [
        ("x", "Nobody", 51009),
        ("", "Nobody", 51009),
        ("x", " ", 50002),
    ] {
        let request = SearchRequest {
            group_name: Some(group.into()),
            ..request(query)
        };
        let error = fixture.library.search(request).unwrap_err();
        assert_eq!(error.code(), code, "{query:?} in {group:?}");
    }
}

#[test]
fn nothing_to_look_for_finds_nothing() {
    let fixture = three_conversations();
    for query in ["", "   ", "\"\"", "?!", "\u{200b}"] {
        assert_eq!(fixture.search(query), SearchResult::default(), "{query:?}");
    }
}

#[test]
fn pages_together_are_the_whole_whatever_orders_them() {
    let fixture = Fixture::new();
    let texts: Vec<(i64, &str)> = (0..40).map(|at| (at % 7, "same words here")).collect();
    for id in 1..=9 {
        fixture.conversation(id, "same", "", &texts);
    }
    let page = |limit, offset| {
        let request = SearchRequest {
            limit,
            offset,
            ..request("same")
        };
        fixture.library.search(request).unwrap()
    };
    let whole = page(500, 0);
    assert_eq!((whole.total, whole.hits.len()), (9 * 41, 9 * 41));
    let paged: Vec<SearchHit> = (0..60).flat_map(|at| page(7, at * 7).hits).collect();
    assert_eq!(paged, whole.hits);
}

#[test]
fn many_hits_come_newest_first() {
    let fixture = Fixture::new();
    // Enough that relevance is not asked; conversation 1 is long, 2 is pinned, 3 ends last.
    let long: Vec<(i64, &str)> = (0..12_000).map(|at| (at, "word")).collect();
    fixture.conversation(1, "", "", &long);
    fixture.conversation(2, "", "", &[(11_998, "word"), (5, "word")]);
    fixture.conversation(3, "", "", &[(11_997, "word"), (20_000, "other")]);
    fixture.write(|transaction| {
        transaction
            .execute("UPDATE conversation SET pin_position = 1 WHERE id = 2", [])
            .unwrap();
    });
    let page = |offset, limit| -> Vec<(i64, i64)> {
        let request = SearchRequest {
            offset,
            limit,
            ..request("word")
        };
        let hits = fixture.library.search(request).unwrap().hits;
        let ids = hits.iter().map(|hit| hit.message_id.clone().unwrap());
        ids.map(|id| id.parse::<i64>().unwrap() >> 28)
            .zip(hits.iter().map(|hit| hit.time))
            .collect()
    };
    assert_eq!(
        page(0, 6),
        [
            (1, 11_999),
            (2, 11_998),
            (1, 11_998),
            (3, 11_997),
            (1, 11_997),
            (1, 11_996)
        ]
    );
    assert_eq!(page(2, 2), [(1, 11_998), (3, 11_997)]);
    assert_eq!(page(12_001, 10), [(1, 1), (1, 0)]);
}
