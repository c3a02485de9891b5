//! Who sent a row: what stands before its first colon, unless the row is WhatsApp's own.

use rustc_hash::FxHashMap;

use super::glyph;

/// A name longer than this is a sentence, characters: a group's name has 100 at most.
const LONGEST_NAME: usize = 110;
/// Names counted per file; those of real chats are far fewer.
const MOST_NAMES: usize = 20_000;

/// How often each text stood where a name stands.
#[derive(Debug, Default)]
pub struct Names(FxHashMap<String, u64>);

/// A row split into the name before its text and the text.
type Split<'r> = Option<(&'r str, &'r str)>;

impl Names {
    /// Counts what could be the name before a row's text.
    pub fn observe(&mut self, row: &str) {
        let (near, far) = (at_any_colon(row), at_spaced_colon(row));
        for (name, _) in [near.filter(|_| near != far), far].into_iter().flatten() {
            let name = glyph::typed(name);
            if self.0.len() < MOST_NAMES || self.0.contains_key(&name) {
                *self.0.entry(name).or_default() += 1;
            }
        }
    }

    /// Takes over the counts of other rows.
    pub fn add(&mut self, others: Self) {
        for (name, count) in others.0 {
            *self.0.entry(name).or_default() += count;
        }
    }

    fn count(&self, name: &str) -> u64 {
        self.0.get(&glyph::typed(name)).copied().unwrap_or_default()
    }

    /// Splits a row into who sent it and its text; no sender for a row of nobody's.
    ///
    /// `Bob:Hi there: you` could be of Bob or of “Bob:Hi there”: whoever writes more often.
    pub fn split<'r>(&self, row: &'r str) -> (Option<&'r str>, &'r str) {
        let chosen = match (at_any_colon(row), at_spaced_colon(row)) {
            (Some(near), Some(far)) if self.count(near.0) > self.count(far.0) => Some(near),
            (near, far) => far.or(near),
        };
        match chosen {
            Some((name, text)) => (
                Some(name),
                text.strip_prefix(char::is_whitespace).unwrap_or(text),
            ),
            None => (None, row),
        }
    }
}

/// Splits at the first colon that is none of a time or an address.
fn at_any_colon(row: &str) -> Split<'_> {
    let (name, text) = row.split_once(':')?;
    let is_time = name.ends_with(|c| glyph::digit(c).is_some())
        && text.starts_with(|c| glyph::digit(c).is_some());
    (is_name(name) && !is_time && !text.starts_with("//")).then_some((name, text))
}

/// Splits at the first colon with a space or the line's end behind it.
fn at_spaced_colon(row: &str) -> Split<'_> {
    let (at, _) = row.match_indices(':').find(|(at, _)| {
        let after = row.get(at + 1..).unwrap_or_default();
        after
            .chars()
            .find(|c| !glyph::is_invisible(*c))
            .is_none_or(char::is_whitespace)
    })?;
    let (name, text) = (row.get(..at)?, row.get(at + 1..)?);
    is_name(name).then_some((name, text))
}

/// Whether a text can be somebody's name. A quotation that begins in it and does not end is a
/// group's name inside a sentence: `Ana created group "Trip: Rome"`.
fn is_name(text: &str) -> bool {
    let quotes = text
        .chars()
        .filter(|c| {
            matches!(
                c,
                '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》'
            )
        })
        .count();
    let visible = text
        .chars()
        .filter(|c| !glyph::is_invisible(*c) && !c.is_whitespace());
    let length = visible.take(LONGEST_NAME + 1).count();
    quotes % 2 == 0 && (1..=LONGEST_NAME).contains(&length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_of_whoever_stands_before_its_colon() {
        let cases = [
            ("Ana: hello", Some("Ana"), "hello"),
            ("Ana:hello", Some("Ana"), "hello"),
            ("Ana:", Some("Ana"), ""),
            ("Ana: ", Some("Ana"), ""),
            ("Dr. Who: Strange: Times", Some("Dr. Who"), "Strange: Times"),
            ("~\u{202F}Ana: hi", Some("~\u{202F}Ana"), "hi"),
            (
                "+44 7700 900123: number only",
                Some("+44 7700 900123"),
                "number only",
            ),
            ("أحمد: مرحبا", Some("أحمد"), "مرحبا"),
            ("Smile :): hi", Some("Smile :)"), "hi"),
            (
                "Ana joined using an invite link",
                None,
                "Ana joined using an invite link",
            ),
            (
                "Ana created group \"Trip: Rome\"",
                None,
                "Ana created group \"Trip: Rome\"",
            ),
            (
                "Ana hat „Reise: Rom“ erstellt",
                None,
                "Ana hat „Reise: Rom“ erstellt",
            ),
            (
                "小明建立了群組「旅行: 日本」",
                None,
                "小明建立了群組「旅行: 日本」",
            ),
            ("The meeting is at 10:30", None, "The meeting is at 10:30"),
            ("See https://example.org", None, "See https://example.org"),
            (": nobody", None, ": nobody"),
            ("", None, ""),
        ];
        for (row, sender, text) in cases {
            assert_eq!(Names::default().split(row), (sender, text), "{row}");
        }
    }

    #[test]
    fn of_two_possible_names_the_one_that_writes_more_is_meant() {
        let mut names = Names::default();
        for row in ["Bob: one", "Bob: two", "Bob:Hi there: you"] {
            names.observe(row);
        }
        assert_eq!(
            names.split("Bob:Hi there: you"),
            (Some("Bob"), "Hi there: you")
        );

        let mut names = Names::default();
        for row in ["Smile :): one", "Smile :): two"] {
            names.observe(row);
        }
        assert_eq!(names.split("Smile :): three"), (Some("Smile :)"), "three"));
    }

    #[test]
    fn a_sentence_is_no_name() {
        let sentence = format!("{}: and so on", "long ".repeat(40));
        assert_eq!(Names::default().split(&sentence).0, None);
    }
}
