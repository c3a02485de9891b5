//! What an import tells of each file, in the shape that the window receives.

use serde::Serialize;

use super::Warning;
use super::reading::is_broken;
use super::write::Writer;
use crate::model::conversation::RowId;
use crate::model::error::Error;
use crate::model::looks::Looks;
use crate::model::place::Place;

/// Warnings of a file that are kept; more are only counted.
const MOST_WARNINGS: usize = 200;

/// What came of one export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportedFile {
    /// The path that was given; where it held several exports, with the inner name behind.
    pub path: String,
    /// `telegram`, `chatgpt`, …; empty when no format was recognised.
    pub format: String,
    /// Conversations that are new.
    pub conversations_added: u64,
    /// Known conversations that got something new.
    pub conversations_updated: u64,
    /// Messages that are new.
    pub messages_added: u64,
    /// Messages that were there already.
    pub messages_known: u64,
    /// The conversations that are new or got something new, by their rows.
    #[serde(rename = "rowIDs")]
    pub row_ids: Vec<RowId>,
    /// What the person should know about the file.
    pub warnings: Vec<Warning>,
    /// Why the file could not be read, or not to its end.
    pub error: Option<Error>,
}

impl ImportedFile {
    /// A file that could not be imported.
    pub(super) fn failed(path: &str, error: Error) -> Self {
        Self {
            path: path.to_owned(),
            error: Some(error),
            ..Self::default()
        }
    }

    /// Whether it is a folder or a zip in which there was no export.
    pub(super) fn holds_nothing(&self) -> bool {
        let looks_like = match &self.error {
            Some(Error::NoExportInFolder) => return true,
            Some(Error::UnknownFormat { looks_like, .. }) => looks_like,
            _ => return false,
        };
        matches!(looks_like, Looks::ZipWithoutExport | Looks::Office)
    }

    /// Takes over what was written.
    pub(super) fn fill(&mut self, source: &str, writer: &Writer<'_>) {
        let written = writer.written;
        self.row_ids = writer.conversations();
        self.format = source.into();
        self.conversations_added = written.conversations_added;
        self.conversations_updated = written.conversations_updated;
        self.messages_added = written.messages_added;
        self.messages_known = written.messages_known;
    }
}

/// The reports of what lies at one path, outer inputs before what lies in them, each with its depth;
/// none for one that was read before. A folder or zip that holds no export itself is not to blame when
/// something in it does or is told of; when there is nothing of the kind, it is told of alone.
pub(super) fn without_empty(mut found: Vec<(usize, Vec<ImportedFile>)>) -> Vec<ImportedFile> {
    let is_empty =
        |files: &[ImportedFile]| !files.is_empty() && files.iter().all(ImportedFile::holds_nothing);
    let mut told = vec![];
    while !found.is_empty() {
        let (depth, mut files) = found.remove(0);
        if is_empty(&files) {
            let deeper = found.iter().take_while(|(inside, _)| *inside > depth);
            let inside = deeper.count();
            let mut inner = found.iter_mut().take(inside);
            match inner.find(|(_, files)| !is_empty(files)) {
                Some((_, inner)) => {
                    let warnings = files.drain(..).flat_map(|empty| empty.warnings);
                    if let Some(first) = inner.first_mut() {
                        first.warnings.splice(0..0, warnings);
                    }
                }
                None => drop(found.drain(..inside)),
            }
        }
        told.append(&mut files);
    }
    told
}

/// Says that the input of these exports is cut off or damaged, unless one of them has met with that
/// itself.
pub(super) fn tell_of_break(files: &mut [ImportedFile], broken: Option<Error>) {
    let warning = match &broken {
        Some(Error::CutOff { place }) => Warning::cut_off(place),
        Some(Error::Damaged { place }) => Warning::damaged(place),
        _ => return,
    };
    let is_told = |file: &ImportedFile| file.error.as_ref().is_some_and(is_broken);
    if files.iter().any(is_told) {
        return;
    }
    if let Some(file) = files.iter_mut().find(|file| file.error.is_none()) {
        file.warnings.push(warning);
        file.error = broken;
    }
}

/// The warnings of a file: the first ones, and how many more there were.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    kept: Vec<Warning>,
    more: u64,
}

impl Warnings {
    pub fn push(&mut self, warning: Warning) {
        if self.kept.len() < MOST_WARNINGS {
            self.kept.push(warning);
        } else {
            self.more += 1;
        }
    }

    /// The kept warnings, and one that tells of the others.
    pub fn into_list(mut self, file: &str) -> Vec<Warning> {
        if self.more > 0 {
            self.kept
                .push(Warning::more_like_this(&Place::file(file), self.more));
        }
        self.kept
    }
}
