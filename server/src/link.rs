//! The link to totems, displays and printers: one WebSocket each, described in docs/protocol.md.
//!
//! ```text
//! device: hello {device, key, protocol, epoch, seq}
//! newcomer: newcomer {role}       server: code {code}, then enrolled {device, key}
//! server: welcome {epoch, seq}, snapshot, snapshot, ...      newest only, nothing is queued up
//! device: ask {request, ask}      server: reply | refused | busy {request}
//! device: paper {job, paper}      the job leaves the printer's snapshot
//! both:   ping every 15 s; 30 s of silence end the link
//! ```
//!
//! A snapshot is rendered once for all devices that show the same, and shared.

mod appointments;
mod asks;
mod herd;
mod newcomer;
mod session;
mod shared;

pub use appointments::token_in;
pub use asks::{Unanswered, answer};
pub use herd::Herd;
pub use shared::{Snapshots, Tongues};

use crate::app::App;
use crate::web::peer::Peer;
use crate::web::problem::Problem;
use axum::Extension;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Largest message of a device, bytes.
const MESSAGE_IN_MAX: usize = 64 * 1024;
/// Most bytes that wait for a slow device; one that reads slower is cut and starts again.
const WRITE_BUFFER_MAX: usize = 4 * 1024 * 1024;
/// Read buffer of a connection, bytes: the default of 128 KiB would be touched by every device.
const READ_BUFFER: usize = 4096;

/// `GET /link`
pub async fn connect(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    if !screen::feed::is_same_origin(&headers) {
        return Problem::new(StatusCode::FORBIDDEN, "other_origin", "a page of another server may not link")
            .into_response();
    }
    // A device that says its key where others can read along is to learn it at once.
    if !(peer.is_secure || peer.is_loopback() || app.is_demo()) {
        return Problem::new(StatusCode::FORBIDDEN, "not_secure", "beyond this machine a link needs TLS")
            .into_response();
    }
    match upgrade {
        Ok(upgrade) => upgrade
            .read_buffer_size(READ_BUFFER)
            .write_buffer_size(0)
            .max_write_buffer_size(WRITE_BUFFER_MAX)
            .max_message_size(MESSAGE_IN_MAX)
            .on_upgrade(move |socket| session::run(app, socket, peer)),
        Err(_) => {
            Problem::new(StatusCode::UPGRADE_REQUIRED, "not_a_websocket", "this address takes a WebSocket")
                .into_response()
        }
    }
}
