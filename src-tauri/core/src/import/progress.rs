//! How far an import has come, told while it runs.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::batch::Shared;
use super::write::Writer;

/// Progress is told at most this often.
pub(super) const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// Hears of an import's progress, on the thread that imports.
pub type ProgressListener = Box<dyn Fn(&ImportProgress) + Send + Sync>;

/// How far an import has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// The path being read.
    pub path: String,
    /// Bytes read, of this export.
    pub bytes_done: u64,
    /// Bytes of this export; 0 while a path is still being looked into.
    pub bytes_total: u64,
    /// Conversations written so far, all files together.
    pub conversations: u64,
    /// Messages written so far, all files together.
    pub messages: u64,
}

/// Tells of an import's progress, not too often however many exports it has.
pub(super) struct Progress<'a> {
    listener: &'a ProgressListener,
    now: ImportProgress,
    /// Conversations and messages of the exports before the present one.
    before: (u64, u64),
    told: Option<Instant>,
    /// Whether `now` says more than was told last.
    has_news: bool,
}

impl<'a> Progress<'a> {
    pub fn new(listener: &'a ProgressListener) -> Self {
        Self {
            listener,
            now: ImportProgress::default(),
            before: (0, 0),
            told: None,
            has_news: false,
        }
    }

    /// A path or an export of so many bytes begins; 0 while nobody knows.
    pub fn begin(&mut self, path: String, bytes_total: u64) {
        self.before = (self.now.conversations, self.now.messages);
        self.now = ImportProgress {
            path,
            bytes_done: 0,
            bytes_total,
            ..self.now
        };
        self.tell_sometimes();
    }

    /// The present export has come this far.
    pub fn reach(&mut self, shared: &Shared, writer: &Writer<'_>) {
        let written = writer.written;
        let (conversations, messages) = self.before;
        self.now.bytes_done = shared
            .reached
            .load(Ordering::Relaxed)
            .min(self.now.bytes_total);
        self.now.conversations =
            conversations + written.conversations_added + written.conversations_updated;
        self.now.messages = messages + written.messages_added;
        self.tell_sometimes();
    }

    fn tell_sometimes(&mut self) {
        self.has_news = true;
        self.tell_waiting();
    }

    /// Tells what was not told yet, unless that would be too soon.
    pub fn tell_waiting(&mut self) {
        let is_due = |told: Instant| told.elapsed() >= PROGRESS_EVERY;
        if self.has_news && self.told.is_none_or(is_due) {
            self.tell();
        }
    }

    /// What the import came to, unless it was told.
    pub fn tell_last(&mut self) {
        if self.has_news {
            self.tell();
        }
    }

    fn tell(&mut self) {
        (self.listener)(&self.now);
        self.told = Some(Instant::now());
        self.has_news = false;
    }
}
