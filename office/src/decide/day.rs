//! Decisions about the service day.
//!
//! A clock that was wrong leaves its mark here and nowhere else. A day that it has opened far ahead
//! gives way to the first new day of the clock put right; a date that it has closed too early is
//! opened again, and its numbers go on where they were.

use super::ticket::ABSENT_LIMIT;
use crate::due::opens_again;
use crate::event::Fact;
use crate::floor::{DeskState, Floor, ServiceDay};
use crate::hours::{SEARCH_DAYS_MAX, ServiceDayPlan};
use crate::moment::Moment;
use crate::number::Series;
use std::collections::BTreeMap;

/// What time has made due: the day's end, an absence that has lasted too long, a new day.
pub fn tick(floor: &Floor, now: Moment) -> Vec<Fact> {
    match floor.day {
        Some(day) if now >= day.ends => {
            let mut facts = close_day(floor, day);
            facts.extend(open_day(floor, now));
            facts
        }
        Some(day) if day.lies_ahead(now) => {
            let opened = open_day(floor, now);
            if opened.is_empty() {
                return lapse_absent(floor, now).collect();
            }
            close_day(floor, day).into_iter().chain(opened).collect()
        }
        Some(_) => lapse_absent(floor, now).collect(),
        None => open_day(floor, now),
    }
}

fn close_day(floor: &Floor, day: ServiceDay) -> Vec<Fact> {
    let mut unfinished: Vec<_> = floor.tickets.values().filter(|ticket| !ticket.state().is_final()).collect();
    unfinished.sort_by_key(|ticket| ticket.seq);
    let lapsed = unfinished.into_iter().map(|ticket| Fact::TicketLapsed { ticket: ticket.id.clone() });
    let closed = floor
        .desks
        .iter()
        .filter(|(_, on_floor)| on_floor.state != DeskState::Closed)
        .map(|(desk, _)| Fact::DeskClosed { desk: desk.clone() });
    lapsed.chain(closed).chain([Fact::DayClosed { date: day.date }]).collect()
}

/// Opens a date once more; its tickets have lapsed, its numbers go on after those `given`.
pub fn open_again(floor: &Floor, given: &BTreeMap<Series, u32>, now: Moment) -> Vec<Fact> {
    let Some(plan) = opens_again(floor, now) else { return Vec::new() };
    let mut facts = floor.day.map_or_else(Vec::new, |day| close_day(floor, day));
    facts.extend(opened(floor, &plan, given.clone()));
    facts
}

fn open_day(floor: &Floor, now: Moment) -> Vec<Fact> {
    let Some((_, rules)) = floor.coming() else { return Vec::new() };
    let plan = rules.hours.plan_at(now, rules.office.zone, rules.take_from_lead());
    match plan.filter(|plan| !floor.dates.contains(&plan.date)) {
        Some(plan) => opened(floor, &plan, BTreeMap::new()),
        None => Vec::new(),
    }
}

/// A day opens under the configuration that was planned for it, which comes into force in front of it.
fn opened(floor: &Floor, plan: &ServiceDayPlan, given: BTreeMap<Series, u32>) -> Vec<Fact> {
    let Some((version, _)) = floor.coming() else { return Vec::new() };
    let is_new = floor.configuration.as_ref().is_none_or(|(in_force, _)| *in_force != version);
    let adopted = is_new.then_some(Fact::ConfigurationAdopted { version });
    let opened = Fact::DayOpened {
        date: plan.date,
        opens: plan.opens,
        closes: plan.closes,
        ends: plan.ends,
        configuration: version,
        given,
    };
    adopted.into_iter().chain([opened]).collect()
}

/// When numbers can be taken again, seen from a moment at which they cannot.
pub(super) fn reopens(floor: &Floor, now: Moment) -> Option<Moment> {
    let goes_on = floor.day.is_some_and(|day| now < day.ends);
    let rules = if goes_on { floor.rules()? } else { floor.coming()?.1 };
    let (hours, zone, lead) = (&rules.hours, rules.office.zone, rules.take_from_lead());
    let is_new = |plan: &ServiceDayPlan| !floor.dates.contains(&plan.date);
    if goes_on || hours.plan_at(now, zone, lead).is_some_and(|plan| is_new(&plan)) {
        // In a day that the clock has yet to open, that is at once.
        let at_once = !goes_on && hours.takes_numbers(now, zone, lead);
        return if at_once { Some(now) } else { hours.reopens(now, zone, lead) };
    }
    std::iter::successors(hours.next_plan_after(now, zone, lead), |plan| {
        hours.next_plan_after(plan.take_from, zone, lead)
    })
    .take(SEARCH_DAYS_MAX as usize)
    .find(is_new)
    .map(|plan| plan.take_from)
}

fn lapse_absent(floor: &Floor, now: Moment) -> impl Iterator<Item = Fact> + '_ {
    floor
        .absent
        .iter()
        .filter_map(|id| floor.tickets.get(id))
        .filter(move |ticket| now.since(ticket.leg().changed_at) >= ABSENT_LIMIT)
        .map(|ticket| Fact::TicketLapsed { ticket: ticket.id.clone() })
}
