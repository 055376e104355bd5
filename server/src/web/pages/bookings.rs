//! Appointments as the staff makes and finds them: at the welcome desk and by phone, and at a clerk's desk
//! as the follow-up of the matter at hand; and the list of a day, for the day on which nothing works.
//!
//! ```text
//! ?service=…          the first free times: 1 to 9 choose one, Enter books it
//!   booking=…         the same for an appointment that is moved
//! POST act            --303--> ? with what became of it, and the code to read aloud
//! POST find           who has an appointment: by code, or by name (audited)
//! /office/appointments?date=   the day on paper, desk by desk (audited)
//! ```
//!
//! Addresses carry ids only: a name is typed into a form and stands in no address.

mod deeds;
mod drawn;
mod form;
mod here;
mod list;
mod said;
#[cfg(test)]
mod tests;

pub use list::list;

use crate::agenda::{Found, Guesser, Hidden as NotShown, Proof, same_letters};
use crate::app::App;
use crate::web::access::Caller;
use crate::web::pages::messages::Messages;
use crate::web::pages::staff::Who;
use crate::web::problem::Problem;
use crate::web::{body, forms};
use askama::Template;
use axum::extract::{Extension, Form, FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use drawn::{Row, Sought, Times};
use form::{BadField, Fields};
use here::Here;
use i18n_embed_fl::fl;
use office::hours::date_at;
use office::id::{BookingId, DeviceId};
use said::Said;
use screen::{Page, words};
use std::sync::Arc;

/// What the forms' tokens are for.
const PURPOSE: &str = "bookings";

/// Most appointments that a search by name shows.
const FOUND_MAX: usize = 30;

static MESSAGES: Messages<Said> = Messages::new();

/// The page on which appointments are made and found.
#[derive(Template)]
#[template(path = "bookings.html")]
struct BookingsPage {
    page: Page,
    who: Option<Who>,
    clock: String,
    key: String,
    token: String,
    /// Where the page is: its forms and links begin with it.
    base: String,
    /// The number of the clerk's desk, where it is one's.
    desk: Option<u32>,
    sought: Sought,
    services: Vec<Choice>,
    people_max: u32,
    times: Times,
    moving: Option<Row>,
    /// What a search has found; absent where nothing was searched.
    found: Option<Vec<Row>>,
    printers: Vec<Printer>,
    said: Option<SaidShown>,
    /// What was typed before, where it was refused.
    typed: Fields,
}

impl BookingsPage {
    /// How many appointments a search has found.
    fn found_count(&self) -> usize {
        self.found.as_ref().map_or(0, Vec::len)
    }

    /// The number of the clerk's desk.
    fn desk_number(&self) -> u32 {
        self.desk.unwrap_or_default()
    }
}

/// A service that can be chosen.
struct Choice {
    id: String,
    title: String,
}

/// Where paper can come out.
struct Printer {
    id: String,
    title: String,
}

/// What became of the last action.
struct SaidShown {
    text: String,
    is_no: bool,
    /// The code, to be read aloud.
    code: Option<String>,
}

/// `GET /welcome/appointments`: free times, and the search.
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    shown(&app, &caller, None, &request)
}

/// `GET /desk/{desk}/appointments`: free times for the matter at hand.
pub async fn show_at_desk(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(desk): Path<String>,
    request: Request,
) -> Response {
    shown(&app, &caller, Some(&desk), &request)
}

fn shown(app: &Arc<App>, caller: &Caller, desk: Option<&str>, request: &Request) -> Response {
    let here = Here::of(app, caller, desk, request.uri(), request.headers());
    let Some(here) = here else { return super::not_found(request) };
    let said = here.sought.said.as_deref().and_then(|key| MESSAGES.find(key, app.clock.now()));
    whole(app, &here, caller, StatusCode::OK, said.as_ref(), None)
}

/// `POST /welcome/appointments/act`: carries out what a button asks for.
pub async fn act(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    acted(&app, &caller, None, request).await
}

/// `POST /desk/{desk}/appointments/act`: likewise.
pub async fn act_at_desk(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(desk): Path<String>,
    request: Request,
) -> Response {
    acted(&app, &caller, Some(&desk), request).await
}

async fn acted(app: &Arc<App>, caller: &Caller, desk: Option<&str>, request: Request) -> Response {
    let Some(mut here) = Here::of(app, caller, desk, request.uri(), request.headers()) else {
        return super::not_found(&request);
    };
    let path = request.uri().path().to_owned();
    let fields = match Form::<Vec<(String, String)>>::from_request(request, &()).await {
        Ok(Form(pairs)) => Fields::of(pairs),
        Err(rejection) => return whole(app, &here, caller, rejection.status(), Some(&Said::Invalid), None),
    };
    let no = |here: &Here, status, said: Said| whole(app, here, caller, status, Some(&said), None);
    let Ok(fields) = fields else { return no(&here, StatusCode::UNPROCESSABLE_ENTITY, Said::Invalid) };
    here.sought = fields.sought();
    here.language = here.sought.language.unwrap_or(here.language);
    if !forms::check(&app.secret, &caller.actor, PURPOSE, &fields.token) {
        return no(&here, StatusCode::FORBIDDEN, Said::Expired);
    }
    here.typed.clone_from(&fields);
    let (Ok(key), Ok(deed)) = (fields.key().map(str::to_owned), fields.deed()) else {
        return no(&here, StatusCode::UNPROCESSABLE_ENTITY, Said::Invalid);
    };
    let request = body::named(&key, &[path.as_bytes(), fields.asked().as_bytes()]);
    let said = match deeds::carry_out(app, caller, &here, &fields, deed, request).await {
        Ok(said) => said,
        Err(BadField) => return no(&here, StatusCode::UNPROCESSABLE_ENTITY, Said::Invalid),
    };
    // Whatever was not done can be tried again among the same times.
    if said.is_no() {
        return no(&here, StatusCode::CONFLICT, said);
    }
    MESSAGES.keep(&key, app.clock.now(), said);
    let language = here.sought.language.map(|language| format!("&language={}", language.code()));
    Redirect::to(&format!("{}?said={key}{}", here.base(), language.unwrap_or_default())).into_response()
}

