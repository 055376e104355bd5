//! Where no time is free: the waiting list, and the draw before times are released.

use super::applicant::{LIMITS, Limits};
use super::draft::{ApplicantText, DRAFTS, Kept};
use super::form::{ApplicantFields, Go, applicant, applicant_mistakes};
use super::frame::{Frame, Mistake, Step};
use super::{Chosen, Visit, busy, in_words, with_status};
use crate::registrar::{Answer, Party};
use crate::web::pages::page;
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate};
use i18n_embed_fl::fl;
use office::agenda::WishFor;
use office::hours::date_at;
use office::id::PlanId;
use screen::Page;
use screen::words::{clock, date_of, minutes};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "book/wait.html")]
struct WaitPage {
    page: Page,
    frame: Frame,
    base: String,
    chosen: Chosen,
    who: ApplicantText,
    limits: Limits,
    erased_after_days: u32,
    /// For how long a place is kept that is offered.
    offered_for: String,
    /// The dates that can be waited for: the first, the last and the chosen one.
    dates: Dates,
    /// The draw that is joined, where it is one.
    draw: Option<DrawView>,
}

struct Dates {
    first: NaiveDate,
    last: NaiveDate,
    until: NaiveDate,
}

struct DrawView {
    plan: PlanId,
    date: NaiveDate,
    /// The date of the times.
    title: String,
    /// When it is drawn.
    time: String,
}

/// Which draw, where it is one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DrawQuery {
    plan: String,
    date: String,
}

/// `GET /book/{draft}/wait`
pub async fn show(visit: Visit, query: Result<Query<DrawQuery>, QueryRejection>) -> Response {
    page(&WaitPage::new(&visit, &draw_query(query), None))
}

/// `POST /book/{draft}/wait`
pub async fn send(
    mut visit: Visit,
    query: Result<Query<DrawQuery>, QueryRejection>,
    form: Result<Form<ApplicantFields>, FormRejection>,
) -> Response {
    let query = draw_query(query);
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    visit.draft.applicant = fields.text();
    visit.keep();
    match fields.go {
        Go::Next => {}
        Go::Back | Go::Over | Go::Extend => return visit.to(Step::Time),
        Go::GiveUp => return visit.give_up().await,
    }
    let until = fields.until.parse::<NaiveDate>().ok();
    let mut shown = WaitPage::new(&visit, &query, until);
    let mut mistakes = applicant_mistakes(&visit.draft.applicant, visit.language());
    let wished = match (&shown.draw, until) {
        (Some(draw), _) => Some(WishFor::Draw { plan: draw.plan.clone(), date: draw.date }),
        (None, Some(until)) if until >= shown.dates.first => Some(WishFor::FreedPlace { until }),
        (None, _) => {
            let text = fl!(screen::texts(visit.language()), "book-mistake-until");
            mistakes.push(Mistake { field: "until", text });
            None
        }
    };
    match wished {
        Some(wished) if mistakes.is_empty() => wish(visit, wished, shown).await,
        Some(_) | None => {
            shown.frame.mistakes = mistakes;
            with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown))
        }
    }
}

async fn wish(mut visit: Visit, wished: WishFor, mut shown: WaitPage) -> Response {
    visit.release().await;
    visit.draft.details.clear();
    let party = Party { told: visit.told(), applicant: Some(applicant(&visit.draft)), ..Party::default() };
    let (asker, wanted) = (visit.asker("wish"), visit.draft.wanted.clone());
    match visit.settled(visit.asked.app.wish(asker, wanted, wished, party).await) {
        Ok(Answer::Wish { secrets: Some(secrets), .. }) => {
            DRAFTS.keep(&visit.key, Kept::Sent(secrets.token.clone()), visit.asked.app.clock.now());
            let language = visit.language().code();
            Redirect::to(&format!("/b/{}?language={language}", secrets.token.as_str())).into_response()
        }
        Ok(_) => busy(visit.language()),
        Err(problem) => {
            let (status, said) = in_words(problem, visit.language());
            visit.keep();
            shown.frame.said = Some(said);
            with_status(status, page(&shown))
        }
    }
}

fn draw_query(query: Result<Query<DrawQuery>, QueryRejection>) -> DrawQuery {
    query.map(|Query(query)| query).unwrap_or_default()
}

impl WaitPage {
    fn new(visit: &Visit, query: &DrawQuery, until: Option<NaiveDate>) -> Self {
        let rules = &visit.rules;
        let first = date_at(visit.asked.app.clock.now(), visit.zone());
        let horizon = rules.plans.iter().map(|plan| plan.horizon_days).max().unwrap_or(0).max(30);
        let last = first.checked_add_days(Days::new(horizon.into())).unwrap_or(first);
        Self {
            page: visit.page(),
            frame: visit.frame(Step::Time),
            base: format!("/book/{}", visit.key),
            chosen: Chosen::of(visit),
            who: visit.draft.applicant.clone(),
            limits: LIMITS,
            erased_after_days: rules.agenda.erase_after_days,
            offered_for: minutes(rules.agenda.offer_min, visit.language()),
            dates: Dates { first, last, until: until.unwrap_or(last) },
            draw: draw(visit, query),
        }
    }
}

/// The draw that an address names, if there is one.
fn draw(visit: &Visit, query: &DrawQuery) -> Option<DrawView> {
    let (zone, language) = (visit.zone(), visit.language());
    let plan = PlanId::new(&query.plan).ok().and_then(|plan| visit.rules.plan(&plan))?;
    let date: NaiveDate = query.date.parse().ok()?;
    let released = plan.released_at(date, zone).filter(|_| plan.draw)?;
    Some(DrawView {
        plan: plan.id.clone(),
        date,
        title: date_of(date, language),
        time: clock(released, zone),
    })
}
