use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use crate::import::testing::context;
use crate::import::{ImportRequest, ImportedFile};
use crate::testing::TestLibrary;

const TRIP: &str = "GROUPwhatsapp:Trip";
const CLUB: &str = "GROUPwhatsapp:Club";
const ANA: &str = "C2Cwhatsapp:Ana";

/// Imports a WhatsApp export: a message of each of these people, a minute apart on a day after the
/// 12th of January 2024.
fn import(library: &TestLibrary, chat: &str, day: u32, people: &[&str]) -> ImportedFile {
    let rows: String = people
        .iter()
        .enumerate()
        .map(|(minute, who)| format!("{day}/01/2024, 10:{minute:02} - {who}: {who} on {day}\n"))
        .collect();
    let path = library
        .folder()
        .join(format!("WhatsApp Chat with {chat}.txt"));
    std::fs::write(&path, rows).unwrap();
    let paths: Vec<PathBuf> = vec![path];
    let mut files = library.import_files(&ImportRequest {
        paths,
        context: context(),
        cancel: Arc::new(AtomicBool::new(false)),
        progress: Box::new(|_| ()),
    });
    assert_eq!(files[0].error, None);
    files.remove(0)
}

/// Two groups in which Bo writes, and a chat of two whose export says that it is Bo's.
fn library() -> TestLibrary {
    let library = TestLibrary::new();
    import(&library, "Trip", 13, &["Ana", "Cy", "Bo"]);
    import(&library, "Club", 13, &["Bo", "Cy", "Di"]);
    import(&library, "Ana", 13, &["Ana", "Bo"]);
    library.changes();
    library
}

fn people(library: &TestLibrary, id: &str) -> Vec<(String, bool)> {
    let people = library.ok("get_people", json!({"conversationID": id}));
    people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| {
            let name = person["name"].as_str().unwrap().to_owned();
            (name, person["isOwn"].as_bool().unwrap())
        })
        .collect()
}

/// Says that the person of this name is oneself.
fn choose(library: &TestLibrary, id: &str, name: Option<&str>) {
    let people = library.ok("get_people", json!({"conversationID": id}));
    let person = people
        .as_array()
        .unwrap()
        .iter()
        .find(|person| Some(person["name"].as_str().unwrap()) == name)
        .map(|person| person["personID"].clone());
    assert_eq!(person.is_some(), name.is_some());
    let request = json!({"conversationID": id, "personID": person});
    library.ok("set_own_person", request);
}

/// Who sent the own messages of a conversation, as the reader shows them.
fn own(library: &TestLibrary, id: &str) -> Vec<String> {
    let request = json!({"conversationID": id, "anchor": {"at": "start"}, "limit": 100});
    let window = library.ok("get_messages", request);
    let messages = window["messages"].as_array().unwrap();
    messages
        .iter()
        .filter(|message| message["outgoing"] == json!(true))
        .map(|message| message["sender"].as_str().unwrap().to_owned())
        .collect()
}

/// What the list shows of a conversation's last message: whether it is one's own, and whose else.
fn last(library: &TestLibrary, id: &str) -> (Value, Value) {
    let row = &library.ok("find_rows", json!({"conversationIDList": [id]}))[0];
    (row["lastOutgoing"].clone(), row["lastSender"].clone())
}

#[test]
fn who_writes_in_a_conversation_can_be_chosen_where_no_export_says_it() {
    let library = library();
    let names: Vec<String> = people(&library, TRIP)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["Ana", "Cy", "Bo"]);
    assert_eq!(
        people(&library, ANA),
        [],
        "this export says that it is Bo's"
    );
    library.with(|connection| Ok(connection.execute("UPDATE conversation SET account = '7'", [])?));
    assert_eq!(
        people(&library, TRIP),
        [],
        "of an account whose owner wrote nothing here"
    );
}

