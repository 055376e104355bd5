//! What the machine's manager of services is told of a device program: ready, alive, ending.
//!
//! Where nobody waits for it (`NOTIFY_SOCKET` is not set) nothing is told. Signs of life come from the
//! thread that shows pages and talks to the dispatcher: where it is stuck they stop.

use sd_notify::NotifyState;
use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// Signs of life in the time after which the manager loses patience.
const SIGNS: u32 = 3;
/// Shortest time between two of them.
const EVERY_MIN: Duration = Duration::from_millis(10);

/// Says that the program does its work.
pub fn ready() {
    tell(NotifyState::Ready);
}

/// Says that it is ending.
pub fn stopping() {
    tell(NotifyState::Stopping);
}

/// Gives signs of life for as long as `is_well` says so; none where nobody asked for them.
pub async fn live(is_well: impl Fn() -> bool) -> Infallible {
    let Some(patience) = sd_notify::watchdog_enabled().filter(|patience| !patience.is_zero()) else {
        return pending().await;
    };
    let mut times = interval((patience / SIGNS).max(EVERY_MIN));
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        if is_well() {
            tell(NotifyState::Watchdog);
        }
    }
}

fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "the manager of services could not be told");
    }
}
