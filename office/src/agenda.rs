//! The agenda: who comes when, and which times are still free.
//!
//! ```text
//! free --reserve--> RESERVED --book--> BOOKED --check in--> CHECKED_IN (a ticket of the day)
//!                      |                 |
//!                   lapsed, cancelled    +--> cancelled, moved (to another place), missed (nobody came)
//! ```
//!
//! A place is a stretch of time in one lane of a desk; a lane is one of the appointments that a desk
//! takes side by side. Whoever reserves a place has it, confirmed or not, until the reservation lapses:
//! nobody else can be given any part of it. No name, address or secret is in here: see the tables for
//! what is erased.

mod booking;
mod code;
mod draw;
mod plan;
mod slots;
mod wish;

pub use booking::{Booking, BookingChannel, BookingState, Place};
pub use code::{BadCode, BookingCode};
pub use draw::in_random_order;
pub use plan::{AgendaMistake, AgendaRules, BookUntil, CAPACITY_MAX, PLANS_MAX, Plan};
pub use slots::{Reach, SLOT_DAYS_MAX, Slot, Wanted, free_slots, length, place_at};
pub use wish::{Wish, WishFor, WishState};

use crate::id::{BookingId, PlanId, WishId};
use crate::moment::Moment;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// For how long bookings that have ended are kept at hand.
pub const KEPT_AT_HAND: Duration = Duration::from_secs(24 * 3600);

/// Every booking that still counts, and those who wait for a place.
///
/// Built only by folding events with [`crate::evolve::evolve`], or from the rows that follow from them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    /// Every booking that occupies a place, and those that have ended lately.
    pub bookings: BTreeMap<BookingId, Booking>,
    /// Bookings that occupy a place, by its start.
    pub occupied: BTreeSet<(Moment, BookingId)>,
    /// Everybody who asked to be told of a free place, or stands in a draw.
    pub wishes: BTreeMap<WishId, Wish>,
    /// The draws that have been held: plan and date.
    pub drawn: BTreeSet<(PlanId, NaiveDate)>,
}

impl Agenda {
    /// An agenda of these bookings, wishes and draws.
    pub fn of(bookings: Vec<Booking>, wishes: Vec<Wish>, drawn: BTreeSet<(PlanId, NaiveDate)>) -> Agenda {
        let mut agenda = Agenda { drawn, ..Agenda::default() };
        for booking in bookings {
            agenda.put(booking);
        }
        agenda.wishes = wishes.into_iter().map(|wish| (wish.id.clone(), wish)).collect();
        agenda
    }

    /// Puts a booking in, in the place of what was known of it.
    pub(crate) fn put(&mut self, booking: Booking) {
        let key = (booking.place.start, booking.id.clone());
        if booking.state.occupies() {
            self.occupied.insert(key);
        } else {
            self.occupied.remove(&key);
        }
        self.bookings.insert(booking.id.clone(), booking);
    }

    /// Bookings that occupy any part of a stretch of time, in the order of their start.
    pub fn occupying(&self, from: Moment, until: Moment) -> impl Iterator<Item = &Booking> {
        // None is longer than a day.
        let first = from.minus(Duration::from_secs(24 * 3600));
        self.occupied
            .iter()
            .skip_while(move |(start, _)| *start < first)
            .take_while(move |(start, _)| *start < until)
            .filter_map(|(_, id)| self.bookings.get(id))
            .filter(move |booking| booking.place.end > from)
    }

    /// Lets go of what ended too long before `now` to be asked for.
    pub(crate) fn let_go(&mut self, now: Moment) {
        let kept_from = now.minus(KEPT_AT_HAND);
        let is_open = |state| matches!(state, BookingState::Reserved | BookingState::Booked);
        self.bookings.retain(|_, booking| is_open(booking.state) || booking.place.end >= kept_from);
        let Self { bookings, occupied, .. } = self;
        occupied.retain(|(_, booking)| bookings.contains_key(booking));
        self.wishes.retain(|_, wish| !wish.state.is_final());
        let date = kept_from.utc().date_naive();
        self.drawn.retain(|(_, drawn)| *drawn >= date);
    }
}
