//! What the pages of the administration show: plain values, one struct for each template.

use super::Section;
use crate::store::keys::Role;
use crate::web::pages::staff::Frame;
use askama::Template;
use i18n_embed_fl::fl;
use office::language::Language;
use office::wire::DeviceRole;
use screen::Page;

/// What there is, and what wants attention.
#[derive(Template)]
#[template(path = "staff/overview.html")]
pub struct OverviewPage {
    pub page: Page,
    pub frame: Frame,
    pub warnings: Vec<Warning>,
    pub tiles: Vec<Tile>,
}

/// Something that wants attention, and where.
pub struct Warning {
    pub text: String,
    pub href: &'static str,
}

/// A section with how much is in it.
pub struct Tile {
    pub section: Section,
    pub count: String,
}

/// Who works here.
#[derive(Template)]
#[template(path = "staff/people.html")]
pub struct PeoplePage {
    pub page: Page,
    pub frame: Frame,
    pub people: Vec<PersonLine>,
    pub name: String,
    pub chosen_role: Option<Role>,
    pub roles: [Role; 4],
    pub wrong: Option<String>,
}

/// One person in the list.
pub struct PersonLine {
    pub id: String,
    pub name: String,
    pub role: Role,
    pub state: PersonState,
    pub is_disabled: bool,
    pub has_factor: bool,
    pub is_me: bool,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonState {
    /// The person can log in.
    InForce,
    /// There is no password yet.
    Waiting,
    /// The account is shut.
    Disabled,
}

impl PersonState {
    /// In words.
    pub fn words(self, language: Language) -> String {
        let l = screen::texts(language);
        match self {
            PersonState::InForce => fl!(l, "people-state-in-force"),
            PersonState::Waiting => fl!(l, "people-state-waiting"),
            PersonState::Disabled => fl!(l, "people-state-disabled"),
        }
    }

    /// The look of its badge.
    pub fn class(self) -> &'static str {
        match self {
            PersonState::InForce => "is-good",
            PersonState::Waiting => "is-soon",
            PersonState::Disabled => "is-off",
        }
    }
}

/// One person, and what can be done.
#[derive(Template)]
#[template(path = "staff/person.html")]
pub struct PersonPage {
    pub page: Page,
    pub frame: Frame,
    pub person: PersonLine,
    pub since: String,
    pub sessions: usize,
    pub roles: [Role; 4],
}

/// Who is logged in.
#[derive(Template)]
#[template(path = "staff/sessions.html")]
pub struct SessionsPage {
    pub page: Page,
    pub frame: Frame,
    pub sessions: Vec<SessionLine>,
}

/// One session of the office.
pub struct SessionLine {
    pub id: String,
    pub person: String,
    pub name: String,
    pub role: Role,
    pub place: String,
    pub began: String,
    pub seen: String,
    pub is_this: bool,
    pub rests: bool,
}

/// The API keys.
#[derive(Template)]
#[template(path = "staff/keys.html")]
pub struct KeysPage {
    pub page: Page,
    pub frame: Frame,
    pub keys: Vec<KeyLine>,
    pub label: String,
    pub roles: [Role; 4],
    pub lives_days: &'static [u32],
    pub wrong: Option<String>,
}

/// One API key.
pub struct KeyLine {
    pub id: String,
    pub label: String,
    pub role: Role,
    pub expires: String,
    pub state: KeyState,
}

/// How a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It is good.
    InForce,
    /// It is good, but not for long.
    ExpiresSoon,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl KeyState {
    /// In words.
    pub fn words(self, language: Language) -> String {
        let l = screen::texts(language);
        match self {
            KeyState::InForce => fl!(l, "state-in-force"),
            KeyState::ExpiresSoon => fl!(l, "state-expires-soon"),
            KeyState::Expired => fl!(l, "state-expired"),
            KeyState::Revoked => fl!(l, "state-revoked"),
        }
    }

    /// The look of its badge.
    pub fn class(self) -> &'static str {
        match self {
            KeyState::InForce => "is-good",
            KeyState::ExpiresSoon => "is-soon",
            KeyState::Expired | KeyState::Revoked => "is-off",
        }
    }

    /// Whether a program can use it.
    pub fn is_in_force(self) -> bool {
        matches!(self, KeyState::InForce | KeyState::ExpiresSoon)
    }
}

/// The enrolled browsers.
#[derive(Template)]
#[template(path = "staff/seats.html")]
pub struct SeatsPage {
    pub page: Page,
    pub frame: Frame,
    pub seats: Vec<SeatLine>,
    /// Whether this browser is one of them.
    pub has_this: bool,
    pub desks: Vec<(String, String)>,
    pub title: String,
    pub wrong: Option<String>,
}

/// One enrolled browser.
pub struct SeatLine {
    pub id: String,
    pub title: String,
    pub desk: Option<String>,
    pub since: String,
    pub is_this: bool,
}

/// Totems, displays and printers.
#[derive(Template)]
#[template(path = "staff/devices.html")]
pub struct DevicesPage {
    pub page: Page,
    pub frame: Frame,
    pub devices: Vec<DeviceLine>,
    pub desks: Vec<(String, String)>,
    pub printers: Vec<(String, String)>,
    pub newcomers: Vec<NewcomerLine>,
    pub typed: Typed,
}

/// What was typed into a form that was not taken, and why not.
#[derive(Default)]
pub struct Typed {
    pub title: String,
    pub wrong: Option<String>,
    pub code: String,
    pub enrol_title: String,
    pub wrong_code: Option<String>,
}

/// Somebody who waits to be enrolled.
pub struct NewcomerLine {
    pub what: String,
    pub address: String,
    pub since: String,
}

/// One device.
pub struct DeviceLine {
    pub id: String,
    pub title: String,
    pub role: DeviceRole,
    /// The desk or the printer that it goes with.
    pub beside: Option<String>,
    /// Whether it is there, in words.
    pub state: String,
    /// The class of its badge.
    pub class: &'static str,
    pub facts: Vec<String>,
    /// What can be asked of it, with its words.
    pub errands: Vec<(&'static str, String)>,
}

/// Who did what.
#[derive(Template)]
#[template(path = "staff/audit.html")]
pub struct AuditPage {
    pub page: Page,
    pub frame: Frame,
    pub people: Vec<(String, String)>,
    pub actions: Vec<(String, String)>,
    pub person: Option<String>,
    pub action: Option<String>,
    pub lines: Vec<AuditLine>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

/// One line of the audit.
pub struct AuditLine {
    pub when: String,
    pub who: String,
    pub what: String,
    pub about: String,
    pub address: String,
}
