//! The service day: opened and closed by the clock, and when numbers can be taken in it.

use crate::world::{IDENTITY, ONE, TAXES, World, at, desk, issue_order};
use office::command::Order;
use office::configuration::{Configuration, Version};
use office::decide::Decision;
use office::due::next_due;
use office::event::Fact;
use office::floor::DeskState;
use office::moment::Moment;
use office::refusal::Refusal;
use office::ticket::{Class, LegState};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

#[test]
fn the_day_opens_by_a_tick_half_an_hour_before_the_doors() {
    let mut world = World::before_first_day();
    world.now = at("2026-03-02 07:00:00");
    world.accept(Order::AdoptConfiguration { version: Version(1) });
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-02 08:30:00")));
    world.now = at("2026-03-02 08:30:00");
    let opened = Fact::DayOpened {
        date: date("2026-03-02"),
        opens: at("2026-03-02 09:00:00"),
        closes: at("2026-03-02 17:00:00"),
        ends: at("2026-03-02 20:00:00"),
        configuration: Version(1),
        given: BTreeMap::new(),
    };
    assert_eq!(world.accept(Order::Tick), [opened]);
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
}

#[test]
fn a_day_whose_opening_was_missed_opens_at_start_up() {
    let mut world = World::before_first_day();
    world.now = at("2026-03-02 11:17:00");
    world.accept(Order::AdoptConfiguration { version: Version(1) });
    assert_eq!(next_due(&world.floor, world.now), Some(world.now));
    world.accept(Order::Tick);
    world.issue(IDENTITY);
}

#[test]
fn three_hours_after_closing_the_day_ends_with_all_that_is_open_in_it() {
    let mut world = World::with_open_desks();
    let served = world.issue(IDENTITY);
    let waiting = world.issue(TAXES);
    world.call_next(ONE);
    world.now = at("2026-03-02 19:59:59");
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-02 20:00:00")));
    world.now = at("2026-03-02 20:00:00");
    let facts = world.accept(Order::Tick);
    assert_eq!(facts.last(), Some(&Fact::DayClosed { date: date("2026-03-02") }));
    for id in [served, waiting] {
        assert_eq!(world.ticket(&id).state(), LegState::Lapsed);
    }
    assert_eq!(world.floor.desk_state(&desk(ONE)), DeskState::Closed);
    assert_eq!(world.floor.ticket_at(&desk(ONE)), None);
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-03 08:30:00")));
}

#[test]
fn a_closing_that_was_missed_is_made_up_for_before_the_new_day_opens() {
    let mut world = World::with_open_desks();
    let forgotten = world.issue(IDENTITY);
    world.now = at("2026-03-03 10:00:00");
    let facts = world.accept(Order::Tick);
    let closed = facts.iter().position(|f| *f == Fact::DayClosed { date: date("2026-03-02") }).unwrap();
    assert!(facts[..closed].contains(&Fact::TicketLapsed { ticket: forgotten }));
    assert!(matches!(facts[closed + 1..], [Fact::DayOpened { .. }]), "{facts:?}");
    assert!(world.floor.tickets.is_empty() && world.floor.desks.is_empty());
}

#[test]
fn a_closed_day_is_not_opened_again_by_a_mere_tick_where_the_clock_goes_back() {
    let mut world = World::new();
    world.now = at("2026-03-02 20:00:00");
    world.accept(Order::Tick);
    world.now = at("2026-03-02 10:00:00");
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-03 08:30:00")));
    let refusal = world.refuse(issue_order(IDENTITY, Class::Ordinary));
    assert_eq!(refusal, Refusal::OfficeClosed { reopens: Some(at("2026-03-03 08:30:00")) });
}

#[test]
fn numbers_are_given_from_half_an_hour_before_each_opening_until_it_ends() {
    let table = [
        ("2026-03-02 08:30:00", None),
        ("2026-03-02 12:29:59", None),
        ("2026-03-02 12:30:00", Some("2026-03-02 13:30:00")),
        ("2026-03-02 13:29:59", Some("2026-03-02 13:30:00")),
        ("2026-03-02 13:30:00", None),
        ("2026-03-02 16:59:59", None),
        ("2026-03-02 17:00:00", Some("2026-03-03 08:30:00")),
        ("2026-03-02 19:59:59", Some("2026-03-03 08:30:00")),
        ("2026-03-02 23:00:00", Some("2026-03-03 08:30:00")),
    ];
    for (time, reopens) in table {
        let mut world = World::new();
        world.now = at(time);
        world.give(Order::Tick);
        let decision = world.give(issue_order(IDENTITY, Class::Ordinary));
        match reopens {
            None => assert!(matches!(decision, Decision::Accepted(_)), "{time}: {decision:?}"),
            Some(reopens) => {
                let refusal = Refusal::OfficeClosed { reopens: Some(at(reopens)) };
                assert_eq!(decision, Decision::Refused(refusal), "{time}");
            }
        }
    }
}

