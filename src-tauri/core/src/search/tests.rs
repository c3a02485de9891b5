//! Search over a small library: what is found, in which order, and that nothing is missed.

use proptest::prelude::*;
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
            run("INSERT INTO participant VALUES (?1, ?1)", &[&id]);
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
            snippet: "Chen 陈".into(),
            ranges: vec![[5, 6]],
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
            snippet: "郁金香".into(),
            ranges: vec![[1, 3]],
        }]
    );
}

#[test]
fn what_was_deleted_is_never_found() {
    let fixture = three_conversations();
    fixture.write(|transaction| {
        transaction
            .execute("UPDATE conversation SET hidden = 1 WHERE id = 3", [])
            .unwrap();
    });
    assert_eq!(fixture.found("tulip"), ["tulips", "tulips and tulips"]);
    assert_eq!(fixture.search("tulip").total, 2);
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

#[test]
fn counts_are_those_of_looking_through_every_text() {
    // Pieces of texts; what is looked for below is one of each kind of script and length.
    let pieces = [
        "会",
        "议",
        "会议",
        "会议纪要",
        "纪要",
        "我们",
        "明天",
        "，",
        "。",
        " ",
        "ก",
        "กา",
        "กำ",
        "มา",
        "学校",
        "학교",
        "학",
        "에서",
        "カフェ",
        "ひらがな",
        "👍",
        "🎉",
        "🇨🇳",
        "❤",
        "北京大学",
        "大学",
    ];
    let queries = [
        "会",
        "会议",
        "会议纪要",
        "我们明天",
        "ก",
        "กา",
        "กำ",
        "มา",
        "학",
        "학교",
        "학교에서",
        "カフェ",
        "ひら",
        "👍",
        "👍🎉",
        "🇨🇳",
        "❤",
        "北京大学",
        "学校北京",
        "议会",
        "大学会议纪要我们",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    let texts: Vec<String> = (0..3000)
        .map(|_| {
            (0..next(12) + 1)
                .map(|_| pieces[next(pieces.len())])
                .collect()
        })
        .collect();
    let fixture = Fixture::new();
    let messages: Vec<(i64, &str)> = texts.iter().map(|text| (0, text.as_str())).collect();
    fixture.conversation(1, "", "", &messages);
    for query in queries {
        let expected = texts.iter().filter(|text| text.contains(query)).count();
        assert!(expected > 0, "{query} is in the texts");
        assert_eq!(fixture.search(query).total, expected as u64, "{query}");
    }
}

#[test]
fn words_are_found_whole_or_by_their_beginning_whatever_case_and_accents() {
    let fixture = Fixture::new();
    let texts = [
        "Élan vital",
        "elan",
        "relance",
        "ELANS",
        "e\u{301}lan",
        "naïve Café",
        "cafés",
        "CAFE",
        "Straße",
        "СПб привет",
        "Привет!",
        "مُحَمَّد هنا",
        "محمد",
        "العربية",
        "हिन्दी में",
        "हिन",
        "mail@example.org",
        "v3.14",
        "C++ code",
        "用iPhone拍的",
        "iphone 15",
        "it's",
        "שלום",
        "ŁÓDŹ",
    ];
    let messages: Vec<(i64, &str)> = texts.iter().map(|text| (0, *text)).collect();
    fixture.conversation(1, "", "", &messages);
    let cases = [
        ("elan", 4),
        ("\"elan\"", 3),
        ("ÉLAN", 4),
        ("cafe", 3),
        ("\"cafe\"", 2),
        ("naive cafe", 1),
        ("Straße", 1),
        ("привет", 2),
        ("прив", 2),
        ("\"прив\"", 0),
        ("محمد", 2),
        ("العربية", 1),
        ("हिन्दी", 1),
        ("हिन", 2),
        ("example.org", 1),
        ("mail@example.org", 1),
        ("3.14", 0),
        ("v3.14", 1),
        ("c++", 1),
        ("iPhone", 2),
        ("iphone拍", 1),
        ("用iphone", 1),
        ("its", 0),
        ("it's", 1),
        ("שָׁלוֹם", 1),
        ("vital elan", 1),
        ("\"vital elan\"", 0),
        ("\"elan vital\"", 1),
        ("AND", 0),
        ("elan OR cafe", 0),
        ("NOT", 0),
        ("elan*", 4),
        ("-elan", 4),
        ("text:elan", 0),
    ];
    for (query, expected) in cases {
        assert_eq!(fixture.search(query).total, expected, "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_typed_is_no_error_and_every_hit_shows_what_was_found(query in r#"[\PC\s"*^:()+\-]{0,12}|(会|议|a|é|"| |👍|NEAR|AND|\*){0,8}"#) {
        let fixture = Fixture::new();
        fixture.conversation(1, "会议 a", "é", &[(1, "a 会议👍 é NEAR and"), (2, "aé会")]);
        for hit in fixture.search(&query).hits {
            prop_assert!(!hit.ranges.is_empty(), "{:?} shows nothing of {:?}", hit.snippet, query);
        }
    }
}
