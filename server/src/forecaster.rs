//! The forecaster: computes the waits outside the writer, and publishes them.
//!
//! It looks at the committed floors after every change and at least every minute. A call never
//! waits for it; until it has looked again, the last waits are shown.

use crate::app::end_of;
use crate::clock::Clock;
use crate::hub::Hub;
use crate::registrar::{Chore, Lane, Registry, Work};
use crate::store::log::PAGE_MAX;
use crate::store::{Reader, StoreError};
use office::event::Quote;
use office::forecast::{self, Forecast, Window, forecast};
use office::id::{NeedId, OfficeId, ServiceId, TicketId};
use office::learned::Learned;
use office::moment::Moment;
use office::popular::popular;
use office::ticket::Class;
use office::triage::{Outlook, outlook};
use office::wire::Wait;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

/// Longest time between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Shortest time between two looks: a rush of events is looked at once.
const REST: Duration = Duration::from_millis(250);
/// Most needs that are published as most asked for.
const POPULAR_MAX: usize = 12;
/// Events of the past from which service times are learned at the start.
const LEARNED_FROM_MAX: u64 = 40_000;

/// The waits of all offices.
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    offices: BTreeMap<OfficeId, OfficeQuotes>,
}

#[derive(Debug, Clone)]
struct OfficeQuotes {
    forecast: Forecast,
    outlook: Arc<Outlook>,
    popular: Arc<[NeedId]>,
    windows: BTreeMap<TicketId, Window>,
}

impl Quotes {
    /// What a number taken now is stamped with, counted from opening; `None` where no desk takes the service now.
    pub fn quote(&self, office: &OfficeId, service: &ServiceId, class: Class) -> Option<Quote> {
        let forecast = &self.offices.get(office)?.forecast;
        let quantiles = (*forecast.by_service.get(&(service.clone(), class))?)?;
        Some(forecast::quote(quantiles.counted_from(forecast.opens_in_s)))
    }

    /// The wait of somebody who took an ordinary number now.
    pub fn wait(&self, office: &OfficeId, service: &ServiceId) -> Option<Wait> {
        self.quote(office, service, Class::Ordinary).map(Wait::from)
    }

    /// The moment as triage sees it.
    pub fn outlook(&self, office: &OfficeId) -> Option<Arc<Outlook>> {
        Some(self.offices.get(office)?.outlook.clone())
    }

    /// What is most asked for at this hour, first what is asked most.
    pub fn popular(&self, office: &OfficeId) -> Option<Arc<[NeedId]>> {
        Some(self.offices.get(office)?.popular.clone())
    }

    /// The wait of a ticket from now, or from opening where the doors are still closed.
    pub fn ticket_quote(&self, office: &OfficeId, ticket: &TicketId) -> Option<Quote> {
        let forecast = &self.offices.get(office)?.forecast;
        let quantiles = forecast.by_ticket.get(ticket)?;
        Some(forecast::quote(quantiles.counted_from(forecast.opens_in_s)))
    }

    /// The clock times between which a phone is told to expect the call.
    pub fn window(&self, office: &OfficeId, ticket: &TicketId) -> Option<Window> {
        self.offices.get(office)?.windows.get(ticket).copied()
    }
}

/// Computes waits.
pub struct Forecaster {
    hub: Arc<Hub>,
    clock: Arc<dyn Clock>,
    reader: Arc<Reader>,
    learned: Arc<Mutex<BTreeMap<OfficeId, Learned>>>,
    quotes: watch::Sender<Arc<Quotes>>,
}

impl Forecaster {
    /// Publishes the first waits, from what the catalogue says; the past is learned from in
    /// [`Forecaster::run`], so that nobody waits for it at the start.
    pub fn new(hub: Arc<Hub>, clock: Arc<dyn Clock>, reader: Arc<Reader>) -> Self {
        let learned: Arc<Mutex<BTreeMap<OfficeId, Learned>>> = Arc::default();
        let listening = learned.clone();
        hub.listen(move |event| {
            let mut learned = listening.lock().unwrap_or_else(PoisonError::into_inner);
            learned.entry(event.office.clone()).or_default().observe(event);
        });
        let forecaster = Self { hub, clock, reader, learned, quotes: watch::Sender::default() };
        forecaster.look();
        forecaster
    }

