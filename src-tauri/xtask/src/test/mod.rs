//! `cargo xtask test`: every check and test there is, in one run, with a list at the end that says what
//! ran. Nothing is left out without a word: a step that cannot run counts as failed, and what this machine
//! cannot run at all is named before and after.

mod counts;
mod report;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::packages::Need;
use crate::{build, child, front_end, licences, packages};
use counts::{Counts, Runner};
use report::{Outcome, Report};

const FRONT_END: &str = "front end: build";
const APP: &str = "build of the app";
const SAMPLES: &str = "tests on the sample exports";
const WINDOW: &str = "tests in the real window";
/// In the names of the tests that read the sample exports. They are ignored unless asked for, so that
/// `cargo test` says so where there are no samples.
const SAMPLE_TESTS: &str = "sample_exports";
/// The variable that names the folder of the sample exports, which are no part of the repository:
/// `.cargo/config.toml` sets it where the shell does not.
const SAMPLES_FOLDER: &str = "SHEAF_SAMPLES";
const NO_SAMPLES: &str = "there are none where SHEAF_SAMPLES says";
/// Milliseconds after which a window test that hangs fails, so that the run still ends and reports.
const WINDOW_TEST_LIMIT: &str = "--test-timeout=300000";

struct Step {
    name: &'static str,
    /// The step without which this one could only repeat a failure.
    after: Option<&'static str>,
    does: Does,
}

enum Does {
    /// A check of our own, or a build.
    Call(fn() -> Result<()>),
    /// A tool that is content or not.
    Run(fn() -> Command),
    /// A test runner, whose own counts are added up.
    Count(Runner, fn() -> Result<Command>),
}

const STEPS: [Step; 13] = [
    step(
        "formatting",
        Does::Run(|| build::cargo(&["fmt", "--all", "--check"])),
    ),
    step("front end: types", Does::Run(|| script("check"))),
    step("front end: lint", Does::Run(|| script("lint"))),
    step(
        "front end: tests",
        Does::Count(Runner::Vitest, || Ok(script("test"))),
    ),
    step(FRONT_END, Does::Call(front_end::ensure_built)),
    step(
        "window tests: types",
        Does::Run(|| front_end::tool("tsc", &["--project", "../tests/e2e"])),
    ),
    step(
        "window tests: formatting",
        Does::Run(window_test_formatting),
    ),
    step("licences", Does::Call(licences::check)),
    step("clippy", Does::Run(clippy)),
    step(
        "tests of the core and the commands",
        Does::Count(Runner::Cargo, cargo_tests),
    ),
    step(SAMPLES, Does::Count(Runner::Cargo, sample_tests)),
    Step {
        after: Some(FRONT_END),
        ..step(APP, Does::Call(build::app))
    },
    Step {
        after: Some(APP),
        ..step(WINDOW, Does::Count(Runner::Node, window_tests))
    },
];

const fn step(name: &'static str, does: Does) -> Step {
    Step {
        name,
        after: None,
        does,
    }
}

