//! `getConversationList` and `getConversationProfile`.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::shape::{self, Conversation};
use super::{ConversationNamed, mark};
use crate::items::{self, Items};
use crate::library::Library;
use crate::model::conversation::{ConversationType, RowId};
use crate::model::error::{Error, Result};
use crate::model::request::{self, present};
use crate::store::conversation;
use crate::views::{self, Filter, Sort, View};

/// `getConversationList({options})`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListConversations {
    /// Nothing: all. An array: those ids. An object: a [`ListFilter`].
    #[serde(default)]
    pub options: Value,
}

/// What `getConversationList` filters by; all given ones must hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ListFilter {
    #[serde(rename = "type", deserialize_with = "present")]
    kind: Option<ListedType>,
    /// A group's name; empty: in no group.
    #[serde(deserialize_with = "present")]
    group_name: Option<String>,
    /// A mark type; 0: no mark at all.
    #[serde(deserialize_with = "present")]
    mark_type: Option<i64>,
    /// Whether it counts in the total of unread messages: one marked unread does.
    #[serde(deserialize_with = "present")]
    has_unread_count: Option<bool>,
    #[serde(deserialize_with = "present")]
    has_group_at_info: Option<bool>,
}

/// The SDK's types of conversations.
#[derive(Debug, Clone, Copy, Deserialize)]
enum ListedType {
    #[serde(rename = "C2C")]
    C2c,
    #[serde(rename = "GROUP")]
    Group,
    /// A type that no imported conversation has.
    #[serde(rename = "@TIM#SYSTEM")]
    System,
}

/// What `getConversationList` gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConversationList {
    /// Pinned first, then latest first; for an array of ids in its order.
    pub conversation_list: Vec<Conversation>,
    /// Always: nothing is fetched from anywhere.
    pub is_sync_completed: bool,
}

/// What `getConversationProfile` gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConversationProfile {
    /// The conversation.
    pub conversation: Conversation,
}

impl Library {
    /// The conversations that `options` name.
    ///
    /// # Errors
    /// 50002, 51009, 200002.
    pub fn get_conversation_list(&self, request: ListConversations) -> Result<ConversationList> {
        self.store.read(|connection| {
            let rows = match request.options {
                Value::Array(_) => {
                    let by_id: ById = request::parse(json!({"options": request.options}))?;
                    Items::find(connection, by_id.options)?.rows
                }
                Value::Object(_) | Value::Null => {
                    matching(connection, request::parse(request.options)?)?
                }
                _ => {
                    return Err(Error::bad_parameter(
                        "options",
                        "must be an array of ids or an object of filters",
                    ));
                }
            };
            Ok(ConversationList {
                conversation_list: shape::load(connection, &rows)?,
                is_sync_completed: true,
            })
        })
    }

    /// One conversation.
    ///
    /// # Errors
    /// 50002, 2500, 200002.
    pub fn get_conversation_profile(
        &self,
        request: ConversationNamed,
    ) -> Result<ConversationProfile> {
        self.store.read(|connection| {
            let id = request.conversation_id;
            let row = items::find_one(connection, &id)?;
            let conversation = shape::load(connection, &[row])?
                .pop()
                .ok_or(Error::ConversationNotFound { id })?;
            Ok(ConversationProfile { conversation })
        })
    }
}

#[derive(Deserialize)]
struct ById {
    options: Vec<String>,
}

fn matching(connection: &Connection, filter: ListFilter) -> Result<Vec<RowId>> {
    if filter.mark_type.is_some_and(i64::is_negative) {
        return Err(Error::bad_parameter(
            "markType",
            "must be a whole number, not negative",
        ));
    }
    let view = match filter.group_name {
        None => View::All,
        Some(name) if name.is_empty() => View::Ungrouped,
        Some(name) => View::Group { name },
    };
    let mut rows = views::order(
        connection,
        &view,
        "groupName",
        Sort::Latest,
        &Filter::default(),
        None,
    )?;
    if let Some(kind) = filter.kind {
        let of_people = conversation::of_type(connection, ConversationType::People)?;
        rows.retain(|row| match kind {
            ListedType::C2c => !of_people.contains(row),
            ListedType::Group => of_people.contains(row),
            ListedType::System => false,
        });
    }
    match filter.mark_type {
        None => {}
        Some(0) => {
            let marked = mark::of_rows(connection, &rows)?;
            rows.retain(|row| !marked.contains_key(row));
        }
        Some(mark_type) => rows = mark::with_mark(connection, &rows, mark_type, true)?,
    }
    if let Some(has_unread) = filter.has_unread_count {
        let unread = mark::with_unread(connection)?;
        rows.retain(|row| unread.contains(row) == has_unread);
    }
    if filter.has_group_at_info == Some(true) {
        rows.clear();
    }
    Ok(rows)
}
