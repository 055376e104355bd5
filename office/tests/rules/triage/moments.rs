//! What triage sees of an office's floor.

use crate::world::{IDENTITY, INFORMATION, ONE, THREE, TWO, World, at, desk, service};
use office::command::Order;
use office::forecast::forecast;
use office::learned::Learned;
use office::triage::{Numbers, Outlook, outlook};
use std::time::Duration;

fn seen(world: &World) -> Outlook {
    let (floor, learned) = (&world.floor, Learned::default());
    let rules = floor.rules().unwrap();
    let forecast = forecast(floor, rules, &learned, world.now, 1);
    outlook(floor, rules, &learned, &forecast, world.now, 1)
}

fn median_s(outlook: &Outlook, name: &str) -> Option<u32> {
    outlook.wait(&service(name)).map(|wait| wait.p50_s)
}

#[test]
fn doors_close_when_the_present_opening_ends() {
    let mut world = World::with_open_desks();
    let morning = seen(&world);
    assert_eq!((morning.opens_in_s, morning.closes_in_s), (0, 3 * 3600 + 1800));
    // Half past one: numbers for the afternoon.
    world.now = at("2026-03-02 13:30:00");
    let noon = seen(&world);
    assert_eq!((noon.opens_in_s, noon.closes_in_s), (1800, 1800 + 3 * 3600));
    assert_eq!(noon.numbers, Numbers::Given);
}

#[test]
fn outside_hours_it_is_known_when_numbers_are_given_again() {
    let mut world = World::with_open_desks();
    world.now = at("2026-03-02 12:45:00");
    assert_eq!(seen(&world).numbers, Numbers::Again(Some(at("2026-03-02 13:30:00"))));
    world.now = at("2026-03-02 18:00:00");
    assert_eq!(seen(&world).numbers, Numbers::Again(Some(at("2026-03-03 08:30:00"))));
}

#[test]
fn desks_are_counted_on_until_a_quarter_of_an_hour_after_opening() {
    let mut world = World::new();
    assert_eq!(median_s(&seen(&world), INFORMATION), Some(1800), "half an hour to the opening");
    world.now = at("2026-03-02 09:14:59");
    assert_eq!(median_s(&seen(&world), INFORMATION), Some(0));
    world.now = at("2026-03-02 09:15:00");
    assert_eq!(median_s(&seen(&world), INFORMATION), None);
}

#[test]
fn desk_that_was_closed_takes_nobody_any_more() {
    let mut world = World::with_open_desks();
    world.now = at("2026-03-02 10:00:00");
    assert_eq!(median_s(&seen(&world), INFORMATION), Some(0));
    world.accept(Order::CloseDesk { desk: desk(THREE) });
    assert_eq!(median_s(&seen(&world), INFORMATION), None);
    assert_eq!(median_s(&seen(&world), IDENTITY), Some(0));
}

#[test]
fn rest_without_a_word_is_taken_to_last_ten_minutes() {
    let mut world = World::with_open_desks();
    world.now = at("2026-03-02 10:00:00");
    world.accept(Order::PauseDesk { desk: desk(THREE), back_at: None });
    let wait = seen(&world).wait(&service(INFORMATION)).unwrap();
    assert!((300..=600).contains(&wait.p50_s) && wait.p90_s > 600, "{wait:?}");
    assert_eq!(median_s(&seen(&world), IDENTITY), Some(0));
}

#[test]
fn queue_in_front_is_in_the_wait() {
    let mut world = World::with_open_desks();
    world.now = at("2026-03-02 10:00:00");
    for name in [ONE, TWO] {
        world.accept(Order::CloseDesk { desk: desk(name) });
    }
    let empty = median_s(&seen(&world), INFORMATION).unwrap();
    (0..4).for_each(|_| drop(world.issue(INFORMATION)));
    let busy = median_s(&seen(&world), INFORMATION).unwrap();
    assert!(empty == 0 && busy > 1500, "{empty} {busy}");
}

#[test]
fn who_hears_nothing_newer_sees_the_doors_come_nearer_and_the_waits_stay() {
    let morning = seen(&World::with_open_desks());
    let later = morning.later(Duration::from_secs(1800));
    assert_eq!((later.opens_in_s, later.closes_in_s), (0, 3 * 3600));
    assert_eq!(later.services, morning.services);
    assert_eq!(morning.later(Duration::MAX).closes_in_s, 0);
}

#[test]
fn outlook_reads_back_from_json_as_it_was() {
    let outlook = seen(&World::with_open_desks());
    let text = serde_json::to_string(&outlook).unwrap();
    assert_eq!(serde_json::from_str::<Outlook>(&text).unwrap(), outlook);
    assert!(text.contains(r#""numbers":"given""#), "{text}");
    let closed = Outlook { numbers: Numbers::Again(None), ..outlook };
    assert!(serde_json::to_string(&closed).unwrap().contains(r#""numbers":{"again":null}"#));
}
