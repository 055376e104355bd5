//! The pages for people who work here, and what they have in common: who is logged in, the way out, and
//! what became of the last form.
//!
//! ```text
//! GET  -> view (plain values) -> template -> page, with the caller's form token
//! POST -> token checked -> done or declined -> 303 -> GET, which shows once what became of it
//!                       -> a field is wrong -> the same page again, with what is wrong in words
//! ```
//!
//! What is secret and shown once waits in [`notices`] for the page that shows it; it is in no address.
//! Nobody's name is in an address: people, sessions and browsers go by ids that say nothing.

pub mod account;
pub mod admin;
pub mod login;
pub mod notices;
pub mod setup;
#[cfg(test)]
mod tests;
pub(crate) mod views;

use crate::app::App;
use crate::people::sessions::Live;
use crate::people::{Trouble, Whence};
use crate::store::keys::Role;
use crate::web::access::Caller;
use crate::web::body::{LANGUAGE_COOKIE, asked_language, staff_language};
use crate::web::cookies::{self, Cookie};
use crate::web::forms;
use crate::web::problem::Problem;
use admin::Section;
use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use notices::{NOTICES, Said};
use office::id::OfficeId;
use office::language::Language;
use office::moment::Moment;
use office::wire::DeviceRole;
use screen::{Page, words};
use std::sync::Arc;

/// What the tokens of these pages' forms are for.
const PURPOSE: &str = "staff";
/// How long a browser remembers the language, seconds.
const LANGUAGE_LASTS_S: u32 = 400 * 24 * 3600;

/// Who is logged in, as the head of a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The name that the person types at login.
    pub name: String,
    /// The role of the session.
    pub role: Role,
    /// For the form that logs out.
    pub token: String,
}

impl Who {
    /// Whoever has this session; nobody has none, and neither has a program with a key.
    pub fn of(app: &App, caller: &Caller) -> Option<Self> {
        let live = caller.session.as_ref()?;
        let name = app.people.name_of(&live.row.person)?;
        Some(Self { name, role: live.row.role, token: forms::token(&app.secret, &caller.actor, PURPOSE) })
    }
}

/// What `staff/staff.html` and `staff/admin.html` ask of a page beside [`Page`]; a field named `frame`
/// of every such page's template.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The heading of the page, also its title.
    pub heading: String,
    /// Who is logged in.
    pub who: Option<Who>,
    /// What became of the last form.
    pub said: Option<Said>,
    /// The token of the page's forms.
    pub token: String,
    /// The place in the administration.
    pub section: Option<Section>,
    /// What the addresses of the same page in other languages keep; empty, or ends in `&`.
    pub query: String,
}

impl Frame {
    /// The sections that whoever is logged in may see.
    pub fn sections(&self) -> Vec<Section> {
        let is_admin = self.who.as_ref().is_some_and(|who| who.role >= Role::Admin);
        if is_admin { Section::ALL.to_vec() } else { Vec::new() }
    }
}

/// A request for one of these pages: who asks, and how.
pub struct Asked {
    /// The server's parts.
    pub app: Arc<App>,
    /// Who asks.
    pub caller: Caller,
    /// The language of the answer.
    pub language: Language,
    uri: Uri,
    headers: HeaderMap,
}

impl FromRequestParts<Arc<App>> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        // The guard of every route puts it there.
        let caller = parts.extensions.get::<Caller>().cloned().ok_or_else(Problem::no_identity)?;
        let language = staff_language(&parts.uri, &parts.headers);
        let (uri, headers) = (parts.uri.clone(), parts.headers.clone());
        Ok(Self { app: app.clone(), caller, language, uri, headers })
    }
}

impl Asked {
    /// The session; pages that ask for one have it.
    pub fn live(&self) -> Result<&Arc<Live>, Box<Response>> {
        self.caller.session.as_ref().ok_or_else(|| Box::new(Redirect::to("/login").into_response()))
    }

    /// The session's office, its title and its zone.
    pub fn office(&self) -> Option<&OfficeId> {
        self.caller.office.as_ref()
    }

    /// The zone of the session's office, or of the only one that there is.
    pub fn zone(&self) -> Tz {
        let zone = |office: &OfficeId| Some(self.app.hub.floor(office)?.rules()?.office.zone);
        self.office_shown().as_ref().and_then(zone).unwrap_or(chrono_tz::UTC)
    }

    /// What every page knows.
    pub fn page(&self) -> Page {
        let title = |office: &OfficeId| {
            let floor = self.app.hub.floor(office)?;
            Some(floor.rules()?.office.title.in_language(self.language).to_owned())
        };
        let title = self.office_shown().as_ref().and_then(title);
        Page::of_staff(self.language, title.as_deref().unwrap_or(super::NO_OFFICE), self.zone().name())
    }

    /// The frame of a page; what waited to be said is taken.
    pub fn frame(&self, heading: String) -> Frame {
        let key = self.parameter("said");
        let now = self.app.clock.now();
        Frame {
            heading,
            who: Who::of(&self.app, &self.caller),
            said: key.and_then(|key| NOTICES.take(key, &self.caller.actor, now)),
            token: forms::token(&self.app.secret, &self.caller.actor, PURPOSE),
            section: None,
            query: String::new(),
        }
    }

