//! Carries out what the spool says: journal, machine, dispatcher.

use super::settings::Settings;
use super::transport::{Connection, Event};
use agent::health::Health;
use agent::link::{Account, Heard, OUTBOX_MAX, run as link};
use office::wire::{FromDevice, PrinterScreen, Snapshot, ToDevice};
use printer::spool::journal::Journal;
use printer::spool::{Effect, Input, Spool};
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval};

/// How often the spool is told that time has passed.
const TICK: Duration = Duration::from_millis(100);
/// How often the program says how it is.
const HEALTH_EVERY: Duration = Duration::from_secs(60);

/// Why the program ends by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// Nothing is sent that the disk does not know of.
    #[error("the journal cannot be written")]
    Journal(#[source] std::io::Error),
    /// Signals cannot be heard.
    #[error("signals cannot be heard")]
    Signals(#[source] std::io::Error),
    /// Nobody to link to.
    #[error("it is not said where to link to")]
    NoAccount,
}

/// Works until the program is told to end.
pub async fn run(settings: Settings) -> Result<(), Ended> {
    let Settings { account, journal, machine, profile, logo } = settings;
    let account = account.ok_or(Ended::NoAccount)?;
    let (journal, entries) = Journal::open(&journal).map_err(Ended::Journal)?;
    tracing::info!(device = %account.device, profile = profile.name, ?machine, open = entries.len(), "started");
    let spool = Spool::new(profile, logo, machine.byte_time(), &entries);
    let (ending, is_ending) = watch::channel(false);
    let (up, down, linking) = linked(account, is_ending);
    let mut terminate = signal(SignalKind::terminate()).map_err(Ended::Signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Ended::Signals)?;
    let started_at = Instant::now();
    let health = Health::start(env!("CARGO_PKG_VERSION"));
    let mut work = Work { spool, journal, up, started_at, health, machine: None, is_let_go: false };
    let anew = || Connection::begin(&machine);
    let ended = tokio::select! {
        ended = work.go_on(anew(), &anew, down) => ended,
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
    };
    ending.send_replace(true);
    let _ = linking.await;
    ended
}

/// The newest of what the dispatcher has told.
#[derive(Clone, Default)]
struct Told {
    /// How often the link came up.
    links: u64,
    /// What is to be printed.
    screen: Option<Arc<PrinterScreen>>,
}

type Down = watch::Receiver<Told>;

/// Keeps the link up: where messages go, and where the newest of what is told stands.
fn linked(
    account: Account,
    ending: watch::Receiver<bool>,
) -> (mpsc::Sender<FromDevice>, Down, tokio::task::JoinHandle<()>) {
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (tell, down) = watch::channel(Told::default());
    let heard = move |heard| match heard {
        Heard::Message(message) => match *message {
            ToDevice::Welcome { .. } => tell.send_modify(|told| told.links += 1),
            ToDevice::Snapshot { snapshot: Snapshot::Printer(screen) } => {
                tell.send_modify(|told| told.screen = Some(Arc::new(screen)));
            }
            _ => {}
        },
        Heard::Down => {}
    };
    let jitter = || {
        let mut byte = [128_u8];
        // Without random bits the pauses are only less scattered.
        let _ = getrandom::fill(&mut byte);
        f64::from(byte[0]) / 255.0
    };
    let linking = tokio::spawn(link(account, outbox, heard, jitter, ending));
    (up, down, linking)
}

struct Work {
    spool: Spool,
    journal: Journal,
    up: mpsc::Sender<FromDevice>,
    started_at: Instant,
    health: Health,
    /// Where bytes for the machine go, while it is there.
    machine: Option<mpsc::Sender<Vec<u8>>>,
    /// Whether the connection is to be given up for another one.
    is_let_go: bool,
}

impl Work {
    async fn go_on(
        &mut self,
        mut connection: Connection,
        anew: &impl Fn() -> Connection,
        mut down: Down,
    ) -> Result<(), Ended> {
        let (mut ticks, mut health) = (interval(TICK), interval(HEALTH_EVERY));
        let mut links = 0;
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                event = connection.event() => match event {
                    Event::Connected(machine) => {
                        self.machine = Some(machine);
                        self.step(Input::Connected)?;
                    }
                    Event::Said(bytes) => self.step(Input::Said(&bytes))?,
                    Event::Gone => {
                        self.machine = None;
                        self.step(Input::Disconnected)?;
                    }
                },
                Ok(()) = down.changed() => {
                    let told = down.borrow_and_update().clone();
                    if std::mem::replace(&mut links, told.links) != told.links {
                        self.step(Input::Linked)?;
                    }
                    if let Some(screen) = told.screen {
                        self.step(Input::Listed(&screen))?;
                    }
                }
                _ = ticks.tick() => self.step(Input::Time)?,
                _ = health.tick() => {
                    let _ = self.up.try_send(self.health.now());
                }
            }
            if std::mem::take(&mut self.is_let_go) {
                self.machine = None;
                self.step(Input::Disconnected)?;
                self.is_let_go = false;
                connection = anew();
            }
        }
    }

    /// Carries out what follows from `input`, in its order; what the disk refuses ends the program.
    fn step(&mut self, input: Input<'_>) -> Result<(), Ended> {
        for effect in self.spool.step(input, self.started_at.elapsed()) {
            match effect {
                Effect::Record(entry) => self.journal.record(&entry).map_err(Ended::Journal)?,
                Effect::Keep(entries) => self.journal.keep(&entries).map_err(Ended::Journal)?,
                Effect::Send(bytes) => {
                    // A machine that takes nothing any more has lost its connection, or will be given up.
                    self.is_let_go |=
                        self.machine.as_ref().is_some_and(|machine| machine.try_send(bytes).is_err());
                }
                Effect::Tell(message) => {
                    if let FromDevice::Printer { trouble, weak } = &message {
                        tracing::info!(?trouble, weak, "printer");
                    }
                    // While the link is down nothing is lost: it is told again with the next snapshot.
                    let _ = self.up.try_send(message);
                }
                Effect::Reconnect => self.is_let_go = true,
            }
        }
        Ok(())
    }
}
