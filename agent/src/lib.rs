//! What every device program shares: the link to the dispatcher.
//!
//! ```text
//! connect -> hello -> welcome -> snapshots down, asks and acknowledgements up
//!    ^                                  |
//!    +---- back-off, full jitter -------+  closed, silent for 30 s, or refused
//! ```
//!
//! It knows nothing of pages and paper; it keeps no state but the newest epoch and sequence.

pub mod link;
pub mod trust;
