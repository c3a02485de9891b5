//! Changes of the library as events for the window, in commit order.
//!
//! The library tells of a change while it still holds its writer, so a listener must be quick and
//! must not ask it anything. The change goes into a channel; one thread turns it into events,
//! looking up on a reader what they carry.

use std::sync::{Arc, Weak, mpsc};

use serde::Serialize;
use sheaf_core::model::conversation::RowId;
use sheaf_core::{Change, Library};
use tauri::{AppHandle, Emitter, Runtime};

/// The SDK's names, and Sheaf's own.
pub const GROUP_LIST: &str = "onConversationGroupListUpdated";
/// Rows of conversations read differently.
pub const CONVERSATION_LIST: &str = "onConversationListUpdated";
/// Members of one group came or went.
pub const IN_GROUP: &str = "onConversationInGroupUpdated";
/// The total of unread messages.
pub const UNREAD_TOTAL: &str = "onTotalUnreadMessageCountUpdated";
/// A group has another colour or emoji. The SDK's groups have none, so its subscribers hear nothing.
pub const GROUP_LOOKS: &str = "onGroupLooksUpdated";
/// How far an import has come.
pub const IMPORT_PROGRESS: &str = "onImportProgress";
/// Files wait to be taken.
pub const FILES_GIVEN: &str = "onFilesGiven";

/// With more changed conversations than this the window asks again instead of being told each.
const MOST_IDS: usize = 1000;

#[derive(Clone, Serialize)]
struct Told<T> {
    revision: u64,
    data: T,
}

#[derive(Clone, Serialize)]
struct Looks {
    revision: u64,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Conversations {
    revision: u64,
    #[serde(rename = "conversationIDList")]
    conversation_ids: Option<Vec<String>>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct InGroup {
    revision: u64,
    group_name: String,
    #[serde(rename = "conversationIDList")]
    conversation_ids: Option<Vec<String>>,
}

/// Sends the library's changes to the window for as long as both live.
///
/// # Errors
/// The thread could not be started.
pub fn follow<R: Runtime>(app: AppHandle<R>, library: &Arc<Library>) -> std::io::Result<()> {
    let (sender, changes) = mpsc::channel::<Change>();
    library.on_change(move |change| {
        // The receiver goes away with the app; nobody is left to tell then.
        let _ = sender.send(change.clone());
    });
    // Weak: the listener lives in the library, and the thread must not keep the library open.
    let library = Arc::downgrade(library);
    std::thread::Builder::new()
        .name("events".into())
        .spawn(move || {
            for change in changes {
                tell(&app, &library, change);
            }
        })?;
    Ok(())
}

fn tell<R: Runtime>(app: &AppHandle<R>, library: &Weak<Library>, change: Change) {
    let revision = change.revision;
    if let Some(names) = change.group_names {
        emit(
            app,
            GROUP_LIST,
            Told {
                revision,
                data: names,
            },
        );
    }
    if change.looks {
        emit(app, GROUP_LOOKS, Looks { revision });
    }
    if !change.conversations.is_empty() {
        let conversation_ids = ids(library, &change.conversations);
        emit(
            app,
            CONVERSATION_LIST,
            Conversations {
                revision,
                conversation_ids,
            },
        );
    }
    for (group_name, rows) in change.memberships {
        let conversation_ids = ids(library, &rows);
        emit(
            app,
            IN_GROUP,
            InGroup {
                revision,
                group_name,
                conversation_ids,
            },
        );
    }
    if let Some(data) = change.unread_total {
        emit(app, UNREAD_TOTAL, Told { revision, data });
    }
}

/// `None` when there are too many to tell, or when they could not be read: the window then asks
/// again, and hears of the failure by its own question.
fn ids(library: &Weak<Library>, rows: &[RowId]) -> Option<Vec<String>> {
    if rows.len() > MOST_IDS {
        return None;
    }
    library.upgrade()?.conversation_ids(rows).ok()
}

fn emit<R: Runtime>(app: &AppHandle<R>, name: &str, payload: impl Serialize + Clone) {
    // Fails only while the app is closing and its window is gone.
    let _ = app.emit(name, payload);
}
