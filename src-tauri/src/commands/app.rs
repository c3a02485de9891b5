//! The app itself: whether the library is open, files waiting to be imported.

use serde::Serialize;
use sheaf_core::{Error, Result};
use tauri::{AppHandle, Manager, Runtime, State};

use super::blocking;
use crate::app::App;
use crate::{path_text, reopen_library};

/// Where a test or `cargo xtask run --screenshot` waits for the first painted view: the program
/// makes the file that this variable names.
const READY_FILE: &str = "SHEAF_READY_FILE";

/// What the window must know before it can show anything.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    error: Option<Error>,
    version: &'static str,
    data_dir: String,
    system_language: String,
    has_samples: bool,
    has_traces: bool,
}

/// The system's language as a BCP 47 tag.
pub fn system_language() -> String {
    sys_locale::get_locale().unwrap_or_else(|| "en".into())
}

/// Whether the library is open, and if not why.
#[tauri::command]
pub async fn get_app_state(app: State<'_, App>) -> Result<AppState> {
    let data_dir = app.folder.path().display().to_string();
    let library = app.library();
    blocking(move || {
        let held = library.and_then(|library| Ok((library.has_samples()?, library.has_traces()?)));
        let (error, (has_samples, has_traces)) = match held {
            Ok(held) => (None, held),
            Err(error) => (Some(error), Default::default()),
        };
        Ok(AppState {
            error,
            version: env!("CARGO_PKG_VERSION"),
            data_dir,
            system_language: system_language(),
            has_samples,
            has_traces,
        })
    })
    .await
}

/// Tries again to open a library that could not be opened.
#[tauri::command]
pub async fn retry_open<R: Runtime>(app: State<'_, App>, handle: AppHandle<R>) -> Result<AppState> {
    blocking(move || {
        let app = handle.state::<App>();
        app.open_again(|| reopen_library(&handle, &app));
        Ok(())
    })
    .await?;
    get_app_state(app).await
}

/// The window has painted its first view.
#[tauri::command]
pub async fn window_ready() -> Result<()> {
    if let Some(path) = std::env::var_os(READY_FILE) {
        blocking(move || {
            std::fs::write(&path, "").map_err(|error| Error::file(path.to_string_lossy(), &error))
        })
        .await?;
    }
    Ok(())
}

/// Files of the command line, of later starts and of the system's "Open with", once.
#[tauri::command]
pub async fn take_given_files(app: State<'_, App>) -> Result<Vec<String>> {
    let paths = app.take_given();
    Ok(paths.iter().map(|path| path_text::write(path)).collect())
}
