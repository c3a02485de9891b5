use super::*;
use crate::import::testing::MemoryEntry;

fn lines_of(bytes: &[u8]) -> (Vec<(u64, String)>, Option<&'static str>) {
    let entry = MemoryEntry::new("a.txt", bytes);
    let encoding = find_encoding(&entry, &mut || Ok(())).unwrap();
    let guessed = encoding.guessed();
    let mut lines = Lines::open(&entry, encoding).unwrap();
    let mut all = Vec::new();
    while let Some(line) = lines.next().unwrap() {
        all.push((line.number, line.text.to_owned()));
    }
    (all, guessed)
}

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let units = mark
        .then_some(0xFEFF)
        .into_iter()
        .chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn text_of_every_encoding_is_read_as_the_same_lines() {
    let text = "Grüße\r\n你好，世界\nlast";
    let cases: [(&str, Vec<u8>); 6] = [
        ("utf-8", text.into()),
        (
            "utf-8 with a mark",
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        ),
        ("utf-16le", utf16(text, true, false)),
        ("utf-16be", utf16(text, true, true)),
        ("utf-16le without a mark", utf16(text, false, false)),
        ("utf-16be without a mark", utf16(text, false, true)),
    ];
    for (name, bytes) in cases {
        let (lines, guessed) = lines_of(&bytes);
        assert_eq!(
            lines,
            [
                (1, "Grüße".to_owned()),
                (2, "你好，世界".to_owned()),
                (3, "last".to_owned())
            ],
            "{name}"
        );
        assert_eq!(guessed, None, "{name}");
    }
}

#[test]
fn an_encoding_that_nobody_says_is_guessed_and_reported() {
    let text = "今天下午三点在公司门口见面，别忘了带上文件。\n好的，没问题，我会准时到的。";
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    let (lines, guessed) = lines_of(&bytes);
    assert_eq!(lines.first().unwrap().1, text.lines().next().unwrap());
    assert_eq!(guessed, Some("GBK"));
}

#[test]
fn a_damaged_byte_does_not_turn_utf8_into_a_guess() {
    let mut bytes = "пример текста ".repeat(50).into_bytes();
    bytes.extend_from_slice(b"\xFF end");
    let (lines, guessed) = lines_of(&bytes);
    assert_eq!(guessed, None);
    assert!(lines.first().unwrap().1.ends_with("\u{FFFD} end"));
}

#[test]
fn a_character_cut_by_the_end_of_the_file_does_not_turn_utf8_into_a_guess() {
    let bytes = "你好".as_bytes();
    for cut in 3..bytes.len() {
        assert_eq!(lines_of(&bytes[..cut]).1, None, "cut at {cut}");
    }
}

#[test]
fn every_line_end_ends_one_line() {
    let (lines, _) = lines_of(b"a\r\nb\rc\n\nd\r");
    let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["a", "b", "c", "", "d"]);
}

#[test]
fn a_line_end_cut_by_the_buffer_is_one_line_end() {
    let text = format!("{}\r\nb", "a".repeat(CHUNK - 1));
    let (lines, _) = lines_of(text.as_bytes());
    assert_eq!(lines.len(), 2);
}

#[test]
fn a_file_without_line_ends_comes_in_pieces_of_whole_characters() {
    let text = "é".repeat(LONGEST_LINE);
    let (lines, _) = lines_of(text.as_bytes());
    assert!(lines.len() > 1);
    let joined: usize = lines.iter().map(|(_, text)| text.len()).sum();
    assert_eq!(joined, text.len());
}

#[test]
fn names_are_ordered_as_people_order_them() {
    let mut names = [
        "part 10", "part 9", "part", "part 09", "a2b", "a10b", "你2", "你10",
    ];
    names.sort_by(|left, right| natural_order(left, right));
    assert_eq!(
        names,
        [
            "a2b", "a10b", "part", "part 09", "part 9", "part 10", "你2", "你10"
        ]
    );
}

#[test]
fn names_in_an_old_encoding_are_guessed_together() {
    let (old, ..) = encoding_rs::GB18030.encode("微信聊天记录导出文件");
    let names = decode_names(&[b"a.txt", &old, "é".as_bytes()]);
    assert_eq!(names, ["a.txt", "微信聊天记录导出文件", "é"]);
}
