//! Booking from home: the five steps of the national model of municipal sites, without an account.
//!
//! ```text
//! /book/ --office, reasons--> draft --> time --reserve--> details --> applicant --> summary --book--> /b/{token}
//!                                        '--nothing free: wait (waiting list, draw)-----------------> /b/{token}
//! ```
//!
//! Each step is a page that can be loaded again and gone back to, and a form that leads on by a redirect:
//! the browser's own keys lose nothing. What is filled in is a draft in memory, known by the secret in
//! the addresses; names stand in no address, and nothing personal is stored before it is sent.

pub mod applicant;
pub mod details;
mod draft;
pub mod find;
pub(super) mod form;
mod frame;
pub mod place;
pub mod summary;
pub mod time;
pub(super) mod times;
pub mod wait;

use super::message;
use crate::agenda::{self, Asker};
use crate::app::App;
use crate::registrar::{Answer, Request};
use crate::store::paper::Told;
use crate::web::access::Caller;
use crate::web::api::outcome_of_asked;
use crate::web::body::{asked_language, language, named};
use crate::web::problem::{Problem, retry_after};
use axum::Extension;
use axum::extract::rejection::ExtensionRejection;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use draft::{DRAFTS, Draft, Kept};
use frame::{Frame, Step};
use i18n_embed_fl::fl;
use office::configuration::Configuration;
use office::id::{OfficeId, ServiceId};
use office::language::Language;
use screen::Page;
use screen::words::{clock, date_long, minutes};
use std::sync::Arc;
use std::time::Duration;

/// What a page of the booking knows of the request, its state and its language.
pub struct Asked {
    pub(super) app: Arc<App>,
    pub(super) caller: Caller,
    pub(super) language: Language,
    /// Whether the address names it.
    pub(super) is_language_chosen: bool,
}

impl Asked {
    /// Who asks, as the agenda wants to know it.
    pub(super) fn asker(&self, office: OfficeId, request: Option<Request>) -> Asker {
        Asker { office, actor: self.caller.actor.clone(), lane: self.caller.lane(), request }
    }

    /// What came of an order: the answer, or the problem in words.
    pub(super) fn settled(&self, office: &OfficeId, asked: agenda::Asked) -> Result<Answer, Problem> {
        outcome_of_asked(&self.app, office, self.language, asked).map(|done| done.answer)
    }
}

impl FromRequestParts<Arc<App>> for Asked {
    type Rejection = ExtensionRejection;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ExtensionRejection> {
        let Extension(caller) = Extension::<Caller>::from_request_parts(parts, app).await?;
        Ok(Self {
            app: app.clone(),
            caller,
            language: language(&parts.uri, &parts.headers),
            is_language_chosen: asked_language(&parts.uri).is_some(),
        })
    }
}

/// Somebody's draft, as an address names it.
pub struct Visit {
    asked: Asked,
    key: String,
    draft: Draft,
    rules: Arc<Configuration>,
}

impl FromRequestParts<Arc<App>> for Visit {
    /// The page that says that there is no such draft, or the one that it led to.
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let asked = Asked::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let key = Path::<String>::from_request_parts(parts, app).await;
        let Path(key) = key.map_err(|_| gone(asked.language))?;
        match DRAFTS.find(&key, asked.app.clock.now()) {
            Some(Kept::Open(draft)) => match asked.app.hub.configuration(&draft.office) {
                Some((_, rules)) => Ok(Self { asked, key, draft: *draft, rules }),
                None => Err(gone(asked.language)),
            },
            Some(Kept::Sent(token)) => {
                let to = format!("/b/{}?language={}&said=booked", token.as_str(), asked.language.code());
                Err(Redirect::to(&to).into_response())
            }
            None => Err(gone(asked.language)),
        }
    }
}

impl Visit {
    /// A new draft under a secret of its own.
    fn begin(asked: Asked, rules: Arc<Configuration>, draft: Draft) -> Result<Self, Box<Response>> {
        let bits = asked.app.random_bits().map_err(|_| Box::new(busy(asked.language)))?;
        Ok(Self { asked, key: format!("{bits:032x}"), draft, rules })
    }

    fn keep(&self) {
        DRAFTS.keep(&self.key, Kept::Open(Box::new(self.draft.clone())), self.asked.app.clock.now());
    }

    fn language(&self) -> Language {
        self.asked.language
    }

    fn zone(&self) -> chrono_tz::Tz {
        self.rules.office.zone
    }

    /// The address of one of its pages.
    fn address(&self, path: &str) -> String {
        format!("/book/{}/{path}?language={}", self.key, self.asked.language.code())
    }

    fn to(&self, step: Step) -> Response {
        Redirect::to(&self.address(step.path())).into_response()
    }

    fn page(&self) -> Page {
        let title = self.rules.office.title.in_language(self.asked.language);
        Page::new(self.asked.language, title, self.zone().name())
    }

    fn frame(&self, step: Step) -> Frame {
        let (app, language) = (&self.asked.app, self.asked.language);
        match app.hub.floor(&self.draft.office) {
            Some(floor) => Frame::of(step, &self.draft, &floor, app.clock.now(), language),
            None => Frame::new(step, language),
        }
    }

    /// Who asks, as the agenda wants to know it; under the same name it is the same request.
    fn asker(&self, name: &str) -> Asker {
        // No identifier: the registrar knows it by its hash, and the secret is stored nowhere.
        let key = format!("book {} {name}", self.key);
        self.asked.asker(self.draft.office.clone(), Some(named(&key, &[name.as_bytes()])))
    }

