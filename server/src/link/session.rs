//! One device's link, from hello to bye.

use super::asks::{Unanswered, answer};
use super::{herd, newcomer};
use crate::app::{App, end_of};
use crate::hub::Published;
use crate::printers::Known;
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::store::keys::{self, DeviceRow};
use crate::web::peer::Peer;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use office::configuration::Version;
use office::wire::{
    DeviceRole, Errand, FromDevice, PING_EVERY_S, PROTOCOL, SILENCE_MAX_S, ToDevice, Trouble,
};
use screen::front::Errands;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

/// Longest time until the hello.
const HELLO_MAX: Duration = Duration::from_secs(10);
/// Longest time that a device may take to accept a message.
const SEND_MAX: Duration = Duration::from_secs(10);
/// Longest time for the last word to a device.
const BYE_MAX: Duration = Duration::from_secs(2);
/// Seconds after which a device may ask again.
const RETRY_AFTER_S: u32 = 2;
/// Shortest time between two snapshots to one device: a rush of events is shown at once.
const REST: Duration = Duration::from_millis(10);
/// Pause before it is tried again to note what a printer is told of.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// Who is at the other end, by its first message.
enum Comer {
    Known(DeviceRow),
    /// What it can be.
    Newcomer(Option<DeviceRole>),
}

/// Runs a link until either side ends it.
pub async fn run(app: Arc<App>, mut socket: WebSocket, peer: Peer) {
    if let Err(pause_s) = app.herd.come() {
        metrics::counter!("sportello_links_put_off_total").increment(1);
        return bye(&mut socket, "crowded", Some(pause_s)).await;
    }
    let device = match hello(&app, &mut socket).await {
        Ok(Comer::Known(device)) => device,
        Ok(Comer::Newcomer(role)) => return newcomer::run(&app, socket, role, peer).await,
        Err(code) => {
            tracing::info!(address = %peer.address, code, "a device was not let in");
            return bye(&mut socket, code, None).await;
        }
    };
    tracing::info!(device = %device.id, role = device.role.code(), "linked");
    let linked = metrics::gauge!("sportello_devices", "role" => device.role.code());
    linked.increment(1.0);
    if device.role == DeviceRole::Printer && app.printers.come(&device.id, app.clock.elapsed()) {
        app.hub.printers_changed();
    }
    app.fleet.linked(&device.id, app.clock.elapsed());
    let all = app.links.fetch_add(1, Ordering::SeqCst) + 1;
    let session = Session { app: &app, device: &device };
    let code = tokio::select! {
        biased;
        // Also a device that takes nothing, or never stops talking, is cut.
        () = app.directory.end_of(&device) => "unknown_device",
        code = session.keep(&mut socket) => code,
    };
    linked.decrement(1.0);
    if device.role == DeviceRole::Printer && app.printers.leave(&device.id, app.clock.elapsed()) {
        app.hub.printers_changed();
    }
    app.fleet.unlinked(&device.id);
    let others = app.links.fetch_sub(1, Ordering::SeqCst).max(all);
    tracing::info!(device = %device.id, code, "link ended");
    let pause_s = if code == "closing" { herd::pause_of_all(others) } else { None };
    bye(&mut socket, code, pause_s).await;
}

async fn hello(app: &App, socket: &mut WebSocket) -> Result<Comer, &'static str> {
    let first = timeout(HELLO_MAX, socket.recv()).await.map_err(|_| "malformed")?;
    let Some(Ok(Message::Text(text))) = first else { return Err("malformed") };
    match serde_json::from_str(&text).map_err(|_| "malformed")? {
        FromDevice::Hello { protocol, .. } | FromDevice::Newcomer { protocol, .. }
            if protocol != PROTOCOL =>
        {
            Err("protocol")
        }
        FromDevice::Newcomer { role, .. } => Ok(Comer::Newcomer(role)),
        FromDevice::Hello { device, key, .. } => {
            let entries = app.directory.now();
            let row = entries.device(&device).ok_or("unknown_device")?;
            if row.hash == keys::hash(&key) { Ok(Comer::Known(row.clone())) } else { Err("wrong_key") }
        }
        FromDevice::Ask { .. }
        | FromDevice::Paper { .. }
        | FromDevice::Printer { .. }
        | FromDevice::Health { .. } => Err("malformed"),
    }
}

