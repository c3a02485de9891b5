//! Whole files, from bytes to what the sink is given.

mod chats;
mod flaws;
mod messages;

use super::*;
use crate::import::testing::{Collected, Collector, read, read_in};
use crate::import::{Context, DateOrder};
use crate::model::conversation::ConversationType;
use crate::model::message::MessageKind;
use crate::{Error, import::testing};

/// A fixture's bytes.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/fixtures/telegram/",
            $name
        ))
    };
}

const ACCOUNT: &[u8] = fixture!("account.json");
const OLD_SINGLE: &[u8] = fixture!("old_single.json");
const MESSAGES_FIRST: &[u8] = fixture!("messages_first.json");
const INVALID_JSON: &[u8] = fixture!("invalid_json.json");

fn read_one(content: &[u8]) -> Collector {
    read(&Telegram, &[("result.json", content)])
}

/// The messages of the chat of this id.
fn chat<'a>(collector: &'a Collector, native_id: &str) -> Vec<&'a Collected> {
    let found = collector
        .conversations
        .iter()
        .find(|(draft, _)| draft.native_id == native_id);
    found
        .unwrap_or_else(|| panic!("no chat {native_id}"))
        .1
        .iter()
        .collect()
}

/// A message of a chat that consists of this one, given as the rest of its object.
fn message(rest: &str) -> Collector {
    let file = format!(
        r#"{{"name": "Choir", "type": "private_group", "id": 5, "messages": [
            {{"id": 1, "type": "message", "date_unixtime": "1709287200", "from": "Rosa",
              "from_id": "user77", {rest}}}]}}"#
    );
    read_one(file.as_bytes())
}
