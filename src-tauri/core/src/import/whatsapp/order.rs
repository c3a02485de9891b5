//! Which number of the dates is the day. Decided once per file, from all of its dates: the same
//! `03/04/24` is March in one country and April in another.

use jiff::civil::Date;

use super::calendar::{self, FIRST_YEAR};
use super::stamp::WrittenDate;
use crate::import::DateOrder;

/// Places of year, month and day among the numbers of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    year: usize,
    month: usize,
    day: usize,
}

impl Order {
    const fn of(year: usize, month: usize, day: usize) -> Self {
        Self { year, month, day }
    }

    /// The order that a language uses.
    pub fn from_language(order: DateOrder) -> Self {
        match order {
            DateOrder::DayMonthYear => DAY_FIRST,
            DateOrder::MonthDayYear => MONTH_FIRST,
            DateOrder::YearMonthDay => YEAR_FIRST,
        }
    }

    /// The order in the words of a warning.
    pub fn to_language(self) -> DateOrder {
        match (self.year, self.month) {
            (0, _) => DateOrder::YearMonthDay,
            (_, 0) => DateOrder::MonthDayYear,
            _ => DateOrder::DayMonthYear,
        }
    }

    /// The day that a written date names in this order.
    pub fn day(self, written: &WrittenDate, this_year: i16) -> Option<Date> {
        let [year, month, day] =
            [self.year, self.month, self.day].map(|at| written.parts.get(at).copied());
        if written.year_at.is_some_and(|at| at != self.year) {
            return None;
        }
        calendar::day(year?, month?, day?, written.era, this_year)
    }
}

const DAY_FIRST: Order = Order::of(2, 1, 0);
const MONTH_FIRST: Order = Order::of(2, 0, 1);
const YEAR_FIRST: Order = Order::of(0, 1, 2);

/// The orders that languages have, then those seen only in odd files.
const ORDERS: [Order; 6] = [
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST,
    Order::of(0, 2, 1),
    Order::of(1, 2, 0),
    Order::of(1, 0, 2),
];
/// How many of them languages have.
const USUAL: usize = 3;

/// What the dates of a file have shown so far.
#[derive(Debug, Default, Clone)]
pub struct DateSurvey {
    readings: [Reading; ORDERS.len()],
    /// How often each number differed from that of the row before.
    changes: [u64; 3],
    previous: Option<[u16; 3]>,
    has_slashes: bool,
}

/// What the file looks like when read in one order.
#[derive(Debug, Default, Clone, Copy)]
struct Reading {
    /// Rows whose date is a day on which a message can have been sent.
    possible: u64,
    /// Rows that are older than the row before.
    backward: u64,
    previous: Option<Date>,
}

impl DateSurvey {
    /// Takes the date of the next row.
    pub fn observe(&mut self, written: &WrittenDate, this_year: i16) {
        for (order, reading) in ORDERS.iter().zip(&mut self.readings) {
            let day = order.day(written, this_year);
            if let Some(day) = day.filter(|day| (FIRST_YEAR..=this_year + 1).contains(&day.year()))
            {
                reading.possible += 1;
                reading.backward += u64::from(reading.previous.is_some_and(|last| day < last));
                reading.previous = Some(day);
            }
        }
        if let Some(previous) = self.previous {
            for ((count, number), last) in self.changes.iter_mut().zip(written.parts).zip(previous)
            {
                *count += u64::from(number != last);
            }
        }
        self.previous = Some(written.parts);
        self.has_slashes |= written.has_slashes;
    }

    /// The order of the file, and whether it had to be assumed from the person's language.
    pub fn decide(&self, language: DateOrder) -> (Order, bool) {
        let all: Vec<(usize, &Reading)> = self.readings.iter().enumerate().collect();
        // 1. The order in which most dates are possible at all: a number over 12 is no month.
        let mut open = best(&all, |(_, reading)| reading.possible);
        if open.iter().any(|(at, _)| *at < USUAL) {
            open.retain(|(at, _)| *at < USUAL);
        }
        // 2. The order in which time runs backward least.
        open = best(&open, |(_, reading)| u64::MAX - reading.backward);
        // 3. The order whose day changes most often.
        open = best(&open, |(at, _)| {
            let day = ORDERS.get(*at).map_or(0, |order| order.day);
            self.changes.get(day).copied().unwrap_or_default()
        });
        // 4. No language puts the month first without slashes.
        let mut orders: Vec<Order> = open
            .iter()
            .filter_map(|(at, _)| ORDERS.get(*at).copied())
            .collect();
        if !self.has_slashes && orders.contains(&DAY_FIRST) {
            orders.retain(|order| *order != MONTH_FIRST);
        }
        // 5. The person's language.
        let preferred = Order::from_language(language);
        match orders.as_slice() {
            [only] => (*only, false),
            open if open.contains(&preferred) => (preferred, true),
            open => (open.first().copied().unwrap_or(preferred), true),
        }
    }
}