pub(super) async fn bye(socket: &mut WebSocket, code: &str, retry_after_s: Option<u32>) {
    let last = async {
        send(socket, &ToDevice::Bye { code: code.to_owned(), retry_after_s }).await?;
        socket.send(Message::Close(None)).await.map_err(|_| "gone")
    };
    let _ = timeout(BYE_MAX, last).await;
}

struct Session<'a> {
    app: &'a App,
    device: &'a DeviceRow,
}

impl Session<'_> {
    /// Keeps the link; the code of its end.
    async fn keep(&self, socket: &mut WebSocket) -> &'static str {
        let mut published = match self.device.role {
            DeviceRole::Printer => self.app.hub.watch_seldom(),
            DeviceRole::Totem | DeviceRole::Display => self.app.hub.watch(),
        };
        let mut ending = self.app.ending.clone();
        let mut pings = interval(Duration::from_secs(PING_EVERY_S));
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut heard_at, mut next_at) = (Instant::now(), Instant::now());
        let (mut shown, mut held, mut pinged_at) = (None, None, None);
        let mut errands = self.app.fleet.errands(&self.device.id);
        let mut granted = *errands.borrow_and_update();
        let seq = self.app.hub.floor(&self.device.office).map_or(0, |floor| floor.seq);
        if send(socket, &ToDevice::Welcome { epoch: self.app.hub.epoch(), seq }).await.is_err() {
            return "slow";
        }
        loop {
            let heard = tokio::select! {
                // In this order: a device that never stops talking keeps nothing else from its turn, and a simulation
                // repeats itself.
                biased;
                () = end_of(&mut ending) => Err("closing"),
                _ = pings.tick() => {
                    pinged_at = Some(Instant::now());
                    ping(socket, heard_at).await
                }
                Ok(()) = errands.changed() => {
                    let newest = *errands.borrow_and_update();
                    self.errand(socket, std::mem::replace(&mut granted, newest), newest).await
                }
                state = self.due(&mut published, shown, next_at) => match state {
                    Some(state) => {
                        shown = Some(self.of_interest(state));
                        next_at = Instant::now() + REST;
                        if !self.may_show_jobs().await {
                            (shown, next_at) = (None, Instant::now() + TRY_AGAIN);
                        }
                        self.show(socket, state, &mut held).await
                    }
                    None => Err("closing"),
                },
                message = socket.recv() => {
                    heard_at = Instant::now();
                    self.app.fleet.heard(&self.device.id, self.app.clock.elapsed());
                    if let (Some(Ok(Message::Pong(_))), Some(at)) = (&message, pinged_at.take()) {
                        self.app.fleet.answered(&self.device.id, heard_at.duration_since(at));
                    }
                    self.heard(socket, message).await
                }
            };
            if let Err(code) = heard {
                return code;
            }
        }
    }

    /// Waits for a state that this device has not been shown, and for its time of rest to pass.
    async fn due(
        &self,
        published: &mut watch::Receiver<Published>,
        shown: Option<Published>,
        next_at: Instant,
    ) -> Option<Published> {
        published.wait_for(|state| Some(self.of_interest(*state)) != shown).await.ok()?;
        sleep_until(next_at).await;
        Some(*published.borrow())
    }

    /// What of a state concerns this device: a printer has nothing to do with calls and waits.
    fn of_interest(&self, state: Published) -> Published {
        match self.device.role {
            DeviceRole::Printer => Published { generation: 0, looks: 0, days: 0, printers: 0, ..state },
            DeviceRole::Totem => Published { paper: 0, ..state },
            DeviceRole::Display => Published { paper: 0, printers: 0, ..state },
        }
    }

    /// Shows a state; a totem is told the configuration first, where it holds another one.
    async fn show(
        &self,
        socket: &mut WebSocket,
        state: Published,
        held: &mut Option<Version>,
    ) -> Result<(), &'static str> {
        if self.app.directory.now().device(&self.device.id) != Some(self.device) {
            return Err("unknown_device");
        }
        if self.device.role == DeviceRole::Totem
            && let Some((version, configuration)) = self.app.hub.configuration(&self.device.office)
            && *held != Some(version)
        {
            send(socket, &ToDevice::Configuration { version, configuration }).await?;
            *held = Some(version);
        }
        match self.app.snapshots.message(self.app, self.device, state) {
            Some(message) => send_text(socket, message).await,
            None => Ok(()),
        }
    }

    /// Has it noted that a printer is told of its new jobs, before it is; false where that is to be tried again.
    async fn may_show_jobs(&self) -> bool {
        let printer = &self.device.id;
        if self.device.role != DeviceRole::Printer
            || !self.app.reader.has_unshown_jobs(printer).unwrap_or(true)
        {
            return true;
        }
        let noted = self.app.registry.ask(Lane::Hall, Work::Chore(Chore::ShowJobs(printer.clone()))).await;
        matches!(noted, Ok(Outcome::Done(_)))
    }

    /// Passes on what the fleet's page asks of the device.
    async fn errand(
        &self,
        socket: &mut WebSocket,
        before: Errands,
        now: Errands,
    ) -> Result<(), &'static str> {
        if now.chimes != before.chimes {
            send(socket, &ToDevice::Errand { errand: Errand::Chime }).await?;
        }
        if now.reloads != before.reloads {
            send(socket, &ToDevice::Errand { errand: Errand::Reload }).await?;
        }
        Ok(())
    }

    async fn heard(
        &self,
        socket: &mut WebSocket,
        message: Option<Result<Message, axum::Error>>,
    ) -> Result<(), &'static str> {
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(()),
            Some(Ok(Message::Binary(_))) => return Err("malformed"),
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err("gone"),
        };
        match serde_json::from_str(&text).map_err(|_| "malformed")? {
            FromDevice::Hello { .. } | FromDevice::Newcomer { .. } => Err("malformed"),
            FromDevice::Ask { request, ask } if self.device.role == DeviceRole::Totem => {
                let told = match answer(self.app, self.device, request.clone(), ask).await {
                    Ok(reply) => ToDevice::Reply { request, reply },
                    Err(Unanswered::Refused(refusal)) => ToDevice::Refused { request, refusal },
                    Err(Unanswered::Busy) => ToDevice::Busy { request, retry_after_s: RETRY_AFTER_S },
                };
                send(socket, &told).await
            }
            FromDevice::Ask { .. } => Err("not_a_totem"),
            FromDevice::Paper { job, paper } => {
                let printer = self.device.id.clone();
                let chore = Work::Chore(Chore::PaperStands { printer, job, paper });
                // Not stored, the job stays in the snapshot, and the printer says it again.
                let _ = self.app.registry.ask(Lane::Hall, chore).await;
                Ok(())
            }
            FromDevice::Printer { trouble, weak, columns } => {
                if self.device.role == DeviceRole::Printer {
                    self.printer_is(Known { trouble, weak, columns }).await;
                }
                Ok(())
            }
            FromDevice::Health { uptime_s, version, memory_kib } => {
                self.app.fleet.health(&self.device.id, uptime_s, &version, memory_kib);
                Ok(())
            }
        }
    }

    /// Takes in how a printer says that it is.
    async fn printer_is(&self, known: Known) {
        let printer = &self.device.id;
        if !self.app.printers.tell(printer, known, self.app.clock.elapsed()) {
            return;
        }
        if let Some(columns) = known.columns.filter(|columns| *columns != self.app.columns_of(printer)) {
            let chore = Chore::PaperIsWide { printer: printer.clone(), columns };
            // Not stored, it is said again with the next link.
            let _ = self.app.registry.ask(Lane::Hall, Work::Chore(chore)).await;
        }
        let (trouble, weak) = (known.trouble.map_or("none", Trouble::code), known.weak);
        tracing::info!(device = %printer, trouble, weak, "a printer has said how it is");
        self.app.hub.printers_changed();
    }
}

pub(super) async fn ping(socket: &mut WebSocket, heard_at: Instant) -> Result<(), &'static str> {
    if heard_at.elapsed() > Duration::from_secs(SILENCE_MAX_S) {
        return Err("silent");
    }
    match timeout(SEND_MAX, socket.send(Message::Ping(Default::default()))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err("slow"),
    }
}

pub(super) async fn send(socket: &mut WebSocket, message: &ToDevice) -> Result<(), &'static str> {
    let text = serde_json::to_string(message).map_err(|_| "malformed")?;
    send_text(socket, text.into()).await
}

async fn send_text(socket: &mut WebSocket, text: Utf8Bytes) -> Result<(), &'static str> {
    match timeout(SEND_MAX, socket.send(Message::Text(text))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err("slow"),
    }
}
