//! The demo's printer: a device that speaks the link like any other, and whose paper never ends.
//!
//! What it has printed is seen on `/paper/{printer}/`.

use agent::link::{Account, Heard, OUTBOX_MAX, run as link};
use office::id::DeviceId;
use office::wire::{FromDevice, Paper, PrinterScreen, Snapshot, ToDevice};
use std::collections::BTreeSet;
use tokio::sync::{mpsc, watch};

/// Runs the simulated printer until the server ends.
pub async fn run(url: String, device: DeviceId, key: String, ending: watch::Receiver<bool>) {
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let mut done = BTreeSet::new();
    let heard = move |heard| match heard {
        Heard::Message(message) => {
            if let ToDevice::Snapshot { snapshot: Snapshot::Printer(screen) } = *message {
                work_off(&screen, &mut done, &up);
            }
        }
        Heard::Down => {}
    };
    let jitter = || {
        let mut byte = [128_u8];
        // Without random bits the pauses are only less scattered.
        let _ = getrandom::fill(&mut byte);
        f64::from(byte[0]) / 255.0
    };
    link(Account { url, device, key }, outbox, heard, jitter, ending).await;
}

/// Prints what is new in a snapshot, and acknowledges it; a job told twice is printed once.
fn work_off(screen: &PrinterScreen, done: &mut BTreeSet<u64>, up: &mpsc::Sender<FromDevice>) {
    done.retain(|job| screen.jobs.iter().any(|listed| listed.job == *job));
    for job in &screen.jobs {
        let paper = if job.expires_at <= screen.as_of { Paper::Expired } else { Paper::Printed };
        // A job that finds the outbox full stays in the next snapshot.
        if !done.contains(&job.job) && up.try_send(FromDevice::Paper { job: job.job, paper }).is_ok() {
            done.insert(job.job);
        }
    }
}
