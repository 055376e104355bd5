//! Appointments in the order of service: when they may be called, and who is called before them.

use crate::configuration::Targets;
use crate::moment::Moment;
use crate::queue::{BEND_AT, CALLED_AHEAD};

/// The appointment of a waiting ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Appointment {
    /// Its time, milliseconds.
    pub(super) due_ms: i64,
    /// From when its urgency grows: its time, or when the visitor came where that was later, milliseconds.
    pub(super) grows_ms: i64,
}

impl Appointment {
    /// Whole seconds from `start` until it may be called, rounded up.
    pub(super) fn callable_in_s(self, start: Moment) -> u32 {
        let ms = self.due_ms - CALLED_AHEAD.as_millis() as i64 - start.as_millis();
        u32::try_from((ms.max(0) + 999) / 1000).unwrap_or(u32::MAX)
    }

    /// Those who took a number without one before this moment, milliseconds, are called in front of it
    /// if it is called at `at_ms`: they wait longer, measured by their promise of `promised_ms`.
    ///
    /// Before its time it is taken to stand where it will stand then. Whom it has passed it stays in front of,
    /// although the urgency of who waits far beyond the promise grows faster in the end: the moment never
    /// rises while the wait grows.
    pub(super) fn passed_by_joined_before(self, at_ms: i64, promised_ms: i64, targets: &Targets) -> i64 {
        let appointment = appointment_ms(targets) as f64;
        // Beyond this urgency it passes nobody more.
        let steepness = promised_ms as f64 / appointment;
        let passes_until = if steepness <= 1.0 { 1.0 } else { BEND_AT * (steepness / 2.0).powi(2).max(1.0) };
        let last_ms = self.grows_ms + ((passes_until - 1.0) * appointment) as i64;
        let at_ms = at_ms.clamp(self.grows_ms, last_ms.max(self.grows_ms));
        let urgency = 1.0 + (at_ms - self.grows_ms) as f64 / appointment;
        let unbent = if urgency <= BEND_AT { urgency } else { (urgency * BEND_AT).sqrt() };
        at_ms - (unbent * promised_ms as f64) as i64
    }
}

/// Appointments whose urgency grows from this moment on or earlier, milliseconds, have been called before a
/// ticket without one that is still waiting at `at_ms`.
///
/// Until its promise is over any appointment that may be called goes first; later those that are late by
/// more. Who was called once stays called: the moment never falls while the wait grows.
pub(super) fn called_before(joined_ms: i64, at_ms: i64, promised_ms: i64, targets: &Targets) -> i64 {
    let ahead_ms = CALLED_AHEAD.as_millis() as i64;
    let promise_over = joined_ms + promised_ms;
    if at_ms <= promise_over {
        return at_ms + ahead_ms;
    }
    let (promised, appointment) = (promised_ms as f64, appointment_ms(targets) as f64);
    // Beyond this multiple of the promise its own urgency grows faster than that of appointments.
    let overtakes_at =
        if promised <= appointment { 1.0 } else { (promised / appointment / 2.0).max(1.0) * BEND_AT };
    let waited = ((at_ms - joined_ms) as f64 / promised).min(overtakes_at);
    let late = (crate::queue::bend(waited) - 1.0) * appointment;
    let called = joined_ms + (waited * promised - late) as i64;
    called.max(promise_over + ahead_ms)
}

fn appointment_ms(targets: &Targets) -> i64 {
    i64::from(targets.appointment_min.max(1)) * 60_000
}
