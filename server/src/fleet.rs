//! How the devices are: who is there, since when, how fast, and what was asked of them.
//!
//! In memory only, and only of devices that are in force. Presence has a time to live: a device that has
//! said nothing for [`PRESENT_FOR`] is away, whatever its socket looks like.

use crate::store::keys::DeviceRow;
use office::id::DeviceId;
use office::moment::Moment;
use office::number::Number;
use office::wire::Errand;
use screen::front::Errands;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// For how long a device counts as present after its last word: three pings of the link.
pub const PRESENT_FOR: Duration = Duration::from_secs(45);
/// For how long an open page counts after its last beat.
pub const PAGE_OPEN_FOR: Duration = Duration::from_secs(10);
/// Longest name of a program's version that is kept, characters.
const VERSION_LEN_MAX: usize = 40;

/// Whether a device is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Its program is on the link.
    Linked,
    /// It has no program: its page is open in a browser.
    PageOpen,
    /// It was there, so long ago.
    Away(Duration),
    /// Nobody has heard of it since the server started.
    Unheard,
}

/// What is known of a device.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    links: u32,
    heard_at: Option<Duration>,
    page_at: Option<Duration>,
    /// The version of its program, as it says.
    pub version: Option<String>,
    /// For how long the program has run, as it said, seconds.
    pub uptime_s: Option<u64>,
    /// What it holds of its machine's memory, KiB.
    pub memory_kib: Option<u64>,
    /// There and back on the link.
    pub latency: Option<Duration>,
    /// The last number that it gave, and when.
    pub last_number: Option<(Number, Moment)>,
}

impl Known {
    /// Whether it is there at a time.
    pub fn presence(&self, now: Duration) -> Presence {
        let since = |at: Option<Duration>| at.map(|at| now.saturating_sub(at));
        match (since(self.heard_at), since(self.page_at)) {
            (Some(heard), _) if self.links > 0 && heard < PRESENT_FOR => Presence::Linked,
            (_, Some(seen)) if seen < PAGE_OPEN_FOR => Presence::PageOpen,
            (None, None) => Presence::Unheard,
            (Some(one), None) | (None, Some(one)) => Presence::Away(one),
            (Some(one), Some(other)) => Presence::Away(one.min(other)),
        }
    }
}

/// What is known of all devices.
#[derive(Debug, Default)]
pub struct Fleet {
    known: Mutex<BTreeMap<DeviceId, Known>>,
    errands: Mutex<BTreeMap<DeviceId, watch::Sender<Errands>>>,
}

impl Fleet {
    /// What is known of a device.
    pub fn of(&self, device: &DeviceId) -> Known {
        locked(&self.known).get(device).cloned().unwrap_or_default()
    }

    /// Notes a link that has begun.
    pub fn linked(&self, device: &DeviceId, now: Duration) {
        self.note(device, |known| {
            known.links += 1;
            known.heard_at = Some(now);
        });
    }

    /// Notes that it has ended.
    pub fn unlinked(&self, device: &DeviceId) {
        self.note(device, |known| {
            known.links = known.links.saturating_sub(1);
            known.latency = None;
        });
    }

    /// Notes a word of a device.
    pub fn heard(&self, device: &DeviceId, now: Duration) {
        self.note(device, |known| known.heard_at = Some(now));
    }

    /// Notes a beat of its page.
    pub fn page_open(&self, device: &DeviceId, now: Duration) {
        self.note(device, |known| known.page_at = Some(now));
    }

    /// Notes how long its answer to a ping took.
    pub fn answered(&self, device: &DeviceId, latency: Duration) {
        self.note(device, |known| known.latency = Some(latency));
        let gauge = metrics::gauge!("sportello_device_latency_seconds", "device" => device.to_string());
        gauge.set(latency.as_secs_f64());
    }

    /// Notes how it says it is.
    pub fn health(&self, device: &DeviceId, uptime_s: u64, version: &str, memory_kib: Option<u64>) {
        // It is shown to people and stands in answers of the API.
        let version: String = version.chars().filter(|c| !c.is_control()).take(VERSION_LEN_MAX).collect();
        self.note(device, |known| {
            (known.uptime_s, known.version, known.memory_kib) = (Some(uptime_s), Some(version), memory_kib);
        });
        let id = device.to_string();
        metrics::gauge!("sportello_device_uptime_seconds", "device" => id.clone()).set(uptime_s as f64);
        if let Some(memory_kib) = memory_kib {
            metrics::gauge!("sportello_device_memory_bytes", "device" => id).set(memory_kib as f64 * 1024.0);
        }
    }

