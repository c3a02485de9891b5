//! What real files set traps with, one test each.

use proptest::prelude::*;

use super::*;
use crate::import::testing::{context, read_in};
use crate::import::{Context, DateOrder};
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
fn a_text_of_a_million_brackets_is_read_at_once() {
    let began = std::time::Instant::now();
    for sign in ["<", ">", "<>", ">\n", "<a: b>\n"] {
        let text = format!(
            "13/03/2023, 19:02 - Ana: {}\n",
            sign.repeat(300_000 / sign.len())
        );
        assert_eq!(chat("chat.txt", &text).messages().len(), 1);
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
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

#[test]
fn a_message_goes_on_until_the_next_row() {
    let text = "13/03/2023, 19:02 - Ana: first\n\
                9/14/23, a line that starts with a date\n\
                \n\
                fourth: after an empty one\n\
                13/03/2023, 19:03 - Ana: \n\
                13/03/2023, 19:04 - Ana:\n\
                13/03/2023, 19:05 - Bo: last, without a line end";
    let collector = chat("chat.txt", text);
    assert_eq!(
        told(&collector),
        [
            "Ana|text|first\n9/14/23, a line that starts with a date\n\nfourth: after an empty one",
            "Ana|text|",
            "Ana|text|",
            "Bo|text|last, without a line end",
        ]
    );
}

#[test]
fn rows_out_of_order_keep_their_places_and_times() {
    let text =
        "13/03/2023, 19:02 - Ana: a\n13/03/2023, 00:00 - Bo: b\n13/03/2023, 19:03 - Ana: c\n";
    let collector = chat("chat.txt", text);
    assert_eq!(told(&collector), ["Ana|text|a", "Bo|text|b", "Ana|text|c"]);
    assert_eq!(times(&collector)[1], "2023-03-13T00:00:00Z");
}

#[test]
fn times_are_read_in_the_machines_zone_and_keys_are_not() {
    let text =
        "13/07/2023, 19:02 - Ana: a\n26/03/2023, 02:30 - Ana: a time that the clocks skipped\n";
    let zone = |name: &str| Context {
        zone: jiff::tz::TimeZone::get(name).unwrap(),
        ..context()
    };
    let files = [("chat.txt", text.as_bytes())];
    let berlin = read_in(&WhatsApp, &files, &zone("Europe/Berlin"));
    let tokyo = read_in(&WhatsApp, &files, &zone("Asia/Tokyo"));
    assert_eq!(
        times(&berlin),
        ["2023-07-13T17:02:00Z", "2023-03-26T01:30:00Z"]
    );
    assert_eq!(times(&tokyo)[0], "2023-07-13T10:02:00Z");
    let keys = |collector: &Collector| -> Vec<i64> {
        collector
            .messages()
            .iter()
            .map(|message| message.key)
            .collect()
    };
    assert_eq!(keys(&berlin), keys(&tokyo));
}

#[test]
fn dates_that_leave_it_open_are_read_as_the_language_has_it_and_said_so() {
    let files: [(&str, &[u8]); 1] = [(
        "chat.txt",
        b"03/04/24, 10:00 - A: x\n03/04/24, 10:01 - B: y\n",
    )];
    let american = Context {
        date_order: DateOrder::MonthDayYear,
        ..context()
    };
    let collector = read_in(&WhatsApp, &files, &american);
    assert_eq!(times(&collector)[0], "2024-03-04T10:00:00Z");
    assert_eq!(collector.reasons(), ["date-order-assumed"]);
    assert_eq!(times(&read(&WhatsApp, &files))[0], "2024-04-03T10:00:00Z");
}

#[test]
fn an_order_that_was_assumed_is_told_by_a_date_that_shows_it() {
    for (text, line, written, day) in [
        (
            "05/05/24, 9:00 - A: x\n\n06/07/24, 10:00 - B: 1-2: y\n",
            "3",
            "06/07/24, 10:00",
            "2024-07-06",
        ),
        (
            "\u{200E}[03/04/24, 10:00:11] A: x\n",
            "1",
            "03/04/24, 10:00:11",
            "2024-04-03",
        ),
        // The year is open.
        (
            "05/05/11, 9:00 - A: x\n",
            "1",
            "05/05/11, 9:00",
            "2011-05-05",
        ),
    ] {
        let collector = chat("chat.txt", text);
        let params = &collector.warnings[0].params;
        let told = ["line", "written", "day", "order"].map(|name| params[name].as_str());
        assert_eq!(told, [line, written, day, "dmy"], "{text}");
    }
}

#[test]
fn a_date_that_is_no_day_costs_the_date_alone() {
    let text =
        "28/02/2023, 10:00 - Ana: a\n30/02/2023, 10:01 - Bo: b\n01/03/2023, 10:02 - Ana: c\n";
    let collector = chat("chat.txt", text);
    assert_eq!(told(&collector).len(), 3);
    assert_eq!(times(&collector)[1], "2023-02-28T10:00:00Z");
    assert_eq!(collector.reasons(), ["message-without-date"]);
    assert!(
        collector.warnings[0].place.ends_with("line 2"),
        "{:?}",
        collector.warnings
    );
}

#[test]
fn lines_before_the_first_row_are_told_and_passed_over() {
    let text = "Exported by a program\n\n13/02/2023, 10:00 - Ana: a\n";
    let collector = chat("chat.txt", text);
    assert_eq!(told(&collector), ["Ana|text|a"]);
    assert_eq!(collector.reasons(), ["bad-line"]);
}

#[test]
fn a_file_saved_again_in_another_encoding_is_the_same_chat() {
    let text = "\u{200E}[2023/12/24 上午7:05:09] 王芳: 今天下午三点在公司门口见面，别忘了带上文件\r\n\
                [2024/1/13 晚上9:40:58] 李雷: 好的，没问题，我会准时到的\r\n";
    let expected = chat("chat.txt", text);
    assert_eq!(told(&expected)[1], "李雷|text|好的，没问题，我会准时到的");
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let utf16_again = read(&WhatsApp, &[("chat.txt", &utf16)]);
    assert_eq!(utf16_again.conversations[0].1, expected.conversations[0].1);
    assert!(utf16_again.warnings.is_empty());
    let (gb18030, ..) = encoding_rs::GB18030.encode(text);
    let guessed = read(&WhatsApp, &[("chat.txt", &gb18030)]);
    assert_eq!(guessed.conversations[0].1, expected.conversations[0].1);
    assert_eq!(guessed.reasons(), ["guessed-encoding"]);
}

#[test]
fn media_beside_the_chat_is_known_to_be_in_the_export() {
    let text = "13/03/2023, 19:05 - Bo: IMG-20230313-WA0001.jpg (file attached)\na caption\n\
                13/03/2023, 19:06 - Bo: IMG-20230313-WA0002.jpg (file attached)\n\
                13/03/2023, 19:07 - Bo: <Media omitted>\n";
    for folder in ["", "WhatsApp Chat - Bo/"] {
        let names = ["_chat.txt", "IMG-20230313-WA0001.jpg"].map(|name| format!("{folder}{name}"));
        let collector = read(
            &WhatsApp,
            &[(&names[0], text.as_bytes()), (&names[1], b"\xFF\xD8\xFF")],
        );
        assert_eq!(
            told(&collector),
            ["Bo|image|a caption", "Bo|image|", "Bo|file|"]
        );
        let in_export: Vec<bool> = collector
            .messages()
            .iter()
            .map(|message| message.extra.attachments[0].in_export)
            .collect();
        assert_eq!(in_export, [true, false, false], "{folder}");
    }
}

#[test]
fn an_export_with_media_finds_the_messages_of_one_without() {
    let with = "[13/03/23, 19:05:00] Bo: \u{200E}<attached: 00000003-PHOTO-2023-03-13-19-05-00.jpg>\n\
                [13/03/23, 19:06:00] Bo: Plan.pdf • \u{200E}2 pages \u{200E}<attached: 00000004-Plan.pdf>\n";
    let without = "[13/03/23, 19:05:00] Bo: \u{200E}image omitted\n\
                   [13/03/23, 19:06:00] Bo: Plan.pdf • \u{200E}2 pages \u{200E}document omitted\n";
    let keys = |text: &str| -> Vec<i64> {
        chat("_chat.txt", text)
            .messages()
            .iter()
            .map(|message| message.key)
            .collect()
    };
    assert_eq!(keys(with), keys(without));
}

#[test]
fn the_same_words_twice_in_a_minute_are_two_messages() {
    let text = "13/03/2023, 19:05 - Bo: ok\n13/03/2023, 19:05 - Bo: ok\n13/03/2023, 19:04 - Bo: ok\n13/03/2023, 19:05 - Bo: ok\n";
    let mut keys: Vec<i64> = chat("chat.txt", text)
        .messages()
        .iter()
        .map(|message| message.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 4);
}

#[test]
fn a_file_cut_anywhere_gives_every_row_before_the_cut() {
    let text = "[9/13/23, 7:02:11\u{202F}PM] Ana: hi 👋🏽\n[9/14/23, 7:02:11\u{202F}PM] Bo: 你好\nb\n[9/14/23, 7:03:11\u{202F}PM] Ana: end\n";
    let starts: Vec<usize> = text.match_indices('[').map(|(at, _)| at).collect();
    for cut in 1..=text.len() {
        let probe = super::super::begins_as_chat(&String::from_utf8_lossy(&text.as_bytes()[..cut]));
        let collector = match probe {
            true => read(&WhatsApp, &[("chat.txt", &text.as_bytes()[..cut])]),
            false => continue,
        };
        let whole = starts.iter().filter(|start| **start < cut).count();
        let rows = collector.messages().len();
        assert!(
            rows == whole || rows + 1 == whole,
            "cut at {cut}: {rows} of {whole}"
        );
    }
}

#[test]
fn a_chat_of_one_product_is_not_taken_for_another() {
    let not_ours = [
        "2024-01-02 03:04:05 - INFO - started: ok",
        "[2024-01-02 03:04:05] WARNING: no",
        "2022.03.18 Friday\n14:56 Ana hi",
        "2022년 3월 18일 오후 2:56, Ana : hi",
        "hello",
        "",
    ];
    for text in not_ours {
        assert!(!super::super::begins_as_chat(text), "{text}");
    }
    assert!(super::super::begins_as_chat(
        "12/03/2022, 10:00 - Info: a contact of that name"
    ));
}

proptest! {
    /// Rows mixed with arbitrary text: nothing panics, and no row of the chat is lost.
    #[test]
    fn arbitrary_text_in_messages_never_loses_a_row(
        texts in prop::collection::vec("[^\\r\\n\\[]{0,40}(\\n[a-z <>:()\u{200E}]{0,20}){0,2}", 1..12),
    ) {
        let chat_text: String = texts
            .iter()
            .enumerate()
            .map(|(at, text)| format!("[{}/1/23, 19:05:00] Ana: {text}\n", 13 + at))
            .collect();
        let collector = chat("chat.txt", &chat_text);
        prop_assert_eq!(collector.messages().len(), texts.len());
        prop_assert!(collector.end.is_none());
    }

    #[test]
    fn arbitrary_lines_never_panic(lines in prop::collection::vec("\\PC{0,60}", 0..20)) {
        let text = format!("[13/1/23, 19:05:00] Ana: x\n{}", lines.join("\n"));
        prop_assert!(!chat("chat.txt", &text).messages().is_empty());
    }
}
