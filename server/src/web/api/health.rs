//! Whether the server lives, is ready, and how it fares.

use crate::app::App;
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::web::problem::Problem;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Whether the writer lives: the question goes through it.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200), (status = 503, body = Problem)))]
pub async fn healthz(State(app): State<Arc<App>>) -> Result<&'static str, Problem> {
    match app.registry.ask(Lane::Hall, Work::Chore(Chore::Knock)).await? {
        Outcome::Done(_) | Outcome::Unchanged(_) => Ok("ok"),
        Outcome::Refused(_)
        | Outcome::KeyReused
        | Outcome::NoRoom
        | Outcome::Failed
        | Outcome::Declined(_) => Err(Problem::later("store_failed")),
    }
}

/// Whether the server takes requests.
#[utoipa::path(get, path = "/readyz", tag = "health", responses((status = 200), (status = 503, body = Problem)))]
pub async fn readyz(State(app): State<Arc<App>>) -> Result<&'static str, Problem> {
    if app.is_ready() && !*app.ending.borrow() { Ok("ready") } else { Err(Problem::later("not_ready")) }
}

/// Counters and times, in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "health", security(("key" = [])),
    responses((status = 200, content_type = "text/plain"), (status = 401, body = Problem)))]
pub async fn metrics(State(app): State<Arc<App>>) -> Response {
    for office in app.hub.offices() {
        if let Some(floor) = app.hub.floor(office) {
            metrics::gauge!("sportello_waiting", "office" => office.to_string())
                .set(floor.waiting.len() as f64);
            metrics::gauge!("sportello_events", "office" => office.to_string()).set(floor.seq as f64);
        }
    }
    // Where the store cannot be read the last figures stand, and other alarms ring.
    if let Ok(mail) = app.reader.mail_figures(None, app.clock.now()) {
        let age = mail.oldest_due_at.map_or(0.0, |due| app.clock.now().since(due).as_secs_f64());
        metrics::gauge!("sportello_mail_waiting").set(mail.waiting as f64);
        metrics::gauge!("sportello_mail_failed").set(mail.failed as f64);
        metrics::gauge!("sportello_mail_oldest_seconds").set(age);
    }
    let headers = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (StatusCode::OK, headers, app.metrics.render()).into_response()
}
