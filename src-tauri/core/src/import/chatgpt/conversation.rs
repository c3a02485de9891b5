//! The shapes of the export that are read. Leaves whose type has changed over the years, or is
//! wrong in real files, are plain values: what cannot be used costs itself and nothing around it.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::import::Filing;

/// One conversation. Its messages stay raw until the walk has chosen those that are shown.
#[derive(Deserialize)]
pub struct Conversation<'a> {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    conversation_id: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    create_time: Value,
    #[serde(default)]
    update_time: Value,
    #[serde(default)]
    current_node: Value,
    #[serde(default)]
    gizmo_id: Value,
    #[serde(default)]
    conversation_template_id: Value,
    #[serde(default)]
    is_starred: Value,
    #[serde(default)]
    is_archived: Value,
    /// The nodes of its tree, in the order of the file; none where the export left them out.
    #[serde(default, borrow)]
    pub mapping: Mapping<'a>,
}

impl Conversation<'_> {
    /// The product's id, the same in every export. Conversations without one have been seen only
    /// in files that people wrote by hand; their title and birth stand in for it.
    pub fn native_id(&self) -> String {
        [&self.conversation_id, &self.id]
            .into_iter()
            .filter_map(Value::as_str)
            .find(|id| !id.is_empty())
            .map_or_else(
                || format!("{}@{}", self.title(), self.time().unwrap_or_default()),
                str::to_owned,
            )
    }

    /// Its name; empty where it was never given one.
    pub fn title(&self) -> &str {
        self.title.as_str().unwrap_or_default().trim()
    }

    /// When it began, UTC milliseconds.
    pub fn time(&self) -> Option<i64> {
        time_of(&self.create_time).or_else(|| self.update_time())
    }

    /// When it was last added to, UTC milliseconds.
    pub fn update_time(&self) -> Option<i64> {
        time_of(&self.update_time)
    }

    /// How it was put in order: a project is told from the GPTs that people make by its id alone.
    pub fn filing(&self) -> Filing {
        // Exports without tools have left out the first of the two.
        let project = [&self.gizmo_id, &self.conversation_template_id]
            .into_iter()
            .filter_map(Value::as_str)
            .find(|id| id.starts_with("g-p-"));
        Filing {
            folder: project.unwrap_or_default().to_owned(),
            is_starred: self.is_starred == Value::Bool(true),
            is_archived: self.is_archived == Value::Bool(true),
        }
    }

    /// The node that the person saw last.
    pub fn current_node(&self) -> Option<&str> {
        self.current_node.as_str()
    }
}

/// The tree's nodes by id, in the order of the file.
#[derive(Default)]
pub struct Mapping<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Mapping<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Nodes;

        impl<'de> Visitor<'de> for Nodes {
            type Value = Mapping<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("nodes by id")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut nodes = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    nodes.push(entry);
                }
                Ok(Mapping(nodes))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Mapping::default())
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Mapping::default())
            }
        }

        deserializer.deserialize_any(Nodes)
    }
}

/// What the walk needs of a node. `children` is not read: newer exports have none.
#[derive(Deserialize, Default)]
pub struct Node<'a> {
    #[serde(default)]
    parent: Value,
    /// The message, raw; roots have none.
    #[serde(default, borrow)]
    pub message: Option<&'a RawValue>,
}

impl Node<'_> {
    /// The node that this one answers.
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_str()
    }

    /// When its message was made, UTC milliseconds.
    pub fn time(&self) -> Option<i64> {
        #[derive(Deserialize)]
        struct Dated {
            #[serde(default)]
            create_time: Value,
        }
        let dated: Dated = serde_json::from_str(self.message?.get()).ok()?;
        time_of(&dated.create_time)
    }
}

/// One message of the tree.
#[derive(Deserialize)]
pub struct Message {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    create_time: Value,
    #[serde(default)]
    recipient: Value,
    #[serde(default)]
    weight: Value,
    #[serde(default)]
    metadata: Value,
    /// What it carries; its `content_type` says how.
    #[serde(default)]
    pub content: Value,
}

impl Message {
    /// The product's id of it.
    pub fn id(&self) -> Option<&str> {
        self.id.as_str().filter(|id| !id.is_empty())
    }

    /// `user`, `assistant`, `tool` or `system`.
    pub fn role(&self) -> &str {
        self.author
            .get("role")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The tool that it is of, or in a group chat the person.
    pub fn author_name(&self) -> Option<&str> {
        let name = self.author.get("name")?.as_str()?.trim();
        (!name.is_empty()).then_some(name)
    }

    /// When it was made, UTC milliseconds.
    pub fn time(&self) -> Option<i64> {
        time_of(&self.create_time)
    }

    /// The id of the message of which the person has quoted some words to answer them.
    pub fn answered_id(&self) -> Option<&str> {
        self.metadata("targeted_reply_source_message_id").as_str()
    }

    /// Whom it is said to: a tool, or everybody; exports that leave out what is said to tools do not say.
    pub fn recipient(&self) -> &str {
        self.recipient.as_str().unwrap_or("all")
    }

    /// Whether the model takes no notice of it.
    pub fn is_weightless(&self) -> bool {
        self.weight.as_f64() == Some(0.0)
    }

    /// Whether it is marked as something.
    pub fn has(&self, mark: &str) -> bool {
        self.metadata(mark) == &Value::Bool(true)
    }

    /// A field of what is said about the message; null where there is none.
    pub fn metadata(&self, name: &str) -> &Value {
        self.metadata.get(name).unwrap_or(&Value::Null)
    }
}

/// UTC milliseconds of a time that is written as float seconds, as a string of them, or as text.
fn time_of(value: &Value) -> Option<i64> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => match text.trim().parse() {
            Ok(seconds) => seconds,
            Err(_) => {
                let instant: jiff::Timestamp = text.trim().parse().ok()?;
                return Some(instant.as_millisecond());
            }
        },
        _ => return None,
    };
    // Zero stands for “unknown” in old exports; the far future cannot be kept as milliseconds.
    let sane = seconds > 0.0 && seconds < 1e11;
    // A float of today's seconds holds microseconds and a remainder that is not time.
    #[allow(clippy::cast_possible_truncation)] // in range by the line above
    sane.then(|| (seconds * 1e6).round() as i64 / 1000)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_time_is_read_however_it_is_written() {
        let cases = [
            (json!(1_750_537_483.102), Some(1_750_537_483_102)),
            (json!("1750537483.102"), Some(1_750_537_483_102)),
            (json!(1_750_537_483), Some(1_750_537_483_000)),
            (json!("2025-06-21T20:24:43.102Z"), Some(1_750_537_483_102)),
            (json!(null), None),
            (json!(0), None),
            (json!(-5), None),
            (json!(1e300), None),
            (json!("soon"), None),
            (json!("NaN"), None),
            (json!([1]), None),
        ];
        for (value, expected) in cases {
            assert_eq!(time_of(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_mapping_of_another_type_is_an_empty_conversation() {
        for mapping in ["null", "[]", "[1,{}]", "{}"] {
            let text = format!(r#"{{"id":"a","mapping":{mapping}}}"#);
            let conversation: Conversation<'_> = serde_json::from_str(&text).unwrap();
            assert!(conversation.mapping.0.is_empty(), "{mapping}");
        }
    }
}