/// Sets up what tests need, runs every step, and prints the list.
pub fn test(words: &[String]) -> Result<ExitCode> {
    let is_quick = match words {
        [] => false,
        [word] if word == "--quick" => true,
        _ => bail!("`test` knows one option, --quick"),
    };
    let has_samples =
        std::env::var_os(SAMPLES_FOLDER).is_some_and(|folder| PathBuf::from(folder).is_dir());
    let left_out = LeftOut::of(is_quick, cfg!(target_os = "linux"), has_samples);
    for step in &STEPS {
        if let Some(why) = left_out.why(step.name) {
            println!("Left out: {} ({why})", step.name);
        }
    }
    let needs: &[Need] = if left_out.window.is_some() {
        &[Need::Build]
    } else {
        &[Need::Build, Need::Display, Need::WindowTests]
    };
    packages::ensure(needs)?;
    front_end::ensure_node()?;
    front_end::ensure_packages()?;

    let mut report = Report::default();
    for step in &STEPS {
        let started = Instant::now();
        let outcome = if let Some(why) = left_out.why(step.name) {
            Outcome::LeftOut(why)
        } else if let Some(needed) = step.after.filter(|needed| !report.succeeded(needed)) {
            Outcome::CouldNotRun(needed)
        } else {
            child::print_line(&format!("\n── {}", step.name));
            run(&step.does)
        };
        report.add(step.name, started.elapsed(), outcome);
    }
    print!("\n{report}");
    Ok(if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Why steps are left out here, if they are.
struct LeftOut {
    window: Option<&'static str>,
    samples: Option<&'static str>,
}

impl LeftOut {
    fn of(is_quick: bool, is_linux: bool, has_samples: bool) -> Self {
        let window = if is_quick {
            Some("--quick")
        } else if is_linux {
            None
        } else {
            Some("they need Linux: Xvfb and WebKitWebDriver")
        };
        let samples = (!has_samples).then_some(NO_SAMPLES);
        Self { window, samples }
    }

    fn why(&self, step: &str) -> Option<&'static str> {
        match step {
            WINDOW => self.window,
            SAMPLES => self.samples,
            _ => None,
        }
    }
}

fn run(does: &Does) -> Outcome {
    let result = match does {
        Does::Call(check) => check(),
        Does::Run(command) => child::run(&mut command()).and_then(|status| {
            ensure!(status.success(), "{status}");
            Ok(())
        }),
        Does::Count(runner, command) => match command() {
            Ok(command) => return count(*runner, command),
            Err(error) => Err(error),
        },
    };
    match result {
        Ok(()) => Outcome::Passed(Counts::default(), Vec::new()),
        Err(error) => Outcome::Failed(Counts::default(), Vec::new(), format!("{error:#}")),
    }
}

/// Runs a test runner, streaming its output and keeping the lines in which it sums up.
fn count(runner: Runner, mut command: Command) -> Outcome {
    let kept = Mutex::new((Counts::default(), Vec::new()));
    let status = child::run_lines(
        command.env("NO_COLOR", "1").env_remove("FORCE_COLOR"),
        |line| {
            child::print_line(line);
            if let Some(counts) = runner.read(line) {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.0 += counts;
                if counts != Counts::default() {
                    kept.1.push(line.trim().to_owned());
                }
            }
        },
    );
    let (counts, lines) = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    let problem = match status {
        Err(error) => Some(format!("{error:#}")),
        Ok(status) if !status.success() => Some(status.to_string()),
        Ok(_) if counts.passed == 0 => Some("no test ran".to_owned()),
        Ok(_) => None,
    };
    match problem {
        Some(problem) => Outcome::Failed(counts, lines, problem),
        None => Outcome::Passed(counts, lines),
    }
}

fn script(name: &str) -> Command {
    front_end::npm(&["run", "--silent", name])
}

fn window_test_formatting() -> Command {
    let arguments = ["--check", "--config", ".prettierrc.json", "../tests/e2e"];
    front_end::tool("prettier", &arguments)
}

fn clippy() -> Command {
    build::cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])
}

fn cargo_tests() -> Result<Command> {
    let skip = ["--", "--skip", SAMPLE_TESTS];
    let mut command = build::cargo(&["test", "--workspace", "--no-fail-fast"]);
    command.args(skip);
    Ok(command)
}

fn sample_tests() -> Result<Command> {
    let run = ["--", "--ignored", SAMPLE_TESTS];
    let mut command = build::cargo(&["test", "-p", "sheaf-core", "--lib", "--no-fail-fast"]);
    command.args(run);
    Ok(command)
}

/// Node's own runner over every test file by name, so that none is forgotten; one file at a time, since
/// each has a display and an app of its own and real mouse movements take real time.
fn window_tests() -> Result<Command> {
    let folder = build::root().join("tests/e2e");
    let mut files = Vec::new();
    for entry in
        std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    ensure!(
        !files.is_empty(),
        "there is no *.test.mjs in {}",
        folder.display()
    );
    files.sort();
    let mut command = Command::new("node");
    command.args([
        "--test",
        "--test-concurrency=1",
        "--test-reporter=spec",
        WINDOW_TEST_LIMIT,
    ]);
    command.args(files).env("SHEAF_APP", build::app_path()?);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(left_out: &LeftOut) -> Vec<(&'static str, &'static str)> {
        let named = |step: &Step| Some((step.name, left_out.why(step.name)?));
        STEPS.iter().filter_map(named).collect()
    }

    #[test]
    fn what_this_machine_cannot_run_is_left_out_by_name_and_nothing_else_is() {
        assert_eq!(left_out(&LeftOut::of(false, true, true)), []);
        assert_eq!(
            left_out(&LeftOut::of(false, false, false)),
            [
                (SAMPLES, NO_SAMPLES),
                (WINDOW, "they need Linux: Xvfb and WebKitWebDriver"),
            ]
        );
        assert_eq!(
            left_out(&LeftOut::of(true, false, true)),
            [(WINDOW, "--quick")]
        );
    }
}
