//! A cursor over a JSON file. It knows strings and brackets and nothing more: what is inside an
//! element is checked when the element is parsed, so that a flaw there does not end the walk.

use std::io::Read;

use crate::import::Entry;
use crate::import::text::{Utf8Reader, mark_of, read_some};
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
        if !self.next_item(b'}')? {
            return Ok(None);
        }
        if self.peek()? != Some(b'"') {
            return Err(self.damaged());
        }
        let length = self.scan_value()?.map_err(|_| self.damaged())?;
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
                Some(b'}' | b']' | b':') => return Err(self.damaged()),
                Some(_) => return Ok(true),
                None => return Err(self.cut_off()),
            }
        }
    }

    /// Takes the value that comes next as a whole.
    ///
    /// # Errors
    /// As the type says.
    pub fn value(&mut self) -> Result<Element<'_>> {
        if self.peek()?.is_none() {
            return Err(self.cut_off());
        }
        let offset = self.offset();
        Ok(match self.scan_value()? {
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
        if self.peek()?.is_none() {
            return Err(self.cut_off());
        }
        let mut scan = Scan::default();
        self.pass_over(&mut scan)?;
        Ok(())
    }

    /// Finds the end of the value at the cursor, which stays where it is: `Ok` its length, all of it
    /// in the buffer; `Err` its length when it is too large, and then the cursor is behind it.
    fn scan_value(&mut self) -> Result<Result<usize, u64>> {
        let mut scan = Scan::default();
        let mut scanned = 0;
        loop {
            let fresh = self.unread().get(scanned..).unwrap_or_default();
            match scan.find_end(fresh) {
                Some(length) => return Ok(Ok(scanned + length)),
                None => scanned = self.unread().len(),
            }
            if scanned > self.largest_element {
                self.start = self.end;
                return Ok(Err(scanned as u64 + self.pass_over(&mut scan)?));
            }
            if !self.fill()? {
                return Err(self.cut_off());
            }
        }
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

    /// Ends the walk behind the last value. What stands in a zip is checked against its sum here.
    ///
    /// # Errors
    /// The rest of the file cannot be read.
    pub fn finish(&mut self) -> Result<()> {
        self.peek().map(|_| ())
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
        let read = read_some(&mut self.reader, room, self.entry)?;
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

/// How far into a value scanning has come; goes on over the pieces of a value.
#[derive(Default)]
struct Scan {
    begun: bool,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Goes over a piece; the length up to the value's end when that is in the piece.
    fn find_end(&mut self, piece: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = piece.get(at..).filter(|rest| !rest.is_empty())?;
            if self.escaped {
                self.escaped = false;
                at += 1;
            } else if self.in_string {
                let found = memchr::memchr2(b'"', b'\\', rest)?;
                at += found + 1;
                if rest.get(found) == Some(&b'\\') {
                    self.escaped = true;
                    continue;
                }
                self.in_string = false;
                if self.depth == 0 {
                    return Some(at);
                }
            } else if self.begun && self.depth == 0 {
                return rest
                    .iter()
                    .position(|byte| ends_scalar(*byte))
                    .map(|end| at + end);
            } else {
                // At the beginning only the first byte counts: any but these begins a scalar.
                let first = if self.begun { rest.len() } else { 1 };
                self.begun = true;
                let Some(found) = rest.iter().take(first).position(|byte| is_structure(*byte))
                else {
                    at += if self.depth == 0 { 0 } else { rest.len() };
                    continue;
                };
                match rest.get(found) {
                    Some(b'"') => self.in_string = true,
                    Some(b'{' | b'[') => self.depth += 1,
                    _ if self.depth == 0 => continue,
                    _ => self.depth -= 1,
                }
                at += found + 1;
                if self.depth == 0 && !self.in_string {
                    return Some(at);
                }
            }
        }
    }
}

fn is_structure(byte: u8) -> bool {
    matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')
}

fn ends_scalar(byte: u8) -> bool {
    matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::MemoryEntry;

    /// Every element of the array under `items`, and how the walk ended.
    fn items_of(file: &[u8], step: usize) -> (Vec<String>, Option<Error>) {
        let entry = MemoryEntry::in_steps("a.json", file, step);
        let mut items = Vec::new();
        let end = JsonStream::open(&entry).and_then(|mut stream| {
            if !stream.enter_object()? {
                return Ok(());
            }
            while let Some(key) = stream.next_key()? {
                if key != "items" || !stream.enter_array()? {
                    stream.skip()?;
                    continue;
                }
                while stream.next_element()? {
                    if let Element::Json { offset, bytes } = stream.value()? {
                        let text = String::from_utf8_lossy(bytes).into_owned();
                        items.push(format!("{offset} {text}"));
                    }
                }
            }
            Ok(())
        });
        (items, end.err())
    }

    const FILE: &str = r#"{"a": {"x": [1, "]}"]}, "items" : [ {"t": "\"}"}, [2,[]], "s\\", -1.5e3, true,null ,{}], "z": "é"}"#;

    fn expected() -> Vec<String> {
        [
            r#"{"t": "\"}"}"#,
            "[2,[]]",
            r#""s\\""#,
            "-1.5e3",
            "true",
            "null",
            "{}",
        ]
        .iter()
        .map(|item| (*item).to_owned())
        .collect()
    }

    fn texts(items: &[String]) -> Vec<String> {
        let text = |item: &String| item.split_once(' ').unwrap().1.to_owned();
        items.iter().map(text).collect()
    }

    #[test]
    fn elements_come_whole_however_the_file_arrives() {
        for step in [1, 2, 3, 7, 64, 4096] {
            let (items, end) = items_of(FILE.as_bytes(), step);
            assert_eq!(texts(&items), expected(), "in steps of {step}");
            assert_eq!(end, None);
        }
    }

    #[test]
    fn an_element_knows_where_it_stands() {
        let (items, _) = items_of(FILE.as_bytes(), 5);
        for item in items {
            let (offset, text) = item.split_once(' ').unwrap();
            assert!(FILE[offset.parse().unwrap()..].starts_with(text), "{item}");
        }
    }

    #[test]
    fn a_file_cut_anywhere_gives_each_complete_element_and_says_where_it_ends() {
        let (whole, _) = items_of(FILE.as_bytes(), 4096);
        for cut in 0..FILE.len() {
            let (items, end) = items_of(&FILE.as_bytes()[..cut], 4096);
            let complete = |item: &&String| {
                let (offset, text) = item.split_once(' ').unwrap();
                let end = offset.parse::<usize>().unwrap() + text.len();
                // A number's end shows only with what follows it.
                end + usize::from(!text.ends_with(['"', '}', ']'])) <= cut
            };
            let due: Vec<String> = whole.iter().filter(complete).cloned().collect();
            assert_eq!(items, due, "cut at {cut}");
            let place = Place::byte("a.json", cut as u64);
            assert_eq!(end, Some(Error::CutOff { place }), "cut at {cut}");
        }
    }

    #[test]
    fn a_mark_and_utf16_are_read_as_plain_json() {
        let utf16: Vec<u8> = FILE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases = [
            [&b"\xEF\xBB\xBF"[..], FILE.as_bytes()].concat(),
            [&b"\xFF\xFE"[..], &utf16].concat(),
            utf16,
        ];
        for bytes in cases {
            let (items, end) = items_of(&bytes, 4096);
            assert_eq!((texts(&items), end), (expected(), None));
        }
    }

    #[test]
    fn an_element_too_large_to_hold_is_passed_over() {
        let file = format!(r#"[1, "{}", 2]"#, "x".repeat(5000));
        let entry = MemoryEntry::in_steps("a.json", file.as_bytes(), 100);
        let mut stream = JsonStream::open(&entry).unwrap();
        stream.largest_element = 1000;
        assert!(stream.enter_array().unwrap());
        let mut sizes = Vec::new();
        while stream.next_element().unwrap() {
            sizes.push(match stream.value().unwrap() {
                Element::Json { bytes, .. } => bytes.len() as u64,
                Element::TooLarge { bytes, .. } => bytes,
            });
        }
        assert_eq!(sizes, [1, 5002, 1]);
    }

    #[test]
    fn what_is_not_json_is_damaged_where_it_stops_being_json() {
        for (file, at) in [
            ("{\"a\" 1}", 5),
            ("{1:2}", 1),
            ("{\"a\":1]", 6),
            ("{\"items\":[1}", 11),
        ] {
            let (_, end) = items_of(file.as_bytes(), 4096);
            let place = Place::byte("a.json", at);
            assert_eq!(end, Some(Error::Damaged { place }), "{file}");
        }
    }
}
