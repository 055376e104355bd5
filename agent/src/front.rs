//! The office as the pages of a device see it over the link: [`screen::front::Front`].

use crate::kept::Held;
use crate::link::Heard;
use chrono_tz::Tz;
use office::configuration::{Configuration, Version};
use office::id::RequestKey;
use office::moment::Moment;
use office::refusal::Refusal;
use office::wire::{Ask, DisplayScreen, Errand, FromDevice, Reply, Snapshot, ToDevice};
use screen::feed::Pulse;
use screen::front::{Errands, Front, Unserved};
use screen::words;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, timeout};

/// Longest wait for the answer to a question.
const ANSWER_MAX: Duration = Duration::from_secs(5);
/// Most questions that wait for an answer.
const ASKED_MAX: usize = 64;

/// What the pages of a device show, drawn from what it holds of the office.
pub trait Shown: Sized + Send + Sync + 'static {
    /// What is shown; nothing where the device holds nothing of this kind.
    fn of(held: &Held) -> Option<Self>;

    /// When it was true, and where.
    fn as_of(&self) -> (Moment, Tz);
}

impl Shown for DisplayScreen {
    fn of(held: &Held) -> Option<Self> {
        match &held.snapshot {
            Snapshot::Display(screen) => Some(screen.clone()),
            Snapshot::Totem(_) | Snapshot::Printer(_) => None,
        }
    }

    fn as_of(&self) -> (Moment, Tz) {
        (self.board.as_of, self.zone)
    }
}

/// Where a device stands with the dispatcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It looks for the dispatcher.
    Reaching,
    /// It shows a code, and waits for somebody to type it.
    Newcomer {
        /// Six figures.
        code: String,
    },
    /// What it shows is true.
    Linked,
}

/// Why a question that went over the link got no reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreached {
    /// The office says no.
    Refused(Refusal),
    /// The dispatcher has too much to do now.
    Busy,
    /// It was asked, and has not answered in time: nobody here knows what became of the question.
    Silent,
    /// The link is down, or went down before the answer came.
    Down,
}

impl From<Unreached> for Unserved {
    fn from(unreached: Unreached) -> Self {
        match unreached {
            Unreached::Refused(refusal) => Unserved::Refused(refusal),
            Unreached::Busy | Unreached::Silent | Unreached::Down => Unserved::Away,
        }
    }
}

type Answer = Result<Reply, Unreached>;

/// What comes down the link, sorted: what is shown, what is kept, who is answered.
pub struct Station<S> {
    standing: watch::Sender<Standing>,
    held: watch::Sender<Option<Arc<Held>>>,
    configuration: Mutex<Option<(Version, Arc<Configuration>)>>,
    shown: watch::Sender<Option<Arc<S>>>,
    errands: watch::Sender<Errands>,
    signs: watch::Sender<Instant>,
    asked: Mutex<BTreeMap<RequestKey, oneshot::Sender<Answer>>>,
}

impl<S: Shown> Station<S> {
    /// A station that shows what was kept, if there is anything.
    pub fn new(kept: Option<Held>) -> Arc<Self> {
        let shown = kept.as_ref().and_then(S::of).map(Arc::new);
        let configuration = Mutex::new(kept.as_ref().and_then(|held| held.configuration.clone()));
        Arc::new(Self {
            standing: watch::Sender::new(Standing::Reaching),
            held: watch::Sender::new(kept.map(Arc::new)),
            configuration,
            shown: watch::Sender::new(shown),
            errands: watch::Sender::default(),
            signs: watch::Sender::new(Instant::now()),
            asked: Mutex::default(),
        })
    }

