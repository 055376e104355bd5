//! What can become of a booking.

use super::*;
use office::decide::Decision;
use office::due::next_due;
use std::time::Duration;

/// What the table below asks of a booking.
const ASKED: [&str; 5] = ["extend", "book", "move", "cancel", "check in"];

/// The whole table: a state, and what becomes of each order in it. A word with a capital is the first fact.
const TABLE: [(BookingState, [&str; 5]); 7] = [
    (
        BookingState::Reserved,
        ["ReservationExtended", "Booked", "booking_step", "BookingCancelled", "booking_step"],
    ),
    (BookingState::Booked, ["booking_step", "nothing", "BookingMoved", "BookingCancelled", "TicketIssued"]),
    (
        BookingState::CheckedIn,
        ["booking_step", "booking_step", "booking_step", "booking_step", "booking_step"],
    ),
    (BookingState::Cancelled, ["booking_step", "booking_step", "booking_step", "nothing", "booking_step"]),
    (BookingState::Moved, ["booking_step", "booking_step", "booking_step", "booking_step", "booking_step"]),
    // Who comes after all gets a number.
    (BookingState::Missed, ["booking_step", "booking_step", "booking_step", "booking_step", "TicketIssued"]),
    (
        BookingState::Lapsed,
        ["reservation_over", "reservation_over", "booking_step", "booking_step", "booking_step"],
    ),
];

#[test]
fn every_pair_of_state_and_order_is_as_in_the_table() {
    for (state, row) in TABLE {
        for (asked, expected) in ASKED.iter().zip(row) {
            let (mut world, booking) = brought_to(state);
            assert_eq!(world.state(&booking), state);
            let order = match *asked {
                "extend" => Order::ExtendReservation { booking },
                "book" => Order::Book { booking },
                "move" => move_to(&booking, "2026-03-03 11:00:00"),
                "cancel" => cancel(&booking),
                _ => check_in(&booking),
            };
            let came = match world.give(order) {
                Decision::Accepted(facts) => kind(&facts[0]),
                Decision::NothingToDo => "nothing".to_owned(),
                Decision::Refused(refusal) => refusal.code().to_owned(),
            };
            assert_eq!(came, expected, "{asked} in {state:?}");
        }
    }
}

/// A booking of nine o'clock in this state, at half past eight or as soon after as can be.
fn brought_to(state: BookingState) -> (World, BookingId) {
    let mut world = mornings();
    let booking = world.reserved(identity(), "2026-03-02 09:00:00");
    if state == BookingState::Lapsed {
        world.until("2026-03-02 08:40:00");
    } else if state != BookingState::Reserved {
        world.accept(Order::Book { booking: booking.clone() });
    }
    match state {
        BookingState::Reserved | BookingState::Booked | BookingState::Lapsed => {}
        BookingState::CheckedIn => drop(world.checked_in(&booking)),
        BookingState::Cancelled => drop(world.accept(cancel(&booking))),
        BookingState::Moved => drop(world.accept(move_to(&booking, "2026-03-03 10:00:00"))),
        BookingState::Missed => drop(world.until("2026-03-02 09:16:00")),
    }
    (world, booking)
}

fn kind(fact: &Fact) -> String {
    serde_json::to_value(fact).unwrap()["kind"].as_str().unwrap().to_owned()
}

#[test]
fn unknown_booking_is_refused_whatever_is_asked() {
    let mut world = mornings();
    let booking = BookingId::new("hall-b999").unwrap();
    for order in [
        Order::ExtendReservation { booking: booking.clone() },
        Order::Book { booking: booking.clone() },
        move_to(&booking, "2026-03-03 11:00:00"),
        cancel(&booking),
        check_in(&booking),
    ] {
        assert_eq!(world.refuse(order).code(), "unknown_booking");
    }
}

#[test]
fn place_is_given_once_confirmed_or_not() {
    let mut world = mornings();
    let first = world.reserved(identity(), "2026-03-03 09:00:00");
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:00:00")).code(), "place_taken");
    world.accept(Order::Book { booking: first });
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:00:00")).code(), "place_taken");
    let long = wanted(&[IDENTITY, RESIDENCE], 1);
    assert_eq!(world.refuse(reserve(long.clone(), "2026-03-03 09:00:00")).code(), "place_taken");
    world.reserved(long, "2026-03-03 09:15:00");
    assert_eq!(world.refuse(reserve(identity(), "2026-03-03 09:30:00")).code(), "place_taken");
}

#[test]
fn reservation_lapses_after_ten_minutes_by_the_clock() {
    let mut world = mornings();
    let booking = world.reserved(identity(), "2026-03-03 09:00:00");
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-02 08:40:00")));
    let mut hurried = world.clone();
    world.wait(600);
    let refusal = world.refuse(Order::Book { booking: booking.clone() });
    assert_eq!(refusal.code(), "reservation_over", "also before the clock has said so");
    assert_eq!(
        world.accept(Order::Tick),
        [Fact::ReservationLapsed { booking: booking.clone() }],
        "and the place is free"
    );
    world.reserved(identity(), "2026-03-03 09:00:00");
    hurried.wait(599);
    hurried.accept(Order::Book { booking });
}

