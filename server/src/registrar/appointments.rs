//! What goes with an appointment but not into the log, and what its visitor is answered.
//!
//! An offer to somebody who waited is made by the clock: it goes by the secret of the wish.

use super::{Answer, Case, Command, Party};
use crate::store::StoreError;
use crate::store::parties::{self, Kept, Owner};
use office::agenda::Booking;
use office::command::Order;
use office::configuration::Configuration;
use office::event::{Event, Fact};
use office::floor::Floor;
use office::id::{BookingId, WishId};
use office::wire::Appointment;

/// Writes what goes with an event about the agenda.
pub(super) fn accompany(case: &Case<'_>, event: &Event, command: &Command) -> Result<(), StoreError> {
    let sql = case.transaction.sql();
    let party = command.party.as_deref();
    if let Fact::SlotReserved { booking, wish: Some(wish), .. } = &event.fact {
        parties::offer(sql, wish, booking)
    } else if let Fact::SlotReserved { booking, wish: None, .. } = &event.fact {
        begin(case, event, &Owner::Booking(booking.clone()), party)
    } else if let Fact::WishMade { wish, .. } = &event.fact {
        begin(case, event, &Owner::Wish(wish.clone()), party)
    } else if let (Fact::Booked { booking }, Order::Book { .. }, Some(party)) =
        (&event.fact, &command.order, party)
    {
        parties::tell(sql, booking, &party.told)?;
        match (&party.applicant, parties::of_booking(sql, booking)?) {
            (Some(applicant), Some(kept)) => parties::name(sql, &kept.secrets.code, applicant),
            (Some(_), None) | (None, _) => Ok(()),
        }
    } else {
        Ok(())
    }
}

fn begin(case: &Case<'_>, event: &Event, owner: &Owner, party: Option<&Party>) -> Result<(), StoreError> {
    let Some(party) = party else { return Ok(()) };
    let Some(secrets) = &party.secrets else { return Ok(()) };
    let sql = case.transaction.sql();
    parties::keep(sql, &event.office, owner, (secrets, &party.told), case.now)?;
    match &party.applicant {
        Some(applicant) => parties::name(sql, &secrets.code, applicant),
        None => Ok(()),
    }
}

/// What the visitor of a command about an appointment is told, from the floor after its `events`.
pub(super) fn answer(
    case: &Case<'_>,
    floor: &Floor,
    order: &Order,
    events: &[Event],
) -> Result<Answer, StoreError> {
    let sql = case.transaction.sql();
    let Some(about) = about(order, events) else { return Ok(Answer::Nobody) };
    match about {
        Owner::Wish(wish) => Ok(match parties::of_wish(sql, &wish)? {
            Some(kept) => Answer::Wish { wish, secrets: Some(kept.secrets) },
            None => Answer::Wish { wish, secrets: None },
        }),
        Owner::Booking(booking) => {
            let known = floor.agenda.bookings.get(&booking);
            let Some((booking, kept)) = known.zip(parties::of_booking(sql, &booking)?) else {
                return Ok(Answer::Nobody);
            };
            Ok(Answer::Appointment(Box::new(shown(floor.rules(), booking, &kept, case.public_url))))
        }
    }
}

/// Which booking or wish an order comes to.
fn about(order: &Order, events: &[Event]) -> Option<Owner> {
    let made = events.iter().find_map(|event| made_by(&event.fact));
    let ordered = if let Order::ExtendReservation { booking }
    | Order::Book { booking }
    | Order::MoveBooking { booking, .. }
    | Order::CancelBooking { booking } = order
    {
        Some(Owner::Booking(booking.clone()))
    } else if let Order::DropWish { wish } = order {
        Some(Owner::Wish(wish.clone()))
    } else {
        None
    };
    // An order may set others free, who are then offered something in the same transaction.
    let makes = matches!(
        order,
        Order::Reserve { .. } | Order::BookAt { .. } | Order::MoveBooking { .. } | Order::Wish { .. }
    );
    made.filter(|_| makes).or(ordered)
}

fn made_by(fact: &Fact) -> Option<Owner> {
    let booking = |booking: &BookingId| Some(Owner::Booking(booking.clone()));
    let wish = |wish: &WishId| Some(Owner::Wish(wish.clone()));
    if let Fact::SlotReserved { booking: made, wish: None, .. } | Fact::BookingMoved { to: made, .. } = fact {
        booking(made)
    } else if let Fact::WishMade { wish: made, .. } = fact {
        wish(made)
    } else {
        None
    }
}

/// An appointment as its visitor gets it.
pub fn shown(rules: Option<&Configuration>, booking: &Booking, kept: &Kept, public_url: &str) -> Appointment {
    let desk = rules.and_then(|rules| rules.desk(&booking.place.desk));
    Appointment {
        booking: booking.id.clone(),
        state: booking.state,
        code: kept.secrets.code.clone(),
        token: kept.secrets.token.clone(),
        page_url: page_url(public_url, kept),
        start: booking.place.start,
        end: booking.place.end,
        desk: booking.place.desk.clone(),
        desk_number: desk.map_or(0, |desk| desk.number),
        services: booking.services.clone(),
        people: booking.people,
        until: booking.until,
        printed: false,
    }
}

/// The address of the page of an appointment or a wish.
pub fn page_url(public_url: &str, kept: &Kept) -> String {
    format!("{public_url}/b/{}", kept.secrets.token.as_str())
}
