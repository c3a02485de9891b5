//! Chats of one name: which conversation they go to, and when the person is asked.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use serde_json::json;

use super::super::namesake::{self, Settled, Unclear};
use super::super::testing::{MemoryEntry, context};
use super::super::whatsapp::WhatsApp;
use super::super::{Answer, ChatFacts, Export, NamedConversation, Namesake};
use super::{Counts, Fixture, chat_file, counts, request};
use crate::Error;

const FIRST: &str = "C2Cwhatsapp:Ana";

/// Messages of one-minute rows, each by the one who is named, on a day of January 2024 after the 12th.
fn rows(day: u32, said: &[(&str, &str)]) -> String {
    let row = |(minute, (who, text)): (usize, &(&str, &str))| {
        format!("{day}/01/2024, 10:{minute:02} - {who}: {text}\n")
    };
    said.iter().enumerate().map(row).collect()
}

impl Fixture {
    /// Imports paths, asking; the counts of what was imported, and the questions.
    fn ask(&self, paths: &[&Path]) -> (Vec<Counts>, Vec<Namesake>) {
        let imported = self.library.import_asking(&request(paths));
        let failed: Vec<_> = imported.files.iter().flat_map(|file| &file.error).collect();
        assert!(failed.is_empty(), "{failed:?}");
        (
            imported.files.iter().map(counts).collect(),
            imported.namesakes,
        )
    }

    /// Asks about one chat alone, of which nothing is imported.
    fn asked(&self, path: &Path) -> Namesake {
        let (imported, mut asked) = self.ask(&[path]);
        assert_eq!((imported.len(), asked.len()), (0, 1), "{asked:?}");
        asked.remove(0)
    }

    fn answer(&self, answers: &[Answer]) -> Vec<super::ImportedFile> {
        let given: Vec<&Path> = answers
            .iter()
            .map(|answer| Path::new(&answer.given))
            .collect();
        self.library.import_namesakes(&request(&given), answers)
    }

    fn conversations(&self) -> Vec<String> {
        self.rows(
            "SELECT conversation_id, message_count FROM conversation WHERE hidden = 0 ORDER BY id",
        )
    }
}

fn answer(namesake: &Namesake, conversation: Option<&str>) -> Answer {
    Answer {
        given: namesake.given.clone(),
        path: namesake.path.clone(),
        conversation_id: conversation.map(str::to_owned),
    }
}

#[test]
fn a_chat_of_a_known_name_is_asked_about_with_what_there_is_to_decide_by() {
    let fixture = Fixture::new();
    let ours = rows(
        13,
        &[
            ("Bo", "one"),
            ("Cy", "two"),
            ("Bo", "three"),
            ("Di", "four"),
        ],
    );
    let theirs = rows(20, &[("Bo", "hello"), ("Eve", "good morning")]);
    let ours = fixture.file("a/Family.txt", ours);
    let theirs = fixture.file(
        "b/Family.txt",
        theirs.clone() + "21/01/2024, 9:00 - Fay: \u{200E}x\n",
    );
    assert_eq!(fixture.ask(&[&ours]), (vec![(1, 0, 4, 0)], vec![]));
    assert_eq!(
        fixture.ask(&[&ours]),
        (vec![(0, 0, 0, 4)], vec![]),
        "it shares messages"
    );

    let shown = theirs.to_string_lossy().into_owned();
    let at = |day: i64, minute: i64| 1_705_104_000_000 + ((day * 24 + 10) * 60 + minute) * 60_000;
    let expected = Namesake {
        given: shown.clone(),
        path: shown,
        title: "Family".into(),
        source: "whatsapp",
        facts: ChatFacts {
            message_count: 3,
            first_time: at(7, 0),
            last_time: at(8, -60),
            people: vec!["Bo".into(), "Eve".into(), "Fay".into()],
            people_count: 3,
        },
        conversations: vec![NamedConversation {
            conversation_id: "GROUPwhatsapp:Family".into(),
            is_deleted: false,
            people_in_common: 1,
            facts: ChatFacts {
                message_count: 4,
                first_time: at(0, 0),
                last_time: at(0, 3),
                people: vec!["Bo".into(), "Cy".into(), "Di".into()],
                people_count: 3,
            },
        }],
    };
    assert_eq!(fixture.asked(&theirs), expected);
    assert_eq!(fixture.conversations(), ["GROUPwhatsapp:Family|4"]);
}

