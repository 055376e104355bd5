//! Decisions about the configuration in force.
//!
//! ```text
//! stored --adopt--------------------------------> in force
//! stored --plan--> planned --a service day opens--> in force
//!                     |
//!                     +--drop, or another one is planned or adopted
//! ```
//!
//! A configuration that comes into force while numbers are out moves nobody. One that would leave
//! somebody whom no desk could call any more is refused; planned for the next opening it is not, because
//! then nobody waits, unless somebody has an appointment for what it leaves to no desk. Other appointments
//! stay as they were made, whatever becomes of plans, hours and desks.

use crate::agenda::{Booking, BookingState, Place};
use crate::configuration::{Configuration, Version};
use crate::event::{Fact, Target};
use crate::floor::{DeskState, Floor};
use crate::id::{DeskId, ServiceId};
use crate::refusal::Refusal;
use crate::ticket::Ticket;
use std::collections::BTreeSet;

/// Puts a stored configuration into force; nobody's place changes.
pub fn adopt(floor: &Floor, version: Version) -> Result<Vec<Fact>, Refusal> {
    if is_in_force(floor, version) {
        return Ok(Vec::new());
    }
    match obstacles(floor, known(floor, version)?).into_iter().next() {
        Some(obstacle) => Err(obstacle),
        None => Ok(vec![Fact::ConfigurationAdopted { version }]),
    }
}

/// Puts a stored configuration into force when the next service day opens, in the place of any other
/// that was to.
pub fn plan(floor: &Floor, version: Version) -> Result<Vec<Fact>, Refusal> {
    if floor.planned == Some(version) || (floor.planned.is_none() && is_in_force(floor, version)) {
        return Ok(Vec::new());
    }
    match obstacles_later(floor, known(floor, version)?).into_iter().next() {
        Some(obstacle) => Err(obstacle),
        None => Ok(vec![Fact::AdoptionPlanned { version }]),
    }
}

/// Leaves what is in force at the next opening too.
pub fn drop_plan(floor: &Floor) -> Vec<Fact> {
    floor.planned.map(|version| Fact::AdoptionDropped { version }).into_iter().collect()
}

/// Everything for which a configuration cannot come into force now; nothing where it can.
///
/// As long as somebody has a number for a service, or is bound for a desk, the service has to be there
/// with a desk that takes it, and the desk has to be there. So does a desk that is open or rests: somebody
/// sits at it.
pub fn obstacles(floor: &Floor, document: &Configuration) -> Vec<Refusal> {
    let mut found = obstacles_later(floor, document);
    let has_desk = |desk: &DeskId| document.desk(desk).is_some();
    let mut unfinished: Vec<&Ticket> =
        floor.tickets.values().filter(|ticket| !ticket.state().is_final()).collect();
    unfinished.sort_by_key(|ticket| ticket.seq);
    let mut told: BTreeSet<&ServiceId> = BTreeSet::new();
    let mut desks_kept: BTreeSet<&DeskId> = BTreeSet::new();
    for ticket in unfinished {
        let leg = ticket.leg();
        let is_served = |service: &ServiceId| document.desks_for(service).next().is_some();
        let can_go_on = match &leg.target {
            Target::Skill => is_served(&leg.service),
            // These are called whatever the skills of a desk are.
            Target::Desk(_) | Target::Welcome => true,
        };
        let is_there = document.service(&leg.service).is_some() && can_go_on;
        let lost = (!is_there).then_some(&leg.service).into_iter();
        for service in lost.chain(ticket.then.iter().filter(|service| !is_served(service))) {
            if told.insert(service) {
                found.push(Refusal::ServiceInUse { service: service.clone(), number: ticket.number });
            }
        }
        if let Target::Desk(desk) = &leg.target {
            desks_kept.insert(desk);
        }
    }
    let occupied = floor
        .desks
        .iter()
        .filter(|(_, on_floor)| on_floor.state != DeskState::Closed || on_floor.ticket.is_some())
        .map(|(desk, _)| desk);
    desks_kept.extend(occupied);
    found.extend(
        desks_kept
            .into_iter()
            .filter(|desk| !has_desk(desk))
            .map(|desk| Refusal::DeskInUse { desk: desk.clone() }),
    );
    found
}

/// Everything for which a configuration cannot come into force when the next service day opens: the services
/// of the appointments that are still to come have to be there, each with a desk that takes it.
pub fn obstacles_later(floor: &Floor, document: &Configuration) -> Vec<Refusal> {
    let mut found: Vec<Refusal> = is_of(floor, document).err().into_iter().collect();
    let mut told: BTreeSet<&ServiceId> = BTreeSet::new();
    let to_come = floor.agenda.occupied.iter().filter_map(|(_, id)| floor.agenda.bookings.get(id));
    for booking in to_come.filter(|booking| booking.state != BookingState::CheckedIn) {
        let is_lost = |service: &&ServiceId| document.desks_for(service).next().is_none();
        for service in booking.services.iter().filter(is_lost) {
            if told.insert(service) {
                let start = booking.place.start;
                found.push(Refusal::ServiceBooked { service: service.clone(), start });
            }
        }
    }
    found
}

/// The appointments to come for which a configuration opens no doors, in the order of time. They stay as they
/// were made: whoever adopts it has to move them, or to be there.
pub fn displaced<'a>(floor: &'a Floor, document: &Configuration) -> Vec<&'a Booking> {
    let zone = document.office.zone;
    let is_open = |place: &Place| {
        let opening = document.hours.opening_at(place.start, zone);
        opening.is_some_and(|opening| place.end <= opening.until)
    };
    let to_come = floor.agenda.occupied.iter().filter_map(|(_, id)| floor.agenda.bookings.get(id));
    let mut found: Vec<&Booking> =
        to_come.filter(|booking| booking.state == BookingState::Booked && !is_open(&booking.place)).collect();
    found.sort_by_key(|booking| booking.place.start);
    found
}

fn is_in_force(floor: &Floor, version: Version) -> bool {
    floor.configuration.as_ref().is_some_and(|(in_force, _)| *in_force == version)
}

fn known(floor: &Floor, version: Version) -> Result<&Configuration, Refusal> {
    let unknown = Refusal::UnknownConfiguration { version: version.0 };
    floor.configurations.get(&version).map(|document| document.as_ref()).ok_or(unknown)
}

/// The document is one of this office.
fn is_of(floor: &Floor, document: &Configuration) -> Result<(), Refusal> {
    if document.office.id == floor.office {
        return Ok(());
    }
    Err(Refusal::OtherOffice { office: document.office.id.clone() })
}
