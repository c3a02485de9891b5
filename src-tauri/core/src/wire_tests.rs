//! The shapes that cross to the window are written twice, here and in `ui/src/wire/`: this holds the
//! two together.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::history::OperationKind;
use crate::import::{ChatFacts, NamedConversation, Namesake};
use crate::model::conversation::ConversationType;
use crate::model::error::Error;
use crate::model::event::EventKind;
use crate::model::message::MessageKind;
use crate::testing::TestLibrary;

const WIRE: &str = concat!(
    include_str!("../../../ui/src/wire/conversations.ts"),
    include_str!("../../../ui/src/wire/errors.ts"),
    include_str!("../../../ui/src/wire/groups.ts"),
    include_str!("../../../ui/src/wire/history.ts"),
    include_str!("../../../ui/src/wire/imports.ts"),
    include_str!("../../../ui/src/wire/messages.ts"),
    include_str!("../../../ui/src/wire/search.ts"),
    include_str!("../../../ui/src/wire/settings.ts"),
);

/// The text between the braces of an interface.
fn body<'a>(text: &'a str, opening: &str) -> &'a str {
    let (_, rest) = text
        .split_once(opening)
        .unwrap_or_else(|| panic!("ui/src/wire/ has no `{opening}`"));
    let mut depth = 1;
    let end = rest
        .char_indices()
        .find(|(_, letter)| {
            depth += match letter {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        })
        .map(|(place, _)| place)
        .unwrap();
    &rest[..end]
}

/// The names of an interface's fields, those that may be absent apart.
fn fields(body: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut depth = 0;
    let (mut present, mut optional) = (BTreeSet::new(), BTreeSet::new());
    let without_comments: String = body
        .split("/**")
        .map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest))
        .collect();
    for part in without_comments.split(['\n', ';']) {
        if let (0, Some((name, _))) = (depth, part.trim().split_once(':')) {
            match name.strip_suffix('?') {
                Some(name) => optional.insert(name.into()),
                None => present.insert(name.into()),
            };
        }
        depth += part.matches(['{', '[']).count() as i32 - part.matches(['}', ']']).count() as i32;
    }
    (present, optional)
}

fn assert_shape(name: &str, value: &Value) {
    let (mut present, optional) = fields(body(WIRE, &format!("interface {name} {{")));
    let sent: BTreeSet<String> = value.as_object().unwrap().keys().cloned().collect();
    present.extend(optional.intersection(&sent).cloned());
    assert_eq!(sent, present, "{name}");
}

/// The words of a union of texts.
fn words(name: &str) -> BTreeSet<&'static str> {
    let (_, rest) = WIRE.split_once(&format!("type {name} =")).unwrap();
    let (union, _) = rest.split_once(';').unwrap();
    union.split('\'').skip(1).step_by(2).collect()
}

