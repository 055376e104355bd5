//! What the machine's manager of services is told: that the server is ready, that it lives, that it ends.
//!
//! Where nobody waits for it (`NOTIFY_SOCKET` is not set) nothing is told. The watchdog is fed only while
//! the registrar answers: a server that still shows pages but gives no numbers is to be started again.

use crate::registrar::{Chore, Lane, Outcome, Registry, Work};
use sd_notify::NotifyState;
use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// Signs of life in the time after which the manager loses patience.
const PINGS: u32 = 3;
/// Shortest time between two of them.
const EVERY_MIN: Duration = Duration::from_millis(10);

/// Says that requests are taken.
pub fn ready() {
    tell(NotifyState::Ready);
}

/// Says that the server is ending.
pub fn stopping() {
    tell(NotifyState::Stopping);
}

/// Gives signs of life for as long as the registrar answers; none where nobody asked for them.
pub async fn live(registry: &Registry) -> Infallible {
    let Some(patience) = sd_notify::watchdog_enabled().filter(|patience| !patience.is_zero()) else {
        return pending().await;
    };
    let mut times = interval((patience / PINGS).max(EVERY_MIN));
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        // Waits as long as it takes: whoever is stuck gives no sign of life.
        match registry.ask(Lane::Hall, Work::Chore(Chore::Knock)).await {
            // On a full disk the office still shows and calls; starting again would free nothing.
            Ok(Outcome::Done(_) | Outcome::Unchanged(_) | Outcome::NoRoom) => tell(NotifyState::Watchdog),
            Ok(Outcome::Refused(_) | Outcome::KeyReused | Outcome::Failed | Outcome::Declined(_))
            | Err(_) => {}
        }
    }
}

fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "the manager of services could not be told");
    }
}
