//! `cargo xtask run`: from a fresh machine to Sheaf's window in one line.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::child::Child;
use crate::display::VirtualDisplay;
use crate::packages::Need;
use crate::{build, display, front_end, packages, screenshot};

#[derive(Debug, PartialEq, Eq)]
struct Options {
    /// Where to write a picture of the window; the app ends after it.
    screenshot: Option<PathBuf>,
    /// For the app.
    arguments: Vec<String>,
}

impl Options {
    fn parse(words: &[String]) -> Result<Self> {
        let mut options = Self {
            screenshot: None,
            arguments: Vec::new(),
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--screenshot" => {
                    let file = words
                        .next()
                        .context("--screenshot needs the name of a file")?;
                    options.screenshot = Some(file.into());
                }
                "--" => options.arguments = words.by_ref().cloned().collect(),
                other => {
                    bail!("`run` does not know `{other}`; arguments for the app follow after `--`")
                }
            }
        }
        Ok(options)
    }
}

/// Sets up what is missing, builds, and starts the app; returns when the app has ended.
pub fn run(words: &[String]) -> Result<ExitCode> {
    let options = Options::parse(words)?;
    let wants_picture = options.screenshot.is_some();
    if wants_picture && !cfg!(target_os = "linux") {
        bail!("--screenshot needs a virtual display, which only Linux has");
    }
    // A picture is taken in a virtual display also where there is a real one: nothing else is in it.
    let is_virtual = wants_picture || !display::is_here();

    let needs: &[Need] = if is_virtual {
        &[Need::Build, Need::Display]
    } else {
        &[Need::Build]
    };
    packages::ensure(needs)?;
    front_end::ensure_built()?;
    build::app()?;

    let mut app = Command::new(build::app_path()?);
    app.args(&options.arguments);
    let display = if is_virtual {
        Some(VirtualDisplay::start()?)
    } else {
        None
    };
    if let Some(display) = &display {
        println!("Sheaf's window is in the virtual display {}", display.name);
        display.show(&mut app);
    }
    if let (Some(file), Some(display)) = (&options.screenshot, &display) {
        screenshot::take(&mut app, display, file)?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(build::exit_code(Child::start(&mut app)?.wait()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn what_follows_two_dashes_goes_to_the_app() {
        let options = parse("--screenshot window.png -- --data-dir here --screenshot").unwrap();
        assert_eq!(options.screenshot, Some("window.png".into()));
        assert_eq!(options.arguments, ["--data-dir", "here", "--screenshot"]);
    }

    #[test]
    fn an_argument_before_the_dashes_is_refused_rather_than_lost() {
        for line in ["export.zip", "--data-dir here", "--screenshot"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
