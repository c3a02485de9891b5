//! Keeps the stored keys of titles in the order that this program makes.

use rusqlite::{Connection, TransactionBehavior};

use crate::model::conversation::RowId;
use crate::model::error::Result;
use crate::model::title::{TITLE_ORDER, title_key};

/// Makes the keys of all titles anew when another version of the order made them.
pub(super) fn renew(connection: &mut Connection) -> Result<()> {
    let made_in: String =
        connection.query_row("SELECT title_order FROM library WHERE id = 1", [], |row| {
            row.get(0)
        })?;
    if made_in == TITLE_ORDER {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (row, title) in titles(&transaction)? {
        transaction
            .prepare_cached("UPDATE conversation SET title_key = ?2 WHERE id = ?1")?
            .execute((row, title_key(&title)))?;
    }
    transaction.execute(
        "UPDATE library SET title_order = ?1 WHERE id = 1",
        [TITLE_ORDER],
    )?;
    transaction.commit()?;
    Ok(())
}

fn titles(connection: &Connection) -> Result<Vec<(RowId, String)>> {
    let mut statement = connection.prepare("SELECT id, title FROM conversation")?;
    let titles = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(titles.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::{Put, TestLibrary};

    #[test]
    fn keys_made_in_another_order_are_made_anew_when_a_library_is_opened() {
        let mut library = TestLibrary::new();
        for (id, title) in [("C2Ct:1", "beta"), ("C2Ct:2", "alpha"), ("C2Ct:3", "gamma")] {
            library.put(&Put {
                title: title.into(),
                ..Put::new(id)
            });
        }
        library.with(|connection| {
            connection.execute("UPDATE conversation SET title_key = x''", [])?;
            connection.execute("UPDATE library SET title_order = 'older'", [])?;
            Ok(())
        });
        let by_name = |library: &TestLibrary| library.view_rows(json!({"kind": "all"}), "name");
        assert_eq!(by_name(&library), [1, 2, 3]);
        library.reopen();
        assert_eq!(by_name(&library), [2, 1, 3]);
    }
}
