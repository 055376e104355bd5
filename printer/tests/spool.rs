//! The printing protocol against a printer that fails, in simulated time: whoever is told "printed" has paper,
//! and nobody has two slips of which none says so.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod fake;

use fake::{Fake, Knows};
use office::language::Language;
use office::moment::Moment;
use office::slip::{Align, Columns, Line, Size, Slip};
use office::wire::{FromDevice, Paper, PrintJob, PrinterScreen, Trouble};
use printer::profile::Profile;
use printer::spool::{Effect, Entry, Input, Spool};
use std::time::Duration;

const START_MS: i64 = 1_795_431_120_000;
const EPOCH: u64 = 7;
const TICK_MS: u64 = 50;
/// Lines that the printer puts out in a tick: 100 mm/s.
const LINES_A_TICK: u32 = 1;
/// Most copies that the office makes of a slip by itself.
const COPIES_MAX: u32 = 20;

/// One slip that the office wants printed, and what it was told of it.
#[derive(Debug, Clone)]
struct Job {
    ticket: u32,
    copy: u32,
    expires_at: Moment,
    words: Vec<Paper>,
}

impl Job {
    fn last(&self) -> Option<Paper> {
        self.words.iter().rev().copied().find(|word| !matches!(word, Paper::Blocked(_)))
    }

    fn is_open(&self) -> bool {
        self.last().is_none_or(|word| !word.is_final())
    }
}

/// Office, program and printer in one.
struct World {
    now_ms: u64,
    jobs: Vec<Job>,
    spool: Spool,
    profile: Profile,
    printer: Fake,
    is_connected: bool,
    is_plugged: bool,
    /// The journal on the disk.
    journal: Vec<Entry>,
    /// The link to the office is up; what is told while it is down is lost.
    is_linked: bool,
    troubles: Vec<(u64, Option<Trouble>)>,
    is_weak: bool,
    /// After so many effects the program is killed, in the middle of a step.
    kill_after: Option<usize>,
    kills: u32,
    effects: usize,
}

