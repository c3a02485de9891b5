//! The parts of a chat and a message as they stand in the file. Nothing in them is relied on: what
//! is missing, null or of another type than expected reads as absent, so that one odd field does not
//! cost a message.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A text or a number, borrowed from the file where it can be.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Scalar<'a> {
    /// Missing, null, or something that is neither.
    #[default]
    Absent,
    Text(Cow<'a, str>),
    Number(i64),
    Decimal(f64),
}

impl<'a> Scalar<'a> {
    /// As text, unless it is absent or empty.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Decimal(number) => Some(Cow::Owned(number.to_string())),
            Self::Text(_) | Self::Absent => None,
        }
    }

    /// As a whole number, also one that is written as text.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Decimal(_) | Self::Absent => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("anything")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or(Scalar::Absent, Scalar::Number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Decimal(number))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Absent)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Absent)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Absent)
    }
}

/// Text that is a string, or an array of strings and of objects with a `text` of their own. The address
/// behind a link's words is written behind them: it is part of what was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RichText<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for RichText<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RichTextVisitor).map(Self)
    }
}

struct RichTextVisitor;

impl<'de> Visitor<'de> for RichTextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut whole = Cow::Borrowed("");
        while let Some(RichText(piece)) = seq.next_element()? {
            if whole.is_empty() {
                whole = piece;
            } else {
                whole.to_mut().push_str(&piece);
            }
        }
        Ok(whole)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut text, mut address) = (Cow::Borrowed(""), Scalar::Absent);
        while let Some(key) = map.next_key::<Scalar<'de>>()? {
            match key {
                Scalar::Text(key) if key == "text" => text = map.next_value::<RichText<'de>>()?.0,
                Scalar::Text(key) if key == "href" => address = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if let Some(address) = address.text().filter(|address| !is_shown(address, &text)) {
            text.to_mut().push_str(&format!(" ({address})"));
        }
        Ok(text)
    }
}

/// Whether a link's words are its address already, with or without what every address begins and ends
/// with.
fn is_shown(address: &str, words: &str) -> bool {
    let bare = |text: &str| -> String {
        let text = text.trim().trim_end_matches('/');
        text.split_once("://")
            .map_or(text, |(_, rest)| rest)
            .to_lowercase()
    };
    bare(address) == bare(words)
}

/// An array of which each element that is not as expected is left out; anything else is empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(vec![])
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values: Option<&'de serde_json::value::RawValue> = Option::deserialize(deserializer)?;
        let elements: Vec<&'de serde_json::value::RawValue> = values
            .and_then(|values| serde_json::from_str(values.get()).ok())
            .unwrap_or_default();
        let parse =
            |element: &&'de serde_json::value::RawValue| serde_json::from_str(element.get());
        Ok(Self(
            elements
                .iter()
                .filter_map(|element| parse(element).ok())
                .collect(),
        ))
    }
}

/// An object; anything else reads as absent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Maybe<T>(pub Option<T>);

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value: Option<&'de serde_json::value::RawValue> = Option::deserialize(deserializer)?;
        Ok(Self(
            value.and_then(|value| serde_json::from_str(value.get()).ok()),
        ))
    }
}

/// A message as it stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawMessage<'a> {
    pub id: Scalar<'a>,
    #[serde(rename = "type")]
    pub kind: Scalar<'a>,
    pub date: Scalar<'a>,
    pub date_unixtime: Scalar<'a>,
    pub edited: Scalar<'a>,
    pub edited_unixtime: Scalar<'a>,
    pub from: Scalar<'a>,
    pub from_id: Scalar<'a>,
    pub actor: Scalar<'a>,
    pub actor_id: Scalar<'a>,
    pub action: Scalar<'a>,
    /// Words of the product for what happened, where there is no action.
    pub information_text: Scalar<'a>,
    pub text: RichText<'a>,
    pub forwarded_from: Scalar<'a>,
    pub reply_to_message_id: Scalar<'a>,
    pub reply_to_peer_id: Scalar<'a>,
    pub photo: Scalar<'a>,
    pub photo_file_size: Scalar<'a>,
    pub file: Scalar<'a>,
    pub file_name: Scalar<'a>,
    pub file_size: Scalar<'a>,
    pub media_type: Scalar<'a>,
    pub mime_type: Scalar<'a>,
    pub sticker_emoji: Scalar<'a>,
    pub performer: Scalar<'a>,
    /// Of a sound file, a group, a topic, …
    pub title: Scalar<'a>,
    pub poll: Maybe<RawPoll<'a>>,
    pub contact_information: Maybe<RawContact<'a>>,
    pub location_information: Maybe<RawLocation<'a>>,
    pub place_name: Scalar<'a>,
    pub address: Scalar<'a>,
    pub game_title: Scalar<'a>,
    pub game_description: Scalar<'a>,
    pub invoice_information: Maybe<RawInvoice>,
    pub todo_list: Maybe<RawTodo<'a>>,
    pub reactions: List<RawReaction<'a>>,
    pub members: List<Scalar<'a>>,
    pub duration: Scalar<'a>,
    pub duration_seconds: Scalar<'a>,
    pub discard_reason: Scalar<'a>,
    pub new_title: Scalar<'a>,
    pub score: Scalar<'a>,
    pub amount: Scalar<'a>,
    pub currency: Scalar<'a>,
}

/// A poll.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawPoll<'a> {
    pub question: RichText<'a>,
    pub answers: List<RawAnswer<'a>>,
}

/// An answer of a poll.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawAnswer<'a> {
    pub text: RichText<'a>,
    pub voters: Scalar<'a>,
}

/// Somebody's card.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawContact<'a> {
    pub first_name: Scalar<'a>,
    pub last_name: Scalar<'a>,
    pub phone_number: Scalar<'a>,
}

/// A place on the earth.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawLocation<'a> {
    pub latitude: Scalar<'a>,
    pub longitude: Scalar<'a>,
}

/// A bill: title and description.
#[derive(Debug, Default)]
pub(super) struct RawInvoice(pub [String; 2]);

impl<'de> Deserialize<'de> for RawInvoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Default, Deserialize)]
        #[serde(default, bound(deserialize = "'de: 'a"))]
        struct Fields<'a> {
            title: Scalar<'a>,
            description: Scalar<'a>,
        }
        let read = |json: &str| {
            let fields: Fields<'_> = serde_json::from_str(json).ok()?;
            let texts = [fields.title, fields.description];
            Some(texts.map(|text| text.text().unwrap_or_default().into_owned()))
        };
        let raw: &'de serde_json::value::RawValue = Deserialize::deserialize(deserializer)?;
        // Telegram Desktop writes the object as a text.
        let as_text = || read(&serde_json::from_str::<String>(raw.get()).ok()?);
        Ok(Self(read(raw.get()).or_else(as_text).unwrap_or_default()))
    }
}

/// A checklist.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawTodo<'a> {
    pub title: RichText<'a>,
    pub answers: List<RichText<'a>>,
}

/// How often an emoji was given.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
pub(super) struct RawReaction<'a> {
    #[serde(rename = "type")]
    pub kind: Scalar<'a>,
    pub emoji: Scalar<'a>,
    pub count: Scalar<'a>,
}
