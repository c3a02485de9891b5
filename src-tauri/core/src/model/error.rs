//! Every way an operation can fail, with the contract's code for it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::looks::Looks;
use super::place::Place;

/// The core's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure. The text says what happened and what to do, in English; the window words it in the
/// person's language from [`Error::code`], [`Error::reason`] and [`Error::params`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// 51009
    #[error("There is no group named “{name}”.")]
    GroupNotFound {
        /// The name asked for.
        name: String,
    },
    /// 51010
    #[error("There can be at most {limit} groups. Raise the limit in Settings or delete a group.")]
    TooManyGroups {
        /// The limit in force.
        limit: u32,
    },
    /// 51011
    #[error("The group name is {bytes} bytes long; at most 32 are allowed.")]
    GroupNameTooLong {
        /// Length of the name in UTF-8 after NFC and trimming.
        bytes: usize,
    },
    /// 50002
    #[error("{parameter}: {why}")]
    BadParameter {
        /// The parameter's name as the command spells it.
        parameter: String,
        /// What is wrong with it.
        why: String,
    },
    /// 2500
    #[error("There is no conversation {id}.")]
    ConversationNotFound {
        /// The id asked for.
        id: String,
    },
    /// 2503
    #[error("{id} is not a conversation that can be grouped.")]
    NotGroupable {
        /// The id asked for.
        id: String,
    },
    /// 200001
    #[error("There is already a group named “{name}”.")]
    GroupExists {
        /// The name asked for.
        name: String,
    },
    /// 200002
    #[error("{}", .0.sentence())]
    Store(StoreFault),
    /// 200002: what was erased is gone from the library, but not yet from its file.
    #[error(
        "The conversations are erased, but traces of them may still be in the library's file, because it could not be rewritten. Make room on the disk for another copy of it and erase again."
    )]
    NotWiped,
    /// 200003
    #[error(
        "This is no export that Sheaf knows; it looks like {}. Known are: {known}.",
        .looks_like.phrase()
    )]
    UnknownFormat {
        /// What the file seems to be.
        looks_like: Looks,
        /// The products whose exports Sheaf reads, for the sentence.
        known: String,
    },
    /// 200003
    #[error("The file is empty. Export it again.")]
    EmptyFile,
    /// 200003
    #[error("The folder holds no export that Sheaf knows.")]
    NoExportInFolder,
    /// 200004: the file ends in the middle of something.
    #[error(
        "The file is cut off at {place}. What came before was imported. Export it again to get the rest."
    )]
    CutOff {
        /// Where it ends.
        place: Place,
    },
    /// 200004: something in the file is not as its format has it, and reading cannot go on.
    #[error(
        "The file is damaged at {place}. What could be read was imported. Export it again to get the rest."
    )]
    Damaged {
        /// Where it broke.
        place: Place,
    },
    /// 200004: an archive that broke before anything that could be imported.
    #[error(
        "The archive is cut off or damaged at {place}, and there is no export before that. Nothing was imported. Download or export it again."
    )]
    BrokenArchive {
        /// Where it broke.
        place: Place,
    },
    /// 200005
    #[error("{}", .0.sentence())]
    ArchiveRefused(ArchiveFault),
    /// 50002: the path names nothing that can be read.
    #[error("{path} could not be read: {}.", .fault.words())]
    File {
        /// The path as it was given.
        path: String,
        /// Why.
        fault: FileFault,
    },
    /// 200006
    #[error(
        "This library was made by a newer version of Sheaf (format {found}; this version knows {known}). Install the newest version. Nothing was changed."
    )]
    NewerDatabase {
        /// `PRAGMA user_version` of the file.
        found: i64,
        /// The newest version this program writes.
        known: i64,
    },
    /// An import was cancelled; never sent as a failure, it ends the reading of a file.
    #[error("The import was cancelled.")]
    Cancelled,
}

/// Why the store could not be read or written. Nothing was changed in any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreFault {
    /// The disk is full.
    DiskFull,
    /// The data folder or the database may not be written.
    ReadOnly,
    /// Another program holds the database, or another Sheaf is using the folder.
    Locked,
    /// The file is not a database or is damaged inside.
    Damaged,
    /// The file is a database that another program made.
    Foreign,
    /// A file stands where the data folder or the library's folder in it should be.
    NotAFolder,
    /// A folder stands where a file of the library should be.
    NotAFile,
    /// Anything else, in SQLite's or the system's words.
    Other(String),
}