/// Those for which `value` is largest.
fn best<T: Copy>(of: &[T], value: impl Fn(&T) -> u64) -> Vec<T> {
    let most = of.iter().map(&value).max();
    of.iter()
        .copied()
        .filter(|item| Some(value(item)) == most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(dates: &[&str], language: DateOrder) -> (DateOrder, bool) {
        let mut survey = DateSurvey::default();
        for text in dates {
            let stamp = super::super::stamp::read(&format!("{text} 10:00")).unwrap();
            survey.observe(&stamp.date, 2026);
        }
        let (order, assumed) = survey.decide(language);
        (order.to_language(), assumed)
    }

    #[test]
    fn all_dates_of_a_file_decide_its_order() {
        use DateOrder::{DayMonthYear as Dmy, MonthDayYear as Mdy, YearMonthDay as Ymd};
        let cases: [(&[&str], DateOrder, bool, &str); 17] = [
            (
                &["01/02/2021", "13/02/2021"],
                Dmy,
                false,
                "a number over 12",
            ),
            (
                &["01/02/2021", "02/13/2021"],
                Mdy,
                false,
                "a number over 12 in the middle",
            ),
            (&["2021/02/01"], Ymd, false, "four digits"),
            (
                &["2021/20/01", "2021/01/02"],
                Ymd,
                false,
                "the odd order of year, day, month",
            ),
            (
                &["21/02/28", "21/03/01"],
                Ymd,
                false,
                "a day over 12 behind two digits of year",
            ),
            (
                &["22/04/05", "22/04/06", "22/04/07"],
                Ymd,
                false,
                "the last number counts up",
            ),
            (
                &["11/02/21", "12/02/21", "01/03/21"],
                Dmy,
                false,
                "time runs backward otherwise",
            ),
            (
                &["02/11/21", "02/12/21", "03/01/21"],
                Mdy,
                false,
                "time runs backward otherwise",
            ),
            (
                &["01/03/21", "02/03/21", "03/03/21"],
                Dmy,
                false,
                "the first number changes more",
            ),
            (
                &["03/01/21", "03/02/21", "03/03/21"],
                Mdy,
                false,
                "the second number changes more",
            ),
            (
                &["03.04.21"],
                Dmy,
                false,
                "dots are never of a month-first language",
            ),
            (&["03-04-2021"], Dmy, false, "nor are hyphens"),
            (&["05/05/2024", "05/05/2024"], Dmy, true, "nothing shows it"),
            (&["03/04/24"], Dmy, true, "nothing shows it"),
            (
                &["18/3/65", "19/3/65"],
                Dmy,
                false,
                "Thai years of two digits",
            ),
            (&["3/18/2565"], Mdy, false, "Thai years"),
            (&["R4/3/18"], Ymd, false, "an era shows the year"),
        ];
        for (dates, order, assumed, case) in cases {
            assert_eq!(decide(dates, Dmy), (order, assumed), "{dates:?}: {case}");
        }
    }

    #[test]
    fn what_stays_open_is_read_as_the_language_has_it() {
        for language in [
            DateOrder::DayMonthYear,
            DateOrder::MonthDayYear,
            DateOrder::YearMonthDay,
        ] {
            assert_eq!(decide(&["09/10/11"], language), (language, true));
        }
        // A year at the end rules out what Chinese has: the first that is left.
        let chinese = decide(&["05/06/2024"], DateOrder::YearMonthDay);
        assert_eq!(chinese, (DateOrder::DayMonthYear, true));
    }

    #[test]
    fn one_line_that_only_looks_like_a_row_does_not_turn_the_file() {
        let mut dates: Vec<String> = (13..29).map(|day| format!("{day}/01/2021")).collect();
        dates.push("01/30/2021".into());
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        assert_eq!(
            decide(&dates, DateOrder::MonthDayYear),
            (DateOrder::DayMonthYear, false)
        );
    }
}
