//! Sheaf's shell: one window over the library of `sheaf-core`. It holds no rules and no SQL.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod app;
mod arguments;
pub mod commands;
pub mod data_folder;
pub mod events;
mod instance;
mod path_text;
mod window;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use sheaf_core::model::error::StoreFault;
use sheaf_core::{Error, Library, Result};
use tauri::{AppHandle, Builder, Context, Emitter, Manager, RunEvent, Runtime};

use crate::app::App;
use crate::arguments::{Arguments, Request};
use crate::data_folder::DataFolder;
use crate::instance::{Claim, Start};

/// Runs the program: reads the command line, hands files to a running app or becomes it.
pub fn start() -> ExitCode {
    let data_dir = std::env::var_os("SHEAF_DATA_DIR");
    let outcome = match arguments::parse(std::env::args_os().skip(1), data_dir) {
        Ok(Request::Start(arguments)) => run(arguments),
        Ok(Request::Help) => return words::say(arguments::HELP),
        Ok(Request::Version) => return words::say(concat!("sheaf ", env!("CARGO_PKG_VERSION"))),
        Err(error) => Err(anyhow::anyhow!("{error}\n\n{}", arguments::HELP)),
    };
    outcome.map_or_else(|error| words::give_up(&error), |()| ExitCode::SUCCESS)
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let context = context();
    let folder = DataFolder::choose(arguments.data_dir, &context.config().identifier)?;
    let claim = match instance::start(&folder, &arguments.files) {
        Ok(Start::HandedOver) => return Ok(()),
        Ok(Start::First(claim)) => Ok(claim),
        Err(error) => Err(error),
    };
    ensure_display()?;
    let shown = folder.clone();
    let app = with_commands(Builder::default())
        .setup(move |tauri| {
            if let Err(error) = window::open(tauri.handle(), &shown) {
                words::give_up(&error);
                tauri.handle().exit(1);
            }
            Ok(())
        })
        .build(context)?;
    // Before the first event: macOS tells of the files that the app was opened with ahead of all else.
    let handle = app.handle();
    let library = claim.and_then(|claim| {
        keep_claim(handle, &folder, claim);
        open_library(handle, &folder)
    });
    handle.manage(App::new(folder, library, arguments.files));
    app.run(|handle, event| on_event(handle, &event));
    Ok(())
}

/// GTK would end the program with a panic where it finds no display.
#[cfg(target_os = "linux")]
fn ensure_display() -> anyhow::Result<()> {
    gtk::init().map_err(|_| {
        anyhow::anyhow!(
            "there is no display to open a window on; \
             DISPLAY or WAYLAND_DISPLAY must name one that answers"
        )
    })
}

#[cfg(not(target_os = "linux"))]
fn ensure_display() -> anyhow::Result<()> {
    Ok(())
}

fn on_event<R: Runtime>(handle: &AppHandle<R>, event: &RunEvent) {
    match event {
        RunEvent::Exit => window::clear_temporary(handle),
        // "Open with". Other systems start the program again, with the files on its command line.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let paths = urls
                .iter()
                .filter_map(|address| address.to_file_path().ok());
            take_in(handle, paths.collect());
        }
        _ => {}
    }
}

/// Gives files to the window and brings it to the front.
fn take_in<R: Runtime>(handle: &AppHandle<R>, files: Vec<PathBuf>) {
    if let Some(app) = handle.try_state::<App>() {
        app.give(files);
    }
    // Fails only while the app is closing and its window is gone.
    let _ = handle.emit(events::FILES_GIVEN, ());
    window::show(handle);
}

/// The app as configured and its capabilities as shipped.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// Registers every command and what the window needs of plugins. Generic over the runtime so that
/// tests use it as shipped.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    use commands::{app, conversations, groups, history, import, views};
    builder
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            groups::create_conversation_group,
            groups::delete_conversation_group,
            groups::rename_conversation_group,
            groups::get_conversation_group_list,
            groups::add_conversations_to_group,
            groups::delete_conversations_from_group,
            conversations::get_conversation_list,
            conversations::get_conversation_profile,
            conversations::pin_conversation,
            conversations::mark_conversation,
            conversations::set_conversation_custom_data,
            conversations::delete_conversation,
            conversations::get_message_list,
            conversations::set_message_read,
            conversations::get_total_unread_message_count,
            import::import_files,
            import::cancel_import,
            groups::reorder_conversation_groups,
            groups::move_conversations,
            history::undo,
            history::redo,
            views::get_view_order,
            views::get_rows,
            views::search,
            views::get_settings,
            views::set_settings,
            app::get_app_state,
            app::retry_open,
            app::window_ready,
            views::get_overview,
            views::find_rows,
            views::get_messages,
            groups::set_group_look,
            groups::file_rows,
            groups::create_group_of_rows,
            conversations::pin_rows,
            groups::get_ungrouped_folders,
            groups::create_groups_of_folders,
            conversations::reorder_pinned,
            conversations::delete_rows,
            conversations::restore_rows,
            conversations::erase_deleted,
            history::get_history,
            app::take_given_files,
            import::import_namesakes,
            conversations::get_people,
            conversations::set_own_person,
            import::load_samples,
            import::remove_samples,
        ])
}

/// Opens the library of `folder` and sends its changes to the window from then on.
///
/// # Errors
/// Why it could not be opened.
pub fn open_library<R: Runtime>(
    handle: &AppHandle<R>,
    folder: &DataFolder,
) -> Result<Arc<Library>> {
    let library = Arc::new(Library::open(&folder.library())?);
    let fault = |error| Error::Store(StoreFault::from_io(&error));
    events::follow(handle.clone(), &library).map_err(fault)?;
    let finishing = Arc::clone(&library);
    std::thread::Builder::new()
        .name("erasing".into())
        // What cannot be finished now is offered in Settings, and tried again at the next start.
        .spawn(move || finishing.finish_erasing())
        .map_err(fault)?;
    Ok(library)
}

/// Opens a library that could not be opened when the app started, claiming its folder first where
/// that is what had failed.
///
/// # Errors
/// Why it still cannot be opened.
pub fn reopen_library<R: Runtime>(handle: &AppHandle<R>, app: &App) -> Result<Arc<Library>> {
    if handle.try_state::<Claim>().is_none() {
        let files = app.take_given();
        match instance::start(&app.folder, &files) {
            Ok(Start::First(claim)) => {
                app.give(files);
                keep_claim(handle, &app.folder, claim);
            }
            Ok(Start::HandedOver) => return Err(Error::Store(StoreFault::Locked)),
            Err(error) => {
                app.give(files);
                return Err(error);
            }
        }
    }
    open_library(handle, &app.folder)
}

/// Keeps the claim for as long as the app lives. Later starts give their files to this window and
/// bring it to the front.
fn keep_claim<R: Runtime>(handle: &AppHandle<R>, folder: &DataFolder, claim: Claim) {
    handle.manage(claim);
    let later = handle.clone();
    let listening = instance::listen(folder, move |files| take_in(&later, files));
    if let Err(error) = listening {
        // The library opens all the same; a later start will say that the folder is in use.
        words::complain(&anyhow::Error::new(error).context("later starts cannot be heard"));
    }
}
