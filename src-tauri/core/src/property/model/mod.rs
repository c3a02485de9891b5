//! The plain model: vectors and maps, and undo by keeping what was.

mod find;
mod operations;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::model::conversation::RowId;

/// A conversation as an import left it, and whether it is in view.
#[derive(Debug, Clone)]
pub(super) struct Conversation {
    pub id: String,
    pub unread: u64,
    pub last_time: i64,
    pub state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Shown,
    Deleted,
    Erased,
}

impl Conversation {
    pub fn new(number: usize, unread: u8) -> Self {
        let prefix = if number.is_multiple_of(3) {
            "GROUP"
        } else {
            "C2C"
        };
        Self {
            id: format!("{prefix}t:{number}"),
            unread: unread.into(),
            last_time: last_time(number),
            state: State::Shown,
        }
    }
}

/// Another order than that of the rows.
fn last_time(number: usize) -> i64 {
    (number as i64 * 7919) % 1009 + 1
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub name: String,
    pub color: u8,
    pub emoji: String,
    pub members: Vec<RowId>,
}

/// All that only a person's operations change: undo puts it back as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Order {
    pub groups: Vec<Group>,
    /// The one on top first; also those out of view.
    pub pins: Vec<RowId>,
    pub custom_data: BTreeMap<RowId, String>,
    /// Marks but for "unread", which reading takes away.
    pub marks: BTreeSet<(RowId, i64)>,
}

/// One operation that can be undone.
#[derive(Debug, Clone)]
pub(super) struct Done {
    pub kind: &'static str,
    pub count: Option<u64>,
    before: Order,
    after: Order,
    /// Who was marked unread, or no more.
    unread: Vec<(RowId, bool)>,
    /// What was deleted, or with false brought back.
    deleted: Vec<(RowId, bool)>,
}

#[derive(Debug, Default)]
pub(super) struct Model {
    pub conversations: Vec<Conversation>,
    pub order: Order,
    pub done: Vec<Done>,
    pub undone: Vec<Done>,
    marked_unread: BTreeSet<RowId>,
    limit: Option<usize>,
}

type Answer = Result<Value, i32>;

impl Model {
    pub fn conversation(&self, row: RowId) -> &Conversation {
        &self.conversations[row as usize - 1]
    }

    fn conversation_mut(&mut self, row: RowId) -> &mut Conversation {
        &mut self.conversations[row as usize - 1]
    }

    pub fn some_row(&self, number: u8) -> Option<RowId> {
        let count = self.conversations.len();
        (count > 0).then(|| (usize::from(number) % count) as RowId + 1)
    }

    pub fn is_shown(&self, row: RowId) -> bool {
        self.is(row, State::Shown)
    }

    fn is(&self, row: RowId, state: State) -> bool {
        usize::try_from(row)
            .ok()
            .and_then(|row| self.conversations.get(row.checked_sub(1)?))
            .is_some_and(|conversation| conversation.state == state)
    }

    pub fn shown(&self) -> impl Iterator<Item = RowId> {
        (1..=self.conversations.len() as RowId).filter(|row| self.is_shown(*row))
    }

    pub fn deleted(&self) -> u64 {
        let deleted = self
            .conversations
            .iter()
            .filter(|one| one.state == State::Deleted);
        deleted.count() as u64
    }

    pub fn marks_of(&self, row: RowId) -> Vec<i64> {
        let mut marks: Vec<i64> = self
            .order
            .marks
            .iter()
            .filter(|(marked, _)| *marked == row)
            .map(|(_, mark_type)| *mark_type)
            .collect();
        if self.marked_unread.contains(&row) {
            marks.push(2);
        }
        marks.sort_unstable();
        marks
    }

    pub fn unread_total(&self) -> u64 {
        self.shown()
            .map(|row| {
                let unread = self.conversation(row).unread;
                unread.max(self.marked_unread.contains(&row).into())
            })
            .sum()
    }

    pub fn import_again(&mut self, row: RowId) {
        let conversation = self.conversation_mut(row);
        conversation.state = State::Shown;
        // An erased one had none any more.
        conversation.last_time = last_time(row as usize - 1);
    }

    /// Does what a command does; the answer's fields that can be foretold, or the code.
    pub fn apply(&mut self, command: &str, arguments: &Value) -> Answer {
        let before = self.order.clone();
        match command {
            "undo" => Ok(self.undo()),
            "redo" => Ok(self.redo()),
            "erase_deleted" => Ok(self.erase()),
            "set_message_read" => {
                let row = self.one(&arguments["conversationID"])?;
                self.conversation_mut(row).unread = 0;
                self.marked_unread.remove(&row);
                Ok(json!({"conversationID": arguments["conversationID"]}))
            }
            "set_settings" => {
                let limit = arguments["groupLimit"].as_u64().unwrap() as usize;
                if limit < 20 {
                    return Err(50002);
                }
                self.limit = Some(limit);
                Ok(json!({"groupLimit": limit}))
            }
            "mark_conversation" => self.mark(arguments, before),
            "delete_conversation" | "delete_rows" => self.delete(command, arguments, before),
            "restore_rows" => Ok(self.restore(&arguments["rowIDs"], before)),
            _ => {
                let (kind, count, answer) = self.arrange(command, arguments)?;
                self.keep(kind, count, before, vec![], vec![]);
                Ok(answer)
            }
        }
    }

    /// Remembers an operation, if it changed anything.
    fn keep(
        &mut self,
        kind: &'static str,
        count: Option<u64>,
        before: Order,
        unread: Vec<(RowId, bool)>,
        deleted: Vec<(RowId, bool)>,
    ) {
        if before == self.order && unread.is_empty() && deleted.is_empty() {
            return;
        }
        self.undone.clear();
        self.done.push(Done {
            kind,
            count,
            before,
            after: self.order.clone(),
            unread,
            deleted,
        });
    }

    fn undo(&mut self) -> Value {
        let Some(done) = self.done.pop() else {
            return json!(null);
        };
        self.order = done.before.clone();
        self.go(&done, false);
        let answer = json!({"kind": done.kind});
        self.undone.push(done);
        answer
    }

    fn redo(&mut self) -> Value {
        let Some(done) = self.undone.pop() else {
            return json!(null);
        };
        self.order = done.after.clone();
        self.go(&done, true);
        let answer = json!({"kind": done.kind});
        self.done.push(done);
        answer
    }

    fn go(&mut self, done: &Done, forward: bool) {
        for (row, marked) in &done.unread {
            if *marked == forward {
                self.marked_unread.insert(*row);
            } else {
                self.marked_unread.remove(row);
            }
        }
        for (row, deleted) in &done.deleted {
            let (from, to) = if *deleted == forward {
                (State::Shown, State::Deleted)
            } else {
                (State::Deleted, State::Shown)
            };
            let conversation = self.conversation_mut(*row);
            if conversation.state == from {
                conversation.state = to;
            }
        }
    }
}
