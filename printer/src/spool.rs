//! The printing protocol: when a slip may be sent, and what may be said of it afterwards.
//!
//! A state machine without a file, a socket or a clock: it is given what came in and how late it is, and says
//! what is to be done, in this order. Whoever carries that out stops where one thing fails.
//!
//! ```text
//! a job       listed -> sending -> printed | printed_weak      the printer's own word, or as good as it gives
//!                |          |
//!                |          +----> uncertain                   connection lost, no answer, this program ended
//!                +-> blocked (nothing was sent; it waits)      a copy, which says so, is the dispatcher's to make
//!                +-> expired (nothing was sent)
//!                +-> withdrawn (nothing was sent; another printer has it)
//!
//! a printer   away -> asking -> trying -> at rest <-> sending
//! ```
//!
//! Paper that ends in the middle is no reason to send anything: the printer holds the rest and goes on when it
//! is mended. That a job is on its way is in the journal before its first byte is; one that is found there
//! after a crash is uncertain and never sent again.

mod answers;
pub mod journal;
mod talk;

use crate::escpos::encode;
use crate::profile::{Answer, Profile};
use crate::raster::Bitmap;
use office::moment::Moment;
use office::wire::{FromDevice, Paper, PrintJob, PrinterScreen, Trouble};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use talk::{Heard, Talk};

/// Longest wait for the answer to a slip while the printer says that it is well.
pub const ANSWER_MAX: Duration = Duration::from_secs(30);
/// How long a printer that says nothing of its slips is given for one.
const UNSAID_AFTER: Duration = Duration::from_secs(4);
/// How long a connection may be down before it is a trouble.
const DOWN_MAX: Duration = Duration::from_secs(1);
/// After so many entries the journal is written anew, with what still counts.
const ENTRIES_MAX: usize = 256;

/// What the journal holds of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The epoch of the dispatcher's database: with another one the numbers of jobs begin anew.
    pub epoch: u64,
    /// Which job.
    pub job: u64,
    /// How it stands.
    pub paper: Paper,
}

