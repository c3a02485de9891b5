//! Every way an operation can fail, with the contract's code for it (`docs/contract.md`).

use std::collections::BTreeMap;

use serde::Serialize;

pub use super::fault::{ArchiveFault, FileFault, StoreFault};
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

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(StoreFault::from_sqlite(&error))
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// One value for each pattern. A variant that is missing does not compile.
    macro_rules! one_of_each {
        ($($pattern:pat => $value:expr),+ $(,)?) => {{
            let values = vec![$($value),+];
            for value in &values {
                match value {
                    $($pattern => {})+
                }
            }
            values
        }};
    }

    fn every_error() -> Vec<Error> {
        let words = String::new;
        let place = || Place::file("");
        let stores = one_of_each![
            StoreFault::DiskFull => StoreFault::DiskFull,
            StoreFault::ReadOnly => StoreFault::ReadOnly,
            StoreFault::Locked => StoreFault::Locked,
            StoreFault::Damaged => StoreFault::Damaged,
            StoreFault::Foreign => StoreFault::Foreign,
            StoreFault::NotAFolder => StoreFault::NotAFolder,
            StoreFault::NotAFile => StoreFault::NotAFile,
            StoreFault::Other(_) => StoreFault::Other(words()),
        ];
        let archives = one_of_each![
            ArchiveFault::TooManyEntries(_) => ArchiveFault::TooManyEntries(0),
            ArchiveFault::TooLarge(_) => ArchiveFault::TooLarge(0),
            ArchiveFault::Ratio => ArchiveFault::Ratio,
            ArchiveFault::OutsideName(_) => ArchiveFault::OutsideName(words()),
            ArchiveFault::Encrypted => ArchiveFault::Encrypted,
            ArchiveFault::UnknownMethod(_) => ArchiveFault::UnknownMethod(words()),
            ArchiveFault::Inner => ArchiveFault::Inner,
        ];
        let files = one_of_each![
            FileFault::NotFound => FileFault::NotFound,
            FileFault::NoPermission => FileFault::NoPermission,
            FileFault::NotAFile => FileFault::NotAFile,
            FileFault::Other(_) => FileFault::Other(words()),
        ];
        let others = one_of_each![
            Error::GroupNotFound { .. } => Error::GroupNotFound { name: words() },
            Error::TooManyGroups { .. } => Error::TooManyGroups { limit: 20 },
            Error::GroupNameTooLong { .. } => Error::GroupNameTooLong { bytes: 33 },
            Error::BadParameter { .. } => Error::bad_parameter("", ""),
            Error::ConversationNotFound { .. } => Error::ConversationNotFound { id: words() },
            Error::NotGroupable { .. } => Error::NotGroupable { id: words() },
            Error::GroupExists { .. } => Error::GroupExists { name: words() },
            Error::Store(_) => Error::Store(StoreFault::Locked),
            Error::NotWiped => Error::NotWiped,
            Error::UnknownFormat { .. } => Error::UnknownFormat { looks_like: Looks::Text, known: words() },
            Error::EmptyFile => Error::EmptyFile,
            Error::NoExportInFolder => Error::NoExportInFolder,
            Error::CutOff { .. } => Error::CutOff { place: place() },
            Error::Damaged { .. } => Error::Damaged { place: place() },
            Error::BrokenArchive { .. } => Error::BrokenArchive { place: place() },
            Error::ArchiveRefused(_) => Error::ArchiveRefused(ArchiveFault::Ratio),
            Error::File { .. } => Error::File { path: words(), fault: FileFault::NotFound },
            Error::NewerDatabase { .. } => Error::NewerDatabase { found: 2, known: 1 },
            Error::Cancelled => Error::Cancelled,
        ];
        let file = |fault| Error::File {
            path: words(),
            fault,
        };
        let mut errors = others;
        errors.extend(stores.into_iter().map(Error::Store));
        errors.extend(archives.into_iter().map(Error::ArchiveRefused));
        errors.extend(files.into_iter().map(file));
        errors
    }

    #[test]
    fn the_contracts_table_of_codes_is_what_errors_have() {
        let table = include_str!("../../../../docs/contract.md").lines();
        let documented: BTreeSet<(i32, &str)> = table
            .filter_map(|line| {
                let (code, rest) = line.strip_prefix("| ")?.split_once(" | ")?;
                let (reasons, _) = rest.split_once(" | ")?;
                let code: i32 = code.parse().ok()?;
                Some(
                    reasons
                        .split('`')
                        .skip(1)
                        .step_by(2)
                        .map(move |reason| (code, reason)),
                )
            })
            .flatten()
            .collect();
        let errors = every_error();
        let sent = errors.iter().filter(|error| **error != Error::Cancelled);
        let had: BTreeSet<(i32, &str)> = sent.map(|error| (error.code(), error.reason())).collect();
        assert_eq!(documented, had);
    }
}