#[test]
fn before_the_day_is_opened_its_first_tick_is_named_as_the_reopening() {
    let mut world = World::before_first_day();
    world.accept(Order::AdoptConfiguration { version: Version(1) });
    world.now = at("2026-03-02 10:00:00");
    let closed = Refusal::OfficeClosed { reopens: Some(world.now) };
    assert_eq!(world.refuse(issue_order(IDENTITY, Class::Ordinary)), closed);
    assert_eq!(world.refuse(Order::OpenDesk { desk: desk(ONE) }), closed);
}

#[test]
fn desks_do_not_open_without_a_day_and_say_when_there_is_one() {
    let mut world = World::new();
    world.now = at("2026-03-02 20:00:00");
    world.accept(Order::Tick);
    let closed = Refusal::OfficeClosed { reopens: Some(at("2026-03-03 08:30:00")) };
    assert_eq!(world.refuse(Order::OpenDesk { desk: desk(ONE) }), closed);
}

#[test]
fn no_number_is_given_in_a_day_that_is_over() {
    let mut world = office_with(json!({"always_rolls_at": "04:00"}), "2026-03-02 12:00:00");
    world.issue(IDENTITY);
    world.now = at("2026-03-03 04:00:00");
    let refusal = world.refuse(issue_order(IDENTITY, Class::Ordinary));
    assert_eq!(refusal, Refusal::OfficeClosed { reopens: Some(world.now) });
    world.accept(Order::Tick);
    assert_eq!(world.issue(IDENTITY).as_str(), "hall-20260303-A001");
}

#[test]
fn an_office_that_is_always_open_gives_numbers_at_any_hour_and_rolls_its_day() {
    let mut world = office_with(json!({"always_rolls_at": "04:00"}), "2026-03-02 02:00:00");
    for _ in 0..100 {
        world.issue(IDENTITY);
        let due = next_due(&world.floor, world.now).unwrap();
        assert_eq!(due, world.floor.day.unwrap().ends);
        world.now = world.now.plus(Duration::from_secs(3_607));
        if world.now >= due {
            world.accept(Order::Tick);
        }
    }
}

#[test]
fn a_day_gives_way_where_the_next_one_begins_before_three_hours_are_over() {
    let week = json!({
        "monday": [{"from": "18:00", "until": "24:00"}],
        "tuesday": [{"from": "01:00", "until": "05:00"}],
    });
    let mut world = office_with(json!({ "week": week }), "2026-03-02 18:00:00");
    let late = world.issue(IDENTITY);
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-03 00:30:00")));
    world.now = at("2026-03-03 00:30:00");
    world.accept(Order::Tick);
    assert!(!world.floor.tickets.contains_key(&late));
    assert_eq!(world.issue(IDENTITY).as_str(), "hall-20260303-A001");
}

/// An office with other hours; its world is not replayed, since that knows the usual ones.
fn office_with(hours: serde_json::Value, now: &str) -> World {
    let mut world = World::before_first_day().unchecked();
    let document: Configuration = crate::world::configuration(hours);
    world.floor.configurations.insert(Version(3), Arc::new(document));
    world.now = at(now);
    world.accept(Order::AdoptConfiguration { version: Version(3) });
    world.accept(Order::Tick);
    world
}

fn date(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

#[test]
fn an_absent_visitor_lapses_after_ten_minutes_by_the_clock() {
    let mut world = World::with_open_desks();
    let ticket = world.issue(IDENTITY);
    world.call_next(ONE);
    world.accept(Order::MarkAbsent { ticket: ticket.clone() });
    let ends: Moment = world.now.plus(Duration::from_secs(600));
    assert_eq!(next_due(&world.floor, world.now), Some(ends));
    world.now = ends.minus(Duration::from_millis(1));
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    world.now = ends;
    assert_eq!(world.accept(Order::Tick), [Fact::TicketLapsed { ticket: ticket.clone() }]);
    let refusal = world.refuse(Order::BringBack { ticket });
    assert_eq!(refusal.code(), "illegal_step");
}

#[test]
fn the_clock_marks_nobody_absent() {
    let mut world = World::with_open_desks();
    let ticket = world.issue(IDENTITY);
    world.call_next(ONE);
    world.wait(3 * 3600);
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    assert_eq!(world.ticket(&ticket).state(), LegState::Called);
}
