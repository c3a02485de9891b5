//! The program itself and how it is packed, as far as that needs no window.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn settings(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

#[test]
fn open_with_offers_sheaf_for_exports_and_makes_it_the_default_nowhere() {
    let shared = settings("tauri.conf.json");
    let kinds = shared["bundle"]["fileAssociations"].as_array().unwrap();
    let extensions: Vec<&str> = kinds
        .iter()
        .map(|kind| kind["ext"][0].as_str().unwrap())
        .collect();
    assert_eq!(extensions, ["zip", "json", "txt"]);
    // macOS: one that can read them, behind the others.
    for kind in kinds {
        assert_eq!(
            (&kind["role"], &kind["rank"]),
            (&"Viewer".into(), &"Alternate".into())
        );
    }
    // Linux: the files go on the command line.
    for package in ["deb", "rpm"] {
        let template = shared["bundle"]["linux"][package]["desktopTemplate"]
            .as_str()
            .unwrap();
        assert!(read(template).contains("Exec={{exec}} %F"), "{package}");
    }
    // Windows: a null in its own settings takes the shared ones away.
    let windows = &settings("tauri.windows.conf.json")["bundle"];
    assert_eq!(windows.get("fileAssociations"), Some(&Value::Null));
    let hooks = read(
        windows["windows"]["nsis"]["installerHooks"]
            .as_str()
            .unwrap(),
    );
    for extension in extensions {
        assert!(
            hooks.contains(&format!("SupportedTypes\" \".{extension}\"")),
            "{extension}"
        );
    }
}

/// Starts the program with a data folder of its own, and waits for its end.
fn run(prepare: impl FnOnce(&mut Command)) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_sheaf"));
    program.arg("--data-dir").arg(folder.path().join("data"));
    // A Wayland display is also looked for in here, under its usual name.
    program.env("XDG_RUNTIME_DIR", folder.path());
    program.env_remove("WAYLAND_DISPLAY").env_remove("DISPLAY");
    prepare(&mut program);
    program.output().unwrap()
}

#[test]
fn help_and_version_need_no_display() {
    for option in ["--help", "--version"] {
        let output = run(|program| {
            program.arg(option);
        });
        assert!(output.status.success(), "{option}: {output:?}");
        assert!(
            String::from_utf8_lossy(&output.stdout)
                .to_lowercase()
                .contains("sheaf")
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_it_ends_with_one_sentence() {
    for display in [None, Some(":54321")] {
        let output = run(|program| {
            program.envs(display.map(|name| ("DISPLAY", name)));
        });
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 1, "{told}");
        assert!(lines[0].starts_with("sheaf: there is no display"), "{told}");
    }
}
