//! What outlasts the programs of the hall: disks, paper, clocks, and what people have been told.

use super::boards::Eyes;
use super::chance::Chance;
use super::{BOARDS, Defect, PRINTERS, TOTEMS};
use agent::kept::Held;
use agent::link::Account;
use agent::network::{Network, Reached};
use agent::trust::Trust;
use office::id::DeviceId;
use office::wire::{Ask, Reply};
use printer::spool::Entry;
use server::app::App;
use server::clock::HandClock;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tests::folder::Folder;
use tests::receipt::{Fake, Knows};
use tokio::time::{Instant, sleep_until};

/// The port of the office.
pub const PORT: u16 = 7300;
/// The name of the office's machine.
pub const OFFICE_HOST: &str = "office";

/// What is shared by everybody who takes part.
pub struct Outside {
    /// Which chances.
    pub seed: u64,
    /// What is done wrong on purpose.
    pub defect: Option<Defect>,
    /// The clock on the wall of the office.
    pub clock: Arc<HandClock>,
    /// The disk of the office.
    pub folder: Folder,
    /// Everything else.
    state: Mutex<State>,
}

/// What happens at the office's machine next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// Nothing.
    #[default]
    None,
    /// Its power and its network go right after the next commit, before anybody is answered.
    LostAtCommit,
    /// It has just happened.
    Lost,
    /// It is asked to end.
    Ends,
}

/// What changes.
#[derive(Default)]
pub struct State {
    /// The office as it runs, or ran last.
    pub app: Option<Arc<App>>,
    /// What happens to it.
    pub fate: Fate,
    /// Whether visitors come and clerks call.
    pub is_open: bool,
    /// What was answered to whom.
    pub answers: BTreeMap<String, Answered>,
    /// Under which names each visit at a totem has asked: the same one, but for a defect.
    pub asked: BTreeMap<String, u64>,
    /// What each snapshot of a board showed, by the sequence of its last event.
    pub shown: BTreeMap<u64, Vec<String>>,
    /// What each board has seen and rung.
    pub eyes: Vec<Eyes>,
    /// The receipt printers.
    pub machines: Vec<Machine>,
    /// The disks of totems.
    pub kept: Vec<Option<Arc<Held>>>,
    /// What was seen to be wrong.
    pub wrong: Vec<String>,
    lives: u64,
    names: u64,
    visits: u64,
}

/// What somebody was answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// A totem, and what it had asked.
    Totem(Ask, Reply),
    /// A clerk, with the address that was asked, and the body.
    Clerk {
        /// Where.
        path: String,
        /// With what.
        body: String,
        /// What came.
        answer: String,
    },
}

/// A receipt printer, and the disk of the program beside it.
pub struct Machine {
    /// The printer.
    pub fake: Fake,
    /// Whether its cable is plugged in.
    pub is_plugged: bool,
    /// The journal on the disk.
    pub journal: Vec<Entry>,
}

impl Outside {
    /// A hall in which nothing has happened.
    pub fn new(seed: u64, defect: Option<Defect>, clock: Arc<HandClock>, folder: Folder) -> Arc<Self> {
        let machine = || Machine { fake: Fake::new(Knows::ProcessId), is_plugged: true, journal: Vec::new() };
        let state = State {
            is_open: true,
            eyes: (0..BOARDS).map(Eyes::of).collect(),
            machines: (0..PRINTERS).map(|_| machine()).collect(),
            kept: vec![None; TOTEMS],
            ..State::default()
        };
        Arc::new(Self { seed, defect, clock, folder, state: Mutex::new(state) })
    }

    /// What changes, for a moment.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The chances of a program that starts.
    pub fn chance(&self, who: &str) -> Chance {
        let mut state = self.state();
        state.lives += 1;
        Chance::of(self.seed, who, state.lives)
    }

    /// A name for a request that nobody else has.
    pub fn name(&self, who: &str) -> String {
        let mut state = self.state();
        state.names += 1;
        format!("{who}-{}", state.names)
    }

    /// A visit that nobody else makes.
    pub fn visit(&self) -> u64 {
        let mut state = self.state();
        state.visits += 1;
        state.visits
    }

    /// Whether visitors come and clerks call.
    pub fn is_open(&self) -> bool {
        self.state().is_open
    }

    /// Notes an answer; one that is another than before to the same request is wrong.
    pub fn answered(&self, request: &str, answer: Answered) {
        let mut state = self.state();
        let before = state.answers.insert(request.to_owned(), answer.clone());
        if before.as_ref().is_some_and(|before| *before != answer) {
            state.wrong.push(format!("I6: {request} was answered {before:?}, then {answer:?}"));
        }
    }

    /// The link of a device, over the simulated network.
    pub fn account(&self, device: &str) -> Account {
        Account {
            url: format!("ws://127.0.0.1:{PORT}/link"),
            trust: Trust::ThisMachine,
            device: DeviceId::new(device).unwrap(),
            key: key(device),
            network: Network::of(|_, port| async move {
                let stream = turmoil::net::TcpStream::connect((OFFICE_HOST, port)).await?;
                Ok(Reached { wire: Box::new(stream), is_this_machine: true })
            }),
        }
    }
}

/// The key of a device or a clerk.
pub fn key(who: &str) -> String {
    format!("key-of-{who}")
}

/// Lets simulated time pass.
pub async fn pass(span: Duration) {
    sleep_until(Instant::now() + span).await;
}
