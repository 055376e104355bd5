//! Admission: how many devices are let in a second, and when the others may try again.
//!
//! After a power cut in the house all its devices come in the same moment. Those beyond the first
//! [`BURST`] get a pause of their own: the more of them, the longer, so that they come spread out.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Devices that are let in at once.
pub const BURST: u32 = 200;
/// Devices that are let in a second beyond them.
pub const EACH_SECOND: u32 = 100;
/// Longest pause that is handed out, seconds.
pub const PAUSE_MAX_S: u32 = 60;

/// Who has come lately.
#[derive(Debug)]
pub struct Herd {
    since: Instant,
    booked: Mutex<Booked>,
}

/// Until when the time for letting in is booked, from `since` on.
#[derive(Debug, Default)]
struct Booked {
    by_those_let_in: Duration,
    by_those_sent_away: Duration,
}

impl Default for Herd {
    fn default() -> Self {
        Self { since: Instant::now(), booked: Mutex::default() }
    }
}

impl Herd {
    /// Lets one more in.
    ///
    /// # Errors
    /// The longest pause before the next attempt, seconds.
    pub fn come(&self) -> Result<(), u32> {
        self.come_at(self.since.elapsed())
    }

    fn come_at(&self, now: Duration) -> Result<(), u32> {
        let each = Duration::from_secs(1) / EACH_SECOND;
        let mut booked = self.booked.lock().unwrap_or_else(PoisonError::into_inner);
        let until = booked.by_those_let_in.max(now) + each;
        if until <= now + each * BURST {
            booked.by_those_let_in = until;
            return Ok(());
        }
        // Whoever is sent away comes back within the pause: the next ones get a longer one.
        booked.by_those_sent_away = booked.by_those_sent_away.max(until) + each;
        let pause = booked.by_those_sent_away - now;
        Err((pause.as_secs() as u32 + 1).min(PAUSE_MAX_S))
    }
}

/// The pause for all who are linked when the server ends; absent where the usual one spreads them enough.
pub fn pause_of_all(linked: usize) -> Option<u32> {
    let enough = (BURST + EACH_SECOND * 3) as usize;
    (linked > enough).then(|| (linked as u32).div_ceil(EACH_SECOND).min(PAUSE_MAX_S))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_of_usual_size_is_let_in_at_once() {
        let herd = Herd::default();
        assert!((0..BURST).all(|_| herd.come_at(Duration::ZERO).is_ok()));
        assert!(herd.come_at(Duration::ZERO).is_err());
        assert!(herd.come_at(Duration::from_millis(10)).is_ok(), "a place has become free");
    }

    #[test]
    fn herd_is_spread_over_the_time_that_it_takes() {
        let herd = Herd::default();
        let pauses: Vec<u32> = (0..1_000).filter_map(|_| herd.come_at(Duration::ZERO).err()).collect();
        assert_eq!(pauses.len(), 800);
        assert!(pauses.is_sorted() && pauses[0] == 3, "{:?}", pauses.first());
        assert_eq!(pauses.last(), Some(&11));
        assert!((0..10_000).filter_map(|_| herd.come_at(Duration::ZERO).err()).all(|s| s <= PAUSE_MAX_S));
        assert!(herd.come_at(Duration::from_secs(3600)).is_ok());
    }

    #[test]
    fn server_that_ends_spreads_only_crowds() {
        assert_eq!(pause_of_all(30), None);
        assert_eq!(pause_of_all(500), None);
        assert_eq!(pause_of_all(1_000), Some(10));
    }
}
