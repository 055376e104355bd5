//! What a running backup costs whoever takes a number meanwhile.

use crate::load::{self, Brought};
use crate::process::{self, Server, scratch};
use crate::{Failure, MEASURE_S, history};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Totems and phones that take numbers at once.
const CONNECTIONS: usize = 8;
/// How often the two are measured in turn; the middle of the ratios counts.
const ROUNDS: usize = 5;

/// What issuing takes with and without a backup, in turn, on the same office.
pub struct Cost {
    /// Without.
    pub quiet: Brought,
    /// While one backup follows the other.
    pub busy: Brought,
    /// Backups made meanwhile.
    pub backups: usize,
}

impl Cost {
    /// How many times as long the slowest hundredth takes.
    pub fn ratio(&self) -> f64 {
        self.busy.p99_ms / self.quiet.p99_ms
    }
}

/// The cost on an office with a past of 300 days of 400 tickets, the middle one of some rounds.
pub async fn cost() -> Result<Cost, Failure> {
    let (server, _) = Server::again(history::office_with(300, 400)?).await?;
    let target = scratch()?;
    // Caches fill, and the first checkpoints happen.
    load::issue(&server.target(), CONNECTIONS, MEASURE_S).await?;
    let mut costs = Vec::new();
    for _ in 0..ROUNDS {
        let quiet = load::issue(&server.target(), CONNECTIONS, MEASURE_S).await?;
        let enough = Arc::new(AtomicBool::new(false));
        let backups = std::thread::spawn({
            let (dir, target, enough) = (server.dir().to_owned(), target.clone(), enough.clone());
            move || back_up_until(&dir, &target, &enough)
        });
        let busy = load::issue(&server.target(), CONNECTIONS, MEASURE_S).await?;
        enough.store(true, Ordering::SeqCst);
        let backups = backups.join().map_err(|_| "the backups broke off")??;
        costs.push(Cost { quiet, busy, backups });
    }
    server.end().await?;
    std::fs::remove_dir_all(target)?;
    costs.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    Ok(costs.swap_remove(ROUNDS / 2))
}

/// One backup after the other, made by the running server.
fn back_up_until(dir: &Path, target: &Path, enough: &AtomicBool) -> Result<usize, Failure> {
    let mut made = 0;
    while !enough.load(Ordering::SeqCst) {
        let mut backup = std::process::Command::new(process::binary());
        let told = backup.args(["backup", "--data"]).arg(dir).arg("--to").arg(target).output()?;
        if !told.status.success() {
            return Err(format!("no backup: {}", String::from_utf8_lossy(&told.stderr)).into());
        }
        made += 1;
        for entry in std::fs::read_dir(target)? {
            std::fs::remove_file(entry?.path())?;
        }
    }
    Ok(made)
}
