//! A link of a newcomer: its code, and its key once somebody has typed that.

use super::session::{bye, ping, send};
use crate::app::{App, end_of};
use crate::enrolment::{CODE_LASTS, Hearer};
use crate::web::peer::Peer;
use axum::extract::ws::{Message, WebSocket};
use office::wire::{DeviceRole, PING_EVERY_S, ToDevice};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

/// Lets a newcomer wait until it is enrolled, or its code is too old.
pub async fn run(app: &App, mut socket: WebSocket, role: Option<DeviceRole>, peer: Peer) {
    let (hearer, hears) = oneshot::channel();
    let random = || app.random_bits().ok();
    let moment = (app.clock.elapsed(), random);
    let Some(code) = app.newcomers.come(role, peer.address, Hearer::Link(hearer), moment) else {
        tracing::info!(address = %peer.address, code = "crowded", "a device was not let in");
        return bye(&mut socket, "crowded", Some(super::herd::PAUSE_MAX_S)).await;
    };
    tracing::info!(address = %peer.address, "a newcomer waits to be enrolled");
    let ended = wait(app, &mut socket, &code, hears).await;
    app.newcomers.forget(&code, app.clock.elapsed());
    if let Err(why) = ended {
        bye(&mut socket, why, None).await;
    }
}

async fn wait(
    app: &App,
    socket: &mut WebSocket,
    code: &str,
    mut hears: oneshot::Receiver<(office::id::DeviceId, String)>,
) -> Result<(), &'static str> {
    let told = ToDevice::Code { code: code.to_owned(), expires_in_s: CODE_LASTS.as_secs() as u32 };
    send(socket, &told).await?;
    let ends_at = Instant::now() + CODE_LASTS;
    let mut pings = interval(Duration::from_secs(PING_EVERY_S));
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard_at = Instant::now();
    let mut ending = app.ending.clone();
    loop {
        tokio::select! {
            enrolled = &mut hears => {
                let (device, key) = enrolled.map_err(|_| "expired")?;
                return send(socket, &ToDevice::Enrolled { device, key }).await;
            }
            message = socket.recv() => {
                heard_at = Instant::now();
                match message {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Binary(_))) => return Err("malformed"),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Err("gone"),
                }
            }
            _ = pings.tick() => ping(socket, heard_at).await?,
            () = sleep_until(ends_at) => return Err("expired"),
            () = end_of(&mut ending) => return Err("closing"),
        }
    }
}
