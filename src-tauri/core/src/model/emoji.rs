//! What one emoji is: the shapes that Unicode gives emoji (UTS #51, "EBNF and Regex"). Only the shape
//! is looked at, so that an emoji of tomorrow, joined of parts of today, is one too.

use std::iter::Peekable;
use std::str::Chars;

use unicode_properties::UnicodeEmoji;
use unicode_properties::emoji::{
    is_emoji_presentation_selector, is_regional_indicator, is_tag_character, is_zwj,
};

const KEYCAP: char = '\u{20E3}';
const LAST_TAG: char = '\u{E007F}';

/// Whether a text is one emoji and nothing else.
pub fn is_one_emoji(text: &str) -> bool {
    let mut rest = text.chars().peekable();
    while part(&mut rest) {
        match rest.next() {
            None => return true,
            Some(joiner) if is_zwj(joiner) => {}
            Some(_) => return false,
        }
    }
    false
}

/// Takes one part of a joined emoji: a flag, a keycap, or a character with what changes its looks.
fn part(rest: &mut Peekable<Chars<'_>>) -> bool {
    let Some(first) = rest.next() else {
        return false;
    };
    if is_regional_indicator(first) {
        return rest.next_if(|next| is_regional_indicator(*next)).is_some();
    }
    if !first.is_emoji_char() {
        return false;
    }
    let mut is_keycap = false;
    if rest
        .next_if(|next| is_emoji_presentation_selector(*next))
        .is_some()
    {
        is_keycap = rest.next_if_eq(&KEYCAP).is_some();
    } else if rest.next_if(|next| is_skin_tone(*next)).is_none() {
        let mut last = None;
        while let Some(tag) = rest.next_if(|next| is_tag_character(*next)) {
            last = Some(tag);
        }
        if last.is_some_and(|last| last != LAST_TAG) {
            return false;
        }
    }
    // Digits, # and * are emoji only as keycaps, and nothing else is.
    first.is_ascii() == is_keycap
}

fn is_skin_tone(character: char) -> bool {
    matches!(character, '\u{1F3FB}'..='\u{1F3FF}')
}

#[cfg(test)]
mod tests {
    use super::is_one_emoji;

    #[test]
    fn one_emoji_is_told_from_text_and_from_several() {
        for one in [
            "🦊",
            "⭐",
            "✈️",
            "✈",
            "❤️",
            "👍🏽",
            "☝🏿",
            "🏽",
            "🇨🇳",
            "7️⃣",
            "#️⃣",
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
            "🏳️‍🌈",
            "👩‍💻",
            "👨🏽‍👩🏽‍👧🏽‍👦🏽",
            "❤️‍🔥",
            "🐈‍⬛",
            "🧑🏻‍🤝‍🧑🏿",
        ] {
            assert!(is_one_emoji(one), "{one}");
        }
        for other in [
            "",
            " ",
            "a",
            "7",
            "7\u{FE0F}",
            "中",
            "🦊🦊",
            "🦊a",
            "a🦊",
            "🦊 ",
            "🇨",
            "🇨🇳🇨🇳",
            "🇨a",
            "👍🏽🏽",
            "\u{FE0F}",
            "\u{200D}",
            "🦊\u{200D}",
            "\u{200D}🦊",
            "🦊\u{200D}a",
            "🦊\u{20E3}",
            "🦊\u{FE0F}\u{20E3}",
            "🏴\u{E0067}",
            "🦊\u{301}",
            "e\u{301}",
            "WORK WORK WORK",
        ] {
            assert!(!is_one_emoji(other), "{other:?}");
        }
    }
}
