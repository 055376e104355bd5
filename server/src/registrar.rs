//! The registrar: the single writer. Commands in, one transaction a batch, answers after the commit.
//!
//! ```text
//! step(batch)
//!   begin
//!     for each command: seen before? -> the stored answer
//!                       decide -> append, project, jobs, evolve
//!   commit          the only moment that counts
//!   publish         every screen may see it now
//!   answers
//! ```
//!
//! It is a struct; the thread around it is in [`inbox`], so that a simulation can run it.
//! A failed statement or commit drops the resident floors: they are folded anew from the log.

mod alone;
pub mod answer;
pub mod appointments;
pub mod chores;
pub mod configuring;
pub mod inbox;
mod issue;
pub mod outbox;
mod work;

pub use answer::{Answer, Copied, Outcome};
pub use inbox::{Lane, Registry, Turns};
pub use work::{Applicant, Aside, Chore, Command, Copy, Party, Printing, Request, Secrets, Work};

use crate::clock::Clock;
use crate::hub::Hub;
use crate::store::audit::{self, By};
use crate::store::requests::{self, Seen};
use crate::store::{Batch, StoreError, Writer, blocks, configurations, read};
use office::command::Order;
use office::configuration::Version;
use office::decide::{Decision, decide};
use office::due::{draws_due, next_due, opens_again};
use office::event::{Actor, ActorKind, Event, Fact};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::{ActorId, OfficeId};
use office::moment::Moment;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// How often answers that have been kept long enough are erased.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// How soon emptying the write-ahead log is tried again where somebody was reading.
const SWEEP_AGAIN: Duration = Duration::from_secs(5);

/// The single writer.
pub struct Registrar {
    store: Writer,
    clock: Arc<dyn Clock>,
    hub: Arc<Hub>,
    public_url: String,
    resident: BTreeMap<OfficeId, Floor>,
    is_full: bool,
    forget_at: Option<Moment>,
    sweep_at: Option<Duration>,
}

/// What a batch has changed so far.
#[derive(Default)]
struct Changes {
    events: Vec<Event>,
    paper: bool,
    keys: bool,
    /// Something was erased that must stand in no file any more.
    erased: bool,
}

impl Registrar {
    /// A registrar over a store; `public_url` is what links that leave the building start with.
    pub fn new(store: Writer, clock: Arc<dyn Clock>, hub: Arc<Hub>, public_url: String) -> Self {
        let resident = BTreeMap::new();
        Self { store, clock, hub, public_url, resident, is_full: false, forget_at: None, sweep_at: None }
    }

