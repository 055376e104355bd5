//! How the floor changes by what has happened. Total: any event of the log can be folded in, also
//! one that today's rules would not decide.

use crate::alone::Block;
use crate::configuration::Version;
use crate::event::{Event, Fact, MoveTo, Outcome, ResumedTo, Target};
use crate::floor::{DeskOnFloor, DeskState, Floor, ServiceDay, Tally};
use crate::id::{DeskId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::Series;
use crate::ticket::{Leg, LegState, Ticket};
use std::collections::btree_map::Entry;

mod agenda;

/// Folds one event into the floor. Events of one office come in the order of their sequence.
pub fn evolve(floor: &mut Floor, event: &Event) {
    floor.seq = event.seq;
    let version = floor.configuration.as_ref().map_or(Version(0), |(version, _)| *version);
    agenda::evolve(&mut floor.agenda, event, version);
    let at = event.at;
    match &event.fact {
        Fact::DayOpened { date, opens, closes, ends, configuration, given } => {
            let day = ServiceDay { date: *date, opens: *opens, closes: *closes, ends: *ends };
            open_day(floor, day);
            floor.counts.clone_from(given);
            adopt(floor, *configuration);
        }
        Fact::DayClosed { .. } => floor.day = None,
        Fact::ConfigurationAdopted { version } => adopt(floor, *version),
        Fact::AdoptionPlanned { version } => floor.planned = Some(*version),
        Fact::AdoptionDropped { .. } => floor.planned = None,
        Fact::DeskOpened { desk } | Fact::DeskResumed { desk } => {
            set_desk(floor, desk, DeskState::Open, None, at);
        }
        Fact::DeskPaused { desk, back_at } => set_desk(floor, desk, DeskState::Paused, *back_at, at),
        Fact::DeskClosed { desk } => set_desk(floor, desk, DeskState::Closed, None, at),
        Fact::BlockGranted { device, date, series: _, first, last } => {
            let block = Block { device: device.clone(), first: *first, last: *last, granted_at: at };
            floor.blocks.granted(*date, block);
        }
        Fact::NumberUnserved { date, number, .. } => floor.blocks.come_in(*date, number.count()),
        Fact::TicketIssued { .. } => issued(floor, event),
        Fact::LegCalled { ticket, .. }
        | Fact::Recalled { ticket, .. }
        | Fact::CallWithdrawn { ticket, .. }
        | Fact::LegStarted { ticket, .. }
        | Fact::LegFinished { ticket, .. }
        | Fact::Absent { ticket, .. }
        | Fact::BroughtBack { ticket, .. }
        | Fact::LegHeld { ticket, .. }
        | Fact::Resumed { ticket, .. }
        | Fact::LegAdded { ticket, .. }
        | Fact::LegMoved { ticket, .. }
        | Fact::TicketLeft { ticket }
        | Fact::TicketLapsed { ticket } => change(floor, ticket, event),
        Fact::CheckedIn { ticket, .. } => {
            let is_kept = floor.tickets.get(ticket).is_some_and(|ticket| ticket.due.is_some());
            let count = if is_kept { &mut floor.tally.kept } else { &mut floor.tally.late };
            *count = count.saturating_add(1);
        }
        Fact::BookingMissed { saved_min, .. } => {
            floor.tally.missed = floor.tally.missed.saturating_add(1);
            floor.tally.saved_min = floor.tally.saved_min.saturating_add(*saved_min);
        }
        Fact::SlotReserved { .. }
        | Fact::ReservationExtended { .. }
        | Fact::ReservationLapsed { .. }
        | Fact::Booked { .. }
        | Fact::BookingMoved { .. }
        | Fact::BookingCancelled { .. }
        | Fact::WishMade { .. }
        | Fact::WishDropped { .. }
        | Fact::DrawHeld { .. } => {}
    }
}

/// Yesterday's tickets, desks and counts go; the configuration stays.
fn open_day(floor: &mut Floor, day: ServiceDay) {
    floor.day = Some(day);
    floor.dates.insert(day.date);
    floor.desks.clear();
    floor.tickets.clear();
    floor.waiting.clear();
    floor.waiting_counts.clear();
    floor.called.clear();
    floor.absent.clear();
    floor.last_joined_at = None;
    floor.tally = Tally::default();
}

/// Whatever comes into force takes the place of what was planned.
fn adopt(floor: &mut Floor, version: Version) {
    floor.planned = None;
    if let Some(document) = floor.configurations.get(&version) {
        floor.configuration = Some((version, document.clone()));
    }
}

fn set_desk(floor: &mut Floor, desk: &DeskId, state: DeskState, back_at: Option<Moment>, at: Moment) {
    let on_floor = desk_on_floor(floor, desk, at);
    on_floor.state = state;
    on_floor.since = at;
    on_floor.back_at = back_at;
    if state == DeskState::Open {
        on_floor.free_since = at;
    }
}

fn desk_on_floor<'a>(floor: &'a mut Floor, desk: &DeskId, at: Moment) -> &'a mut DeskOnFloor {
    floor.desks.entry(desk.clone()).or_insert_with(|| DeskOnFloor {
        state: DeskState::Closed,
        ticket: None,
        since: at,
        free_since: at,
        back_at: None,
    })
}

