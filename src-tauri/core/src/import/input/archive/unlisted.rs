//! The files of a zip that lost its list: a zip has that at its end, so one whose download broke off
//! has none. Each file has a header of its own before it, and they are walked from the first to where
//! the zip is cut off.
//!
//! Programs that write a zip as they go put a file's size and sum behind it, not into its header: such
//! a file is unpacked once, without keeping anything, to find where it ends.

use std::io::{self, Read};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::entry::{Location, Packed, Packing};
use super::list::{LIST_MARK, number};
use super::shared_file::SharedFile;
use super::{LARGEST_LIST, LARGEST_UNPACKED, Listed, MOST_ENTRIES, is_too_tight, refused};
use crate::import::reading::Check;
use crate::model::error::{ArchiveFault, Error, Result};
use crate::model::place::Place;

/// A header without the name and the extra fields behind it, bytes.
const HEADER: u64 = 30;
/// What it begins with.
const HEADER_MARK: &[u8] = b"PK\x03\x04";
/// What a file's size and sum may begin with, where they stand behind it.
const SUM_MARK: &[u8] = b"PK\x07\x08";
/// The most that they take, bytes.
const LONGEST_SUM: u64 = 24;

/// The files of a zip up to where it is cut off or damaged, and the error that says so. The last one may
/// be a part of a file.
///
/// # Errors
/// 200005 where what there is would be refused of a whole zip; what `check` fails with.
pub(super) fn files(
    file: &SharedFile,
    name: &str,
    check: Check<'_>,
) -> Result<(Vec<Listed>, Error)> {
    let unreadable = |error: io::Error| Error::file(name, &error);
    let mut found = vec![];
    let mut names = 0;
    let mut at = 0;
    let stop = loop {
        check()?;
        let Some(header) = Header::read(file, at).map_err(unreadable)? else {
            break Stop::at(file, at).map_err(unreadable)?;
        };
        names += header.name.len() as u64;
        if found.len() as u64 == MOST_ENTRIES || names > LARGEST_LIST {
            return Err(refused(ArchiveFault::TooManyEntries(
                found.len() as u64 + 1,
            )));
        }
        let Some(extent) = header.extent(file, check)? else {
            break Stop::Damaged(at);
        };
        let next = extent.next;
        found.push(header.listed(file, &extent));
        match next {
            Some(next) => at = next,
            None => break Stop::CutOff,
        }
    };
    let end = match stop {
        Stop::CutOff => Error::CutOff {
            place: Place::byte(name, file.length),
        },
        Stop::Damaged(at) => Error::Damaged {
            place: Place::byte(name, at),
        },
    };
    Ok((found, end))
}

/// Why the walk ended.
enum Stop {
    /// The zip ends there.
    CutOff,
    /// It goes on with something that is no header, at this byte.
    Damaged(u64),
}

impl Stop {
    /// What it means that there is no header at a byte.
    fn at(file: &SharedFile, at: u64) -> io::Result<Self> {
        let rest = file.bytes_at(at, HEADER)?;
        let is_begun = rest.starts_with(HEADER_MARK) || HEADER_MARK.starts_with(&rest);
        let is_end = is_begun || rest.starts_with(LIST_MARK) || LIST_MARK.starts_with(&rest);
        Ok(if is_end {
            Self::CutOff
        } else {
            Self::Damaged(at)
        })
    }
}

/// What stands before a file.
struct Header {
    name: Vec<u8>,
    is_encrypted: bool,
    packing: Packing,
    sum: u32,
    /// Bytes in the zip; 0 where that stands behind the file.
    packed: u64,
    size: u64,
    /// Whether size and sum stand behind the file, and perhaps only there.
    has_sum_behind: bool,
    /// Where the content begins.
    content: u64,
}

/// How far a file reaches.
struct Extent {
    packed: u64,
    size: u64,
    /// None: the file is cut off.
    sum: Option<u32>,
    /// Where the next header is to be; none where the zip ends.
    next: Option<u64>,
}

impl Header {
    /// The header at a byte; none where there is no whole one.
    fn read(file: &SharedFile, at: u64) -> io::Result<Option<Self>> {
        let fixed = file.bytes_at(at, HEADER)?;
        if !fixed.starts_with(HEADER_MARK) || (fixed.len() as u64) < HEADER {
            return Ok(None);
        }
        let small = |offset| number::<2>(&fixed, offset).unwrap_or_default();
        let large = |offset| number::<4>(&fixed, offset).unwrap_or_default();
        let (flags, name_length, extra_length) = (small(6), small(26), small(28));
        let name_at = at.saturating_add(HEADER);
        let mut name = file.bytes_at(name_at, name_length + extra_length)?;
        if (name.len() as u64) < name_length + extra_length {
            return Ok(None);
        }
        let extra = name.split_off(usize::try_from(name_length).unwrap_or_default());
        let (packed, size) = true_sizes(large(18), large(22), &extra);
        Ok(Some(Self {
            name,
            is_encrypted: flags & 1 != 0,
            packing: match small(8) {
                0 => Packing::Stored,
                8 => Packing::Deflated,
                _ => Packing::Unknown,
            },
            sum: u32::try_from(large(14)).unwrap_or_default(),
            packed,
            size,
            has_sum_behind: flags & 8 != 0,
            content: name_at + name_length + extra_length,
        }))
    }

