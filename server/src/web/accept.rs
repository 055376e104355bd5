//! The accept loop: every connection has limits of its own.
//!
//! `axum::serve` never cuts a half-sent request; this loop does: headers must be complete within
//! [`HEADERS_MAX`], which also ends idle connections, bodies within [`super::body::BODY_MAX`], and an
//! answer that its peer does not take is given up after [`TAKEN_MAX`]. WebSockets count as connections.

use super::guest::Guest;
use super::peer::Peer;
use crate::app::end_of;
use axum::middleware::AddExtension;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use tower::Layer;

/// Longest time until the headers of a request are complete.
pub const HEADERS_MAX: Duration = Duration::from_secs(20);
/// Longest time in which a peer takes nothing of what it is sent.
const TAKEN_MAX: Duration = Duration::from_secs(30);
/// Pause after a connection that could not be accepted: the next attempt would fail alike.
const BREATH: Duration = Duration::from_millis(50);
/// Shortest time between two lines of the log about that.
const WARN_EVERY: Duration = Duration::from_secs(10);
/// Most connections at once.
const CONNECTIONS_MAX: usize = 4096;
/// Largest head of a request, bytes.
const HEAD_LEN_MAX: usize = 16 * 1024;
/// Most headers of a request.
const HEADERS_COUNT_MAX: usize = 64;
/// How long open requests may take once the server is to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// Serves connections until the server is to end.
pub async fn serve(listener: TcpListener, router: Router, mut ending: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut connections = JoinSet::new();
    let mut warned_at: Option<Instant> = None;
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = end_of(&mut ending) => break,
        };
        match accepted {
            Ok((stream, address, place)) => {
                let peer = Peer { address: address.ip().to_canonical(), is_secure: false };
                let app = Extension(peer).layer(router.clone());
                connections.spawn(converse(stream, place, app, ending.clone()));
            }
            // Out of file descriptors, or the peer has gone: others are still served.
            Err(error) => {
                if warned_at.is_none_or(|at| at.elapsed() > WARN_EVERY) {
                    tracing::warn!(%error, "connections cannot be accepted");
                    warned_at = Some(Instant::now());
                }
                sleep(BREATH).await;
            }
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    let _ = timeout(FAREWELL, async { while connections.join_next().await.is_some() {} }).await;
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.map_err(std::io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    Ok((stream, address, place))
}

async fn converse(
    stream: TcpStream,
    place: OwnedSemaphorePermit,
    app: AddExtension<Router, Peer>,
    mut ending: watch::Receiver<bool>,
) {
    // A call must not wait for the next packet to fill up.
    let _ = stream.set_nodelay(true);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEADERS_MAX)
        .max_buf_size(HEAD_LEN_MAX)
        .max_headers(HEADERS_COUNT_MAX);
    let guest = Guest::new(stream, place, TAKEN_MAX);
    let connection =
        http.serve_connection(TokioIo::new(guest), TowerToHyperService::new(app)).with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = end_of(&mut ending) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
