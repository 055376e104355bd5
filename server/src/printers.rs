//! How the printers are, as their programs have told since the server started.
//!
//! Held in memory only: each program tells it anew when it links.

use office::id::DeviceId;
use office::wire::Trouble;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What is known of a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// What is wrong with it.
    pub trouble: Option<Trouble>,
    /// Whether it cannot say that paper is out with certainty.
    pub weak: bool,
}

/// The printers that have linked since the server started.
#[derive(Debug, Default)]
pub struct Printers {
    known: Mutex<BTreeMap<DeviceId, (u32, Known)>>,
}

impl Printers {
    /// Takes in what a printer tells; whether that is new.
    pub fn tell(&self, printer: &DeviceId, known: Known) -> bool {
        self.change(printer, |(_, before)| *before = known)
    }

    /// A printer's program has linked: what it was before is not known any more.
    pub fn come(&self, printer: &DeviceId) -> bool {
        self.change(printer, |(links, known)| {
            *links += 1;
            known.trouble = known.trouble.filter(|trouble| *trouble != Trouble::Away);
        })
    }

    /// A link of a printer's program has ended; with the last of them the printer is away.
    pub fn leave(&self, printer: &DeviceId) -> bool {
        self.change(printer, |(links, known)| {
            *links = links.saturating_sub(1);
            if *links == 0 {
                known.trouble = Some(Trouble::Away);
            }
        })
    }

    /// What is wrong with a printer, as far as it is known.
    pub fn trouble(&self, printer: &DeviceId) -> Option<Trouble> {
        self.of(printer).and_then(|known| known.trouble)
    }

    /// What is known of a printer; nothing of one that has not linked.
    pub fn of(&self, printer: &DeviceId) -> Option<Known> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(printer).map(|(_, known)| *known)
    }

    /// Changes what is known of a printer; whether it is another now.
    fn change(&self, printer: &DeviceId, change: impl FnOnce(&mut (u32, Known))) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Only registered printers link: no more of them than rows.
        let entry = known.entry(printer.clone()).or_default();
        let before = entry.1;
        change(entry);
        before != entry.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printer_is_away_when_its_last_link_has_ended() {
        let (printers, id) = (Printers::default(), DeviceId::new("printer-1").unwrap());
        assert_eq!(printers.of(&id), None, "nothing is known before");
        assert!(!printers.come(&id) && !printers.come(&id));
        assert!(printers.tell(&id, Known { trouble: Some(Trouble::PaperOut), weak: true }));
        assert!(!printers.leave(&id), "another link is still there");
        assert_eq!(printers.trouble(&id), Some(Trouble::PaperOut));
        assert!(printers.leave(&id));
        assert_eq!(printers.trouble(&id), Some(Trouble::Away));
        assert!(printers.come(&id));
        assert_eq!(printers.of(&id), Some(Known { trouble: None, weak: true }));
    }
}
