//! What is taken of the desks in a stretch of time, drawn up once for many questions.

use super::{Agenda, LONGEST, Place};
use crate::hours::TimeOfDay;
use crate::id::{BookingId, DeskId};
use crate::moment::Moment;
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// The places that are taken in a stretch of time, by desk.
pub(crate) struct Taken {
    by_desk: BTreeMap<DeskId, Vec<Stretch>>,
}

/// A place without its desk.
struct Stretch {
    start: Moment,
    end: Moment,
    lane: u32,
}

impl Taken {
    /// What the agenda has taken from one moment until another, but for bookings that are about to give
    /// their places back.
    pub fn between(agenda: &Agenda, (from, until): (Moment, Moment), without: &[&BookingId]) -> Taken {
        let mut taken = Taken { by_desk: BTreeMap::new() };
        let stays = |id: &BookingId| !without.contains(&id);
        for booking in agenda.occupying(from, until).filter(|booking| stays(&booking.id)) {
            taken.add(&booking.place);
        }
        taken
    }

    /// What could stand in the way of a place in the neighbourhood of another.
    pub fn around(agenda: &Agenda, place: &Place, without: &[&BookingId]) -> Taken {
        Taken::between(agenda, (place.start.minus(LONGEST), place.end.plus(LONGEST)), without)
    }

    /// What is taken on a date.
    pub fn on(agenda: &Agenda, date: NaiveDate, zone: Tz, without: &[&BookingId]) -> Taken {
        let midnight = TimeOfDay::MIDNIGHT
            .opening_on(date, zone)
            .unwrap_or_else(|| Moment::new(date.and_time(NaiveTime::MIN).and_utc()));
        Taken::between(agenda, (midnight, midnight.plus(LONGEST)), without)
    }

    /// Takes one more place.
    pub fn add(&mut self, place: &Place) {
        let Place { desk, lane, start, end, plan: _ } = place;
        let stretch = Stretch { start: *start, end: *end, lane: *lane };
        self.by_desk.entry(desk.clone()).or_default().push(stretch);
    }

    /// The first free lane of a desk from one moment until another, of so many.
    pub fn free_lane(&self, desk: &DeskId, start: Moment, end: Moment, lanes: u32) -> Option<u32> {
        let mut taken = 0_u64;
        for stretch in self.at(desk).iter().filter(|other| start < other.end && other.start < end) {
            taken |= 1_u64.checked_shl(stretch.lane).unwrap_or(0);
        }
        let first = taken.trailing_ones();
        (first < lanes).then_some(first)
    }

    /// Whether nobody has any part of a place.
    pub fn is_free(&self, place: &Place) -> bool {
        let Place { desk, lane, start, end, plan: _ } = place;
        self.at(desk).iter().all(|other| other.lane != *lane || other.end <= *start || *end <= other.start)
    }

    /// How many places of a desk are taken.
    pub fn count(&self, desk: &DeskId) -> usize {
        self.at(desk).len()
    }

    fn at(&self, desk: &DeskId) -> &[Stretch] {
        self.by_desk.get(desk).map_or(&[], Vec::as_slice)
    }
}
