//! When time next has something to do.

use crate::configuration::Configuration;
use crate::decide::{self, ABSENT_LIMIT, draw_at};
use crate::floor::Floor;
use crate::hours::ServiceDayPlan;
use crate::id::{PlanId, WishId};
use crate::moment::Moment;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The earliest moment at which [`crate::command::Order::Tick`] may change something, or a draw is to be
/// held, seen from `now`; never before `now`. `None` where nothing is due in the searched future.
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
    let agenda_due = decide::next_due(floor).into_iter().chain(next_draw(floor));
    day_due.into_iter().chain(absent_due).chain(agenda_due).min().map(|due| due.max(now))
}

/// The draws that are to be held now, each with [`crate::command::Order::HoldDraw`]: plan and date.
pub fn draws_due(floor: &Floor, now: Moment) -> Vec<(PlanId, NaiveDate)> {
    let Some(rules) = floor.rules() else { return Vec::new() };
    let is_due = |(plan, date): &&(PlanId, NaiveDate)| draw_at(rules, plan, *date).is_none_or(|at| at <= now);
    floor.agenda.draws.keys().filter(is_due).cloned().collect()
}

/// When the next draw is to be held.
fn next_draw(floor: &Floor) -> Option<Moment> {
    let rules = floor.rules()?;
    let joined_at = |wishes: &BTreeMap<u64, WishId>| {
        let first = wishes.values().next()?;
        floor.agenda.wishes.get(first).map(|wish| wish.made_at)
    };
    let held_at = |((plan, date), wishes): (&(PlanId, NaiveDate), &BTreeMap<u64, WishId>)| {
        draw_at(rules, plan, *date).or_else(|| joined_at(wishes))
    };
    floor.agenda.draws.iter().filter_map(held_at).min()
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
