use super::*;

fn body(text: &str) -> (MessageKind, String, Option<String>) {
    let read = read(text, &Phrases::default(), &|name| name == "My plan.pdf");
    (
        read.kind,
        read.text.into_owned(),
        read.file.map(Cow::into_owned),
    )
}

#[test]
fn files_places_polls_and_words_are_told_apart() {
    use MessageKind::{
        Audio, Call, Contact, File, Image, Location, Poll, Sticker, Text, Unknown, Video,
    };
    let cases: [(&str, MessageKind, &str, Option<&str>); 52] = [
        ("hello", Text, "hello", None),
        ("", Text, "", None),
        (
            "I added the file you removed",
            Text,
            "I added the file you removed",
            None,
        ),
        ("null", Text, "null", None),
        // Android, the file along.
        (
            "IMG-20230323-WA0001.jpg (file attached)",
            Image,
            "",
            Some("IMG-20230323-WA0001.jpg"),
        ),
        (
            "IMG-20230323-WA0001.jpg (file attached)\na caption\nof two lines",
            Image,
            "a caption\nof two lines",
            Some("IMG-20230323-WA0001.jpg"),
        ),
        (
            "VID-20230323-WA0001.mp4 (fichier joint)",
            Video,
            "",
            Some("VID-20230323-WA0001.mp4"),
        ),
        (
            "PTT-20230323-WA0001.opus (фывапр олдж)",
            Audio,
            "",
            Some("PTT-20230323-WA0001.opus"),
        ),
        (
            "AUD-20230323-WA0001.m4a (file attached)",
            Audio,
            "",
            Some("AUD-20230323-WA0001.m4a"),
        ),
        (
            "STK-20230323-WA0001.webp (file attached)",
            Sticker,
            "",
            Some("STK-20230323-WA0001.webp"),
        ),
        (
            "DOC-20230323-WA0001.pdf (file attached)",
            File,
            "",
            Some("DOC-20230323-WA0001.pdf"),
        ),
        (
            "Alex Lind.vcf (file attached)",
            Contact,
            "",
            Some("Alex Lind.vcf"),
        ),
        (
            "4f2680f1db95a8454775cc2eefc95bfc.jpg (Datei angehängt)\nDir auch.",
            Image,
            "Dir auch.",
            Some("4f2680f1db95a8454775cc2eefc95bfc.jpg"),
        ),
        (
            "\u{200E}any name.docx (unbekannte Worte)",
            File,
            "",
            Some("any name.docx"),
        ),
        (
            "My plan.pdf (in no language)",
            File,
            "",
            Some("My plan.pdf"),
        ),
        (
            "see report.pdf (final version)",
            Text,
            "see report.pdf (final version)",
            None,
        ),
        ("yes (maybe)", Text, "yes (maybe)", None),
        // Android, the file left out.
        ("<Media omitted>", File, "", Some("")),
        ("<Media omitted>\na caption", File, "a caption", Some("")),
        ("<Medien ausgeschlossen>", File, "", Some("")),
        ("<Без медиафайлов>", File, "", Some("")),
        ("<省略多媒體檔案>", File, "", Some("")),
        ("<メディアなし>", File, "", Some("")),
        ("<3", Text, "<3", None),
        (
            "<script>alert(1)</script>",
            Text,
            "<script>alert(1)</script>",
            None,
        ),
        ("<grin>", Text, "<grin>", None),
        ("<image>", Text, "<image>", None),
        // iPhone, the file along.
        (
            "\u{200E}<attached: 00000003-PHOTO-2023-09-14-12-30-00.jpg>",
            Image,
            "",
            Some("00000003-PHOTO-2023-09-14-12-30-00.jpg"),
        ),
        (
            "\u{200E}<pièce jointe : 00000004-VIDEO-2023-09-14-12-30-00.mp4>",
            Video,
            "",
            Some("00000004-VIDEO-2023-09-14-12-30-00.mp4"),
        ),
        (
            "\u{200E}<附件：00000005-AUDIO-2023-09-14-12-30-00.opus>",
            Audio,
            "",
            Some("00000005-AUDIO-2023-09-14-12-30-00.opus"),
        ),
        (
            "\u{200E}<添付ファイル: 00000006-STICKER-2023-09-14-12-30-00.webp>",
            Sticker,
            "",
            Some("00000006-STICKER-2023-09-14-12-30-00.webp"),
        ),
        (
            "\u{200E}<Anhang: 00000007-GIF-2023-09-14-12-30-00.mp4>",
            Video,
            "",
            Some("00000007-GIF-2023-09-14-12-30-00.mp4"),
        ),
        (
            "Plan.pdf • \u{200E}2 pages \u{200E}<attached: 00000002-Plan.pdf>",
            File,
            "",
            Some("00000002-Plan.pdf"),
        ),
        (
            "a caption \u{200E}<attached: 00000003-PHOTO-2023.jpg>",
            Image,
            "a caption",
            Some("00000003-PHOTO-2023.jpg"),
        ),
        (
            "\u{200E}<attached: 00000008-Ida Lind.vcf>",
            Contact,
            "",
            Some("00000008-Ida Lind.vcf"),
        ),
        (
            "< attached: 00000042-PHOTO-2020-06-07-15-13-20.jpg >",
            Image,
            "",
            Some("00000042-PHOTO-2020-06-07-15-13-20.jpg"),
        ),
        (
            "<b: see a.txt> and more",
            Text,
            "<b: see a.txt> and more",
            None,
        ),
        // iPhone, the file left out.
        ("\u{200E}image omitted", Image, "", Some("")),
        ("\u{200E}GIF omitted", Video, "", Some("")),
        ("\u{200E}Contact card omitted", Contact, "", Some("")),
        ("\u{200E}画像は含まれていません", Image, "", Some("")),
        ("\u{200E}لم يتم إدراج المقاطع الصوتية", Audio, "", Some("")),
        (
            "Plan.pdf • \u{200E}2 pages \u{200E}document omitted",
            File,
            "",
            Some("Plan.pdf"),
        ),
        ("image omitted", Text, "image omitted", None),
        // Places, polls, calls, notices.
        (
            "Location: https://maps.google.com/?q=51.5021456,-0.127397",
            Location,
            "Location: https://maps.google.com/?q=51.5021456,-0.127397",
            None,
        ),
        (
            "A garden\nLondon\nhttps://foursquare.com/v/4e89",
            Location,
            "A garden\nLondon\nhttps://foursquare.com/v/4e89",
            None,
        ),
        (
            "look at https://maps.google.com/?q=1,2 now",
            Text,
            "look at https://maps.google.com/?q=1,2 now",
            None,
        ),
        (
            "\u{200E}POLL:\nLunch?\n\u{200E}OPTION: Yes (\u{200E}2 votes)\n\u{200E}OPTION: No (\u{200E}0 votes)\n",
            Poll,
            "POLL:\nLunch?\nOPTION: Yes (2 votes)\nOPTION: No (0 votes)",
            None,
        ),
        (
            "投票：\n吃什么？\n选项：面 （3 票）\n选项：饭 （0 票）",
            Poll,
            "投票：\n吃什么？\n选项：面 （3 票）\n选项：饭 （0 票）",
            None,
        ),
        (
            "To do:\nwrite\nA: one\nB: two",
            Text,
            "To do:\nwrite\nA: one\nB: two",
            None,
        ),
        (
            "\u{200E}Voice call, \u{200E}No answer",
            Call,
            "Voice call, No answer",
            None,
        ),
        (
            "\u{200E}This message was deleted.",
            Unknown,
            "This message was deleted.",
            None,
        ),
    ];
    for (text, kind, said, file) in cases {
        assert_eq!(
            body(text),
            (kind, said.to_owned(), file.map(str::to_owned)),
            "{text:?}"
        );
    }
}

