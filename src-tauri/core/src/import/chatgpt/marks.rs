//! Taking out of an answer what only the product's own window can show: marks of citations,
//! entities and highlights, written in characters of Unicode's private use area.

use std::borrow::Cow;

use serde_json::Value;

/// Opens a span: `cite`, `entity`, `filecite`, … and its arguments.
const OPEN: char = '\u{E200}';
/// Closes it.
const CLOSE: char = '\u{E201}';
/// Stands between the parts of a span.
const BETWEEN: char = '\u{E202}';
/// The private characters that the product writes; beside spans they surround highlights.
const PRIVATE: std::ops::RangeInclusive<char> = '\u{E200}'..='\u{E206}';

/// A text without marks. A span that `references` (the message's `content_references`) knows becomes
/// its links in Markdown; an entity becomes its name; other spans and `【12†…】` go.
pub fn clean<'a>(text: &'a str, references: &Value) -> Cow<'a, str> {
    let marked = |c: char| PRIVATE.contains(&c) || c == '【';
    if !text.contains(marked) && !text.contains(OLD_REFERENCE) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| marked(c) || c == ':') {
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

/// The mark that `text` begins with, and what follows it.
fn read_mark(text: &str) -> Option<(&str, &str)> {
    let length = match text.chars().next()? {
        OPEN => {
            let inside = text.get(OPEN.len_utf8()..)?;
            match inside.find([CLOSE, OPEN, '\n']) {
                Some(at) if inside.get(at..)?.starts_with(CLOSE) => {
                    OPEN.len_utf8() + at + CLOSE.len_utf8()
                }
                // Its end was lost: it reaches as far as its words and numbers do.
                _ => {
                    let is_part = |c: char| c.is_ascii_alphanumeric() || c == BETWEEN;
                    let end = inside.find(|c| !is_part(c)).unwrap_or(inside.len());
                    OPEN.len_utf8() + end
                }
            }
        }
        '【' => {
            let length = text.find('】')? + '】'.len_utf8();
            let inside = text.get('【'.len_utf8()..length)?;
            let (number, _) = inside.split_once('†')?;
            let is_number =
                !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == ':');
            is_number.then_some(length)?
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
    if let Some(links) = links_of(mark, references) {
        return links;
    }
    let Some(span) = mark
        .strip_prefix(OPEN)
        .and_then(|span| span.strip_suffix(CLOSE))
    else {
        return String::new();
    };
    let mut parts = span.split(BETWEEN);
    match parts.next() {
        Some("entity") => parts.next().and_then(entity_name).unwrap_or_default(),
        Some("url") => parts.next().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// The name in an entity's arguments: `["people", "Nathaniel Erb", 0]`.
fn entity_name(arguments: &str) -> Option<String> {
    let arguments: Value = serde_json::from_str(arguments).ok()?;
    arguments.get(1)?.as_str().map(str::to_owned)
}

/// The pages that a mark stands for, as Markdown links.
fn links_of(mark: &str, references: &Value) -> Option<String> {
    let reference = references
        .as_array()?
        .iter()
        .find(|reference| reference.get("matched_text").and_then(Value::as_str) == Some(mark))?;
    let links: Vec<String> = reference
        .get("items")?
        .as_array()?
        .iter()
        .filter_map(|item| {
            let url = item.get("url")?.as_str()?;
            let is_web = url.starts_with("https://") || url.starts_with("http://");
            let is_plain = !url.contains([' ', '(', ')', '<', '>', '\n']);
            let title = item.get("title").and_then(Value::as_str).unwrap_or(url);
            let title: String = title
                .chars()
                .filter(|c| !matches!(c, '[' | ']' | '\n') && !PRIVATE.contains(c))
                .collect();
            (is_web && is_plain).then(|| format!("[{}]({url})", title.trim()))
        })
        .collect();
    (!links.is_empty()).then(|| format!("({})", links.join(", ")))
}

/// Appends what stands instead of a mark. Where nothing does, the space before the mark goes with
/// it if another space, punctuation or the end follows.
fn put(out: &mut String, shown: &str, after: &str) {
    out.push_str(shown);
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
        ];
        for (text, expected) in cases {
            assert_eq!(clean(&text, &Value::Null), expected, "{text:?}");
        }
    }

    #[test]
    fn a_citation_whose_pages_are_known_becomes_links() {
        let cite = "\u{E200}cite\u{E202}turn0search3\u{E201}";
        let references = json!([
            {"matched_text": " ", "items": [{"title": "Footnote", "url": "https://example.com"}]},
            {"matched_text": cite, "items": [
                {"title": "A [page]", "url": "https://example.com/a"},
                {"title": "Not for the web", "url": "javascript:alert(1)"},
            ]},
        ]);
        assert_eq!(
            clean(&format!("Iron came early. {cite}"), &references),
            "Iron came early. ([A page](https://example.com/a))"
        );
    }

    #[test]
    fn a_reference_of_an_unexpected_shape_is_dropped() {
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
