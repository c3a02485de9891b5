//! Where a chat goes once the person has said.

use super::*;

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
                given: more.clone(),
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

#[cfg(unix)]
#[test]
fn a_chat_in_a_file_whose_name_is_no_text_is_answered_like_any_other() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = Fixture::new();
    let folder = |name: &[u8], day: u32, text: &str| {
        let folder = fixture.files.path().join(std::ffi::OsStr::from_bytes(name));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("Ana.txt");
        std::fs::write(&path, rows(day, &[("Ana", text)])).unwrap();
        path
    };
    fixture.import_one(&folder(b"a", 13, "one"));
    let asked = fixture.asked(&folder(b"caf\xe9", 14, "two"));
    let files = fixture.answer(&[answer(&asked, Some(FIRST))]);
    assert_eq!(files.iter().map(counts).collect::<Vec<_>>(), [(0, 1, 1, 0)]);
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
