//! Rows, their times and what they go on with.

use proptest::prelude::*;

use super::*;
use crate::import::testing::{context, read_in};
use crate::import::{Context, DateOrder};

#[test]
fn a_text_of_brackets_is_one_message() {
    for sign in ["<", ">", "<>", ">\n", "<a: b>\n"] {
        let text = format!(
            "13/03/2023, 19:02 - Ana: {}\n",
            sign.repeat(300_000 / sign.len())
        );
        assert_eq!(chat("chat.txt", &text).messages().len(), 1);
    }
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
