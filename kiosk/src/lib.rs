//! The totem: the pages on which visitors say what they need, read how it is done, and take a number.
//!
//! The same pages run in two hosts: in the server below `/totem/{device}/`, on a device at `/`. Every
//! address they name is relative (only the shared files of `screen` are at [`screen::assets::STATIC_PATH`]),
//! so the host's one duty is that the first page's address ends in a slash.
//!
//! ```text
//! attract --language--> needs --topic, words--> needs of it
//!    |                    |                       |
//!    +------ a need ------+-----------------------+--> question, at most three --> outcome
//! outcome --"Prendi il numero" (POST, 303)--> number --"Fatto"--> attract
//!    |
//!    +--"Stampa" (POST, 303)--> outcome
//!    |
//!    +--a free time (POST, 303)--> confirm --yes (POST, 303)--> booked: see `appointment`
//! attract --"Ho un appuntamento", or a code scanned from anywhere--> check-in (POST, 303)--> number
//! ```
//!
//! Triage runs here, on the configuration and the waits that the host holds: without the office the pages
//! say the same. Every page but the first belongs to a visit, whose key is in its address; after the visit
//! its pages lead home. A GET asks the office for free times, and gives a time that was kept back when its
//! visit ends; nothing else. The crate reads no clock and draws no
//! random bits: both are passed in.

pub mod alone;
mod appointment;
mod ask;
mod attract;
mod check_in;
mod forms;
mod frame;
mod info;
mod keyboard;
mod listen;
mod needs;
pub mod night;
mod number;
mod outcome;
mod print;
mod search;
mod settings;
mod stand;
mod take;
mod visit;
mod visits;

pub use alone::Alone;
pub use listen::Ear;
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
use axum::routing::{get, post};
use chrono_tz::Tz;
use office::configuration::Configuration;
use office::moment::Moment;
use office::triage::Outlook;
use office::wire::{Snapshot, TotemScreen};
use screen::assets::Shelf;
use screen::front::Front;
use std::sync::{Arc, LazyLock};

/// Says what time it is: the one clock of the host.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What a totem shows: the newest snapshot, and the configuration that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The snapshot.
    pub screen: TotemScreen,
    /// The configuration.
    pub configuration: Arc<Configuration>,
    /// What it can do about numbers, while it cannot reach the office.
    pub alone: Option<Alone>,
}

impl Shown {
    /// The office's time zone.
    pub fn zone(&self) -> Tz {
        self.configuration.office.zone
    }

    /// The moment as triage is to see it now, however old the snapshot is.
    pub fn outlook(&self, now: Moment) -> Outlook {
        self.screen.outlook.later(now.since(self.screen.as_of))
    }
}

impl agent::front::Shown for Shown {
    fn of(held: &agent::kept::Held) -> Option<Self> {
        let (version, configuration) = held.configuration.clone()?;
        match &held.snapshot {
            // One of another configuration is not shown: the right one follows.
            Snapshot::Totem(screen) if screen.configuration == version => {
                Some(Self { screen: screen.clone(), configuration, alone: None })
            }
            Snapshot::Totem(_) | Snapshot::Display(_) | Snapshot::Printer(_) => None,
        }
    }

    fn as_of(&self) -> (Moment, Tz) {
        (self.screen.as_of, self.zone())
    }
}

/// Greatest form that is read, bytes.
const FORM_LEN_MAX: usize = 4 * 1024;

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let files: [(&str, &'static [u8]); 6] = [
        ("totem.css", include_bytes!("../static/totem.css")),
        ("choices.css", include_bytes!("../static/choices.css")),
        ("outcome.css", include_bytes!("../static/outcome.css")),
        ("search.css", include_bytes!("../static/search.css")),
        ("appointment.css", include_bytes!("../static/appointment.css")),
        ("number.css", include_bytes!("../static/number.css")),
    ];
    Shelf::new("static", &files)
});

/// The totem's pages and files, relative to the address of the first page.
///
/// `front` is the office as this device sees it, `visits` its memory of the last visits, `now` the
/// clock, `ear` lets the pages be heard where somebody speaks. The host mounts [`screen::assets::router`] beside it.
pub fn router<F>(front: F, visits: Visits, now: Clock, ear: Option<Ear>) -> Router
where
    F: Front<Screen = Shown>,
{
    Router::new()
        .route("/", get(attract::show::<F>))
        .route("/feed", get(attract::feed::<F>))
        .route("/needs", get(needs::show::<F>))
        .route("/topics", get(needs::topics::<F>))
        .route("/topic", get(needs::topic::<F>))
        .route("/search", get(search::show::<F>))
        .route("/ask", get(ask::show::<F>))
        .route("/take", post(take::take::<F>))
        .route("/print", post(print::print::<F>))
        .route("/number", get(number::show::<F>))
        .route("/days", get(appointment::days::<F>))
        .route("/times", get(appointment::times::<F>))
        .route("/reserve", post(appointment::reserve::<F>))
        .route("/confirm", get(appointment::confirm::<F>))
        .route("/book", post(appointment::book::<F>))
        .route("/booked", get(appointment::booked::<F>))
        .route("/check-in", get(check_in::show::<F>).post(check_in::check_in::<F>))
        .route("/hours", get(info::hours::<F>))
        .route("/places", get(info::places::<F>))
        .route("/services", get(info::services::<F>))
        .route("/listen", get(listen::listen::<F>))
        .layer(DefaultBodyLimit::max(FORM_LEN_MAX))
        .layer(map_response(guard))
        .nest("/static", SHELF.router())
        .with_state(Totem { front, visits, now, ear })
}

/// What every page works on.
#[derive(Clone)]
struct Totem<F> {
    front: F,
    visits: Visits,
    now: Clock,
    ear: Option<Ear>,
}

impl<F> Totem<F>
where
    F: Front<Screen = Shown>,
{
    fn now(&self) -> Moment {
        (self.now)()
    }

    fn shown(&self) -> Arc<Shown> {
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
