//! The API keys.

use super::overview::SOON;
use super::views::{KeyLine, KeyState, KeysPage};
use super::{Section, change_directory, frame, office_of, only_token, title_of};
use crate::control;
use crate::people::fresh_id;
use crate::registrar::Chore;
use crate::store::StoreError;
use crate::store::keys::{self, KeyRow, Role};
use crate::web::pages::staff::account::OnlyToken;
use crate::web::pages::staff::notices::{Said, Shown};
use crate::web::pages::staff::{Asked, Sent};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use serde::Deserialize;
use std::time::Duration;

const KEYS: &str = "/admin/keys";
/// For how long a key may be made, days.
const LIVES_DAYS: [u32; 4] = [1, 30, 90, 365];
const DAY: Duration = Duration::from_secs(24 * 3600);

/// A new key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFields {
    token: String,
    label: String,
    role: String,
    days: u32,
}

/// `GET /admin/keys`
pub async fn list(asked: Asked) -> Response {
    list_page(&asked, StatusCode::OK, "", None)
}

/// `POST /admin/keys`
pub async fn add(asked: Asked, sent: Sent<AddFields>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(KEYS) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(KEYS);
    }
    let l = screen::texts(asked.language);
    let Some(role) = Role::from_code(&fields.role).filter(|_| LIVES_DAYS.contains(&fields.days)) else {
        return asked.incomplete(KEYS);
    };
    let Some(label) = title_of(&fields.label) else {
        let why = fl!(l, "form-incomplete");
        return list_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, &fields.label, Some(why));
    };
    let (Ok(secret), Ok(id)) = (control::secret(), fresh_id('k')) else {
        return asked.refuse(KEYS, fl!(l, "form-busy"));
    };
    let key = KeyRow {
        hash: keys::hash(&secret),
        role,
        office,
        label,
        expires_at: asked.app.clock.now().plus(DAY * fields.days),
        revoked: false,
        id: id.clone(),
    };
    let said = Said::done(fl!(l, "keys-made", id = id))
        .with(Shown { values: vec![(fl!(l, "keys-secret"), secret)], how: fl!(l, "keys-shown") });
    change_directory(&asked, Section::Keys, Chore::AddKey(key, asked.caller.by()), said).await
}

/// `POST /admin/keys/{key}/revoke`
pub async fn revoke(asked: Asked, Path(key): Path<String>, sent: Sent<OnlyToken>) -> Response {
    let found = office_of(&asked).and_then(|office| {
        only_token(&asked, Section::Keys, sent)?;
        of_office(&asked, &office).map_err(|error| Box::new(asked.failed(&error)))
    });
    match found {
        Ok(keys) if keys.iter().any(|row| row.id == key) => {}
        Ok(_) => return asked.unknown(),
        Err(response) => return *response,
    }
    let said = Said::done(fl!(screen::texts(asked.language), "keys-revoked"));
    change_directory(&asked, Section::Keys, Chore::RevokeKey(key, asked.caller.by()), said).await
}

fn of_office(asked: &Asked, office: &OfficeId) -> Result<Vec<KeyRow>, StoreError> {
    let mut keys = asked.app.reader.keys()?;
    keys.retain(|key| key.office == *office);
    Ok(keys)
}

fn line(asked: &Asked, key: KeyRow) -> KeyLine {
    let now = asked.app.clock.now();
    let state = match key {
        KeyRow { revoked: true, .. } => KeyState::Revoked,
        KeyRow { expires_at, .. } if expires_at <= now => KeyState::Expired,
        KeyRow { expires_at, .. } if expires_at <= now.plus(SOON) => KeyState::ExpiresSoon,
        KeyRow { .. } => KeyState::InForce,
    };
    KeyLine { expires: asked.date(key.expires_at), id: key.id, label: key.label, role: key.role, state }
}

fn list_page(asked: &Asked, status: StatusCode, label: &str, wrong: Option<String>) -> Response {
    let found = office_of(asked)
        .and_then(|office| of_office(asked, &office).map_err(|error| Box::new(asked.failed(&error))));
    let keys = match found {
        Ok(keys) => keys,
        Err(response) => return *response,
    };
    let page = KeysPage {
        page: asked.page(),
        frame: frame(asked, Section::Keys),
        keys: keys.into_iter().map(|key| line(asked, key)).collect(),
        label: label.to_owned(),
        roles: Role::ALL,
        lives_days: &LIVES_DAYS,
        wrong,
    };
    asked.answer(status, &page)
}
