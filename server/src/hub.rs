//! The hub: what everybody may see, published after the commit and never before.
//!
//! Each office has a floor of its own here, changed by the same events as the registrar's. Readers
//! look at it for as long as it takes to draw a view; whoever wants to know of changes watches the
//! sequence, and always finds the newest state: nobody lags behind a queue of messages.

use office::configuration::{Configuration, Version};
use office::event::{Event, Fact};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::{DeskId, OfficeId, TicketId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use tokio::sync::watch;

/// Which state is public: equal values show the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Grows with every commit that changed something.
    pub generation: u64,
    /// Grows with every change of the print jobs.
    pub paper: u64,
    /// Grows with every change of keys and devices.
    pub keys: u64,
    /// Grows with every look of the forecaster.
    pub looks: u64,
    /// Grows with every service day that is opened.
    pub days: u64,
    /// Grows when a printer tells something new of itself.
    pub printers: u64,
}

impl Published {
    /// What of a state concerns the pages of staff: the floor, and how the printers are.
    pub fn of_staff(&self) -> (u64, u64) {
        (self.generation, self.printers)
    }
}

type Listener = Box<dyn Fn(&Event) + Send + Sync>;

/// The committed floors of all offices.
pub struct Hub {
    epoch: u64,
    floors: BTreeMap<OfficeId, RwLock<Floor>>,
    published: watch::Sender<Published>,
    seldom: watch::Sender<Published>,
    listener: Mutex<Option<Listener>>,
}

impl Hub {
    /// A hub over the floors as the store tells them; their offices never change while it lives.
    pub fn new(epoch: u64, floors: Vec<Floor>) -> Arc<Self> {
        let floors = floors.into_iter().map(|floor| (floor.office.clone(), RwLock::new(floor))).collect();
        Arc::new(Self {
            epoch,
            floors,
            published: watch::Sender::default(),
            seldom: watch::Sender::default(),
            listener: Mutex::new(None),
        })
    }

    /// Changes at init and restore.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Hands every later event to `listener`, in order; it must be quick.
    pub fn listen(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        *self.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(listener));
    }

    /// Shows committed events to everybody.
    pub fn publish(&self, events: &[Event], paper: bool, keys: bool) {
        if events.is_empty() && !paper && !keys {
            return;
        }
        let listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner);
        for run in events.chunk_by(|a, b| a.office == b.office) {
            let Some(floor) = self.floors.get(&run[0].office) else { continue };
            // A fold cannot panic half way without a defect; the newest state still beats none.
            let mut floor = floor.write().unwrap_or_else(PoisonError::into_inner);
            for event in run.iter().filter(|event| event.seq > floor.seq).collect::<Vec<_>>() {
                evolve(&mut floor, event);
                if let Some(listener) = listener.as_ref() {
                    listener(event);
                }
            }
        }
        drop(listener);
        let days = events.iter().filter(|event| matches!(event.fact, Fact::DayOpened { .. })).count() as u64;
        self.published.send_modify(|published| {
            published.generation += u64::from(!events.is_empty());
            published.paper += u64::from(paper);
            published.keys += u64::from(keys);
            published.days += days;
        });
        if paper || keys || days > 0 {
            self.seldom.send_replace(*self.published.borrow());
        }
    }

    /// Hands over the documents that later events may name.
    pub fn know(&self, office: &OfficeId, configurations: &BTreeMap<Version, Arc<Configuration>>) {
        if let Some(floor) = self.floors.get(office) {
            floor.write().unwrap_or_else(PoisonError::into_inner).configurations.clone_from(configurations);
        }
    }

    /// Tells everybody that there are new waits.
    pub fn looked(&self) {
        self.published.send_modify(|published| published.looks += 1);
    }

    /// Tells everybody that a printer is better or worse.
    pub fn printers_changed(&self) {
        self.published.send_modify(|published| published.printers += 1);
    }

    /// Tells of changes.
    pub fn watch(&self) -> watch::Receiver<Published> {
        self.published.subscribe()
    }

    /// Tells of changes of paper, keys and days only: nobody who waits for those is woken by a number.
    pub fn watch_seldom(&self) -> watch::Receiver<Published> {
        self.seldom.subscribe()
    }

    /// Every office.
    pub fn offices(&self) -> impl Iterator<Item = &OfficeId> {
        self.floors.keys()
    }

    /// The committed floor of an office, to be looked at briefly.
    pub fn floor(&self, office: &OfficeId) -> Option<RwLockReadGuard<'_, Floor>> {
        self.floors.get(office).map(|floor| floor.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The configuration in force in an office.
    pub fn configuration(&self, office: &OfficeId) -> Option<(Version, Arc<Configuration>)> {
        self.floor(office)?.configuration.clone()
    }

    /// The office that a desk belongs to.
    pub fn office_of_desk(&self, desk: &DeskId) -> Option<OfficeId> {
        self.floors
            .keys()
            .find(|office| {
                self.floor(office)
                    .is_some_and(|floor| floor.rules().is_some_and(|rules| rules.desk(desk).is_some()))
            })
            .cloned()
    }

    /// The office that a ticket of the day belongs to.
    pub fn office_of_ticket(&self, ticket: &TicketId) -> Option<OfficeId> {
        self.floors
            .keys()
            .find(|office| self.floor(office).is_some_and(|floor| floor.tickets.contains_key(ticket)))
            .cloned()
    }
}