    /// Carries out a batch in one transaction. The outcomes are in the order of the batch.
    ///
    /// # Errors
    /// [`StoreError::Broken`] only: the process must end and start again from the log.
    pub fn step(&mut self, batch: &[Work]) -> Result<Vec<Outcome>, StoreError> {
        match self.attempt(batch) {
            Ok(outcomes) => Ok(outcomes),
            Err(StoreError::Broken(error)) => Err(StoreError::Broken(error)),
            // One bad command must not take the others down with it.
            Err(error) if batch.len() > 1 => {
                if !self.is_full {
                    tracing::error!(%error, commands = batch.len(), "a batch failed; its commands are tried one by one");
                }
                batch
                    .iter()
                    .map(|work| self.step(std::slice::from_ref(work)).map(|mut one| one.remove(0)))
                    .collect()
            }
            Err(error) => {
                let full = matches!(error, StoreError::Full(_));
                if full {
                    self.store.make_room();
                }
                // A disk that stays full is said once: the log would fill it further.
                if !std::mem::replace(&mut self.is_full, full) || !full {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "a command could not be stored"
                    );
                }
                // The floors were dropped with the failure; without them time would stand still.
                match self.load() {
                    Err(StoreError::Broken(error)) => return Err(StoreError::Broken(error)),
                    Err(error) => tracing::error!(%error, "the floors could not be folded again yet"),
                    Ok(()) => {}
                }
                Ok(batch.iter().map(|_| if full { Outcome::NoRoom } else { Outcome::Failed }).collect())
            }
        }
    }

    fn attempt(&mut self, batch: &[Work]) -> Result<Vec<Outcome>, StoreError> {
        let now = self.clock.now();
        let mut floors = std::mem::take(&mut self.resident);
        let mut changes = Changes::default();
        let transaction = self.store.begin()?;
        let mut outcomes = Vec::with_capacity(batch.len());
        for office in floors.values_mut() {
            catch_up(&transaction, office, &mut changes)?;
        }
        // Erasing needs room as well: on a full disk it must not stand in the way of what needs none.
        let is_time_to_forget = !self.is_full && self.forget_at.is_none_or(|at| at <= now);
        if is_time_to_forget && !batch.is_empty() {
            changes.erased |= transaction.forget_answers(now)?;
            changes.erased |= chores::forget_applicants(&transaction, floors.values(), now)?;
        }
        for work in batch {
            let outcome = match work {
                Work::Command(command) => {
                    let floor = resident(&transaction, &mut floors, &command.office)?;
                    let case =
                        Case { transaction: &transaction, public_url: &self.public_url, now, by: None };
                    case.carry_out(floor, command, &mut changes)?
                }
                Work::Configuring(work) => {
                    let at = (self.public_url.as_str(), now);
                    configuring::carry_out(&transaction, &mut floors, work, at, &mut changes)?
                }
                Work::Chore(Chore::Copy(copy)) => {
                    let floor = resident(&transaction, &mut floors, &copy.office)?;
                    let case =
                        Case { transaction: &transaction, public_url: &self.public_url, now, by: None };
                    case.copy(floor, copy, &mut changes)?
                }
                Work::Chore(chore) => chores::carry_out(&transaction, chore, now, &mut changes)?,
            };
            outcomes.push(outcome);
        }
        transaction.commit()?;
        self.resident = floors;
        if is_time_to_forget {
            self.forget_at = Some(now.plus(FORGET_EVERY));
        }
        if !changes.events.is_empty() && std::mem::take(&mut self.is_full) {
            tracing::info!("there is room on the disk again");
        }
        self.tell_documents(&changes.events);
        self.hub.publish(&changes.events, changes.paper, changes.keys);
        if changes.erased {
            self.sweep_at = Some(self.clock.elapsed());
        }
        Ok(outcomes)
    }

    /// Empties the write-ahead log where something was erased, so that it stands in no file any more; for
    /// a moment when nobody waits for an answer.
    ///
    /// # Errors
    /// [`StoreError::Broken`] only, as of [`Registrar::step`].
    pub fn sweep(&mut self) -> Result<(), StoreError> {
        let elapsed = self.clock.elapsed();
        if self.sweep_at.is_some_and(|at| at <= elapsed) {
            self.sweep_at = if self.store.sweep()? { None } else { Some(elapsed + SWEEP_AGAIN) };
        }
        Ok(())
    }

    /// Folds the floors of all offices that are not resident.
    pub fn load(&mut self) -> Result<(), StoreError> {
        let transaction = self.store.begin()?;
        for office in read::offices(transaction.sql())? {
            resident(&transaction, &mut self.resident, &office)?;
        }
        Ok(())
    }

    /// When time next has something to do, over all offices.
    pub fn next_due(&self) -> Option<Moment> {
        let now = self.clock.now();
        self.resident.values().filter_map(|floor| next_due(floor, now)).min()
    }

    /// The ticks that are due now, and the draws.
    pub fn due_ticks(&self) -> Vec<Work> {
        let now = self.clock.now();
        let mut due = Vec::new();
        for (office, floor) in &self.resident {
            if next_due(floor, now).is_some_and(|due| due <= now) || opens_again(floor, now).is_some() {
                due.push(Work::Command(tick(office.clone())));
            }
            due.extend(draws_due(floor, now).into_iter().map(|(plan, date)| {
                let order = Order::HoldDraw { plan, date, seed: seed(now) };
                Work::Command(Command { order, ..tick(office.clone()) })
            }));
        }
        due
    }

    /// The floors as they stand after the last commit.
    pub fn floors(&self) -> impl Iterator<Item = &Floor> {
        self.resident.values()
    }
}