    /// Whether a form was made by this server for this caller.
    pub fn is_ours(&self, token: &str) -> bool {
        forms::check(&self.app.secret, &self.caller.actor, PURPOSE, token)
    }

    /// A drawn page as an answer; a language that its address asked for is remembered.
    pub fn answer(&self, status: StatusCode, template: &impl Template) -> Response {
        let mut response = super::page(template);
        if response.status().is_success() {
            *response.status_mut() = status;
        }
        if let Some(language) = asked_language(&self.uri) {
            let code = language.for_staff().code();
            let secure = if self.caller.peer.is_secure { "; Secure" } else { "" };
            let cookie = format!(
                "{LANGUAGE_COOKIE}={code}; Path=/; HttpOnly; SameSite=Strict; Max-Age={LANGUAGE_LASTS_S}{secure}"
            );
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
        }
        response
    }

    /// Leads to a page that says once what became of the form.
    pub fn say(&self, path: &str, said: Said) -> Response {
        Redirect::to(&self.noticed(path, said)).into_response()
    }

    /// The address of a page that says this once. Without random bits it says nothing; what was done is done.
    fn noticed(&self, path: &str, said: Said) -> String {
        match self.app.random_bits() {
            Ok(bits) => {
                let key = NOTICES.keep(bits, &self.caller.actor, self.app.clock.now(), said);
                format!("{path}?said={key}")
            }
            Err(_) => path.to_owned(),
        }
    }

    /// Where a session began, in words.
    fn place_of(&self, seat: Option<&str>) -> String {
        let title = seat.and_then(|seat| self.app.people.seat_title(seat));
        title.unwrap_or_else(|| fl!(screen::texts(self.language), "sessions-browser"))
    }

    /// Leads to a page that says why nothing was done.
    pub fn refuse(&self, path: &str, why: String) -> Response {
        self.say(path, Said::refused(why))
    }

    /// The answer to a form that is not one of ours, or is too old.
    pub fn expired(&self, path: &str) -> Response {
        self.refuse(path, fl!(screen::texts(self.language), "form-expired"))
    }

    /// The answer to a form that lacks something.
    pub fn incomplete(&self, path: &str) -> Response {
        self.refuse(path, fl!(screen::texts(self.language), "form-incomplete"))
    }

    /// The answer where the world has let us down.
    pub fn trouble(&self, path: &str, trouble: &Trouble) -> Response {
        tracing::error!(error = trouble as &dyn std::error::Error, "a form could not be carried out");
        self.refuse(path, fl!(screen::texts(self.language), "form-busy"))
    }

    /// The answer where there is no such thing, or not in this office.
    pub fn unknown(&self) -> Response {
        super::unknown(self.language)
    }

    /// The answer where the store cannot be read.
    pub fn failed(&self, error: &(dyn std::error::Error + 'static)) -> Response {
        super::failed(self.language, error)
    }

    /// Whence somebody comes in.
    pub fn whence(&self) -> Whence {
        let seat = Cookie::Seat.of(self.caller.peer, &self.headers);
        Whence {
            address: self.caller.peer.address,
            seat: seat.and_then(|secret| self.app.people.seat(secret)),
            session: self.caller.session.as_ref().map(|live| live.row.id.clone()),
        }
    }

    /// The secret of the session that this browser has, in force or resting.
    fn session_secret(&self) -> Option<&str> {
        Cookie::Session.of(self.caller.peer, &self.headers)
    }

    /// Whether a password may travel to this server.
    fn is_safe(&self) -> bool {
        cookies::are_safe(self.caller.peer)
    }

    /// A parameter of the address, where it needs no decoding: a key, an id, a word.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self.uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    /// A day and a time for people, in the office's zone.
    fn time(&self, at: Moment) -> String {
        let (date, clock) = (self.date(at), words::clock(at, self.zone()));
        if date == self.date(self.app.clock.now()) { clock } else { format!("{date} {clock}") }
    }

    /// A day for people, in the office's zone: "24/11/2026".
    fn date(&self, at: Moment) -> String {
        at.utc().with_timezone(&self.zone()).format("%d/%m/%Y").to_string()
    }

    fn office_shown(&self) -> Option<OfficeId> {
        let mut offices = self.app.hub.offices();
        let (first, more) = (offices.next(), offices.next());
        self.office().cloned().or_else(|| first.filter(|_| more.is_none()).cloned())
    }
}

/// What a form of these pages brought, if it could be read.
type Sent<T> = Result<Form<T>, FormRejection>;

/// A header that sets or takes away a cookie, added to an answer.
fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// An address of this server that a login may lead to.
fn own_path(to: &str) -> Option<&str> {
    const LEN_MAX: usize = 300;
    let is_plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_own = to.starts_with('/') && !to.starts_with("//");
    let leads_out = ["/login", "/logout", "/setup"].iter().any(|path| to.starts_with(path));
    (is_plain && is_own && !leads_out && to.len() <= LEN_MAX).then_some(to)
}

/// A role in words.
pub(crate) fn role(language: Language, role: &Role) -> String {
    fl!(screen::texts(language), "role-name", role = role.code())
}

/// A kind of device in words.
pub(crate) fn device_role(language: Language, role: &DeviceRole) -> String {
    fl!(screen::texts(language), "devices-role-name", role = role.code())
}
