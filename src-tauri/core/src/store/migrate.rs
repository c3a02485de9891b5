//! Bringing a library's schema up to date. `PRAGMA user_version` counts the steps that have run.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use crate::model::error::{Error, Result, StoreFault};
use crate::private;

/// Each step once, in order; a step that has shipped is never edited.
const STEPS: [&str; 4] = [
    include_str!("migrations/0001_library.sql"),
    include_str!("migrations/0002_exports.sql"),
    include_str!("migrations/0003_people.sql"),
    include_str!("migrations/0004_positions.sql"),
];

/// What stands between the file's name and the version in the name of a copy.
const COPY: &str = ".before-";
/// How long the copy of a library from before a migration is kept: time enough to find out that the
/// new version does not do, and to go back.
const COPY_KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What SQLite needs of a page beside a leaf of the full-text index, bytes, with some to spare.
const SEARCH_LEAF_MARGIN: u32 = 92;

fn count(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses what is neither new nor a library of this program's, before anything is written to it.
///
/// # Errors
/// 200006 when a newer version made it; 200002 when another program did, or it is no database.
pub(super) fn refuse_others(connection: &Connection) -> Result<()> {
    // Closing the last connection would write the log of a refused file into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let (found, known) = (version(connection)?, count(&STEPS));
    if !(is_library(connection, found)? || is_new(connection, found)?) {
        return Err(Error::Store(StoreFault::Foreign));
    }
    if found > known {
        return Err(Error::NewerDatabase { found, known });
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// The version alone does not tell: other programs count theirs in the same place.
fn is_library(connection: &Connection, version: i64) -> Result<bool> {
    let counts_commits =
        "SELECT EXISTS (SELECT 1 FROM pragma_table_info('library') WHERE name = 'revision')";
    Ok(version > 0 && connection.query_row(counts_commits, [], |row| row.get(0))?)
}

fn is_new(connection: &Connection, version: i64) -> Result<bool> {
    let is_empty = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)";
    Ok(version == 0 && connection.query_row(is_empty, [], |row| row.get(0))?)
}

/// Runs the missing steps in one transaction. A library that already holds something is copied to
/// `<file>.before-<version>` first; the copy is kept for thirty days, or until something is erased
/// for good.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    run(connection, path, &STEPS)
}

fn run(connection: &mut Connection, path: &Path, steps: &[&str]) -> Result<()> {
    let found = version(connection)?;
    let newest = count(steps);
    if found == newest {
        return Ok(());
    }
    if found > 0 {
        copy(connection, path, newest)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    if found == 0 {
        fit_search_to_pages(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()?;
    Ok(())
}

/// Copies the library beside itself. A copy that could not be finished does not stay.
fn copy(connection: &Connection, path: &Path, version: i64) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!("{COPY}{version}"));
    let copy = PathBuf::from(name);
    let fault = |error: io::Error| Error::Store(StoreFault::from_io(&error));
    // What an attempt that was ended half-way left is no database.
    remove(&copy).map_err(fault)?;
    private::make_file(&copy).map_err(fault)?;
    let copied = connection.backup("main", &copy, None::<fn(rusqlite::backup::Progress)>);
    if copied.is_err() {
        remove(&copy).map_err(fault)?;
    }
    Ok(copied?)
}

/// Removes all copies of the library at `path`: they hold what was erased since.
pub(super) fn remove_copies(path: &Path) -> io::Result<()> {
    copies(path)?.iter().try_for_each(|copy| remove(copy))
}

/// Removes the copies of which nobody will need any more.
pub(super) fn remove_old_copies(path: &Path) {
    let is_old = |copy: &PathBuf| {
        let made = std::fs::metadata(copy).and_then(|metadata| metadata.modified());
        let age = made.ok().and_then(|made| made.elapsed().ok());
        age.is_some_and(|age| age > COPY_KEPT)
    };
    // One that cannot be removed now is no reason not to open the library; the next start tries it.
    for copy in copies(path)
        .unwrap_or_default()
        .iter()
        .filter(|copy| is_old(copy))
    {
        let _ = remove(copy);
    }
}

fn copies(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(vec![]);
    };
    let beginning = format!("{}{COPY}", name.to_string_lossy());
    let mut copies = vec![];
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        if file.file_name().to_string_lossy().starts_with(&beginning) {
            copies.push(file.path());
        }
    }
    Ok(copies)
}

