//! Changes of an office's configuration: a document is stored and put into force, or planned, in one
//! transaction; where the office says no, nothing is stored.

use super::{Answer, Case, Changes, Command, Outcome, Registrar, Request, resident};
use crate::store::audit::{self, By};
use crate::store::configurations::{self, Stored};
use crate::store::{Batch, StoreError, read};
use office::command::Order;
use office::configuration::{Configuration, Version};
use office::decide::{Decision, decide, obstacles, obstacles_later};
use office::event::{Actor, Event, Fact};
use office::floor::Floor;
use office::id::{DeskId, OfficeId};
use office::moment::Moment;
use office::refusal::Refusal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest note that goes with a document, characters.
pub const NOTE_LEN_MAX: usize = 200;

/// A change of an office's configuration, parsed and authorised.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuring {
    /// Of which office.
    pub office: OfficeId,
    /// By whom, for the log.
    pub actor: Actor,
    /// By whom, for the audit.
    pub by: By,
    /// Under which name, if any.
    pub request: Option<Request>,
    /// What is to be done.
    pub what: Reform,
}

/// What is to be done with an office's configuration.
#[derive(Debug, Clone, PartialEq)]
pub enum Reform {
    /// Store a document without mistakes and put it into force.
    Adopt {
        /// The document.
        document: Arc<Configuration>,
        /// Why, in the words of whoever wants it.
        note: String,
        /// The version in force that it was compared with, if it was.
        base: Option<Version>,
        /// When it comes into force.
        when: When,
    },
    /// Put nothing into force at the next opening.
    DropPlan,
}

/// When a configuration comes into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At once.
    Now,
    /// When the next service day opens.
    NextOpening,
}

/// Whether a text can go with a document: one line, not too long.
pub fn is_note(text: &str) -> bool {
    text.chars().count() <= NOTE_LEN_MAX && !text.chars().any(char::is_control)
}

/// Carries a change out in a transaction.
pub(super) fn carry_out(
    transaction: &Batch<'_>,
    floors: &mut BTreeMap<OfficeId, Floor>,
    work: &Configuring,
    (public_url, now): (&str, Moment),
    changes: &mut Changes,
) -> Result<Outcome, StoreError> {
    let taken_elsewhere = match &work.what {
        Reform::Adopt { document, .. } => desk_elsewhere(transaction, floors, &work.office, document)?,
        Reform::DropPlan => None,
    };
    let floor = resident(transaction, floors, &work.office)?;
    let case = Case { transaction, public_url, now, by: Some(&work.by) };
    let order = Order::DropAdoption;
    let (office, actor, request) = (work.office.clone(), work.actor.clone(), work.request.clone());
    let mut command = Command { office, actor, request, order, aside: None, party: None };
    if let Some(seen) = case.seen(&command)? {
        return Ok(seen);
    }
    let Reform::Adopt { document, note, base, when } = &work.what else {
        return case.carry_out(floor, &command, changes);
    };
    if let Some(refusal) = taken_elsewhere.or_else(|| moved_on(floor, *base)) {
        return Ok(Outcome::Refused(refusal));
    }
    if let Some(version) = stands_already(floor, document, *when) {
        return Ok(Outcome::Unchanged(Answer::Configuration { version }));
    }
    let version = configurations::next_version(transaction.sql(), &work.office)?;
    command.order = match when {
        When::Now => Order::AdoptConfiguration { version },
        When::NextOpening => Order::PlanAdoption { version },
    };
    floor.configurations.insert(version, document.clone());
    match decide(floor, &command.order, now) {
        Decision::Refused(refusal) => {
            floor.configurations.remove(&version);
            Ok(Outcome::Refused(refusal))
        }
        Decision::NothingToDo => Ok(Outcome::Unchanged(Answer::Configuration { version })),
        Decision::Accepted(facts) => {
            let stored = Stored { by: &work.by.actor, note, at: now };
            configurations::add(transaction.sql(), version, document, &stored)?;
            case.accept(floor, &command, facts, changes)
        }
    }
}

