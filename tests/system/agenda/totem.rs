//! Appointments over the link of a totem.

use chrono::NaiveDate;
use office::agenda::{BookingState, Wanted};
use office::language::Language;
use office::refusal::Refusal;
use office::wire::{Appointment, Ask, FromDevice, Reply, Taken, ToDevice};
use std::collections::BTreeMap;
use std::time::Duration;
use tests::device::Link;
use tests::world::{CARD, RESIDENCE, World, moment};

#[tokio::test(flavor = "multi_thread")]
async fn totem_keeps_books_and_checks_in_and_the_same_request_is_answered_the_same() {
    let world = World::begin().await;
    let mut totem = linked(&world).await;
    let date = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let slots = totem.reply("slots-1", Ask::Slots { wanted: wanted(RESIDENCE), from: date, days: 1 }).await;
    let Reply::Slots { slots } = slots else { panic!("{slots:?}") };
    assert_eq!((slots.len(), slots[0].start), (8, moment(super::HALF_PAST_TEN)));

    let kept = totem.appointment("keep-1", reserve(slots[0].start)).await;
    assert_eq!((kept.state, kept.desk.clone()), (BookingState::Reserved, slots[0].desk.clone()));
    assert_eq!(totem.appointment("keep-1", reserve(slots[0].start)).await, kept);
    let refused = totem.refused("keep-2", reserve(slots[0].start)).await;
    assert_eq!(refused, Refusal::PlaceTaken);

    let booked = totem.appointment("book-1", book(&kept)).await;
    assert_eq!((booked.state, &booked.code, booked.until), (BookingState::Booked, &kept.code, None));
    let release = Ask::Release { booking: kept.booking.clone() };
    let refused = totem.refused("free-1", release).await;
    assert_eq!(refused, Refusal::BookingStep { state: BookingState::Booked });

    world.pass(Duration::from_secs(3600)).await;
    let taken = totem.taken("here-1", check_in(&booked.page_url.to_uppercase())).await;
    assert_eq!((taken.number.to_string().as_str(), taken.due), ("B001", Some(slots[0].start)));
    assert!(taken.printed && !taken.late);
    let again = totem.taken("here-1", check_in(&booked.page_url.to_uppercase())).await;
    assert_eq!(again, taken);
}

#[tokio::test(flavor = "multi_thread")]
async fn totem_gives_back_what_it_keeps_and_nothing_of_others() {
    let world = World::begin().await;
    let mut totem = linked(&world).await;
    let start = moment(super::HALF_PAST_TEN);
    let kept = totem.appointment("keep-1", reserve(start)).await;
    let release = Ask::Release { booking: kept.booking.clone() };
    assert!(matches!(totem.reply("free-1", release).await, Reply::Released));
    let kept = totem.appointment("keep-2", reserve(start)).await;
    let from_home =
        world.stranger().post(super::RESERVATIONS, super::place("2026-03-02T11:00:00+01:00")).await;
    let other = Appointment { booking: from_home.is(201)["id"].as_str().unwrap().parse().unwrap(), ..kept };
    let release = Ask::Release { booking: other.booking.clone() };
    assert_eq!(totem.refused("free-2", release).await, Refusal::UnknownBooking);
    assert_eq!(totem.refused("book-2", book(&other)).await, Refusal::UnknownBooking);
}

#[tokio::test(flavor = "multi_thread")]
async fn totem_at_which_somebody_guesses_codes_is_slowed() {
    let world = World::begin().await;
    let mut totem = linked(&world).await;
    for nth in 0..20 {
        let refused = totem.refused(&format!("guess-{nth}"), check_in(&format!("AAAA-{nth:04}"))).await;
        assert_eq!(refused, Refusal::UnknownBooking);
    }
    totem.say("guess-20", check_in("AAAA-9999")).await;
    assert!(matches!(totem.0.answer().await, ToDevice::Busy { .. }));
}

struct Totem(Link);

async fn linked(world: &World) -> Totem {
    Totem(Link::welcomed(world.address(), "totem-1", &world.device_key("totem-1")).await)
}

impl Totem {
    async fn say(&mut self, request: &str, ask: Ask) {
        let request = request.parse().unwrap();
        self.0.say(&FromDevice::Ask { request, ask }).await;
    }

    async fn reply(&mut self, request: &str, ask: Ask) -> Reply {
        self.say(request, ask).await;
        match self.0.answer().await {
            ToDevice::Reply { reply, .. } => reply,
            other => panic!("{other:?}"),
        }
    }

    async fn appointment(&mut self, request: &str, ask: Ask) -> Appointment {
        match self.reply(request, ask).await {
            Reply::Appointment(appointment) => *appointment,
            other => panic!("{other:?}"),
        }
    }

    async fn taken(&mut self, request: &str, ask: Ask) -> Taken {
        match self.reply(request, ask).await {
            Reply::Taken(taken) => taken,
            other => panic!("{other:?}"),
        }
    }

    async fn refused(&mut self, request: &str, ask: Ask) -> Refusal {
        self.say(request, ask).await;
        match self.0.answer().await {
            ToDevice::Refused { refusal, .. } => refusal,
            other => panic!("{other:?}"),
        }
    }
}

fn wanted(service: &str) -> Wanted {
    Wanted { services: vec![service.parse().unwrap()], people: 1 }
}

fn reserve(start: office::moment::Moment) -> Ask {
    Ask::Reserve { wanted: wanted(CARD), start, desk: None, language: Language::Ro }
}

fn book(kept: &Appointment) -> Ask {
    let booking = kept.booking.clone();
    Ask::Book { booking, need: None, answers: BTreeMap::new(), language: Language::Ro, print: true }
}

fn check_in(code: &str) -> Ask {
    Ask::CheckIn { code: code.to_owned(), language: Language::Ro, print: true }
}