#[test]
fn the_chosen_ones_messages_are_own_in_all_conversations_of_the_product() {
    let library = library();
    choose(&library, TRIP, Some("Bo"));
    assert_eq!(people(&library, TRIP)[2], ("Bo".into(), true));
    assert_eq!(own(&library, TRIP), ["Bo"]);
    assert_eq!(own(&library, CLUB), ["Bo"]);
    assert_eq!(own(&library, ANA), ["Bo"]);
    assert_eq!(last(&library, TRIP), (json!(true), json!("")));
    assert_eq!(last(&library, CLUB), (json!(false), json!("Di")));
    let page = library.ok("get_message_list", json!({"conversationID": TRIP}));
    let flow: Vec<&Value> = page["messageList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| &m["flow"])
        .collect();
    assert_eq!(flow, ["in", "in", "out"]);

    let changes = library.changes();
    assert_eq!(changes.len(), 1, "{changes:?}");
    let rows = [library.row(TRIP), library.row(CLUB)];
    assert_eq!(
        changes[0].conversations, rows,
        "those that read differently now"
    );
    choose(&library, TRIP, Some("Bo"));
    assert!(library.changes().is_empty(), "nothing changed");
}

#[test]
fn a_choice_is_changed_and_taken_back_without_a_trace() {
    let library = library();
    let before = library.dump();
    choose(&library, TRIP, Some("Bo"));
    choose(&library, TRIP, Some("Ana"));
    assert_eq!(own(&library, TRIP), ["Ana"]);
    assert_eq!(last(&library, TRIP), (json!(false), json!("Bo")));
    choose(&library, TRIP, None);
    assert_eq!(own(&library, TRIP), [""; 0]);
    assert_eq!(library.dump(), before);
    let history = library.ok("get_history", json!({}));
    assert_eq!(history["undo"], Value::Null, "it is no operation");
}

#[test]
fn what_is_imported_later_holds_to_the_choice_also_after_everything_was_erased() {
    let library = library();
    choose(&library, TRIP, Some("Bo"));
    import(&library, "Trip", 14, &["Cy", "Bo"]);
    assert_eq!(own(&library, TRIP), ["Bo", "Bo"]);
    assert_eq!(last(&library, TRIP), (json!(true), json!("")));
    import(&library, "New", 15, &["Di", "Ana", "Bo"]);
    assert_eq!(
        last(&library, "GROUPwhatsapp:New"),
        (json!(true), json!(""))
    );

    let all = library.ok("get_conversation_list", json!({}));
    for conversation in all["conversationList"].as_array().unwrap() {
        let id = &conversation["conversationID"];
        library.ok("delete_conversation", json!({"conversationID": id}));
    }
    library.ok("erase_deleted", json!({}));
    let names = |connection: &rusqlite::Connection| {
        let mut select = connection.prepare("SELECT name FROM person WHERE own = 0")?;
        let names = select.query_map([], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<Vec<String>>>()?)
    };
    assert_eq!(library.with(names), [""; 0], "nobody else's name is kept");
    import(&library, "Trip", 13, &["Ana", "Cy", "Bo"]);
    assert_eq!(own(&library, TRIP), ["Bo"]);
    choose(&library, TRIP, None);
    assert_eq!(last(&library, TRIP), (json!(false), json!("Bo")));
}

#[test]
fn a_choice_that_cannot_be_has_its_code() {
    let library = library();
    let bo = library.ok("get_people", json!({"conversationID": TRIP}))[2]["personID"].clone();
    for (arguments, code) in [
        (
            json!({"conversationID": "C2Ct:unknown", "personID": null}),
            2500,
        ),
        (json!({"conversationID": "", "personID": null}), 50002),
        (json!({"conversationID": TRIP, "personID": 999}), 50002),
        (json!({"conversationID": TRIP, "personID": "Bo"}), 50002),
        (json!({"conversationID": ANA, "personID": bo}), 50002),
    ] {
        assert_eq!(
            library.code("set_own_person", arguments.clone()),
            code,
            "{arguments}"
        );
    }
    assert_eq!(library.code("get_people", json!({})), 50002);
    assert!(library.changes().is_empty());
}
