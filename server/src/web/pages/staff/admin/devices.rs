//! Totems, displays and printers: how they are, what is asked of them, and who is to be one.

use super::views::{DeviceLine, DevicesPage, NewcomerLine, Typed};
use super::{Section, change_directory, desks, frame, office_of, only_token, title_of};
use crate::control;
use crate::enrolment::{NotEnrolled, Place, enrol};
use crate::fleet::{Known, Presence};
use crate::people::fresh_id;
use crate::registrar::chores::{DeviceErrand, ErrandKind};
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::store::keys::DeviceRow;
use crate::web::pages::staff::account::OnlyToken;
use crate::web::pages::staff::notices::{Said, Shown};
use crate::web::pages::staff::{Asked, Sent};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::{DeskId, DeviceId, OfficeId};
use office::language::Language;
use office::slip::{Align, Line, Size, Slip};
use office::wire::{DeviceRole, Errand};
use serde::Deserialize;
use std::time::Duration;

const DEVICES: &str = "/admin/devices";

/// A new device; `kind` is a role, for a display or a totem with what it goes with behind a colon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFields {
    token: String,
    title: String,
    kind: String,
}

/// A newcomer's code, and what it is to be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolFields {
    token: String,
    code: String,
    title: String,
    kind: String,
    #[serde(default)]
    distance_m: String,
    #[serde(default)]
    diagonal_in: String,
}

/// Something asked of a device: `chime`, `reload` or `print`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrandFields {
    token: String,
    #[serde(default)]
    errand: String,
}

/// `GET /admin/devices`
pub async fn list(asked: Asked) -> Response {
    list_page(&asked, StatusCode::OK, Typed::default())
}

/// `POST /admin/devices/enrol`
pub async fn enrol_newcomer(asked: Asked, sent: Sent<EnrolFields>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(DEVICES) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(DEVICES);
    }
    let l = screen::texts(asked.language);
    let again = |why: String| {
        let typed =
            Typed { code: fields.code.clone(), enrol_title: fields.title.clone(), ..Typed::default() };
        list_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, Typed { wrong_code: Some(why), ..typed })
    };
    let Some(title) = title_of(&fields.title) else { return again(fl!(l, "form-incomplete")) };
    let Some((role, desk, printer)) = kind_of(&asked, &office, &fields.kind) else {
        return asked.incomplete(DEVICES);
    };
    let Some(size) = size_of(&fields.distance_m, &fields.diagonal_in) else {
        return again(fl!(l, "devices-size-wrong"));
    };
    let place = Place { office, role, title: title.clone(), desk, printer, size };
    match enrol(&asked.app, &fields.code, place, asked.caller.by()).await {
        Ok(_) => asked.say(DEVICES, Said::done(fl!(l, "devices-enrolled", title = title))),
        Err(NotEnrolled::UnknownCode) => again(fl!(l, "devices-code-unknown")),
        Err(NotEnrolled::TooMany(wait)) => again(fl!(l, "devices-code-too-many", n = wait.as_secs().max(1))),
        Err(NotEnrolled::OtherRole(own)) => again(match own {
            Some(own) => {
                let role = crate::web::pages::staff::device_role(asked.language, &own);
                fl!(l, "devices-code-other-role", role = role)
            }
            None => fl!(l, "devices-code-browser"),
        }),
        Err(NotEnrolled::Size) => again(fl!(l, "devices-size-wrong")),
        Err(NotEnrolled::Gone) => again(fl!(l, "devices-code-gone")),
        Err(NotEnrolled::Busy) => asked.refuse(DEVICES, fl!(l, "form-busy")),
    }
}

/// Metres and inches as typed, with a comma or a point; nothing said is as usual.
#[expect(clippy::option_option, reason = "nothing said is no mistake")]
fn size_of(distance_m: &str, diagonal_in: &str) -> Option<Option<(f64, f64)>> {
    let number = |typed: &str| typed.trim().replace(',', ".").parse::<f64>().ok();
    match (distance_m.trim(), diagonal_in.trim()) {
        ("", "") => Some(None),
        (distance_m, diagonal_in) => Some(Some((number(distance_m)?, number(diagonal_in)?))),
    }
}

