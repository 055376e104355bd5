//! Decisions about appointments.
//!
//! Every place is checked here against all bookings that occupy one, confirmed or not: two people who
//! ask for the same place at the same moment are decided one after the other, on the agenda as it stands.

use super::ticket;
use crate::agenda::{Booking, BookingState, Place, Slot, Wanted, WishFor, WishState, place_at};
use crate::command::PlaceAsked;
use crate::configuration::Configuration;
use crate::event::{Channel, Fact, Quote};
use crate::floor::Floor;
use crate::hours::date_at;
use crate::id::{BookingId, DeskId, WishId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::ticket::Class;
use std::time::Duration;

/// Keeps a place.
pub fn reserve(floor: &Floor, asked: &PlaceAsked, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let rules = rules(floor)?;
    let desk = asked.desk.as_ref();
    let slot = place_at(rules, &floor.agenda, &asked.wanted, (asked.start, desk), (asked.reach, now))?;
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
        (state, _) => Err(Refusal::BookingStep { state }),
    }
}

/// Takes an appointment to another place.
pub fn move_to(
    floor: &Floor,
    booking: &BookingId,
    (start, desk): (Moment, Option<&DeskId>),
    seen: (crate::agenda::Reach, Moment),
) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    if booking.state != BookingState::Booked {
        return Err(Refusal::BookingStep { state: booking.state });
    }
    let wanted = Wanted { services: booking.services.clone(), people: booking.people };
    let slot = place_at(rules(floor)?, &floor.agenda, &wanted, (start, desk), seen)?;
    Ok(vec![Fact::BookingMoved { booking: booking.id.clone(), to: new_id(floor, 0)?, place: slot.place }])
}

/// Gives an appointment or a reservation back.
pub fn cancel(floor: &Floor, booking: &BookingId) -> Result<Vec<Fact>, Refusal> {
    let booking = known(floor, booking)?;
    match booking.state {
        BookingState::Reserved | BookingState::Booked => {
            Ok(vec![Fact::BookingCancelled { booking: booking.id.clone() }])
        }
        BookingState::Cancelled => Ok(Vec::new()),
        state @ (BookingState::CheckedIn
        | BookingState::Moved
        | BookingState::Missed
        | BookingState::Lapsed) => Err(Refusal::BookingStep { state }),
    }
}

/// Gives the visitor of an appointment a number: of series B in time, an ordinary one too late.
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
    let mut facts = ticket::issue(floor, &wanted, now)?;
    let issued = facts.iter().find_map(|fact| fact.ticket()).cloned();
    facts.extend(issued.map(|ticket| Fact::CheckedIn { booking: booking.id.clone(), ticket }));
    Ok(facts)
}

/// Lets somebody wait for a place.
pub fn wish(floor: &Floor, wanted: &Wanted, wished: &WishFor) -> Result<Vec<Fact>, Refusal> {
    crate::agenda::length(rules(floor)?, wanted)?;
    let wish =
        WishId::new(&format!("{}-w{}", floor.office, floor.seq + 1)).map_err(|_| Refusal::UnknownWish)?;
    Ok(vec![Fact::WishMade {
        wish,
        services: wanted.services.clone(),
        people: wanted.people,
        wished: wished.clone(),
    }])
}

/// Lets somebody wait no longer.
pub fn drop_wish(floor: &Floor, wish: &WishId) -> Result<Vec<Fact>, Refusal> {
    let wish = floor.agenda.wishes.get(wish).ok_or(Refusal::UnknownWish)?;
    match &wish.state {
        WishState::Waiting => Ok(vec![Fact::WishDropped { wish: wish.id.clone() }]),
        WishState::Offered { booking } => cancel(floor, booking),
        WishState::Met | WishState::Ended => Ok(Vec::new()),
    }
}

/// What time has made due in the agenda: reservations that lapse, appointments to which nobody came.
pub fn tick(floor: &Floor, now: Moment) -> Vec<Fact> {
    let Some(rules) = floor.rules() else { return Vec::new() };
    let late = minutes(rules.agenda.late_min);
    let due = |booking: &&Booking| due_at(booking, late).is_some_and(|due| due <= now);
    let occupying = floor.agenda.occupied.iter().filter_map(|(_, id)| floor.agenda.bookings.get(id));
    occupying
        .filter(due)
        .map(|booking| match booking.state {
            BookingState::Reserved => Fact::ReservationLapsed { booking: booking.id.clone() },
            _ => Fact::BookingMissed {
                booking: booking.id.clone(),
                saved_min: saved_min(floor, &booking.place, now),
            },
        })
        .collect()
}

/// When time has something to do with a booking.
pub(crate) fn due_at(booking: &Booking, late: Duration) -> Option<Moment> {
    match booking.state {
        BookingState::Reserved => booking.until,
        // The last moment to check in in time is still in time.
        BookingState::Booked => Some(booking.place.start.plus(late).plus(Duration::from_millis(1))),
        BookingState::CheckedIn
        | BookingState::Cancelled
        | BookingState::Moved
        | BookingState::Missed
        | BookingState::Lapsed => None,
    }
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

fn rules(floor: &Floor) -> Result<&Configuration, Refusal> {
    floor.rules().ok_or(Refusal::NoSuchPlace)
}

fn known<'a>(floor: &'a Floor, booking: &BookingId) -> Result<&'a Booking, Refusal> {
    floor.agenda.bookings.get(booking).ok_or(Refusal::UnknownBooking)
}

/// The id of the booking that the next event but `ahead` makes.
fn new_id(floor: &Floor, ahead: u64) -> Result<BookingId, Refusal> {
    let id = format!("{}-b{}", floor.office, floor.seq + 1 + ahead);
    BookingId::new(&id).map_err(|_| Refusal::UnknownBooking)
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 60)
}
