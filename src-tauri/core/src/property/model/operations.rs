//! What each operation does to the model.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::find::{existing_name, proposed_name};
use super::{Answer, Group, Model, Order, State};
use crate::model::conversation::RowId;

/// Kind and count for the history, and the answer; or the code.
type Arranged = Result<(&'static str, Option<u64>, Value), i32>;

impl Model {
    /// The operations that change the order alone: kind, count for the history, answer.
    pub(super) fn arrange(&mut self, command: &str, arguments: &Value) -> Arranged {
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
            "pin_rows" => {
                let pinned = arguments["isPinned"] == json!(true);
                let (mut rows, _) = self.rows(rows);
                let pins = &mut self.order.pins;
                rows.retain(|row| pins.contains(row) != pinned);
                let count = rows.len() as u64;
                if pinned {
                    pins.splice(0..0, rows);
                } else {
                    pins.retain(|row| !rows.contains(row));
                }
                let kind = if pinned { "pin" } else { "unpin" };
                Ok((kind, Some(count), json!({"count": count})))
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
        let groups = &self.order.groups;
        let after_last = groups.last().map_or(0, |last| last.color + 1);
        let mut palette: Vec<u8> = (0..12).map(|step| (after_last + step) % 12).collect();
        palette.sort_by_key(|color| groups.iter().filter(|group| group.color == *color).count());
        let color = palette[0];
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

    fn reorder_groups(&mut self, names: &Value) -> Arranged {
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

    fn reorder_pinned(&mut self, rows: &Value) -> Arranged {
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

    pub(super) fn mark(&mut self, arguments: &Value, before: Order) -> Answer {
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

    pub(super) fn delete(&mut self, command: &str, arguments: &Value, before: Order) -> Answer {
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
        let deleted = rows.into_iter().map(|row| (row, true)).collect();
        self.keep("deleteConversations", count, before, vec![], deleted);
        Ok(answer)
    }

    pub(super) fn restore(&mut self, rows: &Value, before: Order) -> Value {
        let mut restored = vec![];
        for row in rows.as_array().unwrap() {
            let row = row.as_i64().unwrap();
            if self.is(row, State::Deleted) {
                self.conversation_mut(row).state = State::Shown;
                restored.push((row, false));
            }
        }
        let count = restored.len() as u64;
        self.keep(
            "restoreConversations",
            Some(count),
            before,
            vec![],
            restored,
        );
        json!({"count": count})
    }

    pub(super) fn erase(&mut self) -> Value {
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
}
