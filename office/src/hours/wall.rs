//! Times on the wall, and the instants they stand for in a zone.

use crate::moment::Moment;
use chrono::{LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A time of the day on the wall, minutes after midnight, 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

/// A text that is no time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time of the day is written HH:MM, from 00:00 to 24:00")]
pub struct BadTimeOfDay;

impl TimeOfDay {
    /// 00:00.
    pub const MIDNIGHT: TimeOfDay = TimeOfDay(0);
    /// 24:00, the midnight at the end of the day.
    pub const END_OF_DAY: TimeOfDay = TimeOfDay(1440);

    /// The time `minutes` after midnight, up to 1440.
    pub fn from_minutes(minutes: u16) -> Result<Self, BadTimeOfDay> {
        if minutes <= Self::END_OF_DAY.0 { Ok(Self(minutes)) } else { Err(BadTimeOfDay) }
    }

    /// The instant of this time on a date, as something begins.
    pub fn opening_on(self, date: NaiveDate, zone: Tz) -> Option<Moment> {
        instant(date, self, zone, Edge::Opening)
    }

    /// The instant of this time on a date, as something ends.
    pub fn closing_on(self, date: NaiveDate, zone: Tz) -> Option<Moment> {
        instant(date, self, zone, Edge::Closing)
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

/// Which end of an opening a wall time is.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    /// Its beginning.
    Opening,
    /// Its end.
    Closing,
}

/// The instant of a wall-clock time; see the rule at the top of [`super`].
pub(super) fn instant(date: NaiveDate, time: TimeOfDay, zone: Tz, edge: Edge) -> Option<Moment> {
    let after_midnight = TimeDelta::minutes(i64::from(time.minutes()));
    let wall = date.and_time(NaiveTime::MIN).checked_add_signed(after_midnight)?;
    let at = match (zone.from_local_datetime(&wall), edge) {
        (LocalResult::Single(at), _) => at,
        (LocalResult::Ambiguous(_, later), Edge::Closing) if time < TimeOfDay::END_OF_DAY => later,
        (LocalResult::Ambiguous(earlier, _), Edge::Opening | Edge::Closing) => earlier,
        (LocalResult::None, _) => GapInfo::new(&wall, &zone)?.end?,
    };
    Some(Moment::new(at.to_utc()))
}
