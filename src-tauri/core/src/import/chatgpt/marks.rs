//! Taking out of an answer what only the product's own window can show: marks of citations,
//! entities and highlights, written in characters of Unicode's private use area.

use std::borrow::Cow;

use serde_json::Value;

use super::text::string;
use super::{spans, writing};

/// Opens a span: `cite`, `entity`, `filecite`, … and its arguments.
const OPEN: char = '\u{E200}';
/// Closes it.
const CLOSE: char = '\u{E201}';
/// Stands between the parts of a span.
pub const BETWEEN: char = '\u{E202}';
/// The private characters that the product writes; beside spans they surround highlights.
pub const PRIVATE: std::ops::RangeInclusive<char> = '\u{E200}'..='\u{E206}';

/// A text without marks. Of a span the words that it carries are left, or links to the pages that
/// `references` (the message's `content_references`) knows for it; other spans and `【12†…】` go.
pub fn clean<'a>(text: &'a str, references: &Value) -> Cow<'a, str> {
    match unmarked(text, references) {
        Cow::Borrowed(text) => writing::unwrapped(text),
        Cow::Owned(text) => Cow::Owned(writing::unwrapped(&text).into_owned()),
    }
}

fn unmarked<'a>(text: &'a str, references: &Value) -> Cow<'a, str> {
    let marked = |c: char| PRIVATE.contains(&c) || c == '【';
    if !text.contains(marked) && !text.contains(OLD_REFERENCE) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| marked(c) || [':', '&'].contains(&c)) {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        rest = match read_mark(mark) {
            Some((mark, after)) => {
                put(&mut out, &shown(mark, references), after);
                after
            }
            // No mark after all: the character itself, unless it is one of the private ones.
            None => {
                let mut characters = mark.chars();
                out.extend(characters.next().filter(|c| !PRIVATE.contains(c)));
                characters.as_str()
            }
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

const OLD_REFERENCE: &str = ":contentReference[oaicite:";
const NO_WIDTH: &str = "&#8203;";

fn without<'t>(text: &'t str, beginning: &str) -> &'t str {
    text.strip_prefix(beginning).unwrap_or(text)
}

/// The mark that `text` begins with, and what follows it.
fn read_mark(text: &str) -> Option<(&str, &str)> {
    let length = match text.chars().next()? {
        OPEN => {
            let inside = text.get(OPEN.len_utf8()..)?;
            let is_json = inside
                .find([BETWEEN, CLOSE, OPEN, '\n'])
                .and_then(|at| inside.get(at..)?.strip_prefix(BETWEEN))
                .is_some_and(|arguments| arguments.starts_with(['{', '[']));
            // Only arguments in JSON can go over several lines.
            let ends: &[char] = if is_json {
                &[CLOSE, OPEN]
            } else {
                &[CLOSE, OPEN, '\n']
            };
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == BETWEEN;
            let end = match inside.find(ends) {
                Some(at) if inside.get(at..)?.starts_with(CLOSE) => Some(at + CLOSE.len_utf8()),
                // Its end was lost: it reaches as far as the line, or its words and numbers do.
                _ if is_json => inside.find([OPEN, '\n']),
                _ => inside.find(|c| !is_part(c)),
            };
            let end = end.unwrap_or(inside.len());
            OPEN.len_utf8() + end
        }
        '【' => {
            let end = text.find('】')?;
            let inside = text.get('【'.len_utf8()..end)?;
            let number = match inside.split_once('†') {
                Some((number, _)) => number,
                None => inside.strip_prefix("oaicite:")?,
            };
            let is_number =
                !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == ':');
            is_number.then_some(end + '】'.len_utf8())?
        }
        // What the product put around its references when it showed them, copied along.
        '&' => {
            let inside = without(text.strip_prefix(NO_WIDTH)?, "``");
            if inside.starts_with('&') {
                return None;
            }
            let (_, after) = read_mark(inside)?;
            text.len() - without(without(after, "``"), NO_WIDTH).len()
        }
        _ => {
            let after = text.strip_prefix(OLD_REFERENCE)?;
            let end = after.find('}')?;
            let tail = after.get(..end)?;
            let (number, index) = tail.split_once("]{index=")?;
            let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            (is_number(number) && is_number(index)).then_some(OLD_REFERENCE.len() + end + 1)?
        }
    };
    Some(text.split_at(length))
}

/// What stands in the text instead of a mark.
fn shown(mark: &str, references: &Value) -> String {
    let reference = references.as_array().and_then(|references| {
        let is_of = |reference: &&Value| string(reference, "matched_text") == mark;
        references.iter().find(is_of)
    });
    let span = mark
        .strip_prefix(OPEN)
        .and_then(|span| span.strip_suffix(CLOSE));
    match span {
        Some(span) => spans::shown(span, reference),
        None => reference.and_then(spans::pages).unwrap_or_default(),
    }
}

