//! A whole hall in simulated time: one office, three totems, three printers, thirty boards and three clerks, with links
//! that break, messages that are held back, machines that lose their power and a clock that is turned.
//!
//! What runs is real: the server with its registrar, hub, link, web and store (SQLite, in memory), the link client of
//! devices, the front of totems, the spool of printers. The network is `turmoil`'s; paper, disks and people are the
//! tests' own. What people do and what fails follows from a seed: `SPORTELLO_SIM_SEED=17` plays that one alone,
//! `SPORTELLO_SIM_SEEDS=1000` as many from the first on. What is judged stands in `simulation/judge.rs`.

mod boards;
mod chance;
mod clerks;
mod dispatcher;
mod hall;
mod judge;
mod outside;
mod printers;
mod script;
mod totems;

use hall::{clock, play};
use outside::Outside;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use tests::world::{INFORMATION, REGISTER, TAXES};

const TOTEMS: usize = 3;
const PRINTERS: usize = 3;
const BOARDS: usize = 30;
/// So many boards hang on one switch, and on one plug.
const BOARDS_A_HOST: usize = 3;
const DESKS: [&str; 3] = [REGISTER, INFORMATION, TAXES];
/// Seeds that are played where nothing else is said.
const SEEDS: u64 = 200;

/// The machines of the hall.
static HOSTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let totems = (0..TOTEMS).map(|nth| format!("totem-{nth}"));
    let printers = (0..PRINTERS).map(|nth| format!("printer-{nth}"));
    let boards = (0..BOARDS / BOARDS_A_HOST).map(|nth| format!("boards-{nth}"));
    totems.chain(printers).chain(boards).chain(["clerks".to_owned()]).collect()
});

/// What is done wrong on purpose, to see that it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Defect {
    /// A printer is sent every slip twice.
    PrintsTwice,
    /// A board whose link is back takes nothing as announced.
    RingsAgain,
    /// A totem asks under another name where no answer came.
    AsksAnew,
}

#[test]
fn no_seed_of_faults_breaks_what_must_hold() {
    let asked = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect(name));
    let seeds = match asked("SPORTELLO_SIM_SEED") {
        Some(one) => one..=one,
        None => 1..=asked("SPORTELLO_SIM_SEEDS").unwrap_or(SEEDS),
    };
    let template = dispatcher::furnished(&clock());
    let (next, last) = (AtomicU64::new(*seeds.start()), *seeds.end());
    let failures = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed <= last)
                {
                    let wrong = wrong_in(seed, None, template.path());
                    if !wrong.is_empty() {
                        next.store(last + 1, Ordering::Relaxed);
                        failures.lock().unwrap().push((seed, wrong));
                    }
                }
            });
        }
    });
    if let Some((seed, wrong)) = failures.into_inner().unwrap().into_iter().min() {
        let again =
            format!("SPORTELLO_SIM_SEED={seed} cargo test --workspace --test system simulation::no_seed");
        panic!("seed {seed}:\n{}\nonce more: {again}", wrong.join("\n"));
    }
}

#[test]
fn planted_defects_are_seen() {
    let template = dispatcher::furnished(&clock());
    for (defect, sign) in [
        (Defect::PrintsTwice, "look the same"),
        (Defect::RingsAgain, "I4: board"),
        (Defect::AsksAnew, "I6: "),
    ] {
        let is_seen =
            |seed| wrong_in(seed, Some(defect), template.path()).iter().any(|wrong| wrong.contains(sign));
        assert!((1..=20).any(is_seen), "{defect:?} goes unseen");
    }
}

/// What is wrong at the end of a seed; a panic is.
fn wrong_in(seed: u64, defect: Option<Defect>, template: &Path) -> Vec<String> {
    let outside = Outside::new(seed, defect, clock(), dispatcher::copied(template));
    match catch_unwind(AssertUnwindSafe(|| play(&outside))) {
        Ok(wrong) => wrong,
        Err(_) => vec!["a panic, whose words stand above".to_owned()],
    }
}
