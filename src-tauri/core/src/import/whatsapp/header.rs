//! The beginning of a message: a date and a time in brackets, before a dash, or before a colon.

use super::glyph;
use super::stamp::{self, Stamp};

/// How a line sets its date and time apart from what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `[date, time] Name: text`, from iPhones.
    Brackets,
    /// `date, time - Name: text`, from Android.
    Dash,
    /// `date, time: Name: text`, from iPhones until 2018.
    Colon,
}

/// The beginning of a message, read.
#[derive(Debug, PartialEq, Eq)]
pub struct Header<'l> {
    /// When.
    pub stamp: Stamp,
    /// How it is set apart.
    pub layout: Layout,
    /// What follows: `Name: text`, or a system row's text.
    pub rest: &'l str,
}

/// How far into a line the date and time may reach, characters.
const LONGEST_STAMP: usize = 64;
/// How far into a line its first digit may stand: behind a bracket, marks and an era or half of day.
const FIRST_DIGIT: usize = 12;

/// Reads the beginning of a line; `None` where the line goes on with the message before.
pub fn read(line: &str) -> Option<Header<'_>> {
    // Most lines of long messages end here.
    line.chars().take(FIRST_DIGIT).find_map(glyph::digit)?;
    let line = line.trim_start_matches(|c: char| glyph::is_invisible(c) || c == ' ');
    match glyph::plain(line.chars().next()?) {
        Some('[') => in_brackets(line),
        _ => before_dash(line).or_else(|| before_colon(line)),
    }
}

fn in_brackets(line: &str) -> Option<Header<'_>> {
    let mut characters = line.char_indices().take(LONGEST_STAMP);
    let (_, open) = characters.next()?;
    let (close, bracket) = characters.find(|(_, c)| glyph::plain(*c) == Some(']'))?;
    let inside = line.get(open.len_utf8()..close)?;
    let rest = line
        .get(close + bracket.len_utf8()..)?
        .trim_start_matches(' ');
    Some(Header {
        stamp: stamp::read(inside)?,
        layout: Layout::Brackets,
        rest: rest.strip_prefix("- ").unwrap_or(rest),
    })
}

fn before_dash(line: &str) -> Option<Header<'_>> {
    let is_dash = |c: char| glyph::plain(c) == Some('-');
    before(line, Layout::Dash, |c, last, next| {
        is_dash(c) && last == ' ' && next.is_none_or(char::is_whitespace)
    })
}

fn before_colon(line: &str) -> Option<Header<'_>> {
    before(line, Layout::Colon, |c, last, next| {
        c == ':' && last != ' ' && next.is_some_and(char::is_whitespace)
    })
}

/// Reads a date and time that end before a character for which `ends` holds, given the visible
/// character before it and the next one.
fn before(
    line: &str,
    layout: Layout,
    ends: impl Fn(char, char, Option<char>) -> bool,
) -> Option<Header<'_>> {
    let mut last = ' ';
    for (at, c) in line.char_indices().take(LONGEST_STAMP) {
        let after = line.get(at + c.len_utf8()..)?;
        let visible = glyph::plain(c);
        let next = after.chars().find(|c| !glyph::is_invisible(*c));
        if ends(c, last, next)
            && let Some(stamp) = line.get(..at).and_then(stamp::read)
        {
            return Some(Header {
                stamp,
                layout,
                rest: after.strip_prefix(char::is_whitespace).unwrap_or(after),
            });
        }
        last = visible.unwrap_or(last);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(line: &str) -> Option<(Layout, &str)> {
        read(line).map(|header| (header.layout, header.rest))
    }

    #[test]
    fn a_row_begins_in_one_of_three_ways() {
        use Layout::{Brackets, Colon, Dash};
        let cases = [
            (
                "[9/13/23, 7:02:11\u{202F}PM] Ana: hi",
                Some((Brackets, "Ana: hi")),
            ),
            (
                "\u{200E}[9/13/23, 7:02:11 PM] Ana: \u{200E}x",
                Some((Brackets, "Ana: \u{200E}x")),
            ),
            (
                "\u{200F}[١٨/٣/٢٠٢٢، ٢:٥٦:٠٠ م] Ana: hi",
                Some((Brackets, "Ana: hi")),
            ),
            (
                "[06/20/20 00:08] +12 345 578 created",
                Some((Brackets, "+12 345 578 created")),
            ),
            ("[9/13/23, 7:02 PM] - Ana: hi", Some((Brackets, "Ana: hi"))),
            ("23/03/2023, 7:02 pm - Ana: hi", Some((Dash, "Ana: hi"))),
            ("23/03/2023, 7:02 pm – Ana: hi", Some((Dash, "Ana: hi"))),
            (
                "\u{FEFF}18-03-22 14:56 - Ana - Bo: x - y",
                Some((Dash, "Ana - Bo: x - y")),
            ),
            ("03-06-2018, 01.55 PM - a: m", Some((Dash, "a: m"))),
            (
                "18.3.2022, 14:56\u{200F} - \u{202B}דנה: שלום",
                Some((Dash, "\u{202B}דנה: שלום")),
            ),
            ("30/06/20, 09:10 - ", Some((Dash, ""))),
            ("30/06/20, 09:10 -", Some((Dash, ""))),
            ("3/24/14, 1:59:59 PM: Ana: hi", Some((Colon, "Ana: hi"))),
            ("13.06.18 21.25.15: Ana: hi", Some((Colon, "Ana: hi"))),
            ("9/14/23, second line that starts with a date", None),
            ("2016-04-29 10:30:00", None),
            ("10:30 - meeting", None),
            ("- 12/03/2022, 10:30", None),
            ("[ok] 12/03/2022, 10:30 - x", None),
            ("[12/03/2022, 10:30", None),
            ("hello", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(seen(line), expected, "{line}");
        }
    }

    proptest! {
        /// Arbitrary text never panics, and what is read is the end of the line.
        #[test]
        fn any_line_can_be_tried(line in "[\\[\\]0-9/:., PM\u{200E}\u{202F}é下午٣-]{0,50}") {
            if let Some(header) = read(&line) {
                prop_assert!(line.ends_with(header.rest));
            }
        }

        #[test]
        fn any_characters_can_be_tried(line in "\\PC{0,80}") {
            read(&line);
        }
    }
}
