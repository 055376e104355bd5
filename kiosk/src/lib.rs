//! The totem: the pages on which visitors take a number.
//!
//! The same pages run in two hosts: in the server below `/totem/{device}/`, on a device at `/`. Every
//! address they name is relative (only the shared files of `screen` are at [`screen::assets::STATIC_PATH`]),
//! so the host's one duty is that the home page's address ends in a slash.
//!
//! ```text
//! home --tile--> confirm --"Prendi il numero" (POST, 303)--> number --"Fatto", countdown--> home
//!   ^               |  back, two minutes                        |
//!   +---------------+             back key before the end: the same number; after it: home
//! ```
//!
//! A GET never asks anything of the office. The crate reads no clock and draws no random bits: both are
//! passed in.

mod frame;
mod home;
mod number;
mod offer;
mod take;
mod visit;
mod visits;

pub use visit::{EXTENSIONS_MAX, Secret, VALID, Visit, VisitId};
pub use visits::{SHOWN_MAX, Stage, VISITS_MAX, Visits};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use office::moment::Moment;
use office::wire::TotemScreen;
use screen::assets::Shelf;
use screen::front::Front;
use std::sync::{Arc, LazyLock};

/// Says what time it is: the one clock of the host.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// Greatest form that is read, bytes.
const FORM_LEN_MAX: usize = 4 * 1024;

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let files: [(&str, &'static [u8]); 2] = [
        ("totem.css", include_bytes!("../static/totem.css")),
        ("visit.css", include_bytes!("../static/visit.css")),
    ];
    Shelf::new("static", &files)
});

/// The totem's pages and files, relative to the address of the home page.
///
/// `front` is the office as this device sees it, `visits` its memory of the last visits, `now` the
/// clock. The host mounts [`screen::assets::router`] beside it.
pub fn router<F>(front: F, visits: Visits, now: Clock) -> Router
where
    F: Front<Screen = TotemScreen>,
{
    Router::new()
        .route("/", get(home::show::<F>))
        .route("/feed", get(home::feed::<F>))
        .route("/take", get(take::show::<F>).post(take::take::<F>))
        .route("/number", get(number::show::<F>))
        .layer(DefaultBodyLimit::max(FORM_LEN_MAX))
        .layer(map_response(guard))
        .nest("/static", SHELF.router())
        .with_state(Totem { front, visits, now })
}

/// What every page works on.
#[derive(Clone)]
struct Totem<F> {
    front: F,
    visits: Visits,
    now: Clock,
}

impl<F> Totem<F>
where
    F: Front<Screen = TotemScreen>,
{
    fn now(&self) -> Moment {
        (self.now)()
    }

    fn screen(&self) -> Arc<TotemScreen> {
        self.front.screen().borrow().clone()
    }
}

/// The address of one of this crate's files, relative to every page.
fn file(name: &str) -> &str {
    SHELF.url(name)
}

/// Puts on every answer what keeps a visit from the next visitor and foreign content from the page.
async fn guard(mut response: Response) -> Response {
    let headers: [(HeaderName, &'static str); 4] = [
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, screen::CONTENT_SECURITY_POLICY),
        (REFERRER_POLICY, "same-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
