//! Appointments: free times, reservations, bookings, check-in and the waiting list.
//!
//! Whoever has the code may see, move and cancel; from elsewhere than the house the last name goes with
//! it, where one is known. The secret of the page's address stands for both.

mod bodies;

pub use bodies::{BookBody, CheckInBody, MoveBookingBody, ReserveBody, WishBody, WithName};

use super::tickets::{IssuedView, known_words, printer_for};
use super::{Done, office_for, outcome_of_asked, zone_of};
use crate::agenda::{Asker, Found, Guesser, Hidden, Proof, is_near};
use crate::app::App;
use crate::registrar::{Answer, Party, Request};
use crate::store::keys::Role;
use crate::store::paper::Told;
use crate::view::booking::{AppointmentView, ExpectedView, OpenedView, SlotView, WishView};
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::body::{Asked, language};
use crate::web::problem::Problem;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::{Extension, Json};
use bodies::Wants;
use chrono::{Days, NaiveDate};
use office::agenda::{BookingChannel, Reach, SLOT_DAYS_MAX, Wanted};
use office::event::ActorKind;
use office::hours::date_at;
use office::id::{OfficeId, ServiceId};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::wire::DeviceRole;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Days that are searched where nobody says how many.
const SLOT_DAYS: u32 = 14;

/// Which free times.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Sought {
    /// What for, first.
    service: String,
    /// What else in the same appointment, in this order, with commas in between.
    #[serde(default)]
    then: String,
    /// For how many people; absent: for one.
    people: Option<u32>,
    /// The first date; absent: today.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// How many dates, 1 to 92; absent: 14.
    days: Option<u32>,
    /// The language of problems.
    #[serde(default, rename = "language")]
    _language: String,
}

impl Sought {
    fn wanted(&self) -> Option<Wanted> {
        let then = self.then.split(',').filter(|id| !id.is_empty());
        let services = std::iter::once(self.service.as_str()).chain(then).map(|id| ServiceId::new(id).ok());
        Some(Wanted { services: services.collect::<Option<_>>()?, people: self.people.unwrap_or(1) })
    }
}

