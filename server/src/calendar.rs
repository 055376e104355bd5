//! An appointment as an entry for calendars (RFC 5545), by itself or as a message to a calendar (RFC 5546).
//!
//! A pure mapping: it sends nothing and looks nothing up. Calendars know an appointment by the booking that
//! it began as, whatever places it has moved to, and take the entry with the highest sequence.

mod zone;

use crate::particulars::Particulars;
use chrono::TimeZone;
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};
use office::agenda::Booking;
use office::configuration::Configuration;
use office::language::Language;
use office::moment::Moment;
use screen::texts;

/// The type of a calendar file.
pub const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";
/// Under which name a calendar file is saved.
pub const FILE_NAME: &str = "appuntamento.ics";
/// Who makes these files (RFC 5545, 3.7.3).
const PRODUCT: &str = "-//Sportello//Appuntamenti//IT";

/// What a calendar is to do with the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Show it: a file that somebody fetches.
    Publish,
    /// Take it, in place of what it had of the same appointment.
    Request,
    /// Take it away.
    Cancel,
}

/// An entry in a calendar.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The rules of the office, for names and papers.
    pub rules: &'a Configuration,
    /// The appointment.
    pub booking: &'a Booking,
    /// In whose language.
    pub language: Language,
    /// The address of the appointment's page, whole.
    pub page_url: &'a str,
    /// The mail address of the office; absent where it sends no mail.
    pub organizer: Option<&'a str>,
    /// The mail address of who comes, in a message to that address.
    pub attendee: Option<&'a str>,
    /// When the entry is made.
    pub as_of: Moment,
}

/// The file with one entry.
pub fn file(entry: &Entry<'_>, method: Method) -> String {
    let zone = entry.rules.office.zone;
    let mut calendar = Calendar::empty();
    let head =
        [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", method.code())];
    for (key, value) in head {
        calendar.append_property(Property::new(key, value));
    }
    calendar.push(event(entry, method));
    // The library would give the zone properties that a zone must not have.
    let zone = zone::component(zone, entry.booking.place.start);
    calendar.to_string().replacen("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT"), 1)
}

impl Method {
    /// The value of METHOD (RFC 5546, 1.4).
    pub fn code(self) -> &'static str {
        match self {
            Method::Publish => "PUBLISH",
            Method::Request => "REQUEST",
            Method::Cancel => "CANCEL",
        }
    }
}

fn event(entry: &Entry<'_>, method: Method) -> Event {
    let (rules, booking) = (entry.rules, entry.booking);
    let said = Particulars::new(rules, booking, entry.language);
    let (status, sequence) = match method {
        Method::Publish | Method::Request => (EventStatus::Confirmed, booking.moves),
        // Later than anything that was said of the same place.
        Method::Cancel => (EventStatus::Cancelled, booking.moves.saturating_add(1)),
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", booking.origin, host(entry.page_url)))
        .timestamp(entry.as_of.utc())
        .sequence(sequence)
        .summary(&said.title)
        .description(&description(&said, entry))
        .url(entry.page_url)
        .append_property(at("DTSTART", booking.place.start, rules.office.zone))
        .append_property(at("DTEND", booking.place.end, rules.office.zone));
    event.location(&said.place.join(", ")).status(status).class(Class::Private);
    if let Some(address) = entry.organizer {
        let name = rules.office.title.in_language(entry.language).replace('"', "'");
        let mut organizer = Property::new("ORGANIZER", format!("mailto:{address}"));
        event.append_property(organizer.add_parameter("CN", &name));
    }
    if let Some(address) = entry.attendee {
        let mut attendee = Property::new("ATTENDEE", format!("mailto:{address}"));
        let known = [("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", "ACCEPTED"), ("RSVP", "FALSE")];
        for (key, value) in known {
            attendee.add_parameter(key, value);
        }
        event.append_property(&mut attendee);
    }
    event
}

/// What to bring, and where the appointment is seen, moved and cancelled.
fn description(said: &Particulars, entry: &Entry<'_>) -> String {
    let l = texts(entry.language);
    let mut lines = Vec::new();
    if !said.papers.is_empty() {
        lines.push(fl!(l, "mail-bring"));
        lines.extend(said.papers.iter().map(|paper| format!("- {paper}")));
    }
    lines.extend(said.on_the_page.clone());
    lines.push(fl!(l, "mail-page", address = entry.page_url));
    lines.join("\n")
}

/// A moment as the office's clock shows it; as UTC where that shows the same time twice.
fn at(key: &str, moment: Moment, zone: Tz) -> Property {
    let local = moment.utc().with_timezone(&zone).naive_local();
    if zone.from_local_datetime(&local).single().is_none() {
        return Property::new(key, moment.utc().format("%Y%m%dT%H%M%SZ").to_string());
    }
    let mut property = Property::new(key, local.format("%Y%m%dT%H%M%S").to_string());
    property.add_parameter("TZID", zone.name()).done()
}

/// The host in an address, without its port.
pub(crate) fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = after.split(['/', '?', '#']).next().unwrap_or(after);
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        Some(_) | None => authority,
    }
}

#[cfg(test)]
mod tests;
