//! Who is next where some have appointments: the formulas of the `queueing` study, section 8.5.

use super::*;
use office::configuration::Targets;
use office::queue::{bend, in_milli, line_for, next_for, urgency_of, urgency_of_appointment};
use office::ticket::Class;
use office::why::Why;
use proptest::prelude::*;
use std::time::Duration;

/// Desks open at nine, and an appointment at this time checked in for at another.
fn hall(due: &str, here: &str) -> (World, TicketId) {
    let mut world = mornings();
    let booking = world.booked(identity(), due);
    world.open_desks();
    world.now = at(here);
    let ticket = world.checked_in(&booking);
    (world, ticket)
}

#[test]
fn urgency_of_an_appointment_is_one_and_grows_by_one_every_two_minutes() {
    let due = at("2026-03-02 10:00:00");
    for (here, now, milli) in [
        ("09:40", "09:50", 1_000),
        ("09:40", "10:00", 1_000),
        ("09:40", "10:01", 1_500),
        ("09:40", "10:10", 6_000),
        // Who comes after the time counts from then.
        ("10:08", "10:08", 1_000),
        ("10:08", "10:10", 2_000),
    ] {
        let (here, now) = (at(&format!("2026-03-02 {here}:00")), at(&format!("2026-03-02 {now}:00")));
        let urgency = urgency_of_appointment(due, here, &Targets::default(), now);
        assert_eq!(in_milli(urgency), milli, "{here:?} {now:?}");
    }
}

#[test]
fn appointment_is_not_called_before_ten_minutes_to_its_time() {
    let (mut world, booked) = hall("2026-03-02 10:00:00", "2026-03-02 09:30:00");
    let walk_in = world.issue(IDENTITY);
    world.now = at("2026-03-02 09:49:59");
    let one = desk(ONE);
    let line: Vec<_> = line_for(&world.floor, &one, world.now).iter().map(|ticket| &ticket.id).collect();
    assert_eq!(line, [&walk_in, &booked], "whose time has not come stands behind");
    assert_eq!(world.call_next(ONE), Some(walk_in));
    assert_eq!(world.call_next(TWO), None, "rather nobody than too early");
    world.now = at("2026-03-02 09:50:00");
    let choice = next_for(&world.floor, &desk(TWO), world.now).unwrap();
    assert_eq!(
        (choice.why, choice.urgency_milli),
        (Why::Appointment { due: at("2026-03-02 10:00:00") }, 1_000)
    );
    assert_eq!(world.call_next(TWO), Some(booked));
}

#[test]
fn clerk_may_choose_an_appointment_before_its_time() {
    let (mut world, booked) = hall("2026-03-02 10:00:00", "2026-03-02 09:30:00");
    world.accept(crate::world::call(&booked, ONE));
}

#[test]
fn appointment_passes_those_who_wait_within_their_promise_and_not_those_beyond() {
    let (mut world, booked) = hall("2026-03-02 10:00:00", "2026-03-02 09:31:00");
    world.now = at("2026-03-02 09:38:00");
    let long = world.issue(IDENTITY);
    world.now = at("2026-03-02 09:50:00");
    let short = world.issue(IDENTITY);
    world.now = at("2026-03-02 10:00:00");
    // Twenty-two minutes weigh 1.1, ten weigh 0.5, the appointment 1.
    assert_eq!(world.call_next(ONE), Some(long));
    assert_eq!(world.call_next(TWO), Some(booked));
    assert_eq!(world.call_next(crate::world::THREE), Some(short));
}

#[test]
fn two_whose_time_has_yet_to_come_go_by_their_time() {
    let mut world = mornings();
    let early = world.booked(identity(), "2026-03-02 09:15:00");
    let late = world.booked(identity(), "2026-03-02 09:30:00");
    world.open_desks();
    world.now = at("2026-03-02 09:05:00");
    let late = world.checked_in(&late);
    world.now = at("2026-03-02 09:10:00");
    let early = world.checked_in(&early);
    // Nobody was late: both weigh 1 in a moment, and who was here first does not count.
    world.now = at("2026-03-02 09:20:00").minus(Duration::from_secs(300));
    assert_eq!(world.call_next(ONE), Some(early.clone()));
    assert_eq!(world.floor.ahead_of(world.ticket(&late)), 0);
    world.now = at("2026-03-02 09:20:00");
    assert_eq!(world.call_next(TWO), Some(late));
}

