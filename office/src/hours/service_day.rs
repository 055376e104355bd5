//! The service days that follow from the hours.
//!
//! ```text
//! take_from     opens                          closes          ends
//!     |  lead     |  openings, with their breaks  |  three hours  |
//! ```
//!
//! Two service days never overlap: numbers of a date are not taken before the doors of the date in
//! front have closed, and that date's service day ends, at the latest, where they begin. An office
//! that is always open has neither lead nor rest: each service day ends where the next one begins.

use super::{Hours, dates_around, dates_from};
use crate::moment::Moment;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::time::Duration;

/// How long after the last closing time a service day ends.
pub const ENDS_AFTER: Duration = Duration::from_secs(3 * 3600);
/// How long before an opening numbers can be taken at most; a longer lead counts as this.
pub const LEAD_MAX: Duration = Duration::from_secs(12 * 3600);

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
        let takes_from = |from: Moment| from.minus(lead.min(LEAD_MAX));
        dates_around(now, zone)
            .flat_map(|date| self.openings_on(date, zone))
            .any(|opening| takes_from(opening.from) <= now && now < opening.until)
    }

    /// When numbers can be taken again, seen from a moment at which they cannot.
    pub fn reopens(&self, now: Moment, zone: Tz, lead: Duration) -> Option<Moment> {
        self.next_opening(now, zone).map(|opening| opening.from.minus(lead.min(LEAD_MAX)).max(now))
    }

    /// The service day named by a date, if the doors open on it.
    pub fn plan_on(&self, date: NaiveDate, zone: Tz, lead: Duration) -> Option<ServiceDayPlan> {
        let openings = self.openings_on(date, zone);
        let (opens, closes) = (openings.first()?.from, openings.last()?.until);
        if self.always_rolls_at.is_some() {
            return Some(ServiceDayPlan { date, take_from: opens, opens, closes, ends: closes });
        }
        let take_from = self.take_from(date, opens, zone, lead);
        let next_take_from = date.succ_opt().and_then(|next| {
            let next_opens = self.openings_on(next, zone).first()?.from;
            Some(self.take_from(next, next_opens, zone, lead))
        });
        let rested = closes.plus(ENDS_AFTER);
        let ends = next_take_from.map_or(rested, |next| next.min(rested));
        Some(ServiceDayPlan { date, take_from, opens, closes, ends })
    }

    /// From when numbers of `date` are taken: not while the doors of the date in front are open.
    fn take_from(&self, date: NaiveDate, opens: Moment, zone: Tz, lead: Duration) -> Moment {
        let take_from = opens.minus(lead.min(LEAD_MAX));
        let closed_before =
            date.pred_opt().and_then(|before| Some(self.openings_on(before, zone).last()?.until));
        closed_before.map_or(take_from, |closed| take_from.max(closed))
    }

    /// The service day that holds `now`: from its `take_from` until before it ends.
    pub fn plan_at(&self, now: Moment, zone: Tz, lead: Duration) -> Option<ServiceDayPlan> {
        dates_around(now, zone)
            .filter_map(|date| self.plan_on(date, zone, lead))
            .find(|plan| plan.take_from <= now && now < plan.ends)
    }

    /// The first service day that begins after `now`, within [`super::SEARCH_DAYS_MAX`] days.
    pub fn next_plan_after(&self, now: Moment, zone: Tz, lead: Duration) -> Option<ServiceDayPlan> {
        dates_from(now, zone)
            .filter_map(|date| self.plan_on(date, zone, lead))
            .find(|plan| plan.take_from > now)
    }
}
