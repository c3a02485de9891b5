//! The words of a text as the index has them, with their places: what a query is made of, and how
//! a snippet knows what was found. The index itself keeps no text and could not say.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;

use super::text::{BREAK, Before, Class, class, is_word};

/// The words of one text, in order.
#[derive(Debug, Default)]
pub(super) struct Words {
    list: Vec<Word>,
    folded: String,
}

/// One word: where it stands in the text, bytes.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// From its first character to behind its last.
    pub place: Range<usize>,
    /// Whether it is a character that was set apart.
    pub alone: bool,
    folded: Range<usize>,
}

impl Words {
    /// Finds the words of a text that is [`super::text::composed`].
    pub(super) fn of(text: &str) -> Self {
        // Room for a text of short words, so that a message takes two allocations.
        let mut words = Self {
            list: Vec::with_capacity(text.len() / 4 + 1),
            folded: String::with_capacity(text.len()),
        };
        let mut open = false;
        let mut before = Before::Word;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let letters = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if letters > 0 {
                // Most of most texts, a run at a time.
                if !open {
                    words.begin(at..at, false);
                }
                let run = rest.get(..letters).unwrap_or_default();
                words.folded.extend(
                    run.bytes()
                        .map(|byte| char::from(byte.to_ascii_lowercase())),
                );
                at += letters;
                words.end(at);
                open = true;
                before = Before::Word;
            } else if let Some(character) = rest.chars().next() {
                open = words.take(character, at, open, before);
                before = before.then(character, class(character));
                at += character.len_utf8();
            }
        }
        words
    }

    /// Takes in one character; whether the last word goes on behind it.
    fn take(&mut self, character: char, at: usize, open: bool, before: Before) -> bool {
        let end = at + character.len_utf8();
        match class(character) {
            Class::Alone => {
                if before == Before::Broken {
                    self.begin(at..at, false);
                    self.folded.push(BREAK);
                    self.end(at);
                }
                self.begin(at..at, true);
                self.folded.push(fold(character));
                self.end(end);
                false
            }
            Class::Plain if is_word(character) => {
                if !open {
                    self.begin(at..at, false);
                }
                self.folded.push(fold(character));
                self.end(end);
                true
            }
            Class::Plain => false,
            Class::Dropped => {
                if open {
                    self.end(end);
                }
                open
            }
        }
    }

    /// The words in order.
    pub(super) fn list(&self) -> &[Word] {
        &self.list
    }

    /// A word with case and accents folded away.
    pub(super) fn folded(&self, word: &Word) -> &str {
        self.folded.get(word.folded.clone()).unwrap_or_default()
    }

    fn begin(&mut self, place: Range<usize>, alone: bool) {
        let start = self.folded.len();
        self.list.push(Word {
            place,
            alone,
            folded: start..start,
        });
    }

    fn end(&mut self, at: usize) {
        if let Some(word) = self.list.last_mut() {
            word.place.end = at;
            word.folded.end = self.folded.len();
        }
    }
}

/// Folds case and accents as `unicode61 remove_diacritics 2` does: accents go from Latin letters
/// alone, since elsewhere they make another letter (й is no и). Letters younger than SQLite's
/// tables are folded too, where SQLite leaves them.
fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    // By way of the capital, ς and σ become one.
    let mut capitals = character.to_uppercase();
    let capital = match (capitals.next(), capitals.next()) {
        (Some(capital), None) if character != 'ı' => capital,
        _ => character,
    };
    let lower = capital.to_lowercase().next().unwrap_or(capital);
    let mut base = None;
    decompose_canonical(lower, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii).unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::super::text::{composed, fold_into};
    use super::*;

    /// SQLite's tokenizer with the schema's own settings.
    struct Tokenizer(Connection);

    impl Tokenizer {
        fn new() -> Self {
            let schema = include_str!("../store/migrations/0001_library.sql");
            let table = schema
                .split(';')
                .find_map(|statement| {
                    statement
                        .find("CREATE VIRTUAL TABLE message_search")
                        .map(|at| &statement[at..])
                })
                .unwrap();
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(table).unwrap();
            connection
                .execute_batch(
                    "CREATE VIRTUAL TABLE word USING fts5vocab (message_search, instance)",
                )
                .unwrap();
            Self(connection)
        }

        fn add(&self, id: u32, text: &str) {
            let mut folded = String::new();
            fold_into(text, &mut folded);
            self.0
                .prepare_cached("INSERT INTO message_search (rowid, text) VALUES (?1, ?2)")
                .unwrap()
                .execute((id, folded))
                .unwrap();
        }

        /// All words by text, in order.
        fn words(&self) -> Vec<(u32, String)> {
            self.0
                .prepare("SELECT doc, term FROM word ORDER BY doc, offset")
                .unwrap()
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap()
        }
    }

    fn words_of(text: &str) -> Vec<String> {
        let text = composed(text);
        let words = Words::of(&text);
        words
            .list()
            .iter()
            .map(|word| words.folded(word).to_owned())
            .collect()
    }

    #[test]
    fn every_character_is_a_word_and_folds_as_sqlite_has_it() {
        let tokenizer = Tokenizer::new();
        let characters = || ('\u{1}'..='\u{323AF}').chain('\u{E0100}'..='\u{E01EF}');
        tokenizer.0.execute_batch("BEGIN").unwrap();
        for character in characters() {
            tokenizer.add(character.into(), &character.to_string());
        }
        tokenizer.0.execute_batch("COMMIT").unwrap();
        let mut theirs: Vec<Option<String>> = vec![None; 0xF0000];
        for (character, word) in tokenizer.words() {
            theirs[character as usize] = Some(word);
        }
        let mut wrong = Vec::new();
        for character in characters() {
            let own = words_of(&character.to_string()).pop();
            let text = character.to_string();
            let same = match (&own, &theirs[character as usize]) {
                (None, None) => true,
                (Some(own), Some(theirs)) => own == theirs || *theirs == text,
                // What is punctuation by now and was nothing when SQLite's tables were made.
                (None, Some(theirs)) => *theirs == text,
                // Became a sign; was punctuation.
                (Some(_), None) => character == '\u{166D}',
            };
            // The first two are no characters: SQLite reads them as one that stands for damage. The
            // third it turns small and forgets to fold.
            if !same && !matches!(character, '\u{FFFE}' | '\u{FFFF}' | 'Ǡ') {
                wrong.push((character, own, theirs[character as usize].clone()));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} differ: {:?}",
            wrong.len(),
            &wrong[..wrong.len().min(20)]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn a_texts_words_are_those_of_the_index(
            text in r#"([a-zA-ZàÉßñøЖёςΣ0-9]{1,3}|[ ,.。，"'\n]|[中国会议あが학교]|[ก-ู]|[😀-😅👍🏽]|[\u{200D}\u{FE0F}\u{301}\u{64B}]|[مرحب]|[हिन्दी]){0,24}"#
        ) {
            let tokenizer = Tokenizer::new();
            tokenizer.add(1, &text);
            let theirs: Vec<String> = tokenizer.words().into_iter().map(|(_, word)| word).collect();
            prop_assert_eq!(words_of(&text), theirs, "{:?}", text);
        }
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "Ein Café, 会议!";
        let words = Words::of(text);
        let places: Vec<&str> = words
            .list()
            .iter()
            .map(|word| &text[word.place.clone()])
            .collect();
        assert_eq!(places, ["Ein", "Café", "会", "议"]);
    }
}
