//! The program beside a receipt printer: the real link client and spool, and a machine that fails.

use super::Defect;
use super::outside::{Machine, Outside};
use agent::link::{Heard, OUTBOX_MAX, run};
use office::wire::{FromDevice, PrinterScreen, Snapshot, ToDevice};
use printer::profile::Profile;
use printer::spool::{Asker, Effect, Input, Spool};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval};

/// How often the machine works and the spool is told that time has passed.
const TICK: Duration = Duration::from_millis(100);
/// Lines that the machine puts out meanwhile.
const LINES_A_TICK: u32 = 4;
const PROFILE: &str = "epson-tm-t20";

/// The newest of what the dispatcher has told.
#[derive(Clone, Default)]
struct Told {
    links: u64,
    screen: Option<Arc<PrinterScreen>>,
}

/// Runs the program until its machine fails.
pub async fn print(outside: Arc<Outside>, nth: usize) -> turmoil::Result {
    let name = format!("printer-{nth}");
    let mut chance = outside.chance(&name);
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (_ending, is_ending) = watch::channel(false);
    let (tell, told) = watch::channel(Told::default());
    let heard = |heard: Heard| {
        let Heard::Message(message) = heard else { return };
        match *message {
            ToDevice::Welcome { .. } => tell.send_modify(|told| told.links += 1),
            ToDevice::Snapshot { snapshot: Snapshot::Printer(screen) } => {
                tell.send_modify(|told| told.screen = Some(Arc::new(screen)));
            }
            _ => {}
        }
    };
    let linked = run(outside.account(&name), outbox, heard, || chance.share(), is_ending);
    let journal = outside.state().machines[nth].journal.clone();
    let spool = Spool::new(Profile::known(PROFILE)?, None, Duration::from_micros(20), &journal);
    let work =
        Work { outside: outside.clone(), nth, spool, up, started_at: Instant::now(), is_connected: false };
    tokio::select! {
        biased;
        () = linked => {}
        () = work.go_on(told) => {}
    }
    Ok(())
}

struct Work {
    outside: Arc<Outside>,
    nth: usize,
    spool: Spool,
    up: mpsc::Sender<FromDevice>,
    started_at: Instant,
    is_connected: bool,
}

impl Work {
    async fn go_on(mut self, mut told: watch::Receiver<Told>) {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut links = 0;
        loop {
            tokio::select! {
                biased;
                Ok(()) = told.changed() => {
                    let told = told.borrow_and_update().clone();
                    if std::mem::replace(&mut links, told.links) != told.links {
                        self.step(Input::Linked(Asker::Office));
                    }
                    if let Some(screen) = told.screen {
                        self.step(Input::Listed(Asker::Office, &screen));
                    }
                }
                _ = ticks.tick() => self.tick(),
            }
        }
    }

    fn tick(&mut self) {
        let (is_plugged, has_power_gone) =
            self.at_machine(|machine| (machine.is_plugged, machine.fake.work(LINES_A_TICK)));
        if is_plugged && !self.is_connected {
            self.is_connected = true;
            // What was said to an earlier connection is lost with it.
            self.at_machine(|machine| drop(machine.fake.heard()));
            self.step(Input::Connected);
        } else if self.is_connected && (has_power_gone || !is_plugged) {
            self.is_connected = false;
            self.step(Input::Disconnected);
        }
        let said = self.at_machine(|machine| machine.fake.heard());
        if self.is_connected && !said.is_empty() {
            self.step(Input::Said(&said));
        }
        self.step(Input::Time);
    }

    fn step(&mut self, input: Input<'_>) {
        for effect in self.spool.step(input, self.started_at.elapsed()) {
            match effect {
                Effect::Record(entry) => self.at_machine(|machine| machine.journal.push(entry)),
                Effect::Keep(entries) => self.at_machine(|machine| machine.journal = entries),
                Effect::Send(bytes) => self.send(&bytes),
                // While the link is down nothing is lost: it is told again with the next snapshot.
                Effect::Tell(_, message) => drop(self.up.try_send(message)),
                Effect::Reconnect => self.is_connected = false,
            }
        }
    }

    fn send(&self, bytes: &[u8]) {
        if !self.is_connected {
            return;
        }
        self.at_machine(|machine| machine.fake.receive(bytes));
        if self.outside.defect == Some(Defect::PrintsTwice) {
            self.at_machine(|machine| machine.fake.receive(bytes));
        }
    }

    fn at_machine<T>(&self, look: impl FnOnce(&mut Machine) -> T) -> T {
        look(&mut self.outside.state().machines[self.nth])
    }
}