/// What came in.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// The link to the dispatcher is up.
    Linked,
    /// What the dispatcher wants printed.
    Listed(&'a PrinterScreen),
    /// There is a connection to the printer.
    Connected,
    /// There is none any more.
    Disconnected,
    /// The printer says something.
    Said(&'a [u8]),
    /// Time has passed.
    Time,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write it into the journal, and have it on the disk before anything else is done.
    Record(Entry),
    /// Write the journal anew with only these.
    Keep(Vec<Entry>),
    /// Send to the printer.
    Send(Vec<u8>),
    /// Send to the dispatcher.
    Tell(FromDevice),
    /// End the connection to the printer and try another one.
    Reconnect,
}

/// The slip that is on its way.
#[derive(Debug, Clone, Copy)]
struct Current {
    job: u64,
    /// The number that the printer repeats.
    id: [u8; 4],
    /// Since when the printer could have answered: not before its bytes are through, nor while it is stopped.
    able_since: Duration,
    /// Whether another epoch has begun since: nothing is said of it any more.
    is_foreign: bool,
}

/// The state of one printer and its jobs.
#[derive(Debug)]
pub struct Spool {
    profile: Profile,
    logo: Option<Bitmap>,
    /// How long a byte takes to the printer.
    byte_time: Duration,
    epoch: u64,
    /// The dispatcher's time at a moment of this program's.
    office_time: Option<(Moment, Duration)>,
    waiting: Vec<PrintJob>,
    words: BTreeMap<u64, Paper>,
    entries: usize,
    current: Option<Current>,
    talk: Option<Talk>,
    down_since: Duration,
    /// Whether the printer may still hold a part of a slip, or have left a torn one.
    is_torn: bool,
    /// The job and trouble of the last [`Paper::Blocked`].
    blocked: Option<(u64, Trouble)>,
    told: Option<(Option<Trouble>, bool)>,
    is_linked: bool,
}

impl Spool {
    /// Begins with what the journal holds; a byte takes `byte_time` to the printer.
    pub fn new(profile: Profile, logo: Option<Bitmap>, byte_time: Duration, journal: &[Entry]) -> Self {
        let epoch = journal.last().map_or(0, |entry| entry.epoch);
        let mut words = BTreeMap::new();
        for entry in journal.iter().filter(|entry| entry.epoch == epoch) {
            words.insert(entry.job, entry.paper);
        }
        let mut is_torn = false;
        for paper in words.values_mut().filter(|paper| !paper.is_final()) {
            (*paper, is_torn) = (Paper::Uncertain, true);
        }
        Self {
            profile,
            logo,
            byte_time,
            epoch,
            office_time: None,
            waiting: Vec::new(),
            words,
            entries: journal.len(),
            current: None,
            talk: None,
            down_since: Duration::ZERO,
            is_torn,
            blocked: None,
            told: None,
            is_linked: false,
        }
    }

    /// What follows from `input` at `now`, counted from the start of the program.
    pub fn step(&mut self, input: Input<'_>, now: Duration) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Linked => (self.is_linked, self.told) = (true, None),
            Input::Listed(screen) => self.listed(screen, now, &mut effects),
            Input::Connected => self.connected(now, &mut effects),
            Input::Disconnected => self.disconnected(now, &mut effects),
            Input::Said(bytes) => self.said(bytes, now, &mut effects),
            Input::Time => {}
        }
        self.expire(now, &mut effects);
        self.keep_talking(now, &mut effects);
        self.give_up(now, &mut effects);
        self.report(now, &mut effects);
        effects
    }

    /// What is wrong with the printer.
    pub fn trouble(&self, now: Duration) -> Option<Trouble> {
        match &self.talk {
            Some(talk) => talk.trouble(&self.profile, now),
            None if now.saturating_sub(self.down_since) >= DOWN_MAX => Some(Trouble::Unplugged),
            None => None,
        }
    }

    /// Whether the printer cannot say with certainty that paper is out.
    pub fn is_weak(&self) -> bool {
        match &self.talk {
            Some(talk) => talk.ability().is_some_and(|ability| ability != Answer::ProcessId),
            None => self.profile.answer != Answer::ProcessId,
        }
    }

    fn listed(&mut self, screen: &PrinterScreen, now: Duration, effects: &mut Vec<Effect>) {
        if screen.epoch != self.epoch {
            self.epoch = screen.epoch;
            self.words.clear();
            self.current.iter_mut().for_each(|current| current.is_foreign = true);
        }
        self.office_time = Some((screen.as_of, now));
        let own = self.current.filter(|current| !current.is_foreign).map(|current| current.job);
        self.words.retain(|job, _| Some(*job) == own || screen.jobs.iter().any(|listed| listed.job == *job));
        if self.entries > ENTRIES_MAX {
            let kept = self.words.iter().map(|(job, paper)| self.entry(*job, *paper));
            let is_written = |entry: &Entry| !matches!(entry.paper, Paper::Expired | Paper::Withdrawn);
            let kept: Vec<Entry> = kept.filter(is_written).collect();
            self.entries = kept.len();
            effects.push(Effect::Keep(kept));
        }
        self.waiting.clear();
        for job in &screen.jobs {
            match self.words.get(&job.job) {
                Some(Paper::Sending) if job.sent => {}
                Some(paper) => effects.push(tell(job.job, *paper)),
                // It was on its way once, and nobody here remembers it.
                None if job.sent => self.end(job.job, Paper::Uncertain, effects),
                // Not in the journal: after a crash it is listed as asked back again, or not at all.
                None if job.withdrawn => {
                    self.words.insert(job.job, Paper::Withdrawn);
                    effects.push(tell(job.job, Paper::Withdrawn));
                }
                None => self.waiting.push(job.clone()),
            }
        }
    }

    fn connected(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        self.lose(effects);
        let mut talk = Talk::new(&self.profile, now);
        effects.extend(talk.greet(&self.profile, self.is_torn, now).map(Effect::Send));
        self.talk = Some(talk);
    }

    fn disconnected(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        // One that lets in and says nothing before it hangs up was not there.
        if self.talk.take().is_some_and(|talk| talk.has_heard() || self.profile.answer == Answer::Nothing) {
            self.down_since = now;
        }
        self.lose(effects);
    }

    /// Nothing can be said any more of the slip that was on its way.
    fn lose(&mut self, effects: &mut Vec<Effect>) {
        if let Some(current) = self.current.take() {
            self.is_torn = true;
            if !current.is_foreign {
                self.end(current.job, Paper::Uncertain, effects);
            }
        }
    }

    fn said(&mut self, bytes: &[u8], now: Duration, effects: &mut Vec<Effect>) {
        let Some(talk) = &mut self.talk else { return };
        for heard in talk.hear(bytes, self.current.is_some(), now) {
            match (heard, self.current) {
                (Heard::Process(id), Some(current)) if id == current.id => self.done(Paper::Printed, effects),
                (Heard::PaperStatus, Some(_)) => self.done(Paper::PrintedWeak, effects),
                (Heard::Process(_) | Heard::PaperStatus, _) => {}
            }
        }
    }

    /// The slip that was on its way is on paper.
    fn done(&mut self, paper: Paper, effects: &mut Vec<Effect>) {
        if let Some(current) = self.current.take()
            && !current.is_foreign
        {
            self.end(current.job, paper, effects);
        }
    }

    fn expire(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let Some(office_now) = self.office_now(now) else { return };
        let (dead, waiting): (Vec<PrintJob>, _) =
            std::mem::take(&mut self.waiting).into_iter().partition(|job| job.expires_at <= office_now);
        self.waiting = waiting;
        for job in dead {
            self.words.insert(job.job, Paper::Expired);
            effects.push(tell(job.job, Paper::Expired));
        }
    }

    /// Asks the printer how it is, and sends the next slip to one that is well.
    fn keep_talking(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let is_busy = self.current.is_some();
        let Some(talk) = &mut self.talk else { return };
        effects.extend(talk.go_on(&self.profile, is_busy, !self.waiting.is_empty(), now).map(Effect::Send));
        let is_fresh = talk.take_fresh();
        let trouble = talk.trouble(&self.profile, now).filter(|trouble| trouble.stops());
        if let (Some(current), Some(_)) = (&mut self.current, trouble) {
            current.able_since = current.able_since.max(now);
        }
        let Some(next) = self.waiting.first().map(|job| job.job).filter(|_| is_fresh && !is_busy) else {
            return;
        };
        match trouble {
            Some(trouble) if self.blocked != Some((next, trouble)) => {
                self.blocked = Some((next, trouble));
                effects.push(tell(next, Paper::Blocked(trouble)));
            }
            Some(_) => {}
            None => self.send(now, effects),
        }
    }

    fn send(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let Some(ability) = self.talk.as_ref().and_then(Talk::ability) else { return };
        let job = self.waiting.remove(0);
        let Ok(slip) = encode(&job.slip, &self.profile, self.logo.as_ref()) else {
            // Laid out for wider paper: no printer here can do anything with it.
            return self.end(job.job, Paper::Expired, effects);
        };
        let id = number(job.job);
        let mut bytes = if self.is_torn { self.profile.cut.bytes().to_vec() } else { Vec::new() };
        bytes.extend(slip);
        bytes.extend(talk::question(ability, id));
        let through_at = now + self.byte_time * u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.current = Some(Current { job: job.job, id, able_since: through_at, is_foreign: false });
        (self.is_torn, self.blocked) = (false, None);
        self.talk.iter_mut().for_each(|talk| talk.busy_until(through_at));
        self.end(job.job, Paper::Sending, effects);
        effects.push(Effect::Send(bytes));
    }

    /// Notes how a job stands and tells it: first on the disk.
    fn end(&mut self, job: u64, paper: Paper, effects: &mut Vec<Effect>) {
        self.words.insert(job, paper);
        self.entries += 1;
        effects.push(Effect::Record(self.entry(job, paper)));
        effects.push(tell(job, paper));
    }

    /// Ends what takes too long.
    fn give_up(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let is_mute = self.talk.as_ref().is_some_and(|talk| talk.is_given_up(now));
        if let Some(current) = self.current {
            let says_nothing = self.talk.as_ref().and_then(Talk::ability) == Some(Answer::Nothing);
            let since = now.saturating_sub(current.able_since);
            if says_nothing && since >= UNSAID_AFTER {
                return self.done(Paper::PrintedWeak, effects);
            }
            if since < ANSWER_MAX && !is_mute {
                return;
            }
            self.lose(effects);
        } else if !is_mute {
            return;
        }
        self.talk = None;
        self.down_since = now;
        effects.push(Effect::Reconnect);
    }

    /// Tells how the printer is, where that has changed.
    fn report(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let state = (self.trouble(now), self.is_weak());
        let is_settled = self.talk.as_ref().is_none_or(|talk| talk.ability().is_some() || state.0.is_some());
        let is_early = self.talk.is_none() && state.0.is_none();
        if self.is_linked && is_settled && !is_early && self.told != Some(state) {
            self.told = Some(state);
            let columns = Some(self.profile.columns);
            effects.push(Effect::Tell(FromDevice::Printer { trouble: state.0, weak: state.1, columns }));
        }
    }

    fn office_now(&self, now: Duration) -> Option<Moment> {
        let (as_of, at) = self.office_time?;
        let passed_ms = i64::try_from(now.saturating_sub(at).as_millis()).unwrap_or(i64::MAX);
        Moment::from_millis(as_of.as_millis().saturating_add(passed_ms))
    }

    fn entry(&self, job: u64, paper: Paper) -> Entry {
        Entry { epoch: self.epoch, job, paper }
    }
}

fn tell(job: u64, paper: Paper) -> Effect {
    Effect::Tell(FromDevice::Paper { job, paper })
}

/// The four digits by which the printer knows a job; 0000 belongs to the trial.
fn number(job: u64) -> [u8; 4] {
    let mut rest = 1 + job % 9999;
    let mut digits = *b"0000";
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    digits
}
