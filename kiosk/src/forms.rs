//! What the forms of the totem share: who may send them, and the pages that say no or not now.

use crate::frame::{self, Entered, Frame, Notice};
use crate::listen::Spoken;
use crate::stand::Asked;
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;
use office::id::BookingId;
use office::wire::Ask;
use screen::feed::is_same_origin;
use screen::front::Front;
use screen::{Page, texts};

/// Seconds after which a visitor may well try again.
const RETRY_S: &str = "5";

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    page: Page,
    frame: Frame,
    title: String,
    reason: String,
    /// What can be done instead, and where; absent where there is only the way home.
    back: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "away.html")]
struct AwayPage {
    page: Page,
    frame: Frame,
    reason: String,
    action: &'static str,
    fields: Vec<(&'static str, String)>,
}

/// What a form of a visit says; an error is what the browser is answered instead.
#[expect(clippy::result_large_err, reason = "the error is the answer, made once and sent")]
pub(crate) fn posted(
    headers: &HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Result<Asked, Response> {
    let asked = sent(headers, form)?;
    if asked.visit.is_none() { Err(Notice::Unknown.go_home(asked.settings())) } else { Ok(asked) }
}

/// What a form says that can also begin a visit.
#[expect(clippy::result_large_err, reason = "the error is the answer, made once and sent")]
pub(crate) fn sent(headers: &HeaderMap, form: Result<Form<Asked>, FormRejection>) -> Result<Asked, Response> {
    if !is_same_origin(headers) {
        return Err(StatusCode::FORBIDDEN.into_response());
    }
    Ok(form.map(|Form(asked)| asked).unwrap_or_default())
}

/// The office says no.
pub(crate) fn refused(
    entered: &Entered,
    title: String,
    reason: String,
    back: Option<(String, String)>,
) -> Response {
    let frame = entered.heard(&[&title, &reason].map(|text| Spoken::own(entered.language(), text)));
    let refused = RefusedPage { page: entered.page(), frame, title, reason, back };
    frame::show(StatusCode::CONFLICT, &refused)
}

/// The office cannot be asked now: the form comes again.
pub(crate) fn away(
    entered: &Entered,
    action: &'static str,
    reason: String,
    fields: Vec<(&'static str, String)>,
) -> Response {
    let title = fl!(texts(entered.language()), "totem-away-title");
    let frame = entered.heard(&[&title, &reason].map(|text| Spoken::own(entered.language(), text)));
    let away = AwayPage { page: entered.page(), frame, reason, action, fields };
    let mut response = frame::show(StatusCode::SERVICE_UNAVAILABLE, &away);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(RETRY_S));
    response
}

impl<F> Totem<F>
where
    F: Front<Screen = Shown>,
{
    /// Gives a time back that was kept for a visit; where the office cannot be asked it lapses by itself.
    pub async fn give_back(&self, kept: Option<BookingId>) {
        let Some(booking) = kept else { return };
        if let Err(unserved) = self.front.ask(self.visits.request(), Ask::Release { booking }).await {
            tracing::debug!(?unserved, "a time that was kept could not be given back");
        }
    }
}
