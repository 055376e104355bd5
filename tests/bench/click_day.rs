//! Ten thousand people within two seconds for two hundred places, and a desk that calls meanwhile.

use crate::Failure;
use crate::load::{line_to, quantile};
use crate::process::{Server, Target};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tests::click_day::{PLACES, ask, office, starts};
use tests::line::Line;
use tokio::runtime::Runtime;

/// Everybody who comes.
const PEOPLE: usize = 10_000;
/// Within so long.
const WITHIN_S: f64 = 2.0;
/// Connections on which they come; whoever finds all in use waits, and the wait counts.
const LINES: usize = 1000;
/// Numbers that are waiting to be called.
const WAITING: usize = 400;
/// How much the threads of the crowd give way, as `nice` counts it.
const PATIENT: i32 = 10;
/// A clerk's pause between two calls.
const PAUSE: Duration = Duration::from_millis(10);

/// How people come.
#[derive(Debug, Clone, Copy)]
pub enum Arrival {
    /// All in the first moment.
    AtOnce,
    /// Evenly over the two seconds.
    Evenly,
    /// Most of them early, fewer and fewer later.
    Early,
}

impl Arrival {
    /// Every way.
    pub const ALL: [Arrival; 3] = [Arrival::AtOnce, Arrival::Evenly, Arrival::Early];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Arrival::AtOnce => "at once",
            Arrival::Evenly => "evenly over 2 s",
            Arrival::Early => "most of them early within 2 s",
        }
    }

    fn at(self, nth: usize) -> Duration {
        let share = nth as f64 / PEOPLE as f64;
        let at_s = match self {
            Arrival::AtOnce => 0.0,
            Arrival::Evenly => WITHIN_S * share,
            Arrival::Early => (-(1.0 - share).ln() * WITHIN_S / 5.0).min(WITHIN_S),
        };
        Duration::from_secs_f64(at_s)
    }
}

/// What was seen.
pub struct Seen {
    /// Places given; each must be given once.
    pub given: usize,
    /// Answers that were neither a place nor a refusal.
    pub indefinite: usize,
    /// From somebody's arrival to the answer: half within.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred within.
    pub p99_ms: f64,
    /// Calls of the desk meanwhile.
    pub calls: usize,
    /// Ninety-nine of a hundred of them within.
    pub call_p99_ms: f64,
}

/// Lets everybody come.
pub async fn come(arrival: Arrival) -> Result<Seen, Failure> {
    let (folder, key) = office();
    let server = Server::serving(folder.path(), key).await?;
    let target = server.target();
    let times: Arc<[String]> = starts(target.address.parse()?).await.into();
    prepare(&target).await?;
    let is_over = Arc::new(AtomicBool::new(false));
    let calling = clerk(target.clone(), is_over.clone());
    let begin = Instant::now() + Duration::from_millis(200);
    let crowd = crowd()?;
    let mut coming = Vec::new();
    for first in 0..LINES {
        let (target, times) = (target.clone(), times.clone());
        coming.push(crowd.spawn(async move {
            let mut line = Line::to(&target.address, "").await?;
            let mut seen = Vec::new();
            for nth in (first..PEOPLE).step_by(LINES) {
                let arrives = begin + arrival.at(nth);
                tokio::time::sleep_until(arrives.into()).await;
                let (status, _) = ask(&mut line, nth, &times[nth % times.len()]).await?;
                seen.push((status, arrives.elapsed().as_secs_f64() * 1000.0));
            }
            Ok::<_, Failure>(seen)
        }));
    }
    let (mut statuses, mut taken_ms) = (Vec::new(), Vec::new());
    for line in coming {
        for (status, ms) in line.await?? {
            statuses.push(status);
            taken_ms.push(ms);
        }
    }
    crowd.shutdown_background();
    is_over.store(true, Ordering::Relaxed);
    let called = tokio::task::spawn_blocking(|| calling.join()).await?;
    let mut calls_ms = called.map_err(|_| "the clerk gave up")??;
    server.end_without_folder()?;
    taken_ms.sort_by(f64::total_cmp);
    calls_ms.sort_by(f64::total_cmp);
    Ok(Seen {
        given: statuses.iter().filter(|status| **status == 201).count(),
        indefinite: statuses.iter().filter(|status| !matches!(status, 201 | 409)).count(),
        p50_ms: quantile(&taken_ms, 0.5),
        p99_ms: quantile(&taken_ms, 0.99),
        calls: calls_ms.len(),
        call_p99_ms: quantile(&calls_ms, 0.99),
    })
}

/// Whether each place was given once, everybody answered, and in time.
pub fn is_in_time(seen: &Seen) -> bool {
    seen.given == PLACES && seen.indefinite == 0 && seen.p99_ms < 2000.0
}

/// Opens a desk and lets people wait for it.
async fn prepare(target: &Target) -> Result<(), Failure> {
    let mut line = line_to(target).await?;
    line.ask("POST", "/api/v1/desks/sportello-3/open", "{}").await?;
    for _ in 0..WAITING {
        line.ask("POST", "/api/v1/offices/portico/tickets", r#"{"service":"imu"}"#).await?;
    }
    Ok(())
}

/// The threads on which people come. Ten thousand telephones take no time from the server that they ask, but
/// these share its cores: they get what it leaves.
fn crowd() -> Result<Runtime, Failure> {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    threads.on_thread_start(|| _ = rustix::process::nice(PATIENT));
    Ok(threads.enable_all().build()?)
}

/// A clerk on a thread of their own: the crowd's tasks are not to be in the way of the watch.
fn clerk(target: Target, is_over: Arc<AtomicBool>) -> JoinHandle<Result<Vec<f64>, Failure>> {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(call(target, is_over))
    })
}

/// Calls and serves until it is over; milliseconds of each call.
async fn call(target: Target, is_over: Arc<AtomicBool>) -> Result<Vec<f64>, Failure> {
    let mut line = line_to(&target).await?;
    let mut calls_ms = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let asked = Instant::now();
        let (status, body) = line.ask("POST", "/api/v1/desks/sportello-3/call-next", "{}").await?;
        calls_ms.push(asked.elapsed().as_secs_f64() * 1000.0);
        if status != 200 {
            return Err(format!("call-next: {status} {body}").into());
        }
        let called: serde_json::Value = serde_json::from_str(&body)?;
        let ticket = called["ticket"]["id"].as_str().unwrap_or_default();
        for step in ["start", "finish"] {
            line.ask("POST", &format!("/api/v1/tickets/{ticket}/{step}"), "{}").await?;
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(calls_ms)
}
