//! A clock that is not taken in by one that jumps.
//!
//! ```text
//! believed --differs by more than two minutes from the time really passed--> doubted
//!    ^                                                                          |
//!    +-- right again, or the same for ten minutes and not impossible -----------+
//! ```
//!
//! A server that starts doubts a clock that is behind the log, or so far ahead of it that an office
//! would have stood open for a month; the first likely time is believed at once.
//!
//! While the machine's clock is doubted, the office goes on by the time really passed: no day is
//! closed, nothing is erased and nobody is thrown out for a mistake that is put right meanwhile. A
//! machine that has lost its date altogether is never believed; see docs/decisions/0019.

use super::Clock;
use office::moment::Moment;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A clock on the wall that differs by more from the time really passed has jumped.
pub const JUMP: Duration = Duration::from_secs(120);
/// A clock that has jumped is believed when it has stayed so for this long.
pub const DOUBT_LASTS: Duration = Duration::from_secs(600);
/// A server that was away for longer while its office was open doubts that it was.
pub const AWAY_MAX: Duration = Duration::from_secs(31 * 24 * 3600);
/// 2026-01-01T00:00Z, before this program was written: no right clock shows an earlier time.
/// Milliseconds since 1970.
pub const EARLIEST_MS: i64 = 1_767_225_600_000;

/// What is known of the time before the clock is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// When something was last written.
    pub at: Moment,
    /// Whether a service day was left open.
    pub is_open: bool,
}

/// The machine's clock, or the time really passed while that is doubted.
pub struct SteadyClock {
    machine: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
struct State {
    /// What was last told, and when.
    told: (Moment, Duration),
    doubt: Option<Doubt>,
    /// Until the machine's clock is believed for the first time: what it is judged by.
    known: Option<Known>,
}

#[derive(Debug, Clone, Copy)]
struct Doubt {
    /// How far the machine's clock is ahead, milliseconds; negative: behind.
    ahead_ms: i64,
    /// Since when it is so far.
    since: Duration,
}

impl SteadyClock {
    /// Looks at the machine's clock in the light of what is known.
    pub fn start(machine: Arc<dyn Clock>, known: Option<Known>) -> Self {
        let (shown, elapsed) = (machine.now(), machine.elapsed());
        let told = known.filter(|known| !is_likely(shown, *known)).map_or(shown, |known| known.at);
        let state = State { told: (told, elapsed), doubt: None, known };
        let clock = Self { machine, state: Mutex::new(state) };
        clock.now();
        clock
    }
}

impl Clock for SteadyClock {
    fn now(&self) -> Moment {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Both are read under the lock, so that nobody comes with an older reading than the last.
        let (shown, elapsed) = (self.machine.now(), self.machine.elapsed());
        state.look(shown, elapsed)
    }

    fn elapsed(&self) -> Duration {
        self.machine.elapsed()
    }

    fn is_doubted(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).doubt.is_some()
    }
}

impl State {
    /// The time to tell, when the machine's clock shows `shown`.
    fn look(&mut self, shown: Moment, elapsed: Duration) -> Moment {
        let passed = elapsed.saturating_sub(self.told.1);
        let expected = self.told.0.plus(passed);
        let ahead_ms = shown.as_millis().saturating_sub(expected.as_millis());
        let told = if is_jump(ahead_ms) { self.doubted(shown, expected, ahead_ms, elapsed) } else { shown };
        if told == shown {
            self.known = None;
            if self.doubt.take().is_some() {
                metrics::gauge!("sportello_clock_doubted").set(0.0);
                tracing::warn!(time = %told.utc(), "the clock of this machine is believed again");
            }
        }
        self.told = (told, elapsed);
        told
    }

    /// Doubts a clock that has jumped; after a while it is believed, if it shows a possible time.
    fn doubted(&mut self, shown: Moment, expected: Moment, ahead_ms: i64, elapsed: Duration) -> Moment {
        let since = match self.doubt {
            Some(doubt) if !is_jump(ahead_ms.saturating_sub(doubt.ahead_ms)) => doubt.since,
            Some(_) | None => {
                let (shown, told) = (shown.utc(), expected.utc());
                tracing::warn!(%shown, %told, "the clock of this machine has jumped and is not believed yet");
                metrics::counter!("sportello_clock_jumps_total").increment(1);
                metrics::gauge!("sportello_clock_doubted").set(1.0);
                elapsed
            }
        };
        self.doubt = Some(Doubt { ahead_ms, since });
        let has_lasted = elapsed.saturating_sub(since) >= DOUBT_LASTS;
        let is_first = self.known.is_some_and(|known| is_likely(shown, known));
        // What is told may itself be impossible, where an office was made by a clock without a date.
        if is_possible(shown) && (has_lasted || is_first || !is_possible(expected)) {
            shown
        } else {
            expected
        }
    }
}

fn is_jump(difference_ms: i64) -> bool {
    u128::from(difference_ms.unsigned_abs()) > JUMP.as_millis()
}

/// Whether a server that starts may believe what the clock shows.
fn is_likely(shown: Moment, known: Known) -> bool {
    let is_back = known.at.since(shown) > JUMP;
    let is_far = known.is_open && shown.since(known.at) > AWAY_MAX;
    is_possible(shown) && !is_back && !is_far
}

fn is_possible(shown: Moment) -> bool {
    shown.as_millis() >= EARLIEST_MS
}

#[cfg(test)]
mod tests;