/// `POST /welcome/appointments/find`: who has an appointment, by its code or by a name. The audit has a line.
pub async fn find(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let Some(here) = Here::of(&app, &caller, None, request.uri(), request.headers()) else {
        return super::not_found(&request);
    };
    let fields = match Form::<Vec<(String, String)>>::from_request(request, &()).await {
        Ok(Form(pairs)) => Fields::of(pairs),
        Err(rejection) => return whole(&app, &here, &caller, rejection.status(), Some(&Said::Invalid), None),
    };
    let no = |status, said: Said| whole(&app, &here, &caller, status, Some(&said), None);
    let Ok(fields) = fields else { return no(StatusCode::UNPROCESSABLE_ENTITY, Said::Invalid) };
    if !forms::check(&app.secret, &caller.actor, PURPOSE, &fields.token) {
        return no(StatusCode::FORBIDDEN, Said::Expired);
    }
    let whose = fields.whose.trim();
    let guesser = Guesser::Address(caller.peer.address);
    let rows = match app.booking_by_code(whose, Proof::Code, guesser) {
        Ok(found) if found.office == here.office => {
            Row::of(&here.rules, &found, here.language).into_iter().collect()
        }
        // What another office has is for that office to show.
        Ok(_) => Vec::new(),
        Err(NotShown::TooMany(_)) => return no(StatusCode::TOO_MANY_REQUESTS, Said::Busy),
        Err(NotShown::Unknown | NotShown::Failed) => named(&app, &here, whose),
    };
    if rows.iter().any(|row: &Row| row.is_personal()) {
        let subject = format!("search {}", here.today(&app));
        app.people.has_read("appointments read", &subject, here.by(&caller));
    }
    whole(&app, &here, &caller, StatusCode::OK, None, Some(rows))
}

/// The appointments to come of everybody of this name.
fn named(app: &App, here: &Here, name: &str) -> Vec<Row> {
    let (Some(floor), wanted) = (app.hub.floor(&here.office), same_letters(name)) else { return Vec::new() };
    if wanted.chars().count() < 2 {
        return Vec::new();
    }
    let today = here.today(app);
    let is_ahead = |id: &&BookingId| {
        floor
            .agenda
            .bookings
            .get(*id)
            .is_some_and(|booking| date_at(booking.place.start, here.rules.office.zone) >= today)
    };
    let mut found: Vec<Found> = floor
        .agenda
        .bookings
        .keys()
        .filter(is_ahead)
        .filter_map(|id| app.booking_by_id(id).ok())
        .filter(|found| {
            found.applicant.as_ref().is_some_and(|applicant| {
                same_letters(&format!("{}{}", applicant.last_name, applicant.first_name)).contains(&wanted)
            })
        })
        .collect();
    found.sort_by_key(|found| found.booking.as_ref().map(|booking| booking.place.start));
    found.iter().filter_map(|found| Row::of(&here.rules, found, here.language)).take(FOUND_MAX).collect()
}

/// The whole page, with fresh keys.
fn whole(
    app: &Arc<App>,
    here: &Here,
    caller: &Caller,
    status: StatusCode,
    said: Option<&Said>,
    found: Option<Vec<Row>>,
) -> Response {
    let Ok(bits) = app.random_bits() else { return Problem::later("no_random_bits").into_response() };
    let (language, zone) = (here.language, here.rules.office.zone);
    let entries = app.directory.now();
    let printer = |id: &DeviceId| Printer {
        id: id.to_string(),
        title: entries.device(id).map(|device| device.title.clone()).unwrap_or_default(),
    };
    let mut services: Vec<Choice> = here
        .rules
        .services
        .iter()
        .filter(|service| here.rules.takes_bookings(&service.id))
        .map(|service| Choice {
            id: service.id.to_string(),
            title: service.title.in_language(language).to_owned(),
        })
        .collect();
    services.sort_by_key(|service| service.title.to_lowercase());
    let moving = here.sought.booking.as_ref().and_then(|id| deeds::found(app, here, id));
    let moving = moving.and_then(|found| Row::of(&here.rules, &found, language));
    if moving.as_ref().is_some_and(Row::is_personal) {
        let subject = here.sought.booking.as_ref().map(ToString::to_string).unwrap_or_default();
        app.people.has_read("appointments read", &subject, here.by(caller));
    }
    let page = BookingsPage {
        page: Page::of_staff(language, here.rules.office.title.in_language(language), zone.name()),
        who: Who::of(app, caller),
        clock: words::clock(app.clock.now(), zone),
        key: format!("{bits:032x}"),
        token: forms::token(&app.secret, &caller.actor, PURPOSE),
        base: here.base(),
        desk: here.desk.as_ref().and_then(|desk| here.rules.desk(desk)).map(|desk| desk.number),
        services,
        people_max: here.rules.agenda.people_max,
        times: Times::of(app, here),
        sought: here.sought.clone(),
        moving,
        found,
        printers: here.printers.iter().map(printer).collect(),
        typed: here.typed.clone(),
        said: said.map(|said| SaidShown {
            text: said.words(language, zone),
            is_no: said.is_no(),
            code: said.code(),
        }),
    };
    let mut response = super::page(&page);
    if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}
