//! What the panes show.

use sheaf_core::messages::MessageWindow;
use sheaf_core::model::request::Nothing;
use sheaf_core::search::SearchResult;
use sheaf_core::settings::Settings;
use sheaf_core::views::{Overview, Row};
use sheaf_core::{Library, Result};
use tauri::State;
use tauri::ipc::{Request, Response};

use super::on_library;
use crate::app::App;

/// All that the groups pane shows.
#[tauri::command]
pub async fn get_overview(request: Request<'_>, app: State<'_, App>) -> Result<Overview> {
    on_library(request, app, |library, Nothing {}| library.get_overview()).await
}

/// The rows on screen.
#[tauri::command]
pub async fn get_rows(request: Request<'_>, app: State<'_, App>) -> Result<Vec<Row>> {
    on_library(request, app, Library::get_rows).await
}

/// Rows by conversation id.
#[tauri::command]
pub async fn find_rows(request: Request<'_>, app: State<'_, App>) -> Result<Vec<Row>> {
    on_library(request, app, Library::find_rows).await
}

/// A window of a conversation.
#[tauri::command]
pub async fn get_messages(request: Request<'_>, app: State<'_, App>) -> Result<MessageWindow> {
    on_library(request, app, Library::get_messages).await
}

/// Finds titles, people and messages.
#[tauri::command]
pub async fn search(request: Request<'_>, app: State<'_, App>) -> Result<SearchResult> {
    on_library(request, app, Library::search).await
}

/// The person's settings.
#[tauri::command]
pub async fn get_settings(request: Request<'_>, app: State<'_, App>) -> Result<Settings> {
    on_library(request, app, |library, Nothing {}| library.get_settings()).await
}

/// Changes some of the person's settings.
#[tauri::command]
pub async fn set_settings(request: Request<'_>, app: State<'_, App>) -> Result<Settings> {
    on_library(request, app, Library::set_settings).await
}

/// The ordered row ids of a view as bytes: little-endian u32, the revision first.
#[tauri::command]
pub async fn get_view_order(request: Request<'_>, app: State<'_, App>) -> Result<Response> {
    on_library(request, app, |library, view| {
        Ok(Response::new(library.get_view_order(view)?))
    })
    .await
}
