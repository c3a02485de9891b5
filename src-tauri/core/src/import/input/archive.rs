//! A zip that the person gave. It may come from anywhere: what it says of itself is checked before
//! anything of it is held in memory, and never believed while reading.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::{Input, InputKind, is_junk, name_of};
use crate::import::text::{decode_names, natural_order};
use crate::import::{Entry, Warning};
use crate::model::error::{ArchiveFault, Error, Result};
use crate::model::place::Place;

/// More entries than the largest real exports have, media included.
const MOST_ENTRIES: u64 = 500_000;
/// The list of entries is held in memory, bytes.
const LARGEST_DIRECTORY: u64 = 256 * 1024 * 1024;
/// Larger than any disk's worth of chats, bytes.
const LARGEST_UNPACKED: u64 = 1 << 40;
/// Chats pack to a tenth or a thirtieth; only what is made to do so packs to less than this.
const HIGHEST_RATIO: u64 = 250;
/// Small archives may pack as tightly as they like, bytes unpacked.
const RATIO_MATTERS: u64 = 128 * 1024 * 1024;

/// Opens a zip and lists its files.
///
/// # Errors
/// 200005 where it is refused, 200004 where it is no sound zip.
pub(super) fn open(path: &Path) -> Result<Input> {
    let unreadable = |error: io::Error| Error::file(path.to_string_lossy(), &error);
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let file = SharedFile {
        file: Arc::new(file),
        position: 0,
        length,
    };
    let name = name_of(path);
    let damaged = || Error::Damaged {
        place: Place::file(name.clone()),
    };
    let (count, bytes) = claims(&mut file.clone())
        .map_err(unreadable)?
        .ok_or_else(damaged)?;
    if count > MOST_ENTRIES || bytes > LARGEST_DIRECTORY {
        return Err(refused(ArchiveFault::TooManyEntries(count)));
    }
    let zip = ZipArchive::new(file).map_err(|_| damaged())?;
    let listed = list(&zip, length)?;
    let mut input = Input {
        name,
        kind: InputKind::Archive,
        entries: vec![],
        warnings: vec![],
    };
    for entry in listed {
        if entry.name.to_ascii_lowercase().ends_with(".zip") {
            let place = Place::file(input.name.clone());
            let warning = Warning::nested_archive_skipped(&place, &entry.name);
            input.warnings.push(warning);
        } else if !entry.name.split('/').any(is_junk) {
            input.entries.push(Box::new(entry));
        }
    }
    Ok(input)
}

fn refused(fault: ArchiveFault) -> Error {
    Error::ArchiveRefused(fault)
}

/// The archive's files in the order of their names, each looked at for what must not be.
fn list(zip: &ZipArchive<SharedFile>, length: u64) -> Result<Vec<ArchiveEntry>> {
    let metadata = zip.metadata();
    let entries: Vec<_> = (0..zip.len())
        .filter_map(|index| metadata.entry(index).ok())
        .collect();
    let raw_names: Vec<&[u8]> = entries
        .iter()
        .map(zip::read::ZipFileEntry::name_raw)
        .collect();
    let names = decode_names(&raw_names);
    let mut listed = Vec::with_capacity(zip.len());
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for (index, (entry, name)) in entries.iter().zip(names).enumerate() {
        let name = name.replace('\\', "/");
        if points_outside(&name) {
            return Err(refused(ArchiveFault::OutsideName(name)));
        }
        if entry.encrypted() {
            return Err(refused(ArchiveFault::Encrypted));
        }
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
        if is_too_tight(entry.compressed_size(), entry.size()) {
            return Err(refused(ArchiveFault::Ratio));
        }
        if entry.is_file() {
            listed.push(ArchiveEntry {
                zip: zip.clone(),
                index,
                name,
                size: entry.size(),
            });
        }
    }
    // Entries that together are larger than the file overlap: one piece unpacked again and again.
    if packed > length || is_too_tight(packed, unpacked) {
        return Err(refused(ArchiveFault::Ratio));
    }
    if unpacked > LARGEST_UNPACKED {
        return Err(refused(ArchiveFault::TooLarge(unpacked)));
    }
    listed.sort_by(|left, right| natural_order(&left.name, &right.name));
    Ok(listed)
}

fn is_too_tight(packed: u64, unpacked: u64) -> bool {
    unpacked > RATIO_MATTERS && unpacked / HIGHEST_RATIO > packed
}

