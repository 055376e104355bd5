//! The accept loop: every connection has limits of its own.
//!
//! `axum::serve` never cuts a half-sent request; this loop does: the handshake of TLS, the headers and
//! the body each have their time ([`Patience`]), and an answer that its peer does not take is given up.
//! There are so many places in all, for the public and for one address of it ([`Places`]). WebSockets
//! count as connections.

use super::door::{Door, Patience};
use super::guest::Guest;
use super::peer::Peer;
use super::places::Places;
use crate::app::end_of;
use axum::middleware::AddExtension;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rustls::ServerConfig;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::Layer;

/// Pause after a connection that could not be accepted: the next attempt would fail alike.
const BREATH: Duration = Duration::from_millis(50);
/// Shortest time between two lines of the log about that.
const WARN_EVERY: Duration = Duration::from_secs(10);
/// Largest head of a request, bytes.
const HEAD_LEN_MAX: usize = 16 * 1024;
/// Most headers of a request.
const HEADERS_COUNT_MAX: usize = 64;
/// How long open requests may take once the server is to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// Where connections come from: the network of the machine, or one that a simulation makes.
pub trait Listen: Send + 'static {
    /// One of them.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// The next one, and who is at its other end.
    fn accept(&self) -> impl Future<Output = std::io::Result<(Self::Stream, SocketAddr)>> + Send;
}

impl Listen for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> std::io::Result<(TcpStream, SocketAddr)> {
        let (stream, address) = TcpListener::accept(self).await?;
        // A call must not wait for the next packet to fill up.
        let _ = stream.set_nodelay(true);
        Ok((stream, address))
    }
}

/// Serves connections until the server is to end; all of them by TLS if there is a `tls`.
pub async fn serve<L: Listen>(
    listener: L,
    tls: Option<Arc<ServerConfig>>,
    router: Router,
    door: Door,
    mut ending: watch::Receiver<bool>,
) {
    let places = Places::new(door.each_max);
    let tls = tls.map(TlsAcceptor::from);
    let mut connections = JoinSet::new();
    let mut warned_at: Option<Instant> = None;
    loop {
        let accepted = tokio::select! {
            biased;
            () = end_of(&mut ending) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok((stream, address, one_of_all)) => match places.give(one_of_all, door.comer(address.ip())) {
                Some(place) => {
                    let peer = Peer::direct(address.ip(), tls.is_some());
                    let app = Extension(peer).layer(router.clone());
                    let guest = Guest::new(stream, place, door.patience.taken);
                    connections.spawn(let_in(guest, tls.clone(), app, door.patience, ending.clone()));
                }
                // It is closed at once, and costs nothing more.
                None => metrics::counter!("sportello_connections_refused_total").increment(1),
            },
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
async fn accept<L: Listen>(
    listener: &L,
    places: &Places,
) -> std::io::Result<(L::Stream, SocketAddr, OwnedSemaphorePermit)> {
    let place = places.next().await.ok_or_else(|| std::io::Error::other("there are no places"))?;
    let (stream, address) = listener.accept().await?;
    Ok((stream, address, place))
}

/// Waits for the handshake, if there is to be one, and then for requests.
async fn let_in<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    guest: Guest<S>,
    tls: Option<TlsAcceptor>,
    app: AddExtension<Router, Peer>,
    patience: Patience,
    ending: watch::Receiver<bool>,
) {
    let Some(tls) = tls else { return converse(guest, app, patience, ending).await };
    // Who speaks no TLS, or an old one, is told so by the library and gone.
    if let Ok(Ok(guest)) = timeout(patience.handshake, tls.accept(guest)).await {
        converse(guest, app, patience, ending).await;
    }
}

async fn converse<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    guest: S,
    app: AddExtension<Router, Peer>,
    patience: Patience,
    mut ending: watch::Receiver<bool>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(patience.headers)
        .max_buf_size(HEAD_LEN_MAX)
        .max_headers(HEADERS_COUNT_MAX);
    let connection =
        http.serve_connection(TokioIo::new(guest), TowerToHyperService::new(app)).with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        biased;
        () = end_of(&mut ending) => connection.as_mut().graceful_shutdown(),
        _ = connection.as_mut() => return,
    }
    let _ = connection.await;
}
