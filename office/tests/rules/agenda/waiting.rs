//! Those who asked to be told: who is offered what is given back, and what is not offered to anybody.

use super::*;
use office::agenda::WAITING_MAX;

const NINE: &str = "2026-03-03 09:00:00";

/// A morning of an hour in which every quarter is booked.
fn full() -> (World, Vec<BookingId>) {
    full_with(json!({}))
}

fn full_with(with: Value) -> (World, Vec<BookingId>) {
    let mut hour = json!({"week": every_day(&json!([{"from": "09:00", "until": "10:00"}]))});
    hour.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    let mut world = world_with(vec![plan("hour", ONE, &[IDENTITY, RESIDENCE], hour)]);
    let starts = ["09:00", "09:15", "09:30", "09:45"].map(|time| format!("2026-03-03 {time}:00"));
    let bookings = starts.iter().map(|start| world.booked(identity(), start)).collect();
    assert_eq!(world.free_on(&identity(), "2026-03-03"), [""; 0]);
    (world, bookings)
}

#[test]
fn freed_place_goes_to_who_asked_first_before_anybody_else_can_take_it() {
    let (mut world, bookings) = full();
    let first = world.wished(wish(identity(), "2026-03-31"));
    let second = world.wished(wish(identity(), "2026-03-31"));
    let facts = world.accept(cancel(&bookings[1]));
    assert_eq!(facts.len(), 2, "in the same decision: {facts:?}");
    let offer = world.offer(&first);
    assert_eq!(world.wish(&second).state, WishState::Waiting);
    let kept = world.booking(&offer);
    assert_eq!((kept.state, kept.channel), (BookingState::Reserved, BookingChannel::Offer));
    assert_eq!((kept.place.start, kept.until), (at("2026-03-03 09:15:00"), Some(at("2026-03-02 10:30:00"))));
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:15:00")).code(), "place_taken");
    world.accept(Order::Book { booking: offer.clone() });
    assert_eq!((world.state(&offer), &world.wish(&first).state), (BookingState::Booked, &WishState::Met));
}

#[test]
fn offer_that_lapses_goes_to_the_next_in_line() {
    let (mut world, bookings) = full();
    let wishes = [0; 3].map(|_| world.wished(wish(identity(), "2026-03-31")));
    world.accept(cancel(&bookings[0]));
    for (now, next) in wishes.iter().zip(wishes.iter().skip(1)) {
        let offer = world.offer(now);
        let until = world.booking(&offer).until.unwrap();
        world.now = until;
        world.accept(Order::Tick);
        assert_eq!((world.state(&offer), &world.wish(now).state), (BookingState::Lapsed, &WishState::Ended));
        world.offer(next);
    }
    let last = world.offer(&wishes[2]);
    world.accept(cancel(&last));
    assert_eq!(world.free_on(&identity(), "2026-03-03"), ["09:00"], "now anybody can have it");
}

#[test]
fn everything_that_frees_a_place_offers_it() {
    type Freeing = fn(&mut World, &BookingId);
    let freed: [(&str, Freeing); 4] = [
        ("cancelled", |world, booking| drop(world.accept(cancel(booking)))),
        ("moved", |world, booking| drop(world.accept(move_to(booking, "2026-03-04 09:00:00")))),
        ("missed", |world, booking| {
            assert_eq!(world.booking(booking).place.start, at(NINE));
            drop(world.until("2026-03-03 09:16:00"));
        }),
        ("late", |world, booking| {
            world.now = at("2026-03-03 09:15:01");
            drop(world.checked_in(booking));
        }),
    ];
    for (how, free) in freed {
        // An appointment of an hour: there is time left when it is missed.
        let mut world = mornings();
        let booking = world.booked(wanted(&[IDENTITY, RESIDENCE], 3), NINE);
        let first = world.wished(wish(identity(), "2026-03-31"));
        world.until("2026-03-03 08:45:00");
        free(&mut world, &booking);
        let offer = world.offer(&first);
        let start = world.booking(&offer).place.start;
        assert!(world.booking(&booking).place.start <= start && world.now <= start, "{how}");
        assert!(start < world.booking(&booking).place.end, "{how}");
    }
}

#[test]
fn lapsed_reservation_is_offered_too() {
    let mut world = mornings();
    world.reserved(identity(), NINE);
    let first = world.wished(wish(identity(), "2026-03-31"));
    world.until("2026-03-02 08:40:00");
    assert_eq!(world.booking(&world.offer(&first)).place.start, at(NINE));
}

#[test]
fn who_wants_more_than_is_free_is_passed_over_and_stays_first() {
    let (mut world, bookings) = full();
    let long = world.wished(wish(wanted(&[IDENTITY, RESIDENCE], 1), "2026-03-31"));
    let short = world.wished(wish(identity(), "2026-03-31"));
    world.accept(cancel(&bookings[1]));
    let offer = world.offer(&short);
    assert_eq!(world.wish(&long).state, WishState::Waiting);
    world.accept(cancel(&bookings[2]));
    assert_eq!(world.wish(&long).state, WishState::Waiting, "a quarter is not enough");
    world.accept(cancel(&offer));
    let place = &world.booking(&world.offer(&long)).place;
    assert_eq!(
        (place.start, place.end),
        (at("2026-03-03 09:15:00"), at("2026-03-03 09:35:00")),
        "with its neighbour"
    );
}

