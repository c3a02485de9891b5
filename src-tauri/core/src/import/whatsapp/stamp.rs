//! The date and time that begin a message, read by their build: numbers, what stands between them,
//! and words beside them. No list of languages: a new one is read like those known.

use super::calendar::Era;
use super::glyph;
use super::meridiem::{self, Half};

/// A date and time as written. Which number of the date is the day, all of the file decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The date.
    pub date: WrittenDate,
    /// Hour, minute and second; no second where the file has none.
    pub time: [u8; 3],
    /// The word beside the time.
    pub beside: Beside,
    /// How it is built: the same for all rows of an export, whatever their numbers and words.
    pub shape: u64,
}

/// A date as written: three numbers in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDate {
    /// The numbers.
    pub parts: [u16; 3],
    /// Which of them the writing itself shows to be the year: four digits, an era, a word.
    pub year_at: Option<usize>,
    /// The era that the year is counted in, where it is written.
    pub era: Option<Era>,
    /// Whether slashes stand between them. Only with those some countries put the month first.
    pub has_slashes: bool,
}

/// A word beside a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// None.
    Nothing,
    /// It says the half of the day.
    Half(Half),
    /// A word that is not known, folded; the file may show what it means.
    Unknown(String),
}

/// A number and the text before it, simplified.
struct Piece<'t> {
    before: &'t str,
    value: u16,
    digits: usize,
}

/// Reads a text that is a date and a time and nothing else, in either order.
pub fn read(text: &str) -> Option<Stamp> {
    let text: String = text.chars().filter_map(glyph::plain).collect();
    let (pieces, after) = pieces(text.trim())?;
    // A date has three numbers, a time two or three.
    let time_numbers = pieces
        .len()
        .checked_sub(3)
        .filter(|count| matches!(count, 2 | 3))?;
    let (date, time) = pieces.split_at(3);
    let date_first = || {
        let between = time.first()?.before;
        let date = written_date(date, date.first()?.before, between)?;
        let stamp = stamp(date, time, between, after)?;
        (keeps_apart(between) && is_short(after)).then_some(stamp)
    };
    let (early_time, late_date) = pieces.split_at(time_numbers);
    let time_first = || {
        let (before, between) = (early_time.first()?.before, late_date.first()?.before);
        let date = written_date(late_date, "", after)?;
        let stamp = stamp(date, early_time, before, between)?;
        let is_half = before.is_empty() || matches!(beside(before, ""), Beside::Half(_));
        (keeps_apart(between) && is_half).then_some(stamp)
    };
    let mut stamp = date_first().or_else(time_first)?;
    stamp.shape = shape(&text);
    Some(stamp)
}

/// The build of a text: a run of digits is one sign, and so is a text between two of them that has
/// letters in it, but for its separators. The words for morning and evening are not always built
/// alike: `পূর্বাহ্ন` has a mark more than `অপরাহ্ন`, `in the morning` a word more than `at night`.
fn shape(text: &str) -> u64 {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut signs = String::with_capacity(text.len());
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (between, digits) = rest.split_at(rest.find(is_digit).unwrap_or(rest.len()));
        if between.contains(char::is_alphabetic) {
            signs.push('a');
            signs.extend(between.chars().filter(|c| "/:,".contains(*c)));
        } else {
            signs.push_str(between);
        }
        rest = digits.trim_start_matches(is_digit);
        if rest.len() < digits.len() {
            signs.push('0');
        }
    }
    xxhash_rust::xxh3::xxh3_64(signs.as_bytes())
}

/// The numbers of a text with what stands before each, and what stands behind the last.
fn pieces(text: &str) -> Option<(Vec<Piece<'_>>, &str)> {
    let mut pieces = Vec::with_capacity(6);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from_digits) = rest.split_at(start);
        let digits = from_digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from_digits.len());
        let (number, after) = from_digits.split_at(digits);
        if digits > 4 || pieces.len() == 6 {
            return None;
        }
        pieces.push(Piece {
            before,
            value: number.parse().ok()?,
            digits,
        });
        rest = after;
    }
    Some((pieces, rest))
}

