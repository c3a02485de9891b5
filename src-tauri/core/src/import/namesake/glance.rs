//! A look at an export before it is imported: whether it shares a message with a conversation of its
//! name. It ends as soon as that is known: with a chat of a new name before its first message, with
//! an export that is imported again at its first.

use std::cmp::Reverse;
use std::path::PathBuf;

use rusqlite::Connection;

use super::super::reading::Check;
use super::super::{Context, ConversationDraft, Export, Importer, MessageDraft, Sink, Warning};
use super::facts::Tally;
use super::{NamedConversation, Namesake};
use crate::model::conversation::{ConversationId, ConversationType, RowId};
use crate::model::error::{Error, Result};
use crate::store::conversation::{Hidden, erased_id};

/// Where a conversation belongs.
pub(super) enum Place {
    /// There is none of its name.
    New,
    /// To the one with which it shares a message.
    Known(ConversationType, String),
    /// Perhaps to one that has its name; else under an id that is free.
    Unclear {
        namesakes: Vec<Named>,
        free: (ConversationType, String),
    },
}

/// A conversation of the export's name.
#[derive(Clone)]
pub(super) struct Named {
    row: RowId,
    pub id: String,
    pub kind: ConversationType,
    pub native_id: String,
    hidden: i64,
}

/// What was seen of an export.
pub(super) struct Glance<'c> {
    connection: &'c Connection,
    check: Check<'c>,
    /// What it failed with.
    ended: Option<Error>,
    source: &'static str,
    draft: Option<ConversationDraft>,
    /// The conversations of its name, one-to-one and of several people, the oldest first.
    named: Vec<Named>,
    /// The first of the name's ids that none of them has.
    free: String,
    /// The one that it shares a message with.
    known: Option<Named>,
    tally: Tally,
}

impl<'c> Glance<'c> {
    /// Looks at an export. What keeps it from being read is left to the import to tell.
    pub fn at(
        connection: &'c Connection,
        importer: &dyn Importer,
        export: &Export<'_>,
        context: &Context,
        check: Check<'c>,
    ) -> Result<Self> {
        let mut glance = Self {
            connection,
            check,
            ended: None,
            source: importer.source(),
            draft: None,
            named: vec![],
            free: String::new(),
            known: None,
            tally: Tally::default(),
        };
        match (
            importer.import(export, context, &mut glance),
            glance.ended.take(),
        ) {
            (Err(error @ Error::Store(_)), _) | (_, Some(error)) => Err(error),
            _ => Ok(glance),
        }
    }

    /// The place of the conversation.
    pub fn place(&self) -> Place {
        if let Some(known) = &self.known {
            return Place::Known(known.kind, known.native_id.clone());
        }
        let Some(draft) = &self.draft else {
            return Place::New;
        };
        // A group that has the name of a person is another chat. An erased conversation holds
        // nothing to tell it by: it is gone on, with the groups that it is in.
        let is_namesake =
            |named: &&Named| named.kind == draft.kind && named.hidden != Hidden::Erased as i64;
        let namesakes: Vec<Named> = self.named.iter().filter(is_namesake).cloned().collect();
        if namesakes.is_empty() {
            return Place::New;
        }
        Place::Unclear {
            namesakes,
            free: (draft.kind, self.free.clone()),
        }
    }

    /// What the person is asked: the file beside the conversations that it may go on.
    pub fn question(&self, namesakes: &[Named]) -> Result<Namesake> {
        let mut conversations = vec![];
        for named in namesakes {
            let (facts, people_in_common) = self.tally.compare(self.connection, named.row)?;
            conversations.push(NamedConversation {
                conversation_id: named.id.clone(),
                is_deleted: named.hidden == Hidden::Deleted as i64,
                people_in_common,
                facts,
            });
        }
        conversations.sort_by_key(|named| Reverse((named.people_in_common, named.facts.last_time)));
        Ok(Namesake {
            given: PathBuf::new(),
            path: String::new(),
            title: self
                .draft
                .as_ref()
                .map_or_else(String::new, |draft| draft.title.clone()),
            source: self.source,
            facts: self.tally.facts(),
            conversations,
        })
    }

    /// Finds the conversations of a name, and the id of the next one.
    fn find_named(&mut self, native_id: &str) -> Result<()> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, hidden FROM conversation WHERE conversation_id IN (?1, ?2)",
        )?;
        for number in 1.. {
            let numbered = match number {
                1 => native_id.to_owned(),
                number => format!("{native_id} ({number})"),
            };
            let before = self.named.len();
            for kind in [ConversationType::Person, ConversationType::People] {
                let id = ConversationId::imported(kind, self.source, &numbered);
                let mut rows = select.query([id.as_str(), &erased_id(id.as_str())])?;
                if let Some(row) = rows.next()? {
                    self.named.push(Named {
                        row: row.get(0)?,
                        id: id.as_str().to_owned(),
                        kind,
                        native_id: numbered.clone(),
                        hidden: row.get(1)?,
                    });
                }
            }
            if self.named.len() == before {
                self.free = numbered;
                break;
            }
        }
        Ok(())
    }

    fn find_sharing(&self, key: i64) -> Result<Option<&Named>> {
        let mut select = self
            .connection
            .prepare_cached("SELECT 1 FROM message WHERE conversation_id = ?1 AND key = ?2")?;
        for named in &self.named {
            if select.exists((named.row, key))? {
                return Ok(Some(named));
            }
        }
        Ok(None)
    }
}

impl Sink for Glance<'_> {
    fn conversation(&mut self, draft: ConversationDraft) -> Result<()> {
        if self.draft.is_none() {
            self.find_named(&draft.native_id)?;
            self.draft = Some(draft);
        }
        if self.named.is_empty() {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()> {
        if let Some(known) = self.find_sharing(draft.key)?.cloned() {
            self.known = Some(known);
            return Err(Error::Cancelled);
        }
        self.tally.add(&draft);
        self.reached(0)
    }

    fn warn(&mut self, _: Warning) {}

    fn reached(&mut self, _: u64) -> Result<()> {
        (self.check)().inspect_err(|error| self.ended = Some(error.clone()))
    }
}