/// What decides the order of a draw; it stands in the log. A machine that gives no random bits draws by its
/// clock, which nobody in the draw has in hand either.
fn seed(now: Moment) -> u64 {
    getrandom::u64().unwrap_or_else(|error| {
        tracing::error!(%error, "the machine gives no random bits");
        now.as_millis().unsigned_abs()
    })
}

/// The command of passing time.
pub fn tick(office: OfficeId) -> Command {
    let id = ActorId::new("clock").expect("a plain word is an identifier");
    Command {
        office,
        actor: Actor { kind: ActorKind::Clock, id },
        request: None,
        order: Order::Tick,
        aside: None,
        party: None,
    }
}

fn resident<'a>(
    transaction: &Batch<'_>,
    floors: &'a mut BTreeMap<OfficeId, Floor>,
    office: &OfficeId,
) -> Result<&'a mut Floor, StoreError> {
    match floors.entry(office.clone()) {
        std::collections::btree_map::Entry::Occupied(entry) => Ok(entry.into_mut()),
        std::collections::btree_map::Entry::Vacant(entry) => {
            Ok(entry.insert(read::floor(transaction.sql(), office)?))
        }
    }
}

/// Folds in what another process has committed meanwhile.
fn catch_up(transaction: &Batch<'_>, floor: &mut Floor, changes: &mut Changes) -> Result<(), StoreError> {
    let office = floor.office.clone();
    if read::last_seq(transaction.sql(), &office)? == floor.seq {
        return Ok(());
    }
    let in_force = floor.configuration.as_ref().map_or(Version(1), |(version, _)| *version);
    floor.configurations = configurations::from(transaction.sql(), &office, in_force)?;
    crate::store::log::read(transaction.sql(), &office, floor.seq, u64::MAX, |event| {
        evolve(floor, &event);
        changes.events.push(event);
        Ok(())
    })
}

/// What one command needs besides the floor.
struct Case<'a> {
    transaction: &'a Batch<'a>,
    public_url: &'a str,
    now: Moment,
    /// Who asks, for the audit, where that is more than the actor of the command.
    by: Option<&'a By>,
}

