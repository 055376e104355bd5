//! The JSON API: what outsiders build on. Its description is generated from this code.

pub mod bookings;
pub mod desks;
pub mod devices;
pub mod follow;
pub mod health;
pub mod mail;
pub mod offices;
pub mod tickets;
pub mod triage;

use super::access::Caller;
use super::problem::Problem;
use crate::app::App;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Answer, Command, Lane, Outcome, Request};
use crate::view::booking::AppointmentView;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use office::command::Order;
use office::id::OfficeId;
use office::language::Language;
use std::sync::LazyLock;
use utoipa::OpenApi;

/// The OpenAPI description of the whole API.
#[derive(Debug, OpenApi)]
#[openapi(
    info(title = "Sportello", description = "The front office of a town hall.", license(name = "EUPL-1.2", identifier = "EUPL-1.2")),
    paths(
        health::healthz, health::readyz, health::metrics,
        offices::list, offices::services, offices::board, offices::queue, offices::events,
        devices::list, mail::show,
        triage::needs, triage::route,
        tickets::issue, tickets::show, tickets::call, tickets::recall, tickets::withdraw, tickets::start,
        tickets::finish, tickets::absent, tickets::bring_back, tickets::hold, tickets::resume,
        tickets::move_on, tickets::leave,
        desks::show, desks::open, desks::pause, desks::resume, desks::close, desks::call_next,
        follow::show, follow::leave,
        bookings::slots, bookings::reserve, bookings::book, bookings::list, bookings::show, bookings::cancel,
        bookings::extend, bookings::move_on, bookings::check_in, bookings::wish,
    ),
    components(schemas(Problem)),
    modifiers(&WithKey)
)]
pub struct Description;

struct WithKey;

impl utoipa::Modify for WithKey {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
        let components = description.components.get_or_insert_with(Default::default);
        components.add_security_scheme("key", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The description as it is sent: to make it anew for everybody who asks would cost milliseconds each.
static DESCRIPTION: LazyLock<String> =
    LazyLock::new(|| Description::openapi().to_json().expect("a description of our own types becomes JSON"));

/// `GET /api/openapi.json`
pub async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json")], DESCRIPTION.as_str()).into_response()
}

/// Carries out an order of this caller, and tells what came of it.
pub(super) async fn carry_out(
    app: &App,
    caller: &Caller,
    office: &OfficeId,
    request: Option<Request>,
    language: Language,
    order: Order,
) -> Result<Done, Problem> {
    let (office, actor) = (office.clone(), caller.actor.clone());
    let command = Command { office, actor, request, order, aside: None, party: None };
    outcome_of(app, caller.lane(), language, command).await
}

/// Carries out a command, and tells what came of it; a problem is put into words in `language`.
pub(super) async fn outcome_of(
    app: &App,
    lane: Lane,
    language: Language,
    command: Command,
) -> Result<Done, Problem> {
    let office = command.office.clone();
    let outcome = app.command(lane, command).await;
    outcome_of_asked(app, &office, language, outcome)
}

/// Tells what came of something that was asked of the registrar.
pub(super) fn outcome_of_asked(
    app: &App,
    office: &OfficeId,
    language: Language,
    outcome: Result<Outcome, NotTaken>,
) -> Result<Done, Problem> {
    match outcome? {
        Outcome::Done(answer) => Ok(Done { answer, changed: true }),
        Outcome::Unchanged(answer) => Ok(Done { answer, changed: false }),
        Outcome::Refused(refusal) => Err(Problem::refused(&refusal, language, zone_of(app, office))),
        Outcome::KeyReused => {
            let detail = "this Idempotency-Key was used before with another request";
            Err(Problem::value("idempotency_key_reused", detail))
        }
        Outcome::NoRoom => Err(Problem::later("no_room")),
        Outcome::Failed | Outcome::Declined(_) => Err(Problem::later("store_failed")),
    }
}

/// A command that was carried out, or had nothing to do.
#[derive(Debug)]
pub struct Done {
    /// What to tell the caller.
    pub answer: Answer,
    /// Whether something happened.
    pub changed: bool,
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        match self.answer {
            Answer::Taken(taken) => {
                (StatusCode::CREATED, Json(tickets::IssuedView::from(*taken))).into_response()
            }
            Answer::Ticket(ticket) => Json(ticket).into_response(),
            Answer::Called(called) => Json(called).into_response(),
            Answer::Desk(desk) => Json(desk).into_response(),
            Answer::Copied(copied) => Json(copied).into_response(),
            Answer::Appointment(appointment) => Json(AppointmentView::from(*appointment)).into_response(),
            Answer::Wish { .. }
            | Answer::Configuration { .. }
            | Answer::Block(_)
            | Answer::TakenIn { .. }
            | Answer::Nobody => StatusCode::NO_CONTENT.into_response(),
        }
    }
}

/// The time zone of an office; UTC where there is none.
pub(super) fn zone_of(app: &App, office: &OfficeId) -> chrono_tz::Tz {
    app.hub
        .floor(office)
        .and_then(|floor| floor.rules().map(|rules| rules.office.zone))
        .unwrap_or(chrono_tz::UTC)
}

/// The office named in an address, if this caller has to do with it.
pub(super) fn office_for(app: &App, caller: &Caller, office: &str) -> Result<OfficeId, Problem> {
    OfficeId::new(office)
        .ok()
        .filter(|office| caller.may_see(office) && app.hub.floor(office).is_some())
        .ok_or_else(|| Problem::unknown("office"))
}
