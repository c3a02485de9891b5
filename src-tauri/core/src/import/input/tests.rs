use std::io::{self, Write};

use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::model::error::ArchiveFault;

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
    let files: [(&str, &[u8]); 5] = [
        ("x/part 10.json", b"ten"),
        ("x/part 9.json", b"nine"),
        ("__MACOSX/x/part 9.json", b"junk"),
        ("x/.DS_Store", b"junk"),
        ("windows\\name.txt", b"slash"),
    ];
    write_zip(&path, &files);
    let input = open_one(&path).unwrap();
    assert_eq!(
        listing(&input),
        ["windows/name.txt", "x/part 9.json", "x/part 10.json"]
    );
    assert_eq!(content_of(&*input.entries[2]), b"ten");
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
    write_zip(&root.join("a/no ending"), &[("y.txt", b"y")]);
    write_zip(
        &root.join("letter.docx"),
        &[("[Content_Types].xml", b"<?xml")],
    );
    std::fs::write(root.join("text.zip"), "no zip at all").unwrap();
    let expected = [
        ("", 0, vec!["a/b/deep.json", "text.zip"]),
        ("a/broken.zip", 1, vec![]),
        ("a/inner.zip", 1, vec!["x.txt"]),
        ("a/no ending", 1, vec!["y.txt"]),
        ("letter.docx", 1, vec!["[Content_Types].xml"]),
    ];
    let expected = expected.map(|(path, depth, names)| {
        (
            path.into(),
            depth,
            names.into_iter().map(Into::into).collect(),
        )
    });
    assert_eq!(found(root), expected);
    let incidental: Vec<bool> = open(root).map(|opened| opened.is_incidental).collect();
    assert_eq!(incidental, [false, false, false, true, true]);
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

#[test]
fn a_zip_in_a_zip_is_opened_stored_or_packed_and_one_deeper_is_told_of() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("all.zip");
    let text = "content ".repeat(500);
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let deepest = zip_bytes(&[("z.txt", b"z")], method);
        let files: [(&str, &[u8]); 2] = [("chat.txt", text.as_bytes()), ("deep.zip", &deepest)];
        let inner = zip_bytes(&files, method);
        let files: [(&str, &[u8]); 3] = [
            ("exports/chat.zip", &inner),
            ("letter.docx", &inner),
            ("readme.txt", b"hello"),
        ];
        std::fs::write(&path, zip_bytes(&files, method)).unwrap();
        let expected = [
            ("", 0, vec!["letter.docx", "readme.txt"]),
            ("exports/chat.zip", 1, vec!["chat.txt"]),
        ];
        let expected = expected.map(|(path, depth, names)| {
            (
                path.into(),
                depth,
                names.into_iter().map(Into::into).collect(),
            )
        });
        assert_eq!(found(&path), expected, "{method:?}");
        let inner = open(&path).nth(1).unwrap().input.unwrap();
        assert_eq!(inner.name, "chat.zip");
        assert_eq!(content_of(&*inner.entries[0]), text.as_bytes());
        assert_eq!(reasons(&inner), ["nested-archive-skipped"]);
    }
}

#[test]
fn a_zip_in_a_zip_that_unpacks_to_far_more_than_both_take_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("all.zip");
    // Two thousand times smaller twice: each layer by itself would pass.
    let zeros = vec![0; 140 << 20];
    let inner = zip_bytes(&[("a.json", &zeros)], CompressionMethod::Deflated);
    assert!(inner.len() > 100_000, "{}", inner.len());
    let padded = zip_bytes(
        &[("a.json", &zeros[..100]), ("pad", &vec![0; 1 << 20])],
        CompressionMethod::Stored,
    );
    write_zip(&path, &[("inner.zip", &padded)]);
    assert!(open(&path).nth(1).unwrap().input.is_ok());
    let mut lying = padded;
    let at = memchr::memmem::find(&lying, b"PK\x01\x02").unwrap();
    lying[at + 24..at + 28].copy_from_slice(&200_000_000_u32.to_le_bytes());
    write_zip(&path, &[("inner.zip", &lying)]);
    let error = open(&path).nth(1).unwrap().input.err();
    assert_eq!(error, Some(Error::ArchiveRefused(ArchiveFault::Ratio)));
}

