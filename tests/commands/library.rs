//! The library as a whole: samples, settings, search, views, import reports.

use crate::support::{Sheaf, id, telegram_export};
use serde_json::{Value, json};

fn all(sheaf: &Sheaf) -> Value {
    sheaf.ok("get_overview", json!({}))["all"].clone()
}

#[test]
fn the_sample_library_comes_in_and_goes_in_one_step_each() {
    let sheaf = Sheaf::with_conversations(1);
    let report = sheaf.ok("load_samples", json!({}));
    assert_eq!(report["files"][0]["error"], Value::Null);
    assert_eq!(sheaf.ok("get_app_state", json!({}))["hasSamples"], true);
    let sources = sheaf.ok("get_overview", json!({}))["sources"].clone();
    assert!(sources.as_array().unwrap().len() >= 5, "{sources}");

    sheaf.ok("remove_samples", json!({}));
    assert_eq!(sheaf.ok("get_app_state", json!({}))["hasSamples"], false);
    assert_eq!(all(&sheaf), 1);
}

#[test]
fn a_library_that_could_not_be_opened_is_opened_when_that_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("data/library");
    let file = library.join("sheaf.db");
    std::fs::create_dir_all(&library).unwrap();
    std::fs::write(&file, "a letter, and no database").unwrap();
    let sheaf = Sheaf::over(folder);
    let state = sheaf.ok("get_app_state", json!({}));
    assert_eq!(state["error"]["code"], 200_002, "{state}");
    assert_eq!(sheaf.code("get_overview", json!({})), 200_002);
    let again = sheaf.ok("retry_open", json!({}));
    assert_eq!(again["error"], state["error"], "nothing was mended yet");

    std::fs::remove_file(&file).unwrap();
    assert_eq!(sheaf.ok("retry_open", json!({}))["error"], Value::Null);
    assert_eq!(all(&sheaf), 0);
    // Its changes are told of as those of one that opened at once.
    sheaf.group("A", &[]);
    assert_eq!(
        sheaf.next_event().map(|(name, _)| name),
        Some("onConversationGroupListUpdated")
    );
    assert_eq!(sheaf.ok("window_ready", json!({})), Value::Null);
}

#[test]
fn settings_change_one_by_one_and_are_kept() {
    let sheaf = Sheaf::new();
    let before = sheaf.ok("get_settings", json!({}));
    assert_eq!(before["language"], "system");
    let after = sheaf.ok("set_settings", json!({ "theme": "dark" }));
    assert_eq!(
        (&after["theme"], &after["language"]),
        (&json!("dark"), &json!("system"))
    );
    let sheaf = sheaf.restarted();
    assert_eq!(sheaf.ok("get_settings", json!({})), after);
    assert_eq!(
        sheaf.code("set_settings", json!({ "theme": "pink" })),
        50002
    );
}

#[test]
fn a_view_is_an_order_and_the_rows_of_what_is_on_screen() {
    let sheaf = Sheaf::with_conversations(30);
    let request = json!({ "view": { "kind": "all" }, "sort": "latest" });
    let order = sheaf.ok("get_view_order", request);
    let order = order.as_array().unwrap();
    assert_eq!(order.len(), 31, "the revision and thirty rows");
    let first = json!({ "view": { "kind": "all" }, "sort": "latest", "limit": 5 });
    assert_eq!(
        sheaf.ok("get_view_order", first).as_array().unwrap(),
        &order[..6]
    );
    let rows = sheaf.ok("get_rows", json!({ "rowIDs": &order[1..3] }));
    let titles: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["title"])
        .collect();
    assert_eq!(titles, ["Person 30", "Person 29"]);
}

#[test]
fn search_finds_titles_and_people_first_and_then_messages() {
    let sheaf = Sheaf::with_conversations(3);
    let found = sheaf.ok(
        "search",
        json!({ "query": "person 2", "limit": 10, "offset": 0 }),
    );
    assert_eq!(found["hits"][0]["conversationID"], id(2));
    assert_eq!(found["hits"][0]["messageID"], Value::Null);
    let found = sheaf.ok(
        "search",
        json!({ "query": "hello", "limit": 2, "offset": 0 }),
    );
    assert_eq!(found["total"], 3);
    assert_eq!(found["hits"].as_array().unwrap().len(), 2);
    assert!(found["hits"][0]["messageID"].is_string());
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let sheaf = Sheaf::new();
    let good = sheaf.file("result.json", telegram_export(2).to_string());
    let empty = sheaf.file("empty.json", "");
    let picture = sheaf.file("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF");
    let whole = telegram_export(2).to_string();
    let cut = sheaf.file("cut.json", &whole[..whole.len() - 60]);
    let missing = sheaf.folder().join("missing.zip");
    let report = sheaf.ok(
        "import_files",
        json!({ "paths": [empty, picture, missing, cut, good] }),
    );
    let outcomes: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (
                file["error"]["code"].as_i64(),
                file["error"]["reason"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            (Some(200_003), Some("empty-file")),
            (Some(200_003), Some("unknown-format")),
            (Some(50002), Some("not-found")),
            (Some(200_004), Some("cut-off")),
            (None, None),
        ]
    );
    assert_eq!(all(&sheaf), 2);
}

#[cfg(unix)]
#[test]
fn a_given_file_whose_name_is_no_text_is_imported() {
    use std::os::unix::ffi::OsStrExt;
    let sheaf = Sheaf::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.json");
    let export = sheaf.folder().join(name);
    std::fs::write(&export, telegram_export(1).to_string()).unwrap();
    sheaf.give(vec![export]);
    let paths = sheaf.ok("take_given_files", json!({}));
    let report = sheaf.ok("import_files", json!({ "paths": paths }));
    assert_eq!(report["files"][0]["error"], Value::Null);
    assert_eq!(all(&sheaf), 1);
    assert_eq!(sheaf.ok("take_given_files", json!({})), json!([]), "once");
}

