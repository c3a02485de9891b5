//! What a conversation, a message and a group are: names, ids, limits and error codes.
//! Values are checked where they are made; the rest of the core trusts them.

pub mod conversation;
pub mod emoji;
pub mod error;
pub mod event;
mod fault;
pub mod group;
pub mod looks;
pub mod message;
pub mod place;
pub mod request;
pub mod sdk;
pub mod title;
