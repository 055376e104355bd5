//! What one asker wants printed, and what has become of it.

use super::{Asker, Entry};
use office::moment::Moment;
use office::wire::{Paper, PrintJob, PrinterScreen, Trouble};
use std::collections::BTreeMap;
use std::time::Duration;

/// The jobs of one asker.
#[derive(Debug)]
pub(super) struct List {
    pub(super) asker: Asker,
    pub(super) waiting: Vec<PrintJob>,
    pub(super) words: BTreeMap<u64, Paper>,
    /// What the asker was told last of the printer.
    pub(super) told: Option<(Option<Trouble>, bool)>,
    pub(super) is_linked: bool,
    epoch: u64,
    /// The asker's time at a moment of this program's.
    time: Option<(Moment, Duration)>,
}

impl List {
    /// Begins with what the journal holds of this asker.
    pub(super) fn new(asker: Asker, journal: &[Entry]) -> Self {
        let own = journal.iter().filter(|entry| entry.asker == asker);
        let epoch = own.clone().next_back().map_or(0, |entry| entry.epoch);
        let mut words = BTreeMap::new();
        for entry in own.filter(|entry| entry.epoch == epoch) {
            words.insert(entry.job, entry.paper);
        }
        Self { asker, waiting: Vec::new(), words, told: None, is_linked: false, epoch, time: None }
    }

    /// Gives up whatever was on its way when the program ended; how much that was.
    pub(super) fn lose(&mut self) -> usize {
        let lost = self.words.values_mut().filter(|paper| !paper.is_final());
        lost.map(|paper| *paper = Paper::Uncertain).count()
    }

    /// Takes note of when and of which history a screen is; whether that is another one than before.
    pub(super) fn begin(&mut self, screen: &PrinterScreen, now: Duration) -> bool {
        self.time = Some((screen.as_of, now));
        let is_other = screen.epoch != self.epoch;
        if is_other {
            self.epoch = screen.epoch;
            self.words.clear();
        }
        is_other
    }

    /// Forgets what a screen does not list any more, but for the job that is on its way.
    pub(super) fn forget(&mut self, screen: &PrinterScreen, own: Option<u64>) {
        self.words.retain(|job, _| Some(*job) == own || screen.jobs.iter().any(|listed| listed.job == *job));
    }

    /// The jobs that have become too old by `now`, which wait no longer.
    pub(super) fn expired(&mut self, now: Duration) -> Vec<PrintJob> {
        let Some(its_now) = self.now(now) else { return Vec::new() };
        self.waiting.extract_if(.., |job| job.expires_at <= its_now).collect()
    }

    /// What is written into the journal of a job.
    pub(super) fn entry(&self, job: u64, paper: Paper) -> Entry {
        Entry { asker: self.asker, epoch: self.epoch, job, paper }
    }

    /// What the journal must hold of it.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> {
        let is_written = |paper: &Paper| !matches!(paper, Paper::Expired | Paper::Withdrawn);
        let written = self.words.iter().filter(move |(_, paper)| is_written(paper));
        written.map(|(job, paper)| self.entry(*job, *paper))
    }

    fn now(&self, now: Duration) -> Option<Moment> {
        let (as_of, at) = self.time?;
        let passed_ms = i64::try_from(now.saturating_sub(at).as_millis()).unwrap_or(i64::MAX);
        Moment::from_millis(as_of.as_millis().saturating_add(passed_ms))
    }
}
