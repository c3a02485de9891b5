//! Which conversation a chat is: its class, id, title and account.

use rustc_hash::FxHashSet;

use super::raw::Scalar;
use crate::import::json::JsonStream;
use crate::import::{ConversationDraft, DELETED_ACCOUNT, Filing};
use crate::model::conversation::ConversationType;
use crate::model::error::Result;

/// Telegram's types of chats: the class of id, who takes part, and the name that the product shows
/// where the file has none. A user and a channel can share a number, so the class is part of the id.
const TYPES: [(&str, &str, ConversationType, &str); 10] = {
    use ConversationType::{People, Person};
    [
        ("personal_chat", "user", Person, DELETED_ACCOUNT),
        ("bot_chat", "user", Person, DELETED_ACCOUNT),
        ("saved_messages", "user", Person, "Saved Messages"),
        ("replies", "user", Person, "Replies"),
        ("verification_codes", "user", Person, "Verification Codes"),
        ("private_group", "chat", People, ""),
        ("private_supergroup", "channel", People, ""),
        ("public_supergroup", "channel", People, ""),
        ("private_channel", "channel", People, ""),
        ("public_channel", "channel", People, ""),
    ]
};

/// Whether `word` is one of Telegram's types of chats.
pub(super) fn is_type(word: &str) -> bool {
    TYPES.iter().any(|(known, ..)| *known == word)
}

/// What a chat says of itself before its messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub name: Option<String>,
    pub kind: Option<String>,
    pub id: Option<i64>,
}

impl Header {
    /// Whether nothing more is needed to know which conversation it is.
    pub fn is_complete(&self) -> bool {
        self.kind.is_some() && self.id.is_some()
    }

    /// Takes the value of a key of the chat, or passes over it.
    pub fn read(&mut self, key: &str, stream: &mut JsonStream<'_>) -> Result<()> {
        match key {
            "name" => self.name = stream.read::<String>()?,
            "type" => self.kind = stream.read::<String>()?,
            "id" => {
                let id = stream.read::<serde_json::Value>()?.unwrap_or_default();
                let text = |id: &serde_json::Value| id.as_str()?.parse().ok();
                self.id = id.as_i64().or_else(|| text(&id));
            }
            _ => stream.skip()?,
        }
        Ok(())
    }
}

/// A chat, known as far as its messages need it.
pub(super) struct Chat {
    /// The name to show.
    pub title: String,
    /// The owner's id as senders carry it (`user1001`), once known.
    pub owner: Option<String>,
    kind: ConversationType,
    native_id: String,
    /// Whether its type is missing from the file.
    untyped: bool,
    /// Whether it is with one other person, whose id is then `native_id`.
    with_one: bool,
    times_are_local: bool,
}

impl Chat {
    /// The chat of a header. `file_title` names the file, when the file as a whole is the chat.
    pub fn new(header: &Header, owner: Option<String>, file_title: Option<&str>) -> Self {
        let kind = header.kind.as_deref();
        let known = TYPES.iter().find(|(word, ..)| Some(*word) == kind);
        let (class, people, default_title) = match known {
            Some((_, class, people, title)) => (*class, *people, *title),
            // A type of a newer Telegram, or none: told from others by its id all the same.
            None => (kind.unwrap_or("chat"), ConversationType::People, ""),
        };
        let file_stem = file_title.map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let title = match (&header.name, header.id) {
            (Some(name), _) if !name.trim().is_empty() => name.clone(),
            (_, Some(_)) => default_title.to_owned(),
            (_, None) => file_stem.unwrap_or(default_title).to_owned(),
        };
        let native_id = match header.id {
            Some(id) => format!("{class}{id}"),
            None => format!("{class}:{title}"),
        };
        let is_saved = kind == Some("saved_messages") && header.id.is_some();
        Self {
            title,
            owner: owner.or_else(|| is_saved.then(|| native_id.clone())),
            kind: people,
            untyped: kind.is_none(),
            with_one: matches!(kind, Some("personal_chat" | "bot_chat")) && header.id.is_some(),
            native_id,
            times_are_local: false,
        }
    }

    /// Whether the senders of its first messages would tell more about it.
    pub fn needs_senders(&self) -> bool {
        self.untyped || (self.with_one && self.owner.is_none())
    }

    /// Concludes from who wrote first: without a type, two people are a chat of one with the other;
    /// in a chat with one person, the only other one who writes is the owner.
    pub fn learn(&mut self, senders: &FxHashSet<String>) {
        if self.untyped && senders.len() <= 2 {
            self.kind = ConversationType::Person;
        }
        if self.with_one && self.owner.is_none() && senders.contains(&self.native_id) {
            let mut others = senders.iter().filter(|sender| **sender != self.native_id);
            if let (Some(other), None) = (others.next(), others.next()) {
                self.owner = Some(other.clone()).filter(|other| other.starts_with("user"));
            }
        }
    }

    /// Its draft for the sink.
    pub fn draft(&self) -> ConversationDraft {
        let account = self.owner.as_deref().unwrap_or_default();
        ConversationDraft {
            kind: self.kind,
            native_id: self.native_id.clone(),
            account: account.trim_start_matches("user").to_owned(),
            title: self.title.clone(),
            times_are_local: self.times_are_local,
            filing: Filing::default(),
        }
    }

    /// Its draft when its times turn out to be written without a zone.
    pub fn draft_with_local_times(&self) -> ConversationDraft {
        ConversationDraft {
            times_are_local: true,
            ..self.draft()
        }
    }
}

/// A sender's id as newer files write it: `user123`, `chat123`, `channel123`. Old files have a bare
/// number, in which the class is a multiple of 2^32.
pub(super) fn sender_id(id: Scalar<'_>) -> Option<String> {
    let number = match id {
        Scalar::Text(text) if text.parse::<i64>().is_err() => return Some(text.into_owned()),
        other => other.number()?,
    };
    let (class, number) = match number {
        0x1_0000_0000..0x2_0000_0000 => ("chat", number - 0x1_0000_0000),
        0x2_0000_0000..0x3_0000_0000 => ("channel", number - 0x2_0000_0000),
        _ => ("user", number),
    };
    Some(format!("{class}{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_ids_of_senders_are_the_same_people() {
        let cases = [
            (Scalar::Text("user123".into()), "user123"),
            (Scalar::Number(123), "user123"),
            (Scalar::Text("123".into()), "user123"),
            (Scalar::Number(0x1_0000_0000 + 5), "chat5"),
            (Scalar::Number(0x2_0000_0000 + 7), "channel7"),
        ];
        for (id, expected) in cases {
            assert_eq!(sender_id(id.clone()).as_deref(), Some(expected), "{id:?}");
        }
        assert_eq!(sender_id(Scalar::Absent), None);
    }
}
