//! The enrolled browsers: there a PIN is enough to come back.

use super::views::{SeatLine, SeatsPage};
use super::{Section, change, desks, frame, not_done, office_of, only_token, title_of};
use crate::store::sessions::SeatRow;
use crate::store::staffing::StaffChange;
use crate::web::cookies::Cookie;
use crate::web::pages::staff::account::OnlyToken;
use crate::web::pages::staff::login::insecure;
use crate::web::pages::staff::notices::Said;
use crate::web::pages::staff::{Asked, Sent, with_cookie};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::DeskId;
use serde::Deserialize;

const SEATS: &str = "/admin/seats";

/// This browser, to be enrolled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFields {
    token: String,
    title: String,
    desk: String,
}

/// `GET /admin/seats`
pub async fn list(asked: Asked) -> Response {
    list_page(&asked, StatusCode::OK, "", None)
}

/// `POST /admin/seats`
pub async fn add(asked: Asked, sent: Sent<AddFields>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    if !asked.is_safe() {
        return insecure(&asked);
    }
    let Ok(Form(fields)) = sent else { return asked.incomplete(SEATS) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(SEATS);
    }
    let l = screen::texts(asked.language);
    let Some(title) = title_of(&fields.title) else {
        let why = fl!(l, "form-incomplete");
        return list_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, &fields.title, Some(why));
    };
    let desk = match fields.desk.as_str() {
        "" => None,
        id if desks(&asked, &office).iter().any(|(known, _)| known == id) => DeskId::new(id).ok(),
        _ => return asked.incomplete(SEATS),
    };
    match asked.app.people.enrol_seat(&office, desk, &title, asked.caller.by()).await {
        Ok(secret) => {
            let said = Said::done(fl!(l, "seats-added", title = title));
            with_cookie(asked.say(SEATS, said), Cookie::Seat.set(asked.caller.peer, &secret))
        }
        Err(other) => not_done(&asked, SEATS, other),
    }
}

/// `POST /admin/seats/{seat}/revoke`
pub async fn revoke(asked: Asked, Path(seat): Path<String>, sent: Sent<OnlyToken>) -> Response {
    let office = match office_of(&asked).and_then(|office| {
        only_token(&asked, Section::Seats, sent)?;
        Ok(office)
    }) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    if !asked.app.people.seats(&office).iter().any(|row| row.id == seat) {
        return asked.unknown();
    }
    let said = Said::done(fl!(screen::texts(asked.language), "seats-revoked"));
    change(&asked, SEATS, StaffChange::RevokeSeat(seat), said).await
}

fn list_page(asked: &Asked, status: StatusCode, title: &str, wrong: Option<String>) -> Response {
    let office = match office_of(asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let this = asked.whence().seat.map(|seat| seat.id);
    let desks = desks(asked, &office);
    let words = |desk: &DeskId| {
        let known = desks.iter().find(|(id, _)| id == desk.as_str());
        known.map_or_else(|| desk.to_string(), |(_, words)| words.clone())
    };
    let line = |seat: SeatRow| SeatLine {
        is_this: this.as_deref() == Some(seat.id.as_str()),
        desk: seat.desk.as_ref().map(words),
        since: asked.date(seat.created_at),
        id: seat.id,
        title: seat.title,
    };
    let seats: Vec<SeatLine> = asked.app.people.seats(&office).into_iter().map(line).collect();
    let page = SeatsPage {
        page: asked.page(),
        frame: frame(asked, Section::Seats),
        has_this: seats.iter().any(|seat| seat.is_this),
        seats,
        title: title.to_owned(),
        wrong,
        desks,
    };
    asked.answer(status, &page)
}
