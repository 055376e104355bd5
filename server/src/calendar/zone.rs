//! The time zone of an appointment, as calendars want it told (RFC 5545, 3.6.5): the changes of the clock
//! around it, each by itself, so that nothing is said of years that nobody knows.

use chrono::{DateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, Tz};
use office::moment::Moment;

/// How far around the appointment changes are told, days: at least one before it, where there are any.
const REACH_DAYS: i64 = 400;

/// A change of the clock.
struct Change {
    /// When.
    at: DateTime<Utc>,
    /// How far the clock was ahead of UTC before, seconds.
    from_s: i32,
}

/// The zone around a moment, with the ends of its lines.
pub(super) fn component(zone: Tz, around: Moment) -> String {
    let around = around.utc();
    let reach = TimeDelta::days(REACH_DAYS);
    let mut changes = changes(zone, around - reach, around + reach);
    if changes.is_empty() {
        changes.push(Change { at: around - reach, from_s: ahead_s(zone, around) });
    }
    let told: String = changes.iter().map(|change| observance(zone, change)).collect();
    format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n{told}END:VTIMEZONE\r\n", zone.name())
}

fn observance(zone: Tz, change: &Change) -> String {
    let after = zone.offset_from_utc_datetime(&change.at.naive_utc());
    let kind = if after.dst_offset().is_zero() { "STANDARD" } else { "DAYLIGHT" };
    let onset = (change.at + TimeDelta::seconds(change.from_s.into())).format("%Y%m%dT%H%M%S");
    let (from, to) = (ahead(change.from_s), ahead(after.fix().local_minus_utc()));
    format!(
        "BEGIN:{kind}\r\nDTSTART:{onset}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nTZNAME:{}\r\nEND:{kind}\r\n",
        zone.from_utc_datetime(&change.at.naive_utc()).format("%Z")
    )
}

/// The changes from a moment to another; the clock is looked at once a day.
fn changes(zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Change> {
    let mut found = Vec::new();
    let mut day = from;
    while day < until {
        let next = day + TimeDelta::days(1);
        let from_s = ahead_s(zone, day);
        if ahead_s(zone, next) != from_s {
            found.push(Change { at: first_after(zone, day, next), from_s });
        }
        day = next;
    }
    found
}

/// The first second with another offset than `before`, which `after` has.
fn first_after(zone: Tz, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> DateTime<Utc> {
    let from_s = ahead_s(zone, before);
    while after - before > TimeDelta::seconds(1) {
        let middle = before + (after - before) / 2;
        if ahead_s(zone, middle) == from_s {
            before = middle;
        } else {
            after = middle;
        }
    }
    // Halves of an odd number of milliseconds: changes come at whole minutes.
    DateTime::from_timestamp((after.timestamp() + 30).div_euclid(60) * 60, 0).unwrap_or(after)
}

fn ahead_s(zone: Tz, at: DateTime<Utc>) -> i32 {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()
}

/// How far a clock is ahead of UTC: `+0100`.
fn ahead(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