    /// Notes a number that it gave.
    pub fn gave(&self, device: &DeviceId, number: Number, at: Moment) {
        self.note(device, |known| known.last_number = Some((number, at)));
    }

    /// Asks something of a device: its links and its pages hear of it.
    pub fn errand(&self, device: &DeviceId, errand: Errand) {
        self.errands_of(device, |errands| {
            errands.send_modify(|errands| match errand {
                Errand::Chime => errands.chimes += 1,
                Errand::Reload => errands.reloads += 1,
            });
        });
    }

    /// What is asked of a device from now on.
    pub fn errands(&self, device: &DeviceId) -> watch::Receiver<Errands> {
        self.errands_of(device, watch::Sender::subscribe)
    }

    /// Forgets devices that are no more; says of the others whether they are there.
    pub fn look<'a>(&self, devices: impl Iterator<Item = &'a DeviceRow>, now: Duration) {
        let rows: BTreeSet<&DeviceId> = devices.map(|device| &device.id).collect();
        locked(&self.errands).retain(|id, errands| rows.contains(id) || errands.receiver_count() > 0);
        locked(&self.known).retain(|id, known| rows.contains(id) || known.links > 0);
        for id in rows {
            let is_up = matches!(self.of(id).presence(now), Presence::Linked | Presence::PageOpen);
            metrics::gauge!("sportello_device_up", "device" => id.to_string()).set(f64::from(is_up));
        }
    }

    fn note(&self, device: &DeviceId, note: impl FnOnce(&mut Known)) {
        note(locked(&self.known).entry(device.clone()).or_default());
    }

    fn errands_of<T>(&self, device: &DeviceId, with: impl FnOnce(&watch::Sender<Errands>) -> T) -> T {
        with(locked(&self.errands).entry(device.clone()).or_default())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn device() -> DeviceId {
        DeviceId::new("display-1").unwrap()
    }

    #[test]
    fn presence_lives_as_long_as_words_come() {
        let fleet = Fleet::default();
        let presence = |now| fleet.of(&device()).presence(at(now));
        assert_eq!(presence(0), Presence::Unheard);
        fleet.linked(&device(), at(0));
        assert_eq!(presence(44), Presence::Linked);
        assert_eq!(presence(45), Presence::Away(at(45)));
        fleet.heard(&device(), at(50));
        assert_eq!(presence(94), Presence::Linked);
        fleet.unlinked(&device());
        assert_eq!(presence(51), Presence::Away(at(1)));
    }

    #[test]
    fn second_link_of_a_device_keeps_it_present_when_the_first_one_ends() {
        let fleet = Fleet::default();
        fleet.linked(&device(), at(0));
        fleet.linked(&device(), at(1));
        fleet.unlinked(&device());
        assert_eq!(fleet.of(&device()).presence(at(2)), Presence::Linked);
    }

    #[test]
    fn open_page_is_presence_of_its_own_and_shorter() {
        let fleet = Fleet::default();
        fleet.page_open(&device(), at(100));
        assert_eq!(fleet.of(&device()).presence(at(109)), Presence::PageOpen);
        assert_eq!(fleet.of(&device()).presence(at(110)), Presence::Away(at(10)));
    }

    #[test]
    fn errand_reaches_whoever_listens_and_nobody_who_comes_later() {
        let fleet = Fleet::default();
        let early = fleet.errands(&device());
        fleet.errand(&device(), Errand::Chime);
        let late = fleet.errands(&device());
        assert!(early.has_changed().unwrap() && !late.has_changed().unwrap());
        assert_eq!(*early.borrow(), Errands { chimes: 1, reloads: 0 });
    }

    #[test]
    fn nothing_is_remembered_of_a_device_that_is_no_more() {
        let fleet = Fleet::default();
        fleet.health(&device(), 1, &"9".repeat(100), None);
        fleet.errand(&device(), Errand::Reload);
        assert_eq!(fleet.of(&device()).version.unwrap().len(), VERSION_LEN_MAX);
        fleet.look([].into_iter(), at(0));
        assert!(locked(&fleet.known).is_empty() && locked(&fleet.errands).is_empty());
    }
}
