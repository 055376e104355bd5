//! What every device program shares: the link to the dispatcher, and what a device keeps of its own.
//!
//! ```text
//! no key yet: connect -> newcomer -> code (shown) -> enrolled: id and key into a file
//!
//! connect -> hello -> welcome -> snapshots down, asks and acknowledgements up
//!    ^                                  |
//!    +---- back-off, full jitter -------+  closed, silent for 30 s, or refused
//! ```
//!
//! It knows nothing of what stands on a page or on paper. The newest snapshot lies on the disk, so that a
//! device that has lost power shows what it knew, and how old that is, before it reaches anybody.

pub mod beside;
pub mod browser;
pub mod device;
pub mod doorstep;
pub mod front;
pub mod health;
pub mod journal;
pub mod kept;
pub mod life;
pub mod link;
pub mod network;
pub mod pages;
pub mod pass;
pub mod program;
pub mod settings;
pub mod trust;
pub mod written;

/// A number from 0 to 1 for a pause, from the machine's source of random bits.
pub fn jitter() -> f64 {
    let mut bytes = [128_u8; 2];
    // Without random bits the pauses are only less scattered.
    let _ = getrandom::fill(&mut bytes);
    f64::from(u16::from_le_bytes(bytes)) / f64::from(u16::MAX)
}

/// The machine's time, for the clock of a page and the age of what it shows.
#[expect(clippy::disallowed_methods, reason = "a device has no other clock; nothing is decided by it")]
pub fn now() -> office::moment::Moment {
    office::moment::Moment::new(chrono::Utc::now())
}
