//! The second step, "Data e orario": the free times of a month, and what to do where there are none.
//!
//! A time that is chosen is reserved at once; another one that was kept before is given back then.

use super::draft::Held;
use super::form::{Go, TimeFields, moment};
use super::frame::{Frame, Mistake, Step};
use super::times::{Look, MonthQuery, Times, month_value};
use super::{Chosen, Visit, in_words, with_status};
use crate::registrar::Answer;
use crate::web::pages::page;
use crate::web::problem::Problem;
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use i18n_embed_fl::fl;
use office::agenda::{BookingChannel, Plan, Reach};
use office::command::PlaceAsked;
use office::hours::date_at;
use office::id::PlanId;
use office::moment::Moment;
use screen::Page;
use screen::words::{clock, date_long, date_of};
use std::time::Duration;

/// Most releases to come that are told of.
const RELEASES_MAX: usize = 3;
/// So many days ahead they are looked for.
const RELEASES_DAYS: u32 = 8;

#[derive(Template)]
#[template(path = "book/time.html")]
struct TimePage {
    page: Page,
    frame: Frame,
    /// The address of its pages, up to the last part.
    base: String,
    chosen: Chosen,
    times: Times,
    releases: Vec<ReleaseView>,
}

/// Times that can be booked from a moment to come.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ReleaseView {
    /// The date of the times.
    date: String,
    /// When they are released.
    day: String,
    time: String,
    /// Where a draw decides who gets them.
    draw: Option<DrawView>,
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DrawView {
    plan: PlanId,
    date: NaiveDate,
    /// From when one can join, as long as one cannot.
    from: Option<String>,
}

/// `GET /book/{draft}/time`
pub async fn show(visit: Visit, query: Result<Query<MonthQuery>, QueryRejection>) -> Response {
    let month = query.map(|Query(query)| query.month).unwrap_or_default();
    page(&TimePage::new(&visit, &month))
}

/// `POST /book/{draft}/time`
pub async fn choose(mut visit: Visit, form: Result<Form<TimeFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    match fields.go {
        Go::Back => return visit.to(Step::Place),
        Go::GiveUp => return visit.give_up().await,
        Go::Over => return visit.to(Step::Time),
        Go::Extend => {
            visit.extend().await;
            return visit.to(Step::Time);
        }
        Go::Next => {}
    }
    let Some(start) = moment(&fields.start) else {
        let text = fl!(screen::texts(visit.language()), "book-mistake-time");
        let mut shown = TimePage::new(&visit, "");
        shown.frame.mistakes.push(Mistake { field: "times", text });
        return with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown));
    };
    let is_kept = visit.frame(Step::Time).kept.is_some();
    if is_kept && visit.draft.held.as_ref().is_some_and(|held| held.start == start) {
        return visit.to(Step::Details);
    }
    match reserve(&visit, start).await {
        Ok(held) => {
            visit.release().await;
            visit.draft.held = Some(held);
            visit.draft.turn += 1;
            visit.keep();
            visit.to(Step::Details)
        }
        Err(problem) => refused(&visit, start, problem),
    }
}

/// Keeps the time for this visit.
async fn reserve(visit: &Visit, start: Moment) -> Result<Held, Problem> {
    let place = PlaceAsked {
        wanted: visit.draft.wanted.clone(),
        start,
        desk: None,
        channel: BookingChannel::Home,
        reach: Reach::Public,
    };
    let asker = visit.asker(&format!("reserve-{}-{}", visit.draft.turn, start.as_millis()));
    match visit.settled(visit.asked.app.reserve(asker, place, visit.told()).await)? {
        Answer::Appointment(made) => {
            Ok(Held { booking: made.booking, token: made.token, start: made.start, end: made.end })
        }
        _ => Err(Problem::later("not_reserved")),
    }
}

fn refused(visit: &Visit, start: Moment, problem: Problem) -> Response {
    let (status, said) = in_words(problem, visit.language());
    let mut shown = TimePage::new(visit, &month_value(date_at(start, visit.zone())));
    shown.frame.said = Some(said);
    with_status(status, page(&shown))
}

impl TimePage {
    fn new(visit: &Visit, month: &str) -> Self {
        let frame = visit.frame(Step::Time);
        let start = visit.draft.held.as_ref().map(|held| held.start);
        let look = look(visit, start.filter(|_| frame.kept.is_some()));
        let times = Times::new(&visit.asked.app, &look, month);
        Self {
            page: visit.page(),
            base: format!("/book/{}", visit.key),
            chosen: Chosen::of(visit),
            releases: releases(&look, times.is_nothing_free(), visit.asked.app.clock.now()),
            times,
            frame,
        }
    }
}

fn look(visit: &Visit, kept: Option<Moment>) -> Look<'_> {
    Look {
        rules: &visit.rules,
        wanted: &visit.draft.wanted,
        kept,
        near: visit.draft.held.as_ref().map(|held| held.start),
        language: visit.language(),
    }
}

/// The next releases of times for these services.
fn releases(look: &Look<'_>, is_nothing_free: bool, now: Moment) -> Vec<ReleaseView> {
    let zone = look.rules.office.zone;
    let today = date_at(now, zone);
    let mut found: Vec<(Moment, ReleaseView)> = Vec::new();
    // Where times are free, only what is scarce is worth telling of before it can be had.
    let is_worth_telling = |plan: &&Plan| is_nothing_free || plan.draw || plan.horizon_days == 0;
    for plan in look.plans().filter(is_worth_telling) {
        let nearest = plan.horizon_days.saturating_sub(1);
        let ahead = (nearest..=nearest + RELEASES_DAYS).filter_map(|days| {
            let date = today.checked_add_days(Days::new(days.into()))?;
            let released = plan.released_at(date, zone).filter(|released| *released > now)?;
            let is_offered = !plan.stretches_on(date, &look.rules.hours, zone).is_empty();
            is_offered.then_some((date, released))
        });
        found.extend(
            ahead.map(|(date, released)| (released, ReleaseView::new(look, plan, (date, released), now))),
        );
    }
    found.sort_by_key(|(released, _)| *released);
    found.dedup_by(|(_, one), (_, other)| one == other);
    found.into_iter().map(|(_, release)| release).take(RELEASES_MAX).collect()
}

impl ReleaseView {
    fn new(look: &Look<'_>, plan: &Plan, (date, released): (NaiveDate, Moment), now: Moment) -> Self {
        let (zone, language) = (look.rules.office.zone, look.language);
        let joined_from = released.minus(Duration::from_secs(u64::from(look.rules.agenda.draw_min) * 60));
        let draw = plan.draw.then(|| DrawView {
            plan: plan.id.clone(),
            date,
            from: (now < joined_from).then(|| clock(joined_from, zone)),
        });
        Self {
            date: date_of(date, language),
            day: date_long(released, zone, language),
            time: clock(released, zone),
            draw,
        }
    }
}
