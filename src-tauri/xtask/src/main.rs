//! `cargo xtask`: the repository's own commands, so that a fresh machine needs one line to run Sheaf
//! and one line to test it. Nothing of the app is linked in here, so this program builds in seconds.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program speaks by printing
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice
    )
)]

mod build;
mod child;
mod display;
mod front_end;
mod licences;
mod notices;
mod packages;
mod run;
mod screenshot;
mod test;

use std::process::ExitCode;

use anyhow::Result;

const HELP: &str = "\
The repository's own commands. Each one first installs or builds what is missing, and says what.

  cargo xtask run [--screenshot FILE] [-- ARG…]   build Sheaf and start it with the arguments;
                                                  without a display it starts in a virtual one
  cargo xtask test [--quick]                      every check and test; --quick leaves out the
                                                  tests in the real window
  cargo xtask demo --conversations N --messages M --out DIR
                                                  write a library of invented conversations
  cargo xtask bench [ARG…]                        measure, as ratios to bare references
  cargo xtask bundle                              build the installable packages
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match child::stop_all_on_signal().and_then(|()| dispatch(&arguments)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    match command.as_str() {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "demo" => build::demo(rest),
        "bench" => build::bench(rest),
        "bundle" => build::bundle(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => {
            eprint!("xtask: there is no command `{unknown}`\n\n{HELP}");
            Ok(ExitCode::FAILURE)
        }
    }
}
