//! The order of titles: what a person expects of a list sorted by name, in every script. Chinese
//! stands by its sound, accents and case hardly matter, 9 comes before 10.

use std::sync::LazyLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

/// Names the order that [`title_key`] gives. A library whose keys were made in another order makes
/// them anew when it is opened; a test says when this must be raised.
pub const TITLE_ORDER: &str = "icu4x-2.4 zh 2";

/// The Chinese order holds for all: it sorts other scripts as the root order does, and keys that
/// are stored cannot follow the window's language.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(locale!("zh"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    Collator::try_new(preferences, options).ok()
});

/// Bytes by which titles are in order. Titles that begin in Chinese stand behind all others, as in
/// file managers and address books; those without a title last of all.
pub fn title_key(title: &str) -> Vec<u8> {
    let title = title.trim();
    let mut key = vec![match title.chars().next() {
        Some(first) => u8::from(is_han(first)),
        None => 2,
    }];
    match COLLATOR.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(title, &mut key);
        }
        // Never: the order's data is inside the program.
        None => key.extend(title.to_lowercase().bytes()),
    }
    key
}

fn is_han(letter: char) -> bool {
    matches!(letter,
        '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_as_a_person_expects() {
        let expected = [
            "#general",
            "🦊 fox",
            "9 things",
            "10 things",
            "alice",
            "Alice",
            "Ａlice 2",
            "Álvaro",
            "Bob",
            "zoe",
            "Ярослав",
            "さくら",
            "阿姨",
            "北京",
            "李四",
            "张三",
            "",
        ];
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|title| title_key(title));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn the_order_has_a_new_name_when_it_makes_other_keys() {
        // When this fails, raise TITLE_ORDER and put the new key here.
        let key: Vec<String> = title_key("张三 and Élan 10")
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            (TITLE_ORDER, key.concat().as_str()),
            (
                "icu4x-2.4 zh 2",
                "019a1b804c04a5bfab04adbba5bf04100c010b030901bfc609"
            )
        );
    }
}
