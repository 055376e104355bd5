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
//! nobody else can be given any part of it. A place that is given back goes first to those who asked to be
//! told, in the order of asking. No name, address or secret is in here: see the tables for what is erased.

mod booking;
mod code;
mod draw;
mod plan;
mod slots;
mod taken;
mod wish;

pub use booking::{Booking, BookingChannel, BookingState, Place};
pub use code::{BadCode, BookingCode};
pub use draw::in_random_order;
pub use plan::{AgendaMistake, AgendaRules, BookUntil, CAPACITY_MAX, PLANS_MAX, Plan};
pub(crate) use slots::{Offered, moved_place_at, offered_by};
pub use slots::{Reach, SLOT_DAYS_MAX, Slot, Wanted, free_slots, length, place_at};
pub(crate) use taken::Taken;
pub use wish::{DRAWING_MAX, WAITING_MAX, Wish, WishFor, WishState};

use crate::hours::date_at;
use crate::id::{BookingId, DeskId, PlanId, WishId};
use crate::moment::Moment;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::time::Duration;

/// For how long bookings that have ended are kept at hand.
pub const KEPT_AT_HAND: Duration = Duration::from_secs(24 * 3600);
/// No appointment is longer: it lies within one opening, and the longest is a day with 25 hours.
pub(crate) const LONGEST: Duration = Duration::from_secs(26 * 3600);

/// Every booking that still counts, and those who wait for a place.
///
/// Built only by folding events with [`crate::evolve::evolve`], or from the rows that follow from them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    /// Every booking that is still to come, and those that have ended lately.
    pub bookings: BTreeMap<BookingId, Booking>,
    /// Bookings that occupy a place, by its start.
    pub occupied: BTreeSet<(Moment, BookingId)>,
    /// Reservations, by the moment at which they lapse.
    pub reserved: BTreeSet<(Moment, BookingId)>,
    /// Appointments to which nobody has come yet, by their start.
    pub expected: BTreeSet<(Moment, BookingId)>,
    /// Everybody who asked to be told of a free place, or stands in a draw.
    pub wishes: BTreeMap<WishId, Wish>,
    /// Those of them who wait for a place that is given back, in the order of asking.
    pub waiting: BTreeMap<u64, WishId>,
    /// Those who stand in a draw that is still to be held, in the order of joining.
    pub draws: BTreeMap<(PlanId, NaiveDate), BTreeMap<u64, WishId>>,
    /// The draws that have been held: plan and date.
    pub drawn: BTreeSet<(PlanId, NaiveDate)>,
}

impl Agenda {
    /// An agenda of these bookings, wishes and draws.
    pub fn of(bookings: Vec<Booking>, wishes: Vec<Wish>, drawn: BTreeSet<(PlanId, NaiveDate)>) -> Agenda {
        let mut agenda = Agenda { drawn, ..Agenda::default() };
        bookings.into_iter().for_each(|booking| agenda.put(booking));
        wishes.into_iter().for_each(|wish| agenda.put_wish(wish));
        agenda
    }

    /// Bookings that occupy any part of a stretch of time, in the order of their start.
    pub fn occupying(&self, from: Moment, until: Moment) -> impl Iterator<Item = &Booking> {
        let first = from.minus(LONGEST);
        self.between(first, until.max(first)).filter(move |booking| booking.place.end > from)
    }

    /// The bookings that begin on a date and were not given back, in the order of their start: those who
    /// are expected, those who have come, and those who have not.
    pub fn on(&self, date: NaiveDate, zone: Tz) -> Vec<&Booking> {
        let comes = |booking: &&Booking| match booking.state {
            BookingState::Booked | BookingState::CheckedIn | BookingState::Missed => true,
            BookingState::Reserved | BookingState::Cancelled | BookingState::Moved | BookingState::Lapsed => {
                false
            }
        };
        let is_then = |booking: &&Booking| date_at(booking.place.start, zone) == date;
        let mut found: Vec<&Booking> = self.bookings.values().filter(comes).filter(is_then).collect();
        found.sort_by_key(|booking| (booking.place.start, &booking.place.desk, booking.place.lane));
        found
    }