impl StoreFault {
    /// The fault behind a file or folder of the library that could not be made or opened.
    pub fn from_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            // Making a folder where a file is fails with the first, below a file with the second.
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Self::NotAFolder,
            ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Other(error.to_string()),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::DiskFull => "The disk is full. Free some space and try again. Nothing was changed.".into(),
            Self::ReadOnly => "The data folder cannot be written. Give yourself write permission or choose another folder. Nothing was changed.".into(),
            Self::Locked => "Another program is using the library. Close it and try again. Nothing was changed.".into(),
            Self::Damaged => "The library file is damaged. Put back a backup copy, or move the file away to start anew. Nothing was changed.".into(),
            Self::Foreign => "The library's file was made by another program. It was left untouched. Move it away, or choose another data folder.".into(),
            Self::NotAFolder => "A file stands where the data folder, or the library's folder in it, should be. Move it away or choose another data folder. Nothing was changed.".into(),
            Self::NotAFile => "A folder stands where a file of the library should be. Move it away and try again. Nothing was changed.".into(),
            Self::Other(words) => format!("The library could not be read or written: {words}. Nothing was changed."),
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::DiskFull => "disk-full",
            Self::ReadOnly => "read-only",
            Self::Locked => "locked",
            Self::Damaged => "damaged-library",
            Self::Foreign => "foreign-library",
            Self::NotAFolder => "not-a-folder",
            Self::NotAFile => "not-a-library-file",
            Self::Other(_) => "store-failed",
        }
    }
}

/// Why an archive is refused before anything of it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveFault {
    /// More entries than any export has.
    TooManyEntries(u64),
    /// Larger than allowed when unpacked, bytes.
    TooLarge(u64),
    /// Packed so tightly that it is made to fill a disk.
    Ratio,
    /// An entry's name points outside of the archive.
    OutsideName(String),
    /// Encrypted.
    Encrypted,
    /// An entry is packed in a way that is hardly ever used.
    UnknownMethod(String),
    /// It lies packed in another archive, and there is no room for unpacking it.
    Inner,
}

impl ArchiveFault {
    fn sentence(&self) -> String {
        let why = match self {
            Self::TooManyEntries(count) => format!("it holds {count} files"),
            Self::TooLarge(bytes) => format!("it unpacks to {bytes} bytes"),
            Self::Ratio => "it unpacks to far more than any export".into(),
            Self::OutsideName(name) => format!("the entry “{name}” points outside of it"),
            Self::Encrypted => "it is encrypted; unpack it first".into(),
            Self::UnknownMethod(name) => {
                format!("the entry “{name}” is packed in an unknown way; unpack it first")
            }
            Self::Inner => {
                "it lies in another archive and is too large; unpack that one first".into()
            }
        };
        format!("The archive was refused: {why}. Nothing of it was imported.")
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::TooManyEntries(_) => "archive-too-many-entries",
            Self::TooLarge(_) => "archive-too-large",
            Self::Ratio => "archive-ratio",
            Self::OutsideName(_) => "archive-outside-name",
            Self::Encrypted => "archive-encrypted",
            Self::UnknownMethod(_) => "archive-unknown-method",
            Self::Inner => "archive-inner",
        }
    }
}

/// Why a file given by the person cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// There is nothing at that path.
    NotFound,
    /// The system does not allow it.
    NoPermission,
    /// It is a pipe, a device or the like.
    NotAFile,
    /// Reading failed half-way, in the system's words.
    Other(String),
}

impl FileFault {
    /// The fault behind a file that could not be opened or read.
    pub fn from_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::PermissionDenied => Self::NoPermission,
            _ => Self::Other(error.to_string()),
        }
    }

    pub(crate) fn reason(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NoPermission => "no-permission",
            Self::NotAFile => "not-a-file",
            Self::Other(_) => "read-failed",
        }
    }

    pub(crate) fn words(&self) -> String {
        match self {
            Self::NotFound => "there is no such file".into(),
            Self::NoPermission => "you have no permission to read it".into(),
            Self::NotAFile => "it is neither a file nor a folder".into(),
            Self::Other(words) => words.clone(),
        }
    }
}

impl Error {
    /// A parameter that is missing, blank or of the wrong kind.
    pub fn bad_parameter(parameter: &str, why: &str) -> Self {
        Self::BadParameter {
            parameter: parameter.into(),
            why: why.into(),
        }
    }

    /// A file that could not be opened or read.
    pub fn file(path: impl Into<String>, error: &std::io::Error) -> Self {
        Self::File {
            path: path.into(),
            fault: FileFault::from_io(error),
        }
    }

