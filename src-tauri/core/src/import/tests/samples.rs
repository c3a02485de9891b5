//! The sample exports that lie beside the repository, imported into a library.

use super::{Fixture, counts};
use crate::import::testing::samples;

#[test]
#[ignore = "reads the samples beside the repository"]
fn telegrams_sample_exports_give_their_expected_counts() {
    let samples = samples("telegram");
    let cases: [(&str, u64, u64, u64, i64, i64); 6] = [
        (
            "chat-miner_test_batch_export.json",
            1,
            2,
            0,
            1_544_006_350_000,
            1_544_006_964_000,
        ),
        (
            "chat-miner_test_single_export.json",
            1,
            2,
            0,
            1_544_006_350_000,
            1_544_006_964_000,
        ),
        (
            "synthetic/full_account/result.json",
            8,
            24,
            6,
            1_698_000_000_000,
            1_700_000_801_000,
        ),
        (
            "synthetic/overlap_part1.json",
            1,
            10,
            0,
            1_700_000_060_000,
            1_700_000_600_000,
        ),
        (
            "synthetic/overlap_part2.json",
            1,
            10,
            0,
            1_700_000_360_000,
            1_700_000_900_000,
        ),
        (
            "synthetic/utf8_bom.json",
            1,
            3,
            0,
            1_700_000_000_000,
            1_700_000_002_000,
        ),
    ];
    for (name, conversations, messages, system, first, last) in cases {
        let fixture = Fixture::new();
        let file = fixture.import_one(&samples.join(name));
        assert_eq!(file.error, None, "{name}");
        assert_eq!(file.format, "telegram", "{name}");
        assert_eq!(counts(&file), (conversations, 0, messages, 0), "{name}");
        assert_eq!(
            fixture.count("SELECT COUNT(*) FROM message WHERE kind = 14"),
            system,
            "{name}"
        );
        let times = fixture.rows(
            "SELECT MIN(first_time), MAX(last_time) FROM conversation WHERE message_count > 0",
        );
        assert_eq!(times, [format!("{first}|{last}")], "{name}");
    }
}

#[test]
#[ignore = "reads the samples beside the repository"]
fn overlapping_sample_exports_add_each_message_once() {
    let samples = samples("telegram");
    let fixture = Fixture::new();
    let parts = ["overlap_part1.json", "overlap_part2.json"];
    let parts = parts.map(|name| samples.join("synthetic").join(name));
    let files = fixture.import(&[&parts[0], &parts[1]]);
    assert_eq!(counts(&files[0]), (1, 0, 10, 0));
    assert_eq!(counts(&files[1]), (0, 1, 5, 5));
    let titles = fixture.rows("SELECT title FROM conversation");
    assert_eq!(titles, ["Merge (renamed)"]);
}

#[test]
#[ignore = "reads the samples beside the repository"]
fn sample_exports_of_a_folder_give_their_sum_and_add_nothing_when_imported_again() {
    // ChatGPT's sharded zip holds the conversations of the other files, of which two lie together as one
    // export: 35 messages to be seen and 4 of a tool and its thoughts. WhatsApp's are a chat each.
    let cases = [("chatgpt", 4, 11, 39), ("whatsapp", 11, 11, 94)];
    for (product, exports, conversations, messages) in cases {
        let fixture = Fixture::new();
        let folder = samples(product);
        let files = fixture.import(&[&folder]);
        for file in &files {
            assert_eq!(file.format, product, "{}", file.path);
            assert_eq!(file.error, None, "{}", file.path);
        }
        let added: u64 = files.iter().map(|file| file.messages_added).sum();
        let held = fixture.count("SELECT COUNT(*) FROM conversation");
        assert_eq!(
            (files.len(), held, added),
            (exports, conversations, messages),
            "{product}"
        );
        let known = fixture.import(&[&folder]);
        assert!(
            known.iter().all(|file| file.messages_added == 0),
            "{product}"
        );
        assert_eq!(fixture.count("SELECT COUNT(*) FROM message"), messages);
    }
}
