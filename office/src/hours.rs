//! When an office is open, in its own time zone; and the service days that follow from it.
//!
//! Wall-clock times that do not exist (spring) move to the first instant after the gap; of those
//! that exist twice (autumn) an opening takes the earlier and a closing the later instant.

use crate::holidays;
use crate::language::Text;
use crate::moment::Moment;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

/// How long after the last closing time a service day ends.
pub const ENDS_AFTER: Duration = Duration::from_secs(3 * 3600);
/// How many days ahead an opening is searched.
pub const SEARCH_DAYS_MAX: u64 = 60;
/// Most closures, and most special openings, of one office.
pub const EXCEPTIONS_MAX: usize = 400;
/// Most spans of one day.
pub const SPANS_MAX: usize = 6;

/// A time of the day on the wall, minutes after midnight, 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

/// A text that is no time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time of the day is written HH:MM, from 00:00 to 24:00")]
pub struct BadTimeOfDay;

impl TimeOfDay {
    /// The time `minutes` after midnight, up to 1440.
    pub fn from_minutes(minutes: u16) -> Result<Self, BadTimeOfDay> {
        if minutes <= 1440 { Ok(Self(minutes)) } else { Err(BadTimeOfDay) }
    }

    /// Minutes after midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = BadTimeOfDay;
    fn try_from(text: String) -> Result<Self, BadTimeOfDay> {
        let (hours, minutes) = text.split_once(':').ok_or(BadTimeOfDay)?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(hours) || !two_digits(minutes) {
            return Err(BadTimeOfDay);
        }
        let hours: u16 = hours.parse().map_err(|_| BadTimeOfDay)?;
        let minutes: u16 = minutes.parse().map_err(|_| BadTimeOfDay)?;
        if minutes < 60 { Self::from_minutes(hours * 60 + minutes) } else { Err(BadTimeOfDay) }
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> String {
        time.to_string()
    }
}

/// A stretch of one day in which the doors are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Doors open.
    pub from: TimeOfDay,
    /// Doors close.
    pub until: TimeOfDay,
}

/// A day or some days on which the doors stay closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; the same where absent.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// What visitors are told.
    pub title: Text,
}

/// A day with hours of its own, also where it would be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialOpening {
    /// Which day.
    pub date: NaiveDate,
    /// Its hours.
    pub spans: Vec<Span>,
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl DayOfWeek {
    fn of(date: NaiveDate) -> Self {
        match date.weekday() {
            chrono::Weekday::Mon => DayOfWeek::Monday,
            chrono::Weekday::Tue => DayOfWeek::Tuesday,
            chrono::Weekday::Wed => DayOfWeek::Wednesday,
            chrono::Weekday::Thu => DayOfWeek::Thursday,
            chrono::Weekday::Fri => DayOfWeek::Friday,
            chrono::Weekday::Sat => DayOfWeek::Saturday,
            chrono::Weekday::Sun => DayOfWeek::Sunday,
        }
    }
}

/// The opening hours of an office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Open at any hour; the service day then rolls at this time. Nothing else is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub always_rolls_at: Option<TimeOfDay>,
    /// The hours of an ordinary week.
    #[serde(default)]
    pub week: BTreeMap<DayOfWeek, Vec<Span>>,
    /// Whether national holidays are closures.
    #[serde(default)]
    pub national_holidays: bool,
    /// Local holidays that come every year, written MM-DD, such as the patron's day.
    #[serde(default)]
    pub local_holidays: BTreeSet<String>,
    /// Days on which the doors stay closed.
    #[serde(default)]
    pub closures: Vec<Closure>,
    /// Days with hours of their own; they win over closures and holidays.
    #[serde(default)]
    pub special_openings: Vec<SpecialOpening>,
}

/// What is wrong with the hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursMistake {
    /// A span ends before it starts, or starts before the one in front has ended.
    #[error("{day}: the spans must follow each other and end after they start")]
    Spans {
        /// Which day.
        day: String,
    },
    /// Too many spans in a day.
    #[error("{day}: more than {SPANS_MAX} spans")]
    TooManySpans {
        /// Which day.
        day: String,
    },
    /// Too many closures or special openings.
    #[error("more than {EXCEPTIONS_MAX} {what}")]
    TooManyExceptions {
        /// Which list.
        what: &'static str,
    },
    /// A closure that ends before it starts.
    #[error("the closure from {from} ends before it starts")]
    Closure {
        /// Its first day.
        from: NaiveDate,
    },
    /// A local holiday that is no month and day.
    #[error("{0:?} is no month and day (MM-DD)")]
    LocalHoliday(String),
    /// Two special openings of one day.
    #[error("two special openings on {0}")]
    TwoSpecialOpenings(NaiveDate),
    /// The office would never open.
    #[error("the office never opens: give it a week, special openings or always_rolls_at")]
    NeverOpen,
}

