//! Undo and redo.

use sheaf_core::history::{History, Operation};
use sheaf_core::model::request::Nothing;
use sheaf_core::{Library, Result};
use tauri::State;
use tauri::ipc::Request;

use super::on_library;
use crate::app::App;

/// Takes the person's last operation back, or nothing when it is not the one that was asked for.
#[tauri::command]
pub async fn undo(request: Request<'_>, app: State<'_, App>) -> Result<Option<Operation>> {
    on_library(request, app, Library::undo).await
}

/// Does again what was taken back last.
#[tauri::command]
pub async fn redo(request: Request<'_>, app: State<'_, App>) -> Result<Option<Operation>> {
    on_library(request, app, |library, Nothing {}| library.redo()).await
}

/// What undo and redo would do.
#[tauri::command]
pub async fn get_history(request: Request<'_>, app: State<'_, App>) -> Result<History> {
    on_library(request, app, |library, Nothing {}| library.get_history()).await
}
