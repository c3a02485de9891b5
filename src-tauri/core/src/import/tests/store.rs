//! What importing does to a library that may know some of it already.

use serde_json::json;

use super::{Fixture, account_file, chat_file, counts};
use crate::conversations::EraseDeleted;
use crate::model::request;

/// What the list shows of each conversation.
const LIST: &str =
    "SELECT conversation_id, title, message_count, first_time, last_time, last_sender,
    last_outgoing, last_text FROM conversation ORDER BY conversation_id";

#[test]
fn a_first_import_puts_everything_in() {
    let fixture = Fixture::new();
    let file = fixture.import_one(&fixture.file("result.json", chat_file("Ana", 7, 1..6)));
    assert_eq!(counts(&file), (1, 0, 5, 0));
    assert_eq!(
        fixture.rows(LIST),
        ["C2Ctelegram:user7|Ana|5|1000|5000|Person 7|0|word5 会议"]
    );
    let people = fixture.rows("SELECT source, key, name FROM person ORDER BY key");
    assert_eq!(
        people,
        ["telegram|user501|Person 501", "telegram|user7|Person 7"]
    );
    let flags = fixture.rows("SELECT flags FROM message ORDER BY id");
    assert_eq!(flags, ["0", "0", "1", "0", "0"]);
}

#[test]
fn messages_titles_and_people_are_in_the_search_index() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("result.json", chat_file("Trip 罗马", 7, 1..6)));
    let found = |table: &str, query: &str| {
        fixture.count(&format!(
            "SELECT COUNT(*) FROM {table} WHERE {table} MATCH '{query}'"
        ))
    };
    assert_eq!(found("message_search", "word4"), 1);
    assert_eq!(found("message_search", "\"会 议\""), 5);
    assert_eq!(found("conversation_search", "title : \"罗 马\""), 1);
    assert_eq!(found("conversation_search", "people : 7"), 1);
    assert_eq!(
        found("conversation_search", "people : 501"),
        0,
        "the owner is everywhere"
    );
}

#[test]
fn importing_again_adds_nothing_and_tells_of_nothing() {
    let fixture = Fixture::new();
    let path = fixture.file("result.json", chat_file("Ana", 7, 1..6));
    fixture.import_one(&path);
    fixture.library.changes();
    let before = fixture.rows(LIST);
    assert_eq!(counts(&fixture.import_one(&path)), (0, 0, 0, 5));
    assert_eq!(fixture.rows(LIST), before);
    assert_eq!(fixture.library.changes(), []);
}

