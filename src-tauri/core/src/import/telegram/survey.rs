//! Looking over a file without reading its messages: whether it is Telegram's, who owns it, and what
//! its chats are where that stands behind their messages.

use std::io::Read;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::chat::{self, Header, sender_id};
use super::raw::Scalar;
use crate::import::json::{Element, JsonStream, parse};
use crate::import::reading::is_broken;
use crate::import::{Entry, Probe};
use crate::model::error::Result;

/// Messages that are looked at to learn who writes in a chat.
const FIRST_MESSAGES: usize = 1_000;

/// What a look over a file found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The owner's id as senders carry it: `user1001`.
    pub owner: Option<String>,
    /// The file's own header, then those of its chats, in order.
    headers: Vec<Header>,
}

impl Survey {
    /// Looks over a file. One that is cut off or damaged gives what came before.
    pub fn of(entry: &dyn Entry) -> Result<Self> {
        let mut survey = Self {
            owner: None,
            headers: vec![Header::default()],
        };
        let mut stream = JsonStream::open(entry)?;
        match survey.walk(&mut stream) {
            // The walk that reads says so itself when it gets there.
            Err(error) if is_broken(&error) => Ok(survey),
            other => other.map(|()| survey),
        }
    }

    /// The header of a chat, completed from what comes behind its messages.
    pub fn header(&self, number: usize, known: Header) -> Header {
        let Some(found) = self.headers.get(number).cloned() else {
            return known;
        };
        Header {
            name: known.name.or(found.name),
            kind: known.kind.or(found.kind),
            id: known.id.or(found.id),
        }
    }

    fn walk(&mut self, stream: &mut JsonStream<'_>) -> Result<()> {
        if !stream.enter_object()? {
            return Ok(());
        }
        while let Some(key) = stream.next_key()? {
            match key.as_str() {
                "personal_information" => self.owner = read_owner(stream)?,
                "chats" | "left_chats" if stream.enter_object()? => self.walk_list(stream)?,
                key => self.read_header(0, key, stream)?,
            }
        }
        Ok(())
    }

    fn walk_list(&mut self, stream: &mut JsonStream<'_>) -> Result<()> {
        while let Some(key) = stream.next_key()? {
            if key != "list" || !stream.enter_array()? {
                stream.skip()?;
                continue;
            }
            while stream.next_element()? {
                let number = self.headers.len();
                self.headers.push(Header::default());
                if !stream.enter_object()? {
                    stream.skip()?;
                    continue;
                }
                while let Some(key) = stream.next_key()? {
                    self.read_header(number, &key, stream)?;
                }
            }
        }
        Ok(())
    }

    fn read_header(&mut self, number: usize, key: &str, stream: &mut JsonStream<'_>) -> Result<()> {
        match self.headers.get_mut(number) {
            Some(header) => header.read(key, stream),
            None => stream.skip(),
        }
    }
}

/// The owner's id from `personal_information`.
pub(super) fn read_owner(stream: &mut JsonStream<'_>) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Owner {
        user_id: serde_json::Value,
    }
    let owner = stream.read::<Owner>()?;
    let number = |owner: Owner| match owner.user_id {
        serde_json::Value::String(text) => text.trim().parse::<i64>().ok(),
        other => other.as_i64(),
    };
    Ok(owner.and_then(number).map(|id| format!("user{id}")))
}

/// The people and channels that wrote the first messages of a file that is one chat.
pub(super) fn first_senders(entry: &dyn Entry) -> Result<FxHashSet<String>> {
    #[derive(Deserialize, Default)]
    #[serde(default, bound(deserialize = "'de: 'a"))]
    struct Sent<'a> {
        from: Scalar<'a>,
        from_id: Scalar<'a>,
    }
    let mut senders = FxHashSet::default();
    let mut stream = JsonStream::open(entry)?;
    let mut walk = || -> Result<()> {
        if !stream.enter_object()? {
            return Ok(());
        }
        while let Some(key) = stream.next_key()? {
            if key != "messages" || !stream.enter_array()? {
                stream.skip()?;
                continue;
            }
            let mut scratch = vec![];
            for _ in 0..FIRST_MESSAGES {
                if !stream.next_element()? {
                    break;
                }
                if let Element::Json { bytes, .. } = stream.value()?
                    && let Some(sent) = parse::<Sent<'_>>(bytes, &mut scratch)
                {
                    let name = sent.from.text().map(std::borrow::Cow::into_owned);
                    senders.extend(sender_id(sent.from_id).or(name));
                }
            }
            return Ok(());
        }
        Ok(())
    };
    match walk() {
        Err(error) if !is_broken(&error) => Err(error),
        _ => Ok(senders),
    }
}

/// Whether a file is Telegram's export, judged by its first bytes.
pub(super) fn is_export(probe: &Probe<'_>) -> bool {
    let head = Head(probe);
    let mut evidence = false;
    let mut walk = || -> Result<()> {
        let mut stream = JsonStream::open(&head)?;
        if !stream.enter_object()? {
            return Ok(());
        }
        let mut about = false;
        while let Some(key) = stream.next_key()? {
            match key.as_str() {
                "type" => {
                    let kind = stream.read::<String>()?;
                    evidence |= kind.is_some_and(|kind| chat::is_type(&kind));
                }
                "personal_information" => {
                    evidence |= stream.peek()? == Some(b'{') && read_owner(&mut stream)?.is_some();
                }
                // Exports of parts of an account begin with words about them.
                "about" => {
                    about = true;
                    stream.skip()?;
                }
                "contacts" | "frequent_contacts" | "sessions" | "other_data" if about => {
                    evidence |= stream.peek()? == Some(b'{');
                    stream.skip()?;
                }
                "chats" | "left_chats" if stream.enter_object()? => {
                    while let Some(key) = stream.next_key()? {
                        evidence |= key == "list" && stream.peek()? == Some(b'[');
                        stream.skip()?;
                    }
                }
                "messages" if stream.enter_array()? => {
                    let first = if stream.next_element()? {
                        Some(stream.value()?)
                    } else {
                        None
                    };
                    if let Some(Element::Json { bytes, .. }) = first {
                        evidence |= is_message(bytes);
                    }
                    return Ok(());
                }
                _ => stream.skip()?,
            }
            if evidence {
                break;
            }
        }
        Ok(())
    };
    // The head is cut off somewhere, and what came before is what counts.
    let _ = walk();
    evidence
}

/// Whether an element is a message as Telegram writes them.
fn is_message(bytes: &[u8]) -> bool {
    #[derive(Deserialize, Default)]
    #[serde(default, bound(deserialize = "'de: 'a"))]
    struct Shape<'a> {
        #[serde(rename = "type")]
        kind: Scalar<'a>,
        date: Scalar<'a>,
        date_unixtime: Scalar<'a>,
        text: Option<serde::de::IgnoredAny>,
    }
    let mut scratch = vec![];
    parse::<Shape<'_>>(bytes, &mut scratch).is_some_and(|shape| {
        let kind = shape.kind.text().unwrap_or_default();
        let dated = shape.date != Scalar::Absent || shape.date_unixtime != Scalar::Absent;
        ["message", "service", "unsupported"].contains(&&*kind)
            && (kind == "unsupported" || (dated && shape.text.is_some()))
    })
}

/// The head of a file as a file.
struct Head<'a>(&'a Probe<'a>);

impl Entry for Head<'_> {
    fn name(&self) -> &str {
        self.0.name
    }

    fn size(&self) -> u64 {
        self.0.head.len() as u64
    }

    fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(self.0.head))
    }
}