#[test]
fn the_person_says_whether_a_chat_of_a_known_name_is_another() {
    let fixture = Fixture::new();
    let first = rows(13, &[("Ana", "one")]);
    let second = rows(14, &[("Ana", "two")]);
    let other = rows(15, &[("Ana", "from another Ana")]);
    let more = other.clone() + &rows(16, &[("Ana", "more")]);
    fixture.import_one(&fixture.file("a/Ana.txt", first));
    let second = fixture.asked(&fixture.file("b/Ana.txt", second));
    let other = fixture.asked(&fixture.file("c/Ana.txt", other));

    let files = fixture.answer(&[answer(&second, Some(FIRST)), answer(&other, None)]);
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, [&second.path, &other.path]);
    assert_eq!(counts(&files[0]), (0, 1, 1, 0));
    assert_eq!(counts(&files[1]), (1, 0, 1, 0));
    let both = ["C2Cwhatsapp:Ana|2", "C2Cwhatsapp:Ana (2)|1"];
    assert_eq!(fixture.conversations(), both);
    let titles = fixture.rows("SELECT DISTINCT title FROM conversation");
    assert_eq!(titles, ["Ana"]);

    // From now on its messages tell it apart: nobody is asked again, and no answer joins it.
    let more = fixture.file("d/Ana.txt", more);
    let forced = Answer {
        path: more.to_string_lossy().into_owned(),
        ..answer(
            &Namesake {
                given: more.to_string_lossy().into_owned(),
                ..other
            },
            Some(FIRST),
        )
    };
    assert_eq!(counts(&fixture.answer(&[forced])[0]), (0, 1, 1, 1));
    assert_eq!(fixture.ask(&[&more]), (vec![(0, 0, 0, 2)], vec![]));
}

#[test]
fn of_several_conversations_of_the_name_the_person_chooses_one() {
    let fixture = Fixture::new();
    for (day, people) in [
        (13, ["Bo", "Cy", "Di"]),
        (20, ["Eve", "Fay", "Gil"]),
        (17, ["Eve", "Bo", "Hu"]),
    ] {
        let said: Vec<(&str, &str)> = people.iter().map(|who| (*who, "x")).collect();
        let file = fixture.file(&format!("{day}/Team.txt"), rows(day, &said));
        let (imported, asked) = fixture.ask(&[&file]);
        if imported.is_empty() {
            fixture.answer(&[answer(&asked[0], None)]);
        }
    }
    let late = rows(
        25,
        &[
            ("Eve", "late"),
            ("Bo", "late"),
            ("Bo", "again"),
            ("Zoe", "x"),
        ],
    );
    let asked = fixture.asked(&fixture.file("late/Team.txt", late));
    let ids: Vec<(&str, usize)> = asked
        .conversations
        .iter()
        .map(|named| (named.conversation_id.as_str(), named.people_in_common))
        .collect();
    let team = [
        "GROUPwhatsapp:Team",
        "GROUPwhatsapp:Team (2)",
        "GROUPwhatsapp:Team (3)",
    ];
    assert_eq!(
        ids,
        [(team[2], 2), (team[1], 1), (team[0], 1)],
        "the likeliest first, then the latest"
    );
    assert_eq!(
        asked.facts.people,
        ["Bo", "Eve", "Zoe"],
        "those who write most"
    );
    fixture.answer(&[answer(&asked, Some(team[1]))]);
    let counts = fixture.rows("SELECT message_count FROM conversation ORDER BY id");
    assert_eq!(counts, ["3", "7", "3"]);
}

