//! Zips of which nothing is read.

use super::*;
use crate::model::error::ArchiveFault;

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
