//! ChatGPT and WhatsApp exports imported into a library: again, in part, overlapping.

use super::{Fixture, counts};

const CHATGPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/fixtures/chatgpt/shards"
);

#[test]
fn a_chatgpt_folder_is_one_export_and_adds_nothing_twice() {
    let fixture = Fixture::new();
    let folder = std::path::Path::new(CHATGPT);
    let first = fixture.import_one(folder);
    assert_eq!(
        (first.format.as_str(), first.error.as_ref()),
        ("chatgpt", None)
    );
    assert_eq!(counts(&first), (5, 0, 13, 0));
    assert_eq!(counts(&fixture.import_one(folder)), (0, 0, 0, 13));
    // Without user.json, the shards on their own.
    let alone = fixture.import_one(&folder.join("conversations-001.json"));
    assert_eq!(counts(&alone), (0, 0, 0, 7));
    let accounts = fixture.rows("SELECT DISTINCT account FROM conversation");
    assert_eq!(accounts.len(), 1);
}

#[test]
fn a_chatgpt_folder_of_2026_adds_nothing_twice_and_knows_who_takes_part() {
    let fixture = Fixture::new();
    let folder = std::path::Path::new(CHATGPT).with_file_name("newest");
    assert_eq!(counts(&fixture.import_one(&folder)), (5, 0, 25, 0));
    assert_eq!(counts(&fixture.import_one(&folder)), (0, 0, 0, 25));
    let people = fixture.rows("SELECT key, name FROM person ORDER BY key");
    assert_eq!(people, ["Noor|Noor", "assistant|ChatGPT", "user|"]);
}

#[test]
fn a_chatgpt_conversation_stays_one_whatever_its_account_is_called() {
    let fixture = Fixture::new();
    let export = |user: &str, last_time: i64| {
        let path = format!("{}{last_time}", user.len());
        let message = |n: i64| {
            format!(
                r#""n{n}": {{"parent": "n{}", "message": {{"id": "m{n}", "create_time": {n},
                    "author": {{"role": "user"}},
                    "content": {{"content_type": "text", "parts": ["word{n}"]}}}}}}"#,
                n - 1
            )
        };
        let nodes: Vec<String> = (1..=last_time).map(message).collect();
        let conversations = format!(
            r#"[{{"conversation_id": "c0ffee", "title": "A", "create_time": 1,
                "current_node": "n{last_time}", "mapping": {{{}}}}}]"#,
            nodes.join(",")
        );
        fixture.file(&format!("{path}/conversations.json"), conversations);
        let user = format!(r#"{{"chatgpt_plus_user": true, {user}}}"#);
        fixture.file(&format!("{path}/user.json"), user);
        counts(&fixture.import_one(&fixture.path(&path)))
    };
    let conversations = || fixture.rows("SELECT conversation_id, account FROM conversation");
    let old = r#""id": "user-1", "email": "old@example.com""#;
    let new = r#""id": "user-1", "email": "newer@example.com""#;

    assert_eq!(export(old, 5), (1, 0, 5, 0));
    assert_eq!(export(new, 5).2, 0, "nothing is added");
    assert_eq!(
        conversations(),
        ["C2Cchatgpt:c0ffee|newer@example.com"],
        "the newest export says what the account is called"
    );
    assert_eq!(export(r#""id": "user-1""#, 6), (0, 1, 1, 5));
    assert_eq!(conversations(), ["C2Cchatgpt:c0ffee|user-1"]);
    assert_eq!(export(old, 4), (0, 0, 0, 4), "an older export");
    assert_eq!(conversations(), ["C2Cchatgpt:c0ffee|user-1"]);
}

#[test]
fn overlapping_whatsapp_exports_of_one_chat_are_one_conversation() {
    let fixture = Fixture::new();
    let rows: Vec<String> = (0..30)
        .map(|row| {
            format!(
                "{}/01/2024, 10:{:02} - {}: {}\n",
                13 + row / 10,
                row,
                ["Ana", "Bo"][row % 2],
                row / 4
            )
        })
        .collect();
    let early = fixture.file("a/WhatsApp Chat with Ana.txt", rows[..20].concat());
    let late = fixture.file("b/WhatsApp Chat with Ana (1).txt", rows[10..].concat());
    assert_eq!(counts(&fixture.import_one(&early)), (1, 0, 20, 0));
    assert_eq!(counts(&fixture.import_one(&late)), (0, 1, 10, 10));
    assert_eq!(counts(&fixture.import_one(&early)), (0, 0, 0, 20));
    let row = fixture.rows("SELECT conversation_id, title, message_count FROM conversation");
    assert_eq!(row, ["C2Cwhatsapp:Ana|Ana|30"]);
    // The chat is named after Ana, so Bo exported it.
    let outgoing = fixture.rows(
        "SELECT DISTINCT name FROM message JOIN person ON person.id = person_id WHERE flags & 1",
    );
    assert_eq!(outgoing, ["Bo"]);
}

#[test]
fn a_file_of_no_known_format_is_refused() {
    let fixture = Fixture::new();
    let cases = [
        (
            "notes.txt",
            "On 12/03/2022 at 10:30 we met.\nIt was nice.\n",
        ),
        (
            "server.log",
            "2024-01-02 03:04:05 - INFO - started: ok\n[2024-01-02 03:04:05] ERROR: no\n",
        ),
        ("server2.log", "[2024-01-02 03:04:05] error: no\n"),
        ("table.csv", "date,time,name\n2024-01-02,03:04,Ana\n"),
        ("data.json", "{\"mapping\": 1}"),
        ("prose.txt", "Meeting - 10:30: bring the plans\n"),
    ];
    for (name, content) in cases {
        let file = fixture.import_one(&fixture.file(name, content));
        assert_eq!(
            file.error.as_ref().map(crate::Error::code),
            Some(200_003),
            "{name}"
        );
    }
}

#[test]
fn a_chat_that_turns_out_to_be_a_group_stays_one_conversation() {
    let fixture = Fixture::new();
    let early = "13/01/2024, 10:00 - Ana: one\n13/01/2024, 10:01 - Bo: two\n";
    let late = "13/01/2024, 10:01 - Bo: two\n13/01/2024, 10:02 - Cy: three\n";
    fixture.import_one(&fixture.file("a/trip.txt", early));
    let second = fixture.import_one(&fixture.file("b/trip.txt", late));
    assert_eq!(counts(&second), (0, 1, 1, 1));
    let ids = fixture.rows("SELECT conversation_id FROM conversation");
    assert_eq!(ids, ["C2Cwhatsapp:trip"]);
}
