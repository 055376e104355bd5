//! The newest snapshot, on the disk: shown after a loss of power, with its age, until the link is up.

use crate::written::replace;
use office::configuration::{Configuration, Version};
use office::wire::Snapshot;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// The file's name in the device's folder.
pub const FILE: &str = "snapshot.json";
/// Shortest time between two writings: a full hall would wear a small disk out.
pub const REST: Duration = Duration::from_secs(5);
/// The same where a whole configuration goes along, which seldom changes.
pub const REST_WITH_CONFIGURATION: Duration = Duration::from_secs(60);

/// What a device holds of the office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Of a totem: the configuration that the snapshot refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configuration: Option<(Version, Arc<Configuration>)>,
    /// The newest snapshot.
    pub snapshot: Snapshot,
}

/// Reads what was kept; nothing where there is nothing, or nothing that this version understands.
pub fn read(folder: &Path) -> Option<Held> {
    let path = folder.join(FILE);
    let bytes = std::fs::read(&path).ok()?;
    match serde_json::from_slice(&bytes) {
        Ok(held) => Some(held),
        Err(error) => {
            tracing::warn!(%error, "what was kept of the office cannot be read");
            None
        }
    }
}

/// Keeps what is held on the disk, until nobody holds anything any more; what is newest then is kept too.
pub async fn keep(folder: PathBuf, mut held: watch::Receiver<Option<Arc<Held>>>) {
    let mut is_failing = false;
    while held.changed().await.is_ok() {
        let Some(newest) = held.borrow_and_update().clone() else { continue };
        let rest = if newest.configuration.is_some() { REST_WITH_CONFIGURATION } else { REST };
        let rested_at = Instant::now() + rest;
        is_failing = write(folder.join(FILE), newest, is_failing).await;
        tokio::select! {
            () = sleep_until(rested_at) => {}
            // The program is ending: what came during the rest is still written.
            () = end(held.clone()) => {}
        }
    }
}

async fn end(mut held: watch::Receiver<Option<Arc<Held>>>) {
    while held.changed().await.is_ok() {}
}

/// Writes; a disk that fails is complained of once, since nothing but the memory of it is lost.
async fn write(path: PathBuf, held: Arc<Held>, was_failing: bool) -> bool {
    let writing = tokio::task::spawn_blocking(move || {
        let bytes = serde_json::to_vec(&*held).map_err(std::io::Error::other)?;
        replace(&path, &bytes)
    });
    match writing.await.map_err(std::io::Error::other).flatten() {
        Ok(()) => false,
        Err(error) => {
            if !was_failing {
                tracing::warn!(%error, "what is shown cannot be kept on the disk");
            }
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::moment::Moment;
    use office::wire::PrinterScreen;

    fn held(seq: u64) -> Held {
        let as_of = Moment::from_millis(1_772_442_192_480).unwrap();
        let screen = PrinterScreen { epoch: 1, seq, as_of, jobs: Vec::new() };
        Held { configuration: None, snapshot: Snapshot::Printer(screen) }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sportello-kept-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        folder
    }

    #[tokio::test]
    async fn newest_snapshot_is_on_the_disk_when_the_program_has_ended() {
        let folder = folder("newest");
        assert_eq!(read(&folder), None);
        let (hold, watched) = watch::channel(None);
        let keeping = tokio::spawn(keep(folder.clone(), watched));
        for seq in 1..=9 {
            hold.send_replace(Some(Arc::new(held(seq))));
            tokio::task::yield_now().await;
        }
        drop(hold);
        keeping.await.unwrap();
        assert_eq!(read(&folder), Some(held(9)));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_a_power_cut_has_torn_is_as_if_it_were_not_there() {
        let folder = folder("torn");
        std::fs::write(folder.join(FILE), &serde_json::to_vec(&held(1)).unwrap()[..40]).unwrap();
        assert_eq!(read(&folder), None);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn disk_that_cannot_be_written_stops_nothing() {
        let (hold, watched) = watch::channel(None);
        let keeping = tokio::spawn(keep(PathBuf::from("/dev/null/nowhere"), watched));
        hold.send_replace(Some(Arc::new(held(1))));
        tokio::task::yield_now().await;
        drop(hold);
        keeping.await.unwrap();
    }
}
