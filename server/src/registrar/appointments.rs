//! What goes with an appointment but not into the log: secrets, who comes, the slip; and what its visitor is
//! answered.
//!
//! An offer to somebody who waited is made by the clock: it goes by the secret of the wish.

use super::issue::SLIP_WORTH;
use super::{Answer, Case, Command, Party};
use crate::store::paper::NewJob;
use crate::store::parties::{self, Kept, Owner};
use crate::store::{StoreError, paper, relief};
use office::agenda::Booking;
use office::command::Order;
use office::configuration::Configuration;
use office::event::{Event, Fact};
use office::floor::Floor;
use office::id::{BookingId, DeviceId, WishId};
use office::moment::Moment;
use office::slip::{Columns, Slip};
use office::wire::Appointment;
use printer::layout::{AppointmentSlip, Imprint};

/// Writes what goes with an event about the agenda; whether there is something new for a printer.
pub(super) fn accompany(
    case: &Case<'_>,
    floor: &Floor,
    event: &Event,
    command: &Command,
) -> Result<bool, StoreError> {
    keep(case, event, command)?;
    match (&event.fact, command.party.as_deref()) {
        (Fact::Booked { booking }, Some(Party { printer: Some(printer), .. })) => {
            print(case, floor, booking, printer)
        }
        (_, _) => Ok(false),
    }
}

/// Queues the slip of an appointment.
fn print(
    case: &Case<'_>,
    floor: &Floor,
    booking: &BookingId,
    printer: &DeviceId,
) -> Result<bool, StoreError> {
    let sql = case.transaction.sql();
    let known = floor.agenda.bookings.get(booking).zip(parties::of_booking(sql, booking)?);
    let Some((rules, (booking, kept))) = floor.rules().zip(known) else { return Ok(false) };
    let columns = relief::columns(sql, printer)?;
    let Some(slip) = slip(rules, booking, &kept, case.public_url, (case.now, columns)) else {
        return Ok(false);
    };
    let job = NewJob { office: &floor.office, printer, ticket: None, copy: 0, slip: &slip, is_bound: false };
    paper::queue(sql, job, case.now, case.now.plus(SLIP_WORTH))?;
    Ok(true)
}

/// The slip of an appointment, laid out; `None` where its desk is no longer there.
pub fn slip(
    rules: &Configuration,
    booking: &Booking,
    kept: &Kept,
    public_url: &str,
    (at, columns): (Moment, Columns),
) -> Option<Slip> {
    let procedures: Vec<_> = booking.services.iter().filter_map(|id| rules.procedure(id)).collect();
    let content = AppointmentSlip {
        imprint: Imprint { configuration: rules, at },
        procedures: &procedures,
        code: &kept.secrets.code,
        start: booking.place.start,
        desk: rules.desk(&booking.place.desk)?,
        people: booking.people,
        url: Some(&page_url(public_url, kept)),
    };
    Some(printer::layout::appointment(&content, kept.told.language, columns))
}

fn keep(case: &Case<'_>, event: &Event, command: &Command) -> Result<(), StoreError> {
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
    command: &Command,
    events: &[Event],
) -> Result<Answer, StoreError> {
    let sql = case.transaction.sql();
    let Some(about) = about(&command.order, events) else { return Ok(Answer::Nobody) };
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
            let is_booked = events.iter().any(|event| matches!(event.fact, Fact::Booked { .. }));
            let wants_paper = command.party.as_ref().is_some_and(|party| party.printer.is_some());
            let shown = shown(floor.rules(), booking, &kept, case.public_url);
            Ok(Answer::Appointment(Box::new(Appointment { printed: is_booked && wants_paper, ..shown })))
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
