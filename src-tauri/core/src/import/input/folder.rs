//! A folder that the person gave, walked to its depths.

use std::path::{Path, PathBuf};

use super::{DiskEntry, Input, InputKind, is_junk, is_zip, name_of};
use crate::import::Warning;
use crate::import::text::natural_order;
use crate::model::error::{Error, Result};
use crate::model::place::Place;

/// Walks a folder: its files, and the zips in it. Links are not followed: they may lead outside of
/// it, or in a circle.
pub(super) fn open(root: &Path) -> Result<(Input, Vec<PathBuf>)> {
    let mut input = Input {
        name: name_of(&root.canonicalize().unwrap_or_else(|_| root.to_path_buf())),
        kind: InputKind::Folder,
        entries: vec![],
        warnings: vec![],
    };
    let mut zips = vec![];
    let mut pending = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        let listing = match std::fs::read_dir(&folder) {
            Ok(listing) => listing,
            Err(error) if prefix.is_empty() => {
                return Err(Error::file(root.to_string_lossy(), &error));
            }
            Err(error) => {
                let warning = Warning::unreadable_skipped(&Place::file(prefix), &error);
                input.warnings.push(warning);
                continue;
            }
        };
        for item in listing.flatten() {
            let own_name = item.file_name().to_string_lossy().into_owned();
            let (Ok(kind), false) = (item.file_type(), is_junk(&own_name)) else {
                continue;
            };
            let name = if prefix.is_empty() {
                own_name
            } else {
                format!("{prefix}/{own_name}")
            };
            let path = item.path();
            if kind.is_dir() {
                pending.push((path, name));
            } else if kind.is_file() {
                match is_zip(&path).and_then(|zip| Ok((zip, size_of(&path)?))) {
                    Ok((true, _)) if name.to_ascii_lowercase().ends_with(".zip") => zips.push(path),
                    Ok((_, size)) => input.entries.push(Box::new(DiskEntry { name, path, size })),
                    Err(error) => {
                        let warning = Warning::unreadable_skipped(&Place::file(name), &error);
                        input.warnings.push(warning);
                    }
                }
            }
        }
    }
    input
        .entries
        .sort_by(|left, right| natural_order(left.name(), right.name()));
    zips.sort_by(|left, right| natural_order(&left.to_string_lossy(), &right.to_string_lossy()));
    Ok((input, zips))
}

fn size_of(path: &Path) -> Result<u64> {
    std::fs::metadata(path)
        .map(|metadata| metadata.len())
        .map_err(|error| Error::file(path.to_string_lossy(), &error))
}
