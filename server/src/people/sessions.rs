//! The sessions in force, in memory.
//!
//! ```text
//! active --15 minutes without a request--> resting --PIN at its seat--> active
//!    |                                        |
//!    +--12 hours, logout, revoked-------------+--> gone
//! ```
//!
//! Idle and absolute time are time really passed: a clock that jumps ends no session. Feeds do not
//! count as requests, and end with their session's activity.

use crate::store::keys::SecretHash;
use crate::store::sessions::SessionRow;
use office::moment::Moment;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// After so long without a request a session rests.
pub const IDLE_MAX: Duration = Duration::from_secs(15 * 60);
/// After so long it ends.
pub const SESSION_MAX: Duration = Duration::from_secs(12 * 3600);
/// Wrong PINs that end a session.
pub const WRONG_PINS_MAX: u32 = 5;
/// Shortest time between two notes of when a session was last used.
const NOTE_EVERY: Duration = Duration::from_secs(60);

/// A session in force.
#[derive(Debug)]
pub struct Live {
    /// As it began.
    pub row: SessionRow,
    ends: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
struct State {
    seen: Duration,
    noted: Duration,
    is_resting: bool,
    wrong_pins: u32,
}

/// What a cookie leads to.
#[derive(Debug, Clone)]
pub enum Found {
    /// A session that may be used.
    Active(Arc<Live>),
    /// A session that rests: at its seat a PIN wakes it.
    Resting(Arc<Live>),
}

impl Live {
    fn begun(row: SessionRow, now: Moment, elapsed: Duration) -> Self {
        let seen = elapsed.saturating_sub(now.since(row.seen_at).min(IDLE_MAX));
        let is_resting = now.since(row.seen_at) >= IDLE_MAX;
        let ends = elapsed + row.ends_at.since(now).min(SESSION_MAX);
        let state = State { seen, noted: seen, is_resting, wrong_pins: 0 };
        Self { row, ends, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Plain values: no panic leaves them half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it rests, having been used last at the time noted or, if it is used now, at `elapsed`.
    fn rests(&self, elapsed: Duration, is_use: bool) -> bool {
        let mut state = self.state();
        if !state.is_resting && elapsed.saturating_sub(state.seen) >= IDLE_MAX {
            state.is_resting = true;
        }
        if is_use && !state.is_resting {
            state.seen = elapsed;
        }
        state.is_resting
    }

    /// Wakes it after the right PIN.
    pub fn wake(&self, elapsed: Duration) {
        let mut state = self.state();
        *state = State { seen: elapsed, is_resting: false, wrong_pins: 0, ..*state };
    }

    /// Counts a wrong PIN; how many there have been.
    pub fn wrong_pin(&self) -> u32 {
        let mut state = self.state();
        state.wrong_pins += 1;
        state.wrong_pins
    }
}

/// The sessions in force.
#[derive(Debug, Default)]
pub struct Sessions {
    by_hash: Mutex<HashMap<SecretHash, Arc<Live>>>,
}

impl Sessions {
    /// Takes over what the store has: new sessions come, those that have ended go.
    pub fn take_over(&self, rows: Vec<SessionRow>, now: Moment, elapsed: Duration) {
        let mut known = self.lock();
        let mut before = std::mem::take(&mut *known);
        for row in rows {
            let live = before.remove(&row.hash).unwrap_or_else(|| Arc::new(Live::begun(row, now, elapsed)));
            known.insert(live.row.hash, live);
        }
    }

    /// The session with this secret; `is_use` where somebody asks for something, and no page by itself.
    pub fn find(&self, hash: &SecretHash, elapsed: Duration, is_use: bool) -> Option<Found> {
        let live = self.lock().get(hash).cloned()?;
        if elapsed >= live.ends {
            return None;
        }
        Some(if live.rests(elapsed, is_use) { Found::Resting(live) } else { Found::Active(live) })
    }

    /// What has come to its end, and what must be noted as used.
    pub fn sweep(&self, now: Moment, elapsed: Duration) -> (Vec<String>, Vec<(String, Moment)>) {
        let (mut ended, mut used) = (Vec::new(), Vec::new());
        for live in self.lock().values() {
            if elapsed >= live.ends {
                ended.push(live.row.id.clone());
                continue;
            }
            live.rests(elapsed, false);
            let mut state = live.state();
            if state.seen > state.noted && elapsed.saturating_sub(state.noted) >= NOTE_EVERY {
                state.noted = state.seen;
                used.push((live.row.id.clone(), now.minus(elapsed.saturating_sub(state.seen))));
            }
        }
        (ended, used)
    }

    /// Every session in force, with the time since it was last used.
    pub fn all(&self, elapsed: Duration) -> Vec<(SessionRow, Duration)> {
        let mut all: Vec<_> = self
            .lock()
            .values()
            .filter(|live| elapsed < live.ends)
            .map(|live| (live.row.clone(), elapsed.saturating_sub(live.state().seen)))
            .collect();
        all.sort_by(|(a, _), (b, _)| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
        all
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SecretHash, Arc<Live>>> {
        // A map that is whole after each insertion.
        self.by_hash.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