#[test]
fn answers_have_the_fields_that_the_window_reads() {
    let library = TestLibrary::of(&["C2Ct:a", "C2Ct:b"]);
    let messages = library.put_messages(1, &["one", "two"]);
    let extra = json!({
        "attachments": [{"name": "a", "kind": "file", "size": 1, "inExport": true}], "replyTo": 1,
        "event": {"kind": "pay", "actor": "Ana", "amount": "5 EUR"},
    });
    library.with(|connection| {
        Ok(connection.execute(
            "UPDATE message SET extra = ?1 WHERE id = ?2",
            (extra.to_string(), messages[1]),
        )?)
    });
    let lists = library.ok(
        "create_conversation_group",
        json!({"groupName": "Work", "conversationIDList": ["C2Ct:a", "?"]}),
    );
    assert_shape("ItemLists", &lists);
    assert_shape("Failure", &lists["failureConversationIDList"][0]);
    assert_shape("Row", &library.ok("get_rows", json!({"rowIDs": [1]}))[0]);
    let overview = library.ok("get_overview", json!({}));
    assert_shape("Overview", &overview);
    library.with(|connection| Ok(connection.execute("UPDATE conversation SET folder = 'f'", [])?));
    library.ok("delete_conversation_group", json!({"groupName": "Work"}));
    let folders = library.ok("get_ungrouped_folders", json!({"sources": ["test"]}));
    assert_shape("UngroupedFolder", &folders[0]);
    library.ok("undo", json!({}));
    assert_shape(
        "ImportedFile",
        &json!(crate::import::ImportedFile::default()),
    );
    assert_shape("GroupSummary", &overview["groups"][0]);
    let window = library.ok(
        "get_messages",
        json!({"conversationID": "C2Ct:a", "anchor": {"at": "end"}, "limit": 1}),
    );
    assert_shape("MessageWindow", &window);
    assert_shape("MessageRow", &window["messages"][0]);
    assert_shape("Attachment", &window["messages"][0]["attachments"][0]);
    assert_shape("HappenedEvent", &window["messages"][0]["event"]);
    let found = library.ok("search", json!({"query": "two", "limit": 1, "offset": 0}));
    assert_shape("SearchHit", &found["hits"][0]);
    let people = library.ok("get_people", json!({"conversationID": "C2Ct:a"}));
    assert_shape("Person", &people[0]);
    assert_shape("Settings", &library.ok("get_settings", json!({})));
    assert_shape("Operation", &library.ok("get_history", json!({}))["undo"]);
    let namesake = Namesake {
        given: "".into(),
        path: String::new(),
        title: String::new(),
        source: "whatsapp",
        facts: ChatFacts::default(),
        conversations: vec![NamedConversation {
            conversation_id: String::new(),
            is_deleted: false,
            people_in_common: 0,
            facts: ChatFacts::default(),
        }],
    };
    let mut namesake = json!(namesake);
    // A path need not be text; the shell words it.
    namesake["given"] = json!("");
    assert_shape("Namesake", &namesake);
    assert_shape("NamedConversation", &namesake["conversations"][0]);
    assert_shape("ChatFacts", &namesake["facts"]);
    let error = Error::GroupNotFound { name: "x".into() };
    assert_shape("WireError", &json!(error));
}

#[test]
fn every_setting_can_be_set() {
    let library = TestLibrary::new();
    let settings = library.ok("get_settings", json!({}));
    assert_eq!(library.ok("set_settings", settings.clone()), settings);
}

#[test]
fn words_are_those_that_the_window_knows() {
    let kinds = (0..).map(MessageKind::from_stored);
    let mut messages: BTreeSet<&str> = kinds
        .take_while(|kind| *kind != MessageKind::Unknown)
        .map(MessageKind::as_str)
        .collect();
    messages.insert(MessageKind::Unknown.as_str());
    assert_eq!(messages, words("MessageKind"));

    let operations = [
        OperationKind::CreateGroup,
        OperationKind::CreateGroups,
        OperationKind::DeleteGroup,
        OperationKind::RenameGroup,
        OperationKind::ReorderGroups,
        OperationKind::SetGroupLook,
        OperationKind::Add,
        OperationKind::Remove,
        OperationKind::Move,
        OperationKind::Pin,
        OperationKind::Unpin,
        OperationKind::ReorderPinned,
        OperationKind::Mark,
        OperationKind::Unmark,
        OperationKind::SetCustomData,
        OperationKind::DeleteConversations,
        OperationKind::RestoreConversations,
    ];
    assert_eq!(
        BTreeSet::from(operations.map(OperationKind::as_str)),
        words("OperationKind")
    );
    for kind in operations {
        assert_eq!(json!(kind), kind.as_str());
    }

    let events = words("EventKind");
    for kind in &events {
        assert!(
            serde_json::from_value::<EventKind>(json!(kind)).is_ok(),
            "{kind}"
        );
    }
    assert_eq!(
        events.len(),
        EventKind::LeftOut as usize + 1,
        "the last one"
    );

    let types = [
        ConversationType::Person,
        ConversationType::People,
        ConversationType::Assistant,
    ];
    assert_eq!(
        BTreeSet::from(types.map(ConversationType::as_str)),
        words("ConversationType")
    );
    for kind in types {
        assert_eq!(json!(kind), kind.as_str());
    }
}
