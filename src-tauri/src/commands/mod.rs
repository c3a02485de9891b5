//! What the window can call. A command takes its arguments, calls the core and passes on the
//! answer or the error; every rule is the core's.

pub mod app;
pub mod conversations;
pub mod groups;
pub mod history;
pub mod import;
mod names;
pub mod views;

pub use names::COMMANDS;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sheaf_core::model::error::StoreFault;
use sheaf_core::model::request;
use sheaf_core::{Error, Library, Result};
use tauri::State;
use tauri::ipc::{InvokeBody, Request};

use crate::app::App;

/// Runs `body` on the open library, on a thread that may block, with the command's argument object
/// read as `Q`. (Tauri would read each argument itself, but answer a missing one with a bare text:
/// the contract wants 50002 and its name.)
///
/// # Errors
/// 50002, why the library is not open, or what `body` says.
pub async fn on_library<Q, T>(
    request: Request<'_>,
    app: State<'_, App>,
    body: impl FnOnce(&Library, Q) -> Result<T> + Send + 'static,
) -> Result<T>
where
    Q: DeserializeOwned + Send + 'static,
    T: Send + 'static,
{
    let arguments: Q = arguments(&request)?;
    let library = app.library()?;
    blocking(move || body(&library, arguments)).await
}

/// The command's argument object read as `Q`.
pub fn arguments<Q: DeserializeOwned>(request: &Request<'_>) -> Result<Q> {
    match request.body() {
        InvokeBody::Json(value) => request::parse(value.clone()),
        InvokeBody::Raw(_) => request::parse(Value::Null),
    }
}

/// Runs `body` where blocking on the disk holds up nobody.
pub async fn blocking<T: Send + 'static>(
    body: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(body).await {
        Ok(outcome) => outcome,
        // The thread panicked: its transaction was rolled back as it unwound.
        Err(error) => Err(Error::Store(StoreFault::Other(error.to_string()))),
    }
}