/// A stretch of time in which the doors are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Doors open.
    pub from: Moment,
    /// Doors close.
    pub until: Moment,
}

/// A service day as the hours foresee it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceDayPlan {
    /// The date it is named by.
    pub date: NaiveDate,
    /// From when numbers are given.
    pub take_from: Moment,
    /// When the doors first open.
    pub opens: Moment,
    /// When the doors last close.
    pub closes: Moment,
    /// When whoever still waits lapses.
    pub ends: Moment,
}

impl Hours {
    /// Everything that is wrong with the hours.
    pub fn check(&self) -> Vec<HoursMistake> {
        let mut found = Vec::new();
        if self.always_rolls_at.is_some() {
            return found;
        }
        for (day, spans) in &self.week {
            check_spans(&format!("{day:?}"), spans, &mut found);
        }
        let mut dates = BTreeSet::new();
        for special in &self.special_openings {
            check_spans(&special.date.to_string(), &special.spans, &mut found);
            if !dates.insert(special.date) {
                found.push(HoursMistake::TwoSpecialOpenings(special.date));
            }
        }
        for (what, count) in
            [("closures", self.closures.len()), ("special openings", self.special_openings.len())]
        {
            if count > EXCEPTIONS_MAX {
                found.push(HoursMistake::TooManyExceptions { what });
            }
        }
        found.extend(
            self.closures
                .iter()
                .filter(|closure| closure.until.is_some_and(|until| until < closure.from))
                .map(|closure| HoursMistake::Closure { from: closure.from }),
        );
        // 2028 is a leap year: 29 February is a month and day.
        let is_date = |text: &str| NaiveDate::parse_from_str(&format!("2028-{text}"), "%Y-%m-%d").is_ok();
        found.extend(
            self.local_holidays
                .iter()
                .filter(|text| text.len() != 5 || !is_date(text))
                .map(|text| HoursMistake::LocalHoliday(text.clone())),
        );
        if self.week.values().chain(self.special_openings.iter().map(|s| &s.spans)).all(Vec::is_empty) {
            found.push(HoursMistake::NeverOpen);
        }
        found
    }

    /// The spans of a date, in order.
    pub fn spans_on(&self, date: NaiveDate) -> &[Span] {
        if let Some(special) = self.special_openings.iter().find(|special| special.date == date) {
            return &special.spans;
        }
        if self.closure_on(date).is_some() || self.is_holiday(date) {
            return &[];
        }
        self.week.get(&DayOfWeek::of(date)).map_or(&[], Vec::as_slice)
    }

    /// The closure that a date falls into, if any.
    pub fn closure_on(&self, date: NaiveDate) -> Option<&Closure> {
        self.closures
            .iter()
            .find(|closure| (closure.from..=closure.until.unwrap_or(closure.from)).contains(&date))
    }

    fn is_holiday(&self, date: NaiveDate) -> bool {
        let local = date.format("%m-%d").to_string();
        (self.national_holidays && holidays::is_national(date)) || self.local_holidays.contains(&local)
    }

    /// The openings named by a date, in order.
    pub fn openings_on(&self, date: NaiveDate, zone: Tz) -> Vec<Opening> {
        let opening = |from, until| {
            let opening = Opening { from: instant(date, from, zone, Edge::Opening)?, until };
            (opening.from < opening.until).then_some(opening)
        };
        match self.always_rolls_at {
            Some(rolls_at) => date
                .checked_add_days(Days::new(1))
                .and_then(|next| instant(next, rolls_at, zone, Edge::Opening))
                .and_then(|until| opening(rolls_at, until))
                .into_iter()
                .collect(),
            None => self
                .spans_on(date)
                .iter()
                .filter_map(|span| opening(span.from, instant(date, span.until, zone, Edge::Closing)?))
                .collect(),
        }
    }

    /// The opening that holds `now`, if the doors are open.
    pub fn opening_at(&self, now: Moment, zone: Tz) -> Option<Opening> {
        dates_around(now, zone)
            .flat_map(|date| self.openings_on(date, zone))
            .find(|opening| opening.from <= now && now < opening.until)
    }