#[test]
fn what_is_left_of_a_place_goes_on_to_others() {
    let mut world = mornings();
    let hour = world.booked(wanted(&[IDENTITY, RESIDENCE], 3), NINE);
    let wishes = [0; 5].map(|_| world.wished(wish(identity(), "2026-03-31")));
    let facts = world.accept(cancel(&hour));
    assert_eq!(facts.len(), 5, "four quarters: {facts:?}");
    let starts: Vec<_> =
        wishes[..4].iter().map(|wish| on_the_wall(world.booking(&world.offer(wish)).place.start)).collect();
    assert_eq!(starts, ["09:00", "09:15", "09:30", "09:45"]);
    assert_eq!(world.wish(&wishes[4]).state, WishState::Waiting);
}

#[test]
fn nothing_is_offered_that_the_public_could_not_book() {
    for (with, now) in [
        (json!({"lead_min": 120}), "2026-03-03 07:00:01"),
        (json!({"book_until": {"days_before": 1, "at": "18:00"}}), "2026-03-02 18:00:01"),
        // There would be less than ten minutes to answer.
        (json!({}), "2026-03-03 08:50:01"),
        (json!({"book_until": {"days_before": 1, "at": "18:00"}}), "2026-03-02 17:50:01"),
    ] {
        let (mut world, bookings) = full_with(with.clone());
        let first = world.wished(wish(identity(), "2026-03-31"));
        world.now = at(now);
        world.accept(cancel(&bookings[0]));
        assert_eq!(world.wish(&first).state, WishState::Waiting, "{with} at {now}");
    }
}

#[test]
fn offer_is_kept_no_longer_than_it_could_be_booked() {
    let (mut world, bookings) = full_with(json!({"lead_min": 60}));
    let first = world.wished(wish(identity(), "2026-03-31"));
    world.now = at("2026-03-03 07:30:00");
    world.accept(cancel(&bookings[0]));
    assert_eq!(world.booking(&world.offer(&first)).until, Some(at("2026-03-03 08:00:00")));
}

#[test]
fn last_date_that_suits_is_kept() {
    let (mut world, bookings) = full();
    let soon = world.wished(wish(identity(), "2026-03-02"));
    let later = world.wished(wish(identity(), "2026-03-03"));
    world.accept(cancel(&bookings[0]));
    assert_eq!(world.wish(&soon).state, WishState::Waiting);
    world.offer(&later);
    let facts = world.until("2026-03-03 08:30:00");
    assert!(
        facts.contains(&Fact::WishDropped { wish: soon.clone() }),
        "the day that opens ends it: {facts:?}"
    );
    assert!(!world.floor.agenda.wishes.contains_key(&soon));
    assert_eq!(world.refuse(wish(identity(), "2026-03-02")).code(), "no_such_place", "that date is over");
}

#[test]
fn who_waits_no_longer_is_offered_nothing() {
    let (mut world, bookings) = full();
    let first = world.wished(wish(identity(), "2026-03-31"));
    let second = world.wished(wish(identity(), "2026-03-31"));
    world.accept(Order::DropWish { wish: first.clone() });
    assert_eq!(world.give(Order::DropWish { wish: first.clone() }), office::decide::Decision::NothingToDo);
    world.accept(cancel(&bookings[0]));
    let offer = world.offer(&second);
    // An offer that is given back with the wish goes on.
    let third = world.wished(wish(identity(), "2026-03-31"));
    world.accept(Order::DropWish { wish: second.clone() });
    assert_eq!(
        (world.state(&offer), &world.wish(&second).state),
        (BookingState::Cancelled, &WishState::Ended)
    );
    world.offer(&third);
    let unknown = WishId::new("hall-w999").unwrap();
    assert_eq!(world.refuse(Order::DropWish { wish: unknown }).code(), "unknown_wish");
}

#[test]
fn place_that_nobody_waits_for_is_free_for_all() {
    let (mut world, bookings) = full();
    world.wished(wish(wanted(&[IDENTITY], 6), "2026-03-31"));
    assert_eq!(world.accept(cancel(&bookings[3])).len(), 1);
    world.reserved(identity(), "2026-03-03 09:45:00");
}

#[test]
fn list_has_a_limit() {
    let (mut world, _) = full();
    let facts = world.accept(wish(identity(), "2026-03-31"));
    let Fact::WishMade { services, people, wished, .. } = &facts[0] else { panic!("{facts:?}") };
    for n in 1..WAITING_MAX {
        world.record(Fact::WishMade {
            wish: WishId::new(&format!("hall-x{n}")).unwrap(),
            services: services.clone(),
            people: *people,
            wished: wished.clone(),
        });
    }
    assert_eq!(world.refuse(wish(identity(), "2026-03-31")).code(), "too_many_wait");
}
