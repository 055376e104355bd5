//! What has been read of visitors, and by whom: one line in the audit for each reader and subject,
//! however often a page is drawn.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Most readings that are remembered; one that has been forgotten is noted once more.
const REMEMBERED_MAX: usize = 10_000;

/// Who, what kind of thing, and of which row.
pub type Reading = (String, &'static str, String);

/// Readings that have been noted, or are being noted.
#[derive(Debug, Default)]
pub struct Readings {
    remembered: Mutex<Remembered>,
}

#[derive(Debug, Default)]
struct Remembered {
    all: BTreeSet<Reading>,
    oldest_first: VecDeque<Reading>,
}

impl Readings {
    /// Remembers a reading; whether it is the first of its kind.
    pub fn is_first(&self, reading: &Reading) -> bool {
        let mut remembered = self.lock();
        if !remembered.all.insert(reading.clone()) {
            return false;
        }
        remembered.oldest_first.push_back(reading.clone());
        if remembered.oldest_first.len() > REMEMBERED_MAX
            && let Some(oldest) = remembered.oldest_first.pop_front()
        {
            remembered.all.remove(&oldest);
        }
        true
    }

    /// Forgets a reading that could not be noted: the next one is the first again.
    pub fn forget(&self, reading: &Reading) {
        let mut remembered = self.lock();
        remembered.all.remove(reading);
        remembered.oldest_first.retain(|known| known != reading);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Remembered> {
        // At worst a reading is noted twice.
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(who: &str, of: usize) -> Reading {
        (who.to_owned(), "note read", of.to_string())
    }

    #[test]
    fn reading_is_first_once_for_each_reader_and_subject() {
        let readings = Readings::default();
        assert!(readings.is_first(&reading("staff p-1", 1)));
        assert!(!readings.is_first(&reading("staff p-1", 1)));
        assert!(readings.is_first(&reading("staff p-2", 1)));
        assert!(readings.is_first(&reading("staff p-1", 2)));
        readings.forget(&reading("staff p-1", 1));
        assert!(readings.is_first(&reading("staff p-1", 1)));
    }

    #[test]
    fn memory_is_bounded_and_the_oldest_goes_first() {
        let readings = Readings::default();
        assert!((0..=REMEMBERED_MAX).all(|of| readings.is_first(&reading("staff p-1", of))));
        assert_eq!(readings.lock().all.len(), REMEMBERED_MAX);
        assert_eq!(readings.lock().oldest_first.len(), REMEMBERED_MAX);
        assert!(!readings.is_first(&reading("staff p-1", REMEMBERED_MAX)));
        assert!(readings.is_first(&reading("staff p-1", 0)));
    }
}
