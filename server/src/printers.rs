//! How the printers are, as their programs have told since the server started.
//!
//! Held in memory only: each program tells it anew when it links. One that has not linked for as long as a device
//! counts as present ([`PRESENT_FOR`]) is away.

use crate::fleet::PRESENT_FOR;
use office::id::DeviceId;
use office::slip::Columns;
use office::wire::Trouble;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What is known of a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// What is wrong with it.
    pub trouble: Option<Trouble>,
    /// Whether it cannot say that paper is out with certainty.
    pub weak: bool,
    /// How many characters go on a line of its paper, where it has said so.
    pub columns: Option<Columns>,
}

/// How a printer stands, for whoever decides which of them prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether it is linked, and has said that nothing stops it.
    pub is_well: bool,
    /// Whether its program is on the link.
    pub is_linked: bool,
    /// Since when something has stopped it; absent: nothing does.
    pub stopped_since: Option<Duration>,
}

/// The printers of which anything is known since the server started.
#[derive(Debug)]
pub struct Printers {
    began_at: Duration,
    entries: Mutex<BTreeMap<DeviceId, Entry>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    links: u32,
    /// Whether it has said how it is since it linked.
    has_told: bool,
    known: Known,
    stopped_since: Option<Duration>,
}

impl Printers {
    /// Of a server that starts at `began_at` of its clock.
    pub fn new(began_at: Duration) -> Self {
        Self { began_at, entries: Mutex::default() }
    }

    /// Takes in what a printer tells; whether that is new.
    pub fn tell(&self, printer: &DeviceId, known: Known, now: Duration) -> bool {
        self.change(printer, now, |entry| (entry.known, entry.has_told) = (known, true))
    }

    /// A printer's program has linked: what it was before is not known any more.
    pub fn come(&self, printer: &DeviceId, now: Duration) -> bool {
        self.change(printer, now, |entry| {
            entry.links += 1;
            entry.known.trouble = entry.known.trouble.filter(|trouble| *trouble != Trouble::Away);
        })
    }

    /// A link of a printer's program has ended; with the last of them the printer is away.
    pub fn leave(&self, printer: &DeviceId, now: Duration) -> bool {
        self.change(printer, now, |entry| {
            entry.links = entry.links.saturating_sub(1);
            if entry.links == 0 {
                (entry.known.trouble, entry.has_told) = (Some(Trouble::Away), false);
            }
        })
    }

    /// Takes printers that have not linked in time for away, and forgets those that are no more; whether any was
    /// found to be.
    pub fn look<'a>(&self, printers: impl Iterator<Item = &'a DeviceId>, now: Duration) -> bool {
        let all: Vec<&DeviceId> = printers.collect();
        self.entries().retain(|id, entry| entry.links > 0 || all.contains(&id));
        if now.saturating_sub(self.began_at) < PRESENT_FOR {
            return false;
        }
        let unheard: Vec<&DeviceId> = all.into_iter().filter(|id| self.of(id).is_none()).collect();
        for id in &unheard {
            self.change(id, now, |entry| entry.known.trouble = Some(Trouble::Away));
        }
        !unheard.is_empty()
    }

    /// What is wrong with a printer, as far as it is known.
    pub fn trouble(&self, printer: &DeviceId) -> Option<Trouble> {
        self.of(printer).and_then(|known| known.trouble)
    }

    /// What is known of a printer; nothing of one that has not linked.
    pub fn of(&self, printer: &DeviceId) -> Option<Known> {
        self.entries().get(printer).map(|entry| entry.known)
    }

    /// How a printer stands.
    pub fn standing(&self, printer: &DeviceId) -> Standing {
        let entry = self.entries().get(printer).copied().unwrap_or_default();
        let is_linked = entry.links > 0;
        let is_well = is_linked && entry.has_told && entry.stopped_since.is_none();
        Standing { is_well, is_linked, stopped_since: entry.stopped_since }
    }

    /// Changes what is known of a printer; whether it is another now.
    fn change(&self, printer: &DeviceId, now: Duration, change: impl FnOnce(&mut Entry)) -> bool {
        let mut entries = self.entries();
        // Only registered printers link: no more of them than rows.
        let entry = entries.entry(printer.clone()).or_default();
        let before = entry.known;
        change(entry);
        entry.stopped_since = match entry.known.trouble {
            Some(trouble) if trouble.stops() => entry.stopped_since.or(Some(now)),
            Some(_) | None => None,
        };
        before != entry.known
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<DeviceId, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn id() -> DeviceId {
        DeviceId::new("printer-1").unwrap()
    }

    fn told(trouble: Option<Trouble>) -> Known {
        Known { trouble, weak: true, columns: None }
    }

    #[test]
    fn printer_is_away_when_its_last_link_has_ended() {
        let (printers, id) = (Printers::new(at(0)), id());
        assert_eq!(printers.of(&id), None, "nothing is known before");
        assert!(!printers.come(&id, at(1)) && !printers.come(&id, at(2)));
        assert!(printers.tell(&id, told(Some(Trouble::PaperOut)), at(3)));
        assert!(!printers.leave(&id, at(4)), "another link is still there");
        assert_eq!(printers.trouble(&id), Some(Trouble::PaperOut));
        assert!(printers.leave(&id, at(5)));
        assert_eq!(printers.trouble(&id), Some(Trouble::Away));
        assert!(printers.come(&id, at(6)));
        assert_eq!(printers.of(&id), Some(told(None)));
    }

    #[test]
    fn printer_that_has_not_linked_in_time_is_away_and_told_of_once() {
        let (printers, id) = (Printers::new(at(100)), id());
        assert!(!printers.look([&id].into_iter(), at(144)));
        assert_eq!(printers.trouble(&id), None);
        assert!(printers.look([&id].into_iter(), at(145)));
        assert_eq!(printers.trouble(&id), Some(Trouble::Away));
        assert!(!printers.look([&id].into_iter(), at(146)));
        printers.look([].into_iter(), at(147));
        assert_eq!(printers.of(&id), None, "nothing is remembered of a printer that is no more");
    }

    #[test]
    fn printer_is_well_only_by_its_own_word_and_stopped_from_its_first_trouble_on() {
        let (printers, id) = (Printers::new(at(0)), id());
        printers.come(&id, at(1));
        let standing = |at| {
            let Standing { is_well, is_linked, stopped_since } = printers.standing(&id);
            assert!(is_linked, "at {at}");
            (is_well, stopped_since)
        };
        assert_eq!(standing(1), (false, None), "it has not said how it is");
        printers.tell(&id, told(Some(Trouble::PaperLow)), at(2));
        assert_eq!(standing(2), (true, None));
        printers.tell(&id, told(Some(Trouble::PaperOut)), at(3));
        printers.tell(&id, told(Some(Trouble::CoverOpen)), at(9));
        assert_eq!(standing(9), (false, Some(at(3))), "open to be filled, it has not begun anew");
        printers.tell(&id, told(None), at(10));
        assert_eq!(standing(10), (true, None));
    }
}
