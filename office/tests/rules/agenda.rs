//! Appointments: an office whose desks take some, and what can be asked of its agenda.

mod adopting;
mod bookings;
mod checking_in;
mod draws;
mod model;
mod places;
mod random;
mod serving;
mod waiting;

use crate::world::{
    IDENTITY, ONE, RESIDENCE, TAXES, TWO, World, at, configuration, desk, service, weekly_hours,
};
use office::agenda::{
    Booking, BookingChannel, BookingState, Reach, Slot, Wanted, Wish, WishFor, WishState, free_slots,
};
use office::command::{Order, PlaceAsked};
use office::configuration::{Configuration, Version};
use office::event::{Channel, Fact};
use office::id::{BookingId, TicketId, WishId};
use office::moment::Moment;
use serde_json::{Value, json};

/// A plan for every morning of the week; `with` takes the place of what is here.
fn plan(id: &str, desk: &str, services: &[&str], with: Value) -> Value {
    let mut plan = json!({
        "id": id, "desk": desk, "services": services, "every_min": 15,
        "week": every_day(&json!([{"from": "09:00", "until": "12:00"}])),
    });
    plan.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    plan
}

fn every_day(spans: &Value) -> Value {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    Value::Object(days.into_iter().map(|day| (day.to_owned(), spans.clone())).collect())
}

/// The office with these plans.
fn office_with(hours: Value, plans: Vec<Value>) -> Configuration {
    let mut document = configuration(hours);
    document.plans = serde_json::from_value(Value::Array(plans)).unwrap();
    assert_eq!(document.mistakes(), []);
    document
}

/// Monday half past eight in an office with these plans, open from Monday to Friday.
fn world_with(plans: Vec<Value>) -> World {
    opened(office_with(weekly_hours(), plans))
}

fn opened(document: Configuration) -> World {
    let mut world = World::with(document);
    world.accept(Order::AdoptConfiguration { version: Version(1) });
    world.accept(Order::Tick);
    world
}

/// Desk one takes identity and residence every morning, a quarter of an hour each.
fn mornings() -> World {
    world_with(vec![plan("mornings", ONE, &[IDENTITY, RESIDENCE], json!({}))])
}

fn wanted(services: &[&str], people: u32) -> Wanted {
    Wanted { services: services.iter().map(|name| service(name)).collect(), people }
}

fn identity() -> Wanted {
    wanted(&[IDENTITY], 1)
}

fn asked(wanted: Wanted, start: &str) -> PlaceAsked {
    let (channel, reach) = (BookingChannel::Home, Reach::Public);
    PlaceAsked { wanted, start: at(start), desk: None, channel, reach }
}

fn reserve(wanted: Wanted, start: &str) -> Order {
    Order::Reserve { place: asked(wanted, start) }
}

fn move_to(booking: &BookingId, start: &str) -> Order {
    Order::MoveBooking { booking: booking.clone(), start: at(start), desk: None, reach: Reach::Public }
}

fn cancel(booking: &BookingId) -> Order {
    Order::CancelBooking { booking: booking.clone() }
}

fn check_in(booking: &BookingId) -> Order {
    Order::CheckIn { booking: booking.clone(), channel: Channel::Totem, quote: None }
}

fn wish(wanted: Wanted, until: &str) -> Order {
    Order::Wish { wanted, wished: WishFor::FreedPlace { until: until.parse().unwrap() } }
}

impl World {
    fn reserved(&mut self, wanted: Wanted, start: &str) -> BookingId {
        let facts = self.accept(reserve(wanted, start));
        facts[0].booking().unwrap().clone()
    }

    fn booked(&mut self, wanted: Wanted, start: &str) -> BookingId {
        let facts = self.accept(Order::BookAt { place: asked(wanted, start) });
        facts[0].booking().unwrap().clone()
    }

    fn checked_in(&mut self, booking: &BookingId) -> TicketId {
        let facts = self.accept(check_in(booking));
        facts.iter().find_map(Fact::ticket).unwrap().clone()
    }

    fn wished(&mut self, order: Order) -> WishId {
        match self.accept(order).remove(0) {
            Fact::WishMade { wish, .. } => wish,
            other => panic!("{other:?}"),
        }
    }

    fn booking(&self, id: &BookingId) -> &Booking {
        &self.floor.agenda.bookings[id]
    }

    fn state(&self, id: &BookingId) -> BookingState {
        self.booking(id).state
    }

    fn wish(&self, id: &WishId) -> &Wish {
        &self.floor.agenda.wishes[id]
    }

    /// The reservation that a wish was offered.
    fn offer(&self, id: &WishId) -> BookingId {
        match &self.wish(id).state {
            WishState::Offered { booking } => booking.clone(),
            other => panic!("{other:?}"),
        }
    }

    /// The free times of a date, as the wall shows them.
    fn free_on(&self, wanted: &Wanted, date: &str) -> Vec<String> {
        self.slots_on(wanted, date, Reach::Public).iter().map(|slot| on_the_wall(slot.place.start)).collect()
    }

    fn slots_on(&self, wanted: &Wanted, date: &str, reach: Reach) -> Vec<Slot> {
        let dates = (date.parse().unwrap(), 1);
        free_slots(self.floor.rules().unwrap(), &self.floor.agenda, wanted, dates, (reach, self.now)).unwrap()
    }

    /// Lets the timer of the office run until a moment.
    fn until(&mut self, moment: &str) -> Vec<Fact> {
        let until = at(moment);
        let mut facts = Vec::new();
        while let Some(due) = office::due::next_due(&self.floor, self.now).filter(|due| *due <= until) {
            self.now = due;
            for (plan, date) in office::due::draws_due(&self.floor, due) {
                facts.extend(self.accept(Order::HoldDraw { plan, date, seed: 7 }));
            }
            if let office::decide::Decision::Accepted(done) = self.give(Order::Tick) {
                facts.extend(done);
            }
        }
        self.now = until;
        facts
    }

    /// Opens desks one, two and three.
    fn open_desks(&mut self) {
        for name in [ONE, TWO, crate::world::THREE] {
            self.accept(Order::OpenDesk { desk: desk(name) });
        }
    }
}

fn on_the_wall(moment: Moment) -> String {
    moment.utc().with_timezone(&chrono_tz::Europe::Rome).format("%H:%M").to_string()
}

fn states(world: &World, ids: &[&BookingId]) -> Vec<BookingState> {
    ids.iter().map(|id| world.state(id)).collect()
}
