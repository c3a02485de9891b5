//! What the program says while it has no window: on the terminal that it was started from. Where
//! programs with windows have none, a box of the system's says it.

use std::process::ExitCode;

/// Says what was asked for.
#[allow(clippy::print_stdout)] // what --help and --version are for
pub fn say(words: &str) -> ExitCode {
    println!("{words}");
    // A program with windows has no terminal there.
    #[cfg(windows)]
    show(words, rfd::MessageLevel::Info);
    ExitCode::SUCCESS
}

/// Says why something does not work, while the program goes on.
#[allow(clippy::print_stderr)] // there is no window to say it in
pub fn complain(error: &anyhow::Error) {
    eprintln!("sheaf: {error:#}");
}

/// Says why the program ends.
pub fn give_up(error: &anyhow::Error) -> ExitCode {
    complain(error);
    #[cfg(any(windows, target_os = "macos"))]
    show(&format!("{error:#}"), rfd::MessageLevel::Error);
    ExitCode::FAILURE
}

#[cfg(any(windows, target_os = "macos"))]
fn show(words: &str, level: rfd::MessageLevel) {
    rfd::MessageDialog::new()
        .set_level(level)
        .set_title("Sheaf")
        .set_description(words)
        .show();
}
