//! Characters that mean the same in whatever script they are written: digits, spaces, marks.

/// The left-to-right mark that WhatsApp puts before what it writes itself.
pub const MARK: char = '\u{200E}';

/// The zeros of the scripts whose digits phones write; one to nine follow each.
const ZEROS: [char; 40] = [
    '0',
    '\u{660}',
    '\u{6F0}',
    '\u{7C0}',
    '\u{966}',
    '\u{9E6}',
    '\u{A66}',
    '\u{AE6}',
    '\u{B66}',
    '\u{BE6}',
    '\u{C66}',
    '\u{CE6}',
    '\u{D66}',
    '\u{DE6}',
    '\u{E50}',
    '\u{ED0}',
    '\u{F20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17E0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19D0}',
    '\u{1A80}',
    '\u{1A90}',
    '\u{1B50}',
    '\u{1BB0}',
    '\u{1C40}',
    '\u{1C50}',
    '\u{A620}',
    '\u{A8D0}',
    '\u{A900}',
    '\u{A9D0}',
    '\u{AA50}',
    '\u{ABF0}',
    '\u{FF10}',
    '\u{10D30}',
    '\u{11136}',
    '\u{1E140}',
    '\u{1E950}',
];

/// The value of a decimal digit of any script.
pub fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    ZEROS.iter().find_map(|zero| {
        let above = u32::from(c).checked_sub(u32::from(*zero))?;
        u8::try_from(above).ok().filter(|value| *value < 10)
    })
}

/// Whether a character only steers the direction of writing, or cannot be seen at all.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
            | '\u{61C}' | '\u{FEFF}'
    )
}

/// The plain character for a space, separator or digit of any script; `None` for what cannot be
/// seen.
pub fn plain(c: char) -> Option<char> {
    if let Some(value) = digit(c) {
        return Some(char::from(b'0' + value));
    }
    match c {
        c if is_invisible(c) => None,
        c if c.is_whitespace() => Some(' '),
        '：' | '∶' => Some(':'),
        '／' => Some('/'),
        '．' | '。' | '٫' => Some('.'),
        '，' | '،' | '、' | '٬' => Some(','),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => Some('-'),
        '［' => Some('['),
        '］' => Some(']'),
        c => Some(c),
    }
}

/// A name or number as a person would type it: no marks, ordinary spaces and hyphens.
pub fn typed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match c {
            c if c.is_whitespace() => out.push(' '),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_read() {
        for text in [
            "0129",
            "٠١٢٩",
            "۰۱۲۹",
            "०१२९",
            "০১২৯",
            "๐๑๒๙",
            "၀၁၂၉",
            "០១២៩",
            "０１２９",
            "𑄶𑄷𑄸𑄿",
        ] {
            let values: Vec<u8> = text.chars().filter_map(digit).collect();
            assert_eq!(values, [0, 1, 2, 9], "{text}");
        }
        for c in ['a', '一', '²', '½', '/', ':', '\u{65F}', '\u{66A}'] {
            assert_eq!(digit(c), None, "{c}");
        }
    }

    #[test]
    fn a_name_is_freed_of_marks() {
        let cases = [
            ("\u{202A}+49\u{A0}170\u{2011}123\u{202C}", "+49 170-123"),
            ("~\u{202F}Ana", "~ Ana"),
            ("\u{200E}Ana  Lind ", "Ana  Lind"),
            ("", ""),
        ];
        for (written, expected) in cases {
            assert_eq!(typed(written), expected);
        }
    }
}
