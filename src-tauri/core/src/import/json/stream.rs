//! A cursor over a JSON file. It knows strings and brackets and nothing more: what is inside an
//! element is checked when the element is parsed, so that a flaw there does not end the walk.

use std::io::Read;

use super::scan::Scan;
use crate::import::Entry;
use crate::import::reading::{broken_at, read_some};
use crate::import::text::{Utf8Reader, mark_of};
use crate::model::error::{Error, Result};
use crate::model::place::Place;

/// How much is read at a time, bytes.
const CHUNK: usize = 256 * 1024;
/// Elements larger than this are passed over: memory stays bounded whatever a file holds, bytes.
const LARGEST_ELEMENT: usize = 64 * 1024 * 1024;

/// One element of an array, or one value of an object.
#[derive(Debug, PartialEq, Eq)]
pub enum Element<'a> {
    /// Its bytes as they stand in the file; parse them with [`super::parse`].
    Json {
        /// Where it begins, bytes from the beginning of the file.
        offset: u64,
        /// The whole value, nothing around it.
        bytes: &'a [u8],
    },
    /// Too large to hold; it was passed over.
    TooLarge {
        /// Where it begins, bytes from the beginning of the file.
        offset: u64,
        /// Its size.
        bytes: u64,
    },
}

/// A cursor over a JSON file. It stands before a value, a key or an end; each method moves it on.
/// All of them fail with `CutOff` where the file ends too early and `Damaged` where it stops being
/// JSON, and after that the cursor is of no use.
pub struct JsonStream<'e> {
    entry: &'e dyn Entry,
    reader: Box<dyn Read + Send + 'e>,
    buffer: Vec<u8>,
    /// The unread part of `buffer`.
    start: usize,
    end: usize,
    /// Where `buffer` begins in the file.
    base: u64,
    ended: bool,
    largest_element: usize,
    /// The line end and indentation before the elements of the array that was entered last; empty
    /// where they do not begin on lines of their own.
    line_start: Vec<u8>,
    /// Whether the cursor is before an element of that array, not before a value of an object.
    at_element: bool,
}

