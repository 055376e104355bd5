//! What the bearer may take along or have erased: the entry for a calendar, and the own data.

use super::{Bearer, OnlyForm, Sure, unknown};
use crate::calendar::{self, Entry, Method};
use crate::registrar::Outcome;
use crate::web::pages::book::busy;
use crate::web::pages::page;
use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use office::agenda::BookingState;
use screen::Page;

/// Under which name the own data is saved.
const DATA_FILE: HeaderValue = HeaderValue::from_static("attachment; filename=\"appuntamento.json\"");

/// The one question before the own data is erased.
#[derive(Template)]
#[template(path = "appointment/erase.html")]
struct ErasePage {
    page: Page,
    base: String,
    form: String,
}

/// `GET /b/{token}/calendar.ics`
pub async fn calendar_file(bearer: Bearer) -> Response {
    let to_come = |state| matches!(state, BookingState::Booked | BookingState::CheckedIn);
    let Some(booking) = bearer.found.booking.as_ref().filter(|booking| to_come(booking.state)) else {
        return unknown(bearer.language());
    };
    let page_url = format!("{}/b/{}", bearer.asked.app.public_url, bearer.token.as_str());
    let entry = Entry {
        rules: &bearer.rules,
        booking,
        language: bearer.language(),
        page_url: &page_url,
        organizer: None,
        attendee: None,
        as_of: bearer.asked.app.clock.now(),
    };
    let named = format!("attachment; filename=\"{}\"", calendar::FILE_NAME);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(calendar::CONTENT_TYPE)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&named).unwrap_or(DATA_FILE)),
    ];
    (headers, calendar::file(&entry, Method::Publish)).into_response()
}

/// `GET /b/{token}/data`
pub async fn export(bearer: Bearer) -> Response {
    match bearer.asked.app.export_applicant(&bearer.found.secrets.code) {
        Ok(Some(held)) => ([(header::CONTENT_DISPOSITION, DATA_FILE)], Json(held)).into_response(),
        Ok(None) => unknown(bearer.language()),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "own data could not be read");
            busy(bearer.language())
        }
    }
}

/// `GET /b/{token}/erase`
pub async fn show_erase(bearer: Bearer) -> Response {
    page(&ErasePage {
        page: bearer.page(),
        base: format!("/b/{}", bearer.token.as_str()),
        form: bearer.form(),
    })
}

/// `POST /b/{token}/erase`
pub async fn erase(Sure(bearer, _): Sure<OnlyForm>) -> Response {
    let by = bearer.asked.caller.by();
    match bearer.asked.app.erase_applicant(&bearer.found.secrets.code, by).await {
        Ok(Outcome::Done(_) | Outcome::Unchanged(_)) => {
            Redirect::to(&format!("{}&said=erased", bearer.address(""))).into_response()
        }
        Ok(
            Outcome::Refused(_)
            | Outcome::Declined(_)
            | Outcome::KeyReused
            | Outcome::NoRoom
            | Outcome::Failed,
        )
        | Err(_) => busy(bearer.language()),
    }
}