#[test]
fn an_overlapping_export_adds_only_what_is_new() {
    let fixture = Fixture::new();
    fixture.import_one(&fixture.file("2.json", chat_file("Ana", 7, 4..8)));
    let older = fixture.import_one(&fixture.file("1.json", chat_file("Ana", 7, 1..6)));
    assert_eq!(counts(&older), (0, 1, 3, 2));
    let newer = fixture.import_one(&fixture.file("3.json", chat_file("Ana", 7, 6..10)));
    assert_eq!(counts(&newer), (0, 1, 2, 2));
    assert_eq!(
        fixture.rows(LIST),
        ["C2Ctelegram:user7|Ana|9|1000|9000||1|word9 会议"]
    );
    let keys = fixture.rows("SELECT key FROM message ORDER BY time, id");
    assert_eq!(keys, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
}

#[test]
fn a_title_follows_the_newest_export() {
    let fixture = Fixture::new();
    let title = |title: &str, numbers: std::ops::Range<i64>| {
        fixture.import_one(&fixture.file("result.json", chat_file(title, 7, numbers)));
        fixture.rows("SELECT title FROM conversation").remove(0)
    };
    assert_eq!(title("Ana", 4..8), "Ana");
    assert_eq!(title("Before", 1..5), "Ana", "an older export");
    assert_eq!(title("Ana Maria", 4..9), "Ana Maria", "a newer one");
    assert_eq!(title("Ana M.", 4..9), "Ana M.", "the same time again");
    let found = "SELECT COUNT(*) FROM conversation_search WHERE conversation_search MATCH 'maria'";
    assert_eq!(
        fixture.count(found),
        0,
        "the old title is not found any more"
    );
}

#[test]
fn conversations_of_two_accounts_stay_apart() {
    let fixture = Fixture::new();
    for owner in [501, 502, 501] {
        let file = account_file(owner, &[chat_file("Ana", 7, 1..owner - 496)]);
        fixture.import_one(&fixture.file("result.json", file));
    }
    let found = fixture
        .rows("SELECT conversation_id, account, message_count FROM conversation ORDER BY id");
    assert_eq!(
        found,
        ["C2Ctelegram:user7|501|4", "C2Ctelegram:user7@502|502|5"]
    );
}

#[test]
fn a_conversation_of_an_unknown_account_is_adopted_by_the_one_that_says_so() {
    let fixture = Fixture::new();
    let accounts = || fixture.rows("SELECT conversation_id, account FROM conversation");
    // Nobody but the other has written: the owner cannot be concluded.
    fixture.import_one(&fixture.file("1.json", chat_file("Ana", 7, 1..3)));
    assert_eq!(accounts(), ["C2Ctelegram:user7|"]);
    let account = account_file(501, &[chat_file("Ana", 7, 1..9)]);
    fixture.import_one(&fixture.file("2.json", account));
    assert_eq!(accounts(), ["C2Ctelegram:user7|501"]);
}

#[test]
fn groups_pins_and_marks_survive_an_import() {
    let fixture = Fixture::new();
    let path = fixture.file("1.json", chat_file("Ana", 7, 1..5));
    fixture.import_one(&path);
    let (library, id) = (&fixture.library, "C2Ctelegram:user7");
    let group = json!({ "groupName": "Friends", "conversationIDList": [id] });
    library
        .create_conversation_group(request::parse(group).unwrap())
        .unwrap();
    let pin = json!({ "conversationID": id, "isPinned": true });
    library
        .pin_conversation(request::parse(pin).unwrap())
        .unwrap();
    let mark = json!({ "conversationIDList": [id], "markType": 1, "enableMark": true });
    library
        .mark_conversation(request::parse(mark).unwrap())
        .unwrap();
    let kept = "SELECT pin_position, (SELECT COUNT(*) FROM membership),
        (SELECT COUNT(*) FROM mark), custom_data FROM conversation";
    let before = fixture.rows(kept);
    assert_eq!(before, ["1|1|1|"]);
    fixture.import(&[&path, &fixture.file("2.json", chat_file("Ana", 7, 3..9))]);
    assert_eq!(fixture.rows(kept), before);
}

#[test]
fn importing_a_deleted_conversation_again_shows_it_again() {
    let fixture = Fixture::new();
    let path = fixture.file("1.json", chat_file("Ana", 7, 1..5));
    let delete = || {
        let id = json!({ "conversationID": "C2Ctelegram:user7" });
        fixture
            .library
            .delete_conversation(request::parse(id).unwrap())
            .unwrap();
    };
    fixture.import_one(&path);
    let list = fixture.rows(LIST);
    delete();
    assert_eq!(counts(&fixture.import_one(&path)), (0, 1, 0, 4));
    assert_eq!(
        fixture.count("SELECT COUNT(*) FROM conversation WHERE hidden = 0"),
        1
    );
    delete();
    fixture
        .library
        .erase_deleted(EraseDeleted::default())
        .unwrap();
    assert_eq!(counts(&fixture.import_one(&path)), (0, 1, 4, 0));
    assert_eq!(fixture.rows(LIST), list);
}

#[test]
fn the_owner_keeps_their_name_when_a_conversation_is_erased_in_which_nobody_knew_them() {
    let fixture = Fixture::new();
    let account = account_file(501, &[chat_file("Ana", 7, 1..4)]);
    fixture.import_one(&fixture.file("account.json", account));
    // A group on its own does not say whose export it is: 501 is one of its people.
    let group = chat_file("Trip", 9, 1..4).replace("personal_chat", "private_group");
    fixture.import_one(&fixture.file("group.json", group));
    let erase = |id: &str| {
        let id = json!({ "conversationID": id });
        let id = request::parse(id).unwrap();
        fixture.library.delete_conversation(id).unwrap();
        fixture
            .library
            .erase_deleted(EraseDeleted::default())
            .unwrap();
    };
    let senders = "SELECT p.name FROM message AS m LEFT JOIN person AS p ON p.id = m.person_id";
    erase("GROUPtelegram:chat9");
    assert_eq!(
        fixture.rows(senders),
        ["Person 7", "Person 7", "Person 501"]
    );
    erase("C2Ctelegram:user7");
    assert_eq!(
        fixture.count("SELECT COUNT(*) FROM person"),
        0,
        "nobody is left once nothing names them"
    );
}

#[test]
fn each_batch_tells_which_conversations_changed() {
    let fixture = Fixture::new();
    let chats: Vec<String> = [7, 8]
        .map(|id| chat_file("Chat", id, 1..9_000))
        .into_iter()
        .collect();
    fixture.import_one(&fixture.file("result.json", account_file(501, &chats)));
    let told: Vec<Vec<i64>> = fixture
        .library
        .changes()
        .into_iter()
        .map(|change| change.conversations)
        .collect();
    assert_eq!(told, [vec![1], vec![1, 2], vec![2]]);
}

#[test]
fn the_last_message_is_the_latest_whatever_the_order_of_the_file() {
    let fixture = Fixture::new();
    let message = |id: i64, time: i64, text: &str| {
        format!(
            r#"{{"id": {id}, "type": "message", "date_unixtime": "{time}", "from": "A",
                "from_id": "user7", "text": "{text}"}}"#
        )
    };
    let messages = [
        message(1, 50, "late"),
        message(2, -10, "early"),
        message(3, 20, "middle"),
    ];
    let file = format!(
        r#"{{"name": "A", "type": "private_group", "id": 7, "messages": [{}]}}"#,
        messages.join(",")
    );
    fixture.import_one(&fixture.file("result.json", file));
    assert_eq!(
        fixture.rows(LIST),
        ["GROUPtelegram:chat7|A|3|-10000|50000|A|0|late"]
    );
}

#[test]
fn the_report_names_what_came_in() {
    let fixture = Fixture::new();
    let chats = [7, 8].map(|id| chat_file("Chat", id, 1..4));
    let path = fixture.file("result.json", account_file(501, &chats));
    assert_eq!(fixture.import_one(&path).row_ids, [1, 2]);
    assert_eq!(fixture.import_one(&path).row_ids, [0; 0]);
    let chats = [chat_file("Chat", 7, 1..4), chat_file("Chat", 8, 1..5)];
    let path = fixture.file("result.json", account_file(501, &chats));
    assert_eq!(fixture.import_one(&path).row_ids, [2]);
}
