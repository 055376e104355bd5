//! Which times are free.

use super::{Agenda, Place, Plan};
use crate::configuration::Configuration;
use crate::hours::date_at;
use crate::id::{DeskId, ServiceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// Most days that one search covers.
pub const SLOT_DAYS_MAX: u32 = 92;
/// Most services of one appointment.
const SERVICES_MAX: usize = crate::catalogue::LEGS_MAX;

/// What an appointment is wanted for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// What for, in this order; several are added up.
    pub services: Vec<ServiceId>,
    /// For how many people, each of whom takes the whole time.
    pub people: u32,
}

/// Who looks for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Everybody: notice and last moments hold.
    Public,
    /// The office itself, which may book up to the last minute.
    Staff,
}

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The place that would be given.
    pub place: Place,
    /// The date it is named by, in the office's zone.
    pub date: NaiveDate,
}

/// How long an appointment takes: the minutes of its services, for each of its people.
///
/// # Errors
/// For no service, too many, one that is unknown or never booked here, and for nobody or too many people.
pub fn length(rules: &Configuration, wanted: &Wanted) -> Result<Duration, Refusal> {
    let max = rules.agenda.people_max;
    if !(1..=max).contains(&wanted.people) {
        return Err(Refusal::TooManyPeople { max });
    }
    if wanted.services.len() > SERVICES_MAX {
        return Err(Refusal::TooManyLegs { max: SERVICES_MAX as u32 });
    }
    let mut minutes = 0_u64;
    for id in &wanted.services {
        let unknown = || Refusal::UnknownService { service: id.clone() };
        minutes += u64::from(rules.service(id).ok_or_else(unknown)?.minutes);
        if !rules.takes_bookings(id) {
            return Err(Refusal::NotBookable { service: id.clone() });
        }
    }
    if minutes == 0 {
        return Err(Refusal::NothingToBook);
    }
    Ok(Duration::from_secs(minutes * 60 * u64::from(wanted.people)))
}

/// The free times of `days` dates from `from` on, in order: one for each moment at which an appointment
/// could begin, at the desk that has fewest of them that day.
///
/// # Errors
/// As [`length`].
pub fn free_slots(
    rules: &Configuration,
    agenda: &Agenda,
    wanted: &Wanted,
    (from, days): (NaiveDate, u32),
    (reach, now): (Reach, Moment),
) -> Result<Vec<Slot>, Refusal> {
    let length = length(rules, wanted)?;
    let dates = (0..days.min(SLOT_DAYS_MAX)).filter_map(|n| from.checked_add_days(Days::new(n.into())));
    Ok(dates.flat_map(|date| free_on(rules, agenda, wanted, length, date, (reach, now))).collect())
}

/// The place that an appointment at `start` would get, at one desk or at any.
///
/// # Errors
/// As [`length`]; and where no appointment begins then, or the place is taken.
pub fn place_at(
    rules: &Configuration,
    agenda: &Agenda,
    wanted: &Wanted,
    (start, desk): (Moment, Option<&DeskId>),
    (reach, now): (Reach, Moment),
) -> Result<Slot, Refusal> {
    let length = length(rules, wanted)?;
    let date = date_at(start, rules.office.zone);
    let plans = || plans_for(rules, wanted).filter(|plan| desk.is_none_or(|desk| plan.desk == *desk));
    // A night opening is named by the date before.
    let dates = [Some(date), date.pred_opt()];
    let mut begins_then = false;
    for date in dates.into_iter().flatten() {
        let offered = offered_on(rules, plans(), length, date, (reach, now));
        let then: Vec<Offered<'_>> = offered.into_iter().filter(|offered| offered.start == start).collect();
        begins_then |= !then.is_empty();
        if let Some(slot) = best(agenda, then, length, date) {
            return Ok(slot);
        }
    }
    Err(if begins_then { Refusal::PlaceTaken } else { Refusal::NoSuchPlace })
}

/// A moment at which a plan lets an appointment begin.
struct Offered<'a> {
    plan: &'a Plan,
    start: Moment,
}

fn free_on(
    rules: &Configuration,
    agenda: &Agenda,
    wanted: &Wanted,
    length: Duration,
    date: NaiveDate,
    seen: (Reach, Moment),
) -> Vec<Slot> {
    let mut by_start: BTreeMap<Moment, Vec<Offered<'_>>> = BTreeMap::new();
    for offered in offered_on(rules, plans_for(rules, wanted), length, date, seen) {
        by_start.entry(offered.start).or_default().push(offered);
    }
    by_start.into_values().filter_map(|offered| best(agenda, offered, length, date)).collect()
}

fn plans_for<'a>(rules: &'a Configuration, wanted: &Wanted) -> impl Iterator<Item = &'a Plan> {
    let services = wanted.services.clone();
    rules.plans.iter().filter(move |plan| services.iter().all(|service| plan.services.contains(service)))
}

/// When appointments of this length may begin on a date, whoever has those places.
fn offered_on<'a>(
    rules: &Configuration,
    plans: impl Iterator<Item = &'a Plan>,
    length: Duration,
    date: NaiveDate,
    (reach, now): (Reach, Moment),
) -> Vec<Offered<'a>> {
    let zone = rules.office.zone;
    let mut offered = Vec::new();
    for plan in plans {
        let is_released = plan.released_at(date, zone).is_some_and(|released| released <= now);
        let is_in_time = plan.booked_until(date, zone).is_none_or(|until| now <= until);
        let notice = match reach {
            Reach::Public if !is_in_time => continue,
            Reach::Public => Duration::from_secs(u64::from(plan.lead_min) * 60),
            Reach::Staff => Duration::ZERO,
        };
        if !is_released {
            continue;
        }
        let every = Duration::from_secs(u64::from(plan.every_min.max(1)) * 60);
        for (first, stretch) in plan.stretches_on(date, &rules.hours, zone) {
            let starts = std::iter::successors(Some(first), |start| Some(start.plus(every)));
            offered.extend(
                starts
                    .take_while(|start| start.plus(length) <= stretch.until)
                    .filter(|start| *start >= stretch.from && start.minus(notice) >= now)
                    .map(|start| Offered { plan, start }),
            );
        }
    }
    offered
}

/// The free place among those offered for one moment: at the desk with fewest appointments that day,
/// then by the order of the plans.
fn best(agenda: &Agenda, offered: Vec<Offered<'_>>, length: Duration, date: NaiveDate) -> Option<Slot> {
    let free = offered.into_iter().filter_map(|offered| {
        let place = |lane| Place {
            plan: offered.plan.id.clone(),
            desk: offered.plan.desk.clone(),
            lane,
            start: offered.start,
            end: offered.start.plus(length),
        };
        let lane = (0..offered.plan.capacity).find(|lane| is_free(agenda, &place(*lane)))?;
        let day = Duration::from_secs(12 * 3600);
        let near = agenda.occupying(offered.start.minus(day), offered.start.plus(day));
        let load = near.filter(|booking| booking.place.desk == offered.plan.desk).count();
        Some((load, Slot { place: place(lane), date }))
    });
    free.min_by_key(|(load, _)| *load).map(|(_, slot)| slot)
}

fn is_free(agenda: &Agenda, place: &Place) -> bool {
    agenda.occupying(place.start, place.end).all(|booking| !booking.place.overlaps(place))
}