/// The free times for an appointment, in order.
#[utoipa::path(get, path = "/api/v1/offices/{office}/slots", tag = "bookings",
    params(("office" = String, Path), Sought),
    responses((status = 200, body = Vec<SlotView>), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn slots(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    sought: Result<Query<Sought>, QueryRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Vec<SlotView>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let odd = || Problem::value("value", "service, then, people, from (YYYY-MM-DD) and days (1 to 92)");
    let Query(sought) = sought.map_err(|_| odd())?;
    let days = sought.days.unwrap_or(SLOT_DAYS);
    let wanted = sought.wanted().filter(|_| (1..=SLOT_DAYS_MAX).contains(&days)).ok_or_else(odd)?;
    let zone = zone_of(&app, &office);
    let from = sought.from.unwrap_or_else(|| date_at(app.clock.now(), zone));
    let slots = app.free_slots(&office, &wanted, (from, days), reach(&caller));
    let slots = slots.map_err(|refusal| Problem::refused(&refusal, language(&uri, &headers), zone))?;
    let rules = app.hub.configuration(&office);
    let rules = rules.as_ref().map(|(_, rules)| rules.as_ref());
    Ok(Json(slots.iter().map(|slot| SlotView::of(rules, slot)).collect()))
}

/// Keeps a time for ten minutes, or as the office has set.
#[utoipa::path(post, path = "/api/v1/offices/{office}/reservations", tag = "bookings",
    params(("office" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ReserveBody,
    responses((status = 201, body = AppointmentView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn reserve(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    asked: Asked<ReserveBody>,
) -> Result<(StatusCode, Json<AppointmentView>), Problem> {
    let office = office_for(&app, &caller, &office)?;
    let (body, words) = (asked.body, asked.language);
    let told = Told { language: body.language.unwrap_or(words), ..Told::default() };
    let place = body.wants()?.place(channel(&caller, body.by_phone)?, reach(&caller));
    let asker = asker(&caller, &office, asked.request);
    let done = outcome_of_asked(&app, &office, words, app.reserve(asker, place, told).await)?;
    appointment(done).map(|view| (StatusCode::CREATED, Json(view)))
}

/// Makes an appointment of a reservation, or at once.
#[utoipa::path(post, path = "/api/v1/offices/{office}/bookings", tag = "bookings",
    params(("office" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = BookBody,
    responses((status = 201, body = AppointmentView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn book(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    asked: Asked<BookBody>,
) -> Result<(StatusCode, Json<AppointmentView>), Problem> {
    let office = office_for(&app, &caller, &office)?;
    let (body, words) = (asked.body, asked.language);
    known_words(&app, &office, body.need.as_ref(), &body.answers, words)?;
    let is_ours = is_ours(&caller);
    let printer = match (is_ours, &body.print) {
        (true, print) => printer_for(&app, &office, caller.device.as_ref(), print.as_deref())?,
        (false, None) => None,
        (false, Some(_)) => return Err(Problem::not_yours()),
    };
    let applicant = body.applicant(is_ours)?;
    let told = Told {
        language: body.language.unwrap_or(words),
        note: body.note(is_ours)?,
        need: body.need.clone(),
        answers: body.answers.clone(),
    };
    let party = Party { secrets: None, told, applicant, printer };
    let asker = asker(&caller, &office, asked.request);
    let outcome = match body.asked()? {
        Wants::Reservation(code) => {
            // Sent once more, the appointment has a name already.
            let found = find(&app, &caller, (&code, body.last_name.as_deref()), words)?;
            let booking = found.booking.filter(|_| found.office == office);
            let unknown = || Problem::refused(&Refusal::UnknownBooking, words, zone_of(&app, &office));
            app.book(asker, booking.ok_or_else(unknown)?.id, party).await
        }
        Wants::Place(place) => {
            let place = place.place(channel(&caller, body.by_phone)?, reach(&caller));
            app.book_at(asker, place, party).await
        }
    };
    let done = outcome_of_asked(&app, &office, words, outcome)?;
    appointment(done).map(|view| (StatusCode::CREATED, Json(view)))
}

/// Which bookings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct OfDate {
    /// Those that begin on this date; absent: today.
    #[param(value_type = Option<String>, format = Date)]
    date: Option<NaiveDate>,
}

/// Who comes on a date, by desk and time. Reading it has its line in the audit.
#[utoipa::path(get, path = "/api/v1/offices/{office}/bookings", tag = "bookings", security(("key" = [])),
    params(("office" = String, Path), OfDate),
    responses((status = 200, body = Vec<ExpectedView>), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    of_date: Result<Query<OfDate>, QueryRejection>,
) -> Result<Json<Vec<ExpectedView>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let Query(of_date) = of_date.map_err(|_| Problem::value("value", "date is YYYY-MM-DD"))?;
    let zone = zone_of(&app, &office);
    let date = of_date.date.unwrap_or_else(|| date_at(app.clock.now(), zone));
    let expected = expected_on(&app, &office, date)?;
    if expected.iter().any(ExpectedView::is_personal) {
        app.people.has_read("appointments read", &date.to_string(), caller.by());
    }
    Ok(Json(expected))
}

/// Everybody who comes, or was to come, on a date.
fn expected_on(app: &App, office: &OfficeId, date: NaiveDate) -> Result<Vec<ExpectedView>, Problem> {
    let zone = zone_of(app, office);
    if !is_near(date, date_at(app.clock.now(), zone)) {
        return Ok(Vec::new());
    }
    let begins = |date: NaiveDate| {
        let midnight = date.and_time(chrono::NaiveTime::MIN).and_local_timezone(zone).earliest();
        midnight.map(|at| Moment::new(at.to_utc()))
    };
    let until = date.checked_add_days(Days::new(1)).and_then(begins);
    let Some(stretch) = begins(date).zip(until) else { return Ok(Vec::new()) };
    let bookings = app.reader.bookings_between(office, stretch).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "the agenda could not be read");
        Problem::later("store_failed")
    })?;
    let mut expected = Vec::new();
    for booking in &bookings {
        let found = match app.booking_by_id(&booking.id) {
            Ok(found) => Some(found),
            Err(Hidden::Unknown) => None,
            Err(Hidden::TooMany(_) | Hidden::Failed) => return Err(Problem::later("store_failed")),
        };
        expected.push(ExpectedView::of(booking, found.as_ref()));
    }
    Ok(expected)
}

/// The last name that goes with a code.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
pub struct OfName {
    /// The last name; needed from elsewhere than the house where one is known.
    last_name: Option<String>,
    /// The language of problems.
    #[serde(rename = "language")]
    _language: String,
}

/// What a code, or the secret in a page's address, opens.
#[utoipa::path(get, path = "/api/v1/bookings/{code}", tag = "bookings",
    params(("code" = String, Path), OfName),
    responses((status = 200, body = OpenedView), (status = 404, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(code): Path,
    name: Result<Query<OfName>, QueryRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<OpenedView>, Problem> {
    let Query(name) = name.map_err(|_| Problem::value("value", "last_name is a text"))?;
    let found = find(&app, &caller, (&code, name.last_name.as_deref()), language(&uri, &headers))?;
    OpenedView::of(&app, &found).map(Json).ok_or_else(|| Problem::unknown("booking"))
}

/// Gives an appointment or a reservation back, or a place in the waiting list.
#[utoipa::path(delete, path = "/api/v1/bookings/{code}", tag = "bookings",
    params(("code" = String, Path), OfName),
    responses((status = 200, body = OpenedView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn cancel(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(code): Path,
    name: Result<Query<OfName>, QueryRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<OpenedView>, Problem> {
    let Query(name) = name.map_err(|_| Problem::value("value", "last_name is a text"))?;
    let words = language(&uri, &headers);
    let proof = (code.as_str(), name.last_name.as_deref());
    let found = find(&app, &caller, proof, words)?;
    let asker = asker(&caller, &found.office, None);
    let outcome = match (&found.booking, &found.wish) {
        (Some(booking), _) => app.cancel(asker, booking.id.clone()).await,
        (None, Some(wish)) => app.drop_wish(asker, wish.id.clone()).await,
        (None, None) => return Err(Problem::unknown("booking")),
    };
    outcome_of_asked(&app, &found.office, words, outcome)?;
    let found = find(&app, &caller, proof, words)?;
    OpenedView::of(&app, &found).map(Json).ok_or_else(|| Problem::unknown("booking"))
}

/// Keeps a reservation longer, once.
#[utoipa::path(post, path = "/api/v1/bookings/{code}/extend", tag = "bookings",
    params(("code" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = WithName,
    responses((status = 200, body = AppointmentView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
              (status = 503, body = Problem)))]
pub async fn extend(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(code): Path,
    asked: Asked<WithName>,
) -> Result<Json<AppointmentView>, Problem> {
    let found = find(&app, &caller, (&code, asked.body.last_name.as_deref()), asked.language)?;
    let booking = found.booking.ok_or_else(|| Problem::unknown("booking"))?;
    let asker = asker(&caller, &found.office, asked.request);
    let outcome = app.extend(asker, booking.id).await;
    appointment(outcome_of_asked(&app, &found.office, asked.language, outcome)?).map(Json)
}

/// Takes an appointment to another time; where that is taken, the old one stays.
#[utoipa::path(post, path = "/api/v1/bookings/{code}/move", tag = "bookings",
    params(("code" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = MoveBookingBody,
    responses((status = 200, body = AppointmentView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
              (status = 503, body = Problem)))]
pub async fn move_on(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(code): Path,
    asked: Asked<MoveBookingBody>,
) -> Result<Json<AppointmentView>, Problem> {
    let MoveBookingBody { start, desk, last_name } = asked.body;
    let found = find(&app, &caller, (&code, last_name.as_deref()), asked.language)?;
    let booking = found.booking.ok_or_else(|| Problem::unknown("booking"))?;
    let asker = asker(&caller, &found.office, asked.request);
    let outcome = app.move_booking(asker, booking.id, (start, desk), reach(&caller)).await;
    appointment(outcome_of_asked(&app, &found.office, asked.language, outcome)?).map(Json)
}

/// Gives the visitor of an appointment a number.
#[utoipa::path(post, path = "/api/v1/offices/{office}/check-in", tag = "bookings", security(("key" = [])),
    params(("office" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = CheckInBody,
    responses((status = 201, body = IssuedView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
              (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
              (status = 503, body = Problem)))]
pub async fn check_in(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    asked: Asked<CheckInBody>,
) -> Result<Done, Problem> {
    let office = office_for(&app, &caller, &office)?;
    if caller.device.as_ref().is_some_and(|device| device.role != DeviceRole::Totem) {
        return Err(Problem::not_yours());
    }
    let CheckInBody { code, language, print } = asked.body;
    let printer = printer_for(&app, &office, caller.device.as_ref(), print.as_deref())?;
    let found = find(&app, &caller, (&code, None), asked.language)?;
    let asker = asker(&caller, &office, asked.request);
    let outcome = app.check_in(asker, &found, (caller.channel(), printer), language).await;
    outcome_of_asked(&app, &office, asked.language, outcome)
}

/// Waits for a place that is given back, or stands in a draw.
#[utoipa::path(post, path = "/api/v1/offices/{office}/wishes", tag = "bookings",
    params(("office" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = WishBody,
    responses((status = 201, body = WishView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem)))]
pub async fn wish(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    asked: Asked<WishBody>,
) -> Result<(StatusCode, Json<WishView>), Problem> {
    let office = office_for(&app, &caller, &office)?;
    let (body, words) = (asked.body, asked.language);
    let applicant = Some(body.applicant()?);
    let told = Told { language: body.language.unwrap_or(words), ..Told::default() };
    let party = Party { told, applicant, ..Party::default() };
    let asker = asker(&caller, &office, asked.request);
    let outcome = app.wish(asker, body.wanted(), body.wished()?, party).await;
    let Answer::Wish { wish, secrets } = outcome_of_asked(&app, &office, words, outcome)?.answer else {
        return Err(Problem::later("store_failed"));
    };
    let view = WishView::known(&app, &office, &wish, secrets.as_ref());
    view.map(|view| (StatusCode::CREATED, Json(view))).ok_or_else(|| Problem::unknown("wish"))
}

/// Whether a caller is of the house: staff, a device, or a program with a key.
fn is_ours(caller: &Caller) -> bool {
    caller.role.is_some() || caller.device.is_some()
}

fn reach(caller: &Caller) -> Reach {
    if caller.role.is_some() { Reach::Staff } else { Reach::Public }
}

fn channel(caller: &Caller, by_phone: bool) -> Result<BookingChannel, Problem> {
    if by_phone {
        return if caller.role.is_some() { Ok(BookingChannel::Phone) } else { Err(Problem::not_yours()) };
    }
    Ok(match (&caller.device, caller.role, caller.actor.kind) {
        (Some(_), _, _) => BookingChannel::Totem,
        (None, None, _) => BookingChannel::Home,
        (None, Some(_), ActorKind::Key) => BookingChannel::Api,
        (None, Some(Role::Welcome), _) => BookingChannel::Welcome,
        (None, Some(_), _) => BookingChannel::Desk,
    })
}

/// Who asks. The public has no names of its own: its requests go by where they come from as well, or
/// whoever guesses another's name for one would be told what it was answered.
fn asker(caller: &Caller, office: &OfficeId, request: Option<Request>) -> Asker {
    let request = match is_ours(caller) {
        true => request,
        false => request.map(|request| request.from_network(caller.peer.address)),
    };
    Asker { office: office.clone(), actor: caller.actor.clone(), lane: caller.lane(), request }
}

/// What a code or the secret of an address opens for this caller.
fn find(
    app: &App,
    caller: &Caller,
    (code, last_name): (&str, Option<&str>),
    words: Language,
) -> Result<Found, Problem> {
    let guesser = match &caller.device {
        Some(device) => Guesser::Totem(&device.id),
        None => Guesser::Address(caller.peer.address),
    };
    let proof = match is_ours(caller) {
        true => Proof::Code,
        false => Proof::Name(last_name.unwrap_or_default()),
    };
    let found = match crate::link::token_in(code) {
        Some(token) => app.booking_by_token(&token),
        None => app.booking_by_code(code, proof, guesser),
    };
    match found {
        // Whose appointment it is tells a caller of another office nothing but where to go.
        Ok(found) => {
            if caller.role.is_some() && found.applicant.is_some() {
                let id = found.booking.as_ref().map(|booking| booking.id.to_string());
                app.people.has_read("appointment read", &id.unwrap_or_default(), caller.by());
            }
            Ok(found)
        }
        Err(Hidden::Unknown) => {
            let zone = caller.office.as_ref().map_or(chrono_tz::UTC, |office| zone_of(app, office));
            Err(Problem::refused(&Refusal::UnknownBooking, words, zone))
        }
        Err(Hidden::TooMany(wait)) => Err(Problem::too_many(wait)),
        Err(Hidden::Failed) => Err(Problem::later("store_failed")),
    }
}

fn appointment(done: Done) -> Result<AppointmentView, Problem> {
    match done.answer {
        Answer::Appointment(appointment) => Ok((*appointment).into()),
        Answer::Taken(_)
        | Answer::Ticket(_)
        | Answer::Called(_)
        | Answer::Desk(_)
        | Answer::Wish { .. }
        | Answer::Block(_)
        | Answer::TakenIn { .. }
        | Answer::Copied(_)
        | Answer::Configuration { .. }
        | Answer::Nobody => Err(Problem::unknown("booking")),
    }
}
