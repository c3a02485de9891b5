//! Importing: files in, progress told, cancelled when asked.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sheaf_core::Result;
use sheaf_core::import::{Context, ImportProgress, ImportRequest, ImportedFile};
use sheaf_core::items::Counted;
use sheaf_core::model::request::Nothing;
use tauri::ipc::Request;
use tauri::{AppHandle, Emitter, Runtime, State};

use super::{arguments, blocking, on_library};
use crate::app::App;
use crate::commands::app::system_language;
use crate::events::IMPORT_PROGRESS;
use crate::path_text;

/// What to import.
#[derive(Debug, Deserialize)]
pub struct Paths {
    #[serde(deserialize_with = "path_text::read_all")]
    paths: Vec<PathBuf>,
}

/// Which import to cancel.
#[derive(Debug, Deserialize)]
pub struct ImportNamed {
    #[serde(rename = "importID")]
    import_id: String,
}

/// What an import did, file by file.
#[derive(Debug, Serialize)]
pub struct ImportReport {
    #[serde(rename = "importID")]
    import_id: String,
    cancelled: bool,
    files: Vec<ImportedFile>,
}

#[derive(Clone, Serialize)]
struct Told {
    #[serde(rename = "importID")]
    import_id: String,
    #[serde(flatten)]
    progress: ImportProgress,
}

/// Imports files, zips and folders. Resolves when all is done; progress comes as events.
#[tauri::command]
pub async fn import_files<R: Runtime>(
    request: Request<'_>,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<ImportReport> {
    let Paths { paths } = arguments(&request)?;
    let library = app.library()?;
    let (import_id, cancel) = app.begin_import();
    let (told_id, cancelled) = (import_id.clone(), Arc::clone(&cancel));
    let files = blocking(move || {
        Ok(library.import_files(&ImportRequest {
            paths,
            context: Context::of_this_machine(&system_language()),
            cancel,
            progress: Box::new(move |progress| {
                let told = Told {
                    import_id: told_id.clone(),
                    progress: progress.clone(),
                };
                // Fails only while the app is closing and its window is gone.
                let _ = handle.emit(IMPORT_PROGRESS, told);
            }),
        }))
    })
    .await;
    app.end_import(&import_id);
    Ok(ImportReport {
        import_id,
        cancelled: cancelled.load(std::sync::atomic::Ordering::Relaxed),
        files: files?,
    })
}

/// Stops an import after its current batch. What was committed stays.
#[tauri::command]
pub async fn cancel_import(request: Request<'_>, app: State<'_, App>) -> Result<()> {
    let ImportNamed { import_id } = arguments(&request)?;
    app.cancel_import(&import_id)
}

/// Brings in the invented library of the first start.
#[tauri::command]
pub async fn load_samples(request: Request<'_>, app: State<'_, App>) -> Result<ImportReport> {
    on_library(request, app, |library, Nothing {}| {
        Ok(ImportReport {
            import_id: "samples".into(),
            cancelled: false,
            files: library.load_samples()?,
        })
    })
    .await
}

/// Takes the invented library out again.
#[tauri::command]
pub async fn remove_samples(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, |library, Nothing {}| library.remove_samples()).await
}
