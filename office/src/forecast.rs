//! The forecast of waits: one pure function of the floor, the configuration, what was learned, and
//! the time. It never touches the writer and never decides who is next.
//!
//! ```text
//! desks on the floor ---> Load: seconds of work in front of each desk
//! waiting tickets ------> Lines: who waits for the same desks, and in front of whom
//! wait of a ticket  =  the least load of its desks, once everybody who will be more urgent than
//!                      this ticket at the moment of its call has been spread over their desks
//! ```
//!
//! The work of a line goes to its least loaded desks first, as water fills basins; with like desks
//! this is the QL-adaptive formula (work ahead and one mean residual over the open desks) of the
//! `queueing` study, section 8.3. It keeps two promises that a plain average does not: who is
//! behind in the same service and class is never forecast earlier, and one more open desk never
//! makes a wait longer. Absences, departures and the closing hour are not foreseen.
//!
//! Appointments are in front of whoever would still wait at their time: those who have checked in, and, by
//! the share of them that comes, those who are expected. Their own wait begins when they may be called.

mod appointment;
mod line;
mod load;
mod shown;

pub use shown::{Window, keep_or_move, quote, range};

use crate::configuration::{Configuration, Service};
use crate::floor::Floor;
use crate::id::{ServiceId, TicketId};
use crate::learned::Learned;
use crate::moment::Moment;
use crate::ticket::Class;
use line::{Assumed, Lines, Place};
use load::Load;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most waiting tickets that get a forecast of their own; the longest waiting come first.
pub const TICKETS_MAX: usize = 500;
/// Longest wait ever forecast, seconds.
pub const WAIT_MAX_S: u32 = 12 * 3600;
/// Longest time to opening that is added to a wait, seconds.
const OPENS_IN_MAX_S: u32 = 7 * 24 * 3600;
/// Most rounds in the search for a wait that agrees with who passes meanwhile.
const ROUNDS_MAX: usize = 32;
/// Squared coefficient of variation that remains however many services a wait is made of: the
/// day, the clerks, those who leave unseen.
const COMMON_VARIATION: f64 = 0.25 * 0.25;
/// Least number of services that a wait is made of: half of one, the remainder at the desk.
const SERVICES_MIN: f64 = 0.5;
/// The 20 % and 90 % points of the standard normal distribution.
const Z_20: f64 = -0.841_621_233_572_914;
/// See [`Z_20`].
const Z_90: f64 = 1.281_551_565_544_6;

/// How long somebody waits from now until the call, seconds: never the one before above the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quantiles {
    /// One in five waits less.
    pub p20_s: u32,
    /// One in two waits less.
    pub p50_s: u32,
    /// Nine in ten wait less.
    pub p90_s: u32,
}

impl Quantiles {
    /// The same wait counted from `later_s` seconds later; nothing falls below zero.
    pub fn counted_from(self, later_s: u32) -> Quantiles {
        Quantiles {
            p20_s: self.p20_s.saturating_sub(later_s),
            p50_s: self.p50_s.saturating_sub(later_s),
            p90_s: self.p90_s.saturating_sub(later_s),
        }
    }
}

/// The forecast of one office at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forecast {
    /// Seconds until the doors open, contained in every wait; 0 while they are open.
    pub opens_in_s: u32,
    /// The wait of each waiting ticket that a desk will take, at most [`TICKETS_MAX`].
    pub by_ticket: BTreeMap<TicketId, Quantiles>,
    /// The wait of somebody who took a number now; `None` where no desk that takes the service is
    /// open or has said when it will be back.
    pub by_service: BTreeMap<(ServiceId, Class), Option<Quantiles>>,
}

/// Forecasts every wait of the office at `now`. The seed is the forward simulation's: this way of
/// forecasting draws nothing, and any seed gives the same answer.
pub fn forecast(
    floor: &Floor,
    configuration: &Configuration,
    learned: &Learned,
    now: Moment,
    _seed: u64,
) -> Forecast {
    let view = View::of(floor, configuration, learned, now);
    Forecast {
        opens_in_s: view.opens_in_s,
        by_ticket: view.tickets(),
        by_service: view.newcomers(floor, now),
    }
}

/// What every single forecast of one moment is taken from.
struct View<'a> {
    load: Load,
    lines: Lines<'a>,
    start: Moment,
    configuration: &'a Configuration,
    learned: &'a Learned,
    opens_in_s: u32,
}

impl<'a> View<'a> {
    fn of(floor: &'a Floor, configuration: &'a Configuration, learned: &'a Learned, now: Moment) -> View<'a> {
        let start = floor.day.map_or(now, |day| day.opens.max(now));
        let opens_in_s = start.since(now).as_secs().min(u64::from(OPENS_IN_MAX_S)) as u32;
        let load = Load::at(floor, configuration, learned, now, start);
        let lines = Lines::of(floor, configuration, learned, &load);
        View { load, lines, start, configuration, learned, opens_in_s }
    }

    fn tickets(&self) -> BTreeMap<TicketId, Quantiles> {
        let own = |entry: &line::Entry<'_>| {
            let plan = self.configuration.services.get(entry.service)?;
            let quantiles = match entry.place.appointment {
                Some(appointment) => {
                    let from_s = appointment.callable_in_s(self.start);
                    let wait_s = self.wait_of_appointment_s(entry.line, &entry.place, from_s)?;
                    self.spread((from_s, wait_s.saturating_sub(from_s)), plan, entry.line)
                }
                None => self.spread((0, self.wait_s(entry.line, &entry.place)?), plan, entry.line),
            };
            Some((entry.ticket.clone(), quantiles))
        };
        self.lines
            .entries
            .iter()
            .filter(|entry| self.lines.is_served(entry.line))
            .take(TICKETS_MAX)
            .filter_map(own)
            .collect()
    }

