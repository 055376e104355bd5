//! Waits beside appointments, and of appointments.

use super::*;

/// One desk with one service of ten minutes.
fn one_desk() -> Hall {
    let mut hall = Hall::new(&[("a", 10)], &["a"]);
    hall.open(0);
    hall
}

#[test]
fn walk_in_stands_behind_appointments_that_come_before_its_turn() {
    // Ten minutes of work in front; an appointment is before whoever still waits ten minutes before it.
    for (due_min, expected_s) in [(0.0, 1200), (15.0, 1200), (20.0, 1200), (25.0, 600), (90.0, 600)] {
        let mut hall = one_desk();
        hall.issue("a", Class::Ordinary, 1.0);
        hall.check_in("a", due_min, 2.0);
        assert_eq!(ordinary_s(&hall, "a"), Some(expected_s), "due in {due_min}");
    }
}

#[test]
fn those_who_are_expected_count_by_the_share_that_comes() {
    let mut hall = one_desk();
    hall.issue("a", Class::Ordinary, 1.0);
    hall.book("a", 1, 10.0);
    assert_eq!(ordinary_s(&hall, "a"), Some(600 + 540));
    hall.book("a", 2, 12.0);
    assert_eq!(ordinary_s(&hall, "a"), Some(600 + 540 + 1080), "two people take twice as long");
    hall.book("a", 1, 300.0);
    assert_eq!(ordinary_s(&hall, "a"), Some(600 + 540 + 1080), "who comes long after is in nobody's way");
}

#[test]
fn appointment_waits_until_it_may_be_called_and_no_longer_than_its_time_asks() {
    let mut hall = one_desk();
    let far = hall.check_in("a", 25.0, 4.0);
    let wait = hall.forecast().by_ticket[&far];
    assert_eq!((wait.p20_s, wait.p90_s), (900, 900), "ten minutes before its time the desk is free");
    // Somebody within the promise is passed; the visit at the desk is not.
    hall.serve(0, "a", 0.0);
    for _ in 0..6 {
        hall.issue("a", Class::Ordinary, 0.0);
    }
    let now = hall.check_in("a", 0.0, 1.0);
    let wait = hall.forecast().by_ticket[&now];
    assert!(wait.p50_s <= 600, "{wait:?}");
}

#[test]
fn earlier_appointment_is_never_forecast_later() {
    let mut hall = one_desk();
    let tickets: Vec<TicketId> =
        [0.0, 5.0, 10.0, 12.0, 30.0].iter().map(|due| hall.check_in("a", *due, 10.0)).collect();
    for age in [30.0, 18.0, 3.0] {
        hall.issue("a", Class::Ordinary, age);
    }
    let waits = hall.forecast().by_ticket;
    let medians: Vec<u32> = tickets.iter().map(|ticket| waits[ticket].p50_s).collect();
    assert!(medians.is_sorted(), "{medians:?}");
    assert!(medians[0] < medians[3], "{medians:?}");
}
