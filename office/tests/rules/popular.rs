//! What is most asked for at an hour: the catalogue's weights first, then what numbers were taken for.

use crate::triage::default::default as whole_catalogue;
use office::event::{Actor, ActorKind, Channel, Event, Fact};
use office::id::{ActorId, OfficeId, ServiceId, TicketId};
use office::learned::Learned;
use office::moment::Moment;
use office::popular::popular;
use office::ticket::Class;
use std::collections::BTreeMap;
use std::time::Duration;

/// A Tuesday morning.
fn morning() -> Moment {
    Moment::from_millis(1_795_507_920_000).unwrap()
}

/// Folds so many numbers of a service in, all taken at one moment.
fn take(learned: &mut Learned, service: &str, count: u64, at: Moment) {
    for _ in 0..count {
        let seq = learned.seq() + 1;
        let fact = Fact::TicketIssued {
            ticket: TicketId::new(&format!("hall-{seq}")).unwrap(),
            number: "A001".parse().unwrap(),
            service: ServiceId::new(service).unwrap(),
            then: Vec::new(),
            channel: Channel::Totem,
            class: Class::Ordinary,
            joined_at: at,
            quote: None,
            against: None,
            booking: None,
            due: None,
        };
        learned.observe(&event(seq, at, fact));
    }
}

fn event(seq: u64, at: Moment, fact: Fact) -> Event {
    Event {
        office: OfficeId::new("hall").unwrap(),
        seq,
        day: None,
        at,
        by: Actor { kind: ActorKind::Device, id: ActorId::new("totem").unwrap() },
        cause: None,
        fact,
    }
}

fn first(learned: &Learned, now: Moment) -> Vec<String> {
    popular(&whole_catalogue(), learned, now, 3).iter().map(ToString::to_string).collect()
}

#[test]
fn weights_say_it_before_anything_is_learned() {
    assert_eq!(first(&Learned::default(), morning()), ["certificati", "carta-identita", "cambio-casa"]);
    assert_eq!(popular(&whole_catalogue(), &Learned::default(), morning(), 0), []);
    assert_eq!(
        popular(&whole_catalogue(), &Learned::default(), morning(), 500).len(),
        whole_catalogue().needs.len()
    );
}

#[test]
fn what_is_taken_at_this_hour_comes_first_and_at_others_does_not() {
    let mut learned = Learned::default();
    take(&mut learned, "dat", 40, morning());
    assert_eq!(first(&learned, morning())[0], "biotestamento");
    let hours_later = morning().plus(Duration::from_secs(5 * 3600));
    assert!(!first(&learned, hours_later).contains(&"biotestamento".to_owned()));
}

#[test]
fn numbers_of_a_service_are_shared_by_the_needs_that_lead_to_it() {
    let mut learned = Learned::default();
    // Nearly every need has a way to the information desk.
    take(&mut learned, "informazioni", 40, morning());
    assert_eq!(first(&learned, morning()), first(&Learned::default(), morning()));
}

#[test]
fn what_was_asked_long_ago_is_forgotten_day_by_day() {
    let mut learned = Learned::default();
    take(&mut learned, "dat", 40, morning());
    let dat = ServiceId::new("dat").unwrap();
    let mut before = learned.taken_at_milli(&dat, morning());
    for _ in 0..60 {
        let seq = learned.seq() + 1;
        let opened = Fact::DayOpened {
            date: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            opens: morning(),
            closes: morning(),
            ends: morning(),
            configuration: office::configuration::Version(1),
            given: BTreeMap::new(),
        };
        learned.observe(&event(seq, morning(), opened));
        let now = learned.taken_at_milli(&dat, morning());
        assert!(now < before);
        before = now;
    }
    assert!(before < 40_000 / 5);
}
