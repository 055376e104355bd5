//! Decisions about the service day and the configuration.
//!
//! A clock that was wrong leaves its mark here and nowhere else. A day that it has opened far ahead
//! gives way to the first new day of the clock put right; a date that it has closed too early is
//! opened again, and its numbers go on where they were.

use super::ticket::ABSENT_LIMIT;
use crate::configuration::{Configuration, Version};
use crate::due::opens_again;
use crate::event::Fact;
use crate::floor::{DeskState, Floor, ServiceDay};
use crate::hours::{SEARCH_DAYS_MAX, ServiceDayPlan};
use crate::moment::Moment;
use crate::number::Series;
use crate::refusal::Refusal;
use std::collections::BTreeMap;

/// What time has made due: the day's end, an absence that has lasted too long, a new day.
pub fn tick(floor: &Floor, now: Moment) -> Vec<Fact> {
    let Some(rules) = floor.rules() else { return Vec::new() };
    let mut facts = Vec::new();
    match floor.day {
        Some(day) if now >= day.ends => {
            facts.extend(close_day(floor, day));
            facts.extend(open_day(floor, rules, now));
        }
        Some(day) if day.lies_ahead(now) && open_day(floor, rules, now).is_some() => {
            facts.extend(close_day(floor, day));
            facts.extend(open_day(floor, rules, now));
        }
        Some(_) => facts.extend(lapse_absent(floor, now)),
        None => facts.extend(open_day(floor, rules, now)),
    }
    facts
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
    let (Some(plan), Some((version, _))) = (opens_again(floor, now), &floor.configuration) else {
        return Vec::new();
    };
    let mut facts = floor.day.map_or_else(Vec::new, |day| close_day(floor, day));
    facts.push(opened(&plan, *version, given.clone()));
    facts
}

fn open_day(floor: &Floor, rules: &Configuration, now: Moment) -> Option<Fact> {
    let (zone, lead) = (rules.office.zone, rules.take_from_lead());
    let plan = rules.hours.plan_at(now, zone, lead).filter(|plan| !floor.dates.contains(&plan.date))?;
    let (version, _) = floor.configuration.as_ref()?;
    Some(opened(&plan, *version, BTreeMap::new()))
}

fn opened(plan: &ServiceDayPlan, configuration: Version, given: BTreeMap<Series, u32>) -> Fact {
    Fact::DayOpened {
        date: plan.date,
        opens: plan.opens,
        closes: plan.closes,
        ends: plan.ends,
        configuration,
        given,
    }
}

/// When numbers can be taken again, seen from a moment at which they cannot.
pub(super) fn reopens(floor: &Floor, now: Moment) -> Option<Moment> {
    let rules = floor.rules()?;
    let (hours, zone, lead) = (&rules.hours, rules.office.zone, rules.take_from_lead());
    let is_new = |plan: &ServiceDayPlan| !floor.dates.contains(&plan.date);
    let goes_on = floor.day.is_some_and(|day| now < day.ends);
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

/// Puts a stored configuration into force; nobody's place changes.
pub fn adopt(floor: &Floor, version: Version) -> Result<Vec<Fact>, Refusal> {
    if floor.configuration.as_ref().is_some_and(|(in_force, _)| *in_force == version) {
        return Ok(Vec::new());
    }
    if !floor.configurations.contains_key(&version) {
        return Err(Refusal::UnknownConfiguration { version: version.0 });
    }
    Ok(vec![Fact::ConfigurationAdopted { version }])
}
