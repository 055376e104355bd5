//! Who did what.

use super::views::{AuditLine, AuditPage};
use super::{Section, frame, names_are_read, office_of, people};
use crate::store::StoreError;
use crate::store::audit::AuditRow;
use crate::store::keys::Role;
use crate::web::pages::staff::{Asked, role};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::language::Language;

/// Lines on a page.
const LINES: u32 = 50;
/// What the filter offers, as it stands in the audit.
const ACTIONS: [&str; 39] = [
    "logged in",
    "logged out",
    "login failed",
    "returned by PIN",
    "PIN failed",
    "ended by wrong PINs",
    "second factor failed",
    "code failed",
    "set-up failed",
    "session ended",
    "session ended by time",
    "sessions ended",
    "note read",
    "appointment read",
    "appointments read",
    "names read",
    "configuration adopted",
    "configuration planned",
    "configuration plan dropped",
    "first admin set up",
    "person added",
    "person removed",
    "person disabled",
    "person enabled",
    "role changed",
    "code issued",
    "password changed",
    "password hashed anew",
    "PIN changed",
    "second factor set",
    "second factor forgotten",
    "seat enrolled",
    "seat revoked",
    "key added",
    "key revoked",
    "device added",
    "device revoked",
    "restored",
    "migrated",
];

/// `GET /admin/audit`
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

fn page(asked: &Asked, office: &OfficeId) -> Result<AuditPage, StoreError> {
    let members = people::of_office(asked, office)?;
    names_are_read(asked, None);
    let person = asked.parameter("person").map(str::to_owned);
    let action = asked.parameter("action").map(str::to_owned);
    let before = asked.parameter("before").and_then(|before| before.parse().ok());
    let actor = person.as_ref().map(|person| format!("staff {person}"));
    let meant = ACTIONS.into_iter().find(|known| Some(code_of(known)) == action);
    let rows = asked.app.reader.audit(office, before, actor.as_deref(), meant, LINES)?;
    let filter = [("person", &person), ("action", &action)]
        .into_iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}&")))
        .collect::<String>();
    let is_full = rows.len() >= usize::try_from(LINES).unwrap_or(usize::MAX);
    let last = rows.last().filter(|_| is_full).map(|row| row.id);
    let query = match before {
        Some(before) => format!("{filter}before={before}&"),
        None => filter.clone(),
    };
    let mut actions: Vec<(String, String)> =
        ACTIONS.iter().map(|action| (code_of(action), words_of(asked.language, action))).collect();
    actions.sort_by(|(_, a), (_, b)| a.cmp(b));
    let people: Vec<(String, String)> =
        members.into_iter().map(|member| (member.person.id, member.person.name)).collect();
    let lines = rows.into_iter().map(|row| line(asked, &people, row)).collect();
    Ok(AuditPage {
        page: asked.page(),
        frame: super::Frame { query, ..frame(asked, Section::Audit) },
        people,
        actions,
        person,
        action,
        lines,
        newest: before.map(|_| format!("{}?{filter}", Section::Audit.path())),
        older: last.map(|last| format!("{}?{filter}before={last}", Section::Audit.path())),
    })
}

/// The action in an address and as the key of its words.
fn code_of(action: &str) -> String {
    action.replace(' ', "-")
}

fn words_of(language: Language, action: &str) -> String {
    fl!(screen::texts(language), "audit-action", action = code_of(action), code = action)
}

/// Whoever did something, as it stands in the audit; people by the names of those who work in this office,
/// and of nobody else.
pub(super) fn who(asked: &Asked, people: &[(String, String)], actor: &str) -> String {
    let l = screen::texts(asked.language);
    match actor.split_once(' ') {
        Some(("staff", id)) => name_of(asked, people, id),
        Some(("key", id)) => fl!(l, "audit-key", id = id),
        Some((_, id)) => id.to_owned(),
        None => match actor {
            "command-line" => fl!(l, "audit-command-line"),
            "clock" => fl!(l, "audit-clock"),
            _ => fl!(l, "audit-nobody"),
        },
    }
}

fn name_of(asked: &Asked, people: &[(String, String)], id: &str) -> String {
    let known = people.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
    known.unwrap_or_else(|| fl!(screen::texts(asked.language), "audit-removed-person"))
}

/// A line in words.
fn line(asked: &Asked, people: &[(String, String)], row: AuditRow) -> AuditLine {
    // A person in the subject goes by name where that is still known, and by nothing else.
    let about = row.subject.split(' ').map(|word| match word.strip_prefix("p-") {
        Some(_) => name_of(asked, people, word),
        None => match (Role::from_code(word), word.parse::<chrono::NaiveDate>()) {
            (Some(known), _) => role(asked.language, &known),
            (None, Ok(date)) => date.format("%d/%m/%Y").to_string(),
            (None, Err(_)) => word.to_owned(),
        },
    });
    AuditLine {
        when: asked.time(row.at),
        who: who(asked, people, &row.by.actor),
        what: words_of(asked.language, &row.action),
        about: about.collect::<Vec<_>>().join(" · "),
        address: row.by.address.map(|address| address.to_string()).unwrap_or_default(),
    }
}
