//! An open library: every command of the contract over one data folder.

use std::path::Path;

use crate::change::Change;
use crate::model::error::Result;
use crate::store::Store;

/// The open library of one data folder. Cheap to share; every method may block on the disk, so
/// none is called on an async thread.
pub struct Library {
    pub(crate) store: Store,
}

impl Library {
    /// Opens the library in `folder`, making it where there is none.
    ///
    /// # Errors
    /// 200002 when it cannot be read or written, 200006 when a newer program made it.
    pub fn open(folder: &Path) -> Result<Self> {
        Ok(Self {
            store: Store::open(folder)?,
        })
    }

    /// Sets who hears of each change, once, in commit order. The listener runs while the writer is
    /// held: it must hand the change on and not call back into the library.
    pub fn on_change(&self, listener: impl Fn(&Change) + Send + Sync + 'static) {
        self.store.on_change(Box::new(listener));
    }
}
