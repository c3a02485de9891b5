//! Imports and drops in a program of their own that is killed in the middle of them, again and again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::interrupted::{assert_whole, contents, export, imported_at_once};
use super::{request, rows};
use crate::Library;
use crate::history::{OperationKind, Undo};
use crate::model::request::parse;

/// The folder of the library and its export, for the program that is to be killed.
const FOLDER: &str = "SHEAF_TEST_KILLED";
const GROUP: &str = "Work";

/// The other program: imports, then drops conversations on a group and takes them out again for as long
/// as it lives. Without the variable, as when all tests run, there is nothing to do.
#[test]
fn the_program_that_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let library = Library::open(&folder.join("library")).unwrap();
    // Refused once the group is there.
    let _ = library.create_group_of_rows(asked(json!({"groupName": GROUP, "rowIDs": []})));
    library.import_files(&request(&[&folder.join("result.json")]));
    for (to, from) in [(Some(GROUP), None), (None, Some(GROUP))].iter().cycle() {
        let drop = json!({"rowIDs": [1, 2, 3], "to": to, "from": from});
        library.file_rows(asked(drop)).unwrap();
    }
}

fn asked<Q: serde::de::DeserializeOwned>(arguments: Value) -> Q {
    parse(arguments).unwrap()
}

fn kill_after(time: Duration, folder: &Path) {
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "import::tests::killed::the_program_that_is_killed",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(time);
    program.kill().unwrap();
    program.wait().unwrap();
}

#[test]
fn a_program_that_is_killed_again_and_again_loses_and_doubles_nothing() {
    let (expected, _) = imported_at_once();
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("result.json"), export()).unwrap();
    for round in 0..20 {
        // From before the library is open to when the import is long over.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let time = 20 + 40 * round + u64::from(now.subsec_micros() % 40);
        kill_after(Duration::from_millis(time), folder.path());
        let library = Library::open(&folder.path().join("library")).unwrap();
        assert_whole(&library);
        assert_eq!(rows(&library, "PRAGMA foreign_key_check"), [""; 0]);
        // A drop is done wholly or not at all, with its undo.
        let members: usize = rows(&library, "SELECT COUNT(*) FROM membership")[0]
            .parse()
            .unwrap();
        assert!([0, 3].contains(&members), "{members} after round {round}");
        let last = library.get_history().unwrap().undo;
        let was_added = last.is_some_and(|last| last.kind == OperationKind::Add);
        assert_eq!(was_added, members == 3);
    }
    let library = Library::open(&folder.path().join("library")).unwrap();
    library.import_files(&request(&[&folder.path().join("result.json")]));
    assert_eq!(contents(&library), expected);
    while library.undo(Undo::default()).unwrap().is_some() {}
    assert_eq!(rows(&library, "SELECT COUNT(*) FROM membership"), ["0"]);
    assert_eq!(contents(&library), expected);
}
