//! The way in: two lanes, a thread, and the timer that makes time a command.

use super::{Outcome, Registrar, Work};
use crate::clock::Clock;
use crate::store::StoreError;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// Most pieces of work that wait in the lane of the hall.
pub const HALL_MAX: usize = 1024;
/// Most pieces of work that wait in the lane of the public.
pub const PUBLIC_MAX: usize = 256;
/// Most pieces of work of the hall in one batch.
const HALL_BATCH_MAX: usize = 256;
/// Most pieces of work of the public in one batch.
const PUBLIC_BATCH_MAX: usize = 64;
/// Longest time without looking at the clock: a jump of the wall clock moves what is due.
const NAP_MAX: Duration = Duration::from_secs(1);

/// Who comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Devices, staff and the clock: first in every batch.
    Hall,
    /// Everybody else: at most 64 a batch.
    Public,
}

/// Why work was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The lane is full; later there is room again.
    #[error("too many commands are waiting")]
    Full,
    /// The registrar has ended.
    #[error("the registrar has ended")]
    Ended,
}

type Waiting = (Work, oneshot::Sender<Outcome>);
type Batch = (Vec<Work>, Vec<oneshot::Sender<Outcome>>);

#[derive(Default)]
struct Lanes {
    hall: VecDeque<Waiting>,
    public: VecDeque<Waiting>,
    awake: bool,
    ended: bool,
}

/// The way to the registrar, shared by everybody who asks.
#[derive(Clone)]
pub struct Registry {
    shared: Arc<Shared>,
}

struct Shared {
    lanes: Mutex<Lanes>,
    bell: Condvar,
    alive: watch::Sender<bool>,
}

impl Registry {
    /// The way to a registrar, and its own side of it.
    pub fn new(registrar: Registrar, clock: Arc<dyn Clock>) -> (Self, Turns) {
        let shared = Arc::new(Shared {
            lanes: Mutex::default(),
            bell: Condvar::new(),
            alive: watch::Sender::new(true),
        });
        let turns = Turns { registrar, clock, shared: shared.clone(), _ended: EndOnDrop(shared.clone()) };
        (Self { shared }, turns)
    }

    /// Hands work in and waits for its outcome.
    ///
    /// # Errors
    /// Where the lane is full, or the registrar has ended; nothing of the work is done then.
    pub async fn ask(&self, lane: Lane, work: Work) -> Result<Outcome, NotTaken> {
        let (sender, receiver) = oneshot::channel();
        {
            let mut lanes = self.shared.lock();
            if lanes.ended {
                return Err(NotTaken::Ended);
            }
            let (queue, max) = match lane {
                Lane::Hall => (&mut lanes.hall, HALL_MAX),
                Lane::Public => (&mut lanes.public, PUBLIC_MAX),
            };
            if queue.len() >= max {
                return Err(NotTaken::Full);
            }
            queue.push_back((work, sender));
        }
        self.shared.bell.notify_one();
        receiver.await.map_err(|_| NotTaken::Ended)
    }

    /// Makes the registrar look at the clock.
    pub fn wake(&self) {
        self.shared.lock().awake = true;
        self.shared.bell.notify_one();
    }

    /// Waits until the registrar has ended, for whatever reason.
    pub async fn ended(&self) {
        // The sender lives as long as the registry itself.
        let _ = self.shared.alive.subscribe().wait_for(|alive| !alive).await;
    }

