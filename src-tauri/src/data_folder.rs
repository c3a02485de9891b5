//! Where everything of the app is kept on disk.

use std::path::{Path, PathBuf};

/// One folder for everything: the library, the web view's caches, the window's place.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder asked for, or `identifier` in the system's place for application data.
    ///
    /// # Errors
    /// None was asked for and the system has no such place (no home folder).
    pub fn choose(asked: Option<PathBuf>, identifier: &str) -> anyhow::Result<Self> {
        match asked.or_else(|| Some(dirs::data_dir()?.join(identifier))) {
            Some(path) => Ok(Self(path)),
            None => anyhow::bail!("there is no home folder; name one with --data-dir"),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database's own folder: the web view writes caches beside it, never into it.
    pub fn library(&self) -> PathBuf {
        self.0.join("library")
    }

    /// What the web view keeps.
    pub fn webview(&self) -> PathBuf {
        self.0.join("webview")
    }

    /// Where the window stood when it was last closed.
    pub fn window_place(&self) -> PathBuf {
        self.0.join("window.json")
    }

    /// Held while an app runs on this folder.
    pub fn lock(&self) -> PathBuf {
        self.0.join("running.lock")
    }
}
