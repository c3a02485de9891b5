//! What a person typed, turned into a question to the index. Their words are words: nothing they
//! can type is an operator, or an error, to FTS5.

use super::text::{composed, fold_into};
use super::words::Words;

/// What is looked for: all of its phrases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// In the order typed.
    pub phrases: Vec<Phrase>,
}

/// Words that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The words, case and accents folded away; never empty.
    pub words: Vec<String>,
    /// Whether the last word may go on: it may still be being typed.
    pub open: bool,
    /// The words as the index is asked for them.
    asked: String,
}

impl Query {
    /// Reads what was typed. Words are parted by spaces; what stands in quotes is one phrase; so is
    /// a word that the index knows as several, a run of CJK or `3.14`. The last word finds what
    /// begins with it too, unless it is in quotes.
    pub(super) fn parse(typed: &str) -> Self {
        let typed = composed(typed);
        let mut pieces: Vec<(&str, bool)> = Vec::new();
        for (index, part) in typed.split(['"', '“', '”', '„', '＂']).enumerate() {
            // Every second part is between two quotes; a quote that was not closed yet runs on.
            if index % 2 == 1 {
                pieces.push((part, true));
            } else {
                pieces.extend(part.split_whitespace().map(|word| (word, false)));
            }
        }
        let last = pieces.len().saturating_sub(1);
        Self {
            phrases: pieces
                .iter()
                .enumerate()
                .filter_map(|(index, &(piece, quoted))| {
                    Phrase::read(piece, index == last && !quoted)
                })
                .collect(),
        }
    }

    /// The question in FTS5's words; every one of the person's is quoted.
    pub(super) fn expression(&self) -> String {
        let mut expression = String::new();
        for phrase in &self.phrases {
            expression.push('"');
            expression.push_str(&phrase.asked);
            expression.push_str(if phrase.open { "\" * " } else { "\" " });
        }
        expression
    }
}

impl Phrase {
    fn read(piece: &str, last: bool) -> Option<Self> {
        let words = Words::of(piece);
        let end = words.list().last()?;
        let mut asked = String::new();
        for word in words.list() {
            if word.place.is_empty() {
                asked.push_str(words.folded(word));
            } else {
                // Not folded: of letters younger than its tables SQLite knows no small form.
                fold_into(
                    piece.get(word.place.clone()).unwrap_or_default(),
                    &mut asked,
                );
            }
            asked.push(' ');
        }
        Some(Self {
            // What was set apart is a whole word as it stands: looking for what begins with it
            // would find the same and take longer.
            open: last && !end.alone && end.place.end == piece.trim_end_matches('*').len(),
            words: words
                .list()
                .iter()
                .map(|word| words.folded(word).to_owned())
                .collect(),
            asked,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_asks_as_the_table_says() {
        let cases = [
            ("", ""),
            ("   ", ""),
            ("\"\"", ""),
            ("?!…", ""),
            ("hello", r#""hello " * "#),
            ("Hello World", r#""Hello " "World " * "#),
            (r#""good morning" bob"#, r#""good morning " "bob " * "#),
            (r#"bob "good mor"#, r#""bob " "good mor " "#),
            ("“good morning”", r#""good morning " "#),
            ("会议", r#""会  议  " "#),
            ("会议 纪要", r#""会  议  " "纪  要  " "#),
            ("iPhone手机a", r#""iPhone 手  机  a " * "#),
            ("3.14", r#""3 14 " * "#),
            ("C++", r#""C " "#),
            ("a OR b", r#""a " "OR " "b " * "#),
            ("NEAR(a b)", r#""NEAR a " "b " "#),
            ("text:x -y ^z", r#""text x " "y " "z " * "#),
            ("begins* with*", r#""begins " "with " * "#),
            ("it's", r#""it s " * "#),
            (
                "a;DROP TABLE message",
                r#""a DROP " "TABLE " "message " * "#,
            ),
        ];
        for (typed, expected) in cases {
            assert_eq!(Query::parse(typed).expression(), expected, "{typed:?}");
        }
    }

    #[test]
    fn words_are_folded_for_the_snippet() {
        let query = Query::parse("CAFÉ 会议");
        let words: Vec<_> = query.phrases.iter().map(|phrase| &phrase.words).collect();
        assert_eq!(words, [&vec!["cafe"], &vec!["会", "议"]]);
    }
}
