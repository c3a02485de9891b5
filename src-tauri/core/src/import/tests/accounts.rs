//! Exports that do not say of which account they are, in a product that numbers messages in each.

use std::path::PathBuf;

use super::{Fixture, counts, request};

const KEPT: &str = "SELECT text FROM message ORDER BY time, id";

/// A basic group exported on its own: number, second and text of each message.
fn group(fixture: &Fixture, name: &str, messages: &[(i64, i64, &str)]) -> PathBuf {
    let messages: Vec<String> = messages
        .iter()
        .map(|(id, time, text)| {
            format!(
                r#"{{"id": {id}, "type": "message", "date_unixtime": "{time}", "from": "Ana",
                    "from_id": "user7", "text": "{text}"}}"#
            )
        })
        .collect();
    let content = format!(
        r#"{{"name": "Trip", "type": "private_group", "id": 5, "messages": [{}]}}"#,
        messages.join(",")
    );
    fixture.file(name, content)
}

/// The group in the export of a whole account.
fn of_account(fixture: &Fixture, owner: i64, group: &std::path::Path) -> PathBuf {
    let chat = std::fs::read_to_string(group).unwrap();
    fixture.file("account.json", super::account_file(owner, &[chat]))
}

#[test]
fn a_number_that_two_accounts_gave_to_two_messages_loses_neither() {
    let fixture = Fixture::new();
    let ours = group(&fixture, "1.json", &[(1, 100, "one"), (2, 200, "two")]);
    let theirs = group(&fixture, "2.json", &[(2, 300, "three"), (3, 400, "four")]);
    assert_eq!(counts(&fixture.import_one(&ours)), (1, 0, 2, 0));
    assert_eq!(counts(&fixture.import_one(&theirs)), (0, 1, 2, 0));
    let all = ["one", "two", "three", "four"];
    assert_eq!(fixture.rows(KEPT), all);
    for again in [&ours, &theirs, &ours] {
        assert_eq!(counts(&fixture.import_one(again)), (0, 0, 0, 2));
    }
    assert_eq!(fixture.rows(KEPT), all);
    let found = "SELECT COUNT(*) FROM message_search WHERE message_search MATCH 'two OR three'";
    assert_eq!(fixture.count(found), 2);
}

#[test]
fn nor_does_it_when_the_conversation_has_become_that_of_an_account() {
    let fixture = Fixture::new();
    let ours = group(&fixture, "1.json", &[(1, 100, "one")]);
    let theirs = group(&fixture, "2.json", &[(2, 300, "three")]);
    fixture.import(&[&ours, &theirs]);
    fixture.import_one(&of_account(&fixture, 501, &ours));
    let newer = group(&fixture, "3.json", &[(1, 100, "one"), (2, 200, "two")]);
    let newer = of_account(&fixture, 501, &newer);
    assert_eq!(counts(&fixture.import_one(&newer)), (0, 1, 1, 1));
    assert_eq!(fixture.rows(KEPT), ["one", "two", "three"]);
    assert_eq!(counts(&fixture.import_one(&newer)), (0, 0, 0, 2));
}

#[test]
fn times_that_were_read_in_another_zone_make_no_other_messages() {
    let fixture = Fixture::new();
    let message = |unixtime: &str| {
        format!(
            r#"{{"name": "Trip", "type": "private_group", "id": 5, "messages": [
                {{"id": 1, "type": "message", "date": "2024-01-02T03:04:05", {unixtime}
                  "from": "Ana", "from_id": "user7", "text": "one"}}]}}"#
        )
    };
    let old = fixture.file("old.json", message(""));
    let new = fixture.file("new.json", message(r#""date_unixtime": "1704164645","#));
    assert_eq!(counts(&fixture.import_one(&old)), (1, 0, 1, 0));
    for (path, zone) in [
        (&old, "Asia/Kathmandu"),
        (&new, "Asia/Kathmandu"),
        (&old, "America/New_York"),
    ] {
        let mut request = request(&[path]);
        request.context.zone = jiff::tz::TimeZone::get(zone).unwrap();
        let files = fixture.library.import_files(&request);
        assert_eq!(files[0].messages_added, 0, "{zone}");
    }
}

#[test]
fn what_the_export_gives_no_time_for_is_known_by_its_number() {
    let fixture = Fixture::new();
    let unsupported = r#"{"id": 2, "type": "unsupported"}"#;
    let first = r#"{"id": 1, "type": "message", "date_unixtime": "100", "from": "Ana",
        "from_id": "user7", "text": "one"},"#;
    let file = |first: &str| {
        let content = format!(
            r#"{{"name": "Trip", "type": "private_group", "id": 5,
                "messages": [{first}{unsupported}]}}"#
        );
        counts(&fixture.import_one(&fixture.file("result.json", content)))
    };
    assert_eq!(file(first), (1, 0, 2, 0));
    assert_eq!(file(""), (0, 0, 0, 1), "its time is that of a neighbour");
}
