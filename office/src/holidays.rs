//! Public holidays: those of the nation, and days of the year for local ones.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The first year in which St Francis (4 October) is a national holiday again.
///
/// Source: law no. 151 of 2025 (Gazzetta Ufficiale 236/2025), in force from 1 January 2026.
const SAINT_FRANCIS_SINCE: i32 = 2026;

/// National holidays with a fixed date, month and day.
const FIXED: [(u32, u32); 10] =
    [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

/// A leap year, in which every day of the year has a date.
const LEAP_YEAR: i32 = 2028;

/// A day that comes every year, such as the patron's; written MM-DD.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

/// A text that is no day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day of the year is written MM-DD, from 01-01 to 12-31")]
pub struct BadDayOfYear;

impl DayOfYear {
    /// The day of the year that a date falls on.
    pub fn of(date: NaiveDate) -> Self {
        Self { month: date.month(), day: date.day() }
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl TryFrom<String> for DayOfYear {
    type Error = BadDayOfYear;
    fn try_from(text: String) -> Result<Self, BadDayOfYear> {
        let (month, day) = text.split_once('-').ok_or(BadDayOfYear)?;
        let month = month.parse().map_err(|_| BadDayOfYear)?;
        let day = day.parse().map_err(|_| BadDayOfYear)?;
        let found = NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).map(Self::of).ok_or(BadDayOfYear)?;
        if found.to_string() == text { Ok(found) } else { Err(BadDayOfYear) }
    }
}

impl From<DayOfYear> for String {
    fn from(day: DayOfYear) -> String {
        day.to_string()
    }
}

/// Easter Sunday of a year of the Gregorian calendar.
///
/// Source: anonymous Gregorian algorithm (Nature, 1876), valid for every Gregorian year.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(sum.div_euclid(31)).ok()?,
        u32::try_from(sum.rem_euclid(31)).ok()? + 1,
    )
}

/// Whether a date is a national holiday, Easter Monday included.
pub fn is_national(date: NaiveDate) -> bool {
    let fixed = FIXED.contains(&(date.month(), date.day()));
    let saint_francis = date.year() >= SAINT_FRANCIS_SINCE && (date.month(), date.day()) == (10, 4);
    let easter_monday = easter(date.year()).and_then(|sunday| sunday.checked_add_days(Days::new(1)));
    fixed || saint_francis || easter_monday == Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_monday_follows_the_calendar() {
        let mondays = [
            "2024-04-01",
            "2025-04-21",
            "2026-04-06",
            "2027-03-29",
            "2028-04-17",
            "2029-04-02",
            "2030-04-22",
            "2031-04-14",
            "2032-03-29",
            "2033-04-18",
            "2034-04-10",
            "2035-03-26",
        ];
        for monday in mondays.map(date) {
            assert!(is_national(monday), "{monday}");
            assert_eq!(easter(monday.year()), monday.pred_opt());
        }
    }

    #[test]
    fn easter_is_always_a_sunday_between_22_march_and_25_april() {
        for year in 1583..=4099 {
            let sunday = easter(year).unwrap();
            assert_eq!(sunday.weekday(), chrono::Weekday::Sun, "{year}");
            assert!(((3, 22)..=(4, 25)).contains(&(sunday.month(), sunday.day())), "{year}");
        }
        for (year, earliest_and_latest) in
            [(1818, (3, 22)), (1943, (4, 25)), (2038, (4, 25)), (2285, (3, 22))]
        {
            let sunday = easter(year).unwrap();
            assert_eq!((sunday.month(), sunday.day()), earliest_and_latest);
        }
    }

    #[test]
    fn saint_francis_is_a_national_holiday_from_2026() {
        let count = |year| {
            date(&format!("{year}-01-01"))
                .iter_days()
                .take_while(|d| d.year() == year)
                .filter(|d| is_national(*d))
                .count()
        };
        assert_eq!([2024, 2025, 2026, 2027].map(count), [11, 11, 12, 12]);
        assert!(!is_national(date("2025-10-04")));
        assert!(is_national(date("2026-10-04")));
        assert!(!is_national(date("2026-12-06")), "San Nicolò is a local holiday");
    }

    #[test]
    fn a_day_of_the_year_has_one_spelling() {
        for text in ["12-06", "02-29", "01-01", "12-31"] {
            assert_eq!(DayOfYear::try_from(text.to_owned()).unwrap().to_string(), text);
        }
        for text in
            ["", "12-6", "12- 6", "+1-01", "02-30", "13-01", "00-10", "1206", "12-06 ", "12-06-07", "è2-06"]
        {
            assert_eq!(DayOfYear::try_from(text.to_owned()), Err(BadDayOfYear), "{text:?}");
        }
    }
}
