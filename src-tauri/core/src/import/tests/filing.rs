//! The order that conversations had in their product: projects, stars, the archive.

use serde_json::json;

use super::{Fixture, counts};
use crate::model::request;

/// A ChatGPT export of one conversation, with fields that say how it is put in order there.
fn export(fixture: &Fixture, fields: &str, last_time: i64) -> (u64, u64, u64, u64) {
    let content = format!(
        r#"[{{"conversation_id": "c0ffee", "title": "A", "create_time": 1, {fields}
            "current_node": "n{last_time}", "mapping": {{
            "n{last_time}": {{"parent": null, "message": {{"id": "m{last_time}",
                "create_time": {last_time}, "author": {{"role": "user"}},
                "content": {{"content_type": "text", "parts": ["word"]}}}}}}}}}}]"#
    );
    counts(&fixture.import_one(&fixture.file("conversations.json", content)))
}

fn folder(fixture: &Fixture) -> String {
    fixture
        .rows("SELECT folder FROM conversation WHERE title = 'A'")
        .remove(0)
}

fn marks(fixture: &Fixture) -> Vec<String> {
    fixture.rows("SELECT mark_type FROM mark ORDER BY mark_type")
}

#[test]
fn a_conversation_knows_its_project_as_the_newest_export_has_it() {
    let fixture = Fixture::new();
    export(&fixture, r#""gizmo_id": "g-p-1","#, 5);
    assert_eq!(folder(&fixture), "g-p-1");
    assert_eq!(export(&fixture, r#""gizmo_id": "g-p-2","#, 5), (0, 1, 0, 1));
    assert_eq!(folder(&fixture), "g-p-2");
    export(&fixture, r#""gizmo_id": "g-p-1","#, 4);
    assert_eq!(folder(&fixture), "g-p-2", "an older export");
    export(&fixture, r#""gizmo_id": null,"#, 6);
    assert_eq!(folder(&fixture), "", "taken out of it");
    export(&fixture, r#""gizmo_id": "g-somebodys-gpt","#, 7);
    assert_eq!(folder(&fixture), "", "no project");
}

#[test]
fn a_star_and_the_archive_are_marks_of_what_comes_new() {
    let fixture = Fixture::new();
    export(&fixture, r#""is_starred": true, "is_archived": true,"#, 5);
    assert_eq!(marks(&fixture), ["1", "3"]);
    let unstar = json!({
        "conversationIDList": ["C2Cchatgpt:c0ffee"], "markType": 1, "enableMark": false,
    });
    fixture
        .library
        .mark_conversation(request::parse(unstar).unwrap())
        .unwrap();
    export(&fixture, r#""is_starred": true, "is_archived": true,"#, 6);
    assert_eq!(marks(&fixture), ["3"], "the person took the star away");
    export(&fixture, "", 7);
    assert_eq!(marks(&fixture), ["3"], "and keeps what they kept");
}

#[test]
fn what_is_known_already_gets_no_star_later() {
    let fixture = Fixture::new();
    export(&fixture, "", 5);
    export(&fixture, r#""is_starred": true, "is_archived": 1,"#, 6);
    assert!(marks(&fixture).is_empty());
}
