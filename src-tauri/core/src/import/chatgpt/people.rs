//! Who writes: the owner of the export, the assistant, and in a group chat other people.

use std::borrow::Cow;

use serde_json::Value;

use super::conversation::Message;
use super::read_beside;
use crate::import::{Entry, Role, SenderDraft};
use crate::model::error::Result;

/// The role of people, and the key of the one who exported.
const OWNER: &str = "user";

/// Who exported, as `user.json` says.
#[derive(Debug, Default)]
pub struct Owner {
    /// Shown with the conversations, and no part of their keys, so that an export without `user.json`
    /// finds the conversations of one with it.
    pub account: String,
    /// What they are called in group chats: address, id or name.
    names: Vec<String>,
}

impl Owner {
    /// Reads `user.json`. One that is damaged names nobody.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(entry: &dyn Entry) -> Result<Self> {
        let user: Option<Value> = read_beside(entry)?;
        let field = |name| user.as_ref()?.get(name)?.as_str().map(str::to_owned);
        let names = ["email", "id", "name"].into_iter().filter_map(field);
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        Ok(Self {
            account: names.first().cloned().unwrap_or_default(),
            names,
        })
    }
}

/// Who sent a message. Tools and orders to the model speak as the assistant.
pub fn sender<'m>(message: &'m Message, owner: &Owner) -> SenderDraft<'m> {
    let is_other = |name: &&str| !owner.names.iter().any(|own| own == name) && *name != OWNER;
    let (person, name, role) = match message.role() {
        OWNER => match message.author_name().filter(is_other) {
            Some(name) => (name, name, Role::Other),
            None => (OWNER, "", Role::Owner),
        },
        _ => ("assistant", "ChatGPT", Role::Assistant),
    };
    SenderDraft {
        key: Cow::Borrowed(person),
        name: Cow::Borrowed(name),
        role,
    }
}
