//! The calendar: the days of a month on which there are free times.

use super::{titles, today, wanted_by};
use crate::frame::{self, Entered, Frame, Notice};
use crate::listen::Spoken;
use crate::outcome::said;
use crate::stand::{Asked, Matter, Place};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Datelike, Days, Months, NaiveDate};
use i18n_embed_fl::fl;
use office::agenda::Wanted;
use office::wire::FreeSlot;
use screen::front::Front;
use screen::{Page, texts, words};

/// Days of a week.
const WEEK_LEN: usize = 7;

#[derive(Template)]
#[template(path = "days.html")]
struct DaysPage {
    page: Page,
    frame: Frame,
    said: Vec<String>,
    titles: Vec<String>,
    /// For how many people it can be, and where that is said; empty where only for one.
    people: Vec<PeopleLink>,
    month: String,
    before: Option<String>,
    after: Option<String>,
    weekdays: Vec<String>,
    weeks: Vec<Vec<Option<DayCell>>>,
    /// Whether a day of the month has free times; `None` while the office cannot be asked.
    has_free: Option<bool>,
}

struct PeopleLink {
    count: u32,
    href: String,
    is_chosen: bool,
}

/// A day of the calendar.
struct DayCell {
    day: u32,
    /// Where its times are, and what a reader who does not see the calendar is told; absent without any.
    free: Option<(String, String)>,
}

/// The month that is shown.
#[derive(Clone, Copy)]
struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    fn of(date: NaiveDate) -> Month {
        Month { first: date.with_day(1).unwrap_or(date) }
    }

    fn next(self) -> Option<Month> {
        self.first.checked_add_months(Months::new(1)).map(|first| Month { first })
    }

    fn before(self) -> Option<Month> {
        self.first.checked_sub_months(Months::new(1)).map(|first| Month { first })
    }

    fn days(self) -> impl Iterator<Item = NaiveDate> {
        let is_of = move |date: &NaiveDate| date.month() == self.first.month();
        self.first.iter_days().take_while(is_of)
    }
}

/// Shows the calendar of a month.
pub(crate) async fn days<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let Some(matter) = asked.matter() else { return Notice::Service.go_home(asked.settings()) };
    let entered = match totem.enter(&asked, Place::Days(matter.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let Some(wanted) = wanted_by(&entered, &matter) else {
        return Notice::Service.go_home(asked.settings());
    };
    let now = Month::of(today(&entered));
    let month = match matter.date {
        Some(date) => Month::of(date),
        None => totem
            .first_free(&entered, &wanted)
            .await
            .map_or(now, |first| first.first().map_or(now, |slot| Month::of(slot.date))),
    };
    let from = month.first.max(today(&entered));
    let count = month.days().filter(|date| *date >= from).count();
    let free = totem.free(&wanted, from, count as u32).await;
    frame::show(StatusCode::OK, &DaysPage::new(&entered, &matter, &wanted, month, free.as_deref()))
}

impl DaysPage {
    fn new(
        entered: &Entered,
        matter: &Matter,
        wanted: &Wanted,
        month: Month,
        free: Option<&[FreeSlot]>,
    ) -> DaysPage {
        let (language, today) = (entered.language(), today(entered));
        let to = |month: Month| entered.stand.at(Place::Days(matter.on(month.first))).address();
        let is_ahead = |month: &Month| month.first >= Month::of(today).first;
        let is_released = |month: &Month| month.first <= last_day(entered, wanted);
        let asked = match free {
            Some([]) => fl!(texts(language), "totem-days-none"),
            Some(_) | None => fl!(texts(language), "totem-days"),
        };
        let spoken = [asked, words::month_of(month.first, language)];
        DaysPage {
            page: entered.page(),
            frame: entered.heard(&spoken.map(|words| Spoken::own(language, words))),
            said: said(entered, &matter.trail),
            titles: titles(entered, &wanted.services),
            people: people(entered, matter, wanted.people),
            month: words::month_of(month.first, language),
            before: month.before().filter(is_ahead).map(to),
            after: month.next().filter(is_released).map(to),
            weekdays: (1..=WEEK_LEN as u32).map(|n| words::weekday_short(n, language)).collect(),
            weeks: weeks(entered, matter, month, free.unwrap_or_default()),
            has_free: free.map(|free| !free.is_empty()),
        }
    }
}

/// The last day that any plan offers for it.
fn last_day(entered: &Entered, wanted: &Wanted) -> NaiveDate {
    let is_for = |services: &std::collections::BTreeSet<_>| {
        wanted.services.iter().all(|service| services.contains(service))
    };
    let plans = entered.shown.configuration.plans.iter().filter(|plan| is_for(&plan.services));
    let days = plans.map(|plan| plan.horizon_days).max().unwrap_or(0);
    let today = today(entered);
    today.checked_add_days(Days::new(days.into())).unwrap_or(today)
}

fn people(entered: &Entered, matter: &Matter, chosen: u32) -> Vec<PeopleLink> {
    let max = entered.shown.configuration.agenda.people_max;
    let link = |count: u32| PeopleLink {
        count,
        // Another length may have its first free time in another month.
        href: entered.stand.at(Place::Days(Matter { people: count, date: None, ..matter.clone() })).address(),
        is_chosen: count == chosen,
    };
    if max > 1 { (1..=max).map(link).collect() } else { Vec::new() }
}

fn weeks(entered: &Entered, matter: &Matter, month: Month, free: &[FreeSlot]) -> Vec<Vec<Option<DayCell>>> {
    let cell = |date: NaiveDate| {
        let count = free.iter().filter(|slot| slot.date == date).count();
        let words = words::day(date, entered.language());
        let label = fl!(texts(entered.language()), "totem-day-free", day = words, n = count);
        let href = entered.stand.at(Place::Times(matter.on(date))).address();
        Some(DayCell { day: date.day(), free: (count > 0).then_some((href, label)) })
    };
    let empty = month.first.weekday().num_days_from_monday() as usize;
    let mut cells: Vec<Option<DayCell>> = std::iter::repeat_with(|| None).take(empty).collect();
    cells.extend(month.days().map(cell));
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(cells.len().min(WEEK_LEN));
        weeks.push(std::mem::replace(&mut cells, rest));
    }
    // Of the present month only what is not over yet.
    let gone = today(entered).signed_duration_since(month.first).num_days().max(0) as usize;
    let over = ((empty + gone) / WEEK_LEN).min(weeks.len());
    weeks.split_off(over)
}
