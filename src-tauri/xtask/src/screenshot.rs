//! A picture of the app's window, taken once it has painted.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{self, Child};
use crate::display::VirtualDisplay;

/// The app creates the file that this variable names when its window has painted its first view.
const READY_FILE: &str = "SHEAF_READY_FILE";
/// The window's title, by which it is found on the display.
const TITLE: &str = "Sheaf";
/// Far more than a cold start under software rendering takes.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(20);
/// "Painted" is said when the page has handed over its frame; the display shows it a moment later.
const TWO_FRAMES: Duration = Duration::from_millis(200);

/// Starts `app`, writes a PNG of its window to `file`, and ends the app.
pub fn take(app: &mut Command, display: &VirtualDisplay, file: &Path) -> Result<()> {
    let ready = std::env::temp_dir().join(format!("sheaf-ready-{}", std::process::id()));
    let _ = std::fs::remove_file(&ready);
    let mut app = Child::start(app.env(READY_FILE, &ready))?;
    let painted = wait_until_painted(&mut app, &ready);
    let _ = std::fs::remove_file(&ready);
    painted?;
    std::thread::sleep(TWO_FRAMES);

    let window = window_id(display)?;
    // The prefix says what to write whatever the file is called.
    let mut import = Command::new("import");
    import
        .args(["-display", &display.name, "-window", &window])
        .arg(png(file));
    child::succeed(&mut import)?;
    println!("Wrote {}", file.display());
    Ok(())
}

fn wait_until_painted(app: &mut Child, ready: &Path) -> Result<()> {
    let started = Instant::now();
    while !ready.exists() {
        if let Some(status) = app.try_wait()? {
            bail!("Sheaf ended before its window had painted ({status}); what it printed is above");
        }
        if started.elapsed() > PATIENCE {
            bail!(
                "Sheaf's window has not painted within {} seconds",
                PATIENCE.as_secs()
            );
        }
        std::thread::sleep(POLL);
    }
    Ok(())
}

fn window_id(display: &VirtualDisplay) -> Result<String> {
    let mut command = Command::new("xwininfo");
    let output = command
        .args(["-display", &display.name, "-name", TITLE])
        .output();
    let output = output.context("cannot run xwininfo")?;
    let told = String::from_utf8_lossy(&output.stdout);
    let id = told
        .split_once("Window id: ")
        .and_then(|(_, rest)| rest.split_whitespace().next());
    Ok(id
        .with_context(|| format!("there is no window named {TITLE}"))?
        .to_owned())
}

fn png(file: &Path) -> std::ffi::OsString {
    let mut name = std::ffi::OsString::from("png:");
    name.push(file);
    name
}