fn issued(floor: &mut Floor, event: &Event) {
    let Fact::TicketIssued {
        ticket,
        number,
        service,
        joined_at,
        channel,
        class,
        quote,
        then,
        against: _,
        booking,
        due,
    } = &event.fact
    else {
        return;
    };
    let version = floor.configuration.as_ref().map_or(Version(0), |(version, _)| *version);
    let first = new_leg(1, service.clone(), Target::Skill, event.at);
    let issued = Ticket {
        id: ticket.clone(),
        number: *number,
        joined_at: *joined_at,
        seq: event.seq,
        class: *class,
        channel: *channel,
        quote: *quote,
        configuration: version,
        legs: vec![first],
        then: then.clone(),
        booking: booking.clone(),
        due: *due,
    };
    if let Some(day) = floor.day.filter(|_| number.series() == Series::OFFLINE) {
        floor.blocks.come_in(day.date, number.count());
    }
    let count = floor.counts.entry(number.series()).or_insert(0);
    *count = (*count).max(number.count().get());
    floor.last_joined_at = floor.last_joined_at.max(Some(*joined_at));
    floor.tickets.insert(ticket.clone(), issued);
    index(floor, ticket);
}

fn new_leg(no: u32, service: ServiceId, target: Target, at: Moment) -> Leg {
    Leg {
        no,
        service,
        state: LegState::Waiting,
        desk: None,
        target,
        announced: 0,
        called_at: None,
        call_seq: None,
        started_at: None,
        changed_at: at,
        outcome: None,
    }
}

/// Changes the last leg of a ticket, and the lists that follow from its state.
fn change(floor: &mut Floor, id: &TicketId, event: &Event) {
    if !floor.tickets.contains_key(id) {
        return;
    }
    unindex(floor, id, event.at);
    if let Some(ticket) = floor.tickets.get_mut(id) {
        apply(ticket, event);
    }
    index(floor, id);
}

fn apply(ticket: &mut Ticket, event: &Event) {
    let leg = ticket.leg_mut();
    if !leg.state.is_final() {
        leg.changed_at = event.at;
    }
    match &event.fact {
        Fact::LegCalled { desk, nth, .. } => {
            leg.state = LegState::Called;
            leg.desk = Some(desk.clone());
            leg.announced = *nth;
            leg.called_at = Some(event.at);
            leg.call_seq = Some(event.seq);
        }
        Fact::Recalled { nth, .. } => {
            leg.announced = *nth;
            leg.call_seq = Some(event.seq);
        }
        Fact::CallWithdrawn { .. } => {
            leg.state = LegState::Waiting;
            leg.desk = None;
            leg.called_at = None;
            leg.call_seq = None;
        }
        Fact::LegStarted { .. } => {
            leg.state = LegState::Serving;
            leg.started_at = Some(event.at);
        }
        Fact::LegFinished { outcome, done, .. } => {
            finish(leg, LegState::Finished, Some(*outcome));
            ticket.then.retain(|service| !done.contains(service));
        }
        Fact::LegAdded { leg, service, at, .. } => add_leg(ticket, *leg, service, at.as_ref(), event.at),
        Fact::Absent { .. } => leg.state = LegState::Absent,
        Fact::LegHeld { .. } => leg.state = LegState::Held,
        Fact::Resumed { desk, to: ResumedTo::Serving, .. } => {
            leg.state = LegState::Serving;
            leg.desk = Some(desk.clone());
        }
        Fact::BroughtBack { .. } | Fact::Resumed { to: ResumedTo::Waiting, .. } => {
            leg.state = LegState::Waiting;
            leg.desk = None;
        }
        Fact::LegMoved { to, .. } => move_on(ticket, to, event.at),
        Fact::TicketLeft { .. } => finish(leg, LegState::Left, None),
        Fact::TicketLapsed { .. } => finish(leg, LegState::Lapsed, None),
        Fact::DayOpened { .. }
        | Fact::DayClosed { .. }
        | Fact::ConfigurationAdopted { .. }
        | Fact::AdoptionPlanned { .. }
        | Fact::AdoptionDropped { .. }
        | Fact::BlockGranted { .. }
        | Fact::NumberUnserved { .. }
        | Fact::TicketIssued { .. }
        | Fact::DeskOpened { .. }
        | Fact::DeskPaused { .. }
        | Fact::DeskResumed { .. }
        | Fact::DeskClosed { .. }
        | Fact::SlotReserved { .. }
        | Fact::ReservationExtended { .. }
        | Fact::ReservationLapsed { .. }
        | Fact::Booked { .. }
        | Fact::BookingMoved { .. }
        | Fact::BookingCancelled { .. }
        | Fact::CheckedIn { .. }
        | Fact::BookingMissed { .. }
        | Fact::WishMade { .. }
        | Fact::WishDropped { .. }
        | Fact::DrawHeld { .. } => {}
    }
}