#[test]
fn a_groups_own_name_is_not_taken_for_one_of_its_people() {
    let fixture = Fixture::new();
    let club = |day: u32| {
        let greeting = "\u{200E}Messages and calls are end-to-end encrypted. No one outside of this \
            chat, not even WhatsApp, can read or listen to them.";
        let said = [("Club", greeting), ("Bo", "x"), ("Cy", "x"), ("Di", "x")];
        let row = |(who, text): (&str, &str)| format!("[{day}.01.24, 10:00:00] {who}: {text}\r\n");
        said.map(row).concat()
    };
    fixture.import_one(&fixture.file("a/_chat.txt", club(13)));
    let asked = fixture.asked(&fixture.file("b/_chat.txt", club(20)));
    assert_eq!(asked.title, "Club");
    let known = &asked.conversations[0];
    for facts in [&asked.facts, &known.facts] {
        assert_eq!(
            (facts.people.join(" ").as_str(), facts.people_count),
            ("Bo Cy Di", 3)
        );
    }
    assert_eq!(known.people_in_common, 3);
}

#[test]
fn chats_of_one_name_that_come_together_are_asked_about_too() {
    let fixture = Fixture::new();
    let first = fixture.file("WhatsApp Chat with Ana.txt", rows(13, &[("Ana", "one")]));
    let second = fixture.file(
        "WhatsApp Chat with Ana (1).txt",
        rows(14, &[("Ana", "two")]),
    );
    let (imported, asked) = fixture.ask(&[&first, &second]);
    assert_eq!(imported, [(1, 0, 1, 0)]);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].path, second.to_string_lossy());
}

#[test]
fn an_answer_imports_its_chat_and_nothing_else_that_was_given_with_it() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("before/Ana.txt", rows(13, &[("Ana", "one")])));
    fixture.file("all/result.json", chat_file("Cy", 9, 1..4));
    let zip = |name: &str, files: &[(&str, String)]| {
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect();
        fixture.zip(name, &files);
    };
    let ana = || ("Ana.txt", rows(20, &[("Ana", "two")]));
    zip("all/alone.zip", &[ana()]);
    zip(
        "all/together.zip",
        &[
            ("Ana.txt", rows(21, &[("Ana", "three")])),
            ("Bo.txt", rows(13, &[("Bo", "x")])),
        ],
    );
    let all = fixture.path("all");
    let (imported, asked) = fixture.ask(&[&all]);
    assert_eq!(
        imported,
        [(1, 0, 3, 0), (1, 0, 1, 0)],
        "the rest is imported at once"
    );
    let inner: Vec<&str> = asked
        .iter()
        .map(|namesake| namesake.path.strip_prefix(&*all.to_string_lossy()).unwrap())
        .collect();
    assert_eq!(inner, ["/alone.zip", "/together.zip/Ana.txt"]);
    let answers: Vec<Answer> = asked
        .iter()
        .map(|namesake| answer(namesake, Some(FIRST)))
        .collect();
    let files = fixture.answer(&answers);
    let told: Vec<_> = files
        .iter()
        .map(|file| (file.path.as_str(), counts(file)))
        .collect();
    let expected: Vec<_> = asked
        .iter()
        .map(|asked| (asked.path.as_str(), (0, 1, 1, 0)))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn an_answer_that_came_too_late_says_so_and_imports_nothing() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("a/Ana.txt", rows(13, &[("Ana", "one")])));
    let path = fixture.file("b/Ana.txt", rows(14, &[("Ana", "two")]));
    let asked = fixture.asked(&path);
    let failure = |answers: &[Answer]| {
        let files = fixture.answer(answers);
        assert_eq!(files.len(), 1, "{files:?}");
        assert_eq!(files[0].path, asked.path);
        files[0].error.clone().unwrap()
    };
    let unknown = failure(&[answer(&asked, Some("C2Ctelegram:user1"))]);
    assert_eq!(unknown.code(), 2500);
    std::fs::remove_file(path).unwrap();
    assert_eq!(failure(&[answer(&asked, None)]).reason(), "not-found");
    assert_eq!(fixture.conversations(), ["C2Cwhatsapp:Ana|1"]);
}

