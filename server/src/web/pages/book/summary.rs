//! The last step, "Riepilogo": all of it before it is sent, and sending it.

use super::draft::{ApplicantText, DRAFTS, Kept};
use super::form::{Go, SummaryFields, applicant, applicant_mistakes};
use super::frame::{Frame, Step};
use super::{Chosen, Visit, in_words, with_status};
use crate::registrar::Party;
use crate::web::pages::page;
use askama::Template;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use screen::Page;

#[derive(Template)]
#[template(path = "book/summary.html")]
struct SummaryPage {
    page: Page,
    frame: Frame,
    base: String,
    chosen: Chosen,
    details: String,
    who: ApplicantText,
    early_min: u32,
    late_min: u32,
}

/// `GET /book/{draft}/summary`
pub async fn show(visit: Visit) -> Response {
    match missing(&visit) {
        Some(step) => visit.to(step),
        None => page(&SummaryPage::new(&visit)),
    }
}

/// The step in which something is still missing.
fn missing(visit: &Visit) -> Option<Step> {
    if visit.draft.held.is_none() {
        return Some(Step::Time);
    }
    let is_incomplete = !applicant_mistakes(&visit.draft.applicant, visit.language()).is_empty();
    is_incomplete.then_some(Step::Applicant)
}

/// `POST /book/{draft}/summary`
pub async fn send(visit: Visit, form: Result<Form<SummaryFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    match fields.go {
        Go::Next => {}
        Go::Back => return visit.to(Step::Applicant),
        Go::Over => return visit.to(Step::Summary),
        Go::Extend => {
            visit.extend().await;
            return visit.to(Step::Summary);
        }
        Go::GiveUp => return visit.give_up().await,
    }
    if let Some(step) = missing(&visit) {
        return visit.to(step);
    }
    book(&visit).await
}

async fn book(visit: &Visit) -> Response {
    let Some(held) = visit.draft.held.clone() else { return visit.to(Step::Time) };
    let party = Party { told: visit.told(), applicant: Some(applicant(&visit.draft)), ..Party::default() };
    let asker = visit.asker(&format!("book-{}", held.booking));
    match visit.settled(visit.asked.app.book(asker, held.booking, party).await) {
        Ok(_) => {
            DRAFTS.keep(&visit.key, Kept::Sent(held.token.clone()), visit.asked.app.clock.now());
            let language = visit.language().code();
            Redirect::to(&format!("/b/{}?language={language}&said=booked", held.token.as_str()))
                .into_response()
        }
        Err(problem) => {
            let (status, said) = in_words(problem, visit.language());
            let mut shown = SummaryPage::new(visit);
            shown.frame.said = (!shown.frame.is_over).then_some(said);
            with_status(status, page(&shown))
        }
    }
}

impl SummaryPage {
    fn new(visit: &Visit) -> Self {
        Self {
            page: visit.page(),
            frame: visit.frame(Step::Summary),
            base: format!("/book/{}", visit.key),
            chosen: Chosen::of(visit),
            details: visit.draft.details.clone(),
            who: visit.draft.applicant.clone(),
            early_min: visit.rules.agenda.early_min,
            late_min: visit.rules.agenda.late_min,
        }
    }
}
