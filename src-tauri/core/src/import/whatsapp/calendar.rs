//! Years as phones count them, and the day of our calendar that a date of another names.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// An era that is written beside its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// Japan since 2019.
    Reiwa,
    /// Japan 1989 to 2019.
    Heisei,
    /// Taiwan.
    Minguo,
}

impl Era {
    const NAMES: [(&'static str, Self); 6] = [
        ("令和", Self::Reiwa),
        ("R", Self::Reiwa),
        ("平成", Self::Heisei),
        ("H", Self::Heisei),
        ("民國", Self::Minguo),
        ("民国", Self::Minguo),
    ];

    /// The era that the text before a number ends with, and the text without it.
    pub fn before(text: &str) -> (Option<Self>, &str) {
        Self::NAMES
            .iter()
            .find_map(|(name, era)| Some((Some(*era), text.strip_suffix(name)?)))
            .unwrap_or((None, text))
    }

    /// The era that is the first word of the text behind a date.
    pub fn behind(text: &str) -> Option<Self> {
        let word = text.trim_start().split([' ', ',']).next()?;
        Self::NAMES
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, era)| *era)
    }

    fn year(self, year: i16) -> i16 {
        year + match self {
            Self::Reiwa => 2018,
            Self::Heisei => 1988,
            Self::Minguo => 1911,
        }
    }
}

/// The first year that a message can be of: WhatsApp came out in it.
pub const FIRST_YEAR: i16 = 2009;
/// Years that the Buddhist calendar is ahead.
const BUDDHIST: i16 = 543;

/// The day that a written date names, whichever calendar the phone was set to; `None` where there is
/// no such day. Years of two digits are read as those that messages can be of, up to `this_year`.
pub fn day(year: u16, month: u16, day: u16, era: Option<Era>, this_year: i16) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    let month = i8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = i8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let gregorian = |year| Date::new(year, month, day).ok();
    match (era, year) {
        (Some(era), _) => gregorian(era.year(year)),
        (None, 0..100) => gregorian(century(year, this_year)),
        // Years of the Republic of China, as phones in Taiwan write them.
        (None, 100..200) => gregorian(Era::Minguo.year(year)),
        (None, 1900..2200) => gregorian(year),
        (None, 2400..2800) => gregorian(year - BUDDHIST),
        (None, 1380..1430) => from_julian_day(persian(year, month, day)),
        (None, 1430..1500) => from_julian_day(islamic(year, month, day)),
        _ => None,
    }
}

/// The full year of one written with two digits.
fn century(year: i16, this_year: i16) -> i16 {
    let candidates = [2000 + year, 2500 + year - BUDDHIST, 1900 + year];
    // A clock may be a year ahead; a date ten years ahead is of another calendar.
    let can_be = |year: &&i16| (FIRST_YEAR..=this_year + 1).contains(*year);
    candidates
        .iter()
        .find(can_be)
        .copied()
        .unwrap_or(2000 + year)
}

/// Julian day of a date of the Persian calendar, by its cycle of 33 years, which holds from 1178 to
/// 1633.
fn persian(year: i16, month: i8, day: i8) -> i32 {
    let (year, month) = (i32::from(year), i32::from(month));
    let before_month = if month <= 7 {
        31 * (month - 1)
    } else {
        186 + 30 * (month - 7)
    };
    1_948_319 + 365 * (year - 1) + (8 * year + 21) / 33 + before_month + i32::from(day)
}

/// Julian day of a date of the Islamic calendar by the usual table. Where the moon is watched it
/// can be a day off.
fn islamic(year: i16, month: i8, day: i8) -> i32 {
    let (year, month) = (i32::from(year), i32::from(month));
    (11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + i32::from(day) + 1_948_055
}

fn from_julian_day(julian_day: i32) -> Option<Date> {
    const UNIX_EPOCH: i32 = 2_440_588;
    date(1970, 1, 1)
        .checked_add((julian_day - UNIX_EPOCH).days())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_every_calendar_is_a_day_of_ours() {
        type Case = (u16, u16, u16, Option<Era>, Option<Date>);
        let cases: [Case; 21] = [
            (2024, 2, 29, None, Some(date(2024, 2, 29))),
            (2023, 2, 29, None, None),
            (2023, 13, 1, None, None),
            (2023, 0, 1, None, None),
            (2023, 1, 0, None, None),
            (24, 2, 29, None, Some(date(2024, 2, 29))),
            (9, 6, 1, None, Some(date(2009, 6, 1))),
            (99, 6, 1, None, Some(date(2099, 6, 1))),
            // Thailand: 2565 and 65 are 2022.
            (2565, 3, 18, None, Some(date(2022, 3, 18))),
            (65, 3, 18, None, Some(date(2022, 3, 18))),
            // Japan.
            (4, 3, 18, Some(Era::Reiwa), Some(date(2022, 3, 18))),
            (31, 4, 30, Some(Era::Heisei), Some(date(2019, 4, 30))),
            // Taiwan.
            (111, 3, 18, None, Some(date(2022, 3, 18))),
            (111, 3, 18, Some(Era::Minguo), Some(date(2022, 3, 18))),
            // Iran: the new years of 1400 and 1403, and the leap day of 1399.
            (1400, 1, 1, None, Some(date(2021, 3, 21))),
            (1403, 1, 1, None, Some(date(2024, 3, 20))),
            (1399, 12, 30, None, Some(date(2021, 3, 20))),
            (1402, 7, 15, None, Some(date(2023, 10, 7))),
            // Saudi Arabia: the new year of 1444, the first of Ramadan 1445.
            (1444, 1, 1, None, Some(date(2022, 7, 30))),
            (1445, 9, 1, None, Some(date(2024, 3, 11))),
            (300, 1, 1, None, None),
        ];
        for (year, month, number, era, expected) in cases {
            assert_eq!(
                day(year, month, number, era, 2026),
                expected,
                "{year}-{month}-{number}"
            );
        }
    }

    #[test]
    fn an_era_is_found_before_and_behind() {
        assert_eq!(Era::before("/R"), (Some(Era::Reiwa), "/"));
        assert_eq!(Era::before("平成"), (Some(Era::Heisei), ""));
        assert_eq!(Era::before("/"), (None, "/"));
        assert_eq!(Era::behind(" R, "), Some(Era::Reiwa));
        assert_eq!(Era::behind(" klo "), None);
    }
}
