//! Several threads at once: changes are told in the order of their commits, and a person's
//! operation gets in between the batches of an import.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use crate::change::Change;
use crate::testing::TestLibrary;

#[test]
fn changes_are_told_in_commit_order_with_a_revision_each() {
    let library = TestLibrary::of(&["C2Ct:0", "C2Ct:1", "C2Ct:2", "C2Ct:3"]);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let library = &library;
            scope.spawn(move || {
                for turn in 0..50 {
                    let id = format!("C2Ct:{thread}");
                    let pin = json!({"conversationID": id, "isPinned": turn % 2 == 0});
                    library.ok("pin_conversation", pin);
                    library.ok("get_overview", json!({}));
                }
            });
        }
    });
    let told: Vec<u64> = library
        .changes()
        .iter()
        .map(|change| change.revision)
        .collect();
    assert_eq!(told, (1..=200).collect::<Vec<u64>>());
    assert_eq!(library.get_overview().unwrap().revision, 200);
}

#[test]
fn an_operation_gets_in_between_the_batches_of_an_import() {
    let library = Arc::new(TestLibrary::of(&["C2Ct:0"]));
    let done = Arc::new(AtomicBool::new(false));
    let begun = Arc::new(AtomicBool::new(false));
    let import = std::thread::spawn({
        let (library, done, begun) = (Arc::clone(&library), Arc::clone(&done), Arc::clone(&begun));
        move || {
            // Far more batches than a fair hand-over needs, and an end if there is none.
            (0..20_000).any(|_| {
                let batch = library.store.write(|transaction| {
                    transaction.execute("UPDATE setting SET value = value", [])?;
                    begun.store(true, Ordering::SeqCst);
                    Ok(((), Change::default()))
                });
                batch.unwrap();
                done.load(Ordering::SeqCst)
            })
        }
    });
    while !begun.load(Ordering::SeqCst) {
        std::thread::yield_now();
    }
    library.ok(
        "pin_conversation",
        json!({"conversationID": "C2Ct:0", "isPinned": true}),
    );
    done.store(true, Ordering::SeqCst);
    assert!(
        import.join().unwrap(),
        "the operation had to wait for the whole import"
    );
}

#[test]
fn a_reader_sees_one_state_while_others_write() {
    let library = TestLibrary::of(&["C2Ct:0"]);
    let counted = |library: &TestLibrary| {
        library
            .store
            .read(|connection| {
                let count = || -> rusqlite::Result<i64> {
                    connection.query_row("SELECT COUNT(*) FROM conversation", [], |row| row.get(0))
                };
                let before = count()?;
                library.put(&crate::testing::Put::new(&format!("C2Ct:{before}")));
                Ok((before, count()?))
            })
            .unwrap()
    };
    assert_eq!(counted(&library), (1, 1));
    assert_eq!(counted(&library), (2, 2));
}
