//! The free times of a month, as pages show them to be chosen from: one for a new appointment, one for moving it.

use crate::app::App;
use chrono::{Datelike, Days, Months, NaiveDate};
use chrono_tz::Tz;
use office::agenda::{Plan, Reach, Slot, Wanted};
use office::configuration::Configuration;
use office::hours::date_at;
use office::language::Language;
use office::moment::Moment;
use screen::words::{clock, date_long, month_of};
use serde::Deserialize;

/// The free times of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web::pages) struct Times {
    /// The months that can be looked at.
    pub months: Vec<MonthView>,
    /// The days with free times.
    pub days: Vec<DayView>,
    /// The first free time of all, where the month has none.
    pub first: Option<FirstView>,
    /// Whether no plan takes all these services together.
    pub are_apart: bool,
}

/// A month that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web::pages) struct MonthView {
    /// `2026-11`.
    pub value: String,
    /// Its name and year.
    pub title: String,
    /// Whether it is the one that is looked at.
    pub is_shown: bool,
}

/// The free times of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web::pages) struct DayView {
    /// The date in words.
    pub date: String,
    /// Its free times.
    pub times: Vec<TimeView>,
    /// Whether its times are seen without a tap.
    pub is_open: bool,
}

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web::pages) struct TimeView {
    /// As the form names it.
    pub value: String,
    /// The time of day.
    pub clock: String,
    /// Whether it is the one that was chosen.
    pub is_chosen: bool,
}

/// The first free time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web::pages) struct FirstView {
    /// Its month, as the form names it.
    pub month: String,
    /// Its date in words.
    pub date: String,
    /// The time of day.
    pub time: String,
}

/// Which month is looked at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MonthQuery {
    pub(in crate::web::pages) month: String,
}

/// For what free times are looked for, and who looks.
pub(in crate::web::pages) struct Look<'a> {
    /// The office's rules.
    pub rules: &'a Configuration,
    /// What for.
    pub wanted: &'a Wanted,
    /// The time that is kept for whoever looks.
    pub kept: Option<Moment>,
    /// The time that was chosen, kept or not: its month is looked at first.
    pub near: Option<Moment>,
    /// In which language.
    pub language: Language,
}

impl Times {
    /// The free times of the month that `value` names, else of that of the chosen time, else of the first that
    /// has any.
    pub fn new(app: &App, look: &Look<'_>, value: &str) -> Self {
        let (zone, language) = (look.zone(), look.language);
        let today = date_at(app.clock.now(), zone);
        let plans: Vec<&Plan> = look.plans().collect();
        let horizon = plans.iter().map(|plan| plan.horizon_days).max().unwrap_or(0);
        let last = today.checked_add_days(Days::new(horizon.into())).unwrap_or(today);
        let firsts = months(today, last);
        let of = |value: &str| firsts.iter().copied().find(|first| month_value(*first) == value);
        let near = || of(&month_value(date_at(look.near?, zone)));
        let free = |first: NaiveDate| look.free(app, first, today);
        let (shown, slots, first) = match of(value).or_else(near) {
            Some(shown) => {
                let slots = free(shown);
                let elsewhere = || firsts.iter().find_map(|first| free(*first).into_iter().next());
                let first = if slots.is_empty() { elsewhere() } else { None };
                (shown, slots, first)
            }
            None => {
                let mut looked = firsts.iter().map(|first| (*first, free(*first), None));
                looked.find(|(_, slots, _)| !slots.is_empty()).unwrap_or((today, Vec::new(), None))
            }
        };
        let kept = look.kept.filter(|start| month_value(date_at(*start, zone)) == month_value(shown));
        Self {
            months: firsts.iter().map(|first| MonthView::new(*first, shown, language)).collect(),
            days: days(&slots, kept, zone, language),
            first: first.map(|slot| FirstView {
                month: month_value(slot.date),
                date: date_long(slot.place.start, zone, language),
                time: clock(slot.place.start, zone),
            }),
            are_apart: plans.is_empty(),
        }
    }

    /// Whether there is no free time at all, as far as can be booked.
    pub fn is_nothing_free(&self) -> bool {
        self.days.is_empty() && self.first.is_none()
    }
}

impl MonthView {
    fn new(first: NaiveDate, shown: NaiveDate, language: Language) -> Self {
        let value = month_value(first);
        Self { is_shown: value == month_value(shown), title: month_of(first, language), value }
    }
}

