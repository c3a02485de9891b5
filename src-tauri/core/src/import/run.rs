//! An import from beginning to end: inputs opened, exports found, each read on a thread of its own
//! while this one writes what it gives.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{RecvTimeoutError, bounded, unbounded};
use rusqlite::Transaction;
use rustc_hash::FxHashSet;

use super::batch::{BatchingSink, Shared};
use super::detect;
use super::input::{Input, Opening};
use super::namesake::{self, Answer, Namesake, Resettled, Settled, Unclear};
use super::progress::{PROGRESS_EVERY, Progress, ProgressListener};
use super::reading::Check;
use super::report::{self, ImportedFile, Warnings};
use super::write::Writer;
use super::{Context, Export, IMPORTERS, IdScope, Importer, Sink};
use crate::change::Change;
use crate::library::Library;
use crate::model::conversation::ConversationType;
use crate::model::error::{Error, Result};
use crate::model::place::Place;
use crate::store::Store;

/// Batches under way between the two threads: enough that neither waits for the other's hiccups,
/// few enough that memory stays flat.
const BATCHES_UNDER_WAY: usize = 2;
/// What to import, and who is told.
pub struct ImportRequest {
    /// Files, folders and zips.
    pub paths: Vec<PathBuf>,
    /// What reading depends on beside the files.
    pub context: Context,
    /// Set it to stop: what was committed stays, and importing again goes on without doubling.
    pub cancel: Arc<AtomicBool>,
    /// Told of the progress at most ten times a second, and in any case first and last.
    pub progress: ProgressListener,
}

/// What came of an import that may ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was imported, and what could not be.
    pub files: Vec<ImportedFile>,
    /// The chats that were left out until the person says where they belong.
    pub namesakes: Vec<Namesake>,
}

impl Library {
    /// Imports what is at the paths, one after the other; one that cannot be read does not stop the
    /// others. Blocks until it is done or cancelled.
    pub fn import_files(&self, request: &ImportRequest) -> Vec<ImportedFile> {
        self.import(request, Unclear::GoesOn).files
    }

    /// [`Library::import_files`], without the chats of which only the person knows whether they go
    /// on a conversation of their name. They are asked about: [`Library::import_namesakes`] takes
    /// the answers.
    pub fn import_asking(&self, request: &ImportRequest) -> Imported {
        self.import(request, Unclear::IsAsked)
    }

    /// Imports the chats that were asked about, as the person answered, and nothing else that is at
    /// the paths: those that the answers say were given. A chat that shares a message with a
    /// conversation by now goes there whatever was answered.
    pub fn import_namesakes(
        &self,
        request: &ImportRequest,
        answers: &[Answer],
    ) -> Vec<ImportedFile> {
        let mut files = self.import(request, Unclear::IsAnswered(answers)).files;
        let is_told = |answer: &Answer, files: &[ImportedFile]| {
            let is_of = |file: &ImportedFile| answer.path.starts_with(&file.path);
            files.iter().any(is_of)
        };
        for answer in answers {
            if !is_told(answer, &files) && !request.cancel.load(Ordering::Relaxed) {
                let gone = std::io::Error::from(std::io::ErrorKind::NotFound);
                files.push(ImportedFile::failed(
                    &answer.path,
                    Error::file(&answer.path, &gone),
                ));
            }
        }
        files
    }

    fn import(&self, request: &ImportRequest, unclear: Unclear<'_>) -> Imported {
        let mut run = Run {
            store: &self.store,
            request,
            unclear,
            namesakes: vec![],
            progress: Progress::new(&request.progress),
        };
        let mut seen = FxHashSet::default();
        let mut files = vec![];
        // A folder given twice, or beside a zip that lies in it: each is looked into and read once.
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        for given in &request.paths {
            if seen.contains(&canonical(given)) {
                continue;
            }
            if run.check().is_err() {
                break;
            }
            run.progress.begin(given.to_string_lossy().into_owned(), 0);
            let mut found = vec![];
            let mut opening = Opening::at(given);
            while let Some(opened) = opening.next(&mut || run.check()) {
                if run.check().is_err() {
                    break;
                }
                let path = opened.path;
                let is_new = seen.insert(canonical(&path));
                let files = if is_new && unclear.wants_of(&path) {
                    run.import_input(given, &path, opened.input)
                } else {
                    vec![]
                };
                if !(opened.is_incidental && files.iter().any(ImportedFile::holds_nothing)) {
                    found.push((opened.depth, files));
                }
            }
            files.extend(report::without_empty(found));
        }
        run.progress.tell_last();
        let namesakes = run.namesakes;
        Imported { files, namesakes }
    }
}

/// Writes drafts that come from no file, under the same rules as an import but in a transaction of
/// the caller's; notes in `change` what it changed.
///
/// # Errors
/// 200002, or what `give` fails with.
pub(crate) fn import_drafts(
    store: &Store,
    transaction: &Transaction<'_>,
    change: &mut Change,
    source: &'static str,
    give: impl FnOnce(&mut dyn Sink) -> Result<()>,
) -> Result<ImportedFile> {
    let (sender, receiver) = unbounded();
    let shared = Shared::default();
    let mut warnings = Warnings::default();
    let mut sink = BatchingSink::new(sender, &shared, &mut warnings);
    give(&mut sink)?;
    sink.finish()?;
    let mut writer = Writer::new(store, source, IdScope::Product);
    for batch in receiver {
        writer.write_within(transaction, &batch, change)?;
    }
    let mut file = ImportedFile::default();
    file.fill(source, &writer);
    Ok(file)
}

