//! Times, dates and waits in words for people.

use crate::texts::texts;
use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::hours::{DayOfWeek, Hours, Span};
use office::language::Language;
use office::moment::Moment;
use office::service::{Cents, Period};

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
    date_of(moment.utc().with_timezone(&zone).date_naive(), language)
}

/// A date: "lunedì 23 novembre 2026".
pub fn date_of(date: NaiveDate, language: Language) -> String {
    let l = texts(language);
    fl!(
        l,
        "date-long",
        weekday = fl!(l, "weekday", n = date.weekday().number_from_monday()),
        day = date.day(),
        month = month(date.month(), language),
        year = date.year().to_string()
    )
}

/// A day without its year: "lunedì 23 novembre".
pub fn day(date: NaiveDate, language: Language) -> String {
    fl!(
        texts(language),
        "date-day",
        weekday = fl!(texts(language), "weekday", n = date.weekday().number_from_monday()),
        day = date.day(),
        month = month(date.month(), language)
    )
}

/// The month of a day: "novembre 2026".
pub fn month_of(date: NaiveDate, language: Language) -> String {
    format!("{} {}", month(date.month(), language), date.year())
}

/// The head of a column of a calendar, 1 for Monday: "lun".
pub fn weekday_short(n: u32, language: Language) -> String {
    fl!(texts(language), "weekday-short", n = n)
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

/// An amount of money: "22,21 €", "gratis" for nothing.
pub fn amount(amount: Cents, language: Language) -> String {
    let Cents(cents) = amount;
    match cents {
        0 => fl!(texts(language), "amount-free"),
        _ => {
            let (euro, cents) = ((cents / 100).to_string(), format!("{:02}", cents % 100));
            fl!(texts(language), "amount", euro = euro, cents = cents)
        }
    }
}

/// A length of time: "6 giorni lavorativi", "1 mese", "subito".
pub fn period(period: &Period, working_days: bool, language: Language) -> String {
    if period.is_at_once() {
        return fl!(texts(language), "period-now");
    }
    let l = texts(language);
    let in_words = |(n, unit): (u32, Unit)| match unit {
        Unit::Year => fl!(l, "period-years", n = n),
        Unit::Month => fl!(l, "period-months", n = n),
        Unit::Day if working_days => fl!(l, "period-working-days", n = n),
        Unit::Day => fl!(l, "period-days", n = n),
        Unit::Hour => fl!(l, "hours", n = n),
        Unit::Minute => fl!(l, "minutes", n = n),
    };
    units(period).into_iter().map(in_words).collect::<Vec<_>>().join(", ")
}

/// The hours of an ordinary week, one line for all days that have the same: "lunedì, martedì 08:30–12:30".
pub fn week(hours: &Hours, language: Language) -> Vec<String> {
    if hours.always_rolls_at.is_some() {
        return vec![fl!(texts(language), "always-open")];
    }
    let mut lines: Vec<(&[Span], Vec<String>)> = Vec::new();
    for (n, day) in (1_u32..).zip(DayOfWeek::ALL) {
        let spans = hours.week.get(&day).map_or(&[][..], Vec::as_slice);
        let name = fl!(texts(language), "weekday", n = n);
        match lines.iter_mut().find(|(known, _)| *known == spans) {
            Some((_, days)) => days.push(name),
            None => lines.push((spans, vec![name])),
        }
    }
    lines.retain(|(spans, _)| !spans.is_empty());
    lines.iter().map(|(spans, days)| format!("{} {}", days.join(", "), spans_in_words(spans))).collect()
}

fn spans_in_words(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}–{}", span.from, span.until)).collect::<Vec<_>>().join(", ")
}

/// A unit of a [`Period`].
#[derive(Clone, Copy)]
enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
}

/// The parts of a period that are not nothing; whole minutes are as fine as it gets.
fn units(period: &Period) -> Vec<(u32, Unit)> {
    let (date, time) = period.as_str().split_once('T').unwrap_or((period.as_str(), ""));
    let part = |text: &str, letter: char, unit: Unit| {
        let (before, _) = text.split_once(letter)?;
        let at = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let n: u32 = before[at..].parse().ok()?;
        (n > 0).then_some((n, unit))
    };
    [
        part(date, 'Y', Unit::Year),
        part(date, 'M', Unit::Month),
        part(date, 'D', Unit::Day),
        part(time, 'H', Unit::Hour),
        part(time, 'M', Unit::Minute),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn month(number: u32, language: Language) -> String {
    fl!(texts(language), "month", n = number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use chrono_tz::Europe::Rome;
    use office::hours::TimeOfDay;

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
    fn days_of_a_calendar_are_told_without_their_year() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 2).expect("a date");
        assert_eq!(day(date, Language::It), "mercoledì 2 dicembre");
        assert_eq!(day(date, Language::Es), "miércoles 2 de diciembre");
        assert_eq!(month_of(date, Language::En), "December 2026");
        assert_eq!(weekday_short(3, Language::It), "mer");
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

    #[test]
    fn amounts_are_told_as_they_are_paid() {
        let cases = [(0, "gratis", "free"), (5, "0,05 €", "€0.05"), (2221, "22,21 €", "€22.21")];
        for (cents, it, en) in cases {
            assert_eq!(amount(Cents(cents), Language::It), it);
            assert_eq!(amount(Cents(cents), Language::En), en);
        }
    }

    #[test]
    fn periods_are_told_in_words() {
        let cases = [
            ("PT0S", false, "subito"),
            ("P1D", true, "1 giorno lavorativo"),
            ("P6D", true, "6 giorni lavorativi"),
            ("P11D", false, "11 giorni"),
            ("P1Y2M", false, "1 anno, 2 mesi"),
            ("PT1H30M", false, "1 ora, 30 minuti"),
        ];
        for (text, working_days, expected) in cases {
            let length = Period::try_from(text.to_owned()).expect("a length of time");
            assert_eq!(period(&length, working_days, Language::It), expected);
        }
    }

    #[test]
    fn days_with_the_same_hours_share_a_line() {
        let time = |text: &str| TimeOfDay::try_from(text.to_owned()).expect("a time");
        let span = |from: &str, until: &str| Span { from: time(from), until: time(until) };
        let morning = vec![span("08:30", "12:30")];
        let long = vec![span("08:30", "12:30"), span("14:00", "17:00")];
        let week = [
            (DayOfWeek::Monday, morning.clone()),
            (DayOfWeek::Wednesday, long),
            (DayOfWeek::Friday, morning),
            (DayOfWeek::Sunday, Vec::new()),
        ];
        let hours = Hours { week: week.into(), ..Hours::default() };
        let told = ["lunedì, venerdì 08:30–12:30", "mercoledì 08:30–12:30, 14:00–17:00"];
        assert_eq!(super::week(&hours, Language::It), told);
        assert!(super::week(&Hours::default(), Language::It).is_empty());
    }

    fn at(text: &str) -> Moment {
        Moment::new(DateTime::parse_from_rfc3339(text).expect("a time").to_utc())
    }
}