impl World {
    fn new(profile: &str, knows: Knows) -> Self {
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
        };
        world.step(Input::Linked);
        world
    }

    fn take(&mut self, ticket: u32) {
        self.queue(ticket, 0, 300_000);
    }

    fn queue(&mut self, ticket: u32, copy: u32, valid_ms: i64) {
        let expires_at = Moment::from_millis(self.office_ms() + valid_ms).unwrap();
        self.jobs.push(Job { ticket, copy, expires_at, words: Vec::new() });
        self.list();
    }

    fn office_ms(&self) -> i64 {
        START_MS + i64::try_from(self.now_ms).unwrap()
    }

    /// Shows the program what is still to be printed.
    fn list(&mut self) {
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
        });
        let as_of = Moment::from_millis(self.office_ms()).unwrap();
        let screen = PrinterScreen { epoch: EPOCH, seq: 1, as_of, jobs: jobs.take(40).collect() };
        self.step(Input::Listed(&screen));
    }

    fn step(&mut self, input: Input<'_>) {
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

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Record(entry) => self.journal.push(entry),
            Effect::Keep(entries) => self.journal = entries,
            Effect::Send(bytes) if self.is_connected => self.printer.receive(&bytes),
            Effect::Send(_) => {}
            Effect::Tell(FromDevice::Paper { job, paper }) if self.is_linked => self.told(job, paper),
            Effect::Tell(FromDevice::Printer { trouble, weak }) => {
                self.troubles.push((self.now_ms, trouble));
                self.is_weak = weak;
            }
            Effect::Tell(_) => {}
            Effect::Reconnect => self.is_connected = false,
        }
    }

    /// What the office does with a word: it keeps the first last one, and has a copy made of what is uncertain.
    fn told(&mut self, job: u64, paper: Paper) {
        let at = usize::try_from(job).unwrap() - 1;
        if !self.jobs[at].is_open() {
            return;
        }
        self.jobs[at].words.push(paper);
        if paper == Paper::Uncertain && self.jobs[at].copy < COPIES_MAX {
            let Job { ticket, copy, .. } = self.jobs[at];
            let expires_at = Moment::from_millis(self.office_ms() + 300_000).unwrap();
            self.jobs.push(Job { ticket, copy: copy + 1, expires_at, words: Vec::new() });
        }
    }

    /// The program dies and comes back with what is on its disk.
    fn kill(&mut self) {
        self.kills += 1;
        self.is_connected = false;
        self.spool = Spool::new(self.profile.clone(), None, Duration::from_micros(20), &self.journal.clone());
        self.step(Input::Linked);
        self.list();
    }

    fn tick(&mut self) {
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

    fn disconnect(&mut self) {
        self.is_connected = false;
        self.step(Input::Disconnected);
    }

    fn run(&mut self, ms: u64) {
        let until = self.now_ms + ms;
        while self.now_ms < until {
            self.tick();
        }
    }

    /// Runs until nothing is left to print; a stuck world is a failed test.
    fn finish(&mut self) {
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
    fn judge(&self) {
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
    fn pieces(&self, ticket: u32, copy: u32) -> usize {
        let (number, mark) = (format!("A{ticket:03}"), format!("COPIA {copy}"));
        let is_it = |piece: &&fake::Piece| {
            let has = |text: &str| piece.lines.iter().any(|line| line == text);
            let is_marked = piece.lines.iter().any(|line| line.starts_with("COPIA"));
            has(&number) && has("FINE") && if copy > 0 { has(&mark) } else { !is_marked }
        };
        self.printer.pieces.iter().filter(is_it).count()
    }

    fn copies(&self) -> usize {
        self.jobs.iter().filter(|job| job.copy > 0).count()
    }

    /// How long after `since_ms` this was told.
    fn told_after(&self, since_ms: u64, trouble: Option<Trouble>) -> u64 {
        let told = self.troubles.iter().find(|(at, told)| *at >= since_ms && *told == trouble);
        told.unwrap_or_else(|| panic!("{trouble:?} is not in {:?}", self.troubles)).0 - since_ms
    }
}

/// A slip of some lines, one of them drawn.
fn slip(ticket: u32, copy: u32) -> Slip {
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

#[test]
fn slip_is_printed_once_and_the_printer_has_said_so() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.take(1);
    world.finish();
    assert_eq!(world.jobs[0].words, [Paper::Sending, Paper::Printed]);
    assert_eq!(world.pieces(1, 0), 1);
    assert!(!world.is_weak);
    assert_eq!(world.journal.iter().map(|entry| entry.paper).collect::<Vec<_>>(), world.jobs[0].words);
}

#[test]
fn printer_that_cannot_number_its_slips_is_weak_and_says_so() {
    for (profile, knows) in [
        ("epson-tm-t20", Knows::PaperStatus),
        ("epson-tm-t20", Knows::Status),
        ("custom-vkp80", Knows::PaperStatus),
        ("generic-80", Knows::Status),
    ] {
        let mut world = World::new(profile, knows);
        world.take(1);
        world.finish();
        assert_eq!(world.jobs[0].words, [Paper::Sending, Paper::PrintedWeak], "{profile} {knows:?}");
        assert!(world.is_weak, "{profile} {knows:?}");
    }
}

#[test]
fn nothing_is_sent_while_paper_is_out_and_dead_slips_are_never_printed() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.printer.paper = 0;
    world.run(2000);
    for ticket in 1..=40 {
        world.queue(ticket, 0, 60_000);
    }
    world.run(120_000);
    world.printer.paper = 1000;
    world.queue(41, 0, 60_000);
    world.finish();
    assert!(world.jobs[..40].iter().all(|job| job.last() == Some(Paper::Expired)), "{:?}", world.jobs);
    assert!(world.jobs[0].words.contains(&Paper::Blocked(Trouble::PaperOut)));
    assert_eq!(world.jobs[40].last(), Some(Paper::Printed));
    assert_eq!(world.printer.pieces.len(), 1);
}

#[test]
fn paper_that_ends_within_a_slip_is_waited_for_and_nothing_is_sent_twice() {
    for left in 0..10 {
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        world.run(3000);
        world.printer.paper = left;
        world.take(1);
        world.run(600_000);
        world.printer.paper = 1000;
        world.run(600_000);
        world.finish();
        assert!(matches!(world.jobs[0].last(), Some(Paper::Printed | Paper::Expired)), "{:?}", world.jobs);
        assert_eq!(world.copies(), 0, "with {left} lines left");
        assert_eq!(world.pieces(1, 0), usize::from(world.jobs[0].last() == Some(Paper::Printed)));
    }
}

#[test]
fn power_cut_after_each_line_gives_a_marked_copy_and_no_second_original() {
    for line in 0..8 {
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        world.run(3000);
        world.printer.cut_power_after = Some(line);
        world.take(1);
        world.finish();
        assert!(world.copies() <= 1, "line {line}: {:?}", world.jobs);
        assert_eq!(world.jobs.last().unwrap().last(), Some(Paper::Printed), "line {line}: {:?}", world.jobs);
    }
}

#[test]
fn program_killed_at_every_step_never_prints_an_unmarked_second_slip() {
    let mut steps = 0;
    for kill_after in 0.. {
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        world.kill_after = Some(kill_after);
        (1..=3).for_each(|ticket| world.take(ticket));
        world.finish();
        assert!(world.copies() <= 1, "killed after {kill_after}: {:?}", world.jobs);
        for ticket in 1..=3 {
            let last = world.jobs.iter().rev().find(|job| job.ticket == ticket).unwrap();
            assert_eq!(last.last(), Some(Paper::Printed), "killed after {kill_after}");
        }
        if world.kills == 0 {
            break;
        }
        steps = kill_after;
    }
    assert!(steps > 20, "every step of three jobs: {steps}");
}

#[test]
fn journal_that_is_lost_makes_a_copy_of_what_the_office_knows_to_be_sent() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.take(1);
    world.run(100);
    assert_eq!(world.jobs[0].last(), Some(Paper::Sending));
    world.journal.clear();
    world.kill();
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Uncertain));
    assert_eq!(world.jobs[1].last(), Some(Paper::Printed));
}

