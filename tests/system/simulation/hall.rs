//! One seed from its first step to its end: machines, faults, and the wait until all is well again.

use super::chance::Chance;
use super::outside::{Fate, OFFICE_HOST, Outside};
use super::script::{Direction, Fault, Planned, PrinterFault, faults};
use super::{
    BOARDS, BOARDS_A_HOST, HOSTS, PRINTERS, TOTEMS, boards, clerks, dispatcher, judge, printers, totems,
};
use office::id::{DeviceId, OfficeId};
use server::clock::{Clock, HandClock};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tests::world::OFFICE;
use turmoil::Sim;

/// Simulated time of one step: how finely the machines take turns.
const STEP: Duration = Duration::from_millis(60);
/// How long visitors come, clerks call and things go wrong.
const ACTION: Duration = Duration::from_secs(30);
/// How long it may take after that until everything is well: silence is found after at most 45 s, then the pause
/// before the next attempt.
const HEALING_MAX: Duration = Duration::from_secs(75);
/// How long everybody goes on after it, asking once more what was answered before.
const EPILOGUE: Duration = Duration::from_secs(6);
/// How often it is looked whether all is well.
const LOOK_EVERY: u32 = 25;
/// Longest time of a message on its way, milliseconds.
const LATENCY_MAX_MS: u64 = 250;
/// How long the ways keep their times: a time for each message would be drawn in the order in which tokio wakes who
/// waits for one and the same thing, which is another one in every run.
const LATENCY_KEPT: Duration = Duration::from_secs(3);

/// Plays the simulation of what happens outside, to its end, and judges it; what is wrong.
pub fn play(outside: &Arc<Outside>) -> Vec<String> {
    let mut hall = Hall::new(outside.clone());
    let healed = hall.run();
    drop(hall);
    // The office's machine is off; its files are as it has left them.
    let app = outside.state().app.take();
    let mut wrong = std::mem::take(&mut outside.state().wrong);
    wrong.extend(healed.err());
    wrong.extend(judge::judge(outside, app.as_deref()));
    wrong
}

struct Hall<'a> {
    sim: Sim<'a>,
    outside: Arc<Outside>,
    passed: Duration,
    planned: Vec<Planned>,
    /// Faults that are not put right yet, the newest last.
    open: Vec<(Duration, Fault)>,
    /// What is wrong with a machine: another fault passes it by.
    disturbed: BTreeMap<String, Fault>,
    /// When the ways get other times, and from where.
    ways: (Duration, Chance),
}

