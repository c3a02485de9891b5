//! Which files are taken for what, and what is said of those that are no export.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{Fixture, account_file, chat_file, counts, request};
use crate::import::ImportProgress;
use crate::model::looks::Looks;
use crate::{Error, Library};

/// An export of ChatGPT with one conversation.
const CHATGPT: &str = r#"[{"conversation_id": "c", "title": "Soup", "create_time": 1.5, "current_node": "n",
    "mapping": {"n": {"parent": null, "message": {"id": "n", "author": {"role": "user"},
        "content": {"content_type": "text", "parts": ["How?"]}}}}}]"#;

#[test]
fn what_is_no_export_is_said_to_be_what_it_looks_like() {
    let fixture = Fixture::new();
    let cases: [(&str, &[u8], &str); 6] = [
        ("photo.json", b"\xFF\xD8\xFF\xE0 JFIF", "image"),
        ("paper.pdf", b"%PDF-1.7", "pdf"),
        ("notes.txt", b"Dear diary", "text"),
        ("page.html", b"<!DOCTYPE html><p>", "html"),
        ("other.json", b"{\"a\": 1}", "json"),
        ("noise", b"\0\x01\x02\x03", "unknown"),
    ];
    for (name, content, looks_like) in cases {
        let file = fixture.import_one(&fixture.file(name, content));
        let error = file.error.unwrap();
        assert_eq!(error.code(), 200_003, "{name}");
        assert_eq!(error.params()["looksLike"], looks_like, "{name}");
        assert!(error.params()["known"].contains("telegram"), "{name}");
        assert_eq!(file.format, "");
    }
}

#[test]
fn files_and_folders_with_nothing_to_import_say_so() {
    let fixture = Fixture::new();
    fixture.file("photos/a.jpg", b"\xFF\xD8\xFF\xE0");
    let empty = fixture.file("empty.json", b"");
    let zip = fixture.zip("photos.zip", &[("a.jpg", b"\xFF\xD8\xFF\xE0")]);
    let document = fixture.zip("letter.docx", &[("[Content_Types].xml", b"<?xml")]);
    fixture.file(
        "html/messages.html",
        "<!DOCTYPE html><link href=\"css/style.css\"><div class=\"page_wrap\">",
    );
    std::fs::create_dir(fixture.path("nothing")).unwrap();
    let unknown = |error: Error| match error {
        Error::UnknownFormat { looks_like, .. } => looks_like,
        other => panic!("{other:?}"),
    };
    let error = |path: &std::path::Path| fixture.import_one(path).error.unwrap();
    assert_eq!(error(&empty), Error::EmptyFile);
    assert_eq!(error(&fixture.path("photos")), Error::NoExportInFolder);
    assert_eq!(error(&fixture.path("nothing")), Error::NoExportInFolder);
    assert_eq!(unknown(error(&zip)), Looks::ZipWithoutExport);
    assert_eq!(unknown(error(&document)), Looks::Office);
    assert_eq!(unknown(error(&fixture.path("html"))), Looks::TelegramHtml);
    assert_eq!(error(&fixture.path("missing.json")).reason(), "not-found");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let fixture = Fixture::new();
    let good = fixture.file("good.json", chat_file("Ana", 7, 1..4));
    let bad = fixture.file("bad.json", b"{}");
    let also_good = fixture.file("also good.json", chat_file("Bo", 8, 1..4));
    let missing = fixture.path("missing");
    let files = fixture.import(&[&bad, &good, &missing, &also_good]);
    let errors: Vec<bool> = files.iter().map(|file| file.error.is_some()).collect();
    assert_eq!(errors, [true, false, true, false]);
    assert_eq!(fixture.count("SELECT COUNT(*) FROM conversation"), 2);
}

