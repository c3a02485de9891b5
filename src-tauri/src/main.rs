//! The program. Everything is in the library so that the tests of the whole app can use it.

// No console window beside the app's on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    sheaf::start()
}