#[test]
fn who_has_not_checked_in_is_never_called_and_the_place_serves_somebody_present() {
    let mut world = mornings();
    world.booked(identity(), "2026-03-02 09:00:00");
    world.open_desks();
    world.now = at("2026-03-02 09:00:00");
    assert_eq!(world.call_next(ONE), None);
    let walk_in = world.issue(IDENTITY);
    assert_eq!(world.call_next(ONE), Some(walk_in));
    let facts = world.until("2026-03-02 09:20:00");
    assert!(matches!(facts[0], Fact::BookingMissed { saved_min: 10, .. }), "{facts:?}");
}

#[test]
fn ahead_of_an_appointment_are_earlier_appointments_only() {
    let mut world = mornings();
    let bookings = ["09:00", "09:15"].map(|time| world.booked(identity(), &format!("2026-03-02 {time}:00")));
    world.now = at("2026-03-02 08:50:00");
    for _ in 0..5 {
        world.issue(IDENTITY);
    }
    let [first, second] = bookings.map(|booking| world.checked_in(&booking));
    assert_eq!(world.floor.ahead_of(world.ticket(&first)), 0);
    assert_eq!(world.floor.ahead_of(world.ticket(&second)), 1);
    let walk_in = world.issue(IDENTITY);
    assert_eq!(world.floor.ahead_of(world.ticket(&walk_in)), 7);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// A walk-in is passed by appointments only that are late by more than 2 × (bend(w / 20) − 1) minutes,
    /// or that are called within its promise; first come, first served within everything that is alike.
    #[test]
    fn nobody_is_passed_by_more_than_the_bounds_allow(
        appointments in prop::collection::vec((0..8_usize, -30..16_i64), 1..6),
        walk_ins in prop::collection::vec((0..150_i64, prop::bool::weighted(0.2)), 1..12),
        at_min in 0..200_i64,
    ) {
        let minute = |n: i64| Moment::from_millis(at("2026-03-02 09:00:00").as_millis() + n * 60_000).unwrap();
        let mut world = world_with(vec![plan("wide", ONE, &[IDENTITY], json!({"capacity": 8}))]);
        let mut comes: Vec<(i64, Result<BookingId, bool>)> = Vec::new();
        for (quarter, off) in appointments {
            let slot = 15 * quarter as i64 + 30;
            let booking = world.booked(identity(), &format!("2026-03-02 {}:00", on_the_wall(minute(slot))));
            comes.push((slot + off, Ok(booking)));
        }
        comes.extend(walk_ins.into_iter().map(|(when, priority)| (when, Err(priority))));
        comes.sort_by_key(|(when, _)| *when);
        world.now = minute(0);
        world.open_desks();
        for (when, who) in comes.into_iter().take_while(|(when, _)| *when <= at_min) {
            world.until(&format!("2026-03-02 {}:00", on_the_wall(minute(when))));
            match who {
                Ok(booking) => drop(world.checked_in(&booking)),
                Err(true) => drop(world.issue_as(IDENTITY, Class::Priority)),
                Err(false) => drop(world.issue(IDENTITY)),
            }
        }
        world.now = minute(at_min.max(30));
        let targets = Targets::default();
        let waiting: Vec<_> = world.floor.waiting_tickets().cloned().collect();
        let Some(choice) = next_for(&world.floor, &desk(ONE), world.now) else {
            prop_assert!(waiting.iter().all(|ticket| ticket.due.is_some_and(|due| due.minus(Duration::from_secs(600)) > world.now)));
            return Ok(());
        };
        let called = choice.ticket;
        if let Some(due) = called.due {
            prop_assert!(due.minus(Duration::from_secs(600)) <= world.now, "never before its window");
        }
        for passed in waiting.iter().filter(|ticket| ticket.id != called.id) {
            let alike = passed.class == called.class && passed.due.is_some() == called.due.is_some();
            match (called.due, passed.due) {
                (None, None) if alike => prop_assert!(called.seq < passed.seq, "first come, first served"),
                (Some(due), None) => {
                    let waited = world.now.minutes_since(passed.joined_at);
                    let promise = if passed.class == Class::Priority { 6.0 } else { 20.0 };
                    let late = world.now.minutes_since(due.max(called.joined_at));
                    prop_assert!(late + 1e-6 >= 2.0 * (bend(waited / promise) - 1.0), "{late} late, {waited} waited");
                }
                (Some(one), Some(other)) if other.minus(Duration::from_secs(600)) <= world.now => {
                    prop_assert!(urgency_of(called, &targets, world.now) >= urgency_of(passed, &targets, world.now));
                    let both_early = one >= world.now && other >= world.now;
                    prop_assert!(!both_early || one <= other, "by their time");
                }
                _ => {}
            }
        }
    }
}