#[test]
fn lost_link_to_the_office_changes_nothing_about_paper() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.take(1);
    world.is_linked = false;
    world.run(20_000);
    assert_eq!((world.pieces(1, 0), world.jobs[0].words.len()), (1, 0), "printed, and nobody told");
    world.is_linked = true;
    world.step(Input::Linked);
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Printed));
}

#[test]
fn another_epoch_forgets_what_was_printed_under_the_same_numbers() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.take(1);
    world.finish();
    let job = PrintJob {
        job: 1,
        slip: slip(2, 0),
        copy: 0,
        expires_at: Moment::from_millis(world.office_ms() + 60_000).unwrap(),
        sent: false,
    };
    let as_of = Moment::from_millis(world.office_ms()).unwrap();
    let screen = PrinterScreen { epoch: EPOCH + 1, seq: 1, as_of, jobs: vec![job] };
    world.step(Input::Listed(&screen));
    let until = world.now_ms + 5000;
    while world.now_ms < until && world.pieces(2, 0) == 0 {
        world.now_ms += TICK_MS;
        world.printer.work(LINES_A_TICK);
        let said = world.printer.heard();
        world.step(Input::Said(&said));
        world.step(Input::Time);
    }
    assert_eq!(world.pieces(2, 0), 1);
}

#[test]
fn every_trouble_is_known_within_two_seconds_and_its_end_too() {
    type Change = fn(&mut World, bool);
    let changes: [(Trouble, Change); 7] = [
        (Trouble::PaperOut, |world, is_wrong| world.printer.paper = if is_wrong { 0 } else { 1000 }),
        (Trouble::CoverOpen, |world, is_wrong| world.printer.is_open = is_wrong),
        (Trouble::Jam, |world, is_wrong| world.printer.is_jammed = is_wrong),
        (Trouble::PaperLow, |world, is_wrong| world.printer.is_low = is_wrong),
        (Trouble::Silent, |world, is_wrong| world.printer.is_mute = is_wrong),
        (Trouble::Unplugged, |world, is_wrong| {
            world.is_plugged = !is_wrong;
            if is_wrong {
                world.disconnect();
            }
        }),
        (Trouble::WrongAnswers, |world, is_wrong| {
            for _ in 0..u32::from(is_wrong) * 5 {
                world.step(Input::Said(b"\xff\xfe"));
            }
        }),
    ];
    for knows in [Knows::ProcessId, Knows::PaperStatus] {
        for (trouble, change) in changes {
            let mut world = World::new("epson-tm-t88", knows);
            world.run(5000);
            let since_ms = world.now_ms;
            change(&mut world, true);
            world.run(4000);
            let after_ms = world.told_after(since_ms, Some(trouble));
            assert!(after_ms <= 2000, "{trouble:?} {knows:?} after {after_ms} ms");
            let since_ms = world.now_ms;
            change(&mut world, false);
            world.run(12_000);
            let after_ms = world.told_after(since_ms, None);
            let max_ms = if trouble == Trouble::Silent { 8000 } else { 4500 };
            assert!(after_ms <= max_ms, "the end of {trouble:?} {knows:?} after {after_ms} ms");
        }
    }
}

