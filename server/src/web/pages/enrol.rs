//! A browser without a program of its own becomes a totem or a display: `/enrol/`.
//!
//! ```text
//! /enrol/ --button--> a key in a cookie, and a code on the screen --typed by an admin--> its page
//! ```
//!
//! The key is good for nothing until its code has been typed; nobody but the browser ever has it.

use super::{NO_OFFICE, message, page};
use crate::app::App;
use crate::control;
use crate::enrolment::Hearer;
use crate::store::keys::{self, DeviceRow, SecretHash};
use crate::web::access::Caller;
use crate::web::body::staff_language;
use crate::web::cookies::{Cookie, are_safe};
use agent::doorstep::Doorstep;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use office::language::Language;
use screen::Page;
use screen::feed::{Feed, Opening, Pulse, serve};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

const ENROL: &str = "/enrol/";

/// The page with the button.
#[derive(Template)]
#[template(path = "enrol.html")]
struct EnrolPage {
    page: Page,
}

/// `GET /enrol/`
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = staff_language(&uri, &headers);
    if !are_safe(caller.peer) {
        return insecure(language);
    }
    let Some(hash) = hash_of(&caller, &headers) else { return start(language) };
    if let Some(device) = app.directory.now().device_by_key(&hash) {
        return Redirect::to(&page_of(device)).into_response();
    }
    match app.newcomers.code_of(&hash, app.clock.elapsed()) {
        Some((code, _)) => page(&Doorstep::new(Some(&code), &app.public_url)),
        None => start(language),
    }
}

/// `POST /enrol/`
pub async fn come(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = staff_language(&uri, &headers);
    let l = screen::texts(language);
    let busy = || {
        let words = (fl!(l, "message-busy"), fl!(l, "message-busy-why"));
        message(StatusCode::SERVICE_UNAVAILABLE, language, &words.0, &words.1, None)
    };
    let Ok(secret) = control::secret() else { return busy() };
    let Some(cookie) = Cookie::Device.set(caller.peer, &secret) else { return insecure(language) };
    let hearer = Hearer::Browser(keys::hash(&secret));
    let moment = (app.clock.elapsed(), || app.random_bits().ok());
    if app.newcomers.come(None, caller.peer.address, hearer, moment).is_none() {
        return busy();
    }
    tracing::info!(address = %caller.peer.address, "a newcomer waits to be enrolled");
    ([(SET_COOKIE, cookie)], Redirect::to(ENROL)).into_response()
}

/// `GET /enrol/feed`
pub async fn feed(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    opening: Opening,
) -> Response {
    let waiting = hash_of(&caller, &headers)
        .and_then(|hash| Some((hash, app.newcomers.code_of(&hash, app.clock.elapsed())?)));
    let Some((hash, (code, left))) = waiting else { return StatusCode::NOT_FOUND.into_response() };
    let first = Doorstep::new(Some(&code), &app.public_url).feed();
    let (sender, shown) = watch::channel(Arc::new(first));
    tokio::spawn(lead_on(app, hash, left, sender));
    serve(opening, shown, || Pulse { as_of: String::new(), stale: false })
}

/// Loads the page anew once the browser is enrolled, or its code too old.
async fn lead_on(app: Arc<App>, hash: SecretHash, left: Duration, shown: watch::Sender<Arc<Feed>>) {
    tokio::select! {
        () = app.directory.until_known(&hash) => {}
        () = sleep_until(Instant::now() + left) => {}
        () = shown.closed() => return,
    }
    shown.send_replace(Arc::new(Feed::reload()));
    shown.closed().await;
}

fn hash_of(caller: &Caller, headers: &HeaderMap) -> Option<SecretHash> {
    Cookie::Device.of(caller.peer, headers).map(keys::hash)
}

fn page_of(device: &DeviceRow) -> String {
    format!("/{}/{}/", device.role.code(), device.id)
}

fn start(language: Language) -> Response {
    page(&EnrolPage { page: Page::of_staff(language, NO_OFFICE, chrono_tz::UTC.name()) })
}

/// Without TLS anybody on the way could read the key.
fn insecure(language: Language) -> Response {
    let l = screen::texts(language);
    let words = (fl!(l, "enrol-insecure"), fl!(l, "enrol-insecure-why"));
    message(StatusCode::FORBIDDEN, language, &words.0, &words.1, None)
}
