//! Desks: opening, resting, closing, and calling the next visitor.

use super::tickets::Nothing;
use super::{Done, carry_out};
use crate::app::App;
use crate::view::{CalledView, DeskView};
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::body::Asked;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use office::command::Order;
use office::id::{DeskId, OfficeId};
use office::moment::Moment;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// How long a desk rests.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseBody {
    /// When the clerk expects to be back.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub back_at: Option<Moment>,
}

/// A desk.
#[utoipa::path(get, path = "/api/v1/desks/{desk}", tag = "desks", security(("key" = [])),
    params(("desk" = String, Path)),
    responses((status = 200, body = DeskView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(desk): Path,
) -> Result<Json<DeskView>, Problem> {
    let (office, desk) = desk_for(&app, &caller, &desk)?;
    let floor = app.hub.floor(&office).ok_or_else(|| Problem::unknown("desk"))?;
    DeskView::of(&floor, &desk, app.clock.now()).map(Json).ok_or_else(|| Problem::unknown("desk"))
}

fn desk_for(app: &App, caller: &Caller, desk: &str) -> Result<(OfficeId, DeskId), Problem> {
    let unknown = || Problem::unknown("desk");
    let desk = DeskId::new(desk).map_err(|_| unknown())?;
    let office = app.hub.office_of_desk(&desk).filter(|office| caller.may_see(office)).ok_or_else(unknown)?;
    Ok((office, desk))
}

macro_rules! desk_orders {
    ($($(#[$doc:meta])* $name:ident, $path:literal, $body:ty, $answer:ty, |$desk:ident, $asked:ident| $order:expr;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "desks", security(("key" = [])),
            params(("desk" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
            request_body = $body,
            responses((status = 200, body = $answer), (status = 204), (status = 401, body = Problem),
                      (status = 403, body = Problem), (status = 404, body = Problem),
                      (status = 409, body = Problem), (status = 415, body = Problem),
                      (status = 422, body = Problem), (status = 503, body = Problem)))]
        pub async fn $name(
            State(app): State<Arc<App>>,
            Extension(caller): Extension<Caller>,
            Path(desk): Path,
            asked: Asked<$body>,
        ) -> Result<Done, Problem> {
            let (office, $desk) = desk_for(&app, &caller, &desk)?;
            let $asked = asked.body;
            let order = $order;
            carry_out(&app, &caller, &office, asked.request, asked.language, order).await
        }
    )+};
}

desk_orders! {
    /// Lets a desk take visitors.
    open, "/api/v1/desks/{desk}/open", Nothing, DeskView, |desk, _nothing| Order::OpenDesk { desk };
    /// Lets a desk rest.
    pause, "/api/v1/desks/{desk}/pause", PauseBody, DeskView,
        |desk, asked| Order::PauseDesk { desk, back_at: asked.back_at };
    /// Lets a resting desk go on.
    resume, "/api/v1/desks/{desk}/resume", Nothing, DeskView, |desk, _nothing| Order::ResumeDesk { desk };
    /// Lets a desk take no more visitors.
    close, "/api/v1/desks/{desk}/close", Nothing, DeskView, |desk, _nothing| Order::CloseDesk { desk };
    /// Calls whoever is next; 204 where nobody can be called.
    call_next, "/api/v1/desks/{desk}/call-next", Nothing, CalledView, |desk, _nothing| Order::CallNext { desk };
}