    /// What came of an order of this visit.
    fn settled(&self, asked: agenda::Asked) -> Result<Answer, Problem> {
        self.asked.settled(&self.draft.office, asked)
    }

    /// What is told of the visitor with an order.
    fn told(&self) -> Told {
        Told { language: self.language(), ..Told::default() }
    }

    /// Gives the chosen time back, as far as it is still kept. Where that fails it lapses by itself.
    async fn release(&mut self) {
        if let Some(held) = self.draft.held.take() {
            self.draft.turn += 1;
            let asker = self.asker(&format!("release-{}", held.booking));
            let _ = self.asked.app.cancel(asker, held.booking).await;
        }
    }

    /// Keeps the chosen time longer; that it was not shows by the time that is left.
    async fn extend(&self) {
        if let Some(held) = &self.draft.held {
            let asker = self.asker(&format!("extend-{}", held.booking));
            let _ = self.asked.app.extend(asker, held.booking.clone()).await;
        }
    }

    /// Away from all of it: nothing was booked, and nothing stays of what was typed.
    async fn give_up(mut self) -> Response {
        self.release().await;
        DRAFTS.forget(&self.key);
        let l = screen::texts(self.asked.language);
        let (title, why) = (fl!(l, "book-given-up"), fl!(l, "book-given-up-why"));
        let back = format!("{PATH}?language={}", self.asked.language.code());
        message(StatusCode::OK, self.asked.language, &title, &why, Some((&back, &fl!(l, "book-again"))))
    }
}

/// The address of the first step.
pub(super) const PATH: &str = "/book/";

/// What was chosen so far, in words, as every step after the choice shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    /// The office.
    office: OfficeView,
    /// What for.
    services: Vec<String>,
    /// For how many people, where that is more than one.
    people: Option<String>,
    /// How long it takes.
    length: Option<String>,
    /// The date, and from when until when.
    when: Option<When>,
}

/// A time in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct When {
    date: String,
    from: String,
    until: String,
}

/// An office in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfficeView {
    pub(super) id: OfficeId,
    pub(super) title: String,
    pub(super) address: String,
    pub(super) hours: Vec<String>,
}

impl OfficeView {
    pub(super) fn new(rules: &Configuration, language: Language) -> Self {
        let office = &rules.office;
        Self {
            id: office.id.clone(),
            title: office.title.in_language(language).to_owned(),
            address: office
                .address
                .as_ref()
                .unwrap_or(&office.waiting_place)
                .in_language(language)
                .to_owned(),
            hours: screen::words::week(&rules.hours, language),
        }
    }
}

impl Chosen {
    fn of(visit: &Visit) -> Self {
        let (rules, language, zone) = (&visit.rules, visit.language(), visit.zone());
        let wanted = &visit.draft.wanted;
        let services = wanted.services.iter().filter_map(|id| rules.service(id));
        let length = office::agenda::length(rules, wanted).ok();
        Self {
            office: OfficeView::new(rules, language),
            services: services.map(|service| service.title.in_language(language).to_owned()).collect(),
            people: (wanted.people > 1)
                .then(|| fl!(screen::texts(language), "book-people-n", n = wanted.people)),
            length: length.map(|length| minutes((length.as_secs() / 60) as u32, language)),
            when: visit.draft.held.as_ref().map(|held| When {
                date: date_long(held.start, zone, language),
                from: clock(held.start, zone),
                until: clock(held.end, zone),
            }),
        }
    }
}

/// `GET /book/`, and `GET /book/{draft}/`: to the first step.
pub async fn to_place(State(_): State<Arc<App>>, uri: Uri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{PATH}{query}"))
}

/// The status of a page that tells of a problem, and what it says.
pub(super) fn in_words(problem: Problem, language: Language) -> (StatusCode, String) {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    match problem.refusal {
        Some(_) => (status, problem.detail),
        None => (status, fl!(screen::texts(language), "message-busy-why")),
    }
}

/// Where an appointment for a service is booked: in this office, else in another one of the house; none where it
/// is booked nowhere.
pub(super) fn address_for(
    app: &App,
    here: &Configuration,
    service: &ServiceId,
    language: Language,
) -> Option<String> {
    let language = language.code();
    if here.takes_bookings(service) {
        return Some(format!("{PATH}?language={language}&office={}&service={service}", here.office.id));
    }
    let mut others = app.hub.offices().filter_map(|office| app.hub.configuration(office));
    let is_elsewhere = others.any(|(_, rules)| rules.takes_bookings(service));
    is_elsewhere.then(|| format!("{PATH}?language={language}&service={service}"))
}

/// The page of the whole house: under the name of the office where there is but one.
pub(super) fn house_page(asked: &Asked) -> Page {
    super::home::head(&asked.app, asked.language)
}

/// The page for a draft that is not there.
fn gone(language: Language) -> Response {
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "book-gone"), fl!(l, "book-gone-why"));
    let back = format!("{PATH}?language={}", language.code());
    message(StatusCode::NOT_FOUND, language, &title, &why, Some((&back, &fl!(l, "book-again"))))
}

/// The page for a moment in which the server cannot.
pub(super) fn busy(language: Language) -> Response {
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "message-busy"), fl!(l, "message-busy-why"));
    let mut page = message(StatusCode::SERVICE_UNAVAILABLE, language, &title, &why, None);
    page.headers_mut().insert(header::RETRY_AFTER, retry_after(Duration::from_secs(2)));
    page
}

/// A page with a status of its own.
pub(super) fn with_status(status: StatusCode, mut page: Response) -> Response {
    if page.status().is_success() {
        *page.status_mut() = status;
    }
    page
}
