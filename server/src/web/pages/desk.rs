//! The clerk's desk: one key calls, and nothing moves under the hand.
//!
//! ```text
//! page --button: POST act--> order to the registrar --303--> page, with what became of it
//!   ^                                                          |
//!   +---- feed: regions drawn anew when the floor changes -----+
//! ```
//!
//! Forms stand outside the regions and carry a key that is fresh for every page: a second press before
//! the answer is the same request. Buttons inside the regions name their form and their ticket, so that
//! an action is always about the number that the clerk saw. Whether it is allowed is decided by the
//! registrar alone; a disabled button only spares the question.

mod drawn;
mod form;
mod live;
mod said;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::registrar::{Command, Lane};
use crate::store::audit::By;
use crate::store::paper::Told;
use crate::web::access::Caller;
use crate::web::pages::messages::Messages;
use crate::web::pages::printers;
use crate::web::pages::staff::Who;
use crate::web::problem::Problem;
use crate::web::{body, forms};
use askama::Template;
use axum::extract::{Extension, Form, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use drawn::{Drawn, Wish, draw};
use form::{BadField, Fields};
use i18n_embed_fl::fl;
use office::command::Order;
use office::decide::WITHDRAW_LIMIT;
use office::floor::{DeskState, Floor};
use office::id::{DeskId, OfficeId, ServiceId, TicketId};
use office::language::Language;
use office::moment::Moment;
use said::Said;
use screen::feed::Opening;
use screen::{Page, words};
use std::sync::Arc;
use std::time::Duration;

/// What the forms' tokens are for.
const PURPOSE: &str = "desk";
/// A number is not announced again before so much time has passed: a key that bounces rings once.
const RECALL_REST: Duration = Duration::from_secs(2);

static MESSAGES: Messages<Said> = Messages::new();

/// The list of desks.
#[derive(Template)]
#[template(path = "desk-choose.html")]
struct ChoosePage {
    page: Page,
    who: Option<Who>,
    offices: Vec<OfficeDesks>,
}

struct OfficeDesks {
    title: String,
    desks: Vec<DeskEntry>,
}

struct DeskEntry {
    href: String,
    number: u32,
    name: String,
    state: DeskState,
}

/// One desk's page.
#[derive(Template)]
#[template(
    path = "desk.html",
    blocks = ["state", "current", "script", "next", "actions", "move", "queue", "choose", "held", "missing", "appointments", "printers"]
)]
struct DeskPage {
    page: Page,
    who: Option<Who>,
    number: u32,
    name: String,
    clock: String,
    form: Hidden,
    drawn: Drawn,
    said: Option<String>,
    said_no: bool,
    services: Vec<Place>,
    desks: Vec<Place>,
    /// Which printers are in trouble.
    printers: Vec<String>,
}

/// The hidden fields of the page's forms.
#[derive(Default)]
struct Hidden {
    key: String,
    token: String,
    language: Option<Language>,
}

/// Where a number can be moved to.
struct Place {
    id: String,
    title: String,
}

impl DeskPage {
    /// Where the buttons that are about the ticket at the desk send their form.
    fn act_on(&self) -> String {
        match &self.drawn.current {
            Some(current) => format!("act?ticket={}", current.ticket),
            None => "act".to_owned(),
        }
    }

    fn withdraw_limit_s(&self) -> u64 {
        WITHDRAW_LIMIT.as_secs()
    }

    fn line_more(&self) -> usize {
        self.drawn.line_count - self.drawn.line.len()
    }

    fn others_more(&self) -> usize {
        self.drawn.others_count - self.drawn.others.len()
    }

    /// The page of a desk of this floor, without message and hidden fields; `None` where there is no
    /// such desk.
    fn of(floor: &Floor, desk: &DeskId, language: Language, now: Moment) -> Option<Self> {
        let rules = floor.rules()?;
        let plan = rules.desk(desk)?;
        let zone = rules.office.zone;
        let place = |id: &str, title: &str| Place { id: id.to_owned(), title: title.to_owned() };
        let l = screen::texts(language);
        let others = rules.desks.iter().filter(|other| other.id != *desk).map(|other| {
            let title = fl!(l, "desk-title", number = other.number);
            place(other.id.as_str(), &format!("{title} · {}", other.name.in_language(language)))
        });
        let services = rules.services.iter();
        Some(Self {
            page: Page::of_staff(language, rules.office.title.in_language(language), zone.name()).live(),
            who: None,
            number: plan.number,
            name: plan.name.in_language(language).to_owned(),
            clock: words::clock(now, zone),
            form: Hidden::default(),
            drawn: draw(floor, desk, language, now)?,
            said: None,
            said_no: false,
            desks: others.collect(),
            printers: Vec::new(),
            services: services
                .map(|service| place(service.id.as_str(), service.title.in_language(language)))
                .collect(),
        })
    }