fn remove(file: &Path) -> io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Lets each leaf of the full-text index fill a page of a new file, as its default fills one of 4 KB:
/// an import writes half as many rows for it. In an older file, whose pages stay small, it would not
/// fit.
fn fit_search_to_pages(connection: &Connection) -> Result<()> {
    connection.execute(
        "INSERT INTO message_search (message_search, rank) VALUES ('pgsz', ?1)",
        [super::PAGE_BYTES - SEARCH_LEAF_MARGIN],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::testing::TestLibrary;

    const LATER: &str = "ALTER TABLE setting RENAME COLUMN value TO json_value";

    /// The steps there are, and some more.
    fn steps_and(more: &[&'static str]) -> Vec<&'static str> {
        [&STEPS[..], more].concat()
    }

    /// The copy that is made before the first step after those there are.
    fn copy_of(path: &Path) -> PathBuf {
        path.with_file_name(format!("sheaf.db.before-{}", count(&STEPS) + 1))
    }

    fn setting(path: &Path, column: &str) -> rusqlite::Result<String> {
        Connection::open(path)?.query_row(
            &format!("SELECT {column} FROM setting WHERE name = 'theme'"),
            [],
            |row| row.get(0),
        )
    }

    /// A library of the newest schema with one setting in it: its file, and a connection to it.
    fn library() -> (TestLibrary, PathBuf, Connection) {
        let library = TestLibrary::new();
        library.with(|connection| {
            super::super::setting::set(connection, "theme", &serde_json::json!("dark"))
        });
        let path = library.folder().join("sheaf.db");
        let connection = Connection::open(&path).unwrap();
        (library, path, connection)
    }

    #[test]
    fn an_older_library_is_copied_and_then_brought_up_to_date() {
        let (_library, path, mut connection) = library();
        let newest = count(&STEPS);
        run(&mut connection, &path, &steps_and(&[LATER])).unwrap();
        assert_eq!(version(&connection), Ok(newest + 1));
        assert_eq!(setting(&path, "json_value").unwrap(), "\"dark\"");
        let copy = copy_of(&path);
        assert_eq!(setting(&copy, "value").unwrap(), "\"dark\"");
        assert_eq!(version(&Connection::open(&copy).unwrap()), Ok(newest));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_library_as_it_was() {
        let (_library, path, mut connection) = library();
        let steps = steps_and(&[LATER, "SELECT nonsense"]);
        assert!(run(&mut connection, &path, &steps).is_err());
        assert_eq!(version(&connection), Ok(count(&STEPS)));
        assert_eq!(setting(&path, "value").unwrap(), "\"dark\"");
    }

    #[test]
    fn a_copy_is_kept_for_thirty_days() {
        let (_library, path, mut connection) = library();
        run(&mut connection, &path, &steps_and(&[LATER])).unwrap();
        let copy = copy_of(&path);
        remove_old_copies(&path);
        assert!(copy.exists());
        let day = Duration::from_secs(24 * 60 * 60);
        let file = std::fs::File::options().write(true).open(&copy).unwrap();
        file.set_modified(std::time::SystemTime::now() - 31 * day)
            .unwrap();
        drop(file);
        remove_old_copies(&path);
        assert!(!copy.exists());
        assert!(path.exists());
    }

    #[test]
    fn what_a_copy_that_was_ended_half_way_left_is_no_hindrance() {
        let (_library, path, mut connection) = library();
        let copy = copy_of(&path);
        std::fs::write(&copy, "half of a page").unwrap();
        run(&mut connection, &path, &steps_and(&[LATER])).unwrap();
        assert_eq!(setting(&copy, "value").unwrap(), "\"dark\"");
    }

    #[test]
    fn a_library_of_the_first_version_keeps_what_it_holds() {
        let (_library, path, mut connection) = of_first_version();
        migrate(&mut connection, &path).unwrap();
        assert_eq!(version(&connection), Ok(count(&STEPS)));
        let held = |query: &str| -> Vec<String> {
            let mut statement = connection.prepare(query).unwrap();
            let rows = statement.query_map([], |row| row.get(0)).unwrap();
            rows.collect::<rusqlite::Result<_>>().unwrap()
        };
        assert_eq!(
            held("SELECT text || content_time FROM message"),
            ["hi0", "yes0", "of one who was erased0"]
        );
        let people = "SELECT name || is_owner FROM participant JOIN person ON id = person_id";
        assert_eq!(held(people), ["Ann0", "Me1"]);
        let found =
            "SELECT CAST(rowid AS TEXT) FROM message_search WHERE message_search MATCH 'hi'";
        assert_eq!(held(found), ["268435457"]);
        let copy = path.with_file_name(format!("sheaf.db.before-{}", count(&STEPS)));
        assert_eq!(version(&Connection::open(copy).unwrap()), Ok(1));
    }

    /// A library of the first version with a conversation in it: a message from Ann, and an answer.
    fn of_first_version() -> (tempfile::TempDir, PathBuf, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheaf.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO conversation (id, conversation_id, type, source, title, message_count)
                   VALUES (1, 'C2Ctelegram:user7', 'person', 'telegram', 'Ann', 2);
                 INSERT INTO person (id, source, key, name)
                   VALUES (1, 'telegram', 'user7', 'Ann'), (2, 'telegram', 'user501', 'Me');
                 INSERT INTO message (id, conversation_id, key, time, person_id, kind, flags, text)
                   VALUES (268435457, 1, 1, 1000, 1, 0, 0, 'hi'),
                          (268435458, 1, 2, 2000, 2, 0, 1, 'yes'),
                          (268435459, 1, 3, 3000, 9, 0, 1, 'of one who was erased');
                 INSERT INTO message_search (rowid, text)
                   VALUES (268435457, 'hi'), (268435458, 'yes');
                 INSERT INTO participant (conversation_id, person_id) VALUES (1, 1);
                 PRAGMA user_version = 1",
            )
            .unwrap();
        (folder, path, connection)
    }

    #[test]
    fn a_new_library_is_not_copied() {
        let library = TestLibrary::new();
        let files: Vec<_> = std::fs::read_dir(library.folder())
            .unwrap()
            .map(|file| file.unwrap().file_name())
            .filter(|name| name.to_string_lossy().contains("before"))
            .collect();
        assert!(files.is_empty(), "{files:?}");
    }

    /// The schema that a fresh library has, without comments and spacing.
    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
            .unwrap();
        statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap()
            .map(|sql| {
                sql.unwrap()
                    .lines()
                    .map(|line| line.split("--").next().unwrap())
                    .flat_map(str::split_whitespace)
                    .collect::<Vec<_>>()
                    .join(" ")
                    // A column that came later stands where its statement left it.
                    .replace(" ,", ",")
                    .replace(" )", ")")
            })
            .collect()
    }

    #[test]
    fn the_documented_schema_is_the_real_one() {
        let documented = Connection::open_in_memory().unwrap();
        documented
            .execute_batch(include_str!("../../../../docs/schema.sql"))
            .unwrap();
        let (_library, _, real) = library();
        assert_eq!(schema(&documented), schema(&real));
    }
}
