//! Decisions about appointments.
//!
//! Every place is checked here against all bookings that occupy one, confirmed or not: two people who
//! ask for the same place at the same moment are decided one after the other, on the agenda as it stands.
//! Whatever gives a place back offers it, in the same decision, to those who wait for one: see
//! [`super::waiting`].

use super::{ticket, waiting};
use crate::agenda::{Booking, BookingState, Place, Reach, Slot, Wanted, moved_place_at, place_at};
use crate::command::PlaceAsked;
use crate::configuration::Configuration;
use crate::event::{Channel, Fact, Quote};
use crate::floor::Floor;
use crate::hours::date_at;
use crate::id::{BookingId, DeskId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::ticket::Class;
use std::time::Duration;

/// Keeps a place.
pub fn reserve(floor: &Floor, asked: &PlaceAsked, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let rules = rules(floor)?;
    let desk = asked.desk.as_ref();
    let slot = place_at(rules, &floor.agenda, &asked.wanted, (asked.start, desk), (asked.reach, now))?;
    stays_bookable(floor, &asked.wanted)?;
    Ok(vec![reserved(floor, asked, slot, now)?])
}

/// Makes an appointment at once.
pub fn book_at(floor: &Floor, asked: &PlaceAsked, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let mut facts = reserve(floor, asked, now)?;
    let booking = new_id(floor, 0)?;
    facts.push(Fact::Booked { booking });
    Ok(facts)
}

fn reserved(floor: &Floor, asked: &PlaceAsked, slot: Slot, now: Moment) -> Result<Fact, Refusal> {
    Ok(Fact::SlotReserved {
        booking: new_id(floor, 0)?,
        place: slot.place,
        services: asked.wanted.services.clone(),
        people: asked.wanted.people,
        channel: asked.channel,
        until: now.plus(minutes(rules(floor)?.agenda.hold_min)),
        wish: None,
    })
}

/// Nothing is booked that the configuration of the next opening would leave to no desk.
fn stays_bookable(floor: &Floor, wanted: &Wanted) -> Result<(), Refusal> {
    let Some((_, coming)) = floor.coming() else { return Ok(()) };
    match wanted.services.iter().find(|service| coming.desks_for(service).next().is_none()) {
        Some(service) => Err(Refusal::NotBookable { service: service.clone() }),
        None => Ok(()),
    }
}

/// Keeps a reservation longer, once.
pub fn extend(floor: &Floor, booking: &BookingId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    let until = still_reserved(booking, now)?;
    if booking.extended {
        return Err(Refusal::ExtendedBefore);
    }
    let until = until.plus(minutes(rules(floor)?.agenda.hold_min));
    Ok(vec![Fact::ReservationExtended { booking: booking.id.clone(), until }])
}

/// Makes an appointment of a reservation.
pub fn book(floor: &Floor, booking: &BookingId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    if booking.state == BookingState::Booked {
        return Ok(Vec::new());
    }
    still_reserved(booking, now)?;
    Ok(vec![Fact::Booked { booking: booking.id.clone() }])
}

/// Until when a reservation is kept, while it is.
fn still_reserved(booking: &Booking, now: Moment) -> Result<Moment, Refusal> {
    match (booking.state, booking.until) {
        (BookingState::Reserved, Some(until)) if now < until => Ok(until),
        (BookingState::Reserved | BookingState::Lapsed, _) => Err(Refusal::ReservationOver),
        (
            state @ (BookingState::Booked
            | BookingState::CheckedIn
            | BookingState::Cancelled
            | BookingState::Moved
            | BookingState::Missed),
            _,
        ) => Err(Refusal::BookingStep { state }),
    }
}

/// Takes an appointment to another place, which may share time with its own; where it cannot have that one,
/// it keeps its own.
pub fn move_to(
    floor: &Floor,
    booking: &BookingId,
    (start, desk): (Moment, Option<&DeskId>),
    (reach, now): (Reach, Moment),
) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    if booking.state != BookingState::Booked {
        return Err(Refusal::BookingStep { state: booking.state });
    }
    if booking.place.start == start && desk.is_none_or(|desk| booking.place.desk == *desk) {
        return Ok(Vec::new());
    }
    let wanted = Wanted { services: booking.services.clone(), people: booking.people };
    let from = (&booking.id, &wanted);
    let slot = moved_place_at(rules(floor)?, &floor.agenda, from, (start, desk), (reach, now))?;
    stays_bookable(floor, &wanted)?;
    let to = new_id(floor, 0)?;
    let mut facts = vec![Fact::BookingMoved { booking: booking.id.clone(), to, place: slot.place }];
    waiting::offer(floor, &mut facts, &[booking], now);
    Ok(facts)
}

/// Gives an appointment or a reservation back.
pub fn cancel(floor: &Floor, booking: &BookingId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    match booking.state {
        BookingState::Reserved | BookingState::Booked => {
            let mut facts = vec![Fact::BookingCancelled { booking: booking.id.clone() }];
            waiting::offer(floor, &mut facts, &[booking], now);
            Ok(facts)
        }
        BookingState::Cancelled => Ok(Vec::new()),
        state @ (BookingState::CheckedIn
        | BookingState::Moved
        | BookingState::Missed
        | BookingState::Lapsed) => Err(Refusal::BookingStep { state }),
    }
}

