//! The golden files pin the log's names: each is one event as it was first written. They are added
//! to and never edited.

use office::event::{ActorKind, CallRule, Channel, Event, Fact, Outcome, ReasonCode};
use office::ticket::{Class, LegState};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Lists the kinds once, for the name of a fact and for the demand that each has a file.
macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => {
        const KINDS: &[&str] = &[$(stringify!($kind)),+];

        fn kind(fact: &Fact) -> &'static str {
            match fact {
                $(Fact::$kind { .. } => stringify!($kind),)+
            }
        }
    };
}

kinds! {
    DayOpened, DayClosed, ConfigurationAdopted, TicketIssued, LegCalled, Recalled, CallWithdrawn,
    LegStarted, LegFinished, Absent, BroughtBack, LegHeld, Resumed, LegAdded, LegMoved, TicketLeft,
    TicketLapsed, DeskOpened, DeskPaused, DeskResumed, DeskClosed, AdoptionPlanned, AdoptionDropped,
    SlotReserved, ReservationExtended, ReservationLapsed, Booked, BookingMoved,
    BookingCancelled, CheckedIn, BookingMissed, WishMade, WishDropped, DrawHeld, BlockGranted,
    NumberUnserved,
}

#[test]
fn every_file_parses_and_is_written_again_byte_for_byte() {
    for (name, text) in files() {
        let event = parse(&name, &text);
        assert_eq!(serde_json::to_string(&event).unwrap() + "\n", text, "{name}");
    }
}

#[test]
fn every_kind_of_fact_has_a_file_of_its_name() {
    let files = files();
    for expected in KINDS {
        let name = snake_case(expected);
        let text = files.get(&name).unwrap_or_else(|| panic!("tests/golden/{name}.json is missing"));
        assert_eq!(kind(&parse(&name, text).fact), *expected);
    }
    for (name, text) in &files {
        let (stem, _) = name.split_once('.').unwrap_or((name, ""));
        assert_eq!(snake_case(kind(&parse(name, text).fact)), stem, "{name} is named after another kind");
    }
}

#[test]
fn the_envelope_has_its_names_in_their_order() {
    let files = files();
    let text = &files["ticket_issued"];
    let names = ["office", "seq", "day", "at", "by", "cause", "kind", "body"];
    let text = text.replace("\"by\":{\"kind\"", "\"by\":{\"of\"");
    let places: Vec<usize> = names.iter().map(|name| text.find(&format!("\"{name}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(object.len(), names.len());
}

#[test]
fn what_an_older_file_does_not_have_takes_its_default() {
    let files = files();
    let read = |name: &str| parse(name, &files[name]);
    let first = read("configuration_adopted.before_first_day");
    assert_eq!((first.day, first.cause), (None, None));
    assert!(matches!(read("ticket_issued.without_quote").fact, Fact::TicketIssued { quote: None, .. }));
    assert!(matches!(
        read("leg_called.manual_without_runner_up").fact,
        Fact::LegCalled { runner_up_milli: None, by: CallRule::Manual(ReasonCode::CannotWait), .. }
    ));
    assert!(
        matches!(read("leg_finished.without_done").fact, Fact::LegFinished { done, .. } if done.is_empty())
    );
    assert!(matches!(read("desk_paused.without_end").fact, Fact::DeskPaused { back_at: None, .. }));
}

#[test]
fn words_inside_events_are_the_stable_codes() {
    ReasonCode::ALL.iter().for_each(|reason| assert_eq!(written(reason), reason.code()));
    Outcome::ALL.iter().for_each(|outcome| assert_eq!(written(outcome), outcome.code()));
    LegState::ALL.iter().for_each(|state| assert_eq!(written(state), state.code()));
    assert_eq!([Class::Ordinary, Class::Priority].map(|word| written(&word)), ["ordinary", "priority"]);
    let channels = [Channel::Totem, Channel::Welcome, Channel::Desk, Channel::Api];
    assert_eq!(channels.map(|word| written(&word)), ["totem", "welcome", "desk", "api"]);
    let actors = [ActorKind::Visitor, ActorKind::Device, ActorKind::Staff, ActorKind::Key, ActorKind::Clock];
    assert_eq!(actors.map(|word| written(&word)), ["visitor", "device", "staff", "key", "clock"]);
}

#[test]
fn an_event_of_an_unknown_kind_is_not_read_as_another() {
    let text = files()["desk_closed"].replace("DeskClosed", "DeskBurned");
    assert!(serde_json::from_str::<Event>(&text).is_err());
}

/// Name without `.json`, and text, of every golden file.
fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().strip_suffix(".json").unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn parse(name: &str, text: &str) -> Event {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn snake_case(kind: &str) -> String {
    let mut name = String::new();
    for letter in kind.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

fn written(word: &impl Serialize) -> String {
    serde_json::to_value(word).unwrap().as_str().unwrap().to_owned()
}
