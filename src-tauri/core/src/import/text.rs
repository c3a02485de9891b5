//! Text out of bytes: which encoding a file is in, its lines one at a time, and the order of names.
//!
//! UTF-8 is tried strictly before anything is guessed: text in another encoding is hardly ever valid
//! UTF-8, while a guess is often wrong. What was guessed is reported, so that the person can doubt it.

use std::cmp::Ordering;
use std::io::{ErrorKind, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Entry;
use super::reading::{Check, broken_at, is_broken, read_some};
use crate::model::error::Result;
use crate::model::place::Place;

/// How much is read and decoded at a time, bytes.
const CHUNK: usize = 64 * 1024;
/// A line longer than this is given in pieces, so that a file without line ends cannot fill memory.
const LONGEST_LINE: usize = 16 * 1024 * 1024;
/// How much text beyond ASCII the guess looks at, bytes: more makes it slower and no better.
const GUESS_BYTES: usize = 4 * 1024 * 1024;

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding {
    encoding: &'static Encoding,
    guessed: bool,
}

impl TextEncoding {
    /// The name of the encoding when it is only a guess, for a warning.
    pub fn guessed(self) -> Option<&'static str> {
        self.guessed.then(|| self.encoding.name())
    }
}

/// Decodes names whose encoding nobody says, such as those inside a zip. Those that are not UTF-8 are
/// guessed together: one name alone says too little.
pub(crate) fn decode_names(names: &[&[u8]]) -> Vec<String> {
    let is_odd = |name: &&&[u8]| std::str::from_utf8(name).is_err();
    let odd: Vec<&[u8]> = names.iter().filter(is_odd).copied().collect();
    let encoding = guess(&odd.join(&b'\n'));
    let decode = |name: &&[u8]| match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding.decode_without_bom_handling(name).0.into_owned(),
    };
    names.iter().map(decode).collect()
}

/// Finds the encoding of a file: by its byte order mark, by the zero bytes of UTF-16 without one,
/// as UTF-8 when it is that (a few damaged places are forgiven), else by a guess. Reads it through, or
/// as far as it can be read; `check` is asked on the way.
///
/// # Errors
/// The file cannot be read; what `check` fails with.
pub(super) fn find_encoding(entry: &dyn Entry, check: Check<'_>) -> Result<TextEncoding> {
    let certain = |encoding| TextEncoding {
        encoding,
        guessed: false,
    };
    let mut reader = entry.open()?;
    let mut survey = Utf8Survey::default();
    let mut beyond_ascii = Vec::new();
    let mut chunk = vec![0; CHUNK];
    let mut first = true;
    loop {
        check()?;
        let read = match read_some(&mut reader, &mut chunk, entry) {
            Err(error) if is_broken(&error) => 0,
            read => read?,
        };
        let bytes = chunk.get(..read).unwrap_or_default();
        if first {
            if let Some(encoding) = mark_of(bytes) {
                return Ok(certain(encoding));
            }
            first = false;
        }
        if bytes.is_empty() {
            break;
        }
        survey.feed(bytes);
        if !bytes.is_ascii() && beyond_ascii.len() < GUESS_BYTES {
            beyond_ascii.extend_from_slice(bytes);
        }
    }
    if survey.is_utf8() {
        return Ok(certain(UTF_8));
    }
    Ok(TextEncoding {
        encoding: guess(&beyond_ascii),
        guessed: true,
    })
}

/// What the first bytes of a file say about its encoding: a byte order mark, or the zero bytes that
/// ASCII characters have in UTF-16.
pub(crate) fn mark_of(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Some(encoding);
    }
    match head {
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(UTF_16BE),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(UTF_16LE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Counts what is UTF-8 beyond ASCII and what is broken, over the chunks of a file.
#[derive(Default)]
struct Utf8Survey {
    /// A sequence cut by the end of the last chunk.
    held: Vec<u8>,
    good: u64,
    bad: u64,
}

impl Utf8Survey {
    fn feed(&mut self, chunk: &[u8]) {
        if self.held.is_empty() {
            self.count(chunk);
        } else {
            let mut joined = std::mem::take(&mut self.held);
            joined.extend_from_slice(chunk);
            self.count(&joined);
        }
    }

    fn count(&mut self, bytes: &[u8]) {
        for piece in bytes.utf8_chunks() {
            if !piece.valid().is_ascii() {
                self.good += piece.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            }
            let invalid = piece.invalid();
            let at_end = invalid.as_ptr_range().end == bytes.as_ptr_range().end;
            if at_end && !invalid.is_empty() && is_cut_sequence(invalid) {
                self.held = invalid.to_vec();
            } else if !invalid.is_empty() {
                self.bad += 1;
            }
        }
    }

    /// UTF-8, perhaps with a damaged place here and there; a sequence cut by the end of the file
    /// does not count against it.
    fn is_utf8(&self) -> bool {
        self.bad == 0 || self.good / 100 > self.bad
    }
}

/// Whether bytes that are not UTF-8 could still become one character with more bytes behind them.
fn is_cut_sequence(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .err()
        .is_some_and(|error| error.error_len().is_none())
}

/// A stream of any encoding read as UTF-8; a byte order mark is dropped, what cannot be decoded
/// becomes U+FFFD.
pub struct Utf8Reader<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_start: usize,
    raw_end: usize,
    ended: bool,
    finished: bool,
}

impl<R: Read> Utf8Reader<R> {
    /// Reads `inner`, which is in `encoding`.
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            raw_start: 0,
            raw_end: 0,
            ended: false,
            finished: false,
        }
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        // The decoder writes whole characters: less room than the longest would never be filled.
        if out.len() < 4 {
            return Err(std::io::Error::new(
                ErrorKind::InvalidInput,
                "the buffer is smaller than a character",
            ));
        }
        while !self.finished {
            if self.raw_start == self.raw_end && !self.ended {
                self.raw_start = 0;
                self.raw_end = self.inner.read(&mut self.raw)?;
                self.ended = self.raw_end == 0;
            }
            let source = self
                .raw
                .get(self.raw_start..self.raw_end)
                .unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(source, out, self.ended);
            self.raw_start += read;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

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

/// Compares names as people order them: runs of digits count as numbers, so `part 10` follows
/// `part 9`.
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    loop {
        let (left_piece, left_after) = leading_piece(left_rest);
        let (right_piece, right_after) = leading_piece(right_rest);
        let order = match (as_number(left_piece), as_number(right_piece)) {
            (Some(left_number), Some(right_number)) => left_number
                .len()
                .cmp(&right_number.len())
                .then_with(|| left_number.cmp(right_number)),
            _ => left_piece.cmp(right_piece),
        };
        if order != Ordering::Equal {
            return order;
        }
        if left_after.is_empty() && right_after.is_empty() {
            // `1` and `01` are equal as numbers; the texts decide, so that the order is total.
            return left.cmp(right);
        }
        (left_rest, right_rest) = (left_after, right_after);
    }
}

/// The leading run of digits, or of anything else.
fn leading_piece(text: &str) -> (&str, &str) {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| c.is_ascii_digit() != digits)
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Digits without leading zeros.
fn as_number(piece: &str) -> Option<&str> {
    piece
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| piece.trim_start_matches('0'))
}

#[cfg(test)]
mod tests;