/// `POST /admin/devices/{device}/errand`
pub async fn errand(asked: Asked, Path(device): Path<String>, sent: Sent<ErrandFields>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(DEVICES) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(DEVICES);
    }
    let Some(known) = of_office(&asked, &office).into_iter().find(|row| row.id.as_str() == device) else {
        return asked.unknown();
    };
    let (given, errand) = match (fields.errand.as_str(), known.role) {
        ("chime", DeviceRole::Display) => (ErrandKind::Chime, Some(Errand::Chime)),
        ("reload", DeviceRole::Display | DeviceRole::Totem) => (ErrandKind::Reload, Some(Errand::Reload)),
        ("print", DeviceRole::Printer) => match trial(&asked, &known) {
            Some(slip) => (ErrandKind::Print(Box::new(slip)), None),
            None => return asked.refuse(DEVICES, fl!(screen::texts(asked.language), "form-busy")),
        },
        _ => return asked.incomplete(DEVICES),
    };
    let l = screen::texts(asked.language);
    let given = DeviceErrand { device: known.id.clone(), office, errand: given };
    match asked.app.registry.ask(Lane::Hall, Work::Chore(Chore::Errand(given, asked.caller.by()))).await {
        Ok(Outcome::Done(_) | Outcome::Unchanged(_)) => {}
        Ok(
            Outcome::Refused(_)
            | Outcome::KeyReused
            | Outcome::NoRoom
            | Outcome::Failed
            | Outcome::Declined(_),
        )
        | Err(_) => return asked.refuse(DEVICES, fl!(l, "form-busy")),
    }
    if let Some(errand) = errand {
        asked.app.fleet.errand(&known.id, errand);
    }
    asked.say(DEVICES, Said::done(fl!(l, "devices-asked", title = known.title)))
}

/// What a printer is asked to print, to see whether it can: the letters that printers get wrong, and a code.
fn trial(asked: &Asked, printer: &DeviceRow) -> Option<Slip> {
    let l = screen::texts(Language::It);
    let at = asked.app.clock.now().utc().with_timezone(&asked.zone());
    let line = |text: String, size| Line::Text { text, size, align: Align::Center, bold: false };
    let columns = asked.app.columns_of(&printer.id);
    let title: String = printer.title.chars().take(columns.count()).collect();
    let lines = vec![
        line(fl!(l, "devices-trial").chars().take(columns.of_size(Size::Double)).collect(), Size::Double),
        line(title, Size::Normal),
        line(at.format("%d/%m/%Y %H:%M:%S").to_string(), Size::Normal),
        Line::Rule,
        line("àèéìòù ÀÈÉÌÒÙ € ' -".to_owned(), Size::Normal),
        line("0123456789 A012".to_owned(), Size::Tall),
        Line::Qr { text: asked.app.public_url.clone() },
    ];
    Slip::new(Language::It, columns, lines).ok()
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
        let typed = Typed { title: fields.title, wrong: Some(why), ..Typed::default() };
        return list_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, typed);
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

