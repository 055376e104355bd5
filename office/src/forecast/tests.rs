use super::*;
use crate::id::DeskId;
use hall::{Hall, desk, moment, service};
use proptest::prelude::*;
use std::time::Duration;

mod appointments;
mod hall;
mod promises;

/// Mean wait of a newcomer before it is spread into quantiles, seconds.
fn mean_s(hall: &Hall, of: &str, class: Class) -> Option<u32> {
    let now = moment(0.0);
    let learned = Learned::default();
    let view = View::of(&hall.floor, &hall.configuration, &learned, now);
    let at = hall.configuration.services.iter().position(|plan| plan.id == service(of)).unwrap();
    let joined_ms = now.as_millis();
    view.lines.by_service[at]
        .and_then(|line| view.wait_s(line, &Place { class, joined_ms, seq: u64::MAX, appointment: None }))
}

fn ordinary_s(hall: &Hall, of: &str) -> Option<u32> {
    mean_s(hall, of, Class::Ordinary)
}

#[test]
fn nobody_waits_where_a_desk_is_free() {
    let mut hall = Hall::new(&[("a", 10)], &["a", "a"]);
    hall.open(0);
    let waits = hall.forecast();
    let none = Quantiles { p20_s: 0, p50_s: 0, p90_s: 0 };
    assert_eq!(waits.by_service[&(service("a"), Class::Ordinary)], Some(none));
    assert_eq!(range(none), (0, 5));
}

#[test]
fn work_ahead_is_shared_by_the_open_desks() {
    for (open, expected_s) in [(1, 2400), (2, 1200), (3, 800), (4, 600)] {
        let mut hall = Hall::new(&[("a", 10)], &["a", "a", "a", "a"]);
        (0..open).for_each(|at| hall.open(at));
        for _ in 0..4 {
            hall.issue("a", Class::Ordinary, 5.0);
        }
        assert_eq!(ordinary_s(&hall, "a"), Some(expected_s), "{open} open");
    }
}

#[test]
fn work_goes_to_the_desks_that_can_take_it() {
    // b fills desk 1 to 10 minutes; 20 minutes of a level both desks at 15.
    let mut hall = Hall::new(&[("a", 10), ("b", 10)], &["a", "a b"]);
    hall.open(0);
    hall.open(1);
    hall.issue("a", Class::Ordinary, 9.0);
    hall.issue("b", Class::Ordinary, 8.0);
    hall.issue("a", Class::Ordinary, 7.0);
    assert_eq!(ordinary_s(&hall, "a"), Some(900));
    assert_eq!(ordinary_s(&hall, "b"), Some(900));
}

#[test]
fn a_crowd_for_another_desk_keeps_nobody_waiting() {
    let mut hall = Hall::new(&[("a", 10), ("b", 10)], &["a", "a b"]);
    hall.open(0);
    hall.open(1);
    for _ in 0..20 {
        hall.issue("b", Class::Ordinary, 5.0);
    }
    assert_eq!(ordinary_s(&hall, "a"), Some(0));
    assert_eq!(ordinary_s(&hall, "b"), Some(12_000));
}

#[test]
fn a_visit_at_the_desk_counts_with_what_is_left_of_it() {
    // Ten minutes are expected: 10.0, 7.3, 7.5, 9.0 and 13.5 minutes remain.
    for (passed_min, expected_s) in [(0.0, 600), (5.0, 438), (10.0, 450), (20.0, 540), (50.0, 810)] {
        let mut hall = Hall::new(&[("a", 10)], &["a"]);
        hall.open(0);
        hall.serve(0, "a", passed_min);
        assert_eq!(ordinary_s(&hall, "a"), Some(expected_s), "called {passed_min} minutes ago");
    }
}

#[test]
fn the_first_of_two_like_desks_to_be_free_calls() {
    let mut hall = Hall::new(&[("a", 10)], &["a", "a"]);
    hall.open(0);
    hall.open(1);
    hall.serve(0, "a", 0.0);
    hall.serve(1, "a", 0.0);
    assert_eq!(ordinary_s(&hall, "a"), Some(300));
}

