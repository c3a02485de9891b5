//! When the person is asked about a chat, and with what to decide by.

use super::*;

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
        given: theirs.clone(),
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
        let check: Check<'_> = &mut || {
            if cancelled {
                Err(Error::Cancelled)
            } else {
                Ok(())
            }
        };
        namesake::settle(store, &WhatsApp, &export, &context(), check, how)
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
