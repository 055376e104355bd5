//! Checking in: when it is possible, what it gives, and what is said otherwise.

use super::*;
use crate::world::number;
use office::floor::Tally;
use office::refusal::Refusal;

const TEN: &str = "2026-03-03 10:00:00";

/// An appointment on Tuesday at ten, and the day open.
fn tuesday() -> (World, BookingId) {
    let mut world = mornings();
    let booking = world.booked(identity(), TEN);
    world.until("2026-03-03 09:00:00");
    (world, booking)
}

#[test]
fn appointment_is_checked_in_from_half_an_hour_before_to_a_quarter_after() {
    for (now, letter) in [
        ("2026-03-03 09:30:00", Some('B')),
        ("2026-03-03 10:00:00", Some('B')),
        ("2026-03-03 10:15:00", Some('B')),
        ("2026-03-03 10:15:01", Some('A')),
        ("2026-03-03 12:29:59", Some('A')),
        ("2026-03-03 09:29:59", None),
    ] {
        let (mut world, booking) = tuesday();
        world.now = at(now);
        let Some(letter) = letter else {
            let (from, start) = (at("2026-03-03 09:30:00"), at(TEN));
            assert_eq!(world.refuse(check_in(&booking)), Refusal::TooEarly { from, start });
            continue;
        };
        let ticket = world.checked_in(&booking);
        let ticket = world.ticket(&ticket).clone();
        assert_eq!(ticket.number, number(letter, 1), "{now}");
        assert_eq!(ticket.due, (letter == 'B').then_some(at(TEN)), "{now}");
        assert_eq!(ticket.booking.as_ref(), Some(&booking));
        assert_eq!(world.booking(&booking).ticket.as_ref(), Some(&ticket.id));
        let state = if letter == 'B' { BookingState::CheckedIn } else { BookingState::Missed };
        assert_eq!(world.state(&booking), state, "{now}");
        assert_eq!(world.refuse(check_in(&booking)).code(), "booking_step", "once only");
    }
}

#[test]
fn other_day_is_said_with_the_time() {
    let (mut world, _) = tuesday();
    let tomorrow = world.booked(identity(), "2026-03-04 09:00:00");
    let start = at("2026-03-04 09:00:00");
    assert_eq!(world.refuse(check_in(&tomorrow)), Refusal::OtherDay { start });
    world.until("2026-03-05 09:00:00");
    assert_eq!(world.refuse(check_in(&tomorrow)), Refusal::OtherDay { start }, "nor afterwards");
}

#[test]
fn reservation_that_was_not_confirmed_is_no_appointment() {
    let mut world = mornings();
    let booking = world.reserved(identity(), "2026-03-02 09:00:00");
    assert_eq!(world.refuse(check_in(&booking)), Refusal::BookingStep { state: BookingState::Reserved });
}

#[test]
fn late_visitor_never_takes_the_place_back() {
    let (mut world, booking) = tuesday();
    world.until("2026-03-03 10:16:00");
    assert_eq!(world.state(&booking), BookingState::Missed);
    world.checked_in(&booking);
    assert_eq!(world.state(&booking), BookingState::Missed);
    assert!(world.floor.agenda.occupied.is_empty());
}

#[test]
fn who_has_come_in_time_is_served_while_no_numbers_are_given() {
    let after_lunch = json!({"week": every_day(&json!([{"from": "16:45", "until": "17:00"}]))});
    let mut world = world_with(vec![plan("last", ONE, &[IDENTITY], after_lunch)]);
    let booking = world.booked(identity(), "2026-03-02 16:45:00");
    let mut late = world.clone();
    world.now = at("2026-03-02 17:00:00");
    assert_eq!(world.refuse(crate::world::issue_order(IDENTITY, Default::default())).code(), "office_closed");
    let ticket = world.checked_in(&booking);
    assert_eq!(world.ticket(&ticket).number, number('B', 1));
    late.now = at("2026-03-02 17:00:01");
    assert_eq!(late.refuse(check_in(&booking)).code(), "office_closed", "a late one is a number like others");
}

#[test]
fn nothing_is_checked_in_before_the_day_has_opened() {
    let mut hours = weekly_hours();
    hours["week"]["tuesday"] = json!([{"from": "09:00", "until": "12:30"}]);
    let mut document = office_with(hours, vec![plan("mornings", ONE, &[IDENTITY], json!({}))]);
    document.agenda.early_min = 120;
    let mut world = opened(document);
    let booking = world.booked(identity(), "2026-03-03 09:00:00");
    world.until("2026-03-03 07:30:00");
    let refusal = world.refuse(check_in(&booking));
    assert_eq!(refusal, Refusal::OfficeClosed { reopens: Some(at("2026-03-03 08:30:00")) });
    world.until("2026-03-03 08:30:00");
    world.checked_in(&booking);
}

#[test]
fn several_services_are_legs_of_one_number() {
    let mut world = mornings();
    let booking = world.booked(wanted(&[RESIDENCE, IDENTITY], 1), "2026-03-02 09:00:00");
    let ticket = world.checked_in(&booking);
    let ticket = world.ticket(&ticket);
    assert_eq!((ticket.leg().service.as_str(), ticket.then.len()), (RESIDENCE, 1));
}

#[test]
fn series_of_appointments_has_its_own_count() {
    let mut world = mornings();
    let bookings = ["09:00", "09:15"].map(|time| world.booked(identity(), &format!("2026-03-02 {time}:00")));
    world.now = at("2026-03-02 08:50:00");
    world.issue(IDENTITY);
    let tickets = bookings.map(|booking| world.checked_in(&booking));
    assert_eq!(tickets.map(|ticket| world.ticket(&ticket).number), [number('B', 1), number('B', 2)]);
    let walk_in = world.issue(IDENTITY);
    assert_eq!(world.ticket(&walk_in).number, number('A', 2));
}

#[test]
fn what_became_of_the_appointments_of_a_day_is_counted() {
    let mut world = mornings();
    let times = ["09:00", "09:15", "09:30", "09:45"].map(|time| format!("2026-03-02 {time}:00"));
    let [kept, late, missed, _] = times.map(|start| world.booked(identity(), &start));
    world.open_desks();
    world.now = at("2026-03-02 09:00:00");
    world.checked_in(&kept);
    world.until("2026-03-02 09:31:00");
    world.checked_in(&late);
    // Somebody is served at the desk from 9:33 on, in the place of the one who does not come.
    world.now = at("2026-03-02 09:33:00");
    world.call_next(ONE).unwrap();
    world.until("2026-03-02 09:46:00");
    assert_eq!(world.state(&missed), BookingState::Missed);
    let tally = Tally { kept: 1, late: 1, missed: 2, saved_min: 7 };
    assert_eq!(world.floor.tally, tally, "seven of the ten minutes");
    world.until("2026-03-03 08:30:00");
    assert_eq!(world.floor.tally, Tally::default());
}