fn finish(leg: &mut Leg, state: LegState, outcome: Option<Outcome>) {
    leg.state = state;
    leg.outcome = outcome;
}

/// The next service of the visit: at the desk that goes on with it, else in the queue.
fn add_leg(ticket: &mut Ticket, no: u32, service: &ServiceId, desk: Option<&DeskId>, at: Moment) {
    ticket.then.retain(|later| later != service);
    let mut leg = new_leg(no, service.clone(), Target::Skill, at);
    if let Some(desk) = desk {
        leg.state = LegState::Serving;
        leg.desk = Some(desk.clone());
        leg.called_at = Some(at);
        leg.started_at = Some(at);
    }
    ticket.legs.push(leg);
}

fn move_on(ticket: &mut Ticket, to: &MoveTo, at: Moment) {
    let ended = ticket.leg_mut();
    ended.state = LegState::Moved;
    let (no, service) = (ended.no.saturating_add(1), ended.service.clone());
    ticket.legs.push(match to {
        MoveTo::Service(other) => new_leg(no, other.clone(), Target::Skill, at),
        MoveTo::Desk(desk) => new_leg(no, service, Target::Desk(desk.clone()), at),
        MoveTo::Welcome => new_leg(no, service, Target::Welcome, at),
    });
}

/// What a leg is counted by while it waits.
fn asked_for(leg: &Leg) -> (ServiceId, Target) {
    (leg.service.clone(), leg.target.clone())
}

/// Takes a ticket out of the lists that follow from its state.
fn unindex(floor: &mut Floor, id: &TicketId, at: Moment) {
    let Some(ticket) = floor.tickets.get(id) else { return };
    let (seq, state) = (ticket.seq, ticket.state());
    let (asked_for, desk) = (asked_for(ticket.leg()), ticket.leg().desk.clone());
    match state {
        LegState::Waiting => {
            floor.waiting.remove(&seq);
            if let Entry::Occupied(mut count) = floor.waiting_counts.entry(asked_for) {
                *count.get_mut() = count.get().saturating_sub(1);
                if *count.get() == 0 {
                    count.remove();
                }
            }
        }
        LegState::Called | LegState::Serving => {
            floor.called.remove(id);
            if let Some(desk) = desk {
                let on_floor = desk_on_floor(floor, &desk, at);
                on_floor.ticket = None;
                on_floor.free_since = at;
            }
        }
        LegState::Absent => {
            floor.absent.remove(id);
        }
        LegState::Held | LegState::Finished | LegState::Moved | LegState::Left | LegState::Lapsed => {}
    }
}

/// Puts a ticket into the lists that follow from its state.
fn index(floor: &mut Floor, id: &TicketId) {
    let Some(ticket) = floor.tickets.get(id) else { return };
    let (seq, state, at) = (ticket.seq, ticket.state(), ticket.leg().changed_at);
    let (asked_for, desk) = (asked_for(ticket.leg()), ticket.leg().desk.clone());
    match state {
        LegState::Waiting => {
            floor.waiting.insert(seq, id.clone());
            *floor.waiting_counts.entry(asked_for).or_insert(0) += 1;
        }
        LegState::Called | LegState::Serving => {
            if state == LegState::Called {
                floor.called.insert(id.clone());
            }
            if let Some(desk) = desk {
                desk_on_floor(floor, &desk, at).ticket = Some(id.clone());
            }
        }
        LegState::Absent => {
            floor.absent.insert(id.clone());
        }
        LegState::Held | LegState::Finished | LegState::Moved | LegState::Left | LegState::Lapsed => {}
    }
}