#[test]
fn a_resting_desk_counts_from_its_return_and_not_at_all_without_one() {
    for (back_in_min, expected_s) in [(Some(12.0), Some(720)), (Some(-3.0), Some(300)), (None, None)] {
        let mut hall = Hall::new(&[("a", 10)], &["a"]);
        hall.open(0);
        hall.pause(0, back_in_min);
        assert_eq!(ordinary_s(&hall, "a"), expected_s, "back in {back_in_min:?}");
    }
}

#[test]
fn no_wait_is_promised_where_no_desk_takes_the_service() {
    let mut hall = Hall::new(&[("a", 10), ("b", 10)], &["a", "b"]);
    hall.open(0);
    hall.issue("b", Class::Ordinary, 5.0);
    let waits = hall.forecast();
    assert_eq!(waits.by_service[&(service("b"), Class::Ordinary)], None);
    assert!(waits.by_service[&(service("a"), Class::Priority)].is_some());
    assert!(waits.by_ticket.is_empty());
}

#[test]
fn before_opening_waits_contain_the_time_to_it() {
    let mut hall = Hall::new(&[("a", 10)], &["a"]);
    hall.open_day(20.0);
    hall.open(0);
    let first = hall.issue("a", Class::Ordinary, 5.0);
    let waits = hall.forecast();
    assert_eq!(waits.opens_in_s, 1200);
    assert_eq!(waits.by_ticket[&first], Quantiles { p20_s: 1200, p50_s: 1200, p90_s: 1200 });
    assert_eq!(ordinary_s(&hall, "a"), Some(600));
    assert_eq!(waits.by_ticket[&first].counted_from(1200), Quantiles { p20_s: 0, p50_s: 0, p90_s: 0 });
}

#[test]
fn priority_passes_those_who_will_be_less_urgent_when_it_is_called() {
    // A desk busy for ten minutes and one ordinary ticket. After W minutes a newcomer of the priority
    // class has urgency W / 6, the ordinary one (W + age) / 20: passed from W = 3/7 of the age.
    for (age_min, expected_s) in [(0.0, 600), (20.0, 600), (30.0, 772), (60.0, 1200)] {
        let mut hall = Hall::new(&[("a", 10)], &["a"]);
        hall.open(0);
        hall.serve(0, "a", 0.0);
        hall.issue("a", Class::Ordinary, age_min);
        assert_eq!(mean_s(&hall, "a", Class::Priority), Some(expected_s), "age {age_min}");
        assert_eq!(ordinary_s(&hall, "a"), Some(1200), "age {age_min}");
    }
}

#[test]
fn an_ordinary_ticket_waits_for_the_priority_that_passes_it() {
    let mut hall = Hall::new(&[("a", 10)], &["a"]);
    hall.open(0);
    hall.serve(0, "a", 0.0);
    let passed = hall.issue("a", Class::Ordinary, 1.0);
    let passing = hall.issue("a", Class::Priority, 0.0);
    let waits = hall.forecast();
    assert!(waits.by_ticket[&passing] < waits.by_ticket[&passed]);
    assert_eq!(ordinary_s(&hall, "a"), Some(1800));
}

#[test]
fn a_ticket_sent_to_one_desk_waits_for_that_desk() {
    let mut hall = Hall::new(&[("a", 10)], &["a", "a"]);
    hall.open(0);
    hall.open(1);
    hall.serve(1, "a", 0.0);
    let sent = hall.issue("a", Class::Ordinary, 3.0);
    let free = hall.issue("a", Class::Ordinary, 2.0);
    hall.send(&sent, 1);
    let waits = hall.forecast();
    assert!(waits.by_ticket[&sent].p50_s > 0);
    assert_eq!(waits.by_ticket[&free].p50_s, 0);
}

