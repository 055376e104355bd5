//! What the office has learned from its own log: how long each service takes at the desk, and at which
//! hours its numbers are taken.
//!
//! A pure fold over events: the same events give the same value, so a restart that reads the log
//! again, or goes on from a stored copy, forecasts as before. It must not read the floor or the
//! configuration while folding: what is configured enters only when a value is asked for.
//!
//! Source: `queueing` study, section 8.2.

use crate::configuration::Service;
use crate::event::{Event, Fact, MoveTo, ResumedTo};
use crate::id::{BookingId, ServiceId, TicketId};
use crate::moment::Moment;
use chrono::Timelike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most services that times are remembered of, retired ones included.
pub const LEARNED_SERVICES_MAX: usize = 1_000;
/// Billionths in one.
const NANO: f64 = 1e9;
/// Most visits of one day that are watched; later ones teach nothing.
pub const VISITS_MAX: usize = 20_000;
/// Most appointments for several people that are remembered until they come.
const GROUPS_MAX: usize = 5_000;
/// How many services the memory of one kind of service reaches back.
const MEMORY_MAX: u32 = 400;
/// How many observations the configured minutes count for.
const PRIOR_WEIGHT: f64 = 4.0;
/// Variance of the logarithm of minutes before anything is learned: a coefficient of variation of 0.8.
const PRIOR_VARIANCE: f64 = 0.494_696_241_836_107;
/// How many observations the variance before anything is learned counts for.
const PRIOR_VARIANCE_WEIGHT: f64 = 6.0;
/// Variances of the logarithm beyond these come from odd days, not from the service.
const VARIANCE_RANGE: (f64, f64) = (0.04, 1.5);
/// What one number adds to the memory of its hour.
const TAKEN_MILLI: u64 = 1_000;
/// Every day this share of what is remembered of the hours is forgotten: about a month is kept.
const FORGOTTEN_SHARE: u64 = 32;
/// Shorter and longer visits count as this many minutes: a slip of the hand, a forgotten desk.
const MINUTES_RANGE: (f64, f64) = (0.25, 480.0);

/// What is known of one service from its past visits, in whole numbers: they read back from a
/// stored copy exactly as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Past {
    /// How many visits are remembered.
    count: u32,
    /// Running mean of the logarithm of minutes from call to end, billionths.
    log_mean_nano: i64,
    /// Running variance of the same, billionths.
    log_variance_nano: i64,
}

impl Past {
    fn log_mean(&self) -> f64 {
        self.log_mean_nano as f64 / NANO
    }

    fn log_variance(&self) -> f64 {
        self.log_variance_nano as f64 / NANO
    }

    fn remember(&mut self, minutes: f64) {
        let log = minutes.clamp(MINUTES_RANGE.0, MINUTES_RANGE.1).ln();
        self.count = self.count.saturating_add(1).min(MEMORY_MAX);
        let share = 1.0 / f64::from(self.count);
        let off = log - self.log_mean();
        let log_mean = self.log_mean() + off * share;
        let log_variance = self.log_variance() + (off * (log - log_mean) - self.log_variance()) * share;
        self.log_mean_nano = (log_mean * NANO).round() as i64;
        self.log_variance_nano = (log_variance * NANO).round() as i64;
    }
}

/// A visit of today, as far as it matters for the time at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Visit {
    service: ServiceId,
    /// Since when it has been at a desk.
    since: Option<Moment>,
    /// Time at the desk before it was put aside, milliseconds.
    before_ms: u64,
}

/// How often a service was asked for at each hour of the day in UTC, thousandths of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Hours([u64; 24]);

/// How long each service takes and when it is asked for, learned from events.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Learned {
    /// The sequence of the last event folded in.
    seq: u64,
    past: BTreeMap<ServiceId, Past>,
    visits: BTreeMap<TicketId, Visit>,
    #[serde(default)]
    taken: BTreeMap<ServiceId, Hours>,
    /// Appointments for several people that are still to come.
    #[serde(default)]
    groups: BTreeMap<BookingId, u32>,
    /// How many people are behind a ticket of today, where they are several.
    #[serde(default)]
    people: BTreeMap<TicketId, u32>,
}

