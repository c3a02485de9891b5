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
    /// One whose years cannot be those of another: Buddhist, Persian, Islamic.
    Plain,
}

impl Era {
    /// The names that phones write in their languages.
    const NAMES: [(Self, &'static str); 4] = [
        (
            Self::Reiwa,
            "令和|R|Reiwa|Reiva|Рэйва|Рейва|Реива|ريوا|레이와|रेइवा|เรวะ",
        ),
        (
            Self::Heisei,
            "平成|H|Heisei|Haisei|Хэйсэй|Хейсей|Хаисеи|هيسي|헤이세이|हेईसेई|เฮเซ",
        ),
        (
            Self::Minguo,
            "民國|民国|ROC|R.O.C.|Minguo|minguo|RdC|중화민국|ไต้หวัน",
        ),
        (
            Self::Plain,
            "BE|B.E.|EB|AB|AP|A.P.|AH|佛历|佛曆|불기|พ.ศ.|波斯历|波斯曆|伊斯兰历|伊斯蘭曆|Hicri|هـ|ه.ش|ه.ش.|ه.ق|ه.ق.",
        ),
    ];

    fn named(is_it: impl Fn(&'static str) -> bool) -> Option<(Self, &'static str)> {
        let mut names = Self::NAMES
            .iter()
            .flat_map(|(era, names)| names.split('|').map(|name| (*era, name)));
        names.find(|(_, name)| is_it(name))
    }

    /// The era that the text before a number ends with, and the text without it.
    pub fn before(text: &str) -> (Option<Self>, &str) {
        // A letter before the era is none of it: `AH` is not `H`.
        let rest = |name| {
            text.strip_suffix(name)
                .filter(|rest| !rest.ends_with(|c: char| c.is_ascii_alphabetic()))
        };
        match Self::named(|name| rest(name).is_some()) {
            Some((era, name)) => (Some(era), rest(name).unwrap_or(text)),
            None => (None, text),
        }
    }

    /// The era that is the first word of the text behind a date.
    pub fn behind(text: &str) -> Option<Self> {
        let word = text.trim_start().split([' ', ',']).next()?;
        Self::named(|name| name == word).map(|(era, _)| era)
    }

    /// The text behind a date without the era that it begins with.
    pub fn left_out(text: &str) -> &str {
        let trimmed = text.trim_start();
        match Self::behind(text).and_then(|_| trimmed.find([' ', ','])) {
            Some(end) => trimmed.get(end..).unwrap_or_default(),
            None => text,
        }
    }

    /// What its years are ahead of ours; `None` where the year itself shows it.
    fn offset(self) -> Option<i16> {
        match self {
            Self::Reiwa => Some(2018),
            Self::Heisei => Some(1988),
            Self::Minguo => Some(MINGUO),
            Self::Plain => None,
        }
    }
}

/// The first year that a message can be of: WhatsApp came out in it.
pub const FIRST_YEAR: i16 = 2009;
/// Years that the Buddhist calendar is ahead.
const BUDDHIST: i16 = 543;
/// Years that the calendar of the Republic of China is behind.
const MINGUO: i16 = 1911;

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
    // `H` stands for Heisei, and in other languages for the Islamic calendar.
    match (era.and_then(Era::offset), year) {
        (Some(offset), 0..1000) => gregorian(year + offset),
        (None, 0..100) => gregorian(century(year, this_year)),
        // Years of the Republic of China, as phones in Taiwan write them.
        (None, 100..200) => gregorian(year + MINGUO),
        (_, 1900..2200) => gregorian(year),
        (_, 2400..2800) => gregorian(year - BUDDHIST),
        (_, 1380..1430) => from_julian_day(persian(year, month, day)),
        (_, 1430..1500) => from_julian_day(islamic(year, month, day)?),
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

/// The Umm al-Qura calendar of Saudi Arabia, which phones show: which months of the years 1430 to 1499
/// have 30 days, not 29; the lowest bit is the first month. No rule gives them: they are published.
const LONG_MONTHS: [u16; 70] = [
    0xAA6, 0x956, 0x2AE, 0x56D, 0x36A, 0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA,
    0xD55, 0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4, 0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D, 0xB5A,
    0x754, 0xF49, 0xE92, 0xD26, 0xA56, 0x356, 0x6B5, 0xBAA, 0xB92, 0xB25, 0x68B, 0xA9B, 0x55A,
    0xADA, 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276, 0x575, 0xAF2, 0x6D4, 0x6A9, 0x555, 0x2AD,
    0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95, 0x52D, 0xA5D, 0x4DA, 0xAD9, 0x6B2, 0xE95, 0xE2A,
    0xC96, 0x92E, 0xAAD, 0x56A, 0xD65,
];

/// Julian day of a date of the Islamic calendar.
fn islamic(year: i16, month: i8, day: i8) -> Option<i32> {
    /// 29 December 2008, the first day of 1430.
    const START: i32 = 2_454_830;
    let days = |year: u16, months: u32| {
        let long = (year & ((1 << months) - 1)).count_ones();
        i32::try_from(29 * months + long).unwrap_or_default()
    };
    let years = LONG_MONTHS.get(..usize::try_from(year - 1430).ok()?)?;
    let this_year = LONG_MONTHS.get(years.len()).copied()?;
    let before_year: i32 = years.iter().map(|year| days(*year, 12)).sum();
    let before_month = days(this_year, u32::try_from(month - 1).ok()?);
    Some(START + before_year + before_month + i32::from(day) - 1)
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
        let cases: [Case; 25] = [
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
            // Saudi Arabia: the new years of 1430 and 1444, the first of Ramadan 1445, a day on which the
            // usual table is wrong.
            (1430, 1, 1, None, Some(date(2008, 12, 29))),
            (1444, 1, 1, None, Some(date(2022, 7, 30))),
            (1445, 9, 1, None, Some(date(2024, 3, 11))),
            (1445, 6, 30, Some(Era::Plain), Some(date(2024, 1, 12))),
            (1445, 6, 30, Some(Era::Heisei), Some(date(2024, 1, 12))),
            (2567, 1, 12, Some(Era::Plain), Some(date(2024, 1, 12))),
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
        assert_eq!(Era::before("AH"), (Some(Era::Plain), ""));
        assert_eq!(Era::before("/Reiwa"), (Some(Era::Reiwa), "/"));
        assert_eq!(Era::before("佛曆"), (Some(Era::Plain), ""));
        assert_eq!(Era::behind(" R, "), Some(Era::Reiwa));
        assert_eq!(Era::behind(" ريوا "), Some(Era::Reiwa));
        assert_eq!(Era::behind(" klo "), None);
    }
}
