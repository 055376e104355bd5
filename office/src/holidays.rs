//! Italian public holidays.

use chrono::{Datelike, Days, NaiveDate};

/// The first year in which St Francis (4 October) is a national holiday again.
const SAINT_FRANCIS_SINCE: i32 = 2026;

/// National holidays with a fixed date, month and day.
const FIXED: [(u32, u32); 10] =
    [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

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
