//! Messages that changed between two exports.

use super::{Fixture, counts};

/// A Telegram export of a chat with one message that may have been edited, and one behind it.
fn export(fixture: &Fixture, text: &str, edited: Option<i64>, last: &str) -> (u64, u64, u64, u64) {
    let edited = edited.map_or(String::new(), |time| {
        format!(r#""edited": "2024-01-01T10:00:00", "edited_unixtime": "{time}","#)
    });
    let message = |id: i64, text: &str, edited: &str| {
        format!(
            r#"{{"id": {id}, "type": "message", "date_unixtime": "{}", {edited}
                "from": "Ana", "from_id": "user7", "text": "{text}"}}"#,
            1_700_000_000 + id
        )
    };
    let content = format!(
        r#"{{"name": "Ana", "type": "personal_chat", "id": 7, "messages": [{}, {}]}}"#,
        message(1, text, &edited),
        message(2, last, "")
    );
    counts(&fixture.import_one(&fixture.file("result.json", content)))
}

/// The first message, as it is stored.
fn text(fixture: &Fixture) -> String {
    let texts = fixture.rows("SELECT text FROM message WHERE key = 1");
    assert_eq!(texts.len(), 1);
    texts[0].clone()
}

fn found(fixture: &Fixture, word: &str) -> u64 {
    fixture.count(&format!(
        "SELECT COUNT(*) FROM message_search WHERE message_search MATCH '{word}'"
    ))
}

#[test]
fn a_newer_export_brings_the_edited_text() {
    let fixture = Fixture::new();
    assert_eq!(export(&fixture, "tpyo", None, "end"), (1, 0, 2, 0));
    fixture.library.changes();
    assert_eq!(
        export(&fixture, "typo 更正", Some(1_700_000_100), "end"),
        (0, 1, 0, 2),
        "the conversation is updated, the message was known"
    );
    assert_eq!(text(&fixture), "typo 更正");
    assert_eq!(
        fixture.rows("SELECT extra FROM message WHERE key = 1"),
        [r#"{"edited":true}"#]
    );
    assert_eq!(
        [
            found(&fixture, "tpyo"),
            found(&fixture, "typo"),
            found(&fixture, "\"更 正\"")
        ],
        [0, 1, 1]
    );
    assert_eq!(
        fixture.library.changes().len(),
        1,
        "the window is told of it"
    );
    // Its place is the one it had, and so is what stands last.
    let list = "SELECT message_count, last_text, last_time FROM conversation";
    assert_eq!(fixture.rows(list), ["2|end|1700000002000"]);
}

#[test]
fn importing_an_edit_again_changes_nothing() {
    let fixture = Fixture::new();
    export(&fixture, "new", Some(1_700_000_100), "end");
    fixture.library.changes();
    assert_eq!(
        export(&fixture, "new", Some(1_700_000_100), "end"),
        (0, 0, 0, 2)
    );
    assert_eq!(fixture.library.changes(), []);
}

#[test]
fn an_older_export_brings_no_old_text_back() {
    let fixture = Fixture::new();
    export(&fixture, "third", Some(1_700_000_300), "end");
    for (text, edited) in [("second", Some(1_700_000_200)), ("first", None)] {
        assert_eq!(
            export(&fixture, text, edited, "end"),
            (0, 0, 0, 2),
            "{text}"
        );
    }
    assert_eq!(text(&fixture), "third");
    assert_eq!(found(&fixture, "second"), 0);
}

#[test]
fn an_edited_last_message_is_what_the_list_shows() {
    let fixture = Fixture::new();
    let path = fixture.file("1.json", last_message("before", ""));
    fixture.import_one(&path);
    let edited = last_message("after", r#""edited_unixtime": "1700000100","#);
    fixture.import_one(&fixture.file("2.json", edited));
    assert_eq!(
        fixture.rows("SELECT last_text FROM conversation"),
        ["after"]
    );
}

fn last_message(text: &str, edited: &str) -> String {
    format!(
        r#"{{"name": "Ana", "type": "personal_chat", "id": 7, "messages": [
            {{"id": 1, "type": "message", "date_unixtime": "1700000000", {edited}
              "from": "Ana", "from_id": "user7", "text": "{text}"}}]}}"#
    )
}

#[test]
fn a_text_that_was_edited_away_is_found_no_more() {
    let fixture = Fixture::new();
    export(&fixture, "secret", None, "end");
    export(&fixture, "", Some(1_700_000_100), "end");
    assert_eq!(
        (text(&fixture).as_str(), found(&fixture, "secret")),
        ("", 0)
    );
    export(&fixture, "back", Some(1_700_000_200), "end");
    assert_eq!(found(&fixture, "back"), 1);
}

#[test]
fn a_library_that_knows_no_times_of_edits_takes_them_up_quietly() {
    let fixture = Fixture::new();
    export(&fixture, "edited", Some(1_700_000_200), "end");
    // As the first version of the library left it.
    fixture
        .library
        .with(|connection| Ok(connection.execute("UPDATE message SET content_time = 0", [])?));
    assert_eq!(
        export(&fixture, "edited", Some(1_700_000_200), "end"),
        (0, 0, 0, 2)
    );
    export(&fixture, "older", Some(1_700_000_100), "end");
    assert_eq!(text(&fixture), "edited");
}

#[test]
fn an_answer_that_chatgpt_was_still_writing_is_whole_in_the_next_export() {
    let fixture = Fixture::new();
    let export = |updated: i64, answer: &str| {
        let content = format!(
            r#"[{{"conversation_id": "c0ffee", "title": "A", "create_time": 1,
                "update_time": {updated}, "current_node": "n1", "mapping": {{
                "n1": {{"parent": null, "message": {{"id": "m1", "create_time": 1,
                    "author": {{"role": "assistant"}},
                    "content": {{"content_type": "text", "parts": ["{answer}"]}}}}}}}}}}]"#
        );
        counts(&fixture.import_one(&fixture.file("conversations.json", content)))
    };
    assert_eq!(export(10, "The answer"), (1, 0, 1, 0));
    assert_eq!(export(20, "The answer is 42"), (0, 1, 0, 1));
    assert_eq!(export(10, "The answer"), (0, 0, 0, 1));
    assert_eq!(export(30, "The answer is 42"), (0, 0, 0, 1));
    let texts = fixture.rows("SELECT text FROM message");
    assert_eq!(texts, ["The answer is 42"]);
}