#[test]
fn importing_again_adds_nothing_and_groups_stay() {
    let sheaf = Sheaf::with_conversations(2);
    sheaf.group("A", &[id(1)]);
    let export = sheaf.file("again.json", telegram_export(3).to_string());
    let report = sheaf.ok("import_files", json!({ "paths": [export] }));
    let file = &report["files"][0];
    assert_eq!(
        (&file["conversationsAdded"], &file["messagesAdded"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(file["messagesKnown"], 2);
    let row = sheaf.ok("find_rows", json!({ "conversationIDList": [id(1)] }));
    assert_eq!(row[0]["groups"], json!(["A"]));
}

#[test]
fn a_chat_of_a_known_name_is_asked_about_where_the_window_asks_for_it() {
    let sheaf = Sheaf::new();
    let chat = |folder: &str, row: &str| {
        std::fs::create_dir(sheaf.folder().join(folder)).unwrap();
        sheaf.file(&format!("{folder}/WhatsApp Chat with Ana.txt"), row)
    };
    let first = chat("a", "13/01/2024, 10:00 - Ana: one\n");
    let second = chat("b", "14/01/2024, 10:00 - Ana: two\n");
    let third = chat("c", "15/01/2024, 10:00 - Ana: three\n");
    let report = sheaf.ok("import_files", json!({ "paths": [first], "ask": true }));
    assert_eq!(
        report.get("namesakes"),
        None,
        "nothing was unclear: {report}"
    );

    let report = sheaf.ok("import_files", json!({ "paths": [second], "ask": true }));
    assert_eq!(report["files"], json!([]));
    let asked = &report["namesakes"][0];
    assert_eq!(
        asked["conversations"][0]["conversationID"],
        "C2Cwhatsapp:Ana"
    );
    sheaf.forget_events();
    let answer = json!({ "given": asked["given"], "path": asked["path"], "conversationID": null });
    let report = sheaf.ok("import_namesakes", json!({ "answers": [answer] }));
    let file = &report["files"][0];
    assert_eq!(
        (&file["conversationsAdded"], &file["error"]),
        (&json!(1), &Value::Null)
    );
    let told: Vec<_> = std::iter::from_fn(|| sheaf.next_event())
        .map(|(name, _)| name)
        .collect();
    assert!(told.contains(&"onImportProgress") && told.contains(&"onConversationListUpdated"));

    // A script that knows nothing of questions is asked none.
    let report = sheaf.ok("import_files", json!({ "paths": [third] }));
    assert_eq!(report["files"][0]["conversationsUpdated"], 1);
    assert_eq!(report.get("namesakes"), None);
    assert_eq!(all(&sheaf), 2);
}

#[cfg(unix)]
#[test]
fn a_chat_in_a_file_whose_name_is_no_text_is_asked_about_and_answered() {
    use std::os::unix::ffi::OsStrExt;
    let sheaf = Sheaf::new();
    let give = |folder: &[u8], row: &str| {
        let folder = sheaf.folder().join(std::ffi::OsStr::from_bytes(folder));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("Ana.txt");
        std::fs::write(&path, row).unwrap();
        sheaf.give(vec![path]);
        let paths = sheaf.ok("take_given_files", json!({}));
        sheaf.ok("import_files", json!({ "paths": paths, "ask": true }))
    };
    give(b"a", "13/01/2024, 10:00 - Ana: one\n");
    let report = give(b"caf\xe9", "14/01/2024, 10:00 - Ana: two\n");
    let asked = &report["namesakes"][0];
    let answer = json!({ "given": asked["given"], "path": asked["path"], "conversationID": null });
    let report = sheaf.ok("import_namesakes", json!({ "answers": [answer] }));
    assert_eq!(report["files"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["files"][0]["error"], Value::Null);
    assert_eq!(all(&sheaf), 2);
}

#[test]
fn answers_that_say_nothing_are_refused_by_name() {
    let sheaf = Sheaf::new();
    for (arguments, parameter) in [
        (json!({}), "answers"),
        (json!({ "answers": [{ "path": "/a" }] }), "answers"),
    ] {
        let error = sheaf.call("import_namesakes", arguments).unwrap_err();
        assert_eq!(
            (&error["code"], &error["params"]["parameter"]),
            (&json!(50002), &json!(parameter))
        );
    }
}

#[test]
fn cancelling_what_does_not_run_is_refused_by_name() {
    let sheaf = Sheaf::new();
    let error = sheaf
        .call("cancel_import", json!({ "importID": "import-7" }))
        .unwrap_err();
    assert_eq!(
        (&error["code"], &error["params"]["parameter"]),
        (&json!(50002), &json!("importID"))
    );
}

#[test]
fn history_tells_what_undo_and_redo_would_do() {
    let sheaf = Sheaf::with_conversations(1);
    let nothing = json!({ "undo": null, "redo": null });
    assert_eq!(sheaf.ok("get_history", json!({})), nothing);
    sheaf.group("A", &[id(1)]);
    assert_eq!(
        sheaf.ok("get_history", json!({}))["undo"]["kind"],
        "createGroup"
    );
    sheaf.ok("undo", json!({}));
    assert_eq!(
        sheaf.ok("get_history", json!({}))["redo"]["params"]["group"],
        "A"
    );
}
