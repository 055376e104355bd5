//! How a forecast is shown: ranges and clock windows on a grid of five minutes.
//!
//! A single number cannot be honest, and a range that jumps is not believed. Source: `queueing`
//! study, section 8.4.

use super::Quantiles;
use crate::event::Quote;
use crate::moment::Moment;
use std::time::Duration;

/// The grid of everything shown, minutes.
const GRID_MIN: u32 = 5;
/// The same grid on the clock, milliseconds: every zone's offset is a multiple of it.
const GRID_MS: i64 = 5 * 60_000;
/// How close to its end a window may hold the median.
const END_MARGIN: Duration = Duration::from_secs(2 * 60);
/// How much later than shown the end may come before the window moves.
const LATER_MAX: Duration = Duration::from_secs(5 * 60);
/// How much earlier than shown the end may come before the window moves.
const EARLIER_MAX: Duration = Duration::from_secs(10 * 60);

/// The range shown on totem, board and slip, minutes: the 20 % level down and the 90 % level up
/// to the grid; the upper end is always above the lower.
pub fn range(quantiles: Quantiles) -> (u32, u32) {
    let low = quantiles.p20_s / 60 / GRID_MIN * GRID_MIN;
    let high = quantiles.p90_s.div_ceil(60).div_ceil(GRID_MIN) * GRID_MIN;
    (low, high.max(low + GRID_MIN))
}

/// What a ticket is stamped with: the range shown and the levels behind it.
pub fn quote(quantiles: Quantiles) -> Quote {
    let (low_min, high_min) = range(quantiles);
    Quote { low_min, high_min, quantiles_s: [quantiles.p20_s, quantiles.p50_s, quantiles.p90_s] }
}

/// The clock times between which a phone is told to expect the call, on the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Its start.
    pub from: Moment,
    /// Its end, later than the start.
    pub until: Moment,
}

/// The window to show next: the one on show, unless the median has passed its end less two
/// minutes or lies before its start, or its end has moved later by more than five or earlier by
/// more than ten minutes.
pub fn keep_or_move(shown: Option<Window>, quantiles: Quantiles, now: Moment) -> Window {
    let fresh = window(quantiles, now);
    match shown {
        Some(shown) if still_holds(shown, fresh, after(now, quantiles.p50_s)) => shown,
        Some(_) | None => fresh,
    }
}

fn still_holds(shown: Window, fresh: Window, median: Moment) -> bool {
    median >= shown.from
        && median <= shown.until.minus(END_MARGIN)
        && fresh.until <= shown.until.plus(LATER_MAX)
        && fresh.until >= shown.until.minus(EARLIER_MAX)
}

fn window(quantiles: Quantiles, now: Moment) -> Window {
    let from = on_grid(after(now, quantiles.p20_s), 0);
    let until = on_grid(after(now, quantiles.p90_s), GRID_MS - 1);
    Window { from, until: until.max(from.plus(Duration::from_millis(GRID_MS as u64))) }
}

fn after(now: Moment, seconds: u32) -> Moment {
    now.plus(Duration::from_secs(u64::from(seconds)))
}

/// The last point of the grid that is not after `at` plus `up_ms`.
fn on_grid(at: Moment, up_ms: i64) -> Moment {
    let ms = (at.as_millis() + up_ms).div_euclid(GRID_MS) * GRID_MS;
    Moment::from_millis(ms).unwrap_or(at)
}
