//! Which exports an input holds: each importer is asked about each file, by its content.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::input::{Input, InputKind};
use super::reading::{Check, is_broken, read_some};
use super::report::Warnings;
use super::{Entry, Export, Importer, PROBE_BYTES, Probe, Warning, split};
use crate::model::error::{Error, Result};
use crate::model::looks::Looks;
use crate::model::place::Place;

/// An export found in an input: which importer reads it, and which of the entries it is made of.
pub(super) struct Found {
    pub importer: &'static dyn Importer,
    key: String,
    /// Places in the input's list of entries, in the order of their names.
    pub entries: Vec<usize>,
}

impl Found {
    /// The export's path in reports: the input's, with the first file's behind where the input
    /// holds several (`count`).
    pub fn path(&self, input_path: &Path, input: &Input, count: usize) -> String {
        let shown = input_path.to_string_lossy().into_owned();
        let first = self.entries.first().and_then(|at| input.entries.get(*at));
        match first {
            Some(entry) if count > 1 => format!("{shown}/{}", entry.name()),
            _ => shown,
        }
    }

    /// Calls `body` with the export's files.
    pub fn read_in<T>(&self, input: &Input, body: impl FnOnce(&Export<'_>) -> T) -> T {
        let paths: Vec<&str> = input.entries.iter().map(|entry| entry.name()).collect();
        let names: FxHashSet<&str> = paths.iter().copied().collect();
        let entries = self
            .entries
            .iter()
            .filter_map(|at| input.entries.get(*at).map(|entry| &**entry))
            .collect();
        body(&Export {
            entries,
            input_name: &input.name,
            holds: &|path| names.contains(path),
            paths: &paths,
        })
    }
}

/// Finds the exports of an input, in the order of the names of their first files. Files of which
/// the first bytes cannot be read are passed over when there are others; those that are damaged are
/// told of in `skipped`, for each may have been an export.
///
/// # Errors
/// 200003 when there is none; the file's own error when it is the only one and cannot be read.
pub(super) fn find(
    input: &Input,
    importers: &[&'static dyn Importer],
    skipped: &mut Vec<Warning>,
    check: Check<'_>,
) -> Result<Vec<Found>> {
    let mut found: Vec<Found> = vec![];
    let mut looks = vec![];
    let mut others = vec![];
    let mut failure = None;
    let mut damaged = Warnings::default();
    let mut pass_over = |error: Error| {
        if let Error::Damaged { place } = &error {
            damaged.push(Warning::damaged(place));
        }
        failure.get_or_insert(error);
    };
    for (index, entry) in input.entries.iter().enumerate() {
        check()?;
        let (head, broken) = match read_head(&**entry) {
            Ok(head) => head,
            Err(error) => {
                pass_over(error);
                continue;
            }
        };
        let probe = Probe {
            name: entry.name(),
            size: entry.size(),
            head: &head,
        };
        let recognised = importers
            .iter()
            .find_map(|importer| Some((*importer, importer.recognise(&probe)?)));
        let Some((importer, key)) = recognised else {
            let seen = Looks::of(&head);
            looks.push(seen);
            if input.kind == InputKind::Folder && may_hold_conversations(seen) {
                others.push(entry.name());
            }
            broken.into_iter().for_each(&mut pass_over);
            continue;
        };
        let same =
            |known: &&mut Found| known.importer.source() == importer.source() && known.key == key;
        match found.iter_mut().find(same) {
            Some(export) => export.entries.push(index),
            None => found.push(Found {
                importer,
                key,
                entries: vec![index],
            }),
        }
    }
    skipped.extend(left_out(input, &found, &others));
    if found.is_empty() {
        // Of a zip that is cut off, that is what there is to say, not which file it was cut off in.
        let failure = failure.filter(|_| input.broken.is_none());
        return Err(failure.unwrap_or_else(|| nothing_found(input, &looks, importers)));
    }
    skipped.extend(damaged.into_list(&input.name));
    Ok(found)
}

/// Whether a file looks like what other products export.
fn may_hold_conversations(looks: Looks) -> bool {
    matches!(
        looks,
        Looks::Json
            | Looks::Text
            | Looks::Xml
            | Looks::Html
            | Looks::TelegramHtml
            | Looks::Database
    )
}

/// Tells of the files of a folder that may be exports too, but none that is known. Those that belong to
/// an export, in its own folder or below, are no news.
fn left_out(input: &Input, found: &[Found], others: &[&str]) -> Option<Warning> {
    let name_at = |at: &usize| Some(split(input.entries.get(*at)?.name()).0);
    let exports: Vec<_> = found
        .iter()
        .flat_map(|export| {
            export
                .entries
                .iter()
                .filter_map(name_at)
                .map(|folder| (folder, export.importer))
        })
        .collect();
    let belongs = |name: &str| {
        let (folder, file) = split(name);
        exports.iter().any(|(of_export, importer)| match folder {
            "" if of_export.is_empty() => importer.brings_along(file),
            _ => folder.starts_with(of_export),
        })
    };
    let left: Vec<&str> = others
        .iter()
        .copied()
        .filter(|name| !belongs(name))
        .collect();
    let place = Place::file(&input.name);
    (!left.is_empty()).then(|| Warning::not_exports(&place, &left))
}

fn nothing_found(input: &Input, looks: &[Looks], importers: &[&'static dyn Importer]) -> Error {
    let unknown = |looks_like| Error::UnknownFormat {
        looks_like,
        known: known(importers),
    };
    if looks.contains(&Looks::TelegramHtml) {
        return unknown(Looks::TelegramHtml);
    }
    match &input.broken {
        Some(Error::CutOff { place } | Error::Damaged { place }) if !input.holds_zips => {
            return Error::BrokenArchive {
                place: place.clone(),
            };
        }
        Some(broken) => return broken.clone(),
        None => {}
    }
    match input.kind {
        InputKind::Folder => Error::NoExportInFolder,
        InputKind::Archive if is_office(input) => unknown(Looks::Office),
        InputKind::Archive => unknown(Looks::ZipWithoutExport),
        InputKind::File if input.entries.iter().all(|entry| entry.size() == 0) => Error::EmptyFile,
        InputKind::File => unknown(looks.first().copied().unwrap_or(Looks::Unknown)),
    }
}

/// Documents of today's office programs are zips.
fn is_office(input: &Input) -> bool {
    input
        .entries
        .iter()
        .any(|entry| ["[Content_Types].xml", "mimetype"].contains(&entry.name()))
}

fn known(importers: &[&'static dyn Importer]) -> String {
    let names: Vec<&str> = importers.iter().map(|importer| importer.source()).collect();
    names.join(", ")
}

/// The first bytes of a file. One whose very first bytes show that no format can be in it is not
/// read further: a folder of photos is passed over quickly. Where one broke among these bytes, what came
/// before can still be an export, which tells of it when it is read: the error is given beside.
fn read_head(entry: &dyn Entry) -> Result<(Vec<u8>, Option<Error>)> {
    const FIRST: usize = 512;
    let mut reader = entry.open()?;
    let mut head = vec![0; PROBE_BYTES];
    let mut filled = 0;
    let mut broken = None;
    while filled < PROBE_BYTES {
        let end = if filled < FIRST { FIRST } else { PROBE_BYTES };
        let room = head.get_mut(filled..end).unwrap_or_default();
        let read = match read_some(&mut reader, room, entry) {
            Err(error) if is_broken(&error) && filled > 0 => {
                broken = Some(error);
                0
            }
            read => read?,
        };
        filled += read;
        let is_media = filled >= FIRST
            && end == FIRST
            && matches!(
                Looks::of(head.get(..FIRST).unwrap_or_default()),
                Looks::Image | Looks::Video | Looks::Audio | Looks::Pdf
            );
        if read == 0 || is_media {
            break;
        }
    }
    head.truncate(filled);
    Ok((head, broken))
}
