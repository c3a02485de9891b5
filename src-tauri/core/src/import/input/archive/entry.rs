//! A file of a zip: where it is, and its content unpacked.

use std::io::{self, Read};
use std::path::Path;

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::super::{is_zip_head, is_zip_name, name_of};
use super::shared_file::SharedFile;
use crate::import::Entry;
use crate::model::error::{ArchiveFault, Error, Result};
use crate::model::place::Place;

/// Where in a zip a file is.
pub(super) enum Location {
    /// Where the zip's list says, at this place in it. Looked up when the file is opened.
    Listed(ZipArchive<SharedFile>, usize),
    /// Where the file itself was found.
    Found(Packed),
}

/// A file's content as it is in the zip.
#[derive(Clone)]
pub(super) struct Packed {
    pub bytes: SharedFile,
    pub packing: Packing,
    /// The checksum of what is unpacked; none: the content is cut off.
    pub sum: Option<u32>,
}

/// How content is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Stored,
    Deflated,
    /// In a way that no program has used for long.
    Unknown,
}

/// A file of a zip.
pub(super) struct ArchiveEntry {
    pub location: Location,
    pub name: String,
    /// Bytes in the archive.
    pub packed: u64,
    /// Bytes, unpacked.
    pub size: u64,
}

impl ArchiveEntry {
    /// The content as it is in the archive.
    pub fn content(&self) -> Result<Packed> {
        let (zip, index) = match &self.location {
            Location::Found(content) => return Ok(content.clone()),
            Location::Listed(zip, index) => (zip, *index),
        };
        let damaged = || Error::Damaged {
            place: Place::file(&self.name),
        };
        // Sharing the archive costs nothing, and lets a file be open twice.
        let mut zip = zip.clone();
        let raw = zip.by_index_raw(index).map_err(|_| damaged())?;
        let offset = raw.data_start().ok_or_else(damaged)?;
        let packing = match raw.compression() {
            CompressionMethod::Stored => Packing::Stored,
            CompressionMethod::Deflated => Packing::Deflated,
            _ => Packing::Unknown,
        };
        let sum = Some(raw.crc32());
        drop(raw);
        Ok(Packed {
            bytes: zip.into_inner().part(offset, self.packed),
            packing,
            sum,
        })
    }

    /// Whether it is a zip, by its content. Only what has a zip's name or no ending is looked into:
    /// the documents of office programs are zips too.
    pub fn is_zip(&self) -> bool {
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
        let Packed {
            bytes,
            packing,
            sum,
        } = self.content()?;
        let content: Box<dyn Read + Send> = match packing {
            Packing::Stored => Box::new(bytes),
            Packing::Deflated => Box::new(DeflateDecoder::new(bytes)),
            Packing::Unknown => {
                let fault = ArchiveFault::UnknownMethod(self.name.clone());
                return Err(Error::ArchiveRefused(fault));
            }
        };
        Ok(Box::new(Checked {
            content,
            left: self.size,
            sum: Crc::new(),
            expected: sum,
        }))
    }
}

/// Content that is held to what the archive says of it: its size, so that a lie about that unpacks
/// nothing endless, and its checksum.
struct Checked {
    content: Box<dyn Read + Send>,
    left: u64,
    sum: Crc,
    /// None: it ends before it is whole.
    expected: Option<u32>,
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
        if read == 0 && !out.is_empty() {
            let Some(expected) = self.expected else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            if self.left > 0 || self.sum.sum() != expected {
                return Err(invalid("the content is not what the archive says"));
            }
        }
        Ok(within)
    }
}
