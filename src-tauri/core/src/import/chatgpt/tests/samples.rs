//! The counts of the sample exports, which lie beside the project and are not part of it.

use super::*;

#[test]
#[ignore = "reads the samples beside the repository"]
fn sample_exports_give_their_expected_counts() {
    let folder = crate::import::testing::samples("chatgpt");
    // File, conversations, visible messages, first and last time.
    let cases = [
        (
            "librechat/chatgpt-modern-export.retyped.json",
            3,
            6,
            "2025-08-24T01:46:41Z",
            "2025-08-24T02:03:22Z",
        ),
        (
            "librechat/chatgpt-tree.retyped.json",
            1,
            6,
            "2024-05-01T17:37:11.15Z",
            "2024-05-01T17:37:40.598Z",
        ),
        (
            "openwebui-importer/gpt_example.json",
            1,
            10,
            "2025-06-21T20:24:43.023Z",
            "2025-06-21T20:25:32.237Z",
        ),
        (
            "synthetic/chatgpt-sharded-2026.zip",
            11,
            35,
            "2024-05-01T17:37:11.15Z",
            "2026-02-02T02:40:03Z",
        ),
        (
            "synthetic/chatgpt-slim-no-children.json",
            2,
            16,
            "2024-05-01T17:37:11.15Z",
            "2025-06-21T20:25:32.237Z",
        ),
    ];
    for (file, conversations, visible, first, last) in cases {
        let files = crate::import::testing::files_of(&folder.join(file));
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let collector = read(&ChatGpt, &files);
        let folded = [MessageKind::Code, MessageKind::Tool, MessageKind::Reasoning];
        let messages = collector.messages();
        let seen: Vec<_> = messages
            .iter()
            .filter(|message| !folded.contains(&message.kind))
            .collect();
        assert_eq!(
            (collector.conversations.len(), seen.len()),
            (conversations, visible),
            "{file}"
        );
        let dated = || {
            seen.iter()
                .map(|message| message.time)
                .filter(|time| *time > 0)
        };
        let written = |time: Option<i64>| {
            jiff::Timestamp::from_millisecond(time.unwrap())
                .unwrap()
                .to_string()
        };
        assert_eq!(written(dated().min()), first, "{file}");
        assert_eq!(written(dated().max()), last, "{file}");
        assert!(
            collector.end.is_none() && collector.warnings.is_empty(),
            "{file}"
        );
    }
}
