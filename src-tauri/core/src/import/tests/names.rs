//! What people are called in one export and in the next.

use serde_json::json;

use super::Fixture;

/// A Telegram export of a group in which one person writes, named or not, up to a second.
fn group(fixture: &Fixture, name: Option<&str>, until: i64) {
    let from = json!(name);
    let messages: Vec<String> = (1..=until)
        .map(|id| {
            format!(
                r#"{{"id": {id}, "type": "message", "date_unixtime": "{id}", "from": {from},
                    "from_id": "user7", "text": "hi"}}"#
            )
        })
        .collect();
    let content = format!(
        r#"{{"name": "Choir", "type": "private_group", "id": 5, "messages": [{}]}}"#,
        messages.join(", ")
    );
    assert_eq!(
        fixture
            .import_one(&fixture.file("result.json", content))
            .error,
        None
    );
}

/// Who is said to have written last, in the list; and how many conversations each name finds.
fn shown(fixture: &Fixture, names: [&str; 2]) -> (String, [u64; 2]) {
    let found = names.map(|name| {
        fixture.count(&format!(
            "SELECT COUNT(*) FROM conversation_search WHERE conversation_search MATCH '{name}'"
        ))
    });
    let last = fixture.rows("SELECT last_sender FROM conversation");
    assert_eq!(fixture.rows("SELECT name FROM person"), last);
    (last[0].clone(), found)
}

#[test]
fn a_newer_export_renames_a_person_everywhere() {
    let fixture = Fixture::new();
    group(&fixture, Some("Bob"), 3);
    fixture.library.changes();
    group(&fixture, Some("Robert"), 3);
    assert_eq!(
        shown(&fixture, ["Bob", "Robert"]),
        ("Robert".into(), [0, 1])
    );
    let changes = fixture.library.changes();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].conversations, [1]);
}

#[test]
fn an_older_export_brings_no_old_name_back() {
    let fixture = Fixture::new();
    group(&fixture, Some("Robert"), 4);
    group(&fixture, Some("Bob"), 3);
    assert_eq!(
        shown(&fixture, ["Bob", "Robert"]),
        ("Robert".into(), [0, 1])
    );
}

#[test]
fn who_has_left_the_product_keeps_the_name_that_is_known() {
    let fixture = Fixture::new();
    group(&fixture, Some("Robert"), 3);
    group(&fixture, None, 4);
    assert_eq!(
        shown(&fixture, ["Robert", "Deleted"]),
        ("Robert".into(), [1, 0])
    );
    let chat = |name: Option<&str>, last: i64| {
        let name = json!(name);
        let content = format!(
            r#"{{"name": {name}, "type": "personal_chat", "id": 7, "messages": [
                {{"id": {last}, "type": "message", "date_unixtime": "{last}", "from": {name},
                  "from_id": "user7", "text": "hi"}}]}}"#
        );
        fixture.import_one(&fixture.file("result.json", content));
        fixture.rows("SELECT title FROM conversation WHERE type = 'person'")
    };
    assert_eq!(chat(None, 1), ["Deleted Account"]);
    assert_eq!(chat(Some("Robert"), 2), ["Robert"]);
    assert_eq!(chat(None, 3), ["Robert"]);
}