#[cfg(unix)]
#[test]
fn pipes_are_never_waited_for() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let socket = folder.path().join("socket");
    let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let input = open_one(folder.path()).unwrap();
    assert!(input.entries.is_empty());
    assert_eq!(reasons(&input), ["no-files-skipped"]);
    assert_eq!(input.warnings[0].params["count"], "2");
    for path in [&pipe, &socket, Path::new("/dev/zero")] {
        let error = refusal(path);
        assert_eq!((error.code(), error.reason()), (50002, "not-a-file"));
    }
}

#[test]
fn of_a_folder_with_more_files_than_any_export_the_first_are_looked_at() {
    let folder = TempDir::new().unwrap();
    for number in 0..310 {
        std::fs::write(folder.path().join(number.to_string()), "").unwrap();
    }
    let input = open_one(folder.path()).unwrap();
    assert_eq!(input.entries.len(), 300);
    assert_eq!(reasons(&input), ["folder-too-large"]);
}

#[test]
fn more_zips_in_a_folder_than_files_can_be_open_are_opened_one_by_one() {
    let folder = TempDir::new().unwrap();
    for number in 0..250 {
        write_zip(
            &folder.path().join(format!("{number}.zip")),
            &[("a.txt", b"a")],
        );
    }
    let open_files = || std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    let before = open_files();
    for opened in open(folder.path()) {
        assert!(opened.input.is_ok());
        // Other tests open files too.
        assert!(open_files() < before + 200);
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed_and_told_of() {
    let folder = TempDir::new().unwrap();
    let outside = TempDir::new().unwrap();
    std::fs::write(outside.path().join("secret.json"), "1").unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("out")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("circle")).unwrap();
    let file = outside.path().join("secret.json");
    std::os::unix::fs::symlink(file, folder.path().join("file.json")).unwrap();
    let input = open_one(folder.path()).unwrap();
    assert!(input.entries.is_empty());
    assert_eq!(reasons(&input), ["links-skipped"]);
    assert_eq!(input.warnings[0].params["count"], "3");
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
fn what_is_refused_of_a_zip_is_refused_of_one_that_lost_its_list() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    let zeros = vec![0; 140 << 20];
    let packed = |files: &[(&str, &[u8])]| zip_bytes(files, CompressionMethod::Deflated);
    let mut encrypted = packed(&[("a.json", b"[]")]);
    encrypted[6] |= 1;
    let names: Vec<String> = (0..1_010).map(|number| number.to_string()).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"x"[..])).collect();
    let cases = [
        (
            "archive-outside-name",
            packed(&[("fine.json", b"[]"), ("../x", b"x")]),
        ),
        ("archive-ratio", packed(&[("a.json", &zeros)])),
        ("archive-ratio", streamed(&[("a.json", &zeros)])),
        ("archive-encrypted", encrypted),
        ("archive-too-many-entries", packed(&many)),
    ];
    for (reason, bytes) in cases {
        let list = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        std::fs::write(&path, &bytes[..list]).unwrap();
        let error = refusal(&path);
        assert_eq!((error.code(), error.reason()), (200_005, reason));
    }
}

#[test]
fn a_zip_that_lost_its_list_gives_the_files_before_what_is_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.zip");
    let files: [(&str, &[u8]); 3] = [("a.txt", b"first"), ("e.txt", b""), ("b/c.txt", b"second")];
    for bytes in [
        zip_bytes(&files, CompressionMethod::Stored),
        streamed(&files),
    ] {
        let list = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        std::fs::write(&path, [&bytes[..list], b"and then something else"].concat()).unwrap();
        let input = open_one(&path).unwrap();
        assert_eq!(listing(&input), ["a.txt", "b/c.txt", "e.txt"]);
        assert_eq!(content_of(&*input.entries[1]), b"second");
        assert!(input.broken.is_some());
    }
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
fn looking_into_a_folder_or_a_zip_stops_when_it_is_told_to() {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = (0..100).map(|number| number.to_string()).collect();
    for name in &names {
        std::fs::write(folder.path().join(name), "x").unwrap();
    }
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"x"[..])).collect();
    let zip = TempDir::new().unwrap();
    let (whole, cut) = (zip.path().join("a.zip"), zip.path().join("cut.zip"));
    let bytes = streamed(&files);
    std::fs::write(&whole, &bytes).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() - 1]).unwrap();
    for path in [folder.path(), &whole, &cut] {
        let mut asked = 0;
        let mut check = || {
            asked += 1;
            if asked == 10 {
                Err(Error::Cancelled)
            } else {
                Ok(())
            }
        };
        let opened = Opening::at(path).next(&mut check).unwrap();
        assert_eq!(opened.input.err(), Some(Error::Cancelled));
        assert_eq!(asked, 10);
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
