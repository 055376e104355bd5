use super::*;
use crate::catalogue::default_configuration;
use chrono::DateTime;
use office::agenda::{BookingChannel, BookingState, Place};
use office::configuration::Version;
use office::id::{BookingId, PlanId, ServiceId};

#[test]
fn entry_holds_time_place_papers_and_page() {
    let rules = default_configuration().expect("the default catalogue");
    let booking = booking(&rules, "2026-12-01T08:00:00Z");
    let text = unfolded(&file(&entry(&rules, &booking), Method::Request));
    for line in [
        "METHOD:REQUEST",
        "UID:portico-b7@sportello.example.it",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "DTSTAMP:20261125T090000Z",
        "DTSTART;TZID=Europe/Rome:20261201T090000",
        "DTEND;TZID=Europe/Rome:20261201T092000",
        "URL:https://sportello.example.it:8443/b/secret",
        "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:maria@example.org",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in {text}");
    }
    assert!(text.contains("ORGANIZER;CN="), "{text}");
    assert!(text.contains("Cosa portare\\n- "), "{text}");
    assert!(text.contains("/b/secret"), "{text}");
}

#[test]
fn every_line_is_short_and_ends_as_it_must() {
    let rules = default_configuration().expect("the default catalogue");
    let booking = booking(&rules, "2026-12-01T08:00:00Z");
    for language in Language::ALL {
        let text = file(&Entry { language, ..entry(&rules, &booking) }, Method::Publish);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{line}");
        }
    }
}

#[test]
fn cancelled_entry_is_later_than_all_before_it() {
    let rules = default_configuration().expect("the default catalogue");
    let booking = booking(&rules, "2026-12-01T08:00:00Z");
    let text = unfolded(&file(&entry(&rules, &booking), Method::Cancel));
    for line in ["METHOD:CANCEL", "UID:portico-b7@sportello.example.it", "SEQUENCE:3", "STATUS:CANCELLED"] {
        assert!(text.lines().any(|found| found == line), "{line} is not in {text}");
    }
}

#[test]
fn sensitive_service_is_not_named() {
    let mut rules = default_configuration().expect("the default catalogue");
    let booking = booking(&rules, "2026-12-01T08:00:00Z");
    let id = booking.services[0].clone();
    let service = rules.services.iter_mut().find(|service| service.id == id).expect("the service");
    service.sensitive = true;
    let title = service.title.it.clone();
    let text = unfolded(&file(&entry(&rules, &booking), Method::Request));
    assert!(!text.contains(&title) && !text.contains("Cosa portare\\n"), "{text}");
    assert!(
        text.contains("SUMMARY:Appuntamento – ") && text.contains("Che cosa portare è scritto"),
        "{text}"
    );
}

#[test]
fn time_that_the_clock_shows_twice_is_told_as_utc() {
    let rules = default_configuration().expect("the default catalogue");
    let booking = booking(&rules, "2026-10-25T00:30:00Z");
    let text = unfolded(&file(&entry(&rules, &booking), Method::Request));
    assert!(text.contains("DTSTART:20261025T003000Z"), "{text}");
}

#[test]
fn zone_tells_the_changes_of_the_clock_around_the_day() {
    let at = moment("2026-12-01T08:00:00Z");
    let rome = zone::component(chrono_tz::Europe::Rome, at);
    for told in [
        "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST",
        "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET",
    ] {
        assert!(rome.contains(told), "{told} is not in {rome}");
    }
    let fixed = zone::component(chrono_tz::Asia::Tokyo, at);
    assert_eq!(fixed.matches("BEGIN:STANDARD").count(), 1, "{fixed}");
    assert!(fixed.contains("TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900"), "{fixed}");
}

#[test]
fn host_is_what_stands_between_scheme_and_path() {
    let table = [
        ("https://sportello.example.it/b/x", "sportello.example.it"),
        ("http://127.0.0.1:7300/b/x", "127.0.0.1"),
        ("https://[::1]:7300/b/x", "[::1]"),
    ];
    for (url, expected) in table {
        assert_eq!(host(url), expected);
    }
}

fn entry<'a>(rules: &'a Configuration, booking: &'a Booking) -> Entry<'a> {
    Entry {
        rules,
        booking,
        language: Language::It,
        page_url: "https://sportello.example.it:8443/b/secret",
        organizer: Some("sportello@example.it"),
        attendee: Some("maria@example.org"),
        as_of: moment("2026-11-25T09:00:00Z"),
    }
}

/// An appointment of twenty minutes for a card, moved twice.
fn booking(rules: &Configuration, start: &str) -> Booking {
    let start = moment(start);
    let id = |text: &str| BookingId::new(text).expect("an id");
    Booking {
        id: id("portico-b12"),
        state: BookingState::Booked,
        place: Place {
            plan: PlanId::new("mornings").expect("an id"),
            desk: rules.desks[0].id.clone(),
            lane: 0,
            start,
            end: start.plus(std::time::Duration::from_secs(1200)),
        },
        services: vec![ServiceId::new("cie-rilascio").expect("an id")],
        people: 1,
        channel: BookingChannel::Home,
        until: None,
        extended: false,
        made_at: start,
        configuration: Version(1),
        origin: id("portico-b7"),
        moves: 2,
        moved_to: None,
        ticket: None,
        wish: None,
    }
}

fn moment(text: &str) -> Moment {
    Moment::new(DateTime::parse_from_rfc3339(text).expect("a time").to_utc())
}

/// The text with its folded lines whole again.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}
