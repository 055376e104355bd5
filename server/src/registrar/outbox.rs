//! What is to be said to who comes: messages queued in the transaction of what they tell of.
//!
//! Nothing is sent here. A message that has not gone out when its booking is moved, cancelled or over is
//! dropped: nobody is told of what no longer holds.

use super::Case;
use crate::store::StoreError;
use crate::store::mail::{self, MailKind, NewMail};
use crate::store::parties;
use office::agenda::Booking;
use office::configuration::Configuration;
use office::event::{Event, Fact};
use office::floor::Floor;
use office::hours::date_at;
use office::id::BookingId;
use office::moment::Moment;
use std::time::Duration;

/// How long a message that the SMTP server does not take is tried.
pub const TRIED_FOR: Duration = Duration::from_secs(3 * 24 * 3600);

/// Queues what an event is told with; `floor` is the floor after it.
pub(super) fn follow(case: &Case<'_>, floor: &Floor, event: &Event) -> Result<(), StoreError> {
    let sql = case.transaction.sql();
    let overtake = |booking: &BookingId| mail::overtake(sql, booking, case.now);
    if let Fact::Booked { booking } = &event.fact {
        overtake(booking)?;
        announce(case, floor, booking, (MailKind::Confirmation, event.seq))
    } else if let Fact::BookingMoved { booking, to, .. } = &event.fact {
        overtake(booking)?;
        announce(case, floor, to, (MailKind::Change, event.seq))
    } else if let Fact::BookingCancelled { booking } = &event.fact {
        let is_announced = mail::is_announced(sql, booking)?;
        overtake(booking)?;
        // A reservation that is given back while the form is filled in is nobody's news.
        if !is_announced {
            return Ok(());
        }
        let give_up_at = case.now.plus(TRIED_FOR);
        queue(case, floor, booking, (MailKind::Cancellation, event.seq), (case.now, give_up_at))
    } else if let Fact::SlotReserved { booking, wish: Some(_), until, .. } = &event.fact {
        queue(case, floor, booking, (MailKind::Offer, event.seq), (case.now, *until))
    } else if let Fact::CheckedIn { booking, .. }
    | Fact::BookingMissed { booking, .. }
    | Fact::ReservationLapsed { booking } = &event.fact
    {
        overtake(booking)
    } else {
        Ok(())
    }
}

/// Queues the news of an appointment, and the reminder of it.
fn announce(
    case: &Case<'_>,
    floor: &Floor,
    id: &BookingId,
    (kind, seq): (MailKind, u64),
) -> Result<(), StoreError> {
    let (Some(booking), Some(rules)) = (floor.agenda.bookings.get(id), floor.rules()) else { return Ok(()) };
    let start = booking.place.start;
    queue(case, floor, id, (kind, seq), (case.now, start.min(case.now.plus(TRIED_FOR))))?;
    match remind_at(rules, booking).filter(|at| *at > case.now) {
        Some(at) => queue(case, floor, id, (MailKind::Reminder, seq), (at, start)),
        None => Ok(()),
    }
}

/// When somebody is reminded of an appointment: on the day before.
fn remind_at(rules: &Configuration, booking: &Booking) -> Option<Moment> {
    let zone = rules.office.zone;
    let eve = date_at(booking.place.start, zone).pred_opt()?;
    rules.agenda.remind_at.opening_on(eve, zone)
}

/// Queues a message where there is an address to send it to.
fn queue(
    case: &Case<'_>,
    floor: &Floor,
    booking: &BookingId,
    (kind, seq): (MailKind, u64),
    (due_at, give_up_at): (Moment, Moment),
) -> Result<(), StoreError> {
    let sql = case.transaction.sql();
    let Some(kept) = parties::of_booking(sql, booking)? else { return Ok(()) };
    let applicant = parties::applicant(sql, &kept.secrets.code)?;
    if applicant.is_none_or(|applicant| applicant.email.is_none()) {
        return Ok(());
    }
    mail::queue(sql, &NewMail { office: &floor.office, booking, kind, seq, due_at, give_up_at })
}