    /// Ends the registrar after what is waiting has been done.
    pub fn end(&self) {
        self.shared.lock().ended = true;
        self.shared.bell.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Lanes> {
        // The lanes are two queues and two flags: no panic leaves them half changed.
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct EndOnDrop(Arc<Shared>);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        let mut lanes = self.0.lock();
        lanes.ended = true;
        lanes.hall.clear();
        lanes.public.clear();
        self.0.alive.send_replace(false);
    }
}

/// The registrar's thread.
pub struct RegistrarThread {
    handle: std::thread::JoinHandle<Result<(), StoreError>>,
}

impl RegistrarThread {
    /// Waits until it has ended; a panic in it goes on here.
    ///
    /// # Errors
    /// Where the store broke.
    pub fn join(self) -> Result<(), StoreError> {
        match self.handle.join() {
            Ok(ended) => ended,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

/// The registrar's side: batch after batch, on a thread of its own or on that of a simulation. Whatever ends it,
/// nobody waits for it any more.
pub struct Turns {
    registrar: Registrar,
    clock: Arc<dyn Clock>,
    shared: Arc<Shared>,
    _ended: EndOnDrop,
}

impl Turns {
    /// Takes them on a thread of its own, which ends when the registry is told to [`Registry::end`], or on a
    /// broken store.
    ///
    /// # Errors
    /// Where the machine has no thread left.
    pub fn start(self) -> std::io::Result<RegistrarThread> {
        let handle = std::thread::Builder::new().name("registrar".into()).spawn(move || self.run())?;
        Ok(RegistrarThread { handle })
    }

    /// Takes one: does what time has made due, and one batch of what is waiting. Waits for nothing.
    ///
    /// # Errors
    /// Where the store broke.
    pub fn take(&mut self) -> Result<(), StoreError> {
        self.settle()?;
        let batch = self.shared.lock().batch();
        self.carry_out(batch)
    }

    fn run(mut self) -> Result<(), StoreError> {
        loop {
            self.settle()?;
            let now = self.clock.now();
            let nap = self.registrar.next_due().map_or(NAP_MAX, |due| due.since(now).min(NAP_MAX));
            let Some(batch) = next_batch(&self.shared, nap) else { return Ok(()) };
            self.carry_out(batch)?;
        }
    }

    /// Does what time has made due, and what can be done while nobody waits.
    fn settle(&mut self) -> Result<(), StoreError> {
        tick(&mut self.registrar)?;
        self.registrar.sweep()
    }

    fn carry_out(&mut self, (batch, senders): Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        // What has become due during the nap comes before what was asked for after it.
        tick(&mut self.registrar)?;
        metrics::histogram!("sportello_batch_commands").record(batch.len() as f64);
        let before = self.clock.elapsed();
        let outcomes = self.registrar.step(&batch)?;
        metrics::histogram!("sportello_commit_seconds")
            .record(self.clock.elapsed().saturating_sub(before).as_secs_f64());
        for (sender, outcome) in senders.into_iter().zip(outcomes) {
            // Whoever asked may have gone; what was done stays done.
            let _ = sender.send(outcome);
        }
        Ok(())
    }
}

/// Does what time has made due.
fn tick(registrar: &mut Registrar) -> Result<(), StoreError> {
    let ticks = registrar.due_ticks();
    if ticks.is_empty() { Ok(()) } else { registrar.step(&ticks).map(drop) }
}

/// Waits for work, at most `nap`; `None` when everything is done and the end was asked for.
fn next_batch(shared: &Shared, nap: Duration) -> Option<Batch> {
    let mut lanes = shared.lock();
    if lanes.hall.is_empty() && lanes.public.is_empty() && !lanes.awake {
        if lanes.ended {
            return None;
        }
        lanes = shared.bell.wait_timeout(lanes, nap).unwrap_or_else(PoisonError::into_inner).0;
    }
    lanes.awake = false;
    Some(lanes.batch())
}

impl Lanes {
    /// What comes next: first the hall, then some of the public.
    fn batch(&mut self) -> Batch {
        let hall = self.hall.len().min(HALL_BATCH_MAX);
        let public = self.public.len().min(PUBLIC_BATCH_MAX);
        let mut taken: Vec<Waiting> = self.hall.drain(..hall).collect();
        taken.extend(self.public.drain(..public));
        taken.into_iter().unzip()
    }
}
