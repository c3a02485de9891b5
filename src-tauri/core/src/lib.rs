//! Sheaf's domain: conversations and messages from many products, groups that a person makes of
//! them, undo, import and search, over one SQLite file. Knows nothing of Tauri or of windows.
//!
//! [`Library`] is the door: it opens a data folder and carries every command of the contract.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        // Tests write arguments in place.
        clippy::needless_pass_by_value
    )
)]

pub mod change;
pub mod conversations;
pub mod groups;
pub mod history;
pub mod import;
pub mod items;
mod library;
pub mod messages;
pub mod model;
pub mod people;
pub mod private;
#[cfg(test)]
mod property;
mod reorder;
mod samples;
pub mod search;
pub mod settings;
mod store;
#[cfg(test)]
pub(crate) mod testing;
pub mod views;
#[cfg(test)]
mod wire_tests;

pub use change::Change;
pub use library::Library;
pub use model::error::{Error, Result};