/// Appends what stands instead of a mark, links apart from the word before. Where nothing does, the
/// space before the mark goes with it if another space, punctuation or the end follows.
fn put(out: &mut String, shown: &str, after: &str) {
    if shown.starts_with('(') && out.ends_with(|c: char| !c.is_whitespace()) {
        out.push(' ');
    }
    out.extend(shown.chars().filter(|c| !PRIVATE.contains(c)));
    let is_end = |c: char| c.is_whitespace() || ".,;:!?)".contains(c);
    if shown.is_empty() && out.ends_with(' ') && after.chars().next().is_none_or(is_end) {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn marks_become_what_a_person_can_read() {
        let cite = "\u{E200}cite\u{E202}turn0search3\u{E202}turn0search8\u{E201}";
        let entity = "\u{E200}entity\u{E202}[\"people\", \"Nathaniel Erb\", 0]\u{E201}";
        let cases = [
            ("nothing to do: 3:4".to_owned(), "nothing to do: 3:4"),
            (
                format!("Iron came early. {cite} Then bronze."),
                "Iron came early. Then bronze.",
            ),
            (format!("Iron came early {cite}."), "Iron came early."),
            (format!("{cite}Iron"), "Iron"),
            (format!("By {entity}."), "By Nathaniel Erb."),
            (
                "says \u{E203}iron came early\u{E204}.".to_owned(),
                "says iron came early.",
            ),
            ("Old style【12†L1-L5】.".to_owned(), "Old style."),
            ("Old style 【4:0†source】 here".to_owned(), "Old style here"),
            ("【重要】你好【注†意】".to_owned(), "【重要】你好【注†意】"),
            (
                "a :contentReference[oaicite:0]{index=0} b".to_owned(),
                "a b",
            ),
            (
                "as said&#8203;``【oaicite:2】``&#8203;, &#8203;:contentReference[oaicite:0]{index=0}&#8203; b".to_owned(),
                "as said, b",
            ),
            (
                "【oaicite:x】 & c&#8203;&#8203;【1】".to_owned(),
                "【oaicite:x】 & c&#8203;&#8203;【1】",
            ),
            (
                "see \u{E200}url\u{E202}the page\u{E202}turn0\u{E201}".to_owned(),
                "see the page",
            ),
            (
                "broken \u{E200}cite\u{E202}turn0 and on".to_owned(),
                "broken and on",
            ),
            (format!("\u{E200}lost\nkept {cite}"), "\nkept"),
            (
                "bad \u{E200}entity\u{E202}[1\u{E201} end".to_owned(),
                "bad end",
            ),
            ("【never closed".to_owned(), "【never closed"),
            (
                "Compare \u{E200}genui\u{E202}{\n  \"chart\": {}\n}\u{E201}\nall".to_owned(),
                "Compare\nall",
            ),
            (
                "lost \u{E200}genui\u{E202}{\"a\n\nand the rest".to_owned(),
                "lost\n\nand the rest",
            ),
            (
                ":::writing{variant=\"email\" id=\"1\"}\nDear Ida\n:::".to_owned(),
                "Dear Ida",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(&text, &Value::Null), expected, "{text:?}");
        }
    }

    #[test]
    fn what_a_message_tells_of_its_citations_stands_in_their_place() {
        let cite = "\u{E200}cite\u{E202}turn0search3\u{E201}";
        let references = json!([
            {"matched_text": " ", "items": [{"title": "Footnote", "url": "https://example.com"}]},
            {"matched_text": cite, "items": [{"title": "A page", "url": "https://example.com/a"}]},
            {"matched_text": "【19†L3-L6】", "title": "Cats", "url": "https://example.com/c"},
        ]);
        assert_eq!(
            clean(&format!("Iron came early. {cite}"), &references),
            "Iron came early. ([A page](https://example.com/a))"
        );
        assert_eq!(
            clean(
                "Cats were early【19†L3-L6】, dogs not【2†L1】.",
                &references
            ),
            "Cats were early ([Cats](https://example.com/c)), dogs not."
        );
    }

    #[test]
    fn references_of_an_unexpected_shape_are_dropped() {
        let cite = "\u{E200}cite\u{E202}turn0\u{E201}";
        for references in [
            json!({}),
            json!([1]),
            json!([{"matched_text": cite, "items": "no"}]),
        ] {
            assert_eq!(clean(&format!("a {cite} b"), &references), "a b");
        }
    }

    proptest! {
        /// Whatever the text, no private character is left.
        #[test]
        fn no_text_keeps_a_private_character(text in "[a-z 【】†:0-9\u{E200}-\u{E204}]{0,40}") {
            prop_assert!(!clean(&text, &Value::Null).contains(|c| PRIVATE.contains(&c)));
        }

        #[test]
        fn text_without_marks_is_left_alone(text in "[^\u{E200}-\u{E206}【]{0,40}") {
            prop_assert_eq!(clean(&text, &Value::Null), text.as_str());
        }
    }
}
