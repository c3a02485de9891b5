//! Bringing a library's schema up to date. `PRAGMA user_version` counts the steps that have run.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use crate::model::error::{Error, Result, StoreFault};

/// Each step once, in order; a step that has shipped is never edited.
const STEPS: [&str; 1] = [include_str!("migrations/0001_library.sql")];

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
/// `<file>.before-<version>` first.
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
        let copy = path.with_extension(format!("db.before-{newest}"));
        connection.backup("main", copy, None::<fn(rusqlite::backup::Progress)>)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::testing::TestLibrary;

    const LATER: &str = "ALTER TABLE setting RENAME COLUMN value TO json_value";

    fn setting(path: &Path, column: &str) -> rusqlite::Result<String> {
        Connection::open(path)?.query_row(
            &format!("SELECT {column} FROM setting WHERE name = 'theme'"),
            [],
            |row| row.get(0),
        )
    }

    /// A library of the first schema with one setting in it: its file, and a connection to it.
    fn library() -> (TestLibrary, std::path::PathBuf, Connection) {
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
        run(&mut connection, &path, &[STEPS[0], LATER]).unwrap();
        assert_eq!(version(&connection), Ok(2));
        assert_eq!(setting(&path, "json_value").unwrap(), "\"dark\"");
        let copy = path.with_file_name("sheaf.db.before-2");
        assert_eq!(setting(&copy, "value").unwrap(), "\"dark\"");
        assert_eq!(version(&Connection::open(&copy).unwrap()), Ok(1));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_library_as_it_was() {
        let (_library, path, mut connection) = library();
        assert!(
            run(
                &mut connection,
                &path,
                &[STEPS[0], LATER, "SELECT nonsense"]
            )
            .is_err()
        );
        assert_eq!(version(&connection), Ok(1));
        assert_eq!(setting(&path, "value").unwrap(), "\"dark\"");
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
