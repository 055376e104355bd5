//! What a wrong clock leaves behind once it is believed, and how the day comes right again.

use crate::world::{IDENTITY, ONE, TAXES, World, at, configuration, desk, issue_order};
use office::command::Order;
use office::configuration::Version;
use office::decide::Decision;
use office::due::{next_due, opens_again};
use office::event::{Fact, Outcome};
use office::id::TicketId;
use office::number::Series;
use office::ticket::{Class, LegState};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

#[test]
fn an_hour_either_way_in_the_middle_of_the_day_changes_nobodys_place() {
    for wrong in ["2026-03-02 10:00:00", "2026-03-02 08:00:00"] {
        let mut world = World::with_open_desks();
        let (first, second) = (world.issue(IDENTITY), world.issue(TAXES));
        time_is(&mut world, wrong);
        assert!(waits(&world, &first) && waits(&world, &second), "{wrong}");
        assert_eq!(world.call_next(ONE), Some(first), "{wrong}");
        let third = world.give(issue_order(IDENTITY, Class::Ordinary));
        // Before the numbers are given there are none; whoever has one keeps it.
        assert_eq!(matches!(third, Decision::Accepted(_)), wrong.contains("10:00"), "{third:?}");
        time_is(&mut world, "2026-03-02 09:05:00");
        world.issue(IDENTITY);
        assert!(waits(&world, &second), "{wrong}");
    }
}

#[test]
fn day_goes_on_where_the_clock_falls_back_behind_it() {
    // The Sunday before, the night before that, and a lost date.
    for wrong in ["2026-03-01 10:00:00", "2026-02-28 03:00:00", "1970-01-01 00:00:00"] {
        let mut world = World::with_open_desks();
        let waiting = world.issue(IDENTITY);
        time_is(&mut world, wrong);
        assert!(waits(&world, &waiting), "{wrong}");
        assert_eq!(world.call_next(ONE), Some(waiting), "{wrong}");
        time_is(&mut world, "2026-03-02 09:10:00");
        assert_eq!(number(&world.issue(IDENTITY)), "A002", "{wrong}");
    }
}

#[test]
fn day_that_a_clock_far_ahead_has_closed_is_opened_again_and_its_numbers_go_on() {
    // In 2099 a Sunday, on which nothing opens, and the Monday after.
    for wrong in ["2099-03-01 10:00:00", "2099-03-02 10:00:00"] {
        let mut world = World::with_open_desks();
        let lost = world.issue(IDENTITY);
        world.issue(TAXES);
        time_is(&mut world, wrong);
        assert!(!waits(&world, &lost), "{wrong}");
        time_is(&mut world, "2026-03-02 09:30:00");
        assert_eq!(world.floor.day.unwrap().date.to_string(), "2026-03-02", "{wrong}");
        assert_eq!(number(&world.issue(IDENTITY)), "A002", "{wrong}");
        world.accept(Order::OpenDesk { desk: desk(ONE) });
        assert_eq!(number(&world.call_next(ONE).unwrap()), "A002");
        assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-02 20:00:00")));
        time_is(&mut world, "2026-03-03 09:30:00");
        assert_eq!(world.issue(IDENTITY).as_str(), "hall-20260303-A001", "{wrong}");
    }
}

#[test]
fn whoever_took_a_number_in_a_day_far_ahead_is_served_before_the_date_comes_right() {
    let mut world = World::with_open_desks();
    time_is(&mut world, "2099-03-02 10:00:00");
    world.accept(Order::OpenDesk { desk: desk(ONE) });
    let ticket = world.issue(IDENTITY);
    time_is(&mut world, "2026-03-02 09:30:00");
    assert_eq!(world.floor.day.unwrap().date.to_string(), "2099-03-02");
    let behind = world.issue(IDENTITY);
    for waiting in [ticket, behind] {
        assert_eq!(world.call_next(ONE), Some(waiting.clone()));
        world.accept(Order::Start { ticket: waiting.clone() });
        world.accept(Order::Finish { ticket: waiting, outcome: Outcome::Settled, done: Vec::new() });
    }
    tick(&mut world);
    assert_eq!(world.floor.day.unwrap().date.to_string(), "2026-03-02");
}

#[test]
fn day_far_ahead_gives_way_to_the_next_new_day_with_whoever_is_left_in_it() {
    let mut world = World::new();
    time_is(&mut world, "2099-03-02 10:00:00");
    world.issue(IDENTITY);
    time_is(&mut world, "2026-03-02 16:00:00");
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-03 08:30:00")));
    time_is(&mut world, "2026-03-03 08:30:00");
    assert_eq!(world.floor.day.unwrap().date.to_string(), "2026-03-03");
    assert_eq!(number(&world.issue(IDENTITY)), "A001");
}