    /// Adds what is known of the visitor, and remembers who is shown it; nothing of it is shown before
    /// the call.
    fn with_visitor(mut self, app: &App, reader: &By) -> Self {
        let Some(current) = &mut self.drawn.current else { return self };
        match app.reader.told(&current.ticket) {
            Ok(Some(Told { language, note, need, answers })) => {
                current.language = Some(language);
                for (what, is_there) in [("note read", note.is_some()), ("need read", need.is_some())] {
                    if is_there {
                        app.people.has_read(what, current.ticket.as_str(), reader.clone());
                    }
                }
                current.note = note;
                let floor = reader.office.as_ref().and_then(|office| app.hub.floor(office));
                let rules = floor.as_ref().and_then(|floor| floor.rules());
                let wish = |(need, rules)| Wish::of(rules, need, &answers, self.page.language);
                current.wish = need.as_ref().zip(rules).and_then(wish);
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a note could not be read");
            }
        }
        self
    }

    fn with_printers(self, app: &App, office: &OfficeId) -> Self {
        Self { printers: printers::lines(app, office, self.page.language), ..self }
    }

    fn with_message(self, said: Option<&Said>, zone: Tz) -> Self {
        let language = self.page.language;
        Self {
            said: said.map(|said| said.words(language, zone)),
            said_no: said.is_some_and(Said::is_no),
            ..self
        }
    }
}

/// `GET /desk/`: the desks of all offices that the caller has to do with.
pub async fn choose(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = body::staff_language(&uri, &headers);
    let asked = asked_language(&uri).map(|language| format!("?language={}", language.code()));
    let floors = app.hub.offices().filter(|office| caller.may_see(office)).filter_map(|id| app.hub.floor(id));
    let offices: Vec<OfficeDesks> =
        floors.filter_map(|floor| listed(&floor, language, asked.as_deref().unwrap_or_default())).collect();
    let office = match offices.as_slice() {
        [only] => only.title.as_str(),
        _ => "Sportello",
    };
    let page = Page::of_staff(language, office, chrono_tz::UTC.name());
    super::page(&ChoosePage { page, who: Who::of(&app, &caller), offices })
}

fn listed(floor: &Floor, language: Language, query: &str) -> Option<OfficeDesks> {
    let rules = floor.rules()?;
    let mut desks: Vec<DeskEntry> = rules
        .desks
        .iter()
        .map(|desk| DeskEntry {
            href: format!("{}/{query}", desk.id),
            number: desk.number,
            name: desk.name.in_language(language).to_owned(),
            state: floor.desk_state(&desk.id),
        })
        .collect();
    desks.sort_by_key(|desk| desk.number);
    Some(OfficeDesks { title: rules.office.title.in_language(language).to_owned(), desks })
}

/// `GET /desk/{desk}/`: the page of a desk.
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(desk): Path<String>,
    request: Request,
) -> Response {
    let Some((office, desk)) = desk_for(&app, &caller, &desk) else { return super::not_found(&request) };
    let said = parameter(request.uri(), "said").and_then(|key| MESSAGES.find(key, app.clock.now()));
    let place = Here {
        office,
        desk,
        language: body::staff_language(request.uri(), request.headers()),
        asked_language: asked_language(request.uri()),
    };
    whole(&app, &place, &caller, StatusCode::OK, said.as_ref())
}

/// `GET /desk/{desk}/feed`: the regions of the page whenever they change.
pub async fn feed(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(desk): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    opening: Opening,
) -> Response {
    let Some((office, desk)) = desk_for(&app, &caller, &desk) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let zone = zone_of(&app, &office);
    let language = body::staff_language(&uri, &headers);
    let reader = reader(&caller, &office);
    let Some(feed) = live::watch_desk(app.clone(), (office, desk), language, reader) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    screen::feed::serve(opening, feed, super::pulse(&app, zone))
}

