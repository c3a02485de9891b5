//! What is kept on disk is for its owner's eyes alone: it holds all that somebody wrote to anybody.
//! On Unix folders are made with the mode 0700 and files with 0600, whatever the umask says;
//! elsewhere a person's own folders are closed to others already.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder that only its owner can look into. One that is there already stays as it is: it
/// may be the person's own, with other things in it.
///
/// # Errors
/// It could not be made.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a folder that is the program's alone, closing one that is there already.
///
/// # Errors
/// It could not be made.
pub fn make_own_folder(path: &Path) -> io::Result<()> {
    make_folder(path)?;
    // One that belongs to somebody else may still be used, and is theirs to close.
    #[cfg(unix)]
    let _ = std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700));
    Ok(())
}

/// How to open a file for writing so that, when it is new, only its owner can read it.
pub fn file_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes an empty file that only its owner can read, where there is none. One that is there is not
/// even opened: closing it again would drop the locks that SQLite holds on it.
///
/// # Errors
/// It could not be made.
pub fn make_file(path: &Path) -> io::Result<()> {
    match file_options().create_new(true).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::testing::TestLibrary;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn every_file_of_a_library_is_for_its_owner_alone() {
        let library = TestLibrary::of(&["C2Ct:a"]);
        let files: Vec<_> = std::fs::read_dir(library.folder())
            .unwrap()
            .flatten()
            .map(|file| (file.file_name().into_string().unwrap(), mode(&file.path())))
            .collect();
        assert!(files.len() >= 3, "{files:?}");
        assert!(files.iter().all(|(_, mode)| *mode == 0o600), "{files:?}");
    }

    #[test]
    fn a_librarys_folder_is_closed_also_when_it_stood_open() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("library");
        std::fs::create_dir(&folder).unwrap();
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
        drop(crate::Library::open(&folder).unwrap());
        assert_eq!(mode(&folder), 0o700);
    }

    #[test]
    fn a_folder_that_the_person_made_is_left_as_they_made_it() {
        let place = tempfile::tempdir().unwrap();
        std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755)).unwrap();
        make_folder(place.path()).unwrap();
        assert_eq!(mode(place.path()), 0o755);
    }
}
