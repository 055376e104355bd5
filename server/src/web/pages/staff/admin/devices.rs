//! Totems, displays and printers.

use super::views::{DeviceLine, DevicesPage};
use super::{Section, change_directory, desks, frame, office_of, only_token, title_of};
use crate::control;
use crate::people::fresh_id;
use crate::registrar::Chore;
use crate::store::keys::DeviceRow;
use crate::web::pages::staff::account::OnlyToken;
use crate::web::pages::staff::notices::{Said, Shown};
use crate::web::pages::staff::{Asked, Sent};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::{DeskId, DeviceId, OfficeId};
use office::wire::DeviceRole;
use serde::Deserialize;

const DEVICES: &str = "/admin/devices";

/// A new device; `kind` is a role, for a display or a totem with what it goes with behind a colon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFields {
    token: String,
    title: String,
    kind: String,
}

/// `GET /admin/devices`
pub async fn list(asked: Asked) -> Response {
    list_page(&asked, StatusCode::OK, "", None)
}

/// `POST /admin/devices`
pub async fn add(asked: Asked, sent: Sent<AddFields>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(DEVICES) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(DEVICES);
    }
    let l = screen::texts(asked.language);
    let Some(title) = title_of(&fields.title) else {
        let why = fl!(l, "form-incomplete");
        return list_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, &fields.title, Some(why));
    };
    let Some((role, desk, printer)) = kind_of(&asked, &office, &fields.kind) else {
        return asked.incomplete(DEVICES);
    };
    let (Ok(secret), Ok(id)) = (control::secret(), fresh_id('d')) else {
        return asked.refuse(DEVICES, fl!(l, "form-busy"));
    };
    let id = format!("{}-{}", role.code(), id.trim_start_matches("d-"));
    let Ok(device) = DeviceId::new(&id) else { return asked.incomplete(DEVICES) };
    let said = Said::done(fl!(l, "devices-made", title = title.as_str())).with(Shown {
        values: vec![(fl!(l, "devices-id"), id), (fl!(l, "devices-key"), secret.clone())],
        how: fl!(l, "devices-shown"),
    });
    let device = control::device(device, office, role, title, desk, printer, &secret);
    change_directory(&asked, Section::Devices, Chore::AddDevice(device, asked.caller.by()), said).await
}

/// `POST /admin/devices/{device}/revoke`
pub async fn revoke(asked: Asked, Path(device): Path<String>, sent: Sent<OnlyToken>) -> Response {
    let office = match office_of(&asked).and_then(|office| {
        only_token(&asked, Section::Devices, sent)?;
        Ok(office)
    }) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Some(known) = of_office(&asked, &office).into_iter().find(|row| row.id.as_str() == device) else {
        return asked.unknown();
    };
    let said = Said::done(fl!(screen::texts(asked.language), "devices-revoked"));
    let chore = Chore::RevokeDevice(known.id, asked.caller.by());
    change_directory(&asked, Section::Devices, chore, said).await
}

/// What a new device is, with the desk or the printer of this office that it goes with.
fn kind_of(
    asked: &Asked,
    office: &OfficeId,
    kind: &str,
) -> Option<(DeviceRole, Option<DeskId>, Option<DeviceId>)> {
    let beside = |id: &str| {
        let printers = of_office(asked, office).into_iter().filter(|row| row.role == DeviceRole::Printer);
        printers.map(|row| row.id).find(|known| known.as_str() == id)
    };
    match kind.split_once(':') {
        None => DeviceRole::from_code(kind).map(|role| (role, None, None)),
        Some(("sign", id)) => {
            let is_known = desks(asked, office).iter().any(|(known, _)| known == id);
            let desk = DeskId::new(id).ok().filter(|_| is_known)?;
            Some((DeviceRole::Display, Some(desk), None))
        }
        Some(("totem", id)) => beside(id).map(|printer| (DeviceRole::Totem, None, Some(printer))),
        Some(_) => None,
    }
}

fn of_office(asked: &Asked, office: &OfficeId) -> Vec<DeviceRow> {
    asked.app.directory.now().devices().filter(|row| row.office == *office).cloned().collect()
}

fn list_page(asked: &Asked, status: StatusCode, title: &str, wrong: Option<String>) -> Response {
    let office = match office_of(asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let l = screen::texts(asked.language);
    let (rows, desks) = (of_office(asked, &office), desks(asked, &office));
    let printers: Vec<(String, String)> = rows
        .iter()
        .filter(|row| row.role == DeviceRole::Printer)
        .map(|row| (row.id.to_string(), row.title.clone()))
        .collect();
    let named = |pairs: &[(String, String)], id: &str| {
        pairs.iter().find(|(known, _)| known == id).map_or_else(|| id.to_owned(), |(_, words)| words.clone())
    };
    let line = |row: DeviceRow| DeviceLine {
        beside: match (&row.desk, &row.printer) {
            (Some(desk), _) => Some(fl!(l, "devices-beside-desk", desk = named(&desks, desk.as_str()))),
            (None, Some(printer)) => {
                Some(fl!(l, "devices-beside-printer", printer = named(&printers, printer.as_str())))
            }
            (None, None) => None,
        },
        id: row.id.to_string(),
        title: row.title,
        role: row.role,
    };
    let page = DevicesPage {
        page: asked.page(),
        frame: frame(asked, Section::Devices),
        devices: rows.into_iter().map(line).collect(),
        title: title.to_owned(),
        wrong,
        printers: printers.clone(),
        desks: desks.clone(),
    };
    asked.answer(status, &page)
}