/// `POST /desk/{desk}/act`: carries out what a button asks for.
pub async fn act(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(desk): Path<String>,
    request: Request,
) -> Response {
    let Some((office, desk)) = desk_for(&app, &caller, &desk) else { return super::not_found(&request) };
    let uri = request.uri().clone();
    let accepted = body::staff_language(&uri, request.headers());
    let mut here = Here { office, desk, language: accepted, asked_language: None };
    let fields = match Form::<Fields>::from_request(request, &()).await {
        Ok(Form(fields)) => fields,
        Err(rejection) => {
            return whole(&app, &here, &caller, rejection.status(), Some(&Said::Invalid));
        }
    };
    here.asked_language = fields.language();
    here.language = here.asked_language.unwrap_or(accepted);
    if !forms::check(&app.secret, &caller.actor, PURPOSE, &fields.token) {
        return whole(&app, &here, &caller, StatusCode::FORBIDDEN, Some(&Said::Expired));
    }
    let ticket = parameter(&uri, "ticket");
    let (key, order) = match (fields.key(), fields.order(ticket, &here.desk)) {
        (Ok(key), Ok(order)) => (key.to_owned(), order),
        (Err(BadField), _) | (_, Err(BadField)) => {
            return whole(&app, &here, &caller, StatusCode::UNPROCESSABLE_ENTITY, Some(&Said::Invalid));
        }
    };
    let said = if is_bounce(&app, &here.office, &order) {
        Said::JustCalled
    } else {
        let asked = fields.asked();
        let parts = [uri.path().as_bytes(), ticket.unwrap_or_default().as_bytes(), asked.as_bytes()];
        let command = Command {
            office: here.office.clone(),
            actor: caller.actor.clone(),
            request: Some(body::named(&key, &parts)),
            order: order.clone(),
            aside: None,
            party: None,
        };
        let said = Said::of(&order, app.command(Lane::Hall, command).await);
        said.naming(|service| title_of(&app, &here, service))
    };
    MESSAGES.keep(&key, app.clock.now(), said);
    let language = here.asked_language.map(|language| format!("&language={}", language.code()));
    Redirect::to(&format!("./?said={key}{}", language.unwrap_or_default())).into_response()
}

/// The name of a service; its id where it has none any more.
fn title_of(app: &App, here: &Here, service: &str) -> String {
    let floor = app.hub.floor(&here.office);
    let rules = floor.as_ref().and_then(|floor| floor.rules());
    let known = ServiceId::new(service).ok().zip(rules).and_then(|(id, rules)| rules.service(&id));
    known.map_or(service, |service| service.title.in_language(here.language)).to_owned()
}

/// Which desk, and how its page speaks.
struct Here {
    office: OfficeId,
    desk: DeskId,
    language: Language,
    asked_language: Option<Language>,
}

/// The whole page, with fresh keys.
fn whole(app: &App, here: &Here, caller: &Caller, status: StatusCode, said: Option<&Said>) -> Response {
    let Ok(bits) = app.random_bits() else { return Problem::later("no_random_bits").into_response() };
    let form = Hidden {
        key: format!("{bits:032x}"),
        token: forms::token(&app.secret, &caller.actor, PURPOSE),
        language: here.asked_language,
    };
    let drawn = app
        .hub
        .floor(&here.office)
        .and_then(|floor| DeskPage::of(&floor, &here.desk, here.language, app.clock.now()));
    let Some(page) = drawn else { return Problem::unknown("desk").into_response() };
    let page = page.with_visitor(app, &reader(caller, &here.office)).with_printers(app, &here.office);
    let page = page.with_message(said, zone_of(app, &here.office));
    let mut response = super::page(&DeskPage { form, who: Who::of(app, caller), ..page });
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

/// As the audit names whoever is shown the page of a desk of this office.
fn reader(caller: &Caller, office: &OfficeId) -> By {
    By { office: Some(office.clone()), ..caller.by() }
}

/// Whether the order announces a number that has been announced a moment ago.
fn is_bounce(app: &App, office: &OfficeId, order: &Order) -> bool {
    let Order::Recall { ticket } = order else { return false };
    let announced_at = |ticket: &TicketId| Some(app.hub.floor(office)?.tickets.get(ticket)?.leg().changed_at);
    announced_at(ticket).is_some_and(|at| app.clock.now().since(at) < RECALL_REST)
}

/// The desk named in an address, if this caller has to do with its office.
fn desk_for(app: &App, caller: &Caller, desk: &str) -> Option<(OfficeId, DeskId)> {
    let desk = DeskId::new(desk).ok()?;
    let office = app.hub.office_of_desk(&desk).filter(|office| caller.may_see(office))?;
    Some((office, desk))
}

fn zone_of(app: &App, office: &OfficeId) -> Tz {
    let zone = app.hub.floor(office).and_then(|floor| floor.rules().map(|rules| rules.office.zone));
    zone.unwrap_or(chrono_tz::UTC)
}

fn asked_language(uri: &Uri) -> Option<Language> {
    parameter(uri, "language").and_then(Language::from_code).map(Language::for_staff)
}

/// A parameter of the address; those of this page are identifiers and keys, which need no decoding.
fn parameter<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}
