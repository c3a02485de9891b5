//! The list that a zip has at its end.

use std::io;

use super::shared_file::SharedFile;

/// What the list's entries begin with.
pub(super) const LIST_MARK: &[u8] = b"PK\x01\x02";

/// What a zip says of its list.
pub(super) struct Claims {
    /// Entries.
    pub count: u64,
    /// Size of the list.
    pub bytes: u64,
    /// Where it begins, bytes.
    offset: u64,
}

/// What the archive says of its list; `None` where it has no end. Read apart from the zip crate, which
/// would hold the list before we could refuse it.
pub(super) fn claims(file: &SharedFile) -> io::Result<Option<Claims>> {
    /// The end record, without and with the longest comment.
    const END: u64 = 22;
    const LONGEST_TAIL: u64 = END + 0xFFFF;
    let tail_start = file.length.saturating_sub(LONGEST_TAIL);
    let tail = file.bytes_at(tail_start, LONGEST_TAIL)?;
    let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else {
        return Ok(None);
    };
    let small = |offset| number::<2>(&tail, at + offset);
    let large = |offset| number::<4>(&tail, at + offset);
    let (Some(count), Some(bytes), Some(offset)) = (small(10), large(12), large(16)) else {
        return Ok(None);
    };
    let claims = Claims {
        count,
        bytes,
        offset,
    };
    if count != 0xFFFF && bytes != 0xFFFF_FFFF && offset != 0xFFFF_FFFF {
        return Ok(Some(claims));
    }
    // A large archive: the true numbers stand in a record of their own, found through a locator.
    let locator = at.checked_sub(20).filter(|at| {
        tail.get(*at..)
            .is_some_and(|rest| rest.starts_with(b"PK\x06\x07"))
    });
    let Some(place) = locator.and_then(|at| number::<8>(&tail, at + 8)) else {
        return Ok(Some(claims));
    };
    let record = file.bytes_at(place, 56)?;
    let field = |at| number::<8>(&record, at);
    let (Some(count), Some(bytes), Some(offset)) = (field(32), field(40), field(48)) else {
        return Ok(None);
    };
    Ok(Some(Claims {
        count,
        bytes,
        offset,
    }))
}

impl Claims {
    /// Whether there is a list where it is said to be. The end of a zip that lies in this one speaks of
    /// another place: when this one is cut off behind it, it is not this one's end.
    pub fn are_true_of(&self, file: &SharedFile) -> io::Result<bool> {
        if self.count == 0 {
            return Ok(self.offset == 0 && !file.bytes_at(0, 4)?.starts_with(b"PK\x03\x04"));
        }
        Ok(file.bytes_at(self.offset, 4)? == LIST_MARK)
    }
}

/// A little-endian number of so many bytes.
pub(super) fn number<const BYTES: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let digits = bytes.get(at..at + BYTES)?;
    Some(
        digits
            .iter()
            .rev()
            .fold(0, |sum, digit| sum << 8 | u64::from(*digit)),
    )
}
