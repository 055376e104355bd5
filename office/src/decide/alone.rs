//! Decisions about numbers that a totem gives while it is alone.
//!
//! What was given is on somebody's slip: it is taken in whatever has become of the office meanwhile. Where
//! nobody serves what it is for any more, the welcome desk sees to it; where its date is over, that is noted.

use crate::alone::{BLOCK_LEN, BLOCKS_MAX, is_about_to_open, wanted};
use crate::catalogue::LEGS_MAX;
use crate::command::GivenAlone;
use crate::configuration::Configuration;
use crate::event::{Channel, Fact, MoveTo};
use crate::floor::{Floor, ServiceDay};
use crate::hours::LEAD_MAX;
use crate::id::{DeviceId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::Series;
use crate::refusal::Refusal;
use crate::ticket::{Step, after};
use chrono::NaiveDate;
use std::num::NonZeroU32;

/// Grants a device the next numbers of a date; nothing where the date wants none, or the device has had its
/// share.
pub fn grant(floor: &Floor, device: &DeviceId, date: NaiveDate, now: Moment) -> Vec<Fact> {
    let of_date = floor.blocks.on(date);
    let has_share = of_date.blocks_of(device) < BLOCKS_MAX;
    let last = of_date.last();
    let first = last.checked_add(1).and_then(NonZeroU32::new);
    let last = last.checked_add(BLOCK_LEN).and_then(NonZeroU32::new);
    match (first, last) {
        (Some(first), Some(last)) if has_share && wanted(floor, now).contains(&date) => {
            vec![Fact::BlockGranted { device: device.clone(), date, series: Series::OFFLINE, first, last }]
        }
        _ => Vec::new(),
    }
}

/// Takes in a number; nothing where it is here already, or its date is just about to open.
///
/// # Errors
/// Where the number was never this device's to give.
pub fn take_in(floor: &Floor, given: &GivenAlone, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let count = given.number.count();
    let of_date = floor.blocks.on(given.date);
    let block = of_date.block_of(count);
    let is_of_another = block.is_some_and(|block| block.device != given.device);
    if given.number.series() != Series::OFFLINE || is_of_another {
        return Err(Refusal::UnknownSlip);
    }
    if floor.blocks.has_come_in(given.date, count) || is_about_to_open(floor, given.date, now) {
        return Ok(Vec::new());
    }
    let open = floor.day.filter(|day| day.date == given.date && now < day.ends).zip(floor.rules());
    let Some((day, rules)) = open else { return Ok(vec![unserved(given)]) };
    let granted_at = block.map(|block| block.granted_at);
    issue(floor, given, rules, (day, granted_at), now)
}

fn unserved(given: &GivenAlone) -> Fact {
    Fact::NumberUnserved {
        device: given.device.clone(),
        date: given.date,
        number: given.number,
        service: given.service.clone(),
        taken_at: given.taken_at,
    }
}

fn issue(
    floor: &Floor,
    given: &GivenAlone,
    rules: &Configuration,
    (day, granted_at): (ServiceDay, Option<Moment>),
    now: Moment,
) -> Result<Vec<Fact>, Refusal> {
    let services = still_served(rules, given);
    let is_served = !services.is_empty();
    let mut services = services.into_iter();
    let stranded = || rules.service(&given.service).or(rules.services.first()).map(|plan| plan.id.clone());
    let Some(service) = services.next().or_else(stranded) else { return Ok(vec![unserved(given)]) };
    let id = format!("{}-{}-{}", floor.office, given.date.format("%Y%m%d"), given.number);
    let ticket = TicketId::new(&id).map_err(|_| Refusal::SeriesExhausted)?;
    let earliest = granted_at.max(given.linked_at).unwrap_or_else(|| day.opens.minus(LEAD_MAX));
    let issued = Fact::TicketIssued {
        ticket: ticket.clone(),
        number: given.number,
        service,
        joined_at: given.taken_at.max(earliest).min(now),
        channel: Channel::Totem,
        class: given.class,
        quote: None,
        then: services.collect(),
        against: None,
        booking: None,
        due: None,
    };
    let to_welcome = (!is_served).then_some(Fact::LegMoved { ticket, leg: 1, to: MoveTo::Welcome });
    Ok(unseen(floor, given).into_iter().chain([issued]).chain(to_welcome).collect())
}

/// What of a visit some desk still takes, each once.
fn still_served(rules: &Configuration, given: &GivenAlone) -> Vec<ServiceId> {
    let mut services: Vec<ServiceId> = Vec::new();
    for service in std::iter::once(&given.service).chain(&given.then) {
        let is_served = rules.service(service).is_some() && rules.desks_for(service).next().is_some();
        if is_served && !services.contains(service) && services.len() < LEGS_MAX {
            services.push(service.clone());
        }
    }
    services
}

/// The number that the same visit was given by the office, in an answer that never reached the totem: nobody
/// has seen it, nobody will come for it.
fn unseen(floor: &Floor, given: &GivenAlone) -> Option<Fact> {
    let ticket = floor.tickets.get(given.in_place_of.as_ref()?)?;
    after(ticket.state(), Step::Leave)?;
    Some(Fact::TicketLeft { ticket: ticket.id.clone() })
}
