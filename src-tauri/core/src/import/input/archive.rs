//! A zip that the person gave, or that lies in one. It may come from anywhere: what it says of itself
//! is checked before anything of it is held in memory, and never believed while reading.
//!
//! A zip inside a zip is read where it lies when it is stored as it is, and from a file without a name
//! when it was packed once more.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::{Input, InputKind, is_junk, is_zip_head, is_zip_name, name_of};
use crate::import::Entry;
use crate::import::text::{decode_names, natural_order};
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

/// An archive in an archive that is packed once more is unpacked to a file first; a larger one would
/// take a disk's worth of time and room, bytes.
const LARGEST_SPOOLED: u64 = 2 << 30;

/// A zip with its files, and the zips among them.
pub(super) struct Archive {
    pub input: Input,
    pub inner: Vec<InnerArchive>,
}

/// A zip inside a zip.
pub(super) struct InnerArchive(ArchiveEntry);

impl InnerArchive {
    /// Its name in the outer one.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Opens it.
    ///
    /// # Errors
    /// As of [`open`]; 200005 also where there is no room for unpacking it.
    pub fn open(&self) -> Result<Archive> {
        let (content, method, _) = self.0.raw()?;
        let file = match method {
            CompressionMethod::Stored => content,
            _ => self.spooled()?,
        };
        open_in(file, name_of(Path::new(self.name())), Some(self.0.packed))
    }

    fn spooled(&self) -> Result<SharedFile> {
        let no_room = |_| refused(ArchiveFault::Inner);
        if self.0.size > LARGEST_SPOOLED {
            return Err(refused(ArchiveFault::Inner));
        }
        let mut content = self.0.open()?;
        let mut file = tempfile::tempfile().map_err(no_room)?;
        let mut piece = vec![0; 64 * 1024];
        let mut length = 0;
        loop {
            let read = content.read(&mut piece).map_err(|_| self.0.damaged())?;
            if read == 0 {
                break;
            }
            file.write_all(piece.get(..read).unwrap_or_default())
                .map_err(no_room)?;
            length += read as u64;
        }
        Ok(SharedFile {
            file: Arc::new(file),
            start: 0,
            position: 0,
            length,
        })
    }
}

/// Opens a zip and lists its files.
///
/// # Errors
/// 200005 where it is refused, 200004 where it is no sound zip.
pub(super) fn open(path: &Path) -> Result<Archive> {
    let unreadable = |error: io::Error| Error::file(path.to_string_lossy(), &error);
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let file = SharedFile {
        file: Arc::new(file),
        start: 0,
        position: 0,
        length,
    };
    open_in(file, name_of(path), None)
}

/// Opens the zip that is in `file`; `packed`: how small it is where it lies in another, bytes.
fn open_in(file: SharedFile, name: String, packed: Option<u64>) -> Result<Archive> {
    let length = file.length;
    let unreadable = |error: io::Error| Error::file(&name, &error);
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
    let listed = list(&zip, length, packed.unwrap_or(length))?;
    let mut archive = Archive {
        input: Input {
            name,
            kind: InputKind::Archive,
            entries: vec![],
            warnings: vec![],
        },
        inner: vec![],
    };
    for entry in listed {
        if entry.name.split('/').any(is_junk) {
            continue;
        }
        if entry.is_zip() {
            archive.inner.push(InnerArchive(entry));
        } else {
            archive.input.entries.push(Box::new(entry));
        }
    }
    Ok(archive)
}

fn refused(fault: ArchiveFault) -> Error {
    Error::ArchiveRefused(fault)
}

/// The archive's files in the order of their names, each looked at for what must not be. `on_disk`: how
/// many bytes it takes as the person has it.
fn list(zip: &ZipArchive<SharedFile>, length: u64, on_disk: u64) -> Result<Vec<ArchiveEntry>> {
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
                packed: entry.compressed_size(),
                size: entry.size(),
            });
        }
    }
    // Entries that together are larger than the file overlap: one piece unpacked again and again.
    if packed > length || is_too_tight(packed.min(on_disk), unpacked) {
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
    /// Bytes in the archive.
    packed: u64,
    /// Bytes, unpacked.
    size: u64,
}

impl ArchiveEntry {
    fn damaged(&self) -> Error {
        Error::Damaged {
            place: Place::file(&self.name),
        }
    }

    /// The bytes as they are in the archive, how they are packed, and their checksum unpacked.
    fn raw(&self) -> Result<(SharedFile, CompressionMethod, u32)> {
        // Sharing the archive costs nothing, and lets a file be open twice.
        let mut zip = self.zip.clone();
        let raw = zip.by_index_raw(self.index).map_err(|_| self.damaged())?;
        let offset = raw.data_start().ok_or_else(|| self.damaged())?;
        let (method, crc) = (raw.compression(), raw.crc32());
        drop(raw);
        Ok((zip.into_inner().part(offset, self.packed), method, crc))
    }

    /// Whether it is a zip, by its content. Only what has a zip's name or no ending is looked into:
    /// the documents of office programs are zips too.
    fn is_zip(&self) -> bool {
        let own_name = name_of(Path::new(&self.name));
        if !is_zip_name(&own_name) && own_name.contains('.') {
            return false;
        }
        let mut head = [0; 4];
        let mut read = || self.open().ok()?.read_exact(&mut head).ok();
        read().is_some() && is_zip_head(&head)
    }
}

impl Entry for ArchiveEntry {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        let (packed, method, crc) = self.raw()?;
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

/// An open file, or a part of one, read at positions of its own, so that one handle serves every entry.
#[derive(Debug, Clone)]
struct SharedFile {
    file: Arc<File>,
    /// Where the part begins in the file.
    start: u64,
    /// Counted from the start.
    position: u64,
    length: u64,
}

impl SharedFile {
    /// A part of this part.
    fn part(&self, offset: u64, length: u64) -> Self {
        Self {
            file: Arc::clone(&self.file),
            start: self.start.saturating_add(offset),
            position: 0,
            length: length.min(self.length.saturating_sub(offset)),
        }
    }
}

impl Read for SharedFile {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.length.saturating_sub(self.position);
        let within = usize::try_from(left).unwrap_or(usize::MAX).min(out.len());
        let out = out.get_mut(..within).unwrap_or_default();
        let at = self.start.saturating_add(self.position);
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(&*self.file, out, at)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(&*self.file, out, at)?;
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
