//! A device from its first start on: without a key a newcomer, with one linked.
//!
//! ```text
//! (no key) --> newcomer --enrolled--> (key) --> linked
//!                 ^                               |
//!                 +-- unknown_device, wrong_key --+   the key is kept, and tried again after each code
//! ```
//!
//! A device whose key counts for nothing any more shows a code again: whoever stands before it sees at once
//! that it was revoked, or that the office was restored from a backup that does not know it.

use crate::health::Health;
use crate::link::{Account, Ended, Heard, Memory, enrolled, linked};
use crate::network::Network;
use crate::pass::{Pass, PassError};
use crate::trust::Trust;
use office::wire::{DeviceRole, FromDevice, PROTOCOL};
use std::path::PathBuf;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

/// A device.
#[derive(Debug, Clone)]
pub struct Device {
    /// Where its key lies.
    pub folder: PathBuf,
    /// The address of the link.
    pub url: String,
    /// Whom it trusts there.
    pub trust: Trust,
    /// What its program can be.
    pub role: DeviceRole,
    /// The version of its program.
    pub version: &'static str,
    /// How it is.
    pub health: Health,
    /// How it gets there.
    pub network: Network,
}

impl Device {
    /// Keeps the device enrolled and linked until `ending` is true: what comes from `outbox` goes up, what
    /// comes down is handed to `heard`. `jitter` gives numbers from 0 to 1 for the pauses between attempts.
    ///
    /// # Errors
    /// Where its key cannot be read or kept.
    pub async fn run(
        self,
        mut outbox: mpsc::Receiver<FromDevice>,
        mut heard: impl FnMut(Heard),
        mut jitter: impl FnMut() -> f64,
        mut ending: watch::Receiver<bool>,
    ) -> Result<(), PassError> {
        let mut pass = Pass::read(&self.folder)?;
        let mut memory = Memory::default();
        let mut is_turned_away = false;
        loop {
            let attempt = async {
                match pass.clone().filter(|_| !is_turned_away) {
                    Some(pass) => {
                        let account = self.account(pass);
                        Err(linked(&account, Some(&self.health), &mut memory, &mut outbox, &mut heard).await)
                    }
                    None => {
                        let way = (&self.trust, &self.network);
                        enrolled(&self.url, way, &self.newcomer(), &mut memory, &mut heard).await
                    }
                }
            };
            let ended = tokio::select! {
                biased;
                _ = ending.wait_for(|ending| *ending) => return Ok(()),
                ended = attempt => ended,
            };
            let reason = match ended {
                Ok(fresh) => {
                    fresh.write(&self.folder)?;
                    tracing::info!(device = %fresh.device, "enrolled");
                    (pass, is_turned_away) = (Some(fresh), false);
                    continue;
                }
                Err(reason) => reason,
            };
            is_turned_away = !is_turned_away && is_unknown(&reason);
            heard(Heard::Down);
            let pause = memory.pause(jitter());
            let device = pass.as_ref().map_or("none yet", |pass| pass.device.as_str());
            tracing::info!(device, %reason, pause_ms = pause.as_millis() as u64, "link down");
            tokio::select! {
                biased;
                _ = ending.wait_for(|ending| *ending) => return Ok(()),
                () = sleep_until(Instant::now() + pause) => {}
            }
        }
    }

    fn account(&self, pass: Pass) -> Account {
        Account {
            url: self.url.clone(),
            trust: self.trust.clone(),
            device: pass.device,
            key: pass.key,
            network: self.network.clone(),
        }
    }

    fn newcomer(&self) -> FromDevice {
        let version = self.version.to_owned();
        FromDevice::Newcomer { protocol: PROTOCOL, role: Some(self.role), version }
    }
}

/// Whether the dispatcher does not know the device, or not by this key.
fn is_unknown(ended: &Ended) -> bool {
    matches!(ended, Ended::Bye(code) if code == "unknown_device" || code == "wrong_key")
}
