//! What is found in a folder.

use super::*;

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
