//! What there is, and what wants attention.

use super::views::{OverviewPage, Tile, Warning};
use super::{Section, frame, office_of, people};
use crate::store::StoreError;
use crate::store::keys::{KeyRow, Role};
use crate::store::mail::MailFigures;
use crate::web::pages::staff::Asked;
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::moment::Moment;
use std::time::Duration;

/// From so long before its end on a key is pointed out.
pub(super) const SOON: Duration = Duration::from_secs(30 * 24 * 3600);

/// `GET /admin/`
pub async fn show(asked: Asked) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    match page(&asked, &office) {
        Ok(page) => asked.answer(StatusCode::OK, &page),
        Err(error) => asked.failed(&error),
    }
}

fn page(asked: &Asked, office: &OfficeId) -> Result<OverviewPage, StoreError> {
    let people = people::of_office(asked, office)?;
    let keys: Vec<KeyRow> =
        asked.app.reader.keys()?.into_iter().filter(|key| key.office == *office).collect();
    let now = asked.app.clock.now();
    let mail = asked.app.reader.mail_figures(Some(office), now)?;
    let in_force = |key: &&KeyRow| !key.revoked && key.expires_at > now;
    let devices = asked.app.directory.now().devices().filter(|device| device.office == *office).count();
    let sessions = asked.app.people.sessions.all(asked.app.clock.elapsed());
    let version = asked
        .app
        .hub
        .floor(office)
        .and_then(|floor| floor.configuration.as_ref().map(|(version, _)| version.0.to_string()))
        .unwrap_or_default();
    let count = |section: Section| match section {
        Section::People => people.len().to_string(),
        Section::Sessions => sessions.iter().filter(|(row, _)| row.office == *office).count().to_string(),
        Section::Seats => asked.app.people.seats(office).len().to_string(),
        Section::Keys => keys.iter().filter(in_force).count().to_string(),
        Section::Devices => devices.to_string(),
        Section::Configuration => version.clone(),
        Section::Overview | Section::Audit => String::new(),
    };
    let others = Section::ALL.into_iter().filter(|section| *section != Section::Overview);
    Ok(OverviewPage {
        page: asked.page(),
        frame: frame(asked, Section::Overview),
        warnings: warnings(asked, (&people, &keys), &mail, now),
        tiles: others.map(|section| Tile { section, count: count(section) }).collect(),
    })
}

fn warnings(
    asked: &Asked,
    (people, keys): (&[people::Member], &[KeyRow]),
    mail: &MailFigures,
    now: Moment,
) -> Vec<Warning> {
    let l = screen::texts(asked.language);
    let usable = || people.iter().filter(|member| !member.person.is_disabled);
    let without_factor = usable()
        .filter(|member| member.role == Role::Admin && member.person.totp_secret.is_none())
        .filter(|member| member.person.password_hash.is_some() && !asked.app.is_demo())
        .count();
    let waiting = usable().filter(|member| member.person.password_hash.is_none()).count();
    let ends_soon = |key: &&KeyRow| !key.revoked && key.expires_at > now && key.expires_at <= now.plus(SOON);
    let soon = keys.iter().filter(ends_soon).count();
    // Whoever does without mail, and without appointments by mail, is not to be reminded every day.
    let without_mail = usize::from(!asked.app.sends_mail && mail.waiting + mail.failed > 0);
    let (to_people, to_keys) = (Section::People.path(), Section::Keys.path());
    [
        (without_factor, fl!(l, "admin-warn-factor", n = without_factor), to_people),
        (waiting, fl!(l, "admin-warn-codes", n = waiting), to_people),
        (soon, fl!(l, "admin-warn-keys", n = soon), to_keys),
        (without_mail, fl!(l, "admin-warn-mail-none"), "/office/"),
        (mail.failed as usize, fl!(l, "admin-warn-mail", n = mail.failed), "/office/"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .map(|(_, text, href)| Warning { text, href })
    .collect()
}
