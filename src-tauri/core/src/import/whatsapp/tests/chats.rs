//! Which chat a file is of, and who is who in it.

use super::*;
use crate::model::conversation::ConversationType;

#[test]
fn an_iphones_group_speaks_in_its_own_name_and_is_nobody() {
    let text = "[9/13/23, 7:02:11 PM] Family: \u{200E}Messages and calls are end-to-end encrypted. Only people in this chat can read them.\r\n\
                [9/13/23, 7:02:15 PM] Family: \u{200E}Ana created this group\r\n\
                [9/13/23, 7:03:00 PM] Ana: Hi all\r\n\
                [9/13/23, 7:04:00 PM] Family: \u{200E}Ana added Bo\r\n\
                [9/13/23, 7:05:00 PM] Ana: \u{200E}Ana changed the group name to “Home”\r\n\
                [9/13/23, 7:06:00 PM] Ana: I added the file you removed from the left drawer\r\n\
                [9/13/23, 7:07:00 PM] Bo: \u{200E}This message was deleted.\r\n\
                \u{200E}[9/13/23, 7:08:00 PM] Bo: \u{200E}image omitted\r\n";
    let collector = chat("_chat.txt", text);
    let (draft, _) = &collector.conversations[0];
    assert_eq!(
        (draft.kind, draft.title.as_str()),
        (ConversationType::People, "Family")
    );
    let kinds: Vec<&str> = collector
        .messages()
        .iter()
        .map(|message| message.kind.as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "system", "system", "text", "system", "system", "text", "unknown", "image"
        ]
    );
    assert_eq!(told(&collector)[3], "Family|system|Ana added Bo");
    assert!(
        collector
            .messages()
            .iter()
            .all(|message| !message.is_outgoing())
    );
}

#[test]
fn an_iphones_chat_of_two_is_named_after_the_other() {
    let text = "[18/03/22, 14:56:01] Elsa: \u{200E}Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand kann sie lesen.\n\
                [18/03/22, 14:57:00] Max: Hallo\n\
                \u{200E}[18/03/22, 14:58:00] Elsa: \u{200E}Bild weggelassen\n\
                [18/03/22, 14:59:00] Elsa: \u{200E}Deine Sicherheitsnummer für Elsa hat sich geändert.\n";
    let collector = chat("_chat.txt", text);
    let (draft, messages) = &collector.conversations[0];
    assert_eq!(
        (draft.kind, draft.title.as_str()),
        (ConversationType::Person, "Elsa")
    );
    assert!(draft.times_are_local);
    assert!(messages[1].is_outgoing() && !messages[2].is_outgoing());
    let kinds: Vec<&str> = messages
        .iter()
        .map(|message| message.kind.as_str())
        .collect();
    assert_eq!(kinds, ["system", "text", "image", "system"]);
}

#[test]
fn an_android_group_is_told_by_rows_of_nobody_that_quote_its_name() {
    let text = "23/03/2023, 19:02 - Messages and calls are end-to-end encrypted.\n\
                23/03/2023, 19:02 - Ana created group \"Trip: Rome\"\n\
                23/03/2023, 19:04 - Ana: hello\n\
                23/03/2023, 19:05 - Bo: hi\n\
                23/03/2023, 19:09 - Ana left\n";
    let collector = chat("WhatsApp Chat with Trip Rome.txt", text);
    let (draft, _) = &collector.conversations[0];
    assert_eq!(
        (draft.kind, draft.title.as_str()),
        (ConversationType::People, "Trip Rome")
    );
    assert_eq!(
        told(&collector),
        [
            "|system|Messages and calls are end-to-end encrypted.",
            "|system|Ana created group \"Trip: Rome\"",
            "Ana|text|hello",
            "Bo|text|hi",
            "|system|Ana left",
        ]
    );
}