impl Hall<'_> {
    fn new(outside: Arc<Outside>) -> Self {
        let mut sim = turmoil::Builder::new()
            .rng_seed(outside.seed)
            .tick_duration(STEP)
            .simulation_duration(Duration::from_secs(3600))
            .tcp_capacity(4096)
            .enable_random_order()
            .build();
        let of = outside.clone();
        sim.host(OFFICE_HOST, move || dispatcher::serve(of.clone()));
        for nth in 0..TOTEMS {
            let of = outside.clone();
            sim.host(format!("totem-{nth}"), move || totems::stand(of.clone(), nth));
        }
        for nth in 0..PRINTERS {
            let of = outside.clone();
            sim.host(format!("printer-{nth}"), move || printers::print(of.clone(), nth));
        }
        for nth in 0..BOARDS / BOARDS_A_HOST {
            let (of, first) = (outside.clone(), nth * BOARDS_A_HOST);
            sim.host(format!("boards-{nth}"), move || {
                boards::show_all(of.clone(), first..first + BOARDS_A_HOST)
            });
        }
        let of = outside.clone();
        sim.host("clerks", move || clerks::work(of.clone()));
        let planned = faults(outside.seed, ACTION);
        let ways = (Duration::ZERO, Chance::of(outside.seed, "ways", 0));
        let (open, disturbed) = (Vec::new(), BTreeMap::new());
        Self { sim, outside, passed: Duration::ZERO, planned, open, disturbed, ways }
    }

    /// Lets everything happen; an error where it is never well again.
    fn run(&mut self) -> Result<(), String> {
        while self.passed < ACTION || !self.open.is_empty() {
            self.step()?;
        }
        self.outside.state().is_open = false;
        let last = self.passed + HEALING_MAX;
        let mut steps = 0_u32;
        loop {
            self.step()?;
            steps += 1;
            if steps.is_multiple_of(LOOK_EVERY) {
                match unwell(&self.outside) {
                    None => break,
                    Some(unwell) if self.passed > last => return Err(format!("not well again: {unwell}")),
                    Some(_) => {}
                }
            }
        }
        let end = self.passed + EPILOGUE;
        while self.passed < end {
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), String> {
        while let Some(due) = self.planned.first().filter(|planned| planned.begins <= self.passed).cloned() {
            self.planned.remove(0);
            self.begin(due);
        }
        let (due, open) =
            std::mem::take(&mut self.open).into_iter().partition(|(ends, _)| *ends <= self.passed);
        self.open = open;
        let due: Vec<(Duration, Fault)> = due;
        for (_, fault) in due {
            self.end(fault);
        }
        if self.outside.state().fate == Fate::Lost {
            self.outside.state().fate = Fate::None;
            self.sim.crash(OFFICE_HOST);
        }
        if self.ways.0 <= self.passed {
            self.ways.0 = self.passed + LATENCY_KEPT;
            for host in HOSTS.iter() {
                self.sim.set_link_latency(OFFICE_HOST, host.as_str(), self.ways.1.span_ms(0, LATENCY_MAX_MS));
            }
        }
        self.outside.clock.advance(STEP);
        self.passed += STEP;
        match self.sim.step() {
            Ok(_) => Ok(()),
            Err(error) => Err(format!("a machine has ended by itself: {error}")),
        }
    }

    fn begin(&mut self, Planned { fault, ends, .. }: Planned) {
        let machines: Vec<String> = match &fault {
            Fault::Cut(hosts, _) | Fault::Hold(hosts) => hosts.clone(),
            Fault::Crash(host) => vec![host.clone()],
            Fault::OfficeCrashes | Fault::OfficeLostAtCommit | Fault::OfficeEnds => vec![OFFICE_HOST.into()],
            Fault::Printer(nth, _) => vec![format!("the machine of printer-{nth}")],
            Fault::Jump(_) => Vec::new(),
        };
        if machines.iter().any(|machine| self.disturbed.contains_key(machine)) {
            return;
        }
        self.disturbed.extend(machines.into_iter().map(|machine| (machine, fault.clone())));
        match &fault {
            Fault::Cut(hosts, direction) => hosts.iter().for_each(|host| match direction {
                Direction::Both => self.sim.partition(OFFICE_HOST, host.as_str()),
                Direction::Up => self.sim.partition_oneway(host.as_str(), OFFICE_HOST),
                Direction::Down => self.sim.partition_oneway(OFFICE_HOST, host.as_str()),
            }),
            Fault::Hold(hosts) => hosts.iter().for_each(|host| self.sim.hold(OFFICE_HOST, host.as_str())),
            Fault::Crash(host) => self.sim.crash(host.as_str()),
            Fault::OfficeCrashes => self.sim.crash(OFFICE_HOST),
            Fault::OfficeLostAtCommit => self.outside.state().fate = Fate::LostAtCommit,
            Fault::OfficeEnds => self.outside.state().fate = Fate::Ends,
            Fault::Printer(nth, fault) => self.disturb_printer(*nth, *fault),
            Fault::Jump(ms) => {
                let clock = &self.outside.clock;
                let turned = clock.now().as_millis() + ms;
                clock.jump_to(office::moment::Moment::from_millis(turned).expect("a time of this century"));
            }
        }
        self.open.push((ends, fault));
    }

    fn end(&mut self, fault: Fault) {
        self.disturbed.retain(|_, open| *open != fault);
        match &fault {
            Fault::Cut(hosts, _) => self.repair(hosts),
            Fault::Hold(hosts) => hosts.iter().for_each(|host| self.sim.release(OFFICE_HOST, host.as_str())),
            Fault::Crash(host) => self.sim.bounce(host.as_str()),
            Fault::OfficeCrashes | Fault::OfficeEnds => {
                self.outside.state().fate = Fate::None;
                self.sim.bounce(OFFICE_HOST);
            }
            Fault::OfficeLostAtCommit => {
                self.outside.state().fate = Fate::None;
                let is_not_cut = |host: &&String| !matches!(self.disturbed.get(*host), Some(Fault::Cut(..)));
                self.repair(&HOSTS.iter().filter(is_not_cut).cloned().collect::<Vec<_>>());
                self.sim.bounce(OFFICE_HOST);
            }
            Fault::Printer(nth, fault) => self.mend_printer(*nth, *fault),
            Fault::Jump(_) => {}
        }
    }

    fn repair(&self, hosts: &[String]) {
        for host in hosts {
            self.sim.repair(OFFICE_HOST, host.as_str());
        }
    }

    fn disturb_printer(&self, nth: usize, fault: PrinterFault) {
        let machine = &mut self.outside.state().machines[nth];
        match fault {
            PrinterFault::Paper(lines) => machine.fake.paper = lines,
            PrinterFault::Cover => machine.fake.is_open = true,
            PrinterFault::Cable => machine.is_plugged = false,
            PrinterFault::Power(lines) => machine.fake.cut_power_after = Some(lines),
            PrinterFault::Mute => machine.fake.is_mute = true,
        }
    }

    fn mend_printer(&self, nth: usize, fault: PrinterFault) {
        let machine = &mut self.outside.state().machines[nth];
        match fault {
            PrinterFault::Paper(_) => machine.fake.paper = 100_000,
            PrinterFault::Cover => machine.fake.is_open = false,
            PrinterFault::Cable => machine.is_plugged = true,
            PrinterFault::Power(_) => machine.fake.cut_power_after = None,
            PrinterFault::Mute => machine.fake.is_mute = false,
        }
    }
}

/// What is not well yet.
fn unwell(outside: &Outside) -> Option<String> {
    let state = outside.state();
    let Some(app) = state.app.as_ref() else { return Some("the office never ran".into()) };
    let seq = app.hub.floor(&OfficeId::new(OFFICE).unwrap()).expect("its own floor").seq;
    for (nth, eyes) in state.eyes.iter().enumerate() {
        if !eyes.is_linked || eyes.seq != seq {
            return Some(format!("board {nth} shows {} of {seq}, linked: {}", eyes.seq, eyes.is_linked));
        }
    }
    for nth in 0..PRINTERS {
        let printer = DeviceId::new(&format!("printer-{nth}")).unwrap();
        let jobs = app.reader.queued_jobs(&printer).unwrap().len();
        if jobs > 0 {
            return Some(format!("printer {nth} has {jobs} slips to print"));
        }
    }
    None
}

/// The clock of a hall: all of them begin alike.
pub fn clock() -> Arc<HandClock> {
    Arc::new(HandClock::at(tests::world::moment(tests::world::MONDAY_NINE)))
}
