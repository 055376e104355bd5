//! Draws: those who come in the minutes before a release, in an order that a seed alone decides.

use super::*;
use office::agenda::in_random_order;
use office::decide::Decision;
use office::due::{draws_due, next_due};
use office::id::PlanId;

const DATE: &str = "2026-03-16";
/// When the places of [`DATE`] are released.
const RELEASE: &str = "2026-03-02 09:00:00";

/// An hour of four places, released two weeks before at nine, by a draw.
fn scarce() -> World {
    let with = json!({
        "week": every_day(&json!([{"from": "09:00", "until": "10:00"}])),
        "horizon_days": 14, "release_at": "09:00", "draw": true,
    });
    world_with(vec![plan("scarce", ONE, &[IDENTITY, RESIDENCE], with)])
}

fn join(wanted: Wanted) -> Order {
    let (plan, date) = drawn();
    Order::Wish { wanted, wished: WishFor::Draw { plan, date } }
}

fn drawn() -> (PlanId, chrono::NaiveDate) {
    (PlanId::new("scarce").unwrap(), DATE.parse().unwrap())
}

fn hold(seed: u64) -> Order {
    let (plan, date) = drawn();
    Order::HoldDraw { plan, date, seed }
}

#[test]
fn draw_is_joined_in_the_ten_minutes_before_the_release() {
    let mut world = scarce();
    for (now, from) in [
        ("2026-03-02 08:49:59", Some("2026-03-02 08:50:00")),
        ("2026-03-02 09:00:00", None),
        ("2026-03-02 10:00:00", None),
    ] {
        world.now = at(now);
        let refusal = world.refuse(join(identity()));
        assert_eq!(refusal, office::refusal::Refusal::DrawClosed { from: from.map(at) }, "{now}");
    }
    for now in ["2026-03-02 08:50:00", "2026-03-02 08:59:59"] {
        world.now = at(now);
        world.accept(join(identity()));
    }
    world.until(RELEASE);
}

#[test]
fn draw_for_what_the_plan_does_not_offer_is_refused() {
    let mut world = scarce();
    world.now = at("2026-03-02 08:55:00");
    let (plan, date) = drawn();
    for (wanted, plan, date) in [
        (identity(), PlanId::new("other").unwrap(), date),
        (identity(), plan.clone(), "2026-03-15".parse().unwrap()),
        (wanted(&[IDENTITY], 7), plan.clone(), date),
        (wanted(&[IDENTITY, RESIDENCE], 4), plan, date),
    ] {
        let order = Order::Wish { wanted, wished: WishFor::Draw { plan, date } };
        let code = world.refuse(order).code();
        assert!(["no_such_place", "too_many_people"].contains(&code), "{code}");
    }
}

#[test]
fn places_go_in_the_order_of_the_draw_until_nothing_is_left() {
    let mut world = scarce();
    world.now = at("2026-03-02 08:55:00");
    let joined: Vec<WishId> = (0..9).map(|_| world.wished(join(identity()))).collect();
    assert_eq!(next_due(&world.floor, world.now), Some(at(RELEASE)));
    assert_eq!(draws_due(&world.floor, world.now), []);
    assert_eq!(world.give(hold(42)), Decision::NothingToDo, "not yet");
    world.now = at(RELEASE);
    assert_eq!(draws_due(&world.floor, world.now), [drawn()]);
    let facts = world.accept(hold(42));
    let expected: Vec<WishId> = in_random_order(9, 42).into_iter().map(|n| joined[n].clone()).collect();
    let Fact::DrawHeld { seed: 42, order, .. } = &facts[0] else { panic!("{facts:?}") };
    assert_eq!(*order, expected);
    let starts: Vec<_> =
        expected[..4].iter().map(|wish| on_the_wall(world.booking(&world.offer(wish)).place.start)).collect();
    assert_eq!(starts, ["09:00", "09:15", "09:30", "09:45"]);
    assert!(expected[4..].iter().all(|wish| world.wish(wish).state == WishState::Ended));
    assert_eq!((facts.len(), world.give(hold(43))), (5, Decision::NothingToDo), "held once");
    assert_eq!(draws_due(&world.floor, world.now), []);
}