impl Look<'_> {
    fn zone(&self) -> Tz {
        self.rules.office.zone
    }

    /// The plans under which all these services can be done in one appointment.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        let services = &self.wanted.services;
        self.rules.plans.iter().filter(move |plan| services.iter().all(|id| plan.services.contains(id)))
    }

    /// The free times of a month, from today on.
    fn free(&self, app: &App, first: NaiveDate, today: NaiveDate) -> Vec<Slot> {
        let from = first.with_day(1).unwrap_or(first).max(today);
        let next = first.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
        let days = next.map_or(0, |next| (next - from).num_days().max(0)) as u32;
        // Nothing that cannot be booked is chosen before: a refusal is nothing free.
        app.free_slots(&self.rules.office.id, self.wanted, (from, days), Reach::Public).unwrap_or_default()
    }
}

/// The value of a month in forms and addresses: `2026-11`.
pub(in crate::web::pages) fn month_value(date: NaiveDate) -> String {
    date.format("%Y-%m").to_string()
}

/// The first days of the months from `today` to `last`; of the present one it is today.
fn months(today: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let next = |date: &NaiveDate| date.with_day(1)?.checked_add_months(Months::new(1));
    std::iter::successors(Some(today), next).take_while(|first| *first <= last).collect()
}

/// Free times by their dates, with the one that is kept for this visit among them.
fn days(slots: &[Slot], kept: Option<Moment>, zone: Tz, language: Language) -> Vec<DayView> {
    let mut starts: Vec<(NaiveDate, Moment)> =
        slots.iter().map(|slot| (slot.date, slot.place.start)).collect();
    let of_kept = kept.map(|start| (date_at(start, zone), start));
    starts.extend(of_kept.filter(|(_, start)| starts.iter().all(|(_, other)| other != start)));
    starts.sort_unstable();
    let mut days: Vec<(NaiveDate, DayView)> = Vec::new();
    for (date, start) in starts {
        let time = TimeView {
            value: start.as_millis().to_string(),
            clock: clock(start, zone),
            is_chosen: kept == Some(start),
        };
        match days.last_mut() {
            Some((last, day)) if *last == date => day.times.push(time),
            Some(_) | None => {
                let title = date_long(start, zone, language);
                days.push((date, DayView { date: title, times: vec![time], is_open: false }));
            }
        }
    }
    let mut days: Vec<DayView> = days.into_iter().map(|(_, day)| day).collect();
    let chosen = days.iter().position(|day| day.times.iter().any(|time| time.is_chosen)).unwrap_or(0);
    if let Some(day) = days.get_mut(chosen) {
        day.is_open = true;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Rome;
    use office::agenda::Place;
    use office::id::{DeskId, PlanId};
    use std::time::Duration;

    #[test]
    fn months_are_those_that_can_be_booked() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let values =
            |today, last| months(date(today), date(last)).into_iter().map(month_value).collect::<Vec<_>>();
        assert_eq!(values("2026-11-25", "2026-11-30"), ["2026-11"]);
        assert_eq!(values("2026-11-30", "2027-01-29"), ["2026-11", "2026-12", "2027-01"]);
        assert_eq!(values("2026-12-31", "2026-12-31"), ["2026-12"]);
    }

    #[test]
    fn times_stand_under_their_day_and_the_chosen_one_is_seen_first() {
        let slots = [slot(0), slot(15), slot(24 * 60)];
        let shown = days(&slots, None, Rome, Language::It);
        assert_eq!(shown.iter().map(|day| day.times.len()).collect::<Vec<_>>(), [2, 1]);
        assert!(shown[0].is_open && !shown[1].is_open);
        // The kept time is free for nobody, but can be chosen again by whom it is kept for.
        let kept = slots[2].place.start.plus(Duration::from_secs(900));
        let shown = days(&slots, Some(kept), Rome, Language::It);
        assert_eq!(shown[1].times.iter().map(|time| time.is_chosen).collect::<Vec<_>>(), [false, true]);
        assert!(shown[1].is_open && !shown[0].is_open);
    }

    fn slot(minutes: u64) -> Slot {
        let first = Moment::from_millis(1_795_852_800_000).unwrap();
        let start = first.plus(Duration::from_secs(minutes * 60));
        let place = Place {
            plan: PlanId::new("mattina").unwrap(),
            desk: DeskId::new("sportello-1").unwrap(),
            lane: 0,
            start,
            end: start.plus(Duration::from_secs(900)),
        };
        Slot { date: date_at(start, Rome), place }
    }
}
