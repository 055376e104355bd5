//! A limit on how often somebody may do something, in bounded memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Most keys that are remembered; beyond it everybody starts anew.
const KEYS_MAX: usize = 65_536;

/// Lets each key do `burst` things at once, and then one in `every`.
///
/// The generic cell rate algorithm (ITU-T I.371): one time is kept for each key, at which all that it
/// did would have been paid for.
#[derive(Debug)]
pub struct Limiter<K> {
    every: Duration,
    burst: u32,
    paid_at: Mutex<BTreeMap<K, Duration>>,
}

impl<K: Ord> Limiter<K> {
    /// A limit under which nobody has done anything yet.
    pub const fn new(burst: u32, every: Duration) -> Self {
        Self { every, burst, paid_at: Mutex::new(BTreeMap::new()) }
    }

    /// Counts one thing done by `key` at `now`, time passed since any fixed moment.
    ///
    /// # Errors
    /// Where it is one too many: how long to wait. It is not counted then.
    pub fn take(&self, key: K, now: Duration) -> Result<(), Duration> {
        let mut paid_at = self.paid_at.lock().unwrap_or_else(PoisonError::into_inner);
        let due = paid_at.get(&key).copied().unwrap_or(now).max(now) + self.every;
        let latest = now + self.every * self.burst;
        if due > latest {
            return Err(due - latest);
        }
        if paid_at.len() >= KEYS_MAX && !paid_at.contains_key(&key) {
            paid_at.retain(|_, at| *at > now);
            // Nearly all are still in use: to look through them for every newcomer would cost more
            // than the limit saves.
            if paid_at.len() > KEYS_MAX / 2 {
                paid_at.clear();
            }
        }
        paid_at.insert(key, due);
        Ok(())
    }

    /// How long `key` would have to wait at `now`, without counting anything.
    pub fn wait(&self, key: &K, now: Duration) -> Option<Duration> {
        let paid_at = self.paid_at.lock().unwrap_or_else(PoisonError::into_inner);
        let due = paid_at.get(key)?.max(&now).checked_add(self.every)?;
        due.checked_sub(now + self.every * self.burst).filter(|wait| !wait.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn burst_is_free_and_what_follows_comes_at_its_pace() {
        let limiter = Limiter::new(3, 2 * SECOND);
        for _ in 0..3 {
            assert_eq!(limiter.take("a", Duration::ZERO), Ok(()));
        }
        assert_eq!(limiter.take("a", Duration::ZERO), Err(2 * SECOND));
        assert_eq!(limiter.take("a", SECOND), Err(SECOND));
        assert_eq!(limiter.take("b", SECOND), Ok(()), "others are not concerned");
        assert_eq!(limiter.take("a", 2 * SECOND), Ok(()));
        assert_eq!(limiter.take("a", 2 * SECOND), Err(2 * SECOND));
    }

    #[test]
    fn who_has_rested_has_the_whole_burst_again_and_no_more() {
        let limiter = Limiter::new(2, SECOND);
        assert_eq!(limiter.take("a", Duration::ZERO), Ok(()));
        for _ in 0..2 {
            assert_eq!(limiter.take("a", 3600 * SECOND), Ok(()));
        }
        assert!(limiter.take("a", 3600 * SECOND).is_err());
    }

    #[test]
    fn memory_has_an_end() {
        let limiter = Limiter::new(2, SECOND);
        for key in 0..2 * KEYS_MAX + 7 {
            assert_eq!(limiter.take(key, Duration::ZERO), Ok(()));
        }
        assert!(limiter.paid_at.lock().unwrap().len() <= KEYS_MAX);
    }

    #[test]
    fn those_at_rest_are_forgotten_before_those_who_are_not() {
        let limiter = Limiter::new(1, SECOND);
        for key in 0..KEYS_MAX - 1 {
            assert_eq!(limiter.take(key, Duration::ZERO), Ok(()));
        }
        let later = 10 * SECOND;
        assert_eq!(limiter.take(KEYS_MAX, later), Ok(()));
        assert_eq!(limiter.take(KEYS_MAX + 1, later), Ok(()));
        assert!(limiter.take(KEYS_MAX, later).is_err(), "it has not rested");
    }
}
