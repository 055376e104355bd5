//! When time next has something to do.

use crate::configuration::Configuration;
use crate::decide::{ABSENT_LIMIT, due_at};
use crate::floor::Floor;
use crate::hours::ServiceDayPlan;
use crate::moment::Moment;

/// The earliest moment at which [`crate::command::Order::Tick`] may change something, seen from
/// `now`; never before `now`. `None` where nothing is due in the searched future.
pub fn next_due(floor: &Floor, now: Moment) -> Option<Moment> {
    let (_, rules) = floor.coming()?;
    let day_due = match floor.day {
        Some(day) if day.lies_ahead(now) => next_day(floor, rules, now).into_iter().chain([day.ends]).min(),
        Some(day) => Some(day.ends),
        None => next_day(floor, rules, now),
    };
    let absent_due = floor
        .absent
        .iter()
        .filter_map(|id| floor.tickets.get(id))
        .map(|ticket| ticket.leg().changed_at.plus(ABSENT_LIMIT))
        .min();
    let late = std::time::Duration::from_secs(u64::from(rules.agenda.late_min) * 60);
    let agenda_due =
        floor.agenda.occupied.iter().filter_map(|(_, id)| due_at(floor.agenda.bookings.get(id)?, late)).min();
    day_due.into_iter().chain(absent_due).chain(agenda_due).min().map(|due| due.max(now))
}

/// The service day that should be opened once more with [`crate::command::Order::OpenAgain`]: its
/// date has been closed, or left for one far ahead, while its doors are still to close. Only a clock
/// that was wrong brings that about, or longer hours adopted after the day has ended.
///
/// A day ahead in which somebody still waits goes on until the next new day: nobody loses a place.
pub fn opens_again(floor: &Floor, now: Moment) -> Option<ServiceDayPlan> {
    let (_, rules) = floor.coming()?;
    let is_free = match floor.day {
        None => true,
        Some(day) if day.lies_ahead(now) => floor.tickets.values().all(|ticket| ticket.state().is_final()),
        Some(day) => now >= day.ends,
    };
    let plan = rules.hours.plan_at(now, rules.office.zone, rules.take_from_lead())?;
    let is_wanted = floor.dates.contains(&plan.date) && now < plan.closes;
    (is_free && is_wanted && floor.day.is_none_or(|day| day.date != plan.date)).then_some(plan)
}

/// When the next service day would open under a configuration, seen from `now`; at once where one could
/// open already.
pub fn next_day(floor: &Floor, rules: &Configuration, now: Moment) -> Option<Moment> {
    let zone = rules.office.zone;
    let lead = rules.take_from_lead();
    match rules.hours.plan_at(now, zone, lead) {
        Some(plan) if !floor.dates.contains(&plan.date) => Some(now),
        _ => rules.hours.next_plan_after(now, zone, lead).map(|plan| plan.take_from),
    }
}