fn list_page(asked: &Asked, status: StatusCode, typed: Typed) -> Response {
    let office = match office_of(asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let (rows, desks) = (of_office(asked, &office), desks(asked, &office));
    let printers: Vec<(String, String)> = rows
        .iter()
        .filter(|row| row.role == DeviceRole::Printer)
        .map(|row| (row.id.to_string(), row.title.clone()))
        .collect();
    let devices = rows.into_iter().map(|row| line(asked, row, &desks, &printers)).collect();
    let page = DevicesPage {
        page: asked.page(),
        frame: frame(asked, Section::Devices),
        devices,
        newcomers: newcomers(asked),
        typed,
        printers,
        desks,
    };
    asked.answer(status, &page)
}

/// Whoever waits to be enrolled; without codes, which are read on the spot.
fn newcomers(asked: &Asked) -> Vec<NewcomerLine> {
    let l = screen::texts(asked.language);
    let all = asked.app.newcomers.all(asked.app.clock.elapsed());
    let line = |one: crate::enrolment::Newcomer| NewcomerLine {
        what: match one.role {
            Some(role) => crate::web::pages::staff::device_role(asked.language, &role),
            None => fl!(l, "devices-browser"),
        },
        address: one.address.to_string(),
        since: ago(asked.language, one.waits),
    };
    all.into_iter().map(line).collect()
}

fn line(
    asked: &Asked,
    row: DeviceRow,
    desks: &[(String, String)],
    printers: &[(String, String)],
) -> DeviceLine {
    let l = screen::texts(asked.language);
    let named = |pairs: &[(String, String)], id: &str| {
        pairs.iter().find(|(known, _)| known == id).map_or_else(|| id.to_owned(), |(_, words)| words.clone())
    };
    let known = asked.app.fleet.of(&row.id);
    let presence = known.presence(asked.app.clock.elapsed());
    DeviceLine {
        beside: match (&row.desk, &row.printer) {
            (Some(desk), _) => Some(fl!(l, "devices-beside-desk", desk = named(desks, desk.as_str()))),
            (None, Some(printer)) => {
                Some(fl!(l, "devices-beside-printer", printer = named(printers, printer.as_str())))
            }
            (None, None) => None,
        },
        class: match presence {
            Presence::Linked | Presence::PageOpen => "is-good",
            Presence::Away(_) => "is-off",
            Presence::Unheard => "",
        },
        state: match presence {
            Presence::Linked => fl!(l, "devices-linked"),
            Presence::PageOpen => fl!(l, "devices-page-open"),
            Presence::Away(since) => fl!(l, "devices-away", since = ago(asked.language, since)),
            Presence::Unheard => fl!(l, "devices-unheard"),
        },
        facts: facts(asked, &row, &known),
        errands: errands(asked, row.role),
        id: row.id.to_string(),
        title: row.title,
        role: row.role,
    }
}

/// What is known of a device, each in a few words.
fn facts(asked: &Asked, row: &DeviceRow, known: &Known) -> Vec<String> {
    let l = screen::texts(asked.language);
    let mut facts = Vec::new();
    if let Some(version) = &known.version {
        facts.push(fl!(l, "devices-version", version = version.as_str()));
    }
    if let Some(latency) = known.latency {
        let latency_ms = latency.as_millis().max(1) as u64;
        facts.push(fl!(l, "devices-latency", n = latency_ms));
    }
    if let Some(memory_kib) = known.memory_kib {
        facts.push(fl!(l, "devices-memory", n = memory_kib.div_ceil(1024)));
    }
    if let Some((number, at)) = known.last_number {
        let time = screen::words::clock(at, asked.zone());
        facts.push(fl!(l, "devices-last-number", number = number.to_string(), time = time));
    }
    if row.role == DeviceRole::Printer {
        if let Some(trouble) = asked.app.printers.trouble(&row.id) {
            facts.push(screen::reasons::printer_trouble(asked.language, trouble));
        }
        match asked.app.reader.queued_jobs(&row.id) {
            Ok(jobs) => facts.push(fl!(l, "devices-queued", n = jobs.len())),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "print jobs could not be read");
            }
        }
    }
    facts
}

/// What can be asked of a device, with its words.
fn errands(asked: &Asked, role: DeviceRole) -> Vec<(&'static str, String)> {
    let l = screen::texts(asked.language);
    let reload = ("reload", fl!(l, "devices-errand-reload"));
    match role {
        DeviceRole::Display => vec![("chime", fl!(l, "devices-errand-chime")), reload],
        DeviceRole::Totem => vec![reload],
        DeviceRole::Printer => vec![("print", fl!(l, "devices-errand-print"))],
    }
}

/// How long ago, roughly.
fn ago(language: Language, span: Duration) -> String {
    let l = screen::texts(language);
    let (seconds, minutes) = (span.as_secs(), span.as_secs() / 60);
    if seconds < 60 {
        fl!(l, "devices-seconds", n = seconds)
    } else if minutes < 120 {
        fl!(l, "devices-minutes", n = minutes)
    } else {
        let hours = minutes / 60;
        fl!(l, "devices-hours", n = hours)
    }
}
