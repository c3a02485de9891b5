//! Builds: the app for running, the bundles, and the measuring program.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context, Result};
use serde_json::json;

use crate::child;
use crate::packages::Need;
use crate::{front_end, notices, packages};

/// The top of the repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// The Cargo that started this program. It works where the person stands, so paths among a
/// command's arguments mean what they say; the repository is around it, or `cargo xtask` would not exist.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Where [`app`] puts the program: beside this one.
pub fn app_path() -> Result<PathBuf> {
    let here = std::env::current_exe().context("where is this program?")?;
    Ok(here.with_file_name(format!("sheaf{}", std::env::consts::EXE_SUFFIX)))
}

/// Builds the app in the profile that running and testing share. Prints nothing when nothing changed.
pub fn app() -> Result<()> {
    let mut command = cargo(&["build", "-p", "sheaf"]);
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let status = child::run_lines(&mut command, |line| {
        if !(line.contains("Finished") && line.contains("profile")) {
            eprintln!("{line}");
        }
    })?;
    anyhow::ensure!(status.success(), "the app did not build");
    Ok(())
}

/// `cargo xtask demo`: inventing a library needs nothing but the core.
pub fn demo(arguments: &[String]) -> Result<ExitCode> {
    bench_program("demo", arguments)
}

/// `cargo xtask bench`: where the window is measured too, the app is built as people get it, beside
/// the measuring program.
pub fn bench(arguments: &[String]) -> Result<ExitCode> {
    if measures_window(arguments) {
        packages::ensure(&[Need::Build, Need::Display])?;
        front_end::ensure_built()?;
        child::succeed(&mut cargo(&["build", "--release", "-p", "sheaf"]))?;
    }
    bench_program("bench", arguments)
}

/// The window is one of the parts, and measured when no part is named.
fn measures_window(arguments: &[String]) -> bool {
    let mut words = arguments.iter().skip_while(|word| *word != "--only");
    words
        .nth(1)
        .is_none_or(|parts| parts.split(',').any(|part| part == "window"))
}

fn bench_program(command: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut program = cargo(&["run", "--release", "-p", "sheaf-bench", "--", command]);
    Ok(exit_code(child::run(program.args(arguments))?))
}

/// Where the licences of all parts stand, below the top: the bundles carry them.
const NOTICES: &str = "target/third-party.txt";

/// `cargo xtask bundle`: the packages that people install, by Tauri's own tool.
pub fn bundle(arguments: &[String]) -> Result<ExitCode> {
    packages::ensure(&[Need::Build])?;
    front_end::ensure_packages()?;
    std::fs::create_dir_all(root().join("target"))?;
    notices::write(&root().join(NOTICES))?;
    // Here and not in the settings: a build for running would fail where the text is not made yet.
    let carried = json!({"bundle": {"resources": {NOTICES: "third-party.txt"}}}).to_string();
    let mut program = front_end::tool("tauri", &["build", "--config", &carried]);
    // The tool finds its settings downwards only, from where it is run.
    program.current_dir(root());
    if cfg!(target_os = "linux") {
        // The third kind, AppImage, would fetch a tool from outside.
        program.args(["--bundles", "deb,rpm"]);
    }
    Ok(exit_code(child::run(program.args(arguments))?))
}

/// Ends this program as the one it ran ended.
pub fn exit_code(status: ExitStatus) -> ExitCode {
    if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_app_is_built_for_measuring_its_window_alone() {
        for (line, wanted) in [
            ("", true),
            ("--quick", true),
            ("--only import,window --quick", true),
            ("--quick --only groups", false),
        ] {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            assert_eq!(measures_window(&words), wanted, "{line}");
        }
    }
}
