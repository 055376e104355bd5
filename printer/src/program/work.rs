//! Carries out what the spool says: journal, machine, dispatcher.

use super::settings::Outfit;
use super::transport::{Connection, Event};
use super::{beside, self_test};
use agent::life;
use agent::link::{Heard, OUTBOX_MAX};
use agent::program::{Kind, Signals};
use agent::settings::Settings;
use office::wire::{DeviceRole, FromDevice, PrinterScreen, Snapshot, ToDevice};
use printer::spool::journal::Journal;
use printer::spool::{Asker, Effect, Input, Spool};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval};

/// How often the spool is told that time has passed.
const TICK: Duration = Duration::from_millis(100);
/// The journal's file in the folder of the device.
const JOURNAL: &str = "journal";
const KIND: Kind = Kind { role: DeviceRole::Printer, version: env!("CARGO_PKG_VERSION") };

/// Why the program ends by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// Nothing is sent that the disk does not know of.
    #[error("the journal cannot be written")]
    Journal(#[source] std::io::Error),
    /// As any program of a device.
    #[error(transparent)]
    Device(#[from] agent::program::Ended),
}

/// Works until the program is told to end.
pub async fn run(settings: Settings, outfit: Outfit) -> Result<(), Ended> {
    let (journal, entries) = Journal::open(&settings.folder.join(JOURNAL)).map_err(Ended::Journal)?;
    let Outfit { machine, profile, .. } = &outfit;
    tracing::info!(profile = profile.name, ?machine, entries = entries.len(), "started");
    let spool = Spool::new(profile.clone(), outfit.logo.clone(), machine.byte_time(), &entries);
    let mut signals = Signals::listen()?;
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (ending, is_ending) = watch::channel(false);
    let (tell, told) = watch::channel(Told::default());
    let linked =
        KIND.device(&settings).run(outbox, move |heard| take_in(heard, &tell), agent::jitter, is_ending);
    // The office's slips come out all the same.
    let totem = beside::listen(outfit.totem.as_deref()).unwrap_or_else(|error| {
        tracing::error!(%error, "the socket for the totem cannot be made");
        mpsc::channel(1).1
    });
    let started_at = Instant::now();
    let mut work = Work { spool, journal, up, totem: None, started_at, machine: None, is_let_go: false };
    life::ready();
    let ended = tokio::select! {
        ended = work.go_on(&outfit, told, totem) => ended,
        ended = linked => ended.map_err(|error| Ended::Device(error.into())),
        never = life::live(|| true) => match never {},
        () = signals.next() => Ok(()),
    };
    life::stopping();
    ending.send_replace(true);
    ended
}

/// The newest of what the dispatcher has told.
#[derive(Clone, Default)]
struct Told {
    /// How often the link came up.
    links: u64,
    /// What is to be printed.
    screen: Option<Arc<PrinterScreen>>,
    /// The code of a printer without a key.
    code: Option<String>,
}

fn take_in(heard: Heard, tell: &watch::Sender<Told>) {
    let Heard::Message(message) = heard else { return };
    match *message {
        ToDevice::Welcome { .. } => tell.send_modify(|told| {
            told.links += 1;
            told.code = None;
        }),
        ToDevice::Snapshot { snapshot: Snapshot::Printer(screen) } => {
            tell.send_modify(|told| told.screen = Some(Arc::new(screen)));
        }
        ToDevice::Code { code, expires_in_s } => {
            tracing::info!(code, expires_in_s, "to be enrolled: type this code at /admin/devices");
            tell.send_modify(|told| told.code = Some(code));
        }
        _ => {}
    }
}

struct Work {
    spool: Spool,
    journal: Journal,
    up: mpsc::Sender<FromDevice>,
    /// Where the totem of the same machine is told, once it is there.
    totem: Option<mpsc::Sender<FromDevice>>,
    started_at: Instant,
    /// Where bytes for the machine go, while it is there.
    machine: Option<mpsc::Sender<Vec<u8>>>,
    /// Whether the connection is to be given up for another one.
    is_let_go: bool,
}

impl Work {
    async fn go_on(
        &mut self,
        outfit: &Outfit,
        mut told: watch::Receiver<Told>,
        mut totem: mpsc::Receiver<beside::Event>,
    ) -> Result<(), Ended> {
        let mut connection = Connection::begin(&outfit.machine);
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut links, mut is_code_shown) = (0, false);
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
                Ok(()) = told.changed() => {
                    let told = told.borrow_and_update().clone();
                    if std::mem::replace(&mut links, told.links) != told.links {
                        self.step(Input::Linked(Asker::Office))?;
                    }
                    if let Some(code) = told.code.filter(|_| !std::mem::replace(&mut is_code_shown, true)) {
                        // Once: the codes that follow are in the log. A machine has one connection only.
                        drop(connection);
                        if let Err(error) = self_test::show_code(outfit, &code).await {
                            tracing::warn!(%error, "the code could not be printed");
                        }
                        connection = Connection::begin(&outfit.machine);
                        self.machine = None;
                        self.step(Input::Disconnected)?;
                    }
                    if let Some(screen) = told.screen {
                        self.step(Input::Listed(Asker::Office, &screen))?;
                    }
                }
                Some(event) = totem.recv() => match event {
                    beside::Event::Linked(tell) => {
                        self.totem = Some(tell);
                        self.step(Input::Linked(Asker::Totem))?;
                    }
                    beside::Event::Listed(screen) => self.step(Input::Listed(Asker::Totem, &screen))?,
                },
                _ = ticks.tick() => self.step(Input::Time)?,
            }
            if std::mem::take(&mut self.is_let_go) {
                self.machine = None;
                self.step(Input::Disconnected)?;
                self.is_let_go = false;
                connection = Connection::begin(&outfit.machine);
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
                Effect::Tell(Asker::Totem, message) => {
                    // It is told again with the next that it lists.
                    self.totem.iter().for_each(|totem| drop(totem.try_send(message.clone())));
                }
                Effect::Tell(Asker::Office, message) => {
                    if let FromDevice::Printer { trouble, weak, .. } = &message {
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