/// Gives the visitor of an appointment a number: of series B in time, an ordinary one too late. Who comes
/// too late has given up the place, whether the clock has said so before or not.
pub fn check_in(
    floor: &Floor,
    booking: &BookingId,
    (channel, quote): (Channel, Option<Quote>),
    now: Moment,
) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    let rules = rules(floor)?;
    let start = booking.place.start;
    match booking.state {
        BookingState::Booked | BookingState::Missed if booking.ticket.is_none() => {}
        state => return Err(Refusal::BookingStep { state }),
    }
    if date_at(start, rules.office.zone) != date_at(now, rules.office.zone) {
        return Err(Refusal::OtherDay { start });
    }
    let from = start.minus(minutes(rules.agenda.early_min));
    if now < from {
        return Err(Refusal::TooEarly { from, start });
    }
    let is_late = now > start.plus(minutes(rules.agenda.late_min));
    let (service, then) = booking.services.split_first().ok_or(Refusal::NothingToBook)?;
    let appointment = ticket::Appointment { booking: &booking.id, due: (!is_late).then_some(start) };
    let wanted = ticket::Wanted {
        service,
        then,
        class: Class::Ordinary,
        channel,
        quote,
        against: None,
        appointment: Some(appointment),
    };
    let issued = ticket::issue(floor, &wanted, now)?;
    let ticket = issued.iter().find_map(|fact| fact.ticket()).cloned();
    let missed = is_late && booking.state == BookingState::Booked;
    let mut facts: Vec<Fact> = missed.then(|| self::missed(floor, booking, now)).into_iter().collect();
    facts.extend(issued);
    facts.extend(ticket.map(|ticket| Fact::CheckedIn { booking: booking.id.clone(), ticket }));
    if missed {
        waiting::offer(floor, &mut facts, &[booking], now);
    }
    Ok(facts)
}

/// What time has made due in the agenda: reservations that lapse, appointments to which nobody came, and
/// what is offered of their places. They come after the facts that are there already.
pub fn tick(floor: &Floor, facts: &mut Vec<Fact>, now: Moment) {
    let Some(rules) = floor.rules() else { return };
    let lapsed = due(floor, &floor.agenda.reserved, |at| at <= now);
    let came_until = |start: Moment| missed_at(start, rules);
    let missed = due(floor, &floor.agenda.expected, |start| came_until(start) <= now);
    facts.extend(lapsed.iter().map(|booking| Fact::ReservationLapsed { booking: booking.id.clone() }));
    facts.extend(missed.iter().map(|booking| self::missed(floor, booking, now)));
    let freed: Vec<&Booking> = lapsed.into_iter().chain(missed).collect();
    waiting::offer(floor, facts, &freed, now);
}

/// The bookings of an index whose moment has come.
fn due<'a>(
    floor: &'a Floor,
    index: &std::collections::BTreeSet<(Moment, BookingId)>,
    has_come: impl Fn(Moment) -> bool,
) -> Vec<&'a Booking> {
    let due = index.iter().take_while(|(at, _)| has_come(*at));
    due.filter_map(|(_, id)| floor.agenda.bookings.get(id)).collect()
}

/// When time next has something to do with a booking.
pub(crate) fn next_due(floor: &Floor) -> Option<Moment> {
    let rules = floor.rules()?;
    let lapses = floor.agenda.reserved.first().map(|(until, _)| *until);
    let missed = floor.agenda.expected.first().map(|(start, _)| missed_at(*start, rules));
    lapses.into_iter().chain(missed).min()
}

/// When nobody has come to an appointment: the last moment to check in in time is still in time.
fn missed_at(start: Moment, rules: &Configuration) -> Moment {
    start.plus(minutes(rules.agenda.late_min)).plus(Duration::from_millis(1))
}

fn missed(floor: &Floor, booking: &Booking, now: Moment) -> Fact {
    Fact::BookingMissed { booking: booking.id.clone(), saved_min: saved_min(floor, &booking.place, now) }
}

/// The minutes of a place in which its desk has had somebody else, as far as can be seen by now.
fn saved_min(floor: &Floor, place: &Place, now: Moment) -> u32 {
    let until = place.end.min(now);
    let served = floor.tickets.values().flat_map(|ticket| &ticket.legs).filter_map(|leg| {
        let from = leg.called_at.filter(|_| leg.desk.as_ref() == Some(&place.desk))?.max(place.start);
        let to = if leg.state.is_final() { leg.changed_at.min(until) } else { until };
        (from < to).then(|| to.since(from))
    });
    (served.sum::<Duration>().as_secs() / 60) as u32
}

pub(super) fn rules(floor: &Floor) -> Result<&Configuration, Refusal> {
    floor.rules().ok_or(Refusal::NoSuchPlace)
}

fn known<'a>(floor: &'a Floor, booking: &BookingId) -> Result<&'a Booking, Refusal> {
    floor.agenda.bookings.get(booking).ok_or(Refusal::UnknownBooking)
}

/// The id of the booking that is made by the event after so many others of one decision.
pub(super) fn new_id(floor: &Floor, ahead: usize) -> Result<BookingId, Refusal> {
    let id = format!("{}-b{}", floor.office, floor.seq + 1 + ahead as u64);
    BookingId::new(&id).map_err(|_| Refusal::UnknownBooking)
}

pub(super) fn minutes(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 60)
}
