use std::io::{self, Write};

use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::model::error::ArchiveFault;

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
    let mut inputs = open(path);
    assert_eq!(inputs.len(), 1);
    inputs.remove(0).1
}

/// The error of an archive, which has no other way out in these tests.
fn refusal(path: &Path) -> Error {
    open_one(path).err().expect("the archive is refused")
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
fn a_zip_gives_its_files_in_the_order_of_their_names_without_junk() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    let files: [(&str, &[u8]); 6] = [
        ("x/part 10.json", b"ten"),
        ("x/part 9.json", b"nine"),
        ("__MACOSX/x/part 9.json", b"junk"),
        ("x/.DS_Store", b"junk"),
        ("inner.zip", b"PK"),
        ("windows\\name.txt", b"slash"),
    ];
    write_zip(&path, &files);
    let input = open_one(&path).unwrap();
    assert_eq!(
        listing(&input),
        ["windows/name.txt", "x/part 9.json", "x/part 10.json"]
    );
    assert_eq!(content_of(&*input.entries[2]), b"ten");
    let reasons: Vec<_> = input
        .warnings
        .iter()
        .map(|warning| warning.reason)
        .collect();
    assert_eq!(reasons, ["nested-archive-skipped"]);
}

#[test]
fn a_folder_is_walked_and_each_zip_in_it_is_an_input_of_its_own() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("a/b")).unwrap();
    std::fs::create_dir_all(root.join(".hidden")).unwrap();
    std::fs::write(root.join("a/b/deep.json"), "1").unwrap();
    std::fs::write(root.join(".hidden/x.json"), "1").unwrap();
    write_zip(&root.join("a/inner.zip"), &[("x.txt", b"x")]);
    std::fs::write(root.join("a/broken.zip"), b"PK\x03\x04 nothing").unwrap();
    let inputs = open(root);
    let found: Vec<(&str, bool)> = inputs
        .iter()
        .map(|(path, input)| {
            (
                path.strip_prefix(root).unwrap().to_str().unwrap(),
                input.is_ok(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [("", true), ("a/broken.zip", false), ("a/inner.zip", true)]
    );
    assert_eq!(listing(inputs[0].1.as_ref().unwrap()), ["a/b/deep.json"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let folder = TempDir::new().unwrap();
    let outside = TempDir::new().unwrap();
    std::fs::write(outside.path().join("secret.json"), "1").unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("out")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    let file = outside.path().join("secret.json");
    std::os::unix::fs::symlink(file, folder.path().join("file.json")).unwrap();
    assert!(open_one(folder.path()).unwrap().entries.is_empty());
}

#[test]
fn a_zip_with_a_name_that_points_outside_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    for name in [
        "../x",
        "a/../../x",
        "/etc/x",
        "C:/x",
        "C:\\x",
        "..\\x",
        "\\x",
    ] {
        write_zip(&path, &[("fine.json", b"[]"), (name, b"x")]);
        let error = refusal(&path);
        assert_eq!(error.code(), 200_005, "{name}");
        assert_eq!(error.reason(), "archive-outside-name", "{name}");
    }
}

/// Writes over what a zip's list says of its first entry, at `offset` in the list.
fn lie(path: &Path, offset: usize, words: &[u8]) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap() + offset;
    bytes[at..at + words.len()].copy_from_slice(words);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_zip_that_unpacks_to_far_more_than_any_export_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bomb.zip");
    write_zip(&path, &[("result.json", &[0; 1000])]);
    lie(&path, 24, &1_000_000_000_u32.to_le_bytes());
    assert_eq!(refusal(&path), Error::ArchiveRefused(ArchiveFault::Ratio));
}

#[test]
fn a_zip_whose_entries_overlap_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    let content: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(File::create(&path).unwrap());
    zip.start_file("a.json", stored).unwrap();
    zip.write_all(&content).unwrap();
    for copy in 0..10 {
        zip.shallow_copy_file("a.json", &format!("{copy}.json"))
            .unwrap();
    }
    zip.finish().unwrap();
    assert_eq!(refusal(&path), Error::ArchiveRefused(ArchiveFault::Ratio));
}

#[test]
fn a_zip_that_says_it_has_millions_of_entries_is_refused_unread() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    write_zip(&path, &[("a.json", b"[]")]);
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len() - 22;
    // The record of a large archive, its locator, and an end record that points to them.
    let mut large = b"PK\x06\x06".to_vec();
    large.extend([0; 28]);
    large.extend(5_000_000_u64.to_le_bytes());
    large.extend((5_000_000 * 50_u64).to_le_bytes());
    large.extend([0; 8]);
    let mut locator = b"PK\x06\x07\0\0\0\0".to_vec();
    locator.extend((end as u64).to_le_bytes());
    locator.extend([1, 0, 0, 0]);
    let last = bytes.split_off(end);
    bytes.extend(large);
    bytes.extend(locator);
    bytes.extend(&last[..8]);
    bytes.extend([0xFF; 12]);
    bytes.extend([0, 0]);
    std::fs::write(&path, bytes).unwrap();
    let expected = Error::ArchiveRefused(ArchiveFault::TooManyEntries(5_000_000));
    assert_eq!(refusal(&path), expected);
}

#[test]
fn an_encrypted_zip_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    write_zip(&path, &[("a.json", b"[]")]);
    lie(&path, 8, &[1]);
    assert_eq!(
        refusal(&path),
        Error::ArchiveRefused(ArchiveFault::Encrypted)
    );
}

#[test]
fn a_cut_off_zip_is_damaged() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    write_zip(&path, &[("a.json", b"[1, 2, 3]"), ("b.json", b"[4, 5, 6]")]);
    let bytes = std::fs::read(&path).unwrap();
    for cut in [4, 30, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&path, &bytes[..cut]).unwrap();
        assert_eq!(refusal(&path).code(), 200_004, "cut at {cut}");
    }
}

/// Reads an entry after the archive's word about it was changed: at `offset` in its list.
fn read_after_lie(offset: usize, words: [u8; 4]) -> (usize, Option<io::ErrorKind>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    write_zip(&path, &[("a.txt", &[b'x'; 10_000])]);
    lie(&path, offset, &words);
    let input = open_one(&path).unwrap();
    let mut content = vec![];
    let outcome = input.entries[0].open().unwrap().read_to_end(&mut content);
    (content.len(), outcome.err().map(|error| error.kind()))
}

#[test]
fn content_longer_than_the_archive_says_is_cut_there() {
    let invalid = Some(io::ErrorKind::InvalidData);
    assert_eq!(read_after_lie(24, 100_u32.to_le_bytes()), (100, invalid));
}

#[test]
fn content_that_does_not_match_its_checksum_is_damaged() {
    let invalid = Some(io::ErrorKind::InvalidData);
    assert_eq!(read_after_lie(16, [1, 2, 3, 4]), (10_000, invalid));
}

#[test]
fn what_is_not_there_is_said_to_be_not_there() {
    let error = refusal(Path::new("/nowhere/at all.json"));
    assert_eq!((error.code(), error.reason()), (50002, "not-found"));
}
