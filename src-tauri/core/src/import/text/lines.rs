//! The lines of a file one at a time.

use std::io::Read;

use super::encoding::{CHUNK, TextEncoding, Utf8Reader};
use crate::import::Entry;
use crate::import::reading::{broken_at, read_some};
use crate::model::error::Result;
use crate::model::place::Place;

/// A line longer than this is given in pieces, so that a file without line ends cannot fill memory.
const LONGEST_LINE: usize = 16 * 1024 * 1024;

/// One line of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// From 1.
    pub number: u64,
    /// Without its line end.
    pub text: &'a str,
}

/// The lines of a file one at a time, whatever its encoding and size. `\n`, `\r\n` and a lone `\r`
/// end a line.
pub struct Lines<'e> {
    entry: &'e dyn Entry,
    reader: Utf8Reader<Box<dyn Read + Send + 'e>>,
    buffer: Vec<u8>,
    start: usize,
    number: u64,
    ended: bool,
    /// The last line ended with `\r`: a `\n` that follows belongs to it.
    after_return: bool,
}

impl<'e> Lines<'e> {
    /// Opens a file whose encoding was found.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(entry: &'e dyn Entry, encoding: TextEncoding) -> Result<Self> {
        Ok(Self {
            entry,
            reader: Utf8Reader::new(entry.open()?, encoding.encoding),
            buffer: Vec::new(),
            start: 0,
            number: 0,
            ended: false,
            after_return: false,
        })
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read further; `CutOff` and `Damaged` with the line in which it broke, of
    /// which nothing is given.
    #[allow(clippy::should_implement_trait)] // it lends from itself, which an Iterator cannot
    pub fn next(&mut self) -> Result<Option<Line<'_>>> {
        let mut searched = 0;
        let end = loop {
            let rest = self.buffer.get(self.start..).unwrap_or_default();
            if self.after_return && !rest.is_empty() {
                self.after_return = false;
                if rest.first() == Some(&b'\n') {
                    self.start += 1;
                    continue;
                }
            }
            let unseen = rest.get(searched..).unwrap_or_default();
            if let Some(found) = memchr::memchr2(b'\n', b'\r', unseen) {
                self.after_return = unseen.get(found) == Some(&b'\r');
                break searched + found;
            }
            if rest.len() >= LONGEST_LINE {
                break whole_characters(rest);
            }
            searched = rest.len();
            if self.ended {
                if rest.is_empty() {
                    return Ok(None);
                }
                break rest.len();
            }
            self.fill()?;
        };
        let start = self.start;
        let rest = self.buffer.get(start..).unwrap_or_default();
        let line = rest.get(..end).unwrap_or_default();
        let has_end = matches!(rest.get(end), Some(b'\n' | b'\r'));
        self.start += end + usize::from(has_end);
        self.number += 1;
        Ok(Some(Line {
            number: self.number,
            text: std::str::from_utf8(line).unwrap_or_default(),
        }))
    }

    fn fill(&mut self) -> Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let filled = self.buffer.len();
        self.buffer.resize(filled + CHUNK, 0);
        let room = self.buffer.get_mut(filled..).unwrap_or_default();
        let read = read_some(&mut self.reader, room, self.entry).map_err(|error| {
            let place = Place::line(self.entry.name(), self.number + 1);
            broken_at(error, place)
        })?;
        self.buffer.truncate(filled + read);
        self.ended = read == 0;
        Ok(())
    }
}

/// Length of the longest start of `bytes` that ends with a whole character.
fn whole_characters(bytes: &[u8]) -> usize {
    let continuation = bytes
        .iter()
        .rev()
        .take_while(|byte| (0x80..0xC0).contains(*byte))
        .count();
    match bytes.len().checked_sub(continuation + 1) {
        Some(lead) if lead > 0 && bytes.get(lead).is_some_and(|byte| *byte >= 0xC0) => lead,
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::find_encoding;
    use super::*;
    use crate::import::testing::MemoryEntry;

    fn lines_of(bytes: &[u8]) -> (Vec<(u64, String)>, Option<&'static str>) {
        let entry = MemoryEntry::new("a.txt", bytes);
        let encoding = find_encoding(&entry, &mut || Ok(())).unwrap();
        let guessed = encoding.guessed();
        let mut lines = Lines::open(&entry, encoding).unwrap();
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push((line.number, line.text.to_owned()));
        }
        (all, guessed)
    }

    fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
        let units = mark
            .then_some(0xFEFF)
            .into_iter()
            .chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn text_of_every_encoding_is_read_as_the_same_lines() {
        let text = "Grüße\r\n你好，世界\nlast";
        let cases: [(&str, Vec<u8>); 6] = [
            ("utf-8", text.into()),
            (
                "utf-8 with a mark",
                [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            ),
            ("utf-16le", utf16(text, true, false)),
            ("utf-16be", utf16(text, true, true)),
            ("utf-16le without a mark", utf16(text, false, false)),
            ("utf-16be without a mark", utf16(text, false, true)),
        ];
        for (name, bytes) in cases {
            let (lines, guessed) = lines_of(&bytes);
            assert_eq!(
                lines,
                [
                    (1, "Grüße".to_owned()),
                    (2, "你好，世界".to_owned()),
                    (3, "last".to_owned())
                ],
                "{name}"
            );
            assert_eq!(guessed, None, "{name}");
        }
    }

    #[test]
    fn an_encoding_that_nobody_says_is_guessed_and_reported() {
        let text = "今天下午三点在公司门口见面，别忘了带上文件。\n好的，没问题，我会准时到的。";
        let (bytes, ..) = encoding_rs::GB18030.encode(text);
        let (lines, guessed) = lines_of(&bytes);
        assert_eq!(lines.first().unwrap().1, text.lines().next().unwrap());
        assert_eq!(guessed, Some("GBK"));
    }

    #[test]
    fn a_damaged_byte_does_not_turn_utf8_into_a_guess() {
        let mut bytes = "пример текста ".repeat(50).into_bytes();
        bytes.extend_from_slice(b"\xFF end");
        let (lines, guessed) = lines_of(&bytes);
        assert_eq!(guessed, None);
        assert!(lines.first().unwrap().1.ends_with("\u{FFFD} end"));
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_file_does_not_turn_utf8_into_a_guess() {
        let bytes = "你好".as_bytes();
        for cut in 3..bytes.len() {
            assert_eq!(lines_of(&bytes[..cut]).1, None, "cut at {cut}");
        }
    }

    #[test]
    fn every_line_end_ends_one_line() {
        let (lines, _) = lines_of(b"a\r\nb\rc\n\nd\r");
        let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "c", "", "d"]);
    }

    #[test]
    fn a_line_end_cut_by_the_buffer_is_one_line_end() {
        let text = format!("{}\r\nb", "a".repeat(CHUNK - 1));
        let (lines, _) = lines_of(text.as_bytes());
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn a_file_without_line_ends_comes_in_pieces_of_whole_characters() {
        let text = "é".repeat(LONGEST_LINE);
        let (lines, _) = lines_of(text.as_bytes());
        assert!(lines.len() > 1);
        let joined: usize = lines.iter().map(|(_, text)| text.len()).sum();
        assert_eq!(joined, text.len());
    }
}
