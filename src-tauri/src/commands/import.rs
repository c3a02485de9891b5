//! Importing: files in, progress told, cancelled when asked.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sheaf_core::import::{
    Answer, Context, ImportProgress, ImportRequest, Imported, ImportedFile, Namesake,
};
use sheaf_core::items::Counted;
use sheaf_core::model::request::{Nothing, nullable};
use sheaf_core::{Library, Result};
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
    /// Whether chats of which only the person knows where they belong are left out and asked about.
    #[serde(default)]
    ask: bool,
}

/// What the person said of chats that were asked about.
#[derive(Debug, Deserialize)]
pub struct Answers {
    answers: Vec<WrittenAnswer>,
}

/// An [`Answer`] with its path as text.
#[derive(Debug, Deserialize)]
struct WrittenAnswer {
    #[serde(deserialize_with = "path_text::read_one")]
    given: PathBuf,
    path: String,
    #[serde(rename = "conversationID", deserialize_with = "nullable")]
    conversation_id: Option<String>,
}

/// A [`Namesake`] with its path as text.
#[derive(Debug, Serialize)]
struct WrittenNamesake {
    given: String,
    #[serde(flatten)]
    namesake: Namesake,
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
    /// Only where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    namesakes: Vec<WrittenNamesake>,
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
    let Paths { paths, ask } = arguments(&request)?;
    run(&app, handle, paths, move |library, request| {
        if ask {
            return library.import_asking(request);
        }
        let files = library.import_files(request);
        Imported {
            files,
            ..Imported::default()
        }
    })
    .await
}

/// Imports the chats that an import has asked about, as the person answered.
#[tauri::command]
pub async fn import_namesakes<R: Runtime>(
    request: Request<'_>,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<ImportReport> {
    let Answers { answers } = arguments(&request)?;
    let answers: Vec<Answer> = answers
        .into_iter()
        .map(|answer| Answer {
            given: answer.given,
            path: answer.path,
            conversation_id: answer.conversation_id,
        })
        .collect();
    let paths = answers.iter().map(|answer| answer.given.clone()).collect();
    run(&app, handle, paths, move |library, request| Imported {
        files: library.import_namesakes(request, &answers),
        ..Imported::default()
    })
    .await
}

/// Runs an import that can be cancelled and tells of its progress.
async fn run<R: Runtime>(
    app: &App,
    handle: AppHandle<R>,
    paths: Vec<PathBuf>,
    import: impl FnOnce(&Library, &ImportRequest) -> Imported + Send + 'static,
) -> Result<ImportReport> {
    let library = app.library()?;
    let (import_id, cancel) = app.begin_import();
    let (told_id, cancelled) = (import_id.clone(), Arc::clone(&cancel));
    let imported = blocking(move || {
        let request = ImportRequest {
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
        };
        Ok(import(&library, &request))
    })
    .await;
    app.end_import(&import_id);
    let Imported { files, namesakes } = imported?;
    Ok(ImportReport {
        import_id,
        cancelled: cancelled.load(std::sync::atomic::Ordering::Relaxed),
        files,
        namesakes: namesakes
            .into_iter()
            .map(|namesake| WrittenNamesake {
                given: path_text::write(&namesake.given),
                namesake,
            })
            .collect(),
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
            namesakes: vec![],
        })
    })
    .await
}

/// Takes the invented library out again.
#[tauri::command]
pub async fn remove_samples(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, |library, Nothing {}| library.remove_samples()).await
}
