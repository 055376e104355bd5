//! Which times are free.

use super::{Agenda, Place, Plan, Taken};
use crate::configuration::Configuration;
use crate::hours::date_at;
use crate::id::{BookingId, DeskId, ServiceId};
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
    seen: (Reach, Moment),
) -> Result<Vec<Slot>, Refusal> {
    let length = length(rules, wanted)?;
    let plans: Vec<&Plan> = rules.plans.iter().filter(|plan| plan.offers(wanted)).collect();
    let dates = (0..days.min(SLOT_DAYS_MAX)).filter_map(|n| from.checked_add_days(Days::new(n.into())));
    let mut found = Vec::new();
    for date in dates {
        let mut by_start: BTreeMap<Moment, Vec<Offered<'_>>> = BTreeMap::new();
        for offered in offered_on(rules, agenda, &plans, (length, date), seen) {
            by_start.entry(offered.start).or_default().push(offered);
        }
        if !by_start.is_empty() {
            let taken = Taken::on(agenda, date, rules.office.zone, &[]);
            found.extend(by_start.into_values().filter_map(|offered| best(&taken, offered, date)));
        }
    }
    Ok(found)
}

/// The place that an appointment at `start` would get, at one desk or at any.
///
/// # Errors
/// As [`length`]; and where no appointment begins then, or the place is taken.
pub fn place_at(
    rules: &Configuration,
    agenda: &Agenda,
    wanted: &Wanted,
    at: (Moment, Option<&DeskId>),
    seen: (Reach, Moment),
) -> Result<Slot, Refusal> {
    find_place(rules, agenda, wanted, at, seen, &[])
}

/// The place that a booking would get at another time: its own place does not stand in its way.
///
/// # Errors
/// As [`place_at`].
pub(crate) fn moved_place_at(
    rules: &Configuration,
    agenda: &Agenda,
    (booking, wanted): (&BookingId, &Wanted),
    at: (Moment, Option<&DeskId>),
    seen: (Reach, Moment),
) -> Result<Slot, Refusal> {
    find_place(rules, agenda, wanted, at, seen, &[booking])
}

fn find_place(
    rules: &Configuration,
    agenda: &Agenda,
    wanted: &Wanted,
    (start, desk): (Moment, Option<&DeskId>),
    seen: (Reach, Moment),
    without: &[&BookingId],
) -> Result<Slot, Refusal> {
    let length = length(rules, wanted)?;
    let is_asked_for = |plan: &&Plan| plan.offers(wanted) && desk.is_none_or(|desk| plan.desk == *desk);
    let plans: Vec<&Plan> = rules.plans.iter().filter(is_asked_for).collect();
    // The spans of a plan end at midnight.
    let date = date_at(start, rules.office.zone);
    let mut offered = offered_on(rules, agenda, &plans, (length, date), seen);
    offered.retain(|offered| offered.start == start);
    if offered.is_empty() {
        return Err(Refusal::NoSuchPlace);
    }
    let taken = Taken::on(agenda, date, rules.office.zone, without);
    best(&taken, offered, date).ok_or(Refusal::PlaceTaken)
}

/// A stretch of time that an appointment may have.
pub(crate) struct Offered<'a> {
    /// By which plan.
    pub plan: &'a Plan,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// The last moment at which the public can book it.
    pub until: Moment,
}

impl Offered<'_> {
    /// The place in one lane of the desk.
    pub fn place(&self, lane: u32) -> Place {
        Place {
            plan: self.plan.id.clone(),
            desk: self.plan.desk.clone(),
            lane,
            start: self.start,
            end: self.end,
        }
    }
}

/// When appointments of this length may begin on a date, whoever has those places: not while a draw is to
/// decide who gets them.
fn offered_on<'a>(
    rules: &Configuration,
    agenda: &Agenda,
    plans: &[&'a Plan],
    (length, date): (Duration, NaiveDate),
    seen: (Reach, Moment),
) -> Vec<Offered<'a>> {
    let open = plans.iter().filter(|plan| !agenda.awaits_draw(&plan.id, date));
    open.flat_map(|plan| offered_by(rules, plan, (length, date), seen)).collect()
}

/// When a plan lets appointments of this length begin on a date, in order, whoever has those places.
pub(crate) fn offered_by<'a>(
    rules: &Configuration,
    plan: &'a Plan,
    (length, date): (Duration, NaiveDate),
    (reach, now): (Reach, Moment),
) -> Vec<Offered<'a>> {
    let zone = rules.office.zone;
    if plan.released_at(date, zone).is_none_or(|released| now < released) {
        return Vec::new();
    }
    let booked_until = plan.booked_until(date, zone);
    let notice = Duration::from_secs(u64::from(plan.lead_min) * 60);
    let every = Duration::from_secs(u64::from(plan.every_min.max(1)) * 60);
    let offered = |start: Moment| {
        let noticed = start.minus(notice);
        let until = booked_until.map_or(noticed, |until| until.min(noticed));
        Offered { plan, start, end: start.plus(length), until }
    };
    let can_be_booked = |offered: &Offered<'_>| match reach {
        Reach::Public => now <= offered.until,
        Reach::Staff => now <= offered.start,
    };
    let mut found = Vec::new();
    for (first, stretch) in plan.stretches_on(date, &rules.hours, zone) {
        let starts = std::iter::successors(Some(first), |start| Some(start.plus(every)));
        let within = starts.skip_while(|start| *start < stretch.from).map(offered);
        found.extend(within.take_while(|offered| offered.end <= stretch.until).filter(can_be_booked));
    }
    found
}

/// The free place among those offered for one moment: at the desk with fewest appointments that day,
/// then by the order of the plans.
fn best(taken: &Taken, offered: Vec<Offered<'_>>, date: NaiveDate) -> Option<Slot> {
    let free = offered.into_iter().filter_map(|offered| {
        let (desk, lanes) = (&offered.plan.desk, offered.plan.capacity);
        let lane = taken.free_lane(desk, offered.start, offered.end, lanes)?;
        Some((taken.count(desk), Slot { place: offered.place(lane), date }))
    });
    free.min_by_key(|(count, _)| *count).map(|(_, slot)| slot)
}