/// Whether a name, taken as a path, would leave the folder it is unpacked in.
fn points_outside(name: &str) -> bool {
    let has_drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    name.starts_with('/') || has_drive || name.split('/').any(|part| part == "..")
}

/// How many entries the archive says it has, and how large their list is, bytes; `None` where it has
/// no list. Read apart from the zip crate, which would hold the list before we could refuse it.
fn claims(file: &mut SharedFile) -> io::Result<Option<(u64, u64)>> {
    /// The end record, without and with the longest comment.
    const END: u64 = 22;
    const LONGEST_TAIL: u64 = END + 0xFFFF;
    let tail_start = file.length.saturating_sub(LONGEST_TAIL);
    let mut tail = vec![];
    file.seek(SeekFrom::Start(tail_start))?;
    file.read_to_end(&mut tail)?;
    let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else {
        return Ok(None);
    };
    let small = |offset| number::<2>(&tail, at + offset);
    let (Some(count), Some(bytes)) = (small(10), number::<4>(&tail, at + 12)) else {
        return Ok(None);
    };
    if count != 0xFFFF && bytes != 0xFFFF_FFFF {
        return Ok(Some((count, bytes)));
    }
    // A large archive: the true numbers stand in a record of their own, found through a locator.
    let locator = at.checked_sub(20).filter(|at| {
        tail.get(*at..)
            .is_some_and(|rest| rest.starts_with(b"PK\x06\x07"))
    });
    let Some(place) = locator.and_then(|at| number::<8>(&tail, at + 8)) else {
        return Ok(Some((count, bytes)));
    };
    let mut record = vec![];
    file.seek(SeekFrom::Start(place))?;
    file.take(56).read_to_end(&mut record)?;
    Ok(number::<8>(&record, 32).zip(number::<8>(&record, 40)))
}

/// A little-endian number of so many bytes.
fn number<const BYTES: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let digits = bytes.get(at..at + BYTES)?;
    Some(
        digits
            .iter()
            .rev()
            .fold(0, |sum, digit| sum << 8 | u64::from(*digit)),
    )
}

/// A file of a zip.
struct ArchiveEntry {
    zip: ZipArchive<SharedFile>,
    index: usize,
    name: String,
    size: u64,
}

impl Entry for ArchiveEntry {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        // Sharing the archive costs nothing, and lets a file be open twice.
        let mut zip = self.zip.clone();
        let damaged = || Error::Damaged {
            place: Place::file(&self.name),
        };
        let raw = zip.by_index_raw(self.index).map_err(|_| damaged())?;
        let start = raw.data_start().ok_or_else(damaged)?;
        let (method, packed, crc) = (raw.compression(), raw.compressed_size(), raw.crc32());
        drop(raw);
        let mut file = zip.into_inner();
        file.position = start;
        let packed = file.take(packed);
        let content: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(packed)),
            _ => {
                return Err(Error::ArchiveRefused(ArchiveFault::UnknownMethod(
                    self.name.clone(),
                )));
            }
        };
        Ok(Box::new(Checked {
            content,
            left: self.size,
            sum: Crc::new(),
            expected: crc,
        }))
    }
}

/// Content that is held to what the archive says of it: its size, so that a lie about that unpacks
/// nothing endless, and its checksum.
struct Checked {
    content: Box<dyn Read + Send>,
    left: u64,
    sum: Crc,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let invalid = |words| io::Error::new(io::ErrorKind::InvalidData, words);
        let read = self.content.read(out)?;
        let within = usize::try_from(self.left).unwrap_or(usize::MAX).min(read);
        self.left -= within as u64;
        self.sum.update(out.get(..within).unwrap_or_default());
        if within < read && within == 0 {
            return Err(invalid("the content is longer than the archive says"));
        }
        if read == 0 && !out.is_empty() && (self.left > 0 || self.sum.sum() != self.expected) {
            return Err(invalid("the content is not what the archive says"));
        }
        Ok(within)
    }
}

/// An open file read at positions of its own, so that one handle serves every entry.
#[derive(Debug, Clone)]
struct SharedFile {
    file: Arc<File>,
    position: u64,
    length: u64,
}

impl Read for SharedFile {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(&*self.file, out, self.position)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(&*self.file, out, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for SharedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
