//! How text is prepared for the full-text index, and how a query is, so that both meet.
//!
//! The index's tokenizer (`unicode61`, accents and case folded away) finds words by what separates
//! them. Scripts written without spaces have no such thing, so each of their characters is set
//! apart and becomes a word of its own; a run of them in a query is then a phrase and finds
//! exactly what looking for the run as a piece of text would find.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Stands in the index where something else than a word lies between two characters that are set
/// apart: without it `中国` would be found in `家中。国外`. A private character, so nobody looks
/// for it.
pub(super) const BREAK: char = '\u{E000}';

/// What becomes of a character on its way into the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Stays as it is: the tokenizer sees to it.
    Plain,
    /// Becomes a word of its own.
    Alone,
    /// Is left out: people write the same word with it and without it.
    Dropped,
}

/// What the last character was, as far as it bears on a [`BREAK`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A word of the tokenizer's, or nothing yet.
    Word,
    /// A character that was set apart.
    Alone,
    /// Such a one, and since then only what separates words.
    Broken,
}

impl Before {
    /// What is before the next character, after `character` of this class.
    #[inline]
    pub(super) fn then(self, character: char, class: Class) -> Self {
        match (self, class) {
            (Self::Word, Class::Plain) => Self::Word,
            (_, Class::Alone) => Self::Alone,
            (Self::Alone | Self::Broken, Class::Plain) if is_word(character) => Self::Word,
            (Self::Alone, Class::Plain) => Self::Broken,
            (before, _) => before,
        }
    }
}

/// Appends `text` to `out` as it goes into the index.
///
/// Set apart are the characters of scripts written without spaces between words (Han with all
/// extensions, kana, Bopomofo, Yi, Tangut, Thai, Lao, Myanmar, Khmer), Hangul, where endings grow
/// onto the word and compounds have no seam, and emoji and other signs. Left out are Arabic and
/// Hebrew vowel signs, the Arabic tatweel, and selectors of a character's variant.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.push_str(text);
        return;
    }
    out.reserve(text.len() + text.len() / 4);
    let mut apart = out.is_empty() || out.ends_with(' ');
    let mut before = Before::Word;
    for character in composed(text).chars() {
        let class = class(character);
        match class {
            Class::Plain => {
                out.push(character);
                apart = character == ' ';
            }
            Class::Alone => {
                if !apart {
                    out.push(' ');
                }
                if before == Before::Broken {
                    out.push(BREAK);
                    out.push(' ');
                }
                out.push(character);
                out.push(' ');
                apart = true;
            }
            Class::Dropped => {}
        }
        before = before.then(character, class);
    }
}

/// `text` with accents, Hangul and kana put together where they came in pieces, as in names of
/// files on macOS; anything else is left as it was written.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    let in_pieces = |character: char| matches!(character, '\u{0300}'..='\u{036F}' | '\u{1100}'..='\u{11FF}' | '\u{3099}' | '\u{309A}');
    if !text.is_ascii() && text.chars().any(in_pieces) {
        Cow::Owned(text.nfc().collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What becomes of `character`.
#[inline]
pub(super) fn class(character: char) -> Class {
    if character.is_ascii() {
        return Class::Plain;
    }
    match u32::from(character) {
        // ¦ © ® °: in `30°C` the sign is no letter of a word.
        0xA6 | 0xA9 | 0xAE | 0xB0 => Class::Alone,
        // Latin, Greek, Cyrillic: most text ends here.
        0..0x0300 | 0x0370..0x0591 => Class::Plain,
        // Han; Hangul: most of the rest.
        0x3400..=0x9FFF | 0xAC00..=0xD7FF => Class::Alone,
        // Accents that no character was composed with.
        0x0300..=0x036F => Class::Dropped,
        // Points and cantillation of Hebrew.
        0x0591..=0x05BD | 0x05BF | 0x05C1 | 0x05C2 | 0x05C4 | 0x05C5 | 0x05C7 => Class::Dropped,
        // Vowel signs and Koranic marks of Arabic, and the tatweel.
        0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 => Class::Dropped,
        0x06D6..=0x06DC | 0x06DF..=0x06E4 | 0x06E7 | 0x06E8 | 0x06EA..=0x06ED => Class::Dropped,
        // Variation selectors.
        0xFE00..=0xFE0F | 0xE0100..=0xE01EF => Class::Dropped,
        // Thai, Lao; Myanmar; Khmer and its symbols; Myanmar's extensions.
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x19E0..=0x19FF
        | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F
        // Signs like ™ and ℃; arrows, dingbats, emoji.
        | 0x2100..=0x214F | 0x2190..=0x2BFF | 0x1F000..=0x1FBFF
        // Radicals; kana, Bopomofo, Hangul letters, enclosed and compatibility forms.
        | 0x2E80..=0x2FDF | 0x3000..=0x33FF
        // Yi; Hangul letters; compatibility Han; halfwidth kana and Hangul.
        | 0xA000..=0xA4CF | 0x1100..=0x11FF | 0xA960..=0xA97F | 0xF900..=0xFAFF | 0xFF65..=0xFFDC
        // Tangut, Khitan, historic kana; Han from extension B on.
        | 0x16FE0..=0x18DFF | 0x1AFF0..=0x1B2FF | 0x20000..=0x3FFFF
            if is_word(character) =>
        {
            Class::Alone
        }
        _ => Class::Plain,
    }
}

/// Whether the index takes `character` as part of a word; the tokenizer's `categories` in the
/// schema say the same.
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    matches!(
        character.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
    ) || matches!(
        character.general_category(),
        GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
            | GeneralCategory::OtherSymbol
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
    ) || matches!(character, '\u{1F3FB}'..='\u{1F3FF}') // tones of skin: signs to the index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_in_the_index_as_the_table_says() {
        let cases = [
            (
                "plain ASCII stays, punctuation too.",
                "plain ASCII stays, punctuation too.",
            ),
            ("Ünïcödé wörds stay", "Ünïcödé wörds stay"),
            ("会议", "会 议 "),
            ("明天的meeting改到3点", "明 天 的 meeting 改 到 3 点 "),
            ("a 会 b", "a 会  b"),
            ("家中。国外", "家 中 。 \u{E000} 国 外 "),
            ("中，a国", "中 ，a 国 "),
            ("𠮷野家", "𠮷 野 家 "),
            ("ありがとうアリガトウ", "あ り が と う ア リ ガ ト ウ "),
            ("학교에서", "학 교 에 서 "),
            ("ไป", "ไ ป "),
            ("30°C", "30 ° C"),
            ("ok👍🏽", "ok 👍 🏽 "),
            ("❤\u{FE0F}", "❤ "),
            ("مُحَمَّد", "محمد"),
            ("שָׁלוֹם", "שלום"),
            ("हिन्दी привет", "हिन्दी привет"),
        ];
        for (text, expected) in cases {
            let mut folded = String::new();
            fold_into(text, &mut folded);
            assert_eq!(folded, expected, "folding {text:?}");
        }
    }

    #[test]
    fn text_in_pieces_reads_like_text_in_one() {
        for text in ["학교", "がぎぐ", "パピプ", "й ё é ệ"] {
            let (mut whole, mut pieces) = (String::new(), String::new());
            fold_into(text, &mut whole);
            fold_into(&text.nfd().collect::<String>(), &mut pieces);
            assert_eq!(whole, pieces, "{text}");
        }
    }

    #[test]
    fn folding_appends() {
        let mut out = String::from("name");
        fold_into("会", &mut out);
        fold_into("x", &mut out);
        assert_eq!(out, "name 会 x");
    }
}
