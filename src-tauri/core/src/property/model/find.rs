//! Which groups and conversations a request means.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::Model;
use crate::model::conversation::RowId;

impl Model {
    pub(super) fn new_name(&self, value: &Value, but: Option<usize>) -> Result<String, i32> {
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

    pub(super) fn group(&self, value: &Value) -> Result<usize, i32> {
        let name = existing_name(value)?;
        self.order
            .groups
            .iter()
            .position(|group| group.name == name)
            .ok_or(51009)
    }

    pub(super) fn two_groups(
        &self,
        from: &Value,
        to: &Value,
    ) -> Result<(Option<usize>, Option<usize>), i32> {
        // Both names are looked at before either group is looked for.
        for name in [from, to] {
            if !name.is_null() {
                existing_name(name)?;
            }
        }
        if from.is_null() && to.is_null() {
            return Err(50002);
        }
        let find = |name: &Value| (!name.is_null()).then(|| self.group(name)).transpose();
        Ok((find(from)?, find(to)?))
    }

    fn find(&self, id: &str) -> Option<RowId> {
        self.shown().find(|row| self.conversation(*row).id == id)
    }

    pub(super) fn one(&self, id: &Value) -> Result<RowId, i32> {
        let id = id.as_str().unwrap();
        if id.trim().is_empty() {
            return Err(50002);
        }
        self.find(id).ok_or(2500)
    }

    pub(super) fn several(&self, ids: &Value) -> (Vec<RowId>, Value) {
        let (mut rows, mut success) = (vec![], vec![]);
        let mut seen = BTreeSet::new();
        for id in ids.as_array().unwrap() {
            let id = id.as_str().unwrap();
            if !seen.insert(id) {
                continue;
            }
            if let Some(row) = self.find(id) {
                rows.push(row);
                success.push(id);
            }
        }
        (rows, json!({"successConversationIDList": success}))
    }

    pub(super) fn rows(&self, rows: &Value) -> (Vec<RowId>, usize) {
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

pub(super) fn proposed_name(value: &Value) -> Result<String, i32> {
    let name: String = value.as_str().unwrap().nfc().collect();
    match name.trim() {
        "" => Err(50002),
        name if name.len() > 32 => Err(51011),
        name => Ok(name.into()),
    }
}

pub(super) fn existing_name(value: &Value) -> Result<String, i32> {
    proposed_name(value).map_err(|code| if code == 51011 { 51009 } else { code })
}
