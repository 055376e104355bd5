//! Very many boards at once: links that break, and a server that starts again.

use agent::link::{Account, Heard, OUTBOX_MAX, run};
use agent::network::Network;
use agent::trust::Trust;
use office::id::DeviceId;
use office::wire::{DisplayScreen, Snapshot, ToDevice};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tests::relay::Relay;
use tests::until::within;
use tests::world::{CARD, INFORMATION, REGISTER, World};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

const BOARDS: usize = 500;
/// Every so many boards lose their link with each call: three of ten.
const FLAPPING: [usize; 3] = [0, 3, 6];
/// How soon every board shows what is true, after whatever happened.
const HEALED_MAX: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread")]
async fn each_call_rings_once_on_every_board_though_links_flap_and_the_server_starts_again_twice() {
    let mut world = World::begin().await;
    let relay = Relay::to(world.address()).await;
    let mut hall = Hall::of(&world, &relay);
    hall.until("every board is there", |board| board.seen.is_some()).await;

    let mut called = Vec::new();
    for step in 0..6 {
        if step == 2 || step == 4 {
            world.restart().await;
            relay.lead_to(world.address());
        }
        hall.break_off(step);
        called.push(call(&world, step).await);
        hall.come_back(step);
        let newest = called[step];
        hall.until("every board shows the call", |board| board.shown.contains(&newest)).await;
    }
    for (nth, board) in hall.boards.iter().enumerate() {
        let board = board.state.lock().unwrap();
        assert_eq!(board.rung, called, "board {nth}");
    }
}

/// Calls somebody to one of two desks, or once more; the sequence of the announcement.
async fn call(world: &World, step: usize) -> u64 {
    let clerk = world.clerk();
    let desk = if step.is_multiple_of(2) { REGISTER } else { INFORMATION };
    if step < 2 {
        world.walk_in().take(CARD).await;
        clerk.at_desk(desk, "call-next").await.is(200);
    } else {
        let board = clerk.get("/api/v1/offices/portico/board").await.json();
        let number = board["calls"].as_array().unwrap().iter().find(|call| call["desk"] == desk).unwrap();
        let queue = clerk.get("/api/v1/offices/portico/queue").await.json();
        let is_it = |ticket: &&Value| ticket["number"] == number["number"];
        let ticket = queue.as_array().unwrap().iter().find(is_it).unwrap().clone();
        clerk.step(&ticket, "recall", json!({})).await.is(200);
    }
    world.log_len()
}

/// What a board has shown and rung.
#[derive(Default)]
struct Board {
    seen: Option<u64>,
    shown: BTreeSet<u64>,
    rung: Vec<u64>,
}

impl Board {
    /// The rule of docs/protocol.md, as a page follows it.
    fn show(&mut self, screen: &DisplayScreen) {
        self.shown.extend(screen.board.calls.iter().map(|call| call.call_seq));
        let greatest = display::chime::chime(&screen.board, None);
        match (self.seen, greatest) {
            (None, greatest) => self.seen = Some(greatest.unwrap_or(0)),
            (Some(last), Some(greatest)) if greatest > last => {
                self.rung.push(greatest);
                self.seen = Some(greatest);
            }
            (Some(_), _) => {}
        }
    }
}

struct Linked {
    state: Arc<Mutex<Board>>,
    link: JoinHandle<()>,
}

struct Hall {
    boards: Vec<Linked>,
    account: Account,
    _ending: watch::Sender<bool>,
    is_ending: watch::Receiver<bool>,
}

impl Hall {
    fn of(world: &World, relay: &Relay) -> Self {
        let account = Account {
            url: format!("ws://{}/link", relay.address),
            trust: Trust::ThisMachine,
            device: DeviceId::new("display-1").unwrap(),
            key: world.device_key("display-1"),
            network: Network::default(),
        };
        let (ending, is_ending) = watch::channel(false);
        let mut hall = Self { boards: Vec::new(), account, _ending: ending, is_ending };
        for _ in 0..BOARDS {
            let state = Arc::new(Mutex::new(Board::default()));
            let link = hall.link(&state);
            hall.boards.push(Linked { state, link });
        }
        hall
    }

    fn link(&self, state: &Arc<Mutex<Board>>) -> JoinHandle<()> {
        let (account, state, ending) = (self.account.clone(), state.clone(), self.is_ending.clone());
        tokio::spawn(async move {
            // Nothing goes up, and the way up stays open.
            let (_up, outbox) = mpsc::channel(OUTBOX_MAX);
            let heard = |heard| {
                if let Heard::Message(message) = heard
                    && let ToDevice::Snapshot { snapshot: Snapshot::Display(screen) } = *message
                {
                    state.lock().unwrap().show(&screen);
                }
            };
            run(account, outbox, heard, agent::jitter, ending).await;
        })
    }

    fn break_off(&self, step: usize) {
        for board in self.flapping(step) {
            board.link.abort();
        }
    }

    fn come_back(&mut self, step: usize) {
        for nth in (0..BOARDS).filter(|nth| FLAPPING.contains(&((nth + step) % 10))) {
            let link = self.link(&self.boards[nth].state);
            self.boards[nth].link = link;
        }
    }

    fn flapping(&self, step: usize) -> impl Iterator<Item = &Linked> {
        let boards = self.boards.iter().enumerate();
        boards.filter(move |(nth, _)| FLAPPING.contains(&((nth + step) % 10))).map(|(_, board)| board)
    }

    async fn until(&self, what: &str, holds: impl Fn(&Board) -> bool) {
        within(HEALED_MAX, what, async || {
            self.boards.iter().all(|board| holds(&board.state.lock().unwrap())).then_some(())
        })
        .await;
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        for board in &self.boards {
            board.link.abort();
        }
    }
}
