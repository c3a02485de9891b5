//! One app per data folder: the second start hands its files to the first and ends.
//!
//! Tauri's single-instance plugin was not taken: it knows one app per user, by its identifier, and
//! two data folders are two libraries that may be open side by side. What decides is a lock on a
//! file in the folder, which the system drops when its holder dies, however it dies; files are
//! handed over through a local socket (a named pipe on Windows).

use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream};
use sheaf_core::model::error::StoreFault;
use sheaf_core::{Error, Result};

use crate::data_folder::DataFolder;

/// The first app's claim on its folder, for as long as it lives.
#[derive(Debug)]
pub struct Claim {
    // Held, never read: closing the file gives the lock back.
    _lock: File,
}

/// What a start finds.
#[derive(Debug)]
pub enum Start {
    /// Nobody is here: go on.
    First(Claim),
    /// An app runs on this folder and has taken the files over.
    HandedOver,
}

/// Claims the folder, or hands `files` to the app that has it.
///
/// # Errors
/// 200002: the folder cannot be made or written, or its app does not answer.
pub fn start(folder: &DataFolder, files: &[PathBuf]) -> Result<Start> {
    let store = |error: &std::io::Error| Error::Store(StoreFault::from_io(error));
    std::fs::create_dir_all(folder.path()).map_err(|error| store(&error))?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.lock())
        .map_err(|error| store(&error))?;
    match lock.try_lock() {
        Ok(()) => Ok(Start::First(Claim { _lock: lock })),
        Err(TryLockError::Error(error)) => Err(store(&error)),
        Err(TryLockError::WouldBlock) => hand_over(folder, files)
            .map(|()| Start::HandedOver)
            .map_err(|_| Error::Store(StoreFault::Locked)),
    }
}

/// Hears from later starts for as long as the app lives. `given` gets the files of each, an empty
/// list when the person only started the app again.
///
/// # Errors
/// The socket could not be made.
pub fn listen(
    folder: &DataFolder,
    given: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> std::io::Result<()> {
    // A killed app leaves its socket behind; the lock says that nobody is using it.
    let listener: Listener = ListenerOptions::new()
        .name(socket_name(folder)?)
        .try_overwrite(true)
        .create_sync()?;
    std::thread::Builder::new()
        .name("later starts".into())
        .spawn(move || {
            for stream in listener.incoming().flatten() {
                // A start that breaks off half-way has nothing to hand over.
                if let Ok(files) = receive(stream) {
                    given(files);
                }
            }
        })?;
    Ok(())
}

/// One line of JSON, the paths; answered with a line once read.
fn hand_over(folder: &DataFolder, files: &[PathBuf]) -> std::io::Result<()> {
    let mut stream = Stream::connect(socket_name(folder)?)?;
    serde_json::to_writer(&mut stream, files)?;
    stream.write_all(b"\n")?;
    stream.flush()?;
    let mut answer = String::new();
    BufReader::new(&stream).read_line(&mut answer)?;
    if answer.is_empty() {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

fn receive(stream: Stream) -> std::io::Result<Vec<PathBuf>> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let files = serde_json::from_str(&line)?;
    reader.get_mut().write_all(b"taken\n")?;
    Ok(files)
}

#[cfg(unix)]
fn socket_name(folder: &DataFolder) -> std::io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName};
    folder
        .path()
        .join("running.socket")
        .to_fs_name::<GenericFilePath>()
}

#[cfg(windows)]
fn socket_name(folder: &DataFolder) -> std::io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName};
    let path = folder.path().to_string_lossy().to_lowercase();
    let name = format!("sheaf-{:016x}", xxhash_rust::xxh3::xxh3_64(path.as_bytes()));
    name.to_ns_name::<GenericNamespaced>()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn folder() -> (tempfile::TempDir, DataFolder) {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::choose(Some(place.path().join("data")), "test").unwrap();
        (place, folder)
    }

    #[test]
    fn a_second_start_hands_its_files_to_the_first() {
        let (_place, folder) = folder();
        let first = start(&folder, &[]).unwrap();
        assert!(matches!(first, Start::First(_)));
        let (sender, given) = mpsc::channel();
        listen(&folder, move |files| sender.send(files).unwrap()).unwrap();

        let files = [PathBuf::from("/导出/result.json")];
        assert!(matches!(start(&folder, &files).unwrap(), Start::HandedOver));
        assert_eq!(given.recv_timeout(Duration::from_secs(5)).unwrap(), files);
    }

    #[test]
    fn a_folder_whose_app_does_not_answer_is_locked() {
        let (_place, folder) = folder();
        let _first = start(&folder, &[]).unwrap();
        let error = start(&folder, &[]).unwrap_err();
        assert_eq!((error.code(), error.reason()), (200_002, "locked"));
    }

    #[test]
    fn the_folder_is_free_again_when_its_app_is_gone() {
        let (_place, folder) = folder();
        drop(start(&folder, &[]).unwrap());
        assert!(matches!(start(&folder, &[]).unwrap(), Start::First(_)));
    }
}
