//! Numbers: one counter per series and day, and never one twice.

use crate::world::{IDENTITY, RESIDENCE, TAXES, World, at, issue_order, number, service};
use office::command::Order;
use office::event::{Channel, Fact};
use office::id::TicketId;
use office::refusal::Refusal;
use office::ticket::Class;

#[test]
fn services_of_one_series_share_its_counter() {
    let mut world = World::new();
    let given = [IDENTITY, RESIDENCE, TAXES, IDENTITY].map(|name| {
        let id = world.issue(name);
        world.ticket(&id).number.to_string()
    });
    assert_eq!(given, ["A001", "A002", "T001", "A003"]);
}

#[test]
fn after_999_come_four_digits_and_the_count_never_wraps() {
    let mut world = World::new();
    issued_before(&mut world, 998);
    for expected in ["A999", "A1000", "A1001"] {
        let id = world.issue(IDENTITY);
        assert_eq!(world.ticket(&id).number.to_string(), expected);
    }
    issued_before(&mut world, u32::MAX);
    assert_eq!(world.refuse(issue_order(RESIDENCE, Class::Ordinary)), Refusal::SeriesExhausted);
    world.issue(TAXES);
}

#[test]
fn numbers_start_again_the_next_day_and_tickets_are_told_apart() {
    let mut world = World::new();
    let monday = world.issue(IDENTITY);
    assert_eq!(monday.as_str(), "hall-20260302-A001");
    world.now = at("2026-03-03 08:30:00");
    world.accept(Order::Tick);
    let tuesday = world.issue(IDENTITY);
    assert_eq!(tuesday.as_str(), "hall-20260303-A001");
}

#[test]
fn a_clock_that_goes_back_gives_no_earlier_place_and_no_number_twice() {
    let mut world = World::new();
    world.now = at("2026-03-02 10:00:00");
    let first = world.issue(IDENTITY);
    world.now = at("2026-03-02 09:30:00");
    let second = world.issue(IDENTITY);
    assert_eq!(world.ticket(&second).number, number('A', 2));
    assert_eq!(world.ticket(&second).joined_at, world.ticket(&first).joined_at);
}

#[test]
fn the_longest_office_id_that_is_accepted_still_gives_numbers() {
    let mut configuration = crate::world::configuration(crate::world::weekly_hours());
    let mut longest = None;
    for length in 1..=64 {
        configuration.office.id = office::id::OfficeId::new(&"o".repeat(length)).unwrap();
        if configuration.mistakes().is_empty() {
            longest = Some(configuration.office.id.clone());
        }
    }
    let id = format!("{}-20260302-A{}", longest.unwrap(), u32::MAX);
    assert!(TicketId::new(&id).is_ok(), "{id} is no ticket id");
}

/// Lets the counter of A stand at `count`.
fn issued_before(world: &mut World, count: u32) {
    let number = number('A', count);
    world.record(Fact::TicketIssued {
        ticket: TicketId::new(&format!("hall-20260302-{number}")).unwrap(),
        number,
        service: service(IDENTITY),
        joined_at: world.now,
        channel: Channel::Totem,
        class: Class::Ordinary,
        quote: None,
        then: Vec::new(),
        against: None,
        booking: None,
        due: None,
    });
}