    /// How far the file reaches; none where nothing tells.
    fn extent(&self, file: &SharedFile, check: Check<'_>) -> Result<Option<Extent>> {
        let is_packed = self.packing == Packing::Deflated;
        let end = self.content.saturating_add(self.packed);
        let is_told = !self.has_sum_behind || self.packed > 0;
        if self.is_encrypted || (is_told && end <= file.length) {
            return Ok(Some(Extent {
                packed: self.packed,
                size: self.size,
                sum: Some(self.sum),
                next: self.next_header(file, end),
            }));
        }
        if is_packed {
            return self.unpacked_extent(file, check).map(Some);
        }
        let left = file.length.saturating_sub(self.content);
        let next = self.next_header(file, self.content);
        Ok(match (is_told, next) {
            // An empty file, which has its sum behind it like the others.
            (false, Some(_)) => Some(Extent {
                packed: 0,
                size: 0,
                sum: Some(0),
                next,
            }),
            (false, None) => None,
            (true, _) => Some(Extent {
                packed: left,
                size: left.min(self.size),
                sum: None,
                next: None,
            }),
        })
    }

    /// Where a header or the list follows a file that ends at a byte.
    fn next_header(&self, file: &SharedFile, end: u64) -> Option<u64> {
        if !self.has_sum_behind {
            return Some(end).filter(|end| *end < file.length);
        }
        let behind = file.bytes_at(end, LONGEST_SUM + 4).ok()?;
        let follows = |skipped: &u64| {
            let rest = usize::try_from(*skipped)
                .ok()
                .and_then(|at| behind.get(at..));
            rest.is_some_and(|rest| rest.starts_with(HEADER_MARK) || rest.starts_with(LIST_MARK))
        };
        let skipped = [0, 12, 16, 20, LONGEST_SUM].into_iter().find(follows)?;
        Some(end + skipped)
    }

    /// Unpacks the file to find how far it reaches.
    fn unpacked_extent(&self, file: &SharedFile, check: Check<'_>) -> Result<Extent> {
        let mut content = DeflateDecoder::new(file.part(self.content, u64::MAX));
        let mut piece = vec![0; 64 * 1024];
        let mut sum = Crc::new();
        let mut size = 0;
        loop {
            check()?;
            // Content that is broken is told of when it is read.
            let read = content.read(&mut piece).unwrap_or_default();
            if read == 0 {
                break;
            }
            sum.update(piece.get(..read).unwrap_or_default());
            size += read as u64;
            if size > LARGEST_UNPACKED {
                return Err(refused(ArchiveFault::TooLarge(size)));
            }
            if is_too_tight(content.total_in(), size) {
                return Err(refused(ArchiveFault::Ratio));
            }
        }
        let packed = content.total_in();
        let behind = self.content.saturating_add(packed);
        let next = sum_behind(file, behind, (sum.sum(), packed, size));
        Ok(Extent {
            packed,
            size,
            sum: next.map(|_| sum.sum()),
            next,
        })
    }

    fn listed(self, file: &SharedFile, extent: &Extent) -> Listed {
        Listed {
            is_file: !self.name.ends_with(b"/"),
            name: self.name,
            is_encrypted: self.is_encrypted,
            packed: extent.packed,
            size: extent.size,
            location: Location::Found(Packed {
                bytes: file.part(self.content, extent.packed),
                packing: self.packing,
                sum: extent.sum,
            }),
        }
    }
}

/// The packed and the unpacked size of a header, those of large files from its extra fields.
fn true_sizes(packed: u64, size: u64, extra: &[u8]) -> (u64, u64) {
    const IN_EXTRA: u64 = 0xFFFF_FFFF;
    const LARGE: u64 = 1;
    let mut at = 0;
    while let (Some(kind), Some(length)) = (number::<2>(extra, at), number::<2>(extra, at + 2)) {
        if kind == LARGE {
            let mut fields = [at + 4, at + 12].into_iter();
            let mut pick = |field: u64| match field {
                IN_EXTRA => fields.next().and_then(|at| number::<8>(extra, at)),
                known => Some(known),
            };
            let size = pick(size).unwrap_or(size);
            return (pick(packed).unwrap_or(packed), size);
        }
        at += 4 + usize::try_from(length).unwrap_or_default();
    }
    (packed, size)
}

/// The end of what stands behind a file's content, where that says of it what was found.
fn sum_behind(file: &SharedFile, at: u64, (sum, packed, size): (u32, u64, u64)) -> Option<u64> {
    let behind = file.bytes_at(at, LONGEST_SUM).ok()?;
    let mark = if behind.starts_with(SUM_MARK) { 4 } else { 0 };
    if number::<4>(&behind, mark) != Some(u64::from(sum)) {
        return None;
    }
    let first = mark + 4;
    let small = number::<4>(&behind, first).zip(number::<4>(&behind, first + 4));
    let large = number::<8>(&behind, first).zip(number::<8>(&behind, first + 8));
    let lengths = [(small, 8), (large, 16)];
    let (_, length) = lengths
        .into_iter()
        .find(|(sizes, _)| *sizes == Some((packed, size)))?;
    Some(at + first as u64 + length)
}
