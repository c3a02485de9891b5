//! The one window: made from `tauri.conf.json`, where it was left, with its caches in the data
//! folder. (The window-state plugin keeps its file outside of the data folder.)

use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sheaf_core::private;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Manager, PhysicalPosition, PhysicalSize, Runtime, Url, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use crate::data_folder::DataFolder;

/// The window's label in the configuration and the capabilities.
pub const MAIN: &str = "main";

/// A port of this machine at which nothing has listened for decades.
const NOWHERE: &str = "http://127.0.0.1:1";

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Place {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
}

/// Opens the window.
///
/// # Errors
/// The configuration names no window, or the system's web view could not be started: also because
/// nothing can be written anywhere.
pub fn open<R: Runtime>(app: &AppHandle<R>, folder: &DataFolder) -> anyhow::Result<()> {
    let Some(config) = app.config().app.windows.first().cloned() else {
        anyhow::bail!("tauri.conf.json names no window");
    };
    let dev_url = app
        .config()
        .build
        .dev_url
        .clone()
        .filter(|_| tauri::is_dev());
    let mut builder = WebviewWindowBuilder::from_config(app, &config)?;
    if cfg!(target_os = "linux") && !tauri::is_dev() {
        // WebKitGTK connects to where a page is told to go before it asks whether the page may. What
        // has to pass through here goes nowhere.
        builder = builder.proxy_url(NOWHERE.parse()?);
    }
    let window = builder
        .data_directory(caches(app, folder)?)
        // The content policy says what the page may load; where the window may go says this. A link
        // dragged here from a browser, say, must not open in it.
        .on_navigation(move |url| is_own(url, dev_url.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    if let Some(place) = read_place(folder) {
        // A window in another place than it was left in is better than none.
        let _ = restore(&window, place);
    }
    let (kept, folder) = (window.clone(), folder.clone());
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { .. } = event {
            // A window that opens in its first place again is no reason to hold up its closing.
            let _ = keep(&kept, &folder);
        }
    });
    Ok(())
}

/// A folder for the web view's caches while nothing can be written in the data folder.
struct Temporary(tempfile::TempDir);

/// Where the web view keeps its caches. Without a folder that it can write in there would be no window
/// to say in that the data folder cannot be written.
fn caches<R: Runtime>(app: &AppHandle<R>, folder: &DataFolder) -> std::io::Result<PathBuf> {
    let caches = folder.webview();
    // Made here, because the web view would leave it open to others.
    let writable =
        private::make_own_folder(&caches).and_then(|()| tempfile::tempfile_in(&caches).map(|_| ()));
    if writable.is_ok() {
        return Ok(caches);
    }
    // Emptied by the system when the person logs out, where there is one.
    let place = dirs::runtime_dir().unwrap_or_else(std::env::temp_dir);
    let temporary = tempfile::Builder::new()
        .prefix("sheaf-")
        .tempdir_in(place)?;
    let caches = temporary.path().to_owned();
    app.manage(Temporary(temporary));
    Ok(caches)
}

/// Removes what stood in for the data folder. To be called when the app ends: it ends without
/// dropping what it holds.
pub fn clear_temporary<R: Runtime>(app: &AppHandle<R>) {
    if let Some(temporary) = app.try_state::<Temporary>() {
        // The web view's own processes outlive the app by a moment and may write once more; what they
        // leave is the system's to clear.
        let _ = std::fs::remove_dir_all(temporary.0.path());
    }
}

/// Brings the window before the person: another start was made.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window system may refuse to give the focus; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Whether an address is a page of the app's own: those are inside the program.
fn is_own(url: &Url, dev_url: Option<&Url>) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // What the scheme is called where web views know only the web's.
        "http" | "https" if url.host_str() == Some("tauri.localhost") => true,
        _ => dev_url.is_some_and(|dev| dev.origin() == url.origin()),
    }
}

fn read_place(folder: &DataFolder) -> Option<Place> {
    serde_json::from_slice(&std::fs::read(folder.window_place()).ok()?).ok()
}

fn restore<R: Runtime>(window: &WebviewWindow<R>, place: Place) -> tauri::Result<()> {
    window.set_size(PhysicalSize::new(place.width, place.height))?;
    // A screen that is gone must not take the window with it.
    let on_a_screen = window.available_monitors()?.iter().any(|monitor| {
        let (origin, size) = (monitor.position(), monitor.size());
        let inside = |at: i32, from: i32, length: u32| {
            at >= from && at < from.saturating_add_unsigned(length)
        };
        inside(place.x, origin.x, size.width) && inside(place.y, origin.y, size.height)
    });
    if on_a_screen {
        window.set_position(PhysicalPosition::new(place.x, place.y))?;
    }
    if place.maximized {
        window.maximize()?;
    }
    Ok(())
}

fn keep<R: Runtime>(window: &WebviewWindow<R>, folder: &DataFolder) -> anyhow::Result<()> {
    let maximized = window.is_maximized()?;
    let (position, size) = (window.outer_position()?, window.inner_size()?);
    let place = Place {
        x: position.x,
        y: position.y,
        width: size.width,
        height: size.height,
        maximized,
    };
    let mut file = private::file_options()
        .create(true)
        .truncate(true)
        .open(folder.window_place())?;
    file.write_all(&serde_json::to_vec(&place)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_to_no_page_but_the_apps_own() {
        let dev = Url::parse("http://localhost:5173").unwrap();
        let own = |url: &str, dev: Option<&Url>| is_own(&Url::parse(url).unwrap(), dev);
        for url in ["tauri://localhost/", "http://tauri.localhost/index.html"] {
            assert!(own(url, None), "{url}");
        }
        for url in [
            "https://example.org/",
            "http://localhost:5173/",
            "http://tauri.localhost.example.org/",
            "tauri://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
        ] {
            assert!(!own(url, None), "{url}");
        }
        assert!(own("http://localhost:5173/src/main.ts", Some(&dev)));
        assert!(!own("http://localhost:5174/", Some(&dev)));
    }
}