#[test]
fn nobody_gets_a_place_past_those_who_stand_in_the_draw() {
    let mut world = scarce();
    world.now = at("2026-03-02 08:55:00");
    world.accept(join(identity()));
    world.now = at(RELEASE);
    // The clock has yet to hold it.
    assert_eq!(world.free_on(&identity(), DATE), [""; 0]);
    assert_eq!(world.refuse(reserve(identity(), "2026-03-16 09:00:00")).code(), "no_such_place");
    let mut office = asked(identity(), "2026-03-16 09:00:00");
    office.reach = Reach::Staff;
    assert_eq!(world.refuse(Order::BookAt { place: office }).code(), "no_such_place", "nor the office");
    world.accept(hold(1));
    assert_eq!(world.free_on(&identity(), DATE), ["09:15", "09:30", "09:45"], "what is left is for all");
}

#[test]
fn release_that_nobody_waits_for_is_for_all() {
    let mut world = scarce();
    world.now = at(RELEASE);
    assert_eq!(world.free_on(&identity(), DATE).len(), 4);
    assert_eq!(draws_due(&world.floor, world.now), []);
}

#[test]
fn who_has_left_the_draw_is_not_drawn() {
    let mut world = scarce();
    world.now = at("2026-03-02 08:55:00");
    let gone = world.wished(join(identity()));
    let stays = world.wished(join(identity()));
    world.accept(Order::DropWish { wish: gone });
    world.now = at(RELEASE);
    let facts = world.accept(hold(3));
    assert!(matches!(&facts[0], Fact::DrawHeld { order, .. } if *order == [stays]), "{facts:?}");
}

#[test]
fn long_and_short_appointments_are_drawn_together() {
    let mut world = scarce();
    world.now = at("2026-03-02 08:55:00");
    for people in [1, 2, 3, 1, 2, 1, 1, 6, 2] {
        world.accept(join(wanted(&[IDENTITY], people)));
    }
    world.until(RELEASE);
    let rules = world.floor.rules().unwrap();
    let zone = rules.office.zone;
    for booking in world.floor.agenda.bookings.values() {
        let stretches = rules.plans[0].stretches_on(DATE.parse().unwrap(), &rules.hours, zone);
        assert!(booking.place.start >= stretches[0].1.from && booking.place.end <= stretches[0].1.until);
    }
    assert!(!world.floor.agenda.bookings.is_empty());
    assert!(world.floor.agenda.draws.is_empty());
}

#[test]
fn draw_of_a_plan_that_is_gone_ends_with_nothing() {
    let mut world = scarce().unchecked();
    world.now = at("2026-03-02 08:55:00");
    let wish = world.wished(join(identity()));
    let mut document = world.floor.rules().unwrap().clone();
    document.plans.clear();
    world.floor.configurations.insert(Version(2), std::sync::Arc::new(document));
    world.accept(Order::AdoptConfiguration { version: Version(2) });
    assert_eq!(draws_due(&world.floor, world.now), [drawn()], "there is nothing to wait for");
    assert!(next_due(&world.floor, world.now).is_some_and(|due| due <= world.now));
    assert_eq!(world.accept(hold(1)).len(), 1);
    assert_eq!(world.wish(&wish).state, WishState::Ended);
}

#[test]
fn crowd_is_drawn_for_two_hundred_places_each_once() {
    let with = json!({
        "week": every_day(&json!([{"from": "09:00", "until": "12:30"}])), "every_min": 10, "capacity": 10,
        "horizon_days": 14, "release_at": "09:00", "draw": true,
    });
    let mut world = world_with(vec![plan("scarce", ONE, &[IDENTITY], with)]).unchecked();
    world.now = at("2026-03-02 08:59:00");
    let (plan, date) = drawn();
    for n in 0..5_000 {
        world.record(Fact::WishMade {
            wish: WishId::new(&format!("hall-x{n}")).unwrap(),
            services: identity().services,
            people: 1,
            wished: WishFor::Draw { plan: plan.clone(), date },
        });
    }
    world.now = at(RELEASE);
    let facts = world.accept(hold(9));
    assert_eq!(facts.len(), 1 + 210);
    crate::world::check_agenda(&world.floor.agenda);
    assert_eq!(world.free_on(&identity(), DATE), [""; 0]);
}