impl<'e> JsonStream<'e> {
    /// Opens a file at its first value. A byte order mark is passed over, UTF-16 read as UTF-8.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(entry: &'e dyn Entry) -> Result<Self> {
        let mut stream = Self {
            entry,
            reader: entry.open()?,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            base: 0,
            ended: false,
            largest_element: LARGEST_ELEMENT,
            line_start: vec![],
            at_element: false,
        };
        stream.fill()?;
        let head = stream.unread();
        match mark_of(head) {
            Some(encoding) if encoding == encoding_rs::UTF_8 => stream.start += 3,
            Some(encoding) => {
                stream.reader = Box::new(Utf8Reader::new(entry.open()?, encoding));
                stream.end = 0;
                stream.ended = false;
            }
            None => {}
        }
        Ok(stream)
    }

    /// How far the cursor has come, bytes from the beginning of the file.
    pub fn offset(&self) -> u64 {
        self.base + self.start as u64
    }

    /// The first byte of what comes next, which tells its type; `None` at the end of the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn peek(&mut self) -> Result<Option<u8>> {
        loop {
            let unread = self.unread();
            match unread.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(blank) => {
                    self.start += blank;
                    return Ok(self.unread().first().copied());
                }
                None => {
                    self.start = self.end;
                    if !self.fill()? {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Steps into the object that comes next; `false`, and no step, when it is something else.
    ///
    /// # Errors
    /// As the type says.
    pub fn enter_object(&mut self) -> Result<bool> {
        self.enter(b'{')
    }

    /// Steps into the array that comes next; `false`, and no step, when it is something else.
    ///
    /// # Errors
    /// As the type says.
    pub fn enter_array(&mut self) -> Result<bool> {
        self.line_start.clear();
        self.enter(b'[')
    }

    fn enter(&mut self, bracket: u8) -> Result<bool> {
        match self.peek()? {
            Some(byte) if byte == bracket => {
                self.start += 1;
                Ok(true)
            }
            Some(_) => Ok(false),
            None => Err(self.cut_off()),
        }
    }

    /// Inside an object: the next key, the cursor before its value; `None` past the object's end.
    ///
    /// # Errors
    /// As the type says.
    pub fn next_key(&mut self) -> Result<Option<String>> {
        self.at_element = false;
        if !self.next_item(b'}')? {
            return Ok(None);
        }
        if self.peek()? != Some(b'"') {
            return Err(self.damaged());
        }
        let length = self.scan_value(b'"')?.map_err(|_| self.damaged())?;
        let key: String = super::parse_owned(self.taken(length)).ok_or_else(|| self.damaged())?;
        match self.peek()? {
            Some(b':') => {
                self.start += 1;
                Ok(Some(key))
            }
            Some(_) => Err(self.damaged()),
            None => Err(self.cut_off()),
        }
    }

    /// Inside an array: steps before the next element; `false` past the array's end. The element
    /// is then taken by [`Self::value`] or [`Self::skip`], or stepped into.
    ///
    /// # Errors
    /// As the type says.
    pub fn next_element(&mut self) -> Result<bool> {
        self.at_element = true;
        self.next_item(b']')
    }

    fn next_item(&mut self, end: u8) -> Result<bool> {
        loop {
            match self.peek()? {
                // A comma too many is a flaw that costs nothing.
                Some(b',') => self.start += 1,
                Some(byte) if byte == end => {
                    self.start += 1;
                    return Ok(false);
                }
                Some(b'}' | b']' | b':') if self.next_line_start(usize::MAX).is_none() => {
                    return Err(self.damaged());
                }
                Some(_) => return Ok(true),
                None => return Err(self.cut_off()),
            }
        }
    }

    /// Takes the value that comes next as a whole. An element that is broken inside, a bracket or a
    /// quote missing, ends where the next one begins, when elements begin on lines of their own: it
    /// cannot be parsed then, and the rest of the array is not lost with it.
    ///
    /// # Errors
    /// As the type says.
    pub fn value(&mut self) -> Result<Element<'_>> {
        let Some(first) = self.peek()? else {
            return Err(self.cut_off());
        };
        self.note_line_start(first);
        let offset = self.offset();
        Ok(match self.scan_value(first)? {
            Ok(length) => Element::Json {
                offset,
                bytes: self.taken(length),
            },
            Err(bytes) => Element::TooLarge { offset, bytes },
        })
    }

    /// Takes the value that comes next, for a small one of a known type; `None` where it is not of
    /// that type.
    ///
    /// # Errors
    /// As the type says.
    pub fn read<T: serde::de::DeserializeOwned>(&mut self) -> Result<Option<T>> {
        Ok(match self.value()? {
            Element::Json { bytes, .. } => super::parse_owned(bytes),
            Element::TooLarge { .. } => None,
        })
    }

    /// Passes over the value that comes next, whatever its size.
    ///
    /// # Errors
    /// As the type says.
    pub fn skip(&mut self) -> Result<()> {
        let Some(first) = self.peek()? else {
            return Err(self.cut_off());
        };
        if self.at_element && matches!(first, b'}' | b']') {
            // The rest of a broken element: no value, so passing over one would stand still.
            let rest = self.next_line_start(usize::MAX);
            self.start += rest.ok_or_else(|| self.damaged())?;
            return Ok(());
        }
        let mut scan = Scan::default();
        self.pass_over(&mut scan)?;
        Ok(())
    }

    /// Finds the end of the value at the cursor, which stays where it is: `Ok` its length, all of it
    /// in the buffer; `Err` its length when it is too large, and then the cursor is behind it.
    fn scan_value(&mut self, first: u8) -> Result<Result<usize, u64>> {
        let mut scan = Scan::default();
        let mut scanned = 0;
        loop {
            let fresh = self.unread().get(scanned..).unwrap_or_default();
            if let Some(length) = scan.find_end(fresh) {
                let length = scanned + length;
                // Elements that begin on lines of their own are objects: anything else is the
                // rest of a broken one.
                let within = if first == b'{' { length } else { usize::MAX };
                return Ok(Ok(self.next_line_start(within).unwrap_or(length)));
            }
            scanned = self.unread().len();
            let too_large = scanned > self.largest_element;
            if too_large || !self.fill()? {
                if let Some(length) = self.next_line_start(usize::MAX) {
                    return Ok(Ok(length));
                }
                if !too_large {
                    return Err(self.cut_off());
                }
                self.start = self.end;
                return Ok(Err(scanned as u64 + self.pass_over(&mut scan)?));
            }
        }
    }

    /// Takes note of how the elements of an array begin: `first` is the byte at the cursor.
    fn note_line_start(&mut self, first: u8) {
        if !self.at_element || first != b'{' || !self.line_start.is_empty() {
            return;
        }
        let before = self.buffer.get(..self.start).unwrap_or_default();
        let blank = before
            .iter()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        let line_end = before.len() - blank;
        if before
            .get(..line_end)
            .is_some_and(|before| before.ends_with(b"\n"))
        {
            let line_start = self.buffer.get(line_end - 1..=self.start);
            self.line_start = line_start.unwrap_or_default().to_vec();
        }
    }

    /// Where the line of another element begins, when that is `within` so many bytes of what is in
    /// the buffer: never inside of a sound element, whose own lines are indented further.
    fn next_line_start(&self, within: usize) -> Option<usize> {
        if !self.at_element || self.line_start.is_empty() {
            return None;
        }
        let unread = self.unread();
        let unread = unread.get(..within).unwrap_or(unread);
        memchr::memmem::find(unread, &self.line_start).filter(|at| *at > 0)
    }

    /// Moves the cursor to the end of the value that `scan` is in; gives the bytes passed.
    fn pass_over(&mut self, scan: &mut Scan) -> Result<u64> {
        let mut passed = 0;
        loop {
            let unread = self.unread();
            if let Some(length) = scan.find_end(unread) {
                self.start += length;
                return Ok(passed + length as u64);
            }
            passed += unread.len() as u64;
            self.start = self.end;
            if !self.fill()? {
                return Err(self.cut_off());
            }
        }
    }

    fn unread(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Moves the cursor over `length` bytes and gives them.
    fn taken(&mut self, length: usize) -> &[u8] {
        let start = self.start;
        self.start += length;
        self.buffer.get(start..self.start).unwrap_or_default()
    }

    /// Reads more behind what is unread; `false` at the end of the file.
    fn fill(&mut self) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.base += self.start as u64;
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.end < CHUNK / 2 {
            self.buffer.resize((self.buffer.len() * 2).max(CHUNK), 0);
        } else if self.buffer.len() > 8 * CHUNK && self.end < CHUNK {
            // A huge element has gone by: give its room back.
            self.buffer.truncate(CHUNK);
            self.buffer.shrink_to_fit();
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = read_some(&mut self.reader, room, self.entry).map_err(|error| {
            let place = Place::byte(self.entry.name(), self.base + self.end as u64);
            broken_at(error, place)
        })?;
        self.end += read;
        self.ended = read == 0;
        Ok(read > 0)
    }

    fn cut_off(&self) -> Error {
        Error::CutOff {
            place: Place::byte(self.entry.name(), self.base + self.end as u64),
        }
    }

    /// The error of a file that is not, here, what its format wants.
    pub fn damaged(&self) -> Error {
        Error::Damaged {
            place: Place::byte(self.entry.name(), self.offset()),
        }
    }
}

#[cfg(test)]
mod tests;
