//! The fourth step, "Richiedente": who comes, and how to reach them.

use super::draft::ApplicantText;
use super::form::{ApplicantFields, EMAIL_LEN_MAX, Go, NAME_LEN_MAX, PHONE_LEN_MAX, applicant_mistakes};
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
#[template(path = "book/applicant.html")]
struct ApplicantPage {
    page: Page,
    frame: Frame,
    base: String,
    chosen: Chosen,
    who: ApplicantText,
    limits: Limits,
    erased_after_days: u32,
}

/// How long the fields may be.
pub(super) struct Limits {
    pub name: usize,
    pub email: usize,
    pub phone: usize,
}

/// How long the fields may be.
pub(super) const LIMITS: Limits = Limits { name: NAME_LEN_MAX, email: EMAIL_LEN_MAX, phone: PHONE_LEN_MAX };

/// `GET /book/{draft}/applicant`
pub async fn show(visit: Visit) -> Response {
    if visit.draft.held.is_none() { visit.to(Step::Time) } else { page(&ApplicantPage::new(&visit)) }
}

/// `POST /book/{draft}/applicant`
pub async fn save(mut visit: Visit, form: Result<Form<ApplicantFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    visit.draft.applicant = fields.text();
    visit.keep();
    match fields.go {
        Go::Next => {}
        Go::Back => return visit.to(Step::Details),
        Go::Over => return visit.to(Step::Applicant),
        Go::Extend => {
            visit.extend().await;
            return visit.to(Step::Applicant);
        }
        Go::GiveUp => return visit.give_up().await,
    }
    let mistakes = applicant_mistakes(&visit.draft.applicant, visit.language());
    if mistakes.is_empty() {
        return visit.to(Step::Summary);
    }
    let mut shown = ApplicantPage::new(&visit);
    shown.frame.mistakes = mistakes;
    with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown))
}

impl ApplicantPage {
    fn new(visit: &Visit) -> Self {
        Self {
            page: visit.page(),
            frame: visit.frame(Step::Applicant),
            base: format!("/book/{}", visit.key),
            chosen: Chosen::of(visit),
            who: visit.draft.applicant.clone(),
            limits: LIMITS,
            erased_after_days: visit.rules.agenda.erase_after_days,
        }
    }
}
