//! The service days that follow from the hours.

use super::{Hours, dates_around, dates_from};
use crate::moment::Moment;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::time::Duration;

/// How long after the last closing time a service day ends.
pub const ENDS_AFTER: Duration = Duration::from_secs(3 * 3600);
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