#[test]
fn date_is_opened_again_only_while_its_doors_are_still_to_close() {
    let mut world = World::new();
    time_is(&mut world, "2026-03-02 20:00:00");
    time_is(&mut world, "2026-03-02 19:00:00");
    assert_eq!(world.floor.day, None);
    assert_eq!(opens_again(&world.floor, world.now), None);
    assert_eq!(world.give(Order::OpenAgain { given: BTreeMap::new() }), Decision::NothingToDo);
    time_is(&mut world, "2026-03-02 16:59:00");
    assert!(world.floor.day.is_some());
}

#[test]
fn nights_on_which_the_hour_changes_open_and_close_each_date_once() {
    // Rolling at an hour that the one night does not have and the other has twice, and at another.
    for rolls_at in ["02:30", "04:00"] {
        for (evening, dates) in [
            ("2026-03-28 20:00:00", ["2026-03-28", "2026-03-29", "2026-03-30"]),
            ("2026-10-24 20:00:00", ["2026-10-24", "2026-10-25", "2026-10-26"]),
        ] {
            // A machine that keeps the office's time in its clock is an hour wrong after the change.
            for wrong_by_min in [-60, 0, 60] {
                let mut world = always_open(rolls_at, evening);
                for quarter in 0..36 * 4 {
                    let minutes = quarter * 15 + if quarter >= 6 * 4 { wrong_by_min } else { 0 };
                    world.now = at(evening).plus(Duration::from_secs(60 * minutes as u64));
                    tick(&mut world);
                    world.issue(IDENTITY);
                }
                let opened: Vec<String> = world.log.iter().filter_map(|event| opened(&event.fact)).collect();
                assert_eq!(opened, dates, "{rolls_at} {wrong_by_min}");
            }
        }
    }
}

#[test]
fn clock_that_jumps_at_random_gives_no_number_twice_and_locks_nobody_out() {
    let mut seed = 7_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..60 {
        let mut world = World::with_open_desks();
        for _ in 0..40 {
            let years = [0, 0, 0, 1, 73][random(5) as usize] * 365 * 24 * 3600;
            let hours = random(72) * 3600 + random(3600);
            let right = at("2026-03-02 09:00:00");
            let span = Duration::from_secs(years + hours);
            world.now = if random(2) == 0 { right.plus(span) } else { right.minus(span) };
            tick(&mut world);
            let _ = world.give(issue_order(IDENTITY, Class::Ordinary));
            let _ = world.give(Order::OpenDesk { desk: desk(ONE) });
            let _ = world.give(Order::CallNext { desk: desk(ONE) });
        }
        // The clock is right again: numbers are given.
        time_is(&mut world, "2026-03-02 12:00:00");
        world.issue(IDENTITY);
    }
}

fn time_is(world: &mut World, now: &str) {
    world.now = at(now);
    tick(world);
}

/// An office that never closes; its world is not replayed, since that knows the usual hours.
fn always_open(rolls_at: &str, now: &str) -> World {
    let mut world = World::before_first_day().unchecked();
    let document = configuration(json!({ "always_rolls_at": rolls_at }));
    world.floor.configurations.insert(Version(3), Arc::new(document));
    world.now = at(now);
    world.accept(Order::AdoptConfiguration { version: Version(3) });
    world
}

/// The date of a day that was opened.
fn opened(fact: &Fact) -> Option<String> {
    match fact {
        Fact::DayOpened { date, .. } => Some(date.to_string()),
        _ => None,
    }
}

/// What the registrar does when time has passed.
fn tick(world: &mut World) {
    if let Some(plan) = opens_again(&world.floor, world.now) {
        world.accept(Order::OpenAgain { given: given(world, plan.date) });
    }
    while next_due(&world.floor, world.now) == Some(world.now) {
        world.accept(Order::Tick);
    }
}

/// The last count of each series on a date, as the table of tickets has it.
fn given(world: &World, date: chrono::NaiveDate) -> BTreeMap<Series, u32> {
    let mut given = BTreeMap::new();
    for event in world.log.iter().filter(|event| event.day == Some(date)) {
        if let Fact::TicketIssued { number, .. } = &event.fact {
            let last = given.entry(number.series()).or_insert(0);
            *last = number.count().get().max(*last);
        }
    }
    given
}

fn waits(world: &World, ticket: &TicketId) -> bool {
    world.floor.tickets.get(ticket).is_some_and(|ticket| ticket.state() == LegState::Waiting)
}

fn number(ticket: &TicketId) -> &str {
    ticket.as_str().rsplit('-').next().unwrap()
}
