//! The welcome desk: the triage officer sorts everybody who does not use the totem.
//!
//! ```text
//! ./            typing filters the needs; Enter takes the first
//!   need=…      one question at a time, answered by 1 to 9
//!     a=…       the route: Enter gives the number, or prints the way that is offered
//! POST act      --303--> ./ with what became of it: the next visitor
//! ```
//!
//! Where the officer stands is said by the address alone ([`asked`]); each page is whole and works by
//! links and forms. `welcome.js` fetches the next page instead of loading it, so that no key is lost on
//! the way. Triage and search are those of every other place; nothing of them stands here.

mod asked;
mod drawn;
mod form;
mod hall;
mod live;
mod said;
mod sheets;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::registrar::{Aside, Chore, Command, Copy, Lane, Outcome, Printing, Request as Named, Work};
use crate::store::paper::Told;
use crate::web::access::Caller;
use crate::web::pages::messages::Messages;
use crate::web::pages::printers;
use crate::web::pages::staff::Who;
use crate::web::problem::Problem;
use crate::web::{body, forms};
use askama::Template;
use asked::Visit;
use axum::extract::{Extension, Form, FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use drawn::{Drawn, Look, Stage, Way};
use form::{BadField, Deed, Fields};
use hall::Hall;
use i18n_embed_fl::fl;
use office::command::Order;
use office::configuration::{Configuration, RouteKind};
use office::id::{DeviceId, FollowToken, NeedId, OfficeId, ServiceId};
use office::language::Language;
use office::wire::{DeviceRole, Taken};
use said::Said;
use screen::feed::Opening;
use screen::{Page, words};
use std::sync::Arc;

/// What the forms' tokens are for.
const PURPOSE: &str = "welcome";

static MESSAGES: Messages<Said> = Messages::new();

/// The officer's page.
#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    page: Page,
    who: Option<Who>,
    clock: String,
    visit: Visit,
    form: Hidden,
    drawn: Drawn,
    hall: Hall,
    printers: Vec<Printer>,
    said: Option<SaidShown>,
}

/// What became of the last action, in words.
struct SaidShown {
    text: String,
    is_no: bool,
    given: Option<GivenShown>,
}

/// The number that was given a moment ago.
struct GivenShown {
    id: String,
    number: String,
    services: Vec<String>,
    wait: Option<String>,
    is_printed: bool,
}

/// The hidden fields of the page's forms.
#[derive(Default)]
struct Hidden {
    key: String,
    token: String,
}

/// Where paper can come out.
struct Printer {
    id: String,
    title: String,
}

/// `GET /welcome/`: the page of the officer.
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let said = parameter(request.uri(), "said").and_then(|key| MESSAGES.find(key, app.clock.now()));
    let here = Here::of(&app, &caller, request.uri(), request.headers());
    let Some(here) = here else { return super::not_found(&request) };
    whole(&app, &here, &caller, StatusCode::OK, said.as_ref())
}

/// `GET /welcome/feed`: the hall, whenever it changes.
pub async fn feed(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
    opening: Opening,
) -> Response {
    let Some(here) = Here::of(&app, &caller, &uri, &headers) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let zone = here.rules.office.zone;
    let page = here.visit.fresh();
    let Some(feed) = live::watch_hall(app.clone(), here.office, here.language, page) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    screen::feed::serve(opening, feed, super::pulse(&app, zone))
}

/// `POST /welcome/act`: carries out what a button asks for.
pub async fn act(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let Some(mut here) = Here::of(&app, &caller, request.uri(), request.headers()) else {
        return super::not_found(&request);
    };
    let path = request.uri().path().to_owned();
    let fields = match Form::<Vec<(String, String)>>::from_request(request, &()).await {
        Ok(Form(pairs)) => Fields::of(pairs),
        Err(rejection) => return whole(&app, &here, &caller, rejection.status(), Some(&Said::Invalid)),
    };
    let invalid =
        |here: &Here| whole(&app, here, &caller, StatusCode::UNPROCESSABLE_ENTITY, Some(&Said::Invalid));
    let Ok(fields) = fields else { return invalid(&here) };
    here.visit = fields.visit();
    here.language = here.visit.language.unwrap_or(here.language);
    if !forms::check(&app.secret, &caller.actor, PURPOSE, &fields.token) {
        return whole(&app, &here, &caller, StatusCode::FORBIDDEN, Some(&Said::Expired));
    }
    let (Ok(key), Ok(deed)) = (fields.key().map(str::to_owned), fields.deed()) else { return invalid(&here) };
    let parts = [path.as_bytes(), fields.asked().as_bytes()].concat();
    let request = body::named(&key, &[&parts]);
    let Ok(said) = carry_out(&app, &caller, &here, &fields, deed, request).await else {
        return invalid(&here);
    };
    // Whatever was not done can be tried again from where the officer stood.
    let next =
        if said.is_no() || matches!(said, Said::Printed) { here.visit.clone() } else { here.visit.fresh() };
    MESSAGES.keep(&key, app.clock.now(), said);
    let query = next.query();
    let and = if query.is_empty() { "" } else { "&" };
    Redirect::to(&format!("./?{query}{and}said={key}")).into_response()
}

