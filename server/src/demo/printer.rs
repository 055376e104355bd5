//! The demo's printer: a device that speaks the link like any other, and whose paper never ends.
//!
//! What it has printed is seen on `/paper/{printer}/`.

use agent::link::{Account, Heard, OUTBOX_MAX, run as link};
use agent::network::Network;
use agent::trust::Trust;
use office::id::DeviceId;
use office::wire::{FromDevice, Paper, PrinterScreen, Snapshot, ToDevice};
use std::collections::BTreeMap;
use tokio::sync::{mpsc, watch};

/// Runs the simulated printer until the server ends.
pub async fn run(url: String, device: DeviceId, key: String, ending: watch::Receiver<bool>) {
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let mut done = BTreeMap::new();
    let heard = move |heard| match heard {
        Heard::Message(message) => match *message {
            // A full outbox is no loss here either: nothing is ever wrong with this printer.
            ToDevice::Welcome { .. } => {
                drop(up.try_send(FromDevice::Printer { trouble: None, weak: false, columns: None }))
            }
            ToDevice::Snapshot { snapshot: Snapshot::Printer(screen) } => work_off(&screen, &mut done, &up),
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
    let account = Account { url, trust: Trust::ThisMachine, device, key, network: Network::default() };
    link(account, outbox, heard, jitter, ending).await;
}

/// Prints what is new in a snapshot, and acknowledges all of it: a job that is told again is not
/// printed again, but its acknowledgement may have been lost.
fn work_off(screen: &PrinterScreen, done: &mut BTreeMap<u64, Paper>, up: &mpsc::Sender<FromDevice>) {
    done.retain(|job, _| screen.jobs.iter().any(|listed| listed.job == *job));
    for job in &screen.jobs {
        let is_too_old = job.expires_at <= screen.as_of;
        if job.withdrawn {
            done.entry(job.job).or_insert(Paper::Withdrawn);
        }
        let paper = *done.entry(job.job).or_insert(if is_too_old { Paper::Expired } else { Paper::Printed });
        // A full outbox is no loss: the job stays in the next snapshot.
        let _ = up.try_send(FromDevice::Paper { job: job.job, paper });
    }
}
