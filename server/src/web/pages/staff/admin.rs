//! The administration of an office, and its navigation.

pub mod audit;
pub mod configuration;
pub mod devices;
pub mod keys;
pub mod overview;
pub mod people;
pub mod seats;
pub mod sessions;
pub(crate) mod views;

use super::account::OnlyToken;
use super::notices::Said;
use super::{Asked, Frame, Sent};
use crate::people::NotManaged;
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::store::staffing::{Declined, StaffChange};
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::language::Language;

/// A page under `/admin/`, in the order of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What there is, and what wants attention.
    Overview,
    /// Who works here.
    People,
    /// Who is logged in.
    Sessions,
    /// The enrolled browsers.
    Seats,
    /// The API keys.
    Keys,
    /// Totems, displays and printers.
    Devices,
    /// The document that the office works by.
    Configuration,
    /// Who did what.
    Audit,
}

impl Section {
    /// Every section.
    pub const ALL: [Section; 8] = [
        Section::Overview,
        Section::People,
        Section::Sessions,
        Section::Seats,
        Section::Keys,
        Section::Devices,
        Section::Configuration,
        Section::Audit,
    ];

    /// Where it is.
    pub fn path(self) -> &'static str {
        match self {
            Section::Overview => "/admin/",
            Section::People => "/admin/people",
            Section::Sessions => "/admin/sessions",
            Section::Seats => "/admin/seats",
            Section::Keys => "/admin/keys",
            Section::Devices => "/admin/devices",
            Section::Configuration => "/admin/configuration",
            Section::Audit => "/admin/audit",
        }
    }

    /// Its icon in the sprite.
    pub fn icon(self) -> &'static str {
        match self {
            Section::Overview => "it-settings",
            Section::People => "it-user",
            Section::Sessions => "it-clock",
            Section::Seats => "it-presentation",
            Section::Keys => "it-key",
            Section::Devices => "it-print",
            Section::Configuration => "it-tool",
            Section::Audit => "it-list",
        }
    }

    /// Its name.
    pub fn title(self, language: Language) -> String {
        let l = screen::texts(language);
        match self {
            Section::Overview => fl!(l, "admin-overview"),
            Section::People => fl!(l, "admin-people"),
            Section::Sessions => fl!(l, "admin-sessions"),
            Section::Seats => fl!(l, "admin-seats"),
            Section::Keys => fl!(l, "admin-keys"),
            Section::Devices => fl!(l, "admin-devices"),
            Section::Configuration => fl!(l, "admin-configuration"),
            Section::Audit => fl!(l, "admin-audit"),
        }
    }

    /// What it is for.
    pub fn purpose(self, language: Language) -> String {
        let l = screen::texts(language);
        match self {
            Section::Overview => fl!(l, "admin-title"),
            Section::People => fl!(l, "admin-people-purpose"),
            Section::Sessions => fl!(l, "admin-sessions-purpose"),
            Section::Seats => fl!(l, "admin-seats-purpose"),
            Section::Keys => fl!(l, "admin-keys-purpose"),
            Section::Devices => fl!(l, "admin-devices-purpose"),
            Section::Configuration => fl!(l, "admin-configuration-purpose"),
            Section::Audit => fl!(l, "admin-audit-purpose"),
        }
    }
}

/// The office that the session administrates; the guard lets nobody else come here.
fn office_of(asked: &Asked) -> Result<OfficeId, Box<Response>> {
    asked.office().cloned().ok_or_else(|| Box::new(Redirect::to("/login").into_response()))
}

/// Remembers in the audit that names of people who work here are shown to whoever asks: the list once a
/// day, somebody's own page once.
fn names_are_read(asked: &Asked, of: Option<&str>) {
    let day = asked.app.clock.now().utc().with_timezone(&asked.zone()).date_naive().to_string();
    asked.app.people.has_read("names read", of.unwrap_or(&day), asked.caller.by());
}

fn frame(asked: &Asked, section: Section) -> Frame {
    Frame { section: Some(section), ..asked.frame(section.title(asked.language)) }
}

/// Checks a form that has nothing but its token.
fn only_token(asked: &Asked, section: Section, sent: Sent<OnlyToken>) -> Result<(), Box<Response>> {
    match sent {
        Ok(Form(fields)) if asked.is_ours(&fields.token) => Ok(()),
        Ok(_) | Err(_) => Err(Box::new(asked.expired(section.path()))),
    }
}

/// Makes a change of accounts, sessions or seats, and leads to a page that says what became of it.
async fn change(asked: &Asked, path: &str, change: StaffChange, done: Said) -> Response {
    match asked.app.people.done(change, asked.caller.by()).await {
        Ok(()) => asked.say(path, done),
        Err(not_managed) => not_done(asked, path, not_managed),
    }
}

/// Leads to a page that says why nothing was done.
fn not_done(asked: &Asked, path: &str, why: NotManaged) -> Response {
    let l = screen::texts(asked.language);
    match why {
        NotManaged::Declined(Declined::NameTaken) => asked.refuse(path, fl!(l, "people-name-taken")),
        NotManaged::Declined(Declined::LastAdmin) => asked.refuse(path, fl!(l, "people-last-admin")),
        NotManaged::Declined(Declined::Unknown | Declined::BadCode | Declined::UsedStep) => {
            asked.refuse(path, fl!(l, "people-nothing"))
        }
        NotManaged::Unfit(unfit) => asked.refuse(path, super::login::unfit_words(asked.language, unfit)),
        NotManaged::Wrong => asked.incomplete(path),
        NotManaged::Trouble(trouble) => asked.trouble(path, &trouble),
    }
}

/// Changes keys or devices, and leads to a page that says what became of it.
async fn change_directory(asked: &Asked, section: Section, chore: Chore, done: Said) -> Response {
    let path = section.path();
    let l = screen::texts(asked.language);
    match asked.app.registry.ask(Lane::Hall, Work::Chore(chore)).await {
        Ok(Outcome::Done(_)) => match asked.app.directory.refresh(&asked.app.reader) {
            Ok(()) => asked.say(path, done),
            Err(error) => asked.failed(&error),
        },
        Ok(Outcome::Unchanged(_)) => asked.refuse(path, fl!(l, "people-nothing")),
        Ok(
            Outcome::Refused(_)
            | Outcome::KeyReused
            | Outcome::NoRoom
            | Outcome::Failed
            | Outcome::Declined(_),
        )
        | Err(_) => asked.refuse(path, fl!(l, "form-busy")),
    }
}

/// What people call things: one line without control characters.
fn title_of(typed: &str) -> Option<String> {
    const LEN_MAX: usize = 80;
    let title = typed.trim();
    let fits = !title.is_empty() && title.chars().count() <= LEN_MAX && !title.chars().any(char::is_control);
    fits.then(|| title.to_owned())
}

/// The desks of an office, by id and in words.
fn desks(asked: &Asked, office: &OfficeId) -> Vec<(String, String)> {
    let Some(floor) = asked.app.hub.floor(office) else { return Vec::new() };
    let Some(rules) = floor.rules() else { return Vec::new() };
    let l = screen::texts(asked.language);
    let words = |desk: &office::configuration::Desk| {
        let title = fl!(l, "desk-title", number = desk.number);
        (desk.id.to_string(), format!("{title} · {}", desk.name.in_language(asked.language)))
    };
    rules.desks.iter().map(words).collect()
}