#[test]
fn a_note_that_a_message_was_edited_is_taken_off() {
    let edited = |text: &'static str| {
        let read = read(text, &Phrases::default(), &|_| false);
        (read.text.into_owned(), read.edited)
    };
    let cases = [
        (
            "typo fixed \u{200E}<This message was edited>",
            "typo fixed",
            true,
        ),
        ("uno \u{200E}<Palabras de otra lengua>", "uno", true),
        ("two\nlines <This message was edited>", "two\nlines", true),
        ("gut <Diese Nachricht wurde bearbeitet>", "gut", true),
        (
            "I say <This is not a note>",
            "I say <This is not a note>",
            false,
        ),
        ("a < b > c", "a < b > c", false),
    ];
    for (text, said, is_edited) in cases {
        assert_eq!(edited(text), (said.to_owned(), is_edited), "{text:?}");
    }
}

#[test]
fn words_that_the_file_itself_has_shown_are_known() {
    let phrases = Phrases {
        attached: Some("faili limeambatanishwa".into()),
        omitted: vec!["Faili halijajumuishwa".into()],
        edited: vec!["Ujumbe umehaririwa".into()],
        has_lost_marks: false,
    };
    let kind = |text: &str| read(text, &phrases, &|_| false).kind;
    assert_eq!(
        kind("picha ya likizo.jpg (faili limeambatanishwa)"),
        MessageKind::Image
    );
    assert_eq!(
        kind("picha ya likizo.jpg (maneno mengine)"),
        MessageKind::Text
    );
    assert_eq!(kind("<Faili halijajumuishwa>"), MessageKind::File);
    assert_eq!(kind("<Maneno mengine>"), MessageKind::Text);
    let edited = |text| read(text, &phrases, &|_| false).edited;
    assert!(edited("sawa <Ujumbe umehaririwa>") && !edited("sawa <Maneno mengine>"));
    assert_eq!(
        attached_phrase("IMG-20230323-WA0001.jpg (faili limeambatanishwa)"),
        Some("faili limeambatanishwa")
    );
}
