//! Boards that all lose their server at once, a server that holds five hundred of them for a day, and how soon a call
//! is spoken.

use crate::Failure;
use crate::boards::{DISPLAY, new_display};
use crate::load::{line_to, quantile};
use crate::process::Server;
use agent::link::{Account, Heard, OUTBOX_MAX, run};
use agent::network::Network;
use agent::trust::Trust;
use futures_util::StreamExt;
use office::id::DeviceId;
use office::wire::{Snapshot, ToDevice};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tests::line::Line;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;

/// Time between two numbers while boards come back.
const BETWEEN: Duration = Duration::from_millis(50);
/// Longest wait for all boards.
const ALL_MAX: Duration = Duration::from_secs(60);
/// Visits of a full day at three desks and many more.
const VISITS: usize = 1500;
/// After so many of them the day has begun: what every office holds is held.
const BEGUN_AFTER: usize = 150;
/// Calls that are spoken.
const SPOKEN: usize = 20;

/// What a herd took.
pub struct Healed {
    /// Seconds from the end of the server until the last board shows a call of the next one.
    pub seconds: f64,
    /// How long a number took meanwhile, ninety-nine of a hundred, milliseconds.
    pub p99_ms: f64,
    /// How many there were.
    pub numbers: usize,
}

/// Kills the server of so many boards, starts it again, and waits until all of them show what is true.
pub async fn heal(boards: usize) -> Result<Healed, Failure> {
    let (server, _) = Server::fresh().await?;
    let address = server.target().address;
    let hall = Hall::open(&server, boards)?;
    hall.shows(1).await?;
    let dir = server.kill()?;
    let killed = Instant::now();
    let (server, _) = Server::again_at(dir, address).await?;
    let mut line = line_to(&server.target()).await?;
    let newest = call(&mut line).await?;
    let (ending, mut is_ending) = watch::channel(false);
    let mut other = line_to(&server.target()).await?;
    let issuing = tokio::spawn(async move {
        let mut taken_ms = Vec::new();
        while !*is_ending.borrow_and_update() {
            let asked = Instant::now();
            other.ask("POST", "/api/v1/offices/portico/tickets", r#"{"service":"imu"}"#).await?;
            taken_ms.push(asked.elapsed().as_secs_f64() * 1000.0);
            tokio::time::sleep(BETWEEN).await;
        }
        Ok::<_, Failure>(taken_ms)
    });
    hall.shows(newest).await?;
    let seconds = killed.elapsed().as_secs_f64();
    ending.send_replace(true);
    let mut taken_ms = issuing.await??;
    taken_ms.sort_by(f64::total_cmp);
    drop(hall);
    server.end().await?;
    Ok(Healed { seconds, p99_ms: quantile(&taken_ms, 0.99), numbers: taken_ms.len() })
}

/// The memory of the server, MiB: when the day has begun, in its middle and at its end.
pub async fn memory(boards: usize) -> Result<[f64; 3], Failure> {
    let (server, _) = Server::fresh().await?;
    let hall = Hall::open(&server, boards)?;
    hall.shows(1).await?;
    let mut line = line_to(&server.target()).await?;
    let mut held_mib = Vec::new();
    for visit in 1..=VISITS {
        line.ask("POST", "/api/v1/offices/portico/tickets", r#"{"service":"imu"}"#).await?;
        let (id, newest) = called_next(&mut line).await?;
        if [BEGUN_AFTER, VISITS / 2, VISITS].contains(&visit) {
            // While the call is there: what is over before a board has looked is never shown.
            hall.shows(newest).await?;
            held_mib.push(server.resident_mib()?);
        }
        finish(&mut line, &id).await?;
    }
    drop(hall);
    server.end().await?;
    held_mib.try_into().map_err(|_| "a day has a beginning, a middle and an end".into())
}

/// From the call to the first bytes of its voice at the display's page, milliseconds, sorted.
pub async fn spoken() -> Result<Vec<f64>, Failure> {
    let (server, _) = Server::fresh().await?;
    let target = server.target();
    let address = format!("ws://{}/display/display-1/feed", target.address);
    let (mut feed, _) = tokio_tungstenite::connect_async(address).await?;
    let mut line = line_to(&target).await?;
    let mut sounds = line_to(&target).await?;
    let mut taken_ms = Vec::new();
    for _ in 0..SPOKEN {
        line.ask("POST", "/api/v1/offices/portico/tickets", r#"{"service":"imu"}"#).await?;
        let called = Instant::now();
        let (id, newest) = called_next(&mut line).await?;
        let sound = loop {
            let message = feed.next().await.ok_or("the feed has ended")??;
            let Message::Text(text) = message else { continue };
            let state: serde_json::Value = serde_json::from_str(&text)?;
            let says = state["says"].as_array().cloned().unwrap_or_default();
            let own = says.iter().find(|saying| saying["call"] == newest);
            if let Some(sound) = own.and_then(|saying| saying["sounds"][0].as_str()) {
                break sound.to_owned();
            }
        };
        let (status, _) = sounds.head(&format!("/display/display-1/{sound}")).await?;
        if status != 200 {
            return Err(format!("{sound}: {status}").into());
        }
        taken_ms.push(called.elapsed().as_secs_f64() * 1000.0);
        finish(&mut line, &id).await?;
    }
    server.end().await?;
    taken_ms.sort_by(f64::total_cmp);
    Ok(taken_ms)
}

async fn call(line: &mut Line) -> Result<u64, Failure> {
    line.ask("POST", "/api/v1/offices/portico/tickets", r#"{"service":"imu"}"#).await?;
    Ok(called_next(line).await?.1)
}

async fn called_next(line: &mut Line) -> Result<(String, u64), Failure> {
    let (status, answer) = line.ask("POST", "/api/v1/desks/sportello-3/call-next", "").await?;
    if status != 200 {
        return Err(format!("call-next: {status} {answer}").into());
    }
    let answer: serde_json::Value = serde_json::from_str(&answer)?;
    let (_, board) = line.ask("GET", "/api/v1/offices/portico/board", "").await?;
    let board: serde_json::Value = serde_json::from_str(&board)?;
    let newest = board["calls"][0]["call_seq"].as_u64().unwrap_or(0);
    Ok((answer["ticket"]["id"].as_str().unwrap_or_default().to_owned(), newest))
}

async fn finish(line: &mut Line, id: &str) -> Result<(), Failure> {
    line.ask("POST", &format!("/api/v1/tickets/{id}/start"), "").await?;
    line.ask("POST", &format!("/api/v1/tickets/{id}/finish"), "").await?;
    Ok(())
}

/// So many boards, each on a link of its own by the client of the device programs.
struct Hall {
    seen: watch::Receiver<()>,
    boards: Arc<Vec<AtomicU64>>,
    _links: JoinSet<()>,
    _ending: watch::Sender<bool>,
}

impl Hall {
    fn open(server: &Server, count: usize) -> Result<Self, Failure> {
        let account = Account {
            url: format!("ws://{}/link", server.target().address),
            trust: Trust::ThisMachine,
            device: DeviceId::new(DISPLAY)?,
            key: new_display(server)?,
            network: Network::default(),
        };
        let (ending, is_ending) = watch::channel(false);
        let (saw, seen) = watch::channel(());
        let boards: Arc<Vec<AtomicU64>> = Arc::new((0..count).map(|_| AtomicU64::new(0)).collect());
        let mut links = JoinSet::new();
        for nth in 0..count {
            let (account, is_ending, boards, saw) =
                (account.clone(), is_ending.clone(), boards.clone(), saw.clone());
            links.spawn(async move {
                // Nothing goes up, and the way up stays open.
                let (_up, outbox) = mpsc::channel(OUTBOX_MAX);
                let heard = |heard| {
                    if let Heard::Message(message) = heard
                        && let ToDevice::Snapshot { snapshot: Snapshot::Display(screen) } = *message
                    {
                        // What is shown counts as seen also where nobody was ever called.
                        let newest = screen.board.calls.first().map_or(1, |call| call.call_seq);
                        boards[nth].fetch_max(newest, Ordering::SeqCst);
                        saw.send_replace(());
                    }
                };
                run(account, outbox, heard, agent::jitter, is_ending).await;
            });
        }
        Ok(Self { seen, boards, _links: links, _ending: ending })
    }

    /// Waits until every board shows a call, or a later one.
    async fn shows(&self, call: u64) -> Result<(), Failure> {
        let mut seen = self.seen.clone();
        let all = || self.boards.iter().filter(|board| board.load(Ordering::SeqCst) >= call).count();
        let waiting = seen.wait_for(|()| all() == self.boards.len());
        match tokio::time::timeout(ALL_MAX, waiting).await {
            Ok(_) => Ok(()),
            Err(_) => Err(format!("{} of {} boards show the call", all(), self.boards.len()).into()),
        }
    }
}