#[test]
fn each_export_in_a_folder_is_found_at_any_depth_and_reported_by_name() {
    let fixture = Fixture::new();
    fixture.file("all/deep/er/result.json", chat_file("Ana", 7, 1..4));
    fixture.file("all/other.json", chat_file("Bo", 8, 1..4));
    fixture.file("all/photo.jpg", b"\xFF\xD8\xFF\xE0");
    fixture.zip(
        "all/packed.zip",
        &[("x/result.json", chat_file("Cy", 9, 1..4).as_bytes())],
    );
    let files = fixture.import(&[&fixture.path("all")]);
    let root = fixture.path("all").to_string_lossy().into_owned();
    let paths: Vec<&str> = files
        .iter()
        .map(|file| file.path.strip_prefix(&root).unwrap())
        .collect();
    assert_eq!(
        paths,
        ["/deep/er/result.json", "/other.json", "/packed.zip"]
    );
    assert!(
        files.iter().all(|file| counts(file) == (1, 0, 3, 0)),
        "{files:?}"
    );
}

#[test]
fn files_of_a_folder_that_look_like_exports_and_are_none_are_told_of() {
    let fixture = Fixture::new();
    let left_out = |folder: &str| -> Vec<String> {
        let files = fixture.import(&[&fixture.path(folder)]);
        let warnings = files.iter().flat_map(|file| &file.warnings);
        warnings
            .filter(|warning| warning.reason == "not-exports")
            .map(|warning| format!("{}: {}", warning.params["count"], warning.params["names"]))
            .collect()
    };
    fixture.file("all/result.json", chat_file("Ana", 7, 1..4));
    fixture.file("all/claude.json", r#"[{"uuid": "x", "chat_messages": []}]"#);
    fixture.file("all/mail.mbox", "From ana@example.org\nSubject: hello\n");
    fixture.file("all/photo.jpg", b"\xFF\xD8\xFF\xE0");
    fixture.file("all/files/plan.txt", "what Ana sent");
    assert_eq!(left_out("all"), ["2: claude.json, mail.mbox"]);

    // Beside zips too, and where nothing is known at all.
    fixture.file("zips/slack.json", "[]");
    let chat = chat_file("Bo", 8, 1..4);
    fixture.zip("zips/bo.zip", &[("result.json", chat.as_bytes())]);
    assert_eq!(left_out("zips"), ["1: slack.json"]);
    fixture.file("none/a.csv", "a,b\n1,2\n");
    assert_eq!(left_out("none"), ["1: a.csv"]);

    // What comes along with an export, and what lies in its own folder, is no news.
    fixture.file("own/conversations.json", CHATGPT);
    fixture.file("own/message_feedback.json", "[]");
    fixture.file("own/chats/Ana/result.json", chat_file("Ana", 7, 1..4));
    fixture.file("own/chats/Ana/notes.txt", "mine");
    assert_eq!(left_out("own"), [""; 0]);
}

#[test]
fn a_folder_of_zips_is_not_blamed_for_holding_nothing_else() {
    let fixture = Fixture::new();
    fixture.file("all/readme.txt", "hello");
    fixture.zip(
        "all/packed.zip",
        &[("result.json", chat_file("Cy", 9, 1..4).as_bytes())],
    );
    let files = fixture.import(&[&fixture.path("all")]);
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(files[0].error, None);
}

#[test]
fn each_folder_that_holds_nothing_is_told_whatever_the_others_hold() {
    let fixture = Fixture::new();
    fixture.file("photos/a.jpg", b"\xFF\xD8\xFF\xE0");
    fixture.zip("papers/letter.docx", &[("[Content_Types].xml", b"<?xml")]);
    let good = fixture.file("good.json", chat_file("Ana", 7, 1..4));
    let (photos, papers) = (fixture.path("photos"), fixture.path("papers"));
    let files = fixture.import(&[&photos, &good, &papers]);
    let told: Vec<_> = files.iter().map(|file| file.error.clone()).collect();
    let nothing = Some(Error::NoExportInFolder);
    assert_eq!(told, [nothing.clone(), None, nothing]);
    assert_eq!(files[2].path, papers.to_string_lossy());
}

#[test]
fn a_folder_and_the_zip_in_it_that_fails_are_one_file_in_the_report() {
    let fixture = Fixture::new();
    fixture.zip("all/photos.zip", &[("a.jpg", b"\xFF\xD8\xFF\xE0")]);
    let empty = fixture.import_one(&fixture.path("all"));
    assert_eq!(empty.error, Some(Error::NoExportInFolder));
    fixture.file("all/broken.zip", b"PK\x03\x04 nothing");
    fixture.file("all/photos.zip", b"PK\x03\x04 nothing");
    let files = fixture.import(&[&fixture.path("all")]);
    let names: Vec<_> = files
        .iter()
        .map(|file| file.path.rsplit('/').next())
        .collect();
    assert_eq!(names, [Some("broken.zip"), Some("photos.zip")]);
}

#[test]
fn a_zip_of_exports_as_they_were_downloaded_is_imported() {
    let fixture = Fixture::new();
    let telegram = fixture.zip(
        "telegram",
        &[("result.json", chat_file("Cy", 9, 1..4).as_bytes())],
    );
    let chat = "1/31/24, 10:15 - Ann: hello\n1/31/24, 10:16 - Bob: hi\n";
    let whatsapp = fixture.zip(
        "WhatsApp Chat with Ann.zip",
        &[("_chat.txt", chat.as_bytes())],
    );
    let [telegram, whatsapp] = [telegram, whatsapp].map(|path| std::fs::read(path).unwrap());
    let files: [(&str, &[u8]); 3] = [
        ("exports/telegram", &telegram),
        ("exports/WhatsApp Chat with Ann.zip", &whatsapp),
        ("exports/photos.zip", b"PK\x05\x06"),
    ];
    let all = fixture.zip("all.zip", &files);
    let files = fixture.import(&[&all]);
    let told: Vec<_> = files
        .iter()
        .map(|file| (file.path.rsplit('/').next().unwrap(), file.format.as_str()))
        .collect();
    let expected = [
        ("WhatsApp Chat with Ann.zip", "whatsapp"),
        ("photos.zip", ""),
        ("telegram", "telegram"),
    ];
    assert_eq!(told, expected);
    assert_eq!(
        fixture.rows("SELECT title FROM conversation ORDER BY title"),
        ["Ann", "Cy"]
    );
    // Nothing in it, and nothing in what is in it: one report.
    let bytes =
        std::fs::read(fixture.zip("photos.zip", &[("a.jpg", b"\xFF\xD8\xFF\xE0")])).unwrap();
    let nothing = fixture.zip("nothing.zip", &[("photos.zip", &bytes)]);
    let file = fixture.import_one(&nothing);
    assert_eq!(file.path, nothing.to_string_lossy());
}

#[test]
fn a_file_that_is_given_twice_is_read_once() {
    let fixture = Fixture::new();
    let zip = fixture.zip(
        "a.zip",
        &[("result.json", chat_file("Cy", 9, 1..4).as_bytes())],
    );
    let files = fixture.import(&[&zip, &zip, fixture.files.path()]);
    assert_eq!(files.len(), 1, "{files:?}");
}

#[test]
fn warnings_are_kept_up_to_a_limit_and_then_counted() {
    let fixture = Fixture::new();
    let bad = vec!["5"; 300].join(",");
    let file = format!(r#"{{"name": "A", "type": "private_group", "id": 7, "messages": [{bad}]}}"#);
    let file = fixture.import_one(&fixture.file("result.json", file));
    assert_eq!(file.warnings.len(), 201);
    let last = file.warnings.last().unwrap();
    assert_eq!(
        (last.reason, last.params["count"].as_str()),
        ("more-like-this", "100")
    );
}

#[test]
fn progress_is_told_first_and_last_and_never_goes_back() {
    let fixture = Fixture::new();
    let content = account_file(
        501,
        &[chat_file("Ana", 7, 1..9_000), chat_file("Bo", 8, 1..5)],
    );
    let first = fixture.file("1.json", &content);
    let second = fixture.file("2.json", chat_file("Cy", 9, 1..4));
    let told: Arc<Mutex<Vec<ImportProgress>>> = Arc::default();
    let mut request = request(&[&first, &second]);
    let listener = Arc::clone(&told);
    request.progress = Box::new(move |progress| listener.lock().unwrap().push(progress.clone()));
    fixture.library.import_files(&request);
    let told = told.lock().unwrap();
    let of = |path: &std::path::Path| -> Vec<&ImportProgress> {
        told.iter()
            .filter(|progress| progress.path == path.to_string_lossy())
            .collect()
    };
    let bytes: Vec<(u64, u64)> = of(&first)
        .iter()
        .map(|progress| (progress.bytes_done, progress.bytes_total))
        .collect();
    assert_eq!(bytes[0], (0, 0), "before anything of it was read");
    let all = content.len() as u64;
    assert!(
        bytes[1..].iter().all(|(_, total)| *total == all),
        "{bytes:?}"
    );
    let last = told.last().unwrap();
    assert_eq!(last.path, second.to_string_lossy());
    assert_eq!(last.bytes_done, last.bytes_total);
    assert_eq!(
        (last.conversations, last.messages),
        (3, 9_006),
        "all files together"
    );
    assert!(told.is_sorted_by_key(|progress| progress.messages));
    let so_far = of(&first);
    assert!(so_far.is_sorted_by_key(|progress| progress.bytes_done));
}

#[test]
fn a_path_is_told_of_before_it_is_looked_into_so_that_it_can_be_cancelled() {
    let fixture = Fixture::new();
    for id in 1..=20 {
        fixture.file(&format!("all/{id}.json"), chat_file("Chat", id, 1..4));
    }
    let all = fixture.path("all");
    let mut request = request(&[&all]);
    let told: Arc<Mutex<Vec<ImportProgress>>> = Arc::default();
    let (listener, cancel) = (Arc::clone(&told), Arc::clone(&request.cancel));
    request.progress = Box::new(move |progress| {
        listener.lock().unwrap().push(progress.clone());
        cancel.store(true, Ordering::Relaxed);
    });
    assert_eq!(fixture.library.import_files(&request), []);
    let path = all.to_string_lossy().into_owned();
    let expected = ImportProgress {
        path,
        ..ImportProgress::default()
    };
    assert_eq!(*told.lock().unwrap(), [expected]);
}

#[test]
fn a_folder_that_is_given_twice_is_looked_into_once() {
    let fixture = Fixture::new();
    fixture.file("all/1.json", chat_file("Ana", 7, 1..4));
    let late = fixture.zip(
        "late.zip",
        &[("2.json", chat_file("Bo", 8, 1..4).as_bytes())],
    );
    let all = fixture.path("all");
    // What comes into the folder after it was looked into is not seen.
    let library = Library::open(&fixture.path("library")).unwrap();
    let to = all.join("late.zip");
    library.on_change(move |_| {
        std::fs::copy(&late, &to).unwrap();
    });
    let same = all.join("../all");
    let files = library.import_files(&request(&[&all, &all, &same]));
    assert_eq!(files.len(), 1, "{files:?}");
}

#[test]
fn progress_of_many_small_files_is_told_ten_times_a_second_and_no_more() {
    let fixture = Fixture::new();
    for id in 1..=300 {
        fixture.file(&format!("all/{id}.json"), chat_file("Chat", id, 1..4));
    }
    let told: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let mut request = request(&[&fixture.path("all")]);
    let listener = Arc::clone(&told);
    request.progress = Box::new(move |_| listener.lock().unwrap().push(Instant::now()));
    let files = fixture.library.import_files(&request);
    assert_eq!(files.len(), 300);
    let told = told.lock().unwrap();
    assert!(told.len() > 2, "{}", told.len());
    // All but the last, which is told in any case, keep the distance.
    for pair in told[..told.len() - 1].windows(2) {
        let apart = pair[1] - pair[0];
        assert!(apart >= Duration::from_millis(100), "{apart:?}");
    }
}

#[test]
fn a_report_has_the_shape_that_the_window_expects() {
    let fixture = Fixture::new();
    let cut = &chat_file("Ana", 7, 1..9)[..300];
    let file = fixture.import_one(&fixture.file("result.json", cut));
    let json = serde_json::to_value(&file).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "conversationsAdded",
            "conversationsUpdated",
            "error",
            "format",
            "messagesAdded",
            "messagesKnown",
            "path",
            "rowIDs",
            "warnings"
        ]
    );
    let warning = &json["warnings"][0];
    let place = "result.json, byte 300";
    assert_eq!(
        (&warning["where"], &warning["reason"]),
        (&place.into(), &"cut-off".into())
    );
    assert_eq!(
        (&json["error"]["code"], &json["error"]["params"]["where"]),
        (&200_004.into(), &place.into())
    );
}
