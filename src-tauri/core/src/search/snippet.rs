//! The part of a text where something was found, with the found places marked.

use std::ops::Range;

use super::query::{Phrase, Query};
use super::text::composed;
use super::words::{Word, Words};

/// How wide a snippet is, in narrow characters; one that is set apart is as wide as two. As much as
/// two lines of the list hold: what was found must not be cut off there.
const WIDTH: usize = 96;
/// How much of it may stand before the first found place.
const LEAD: usize = 24;

/// A part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The part, on one line, with `…` where something was cut off.
    pub text: String,
    /// The found places in `text`: `[start, end)` in UTF-16 units.
    pub ranges: Vec<[usize; 2]>,
}

/// A found place: bytes of the text, and which of the query's phrases it is.
struct Found {
    place: Range<usize>,
    phrase: usize,
}

/// Cuts out of `text` the part that shows most of what `query` looked for.
pub(super) fn snippet(text: &str, query: &Query) -> Snippet {
    let text = composed(text);
    let words = Words::of(&text);
    let found = found_places(&words, query);
    let window = window(&text, &words, &found);
    write(&text, window, &found)
}

/// Where the phrases stand, in order.
fn found_places(words: &Words, query: &Query) -> Vec<Found> {
    let list = words.list();
    let mut found = Vec::new();
    for start in 0..list.len() {
        let rest = list.get(start..).unwrap_or_default();
        for (number, phrase) in query.phrases.iter().enumerate() {
            if let Some(last) = begins_with(words, rest, phrase)
                && let Some(first) = rest.first()
            {
                found.push(Found {
                    place: first.place.start..last.place.end,
                    phrase: number,
                });
            }
        }
    }
    found
}

/// The last word of `phrase`, where `words` begin with it.
fn begins_with<'a>(all: &Words, words: &'a [Word], phrase: &Phrase) -> Option<&'a Word> {
    let here = words.get(..phrase.words.len())?;
    let last = here.len().checked_sub(1)?;
    let mut pairs = here.iter().zip(&phrase.words).enumerate();
    let same = pairs.all(|(index, (word, asked))| {
        let word = all.folded(word);
        word == asked || (phrase.open && index == last && word.starts_with(asked.as_str()))
    });
    if same { here.last() } else { None }
}

/// The part of the text that shows most different phrases, then most places; the earliest of
/// those. It begins and ends between words.
fn window(text: &str, words: &Words, found: &[Found]) -> Range<usize> {
    if forward(text, 0, WIDTH) == text.len() {
        return 0..text.len();
    }
    let mut best = (0, 0, 0);
    let mut end = 0;
    for (index, first) in found.iter().enumerate() {
        end = end.max(index);
        // As many as fit into the width behind the lead.
        let from = first.place.start;
        let reach = forward(text, from, WIDTH - LEAD);
        while found.get(end).is_some_and(|next| next.place.end <= reach) {
            end += 1;
        }
        let inside = found.get(index..end).unwrap_or_default();
        let mut phrases: Vec<usize> = inside.iter().map(|place| place.phrase).collect();
        phrases.sort_unstable();
        phrases.dedup();
        if (phrases.len(), inside.len()) > (best.0, best.1) {
            best = (phrases.len(), inside.len(), from);
        }
    }
    let mut start = backward(text, best.2, LEAD);
    let mut end = forward(text, start, WIDTH);
    if end == text.len() {
        // The lead may be longer where nothing follows.
        start = backward(text, end, WIDTH).min(start);
    }
    // No word is cut, unless it alone is wider than the lead.
    if let Some(word) = words.list().iter().find(|word| word.place.start >= start)
        && start > 0
        && word.place.start <= best.2
    {
        start = word.place.start;
    }
    let last = words.list().iter().rev().find(|word| word.place.end <= end);
    if end < text.len()
        && let Some(word) = last.filter(|word| word.place.start > best.2)
    {
        end = word.place.end;
    }
    start..end
}

fn width(character: char) -> usize {
    if character < '\u{1100}' { 1 } else { 2 }
}

/// The place `room` to the right of `from`.
fn forward(text: &str, from: usize, room: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut left = room;
    for (at, character) in rest.char_indices() {
        match left.checked_sub(width(character)) {
            Some(remaining) => left = remaining,
            None => return from + at,
        }
    }
    text.len()
}

/// The place `room` to the left of `from`.
fn backward(text: &str, from: usize, room: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    let mut left = room;
    for (at, character) in before.char_indices().rev() {
        match left.checked_sub(width(character)) {
            Some(remaining) => left = remaining,
            None => return at + character.len_utf8(),
        }
    }
    0
}

/// Writes the window on one line and counts where the found places come to stand.
fn write(text: &str, window: Range<usize>, found: &[Found]) -> Snippet {
    let mut line = Line {
        text: String::with_capacity(window.len() + 2 * '…'.len_utf8()),
        units: 0,
    };
    let mut ranges = Vec::new();
    if window.start > 0 {
        line.append("…");
    }
    let mut at = window.start;
    for place in merged(found, &window) {
        line.append(text.get(at..place.start).unwrap_or_default());
        let start = line.units;
        line.append(text.get(place.clone()).unwrap_or_default());
        ranges.push([start, line.units]);
        at = place.end;
    }
    line.append(text.get(at..window.end).unwrap_or_default());
    if window.end < text.len() {
        line.append("…");
    }
    Snippet {
        text: line.text,
        ranges,
    }
}

