//! Any sequence of orders about appointments, with the clock going on between them: the office and its naive
//! model say and do the same, nobody has a place that another has, and the timer forgets nothing.

use super::model::{Act, DESKS, KINDS, Model, Verdict, Waits};
use super::*;
use crate::world::{THREE, check_agenda};
use office::decide::{Decision, decide};
use office::due::next_due;
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::Duration;

/// Midnight before the first day; the model counts minutes from here.
const MIDNIGHT: &str = "2026-03-02 00:00:00";

#[derive(Debug, Clone, Copy)]
enum Asked {
    Reserve,
    BookAt,
    Extend,
    Book,
    Move,
    Cancel,
    CheckIn,
    Wish,
    DropWish,
}

/// One step: minutes pass, then somebody asks for something.
#[derive(Debug, Clone)]
struct Step {
    passes_min: u32,
    asked: Asked,
    kind: usize,
    /// Counted back from the last one made; beyond the first, nobody that is known.
    back: usize,
    day: i64,
    quarter: i64,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_agenda_and_its_naive_model_agree(steps in vec(any_step(), 1..120)) {
        let mut pair = Pair::new();
        for step in steps {
            pair.pass(step.passes_min);
            pair.ask(&step);
        }
    }
}

struct Pair {
    world: World,
    model: Model,
    read: usize,
}

impl Pair {
    fn new() -> Self {
        let hour = json!({"week": every_day(&json!([{"from": "09:00", "until": "10:00"}]))});
        let mut wide = hour.clone();
        wide.as_object_mut().unwrap().extend([("capacity".into(), json!(2)), ("lead_min".into(), json!(30))]);
        let world = world_with(vec![
            plan("first", ONE, &[IDENTITY, RESIDENCE], hour),
            plan("second", THREE, &[IDENTITY], wide),
        ]);
        let mut pair = Self { world, model: Model::default(), read: 0 };
        pair.name();
        pair
    }

    fn now_min(&self) -> i64 {
        (self.world.now.as_millis() - at(MIDNIGHT).as_millis()).div_euclid(60_000)
    }

    /// Time passes, with a tick whenever one is due on the way; a missed appointment is due a moment after
    /// its last minute, which the model, counting minutes, sees in the next one.
    fn pass(&mut self, minutes: u32) {
        let until = self.world.now.plus(Duration::from_secs(u64::from(minutes) * 60));
        let until = until.min(at("2026-03-03 23:00:00"));
        while let Some(due) = next_due(&self.world.floor, self.world.now).filter(|due| *due <= until) {
            self.world.now = due;
            let Decision::Accepted(_) = self.world.give(Order::Tick) else {
                panic!("nothing was due at {due:?}")
            };
            let begun = i64::from(due.as_millis() % 60_000 > 0);
            let (now, late) = (self.now_min(), self.now_min() + begun);
            // Offers are made at the moment itself.
            self.model.tick_at(now, late);
            self.name();
        }
        self.world.now = until;
        self.check();
    }

    fn ask(&mut self, step: &Step) {
        let b = self.model.bookings.len().checked_sub(1 + step.back).unwrap_or(usize::MAX);
        let w = self.model.wishes.len().checked_sub(1 + step.back).unwrap_or(usize::MAX);
        let booking = self.model.bookings.get(b).map_or("hall-b0", |booking| booking.id.as_str());
        let booking = BookingId::new(booking).unwrap();
        let (kind, minutes) = (step.kind, step.day * 24 * 60 + 9 * 60 + step.quarter * 15);
        let start = at(MIDNIGHT).plus(Duration::from_secs(minutes as u64 * 60));
        let (services, people, _) = KINDS[kind];
        let (wanted, channel, reach) = (wanted(services, people), BookingChannel::Home, Reach::Public);
        let place = PlaceAsked { wanted: wanted.clone(), start, desk: None, channel, reach };
        let (act, order) = match step.asked {
            Asked::Reserve => (Act::Reserve { kind, start: minutes }, Order::Reserve { place }),
            Asked::BookAt => (Act::BookAt { kind, start: minutes }, Order::BookAt { place }),
            Asked::Extend => (Act::Extend(b), Order::ExtendReservation { booking }),
            Asked::Book => (Act::Book(b), Order::Book { booking }),
            Asked::Move => (Act::Move(b, minutes), Order::MoveBooking { booking, start, desk: None, reach }),
            Asked::Cancel => (Act::Cancel(b), cancel(&booking)),
            Asked::CheckIn => (Act::CheckIn(b), check_in(&booking)),
            Asked::Wish => {
                let until = if step.day == 0 { "2026-03-02" } else { "2026-03-03" };
                (Act::Wish { kind, until: step.day }, wish(wanted, until))
            }
            Asked::DropWish => {
                let wish = self.model.wishes.get(w).map_or("hall-w0", |wish| wish.id.as_str());
                (Act::DropWish(w), Order::DropWish { wish: WishId::new(wish).unwrap() })
            }
        };
        let said = match self.world.give(order.clone()) {
            Decision::Accepted(_) => Verdict::Done,
            Decision::NothingToDo => Verdict::Nothing,
            Decision::Refused(refusal) => Verdict::No(refusal.code()),
        };
        let expected = self.model.act(act, self.now_min());
        assert_eq!(said, expected, "{order:?} at {:?}", self.world.now);
        self.name();
        self.check();
    }