    /// The first opening that starts after `now`, within [`SEARCH_DAYS_MAX`] days.
    pub fn next_opening(&self, now: Moment, zone: Tz) -> Option<Opening> {
        dates_from(now, zone).flat_map(|date| self.openings_on(date, zone)).find(|opening| opening.from > now)
    }

    /// Whether numbers can be taken: from `lead` before each opening until its end.
    pub fn takes_numbers(&self, now: Moment, zone: Tz, lead: Duration) -> bool {
        self.opening_at(now, zone).is_some()
            || self.next_opening(now, zone).is_some_and(|opening| opening.from.minus(lead) <= now)
    }

    /// When numbers can be taken again, seen from a moment at which they cannot.
    pub fn reopens(&self, now: Moment, zone: Tz, lead: Duration) -> Option<Moment> {
        self.next_opening(now, zone).map(|opening| opening.from.minus(lead).max(now))
    }

    /// The service day named by a date, if the doors open on it.
    pub fn plan_on(&self, date: NaiveDate, zone: Tz, lead: Duration) -> Option<ServiceDayPlan> {
        let openings = self.openings_on(date, zone);
        let (first, last) = (openings.first()?, openings.last()?);
        let (take_from, ends) = match self.always_rolls_at {
            Some(_) => (first.from, last.until),
            None => (first.from.minus(lead), last.until.plus(ENDS_AFTER)),
        };
        Some(ServiceDayPlan { date, take_from, opens: first.from, closes: last.until, ends })
    }

    /// The service day that holds `now`; of two that overlap, the later one.
    pub fn plan_at(&self, now: Moment, zone: Tz, lead: Duration) -> Option<ServiceDayPlan> {
        dates_around(now, zone)
            .filter_map(|date| self.plan_on(date, zone, lead))
            .filter(|plan| plan.take_from <= now && now < plan.ends)
            .last()
    }

    /// The first service day that begins after `now`, within [`SEARCH_DAYS_MAX`] days.
    pub fn next_plan_after(&self, now: Moment, zone: Tz, lead: Duration) -> Option<ServiceDayPlan> {
        dates_from(now, zone)
            .filter_map(|date| self.plan_on(date, zone, lead))
            .find(|plan| plan.take_from > now)
    }
}

fn check_spans(day: &str, spans: &[Span], found: &mut Vec<HoursMistake>) {
    if spans.len() > SPANS_MAX {
        found.push(HoursMistake::TooManySpans { day: day.to_owned() });
    }
    let each_ends_later = spans.iter().all(|span| span.from < span.until);
    let in_order = spans.windows(2).all(|pair| pair[0].until <= pair[1].from);
    if !each_ends_later || !in_order {
        found.push(HoursMistake::Spans { day: day.to_owned() });
    }
}

/// Yesterday, today and tomorrow of the office: an opening at `now` is named by one of them.
fn dates_around(now: Moment, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let today = now.utc().with_timezone(&zone).date_naive();
    [today.pred_opt(), Some(today), today.succ_opt()].into_iter().flatten()
}

fn dates_from(now: Moment, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let today = now.utc().with_timezone(&zone).date_naive();
    (0..=SEARCH_DAYS_MAX).filter_map(move |days| today.checked_add_days(Days::new(days)))
}

#[derive(Clone, Copy)]
enum Edge {
    Opening,
    Closing,
}

/// The instant of a wall-clock time; see the rule at the top of the module.
fn instant(date: NaiveDate, time: TimeOfDay, zone: Tz, edge: Edge) -> Option<Moment> {
    let wall = date.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::minutes(i64::from(time.minutes())))?;
    let found: Option<DateTime<Tz>> = match (zone.from_local_datetime(&wall), edge) {
        (chrono::LocalResult::Single(at), _) => Some(at),
        (chrono::LocalResult::Ambiguous(earlier, _), Edge::Opening) => Some(earlier),
        (chrono::LocalResult::Ambiguous(_, later), Edge::Closing) => Some(later),
        (chrono::LocalResult::None, _) => after_gap(wall, zone),
    };
    found.map(|at| Moment::new(at.with_timezone(&Utc)))
}

/// The first instant after a gap that holds `wall`; gaps are at most three hours long.
fn after_gap(wall: chrono::NaiveDateTime, zone: Tz) -> Option<DateTime<Tz>> {
    (1..=180).find_map(|minutes| {
        let later = wall.checked_add_signed(TimeDelta::minutes(minutes))?;
        zone.from_local_datetime(&later).earliest()
    })
}
