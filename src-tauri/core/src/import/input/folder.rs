//! A folder that the person gave, walked to its depths.

use std::fs::FileType;
use std::path::{Path, PathBuf};

use super::{DiskEntry, Input, InputKind, is_junk, is_zip, name_of};
use crate::import::Entry;
use crate::import::Warning;
use crate::import::reading::Check;
use crate::import::report::Warnings;
use crate::import::text::natural_order;
use crate::model::error::{Error, FileFault, Result};
use crate::model::place::Place;

/// More files than the largest real exports have, media included. A folder with more is somebody's
/// whole disk: walking it would take minutes.
const MOST_FILES: usize = if cfg!(test) { 300 } else { 500_000 };

/// A walk through a folder: what was found so far.
struct Walk {
    entries: Vec<Box<dyn Entry>>,
    zips: Vec<PathBuf>,
    warnings: Warnings,
    links: u64,
    others: u64,
}

/// Walks a folder: its files, and the zips in it. Links are not followed: they may lead outside of
/// it, or in a circle. What is neither file nor folder is not opened: a pipe would never answer. `check`
/// is asked on the way.
pub(super) fn open(root: &Path, check: Check<'_>) -> Result<(Input, Vec<PathBuf>)> {
    let name = name_of(&root.canonicalize().unwrap_or_else(|_| root.to_path_buf()));
    let mut walk = Walk {
        entries: vec![],
        zips: vec![],
        warnings: Warnings::default(),
        links: 0,
        others: 0,
    };
    let mut pending = vec![(root.to_path_buf(), String::new())];
    'walk: while let Some((folder, prefix)) = pending.pop() {
        let listing = match std::fs::read_dir(&folder) {
            Ok(listing) => listing,
            Err(error) if prefix.is_empty() => {
                return Err(Error::file(root.to_string_lossy(), &error));
            }
            Err(error) => {
                walk.skip(prefix, &error);
                continue;
            }
        };
        for item in listing.flatten() {
            check()?;
            if walk.entries.len() + walk.zips.len() == MOST_FILES {
                let place = Place::file(&name);
                let warning = Warning::folder_too_large(&place, MOST_FILES);
                walk.warnings.push(warning);
                break 'walk;
            }
            let own_name = item.file_name().to_string_lossy().into_owned();
            let (Ok(kind), false) = (item.file_type(), is_junk(&own_name)) else {
                continue;
            };
            let name = if prefix.is_empty() {
                own_name
            } else {
                format!("{prefix}/{own_name}")
            };
            if kind.is_dir() {
                pending.push((item.path(), name));
            } else {
                walk.meet(item.path(), name, kind);
            }
        }
    }
    Ok(walk.into_input(name))
}

impl Walk {
    /// Takes note of what is no folder.
    fn meet(&mut self, path: PathBuf, name: String, kind: FileType) {
        if kind.is_symlink() {
            self.links += 1;
        } else if !kind.is_file() {
            self.others += 1;
        } else {
            let size = std::fs::metadata(&path).map(|metadata| metadata.len());
            match size.and_then(|size| Ok((is_zip(&path)?, size))) {
                Ok((true, _)) => self.zips.push(path),
                Ok((false, size)) => {
                    let entry = DiskEntry { name, path, size };
                    self.entries.push(Box::new(entry));
                }
                Err(error) => self.skip(name, &error),
            }
        }
    }

    fn skip(&mut self, name: String, error: &std::io::Error) {
        let fault = FileFault::from_io(error);
        let warning = Warning::unreadable_skipped(&Place::file(name), &fault);
        self.warnings.push(warning);
    }

    fn into_input(mut self, name: String) -> (Input, Vec<PathBuf>) {
        let place = Place::file(&name);
        if self.links > 0 {
            let warning = Warning::links_skipped(&place, self.links);
            self.warnings.push(warning);
        }
        if self.others > 0 {
            let warning = Warning::no_files_skipped(&place, self.others);
            self.warnings.push(warning);
        }
        self.entries
            .sort_by(|left, right| natural_order(left.name(), right.name()));
        self.zips.sort_by(|left, right| {
            natural_order(&left.to_string_lossy(), &right.to_string_lossy())
        });
        let input = Input {
            warnings: self.warnings.into_list(&name),
            name,
            kind: InputKind::Folder,
            entries: self.entries,
            broken: None,
            holds_zips: !self.zips.is_empty(),
        };
        (input, self.zips)
    }
}