    /// Tells the model the names that the office has given to what both have made, in the order of making.
    fn name(&mut self) {
        for event in &self.world.log[self.read..] {
            match &event.fact {
                Fact::SlotReserved { booking: made, .. } | Fact::BookingMoved { to: made, .. } => {
                    let mut nameless = self.model.bookings.iter_mut().filter(|booking| booking.id.is_empty());
                    nameless.next().unwrap().id = made.to_string();
                }
                Fact::WishMade { wish, .. } => {
                    self.model.wishes.iter_mut().find(|wish| wish.id.is_empty()).unwrap().id =
                        wish.to_string();
                }
                _ => {}
            }
        }
        self.read = self.world.log.len();
    }

    fn check(&self) {
        let agenda = &self.world.floor.agenda;
        check_agenda(agenda);
        assert_eq!(agenda.bookings.len(), self.model.bookings.len());
        let minute = |moment: Moment| (moment.as_millis() - at(MIDNIGHT).as_millis()) / 60_000;
        for expected in &self.model.bookings {
            let booking = &agenda.bookings[&BookingId::new(&expected.id).unwrap()];
            let place = &booking.place;
            let desk = DESKS.iter().position(|desk| *desk == place.desk.as_str()).unwrap();
            let found = super::model::Place {
                desk,
                lane: place.lane,
                start: minute(place.start),
                end: minute(place.end),
            };
            assert_eq!((booking.state, found), (expected.state, expected.place), "{}", booking.id);
            assert_eq!(booking.until.map(minute), expected.until, "{}", booking.id);
        }
        for expected in &self.model.wishes {
            let found = agenda.wishes.get(&WishId::new(&expected.id).unwrap()).map(|wish| &wish.state);
            let offered = |b: usize| BookingId::new(&self.model.bookings[b].id).unwrap();
            let state = match expected.waits {
                Waits::Waiting => WishState::Waiting,
                Waits::Offered(b) => WishState::Offered { booking: offered(b) },
                Waits::Met => WishState::Met,
                Waits::Ended => WishState::Ended,
            };
            assert_eq!(found, (!expected.gone).then_some(&state), "{}", expected.id);
        }
        self.check_due();
    }

    /// Nothing happens by itself before the timer says so.
    fn check_due(&self) {
        let due = next_due(&self.world.floor, self.world.now).unwrap();
        let early = due.minus(Duration::from_millis(1)).max(self.world.now);
        if early < due {
            let tick = decide(&self.world.floor, &Order::Tick, early);
            assert_eq!(tick, Decision::NothingToDo, "the timer says {due:?}, not {early:?}");
        }
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    let passes = prop_oneof![6 => Just(0_u32), 6 => 1..12_u32, 2 => 12..90_u32, 1 => 300..900_u32];
    let kind = prop_oneof![6 => Just(0_usize), 3 => Just(1), 3 => Just(2), 1 => Just(3)];
    let back = prop_oneof![4 => 0..3_usize, 2 => 0..20_usize];
    (passes, any_request(), kind, back, 0..2_i64, 0..5_i64).prop_map(
        |(passes_min, asked, kind, back, day, quarter)| Step { passes_min, asked, kind, back, day, quarter },
    )
}

fn any_request() -> impl Strategy<Value = Asked> {
    prop_oneof![
        6 => Just(Asked::Reserve),
        8 => Just(Asked::BookAt),
        4 => Just(Asked::Book),
        2 => Just(Asked::Extend),
        3 => Just(Asked::Move),
        4 => Just(Asked::Cancel),
        4 => Just(Asked::CheckIn),
        5 => Just(Asked::Wish),
        1 => Just(Asked::DropWish),
    ]
}
