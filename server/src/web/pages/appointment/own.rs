//! What the office keeps of whoever has an appointment: to be fetched, or erased before its time.

use super::Bearer;
use crate::web::pages::book::{Asked, busy};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use office::id::ServiceId;
use office::moment::Moment;
use serde::Serialize;

/// The name of the file that is fetched.
const FILE_NAME: HeaderValue = HeaderValue::from_static("attachment; filename=\"appuntamento.json\"");

/// Everything that goes by the secret of an address.
#[derive(Serialize)]
struct OwnData<'a> {
    office: &'a str,
    code: String,
    language: &'static str,
    state: Option<&'static str>,
    start: Option<Moment>,
    end: Option<Moment>,
    desk: Option<&'a str>,
    services: Vec<&'a str>,
    people: u32,
    made_at: Option<Moment>,
    first_name: Option<&'a str>,
    last_name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    details: Option<&'a str>,
    note: Option<&'a str>,
}

/// `GET /b/{token}/data`
pub async fn export(asked: Asked, Path(token): Path<String>) -> Response {
    let bearer = match Bearer::find(asked, token) {
        Ok(bearer) => bearer,
        Err(response) => return *response,
    };
    let Ok(body) = serde_json::to_vec_pretty(&OwnData::of(&bearer)) else { return busy(bearer.language()) };
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json), (header::CONTENT_DISPOSITION, FILE_NAME)], body).into_response()
}

impl<'a> OwnData<'a> {
    fn of(bearer: &'a Bearer) -> Self {
        let found = &bearer.found;
        let (booking, wish, who) = (found.booking.as_ref(), found.wish.as_ref(), found.applicant.as_ref());
        let services = booking.map(|booking| &booking.services).or(wish.map(|wish| &wish.services));
        Self {
            office: found.office.as_str(),
            code: found.secrets.code.to_string(),
            language: found.told.language.code(),
            state: booking.map(|booking| booking.state.code()).or(wish.map(|wish| wish.state.code())),
            start: booking.map(|booking| booking.place.start),
            end: booking.map(|booking| booking.place.end),
            desk: booking.map(|booking| booking.place.desk.as_str()),
            services: services.into_iter().flatten().map(ServiceId::as_str).collect(),
            people: booking.map(|booking| booking.people).or(wish.map(|wish| wish.people)).unwrap_or(1),
            made_at: booking.map(|booking| booking.made_at).or(wish.map(|wish| wish.made_at)),
            first_name: who.map(|who| who.first_name.as_str()),
            last_name: who.map(|who| who.last_name.as_str()),
            email: who.and_then(|who| who.email.as_deref()),
            phone: who.and_then(|who| who.phone.as_deref()),
            details: who.and_then(|who| who.details.as_deref()),
            note: found.told.note.as_deref(),
        }
    }
}
