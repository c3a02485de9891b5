//! What the person gives: a file, a folder or a zip, as the files inside it.
//!
//! A zip is never unpacked to disk and its entries' names are never used as paths of the system.

mod archive;
mod folder;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{Entry, Warning};
use crate::model::error::{Error, FileFault, Result};

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

/// Opens what is at `path`. A folder gives itself and each zip in it as an input of its own; one
/// that cannot be opened does not keep the others from being opened.
pub(super) fn open(path: &Path) -> Vec<(PathBuf, Result<Input>)> {
    let opened = std::fs::metadata(path)
        .map_err(|error| Error::file(path.to_string_lossy(), &error))
        .and_then(|metadata| {
            if metadata.is_dir() {
                return folder::open(path).map(|(input, zips)| (Some(input), zips));
            }
            if !metadata.is_file() {
                return Err(Error::File {
                    path: path.to_string_lossy().into_owned(),
                    fault: FileFault::Other("it is neither a file nor a folder".into()),
                });
            }
            let zips = if is_zip(path)? {
                vec![path.to_path_buf()]
            } else {
                vec![]
            };
            let file = zips.is_empty().then(|| Input::file(path, metadata.len()));
            Ok((file, zips))
        });
    let (itself, zips) = match opened {
        Ok(found) => found,
        Err(error) => return vec![(path.to_path_buf(), Err(error))],
    };
    let itself = itself.map(|input| (path.to_path_buf(), Ok(input)));
    let zips = zips.into_iter().map(|zip| {
        let opened = archive::open(&zip);
        (zip, opened)
    });
    itself.into_iter().chain(zips).collect()
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
fn is_zip(path: &Path) -> Result<bool> {
    let read = || {
        let mut head = [0; 4];
        let mut file = File::open(path)?;
        let read = file.read(&mut head)?;
        Ok(read == 4 && matches!(&head, b"PK\x03\x04" | b"PK\x05\x06"))
    };
    read().map_err(|error| Error::file(path.to_string_lossy(), &error))
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