/// Makes a stamp of a date and the numbers of a time, with what is before and behind these.
fn stamp(date: WrittenDate, time: &[Piece<'_>], before: &str, behind: &str) -> Option<Stamp> {
    Some(Stamp {
        date,
        time: clock(time)?,
        beside: beside(before, behind),
        shape: 0,
    })
}

/// Whether a text keeps a date and a time apart: a space or comma, and a few words at most.
fn keeps_apart(text: &str) -> bool {
    text.contains([' ', ',', '日', '일']) && is_short(text)
}

/// Whether a text can stand beside a time: a few words, no signs that belong to other things.
fn is_short(text: &str) -> bool {
    let is_word = |word: &str| !word.starts_with('-') && !word.ends_with('-');
    text.chars().count() <= 24
        && text.split(' ').filter(|word| !word.is_empty()).count() <= 3
        && text.split(' ').all(is_word)
        && text
            .chars()
            .all(|c| c.is_alphabetic() || " .,-'’\"״׳´`\u{303}\u{301}".contains(c) || is_mark(c))
}

/// Whether a character is a vowel sign or accent, which scripts of India and others set apart from
/// their letters.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control()
}

/// Hour, minute and second out of their numbers.
fn clock(time: &[Piece<'_>]) -> Option<[u8; 3]> {
    let mut clock = [0_u8; 3];
    for (at, (piece, slot)) in time.iter().zip(&mut clock).enumerate() {
        let separator = piece.before.trim();
        let most = if at == 0 { 24 } else { 59 };
        let two_digits = piece.digits == 2 || (at == 0 && piece.digits == 1);
        let apart = at == 0
            || matches!(
                separator,
                ":" | "." | "h" | "min" | "時" | "时" | "點" | "点" | "시" | "分" | "분"
            );
        if !two_digits || !apart || piece.value > most {
            return None;
        }
        *slot = u8::try_from(piece.value).ok()?;
    }
    Some(clock)
}

/// A date out of its numbers, with what is before the first and behind the last of them. An era may
/// stand in any of these places.
fn written_date(date: &[Piece<'_>], before: &str, behind: &str) -> Option<WrittenDate> {
    let mut written = WrittenDate {
        parts: [0; 3],
        year_at: None,
        era: None,
        has_slashes: false,
    };
    for (at, (piece, slot)) in date.iter().zip(&mut written.parts).enumerate() {
        let before = if at == 0 { before } else { piece.before };
        let (era, gap) = Era::before(before.trim());
        let separator = gap.trim();
        let apart = match separator {
            "" => at == 0 || before.starts_with(' '),
            "/" | "-" | "." | "年" | "月" | "년" | "월" => at > 0,
            _ => false,
        };
        if !apart {
            return None;
        }
        written.has_slashes |= separator == "/";
        written.era = era.or(written.era);
        // An era before all of the date need not be that of its first number: `BE 12.01.2567`.
        let is_of_date = at == 0 && before.ends_with(' ');
        if (era.is_some() && !is_of_date) || piece.digits > 2 {
            // Two years cannot be.
            if written.year_at.replace(at).is_some() {
                return None;
            }
        }
        *slot = piece.value;
    }
    if matches!(date.get(1)?.before.trim(), "年" | "년") {
        written.year_at = Some(0);
    }
    if let Some(era) = Era::behind(behind) {
        written.era.get_or_insert(era);
        written.year_at.get_or_insert(2);
    }
    Some(written)
}

/// What the words before and behind a time say.
fn beside(before: &str, behind: &str) -> Beside {
    let mut unknown = String::new();
    for text in [Era::left_out(before), behind] {
        let whole = meridiem::fold(text.trim_start_matches(['日', '일']));
        if !whole.contains(char::is_alphabetic) {
            continue;
        }
        // Behind a joining word (`г., 2:56 ч. pm`). The first of several words says nothing: `de` is
        // the morning in Hungarian and in `de la tarde`.
        let last_word = || {
            let word = text.trim_end().rsplit([' ', ',']).next()?;
            let word = meridiem::fold(word);
            (word.chars().count() > 1).then(|| meridiem::half_of(&word))?
        };
        let half = meridiem::half_of(&whole).or_else(last_word);
        if let Some(half) = half {
            return Beside::Half(half);
        }
        unknown.push_str(&whole);
        unknown.push(' ');
    }
    match unknown.is_empty() {
        true => Beside::Nothing,
        false => Beside::Unknown(unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `y/m/d`-like numbers, the time of a 24 hour clock, and where the year is seen to be.
    fn seen(text: &str) -> Option<(String, Option<usize>)> {
        let stamp = read(text)?;
        let [a, b, c] = stamp.date.parts;
        let [hour, minute, second] = stamp.time;
        let hour = match stamp.beside {
            Beside::Half(half) => half.hour(hour),
            _ => hour,
        };
        Some((
            format!("{a} {b} {c} {hour}:{minute}:{second}"),
            stamp.date.year_at,
        ))
    }

    #[test]
    fn dates_and_times_of_many_languages_are_read_by_their_build() {
        let cases: [(&str, &str, Option<usize>); 71] = [
            ("23/03/2023, 7:02 pm", "23 3 2023 19:2:0", Some(2)),
            ("23/03/2023, 7:02\u{202F}pm", "23 3 2023 19:2:0", Some(2)),
            ("3/8/21, 9:05\u{A0}AM", "3 8 21 9:5:0", None),
            ("9/13/23, 7:02:11\u{202F}PM", "9 13 23 19:2:11", None),
            ("01/20/2019, 11:23 a. m.", "1 20 2019 11:23:0", Some(2)),
            ("28/3/2025, 9:29 p. m.", "28 3 2025 21:29:0", Some(2)),
            ("28/3/2025, 9:29 p.\u{A0}m.", "28 3 2025 21:29:0", Some(2)),
            ("2023-12-20, 5:46 p.m.", "2023 12 20 17:46:0", Some(0)),
            ("2023/12/20, 17:46", "2023 12 20 17:46:0", Some(0)),
            ("03.08.21, 12:30", "3 8 21 12:30:0", None),
            ("07.03.26, 21:22:39", "7 3 26 21:22:39", None),
            ("02.05.18 à 18:00", "2 5 18 18:0:0", None),
            ("02/05/2018 à 18:00", "2 5 2018 18:0:0", Some(2)),
            ("12.3.2022 klo 14.08.18", "12 3 2022 14:8:18", Some(2)),
            ("12.3.2022 klo 14.08", "12 3 2022 14:8:0", Some(2)),
            ("12.03.2022 kl. 14.08", "12 3 2022 14:8:0", Some(2)),
            ("2022-03-12 kl. 14:08", "2022 3 12 14:8:0", Some(0)),
            ("12.03.2022 um 14:08", "12 3 2022 14:8:0", Some(2)),
            ("25.04.22 г., 14:05 ч.", "25 4 22 14:5:0", None),
            ("2022. 04. 25. 14:05", "2022 4 25 14:5:0", Some(0)),
            ("2022. 04. 25. du. 2:05", "2022 4 25 14:5:0", Some(0)),
            ("25. 04. 2022. 14:05:10", "25 4 2022 14:5:10", Some(2)),
            ("25. 4. 2022 14:05", "25 4 2022 14:5:0", Some(2)),
            ("13.06.18 21.25.15", "13 6 18 21:25:15", None),
            ("18-03-22 14:56", "18 3 22 14:56:0", None),
            ("22/4/25 14:05", "22 4 25 14:5:0", None),
            ("18/3/2565 14:56", "18 3 2565 14:56:0", Some(2)),
            ("18/3/65 14:56 น.", "18 3 65 14:56:0", None),
            ("14:56:01, 3/18/22", "3 18 22 14:56:1", None),
            ("14:56, 18/3/2022", "18 3 2022 14:56:0", Some(2)),
            ("14:56 18/03/2022", "18 3 2022 14:56:0", Some(2)),
            ("lúc 14:56 18/03/2022", "", None),
            ("18/03/2022 lúc 2:56 CH", "18 3 2022 14:56:0", Some(2)),
            ("2:56 CH, 18/03/2022", "18 3 2022 14:56:0", Some(2)),
            ("2022/3/18 下午2:56", "2022 3 18 14:56:0", Some(0)),
            ("2022/3/18 上午12:56", "2022 3 18 0:56:0", Some(0)),
            ("2022年3月18日 下午2:56", "2022 3 18 14:56:0", Some(0)),
            ("22年3月18日 14:56", "22 3 18 14:56:0", Some(0)),
            ("2022/3/18, 晚上9:56", "2022 3 18 21:56:0", Some(0)),
            ("2022년 3월 18일 오후 2:56", "2022 3 18 14:56:0", Some(0)),
            ("2022. 3. 18. 오전 2:56", "2022 3 18 2:56:0", Some(0)),
            ("22. 3. 18. 오후 12:06", "22 3 18 12:6:0", None),
            ("2022/03/18 14:56:01", "2022 3 18 14:56:1", Some(0)),
            ("2022/03/18 午後2:56", "2022 3 18 14:56:0", Some(0)),
            ("R4/3/18 14:56", "4 3 18 14:56:0", Some(0)),
            ("令和4年3月18日 14:56", "4 3 18 14:56:0", Some(0)),
            ("3/18/R4 14:56:01", "3 18 4 14:56:1", Some(2)),
            ("3/18/4 R, 2:56:01 PM", "3 18 4 14:56:1", Some(2)),
            ("民國111年3月18日 下午2:56", "111 3 18 14:56:0", Some(0)),
            ("111/3/18 下午2:56", "111 3 18 14:56:0", Some(0)),
            ("3/18/2565 BE, 2:56:01 PM", "3 18 2565 14:56:1", Some(2)),
            ("١٨/٣/٢٠٢٢، ٢:٥٦:٠٠ م", "18 3 2022 14:56:0", Some(2)),
            (
                "\u{200F}١٨\u{200F}/٣\u{200F}/٢٠٢٢، ٢:٥٦ ص",
                "18 3 2022 2:56:0",
                Some(2),
            ),
            ("18/3/2022، 14:56:01", "18 3 2022 14:56:1", Some(2)),
            ("۱۴۰۱/۱۲/۲۷،‏ ۱۴:۵۶", "1401 12 27 14:56:0", Some(0)),
            ("१८/३/२२, २:५६ अपराह्न", "18 3 22 14:56:0", None),
            ("১৮/৩/২২, ২:৫৬ PM", "18 3 22 14:56:0", None),
            ("18.3.2022, 14:56", "18 3 2022 14:56:0", Some(2)),
            ("18/3/22, 2:56 μ.μ.", "18 3 22 14:56:0", None),
            ("06/2018/13, 21:25:15", "6 2018 13 21:25:15", Some(1)),
            ("3/18/22, 2:56:01 in the afternoon", "3 18 22 14:56:1", None),
            ("18-03-2022 01.55 PM", "18 3 2022 13:55:0", Some(2)),
            ("3/18/1401 AP, 2:56 PM", "3 18 1401 14:56:0", Some(2)),
            ("18/3/2022 2:56 après-midi", "18 3 2022 14:56:0", Some(2)),
            ("R 4-03-18 2:56", "4 3 18 2:56:0", None),
            ("BE 18.03.2565 14:56", "18 3 2565 14:56:0", Some(2)),
            ("AP ۱۴۰۱/۱۲/۲۷ ۱۴:۵۶", "1401 12 27 14:56:0", Some(0)),
            ("佛曆2565/3/18 下午2:56", "2565 3 18 14:56:0", Some(0)),
            ("2022-03-18 14 h 56 min 01 s", "2022 3 18 14:56:1", Some(0)),
            ("18/3/2022 2:56 de la tarde", "18 3 2022 14:56:0", Some(2)),
            (
                "18/3/2022 2:56 de la madrugada",
                "18 3 2022 2:56:0",
                Some(2),
            ),
        ];
        for (text, expected, year_at) in cases {
            let expected = (!expected.is_empty()).then(|| (expected.to_owned(), year_at));
            assert_eq!(seen(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_with_a_time_is_not_read() {
        let texts = [
            "",
            "hello",
            "10:30",
            "12/03/2022",
            "9/14/23, second line",
            "1 2 3 4 5",
            "1.2.3.4.5",
            "12/03/2022, 25:00",
            "12/03/2022, 10:60",
            "12/03/2022, 10:5",
            "12/03/2022 10:30 and so on it goes",
            "2022/2023/1 10:30",
            "12/03/2022, 10:30:15:20",
            "192.168.10.12:8080",
            "12345/3/4 10:30",
            "call me 12/03/2022 10:30",
            "hello 10:30 12/03/2022",
            "12/03/2022, (10:30)",
            "+49 170 12 30 15 11",
        ];
        for text in texts {
            assert_eq!(seen(text), None, "{text}");
        }
    }

    #[test]
    fn rows_of_one_export_have_one_shape_and_other_writings_another() {
        let shape = |text: &str| read(text).map(|stamp| stamp.shape);
        assert_eq!(shape("3/8/21, 9:05\u{202F}AM"), shape("12/18/21, 11:05 PM"));
        assert_eq!(shape("2022/3/18 下午2:56"), shape("2022/12/1 上午11:56"));
        assert_eq!(shape("১৮/৩/২২, পূর্বাহ্ন ২:৫৬"), shape("১৮/৩/২২, অপরাহ্ন ২:৫৬"));
        assert_eq!(
            shape("3/18/22, 2:56:01 in the morning"),
            shape("3/18/22, 2:56:01 at night")
        );
        assert_ne!(shape("12.03.2022, 10:30"), shape("12.03.2022 10:30"));
        assert_ne!(shape("12.03.2022, 10:30"), shape("12.03.2022, 10:30:00"));
    }
}
