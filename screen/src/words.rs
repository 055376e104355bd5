//! Times, dates and waits in words for people.

use crate::texts::texts;
use chrono::{Datelike, Timelike};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::Language;
use office::moment::Moment;

/// Waits up to so many minutes are "soon".
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

/// A wait as a range of minutes: "15–30 minuti", "Tocca a lei fra poco" up to five minutes, "Oltre un'ora"
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
