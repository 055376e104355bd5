//! How messages to who has an appointment fare.

use super::office_for;
use crate::app::App;
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use office::moment::Moment;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// How the messages of an office fare.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailView {
    /// Whether there is a mail server to which they go.
    pub set_up: bool,
    /// How many are due and not yet taken.
    pub waiting: u64,
    /// How many were given up.
    pub failed: u64,
    /// Since when the oldest of those that wait is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub oldest_due_at: Option<Moment>,
}

/// How messages to who has an appointment fare; of whom nothing is said.
#[utoipa::path(get, path = "/api/v1/offices/{office}/mail", tag = "offices", security(("key" = [])),
    params(("office" = String, Path)),
    responses((status = 200, body = MailView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
) -> Result<Json<MailView>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let found = app.reader.mail_figures(Some(&office), app.clock.now()).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "messages could not be looked up");
        Problem::later("store_failed")
    })?;
    Ok(Json(MailView {
        set_up: app.sends_mail,
        waiting: found.waiting,
        failed: found.failed,
        oldest_due_at: found.oldest_due_at,
    }))
}
