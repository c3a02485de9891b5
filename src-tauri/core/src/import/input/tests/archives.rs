//! What is found in a zip, whole or not.

use super::*;

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