#[test]
fn a_deleted_conversation_is_asked_about_and_an_erased_one_gone_on() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("a/Ana.txt", rows(13, &[("Ana", "one")])));
    fixture
        .library
        .ok("delete_conversation", json!({"conversationID": FIRST}));
    let path = fixture.file("b/Ana.txt", rows(14, &[("Ana", "two")]));
    let asked = fixture.asked(&path);
    assert!(asked.conversations[0].is_deleted);
    assert_eq!(fixture.conversations(), [""; 0]);

    fixture.library.ok("erase_deleted", json!({}));
    assert_eq!(fixture.ask(&[&path]), (vec![(0, 1, 1, 0)], vec![]));
    assert_eq!(fixture.conversations(), ["C2Cwhatsapp:Ana|1"]);
}

#[test]
fn looking_for_a_namesake_can_be_cancelled() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("a/Ana.txt", rows(13, &[("Ana", "one")])));
    let entry = MemoryEntry::new("Ana.txt", rows(14, &[("Ana", "two")]).as_bytes());
    let export = Export {
        entries: vec![&entry],
        input_name: "Ana.txt",
        holds: &|_| false,
        paths: &[],
    };
    let settle = |cancelled| {
        let (store, how) = (&fixture.library.store, (Unclear::IsAsked, "Ana.txt"));
        let cancel = AtomicBool::new(cancelled);
        namesake::settle(store, &WhatsApp, &export, &context(), &cancel, how)
    };
    assert!(matches!(settle(false), Ok(Settled::Asked(_))));
    assert!(matches!(settle(true), Err(Error::Cancelled)));
}

#[test]
fn a_chat_of_a_known_name_goes_it_on_while_nobody_says_otherwise() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("a/Ana.txt", "13/01/2024, 10:00 - Ana: one\n"));
    let later = fixture.file("b/Ana.txt", "14/02/2024, 11:00 - Ana: two\n");
    assert_eq!(counts(&fixture.import_one(&later)), (0, 1, 1, 0));
    // A group that has the name of a person is no such chat.
    let group = fixture.file(
        "c/Ana.txt",
        "1/3/24, 1:00 - A: x\n13/3/24, 1:00 - B: x\n13/3/24, 1:01 - C: x\n",
    );
    assert_eq!(counts(&fixture.import_one(&group)), (1, 0, 3, 0));
}

/// Two chats with an Ana, each known by what was said in it.
fn two_of_one_name(fixture: &Fixture) -> [std::path::PathBuf; 2] {
    let first = fixture.file("a/WhatsApp Chat with Ana.txt", rows(13, &[("Ana", "one")]));
    let second = fixture.file("b/WhatsApp Chat with Ana.txt", rows(20, &[("Ana", "two")]));
    fixture.ask(&[&first]);
    let asked = fixture.asked(&second);
    fixture.answer(&[answer(&asked, None)]);
    assert_eq!(
        fixture.conversations(),
        ["C2Cwhatsapp:Ana|1", "C2Cwhatsapp:Ana (2)|1"]
    );
    [first, second]
}

fn erase(fixture: &Fixture, id: &str) {
    fixture
        .library
        .ok("delete_conversation", json!({"conversationID": id}));
    fixture.library.ok("erase_deleted", json!({}));
}

#[test]
fn a_chat_that_is_known_goes_to_its_own_conversation_though_the_first_of_its_name_was_erased() {
    let fixture = Fixture::new();
    let [_, second] = two_of_one_name(&fixture);
    erase(&fixture, FIRST);
    assert_eq!(fixture.ask(&[&second]), (vec![(0, 0, 0, 1)], vec![]));
    assert_eq!(fixture.conversations(), ["C2Cwhatsapp:Ana (2)|1"]);
}

#[test]
fn a_conversation_of_its_own_does_not_take_what_an_erased_one_left() {
    let fixture = Fixture::new();
    two_of_one_name(&fixture);
    erase(&fixture, "C2Cwhatsapp:Ana (2)");
    let third = fixture.file(
        "c/WhatsApp Chat with Ana.txt",
        rows(25, &[("Ana", "three")]),
    );
    let asked = fixture.asked(&third);
    fixture.answer(&[answer(&asked, None)]);
    assert_eq!(
        fixture.conversations(),
        ["C2Cwhatsapp:Ana|1", "C2Cwhatsapp:Ana (3)|1"]
    );
}