/// The found places inside of the window; those that touch are one.
fn merged(found: &[Found], window: &Range<usize>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for Found { place, .. } in found {
        let place = place.start.max(window.start)..place.end.min(window.end);
        match merged.last_mut() {
            _ if place.is_empty() => {}
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

/// Text on one line: whatever is blank becomes one space.
struct Line {
    text: String,
    units: usize,
}

impl Line {
    fn append(&mut self, part: &str) {
        for character in part.chars() {
            let blank = !character.is_ascii_graphic()
                && (character.is_whitespace() || character.is_control());
            if blank && (self.text.is_empty() || self.text.ends_with(' ')) {
                continue;
            }
            let character = if blank { ' ' } else { character };
            self.text.push(character);
            self.units += character.len_utf16();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The snippet with its found places in brackets.
    fn marked(text: &str, typed: &str) -> String {
        let Snippet { text, ranges } = snippet(text, &Query::parse(typed));
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = |range: Range<usize>| String::from_utf16(&units[range]).unwrap();
        let mut marked = String::new();
        let mut at = 0;
        for [start, end] in ranges {
            assert!(
                at <= start && start < end,
                "ranges are in order and not empty"
            );
            marked += &format!("{}[{}]", part(at..start), part(start..end));
            at = end;
        }
        marked + &part(at..units.len())
    }

    #[test]
    fn found_places_are_marked_as_the_table_says() {
        let cases = [
            ("See you at the Café!", "cafe", "See you at the [Café]!"),
            ("cafeteria, cafe", "cafe", "[cafeteria], [cafe]"),
            ("cafeteria, cafe", "\"cafe\"", "cafeteria, [cafe]"),
            ("明天的会议改到三点", "会议", "明天的[会议]改到三点"),
            ("家中。国外 中国", "中国", "家中。国外 [中国]"),
            ("ΟΔΟΣ οδος", "οδός", "ΟΔΟΣ οδος"),
            ("ΟΔΟΣ οδος", "οδος", "[ΟΔΟΣ] [οδος]"),
            ("👍🎉 gut 👨‍👩‍👧!", "🎉", "👍[🎉] gut 👨‍👩‍👧!"),
            ("a 👨‍👩‍👧 b", "👨‍👩‍👧", "a [👨‍👩‍👧] b"),
            ("قال مُحَمَّد نعم", "محمد", "قال [مُحَمَّد] نعم"),
            ("cafe\u{301} noir", "café", "[café] noir"),
            ("good \n\t morning", "\"good morning\"", "[good morning]"),
            ("สวัสดีครับ", "ครับ", "สวัสดี[ครับ]"),
            ("ababab", "x", "ababab"),
            ("one two one", "one two", "[one] [two] [one]"),
            ("会议会议", "会议", "[会议会议]"),
            ("", "x", ""),
        ];
        for (text, typed, expected) in cases {
            assert_eq!(marked(text, typed), expected, "{typed:?} in {text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_words_around_what_was_found() {
        let text = format!(
            "{}the needle here {}",
            "lorem ipsum ".repeat(50),
            "dolor sit ".repeat(50)
        );
        let cut = marked(&text, "needle");
        assert!(
            cut.starts_with("…lorem ") || cut.starts_with("…ipsum "),
            "{cut}"
        );
        assert!(cut.contains(" the [needle] here dolor "), "{cut}");
        assert!(cut.ends_with(" dolor…") || cut.ends_with(" sit…"), "{cut}");
        assert!((70..=WIDTH + 4).contains(&cut.chars().count()), "{cut}");
    }

    #[test]
    fn wide_characters_take_the_room_of_two() {
        let text = format!("{}会议{}", "好".repeat(400), "啊".repeat(400));
        let cut = marked(&text, "会议");
        assert!(cut.starts_with("…好") && cut.contains("好[会议]啊") && cut.ends_with("啊…"));
        assert_eq!(cut.chars().count(), WIDTH / 2 + 4);
    }

    #[test]
    fn the_part_with_most_of_the_query_is_shown() {
        let gap = "x ".repeat(300);
        let text = format!("red {gap} red red {gap} red green {gap} green");
        let cut = marked(&text, "red green");
        assert!(cut.contains("[red] [green]"), "{cut}");
    }

    #[test]
    fn a_word_wider_than_the_snippet_is_cut_and_marked() {
        let text = format!("a {}", "b".repeat(1000));
        let cut = marked(&text, "bbb");
        assert!(cut.starts_with("a [bbb") && cut.ends_with("b]…"), "{cut}");
    }

    #[test]
    fn places_hold_in_every_long_text() {
        for length in 0..400 {
            let text = format!("{}ñandú 会议 {}", "é ".repeat(length), "好".repeat(length));
            assert!(
                marked(&text, "NANDU 会议").contains("[ñandú] [会议]"),
                "{length}"
            );
        }
    }
}
