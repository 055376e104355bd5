//! The pages of a device for its own browser, on this machine only.
//!
//! ```text
//! /             to the pages of the device once there is something to show; before that the doorstep
//! /feed         the doorstep, live
//! /display/     the pages themselves (or /totem/), at the address that the dispatcher has them at
//! /static/...   files
//! ```

use crate::doorstep::{self, Doorstep};
use crate::front::{LinkFront, Shown, Standing, Station};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use office::wire::{DeviceRole, FromDevice};
use screen::feed::{Feed, Opening, Pulse, is_same_origin, rendered, serve};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;
use tower::ServiceExt;

/// Makes the pages of a device, once it has something to show.
pub type Mount<S> = Box<dyn Fn(LinkFront<S>) -> Router + Send + Sync>;

/// What a device shows, and where.
pub struct Host<S> {
    /// What comes down the link.
    pub station: Arc<Station<S>>,
    /// What it asks.
    pub up: mpsc::Sender<FromDevice>,
    /// What it is.
    pub role: DeviceRole,
    /// The address of the dispatcher, for whoever sets the device up.
    pub server: String,
    /// Makes its pages.
    pub mount: Mount<S>,
}

struct Pages<S> {
    host: Host<S>,
    prefix: String,
    mounted: Mutex<Option<Router>>,
}

impl<S: Shown> Pages<S> {
    /// The device's own pages; nothing before there is anything to show, or while it is a newcomer.
    fn own(&self) -> Option<Router> {
        if matches!(*self.host.station.standing().borrow(), Standing::Newcomer { .. }) {
            return None;
        }
        let mut mounted = self.mounted.lock().unwrap_or_else(PoisonError::into_inner);
        if mounted.is_none() {
            let first = self.host.station.shown().borrow().clone()?;
            let front = LinkFront::new(&self.host.station, first, self.host.up.clone());
            *mounted = Some((self.host.mount)(front));
        }
        mounted.clone()
    }

    fn doorstep(&self, standing: &Standing) -> Doorstep {
        let code = match standing {
            Standing::Newcomer { code } => Some(code.as_str()),
            Standing::Reaching | Standing::Linked => None,
        };
        Doorstep::new(code, &self.host.server)
    }
}

/// The pages of a device that listens at `address`, beside the `files` that they load.
pub fn router<S: Shown>(host: Host<S>, files: Router, address: SocketAddr) -> Router {
    let prefix = format!("/{}", host.role.code());
    let pages = Arc::new(Pages { prefix: prefix.clone(), host, mounted: Mutex::default() });
    Router::new()
        .route("/", get(enter::<S>))
        .route("/feed", get(live::<S>))
        .route(&format!("{prefix}/"), any(own::<S>))
        .route(&format!("{prefix}/{{*rest}}"), any(own::<S>))
        .with_state(pages)
        .nest(screen::assets::STATIC_PATH, screen::assets::router())
        .nest(doorstep::STATIC_PATH, doorstep::files())
        .merge(files)
        .layer(from_fn(safe_headers))
        .layer(from_fn_with_state(address, own_host))
}

async fn enter<S: Shown>(State(pages): State<Arc<Pages<S>>>) -> Response {
    use askama::Template;
    if pages.own().is_some() {
        return Redirect::to(&format!("{}/", pages.prefix)).into_response();
    }
    let standing = pages.host.station.standing().borrow().clone();
    match pages.doorstep(&standing).render() {
        Ok(html) => Html(html).into_response(),
        Err(failure) => {
            tracing::error!(%failure, "the doorstep could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn live<S: Shown>(State(pages): State<Arc<Pages<S>>>, opening: Opening) -> Response {
    let standing = pages.host.station.standing();
    let (sender, source) = tokio::sync::watch::channel(Arc::new(standing.borrow().clone()));
    tokio::spawn(pass_on(standing, sender));
    let station = pages.host.station.clone();
    let feed = rendered(source, move |standing| match standing {
        Standing::Linked => Feed::reload(),
        Standing::Reaching | Standing::Newcomer { .. } => pages.doorstep(standing).feed(),
    });
    let pulse = move || {
        station.page_is_open();
        Pulse { as_of: String::new(), stale: false }
    };
    serve(opening, feed, pulse)
}

async fn pass_on(
    mut standing: tokio::sync::watch::Receiver<Standing>,
    sender: tokio::sync::watch::Sender<Arc<Standing>>,
) {
    loop {
        tokio::select! {
            () = sender.closed() => return,
            changed = standing.changed() => if changed.is_err() { return },
        }
        let now = standing.borrow_and_update().clone();
        sender.send_replace(Arc::new(now));
    }
}

async fn own<S: Shown>(State(pages): State<Arc<Pages<S>>>, mut request: Request) -> Response {
    let Some(own) = pages.own() else { return Redirect::to("/").into_response() };
    let path = request.uri().path_and_query().map_or("/", |whole| whole.as_str());
    let within = path.strip_prefix(&pages.prefix).unwrap_or("/");
    *request.uri_mut() = within.parse().unwrap_or_else(|_| Uri::from_static("/"));
    own.oneshot(request).await.into_response()
}

/// Only a browser that calls this machine by its own address is answered: a page of somebody else's that
/// has made its name point here is not.
async fn own_host(State(address): State<SocketAddr>, request: Request, next: Next) -> Response {
    let port = address.port();
    let names = [address.to_string(), format!("localhost:{port}")];
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| names.iter().any(|name| name.eq_ignore_ascii_case(host))) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let is_ours = request.method().is_safe() || is_same_origin(request.headers());
    if is_ours { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

async fn safe_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(screen::CONTENT_SECURITY_POLICY));
    headers.entry(X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
