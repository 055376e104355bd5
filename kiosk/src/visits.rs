//! What a totem remembers of the last visits: what was asked, what number came, which are over.
//!
//! The office itself gives one request one number; this memory keeps yesterday's visitor's page from
//! showing again, and gives a second tap the very same question. It holds no name and dies with the
//! program.
//!
//! ```text
//! (nothing) --first POST--> asked --number--> taken --"Fatto", countdown, five minutes--> over
//!     |  ^
//!     |  +--another way--+
//!     +--a time--> kept -+--yes--> booked ------------------------------------------------^
//! ```
//!
//! A time that is kept is given back when its visit ends or goes another way.

use crate::visit::{Secret, Visit, VisitId};
use office::id::{BookingId, RequestKey};
use office::moment::Moment;
use office::wire::{Appointment, Ask, Taken};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Most visits remembered; the oldest is forgotten first.
pub const VISITS_MAX: usize = 1_024;

/// How long a number can be looked at again: its page's countdown with every extension, and a margin.
pub const SHOWN_MAX: Duration = Duration::from_secs(5 * 60);

/// The visits of one totem; clones share them.
#[derive(Clone)]
pub struct Visits {
    secret: Secret,
    random: Arc<dyn Fn() -> u128 + Send + Sync>,
    memory: Arc<Mutex<Memory>>,
}

/// Where a visit stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Nothing has been asked for.
    New,
    /// The office was asked and has not answered yet.
    Asked(Ask),
    /// The number is given.
    Taken(Arc<Taken>),
    /// A time is kept for an appointment that the visitor has not said yes to.
    Kept(Arc<Appointment>),
    /// The appointment is made.
    Booked(Arc<Appointment>),
    /// The visitor has gone.
    Over,
}

#[derive(Default)]
struct Memory {
    stages: HashMap<VisitId, (Stage, Moment)>,
    /// In the order of their coming, the oldest first.
    order: VecDeque<VisitId>,
}

impl Visits {
    /// The visits of a totem: `secret` seals its keys and outlives the program, `random` draws 128 bits
    /// that nobody can foresee.
    pub fn new(secret: Secret, random: impl Fn() -> u128 + Send + Sync + 'static) -> Self {
        Self { secret, random: Arc::new(random), memory: Arc::default() }
    }

    /// A new visit.
    pub fn mint(&self, now: Moment) -> Visit {
        Visit::new((self.random)(), now)
    }

    /// What seals the keys.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Where a visit stands.
    pub fn stage(&self, visit: VisitId, now: Moment) -> Stage {
        match self.memory().stages.get(&visit) {
            None => Stage::New,
            Some((Stage::Taken(_) | Stage::Booked(_), since)) if now.since(*since) >= SHOWN_MAX => {
                Stage::Over
            }
            Some((stage, _)) => stage.clone(),
        }
    }

    /// Remembers what is about to be asked, unless something was before; gives what is to be asked.
    ///
    /// A visit is one question: who goes back and taps again gets the answer to the first.
    pub fn ask(&self, visit: VisitId, ask: Ask, now: Moment) -> Ask {
        let mut memory = self.memory();
        match memory.stages.get(&visit) {
            Some((Stage::Asked(first), _)) => return first.clone(),
            Some((Stage::Taken(_) | Stage::Booked(_) | Stage::Over, _)) => {}
            Some((Stage::New | Stage::Kept(_), _)) | None => {
                memory.put(visit, Stage::Asked(ask.clone()), now)
            }
        }
        ask
    }

    /// Forgets the question of a visit: the office said no, nothing was given.
    pub fn refused(&self, visit: VisitId) {
        let mut memory = self.memory();
        if matches!(memory.stages.get(&visit), Some((Stage::Asked(_), _))) {
            memory.forget(visit);
        }
    }

    /// Remembers the number of a visit that is not over.
    pub fn taken(&self, visit: VisitId, taken: Taken, now: Moment) {
        let mut memory = self.memory();
        match memory.stages.get(&visit) {
            Some((Stage::Over | Stage::Taken(_) | Stage::Booked(_), _)) => {}
            Some((Stage::New | Stage::Asked(_) | Stage::Kept(_), _)) | None => {
                memory.put(visit, Stage::Taken(Arc::new(taken)), now)
            }
        }
    }

    /// Remembers a time that is kept; whether the visit goes on, so that the visitor can be asked.
    pub fn kept(&self, visit: VisitId, appointment: Appointment, now: Moment) -> bool {
        let mut memory = self.memory();
        match memory.stages.get(&visit) {
            Some((Stage::Over | Stage::Taken(_) | Stage::Booked(_), _)) => false,
            Some((Stage::New | Stage::Asked(_) | Stage::Kept(_), _)) | None => {
                memory.put(visit, Stage::Kept(Arc::new(appointment)), now);
                true
            }
        }
    }

    /// Remembers the appointment of a visit that is not over.
    pub fn booked(&self, visit: VisitId, appointment: Appointment, now: Moment) {
        let mut memory = self.memory();
        match memory.stages.get(&visit) {
            Some((Stage::Over | Stage::Taken(_) | Stage::Booked(_), _)) => {}
            Some((Stage::New | Stage::Asked(_) | Stage::Kept(_), _)) | None => {
                memory.put(visit, Stage::Booked(Arc::new(appointment)), now)
            }
        }
    }

