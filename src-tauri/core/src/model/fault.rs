//! What stands in the way of the library's file, of an archive, of a file that was given: the causes
//! behind three kinds of [`Error`](super::error::Error).

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

    /// SQLite's own error codes decide which fault it is, never its text.
    pub(super) fn from_sqlite(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Other(error.to_string()),
        }
    }

    pub(super) fn sentence(&self) -> String {
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

    pub(super) fn reason(&self) -> &'static str {
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
    pub(super) fn sentence(&self) -> String {
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

    pub(super) fn reason(&self) -> &'static str {
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
