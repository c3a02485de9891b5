//! The operations on groups.

use sheaf_core::groups::{
    Filed, GroupNamed, GroupOrder, GroupRenamed, GroupsMade, UngroupedFolder,
};
use sheaf_core::items::{Counted, ItemLists};
use sheaf_core::model::request::Nothing;
use sheaf_core::{Library, Result};
use tauri::State;
use tauri::ipc::Request;

use super::on_library;
use crate::app::App;

/// Makes a group of conversations.
#[tauri::command]
pub async fn create_conversation_group(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ItemLists> {
    on_library(request, app, Library::create_conversation_group).await
}

/// Deletes a group; its conversations stay.
#[tauri::command]
pub async fn delete_conversation_group(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<GroupNamed> {
    on_library(request, app, Library::delete_conversation_group).await
}

/// Gives a group another name.
#[tauri::command]
pub async fn rename_conversation_group(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<GroupRenamed> {
    on_library(request, app, Library::rename_conversation_group).await
}

/// All groups' names in the person's order.
#[tauri::command]
pub async fn get_conversation_group_list(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<Vec<String>> {
    on_library(request, app, |library, Nothing {}| {
        library.get_conversation_group_list()
    })
    .await
}

/// Adds conversations to a group.
#[tauri::command]
pub async fn add_conversations_to_group(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ItemLists> {
    on_library(request, app, Library::add_conversations_to_group).await
}

/// Takes conversations out of a group.
#[tauri::command]
pub async fn delete_conversations_from_group(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ItemLists> {
    on_library(request, app, Library::delete_conversations_from_group).await
}

/// Takes conversations out of one group and into another.
#[tauri::command]
pub async fn move_conversations(request: Request<'_>, app: State<'_, App>) -> Result<ItemLists> {
    on_library(request, app, Library::move_conversations).await
}

/// Puts the groups into the person's order.
#[tauri::command]
pub async fn reorder_conversation_groups(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<GroupOrder> {
    on_library(request, app, Library::reorder_conversation_groups).await
}

/// Sets a group's colour or emoji.
#[tauri::command]
pub async fn set_group_look(request: Request<'_>, app: State<'_, App>) -> Result<GroupNamed> {
    on_library(request, app, Library::set_group_look).await
}

/// What a drop on a group does.
#[tauri::command]
pub async fn file_rows(request: Request<'_>, app: State<'_, App>) -> Result<Filed> {
    on_library(request, app, Library::file_rows).await
}

/// What a drop on “New group” does.
#[tauri::command]
pub async fn create_group_of_rows(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, Library::create_group_of_rows).await
}

/// The products' own folders in which nothing is in a group.
#[tauri::command]
pub async fn get_ungrouped_folders(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<Vec<UngroupedFolder>> {
    on_library(request, app, Library::get_ungrouped_folders).await
}

/// Makes a group of each of a product's own folders.
#[tauri::command]
pub async fn create_groups_of_folders(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<GroupsMade> {
    on_library(request, app, Library::create_groups_of_folders).await
}
