//! Turning a command's arguments, one JSON object, into a typed request. What is missing, null or
//! of the wrong kind is 50002 and named: serde's own error would bury the name in a sentence.

use std::fmt::Display;

use serde::Deserialize;
use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::error::{Error, Result};

/// Reads a request from the command's arguments.
///
/// # Errors
/// 50002 naming the parameter.
pub fn parse<T: DeserializeOwned>(arguments: Value) -> Result<T> {
    match arguments {
        Value::Object(map) => Ok(T::deserialize(Arguments(map))?),
        Value::Null => Ok(T::deserialize(Arguments(Map::new()))?),
        _ => Err(Error::bad_parameter("arguments", "must be one object")),
    }
}

/// The request of a command that takes no arguments; what is given anyway is passed over.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Nothing {}

struct Arguments(Map<String, Value>);

impl<'de> de::Deserializer<'de> for Arguments {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_map(Fields {
            rest: self.0.into_iter(),
            value: None,
        })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Fields {
    rest: serde_json::map::IntoIter,
    value: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refusal> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        let key = seed.deserialize(de::value::StrDeserializer::<Refusal>::new(&name))?;
        self.value = Some((name, value));
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        let (name, value) = self.value.take().unwrap_or_default();
        seed.deserialize(value).map_err(|error| Refusal {
            parameter: name,
            why: error.to_string(),
        })
    }
}

/// Serde's view of a 50002.
#[derive(Debug, thiserror::Error)]
#[error("{parameter}: {why}")]
struct Refusal {
    parameter: String,
    why: String,
}

impl de::Error for Refusal {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            parameter: "arguments".into(),
            why: message.to_string(),
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            parameter: field.into(),
            why: "it is missing".into(),
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self {
            parameter: field.into(),
            why: format!("there is no such name; known are {}", expected.join(", ")),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::BadParameter {
            parameter: refusal.parameter,
            why: refusal.why,
        }
    }
}

/// A field that may be left out, but not be null, when its absence means "leave as it is".
///
/// # Errors
/// Serde's, where the value is null or of the wrong kind.
pub fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: de::Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// A field that may be null, but not be left out, when null means something by itself.
///
/// # Errors
/// Serde's, where the value is of the wrong kind.
pub fn nullable<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: de::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Example {
        group_name: String,
        #[serde(default)]
        count: Option<u32>,
        #[serde(default, deserialize_with = "present")]
        emoji: Option<String>,
        #[serde(deserialize_with = "nullable")]
        to: Option<String>,
    }

    #[test]
    fn reads_what_is_there_and_leaves_out_what_may_be() {
        assert_eq!(
            parse::<Example>(json!({"groupName": "Work", "count": null, "to": null})),
            Ok(Example {
                group_name: "Work".into(),
                count: None,
                emoji: None,
                to: None,
            })
        );
    }

    #[test]
    fn names_the_parameter_that_is_wrong() {
        for (arguments, parameter) in [
            (json!({}), "groupName"),
            (json!(null), "groupName"),
            (json!([1]), "arguments"),
            (json!({"groupName": null}), "groupName"),
            (json!({"groupName": ["Work"]}), "groupName"),
            (json!({"groupName": "Work", "count": -1}), "count"),
            (json!({"groupName": "Work", "emoji": null}), "emoji"),
            (json!({"groupName": "Work"}), "to"),
            (json!({"groupName": "Work", "colour": 1}), "colour"),
        ] {
            let error = parse::<Example>(arguments.clone()).unwrap_err();
            assert_eq!(error.code(), 50002, "{arguments}");
            assert_eq!(error.params()["parameter"], parameter, "{arguments}");
        }
    }
}
