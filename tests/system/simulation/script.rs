//! What goes wrong in the hall, and when: drawn from the seed before anything happens.

use super::chance::Chance;
use super::{HOSTS, PRINTERS};
use std::time::Duration;

/// Something that goes wrong and is put right after a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing passes between the office and these machines; what is sent is lost.
    Cut(Vec<String>, Direction),
    /// Nothing passes; what is sent comes later.
    Hold(Vec<String>),
    /// A machine of the hall loses its power.
    Crash(String),
    /// The office loses its power.
    OfficeCrashes,
    /// The office loses its power after a commit, before anybody is answered.
    OfficeLostAtCommit,
    /// The office is asked to end.
    OfficeEnds,
    /// A receipt printer fails.
    Printer(usize, PrinterFault),
    /// The clock on the wall is turned, by so many milliseconds; nobody turns it back.
    Jump(i64),
}

/// Which way nothing passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Neither.
    Both,
    /// To the office.
    Up,
    /// From the office.
    Down,
}

/// What happens to a receipt printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterFault {
    /// So many lines of paper are left.
    Paper(u32),
    /// The cover is opened.
    Cover,
    /// The cable is pulled.
    Cable,
    /// The power goes after so many lines.
    Power(u32),
    /// It says nothing.
    Mute,
}

/// A fault, when it begins and when it is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What.
    pub fault: Fault,
    /// When it begins.
    pub begins: Duration,
    /// When it is put right.
    pub ends: Duration,
}

/// The faults of a seed, in the order of their beginnings; all are put right before `until`.
pub fn faults(seed: u64, until: Duration) -> Vec<Planned> {
    let mut chance = Chance::of(seed, "script", 0);
    let until_ms = u64::try_from(until.as_millis()).unwrap();
    let count = chance.between(5, 13);
    let mut planned: Vec<Planned> = (0..count)
        .map(|_| {
            let begins = chance.between(2000, until_ms * 4 / 5);
            let lasts =
                if chance.percent(50) { chance.between(50, 2000) } else { chance.between(2000, 12_000) };
            let ends = (begins + lasts).min(until_ms);
            let fault = fault(&mut chance);
            Planned { fault, begins: Duration::from_millis(begins), ends: Duration::from_millis(ends) }
        })
        .collect();
    planned.sort_by_key(|planned| planned.begins);
    planned
}

fn fault(chance: &mut Chance) -> Fault {
    match chance.below(20) {
        0..=3 => {
            let direction = *chance.one(&[Direction::Both, Direction::Both, Direction::Up, Direction::Down]);
            Fault::Cut(some_hosts(chance), direction)
        }
        4..=6 => Fault::Hold(some_hosts(chance)),
        7..=9 => Fault::Crash(chance.one(&HOSTS).clone()),
        10 | 11 => Fault::OfficeCrashes,
        12 | 13 => Fault::OfficeLostAtCommit,
        14 => Fault::OfficeEnds,
        15 => {
            let ms = i64::try_from(chance.between(1000, 20 * 60_000)).unwrap();
            Fault::Jump(if chance.percent(50) { ms } else { -ms })
        }
        _ => {
            let printer = usize::try_from(chance.below(PRINTERS as u64)).unwrap();
            let lines = u32::try_from(chance.below(25)).unwrap();
            let faults = [
                PrinterFault::Paper(lines),
                PrinterFault::Cover,
                PrinterFault::Cable,
                PrinterFault::Power(lines),
                PrinterFault::Mute,
            ];
            Fault::Printer(printer, *chance.one(&faults))
        }
    }
}

/// One machine, some, or all of the hall.
fn some_hosts(chance: &mut Chance) -> Vec<String> {
    match chance.below(4) {
        0 => HOSTS.clone(),
        1 => {
            let share = chance.between(20, 80);
            HOSTS.iter().filter(|_| chance.percent(share)).cloned().collect()
        }
        _ => vec![chance.one(&HOSTS).clone()],
    }
}