impl Case<'_> {
    fn carry_out(
        &self,
        floor: &mut Floor,
        command: &Command,
        changes: &mut Changes,
    ) -> Result<Outcome, StoreError> {
        if let Some(seen) = self.seen(command)? {
            return Ok(seen);
        }
        if let Order::AdoptConfiguration { version } | Order::PlanAdoption { version } = &command.order
            && !floor.configurations.contains_key(version)
            && let Some(document) = configurations::document(self.transaction.sql(), &floor.office, *version)?
        {
            floor.configurations.insert(*version, Arc::new(document));
        }
        let known = alone::known(self, command)?;
        let order = known.as_ref().unwrap_or(&command.order);
        match self.decide(floor, order)? {
            Decision::Refused(refusal) => Ok(Outcome::Refused(refusal)),
            Decision::NothingToDo => Ok(Outcome::Unchanged(self.answer(floor, command, &[])?)),
            Decision::Accepted(facts) => self.accept(floor, command, facts, changes),
        }
    }

    /// What was answered to the same request before.
    fn seen(&self, command: &Command) -> Result<Option<Outcome>, StoreError> {
        let Some(request) = &command.request else { return Ok(None) };
        let sql = self.transaction.sql();
        Ok(match requests::find(sql, &command.actor.id, &request.key, &request.body_hash)? {
            Seen::Never => None,
            Seen::Same(answer) => Some(Outcome::Done(Answer::parse(&answer)?)),
            Seen::OtherBody => Some(Outcome::KeyReused),
        })
    }

    /// What the order comes to. Where passing time should open a date again, the numbers that it has
    /// given are looked up.
    fn decide(&self, floor: &Floor, order: &Order) -> Result<Decision, StoreError> {
        let sql = self.transaction.sql();
        match (order, opens_again(floor, self.now)) {
            (Order::Tick, Some(plan)) => {
                let given = read::given(sql, &floor.office, plan.date)?;
                Ok(decide(floor, &Order::OpenAgain { given }, self.now))
            }
            (Order::GrantBlock { date, .. }, _) if blocks::is_paused(sql, &floor.office, *date)? => {
                Ok(Decision::NothingToDo)
            }
            (order, _) => Ok(decide(floor, order, self.now)),
        }
    }

    fn accept(
        &self,
        floor: &mut Floor,
        command: &Command,
        facts: Vec<Fact>,
        changes: &mut Changes,
    ) -> Result<Outcome, StoreError> {
        let first = changes.events.len();
        for fact in facts {
            let event = self.envelope(floor, command, fact);
            evolve(floor, &event);
            changes.paper |= self.transaction.append(floor, &event)?;
            changes.erased |= matches!(&event.fact, Fact::DayOpened { .. } | Fact::DayClosed { .. });
            if let Fact::DayOpened { date, .. } = &event.fact {
                self.transaction.forget(&floor.office, *date, self.now)?;
            }
            configuring::audit_event(self, &event)?;
            if let Fact::TicketIssued { ticket, .. } = &event.fact {
                changes.paper |= issue::accompany(self, floor, ticket, command.aside.as_ref())?;
            }
            alone::accompany(self, &event)?;
            changes.paper |= appointments::accompany(self, floor, &event, command)?;
            outbox::follow(self, floor, &event)?;
            changes.events.push(event);
        }
        let answer = self.answer(floor, command, &changes.events[first..])?;
        if let Some(request) = &command.request {
            let text = answer.to_text()?;
            let sql = self.transaction.sql();
            alone::settle(self, command, &text)?;
            requests::keep(sql, &command.actor.id, &request.key, &request.body_hash, &text, self.now)?;
        }
        Ok(Outcome::Done(answer))
    }

    /// Queues a copy of a ticket's slip, once for each request.
    fn copy(&self, floor: &Floor, copy: &Copy, changes: &mut Changes) -> Result<Outcome, StoreError> {
        let (sql, actor, request) = (self.transaction.sql(), &copy.actor.id, &copy.request);
        match requests::find(sql, actor, &request.key, &request.body_hash)? {
            Seen::Never => {}
            Seen::Same(answer) => return Answer::parse(&answer).map(Outcome::Done),
            Seen::OtherBody => return Ok(Outcome::KeyReused),
        }
        let copied = match issue::copy(self, floor, copy)? {
            Ok(copied) => Answer::Copied(copied),
            Err(refusal) => return Ok(Outcome::Refused(refusal)),
        };
        changes.paper = true;
        audit::write(sql, &copy.by, "slip copied", copy.ticket.as_str(), self.now)?;
        requests::keep(sql, actor, &request.key, &request.body_hash, &copied.to_text()?, self.now)?;
        Ok(Outcome::Done(copied))
    }

    fn answer(&self, floor: &Floor, command: &Command, events: &[Event]) -> Result<Answer, StoreError> {
        match Answer::after(floor, command, events, self.public_url, self.now) {
            Some(answer) => Ok(answer),
            None if alone::is_about(&command.order) => alone::answer(self, floor, command, events),
            None => appointments::answer(self, floor, command, events),
        }
    }

    fn envelope(&self, floor: &Floor, command: &Command, fact: Fact) -> Event {
        let day = if let Fact::DayOpened { date, .. } = &fact {
            Some(*date)
        } else {
            floor.day.map(|day| day.date)
        };
        Event {
            office: floor.office.clone(),
            seq: floor.seq + 1,
            day,
            at: self.now,
            by: command.actor.clone(),
            cause: command.request.as_ref().map(|request| request.key.clone()),
            fact,
        }
    }
}
