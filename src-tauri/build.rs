//! Declares the app's commands to Tauri, so that the capabilities can allow each by its name and
//! the window can call nothing else.

use tauri_build::{AppManifest, Attributes};

include!("src/commands/names.rs");

fn main() {
    // Tauri watches its own default folder only.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/src/commands/names.rs");
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