#[test]
fn low_paper_stops_nothing() {
    let mut world = World::new("epson-tm-t88", Knows::ProcessId);
    world.printer.is_low = true;
    world.take(1);
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Printed));
}

#[test]
fn five_hundred_slips_through_every_fault_there_is() {
    for seed in 1..=6 {
        let mut chance = Chance(seed);
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        let mut faults = 0;
        for ticket in 1..=500 {
            world.take(ticket);
            let pause = chance.below(1500);
            world.run(pause);
            if chance.below(4) == 0 {
                faults += 1;
                fault(&mut world, &mut chance);
            }
        }
        world.finish();
        for ticket in 1..=500 {
            let last = world.jobs.iter().rev().find(|job| job.ticket == ticket).unwrap();
            let is_told = matches!(last.last(), Some(Paper::Printed | Paper::Expired));
            assert!(is_told, "seed {seed}, ticket {ticket}: {last:?}");
        }
        assert!(
            faults > 80 && world.copies() <= faults,
            "seed {seed}: {} copies, {faults} faults",
            world.copies()
        );
        let printed = world.jobs.iter().filter(|job| job.last() == Some(Paper::Printed)).count();
        assert!(printed > 250, "seed {seed}: {printed} printed");
    }
}

/// One thing goes wrong, and is mended after a while.
fn fault(world: &mut World, chance: &mut Chance) {
    let while_ms = 200 + chance.below(15_000);
    match chance.below(9) {
        0 => {
            world.printer.paper = u32::try_from(chance.below(8)).unwrap();
            world.run(while_ms);
            world.printer.paper = 100_000;
        }
        1 => {
            world.printer.is_open = true;
            world.run(while_ms);
            world.printer.is_open = false;
        }
        2 => {
            world.printer.is_jammed = true;
            world.run(while_ms);
            world.printer.is_jammed = false;
        }
        3 => world.printer.cut_power_after = Some(u32::try_from(chance.below(10)).unwrap()),
        4 => world.disconnect(),
        5 => {
            world.is_plugged = false;
            world.run(while_ms);
            world.is_plugged = true;
        }
        6 => {
            world.printer.is_mute = true;
            world.run(while_ms);
            world.printer.is_mute = false;
        }
        7 => {
            world.kill_after = Some(world.effects + usize::try_from(chance.below(20)).unwrap());
            world.run(while_ms);
        }
        _ => {
            world.is_linked = false;
            world.run(while_ms);
            world.is_linked = true;
            world.step(Input::Linked);
        }
    }
}

/// Chances that come out the same each time (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }
}
