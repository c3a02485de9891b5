//! Making values of JSON that is not quite JSON.
//!
//! Repairing is tried only when strict parsing fails: it costs a copy, and sound files are the rule.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::keys;

/// Makes a value of the bytes of one element, repairing what real exports get wrong. `scratch` keeps
/// the repaired bytes, which the value may borrow from. `None`: it is no such value.
pub fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8], scratch: &'a mut Vec<u8>) -> Option<T> {
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Some(value);
    }
    *scratch = repaired(bytes);
    if let Some(single) = keys::single(scratch) {
        *scratch = single;
    }
    serde_json::from_slice(scratch).ok()
}

/// [`parse`] for values that borrow nothing.
pub fn parse_owned<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    parse(bytes, &mut Vec::new())
}

/// A copy with the known flaws repaired:
/// - bytes that are not UTF-8 become U+FFFD;
/// - control characters inside strings, raw or written as `\x0C`, become `\u000c`, and an escape
///   that JSON does not have becomes the characters that it is written with;
/// - half of a surrogate pair becomes U+FFFD;
/// - `NaN` and `Infinity`, which programs write for what is no number, become null;
/// - `"document_id":` followed by nothing or by text without quotes (Telegram Desktop 4.1) gets them.
fn repaired(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let text = quote_document_ids(&text);
    let mut out = Vec::with_capacity(text.len() + 64);
    let mut rest = text.as_bytes();
    let mut in_string = false;
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            b'"' => {
                in_string = !in_string;
                out.push(b'"');
            }
            b'\\' if in_string => rest = repair_escape(after, &mut out),
            b'N' | b'I' | b'-' if !in_string => match rest_of_no_number(*byte, after) {
                Some(after) => {
                    out.extend_from_slice(b"null");
                    rest = after;
                }
                None => out.push(*byte),
            },
            control @ 0..0x20 if in_string => push_unit(&mut out, u16::from(*control)),
            other => out.push(*other),
        }
    }
    out
}

/// What follows `NaN`, `Infinity` or `-Infinity`, when `first` and `after` are one of these.
fn rest_of_no_number(first: u8, after: &[u8]) -> Option<&[u8]> {
    match first {
        b'N' => after.strip_prefix(b"aN"),
        b'I' => after.strip_prefix(b"nfinity"),
        _ => after.strip_prefix(b"Infinity"),
    }
}

/// Copies one escape, `after` being what follows its backslash; gives what follows the escape.
fn repair_escape<'a>(after: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    match after {
        [
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
            rest @ ..,
        ] => {
            out.push(b'\\');
            out.extend_from_slice(after.get(..1).unwrap_or_default());
            rest
        }
        [b'x', rest @ ..] => match hex(rest, 2) {
            Some((unit, rest)) => {
                push_unit(out, unit);
                rest
            }
            None => literal_backslash(after, out),
        },
        [b'u', rest @ ..] => match hex(rest, 4) {
            Some((unit @ 0xD800..0xDC00, rest)) => match low_half(rest) {
                Some((low, rest)) => {
                    push_unit(out, unit);
                    push_unit(out, low);
                    rest
                }
                None => {
                    push_unit(out, 0xFFFD);
                    rest
                }
            },
            Some((0xDC00..0xE000, rest)) => {
                push_unit(out, 0xFFFD);
                rest
            }
            Some((unit, rest)) => {
                push_unit(out, unit);
                rest
            }
            None => literal_backslash(after, out),
        },
        _ => literal_backslash(after, out),
    }
}

fn literal_backslash<'a>(after: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    out.extend_from_slice(b"\\\\");
    after
}

/// The second half of a surrogate pair, when it stands at the beginning of `bytes`.
fn low_half(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let [b'\\', b'u', digits @ ..] = bytes else {
        return None;
    };
    hex(digits, 4).filter(|(unit, _)| (0xDC00..0xE000).contains(unit))
}

fn hex(bytes: &[u8], digits: usize) -> Option<(u16, &[u8])> {
    let (digits, rest) = bytes.split_at_checked(digits)?;
    let digits = std::str::from_utf8(digits).ok()?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    Some((u16::from_str_radix(digits, 16).ok()?, rest))
}

fn push_unit(out: &mut Vec<u8>, unit: u16) {
    out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
}

