//! What a file may be like, and what lies beside it.

use super::*;
use crate::import::testing::{MemoryEntry, context};
use crate::import::{ConversationDraft, Export, Importer, MessageDraft, Sink, Warning};
use crate::{Error, Result};

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

/// A sink that wants nothing any more.
struct Cancelled;

impl Sink for Cancelled {
    fn conversation(&mut self, _: ConversationDraft) -> Result<()> {
        panic!("it was cancelled before");
    }

    fn message(&mut self, _: MessageDraft<'_>) -> Result<()> {
        panic!("it was cancelled before");
    }

    fn warn(&mut self, _: Warning) {}

    fn reached(&mut self, _: u64) -> Result<()> {
        Err(Error::Cancelled)
    }
}

#[test]
fn a_file_is_not_looked_over_to_its_end_when_the_import_is_cancelled() {
    let entry = MemoryEntry::new("a.txt", b"13/01/2024, 10:00 - Ana: one\n");
    let export = Export {
        entries: vec![&entry],
        input_name: "a.txt",
        holds: &|_| false,
        paths: &[],
    };
    let outcome = WhatsApp.import(&export, &context(), &mut Cancelled);
    assert_eq!(outcome, Err(Error::Cancelled));
}
