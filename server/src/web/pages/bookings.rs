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

mod drawn;
mod form;
mod list;
mod said;
#[cfg(test)]
mod tests;

pub use list::list;

use crate::agenda::{Asker, Found, Guesser, Hidden as NotShown, Proof, same_letters};
use crate::app::App;
use crate::registrar::{Answer, Chore, Lane, Outcome, Party, Printing, Request as Named, Work, appointments};
use crate::store::paper::Told;
use crate::store::parties::{Kept, Owner};
use crate::web::access::Caller;
use crate::web::pages::messages::Messages;
use crate::web::pages::staff::Who;
use crate::web::problem::Problem;
use crate::web::{body, forms};
use askama::Template;
use axum::extract::{Extension, Form, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use drawn::{Row, Sought, Times};
use form::{BadField, Deed, Fields};
use i18n_embed_fl::fl;
use office::agenda::{BookingChannel, Reach, Wanted, WishFor};
use office::command::PlaceAsked;
use office::configuration::Configuration;
use office::event::Channel;
use office::hours::date_at;
use office::id::{BookingId, DeskId, DeviceId, OfficeId};
use office::language::Language;
use office::wire::DeviceRole;
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

/// At which office, from which desk, and how the page speaks.
struct Here {
    office: OfficeId,
    rules: Arc<Configuration>,
    /// The clerk's desk; absent at the welcome desk.
    desk: Option<DeskId>,
    printers: Vec<DeviceId>,
    language: Language,
    sought: Sought,
}

impl Here {
    /// The caller's own office, or that of the desk; `None` where it is not there for the caller.
    fn of(app: &App, caller: &Caller, desk: Option<&str>, uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let (office, desk) = match desk {
            Some(desk) => {
                let desk = DeskId::new(desk).ok()?;
                (app.hub.office_of_desk(&desk).filter(|office| caller.may_see(office))?, Some(desk))
            }
            None => (app.hub.offices().find(|office| caller.may_see(office))?.clone(), None),
        };
        let (_, rules) = app.hub.configuration(&office)?;
        let entries = app.directory.now();
        let printers = entries
            .devices()
            .filter(|device| device.role == DeviceRole::Printer && device.office == office)
            .map(|device| device.id.clone())
            .collect();
        let language = body::staff_language(uri, headers);
        let sought = Sought::read(uri.query().unwrap_or_default());
        let sought =
            if sought.services.is_empty() { sought.of_desk(app, &office, desk.as_ref()) } else { sought };
        Some(Self { office, rules, desk, printers, language, sought })
    }

    fn base(&self) -> String {
        match &self.desk {
            Some(desk) => format!("/desk/{desk}/appointments"),
            None => "/welcome/appointments".to_owned(),
        }
    }

    fn by(&self, caller: &Caller) -> crate::store::audit::By {
        crate::store::audit::By { office: Some(self.office.clone()), ..caller.by() }
    }

    fn today(&self, app: &App) -> NaiveDate {
        date_at(app.clock.now(), self.rules.office.zone)
    }

    fn asker(&self, caller: &Caller, request: Named) -> Asker {
        let (office, actor) = (self.office.clone(), caller.actor.clone());
        Asker { office, actor, lane: Lane::Hall, request: Some(request) }
    }
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
    let (Ok(key), Ok(deed)) = (fields.key().map(str::to_owned), fields.deed()) else {
        return no(&here, StatusCode::UNPROCESSABLE_ENTITY, Said::Invalid);
    };
    let request = body::named(&key, &[path.as_bytes(), fields.asked().as_bytes()]);
    let said = match carry_out(app, caller, &here, &fields, deed, request).await {
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
    // A clerk's desk makes appointments; whose they are is for the welcome desk.
    if here.desk.is_some() && !matches!(deed, Deed::Book(_)) {
        return Err(BadField);
    }
    match deed {
        Deed::Book((start, desk)) => {
            let party = match fields.party(here.desk.is_none(), printer)? {
                Ok(party) => party,
                Err(said) => return Ok(said),
            };
            let wanted = here.sought.wanted().ok_or(BadField)?;
            let channel = match (&here.desk, fields.by_phone) {
                (Some(_), _) => BookingChannel::Desk,
                (None, true) => BookingChannel::Phone,
                (None, false) => BookingChannel::Welcome,
            };
            let place = PlaceAsked { wanted, start, desk: Some(desk), channel, reach: Reach::Staff };
            Ok(Said::of(app.book_at(here.asker(caller, request), place, party).await))
        }
        Deed::Move(booking, (start, desk)) => {
            if found(app, here, &booking).is_none() {
                return Ok(Said::Unknown);
            }
            let asker = here.asker(caller, request.clone());
            let said = Said::of(app.move_booking(asker, booking, (start, Some(desk)), Reach::Staff).await);
            if let (Said::Booked(moved), Some(printer)) = (&said, printer) {
                print(app, caller, here, &moved.booking, printer, request).await;
            }
            Ok(said)
        }
        Deed::Wish(until) => {
            let party = match fields.party(true, None)? {
                Ok(Party { applicant: None, .. }) => return Ok(Said::NeedsName),
                Ok(party) => party,
                Err(said) => return Ok(said),
            };
            let wanted = here.sought.wanted().ok_or(BadField)?;
            let wished = WishFor::FreedPlace { until };
            Ok(Said::of(app.wish(here.asker(caller, request), wanted, wished, party).await))
        }
        Deed::Cancel(booking) => {
            if found(app, here, &booking).is_none() {
                return Ok(Said::Unknown);
            }
            Ok(Said::of(app.cancel(here.asker(caller, request), booking).await))
        }
        Deed::CheckIn(booking) => {
            let Some(found) = found(app, here, &booking) else { return Ok(Said::Unknown) };
            let at = (Channel::Welcome, printer);
            Ok(Said::of(app.check_in(here.asker(caller, request), &found, at, None).await))
        }
        Deed::Print(booking) => {
            let Some(printer) = printer else { return Ok(Said::NoPrinter) };
            Ok(print(app, caller, here, &booking, printer, request).await)
        }
    }
}

/// An appointment of this office.
fn found(app: &App, here: &Here, booking: &BookingId) -> Option<Found> {
    app.booking_by_id(booking).ok().filter(|found| found.office == here.office)
}

/// Queues the slip of an appointment, once for each request.
async fn print(
    app: &App,
    caller: &Caller,
    here: &Here,
    booking: &BookingId,
    printer: DeviceId,
    request: Named,
) -> Said {
    let Some(found) = found(app, here, booking) else { return Said::Unknown };
    let Some(booking) = found.booking else { return Said::Unknown };
    let owner = Owner::Booking(booking.id.clone());
    let kept = Kept { office: found.office, owner, secrets: found.secrets, told: found.told };
    let slip = appointments::slip(&here.rules, &booking, &kept, &app.public_url, app.clock.now());
    let Some(slip) = slip else { return Said::Unknown };
    // The slip is a request of its own beside what it is about.
    let request = body::named(&format!("{}-slip", request.key), &[]);
    let printing = Printing { actor: caller.actor.id.clone(), request };
    let chore = Chore::Print { printing, office: here.office.clone(), printer, slip: Box::new(slip) };
    match app.registry.ask(Lane::Hall, Work::Chore(chore)).await {
        Ok(Outcome::Done(Answer::Nobody)) => Said::Printed,
        outcome => Said::of(outcome),
    }
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
    let moving = here.sought.booking.as_ref().and_then(|id| self::found(app, here, id));
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

impl Fields {
    /// Who comes, and where the slip comes out; an error is what is said instead.
    fn party(&self, may_name: bool, printer: Option<DeviceId>) -> Result<Result<Party, Said>, BadField> {
        let told = Told { language: self.speaks()?, ..Told::default() };
        let applicant = match self.applicant() {
            Ok(applicant) => applicant.filter(|_| may_name),
            Err(unfit) => return Ok(Err(Said::Unfit(unfit))),
        };
        // Who is not here can be told of nothing without a name and a way to be reached.
        let is_known = applicant
            .as_ref()
            .is_some_and(|applicant| !applicant.last_name.is_empty() && applicant.can_be_reached());
        if self.by_phone && !is_known {
            return Ok(Err(Said::NeedsName));
        }
        Ok(Ok(Party { secrets: None, told, applicant, printer }))
    }
}

impl Sought {
    /// What the clerk's desk is about, where that can be booked.
    fn of_desk(self, app: &App, office: &OfficeId, desk: Option<&DeskId>) -> Self {
        let at_hand = desk.and_then(|desk| {
            let floor = app.hub.floor(office)?;
            let ticket = floor.tickets.values().find(|ticket| {
                let leg = ticket.leg();
                leg.desk.as_ref() == Some(desk) && !leg.state.is_final()
            })?;
            let service = ticket.leg().service.clone();
            floor.rules()?.takes_bookings(&service).then_some(service)
        });
        Self { services: at_hand.into_iter().collect(), ..self }
    }

    fn wanted(&self) -> Option<Wanted> {
        let services = self.services.clone();
        (!services.is_empty()).then_some(Wanted { services, people: self.people })
    }
}
