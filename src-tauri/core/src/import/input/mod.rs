//! What the person gives: a file, a folder or a zip, as the files inside it.
//!
//! A zip is never unpacked to disk and its entries' names are never used as paths of the system.

mod archive;
mod folder;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::reading::Check;
use super::{Entry, Warning};
use crate::model::error::{Error, FileFault, Result};
use crate::model::place::Place;
use archive::{Archive, InnerArchive};

/// A file, folder or zip with the files in it.
pub(super) struct Input {
    /// Its own name.
    pub name: String,
    /// Which of the three it is.
    pub kind: InputKind,
    /// The files in it, in the order of their names.
    pub entries: Vec<Box<dyn Entry>>,
    /// What was passed over on the way.
    pub warnings: Vec<Warning>,
    /// Why there may have been more: a zip that is cut off gives the files before the cut.
    pub broken: Option<Error>,
    /// Whether zips lie in it; each is an input of its own.
    pub holds_zips: bool,
}

/// What a path turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InputKind {
    /// One file.
    File,
    /// A folder.
    Folder,
    /// A zip.
    Archive,
}

/// What was found at a path or in it, opened.
pub(super) struct Opened {
    /// Of a zip inside a zip: the outer one's with the inner name behind.
    pub path: PathBuf,
    /// How many of the inputs before it this one lies in; they came directly before it.
    pub depth: usize,
    /// Nobody picked it and nothing but its first bytes says that it is a zip: a document, a program.
    /// When there is no export in it, nobody wants to hear of it.
    pub is_incidental: bool,
    /// The input, or why it could not be opened.
    pub input: Result<Input>,
}

/// Opens what is at a path. A folder gives itself and each zip in it as an input of its own, and so
/// does a zip, one level deep; one that cannot be opened does not keep the others from being opened.
/// Each is opened when it is asked for: a folder can hold more zips than files can be open.
pub(super) struct Opening {
    pending: Vec<Pending>,
}

impl Opening {
    pub fn at(path: &Path) -> Self {
        Self {
            pending: vec![Pending {
                path: path.to_path_buf(),
                depth: 0,
                lies: Lies::Given,
            }],
        }
    }

    /// Opens the next input. `check` is asked while that takes its time; when it fails, the input is
    /// that failure.
    pub fn next(&mut self, check: Check<'_>) -> Option<Opened> {
        Some(self.pending.pop()?.open(&mut self.pending, check))
    }
}

/// Something that is still to be opened.
struct Pending {
    path: PathBuf,
    depth: usize,
    lies: Lies,
}

/// Where something to be opened lies.
enum Lies {
    /// At the path that was given.
    Given,
    /// A zip at a path in the folder that was given.
    InFolder,
    /// In another zip.
    InArchive(InnerArchive),
}

impl Pending {
    /// Opens it; what lies in it is to be opened next.
    fn open(self, pending: &mut Vec<Self>, check: Check<'_>) -> Opened {
        let is_incidental =
            matches!(self.lies, Lies::InFolder) && !is_zip_name(&name_of(&self.path));
        let (input, inside) = match self.look_into(check) {
            Ok((input, inside)) => (Ok(input), inside),
            Err(error) => (Err(error), vec![]),
        };
        pending.extend(inside.into_iter().rev());
        Opened {
            path: self.path,
            depth: self.depth,
            is_incidental,
            input,
        }
    }

    fn look_into(&self, check: Check<'_>) -> Result<(Input, Vec<Self>)> {
        let path = &self.path;
        match &self.lies {
            Lies::Given => {}
            Lies::InFolder => return Ok(self.with_inner(archive::open(path, check)?)),
            Lies::InArchive(inner) => {
                let archive = inner.open(check)?;
                let mut input = archive.input;
                let place = Place::file(input.name.clone());
                let skipped = archive.inner.iter().map(InnerArchive::name);
                let warnings = skipped.map(|name| Warning::nested_archive_skipped(&place, name));
                input.warnings.extend(warnings);
                return Ok((input, vec![]));
            }
        }
        let metadata =
            std::fs::metadata(path).map_err(|error| Error::file(path.to_string_lossy(), &error))?;
        if metadata.is_dir() {
            let (input, zips) = folder::open(path, check)?;
            let inside = zips
                .into_iter()
                .map(|path| self.inside(path, Lies::InFolder));
            return Ok((input, inside.collect()));
        }
        if !metadata.is_file() {
            return Err(Error::File {
                path: path.to_string_lossy().into_owned(),
                fault: FileFault::NotAFile,
            });
        }
        if is_zip(path).map_err(|error| Error::file(path.to_string_lossy(), &error))? {
            return Ok(self.with_inner(archive::open(path, check)?));
        }
        Ok((Input::file(path, metadata.len()), vec![]))
    }

    fn with_inner(&self, archive: Archive) -> (Input, Vec<Self>) {
        let inner = archive.inner.into_iter();
        let inside =
            inner.map(|inner| self.inside(self.path.join(inner.name()), Lies::InArchive(inner)));
        (archive.input, inside.collect())
    }

    fn inside(&self, path: PathBuf, lies: Lies) -> Self {
        Self {
            path,
            depth: self.depth + 1,
            lies,
        }
    }
}

impl Input {
    fn file(path: &Path, size: u64) -> Self {
        let name = name_of(path);
        Self {
            name: name.clone(),
            kind: InputKind::File,
            entries: vec![Box::new(DiskEntry {
                name,
                path: path.to_path_buf(),
                size,
            })],
            warnings: vec![],
            broken: None,
            holds_zips: false,
        }
    }
}

/// A file on disk.
struct DiskEntry {
    name: String,
    path: PathBuf,
    size: u64,
}

impl Entry for DiskEntry {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        let file = File::open(&self.path)
            .map_err(|error| Error::file(self.path.to_string_lossy(), &error))?;
        Ok(Box::new(file))
    }
}

/// Whether a file begins as a zip does.
fn is_zip(path: &Path) -> io::Result<bool> {
    let mut head = [0; 4];
    let read = File::open(path)?.read(&mut head)?;
    Ok(read == 4 && is_zip_head(&head))
}

fn is_zip_head(head: &[u8; 4]) -> bool {
    matches!(head, b"PK\x03\x04" | b"PK\x05\x06")
}

fn is_zip_name(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Whether a file or folder is one that systems leave behind and nobody means: hidden ones, and the
/// companions that macOS and Windows write.
fn is_junk(name: &str) -> bool {
    name.starts_with('.')
        || ["__MACOSX", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN"]
            .iter()
            .any(|junk| name.eq_ignore_ascii_case(junk))
}

#[cfg(test)]
mod tests;
