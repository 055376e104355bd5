//! When time next has something to do.

use crate::configuration::Configuration;
use crate::decide::ABSENT_LIMIT;
use crate::floor::Floor;
use crate::moment::Moment;

/// The earliest moment at which [`crate::command::Order::Tick`] may change something, seen from
/// `now`; never before `now`. `None` where nothing is due in the searched future.
pub fn next_due(floor: &Floor, now: Moment) -> Option<Moment> {
    let rules = floor.rules()?;
    let day_due = match floor.day {
        Some(day) => Some(day.ends),
        None => next_day(floor, rules, now),
    };
    let absent_due = floor
        .absent
        .iter()
        .filter_map(|id| floor.tickets.get(id))
        .map(|ticket| ticket.leg().changed_at.plus(ABSENT_LIMIT))
        .min();
    day_due.into_iter().chain(absent_due).min().map(|due| due.max(now))
}

fn next_day(floor: &Floor, rules: &Configuration, now: Moment) -> Option<Moment> {
    let zone = rules.office.zone;
    let lead = rules.take_from_lead();
    match rules.hours.plan_at(now, zone, lead) {
        Some(plan) if !floor.dates.contains(&plan.date) => Some(now),
        _ => rules.hours.next_plan_after(now, zone, lead).map(|plan| plan.take_from),
    }
}