#[test]
fn reservation_is_made_longer_once() {
    let mut world = mornings();
    let booking = world.reserved(identity(), "2026-03-03 09:00:00");
    world.wait(300);
    let extend = Order::ExtendReservation { booking: booking.clone() };
    let until = at("2026-03-02 08:50:00");
    assert_eq!(world.accept(extend.clone()), [Fact::ReservationExtended { booking: booking.clone(), until }]);
    assert_eq!(world.refuse(extend.clone()).code(), "extended_before");
    assert_eq!(world.until("2026-03-02 08:49:59"), []);
    world.until("2026-03-02 08:50:00");
    assert_eq!(world.state(&booking), BookingState::Lapsed);
    assert_eq!(world.refuse(extend).code(), "reservation_over");
}

#[test]
fn move_that_cannot_be_made_keeps_the_old_place() {
    let mut world = mornings();
    let other = world.booked(identity(), "2026-03-03 10:00:00");
    let mine = world.booked(identity(), "2026-03-03 09:00:00");
    for (start, code) in [
        ("2026-03-03 10:00:00", "place_taken"),
        ("2026-03-03 10:05:00", "no_such_place"),
        ("2026-03-08 09:00:00", "no_such_place"),
    ] {
        assert_eq!(world.refuse(move_to(&mine, start)).code(), code);
    }
    assert_eq!(states(&world, &[&mine, &other]), [BookingState::Booked; 2]);
    assert_eq!(world.booking(&mine).place.start, at("2026-03-03 09:00:00"));
}

#[test]
fn move_frees_the_old_place_and_is_the_same_appointment() {
    let mut world = mornings();
    let first = world.booked(identity(), "2026-03-03 09:00:00");
    let facts = world.accept(move_to(&first, "2026-03-03 10:00:00"));
    let Fact::BookingMoved { to, .. } = &facts[0] else { panic!("{facts:?}") };
    world.reserved(identity(), "2026-03-03 09:00:00");
    let facts = world.accept(move_to(to, "2026-03-03 11:00:00"));
    let Fact::BookingMoved { to: last, .. } = &facts[0] else { panic!("{facts:?}") };
    let last = world.booking(last);
    assert_eq!((&last.origin, last.moves, last.state), (&first, 2, BookingState::Booked));
    assert_eq!(world.booking(to).moved_to.as_ref(), Some(&last.id));
    assert_eq!(world.refuse(move_to(&first, "2026-03-03 11:30:00")).code(), "booking_step");
}

#[test]
fn appointment_can_move_onto_a_part_of_its_own_place() {
    let mut world = mornings();
    let long = world.booked(wanted(&[IDENTITY, RESIDENCE], 2), "2026-03-03 09:00:00");
    let facts = world.accept(move_to(&long, "2026-03-03 09:15:00"));
    assert_eq!(facts.len(), 1);
    assert_eq!(world.free_on(&identity(), "2026-03-03")[..2], ["09:00", "10:00"]);
    let Fact::BookingMoved { to, .. } = &facts[0] else { panic!("{facts:?}") };
    assert_eq!(world.give(move_to(to, "2026-03-03 09:15:00")), Decision::NothingToDo, "it is there already");
}

#[test]
fn appointments_of_the_past_are_let_go_with_the_days() {
    let mut world = mornings();
    let kept = world.booked(identity(), "2026-03-02 09:00:00");
    let missed = world.booked(identity(), "2026-03-02 09:30:00");
    world.checked_in(&kept);
    let far = world.booked(identity(), "2026-03-20 09:00:00");
    world.until("2026-03-03 12:00:00");
    assert_eq!(states(&world, &[&kept, &missed]), [BookingState::CheckedIn, BookingState::Missed]);
    world.until("2026-03-05 12:00:00");
    let left: Vec<_> = world.floor.agenda.bookings.keys().collect();
    assert_eq!(left, [&far]);
    assert_eq!(world.floor.agenda.occupied.len(), 1);
}

#[test]
fn list_of_a_date_has_those_who_come_by_time_and_desk() {
    let mut world =
        world_with(vec![plan("one", ONE, &[IDENTITY], json!({})), plan("two", TWO, &[TAXES], json!({}))]);
    let late = world.booked(identity(), "2026-03-03 11:00:00");
    let taxes = world.booked(wanted(&[TAXES], 1), "2026-03-03 09:00:00");
    let early = world.booked(identity(), "2026-03-03 09:00:00");
    world.reserved(identity(), "2026-03-03 10:00:00");
    world.booked(identity(), "2026-03-04 09:00:00");
    let cancelled = world.booked(identity(), "2026-03-03 09:30:00");
    world.accept(cancel(&cancelled));
    let zone = world.floor.rules().unwrap().office.zone;
    let on = world.floor.agenda.on("2026-03-03".parse().unwrap(), zone);
    let ids: Vec<_> = on.iter().map(|booking| &booking.id).collect();
    assert_eq!(ids, [&early, &taxes, &late]);
    let one = desk(ONE);
    let next: Vec<_> = world.floor.agenda.expected_at(&one, at("2026-03-03 09:00:01")).collect();
    assert_eq!(next[0].id, late);
}

#[test]
fn timer_goes_off_for_whatever_comes_first() {
    let mut world = mornings();
    world.booked(identity(), "2026-03-02 09:00:00");
    let missed = at("2026-03-02 09:15:00").plus(Duration::from_millis(1));
    assert_eq!(next_due(&world.floor, world.now), Some(missed));
    world.reserved(identity(), "2026-03-09 09:00:00");
    assert_eq!(next_due(&world.floor, world.now), Some(at("2026-03-02 08:40:00")));
}
