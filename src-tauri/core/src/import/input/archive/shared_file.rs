//! A file on disk that many read at once.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// An open file, or a part of one, read at positions of its own, so that one handle serves every entry.
#[derive(Debug, Clone)]
pub(super) struct SharedFile {
    file: Arc<File>,
    /// Where the part begins in the file.
    start: u64,
    /// Counted from the start.
    position: u64,
    /// Bytes of the part.
    pub length: u64,
}

impl SharedFile {
    /// All of a file of so many bytes.
    pub fn of(file: File, length: u64) -> Self {
        Self {
            file: Arc::new(file),
            start: 0,
            position: 0,
            length,
        }
    }

    /// A part of this part.
    pub fn part(&self, offset: u64, length: u64) -> Self {
        Self {
            file: Arc::clone(&self.file),
            start: self.start.saturating_add(offset),
            position: 0,
            length: length.min(self.length.saturating_sub(offset)),
        }
    }

    /// So many bytes from a place on; fewer at the end.
    pub fn bytes_at(&self, position: u64, count: u64) -> io::Result<Vec<u8>> {
        let mut file = Self {
            position,
            ..self.clone()
        };
        let mut bytes = vec![];
        file.by_ref().take(count).read_to_end(&mut bytes)?;
        Ok(bytes)
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
