use std::collections::BTreeSet;

use super::*;
use crate::import::testing::{files_of, samples};

/// The counts of the sample exports, which lie beside the project and are not part of it.
#[test]
#[ignore = "reads the samples beside the repository"]
fn sample_exports_give_their_expected_counts() {
    let folder = samples("whatsapp");
    let miner = ("2019-01-01T11:25:00Z", "2021-12-30T22:01:00Z");
    let rome = ("2023-03-23T19:02:00Z", "2023-03-23T19:09:00Z");
    // File, rows, rows of nobody's, senders, first and last time.
    let cases = [
        ("chat-miner_test_ddmmyy_24hrs.txt", 9, 2, 5, miner),
        ("chat-miner_test_mmddyy_24hrs.txt", 9, 2, 5, miner),
        ("chat-miner_test_mmddyyb_24hrs.txt", 9, 2, 5, miner),
        ("chat-miner_test_mmddyyyy_12hrs.txt", 9, 2, 5, miner),
        ("chat-miner_test_yyyymmdd_24hrs.txt", 9, 2, 5, miner),
        ("synthetic/WhatsApp Chat with Trip Rome.zip", 9, 4, 2, rome),
        ("synthetic/android_en_GB_12h_nnbsp.txt", 9, 4, 2, rome),
        (
            "synthetic/ambiguous_unresolvable.txt",
            2,
            0,
            2,
            ("2024-05-05T10:00:00Z", "2024-05-05T10:01:00Z"),
        ),
        (
            "synthetic/dayfirst_late_evidence.txt",
            13,
            0,
            2,
            ("2021-01-01T09:00:00Z", "2021-03-13T09:00:00Z"),
        ),
        (
            "synthetic/de_android.txt",
            3,
            1,
            2,
            ("2021-08-03T12:30:00Z", "2021-08-13T12:31:00Z"),
        ),
        (
            "synthetic/ios_en_US_12h_nnbsp.txt",
            13,
            0,
            6,
            ("2023-09-13T00:00:00Z", "2023-09-14T12:39:00Z"),
        ),
    ];
    for (file, rows, of_nobody, senders, (first, last)) in cases {
        let files = files_of(&folder.join(file));
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let collector = read(&WhatsApp, &files);
        let messages = collector.messages();
        let unsent = messages
            .iter()
            .filter(|message| message.sender.is_none())
            .count();
        let named: BTreeSet<&str> = messages
            .iter()
            .filter_map(|message| Some(message.sender.as_ref()?.0.as_str()))
            .collect();
        assert_eq!(collector.conversations.len(), 1, "{file}");
        assert_eq!(
            (messages.len(), unsent, named.len()),
            (rows, of_nobody, senders),
            "{file}: {named:?}"
        );
        let mut times = times(&collector);
        times.sort_unstable();
        assert_eq!(times.first().unwrap(), first, "{file}");
        assert_eq!(times.last().unwrap(), last, "{file}");
        let expected: &[&str] = if file.contains("ambiguous") {
            &["date-order-assumed"]
        } else {
            &[]
        };
        assert_eq!(collector.reasons(), expected, "{file}");
    }
}
