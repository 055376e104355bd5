//! The third step, "Dettagli appuntamento": what for, once more, and what there is to say about it.

use super::form::{DETAILS_LEN_MAX, DetailsFields, Go, details, details_mistake, is_sensitive};
use super::frame::{Frame, Step};
use super::{Chosen, Visit, with_status};
use crate::web::pages::page;
use askama::Template;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use screen::Page;

#[derive(Template)]
#[template(path = "book/details.html")]
struct DetailsPage {
    page: Page,
    frame: Frame,
    base: String,
    chosen: Chosen,
    /// What was written; absent where nothing is asked.
    details: Option<String>,
    len_max: usize,
}

/// `GET /book/{draft}/details`
pub async fn show(visit: Visit) -> Response {
    if visit.draft.held.is_none() { visit.to(Step::Time) } else { page(&DetailsPage::new(&visit)) }
}

/// `POST /book/{draft}/details`
pub async fn save(mut visit: Visit, form: Result<Form<DetailsFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    visit.draft.details = match is_sensitive(&visit.rules, &visit.draft.wanted) {
        true => String::new(),
        false => details(&fields.details),
    };
    if fields.go != Go::GiveUp
        && let Some(mistake) = details_mistake(&visit.draft.details, visit.language())
    {
        let mut shown = DetailsPage::new(&visit);
        shown.frame.mistakes.push(mistake);
        return with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown));
    }
    visit.keep();
    match fields.go {
        Go::Next => visit.to(Step::Applicant),
        Go::Back => visit.to(Step::Time),
        Go::Over => visit.to(Step::Details),
        Go::Extend => {
            visit.extend().await;
            visit.to(Step::Details)
        }
        Go::GiveUp => visit.give_up().await,
    }
}

impl DetailsPage {
    fn new(visit: &Visit) -> Self {
        let is_asked = !is_sensitive(&visit.rules, &visit.draft.wanted);
        Self {
            page: visit.page(),
            frame: visit.frame(Step::Details),
            base: format!("/book/{}", visit.key),
            chosen: Chosen::of(visit),
            details: is_asked.then(|| visit.draft.details.clone()),
            len_max: DETAILS_LEN_MAX,
        }
    }
}
