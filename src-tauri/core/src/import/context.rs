//! What reading depends on beside the files, as this machine and the person's language have it.

use super::{Context, DateOrder};

impl Context {
    /// This machine's zone, and the date order of a language (a BCP 47 tag such as `en-US`).
    pub fn of_this_machine(language: &str) -> Self {
        Self {
            zone: jiff::tz::TimeZone::system(),
            date_order: date_order(language),
        }
    }
}

/// Unicode CLDR's short date formats, as far as they matter here: the day comes first nearly
/// everywhere, the year in East Asia and a few others, the month in the United States.
fn date_order(language: &str) -> DateOrder {
    let tag = language.replace('_', "-").to_lowercase();
    let mut parts = tag.split(['-', '.', '@']);
    let primary = parts.next().unwrap_or_default();
    let regions = ["us", "ph", "pr", "gu", "as", "vi", "mp"];
    let month_first = parts.any(|part| regions.contains(&part));
    match primary {
        "zh" | "ja" | "ko" | "hu" | "lt" | "mn" | "sv" | "eu" => DateOrder::YearMonthDay,
        // Plain English is what a system without a region says; American is its default.
        "en" if month_first || tag == "en" => DateOrder::MonthDayYear,
        "fil" | "es" if month_first => DateOrder::MonthDayYear,
        _ => DateOrder::DayMonthYear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_decides_the_order_of_day_and_month() {
        for (language, order) in [
            ("en-US", DateOrder::MonthDayYear),
            ("en", DateOrder::MonthDayYear),
            ("en_GB.UTF-8", DateOrder::DayMonthYear),
            ("de-AT", DateOrder::DayMonthYear),
            ("zh-Hans-CN", DateOrder::YearMonthDay),
            ("es-US", DateOrder::MonthDayYear),
            ("es-419", DateOrder::DayMonthYear),
            ("", DateOrder::DayMonthYear),
        ] {
            assert_eq!(date_order(language), order, "{language}");
        }
    }
}