async fn carry_out(
    app: &App,
    caller: &Caller,
    here: &Here,
    fields: &Fields,
    deed: Deed,
    request: Named,
) -> Result<Said, BadField> {
    let printer = match fields.printer()? {
        Some(printer) if !here.printers.contains(&printer) => return Ok(Said::NoPrinter),
        printer => printer,
    };
    match deed {
        Deed::Order(order) => {
            let action = word(&order);
            let (order, aside) = match order {
                Order::IssueTicket { service, then, class, channel, against, .. } => {
                    let quote = app.quotes.borrow().quote(&here.office, &service, class);
                    let Some(aside) = aside(app, here, fields, printer)? else { return Ok(Said::Busy) };
                    (Order::IssueTicket { service, then, class, channel, quote, against }, Some(aside))
                }
                order => (order, None),
            };
            let (office, actor) = (here.office.clone(), caller.actor.clone());
            let command = Command { office, actor, request: Some(request), order, aside, party: None };
            Ok(Said::of(action, app.command(Lane::Hall, command).await))
        }
        Deed::Copy(ticket) => {
            let Some(printer) = printer else { return Ok(Said::NoPrinter) };
            let copy = Copy {
                office: here.office.clone(),
                ticket,
                printer,
                actor: caller.actor.clone(),
                request,
                by: here.by(caller),
            };
            Ok(Said::of("copy", app.registry.ask(Lane::Hall, Work::Chore(Chore::Copy(copy))).await))
        }
        Deed::Sheet(sheet) => {
            let Some(printer) = printer else { return Ok(Said::NoPrinter) };
            let language = fields.language()?;
            let outlook = app.quotes.borrow().outlook(&here.office);
            let paper = (language, app.clock.now(), app.columns_of(&printer));
            let slip =
                outlook.and_then(|outlook| sheets::lay_out(&here.rules, &here.visit, sheet, &outlook, paper));
            let slip = slip.ok_or(BadField)?;
            let printing = Printing { actor: caller.actor.id.clone(), request };
            let (office, slip) = (here.office.clone(), Box::new(slip));
            let chore = Chore::Print { printing, office, printer, slip };
            Ok(match app.registry.ask(Lane::Hall, Work::Chore(chore)).await {
                Ok(Outcome::Done(_)) => Said::Printed,
                outcome => Said::of("sheet", outcome),
            })
        }
    }
}

/// What goes with the number; `None` where the machine has no random bits for its secret.
fn aside(
    app: &App,
    here: &Here,
    fields: &Fields,
    printer: Option<DeviceId>,
) -> Result<Option<Aside>, BadField> {
    let Ok(bits) = app.random_bits() else { return Ok(None) };
    let known = |need: &NeedId| here.rules.need(need).is_some();
    let answers = here.visit.answers.iter().filter(|(question, answer)| {
        here.rules.question(question).is_some_and(|question| question.answer(answer).is_some())
    });
    let told = Told {
        language: fields.language()?,
        note: fields.note()?,
        need: here.visit.need.clone().filter(known),
        answers: answers.cloned().collect(),
    };
    Ok(Some(Aside { token: FollowToken::from_random(bits), told, printer, visit: None }))
}

/// The action as the texts name it.
fn word(order: &Order) -> &'static str {
    match order {
        Order::Move { .. } => "move",
        Order::BringBack { .. } => "bring-back",
        Order::Leave { .. } => "leave",
        Order::IssueTicket { .. }
        | Order::Tick
        | Order::OpenAgain { .. }
        | Order::AdoptConfiguration { .. }
        | Order::PlanAdoption { .. }
        | Order::DropAdoption
        | Order::OpenDesk { .. }
        | Order::PauseDesk { .. }
        | Order::ResumeDesk { .. }
        | Order::CloseDesk { .. }
        | Order::CallNext { .. }
        | Order::Call { .. }
        | Order::Recall { .. }
        | Order::Withdraw { .. }
        | Order::Start { .. }
        | Order::Finish { .. }
        | Order::MarkAbsent { .. }
        | Order::Hold { .. }
        | Order::Resume { .. }
        | Order::Reserve { .. }
        | Order::ExtendReservation { .. }
        | Order::Book { .. }
        | Order::BookAt { .. }
        | Order::MoveBooking { .. }
        | Order::CancelBooking { .. }
        | Order::CheckIn { .. }
        | Order::Wish { .. }
        | Order::DropWish { .. }
        | Order::GrantBlock { .. }
        | Order::TakeIn { .. }
        | Order::HoldDraw { .. } => "give",
    }
}

/// At which office the officer works, how far with a visitor, and how the page speaks.
struct Here {
    office: OfficeId,
    rules: Arc<Configuration>,
    printers: Vec<DeviceId>,
    visit: Visit,
    language: Language,
}

