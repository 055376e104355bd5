//! The one clock. Everything else is told what time it is.

mod steady;

pub use steady::{AWAY_MAX, DOUBT_LASTS, EARLIEST_MS, JUMP, Known, SteadyClock};

use office::moment::Moment;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Tells the time, and how much of it has really passed.
pub trait Clock: Send + Sync + 'static {
    /// The time on the wall.
    fn now(&self) -> Moment;

    /// Time passed since the clock was made; never goes back, whatever the wall clock does.
    fn elapsed(&self) -> Duration;

    /// Whether the time on the wall is doubted just now, and another one told.
    fn is_doubted(&self) -> bool {
        false
    }
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    /// Since the machine was started, time asleep included.
    started: Duration,
}

impl SystemClock {
    /// Starts the machine's clock.
    pub fn start() -> Self {
        Self { started: since_boot() }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    fn now(&self) -> Moment {
        Moment::new(chrono::Utc::now())
    }

    fn elapsed(&self) -> Duration {
        since_boot().saturating_sub(self.started)
    }
}

/// Time since the machine was started. A machine that sleeps does not stop it: waking up is no jump.
fn since_boot() -> Duration {
    let passed = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::try_from(passed).unwrap_or_default()
}

/// A clock that stands still until somebody moves it.
#[derive(Debug)]
pub struct HandClock {
    wall_ms: AtomicI64,
    elapsed_ms: AtomicI64,
}

impl HandClock {
    /// A clock that shows `at`.
    pub fn at(at: Moment) -> Self {
        Self { wall_ms: AtomicI64::new(at.as_millis()), elapsed_ms: AtomicI64::new(0) }
    }

    /// Lets time pass.
    pub fn advance(&self, span: Duration) {
        let ms = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        self.wall_ms.fetch_add(ms, Ordering::SeqCst);
        self.elapsed_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Turns the hands without time passing: a jump.
    pub fn jump_to(&self, at: Moment) {
        self.wall_ms.store(at.as_millis(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        let ms = self.wall_ms.load(Ordering::SeqCst);
        Moment::from_millis(ms).expect("tests stay within chrono's years")
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.elapsed_ms.load(Ordering::SeqCst).try_into().unwrap_or(0))
    }
}
