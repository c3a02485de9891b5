//! What the window may call: exactly the app's own commands, and only from the app's window.

use std::collections::BTreeSet;

use crate::support::{Sheaf, call_from};
use serde_json::{Value, json};
use sheaf::commands::COMMANDS;
use sheaf::events;

fn allowed() -> BTreeSet<String> {
    let file: Value =
        serde_json::from_str(include_str!("../../src-tauri/capabilities/main.json")).unwrap();
    let permissions = file["permissions"].as_array().unwrap();
    permissions
        .iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_command_is_allowed_by_name_and_nothing_else_but_events_zoom_and_the_file_dialog() {
    let mut expected: BTreeSet<String> = COMMANDS
        .iter()
        .map(|command| format!("allow-{}", command.replace('_', "-")))
        .collect();
    expected.extend(
        [
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "core:webview:allow-set-webview-zoom",
            "dialog:allow-open",
        ]
        .map(str::to_owned),
    );
    assert_eq!(allowed(), expected);
}

#[test]
fn every_command_is_registered() {
    let sheaf = Sheaf::new();
    for command in COMMANDS {
        // A command that needs arguments names the one that is missing; Tauri refuses an unknown one in
        // a text.
        if let Err(error) = sheaf.call(command, json!({})) {
            let names = error["params"]["parameter"].is_string();
            assert!(error["code"] == 50002 && names, "{command}: {error}");
        }
    }
}

const DOCUMENTS: [&str; 2] = [
    include_str!("../../docs/contract.md"),
    include_str!("../../docs/commands.md"),
];

/// What stands in the tables of the documents as code, up to its arguments.
fn documented() -> BTreeSet<&'static str> {
    let rows = DOCUMENTS.into_iter().flat_map(str::lines);
    rows.filter(|line| line.starts_with('|'))
        .flat_map(|row| row.split('`').skip(1).step_by(2))
        .map(|code| code.split('(').next().unwrap())
        .collect()
}

#[test]
fn every_command_and_every_event_is_documented() {
    let documented = documented();
    let events = [
        events::GROUP_LIST,
        events::CONVERSATION_LIST,
        events::IN_GROUP,
        events::UNREAD_TOTAL,
        events::GROUP_LOOKS,
        events::IMPORT_PROGRESS,
        events::FILES_GIVEN,
    ];
    for name in COMMANDS.iter().copied().chain(events) {
        assert!(documented.contains(name), "{name}");
    }
}

#[test]
fn no_document_tells_of_a_command_that_there_is_not() {
    // The first of a row names the command; the contract's second does.
    let first = |row: &'static str| {
        row.starts_with("| `")
            .then(|| row.split('`').nth(1))
            .flatten()
    };
    let rows = DOCUMENTS[1].lines().filter_map(first);
    for call in rows.filter(|code| code.contains('(')) {
        let name = call.split('(').next().unwrap();
        assert!(COMMANDS.contains(&name), "{name}");
    }
    for name in documented().iter().filter(|name| name.contains('_')) {
        let is_event_of_the_sdk = name.chars().all(|c| c.is_uppercase() || c == '_');
        assert!(is_event_of_the_sdk || COMMANDS.contains(name), "{name}");
    }
}

#[test]
fn every_command_is_called_by_name_in_a_test_of_what_it_does() {
    const TESTS: [&str; 4] = [
        include_str!("conversations.rs"),
        include_str!("events.rs"),
        include_str!("groups.rs"),
        include_str!("library.rs"),
    ];
    let is_called = |command: &str| {
        let name = format!("\"{command}\"");
        TESTS.iter().any(|test| test.contains(&name))
    };
    let never: Vec<_> = COMMANDS
        .iter()
        .filter(|command| !is_called(command))
        .collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn a_window_that_is_not_the_apps_may_call_nothing() {
    let sheaf = Sheaf::new();
    let stranger = sheaf.stranger();
    for command in COMMANDS {
        let refusal = call_from(&stranger, command, json!({})).unwrap_err();
        let refusal = refusal.as_str().unwrap_or_default();
        assert!(refusal.contains("not allowed"), "{command}: {refusal}");
    }
}

#[test]
fn the_content_policy_allows_nothing_from_outside() {
    let config: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let policy = config["app"]["security"]["csp"].as_str().unwrap();
    for directive in policy.split(';') {
        for source in directive.split_whitespace().skip(1) {
            let inside = ["'none'", "'self'", "data:", "ipc:", "http://ipc.localhost"];
            let inline_style =
                directive.trim().starts_with("style-src") && source == "'unsafe-inline'";
            assert!(inside.contains(&source) || inline_style, "{directive}");
        }
    }
    assert!(policy.contains("default-src 'none'"));
}