    fn newcomers(&self, floor: &Floor, now: Moment) -> BTreeMap<(ServiceId, Class), Option<Quantiles>> {
        let joined_ms = floor.last_joined_at.map_or(now, |last| last.max(now)).as_millis();
        let mut waits: BTreeMap<(usize, Class), Option<u32>> = BTreeMap::new();
        let mut found = BTreeMap::new();
        for (plan, line) in self.configuration.services.iter().zip(&self.lines.by_service) {
            for class in [Class::Ordinary, Class::Priority] {
                let last = Place { class, joined_ms, seq: u64::MAX, appointment: None };
                let wait_s = line
                    .and_then(|line| *waits.entry((line, class)).or_insert_with(|| self.wait_s(line, &last)));
                let quantiles = line.zip(wait_s).map(|(line, wait_s)| self.spread((0, wait_s), plan, line));
                found.insert((plan.id.clone(), class), quantiles);
            }
        }
        found
    }

    /// Mean wait from the start of work, whole seconds; `None` where no desk takes the line.
    ///
    /// The longer the wait the more appointments come before its end: the least wait that allows for
    /// them is found by rounds from none of them.
    fn wait_s(&self, line: usize, place: &Place) -> Option<u32> {
        let mut wait_s = self.wait_beside_s(line, place, 0)?;
        if !self.lines.has_appointments() {
            return Some(wait_s);
        }
        for _ in 0..ROUNDS_MAX {
            let next = self.wait_beside_s(line, place, wait_s)?;
            if next <= wait_s {
                break;
            }
            wait_s = next;
        }
        Some(wait_s)
    }

    /// The same beside those appointments that come before within `appointed_s`.
    ///
    /// Who is in front depends on the wait itself, because the classes gain urgency at different
    /// rates. Where others overtake with time, the least wait that allows for all who do so is
    /// found by rounds from zero. Where this place overtakes others, the least wait that suffices
    /// is found by halving.
    fn wait_beside_s(&self, line: usize, place: &Place, appointed_s: u32) -> Option<u32> {
        let allowing = |assumed_s: u32| {
            let assumed = Assumed { wait_s: assumed_s, appointed_s };
            self.lines.wait_s(&self.load, line, place, self.start, assumed)
        };
        let longest = allowing(0)?;
        if !self.lines.overtakes(place.class) {
            let mut wait_s = longest;
            for _ in 0..ROUNDS_MAX {
                let next = allowing(wait_s)?;
                if next == wait_s {
                    break;
                }
                wait_s = next;
            }
            return Some(wait_s);
        }
        least_that_suffices(0, longest, allowing)
    }

    /// The wait of an appointment that may be called `from_s` after the start of work. With time it
    /// overtakes everybody but earlier ones.
    fn wait_of_appointment_s(&self, line: usize, place: &Place, from_s: u32) -> Option<u32> {
        let allowing = |assumed_s: u32| {
            let assumed = Assumed { wait_s: assumed_s, appointed_s: assumed_s };
            self.lines.wait_s(&self.load, line, place, self.start, assumed)
        };
        let longest = allowing(from_s)?.max(from_s);
        least_that_suffices(from_s, longest, allowing)
    }

    /// A lognormal distribution around a mean wait: the more services the wait is made of, the
    /// narrower. The desks are counted as configured, so that a desk that opens narrows nothing. What an
    /// appointment has to wait for its time is certain.
    fn spread(&self, (certain_s, wait_s): (u32, u32), plan: &Service, line: usize) -> Quantiles {
        let wait = f64::from(wait_s);
        let each_s = self.learned.minutes_of(plan) * 60.0;
        let services = (wait * self.lines.desks_planned(line) / each_s).max(SERVICES_MIN);
        let variation = self.learned.variance_of(&plan.id).exp_m1() / services + COMMON_VARIATION;
        let log_variance = variation.ln_1p();
        let median = wait * (-log_variance / 2.0).exp();
        let at = |z: f64| {
            let uncertain_s = in_whole_s(median * (z * log_variance.sqrt()).exp());
            self.opens_in_s + certain_s.saturating_add(uncertain_s).min(WAIT_MAX_S)
        };
        Quantiles { p20_s: at(Z_20), p50_s: at(0.0), p90_s: at(Z_90) }
    }
}

/// The least wait that is no shorter than what it allows for, found by halving; the longest where no other is.
fn least_that_suffices(low: u32, high: u32, allowing: impl Fn(u32) -> Option<u32>) -> Option<u32> {
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = low + (high - low) / 2;
        if allowing(middle)? <= middle {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

/// Whole seconds, rounded up, at most [`WAIT_MAX_S`]; what is within a millisecond of a whole second is
/// that second.
fn in_whole_s(seconds: f64) -> u32 {
    (seconds - 0.001).ceil().clamp(0.0, f64::from(WAIT_MAX_S)) as u32
}

#[cfg(test)]
mod tests;
