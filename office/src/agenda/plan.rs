//! When an office offers appointments: its rules, and the weekly plan of each desk.

use super::Wanted;
use crate::catalogue::Place;
use crate::configuration::Configuration;
use crate::hours::{DayOfWeek, EXCEPTIONS_MAX, Hours, Opening, Span, SpecialOpening, TimeOfDay};
use crate::id::{DeskId, PlanId, ServiceId};
use crate::moment::Moment;
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most plans of one office.
pub const PLANS_MAX: usize = 200;
/// Most appointments of one plan at the same time.
pub const CAPACITY_MAX: u32 = 50;
/// Furthest day that can be booked, days from today.
const HORIZON_MAX_DAYS: u32 = 365;
/// Longest notice that a plan can ask for, minutes.
const LEAD_MAX_MIN: u32 = 30 * 24 * 60;

/// What holds for all appointments of an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AgendaRules {
    /// How long a place is kept for somebody who fills in the form, minutes.
    pub hold_min: u32,
    /// How long a place is kept for somebody who had asked to be told, minutes.
    pub offer_min: u32,
    /// From how long before its time somebody can check in, minutes.
    pub early_min: u32,
    /// Until how long after it, minutes; later it becomes an ordinary ticket.
    pub late_min: u32,
    /// Most people in one appointment.
    pub people_max: u32,
    /// When the reminder goes out, on the day before.
    pub remind_at: TimeOfDay,
    /// How long after the appointment names and addresses are erased, days.
    pub erase_after_days: u32,
    /// How long before a release with a draw one can join it, minutes.
    pub draw_min: u32,
}

impl Default for AgendaRules {
    fn default() -> Self {
        Self {
            hold_min: 10,
            offer_min: 120,
            early_min: 30,
            late_min: 15,
            people_max: 6,
            remind_at: TimeOfDay::from_minutes(10 * 60).unwrap_or(TimeOfDay::MIDNIGHT),
            erase_after_days: 30,
            draw_min: 10,
        }
    }
}

/// Until when a date can still be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookUntil {
    /// The last such day of the week before the date; either this or `days_before`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<DayOfWeek>,
    /// So many days before the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_before: Option<u32>,
    /// At this time.
    pub at: TimeOfDay,
}

impl BookUntil {
    /// The last moment to book a date.
    fn moment(&self, date: NaiveDate, zone: Tz) -> Option<Moment> {
        let days = match (self.day, self.days_before) {
            (Some(day), _) => {
                let ahead = 7 + u64::from(date.weekday().num_days_from_monday()) - day as u64;
                if ahead > 7 { ahead - 7 } else { ahead }
            }
            (None, days) => u64::from(days.unwrap_or(0)),
        };
        self.at.closing_on(date.checked_sub_days(Days::new(days))?, zone)
    }
}

/// When one desk takes appointments for some services.
///
/// Places lie where the plan and the opening hours of the office agree: a holiday or a closure of the
/// office needs no entry here. Plans of one desk share its lanes, so that they may overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Which desk.
    pub desk: DeskId,
    /// For what.
    pub services: BTreeSet<ServiceId>,
    /// The hours of an ordinary week.
    #[serde(default)]
    pub week: BTreeMap<DayOfWeek, Vec<Span>>,
    /// The first day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Days without appointments.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub closed: BTreeSet<NaiveDate>,
    /// Days with hours of their own, also before `from`, after `until` and on days of `closed`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<SpecialOpening>,
    /// Appointments begin every so many minutes, counted from the beginning of a span.
    #[serde(default = "every_default")]
    pub every_min: u32,
    /// How many appointments the desk takes side by side.
    #[serde(default = "capacity_default")]
    pub capacity: u32,
    /// How long before its time an appointment must be booked, minutes.
    #[serde(default)]
    pub lead_min: u32,
    /// How many days ahead a date is released; 0: on the day itself.
    #[serde(default = "horizon_default")]
    pub horizon_days: u32,
    /// The time at which a date is released.
    #[serde(default = "release_default")]
    pub release_at: TimeOfDay,
    /// Until when a date can be booked, where that is earlier than `lead_min` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub book_until: Option<BookUntil>,
    /// Whether those who come in the minutes before a release are put in random order.
    #[serde(default)]
    pub draw: bool,
}