    /// Whom a desk still expects from a moment on, the next first.
    pub fn expected_at<'a>(&'a self, desk: &'a DeskId, from: Moment) -> impl Iterator<Item = &'a Booking> {
        from_on(&self.expected, from)
            .filter_map(|(_, id)| self.bookings.get(id))
            .filter(move |booking| booking.place.desk == *desk)
    }

    /// Whether the places of a date wait for a draw that somebody has joined.
    pub(crate) fn awaits_draw(&self, plan: &PlanId, date: NaiveDate) -> bool {
        self.draws.keys().any(|(drawn, on)| drawn == plan && *on == date)
    }

    /// Bookings that occupy a place and begin in a stretch of time.
    pub(crate) fn between(&self, from: Moment, until: Moment) -> impl Iterator<Item = &Booking> {
        from_on(&self.occupied, from)
            .take_while(move |(start, _)| *start < until)
            .filter_map(|(_, id)| self.bookings.get(id))
    }

    /// Puts a booking in, in the place of what was known of it.
    pub(crate) fn put(&mut self, booking: Booking) {
        self.take_out(&booking.id);
        let (start, id) = (booking.place.start, booking.id.clone());
        if booking.state.occupies() {
            self.occupied.insert((start, id.clone()));
        }
        match (booking.state, booking.until) {
            (BookingState::Reserved, Some(until)) => {
                self.reserved.insert((until, id.clone()));
            }
            (BookingState::Booked, _) => {
                self.expected.insert((start, id.clone()));
            }
            (BookingState::Reserved, None)
            | (BookingState::CheckedIn, _)
            | (BookingState::Cancelled | BookingState::Moved, _)
            | (BookingState::Missed | BookingState::Lapsed, _) => {}
        }
        self.bookings.insert(id, booking);
    }

    fn take_out(&mut self, id: &BookingId) {
        let Some(known) = self.bookings.remove(id) else { return };
        let by_start = (known.place.start, id.clone());
        self.occupied.remove(&by_start);
        self.expected.remove(&by_start);
        if let Some(until) = known.until {
            self.reserved.remove(&(until, id.clone()));
        }
    }

    /// Puts a wish in, in the place of what was known of it.
    pub(crate) fn put_wish(&mut self, wish: Wish) {
        let is_waiting = wish.state == WishState::Waiting;
        match &wish.wished {
            WishFor::FreedPlace { .. } if is_waiting => {
                self.waiting.insert(wish.seq, wish.id.clone());
            }
            WishFor::FreedPlace { .. } => {
                self.waiting.remove(&wish.seq);
            }
            WishFor::Draw { plan, date } => {
                let draw = (plan.clone(), *date);
                let standing = self.draws.entry(draw.clone()).or_default();
                if is_waiting {
                    standing.insert(wish.seq, wish.id.clone());
                } else {
                    standing.remove(&wish.seq);
                }
                if standing.is_empty() {
                    self.draws.remove(&draw);
                }
            }
        }
        self.wishes.insert(wish.id.clone(), wish);
    }

    /// Lets go of what ended too long before a service day to be asked for: called with the moment at
    /// which it opened.
    pub fn let_go(&mut self, opened: Moment) {
        let kept_from = opened.minus(KEPT_AT_HAND);
        let has_ended = |booking: &&Booking| match booking.state {
            BookingState::Reserved | BookingState::Booked => false,
            BookingState::CheckedIn
            | BookingState::Cancelled
            | BookingState::Moved
            | BookingState::Missed
            | BookingState::Lapsed => booking.place.end < kept_from,
        };
        let ended: Vec<BookingId> =
            self.bookings.values().filter(has_ended).map(|booking| booking.id.clone()).collect();
        ended.iter().for_each(|id| self.take_out(id));
        self.wishes.retain(|_, wish| !wish.state.is_final());
        let date = kept_from.utc().date_naive();
        self.drawn.retain(|(_, drawn)| *drawn >= date);
    }
}

/// The entries of an index from a moment on, found without looking at those before it.
fn from_on(
    index: &BTreeSet<(Moment, BookingId)>,
    from: Moment,
) -> impl Iterator<Item = &(Moment, BookingId)> {
    // The least of all identifiers: whatever begins at the moment itself comes after it.
    let least = BookingId::new("-").ok();
    let start = least.map_or(Bound::Unbounded, |least| Bound::Included((from, least)));
    index.range((start, Bound::Unbounded)).skip_while(move |(at, _)| *at < from)
}