impl Here {
    /// The caller's own office; in a demo the first one. `None` where there is none.
    fn of(app: &App, caller: &Caller, uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let office = app.hub.offices().find(|office| caller.may_see(office))?.clone();
        let rules = app.hub.floor(&office)?.configuration.as_ref().map(|(_, document)| document.clone())?;
        let entries = app.directory.now();
        let is_printer = |role: DeviceRole, at: &OfficeId| role == DeviceRole::Printer && *at == office;
        let printers = entries.devices().filter(|device| is_printer(device.role, &device.office));
        let printers = printers.map(|device| device.id.clone()).collect();
        let visit = Visit::of(uri);
        Some(Self { office, rules, printers, visit, language: body::staff_language(uri, headers) })
    }

    fn by(&self, caller: &Caller) -> crate::store::audit::By {
        crate::store::audit::By { office: Some(self.office.clone()), ..caller.by() }
    }
}

/// The whole page, with fresh keys.
fn whole(app: &App, here: &Here, caller: &Caller, status: StatusCode, said: Option<&Said>) -> Response {
    let Ok(bits) = app.random_bits() else { return Problem::later("no_random_bits").into_response() };
    let form =
        Hidden { key: format!("{bits:032x}"), token: forms::token(&app.secret, &caller.actor, PURPOSE) };
    let Some(page) = WelcomePage::of(app, here, said) else {
        return Problem::unknown("office").into_response();
    };
    let mut response = super::page(&WelcomePage { form, who: Who::of(app, caller), ..page });
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

impl WelcomePage {
    /// The page without hidden fields; `None` where the office is not there.
    fn of(app: &App, here: &Here, said: Option<&Said>) -> Option<Self> {
        let (now, language) = (app.clock.now(), here.language);
        let zone = here.rules.office.zone;
        let outlook = app.quotes.borrow().outlook(&here.office);
        let entries = app.directory.now();
        let floor = app.hub.floor(&here.office)?;
        let look = Look { floor: &floor, rules: &here.rules, outlook: outlook.as_deref(), language };
        let title = |id: &ServiceId| {
            here.rules
                .service(id)
                .map_or(id.as_str(), |service| service.title.in_language(language))
                .to_owned()
        };
        let printer = |id: &DeviceId| Printer {
            id: id.to_string(),
            title: entries.device(id).map(|device| device.title.clone()).unwrap_or_default(),
        };
        Some(Self {
            page: Page::of_staff(language, here.rules.office.title.in_language(language), zone.name()).live(),
            who: None,
            clock: words::clock(now, zone),
            form: Hidden::default(),
            drawn: look.draw(&here.visit),
            hall: Hall {
                printers: printers::lines(app, &here.office, language),
                ..hall::draw(&floor, language, &here.visit.fresh(), now)?
            },
            printers: here.printers.iter().map(printer).collect(),
            said: said.map(|said| SaidShown {
                text: said.words(language, zone),
                is_no: said.is_no(),
                given: match said {
                    Said::Given(taken) => Some(GivenShown::of(taken, language, title)),
                    _ => None,
                },
            }),
            visit: here.visit.clone(),
        })
    }

    fn is_seeking(&self) -> bool {
        self.drawn.stage == Stage::Seek
    }

    /// Whether something has been collected for a visit whose next need is still looked for.
    fn goes_on(&self) -> bool {
        match self.drawn.stage {
            Stage::Seek | Stage::Ask(_) | Stage::Stuck(_) => !self.visit.with.is_empty(),
            Stage::Route(_) | Stage::Ticket(_) => false,
        }
    }

    /// Whether a number can be given, so that more than paper can be asked for.
    fn has_number(&self) -> bool {
        let is_routed = match &self.drawn.stage {
            Stage::Route(way) => way.number.is_some(),
            Stage::Seek | Stage::Ask(_) | Stage::Stuck(_) | Stage::Ticket(_) => false,
        };
        is_routed || !self.visit.with.is_empty()
    }

    /// Where Enter makes an appointment: where the route is one, and it can be had here.
    fn books_first<'a>(&self, way: &'a Way) -> Option<&'a str> {
        let is_first = way.offer.kind == RouteKind::Appointment && way.missing.is_none();
        way.book.as_deref().filter(|_| is_first && !self.gives_first(way))
    }

    /// Whether Enter gives the number, or moves the one at hand.
    fn gives_first(&self, way: &Way) -> bool {
        let is_quick = way.offer.kind == RouteKind::Quick;
        let is_plain = way.number.as_ref().is_some_and(|number| number.against.is_none());
        (is_quick || !self.visit.with.is_empty()) && is_plain
    }
}

impl GivenShown {
    fn of(taken: &Taken, language: Language, title: impl Fn(&ServiceId) -> String) -> Self {
        Self {
            id: taken.id.to_string(),
            number: taken.number.to_string(),
            services: std::iter::once(&taken.service).chain(&taken.then).map(title).collect(),
            wait: taken.wait.map(|wait| words::wait(wait.low_min, wait.high_min, language)),
            is_printed: taken.printed,
        }
    }
}

/// A parameter of the address that needs no decoding.
fn parameter<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let mut pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}
