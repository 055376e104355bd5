//! The waiting-room screen: the board of the hall, or the sign over one desk.
//!
//! A library of pages. It draws what [`Front::screen`] gives and knows neither dispatcher nor link; it
//! keeps no state, asks nothing and has no clock: ages are counted to the moment at which the board was made.
//!
//! ```text
//! ./            the page, whole and correct without script
//! ./feed        the same blocks as regions, over WebSocket (screen::feed)
//! ./sizes.css   the sizes of one panel, from distance_m and diagonal_in
//! ./chime.wav   the sound of a call
//! ./voice/...   what is said of it, by the hash of the words
//! ```
//!
//! The host builds [`router`] once for a display and mounts it at an address that ends in a slash; beside it
//! [`files`] at [`STATIC_PATH`] and `screen::assets` at its own path.

pub mod chime;
pub mod sizes;
pub mod speech;
mod view;

pub use speech::Speech;

#[cfg(test)]
mod cast;

use crate::sizes::{Resolution, sizes};
use crate::view::View;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use office::wire::DisplayScreen;
use screen::assets::{Shelf, serve_file};
use screen::feed::{self, Feed, Opening};
use screen::front::Front;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use tokio::sync::watch;

/// Path at which a host nests [`files`].
pub const STATIC_PATH: &str = "/static/display";

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let frame = include_bytes!("../static/display.css").as_slice();
    let calls = include_bytes!("../static/calls.css").as_slice();
    Shelf::new(STATIC_PATH, &[("display.css", frame), ("calls.css", calls)])
});

/// The display's own style sheets, the same for all displays of a host.
pub fn files<S: Clone + Send + Sync + 'static>() -> Router<S> {
    SHELF.router()
}

/// The pages of one display, with addresses relative to where it is mounted.
pub fn router<F: Front<Screen = DisplayScreen>>(front: F, speech: Speech) -> Router {
    Router::new()
        .route("/", get(show::<F>))
        .route("/feed", get(live::<F>))
        .route("/sizes.css", get(style))
        .route("/chime.wav", serve_file(chime::sound(), "audio/wav"))
        .route("/voice/{name}", get(speak::<F>))
        .with_state(Shown { front, speech, feed: Arc::default() })
}

/// One display: who stands behind it, and its feed as rendered once for all who look at it.
#[derive(Clone)]
struct Shown<F> {
    front: F,
    speech: Speech,
    feed: Arc<Mutex<Option<watch::Receiver<Arc<Feed>>>>>,
}

impl<F: Front<Screen = DisplayScreen>> Shown<F> {
    fn feed(&self) -> watch::Receiver<Arc<Feed>> {
        let mut shared = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        // The rendering has ended where its source, the front's snapshots, did.
        let live = shared.take().filter(|feed| feed.has_changed().is_ok());
        let speech = self.speech.clone();
        let render = move |screen: &DisplayScreen| regions(screen, &speech);
        let feed = live.unwrap_or_else(|| feed::rendered(self.front.screen(), render));
        *shared = Some(feed.clone());
        feed
    }
}

/// The screen's regions by name, whether they ring, and what is said.
fn regions(shown: &DisplayScreen, speech: &Speech) -> Feed {
    let only = shown.only.as_ref().map(|sign| &sign.desk);
    let regions = View::of(shown, None).regions();
    if speech.is_silent(shown) {
        return Feed::new(shown.board.seq, &regions, None);
    }
    let says = speech.says(&shown.board, only);
    Feed::saying(shown.board.seq, &regions, chime::chime(&shown.board, only), &says)
}

async fn show<F: Front<Screen = DisplayScreen>>(State(shown): State<Shown<F>>) -> Response {
    let screen = shown.front.screen().borrow().clone();
    let view = View::of(&screen, Some(&shown.front.pulse())).at_volume(shown.speech.volume());
    match view.render() {
        Ok(html) => (page_headers(), Html(html)).into_response(),
        Err(failure) => {
            tracing::error!(%failure, "the display's page could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn live<F: Front<Screen = DisplayScreen>>(State(shown): State<Shown<F>>, opening: Opening) -> Response {
    let front = shown.front.clone();
    let errands = front.errands();
    feed::serve_with(opening, shown.feed(), move || front.pulse(), errands)
}

/// A sound of the voice. Its name is a hash of its words: what it says never changes.
async fn speak<F: Front<Screen = DisplayScreen>>(
    State(shown): State<Shown<F>>,
    // A host that mounts these pages under a path with names of its own leaves those here too.
    Path(names): Path<BTreeMap<String, String>>,
) -> Response {
    let name = names.get("name").map_or("", String::as_str);
    match shown.speech.sound(name).await {
        Some(wav) => {
            let kept = [(CONTENT_TYPE, "audio/wav"), (CACHE_CONTROL, "private, max-age=86400, immutable")];
            (kept, wav.to_vec()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What the panel is, as the page names it in the address of its sizes.
#[derive(Deserialize)]
struct Panel {
    distance_m: f64,
    diagonal_in: f64,
}

async fn style(Query(panel): Query<Panel>) -> Response {
    let css = sizes(panel.distance_m, panel.diagonal_in, Resolution::FULL_HD).css();
    (page_headers(), [(CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response()
}

fn page_headers() -> [(axum::http::HeaderName, &'static str); 2] {
    [(CACHE_CONTROL, "no-store"), (CONTENT_SECURITY_POLICY, screen::CONTENT_SECURITY_POLICY)]
}

#[cfg(test)]
#[path = "web_tests.rs"]
mod tests;
