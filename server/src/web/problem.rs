//! Errors of the API: RFC 9457 problem details with a stable code.

use crate::registrar::inbox::NotTaken;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::language::Language;
use office::refusal::Refusal;
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// Time after which a refused request may be tried again when the server is busy or full.
const USUAL_WAIT: Duration = Duration::from_secs(2);

/// An error as the API tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the code says which problem it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code of the problem.
    pub code: String,
    /// What is wrong, for people, in the language of the request.
    pub detail: String,
    /// Particulars of a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub refusal: Option<Box<Refusal>>,
    /// When to ask again, as told in `Retry-After`; absent: the usual time.
    #[serde(skip)]
    pub wait: Option<Duration>,
}

impl Problem {
    /// A problem with this status, code and explanation.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: detail.into(),
            refusal: None,
            wait: None,
        }
    }

    /// Asked too often; after `wait` it may be asked again.
    pub fn too_many(wait: Duration) -> Self {
        let detail = "too many requests from this address; please wait";
        Self { wait: Some(wait), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many", detail) }
    }

    /// No identity, or one that is not known.
    pub fn no_identity() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "no_identity", "an API key is needed: Authorization: Bearer KEY")
    }

    /// Known, but not allowed.
    pub fn not_yours() -> Self {
        Self::new(StatusCode::FORBIDDEN, "not_yours", "this key may not do that")
    }

    /// Not there, or not to be told of.
    pub fn unknown(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "unknown", format!("there is no such {what}"))
    }

    /// A value that cannot be.
    pub fn value(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// The office says no.
    pub fn refused(refusal: &Refusal, language: Language, zone: chrono_tz::Tz) -> Self {
        let status = match refusal {
            Refusal::UnknownTicket { .. }
            | Refusal::UnknownSlip
            | Refusal::UnknownBooking
            | Refusal::UnknownWish => StatusCode::NOT_FOUND,
            Refusal::UnknownService { .. }
            | Refusal::UnknownDesk { .. }
            | Refusal::UnknownConfiguration { .. }
            | Refusal::DeskElsewhere { .. }
            | Refusal::OtherOffice { .. }
            | Refusal::UnknownNeed { .. }
            | Refusal::UnknownAnswer { .. }
            | Refusal::TooManyLegs { .. }
            | Refusal::NotBookable { .. }
            | Refusal::NothingToBook
            | Refusal::TooManyPeople { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::OfficeClosed { .. }
            | Refusal::SeriesExhausted
            | Refusal::DeskNotOpen { .. }
            | Refusal::DeskBusy { .. }
            | Refusal::DeskCannotServe { .. }
            | Refusal::NobodyServes { .. }
            | Refusal::IllegalStep { .. }
            | Refusal::TooLateToWithdraw { .. }
            | Refusal::MoveToSamePlace
            | Refusal::ServiceInUse { .. }
            | Refusal::ServiceBooked { .. }
            | Refusal::DeskInUse { .. }
            | Refusal::ConfigurationMovedOn { .. }
            | Refusal::LeadsNowhere
            | Refusal::NoSuchPlace
            | Refusal::PlaceTaken
            | Refusal::ReservationOver
            | Refusal::ExtendedBefore
            | Refusal::BookingStep { .. }
            | Refusal::TooEarly { .. }
            | Refusal::OtherDay { .. }
            | Refusal::AppointmentElsewhere { .. }
            | Refusal::TooManyWait
            | Refusal::DrawClosed { .. } => StatusCode::CONFLICT,
        };
        let detail = screen::reasons::refusal(language, refusal, zone);
        Self { refusal: Some(Box::new(refusal.clone())), ..Self::new(status, refusal.code(), detail) }
    }

    /// The server cannot do it now; later it can.
    pub fn later(code: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, "not possible just now; please try again")
    }
}

impl From<NotTaken> for Problem {
    fn from(reason: NotTaken) -> Self {
        match reason {
            NotTaken::Full => Problem::later("busy"),
            NotTaken::Ended => Problem::later("ending"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            headers.insert(header::RETRY_AFTER, retry_after(self.wait.unwrap_or(USUAL_WAIT)));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The value of `Retry-After`: whole seconds, at least one.
pub fn retry_after(wait: Duration) -> HeaderValue {
    HeaderValue::from(wait.as_millis().div_ceil(1000).max(1) as u64)
}
