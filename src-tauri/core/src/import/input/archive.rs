//! A zip that the person gave, or that lies in one. It may come from anywhere: what it says of itself
//! is checked before anything of it is held in memory, and never believed while reading.
//!
//! A zip inside a zip is read where it lies when it is stored as it is, and from a file without a name
//! when it was packed once more.

mod entry;
mod list;
mod shared_file;
mod unlisted;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use zip::ZipArchive;

use super::{Input, InputKind, is_junk, name_of};
use crate::import::Entry;
use crate::import::reading::Check;
use crate::import::text::{decode_names, natural_order};
use crate::model::error::{ArchiveFault, Error, Result};
use entry::{ArchiveEntry, Location, Packing};
use shared_file::SharedFile;

/// More entries than the largest real exports have, media included.
const MOST_ENTRIES: u64 = if cfg!(test) { 1_000 } else { 500_000 };
/// The list of entries is held in memory, bytes.
const LARGEST_LIST: u64 = 256 * 1024 * 1024;
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
    pub fn open(&self, check: Check<'_>) -> Result<Archive> {
        let content = self.0.content()?;
        let file = match content.packing {
            Packing::Stored => content.bytes,
            _ => self.spooled(check)?,
        };
        let name = name_of(Path::new(self.name()));
        open_in(&file, name, Some(self.0.packed), check)
    }

    /// Unpacks it, or as much of it as can be: the rest is that of a zip that is cut off.
    fn spooled(&self, check: Check<'_>) -> Result<SharedFile> {
        let no_room = |_| refused(ArchiveFault::Inner);
        if self.0.size > LARGEST_SPOOLED {
            return Err(refused(ArchiveFault::Inner));
        }
        let mut content = self.0.open()?;
        let mut file = tempfile::tempfile().map_err(no_room)?;
        let mut piece = vec![0; 64 * 1024];
        let mut length = 0;
        loop {
            check()?;
            let read = content.read(&mut piece).unwrap_or_default();
            if read == 0 {
                break;
            }
            file.write_all(piece.get(..read).unwrap_or_default())
                .map_err(no_room)?;
            length += read as u64;
        }
        Ok(SharedFile::of(file, length))
    }
}

/// Opens a zip and lists its files. One that is cut off gives those before the cut.
///
/// # Errors
/// 200005 where it is refused; what `check` fails with.
pub(super) fn open(path: &Path, check: Check<'_>) -> Result<Archive> {
    let unreadable = |error: io::Error| Error::file(path.to_string_lossy(), &error);
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    open_in(&SharedFile::of(file, length), name_of(path), None, check)
}

/// Opens the zip that is in `file`; `packed`: how small it is where it lies in another, bytes.
fn open_in(
    file: &SharedFile,
    name: String,
    packed: Option<u64>,
    check: Check<'_>,
) -> Result<Archive> {
    let unreadable = |error: io::Error| Error::file(&name, &error);
    let (listed, broken) = match list_of(file).map_err(unreadable)?? {
        Some(zip) => (listed(&zip), None),
        None => {
            let (found, end) = unlisted::files(file, &name, check)?;
            (found, Some(end))
        }
    };
    let entries = examined(listed, file.length, packed.unwrap_or(file.length))?;
    let mut archive = Archive {
        input: Input {
            name,
            kind: InputKind::Archive,
            entries: vec![],
            warnings: vec![],
            broken,
            holds_zips: false,
        },
        inner: vec![],
    };
    for entry in entries {
        check()?;
        if entry.name.split('/').any(is_junk) {
            continue;
        }
        if entry.is_zip() {
            archive.inner.push(InnerArchive(entry));
        } else {
            archive.input.entries.push(Box::new(entry));
        }
    }
    archive.input.holds_zips = !archive.inner.is_empty();
    Ok(archive)
}

/// Reads a zip's list; none where it has lost it.
fn list_of(file: &SharedFile) -> io::Result<Result<Option<ZipArchive<SharedFile>>>> {
    let Some(claims) = list::claims(file)? else {
        return Ok(Ok(None));
    };
    if claims.count > MOST_ENTRIES || claims.bytes > LARGEST_LIST {
        return Ok(Err(refused(ArchiveFault::TooManyEntries(claims.count))));
    }
    let is_there = claims.are_true_of(file)?;
    Ok(Ok(ZipArchive::new(file.clone()).ok().filter(|_| is_there)))
}

fn refused(fault: ArchiveFault) -> Error {
    Error::ArchiveRefused(fault)
}

/// A file of a zip, or a folder, before it was looked at for what must not be.
struct Listed {
    name: Vec<u8>,
    is_file: bool,
    is_encrypted: bool,
    /// Bytes in the archive.
    packed: u64,
    /// Bytes, unpacked.
    size: u64,
    location: Location,
}

/// What a zip's list holds.
fn listed(zip: &ZipArchive<SharedFile>) -> Vec<Listed> {
    let metadata = zip.metadata();
    let entries = (0..zip.len()).filter_map(|index| Some((index, metadata.entry(index).ok()?)));
    let listed = entries.map(|(index, entry)| Listed {
        name: entry.name_raw().to_vec(),
        is_file: entry.is_file(),
        is_encrypted: entry.encrypted(),
        packed: entry.compressed_size(),
        size: entry.size(),
        location: Location::Listed(zip.clone(), index),
    });
    listed.collect()
}

/// The files in the order of their names, each looked at for what must not be. `on_disk`: how many bytes
/// the archive takes as the person has it.
fn examined(listed: Vec<Listed>, length: u64, on_disk: u64) -> Result<Vec<ArchiveEntry>> {
    let raw_names: Vec<&[u8]> = listed.iter().map(|entry| entry.name.as_slice()).collect();
    let names = decode_names(&raw_names);
    let mut entries = Vec::with_capacity(listed.len());
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for (entry, name) in listed.into_iter().zip(names) {
        let name = name.replace('\\', "/");
        if points_outside(&name) {
            return Err(refused(ArchiveFault::OutsideName(name)));
        }
        if entry.is_encrypted {
            return Err(refused(ArchiveFault::Encrypted));
        }
        packed = packed.saturating_add(entry.packed);
        unpacked = unpacked.saturating_add(entry.size);
        if is_too_tight(entry.packed, entry.size) {
            return Err(refused(ArchiveFault::Ratio));
        }
        if entry.is_file {
            entries.push(ArchiveEntry {
                location: entry.location,
                name,
                packed: entry.packed,
                size: entry.size,
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
    entries.sort_by(|left, right| natural_order(&left.name, &right.name));
    Ok(entries)
}

fn is_too_tight(packed: u64, unpacked: u64) -> bool {
    unpacked > RATIO_MATTERS && unpacked / HIGHEST_RATIO > packed
}

/// Whether a name, taken as a path, would leave the folder it is unpacked in.
fn points_outside(name: &str) -> bool {
    let has_drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    name.starts_with('/') || has_drive || name.split('/').any(|part| part == "..")
}