/// Puts quotes around what follows `"document_id":` when it has none.
fn quote_document_ids(text: &str) -> Cow<'_, str> {
    const KEY: &str = "\"document_id\":";
    if !text.contains(KEY) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut pieces = text.split(KEY);
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push_str(KEY);
        let value = piece.trim_start();
        if value.starts_with('"') {
            out.push_str(piece);
            continue;
        }
        // The value was written bare: it ends with its line, its object, or before the next key.
        let end = value
            .char_indices()
            .find(|(at, character)| match character {
                '\n' | '\r' | '}' => true,
                ',' => value
                    .get(at + 1..)
                    .is_some_and(|rest| rest.trim_start().starts_with('"')),
                _ => false,
            })
            .map_or(value.len(), |(at, _)| at);
        let (bare, rest) = value.split_at(end);
        let bare = bare.trim_end();
        let (bare, comma) = match bare.strip_suffix(',') {
            Some(bare) => (bare, ","),
            None => (bare, ""),
        };
        out.push('"');
        out.extend(bare.chars().filter(|c| !matches!(c, '"' | '\\')));
        out.push('"');
        out.push_str(comma);
        out.push_str(rest);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn flaws_that_real_exports_have_are_repaired() {
        let cases: [(&[u8], Value); 14] = [
            (br#"{"a":"x\x0Cy"}"#, json!({"a": "x\u{c}y"})),
            (b"{\"a\":\"x\x01\ty\"}", json!({"a": "x\u{1}\ty"})),
            (b"{\"a\":\"x\ny\"}", json!({"a": "x\ny"})),
            (br#"{"a":"c:\dir"}"#, json!({"a": "c:\\dir"})),
            (br#"{"a":"\x4","b":"\x"}"#, json!({"a": "\\x4", "b": "\\x"})),
            (br#"{"a":"\ud83d!"}"#, json!({"a": "\u{fffd}!"})),
            (br#"{"a":"\ude00!"}"#, json!({"a": "\u{fffd}!"})),
            (br#"{"a":"\x0C\ud83d\ude00"}"#, json!({"a": "\u{c}😀"})),
            (b"{\"a\":\"\xFF!\"}", json!({"a": "\u{fffd}!"})),
            (
                br#"{"a":NaN,"b":[-Infinity,Infinity,-1],"c":"NaN"}"#,
                json!({"a": null, "b": [null, null, -1], "c": "NaN"}),
            ),
            (
                br#"{"document_id": stickers/a (1).webp}"#,
                json!({"document_id": "stickers/a (1).webp"}),
            ),
            (
                br#"{"document_id": ,"b":1}"#,
                json!({"document_id": "", "b": 1}),
            ),
            (
                b"{\"document_id\": (File not included. Change settings, please.),\n \"b\":1}",
                json!({"document_id": "(File not included. Change settings, please.)", "b": 1}),
            ),
            (
                b"{\"b\":[{\"document_id\": \n}, {\"document_id\":\"5\"}]}",
                json!({"b": [{"document_id": ""}, {"document_id": "5"}]}),
            ),
        ];
        for (bytes, expected) in cases {
            let parsed: Option<Value> = parse_owned(bytes);
            assert_eq!(parsed, Some(expected), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn sound_json_is_left_alone() {
        let bytes = br#"{"a":"\u00e9\ud83d\ude00\/\"","document_id":"1"}"#;
        let parsed: Value = serde_json::from_slice(bytes).unwrap();
        let repaired: Value = serde_json::from_slice(&repaired(bytes)).unwrap();
        assert_eq!(repaired, parsed);
    }

    #[test]
    fn of_a_key_that_comes_twice_the_value_that_says_something_is_read() {
        #[derive(Deserialize, Debug, PartialEq)]
        struct Gift {
            text: String,
            parts: Vec<Value>,
        }
        let bytes = br#"{"text":"for you","parts":[{"a":1,"a":2}],"text":"","parts":[]}"#;
        let expected = Gift {
            text: "for you".into(),
            parts: vec![json!({"a": 2})],
        };
        assert_eq!(parse_owned(bytes), Some(expected));
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for bytes in [&b"{"[..], b"", b"{\"a\" 1}", b"hello"] {
            assert_eq!(parse_owned::<Value>(bytes), None);
        }
    }
}
