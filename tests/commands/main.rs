//! Every command, called through Tauri's mock runtime with the capabilities as shipped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::needless_pass_by_value
)]

mod capabilities;
mod conversations;
mod events;
mod groups;
mod library;
mod support;