    /// Forgets the time that is kept for a visit: which one it was, to be given back.
    pub fn let_go(&self, visit: VisitId) -> Option<BookingId> {
        let mut memory = self.memory();
        let kept = memory.kept_by(visit)?;
        memory.forget(visit);
        Some(kept)
    }

    /// Ends a visit: nothing of it is shown any more. Gives what was kept for it, to be given back.
    pub fn end(&self, visit: VisitId, now: Moment) -> Option<BookingId> {
        let mut memory = self.memory();
        let kept = memory.kept_by(visit);
        memory.put(visit, Stage::Over, now);
        kept
    }

    /// A request under which nothing has been asked before.
    pub fn request(&self) -> RequestKey {
        RequestKey::new(&format!("{:032x}", (self.random)())).expect("hexadecimal digits fit an identifier")
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // Every change is one insertion, so the memory is whole even where a holder has panicked.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn kept_by(&self, visit: VisitId) -> Option<BookingId> {
        match self.stages.get(&visit) {
            Some((Stage::Kept(appointment), _)) => Some(appointment.booking.clone()),
            Some((Stage::New | Stage::Asked(_) | Stage::Taken(_) | Stage::Booked(_) | Stage::Over, _))
            | None => None,
        }
    }

    fn forget(&mut self, visit: VisitId) {
        self.stages.remove(&visit);
        self.order.retain(|known| *known != visit);
    }

    fn put(&mut self, visit: VisitId, stage: Stage, now: Moment) {
        if self.stages.insert(visit, (stage, now)).is_some() {
            return;
        }
        self.order.push_back(visit);
        if self.order.len() > VISITS_MAX
            && let Some(oldest) = self.order.pop_front()
        {
            self.stages.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::id::{FollowToken, ServiceId, TicketId};
    use office::language::Language;
    use office::ticket::{Class, LegState};

    #[test]
    fn first_question_of_a_visit_is_the_one_that_is_asked() {
        let (visits, visit) = visits();
        assert_eq!(visits.ask(visit, take(Class::Ordinary), at(0)), take(Class::Ordinary));
        assert_eq!(visits.ask(visit, take(Class::Priority), at(1)), take(Class::Ordinary));
        visits.refused(visit);
        assert_eq!(visits.ask(visit, take(Class::Priority), at(2)), take(Class::Priority));
    }

    #[test]
    fn number_that_comes_after_the_visitor_has_gone_is_not_shown() {
        let (visits, visit) = visits();
        visits.ask(visit, take(Class::Ordinary), at(0));
        visits.end(visit, at(1));
        visits.taken(visit, taken(), at(2));
        assert_eq!(visits.stage(visit, at(2)), Stage::Over);
    }

    #[test]
    fn number_is_shown_for_five_minutes_at_most() {
        let (visits, visit) = visits();
        visits.taken(visit, taken(), at(0));
        assert!(matches!(visits.stage(visit, at(299)), Stage::Taken(_)));
        assert_eq!(visits.stage(visit, at(300)), Stage::Over);
    }

    #[test]
    fn oldest_visits_are_forgotten_first() {
        let (visits, first) = visits();
        visits.taken(first, taken(), at(0));
        let mut last = first;
        for _ in 0..VISITS_MAX {
            last = visits.mint(at(1)).id();
            visits.end(last, at(1));
        }
        assert_eq!(visits.stage(first, at(1)), Stage::New);
        assert_eq!(visits.stage(last, at(1)), Stage::Over);
        assert_eq!(visits.memory().stages.len(), VISITS_MAX);
        assert_eq!(visits.memory().order.len(), VISITS_MAX);
    }

    fn visits() -> (Visits, VisitId) {
        let next = std::sync::atomic::AtomicU64::new(1);
        let random = move || u128::from(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        let visits = Visits::new(Secret::new([1; 32]), random);
        let visit = visits.mint(at(0)).id();
        (visits, visit)
    }

    fn take(class: Class) -> Ask {
        let service = ServiceId::new("autocertificazione").unwrap();
        Ask::Take {
            service,
            then: Vec::new(),
            need: None,
            answers: Default::default(),
            class,
            language: Language::It,
            quote: None,
            print: false,
        }
    }

    fn taken() -> Taken {
        Taken {
            id: TicketId::new("portico-2026-11-24-A001").unwrap(),
            number: "A001".parse().unwrap(),
            service: ServiceId::new("autocertificazione").unwrap(),
            then: Vec::new(),
            state: LegState::Waiting,
            ahead: 0,
            wait: None,
            token: FollowToken::from_random(1),
            follow_url: "https://example.org/t/1".into(),
            printed: false,
            due: None,
            late: false,
            alone: false,
        }
    }

    fn at(seconds: u64) -> Moment {
        Moment::from_millis(1_795_505_400_000).unwrap().plus(Duration::from_secs(seconds))
    }
}
