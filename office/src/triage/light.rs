//! Whether a number is still given: green, amber or red. The only place where the moment changes a route.
//!
//! Source: `queueing` study, section 8.6: with `W` the wait, `X` the time at the desk and
//! `p = P(W + X <= closing + overtime)`, green is `p >= 0.80` and a median wait up to 45 minutes, red is
//! `p < 0.50`, and amber what lies between.

use super::{Numbers, Outlook, Prospect, RouteReason};
use crate::catalogue::TriageRules;
use crate::forecast::Quantiles;
use crate::id::ServiceId;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// Steps of the standard normal distribution that a wait is summed over, and how far out.
const STEPS: i32 = 16;
/// See [`STEPS`]: the 0.01 % point.
const OUT: f64 = 3.719;
/// The 90 % point of the standard normal distribution.
const Z_90: f64 = 1.281_551_565_544_6;

/// Whether a number is given now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Light {
    /// Without a question.
    Green,
    /// If the visitor chooses so.
    Amber(Doubt),
    /// Not today.
    Red(Bar),
}

/// Why the visitor is asked to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It may not be finished in time.
    Tight,
    /// The wait is long.
    LongWait,
}

impl Doubt {
    /// The same as the reason of a route.
    pub fn reason(self) -> RouteReason {
        match self {
            Doubt::Tight => RouteReason::Tight,
            Doubt::LongWait => RouteReason::LongWait,
        }
    }
}

/// What bars a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bar {
    /// Numbers are not given now.
    NotNow {
        /// When they are again.
        again_at: Option<Moment>,
    },
    /// No desk takes it any more today.
    NoDesk,
    /// It cannot be finished in time.
    NotInTime,
}

impl Bar {
    /// The same as the reason of a route.
    pub fn reason(&self) -> RouteReason {
        match self {
            Bar::NotNow { again_at } => RouteReason::NotNow { again_at: *again_at },
            Bar::NoDesk => RouteReason::NoDesk,
            Bar::NotInTime => RouteReason::NotInTime,
        }
    }
}

/// Whether one number for all these services is given now, one after the other.
///
/// The number keeps its place through all its legs, so it waits as long as the one that waits longest.
pub fn light(rules: &TriageRules, outlook: &Outlook, legs: &[ServiceId]) -> Light {
    if let Numbers::Again(again_at) = outlook.numbers {
        return Light::Red(Bar::NotNow { again_at });
    }
    let mut prospects = Vec::new();
    for leg in legs {
        match outlook.services.get(leg) {
            Some(Prospect { wait: Some(wait), time }) => prospects.push((*wait, *time)),
            Some(Prospect { wait: None, .. }) | None => return Light::Red(Bar::NoDesk),
        }
    }
    let Some(wait) = prospects.iter().map(|(wait, _)| *wait).max_by_key(|wait| (wait.p50_s, wait.p90_s))
    else {
        return Light::Red(Bar::NoDesk);
    };
    let left_s = f64::from(outlook.closes_in_s) + f64::from(rules.overtime_min) * 60.0;
    let at_desk = AtDesk::sum(prospects.iter().map(|(_, time)| *time));
    let share = share_in_time(wait, outlook.opens_in_s, at_desk, left_s);
    if share < rules.red_share || at_desk.mean_s > left_s {
        return Light::Red(Bar::NotInTime);
    }
    if share < rules.green_share {
        return Light::Amber(Doubt::Tight);
    }
    if wait.p50_s > rules.patience_min.saturating_mul(60) {
        return Light::Amber(Doubt::LongWait);
    }
    Light::Green
}

/// A time at the desk: its mean, and the variance of its logarithm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AtDesk {
    /// Mean, seconds, above zero.
    pub mean_s: f64,
    /// Variance of the logarithm.
    pub log_variance: f64,
}

impl AtDesk {
    /// The sum of independent times, as lognormal as they are.
    fn sum(times: impl Iterator<Item = AtDesk>) -> AtDesk {
        let spread = |time: AtDesk| time.mean_s * time.mean_s * time.log_variance.exp_m1();
        let (mean_s, variance) =
            times.fold((0.0, 0.0), |(mean, variance), time| (mean + time.mean_s, variance + spread(time)));
        AtDesk { mean_s, log_variance: (variance / (mean_s * mean_s)).ln_1p() }
    }

    /// The chance that it is over within `seconds`.
    fn share_within(self, seconds: f64) -> f64 {
        if seconds <= 0.0 {
            return 0.0;
        }
        let deviation = self.log_variance.sqrt();
        let log_median = self.mean_s.ln() - self.log_variance / 2.0;
        let off = seconds.ln() - log_median;
        if deviation == 0.0 { f64::from(u8::from(off >= 0.0)) } else { normal_share(off / deviation) }
    }
}

/// The chance that wait and time at the desk are over within `left_s` from now. The wait is lognormal from
/// the opening of the doors on, through its median and its 90 % level.
fn share_in_time(wait: Quantiles, opens_in_s: u32, at_desk: AtDesk, left_s: f64) -> f64 {
    let opens_s = f64::from(opens_in_s);
    let from_opening = |seconds: u32| f64::from(seconds.saturating_sub(opens_in_s));
    let (median, high) = (from_opening(wait.p50_s), from_opening(wait.p90_s));
    let deviation = if median > 0.0 { (high / median).max(1.0).ln() / Z_90 } else { 0.0 };
    let (mut share, mut weights) = (0.0, 0.0);
    for step in -STEPS..=STEPS {
        let z = OUT * f64::from(step) / f64::from(STEPS);
        let weight = (-z * z / 2.0).exp();
        let wait_s = opens_s + median * (deviation * z).exp();
        share += weight * at_desk.share_within(left_s - wait_s);
        weights += weight;
    }
    share / weights
}

/// The standard normal distribution's share below `z`; within 1.5e-7.
///
/// Source: Abramowitz and Stegun, formula 7.1.26.
fn normal_share(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let sum = t
        * (0.254_829_592
            + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let upper = sum * (-x * x).exp() / 2.0;
    if z < 0.0 { upper } else { 1.0 - upper }
}