impl Learned {
    /// The sequence of the last event folded in; 0 before the first.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Folds one event in. Events of one office come in the order of their sequence; one that has
    /// been folded in already changes nothing.
    pub fn observe(&mut self, event: &Event) {
        if event.seq <= self.seq {
            return;
        }
        self.seq = event.seq;
        let at = event.at;
        match &event.fact {
            Fact::DayOpened { .. } => {
                self.end_day();
                self.forget_a_little();
            }
            Fact::DayClosed { .. } => self.end_day(),
            Fact::TicketIssued { ticket, service, booking, .. } => {
                self.watch(ticket, service);
                self.count(service, at);
                if let Some(people) = booking.as_ref().and_then(|booking| self.groups.remove(booking)) {
                    self.people.insert(ticket.clone(), people);
                }
            }
            Fact::SlotReserved { booking, people, .. } => self.expect(booking, *people),
            Fact::BookingMoved { booking, to, .. } => {
                if let Some(people) = self.groups.remove(booking) {
                    self.expect(to, people);
                }
            }
            Fact::ReservationLapsed { booking }
            | Fact::BookingCancelled { booking }
            | Fact::BookingMissed { booking, .. } => {
                self.groups.remove(booking);
            }
            Fact::LegCalled { ticket, .. } | Fact::Resumed { ticket, to: ResumedTo::Serving, .. } => {
                self.change(ticket, |visit| visit.since = Some(at));
            }
            Fact::CallWithdrawn { ticket, .. } | Fact::Absent { ticket, .. } => {
                self.change(ticket, |visit| visit.since = None);
            }
            Fact::LegHeld { ticket, .. } => self.change(ticket, |visit| {
                visit.before_ms = visit.ms_until(at);
                visit.since = None;
            }),
            Fact::LegAdded { ticket, service, at: desk, .. } => {
                self.watch(ticket, service);
                self.change(ticket, |visit| visit.since = desk.is_some().then_some(at));
            }
            Fact::LegMoved { ticket, to, .. } => self.change(ticket, |visit| visit.start_over(to)),
            Fact::LegFinished { ticket, done, .. } => self.finish(ticket, done, at),
            Fact::TicketLeft { ticket } | Fact::TicketLapsed { ticket } => {
                self.visits.remove(ticket);
            }
            Fact::Resumed { to: ResumedTo::Waiting, .. }
            | Fact::ConfigurationAdopted { .. }
            | Fact::AdoptionPlanned { .. }
            | Fact::AdoptionDropped { .. }
            | Fact::BlockGranted { .. }
            | Fact::NumberUnserved { .. }
            | Fact::Recalled { .. }
            | Fact::LegStarted { .. }
            | Fact::BroughtBack { .. }
            | Fact::DeskOpened { .. }
            | Fact::DeskPaused { .. }
            | Fact::DeskResumed { .. }
            | Fact::DeskClosed { .. }
            | Fact::ReservationExtended { .. }
            | Fact::Booked { .. }
            | Fact::CheckedIn { .. }
            | Fact::WishMade { .. }
            | Fact::WishDropped { .. }
            | Fact::DrawHeld { .. } => {}
        }
    }

    /// Expected minutes from call to end: what is configured, outweighed by what was seen.
    pub fn minutes_of(&self, plan: &Service) -> f64 {
        let prior = f64::from(plan.minutes.max(1)).ln() - PRIOR_VARIANCE / 2.0;
        let past = self.past.get(&plan.id).copied().unwrap_or_default();
        let count = f64::from(past.count);
        let log_mean = (PRIOR_WEIGHT * prior + count * past.log_mean()) / (PRIOR_WEIGHT + count);
        let minutes = (log_mean + self.variance_of(&plan.id) / 2.0).exp();
        minutes.clamp(MINUTES_RANGE.0, MINUTES_RANGE.1)
    }

