//! Office, program and printer in simulated time, and what is held against them.

#[path = "../fake/mod.rs"]
pub mod fake;

use fake::{Fake, Knows, Piece};
use office::language::Language;
use office::moment::Moment;
use office::slip::{Align, Columns, Line, Size, Slip};
use office::wire::{FromDevice, Paper, PrintJob, PrinterScreen, Trouble};
use printer::profile::Profile;
use printer::spool::{Asker, Effect, Entry, Input, Spool};
use std::time::Duration;

pub const START_MS: i64 = 1_795_431_120_000;
pub const EPOCH: u64 = 7;
pub const TICK_MS: u64 = 50;
/// Lines that the printer puts out in a tick: 100 mm/s.
pub const LINES_A_TICK: u32 = 1;
/// Most copies that the office makes of a slip by itself.
pub const COPIES_MAX: u32 = 20;

/// One slip that the office wants printed, and what it was told of it.
#[derive(Debug, Clone)]
pub struct Job {
    pub ticket: u32,
    pub copy: u32,
    pub expires_at: Moment,
    pub words: Vec<Paper>,
    /// Whether the office wants it back.
    pub is_asked_back: bool,
}

impl Job {
    pub fn last(&self) -> Option<Paper> {
        self.words.iter().rev().copied().find(|word| !matches!(word, Paper::Blocked(_)))
    }

    pub fn is_open(&self) -> bool {
        self.last().is_none_or(|word| !word.is_final())
    }
}

/// Office, program and printer in one.
pub struct World {
    pub now_ms: u64,
    pub jobs: Vec<Job>,
    pub spool: Spool,
    pub profile: Profile,
    pub printer: Fake,
    pub is_connected: bool,
    pub is_plugged: bool,
    /// The journal on the disk.
    pub journal: Vec<Entry>,
    /// The link to the office is up; what is told while it is down is lost.
    pub is_linked: bool,
    pub troubles: Vec<(u64, Option<Trouble>)>,
    pub is_weak: bool,
    /// After so many effects the program is killed, in the middle of a step.
    pub kill_after: Option<usize>,
    pub kills: u32,
    pub effects: usize,
    /// What the totem beside the printer was told of its jobs.
    pub totem: Vec<(u64, Paper)>,
}

impl World {
    pub fn new(profile: &str, knows: Knows) -> Self {
        let profile = Profile::known(profile).unwrap();
        let mut world = Self {
            now_ms: 0,
            jobs: Vec::new(),
            spool: Spool::new(profile.clone(), None, Duration::from_micros(20), &[]),
            profile,
            printer: Fake::new(knows),
            is_connected: false,
            is_plugged: true,
            journal: Vec::new(),
            is_linked: true,
            troubles: Vec::new(),
            is_weak: false,
            kill_after: None,
            kills: 0,
            effects: 0,
            totem: Vec::new(),
        };
        world.step(Input::Linked(Asker::Office));
        world
    }

    pub fn take(&mut self, ticket: u32) {
        self.queue(ticket, 0, 300_000);
    }

    pub fn queue(&mut self, ticket: u32, copy: u32, valid_ms: i64) {
        let expires_at = Moment::from_millis(self.office_ms() + valid_ms).unwrap();
        self.jobs.push(Job { ticket, copy, expires_at, words: Vec::new(), is_asked_back: false });
        self.list();
    }

    pub fn office_ms(&self) -> i64 {
        START_MS + i64::try_from(self.now_ms).unwrap()
    }

    /// Shows the program what is still to be printed.
    pub fn list(&mut self) {
        if !self.is_linked {
            return;
        }
        let open = (1..).zip(&self.jobs).filter(|(_, job)| job.is_open());
        let jobs = open.map(|(id, job)| PrintJob {
            job: id,
            slip: slip(job.ticket, job.copy),
            copy: job.copy,
            expires_at: job.expires_at,
            sent: job.last() == Some(Paper::Sending),
            withdrawn: job.is_asked_back,
        });
        let as_of = Moment::from_millis(self.office_ms()).unwrap();
        let screen = PrinterScreen { epoch: EPOCH, seq: 1, as_of, jobs: jobs.take(40).collect() };
        self.step(Input::Listed(Asker::Office, &screen));
    }

