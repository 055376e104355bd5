//! What triage knows of the moment: whether numbers are given, when the doors close, and what a number taken
//! now would wait for each service.

use super::light::AtDesk;
use crate::configuration::Configuration;
use crate::floor::{DeskOnFloor, DeskState, Floor};
use crate::forecast::{Forecast, Quantiles, forecast};
use crate::id::ServiceId;
use crate::learned::Learned;
use crate::moment::Moment;
use crate::ticket::Class;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long after the doors have opened a desk that nobody has opened yet is still counted on.
const LATE_MAX: Duration = Duration::from_secs(15 * 60);
/// How long a rest without a word is taken to last from now.
const REST: Duration = Duration::from_secs(10 * 60);

/// The moment, as triage sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// Whether numbers are given.
    pub numbers: Numbers,
    /// Seconds until the doors open; 0 while they are open.
    pub opens_in_s: u32,
    /// Seconds until they close next.
    pub closes_in_s: u32,
    /// What awaits a number taken now.
    pub services: BTreeMap<ServiceId, Prospect>,
}

impl Outlook {
    /// What a number taken now for this service would wait, from now.
    pub fn wait(&self, service: &ServiceId) -> Option<Quantiles> {
        self.services.get(service)?.wait
    }

    /// The same so much later, for who has heard nothing newer: the doors come nearer, the waits stay.
    #[must_use]
    pub fn later(&self, by: Duration) -> Outlook {
        let passed_s = u32::try_from(by.as_secs()).unwrap_or(u32::MAX);
        Outlook {
            opens_in_s: self.opens_in_s.saturating_sub(passed_s),
            closes_in_s: self.closes_in_s.saturating_sub(passed_s),
            ..self.clone()
        }
    }
}

/// Whether numbers are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// They are.
    Given,
    /// They are given again then, where that is known.
    Again(Option<Moment>),
}

/// What awaits a number taken now for one service.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prospect {
    /// The wait from now; absent where no desk that can do it is open or will be.
    pub wait: Option<Quantiles>,
    /// The time at the desk.
    pub time: AtDesk,
}

/// Looks at an office. `seen` is the forecast of the same floor at the same moment, made with `seed`.
///
/// Desks that are about to open, and those that rest without a word, count as if they took visitors soon:
/// nobody is sent home at a quarter past eight because the clerks come at half past.
pub fn outlook(
    floor: &Floor,
    configuration: &Configuration,
    learned: &Learned,
    seen: &Forecast,
    now: Moment,
    seed: u64,
) -> Outlook {
    let (zone, lead) = (configuration.office.zone, configuration.take_from_lead());
    let hours = &configuration.hours;
    let is_given = floor.day.is_some_and(|day| now < day.ends) && hours.takes_numbers(now, zone, lead);
    let numbers = if is_given { Numbers::Given } else { Numbers::Again(hours.reopens(now, zone, lead)) };
    let opening = hours.opening_at(now, zone).or_else(|| hours.next_opening(now, zone));
    let seconds_to = |at: Moment| at.since(now).as_secs().min(u64::from(u32::MAX)) as u32;
    let forecast = match soon(floor, configuration, now) {
        Some(soon) => Cow::Owned(forecast(&soon, configuration, learned, now, seed)),
        None => Cow::Borrowed(seen),
    };
    let prospect = |service: &crate::service::Service| {
        let wait = forecast.by_service.get(&(service.id.clone(), Class::Ordinary)).copied().flatten();
        let mean_s = learned.minutes_of(service) * 60.0;
        let time = AtDesk { mean_s, log_variance: learned.variance_of(&service.id) };
        (service.id.clone(), Prospect { wait, time })
    };
    Outlook {
        numbers,
        opens_in_s: opening.map_or(0, |opening| seconds_to(opening.from)),
        closes_in_s: opening.map_or(0, |opening| seconds_to(opening.until)),
        services: configuration.services.iter().map(prospect).collect(),
    }
}

/// The floor as it will be soon, where that makes a difference.
fn soon(floor: &Floor, configuration: &Configuration, now: Moment) -> Option<Floor> {
    let zone = configuration.office.zone;
    let hours = &configuration.hours;
    let are_doors_late = !hours.is_open(now, zone) || !hours.is_open(now.minus(LATE_MAX), zone);
    let mut soon: Option<Floor> = None;
    for desk in &configuration.desks {
        let known = floor.desks.get(&desk.id);
        let state = floor.desk_state(&desk.id);
        let as_it_will_be = match (state, known.and_then(|known| known.back_at)) {
            (DeskState::Closed, _) if are_doors_late => DeskOnFloor {
                state: DeskState::Open,
                ticket: None,
                since: now,
                free_since: now,
                back_at: None,
            },
            (DeskState::Paused, None) => match known {
                Some(known) => DeskOnFloor { back_at: Some(now.plus(REST)), ..known.clone() },
                None => continue,
            },
            (DeskState::Closed | DeskState::Open | DeskState::Paused, _) => continue,
        };
        soon.get_or_insert_with(|| floor.clone()).desks.insert(desk.id.clone(), as_it_will_be);
    }
    soon
}
