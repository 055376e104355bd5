//! The agenda written a second time, as naively as possible: bookings in a list, minutes since the first
//! midnight, every question answered by looking through all of it.

use office::agenda::BookingState;

/// Services and people of what is asked for, and how many minutes that takes.
pub const KINDS: [(&[&str], u32, i64); 4] = [
    (&["identity"], 1, 10),
    (&["identity"], 2, 20),
    (&["identity", "residence"], 1, 20),
    (&["identity"], 7, 70),
];
/// The kind that only the first desk takes.
const BOTH: usize = 2;
/// The kind that is for too many people.
const CROWD: usize = 3;
pub const DESKS: [&str; 2] = ["one", "three"];
/// Lanes and notice of each desk.
const LANES: [u32; 2] = [1, 2];
const NOTICE: [i64; 2] = [0, 30];
const OPENS: i64 = 9 * 60;
const CLOSES: i64 = 10 * 60;
const DAY: i64 = 24 * 60;

/// What somebody asks for; bookings and wishes by their place in the list.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    Reserve { kind: usize, start: i64 },
    BookAt { kind: usize, start: i64 },
    Extend(usize),
    Book(usize),
    Move(usize, i64),
    Cancel(usize),
    CheckIn(usize),
    Wish { kind: usize, until: i64 },
    DropWish(usize),
}

/// What becomes of it; a refusal by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Done,
    Nothing,
    No(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub desk: usize,
    pub lane: u32,
    pub start: i64,
    pub end: i64,
}

#[derive(Debug, Clone)]
pub struct Entry {
    /// As the office names it; known once the office has said it.
    pub id: String,
    pub kind: usize,
    pub place: Place,
    pub state: BookingState,
    pub until: Option<i64>,
    extended: bool,
    has_ticket: bool,
    wish: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    Waiting,
    Offered(usize),
    Met,
    Ended,
}

#[derive(Debug, Clone)]
pub struct Asking {
    pub id: String,
    kind: usize,
    until: i64,
    pub waits: Waits,
    /// Let go by the day that has opened.
    pub gone: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Model {
    pub bookings: Vec<Entry>,
    pub wishes: Vec<Asking>,
    opened: i64,
}

impl Model {
    pub fn act(&mut self, act: Act, now: i64) -> Verdict {
        match act {
            Act::Reserve { kind, start } => self.reserve(kind, start, now),
            Act::BookAt { kind, start } => match self.reserve(kind, start, now) {
                Verdict::Done => self.book(self.bookings.len() - 1, now),
                other => other,
            },
            Act::Extend(b) => self.extend(b, now),
            Act::Book(b) => self.book(b, now),
            Act::Move(b, start) => self.move_to(b, start, now),
            Act::Cancel(b) => self.cancel(b, now),
            Act::CheckIn(b) => self.check_in(b, now),
            Act::Wish { kind: CROWD, .. } => Verdict::No("too_many_people"),
            Act::Wish { until, .. } if until < now / DAY => Verdict::No("no_such_place"),
            Act::Wish { kind, until } => {
                let waits = Waits::Waiting;
                self.wishes.push(Asking { id: String::new(), kind, until, waits, gone: false });
                Verdict::Done
            }
            Act::DropWish(w) => match self.wishes.get(w).filter(|wish| !wish.gone).map(|wish| wish.waits) {
                None => Verdict::No("unknown_wish"),
                Some(Waits::Waiting) => {
                    self.wishes[w].waits = Waits::Ended;
                    Verdict::Done
                }
                Some(Waits::Offered(b)) => self.cancel(b, now),
                Some(Waits::Met | Waits::Ended) => Verdict::Nothing,
            },
        }
    }

    /// What time brings; `begun` is the minute that has begun, where `now` is the last one that is over.
    pub fn tick_at(&mut self, now: i64, begun: i64) {
        let (day, minute) = (now / DAY, now % DAY);
        let opens = day > self.opened && (510..1200).contains(&minute);
        if opens {
            self.opened = day;
            for wish in self.wishes.iter_mut().filter(|w| w.waits == Waits::Waiting && w.until < day) {
                wish.waits = Waits::Ended;
            }
        }
        let mut lapsed = self.places(|b| b.state == BookingState::Reserved && b.until.unwrap() <= now);
        lapsed.sort_by_key(|b| (self.bookings[*b].until, self.bookings[*b].id.clone()));
        let mut missed = self.places(|b| b.state == BookingState::Booked && b.place.start + 15 < begun);
        missed.sort_by_key(|b| (self.bookings[*b].place.start, self.bookings[*b].id.clone()));
        for (list, state) in [(&lapsed, BookingState::Lapsed), (&missed, BookingState::Missed)] {
            list.iter().for_each(|b| self.end(*b, state));
        }
        lapsed.extend(missed);
        self.offer(&lapsed, begun);
        if opens {
            self.wishes.iter_mut().for_each(|w| w.gone |= matches!(w.waits, Waits::Met | Waits::Ended));
        }
    }

