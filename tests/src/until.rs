//! The one place where a test waits for something.

use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval, timeout};

/// How long a test waits before it fails.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(20);

/// Looks again and again until there is something, and gives it; `what` names it where it never comes.
///
/// # Panics
/// After [`PATIENCE`].
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    within(PATIENCE, what, look).await
}

/// The same as [`until`], for something that must come within `limit`.
///
/// # Panics
/// After `limit`.
pub async fn within<T>(limit: Duration, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let looking = async {
        loop {
            looks.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    };
    let waited = timeout(limit, looking).await;
    waited.unwrap_or_else(|_| panic!("waited {limit:?} in vain for: {what}"))
}