#[test]
fn an_iphones_file_that_lost_its_marks_is_read_by_its_words() {
    let text = "[9/13/23, 7:02:11 PM] Family: Messages and calls are end-to-end encrypted. Not even WhatsApp can read them.\n\
                [9/13/23, 7:02:15 PM] Family: Ana created this group\n\
                [9/13/23, 7:03:00 PM] Ana: Hi all\n\
                [9/13/23, 7:05:00 PM] Ana: Ana changed the group name to “Home”\n\
                [9/13/23, 7:06:00 PM] Bo: image omitted\n\
                [9/13/23, 7:07:00 PM] Bo: Plan.pdf • 2 pages document omitted\n\
                [9/13/23, 7:08:00 PM] Bo: The video was omitted from what I sent to you\n";
    let collector = chat("_chat.txt", text);
    let (draft, messages) = &collector.conversations[0];
    assert_eq!(
        (draft.kind, draft.title.as_str()),
        (ConversationType::People, "Family")
    );
    let kinds: Vec<&str> = messages
        .iter()
        .map(|message| message.kind.as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "system", "system", "text", "system", "image", "file", "text"
        ]
    );
    assert_eq!(messages[5].extra.attachments[0].name, "Plan.pdf");
    // With marks elsewhere, nobody but a person writes such words.
    let marked = text.replace("Hi all", "\u{200E}audio omitted");
    let collector = chat("_chat.txt", &marked);
    assert_eq!(told(&collector)[4], "Bo|text|image omitted");
}

#[test]
fn a_file_named_in_a_language_that_is_not_listed_is_named_after_who_writes() {
    let two = "23/03/2023, 19:04 - Ana Lind: hello\n23/03/2023, 19:05 - Bo: hi\n";
    let group = format!("23/03/2023, 19:02 - Ana Lind stofnaði hópinn „Ferð“\n{two}");
    for (file, text, title) in [
        ("WhatsApp spjall við Ana Lind.txt", two, "Ana Lind"),
        ("Bo bilan WhatsApp suhbati.txt", two, "Bo"),
        ("WhatsApp spjall við Ferð.txt", &group, "Ferð"),
        ("my trip.txt", two, "my trip"),
        ("about Bo.txt", two, "about Bo"),
        ("WhatsApp og JimBo.txt", two, "WhatsApp og JimBo"),
    ] {
        let collector = chat(file, text);
        assert_eq!(collector.conversations[0].0.title, title, "{file}");
    }
}

#[test]
fn a_group_whose_language_needs_few_signs_is_told_apart_as_well() {
    let text = "[2023/12/24 上午7:05:09] 家人: \u{200E}訊息和通話會受到端對端加密保護。只有此對話中的成員可以閱讀。\n\
                [2023/12/24 上午7:06:09] 小華: 早安\n\
                [2024/1/13 下午9:40:58] 爸爸: \u{200E}未接語音通話\n\
                [2024/1/13 下午9:42:58] 家人: \u{200E}爸爸將小華加入\n";
    let collector = chat("_chat.txt", text);
    let kinds: Vec<&str> = collector
        .messages()
        .iter()
        .map(|message| message.kind.as_str())
        .collect();
    assert_eq!(kinds, ["system", "text", "call", "system"]);
    assert_eq!(collector.conversations[0].0.title, "家人");
}

#[test]
fn the_owner_of_a_group_is_known_when_the_phone_says_you() {
    let text = "23/03/2023, 19:04 - Ana: hello\n\
                23/03/2023, 19:05 - Bo: You deleted this message\n\
                23/03/2023, 19:06 - Cy: This message was deleted\n\
                23/03/2023, 19:07 - Bo: hi\n";
    let outgoing: Vec<bool> = chat("chat.txt", text)
        .messages()
        .iter()
        .map(|message| message.is_outgoing())
        .collect();
    assert_eq!(outgoing, [false, true, false, true]);
}

#[test]
fn names_are_kept_as_people_write_them() {
    let text = "13/03/2023, 19:02 - \u{202A}+49\u{A0}170\u{2011}1234\u{202C}: a\n\
                13/03/2023, 19:03 - ~\u{202F}Ida Lind: b\n\
                13/03/2023, 19:04 - Dr. Who: Strange: Times\n\
                13/03/2023, 19:05 - Bob:Hi\n\
                13/03/2023, 19:06 - Bob: Hi: ho\n";
    let collector = chat("chat.txt", text);
    assert_eq!(
        told(&collector),
        [
            "+49 170-1234|text|a",
            "Ida Lind|text|b",
            "Dr. Who|text|Strange: Times",
            "Bob|text|Hi",
            "Bob|text|Hi: ho",
        ]
    );
    let (_, messages) = &collector.conversations[0];
    assert_eq!(messages[1].sender.as_ref().unwrap().0, "~ Ida Lind");
}
