//! What lies at a path, as the files in it.

mod archives;
mod folders;
mod refused;

use std::io::{self, Write};

use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

/// What is found at a path and in it.
fn open(path: &Path) -> impl Iterator<Item = Opened> + use<> {
    let mut opening = Opening::at(path);
    std::iter::from_fn(move || opening.next(&mut || Ok(())))
}

fn write_zip(path: &Path, files: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
}

fn content_of(entry: &dyn Entry) -> Vec<u8> {
    let mut content = vec![];
    entry.open().unwrap().read_to_end(&mut content).unwrap();
    content
}

fn listing(input: &Input) -> Vec<&str> {
    input.entries.iter().map(|entry| entry.name()).collect()
}

fn open_one(path: &Path) -> Result<Input> {
    let mut inputs: Vec<Opened> = open(path).collect();
    assert_eq!(inputs.len(), 1);
    inputs.remove(0).input
}

/// What is found at a path and in it: where, how deep, and the files of those that can be opened.
fn found(path: &Path) -> Vec<(String, usize, Vec<String>)> {
    let describe = |opened: Opened| {
        let inside = opened.path.strip_prefix(path).unwrap();
        let names = match &opened.input {
            Ok(input) => listing(input).into_iter().map(Into::into).collect(),
            Err(error) => vec![error.reason().to_owned()],
        };
        (inside.to_str().unwrap().into(), opened.depth, names)
    };
    open(path).map(describe).collect()
}

fn reasons(input: &Input) -> Vec<&'static str> {
    input
        .warnings
        .iter()
        .map(|warning| warning.reason)
        .collect()
}

/// The error of an archive, which has no other way out in these tests.
fn refusal(path: &Path) -> Error {
    open_one(path).err().expect("the archive is refused")
}

/// A zip as bytes, its files stored as they are or packed.
fn zip_bytes(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(io::Cursor::new(vec![]));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Writes over what a zip's list says of its first entry, at `offset` in the list.
fn lie(path: &Path, offset: usize, words: &[u8]) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap() + offset;
    bytes[at..at + words.len()].copy_from_slice(words);
    std::fs::write(path, bytes).unwrap();
}

/// A zip whose files have their sizes behind them.
fn streamed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = io::Cursor::new(vec![]);
    let mut zip = ZipWriter::new_stream(&mut bytes);
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
    bytes.into_inner()
}

#[test]
fn a_file_is_its_own_entry_and_opens_again_and_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, "[1]").unwrap();
    let input = open_one(&path).unwrap();
    assert_eq!(
        (input.kind, input.name.as_str()),
        (InputKind::File, "a.json")
    );
    assert_eq!(listing(&input), ["a.json"]);
    for _ in 0..2 {
        assert_eq!(content_of(&*input.entries[0]), b"[1]");
    }
}

#[test]
fn what_is_not_there_is_said_to_be_not_there() {
    let error = refusal(Path::new("/nowhere/at all.json"));
    assert_eq!((error.code(), error.reason()), (50002, "not-found"));
}