    /// The contract's code.
    pub fn code(&self) -> i32 {
        match self {
            Self::GroupNotFound { .. } => 51009,
            Self::TooManyGroups { .. } => 51010,
            Self::GroupNameTooLong { .. } => 51011,
            Self::BadParameter { .. } | Self::File { .. } => 50002,
            Self::ConversationNotFound { .. } => 2500,
            Self::NotGroupable { .. } => 2503,
            Self::GroupExists { .. } => 200_001,
            Self::Store(_) | Self::NotWiped | Self::Cancelled => 200_002,
            Self::UnknownFormat { .. } | Self::EmptyFile | Self::NoExportInFolder => 200_003,
            Self::CutOff { .. } | Self::Damaged { .. } | Self::BrokenArchive { .. } => 200_004,
            Self::ArchiveRefused(_) => 200_005,
            Self::NewerDatabase { .. } => 200_006,
        }
    }

    /// One word for the cause, stable, for wording it in another language.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::GroupNotFound { .. } => "group-not-found",
            Self::TooManyGroups { .. } => "too-many-groups",
            Self::GroupNameTooLong { .. } => "group-name-too-long",
            Self::BadParameter { .. } => "bad-parameter",
            Self::ConversationNotFound { .. } => "conversation-not-found",
            Self::NotGroupable { .. } => "not-groupable",
            Self::GroupExists { .. } => "group-exists",
            Self::Store(fault) => fault.reason(),
            Self::NotWiped => "not-wiped",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::EmptyFile => "empty-file",
            Self::NoExportInFolder => "no-export-in-folder",
            Self::CutOff { .. } => "cut-off",
            Self::Damaged { .. } => "damaged-file",
            Self::BrokenArchive { .. } => "archive-broken",
            Self::ArchiveRefused(fault) => fault.reason(),
            Self::File { fault, .. } => fault.reason(),
            Self::NewerDatabase { .. } => "newer-library",
            Self::Cancelled => "cancelled",
        }
    }

    /// The values that the sentence is about, by name.
    pub fn params(&self) -> BTreeMap<&'static str, String> {
        let pairs: Vec<(&'static str, String)> = match self {
            Self::GroupNotFound { name } | Self::GroupExists { name } => {
                vec![("name", name.clone())]
            }
            Self::TooManyGroups { limit } => vec![("limit", limit.to_string())],
            Self::GroupNameTooLong { bytes } => vec![("bytes", bytes.to_string())],
            Self::BadParameter { parameter, why } => {
                vec![("parameter", parameter.clone()), ("why", why.clone())]
            }
            Self::ConversationNotFound { id } | Self::NotGroupable { id } => {
                vec![("id", id.clone())]
            }
            Self::Store(StoreFault::Other(words)) => vec![("why", words.clone())],
            Self::UnknownFormat { looks_like, known } => {
                vec![
                    ("looksLike", looks_like.word().into()),
                    ("known", known.clone()),
                ]
            }
            Self::CutOff { place } | Self::Damaged { place } | Self::BrokenArchive { place } => {
                place.params()
            }
            Self::ArchiveRefused(ArchiveFault::TooManyEntries(count)) => {
                vec![("count", count.to_string())]
            }
            Self::ArchiveRefused(ArchiveFault::TooLarge(bytes)) => {
                vec![("bytes", bytes.to_string())]
            }
            Self::ArchiveRefused(
                ArchiveFault::OutsideName(name) | ArchiveFault::UnknownMethod(name),
            ) => vec![("name", name.clone())],
            Self::File { path, fault } => vec![("path", path.clone()), ("why", fault.words())],
            Self::NewerDatabase { found, known } => {
                vec![("found", found.to_string()), ("known", known.to_string())]
            }
            Self::Store(_)
            | Self::NotWiped
            | Self::EmptyFile
            | Self::NoExportInFolder
            | Self::ArchiveRefused(_)
            | Self::Cancelled => vec![],
        };
        pairs.into_iter().collect()
    }
}

/// SQLite's own error codes decide which fault it is, never its text.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let fault = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreFault::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreFault::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFault::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreFault::Damaged,
            _ => StoreFault::Other(error.to_string()),
        };
        Self::Store(fault)
    }
}

/// An error as the window receives it: `{code, message, reason, params}`.
impl Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut state = serializer.serialize_struct("Error", 4)?;
        state.serialize_field("code", &self.code())?;
        state.serialize_field("message", &self.to_string())?;
        state.serialize_field("reason", self.reason())?;
        state.serialize_field("params", &self.params())?;
        state.end()
    }
}
