use super::*;
use crate::clock::HandClock;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn clock_that_goes_as_time_passes_is_told_as_it_is() {
    let (hand, clock) = started("2026-03-02T09:00:00Z", None);
    for _ in 0..100 {
        hand.advance(HOUR);
        assert_eq!(clock.now(), hand.now());
    }
    assert!(!clock.is_doubted());
}

#[test]
fn small_correction_is_followed_at_once_in_both_directions() {
    let (hand, clock) = started("2026-03-02T09:00:00Z", None);
    for corrected in ["2026-03-02T09:02:00Z", "2026-03-02T09:00:00Z"] {
        hand.jump_to(at(corrected));
        assert_eq!(clock.now(), at(corrected));
    }
}

#[test]
fn jump_that_is_put_right_in_time_is_never_told() {
    for wrong in JUMPS {
        let (hand, clock) = started("2026-03-02T09:00:00Z", None);
        hand.jump_to(at(wrong));
        assert_eq!(clock.now(), at("2026-03-02T09:00:00Z"), "{wrong}");
        assert!(clock.is_doubted());
        hand.advance(DOUBT_LASTS - SECOND);
        assert_eq!(clock.now(), at("2026-03-02T09:09:59Z"), "{wrong}");
        hand.jump_to(at("2026-03-02T09:10:00Z"));
        assert_eq!(clock.now(), at("2026-03-02T09:10:00Z"), "{wrong}");
        assert!(!clock.is_doubted());
    }
}

#[test]
fn jump_that_stays_is_believed_after_ten_minutes_unless_it_is_impossible() {
    for wrong in JUMPS {
        let (hand, clock) = started("2026-03-02T09:00:00Z", None);
        hand.jump_to(at(wrong));
        clock.now();
        hand.advance(DOUBT_LASTS);
        let told = if wrong.starts_with("1970") { at("2026-03-02T09:10:00Z") } else { hand.now() };
        assert_eq!(clock.now(), told, "{wrong}");
        assert_eq!(clock.is_doubted(), wrong.starts_with("1970"));
    }
}

#[test]
fn clock_that_has_lost_its_date_is_not_believed_in_a_week() {
    let (hand, clock) = started("2026-03-02T09:00:00Z", None);
    hand.jump_to(at("1970-01-01T00:00:00Z"));
    for _ in 0..7 * 24 {
        hand.advance(HOUR);
        clock.now();
    }
    assert_eq!(clock.now(), at("2026-03-09T09:00:00Z"));
}

#[test]
fn clock_that_jumps_about_is_not_believed() {
    let (hand, clock) = started("2026-03-02T09:00:00Z", None);
    for nth in 0..20 {
        hand.jump_to(at(if nth % 2 == 0 { "2031-01-01T00:00:00Z" } else { "2028-01-01T00:00:00Z" }));
        clock.now();
        hand.advance(DOUBT_LASTS - SECOND);
        clock.now();
    }
    assert_eq!(clock.now(), at("2026-03-02T09:00:00Z").plus(20 * (DOUBT_LASTS - SECOND)));
}

#[test]
fn start_believes_what_is_likely_and_goes_on_from_the_log_otherwise() {
    let open = Known { at: at("2026-03-02T09:00:00Z"), is_open: true };
    let closed = Known { is_open: false, ..open };
    let table = [
        ("2026-03-02T09:00:00Z", open, true),
        ("2026-03-02T08:58:30Z", open, true),
        ("2026-03-02T08:00:00Z", open, false),
        ("2026-03-04T09:00:00Z", open, true),
        ("2099-01-01T00:00:00Z", open, false),
        ("2026-06-01T09:00:00Z", closed, true),
        ("1970-01-01T00:00:00Z", closed, false),
    ];
    for (shown, known, is_believed) in table {
        let (_, clock) = started(shown, Some(known));
        assert_eq!(clock.is_doubted(), !is_believed, "{shown}");
        assert_eq!(clock.now(), if is_believed { at(shown) } else { known.at }, "{shown}");
    }
}

#[test]
fn server_that_starts_without_a_date_believes_the_first_likely_one_at_once() {
    let known = Known { at: at("2026-03-02T17:00:00Z"), is_open: true };
    for without_date in ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
        let (hand, clock) = started(without_date, Some(known));
        hand.advance(30 * SECOND);
        assert_eq!(clock.now(), at("2026-03-02T17:00:30Z"));
        hand.jump_to(at("2026-03-03T08:05:00Z"));
        assert_eq!(clock.now(), at("2026-03-03T08:05:00Z"));
        assert!(!clock.is_doubted());
    }
}

#[test]
fn office_made_by_a_clock_without_a_date_waits_for_nothing() {
    let known = Known { at: at("1970-01-01T00:00:10Z"), is_open: false };
    let (hand, clock) = started("1970-01-01T00:05:00Z", Some(known));
    hand.jump_to(at("2026-03-02T09:00:00Z"));
    assert_eq!(clock.now(), at("2026-03-02T09:00:00Z"));
}

/// One hour either way, a lost date, and a date far ahead.
const JUMPS: [&str; 4] =
    ["2026-03-02T10:00:00Z", "2026-03-02T08:00:00Z", "1970-01-01T00:00:00Z", "2099-03-02T09:00:00Z"];

fn started(shown: &str, known: Option<Known>) -> (Arc<HandClock>, SteadyClock) {
    let hand = Arc::new(HandClock::at(at(shown)));
    (hand.clone(), SteadyClock::start(hand, known))
}

fn at(text: &str) -> Moment {
    Moment::new(chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc())
}
