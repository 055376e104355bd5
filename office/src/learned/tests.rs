use super::*;
use crate::event::{Actor, ActorKind, CallRule, Channel, Outcome};
use crate::id::{ActorId, DeskId, OfficeId};
use crate::language::Text;
use crate::number::{Number, Series};
use crate::ticket::Class;
use std::time::Duration;

#[test]
fn before_anything_is_learned_the_configured_minutes_are_expected() {
    let learned = Learned::default();
    for minutes in [1, 10, 60] {
        assert!((learned.minutes_of(&plan("isee", minutes)) - f64::from(minutes)).abs() < 1e-9);
    }
}

#[test]
fn four_visits_weigh_as_much_as_the_configured_minutes() {
    let mut log = Log::default();
    for count in 1..=4 {
        log.visit(count, "isee", 10.0, 20.0);
    }
    let learned = log.learned();
    // (4 (ln 10 - 0.24735) + 4 ln 20) / 8 = 2.52548 in the mean; variance 6 * 0.49470 / 10 = 0.29682.
    let expected = (2.525_484_f64 + 0.296_818 / 2.0).exp();
    assert_eq!(learned.past[&service("isee")].count, 4);
    assert!(
        (learned.minutes_of(&plan("isee", 10)) - expected).abs() < 1e-3,
        "{}",
        learned.minutes_of(&plan("isee", 10))
    );
}

#[test]
fn many_visits_outweigh_the_configured_minutes_and_memory_follows_a_change() {
    let mut log = Log::default();
    for count in 1..=600 {
        log.visit(count, "isee", 0.0, 6.0);
    }
    let short = log.learned().minutes_of(&plan("isee", 60));
    for count in 601..=1_800 {
        log.visit(count, "isee", 0.0, 12.0);
    }
    let long = log.learned().minutes_of(&plan("isee", 60));
    assert!((5.9..6.8).contains(&short), "{short}");
    assert!((11.0..13.0).contains(&long), "{long}");
    assert_eq!(log.learned().past[&service("isee")].count, 400);
}

#[test]
fn minutes_run_from_call_to_end_without_what_was_put_aside() {
    let mut log = Log::default();
    log.issue(1, "isee");
    log.fact(0.0, called(1));
    log.fact(5.0, Fact::LegHeld { ticket: ticket(1), leg: 1, desk: desk() });
    log.fact(35.0, Fact::Resumed { ticket: ticket(1), leg: 1, desk: desk(), to: ResumedTo::Serving });
    log.fact(40.0, finished(1, &[]));
    let mut straight = Log::default();
    straight.visit(1, "isee", 0.0, 10.0);
    assert_eq!(log.learned().past, straight.learned().past);
}

#[test]
fn withdrawn_absent_moved_and_combined_visits_teach_nothing() {
    let endings: [Vec<Fact>; 4] = [
        vec![Fact::CallWithdrawn { ticket: ticket(1), leg: 1, desk: desk() }],
        vec![
            Fact::Absent { ticket: ticket(1), leg: 1, desk: desk() },
            Fact::TicketLapsed { ticket: ticket(1) },
        ],
        vec![Fact::LegMoved { ticket: ticket(1), leg: 1, to: MoveTo::Welcome }],
        vec![finished(1, &["isee", "tari"])],
    ];
    for ending in endings {
        let mut log = Log::default();
        log.issue(1, "isee");
        log.fact(0.0, called(1));
        for fact in ending.clone() {
            log.fact(10.0, fact);
        }
        assert!(log.learned().past.is_empty(), "{ending:?}");
    }
}

#[test]
fn a_visit_is_learned_under_the_service_it_was_moved_to_or_that_was_done() {
    let mut moved = Log::default();
    moved.issue(1, "isee");
    moved.fact(0.0, called(1));
    moved.fact(3.0, Fact::LegMoved { ticket: ticket(1), leg: 1, to: MoveTo::Service(service("tari")) });
    moved.fact(9.0, called(1));
    moved.fact(19.0, finished(1, &[]));
    let mut done = Log::default();
    done.issue(1, "isee");
    done.fact(0.0, called(1));
    done.fact(10.0, finished(1, &["tari"]));
    let mut plain = Log::default();
    plain.visit(1, "tari", 0.0, 10.0);
    assert_eq!(moved.learned().past, plain.learned().past);
    assert_eq!(done.learned().past, plain.learned().past);
}

