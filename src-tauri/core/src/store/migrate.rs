//! Bringing a library's schema up to date. `PRAGMA user_version` counts the steps that have run.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::model::error::{Error, Result};

/// Each step once, in order; a step that has shipped is never edited.
const STEPS: [&str; 1] = [include_str!("migrations/0001_library.sql")];

fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a library that a newer program made, before anything is written to it.
///
/// # Errors
/// 200006; 200002 when the file is no database.
pub(super) fn refuse_newer(connection: &Connection) -> Result<()> {
    let found = version(connection)?;
    if found > newest() {
        return Err(Error::NewerDatabase {
            found,
            known: newest(),
        });
    }
    Ok(())
}

/// Runs the missing steps in one transaction. A library that already holds something is copied to
/// `<file>.before-<version>` first.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let found = version(connection)?;
    if found == newest() {
        return Ok(());
    }
    if found > 0 {
        let copy = path.with_extension(format!("db.before-{}", newest()));
        connection.backup("main", copy, None::<fn(rusqlite::backup::Progress)>)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", newest())?;
    transaction.commit()?;
    Ok(())
}
