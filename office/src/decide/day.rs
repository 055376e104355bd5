//! Decisions about the service day and the configuration.

use super::ticket::ABSENT_LIMIT;
use crate::configuration::{Configuration, Version};
use crate::event::Fact;
use crate::floor::{DeskState, Floor, ServiceDay};
use crate::moment::Moment;
use crate::refusal::Refusal;
use std::collections::BTreeSet;

/// What time has made due: the day's end, an absence that has lasted too long, a new day.
pub fn tick(floor: &Floor, now: Moment) -> Vec<Fact> {
    let Some(rules) = floor.rules() else { return Vec::new() };
    let mut facts = Vec::new();
    match floor.day {
        Some(day) if now >= day.ends => {
            facts.extend(close_day(floor, day));
            facts.extend(open_day(floor, rules, now));
        }
        Some(_) => facts.extend(lapse_absent(floor, now)),
        None => facts.extend(open_day(floor, rules, now)),
    }
    facts
}

fn close_day(floor: &Floor, day: ServiceDay) -> Vec<Fact> {
    let mut unfinished: Vec<_> =
        floor.tickets.values().filter(|ticket| !ticket.state().is_final()).collect();
    unfinished.sort_by_key(|ticket| ticket.seq);
    let lapsed = unfinished.into_iter().map(|ticket| Fact::TicketLapsed { ticket: ticket.id.clone() });
    let closed = floor
        .desks
        .iter()
        .filter(|(_, on_floor)| on_floor.state != DeskState::Closed)
        .map(|(desk, _)| Fact::DeskClosed { desk: desk.clone() });
    lapsed.chain(closed).chain([Fact::DayClosed { date: day.date }]).collect()
}

fn open_day(floor: &Floor, rules: &Configuration, now: Moment) -> Option<Fact> {
    let plan = rules.hours.plan_at(now, rules.office.zone, rules.take_from_lead())?;
    let (version, _) = floor.configuration.as_ref()?;
    let used: &BTreeSet<_> = &floor.dates;
    (!used.contains(&plan.date)).then_some(Fact::DayOpened {
        date: plan.date,
        opens: plan.opens,
        closes: plan.closes,
        ends: plan.ends,
        configuration: *version,
    })
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
