//! Times, dates and waits in words for people.

use crate::texts::texts;
use chrono::{Datelike, Timelike};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::Language;
use office::moment::Moment;

/// Waits up to so many minutes are told without a range.
const SOON_MIN: u32 = 5;

/// Waits of at least so many minutes are "more than an hour".
const LONG_MIN: u32 = 60;

/// The time of day in the office's zone, `HH:MM` in every language.
pub fn clock(moment: Moment, zone: Tz) -> String {
    let local = moment.utc().with_timezone(&zone);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The day in the office's zone: "lunedì 23 novembre 2026".
pub fn date_long(moment: Moment, zone: Tz, language: Language) -> String {
    let local = moment.utc().with_timezone(&zone);
    fl!(
        texts(language),
        "date-long",
        weekday = weekday(moment, zone, language),
        day = local.day(),
        month = month(local.month(), language),
        year = local.year().to_string()
    )
}

/// The day of the week in the office's zone: "lunedì".
pub fn weekday(moment: Moment, zone: Tz, language: Language) -> String {
    let local = moment.utc().with_timezone(&zone);
    fl!(texts(language), "weekday", n = local.weekday().number_from_monday())
}

/// A duration in whole minutes: "1 minuto", "25 minuti", "1 ora e 10 minuti".
pub fn minutes(minutes: u32, language: Language) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, _) => fl!(texts(language), "minutes", n = rest),
        (_, 0) => fl!(texts(language), "hours", n = hours),
        _ => fl!(texts(language), "hours-minutes", hours = hours, minutes = rest),
    }
}

/// A wait as a range of minutes: "15–30 minuti", "Meno di 5 minuti" up to five minutes, "Oltre un'ora"
/// from sixty.
pub fn wait(low_min: u32, high_min: u32, language: Language) -> String {
    let l = texts(language);
    if high_min <= SOON_MIN {
        fl!(l, "wait-soon")
    } else if low_min >= LONG_MIN {
        fl!(l, "wait-long")
    } else if low_min == 0 {
        fl!(l, "wait-up-to", high = high_min)
    } else if low_min >= high_min {
        fl!(l, "wait-about", n = high_min)
    } else {
        fl!(l, "wait-range", low = low_min, high = high_min)
    }
}

fn month(number: u32, language: Language) -> String {
    fl!(texts(language), "month", n = number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use chrono_tz::Europe::Rome;

    #[test]
    fn waits_are_told_as_people_tell_them() {
        let cases = [
            (0, 0, "Meno di 5 minuti"),
            (0, 5, "Meno di 5 minuti"),
            (0, 10, "Fino a 10 minuti"),
            (15, 30, "15–30 minuti"),
            (20, 20, "Circa 20 minuti"),
            (45, 75, "45–75 minuti"),
            (60, 90, "Oltre un’ora"),
        ];
        for (low_min, high_min, expected) in cases {
            assert_eq!(wait(low_min, high_min, Language::It), expected);
        }
        assert_eq!(wait(15, 30, Language::En), "15–30 minutes");
    }

    #[test]
    fn times_and_dates_are_those_of_the_office() {
        let summer = at("2026-07-31T22:30:00Z");
        assert_eq!(clock(summer, Rome), "00:30");
        assert_eq!(date_long(summer, Rome, Language::It), "sabato 1 agosto 2026");
        assert_eq!(date_long(summer, Rome, Language::En), "Saturday 1 August 2026");
        let winter = at("2026-11-23T08:05:00Z");
        assert_eq!(clock(winter, Rome), "09:05");
        assert_eq!(weekday(winter, Rome, Language::It), "lunedì");
    }

    #[test]
    fn minutes_are_counted_in_hours_from_sixty() {
        let cases = [
            (0, "0 minuti"),
            (1, "1 minuto"),
            (59, "59 minuti"),
            (60, "1 ora"),
            (61, "1 ora e 1 minuto"),
            (130, "2 ore e 10 minuti"),
        ];
        for (count, expected) in cases {
            assert_eq!(minutes(count, Language::It), expected);
        }
        assert_eq!(minutes(61, Language::En), "1 hour and 1 minute");
    }

    fn at(text: &str) -> Moment {
        Moment::new(DateTime::parse_from_rfc3339(text).expect("a time").to_utc())
    }
}