fn every_default() -> u32 {
    15
}

fn capacity_default() -> u32 {
    1
}

fn horizon_default() -> u32 {
    60
}

fn release_default() -> TimeOfDay {
    TimeOfDay::MIDNIGHT
}

impl Plan {
    /// Whether it is for all services of an appointment.
    pub fn offers(&self, wanted: &Wanted) -> bool {
        wanted.services.iter().all(|service| self.services.contains(service))
    }

    /// The stretches of a date on which it offers places, in order: its spans within the opening hours.
    /// Each comes with the beginning of its span, from which starts are counted.
    pub fn stretches_on(&self, date: NaiveDate, hours: &Hours, zone: Tz) -> Vec<(Moment, Opening)> {
        // An office that is always open rolls in the middle of a date: its morning belongs to the day before.
        let dates = date.pred_opt().into_iter().chain([date]);
        let openings: Vec<Opening> = dates.flat_map(|date| hours.openings_on(date, zone)).collect();
        let mut found = Vec::new();
        for span in self.spans_on(date) {
            let (Some(from), Some(until)) =
                (span.from.opening_on(date, zone), span.until.closing_on(date, zone))
            else {
                continue;
            };
            for opening in &openings {
                let within = Opening { from: from.max(opening.from), until: until.min(opening.until) };
                if within.from < within.until {
                    found.push((from, within));
                }
            }
        }
        found
    }

    fn spans_on(&self, date: NaiveDate) -> &[Span] {
        if let Some(special) = self.special.iter().find(|special| special.date == date) {
            return &special.spans;
        }
        let holds = self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until);
        if !holds || self.closed.contains(&date) {
            return &[];
        }
        self.week.get(&DayOfWeek::of(date)).map_or(&[], Vec::as_slice)
    }

    /// When the places of a date can first be booked.
    pub fn released_at(&self, date: NaiveDate, zone: Tz) -> Option<Moment> {
        let day = date.checked_sub_days(Days::new(self.horizon_days.into()))?;
        self.release_at.opening_on(day, zone)
    }

    /// The last moment at which the places of a date can be booked, where a rule says so.
    pub fn booked_until(&self, date: NaiveDate, zone: Tz) -> Option<Moment> {
        self.book_until.and_then(|rule| rule.moment(date, zone))
    }
}

/// What is wrong with the agenda of a configuration; the edge puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaMistake {
    /// A plan of a desk that is not there.
    UnknownDesk {
        /// Where.
        at: Place,
        /// The desk.
        desk: DeskId,
    },
    /// A plan for a service that is not there.
    UnknownService {
        /// Where.
        at: Place,
        /// The service.
        service: ServiceId,
    },
    /// A plan for a service that its desk cannot take.
    NoSkill {
        /// Where.
        at: Place,
        /// The service.
        service: ServiceId,
    },
    /// A plan for no service at all.
    NoService {
        /// Where.
        at: Place,
    },
    /// Spans that overlap, end before they begin, or are too many.
    Spans {
        /// Where.
        at: Place,
    },
    /// A plan that ends before it begins.
    Ends {
        /// Where.
        at: Place,
    },
    /// Too many exceptions.
    TooMany {
        /// Where.
        at: Place,
        /// The limit.
        max: usize,
    },
    /// A number out of its range.
    Range {
        /// Where.
        at: Place,
        /// Least value allowed.
        min: u32,
        /// Largest value allowed.
        max: u32,
    },
    /// A rule of the last moment with both or neither of `day` and `days_before`.
    BookUntil {
        /// Where.
        at: Place,
    },
}

