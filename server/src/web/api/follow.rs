//! What the bearer of a slip may see and do: the own number, and giving up the place.

use super::tickets::Nothing;
use super::{Done, carry_out};
use crate::app::App;
use crate::registrar::Answer;
use crate::view::WaitView;
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::body::{Asked, language};
use crate::web::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::{Extension, Json};
use office::command::Order;
use office::id::{FollowToken, OfficeId, TicketId};
use office::language::Language;
use office::moment::Moment;
use office::ticket::LegState;
use office::wire::Wait;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A ticket as its visitor may see it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FollowView {
    /// The own number.
    pub number: String,
    /// Where it stands.
    pub state: String,
    /// How many wait in front, while it waits.
    pub ahead: Option<u32>,
    /// The wait from now, while it waits; null where no desk takes the service now.
    pub wait: Option<WaitView>,
    /// From when the call is expected, while it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub from: Option<Moment>,
    /// Until when the call is expected, while it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Moment>,
    /// The desk to go to, while it is called or served.
    pub desk: Option<String>,
    /// The number over that desk.
    pub desk_number: Option<u32>,
    /// The name of that desk.
    pub desk_name: Option<String>,
}

/// The own number.
#[utoipa::path(get, path = "/api/v1/follow/{token}", tag = "follow", params(("token" = String, Path)),
    responses((status = 200, body = FollowView), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<Arc<App>>,
    Path(token): Path,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<FollowView>, Problem> {
    let (office, ticket) = followed(&app, &token)?;
    view(&app, &office, &ticket, language(&uri, &headers)).map(Json).ok_or_else(|| Problem::unknown("slip"))
}

/// Gives up the place.
#[utoipa::path(post, path = "/api/v1/follow/{token}/leave", tag = "follow", params(("token" = String, Path)),
    request_body = Nothing,
    responses((status = 200, body = FollowView), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn leave(
    State(app): State<Arc<App>>,
    Path(token): Path,
    Extension(caller): Extension<Caller>,
    asked: Asked<Nothing>,
) -> Result<Json<FollowView>, Problem> {
    let (office, ticket) = followed(&app, &token)?;
    let Nothing {} = asked.body;
    let order = Order::Leave { ticket: ticket.clone() };
    let Done { answer: Answer::Ticket(_) | Answer::Nobody, .. } =
        carry_out(&app, &caller, &office, asked.request, asked.language, order).await?
    else {
        return Err(Problem::later("store_failed"));
    };
    view(&app, &office, &ticket, asked.language).map(Json).ok_or_else(|| Problem::unknown("slip"))
}

/// The ticket of a slip; unknown and malformed secrets look the same.
pub(crate) fn followed(app: &App, token: &str) -> Result<(OfficeId, TicketId), Problem> {
    let unknown = || Problem::unknown("slip");
    let token = FollowToken::try_from(token.to_owned()).map_err(|_| unknown())?;
    let found = app.reader.followed(&token).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "a slip could not be looked up");
        Problem::later("store_failed")
    })?;
    let ticket = found.ok_or_else(unknown)?;
    let office = app.hub.office_of_ticket(&ticket).ok_or_else(unknown)?;
    Ok((office, ticket))
}

/// What the bearer of a slip sees.
pub(crate) fn view(
    app: &App,
    office: &OfficeId,
    ticket: &TicketId,
    language: Language,
) -> Option<FollowView> {
    let quotes = app.quotes.borrow().clone();
    let floor = app.hub.floor(office)?;
    let ticket = floor.tickets.get(ticket)?;
    let leg = ticket.leg();
    let waits = leg.state == LegState::Waiting;
    let window = quotes.window(office, &ticket.id).filter(|_| waits);
    let desk = leg.desk.as_ref().filter(|_| leg.state.is_at_desk());
    let plan = desk.and_then(|desk| floor.rules()?.desk(desk));
    Some(FollowView {
        number: ticket.number.to_string(),
        state: leg.state.code().to_owned(),
        ahead: waits.then(|| floor.ahead_of(ticket)),
        wait: quotes.ticket_quote(office, &ticket.id).filter(|_| waits).map(|quote| Wait::from(quote).into()),
        from: window.map(|window| window.from),
        until: window.map(|window| window.until),
        desk: desk.map(ToString::to_string),
        desk_number: plan.map(|plan| plan.number),
        desk_name: plan.map(|plan| plan.name.in_language(language).to_owned()),
    })
}