struct Run<'a> {
    store: &'a Store,
    request: &'a ImportRequest,
    unclear: Unclear<'a>,
    /// What the person is asked.
    namesakes: Vec<Namesake>,
    progress: Progress<'a>,
}

impl Run<'_> {
    fn import_input(
        &mut self,
        given: &Path,
        path: &Path,
        input: Result<Input>,
    ) -> Vec<ImportedFile> {
        let failed = |error| ImportedFile::failed(&path.to_string_lossy(), error);
        let mut input = match input {
            Ok(input) => input,
            Err(error) => return vec![failed(error)],
        };
        let mut skipped = std::mem::take(&mut input.warnings);
        let check: Check<'_> = &mut || self.check();
        let found = match detect::find(&input, &IMPORTERS, &mut skipped, check) {
            Ok(found) => found,
            Err(Error::Cancelled) => return vec![],
            Err(error) => {
                let mut file = failed(error);
                file.warnings = skipped;
                return vec![file];
            }
        };
        let mut files: Vec<ImportedFile> = vec![];
        let mut all_wanted = true;
        for export in &found {
            let shown = export.path(path, &input, found.len());
            if !self.unclear.wants(&shown) {
                all_wanted = false;
                continue;
            }
            if self.check().is_err() {
                break;
            }
            let importer = export.importer;
            let file = export.read_in(&input, |files| {
                self.import_export(importer, files, (given, &shown))
            });
            files.extend(file);
        }
        // What is imported by an answer was told of when the rest was imported.
        if let Some(first) = files.first_mut().filter(|_| all_wanted) {
            first.warnings.splice(0..0, skipped);
        }
        report::tell_of_break(&mut files, input.broken);
        files
    }

    /// Whether to go on; tells of progress that waits to be told.
    fn check(&mut self) -> Result<()> {
        self.progress.tell_waiting();
        if self.request.cancel.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    /// Imports an export, or finds that the person must be asked about it.
    fn import_export(
        &mut self,
        importer: &'static dyn Importer,
        export: &Export<'_>,
        (given, path): (&Path, &str),
    ) -> Option<ImportedFile> {
        let (store, context) = (self.store, &self.request.context);
        let how = (self.unclear, path);
        let total = export.entries.iter().map(|entry| entry.size()).sum();
        self.progress.begin(path.to_owned(), total);
        let check: Check<'_> = &mut || self.check();
        match namesake::settle(store, importer, export, context, check, how) {
            Ok(Settled::To(id)) => Some(self.write_export(importer, export, path, id)),
            Ok(Settled::Asked(namesake)) => {
                self.namesakes.push(Namesake {
                    given: given.to_path_buf(),
                    path: path.to_owned(),
                    ..*namesake
                });
                None
            }
            Err(Error::Cancelled) => None,
            Err(error) => Some(ImportedFile::failed(path, error)),
        }
    }

    /// Reads and writes one export, its conversation under another id where there is one.
    fn write_export(
        &mut self,
        importer: &'static dyn Importer,
        export: &Export<'_>,
        path: &str,
        id: Option<(ConversationType, String)>,
    ) -> ImportedFile {
        let context = &self.request.context;
        let mut file = ImportedFile {
            path: path.to_owned(),
            ..ImportedFile::default()
        };
        let shared = Shared {
            cancel: Arc::clone(&self.request.cancel),
            ..Shared::default()
        };
        let mut warnings = Warnings::default();
        let mut writer = Writer::new(self.store, importer.source(), importer.id_scope());
        let (sender, receiver) = bounded(BATCHES_UNDER_WAY);
        let (read, wrote) = std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut sink = BatchingSink::new(sender, &shared, &mut warnings);
                let mut resettled = Resettled {
                    sink: &mut sink,
                    id,
                };
                let outcome = importer.import(export, context, &mut resettled);
                if outcome == Err(Error::Cancelled) {
                    return outcome;
                }
                sink.finish().and(outcome)
            });
            let wrote = loop {
                match receiver.recv_timeout(PROGRESS_EVERY) {
                    Ok(batch) => {
                        if let Err(error) = writer.write(&batch) {
                            break Err(error);
                        }
                        if self.check().is_err() {
                            break Ok(());
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break Ok(()),
                }
                self.progress.reach(&shared, &writer);
            };
            // Without a receiver the reading side ends at its next batch.
            drop(receiver);
            // A reader that panicked met a file that its importer was not made for.
            let read = reader.join().unwrap_or_else(|_| {
                Err(Error::Damaged {
                    place: Place::file(export.input_name),
                })
            });
            (read, wrote)
        });
        let wrote = match read {
            Ok(()) => wrote.and_then(|()| writer.finish()),
            Err(_) => wrote,
        };
        if read.is_ok() {
            // What follows the last conversation is read too, though nothing tells of it.
            shared.reached.store(u64::MAX, Ordering::Relaxed);
        }
        self.progress.reach(&shared, &writer);
        file.fill(importer.source(), &writer);
        file.warnings = warnings.into_list(export.input_name);
        file.error = wrote
            .and(read)
            .err()
            .filter(|error| *error != Error::Cancelled);
        file
    }
}