    /// The newest waits, now and later.
    pub fn watch(&self) -> watch::Receiver<Arc<Quotes>> {
        self.quotes.subscribe()
    }

    /// Learns from the log, then looks at the floors again and again, until the server ends.
    pub async fn run(self, registry: Registry, mut ending: watch::Receiver<bool>) {
        let forecaster = Arc::new(self);
        let learning = forecaster.clone();
        match tokio::task::spawn_blocking(move || learning.learn()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "nothing could be learned from the log"
                );
            }
            Err(_) => return,
        }
        let mut published = forecaster.hub.watch();
        loop {
            let looked_at = Instant::now();
            let generation = published.borrow().generation;
            let looking = forecaster.clone();
            let Ok(moved) = tokio::task::spawn_blocking(move || looking.look()).await else { return };
            if !moved.is_empty() {
                // A window that could not be recorded is only missing from the statistics.
                let _ = registry.ask(Lane::Public, Work::Chore(Chore::WindowsShown(moved))).await;
            }
            tokio::select! {
                () = end_of(&mut ending) => return,
                () = sleep_until(looked_at + REST) => {}
            }
            let changed = published.wait_for(|now| now.generation != generation);
            tokio::select! {
                () = end_of(&mut ending) => return,
                changed = timeout(LOOK_EVERY, changed) => if matches!(changed, Ok(Err(_))) { return },
            }
        }
    }

    /// Learns from the last events of every office.
    fn learn(&self) -> Result<(), StoreError> {
        for office in self.hub.offices() {
            let mut past = Learned::default();
            self.reader.last_events(office, LEARNED_FROM_MAX, |event| {
                past.observe(&event);
                Ok(())
            })?;
            // What was committed meanwhile is only a little; until it is folded in, nothing new is.
            let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                let newer = self.reader.events(office, past.seq(), PAGE_MAX)?;
                if newer.is_empty() {
                    break;
                }
                newer.iter().for_each(|event| past.observe(event));
            }
            learned.insert(office.clone(), past);
        }
        Ok(())
    }

    /// Computes and publishes; the windows that have moved since they were first shown.
    pub fn look(&self) -> Vec<(TicketId, Moment, Moment)> {
        let now = self.clock.now();
        let before = self.quotes.borrow().clone();
        let mut quotes = Quotes::default();
        let mut moved = Vec::new();
        for office in self.hub.offices() {
            let Some((forecast, outlook, popular)) = self.forecast(office, now) else { continue };
            let (outlook, popular) = (Arc::new(outlook), popular.into());
            let mut windows = BTreeMap::new();
            for (ticket, quantiles) in &forecast.by_ticket {
                let shown = before.window(office, ticket);
                let window = forecast::keep_or_move(shown, *quantiles, now);
                if shown.is_some_and(|shown| shown != window) {
                    moved.push((ticket.clone(), window.from, window.until));
                }
                windows.insert(ticket.clone(), window);
            }
            quotes.offices.insert(office.clone(), OfficeQuotes { forecast, outlook, popular, windows });
        }
        self.quotes.send_replace(Arc::new(quotes));
        self.hub.looked();
        moved
    }

    fn forecast(&self, office: &OfficeId, now: Moment) -> Option<(Forecast, Outlook, Vec<NeedId>)> {
        let learned = {
            let learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
            learned.get(office).cloned().unwrap_or_default()
        };
        let floor = self.hub.floor(office)?;
        let rules = floor.rules()?;
        let forecast = forecast(&floor, rules, &learned, now, floor.seq);
        let outlook = outlook(&floor, rules, &learned, &forecast, now, floor.seq);
        let popular = popular(rules, &learned, now, POPULAR_MAX);
        Some((forecast, outlook, popular))
    }
}
