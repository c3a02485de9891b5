//! Tells Tauri which commands the window may be allowed, and checks the capabilities.

/// Every command of the app; `src/lib.rs` registers the same ones and a test compares the two.
const COMMANDS: &[&str] = &[];
fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
}