    fn places(&self, such: impl Fn(&Entry) -> bool) -> Vec<usize> {
        (0..self.bookings.len()).filter(|b| such(&self.bookings[*b])).collect()
    }

    fn end(&mut self, b: usize, state: BookingState) {
        let booking = &mut self.bookings[b];
        if let (BookingState::Reserved, Some(wish)) = (booking.state, booking.wish) {
            self.wishes[wish].waits = Waits::Ended;
        }
        (booking.state, booking.until) = (state, None);
    }

    /// Whether anybody but `but` has some of a place.
    fn is_taken(&self, place: &Place, but: Option<usize>) -> bool {
        self.bookings.iter().enumerate().any(|(b, other)| {
            let (same, o) = ((other.place.desk, other.place.lane) == (place.desk, place.lane), &other.place);
            Some(b) != but && other.state.occupies() && same && o.start < place.end && place.start < o.end
        })
    }

    /// Whether a desk lets an appointment of a kind begin then, whoever has the place.
    fn begins(&self, desk: usize, kind: usize, start: i64, now: i64) -> bool {
        let minute = start % DAY;
        let fits = minute >= OPENS && minute + KINDS[kind].2 <= CLOSES && (minute - OPENS) % 15 == 0;
        fits && (desk == 0 || kind != BOTH) && now + NOTICE[desk] <= start
    }

    fn find(&self, kind: usize, start: i64, but: Option<usize>, now: i64) -> Result<Place, Verdict> {
        if kind == CROWD {
            return Err(Verdict::No("too_many_people"));
        }
        let desks: Vec<usize> = (0..2).filter(|desk| self.begins(*desk, kind, start, now)).collect();
        if desks.is_empty() {
            return Err(Verdict::No("no_such_place"));
        }
        let count = |desk: usize| {
            let is_near = |b: &&Entry| b.place.desk == desk && b.place.start / DAY == start / DAY;
            let others = self.bookings.iter().enumerate().filter(|(b, _)| Some(*b) != but);
            others.map(|(_, b)| b).filter(is_near).filter(|b| b.state.occupies()).count()
        };
        let place = |desk, lane| Place { desk, lane, start, end: start + KINDS[kind].2 };
        let free = desks.into_iter().filter_map(|desk| {
            (0..LANES[desk]).map(|lane| place(desk, lane)).find(|place| !self.is_taken(place, but))
        });
        free.min_by_key(|place| count(place.desk)).ok_or(Verdict::No("place_taken"))
    }

    fn push(
        &mut self,
        kind: usize,
        place: Place,
        (state, until): (BookingState, Option<i64>),
        wish: Option<usize>,
    ) {
        let (extended, has_ticket) = (false, false);
        self.bookings.push(Entry {
            id: String::new(),
            kind,
            place,
            state,
            until,
            extended,
            has_ticket,
            wish,
        });
    }

    fn reserve(&mut self, kind: usize, start: i64, now: i64) -> Verdict {
        match self.find(kind, start, None, now) {
            Ok(place) => {
                self.push(kind, place, (BookingState::Reserved, Some(now + 10)), None);
                Verdict::Done
            }
            Err(no) => no,
        }
    }

    /// Nothing where the reservation still holds.
    fn not_kept(&self, b: usize, now: i64) -> Option<Verdict> {
        let Some(booking) = self.bookings.get(b) else { return Some(Verdict::No("unknown_booking")) };
        match booking.state {
            BookingState::Reserved if now < booking.until.unwrap() => None,
            BookingState::Reserved | BookingState::Lapsed => Some(Verdict::No("reservation_over")),
            _ => Some(Verdict::No("booking_step")),
        }
    }

