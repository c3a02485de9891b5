//! Whole files, from bytes to what the sink is given.

use std::collections::BTreeSet;

use super::*;
use crate::import::testing::{Collected, read};

/// The counts of the sample exports, which lie beside the project and are not part of it.
#[test]
fn the_samples_give_their_expected_counts() {
    let Some(folder) = crate::import::testing::samples("whatsapp") else {
        return;
    };
    // File, rows, rows of nobody's, senders, first and last time.
    let cases = [
        (
            "chat-miner_test_ddmmyy_24hrs.txt",
            9,
            2,
            5,
            "2019-01-01T11:25:00Z",
            "2021-12-30T22:01:00Z",
        ),
        (
            "chat-miner_test_mmddyy_24hrs.txt",
            9,
            2,
            5,
            "2019-01-01T11:25:00Z",
            "2021-12-30T22:01:00Z",
        ),
        (
            "chat-miner_test_mmddyyb_24hrs.txt",
            9,
            2,
            5,
            "2019-01-01T11:25:00Z",
            "2021-12-30T22:01:00Z",
        ),
        (
            "chat-miner_test_mmddyyyy_12hrs.txt",
            9,
            2,
            5,
            "2019-01-01T11:25:00Z",
            "2021-12-30T22:01:00Z",
        ),
        (
            "chat-miner_test_yyyymmdd_24hrs.txt",
            9,
            2,
            5,
            "2019-01-01T11:25:00Z",
            "2021-12-30T22:01:00Z",
        ),
        (
            "synthetic/WhatsApp Chat with Trip Rome.zip",
            9,
            4,
            2,
            "2023-03-23T19:02:00Z",
            "2023-03-23T19:09:00Z",
        ),
        (
            "synthetic/ambiguous_unresolvable.txt",
            2,
            0,
            2,
            "2024-05-05T10:00:00Z",
            "2024-05-05T10:01:00Z",
        ),
        (
            "synthetic/android_en_GB_12h_nnbsp.txt",
            9,
            4,
            2,
            "2023-03-23T19:02:00Z",
            "2023-03-23T19:09:00Z",
        ),
        (
            "synthetic/dayfirst_late_evidence.txt",
            13,
            0,
            2,
            "2021-01-01T09:00:00Z",
            "2021-03-13T09:00:00Z",
        ),
        (
            "synthetic/de_android.txt",
            3,
            1,
            2,
            "2021-08-03T12:30:00Z",
            "2021-08-13T12:31:00Z",
        ),
        (
            "synthetic/ios_en_US_12h_nnbsp.txt",
            13,
            0,
            6,
            "2023-09-13T00:00:00Z",
            "2023-09-14T12:39:00Z",
        ),
    ];
    for (file, rows, of_nobody, senders, first, last) in cases {
        let files = crate::import::testing::files_of(&folder.join(file));
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let collector = read(&WhatsApp, &files);
        let messages = collector.messages();
        assert_eq!(collector.conversations.len(), 1, "{file}");
        let unsent = messages
            .iter()
            .filter(|message| message.sender.is_none())
            .count();
        let named: BTreeSet<&str> = messages
            .iter()
            .filter_map(|message| Some(message.sender.as_ref()?.0.as_str()))
            .collect();
        assert_eq!(
            (messages.len(), unsent, named.len()),
            (rows, of_nobody, senders),
            "{file}: {named:?}"
        );
        assert_eq!(
            (times(&messages).0.as_str(), times(&messages).1.as_str()),
            (first, last),
            "{file}"
        );
        let expected: &[&str] = if file.contains("ambiguous") {
            &["date-order-assumed"]
        } else {
            &[]
        };
        assert_eq!(collector.reasons(), expected, "{file}");
    }
}

/// The first and last time.
fn times(messages: &[&Collected]) -> (String, String) {
    let written = |time: Option<i64>| {
        jiff::Timestamp::from_millisecond(time.unwrap())
            .unwrap()
            .to_string()
    };
    let times = || messages.iter().map(|message| message.time);
    (written(times().min()), written(times().max()))
}
