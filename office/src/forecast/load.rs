//! How much work lies in front of each desk.

use crate::configuration::{Configuration, Desk};
use crate::floor::{DeskOnFloor, DeskState, Floor};
use crate::learned::Learned;
use crate::moment::Moment;
use std::time::Duration;

/// How much longer a rest is taken to last that should be over.
const OVERDUE: Duration = Duration::from_secs(5 * 60);
/// Expected minutes of a visit whose service is in no configuration any more.
const UNKNOWN_MIN: f64 = 10.0;

/// Seconds of work in front of each desk, by its place in the configuration; infinite where the
/// desk takes nobody.
#[derive(Debug, Clone)]
pub(super) struct Load(Vec<f64>);

impl Load {
    /// The load of the desks at `start`, seen from `now`, before anybody who waits is counted.
    ///
    /// A resting desk counts from the moment it has announced. A desk with a visitor counts with
    /// what is left of the visit, shared among the busy desks that could take over its services:
    /// the next of them is called by whichever desk is free first.
    pub(super) fn at(
        floor: &Floor,
        configuration: &Configuration,
        learned: &Learned,
        now: Moment,
        start: Moment,
    ) -> Load {
        let ahead_s = start.since(now).as_secs_f64();
        let desks = configuration.desks.iter().map(|plan| {
            let free_in_s = match floor.desks.get(&plan.id) {
                Some(desk) => match (desk.state, desk.back_at) {
                    (DeskState::Open, _) => {
                        remaining_s(floor, configuration, learned, desk, now)
                            / busy_like(floor, configuration, plan).max(1.0)
                    }
                    (DeskState::Paused, Some(back_at)) if back_at > now => back_at.since(now).as_secs_f64(),
                    (DeskState::Paused, Some(_)) => OVERDUE.as_secs_f64(),
                    (DeskState::Paused, None) | (DeskState::Closed, _) => f64::INFINITY,
                },
                None => f64::INFINITY,
            };
            (free_in_s - ahead_s).max(0.0)
        });
        Load(desks.collect())
    }

    /// Whether the desk at this place of the configuration takes visitors, now or after its rest.
    pub(super) fn takes_visitors(&self, desk: usize) -> bool {
        self.0.get(desk).is_some_and(|seconds| seconds.is_finite())
    }

    /// Spreads work over desks that take visitors, the least loaded first, as water fills basins.
    pub(super) fn add(&mut self, desks: &[usize], work_s: f64) {
        if work_s <= 0.0 || desks.is_empty() {
            return;
        }
        let mut level = f64::INFINITY;
        let mut reached = usize::MAX;
        loop {
            let below = desks.iter().map(|desk| self.0[*desk]).filter(|seconds| *seconds < level);
            let (count, sum) = below.fold((0_usize, 0.0), |(count, sum), seconds| (count + 1, sum + seconds));
            // Only ever fewer: rounding may lift the level back over a desk, for ever.
            if count >= reached || count == 0 {
                break;
            }
            reached = count;
            level = (work_s + sum) / count as f64;
        }
        for desk in desks {
            self.0[*desk] = self.0[*desk].max(level);
        }
    }

    /// The least load of these desks, seconds; infinite where there is none.
    pub(super) fn least(&self, desks: &[usize]) -> f64 {
        desks.iter().map(|desk| self.0[*desk]).fold(f64::INFINITY, f64::min)
    }
}

/// How many busy open desks there are for the services of `plan`, itself included: each counts by
/// the share of the services that it could take over.
fn busy_like(floor: &Floor, configuration: &Configuration, plan: &Desk) -> f64 {
    let share = |other: &Desk| {
        plan.skills.intersection(&other.skills).count() as f64 / plan.skills.len().max(1) as f64
    };
    configuration
        .desks
        .iter()
        .filter(|other| {
            floor
                .desks
                .get(&other.id)
                .is_some_and(|desk| desk.state == DeskState::Open && desk.ticket.is_some())
        })
        .map(share)
        .sum()
}

/// What is left of the visit at a desk, seconds; 0 without one.
///
/// The mean residual life of a lognormal time with a coefficient of variation of 0.8, in three
/// straight pieces, within 4 % from the call to five times the mean.
fn remaining_s(
    floor: &Floor,
    configuration: &Configuration,
    learned: &Learned,
    desk: &DeskOnFloor,
    now: Moment,
) -> f64 {
    let Some(ticket) = desk.ticket.as_ref().and_then(|id| floor.tickets.get(id)) else { return 0.0 };
    let leg = ticket.leg();
    let mean_min = configuration.service(&leg.service).map_or(UNKNOWN_MIN, |plan| learned.minutes_of(plan));
    let passed = leg.called_at.map_or(0.0, |called_at| now.minutes_since(called_at)) / mean_min;
    60.0 * mean_min * (1.0 - 0.75 * passed).max(0.73).max(0.6 + 0.15 * passed)
}
