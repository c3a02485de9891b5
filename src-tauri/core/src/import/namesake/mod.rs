//! Chats of one name, in products whose exports name no ids.
//!
//! WhatsApp cuts exports, so people have several overlapping files of one chat; and two chats can
//! have one name. A file belongs to the conversation with which it shares a message. One that shares
//! none with a conversation of its name goes it on or has but its name: only the person knows, and
//! while nobody says otherwise it goes it on.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use super::{Context, ConversationDraft, Export, Importer, MessageDraft, Sink, Warning};
use super::{IMPORTERS, detect, input};
use crate::library::Library;
use crate::model::conversation::{ConversationId, ConversationType, RowId};
use crate::model::error::{Error, Result};
use crate::store::Store;

/// A chat in a file that has the name of a conversation in the library, and no message in common
/// with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Namesake {
    /// The export's path, as the import's report gives it.
    pub path: String,
    /// The chat's name.
    pub title: String,
    /// The conversation of that name.
    #[serde(rename = "conversationID")]
    pub conversation_id: String,
}

impl Library {
    /// The chats at the paths of which only the person knows whether they go on a conversation of
    /// the library. To be asked before an import; [`Library::import_apart`] takes the answer. What
    /// cannot be read is left to the import to tell.
    ///
    /// # Errors
    /// 200002.
    pub fn find_namesakes(&self, paths: &[PathBuf], context: &Context) -> Result<Vec<Namesake>> {
        let mut namesakes = vec![];
        for opened in paths.iter().flat_map(|path| input::open(path)) {
            let (path, Ok(input)) = (opened.path, opened.input) else {
                continue;
            };
            let Ok(found) = detect::find(&input, &IMPORTERS, &|| Ok(())) else {
                continue;
            };
            for export in &found {
                let path = export.path(&path, &input, found.len());
                let unclear = export.read_in(&input, |files| {
                    let glance = Glance::at(export.importer, files, context);
                    self.store.read(|connection| {
                        let place = glance.map(|glance| glance.place(connection));
                        place.transpose()
                    })
                })?;
                if let Some((
                    title,
                    Place::Unclear {
                        conversation_id, ..
                    },
                )) = unclear
                {
                    namesakes.push(Namesake {
                        path,
                        title,
                        conversation_id,
                    });
                }
            }
        }
        Ok(namesakes)
    }
}

/// The id under which an export's conversation is written, where it is not the one of its draft.
/// `apart`: the person said that it is a conversation of its own.
///
/// # Errors
/// 200002.
pub(super) fn settle(
    store: &Store,
    importer: &dyn Importer,
    export: &Export<'_>,
    context: &Context,
    apart: bool,
) -> Result<Option<(ConversationType, String)>> {
    let Some(glance) = Glance::at(importer, export, context) else {
        return Ok(None);
    };
    let (_, place) = store.read(|connection| glance.place(connection))?;
    Ok(match place {
        Place::Known(kind, native_id) => Some((kind, native_id)),
        Place::Unclear { free, .. } if apart => Some(free),
        Place::Unclear { .. } | Place::New => None,
    })
}

/// Where a conversation belongs.
enum Place {
    /// There is none of its name.
    New,
    /// To the one with which it shares a message.
    Known(ConversationType, String),
    /// Perhaps to one that has its name; else under an id that is free.
    Unclear {
        conversation_id: String,
        free: (ConversationType, String),
    },
}

/// What tells an export's conversation from others of its name.
struct Glance {
    source: &'static str,
    draft: Option<ConversationDraft>,
    keys: Vec<i64>,
}

impl Glance {
    /// Conversations of one name that are looked at.
    const MOST_NAMESAKES: usize = 100;
    /// Messages that are looked for: far more than an export of these products holds.
    const MOST_KEYS: usize = 200_000;

    /// Reads an export's keys; none where the product's own ids tell its conversations apart. What
    /// ends the reading early is told when the export is imported.
    fn at(importer: &dyn Importer, export: &Export<'_>, context: &Context) -> Option<Self> {
        if importer.names_ids() {
            return None;
        }
        let mut glance = Self {
            source: importer.source(),
            draft: None,
            keys: vec![],
        };
        let _ = importer.import(export, context, &mut glance);
        Some(glance)
    }

    /// Finds the place of the conversation, and gives its name.
    fn place(&self, connection: &Connection) -> Result<(String, Place)> {
        let Some(draft) = &self.draft else {
            return Ok((String::new(), Place::New));
        };
        let mut unclear = None;
        let mut free = None;
        for number in 1..=Self::MOST_NAMESAKES {
            let native_id = numbered(&draft.native_id, number);
            let mut is_free = true;
            for kind in [ConversationType::Person, ConversationType::People] {
                let id = ConversationId::imported(kind, self.source, &native_id);
                let Some(row) = row_of(connection, id.as_str())? else {
                    continue;
                };
                if self.shares_message(connection, row)? {
                    return Ok((draft.title.clone(), Place::Known(kind, native_id)));
                }
                is_free = false;
                // A group that has the name of a person is another chat.
                if kind == draft.kind {
                    unclear.get_or_insert_with(|| id.as_str().to_owned());
                }
            }
            if is_free {
                free = Some((draft.kind, native_id));
                break;
            }
        }
        let place = match (unclear, free) {
            (Some(conversation_id), Some(free)) => Place::Unclear {
                conversation_id,
                free,
            },
            _ => Place::New,
        };
        Ok((draft.title.clone(), place))
    }

    fn shares_message(&self, connection: &Connection, row: RowId) -> Result<bool> {
        let mut select = connection
            .prepare_cached("SELECT 1 FROM message WHERE conversation_id = ?1 AND key = ?2")?;
        for key in &self.keys {
            if select.exists((row, key))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Sink for Glance {
    fn conversation(&mut self, draft: ConversationDraft) -> Result<()> {
        self.draft.get_or_insert(draft);
        Ok(())
    }

    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()> {
        self.keys.push(draft.key);
        if self.keys.len() == Self::MOST_KEYS {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    fn warn(&mut self, _: Warning) {}

    fn reached(&mut self, _: u64) -> Result<()> {
        Ok(())
    }
}

/// The id of the first, second, … conversation of a name.
fn numbered(native_id: &str, number: usize) -> String {
    match number {
        1 => native_id.to_owned(),
        number => format!("{native_id} ({number})"),
    }
}

fn row_of(connection: &Connection, conversation_id: &str) -> Result<Option<RowId>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM conversation WHERE conversation_id = ?1")?;
    Ok(select
        .query_row([conversation_id], |row| row.get(0))
        .optional()?)
}

/// Gives on what it is given, the conversation under another id.
pub(super) struct Resettled<'s> {
    /// Who takes it.
    pub sink: &'s mut dyn Sink,
    /// The other id, where there is one.
    pub id: Option<(ConversationType, String)>,
}

impl Sink for Resettled<'_> {
    fn conversation(&mut self, mut draft: ConversationDraft) -> Result<()> {
        if let Some((kind, native_id)) = &self.id {
            draft.kind = *kind;
            draft.native_id.clone_from(native_id);
        }
        self.sink.conversation(draft)
    }

    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()> {
        self.sink.message(draft)
    }

    fn warn(&mut self, warning: Warning) {
        self.sink.warn(warning);
    }

    fn reached(&mut self, bytes: u64) -> Result<()> {
        self.sink.reached(bytes)
    }
}
