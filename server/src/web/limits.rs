//! What the public may do, and how often, from one address; and how fast a totem gives numbers.
//!
//! Staff, devices and programs with a key are not limited here; this machine and the networks of the
//! house only in guessing. Logins are counted where they are checked.

use super::access::{Access, Caller};
use super::body::language;
use super::guesses::Guesses;
use super::limiter::Limiter;
use super::network::household;
use super::pages;
use super::peer::Peer;
use super::problem::{Problem, retry_after};
use crate::app::App;
use crate::registrar::inbox::{NotTaken, PUBLIC_MAX};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;
use office::id::DeviceId;
use office::language::Language;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The limits, and who has done how much.
#[derive(Debug)]
pub struct Limits {
    /// Readings by one address. A hall full of telephones may share one.
    reads: Limiter<IpAddr>,
    /// Changes asked for by one address.
    changes: Limiter<IpAddr>,
    /// Secrets of slips that were none, from one address.
    wrong_slips: Limiter<IpAddr>,
    /// Numbers taken at one totem.
    numbers: Limiter<DeviceId>,
    /// Codes of appointments that were none.
    pub guesses: Guesses,
    /// Turns of the public at asking the registrar for a place.
    turns: Semaphore,
}

/// Most of the public who ask the registrar for a place at once: half of its lane, so that others of the
/// public are let in too.
const TURNS: usize = PUBLIC_MAX / 2;
/// Longest wait for a turn.
const TURN_WAIT_MAX: Duration = Duration::from_secs(5);

impl Default for Limits {
    fn default() -> Self {
        Self {
            reads: Limiter::new(600, Duration::from_millis(30)),
            changes: Limiter::new(30, Duration::from_secs(1)),
            wrong_slips: Limiter::new(20, Duration::from_secs(10)),
            numbers: Limiter::new(30, Duration::from_secs(2)),
            guesses: Guesses::default(),
            turns: Semaphore::new(TURNS),
        }
    }
}

impl Limits {
    /// Counts a number taken at a totem.
    ///
    /// # Errors
    /// Where it is one too many: how long to wait.
    pub fn number_at(&self, totem: &DeviceId, app: &App) -> Result<(), Duration> {
        self.numbers.take(totem.clone(), app.clock.elapsed())
    }

    /// Waits for a turn at asking the registrar for a place: where thousands want the same few, a moment
    /// of waiting tells most of them that they are taken, without asking.
    ///
    /// # Errors
    /// Where no turn came in time.
    pub async fn turn(&self) -> Result<SemaphorePermit<'_>, NotTaken> {
        let turn = tokio::time::timeout(TURN_WAIT_MAX, self.turns.acquire()).await;
        // The semaphore is never closed.
        turn.map_err(|_| NotTaken::Full)?.map_err(|_| NotTaken::Ended)
    }
}

/// What a route does, as the limits count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It only tells.
    Reads,
    /// It changes something.
    Changes,
}

/// Turns away whoever of the public asks too often.
pub async fn limit(
    State((app, access, effect)): State<(Arc<App>, Access, Effect)>,
    request: Request,
    next: Next,
) -> Response {
    let caller = request.extensions().get::<Caller>();
    if caller.is_some_and(|caller| caller.role.is_some() || caller.device.is_some()) {
        return next.run(request).await;
    }
    let peer = Peer::of(&request);
    let own = household(peer.address);
    let (limits, now) = (&app.limits, app.clock.elapsed());
    let is_ours = peer.is_loopback() || app.door.is_house(peer.address);
    let limiter = match effect {
        Effect::Reads => &limits.reads,
        Effect::Changes => &limits.changes,
    };
    let asker = Asker::of(&request);
    if !is_ours && let Err(wait) = limiter.take(own, now) {
        return asker.too_many(wait);
    }
    let response = next.run(request).await;
    // A wrong secret is counted after it was looked up: who holds a right one behind the same address
    // is never kept from it.
    if access == Access::Bearer
        && response.status() == StatusCode::NOT_FOUND
        && let Err(wait) = limits.wrong_slips.take(own, now)
    {
        return asker.too_many(wait);
    }
    response
}

/// How an asker is told something: people by a page in their language, programs by a problem.
struct Asker {
    language: Language,
    is_person: bool,
}

impl Asker {
    fn of(request: &Request) -> Self {
        Self {
            language: language(request.uri(), request.headers()),
            is_person: wants_page(request.headers()),
        }
    }

    fn too_many(&self, wait: Duration) -> Response {
        metrics::counter!("sportello_limited_total").increment(1);
        if !self.is_person {
            return Problem::too_many(wait).into_response();
        }
        let l = screen::texts(self.language);
        let (title, why) = (fl!(l, "message-too-many"), fl!(l, "message-too-many-why"));
        let mut page = pages::message(StatusCode::TOO_MANY_REQUESTS, self.language, &title, &why, None);
        page.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
        page
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}
