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
mod list;
mod talk;

use crate::escpos::encode;
use crate::profile::{Answer, Profile};
use crate::raster::Bitmap;
use list::List;
use office::wire::{FromDevice, Paper, PrinterScreen, Trouble};
use serde::{Deserialize, Serialize};
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

/// Who wants something printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// The dispatcher, over the link.
    #[default]
    Office,
    /// The totem beside the printer, while it is alone.
    Totem,
}

impl Asker {
    fn is_office(&self) -> bool {
        *self == Asker::Office
    }
}

/// What the journal holds of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Asker::is_office")]
    pub asker: Asker,
    /// The epoch of the asker's numbers of jobs: with another one they begin anew.
    pub epoch: u64,
    /// Which job.
    pub job: u64,
    /// How it stands.
    pub paper: Paper,
}

/// What came in.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// There is a link to the asker.
    Linked(Asker),
    /// What it wants printed.
    Listed(Asker, &'a PrinterScreen),
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
    /// Send to the asker.
    Tell(Asker, FromDevice),
    /// End the connection to the printer and try another one.
    Reconnect,
}

/// The slip that is on its way.
#[derive(Debug, Clone, Copy)]
struct Current {
    asker: Asker,
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
    /// The office's jobs go before the totem's, which has none while there is an office.
    lists: [List; 2],
    entries: usize,
    current: Option<Current>,
    talk: Option<Talk>,
    down_since: Duration,
    /// Whether the printer may still hold a part of a slip, or have left a torn one.
    is_torn: bool,
    /// The job and trouble of the last [`Paper::Blocked`].
    blocked: Option<(Asker, u64, Trouble)>,
}

impl Spool {
    /// Begins with what the journal holds; a byte takes `byte_time` to the printer.
    pub fn new(profile: Profile, logo: Option<Bitmap>, byte_time: Duration, journal: &[Entry]) -> Self {
        let mut lists = [Asker::Office, Asker::Totem].map(|asker| List::new(asker, journal));
        let lost: usize = lists.iter_mut().map(List::lose).sum();
        Self {
            profile,
            logo,
            byte_time,
            lists,
            entries: journal.len(),
            current: None,
            talk: None,
            down_since: Duration::ZERO,
            is_torn: lost > 0,
            blocked: None,
        }
    }

    /// What follows from `input` at `now`, counted from the start of the program.
    pub fn step(&mut self, input: Input<'_>, now: Duration) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Linked(asker) => {
                let list = self.list(asker);
                (list.is_linked, list.told) = (true, None);
            }
            Input::Listed(asker, screen) => self.listed(asker, screen, now, &mut effects),
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