#[test]
fn a_mean_wait_is_spread_as_a_lognormal() {
    // Two services of ten minutes: squared variation 0.64 / 2 + 0.0625 = 0.3825, median 1200 / sqrt(1.3825).
    let mut hall = Hall::new(&[("a", 10)], &["a"]);
    hall.open(0);
    hall.issue("a", Class::Ordinary, 2.0);
    hall.issue("a", Class::Ordinary, 1.0);
    let quantiles = hall.forecast().by_service[&(service("a"), Class::Ordinary)].unwrap();
    assert_eq!(quantiles, Quantiles { p20_s: 633, p50_s: 1021, p90_s: 2117 });
    assert_eq!(range(quantiles), (10, 40));
    let stamped = quote(quantiles);
    assert_eq!((stamped.low_min, stamped.high_min, stamped.quantiles_s), (10, 40, [633, 1021, 2117]));
}

#[test]
fn a_crowd_of_ten_thousand_gets_quotes_and_at_most_the_limit_of_own_forecasts() {
    let services = ["a", "b", "c", "d"];
    let plans: Vec<(&str, u32)> = services.iter().map(|id| (*id, 10)).collect();
    let mut hall = Hall::new(&plans, &["a b", "b c", "c d a"]);
    (0..3).for_each(|at| hall.open(at));
    for count in 0..10_000 {
        let class = if count % 7 == 0 { Class::Priority } else { Class::Ordinary };
        hall.issue(services[count % 4], class, 100.0 - count as f64 / 100.0);
    }
    let waits = hall.forecast();
    assert_eq!(waits.by_ticket.len(), TICKETS_MAX);
    assert!(waits.by_service.values().all(|wait| wait.is_some_and(|wait| wait.p90_s <= WAIT_MAX_S)));
}

#[test]
fn ranges_lie_on_the_grid_and_are_never_empty() {
    let cases = [
        ((0, 0, 0), (0, 5)),
        ((299, 300, 300), (0, 5)),
        ((300, 300, 300), (5, 10)),
        ((301, 500, 601), (5, 15)),
        ((1199, 1500, 1800), (15, 30)),
        ((1200, 1500, 1801), (20, 35)),
    ];
    for ((p20_s, p50_s, p90_s), expected) in cases {
        assert_eq!(range(Quantiles { p20_s, p50_s, p90_s }), expected, "{p20_s} {p90_s}");
    }
}

#[test]
fn a_window_on_show_moves_only_for_a_reason() {
    // On show: from 10 to 30 minutes after the start of the grid.
    let shown = Window { from: moment(10.0), until: moment(30.0) };
    let cases = [
        ("as shown", (10.0, 20.0, 30.0), None),
        ("median at the last allowed point", (10.0, 28.0, 30.0), None),
        ("median past the end less two minutes", (10.0, 28.1, 30.0), Some((10.0, 30.0))),
        ("median before the start", (5.0, 9.9, 25.0), Some((5.0, 25.0))),
        ("end five minutes later", (10.0, 20.0, 35.0), None),
        ("end ten minutes later", (10.0, 20.0, 35.1), Some((10.0, 40.0))),
        ("end ten minutes earlier", (10.0, 12.0, 20.0), None),
        ("end fifteen minutes earlier", (10.0, 12.0, 15.0), Some((10.0, 15.0))),
    ];
    for (name, (p20, p50, p90), moved) in cases {
        let [p20_s, p50_s, p90_s] = [p20, p50, p90].map(|minutes: f64| (minutes * 60.0).round() as u32);
        let next = keep_or_move(Some(shown), Quantiles { p20_s, p50_s, p90_s }, moment(0.0));
        let expected =
            moved.map_or(shown, |(from, until)| Window { from: moment(from), until: moment(until) });
        assert_eq!(next, expected, "{name}");
    }
}

#[test]
fn a_first_window_lies_on_the_grid_of_the_clock() {
    let quantiles = Quantiles { p20_s: 240, p50_s: 300, p90_s: 420 };
    let window = keep_or_move(None, quantiles, moment(3.0));
    assert_eq!(window, Window { from: moment(5.0), until: moment(10.0) });
    let at_once = keep_or_move(None, Quantiles { p20_s: 0, p50_s: 0, p90_s: 0 }, moment(5.0));
    assert_eq!(at_once, Window { from: moment(5.0), until: moment(10.0) });
    assert_eq!(at_once.until.since(at_once.from), Duration::from_secs(300));
}