    fn extend(&mut self, b: usize, now: i64) -> Verdict {
        if let Some(no) = self.not_kept(b, now) {
            return no;
        }
        let booking = &mut self.bookings[b];
        if std::mem::replace(&mut booking.extended, true) {
            return Verdict::No("extended_before");
        }
        booking.until = booking.until.map(|until| until + 10);
        Verdict::Done
    }

    fn book(&mut self, b: usize, now: i64) -> Verdict {
        if self.bookings.get(b).is_some_and(|booking| booking.state == BookingState::Booked) {
            return Verdict::Nothing;
        }
        if let Some(no) = self.not_kept(b, now) {
            return no;
        }
        let booking = &mut self.bookings[b];
        (booking.state, booking.until) = (BookingState::Booked, None);
        if let Some(wish) = booking.wish {
            self.wishes[wish].waits = Waits::Met;
        }
        Verdict::Done
    }

    fn move_to(&mut self, b: usize, start: i64, now: i64) -> Verdict {
        let Some(booking) = self.bookings.get(b).cloned() else { return Verdict::No("unknown_booking") };
        if booking.state != BookingState::Booked {
            return Verdict::No("booking_step");
        }
        if booking.place.start == start {
            return Verdict::Nothing;
        }
        match self.find(booking.kind, start, Some(b), now) {
            Ok(place) => {
                self.bookings[b].state = BookingState::Moved;
                self.push(booking.kind, place, (BookingState::Booked, None), booking.wish);
                self.offer(&[b], now);
                Verdict::Done
            }
            Err(no) => no,
        }
    }

    fn cancel(&mut self, b: usize, now: i64) -> Verdict {
        match self.bookings.get(b).map(|booking| booking.state) {
            None => Verdict::No("unknown_booking"),
            Some(BookingState::Reserved | BookingState::Booked) => {
                self.end(b, BookingState::Cancelled);
                self.offer(&[b], now);
                Verdict::Done
            }
            Some(BookingState::Cancelled) => Verdict::Nothing,
            Some(_) => Verdict::No("booking_step"),
        }
    }

    fn check_in(&mut self, b: usize, now: i64) -> Verdict {
        let Some(booking) = self.bookings.get(b).cloned() else { return Verdict::No("unknown_booking") };
        let can = matches!(booking.state, BookingState::Booked | BookingState::Missed) && !booking.has_ticket;
        let (start, minute) = (booking.place.start, now % DAY);
        if !can {
            return Verdict::No("booking_step");
        }
        if start / DAY != now / DAY {
            return Verdict::No("other_day");
        }
        if now < start - 30 {
            return Verdict::No("too_early");
        }
        let is_late = now > start + 15;
        let gives_numbers = (510..750).contains(&minute) || (810..1020).contains(&minute);
        if is_late && !gives_numbers {
            return Verdict::No("office_closed");
        }
        self.bookings[b].has_ticket = true;
        match (is_late, booking.state) {
            (false, BookingState::Booked) => self.bookings[b].state = BookingState::CheckedIn,
            (true, BookingState::Booked) => {
                self.end(b, BookingState::Missed);
                self.offer(&[b], now);
            }
            _ => {}
        }
        Verdict::Done
    }

    /// Goes through everybody who waits, from the first, as long as anything suits anybody.
    fn offer(&mut self, freed: &[usize], now: i64) {
        for b in freed {
            let freed = self.bookings[*b].place;
            while let Some((w, place, until)) =
                (0..self.wishes.len()).find_map(|w| self.suits(w, &freed, now))
            {
                self.push(self.wishes[w].kind, place, (BookingState::Reserved, Some(until)), Some(w));
                self.wishes[w].waits = Waits::Offered(self.bookings.len() - 1);
            }
        }
    }

    fn suits(&self, w: usize, freed: &Place, now: i64) -> Option<(usize, Place, i64)> {
        let wish = &self.wishes[w];
        if wish.waits != Waits::Waiting || wish.until < freed.start / DAY {
            return None;
        }
        let begins = (0..4).map(|n| freed.start / DAY * DAY + OPENS + 15 * n);
        begins
            .filter(|start| self.begins(freed.desk, wish.kind, *start, now))
            .map(|start| Place { start, end: start + KINDS[wish.kind].2, ..*freed })
            .filter(|place| place.start < freed.end && freed.start < place.end && !self.is_taken(place, None))
            .map(|place| (w, place, (now + 120).min(place.start - NOTICE[freed.desk])))
            .find(|(_, _, until)| now + 10 <= *until)
    }
}
