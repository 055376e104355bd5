//! What is most asked for at an hour of the day.
//!
//! Before anything is learned, the weights of the catalogue say it; each number that is taken says it
//! better. Pure: the same past gives the same order.

use crate::configuration::Configuration;
use crate::id::{NeedId, ServiceId};
use crate::learned::Learned;
use crate::moment::Moment;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many remembered numbers of the hour one point of a need's weight counts for, thousandths.
const WEIGHT_MILLI: u64 = 2_000;

/// The needs of a catalogue, most asked for at this hour first, at most `max`.
///
/// A number says which service was taken, not which need was said: where several needs lead to a service,
/// its numbers are shared among them.
pub fn popular(configuration: &Configuration, learned: &Learned, now: Moment, max: usize) -> Vec<NeedId> {
    let reached: Vec<BTreeSet<&ServiceId>> = configuration
        .needs
        .iter()
        .map(|need| configuration.paths(&need.id).iter().flat_map(|path| &path.visit.services).collect())
        .collect();
    let mut sharing: BTreeMap<&ServiceId, u64> = BTreeMap::new();
    for service in reached.iter().flatten() {
        *sharing.entry(*service).or_insert(0) += 1;
    }
    let asked_milli = |services: &BTreeSet<&ServiceId>| -> u64 {
        services.iter().map(|service| learned.taken_at_milli(service, now) / sharing[service]).sum()
    };
    let mut needs: Vec<(&NeedId, u64)> = configuration
        .needs
        .iter()
        .zip(&reached)
        .map(|(need, services)| (&need.id, u64::from(need.weight) * WEIGHT_MILLI + asked_milli(services)))
        .collect();
    needs.sort_by_key(|(_, score)| Reverse(*score));
    needs.into_iter().take(max).map(|(need, _)| need.clone()).collect()
}