/// Everything for which a document cannot come into force at an office at that time; `desks_elsewhere` are
/// the desks of other offices.
pub fn objections(
    floor: &Floor,
    document: &Configuration,
    when: When,
    desks_elsewhere: impl Fn(&DeskId) -> bool,
) -> Vec<Refusal> {
    let taken = document.desks.iter().filter(|desk| desks_elsewhere(&desk.id));
    let mut found: Vec<Refusal> =
        taken.map(|desk| Refusal::DeskElsewhere { desk: desk.id.clone() }).collect();
    match when {
        When::Now => found.extend(obstacles(floor, document)),
        When::NextOpening => found.extend(obstacles_later(floor, document)),
    }
    found
}

/// The version that the office has already where nothing would change.
pub fn stands_already(floor: &Floor, document: &Configuration, when: When) -> Option<Version> {
    let in_force = || floor.configuration.as_ref().map(|(version, document)| (*version, document.as_ref()));
    let standing = match when {
        When::Now => in_force(),
        When::NextOpening => floor.coming(),
    };
    standing.filter(|(_, standing)| *standing == document).map(|(version, _)| version)
}

/// Whether another version than the one compared with has come into force.
fn moved_on(floor: &Floor, base: Option<Version>) -> Option<Refusal> {
    let (in_force, _) = floor.configuration.as_ref()?;
    base.filter(|base| base != in_force).map(|_| Refusal::ConfigurationMovedOn { version: in_force.0 })
}

/// A desk's id is unique on a server: the first of a document that another office has, or had.
fn desk_elsewhere(
    transaction: &Batch<'_>,
    floors: &mut BTreeMap<OfficeId, Floor>,
    office: &OfficeId,
    document: &Configuration,
) -> Result<Option<Refusal>, StoreError> {
    for other in read::offices(transaction.sql())?.iter().filter(|other| *other != office) {
        let floor = resident(transaction, floors, other)?;
        let taken = document.desks.iter().find(|desk| has_desk(floor, &desk.id));
        if let Some(desk) = taken {
            return Ok(Some(Refusal::DeskElsewhere { desk: desk.id.clone() }));
        }
    }
    Ok(None)
}

/// Whether a desk is one of an office, by any document that it still knows.
pub fn has_desk(floor: &Floor, desk: &DeskId) -> bool {
    floor.desks.contains_key(desk)
        || floor.configurations.values().any(|document| document.desk(desk).is_some())
}

/// Changes of the configuration stand in the audit as well, which admins read.
pub(super) fn audit_event(case: &Case<'_>, event: &Event) -> Result<(), StoreError> {
    let (action, version) = if let Fact::ConfigurationAdopted { version } = &event.fact {
        ("configuration adopted", version)
    } else if let Fact::AdoptionPlanned { version } = &event.fact {
        ("configuration planned", version)
    } else if let Fact::AdoptionDropped { version } = &event.fact {
        ("configuration plan dropped", version)
    } else {
        return Ok(());
    };
    let by = case.by.cloned().unwrap_or_else(|| By::actor(&event.by, &event.office));
    audit::write(case.transaction.sql(), &by, action, &format!("version {}", version.0), case.now)
}

impl Registrar {
    /// Hands the documents that these events and later ones may name to the hub. With a new day those of
    /// the days before it are let go.
    pub(super) fn tell_documents(&mut self, events: &[Event]) {
        for event in events {
            let is_about_documents = matches!(
                &event.fact,
                Fact::ConfigurationAdopted { .. } | Fact::AdoptionPlanned { .. } | Fact::DayOpened { .. }
            );
            let Some(floor) = self.resident.get_mut(&event.office).filter(|_| is_about_documents) else {
                continue;
            };
            if let (Fact::DayOpened { configuration, .. }, None) = (&event.fact, floor.planned) {
                floor.configurations.retain(|version, _| version >= configuration);
            }
            self.hub.know(&event.office, &floor.configurations);
        }
    }
}
