//! The operations on conversations, and the SDK-shaped reading of them.

use sheaf_core::conversations::{
    ConversationList, ConversationNamed, ConversationProfile, Deleted,
};
use sheaf_core::items::{Counted, ItemLists};
use sheaf_core::messages::MessageList;
use sheaf_core::model::request::Nothing;
use sheaf_core::people::Person;
use sheaf_core::{Library, Result};
use tauri::State;
use tauri::ipc::Request;

use super::on_library;
use crate::app::App;

/// Conversations by id or filter.
#[tauri::command]
pub async fn get_conversation_list(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ConversationList> {
    on_library(request, app, Library::get_conversation_list).await
}

/// One conversation.
#[tauri::command]
pub async fn get_conversation_profile(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ConversationProfile> {
    on_library(request, app, Library::get_conversation_profile).await
}

/// Pins a conversation on top, or not.
#[tauri::command]
pub async fn pin_conversation(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ConversationNamed> {
    on_library(request, app, Library::pin_conversation).await
}

/// Pins the selected conversations on top, or not.
#[tauri::command]
pub async fn pin_rows(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, Library::pin_rows).await
}

/// Puts the pinned conversations into the person's order.
#[tauri::command]
pub async fn reorder_pinned(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, Library::reorder_pinned).await
}

/// Sets or clears a mark on conversations.
#[tauri::command]
pub async fn mark_conversation(request: Request<'_>, app: State<'_, App>) -> Result<ItemLists> {
    on_library(request, app, Library::mark_conversation).await
}

/// Keeps a text of a script with conversations.
#[tauri::command]
pub async fn set_conversation_custom_data(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ItemLists> {
    on_library(request, app, Library::set_conversation_custom_data).await
}

/// Deletes conversations; undo brings them back.
#[tauri::command]
pub async fn delete_conversation(request: Request<'_>, app: State<'_, App>) -> Result<Deleted> {
    on_library(request, app, Library::delete_conversation).await
}

/// Deletes the selected conversations; undo brings them back.
#[tauri::command]
pub async fn delete_rows(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, Library::delete_rows).await
}

/// Brings deleted conversations back.
#[tauri::command]
pub async fn restore_rows(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, Library::restore_rows).await
}

/// Erases deleted conversations for good, all or some.
#[tauri::command]
pub async fn erase_deleted(request: Request<'_>, app: State<'_, App>) -> Result<Counted> {
    on_library(request, app, Library::erase_deleted).await
}

/// Those among whom the person can say which is themselves.
#[tauri::command]
pub async fn get_people(request: Request<'_>, app: State<'_, App>) -> Result<Vec<Person>> {
    on_library(request, app, Library::get_people).await
}

/// Says which of them it is.
#[tauri::command]
pub async fn set_own_person(request: Request<'_>, app: State<'_, App>) -> Result<Vec<Person>> {
    on_library(request, app, Library::set_own_person).await
}

/// A page of a conversation in the shape of the SDK.
#[tauri::command]
pub async fn get_message_list(request: Request<'_>, app: State<'_, App>) -> Result<MessageList> {
    on_library(request, app, Library::get_message_list).await
}

/// Marks a conversation as read.
#[tauri::command]
pub async fn set_message_read(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<ConversationNamed> {
    on_library(request, app, Library::set_message_read).await
}

/// How many messages are unread.
#[tauri::command]
pub async fn get_total_unread_message_count(
    request: Request<'_>,
    app: State<'_, App>,
) -> Result<u64> {
    on_library(request, app, |library, Nothing {}| {
        library.get_total_unread_message_count()
    })
    .await
}