    fn listed(&mut self, asker: Asker, screen: &PrinterScreen, now: Duration, effects: &mut Vec<Effect>) {
        if self.list(asker).begin(screen, now) {
            let foreign = self.current.iter_mut().filter(|current| current.asker == asker);
            foreign.for_each(|current| current.is_foreign = true);
        }
        let own = self.current.filter(|current| current.asker == asker && !current.is_foreign);
        self.list(asker).forget(screen, own.map(|current| current.job));
        if self.entries > ENTRIES_MAX {
            let kept: Vec<Entry> = self.lists.iter().flat_map(List::entries).collect();
            self.entries = kept.len();
            effects.push(Effect::Keep(kept));
        }
        self.list(asker).waiting.clear();
        for job in &screen.jobs {
            let list = self.list(asker);
            match list.words.get(&job.job) {
                Some(Paper::Sending) if job.sent => {}
                Some(paper) => effects.push(tell(asker, job.job, *paper)),
                // It was on its way once, and nobody here remembers it.
                None if job.sent => self.end(asker, job.job, Paper::Uncertain, effects),
                // Not in the journal: after a crash it is listed as asked back again, or not at all.
                None if job.withdrawn => {
                    list.words.insert(job.job, Paper::Withdrawn);
                    effects.push(tell(asker, job.job, Paper::Withdrawn));
                }
                None => list.waiting.push(job.clone()),
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
                self.end(current.asker, current.job, Paper::Uncertain, effects);
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
            self.end(current.asker, current.job, paper, effects);
        }
    }

    fn expire(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        for list in &mut self.lists {
            for job in list.expired(now) {
                list.words.insert(job.job, Paper::Expired);
                effects.push(tell(list.asker, job.job, Paper::Expired));
            }
        }
    }

    /// Asks the printer how it is, and sends the next slip to one that is well.
    fn keep_talking(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        let is_busy = self.current.is_some();
        let next = self.next();
        let Some(talk) = &mut self.talk else { return };
        effects.extend(talk.go_on(&self.profile, is_busy, next.is_some(), now).map(Effect::Send));
        let is_fresh = talk.take_fresh();
        let trouble = talk.trouble(&self.profile, now).filter(|trouble| trouble.stops());
        if let (Some(current), Some(_)) = (&mut self.current, trouble) {
            current.able_since = current.able_since.max(now);
        }
        let Some((asker, job)) = next.filter(|_| is_fresh && !is_busy) else { return };
        match trouble {
            Some(trouble) if self.blocked != Some((asker, job, trouble)) => {
                self.blocked = Some((asker, job, trouble));
                effects.push(tell(asker, job, Paper::Blocked(trouble)));
            }
            Some(_) => {}
            None => self.send(asker, now, effects),
        }
    }

    /// Whose job is next, and which.
    fn next(&self) -> Option<(Asker, u64)> {
        self.lists.iter().find_map(|list| Some((list.asker, list.waiting.first()?.job)))
    }

    fn send(&mut self, asker: Asker, now: Duration, effects: &mut Vec<Effect>) {
        let Some(ability) = self.talk.as_ref().and_then(Talk::ability) else { return };
        let job = self.list(asker).waiting.remove(0);
        let Ok(slip) = encode(&job.slip, &self.profile, self.logo.as_ref()) else {
            // Laid out for wider paper: no printer here can do anything with it.
            return self.end(asker, job.job, Paper::Expired, effects);
        };
        let id = number(asker, job.job);
        let mut bytes = if self.is_torn { self.profile.cut.bytes().to_vec() } else { Vec::new() };
        bytes.extend(slip);
        bytes.extend(talk::question(ability, id));
        let through_at = now + self.byte_time * u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.current = Some(Current { asker, job: job.job, id, able_since: through_at, is_foreign: false });
        (self.is_torn, self.blocked) = (false, None);
        self.talk.iter_mut().for_each(|talk| talk.busy_until(through_at));
        self.end(asker, job.job, Paper::Sending, effects);
        effects.push(Effect::Send(bytes));
    }

    /// Notes how a job stands and tells it: first on the disk.
    fn end(&mut self, asker: Asker, job: u64, paper: Paper, effects: &mut Vec<Effect>) {
        let list = self.list(asker);
        list.words.insert(job, paper);
        effects.push(Effect::Record(list.entry(job, paper)));
        effects.push(tell(asker, job, paper));
        self.entries += 1;
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
        if !is_settled || is_early {
            return;
        }
        let columns = Some(self.profile.columns);
        for list in self.lists.iter_mut().filter(|list| list.is_linked && list.told != Some(state)) {
            list.told = Some(state);
            let told = FromDevice::Printer { trouble: state.0, weak: state.1, columns };
            effects.push(Effect::Tell(list.asker, told));
        }
    }

    fn list(&mut self, asker: Asker) -> &mut List {
        let [office, totem] = &mut self.lists;
        match asker {
            Asker::Office => office,
            Asker::Totem => totem,
        }
    }
}

fn tell(asker: Asker, job: u64, paper: Paper) -> Effect {
    Effect::Tell(asker, FromDevice::Paper { job, paper })
}

/// The four digits by which the printer knows a job; 0000 belongs to the trial.
fn number(asker: Asker, job: u64) -> [u8; 4] {
    let apart = match asker {
        Asker::Office => 0,
        Asker::Totem => 5000,
    };
    let mut rest = 1 + (job % 9999 + apart) % 9999;
    let mut digits = *b"0000";
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    digits
}
