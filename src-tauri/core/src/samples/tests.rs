use serde_json::json;

use super::*;
use crate::history::Undo;
use crate::model::request;
use crate::testing::TestLibrary;

fn count(library: &Library, query: &str) -> i64 {
    let read =
        |connection: &rusqlite::Connection| Ok(connection.query_row(query, [], |row| row.get(0))?);
    library.store.read(read).unwrap()
}

#[test]
fn samples_are_of_five_sources_in_two_languages_with_something_of_everything() {
    let samples = samples().unwrap();
    assert!((12..=16).contains(&samples.len()));
    for source in SOURCES {
        assert!(
            samples.iter().any(|sample| sample.source == source),
            "{source}"
        );
    }
    let is_chinese = |sample: &&Sample| sample.title.chars().any(|c| ('一'..='龥').contains(&c));
    assert!(samples.iter().filter(is_chinese).count() >= 4);
    let messages = || samples.iter().flat_map(|sample| &sample.messages);
    assert!(
        messages().any(|message| message.text.contains("```")),
        "a code block"
    );
    assert!(
        messages().any(|message| message.from.is_none()),
        "a system row"
    );
    assert!(
        messages().any(|message| !message.attachments.is_empty()),
        "an attachment"
    );
}

#[test]
fn loading_puts_every_sample_in_once_with_times_up_to_now() {
    let library = TestLibrary::new();
    assert!(!library.has_samples().unwrap());
    for _ in 0..2 {
        library.load_samples().unwrap();
        assert!(library.has_samples().unwrap());
        let conversations = count(&library, "SELECT COUNT(*) FROM conversation");
        assert_eq!(conversations, samples().unwrap().len() as i64);
        let of_account = "SELECT COUNT(*) FROM conversation WHERE account = 'sample'";
        assert_eq!(count(&library, of_account), conversations);
    }
    let now = jiff::Timestamp::now().as_millisecond();
    assert!(count(&library, "SELECT MAX(last_time) FROM conversation") <= now);
    assert_eq!(
        count(
            &library,
            "SELECT COUNT(*) FROM conversation WHERE first_time = 0"
        ),
        0
    );
}

#[test]
fn samples_come_and_go_in_one_change_each() {
    let library = TestLibrary::new();
    library.load_samples().unwrap();
    let total = samples().unwrap().len();
    let told: Vec<usize> = library
        .changes()
        .iter()
        .map(|change| change.conversations.len())
        .collect();
    assert_eq!(told, [total]);
    library.remove_samples().unwrap();
    assert_eq!(library.changes().len(), 1);
}

#[test]
fn samples_are_found_by_searching() {
    let library = TestLibrary::new();
    library.load_samples().unwrap();
    let found = "SELECT COUNT(*) FROM message_search WHERE message_search MATCH ";
    assert_eq!(count(&library, &format!("{found} 'courgettes'")), 2);
    assert_eq!(count(&library, &format!("{found} '\"豆 花\"'")), 2);
}

#[test]
fn removing_erases_what_the_samples_held_and_leaves_the_rest() {
    let library = TestLibrary::of(&["C2Ctest:1"]);
    library.load_samples().unwrap();
    let deleted = json!({ "conversationID": "C2Ctelegram:sample-jonas" });
    library
        .delete_conversation(request::parse(deleted).unwrap())
        .unwrap();
    let total = samples().unwrap().len();
    assert_eq!(library.remove_samples().unwrap().count, total - 1);
    assert!(!library.has_samples().unwrap());
    assert_eq!(count(&library, "SELECT COUNT(*) FROM message"), 0);
    assert_eq!(count(&library, "SELECT COUNT(*) FROM person"), 0);
    assert_eq!(count(&library, "SELECT COUNT(*) FROM message_search"), 0);
    assert_eq!(
        count(
            &library,
            "SELECT COUNT(*) FROM conversation WHERE hidden = 0"
        ),
        1
    );
    assert_eq!(library.get_overview().unwrap().deleted, 0);
    assert_eq!(library.remove_samples().unwrap().count, 0);
}

#[test]
fn what_was_done_with_samples_can_be_undone_and_done_again_after_they_are_gone() {
    let library = TestLibrary::new();
    library.load_samples().unwrap();
    let mum = "C2Cwhatsapp:sample-mum";
    let create = json!({ "groupName": "Home", "conversationIDList": [mum] });
    library
        .create_conversation_group(request::parse(create).unwrap())
        .unwrap();
    let pin = json!({ "conversationID": mum, "isPinned": true });
    library
        .pin_conversation(request::parse(pin).unwrap())
        .unwrap();
    let delete = json!({ "conversationID": mum });
    library
        .delete_conversation(request::parse(delete).unwrap())
        .unwrap();
    library.remove_samples().unwrap();
    for _ in 0..3 {
        assert!(library.undo(Undo::default()).unwrap().is_some());
    }
    for _ in 0..3 {
        assert!(library.redo().unwrap().is_some());
    }
    assert!(!library.has_samples().unwrap());
}
