//! The plain model: vectors and maps, and undo by keeping what was.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

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
            // Another order than that of the rows.
            last_time: (number as i64 * 7919) % 1009 + 1,
            state: State::Shown,
        }
    }
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
    deleted: Vec<RowId>,
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
        usize::try_from(row)
            .ok()
            .and_then(|row| self.conversations.get(row.checked_sub(1)?))
            .is_some_and(|conversation| conversation.state == State::Shown)
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

    pub fn reveal(&mut self, row: RowId) {
        self.conversation_mut(row).state = State::Shown;
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
            _ => {
                let (kind, count, answer) = self.arrange(command, arguments)?;
                self.keep(kind, count, before, vec![], vec![]);
                Ok(answer)
            }
        }
    }

    /// The operations that change the order alone: kind, count for the history, answer.
    fn arrange(
        &mut self,
        command: &str,
        arguments: &Value,
    ) -> Result<(&'static str, Option<u64>, Value), i32> {
        let ids = &arguments["conversationIDList"];
        let rows = &arguments["rowIDs"];
        match command {
            "create_conversation_group" => {
                let name = self.new_name(&arguments["groupName"], None)?;
                let (members, answer) = self.several(ids);
                let count = members.len();
                self.create(name, members);
                Ok(("createGroup", Some(count as u64), answer))
            }
            "create_group_of_rows" => {
                let name = self.new_name(&arguments["groupName"], None)?;
                let (members, _) = self.rows(rows);
                let count = members.len();
                self.create(name, members);
                Ok(("createGroup", Some(count as u64), json!({"count": count})))
            }
            "delete_conversation_group" => {
                let place = self.group(&arguments["groupName"])?;
                let group = self.order.groups.remove(place);
                Ok(("deleteGroup", None, json!({"groupName": group.name})))
            }
            "rename_conversation_group" => {
                let old = existing_name(&arguments["oldName"])?;
                let new = proposed_name(&arguments["newName"])?;
                let place = self.group(&json!(old))?;
                let name = self.new_name(&json!(new), Some(place))?;
                self.order.groups[place].name = name.clone();
                Ok(("renameGroup", None, json!({"newName": name})))
            }
            "reorder_conversation_groups" => self.reorder_groups(&arguments["groupNameList"]),
            "set_group_look" => {
                let color = arguments["color"].as_u64();
                let name = existing_name(&arguments["groupName"])?;
                if color.is_some_and(|color| color > 11) {
                    return Err(50002);
                }
                let place = self.group(&json!(name))?;
                let group = &mut self.order.groups[place];
                if let Some(color) = color {
                    group.color = color as u8;
                }
                if let Some(emoji) = arguments["emoji"].as_str() {
                    group.emoji = emoji.into();
                }
                Ok(("setGroupLook", None, json!({})))
            }
            "add_conversations_to_group" => {
                let to = self.group(&arguments["groupName"])?;
                let (rows, answer) = self.several(ids);
                let (kind, changed) = self.file(None, Some(to), &rows);
                Ok((kind, Some(changed), answer))
            }
            "delete_conversations_from_group" => {
                let from = self.group(&arguments["groupName"])?;
                let (rows, answer) = self.several(ids);
                let (kind, changed) = self.file(Some(from), None, &rows);
                Ok((kind, Some(changed), answer))
            }
            "move_conversations" => {
                let (from, to) =
                    self.two_groups(&arguments["fromGroupName"], &arguments["toGroupName"])?;
                let (rows, answer) = self.several(ids);
                let (kind, changed) = self.file(from, to, &rows);
                Ok((kind, Some(changed), answer))
            }
            "file_rows" => {
                let (from, to) = self.two_groups(&arguments["from"], &arguments["to"])?;
                let (rows, failed) = self.rows(rows);
                let (kind, changed) = self.file(from, to, &rows);
                Ok((
                    kind,
                    Some(changed),
                    json!({"changed": changed, "failed": failed}),
                ))
            }
            "pin_conversation" => {
                let row = self.one(&arguments["conversationID"])?;
                let pins = &mut self.order.pins;
                if arguments["isPinned"] == json!(true) {
                    if !pins.contains(&row) {
                        pins.insert(0, row);
                    }
                    return Ok(("pin", Some(1), json!({})));
                }
                pins.retain(|pinned| *pinned != row);
                Ok(("unpin", Some(1), json!({})))
            }
            "reorder_pinned" => self.reorder_pinned(rows),
            "set_conversation_custom_data" => {
                let text = arguments["customData"].as_str().unwrap();
                if text.len() > 256 {
                    return Err(50002);
                }
                let (rows, answer) = self.several(ids);
                let mut changed = 0;
                for row in rows {
                    let before = self.order.custom_data.insert(row, text.into());
                    changed += u64::from(before.unwrap_or_default() != text);
                    if text.is_empty() {
                        self.order.custom_data.remove(&row);
                    }
                }
                Ok(("setCustomData", Some(changed), answer))
            }
            _ => unreachable!("{command}"),
        }
    }

    fn create(&mut self, name: String, members: Vec<RowId>) {
        let color = self
            .order
            .groups
            .last()
            .map_or(0, |last| (last.color + 1) % 12);
        self.order.groups.push(Group {
            name,
            color,
            emoji: String::new(),
            members,
        });
    }

    fn file(
        &mut self,
        from: Option<usize>,
        to: Option<usize>,
        rows: &[RowId],
    ) -> (&'static str, u64) {
        let from = from.filter(|from| Some(*from) != to);
        let mut changed = BTreeSet::new();
        if let Some(from) = from {
            self.order.groups[from].members.retain(|row| {
                let leaves = rows.contains(row);
                if leaves {
                    changed.insert(*row);
                }
                !leaves
            });
        }
        if let Some(to) = to {
            let members = &mut self.order.groups[to].members;
            for row in rows {
                if !members.contains(row) {
                    members.push(*row);
                    changed.insert(*row);
                }
            }
        }
        let kind = match (from, to) {
            (Some(_), Some(_)) => "move",
            (Some(_), None) => "remove",
            _ => "add",
        };
        (kind, changed.len() as u64)
    }

    fn reorder_groups(&mut self, names: &Value) -> Result<(&'static str, Option<u64>, Value), i32> {
        let wanted: Vec<String> = serde_json::from_value(names.clone()).unwrap();
        let groups = &self.order.groups;
        let reordered: Vec<Group> = wanted
            .iter()
            .filter_map(|name| groups.iter().find(|group| group.name == *name))
            .cloned()
            .collect();
        let each_once: BTreeSet<&String> = wanted.iter().collect();
        if wanted.len() != groups.len() || each_once.len() != groups.len() {
            return Err(50002);
        }
        let moved = groups
            .iter()
            .zip(&reordered)
            .filter(|(one, other)| one.name != other.name);
        let moved = moved.count() as u64;
        self.order.groups = reordered;
        Ok(("reorderGroups", Some(moved), json!({})))
    }

    fn reorder_pinned(&mut self, rows: &Value) -> Result<(&'static str, Option<u64>, Value), i32> {
        let wanted: Vec<RowId> = serde_json::from_value(rows.clone()).unwrap();
        let shown: Vec<RowId> = self
            .order
            .pins
            .iter()
            .copied()
            .filter(|row| self.is_shown(*row))
            .collect();
        let each_once: BTreeSet<RowId> = wanted.iter().copied().collect();
        if wanted.len() != shown.len() || each_once.len() != shown.len() {
            return Err(50002);
        }
        let moved = shown
            .iter()
            .zip(&wanted)
            .filter(|(one, other)| one != other)
            .count();
        // Those out of view stay where they are.
        let mut next = wanted.into_iter();
        let places: Vec<bool> = self
            .order
            .pins
            .iter()
            .map(|row| self.is_shown(*row))
            .collect();
        for (place, is_shown) in self.order.pins.iter_mut().zip(places) {
            if is_shown {
                *place = next.next().unwrap();
            }
        }
        Ok((
            "reorderPinned",
            Some(moved as u64),
            json!({"count": shown.len()}),
        ))
    }

    fn mark(&mut self, arguments: &Value, before: Order) -> Answer {
        let mark_type = arguments["markType"].as_i64().unwrap();
        let enable = arguments["enableMark"] == json!(true);
        if mark_type == 0 {
            return Err(50002);
        }
        let (rows, answer) = self.several(&arguments["conversationIDList"]);
        let mut changed = vec![];
        for row in rows {
            let differs = match (mark_type, enable) {
                (2, true) => self.marked_unread.insert(row),
                (2, false) => self.marked_unread.remove(&row),
                (_, true) => self.order.marks.insert((row, mark_type)),
                (_, false) => self.order.marks.remove(&(row, mark_type)),
            };
            if differs {
                changed.push((row, enable));
            }
        }
        let count = Some(changed.len() as u64);
        if mark_type != 2 {
            changed.clear();
        }
        self.keep(
            if enable { "mark" } else { "unmark" },
            count,
            before,
            changed,
            vec![],
        );
        Ok(answer)
    }

    fn delete(&mut self, command: &str, arguments: &Value, before: Order) -> Answer {
        let (rows, answer) = if command == "delete_rows" {
            let (rows, _) = self.rows(&arguments["rowIDs"]);
            let count = rows.len();
            (rows, json!({"count": count}))
        } else if let Some(id) = arguments.get("conversationID") {
            (vec![self.one(id)?], json!({"conversationID": id}))
        } else {
            let (rows, answer) = self.several(&arguments["conversationIDList"]);
            (
                rows,
                json!({"conversationIDList": answer["successConversationIDList"]}),
            )
        };
        for row in &rows {
            self.conversation_mut(*row).state = State::Deleted;
        }
        let count = Some(rows.len() as u64);
        self.keep("deleteConversations", count, before, vec![], rows);
        Ok(answer)
    }

    fn erase(&mut self) -> Value {
        let mut count = 0;
        for conversation in &mut self.conversations {
            if conversation.state == State::Deleted {
                conversation.state = State::Erased;
                conversation.unread = 0;
                conversation.last_time = 0;
                count += 1;
            }
        }
        json!({"count": count})
    }

    /// Remembers an operation, if it changed anything.
    fn keep(
        &mut self,
        kind: &'static str,
        count: Option<u64>,
        before: Order,
        unread: Vec<(RowId, bool)>,
        deleted: Vec<RowId>,
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
        self.go(&done, State::Deleted, State::Shown, false);
        let answer = json!({"kind": done.kind});
        self.undone.push(done);
        answer
    }

    fn redo(&mut self) -> Value {
        let Some(done) = self.undone.pop() else {
            return json!(null);
        };
        self.order = done.after.clone();
        self.go(&done, State::Shown, State::Deleted, true);
        let answer = json!({"kind": done.kind});
        self.done.push(done);
        answer
    }

    fn go(&mut self, done: &Done, from: State, to: State, forward: bool) {
        for (row, marked) in &done.unread {
            if *marked == forward {
                self.marked_unread.insert(*row);
            } else {
                self.marked_unread.remove(row);
            }
        }
        for row in &done.deleted {
            let conversation = self.conversation_mut(*row);
            if conversation.state == from {
                conversation.state = to;
            }
        }
    }

    fn new_name(&self, value: &Value, but: Option<usize>) -> Result<String, i32> {
        let name = proposed_name(value)?;
        let taken = self
            .order
            .groups
            .iter()
            .position(|group| group.name == name);
        if taken.is_some() && taken != but {
            return Err(200_001);
        }
        if but.is_none() && self.order.groups.len() >= self.limit.unwrap_or(20) {
            return Err(51010);
        }
        Ok(name)
    }

    fn group(&self, value: &Value) -> Result<usize, i32> {
        let name = existing_name(value)?;
        self.order
            .groups
            .iter()
            .position(|group| group.name == name)
            .ok_or(51009)
    }

    fn two_groups(&self, from: &Value, to: &Value) -> Result<(Option<usize>, Option<usize>), i32> {
        if from.is_null() && to.is_null() {
            return Err(50002);
        }
        // What is blank is wrong before anything is looked for.
        for name in [from, to] {
            if !name.is_null() && existing_name(name) == Err(50002) {
                return Err(50002);
            }
        }
        let find = |name: &Value| (!name.is_null()).then(|| self.group(name)).transpose();
        Ok((find(from)?, find(to)?))
    }

    fn find(&self, id: &str) -> Option<RowId> {
        self.shown().find(|row| self.conversation(*row).id == id)
    }

    fn one(&self, id: &Value) -> Result<RowId, i32> {
        let id = id.as_str().unwrap();
        if id.trim().is_empty() {
            return Err(50002);
        }
        self.find(id).ok_or(2500)
    }

    fn several(&self, ids: &Value) -> (Vec<RowId>, Value) {
        let (mut rows, mut success, mut failure) = (vec![], vec![], vec![]);
        let mut seen = BTreeSet::new();
        for id in ids.as_array().unwrap() {
            let id = id.as_str().unwrap();
            if !seen.insert(id) {
                continue;
            }
            if let Some(row) = self.find(id) {
                rows.push(row);
                success.push(id);
            } else {
                failure.push(id);
            }
        }
        let _ = failure;
        (rows, json!({"successConversationIDList": success}))
    }

    fn rows(&self, rows: &Value) -> (Vec<RowId>, usize) {
        let mut seen = vec![];
        for row in rows.as_array().unwrap() {
            let row = row.as_i64().unwrap();
            if !seen.contains(&row) {
                seen.push(row);
            }
        }
        let all = seen.len();
        seen.retain(|row| self.is_shown(*row));
        let failed = all - seen.len();
        (seen, failed)
    }
}

fn proposed_name(value: &Value) -> Result<String, i32> {
    let name: String = value.as_str().unwrap().nfc().collect();
    match name.trim() {
        "" => Err(50002),
        name if name.len() > 32 => Err(51011),
        name => Ok(name.into()),
    }
}

fn existing_name(value: &Value) -> Result<String, i32> {
    proposed_name(value).map_err(|code| if code == 51011 { 51009 } else { code })
}
