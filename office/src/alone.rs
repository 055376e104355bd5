//! Numbers that a totem gives while it is alone: blocks of series X, granted in advance.
//!
//! ```text
//! wanted (the open date and the next) --granted--> block of a device, for one date
//!     a number of it, given at the totem --came in--> a ticket, or unserved where its date is over
//! ```
//!
//! A number of a block belongs to one device for ever: what is not given is never granted again.

use crate::floor::Floor;
use crate::hours::{SEARCH_DAYS_MAX, ServiceDayPlan};
use crate::id::DeviceId;
use crate::moment::Moment;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

/// Numbers of one block.
pub const BLOCK_LEN: u32 = 50;
/// Most blocks of one device for one date: a device that loses its disk over and over gets no more.
pub const BLOCKS_MAX: usize = 20;
/// For how many dates a totem holds a block: the open one, and the next on which the doors open.
pub const DATES_WANTED: usize = 2;
/// Of how many dates blocks are remembered, so that a number that comes in late is known: a quarter of a year.
pub const DATES_KEPT: usize = 90;

/// Numbers that one device may give on one date, without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which device.
    pub device: DeviceId,
    /// The count of the first.
    pub first: NonZeroU32,
    /// The count of the last.
    pub last: NonZeroU32,
    /// When it was granted: the device was linked then.
    pub granted_at: Moment,
}

impl Block {
    fn holds(&self, count: NonZeroU32) -> bool {
        (self.first..=self.last).contains(&count)
    }
}

/// The blocks of one date, and which of their numbers have come in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfDate {
    /// In the order of their numbers.
    pub blocks: Vec<Block>,
    /// The counts of the numbers that have come in, also of numbers that are in no block.
    pub came_in: BTreeSet<NonZeroU32>,
}

impl OfDate {
    /// The block that a number is in.
    pub fn block_of(&self, count: NonZeroU32) -> Option<&Block> {
        self.blocks.iter().find(|block| block.holds(count))
    }

    /// How many blocks a device has.
    pub fn blocks_of(&self, device: &DeviceId) -> usize {
        self.blocks.iter().filter(|block| block.device == *device).count()
    }

    /// The greatest count that was granted or given; 0 before the first.
    pub fn last(&self) -> u32 {
        let granted = self.blocks.iter().map(|block| block.last.get()).max();
        let given = self.came_in.last().map(|count| count.get());
        granted.max(given).unwrap_or(0)
    }
}

/// The blocks of an office, by the date that they are for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Blocks {
    by_date: BTreeMap<NaiveDate, OfDate>,
}

impl Blocks {
    /// What is known of a date.
    pub fn on(&self, date: NaiveDate) -> OfDate {
        self.by_date.get(&date).cloned().unwrap_or_default()
    }

    /// Whether a number of a date has come in.
    pub fn has_come_in(&self, date: NaiveDate, count: NonZeroU32) -> bool {
        self.by_date.get(&date).is_some_and(|of_date| of_date.came_in.contains(&count))
    }

    /// Every date that is remembered, in order.
    pub fn dates(&self) -> impl Iterator<Item = (NaiveDate, &OfDate)> {
        self.by_date.iter().map(|(date, of_date)| (*date, of_date))
    }

    /// The first date that is remembered.
    pub fn first_date(&self) -> Option<NaiveDate> {
        self.by_date.keys().next().copied()
    }

    /// Remembers a block.
    pub fn granted(&mut self, date: NaiveDate, block: Block) {
        self.change(date, |of_date| {
            of_date.blocks.push(block);
            of_date.blocks.sort_by_key(|block| block.first);
        });
    }

    /// Remembers a number that has come in.
    pub fn come_in(&mut self, date: NaiveDate, count: NonZeroU32) {
        self.change(date, |of_date| {
            of_date.came_in.insert(count);
        });
    }

    fn change(&mut self, date: NaiveDate, change: impl FnOnce(&mut OfDate)) {
        change(self.by_date.entry(date).or_default());
        // By their number and not by their age: a clock that is wrong for a moment makes nothing forgotten.
        while self.by_date.len() > DATES_KEPT {
            self.by_date.pop_first();
        }
    }
}

/// The dates for which a totem should hold a block, seen from `now`.
pub fn wanted(floor: &Floor, now: Moment) -> Vec<NaiveDate> {
    next_dates(floor, now).take(DATES_WANTED).collect()
}

/// The last date for which a totem can hold a block that this floor has forgotten, because it was restored
/// from a copy: one more than is wanted, since the hours may have been others.
pub fn last_forgotten(floor: &Floor, now: Moment) -> Option<NaiveDate> {
    next_dates(floor, now).take(DATES_WANTED + 1).last()
}

/// The open date, and those on which the doors open next.
fn next_dates(floor: &Floor, now: Moment) -> impl Iterator<Item = NaiveDate> + '_ {
    let open = floor.day.filter(|day| now < day.closes).map(|day| day.date);
    let later = later_days(floor, now).map(|plan| plan.date);
    open.into_iter().chain(later.filter(move |date| Some(*date) > open))
}

/// Whether the clock is about to open a date.
pub(crate) fn is_about_to_open(floor: &Floor, date: NaiveDate, now: Moment) -> bool {
    let goes_on = floor.day.is_some_and(|day| now < day.ends);
    let next = || later_days(floor, now).next();
    !goes_on && next().is_some_and(|plan| plan.date == date && plan.take_from <= now)
}

/// The service days that have not been opened yet: the one that could be now, and those after it.
fn later_days(floor: &Floor, now: Moment) -> impl Iterator<Item = ServiceDayPlan> + '_ {
    let rules = floor.coming().map(|(_, rules)| rules);
    let next = move |from: Moment| {
        let rules = rules?;
        rules.hours.next_plan_after(from, rules.office.zone, rules.take_from_lead())
    };
    let first = rules.and_then(|rules| {
        let now_open = rules.hours.plan_at(now, rules.office.zone, rules.take_from_lead());
        now_open.or_else(|| next(now))
    });
    std::iter::successors(first, move |plan| next(plan.take_from))
        .take(SEARCH_DAYS_MAX as usize)
        .filter(|plan| !floor.dates.contains(&plan.date))
}
