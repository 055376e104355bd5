//! The accept loop: every connection has limits of its own.
//!
//! `axum::serve` never cuts a half-sent request; this loop does: headers must be complete within
//! [`HEADERS_MAX`], which also ends idle connections, and bodies within [`super::body::BODY_MAX`].

use crate::app::end_of;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Longest time until the headers of a request are complete.
pub const HEADERS_MAX: Duration = Duration::from_secs(20);
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
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = end_of(&mut ending) => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let (router, ending) = (router.clone(), ending.clone());
                connections.spawn(async move {
                    converse(stream, router, ending).await;
                    drop(place);
                });
            }
            // Out of file descriptors, or the peer has gone: others are still served.
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::task::yield_now().await;
            }
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    let _ = timeout(FAREWELL, async { while connections.join_next().await.is_some() {} }).await;
}

async fn converse(stream: TcpStream, router: Router, mut ending: watch::Receiver<bool>) {
    // A call must not wait for the next packet to fill up.
    let _ = stream.set_nodelay(true);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEADERS_MAX)
        .max_buf_size(HEAD_LEN_MAX)
        .max_headers(HEADERS_COUNT_MAX);
    let connection =
        http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = end_of(&mut ending) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
