//! What the shell keeps while the app runs: the library, running imports, files not yet taken.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use parking_lot::{Mutex, RwLock};
use sheaf_core::{Error, Library, Result};

use crate::data_folder::DataFolder;

/// The state that commands share.
pub struct App {
    /// Where everything is kept.
    pub folder: DataFolder,
    library: RwLock<Result<Arc<Library>>>,
    opening: Mutex<()>,
    given: Mutex<Vec<PathBuf>>,
    imports: Mutex<HashMap<String, Arc<AtomicBool>>>,
    imports_begun: AtomicU64,
}

impl App {
    /// An app over `library`, or over why it could not be opened: the window then says so and
    /// offers to try again.
    pub fn new(folder: DataFolder, library: Result<Arc<Library>>, given: Vec<PathBuf>) -> Self {
        Self {
            folder,
            library: RwLock::new(library),
            opening: Mutex::new(()),
            given: Mutex::new(given),
            imports: Mutex::new(HashMap::new()),
            imports_begun: AtomicU64::new(0),
        }
    }

    /// The open library.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub fn library(&self) -> Result<Arc<Library>> {
        self.library.read().clone()
    }

    /// Puts a newly opened library, or the newest failure, in place of a failure. Of several that
    /// try at once one opens it.
    pub fn open_again(&self, open: impl FnOnce() -> Result<Arc<Library>>) {
        let _one_at_a_time = self.opening.lock();
        if self.library().is_err() {
            let opened = open();
            *self.library.write() = opened;
        }
    }

    /// Keeps files for the window to take.
    pub fn give(&self, files: Vec<PathBuf>) {
        self.given.lock().extend(files);
    }

    /// The files given so far, once.
    pub fn take_given(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.given.lock())
    }

    /// Begins an import: its id and the flag that cancels it.
    pub fn begin_import(&self) -> (String, Arc<AtomicBool>) {
        let number = self.imports_begun.fetch_add(1, Ordering::Relaxed) + 1;
        let id = format!("import-{number}");
        let cancel = Arc::new(AtomicBool::new(false));
        self.imports.lock().insert(id.clone(), Arc::clone(&cancel));
        (id, cancel)
    }

    /// Forgets an import that has ended.
    pub fn end_import(&self, id: &str) {
        self.imports.lock().remove(id);
    }

    /// Asks a running import to stop after its current batch.
    ///
    /// # Errors
    /// 50002 when no import of that id is running.
    pub fn cancel_import(&self, id: &str) -> Result<()> {
        match self.imports.lock().get(id) {
            Some(cancel) => {
                cancel.store(true, Ordering::Relaxed);
                Ok(())
            }
            None => Err(Error::bad_parameter(
                "importID",
                "no import of that id is running",
            )),
        }
    }
}
