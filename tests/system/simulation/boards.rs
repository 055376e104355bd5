//! A board of the hall: the real link client, and the rule of docs/protocol.md by which a page rings.

use super::Defect;
use super::outside::{Outside, pass};
use agent::front::{Standing, Station};
use agent::kept::Held;
use agent::link::{Heard, OUTBOX_MAX, run};
use display::chime::chime;
use office::id::DeskId;
use office::wire::{DisplayScreen, Snapshot, ToDevice};
use std::future::pending;
use std::sync::Arc;
use tests::world::REGISTER;
use tokio::sync::{mpsc, watch};

/// Longest time until a board is switched on after its neighbours.
const SWITCHED_ON_MS: u64 = 900;

/// What a board has seen and rung, over all its lives.
pub struct Eyes {
    /// The one desk that it is the sign of.
    only: Option<DeskId>,
    /// The greatest call that counts as announced, in this life.
    seen: Option<u64>,
    /// What it has rung for.
    pub rung: Vec<u64>,
    /// The sequence of the newest snapshot that it has shown.
    pub seq: u64,
    /// Whether it is linked.
    pub is_linked: bool,
    /// Its disk.
    kept: Option<Arc<Held>>,
}

impl Eyes {
    /// Of a board that was never switched on.
    pub fn of(nth: usize) -> Self {
        let only = is_sign(nth).then(|| DeskId::new(REGISTER).unwrap());
        Self { only, seen: None, rung: Vec::new(), seq: 0, is_linked: false, kept: None }
    }

    /// The rule of docs/protocol.md, as a page follows it.
    fn look(&mut self, screen: &DisplayScreen) {
        let greatest = chime(&screen.board, self.only.as_ref());
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

/// Some boards are the signs of a desk.
pub fn is_sign(nth: usize) -> bool {
    nth % 10 == 7
}

/// Runs a board until its machine fails.
pub async fn show(outside: Arc<Outside>, nth: usize) {
    let name = format!("board-{nth}");
    let mut chance = outside.chance(&name);
    let kept = {
        let eyes = &mut outside.state().eyes[nth];
        // A display that has just been opened takes what it finds as announced.
        eyes.seen = None;
        eyes.kept.clone()
    };
    pass(chance.span_ms(0, SWITCHED_ON_MS)).await;
    let station = Station::<DisplayScreen>::new(kept.map(|held| (*held).clone()));
    // Nothing goes up, and nobody ends it.
    let (_up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (_ending, is_ending) = watch::channel(false);
    let heard = |heard: Heard| {
        let is_snapshot = matches!(&heard, Heard::Message(message)
            if matches!(**message, ToDevice::Snapshot { snapshot: Snapshot::Display(_) }));
        station.hear(heard);
        {
            let eyes = &mut outside.state().eyes[nth];
            let was_linked = eyes.is_linked;
            eyes.is_linked = *station.standing().borrow() == Standing::Linked;
            if outside.defect == Some(Defect::RingsAgain) && eyes.is_linked && !was_linked {
                eyes.seen = Some(0);
            }
        }
        let shown = station.shown().borrow().clone().filter(|_| is_snapshot);
        if let Some(screen) = shown {
            see(&outside, nth, &screen);
            outside.state().eyes[nth].kept = station.held().borrow().clone();
        }
    };
    run(outside.account(&name), outbox, heard, || chance.share(), is_ending).await;
}

/// Takes in what a board shows.
fn see(outside: &Outside, nth: usize, screen: &DisplayScreen) {
    let board = &screen.board;
    let calls: Vec<String> = board
        .calls
        .iter()
        .map(|call| format!("{} at {}, {} for the {}", call.number, call.desk, call.call_seq, call.nth))
        .collect();
    let mut state = outside.state();
    if state.eyes[nth].seq > board.seq {
        let before = state.eyes[nth].seq;
        state.wrong.push(format!("I4: board {nth} showed {before}, and then the older {}", board.seq));
    }
    state.eyes[nth].seq = board.seq;
    state.eyes[nth].look(screen);
    let first = state.shown.entry(board.seq).or_insert_with(|| calls.clone()).clone();
    if first != calls {
        state.wrong.push(format!("I4: at {} one board showed {first:?}, board {nth} {calls:?}", board.seq));
    }
}

/// Runs some boards of one machine.
pub async fn show_all(outside: Arc<Outside>, boards: std::ops::Range<usize>) -> turmoil::Result {
    for nth in boards {
        tokio::task::spawn_local(show(outside.clone(), nth));
    }
    pending().await
}