    pub fn step(&mut self, input: Input<'_>) {
        let effects = self.spool.step(input, Duration::from_millis(self.now_ms));
        for effect in effects {
            if self.kill_after == Some(self.effects) {
                self.kill_after = None;
                return self.kill();
            }
            self.effects += 1;
            self.carry_out(effect);
        }
    }

    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Record(entry) => self.journal.push(entry),
            Effect::Keep(entries) => self.journal = entries,
            Effect::Send(bytes) if self.is_connected => self.printer.receive(&bytes),
            Effect::Send(_) => {}
            Effect::Tell(Asker::Office, FromDevice::Paper { job, paper }) if self.is_linked => {
                self.told(job, paper);
            }
            Effect::Tell(Asker::Office, FromDevice::Printer { trouble, weak, .. }) => {
                self.troubles.push((self.now_ms, trouble));
                self.is_weak = weak;
            }
            Effect::Tell(Asker::Totem, FromDevice::Paper { job, paper }) => self.totem.push((job, paper)),
            Effect::Tell(..) => {}
            Effect::Reconnect => self.is_connected = false,
        }
    }

    /// What the office does with a word: it keeps the first last one, and has a copy made of what is uncertain.
    pub fn told(&mut self, job: u64, paper: Paper) {
        let at = usize::try_from(job).unwrap() - 1;
        if !self.jobs[at].is_open() {
            return;
        }
        self.jobs[at].words.push(paper);
        if paper == Paper::Uncertain && self.jobs[at].copy < COPIES_MAX {
            let Job { ticket, copy, .. } = self.jobs[at];
            let expires_at = Moment::from_millis(self.office_ms() + 300_000).unwrap();
            self.jobs.push(Job {
                ticket,
                copy: copy + 1,
                expires_at,
                words: Vec::new(),
                is_asked_back: false,
            });
        }
    }

    /// The program dies and comes back with what is on its disk.
    pub fn kill(&mut self) {
        self.kills += 1;
        self.is_connected = false;
        self.spool = Spool::new(self.profile.clone(), None, Duration::from_micros(20), &self.journal.clone());
        self.step(Input::Linked(Asker::Office));
        self.list();
    }

    pub fn tick(&mut self) {
        self.now_ms += TICK_MS;
        if self.is_plugged && !self.is_connected {
            self.is_connected = true;
            self.printer.heard();
            self.step(Input::Connected);
        }
        if self.printer.work(LINES_A_TICK) || (!self.is_plugged && self.is_connected) {
            self.disconnect();
        }
        let said = self.printer.heard();
        if self.is_connected && !said.is_empty() {
            self.step(Input::Said(&said));
        }
        self.step(Input::Time);
        if self.now_ms.is_multiple_of(500) {
            self.list();
        }
    }

    pub fn disconnect(&mut self) {
        self.is_connected = false;
        self.step(Input::Disconnected);
    }

    pub fn run(&mut self, ms: u64) {
        let until = self.now_ms + ms;
        while self.now_ms < until {
            self.tick();
        }
    }

    /// Runs until nothing is left to print; a stuck world is a failed test.
    pub fn finish(&mut self) {
        let until = self.now_ms + 1_800_000;
        while self.jobs.iter().any(Job::is_open) || !self.printer.is_idle() {
            assert!(
                self.now_ms < until,
                "stuck: {:?}",
                self.jobs.iter().filter(|job| job.is_open()).collect::<Vec<_>>()
            );
            self.tick();
        }
        self.judge();
    }

    /// Holds paper against words.
    pub fn judge(&self) {
        for job in &self.jobs {
            let whole = self.pieces(job.ticket, job.copy);
            if let Some(Paper::Printed | Paper::PrintedWeak) = job.last() {
                assert!(whole >= 1, "told that it is printed, and no paper: {job:?}");
            }
            assert!(whole <= 1, "printed twice without a mark: {job:?}");
            if job.last() == Some(Paper::Expired) {
                assert_eq!(whole, 0, "told that it has expired, and printed: {job:?}");
            }
        }
    }

    /// How many whole pieces of paper are this slip.
    pub fn pieces(&self, ticket: u32, copy: u32) -> usize {
        let (number, mark) = (format!("A{ticket:03}"), format!("COPIA {copy}"));
        let is_it = |piece: &&Piece| {
            let has = |text: &str| piece.lines.iter().any(|line| line == text);
            let is_marked = piece.lines.iter().any(|line| line.starts_with("COPIA"));
            has(&number) && has("FINE") && if copy > 0 { has(&mark) } else { !is_marked }
        };
        self.printer.pieces.iter().filter(is_it).count()
    }

    pub fn copies(&self) -> usize {
        self.jobs.iter().filter(|job| job.copy > 0).count()
    }

    /// How long after `since_ms` this was told.
    pub fn told_after(&self, since_ms: u64, trouble: Option<Trouble>) -> u64 {
        let told = self.troubles.iter().find(|(at, told)| *at >= since_ms && *told == trouble);
        told.unwrap_or_else(|| panic!("{trouble:?} is not in {:?}", self.troubles)).0 - since_ms
    }
}

/// A slip of some lines, one of them drawn.
pub fn slip(ticket: u32, copy: u32) -> Slip {
    let line = |text: String| Line::Text { text, size: Size::Normal, align: Align::Left, bold: false };
    let mut lines = Vec::new();
    if copy > 0 {
        lines.push(line(format!("COPIA {copy}")));
    }
    lines.push(line(format!("A{ticket:03}")));
    lines.extend([line("Carta d'identità".into()), line("și țară".into()), Line::Rule]);
    lines.push(Line::Space { lines: 2 });
    lines.push(line("FINE".into()));
    Slip::new(Language::It, Columns::MM_58, lines).unwrap()
}