impl AgendaMistake {
    /// Where it stands.
    pub fn place(&self) -> &Place {
        match self {
            AgendaMistake::UnknownDesk { at, .. }
            | AgendaMistake::UnknownService { at, .. }
            | AgendaMistake::NoSkill { at, .. }
            | AgendaMistake::NoService { at }
            | AgendaMistake::Spans { at }
            | AgendaMistake::Ends { at }
            | AgendaMistake::TooMany { at, .. }
            | AgendaMistake::Range { at, .. }
            | AgendaMistake::BookUntil { at } => at,
        }
    }
}

impl Configuration {
    /// The plan with this id.
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == *id)
    }

    /// Whether appointments for a service can be booked here at all.
    pub fn takes_bookings(&self, service: &ServiceId) -> bool {
        self.plans.iter().any(|plan| plan.services.contains(service))
    }

    /// Everything that is wrong with the agenda.
    pub(crate) fn agenda_mistakes(&self) -> Vec<AgendaMistake> {
        let mut found = Vec::new();
        let rules = &self.agenda;
        let ranges = [
            ("hold_min", rules.hold_min, 1, 60),
            ("offer_min", rules.offer_min, 1, 24 * 60),
            ("early_min", rules.early_min, 0, 240),
            ("late_min", rules.late_min, 0, 240),
            ("people_max", rules.people_max, 1, 20),
            ("erase_after_days", rules.erase_after_days, 1, 365),
            ("draw_min", rules.draw_min, 1, 120),
        ];
        for (field, value, min, max) in ranges {
            range(&mut found, Place::new("agenda", "", field), value, min, max);
        }
        for plan in &self.plans {
            self.check_plan(plan, &mut found);
        }
        found
    }

    fn check_plan(&self, plan: &Plan, found: &mut Vec<AgendaMistake>) {
        let at = |field: &str| Place::new("plans", &plan.id, field);
        if self.desk(&plan.desk).is_none() {
            found.push(AgendaMistake::UnknownDesk { at: at("desk"), desk: plan.desk.clone() });
        }
        if plan.services.is_empty() {
            found.push(AgendaMistake::NoService { at: at("services") });
        }
        for service in plan.services.iter().filter(|service| self.service(service).is_none()) {
            let at = at(&format!("services.{service}"));
            found.push(AgendaMistake::UnknownService { at, service: service.clone() });
        }
        for service in plan.services.iter().filter(|service| self.service(service).is_some()) {
            if self.desk(&plan.desk).is_some_and(|desk| !desk.skills.contains(service)) {
                let at = at(&format!("services.{service}"));
                found.push(AgendaMistake::NoSkill { at, service: service.clone() });
            }
        }
        let spans = plan.week.values().map(|spans| ("week", spans));
        for (field, spans) in spans.chain(plan.special.iter().map(|special| ("special", &special.spans))) {
            if !crate::hours::spans_fit(spans) {
                found.push(AgendaMistake::Spans { at: at(field) });
            }
        }
        if plan.from.zip(plan.until).is_some_and(|(from, until)| until < from) {
            found.push(AgendaMistake::Ends { at: at("until") });
        }
        for (field, count) in [("closed", plan.closed.len()), ("special", plan.special.len())] {
            if count > EXCEPTIONS_MAX {
                found.push(AgendaMistake::TooMany { at: at(field), max: EXCEPTIONS_MAX });
            }
        }
        range(found, at("every_min"), plan.every_min, 5, 240);
        range(found, at("capacity"), plan.capacity, 1, CAPACITY_MAX);
        range(found, at("lead_min"), plan.lead_min, 0, LEAD_MAX_MIN);
        range(found, at("horizon_days"), plan.horizon_days, 0, HORIZON_MAX_DAYS);
        if plan.book_until.is_some_and(|rule| rule.day.is_some() == rule.days_before.is_some()) {
            found.push(AgendaMistake::BookUntil { at: at("book_until") });
        }
    }
}

fn range(found: &mut Vec<AgendaMistake>, at: Place, value: u32, min: u32, max: u32) {
    if !(min..=max).contains(&value) {
        found.push(AgendaMistake::Range { at, min, max });
    }
}
