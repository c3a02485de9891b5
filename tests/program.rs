//! The program itself, as far as it needs no window.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::process::{Command, Output};

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