#[test]
fn a_stored_copy_goes_on_as_if_there_had_been_no_restart() {
    let mut log = Log::default();
    for count in 1..=30 {
        log.visit(count, if count % 3 == 0 { "tari" } else { "isee" }, 0.0, f64::from(count));
    }
    let whole = log.learned();
    for cut in [0, 1, 2, 44, 90] {
        let mut before = Learned::default();
        log.events[..cut].iter().for_each(|event| before.observe(event));
        let stored = serde_json::to_string(&before).unwrap();
        let mut after: Learned = serde_json::from_str(&stored).unwrap();
        log.events.iter().for_each(|event| after.observe(event));
        assert_eq!(after, whole, "cut after {cut}");
    }
}

#[test]
fn a_clock_that_goes_back_and_a_forgotten_desk_leave_finite_minutes() {
    let mut log = Log::default();
    log.visit(1, "isee", 100.0, -50.0);
    log.visit(2, "isee", 0.0, 1e6);
    let minutes = log.learned().minutes_of(&plan("isee", 10));
    assert!((0.25..=480.0).contains(&minutes), "{minutes}");
}

/// A log of one office.
#[derive(Default)]
struct Log {
    events: Vec<Event>,
}

impl Log {
    fn fact(&mut self, at_min: f64, fact: Fact) {
        let seq = self.events.len() as u64 + 1;
        let start = Moment::from_millis(1_800_000_000_000).unwrap();
        self.events.push(Event {
            office: OfficeId::new("lecco").unwrap(),
            seq,
            day: None,
            at: start.plus(Duration::from_secs_f64(at_min.max(0.0) * 60.0)),
            by: Actor { kind: ActorKind::Staff, id: ActorId::new("clerk").unwrap() },
            cause: None,
            fact,
        });
    }

    fn issue(&mut self, count: u32, of: &str) {
        self.fact(
            0.0,
            Fact::TicketIssued {
                ticket: ticket(count),
                number: Number::new(Series::new('A').unwrap(), std::num::NonZeroU32::new(count).unwrap()),
                service: service(of),
                joined_at: Moment::from_millis(1_800_000_000_000).unwrap(),
                channel: Channel::Totem,
                class: Class::Ordinary,
                quote: None,
                then: Vec::new(),
                against: None,
                booking: None,
                due: None,
            },
        );
    }

    fn visit(&mut self, count: u32, of: &str, from_min: f64, minutes: f64) {
        self.issue(count, of);
        self.fact(from_min, called(count));
        self.fact(from_min + minutes, finished(count, &[]));
    }

    fn learned(&self) -> Learned {
        let mut learned = Learned::default();
        self.events.iter().for_each(|event| learned.observe(event));
        learned
    }
}

fn called(count: u32) -> Fact {
    let by = CallRule::Rule;
    Fact::LegCalled {
        ticket: ticket(count),
        leg: 1,
        desk: desk(),
        nth: 1,
        by,
        urgency_milli: 0,
        runner_up_milli: None,
    }
}

fn finished(count: u32, done: &[&str]) -> Fact {
    let done = done.iter().map(|id| service(id)).collect();
    Fact::LegFinished { ticket: ticket(count), leg: 1, desk: desk(), outcome: Outcome::Settled, done }
}

fn ticket(count: u32) -> TicketId {
    TicketId::new(&format!("t{count}")).unwrap()
}

fn service(id: &str) -> ServiceId {
    ServiceId::new(id).unwrap()
}

fn desk() -> DeskId {
    DeskId::new("d1").unwrap()
}

fn plan(id: &str, minutes: u32) -> Service {
    let title = Text { it: id.into(), en: id.into() };
    let series = Series::new('A').unwrap();
    Service::new(service(id), title, "x".into(), series, minutes)
}
