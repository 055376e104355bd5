//! Who is logged in.

use super::views::{SessionLine, SessionsPage};
use super::{Section, change, frame, names_are_read, office_of, only_token};
use crate::people::sessions::IDLE_MAX;
use crate::store::sessions::SessionRow;
use crate::store::staffing::StaffChange;
use crate::web::pages::staff::account::OnlyToken;
use crate::web::pages::staff::notices::Said;
use crate::web::pages::staff::{Asked, Sent};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use std::time::Duration;

/// `GET /admin/sessions`
pub async fn list(asked: Asked) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    names_are_read(&asked, None);
    let sessions =
        of_office(&asked, &office).into_iter().map(|(row, idle)| line(&asked, row, idle)).collect();
    let page = SessionsPage { page: asked.page(), frame: frame(&asked, Section::Sessions), sessions };
    asked.answer(StatusCode::OK, &page)
}

/// `POST /admin/sessions/{session}/end`
pub async fn end(asked: Asked, Path(session): Path<String>, sent: Sent<OnlyToken>) -> Response {
    let office = match office_of(&asked).and_then(|office| {
        only_token(&asked, Section::Sessions, sent)?;
        Ok(office)
    }) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    if !of_office(&asked, &office).iter().any(|(row, _)| row.id == session) {
        return asked.unknown();
    }
    let said = Said::done(fl!(screen::texts(asked.language), "sessions-ended"));
    let end = StaffChange::End { session, why: "session ended" };
    change(&asked, Section::Sessions.path(), end, said).await
}

fn of_office(asked: &Asked, office: &OfficeId) -> Vec<(SessionRow, Duration)> {
    let mut all = asked.app.people.sessions.all(asked.app.clock.elapsed());
    all.retain(|(row, _)| row.office == *office);
    all
}

fn line(asked: &Asked, row: SessionRow, idle: Duration) -> SessionLine {
    SessionLine {
        name: asked.app.people.name_of(&row.person).unwrap_or_else(|| row.person.clone()),
        place: asked.place_of(row.seat.as_deref()),
        began: asked.time(row.created_at),
        seen: asked.time(asked.app.clock.now().minus(idle)),
        is_this: asked.caller.session.as_ref().is_some_and(|live| live.row.id == row.id),
        rests: idle >= IDLE_MAX,
        role: row.role,
        person: row.person,
        id: row.id,
    }
}
