//! Offices: their services, board, queue and log.

use super::{office_for, zone_of};
use crate::app::App;
use crate::screens;
use crate::store::log::PAGE_MAX;
use crate::view::{TicketView, WaitView};
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::body::language;
use crate::web::problem::Problem;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::{Extension, Json};
use office::event::Event;
use office::moment::Moment;
use office::ticket::LegState;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// An office.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficeView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its time zone.
    pub zone: String,
    /// Whether numbers can be taken now.
    pub open: bool,
    /// The open service day.
    pub day: Option<String>,
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceView {
    /// Its id in the catalogue.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The letter it is counted under.
    pub series: String,
    /// Its category.
    pub category: String,
    /// Whether it is never named in public.
    pub sensitive: bool,
    /// How many wait for the desks that take it.
    pub ahead: u32,
    /// The wait of somebody who took a number now; null where no desk takes it now.
    pub wait: Option<WaitView>,
}

/// The board.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoardView {
    /// Changes at init and restore.
    pub epoch: u64,
    /// The sequence of the last event shown.
    pub seq: u64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub as_of: Moment,
    /// Whether numbers can be taken.
    pub open: bool,
    /// Every ticket still called, newest first.
    pub calls: Vec<CallView>,
    /// Who waits, by service, or by series where the service is sensitive.
    pub waiting: Vec<WaitingView>,
    /// Notices of the office.
    pub notices: Vec<String>,
}

/// A number on the board.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallView {
    /// Which number.
    pub number: String,
    /// Which desk.
    pub desk: String,
    /// The desk's name.
    pub desk_name: String,
    /// The number over the desk.
    pub desk_number: u32,
    /// Grows with every announcement of the office.
    pub call_seq: u64,
    /// How often it has been announced.
    pub nth: u32,
    /// When it was called.
    #[schema(value_type = String, format = DateTime)]
    pub called_at: Moment,
}

/// How many wait.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingView {
    /// The letter.
    pub series: String,
    /// The service; absent where it is sensitive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Its name, or the series'.
    pub title: String,
    /// How many wait.
    pub count: u32,
    /// The wait of somebody who took a number now.
    pub wait: Option<WaitView>,
}

/// Every office.
#[utoipa::path(get, path = "/api/v1/offices", tag = "offices", responses((status = 200, body = Vec<OfficeView>)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
) -> Json<Vec<OfficeView>> {
    let language = language(&uri, &headers);
    let now = app.clock.now();
    let view = |office: &office::id::OfficeId| {
        let floor = app.hub.floor(office)?;
        let rules = floor.rules()?;
        Some(OfficeView {
            id: office.to_string(),
            title: rules.office.title.in_language(language).to_owned(),
            zone: rules.office.zone.name().to_owned(),
            open: screens::takes_numbers(&floor, now),
            day: floor.day.map(|day| day.date.to_string()),
        })
    };
    Json(app.hub.offices().filter(|office| caller.may_see(office)).filter_map(view).collect())
}

/// The services of an office, with the present waits.
#[utoipa::path(get, path = "/api/v1/offices/{office}/services", tag = "offices",
    params(("office" = String, Path)),
    responses((status = 200, body = Vec<ServiceView>), (status = 404, body = Problem)))]
pub async fn services(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Vec<ServiceView>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let language = language(&uri, &headers);
    let quotes = app.quotes.borrow().clone();
    let floor = app.hub.floor(&office).ok_or_else(|| Problem::unknown("office"))?;
    let services = floor.rules().map(|rules| rules.services.as_slice()).unwrap_or_default();
    Ok(Json(
        services
            .iter()
            .map(|service| ServiceView {
                id: service.id.to_string(),
                title: service.title.in_language(language).to_owned(),
                series: service.series.to_string(),
                category: service.category.clone(),
                sensitive: service.sensitive,
                ahead: floor.waiting_near(&service.id),
                wait: quotes.wait(&office, &service.id).map(WaitView::from),
            })
            .collect(),
    ))
}

/// The board: what everybody in the hall may see.
#[utoipa::path(get, path = "/api/v1/offices/{office}/board", tag = "offices",
    params(("office" = String, Path)),
    responses((status = 200, body = BoardView), (status = 404, body = Problem)))]
pub async fn board(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<BoardView>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let language = language(&uri, &headers);
    let board = screens::board(&app, &office).ok_or_else(|| Problem::unknown("office"))?;
    Ok(Json(BoardView {
        epoch: board.epoch,
        seq: board.seq,
        as_of: board.as_of,
        open: board.open,
        calls: board
            .calls
            .into_iter()
            .map(|call| CallView {
                number: call.number.to_string(),
                desk: call.desk.to_string(),
                desk_name: call.desk_name.in_language(language).to_owned(),
                desk_number: call.desk_number,
                call_seq: call.call_seq,
                nth: call.nth,
                called_at: call.called_at,
            })
            .collect(),
        waiting: board
            .waiting
            .into_iter()
            .map(|line| WaitingView {
                series: line.series.to_string(),
                service: line.service.map(|service| service.to_string()),
                title: line.title.in_language(language).to_owned(),
                count: line.count,
                wait: line.wait.map(WaitView::from),
            })
            .collect(),
        notices: board.notices.into_iter().map(|notice| notice.in_language(language).to_owned()).collect(),
    }))
}

/// Every ticket of the day that has not ended, who waits first, in the order of their coming.
#[utoipa::path(get, path = "/api/v1/offices/{office}/queue", tag = "offices", security(("key" = [])),
    params(("office" = String, Path)),
    responses((status = 200, body = Vec<TicketView>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn queue(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
) -> Result<Json<Vec<TicketView>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let floor = app.hub.floor(&office).ok_or_else(|| Problem::unknown("office"))?;
    let mut unfinished: Vec<_> = floor.tickets.values().filter(|ticket| !ticket.state().is_final()).collect();
    unfinished.sort_by_key(|ticket| (ticket.state() != LegState::Waiting, ticket.joined_at, ticket.seq));
    Ok(Json(unfinished.into_iter().map(|ticket| TicketView::of(&floor, ticket)).collect()))
}

/// Which part of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Events after this sequence.
    #[serde(default)]
    pub after: u64,
    /// At most so many, up to 1000.
    #[serde(default = "page_default")]
    pub limit: u32,
}

fn page_default() -> u32 {
    100
}

/// The log, in order.
#[utoipa::path(get, path = "/api/v1/offices/{office}/events", tag = "offices", security(("key" = [])),
    params(("office" = String, Path), Part),
    responses((status = 200, body = Vec<Object>), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn events(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    part: Result<Query<Part>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Vec<Event>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let Query(part) = part.map_err(|_| Problem::value("value", "after and limit are whole numbers"))?;
    if part.limit == 0 || part.limit > PAGE_MAX {
        return Err(Problem::value("value", format!("limit is from 1 to {PAGE_MAX}")));
    }
    let reader = app.reader.clone();
    let read = tokio::task::spawn_blocking(move || reader.events(&office, part.after, part.limit)).await;
    match read {
        Ok(Ok(events)) => Ok(Json(events)),
        Ok(Err(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the log could not be read");
            Err(Problem::later("store_failed"))
        }
        Err(_) => Err(Problem::later("ending")),
    }
}

/// The clock time of the office, for pages.
pub(crate) fn as_of(app: &App, office: &office::id::OfficeId, at: Moment) -> String {
    screen::words::clock(at, zone_of(app, office))
}