    /// Where the device stands.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.subscribe()
    }

    /// What is to be kept on the disk.
    pub fn held(&self) -> watch::Receiver<Option<Arc<Held>>> {
        self.held.subscribe()
    }

    /// What is shown; nothing before the first snapshot.
    pub fn shown(&self) -> watch::Receiver<Option<Arc<S>>> {
        self.shown.subscribe()
    }

    /// When a page of the device was last heard of.
    pub fn signs(&self) -> watch::Receiver<Instant> {
        self.signs.subscribe()
    }

    /// Notes a page that is open.
    pub fn page_is_open(&self) {
        self.signs.send_replace(Instant::now());
    }

    /// Takes what was heard on the link.
    pub fn hear(&self, heard: Heard) {
        match heard {
            Heard::Down => self.lost(),
            Heard::Message(message) => self.told(*message),
        }
    }

    fn lost(&self) {
        self.standing.send_replace(Standing::Reaching);
        // Whoever has asked may ask again: the same request gets the same answer.
        locked(&self.asked).clear();
    }

    fn told(&self, message: ToDevice) {
        match message {
            ToDevice::Code { code, .. } => {
                self.standing.send_replace(Standing::Newcomer { code });
                // A page that still shows the office is to show the code.
                self.errands.send_modify(|errands| errands.reloads += 1);
            }
            ToDevice::Configuration { version, configuration } => {
                *locked(&self.configuration) = Some((version, configuration));
            }
            ToDevice::Snapshot { snapshot } => self.show(snapshot),
            ToDevice::Reply { request, reply } => self.answer(&request, Ok(reply)),
            ToDevice::Refused { request, refusal } => self.answer(&request, Err(Unreached::Refused(refusal))),
            ToDevice::Busy { request, .. } => self.answer(&request, Err(Unreached::Busy)),
            ToDevice::Errand { errand } => self.errands.send_modify(|errands| match errand {
                Errand::Chime => errands.chimes += 1,
                Errand::Reload => errands.reloads += 1,
            }),
            ToDevice::Welcome { .. } | ToDevice::Enrolled { .. } | ToDevice::Bye { .. } => {}
        }
    }

    fn show(&self, snapshot: Snapshot) {
        let configuration = locked(&self.configuration).clone();
        let held = Held { configuration, snapshot };
        let Some(shown) = S::of(&held) else { return };
        // Another history of the office: what the pages remember of this one counts no more.
        let before = self.held.borrow().as_ref().map(|before| epoch(&before.snapshot));
        if before.is_some_and(|before| before != epoch(&held.snapshot)) {
            self.errands.send_modify(|errands| errands.reloads += 1);
        }
        self.shown.send_replace(Some(Arc::new(shown)));
        self.held.send_replace(Some(Arc::new(held)));
        self.standing
            .send_if_modified(|standing| std::mem::replace(standing, Standing::Linked) != Standing::Linked);
    }

    fn answer(&self, request: &RequestKey, answer: Answer) {
        if let Some(waiting) = locked(&self.asked).remove(request) {
            let _ = waiting.send(answer);
        }
    }
}

/// Which history of the office a snapshot belongs to.
fn epoch(snapshot: &Snapshot) -> u64 {
    match snapshot {
        Snapshot::Totem(screen) => screen.epoch,
        Snapshot::Display(screen) => screen.board.epoch,
        Snapshot::Printer(screen) => screen.epoch,
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The office over the link.
pub struct LinkFront<S> {
    station: Arc<Station<S>>,
    screen: watch::Receiver<Arc<S>>,
    up: mpsc::Sender<FromDevice>,
}

impl<S> Clone for LinkFront<S> {
    fn clone(&self) -> Self {
        Self { station: self.station.clone(), screen: self.screen.clone(), up: self.up.clone() }
    }
}

impl<S: Shown> LinkFront<S> {
    /// The front of a station that has something to show; what it asks goes to `up`.
    pub fn new(station: &Arc<Station<S>>, first: Arc<S>, up: mpsc::Sender<FromDevice>) -> Self {
        let (newest, screen) = watch::channel(first);
        let mut shown = station.shown();
        tokio::spawn(async move {
            while shown.changed().await.is_ok() {
                let now = shown.borrow_and_update().clone();
                if let Some(now) = now {
                    newest.send_replace(now);
                }
            }
        });
        Self { station: station.clone(), screen, up }
    }

    /// Where the device stands.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.station.standing()
    }

    /// Asks something over the link; the same `request` and `ask` again get the same answer.
    ///
    /// # Errors
    /// Where there is no reply: why.
    pub async fn reach(&self, request: RequestKey, ask: Ask) -> Answer {
        if *self.station.standing.borrow() != Standing::Linked {
            return Err(Unreached::Down);
        }
        let (answer, answered) = oneshot::channel();
        {
            let mut asked = locked(&self.station.asked);
            asked.retain(|_, waiting| !waiting.is_closed());
            if asked.len() >= ASKED_MAX {
                return Err(Unreached::Busy);
            }
            asked.insert(request.clone(), answer);
        }
        self.up.try_send(FromDevice::Ask { request, ask }).map_err(|_| Unreached::Busy)?;
        match timeout(ANSWER_MAX, answered).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Unreached::Down),
            Err(_) => Err(Unreached::Silent),
        }
    }
}

impl<S: Shown> Front for LinkFront<S> {
    type Screen = S;

    fn screen(&self) -> watch::Receiver<Arc<S>> {
        self.screen.clone()
    }

    fn pulse(&self) -> Pulse {
        self.station.page_is_open();
        let (as_of, zone) = self.screen.borrow().as_of();
        let stale = *self.station.standing.borrow() != Standing::Linked;
        // Without news a board is still true: as long as the link is up the time is that of now.
        let now = crate::now();
        let at = if stale { as_of } else { now };
        Pulse { as_of: age_in_words(at, now, zone), stale }
    }

    fn errands(&self) -> watch::Receiver<Errands> {
        self.station.errands.subscribe()
    }

    async fn ask(&self, request: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        self.reach(request, ask).await.map_err(Unserved::from)
    }
}

/// The time of what is shown; with its date where that is another one than today's.
fn age_in_words(at: Moment, now: Moment, zone: Tz) -> String {
    let time = words::clock(at, zone);
    let date = |moment: Moment| moment.utc().with_timezone(&zone).date_naive();
    if date(at) == date(now) { time } else { format!("{} {time}", date(at).format("%d/%m/%Y")) }
}
