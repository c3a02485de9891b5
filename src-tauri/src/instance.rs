//! One app per data folder: the second start hands its files to the first and ends.
//!
//! Tauri's single-instance plugin was not taken: it knows one app per user, by its identifier, and
//! two data folders are two libraries that may be open side by side. What decides is a lock on a
//! file in the folder, which the system drops when its holder dies, however it dies; files are
//! handed over through a local socket (a named pipe on Windows).

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream};
use sheaf_core::model::error::StoreFault;
use sheaf_core::{Error, Result, private};

use crate::data_folder::DataFolder;

/// How long a start waits for the app that has the folder: it may have claimed it a moment ago and
/// not listen yet.
const PATIENCE: Duration = Duration::from_secs(5);
/// Between two attempts to reach it.
const PAUSE: Duration = Duration::from_millis(50);
/// More than any list of paths that a command line can hold, bytes.
const MOST_BYTES: u64 = 4 << 20;

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
    private::make_folder(folder.path()).map_err(|error| store(&error))?;
    let lock = private::file_options()
        .create(true)
        .truncate(false)
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
    given: impl Fn(Vec<PathBuf>) + Send + Sync + 'static,
) -> std::io::Result<()> {
    // A killed app leaves its socket behind; the lock says that nobody is using it.
    let listener: Listener = ListenerOptions::new()
        .name(socket_name(folder)?)
        .try_overwrite(true)
        .create_sync()?;
    let given = Arc::new(given);
    let hear = move |stream: Stream| {
        // A start that breaks off half-way has nothing to hand over.
        if let Ok(files) = receive(stream) {
            given(files);
        }
    };
    std::thread::Builder::new()
        .name("later starts".into())
        .spawn(move || {
            for stream in listener.incoming().flatten() {
                // Each by itself: one that says nothing must not keep the next from being heard.
                // Without a thread to hear it on it is told so by the closing of its stream.
                let hear = hear.clone();
                let _ = std::thread::Builder::new().spawn(move || hear(stream));
            }
        })?;
    Ok(())
}

/// Waits for the answer on another thread: pipes of Windows know no timeouts.
fn hand_over(folder: &DataFolder, files: &[PathBuf]) -> std::io::Result<()> {
    let stream = connect(folder)?;
    // As the system's own strings: a path need not be Unicode.
    let files: Vec<OsString> = files.iter().map(|file| file.clone().into()).collect();
    let (answered, answer) = mpsc::channel();
    std::thread::Builder::new().spawn(move || {
        // Nobody waits any more for an answer that comes too late.
        let _ = answered.send(ask(stream, &files));
    })?;
    let too_late = |_| Err(std::io::ErrorKind::TimedOut.into());
    answer.recv_timeout(PATIENCE).unwrap_or_else(too_late)
}

/// One line of JSON, the paths; answered with a line once read.
fn ask(mut stream: Stream, files: &[OsString]) -> std::io::Result<()> {
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

fn connect(folder: &DataFolder) -> std::io::Result<Stream> {
    let begun = Instant::now();
    loop {
        match Stream::connect(socket_name(folder)?) {
            Err(_) if begun.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            outcome => return outcome,
        }
    }
}

fn receive(mut stream: Stream) -> std::io::Result<Vec<PathBuf>> {
    let mut line = String::new();
    BufReader::new((&stream).take(MOST_BYTES)).read_line(&mut line)?;
    let files: Vec<OsString> = serde_json::from_str(&line)?;
    stream.write_all(b"taken\n")?;
    Ok(files.into_iter().map(PathBuf::from).collect())
}

/// In the person's folder for sockets, or else in the data folder. A socket's path may be some
/// hundred bytes long, a data folder's any length, so the first is tried first.
#[cfg(unix)]
fn socket_name(folder: &DataFolder) -> std::io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName};
    use std::os::unix::ffi::OsStrExt;
    let path = match dirs::runtime_dir() {
        Some(runtime) => runtime.join(format!(
            "{}.socket",
            name_of(folder.path().as_os_str().as_bytes())
        )),
        None => folder.path().join("running.socket"),
    };
    path.to_fs_name::<GenericFilePath>()
}

#[cfg(windows)]
fn socket_name(folder: &DataFolder) -> std::io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName};
    // Its file names have no case.
    let path = folder.path().to_string_lossy().to_lowercase();
    name_of(path.as_bytes()).to_ns_name::<GenericNamespaced>()
}

/// One name per data folder.
fn name_of(folder: &[u8]) -> String {
    format!("sheaf-{:016x}", xxhash_rust::xxh3::xxh3_64(folder))
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
    fn a_start_that_comes_before_the_first_listens_waits_for_it() {
        let (_place, folder) = folder();
        let _first = start(&folder, &[]).unwrap();
        let (sender, given) = mpsc::channel();
        let listening = folder.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(300));
            listen(&listening, move |files| sender.send(files).unwrap()).unwrap();
        });
        let files = [PathBuf::from("/a.zip")];
        assert!(matches!(start(&folder, &files).unwrap(), Start::HandedOver));
        assert_eq!(given.recv_timeout(Duration::from_secs(5)).unwrap(), files);
    }

    #[test]
    fn one_that_says_nothing_keeps_nobody_from_being_heard() {
        let (_place, folder) = folder();
        let _first = start(&folder, &[]).unwrap();
        let (sender, given) = mpsc::channel();
        listen(&folder, move |files| sender.send(files).unwrap()).unwrap();
        let _silent = connect(&folder).unwrap();
        let files = [PathBuf::from("/a.zip")];
        assert!(matches!(start(&folder, &files).unwrap(), Start::HandedOver));
        assert_eq!(given.recv_timeout(Duration::from_secs(5)).unwrap(), files);
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_place, folder) = folder();
        let _first = start(&folder, &[]).unwrap();
        let mode = std::fs::metadata(folder.path())
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
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
