//! What tests of importers stand on: files in memory, and a sink that keeps what it is given.

use std::io::Read;

use super::{Context, DateOrder};
use super::{
    ConversationDraft, Entry, Export, Importer, MessageDraft, PROBE_BYTES, Probe, Role, Sink,
    Warning,
};
use crate::model::error::Result;
use crate::model::message::{MessageExtra, MessageKind};

/// A file that exists only in the test.
pub(crate) struct MemoryEntry {
    name: String,
    bytes: Vec<u8>,
    step: usize,
}

impl MemoryEntry {
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self::in_steps(name, bytes, usize::MAX)
    }

    /// A file of which each read gives at most `step` bytes.
    pub fn in_steps(name: &str, bytes: &[u8], step: usize) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
            step,
        }
    }
}

impl Entry for MemoryEntry {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn open(&self) -> Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(InSteps(&self.bytes, self.step)))
    }
}

struct InSteps<'a>(&'a [u8], usize);

impl Read for InSteps<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let room = out.len().min(self.1);
        self.0.read(&mut out[..room])
    }
}

/// A message that a sink was given.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collected {
    pub key: i64,
    pub time: i64,
    /// Key, name and role; `None` for nobody's.
    pub sender: Option<(String, String, Role)>,
    pub kind: MessageKind,
    pub text: String,
    pub extra: MessageExtra,
}

impl Collected {
    /// The sender's name; `""` for nobody's.
    pub fn sender_name(&self) -> &str {
        self.sender.as_ref().map_or("", |(_, name, _)| name)
    }

    pub fn is_outgoing(&self) -> bool {
        matches!(self.sender, Some((_, _, Role::Owner)))
    }
}

/// A sink that keeps everything, and how the import ended.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    /// Conversations in the order in which they were begun first, with their messages.
    pub conversations: Vec<(ConversationDraft, Vec<Collected>)>,
    pub warnings: Vec<Warning>,
    pub end: Option<crate::Error>,
    current: usize,
}

impl Collector {
    /// Messages of all conversations.
    pub fn messages(&self) -> Vec<&Collected> {
        self.conversations
            .iter()
            .flat_map(|(_, messages)| messages)
            .collect()
    }

    /// The reasons of the warnings, in order.
    pub fn reasons(&self) -> Vec<&'static str> {
        self.warnings.iter().map(|warning| warning.reason).collect()
    }
}

impl Sink for Collector {
    fn conversation(&mut self, draft: ConversationDraft) -> Result<()> {
        let same = |(known, _): &(ConversationDraft, _)| {
            (known.kind, &known.native_id) == (draft.kind, &draft.native_id)
        };
        self.current = match self.conversations.iter().position(same) {
            Some(index) => index,
            None => {
                self.conversations.push((draft, Vec::new()));
                self.conversations.len() - 1
            }
        };
        Ok(())
    }

    fn message(&mut self, draft: MessageDraft<'_>) -> Result<()> {
        self.conversations[self.current].1.push(Collected {
            key: draft.key,
            time: draft.time,
            sender: draft.sender.map(|sender| {
                (
                    sender.key.into_owned(),
                    sender.name.into_owned(),
                    sender.role,
                )
            }),
            kind: draft.kind,
            text: draft.text.into_owned(),
            extra: draft.extra,
        });
        Ok(())
    }

    fn warn(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    fn reached(&mut self, _bytes: u64) -> Result<()> {
        Ok(())
    }
}

/// A context in which everything is fixed: UTC, day before month.
pub(crate) fn context() -> Context {
    Context {
        zone: jiff::tz::TimeZone::UTC,
        date_order: DateOrder::DayMonthYear,
    }
}

/// Reads files that lie in one input, as `(path, content)`, with one importer: recognises each,
/// and reads those of the first key found as one export.
pub(crate) fn read(importer: &dyn Importer, files: &[(&str, &[u8])]) -> Collector {
    read_in(importer, files, &context())
}

/// [`read`] with another context.
pub(crate) fn read_in(
    importer: &dyn Importer,
    files: &[(&str, &[u8])],
    context: &Context,
) -> Collector {
    let entries: Vec<MemoryEntry> = files
        .iter()
        .map(|(name, bytes)| MemoryEntry::new(name, bytes))
        .collect();
    let mut recognised: Vec<(String, &dyn Entry)> = Vec::new();
    for entry in &entries {
        let head = &entry.bytes[..entry.bytes.len().min(PROBE_BYTES)];
        let probe = Probe {
            name: &entry.name,
            size: entry.size(),
            head,
        };
        if let Some(key) = importer.recognise(&probe) {
            recognised.push((key, entry));
        }
    }
    recognised.sort_by(|left, right| super::text::natural_order(left.1.name(), right.1.name()));
    let first = recognised.first().expect("a file is recognised").0.clone();
    let paths: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let export = Export {
        entries: recognised
            .iter()
            .filter(|(key, _)| *key == first)
            .map(|(_, entry)| *entry)
            .collect(),
        input_name: files[0].0,
        holds: &|path| paths.contains(&path),
        paths: &paths,
    };
    let mut collector = Collector::default();
    collector.end = importer.import(&export, context, &mut collector).err();
    collector
}

/// The folder of a product's sample exports, which are not part of the project: `.cargo/config.toml`
/// says where they lie. A test that reads them is ignored unless asked for, and has `sample_exports` in
/// its name: `cargo xtask test` asks for it where they are, and says that it is left out where they are
/// not.
pub(crate) fn samples(product: &str) -> std::path::PathBuf {
    let all = std::env::var_os("SHEAF_SAMPLES").expect("Cargo sets it");
    let folder = std::path::Path::new(&all).join(product);
    assert!(
        folder.is_dir(),
        "there are no samples at {}",
        folder.display()
    );
    folder
}

/// The files of a sample, as `(path, content)`: those inside a zip, or the file itself.
pub(crate) fn files_of(path: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_none_or(|extension| extension != "zip") {
        let name = path.file_name().unwrap().to_str().unwrap();
        return vec![(name.into(), bytes)];
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}