    /// Variance of the logarithm of minutes from call to end.
    pub fn variance_of(&self, service: &ServiceId) -> f64 {
        let past = self.past.get(service).copied().unwrap_or_default();
        let count = f64::from(past.count);
        let weighted = PRIOR_VARIANCE_WEIGHT * PRIOR_VARIANCE + count * past.log_variance();
        (weighted / (PRIOR_VARIANCE_WEIGHT + count)).clamp(VARIANCE_RANGE.0, VARIANCE_RANGE.1)
    }

    /// How many numbers for a service are remembered around this hour of the day, thousandths: those of the
    /// hours before and after count half.
    pub fn taken_at_milli(&self, service: &ServiceId, now: Moment) -> u64 {
        let Some(Hours(hours)) = self.taken.get(service) else { return 0 };
        let hour = hour_of(now);
        let (before, after) = (hours[(hour + 23) % 24], hours[(hour + 1) % 24]);
        hours[hour] + (before + after) / 2
    }

    fn count(&mut self, service: &ServiceId, at: Moment) {
        if self.taken.len() < LEARNED_SERVICES_MAX || self.taken.contains_key(service) {
            self.taken.entry(service.clone()).or_default().0[hour_of(at)] += TAKEN_MILLI;
        }
    }

    fn end_day(&mut self) {
        self.visits.clear();
        self.people.clear();
    }

    /// Several people take several times as long.
    fn expect(&mut self, booking: &BookingId, people: u32) {
        if people > 1 && self.groups.len() < GROUPS_MAX {
            self.groups.insert(booking.clone(), people);
        }
    }

    fn forget_a_little(&mut self) {
        for remembered in self.taken.values_mut().flat_map(|Hours(hours)| hours) {
            *remembered -= *remembered / FORGOTTEN_SHARE;
        }
    }

    fn watch(&mut self, ticket: &TicketId, service: &ServiceId) {
        if self.visits.len() < VISITS_MAX {
            let visit = Visit { service: service.clone(), since: None, before_ms: 0 };
            self.visits.insert(ticket.clone(), visit);
        }
    }

    fn change(&mut self, ticket: &TicketId, with: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.visits.get_mut(ticket) {
            with(visit);
        }
    }

    /// Learns from a finished visit. Several services done in one visit teach nothing about each.
    fn finish(&mut self, ticket: &TicketId, done: &[ServiceId], at: Moment) {
        let Some(visit) = self.visits.remove(ticket) else { return };
        if visit.since.is_none() {
            return;
        }
        let service = match done {
            [] => &visit.service,
            [only] => only,
            [_, _, ..] => return,
        };
        if self.past.len() < LEARNED_SERVICES_MAX || self.past.contains_key(service) {
            let people = f64::from(self.people.get(ticket).copied().unwrap_or(1));
            let minutes = visit.ms_until(at) as f64 / 60_000.0 / people;
            self.past.entry(service.clone()).or_default().remember(minutes);
        }
    }
}

impl Visit {
    /// Milliseconds at the desk up to `at`, without the time put aside.
    fn ms_until(&self, at: Moment) -> u64 {
        self.before_ms.saturating_add(self.since.map_or(0, |since| at.since(since).as_millis() as u64))
    }

    /// What was passed on says nothing about how long the service takes.
    fn start_over(&mut self, to: &MoveTo) {
        self.since = None;
        self.before_ms = 0;
        match to {
            MoveTo::Service(service) => self.service = service.clone(),
            MoveTo::Desk(_) | MoveTo::Welcome => {}
        }
    }
}

/// The hour of the day in UTC: the zone moves it by the same amount today and on the days remembered, but
/// for the two weeks a year in which clocks are changed.
fn hour_of(at: Moment) -> usize {
    at.utc().hour() as usize % 24
}

#[cfg(test)]
mod tests;
