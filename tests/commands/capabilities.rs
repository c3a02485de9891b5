//! What the window may call: exactly the app's own commands, and only from the app's window.

use std::collections::BTreeSet;

use crate::support::{Sheaf, call_from};
use serde_json::{Value, json};
use sheaf::commands::COMMANDS;

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
        // Wrong arguments are refused by the command itself; an unknown one by Tauri, in a text.
        if let Err(error) = sheaf.call(command, json!({})) {
            assert!(error["code"].is_i64(), "{command}: {error}");
        }
    }
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
