//! Which encoding a text is in, and its bytes as UTF-8.
//!
//! UTF-8 is tried strictly before anything is guessed: text in another encoding is hardly ever valid
//! UTF-8, while a guess is often wrong. What was guessed is reported, so that the person can doubt it.

use std::io::{ErrorKind, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::Entry;
use crate::import::reading::{Check, is_broken, read_some};
use crate::model::error::Result;

/// How much is read and decoded at a time, bytes.
pub(super) const CHUNK: usize = 64 * 1024;
/// How much text beyond ASCII the guess looks at, bytes: more makes it slower and no better.
const GUESS_BYTES: usize = 4 * 1024 * 1024;

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding {
    pub(super) encoding: &'static Encoding,
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
pub(in crate::import) fn find_encoding(
    entry: &dyn Entry,
    check: Check<'_>,
) -> Result<TextEncoding> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_an_old_encoding_are_guessed_together() {
        let (old, ..) = encoding_rs::GB18030.encode("微信聊天记录导出文件");
        let names = decode_names(&[b"a.txt", &old, "é".as_bytes()]);
        assert_eq!(names, ["a.txt", "微信聊天记录导出文件", "é"]);
    }
}
