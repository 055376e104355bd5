//! When an office is open, in its own time zone; and the service days that follow from it.
//!
//! Wall-clock times that do not exist (spring) move to the first instant after the gap; of those
//! that exist twice (autumn) an opening takes the earlier and a closing the later instant, so that
//! nobody stands before a door that the clock on the wall calls open. 24:00 is the first instant of
//! the next date. An opening that a gap swallows whole falls out; one that would begin before the
//! opening in front has ended begins where that ends.

use crate::holidays::{self, DayOfYear};
use crate::language::Text;
use crate::moment::Moment;
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod mistake;
mod service_day;
mod wall;

pub use mistake::HoursMistake;
pub(crate) use mistake::spans_fit;
pub use service_day::{ENDS_AFTER, LEAD_MAX, ServiceDayPlan};
pub use wall::{BadTimeOfDay, TimeOfDay};
use wall::{Edge, instant};

/// How many days ahead an opening is searched: more than a year, so that the next season of an
/// office that opens in summer only is found.
pub const SEARCH_DAYS_MAX: u64 = 400;
/// Most closures, and most special openings, of one office.
pub const EXCEPTIONS_MAX: usize = 400;
/// Most local holidays of one office.
pub const LOCAL_HOLIDAYS_MAX: usize = 20;
/// Most spans of one day.
pub const SPANS_MAX: usize = 6;
/// The spans of an office that is always open.
const WHOLE_DAY: [Span; 1] = [Span { from: TimeOfDay::MIDNIGHT, until: TimeOfDay::END_OF_DAY }];

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
    /// The last day, closed too; the first one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    /// Every day of the week, in order.
    pub const ALL: [DayOfWeek; 7] = [
        DayOfWeek::Monday,
        DayOfWeek::Tuesday,
        DayOfWeek::Wednesday,
        DayOfWeek::Thursday,
        DayOfWeek::Friday,
        DayOfWeek::Saturday,
        DayOfWeek::Sunday,
    ];

    /// The day of the week of a date.
    pub fn of(date: NaiveDate) -> Self {
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
    pub local_holidays: BTreeSet<DayOfYear>,
    /// Days on which the doors stay closed.
    #[serde(default)]
    pub closures: Vec<Closure>,
    /// Days with hours of their own; they win over closures and holidays.
    #[serde(default)]
    pub special_openings: Vec<SpecialOpening>,
}

/// A stretch of time in which the doors are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Doors open.
    pub from: Moment,
    /// Doors close.
    pub until: Moment,
}

impl Hours {
    /// The spans of a date, in order.
    pub fn spans_on(&self, date: NaiveDate) -> &[Span] {
        if self.always_rolls_at.is_some() {
            return &WHOLE_DAY;
        }
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
        (self.national_holidays && holidays::is_national(date))
            || self.local_holidays.contains(&DayOfYear::of(date))
    }

    /// The openings named by a date, in order; none overlaps another.
    ///
    /// That of an office that is always open runs from the time it rolls at to that of the next date.
    pub fn openings_on(&self, date: NaiveDate, zone: Tz) -> Vec<Opening> {
        let mut openings: Vec<Opening> = Vec::new();
        let mut add = |from: Option<Moment>, until: Option<Moment>| {
            let (Some(from), Some(until)) = (from, until) else { return };
            let from = openings.last().map_or(from, |in_front| from.max(in_front.until));
            if from < until {
                openings.push(Opening { from, until });
            }
        };
        if let Some(rolls_at) = self.always_rolls_at {
            let rolls_on = |date| instant(date, rolls_at, zone, Edge::Opening);
            add(rolls_on(date), date.succ_opt().and_then(rolls_on));
            return openings;
        }
        for span in self.spans_on(date) {
            add(
                instant(date, span.from, zone, Edge::Opening),
                instant(date, span.until, zone, Edge::Closing),
            );
        }
        openings
    }

    /// Whether the doors are open.
    pub fn is_open(&self, now: Moment, zone: Tz) -> bool {
        self.opening_at(now, zone).is_some()
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
}

/// The office's date at `now`.
pub fn date_at(now: Moment, zone: Tz) -> NaiveDate {
    now.utc().with_timezone(&zone).date_naive()
}

/// Yesterday, today and tomorrow of the office: an opening at `now` is named by one of them.
fn dates_around(now: Moment, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let today = date_at(now, zone);
    [today.pred_opt(), Some(today), today.succ_opt()].into_iter().flatten()
}

fn dates_from(now: Moment, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let today = date_at(now, zone);
    (0..=SEARCH_DAYS_MAX).filter_map(move |days| today.checked_add_days(Days::new(days)))
}

#[cfg(test)]
mod tests;
