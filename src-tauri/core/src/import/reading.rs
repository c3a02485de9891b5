//! Reading the bytes of a file: failures in the contract's words, and to the very end.

use std::io::{ErrorKind, Read};

use parking_lot::Mutex;

use super::Entry;
use crate::model::error::{Error, Result};
use crate::model::place::Place;

/// Asked now and then during what takes long and gives nothing: fails when the import is to end.
pub(super) type Check<'c> = &'c mut dyn FnMut() -> Result<()>;

/// Reads until something came or the end, naming the entry when that fails.
pub(super) fn read_some(
    reader: &mut dyn Read,
    buffer: &mut [u8],
    entry: &dyn Entry,
) -> Result<usize> {
    loop {
        match reader.read(buffer) {
            Ok(read) => return Ok(read),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(entry, &error)),
        }
    }
}

/// What failed reading means: content that ends before the archive around it says so is cut off, one
/// that is not what the archive says is damaged, all else is the system's.
fn unreadable(entry: &dyn Entry, error: &std::io::Error) -> Error {
    let place = Place::file(entry.name());
    match error.kind() {
        ErrorKind::UnexpectedEof => Error::CutOff { place },
        ErrorKind::InvalidData | ErrorKind::InvalidInput => Error::Damaged { place },
        _ => Error::file(entry.name(), error),
    }
}

/// Whether a file could be read up to a place, and no further.
pub(super) fn is_broken(error: &Error) -> bool {
    matches!(error, Error::CutOff { .. } | Error::Damaged { .. })
}

/// Says where a file broke, of an error that says only that it did.
pub(super) fn broken_at(error: Error, place: Place) -> Error {
    match error {
        Error::CutOff { .. } => Error::CutOff { place },
        Error::Damaged { .. } => Error::Damaged { place },
        other => other,
    }
}

/// A file that is read to its very end whatever its importer needs of it: the sum of what stands in a
/// zip is checked there.
pub(super) struct ToTheEnd<'e> {
    entry: &'e dyn Entry,
    /// The reader that was closed last, and how many bytes it had given.
    closed: Mutex<Option<(Box<dyn Read + Send + 'e>, u64)>>,
}

impl<'e> ToTheEnd<'e> {
    pub fn of(entry: &'e dyn Entry) -> Self {
        Self {
            entry,
            closed: Mutex::new(None),
        }
    }

    /// Reads what is left, telling how far that came, bytes. A file that was never opened is left
    /// alone.
    ///
    /// # Errors
    /// The rest is not what it should be; what `reached` fails with.
    pub fn finish(self, mut reached: impl FnMut(u64) -> Result<()>) -> Result<()> {
        let Some((mut reader, mut done)) = self.closed.into_inner() else {
            return Ok(());
        };
        let mut rest = vec![0; 64 * 1024];
        loop {
            let read = read_some(&mut reader, &mut rest, self.entry)?;
            if read == 0 {
                return Ok(());
            }
            done += read as u64;
            reached(done)?;
        }
    }
}

impl Entry for ToTheEnd<'_> {
    fn name(&self) -> &str {
        self.entry.name()
    }

    fn size(&self) -> u64 {
        self.entry.size()
    }

    fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        let entry = self.entry;
        Ok(Box::new(Lent {
            reader: Some(entry.open()?),
            done: 0,
            closed: &self.closed,
        }))
    }
}

/// A reader that goes back where it came from when it is closed.
struct Lent<'c, 'e> {
    reader: Option<Box<dyn Read + Send + 'e>>,
    done: u64,
    closed: &'c Mutex<Option<(Box<dyn Read + Send + 'e>, u64)>>,
}

impl Read for Lent<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let read = match &mut self.reader {
            Some(reader) => reader.read(out)?,
            None => 0,
        };
        self.done += read as u64;
        Ok(read)
    }
}

impl Drop for Lent<'_, '_> {
    fn drop(&mut self) {
        let reader = self.reader.take();
        *self.closed.lock() = reader.map(|reader| (reader, self.done));
    }
}
