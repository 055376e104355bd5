//! The floor: one office's open day, with its desks and tickets.

use crate::agenda::Agenda;
use crate::alone::Blocks;
use crate::configuration::{Configuration, Desk, Version};
use crate::event::Target;
use crate::hours::LEAD_MAX;
use crate::id::{DeskId, OfficeId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::Series;
use crate::ticket::{Leg, LegState, Ticket};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether a desk takes visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskState {
    /// It takes nobody.
    #[default]
    Closed,
    /// It takes visitors.
    Open,
    /// It rests.
    Paused,
}

impl DeskState {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            DeskState::Closed => "closed",
            DeskState::Open => "open",
            DeskState::Paused => "paused",
        }
    }
}

/// A desk on the floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskOnFloor {
    /// Whether it takes visitors.
    pub state: DeskState,
    /// The ticket that is called to it or served at it.
    pub ticket: Option<TicketId>,
    /// Since when it has been in this state.
    pub since: Moment,
    /// When it last became free: idle desks are compared by it.
    pub free_since: Moment,
    /// When a resting desk expects to go on.
    pub back_at: Option<Moment>,
}

/// The open service day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceDay {
    /// The date it is named by.
    pub date: NaiveDate,
    /// When the doors open.
    pub opens: Moment,
    /// When the doors close.
    pub closes: Moment,
    /// When whoever still waits lapses.
    pub ends: Moment,
}

impl ServiceDay {
    /// Whether it begins so far ahead of `now` that a wrong clock must have opened it.
    pub fn lies_ahead(&self, now: Moment) -> bool {
        now < self.opens.minus(LEAD_MAX)
    }
}

/// What has become of the appointments of a service day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Visitors who came in time.
    pub kept: u32,
    /// Visitors who came too late and got an ordinary number.
    pub late: u32,
    /// Appointments to which nobody came in time.
    pub missed: u32,
    /// The minutes of those in which the desk had somebody else.
    pub saved_min: u32,
}

/// One office's open day. Built only by folding events with [`crate::evolve::evolve`].
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    /// Whose floor.
    pub office: OfficeId,
    /// The sequence of the last event folded in; 0 before the first.
    pub seq: u64,
    /// The configurations that events may name, by version.
    pub configurations: BTreeMap<Version, Arc<Configuration>>,
    /// The configuration in force, from the first adoption.
    pub configuration: Option<(Version, Arc<Configuration>)>,
    /// The configuration that comes into force when the next service day opens, if another one is to.
    pub planned: Option<Version>,
    /// The open service day.
    pub day: Option<ServiceDay>,
    /// Dates that a service day has been named by: none is opened twice.
    pub dates: BTreeSet<NaiveDate>,
    /// Every desk that has been opened today.
    pub desks: BTreeMap<DeskId, DeskOnFloor>,
    /// Every ticket of the day.
    pub tickets: BTreeMap<TicketId, Ticket>,
    /// The last count of each series.
    pub counts: BTreeMap<Series, u32>,
    /// Waiting tickets by the sequence of their issue.
    pub waiting: BTreeMap<u64, TicketId>,
    /// How many wait for each service, by who may call them; none of the counts is zero.
    pub waiting_counts: BTreeMap<(ServiceId, Target), u32>,
    /// Tickets on the board.
    pub called: BTreeSet<TicketId>,
    /// Absent tickets, which the clock ends.
    pub absent: BTreeSet<TicketId>,
    /// The latest `joined_at`: the next one is never earlier, whatever the clock does.
    pub last_joined_at: Option<Moment>,
    /// Who comes when, today and later.
    pub agenda: Agenda,
    /// What has become of today's appointments.
    pub tally: Tally,
    /// Numbers that totems may give while they are alone, today and on other dates.
    pub blocks: Blocks,
}

impl Floor {
    /// An office of which nothing has been told yet.
    pub fn new(office: OfficeId, configurations: BTreeMap<Version, Arc<Configuration>>) -> Self {
        Self {
            office,
            seq: 0,
            configurations,
            configuration: None,
            planned: None,
            day: None,
            dates: BTreeSet::new(),
            desks: BTreeMap::new(),
            tickets: BTreeMap::new(),
            counts: BTreeMap::new(),
            waiting: BTreeMap::new(),
            waiting_counts: BTreeMap::new(),
            called: BTreeSet::new(),
            absent: BTreeSet::new(),
            last_joined_at: None,
            agenda: Agenda::default(),
            tally: Tally::default(),
            blocks: Blocks::default(),
        }
    }

    /// The configuration in force.
    pub fn rules(&self) -> Option<&Configuration> {
        self.configuration.as_ref().map(|(_, document)| document.as_ref())
    }

    /// The configuration under which the next service day opens: the planned one, else that in force.
    pub fn coming(&self) -> Option<(Version, &Configuration)> {
        let planned = self.planned.and_then(|version| Some((version, self.configurations.get(&version)?)));
        let in_force = || self.configuration.as_ref().map(|(version, document)| (*version, document));
        planned.or_else(in_force).map(|(version, document)| (version, document.as_ref()))
    }

    /// The state of a desk; closed where it has not been opened today.
    pub fn desk_state(&self, desk: &DeskId) -> DeskState {
        self.desks.get(desk).map_or(DeskState::Closed, |on_floor| on_floor.state)
    }

    /// The ticket that is called to a desk or served at it.
    pub fn ticket_at(&self, desk: &DeskId) -> Option<&Ticket> {
        self.tickets.get(self.desks.get(desk)?.ticket.as_ref()?)
    }

    /// Waiting tickets in the order of their issue.
    pub fn waiting_tickets(&self) -> impl Iterator<Item = &Ticket> {
        self.waiting.values().filter_map(|id| self.tickets.get(id))
    }

    /// Whether a desk may call the ticket by the rule of who is next.
    pub fn can_serve(&self, desk: &DeskId, ticket: &Ticket) -> bool {
        let leg = ticket.leg();
        let plan = self.rules().and_then(|rules| rules.desk(desk));
        plan.is_some_and(|plan| may_call(plan, &leg.service, &leg.target))
    }

    /// How many wait for this service, wherever they were sent.
    pub fn waiting_for(&self, service: &ServiceId) -> u32 {
        self.waiting_counts.iter().filter(|((other, _), _)| other == service).map(|(_, count)| count).sum()
    }

    /// How many would be ahead of a ticket issued now for this service: see [`Floor::ahead_of`].
    pub fn waiting_near(&self, service: &ServiceId) -> u32 {
        let desks = self.desks_for(service, &Target::Skill);
        self.waiting_counts
            .iter()
            .filter(|((other, target), _)| desks.iter().any(|desk| may_call(desk, other, target)))
            .map(|(_, count)| count)
            .sum()
    }

    /// How many wait ahead of this ticket: those who came before it whom a desk that may call it may
    /// call too. The last one issued has [`Floor::waiting_near`] less itself ahead. Ahead of an appointment
    /// are those with an earlier one: nobody else can be counted on to be called before its time.
    pub fn ahead_of(&self, ticket: &Ticket) -> u32 {
        let leg = ticket.leg();
        let desks = self.desks_for(&leg.service, &leg.target);
        let shares_desk =
            |other: &Leg| desks.iter().any(|desk| may_call(desk, &other.service, &other.target));
        let is_ahead = |other: &&Ticket| match ticket.due {
            Some(due) => other.due.is_some_and(|other_due| (other_due, other.seq) < (due, ticket.seq)),
            None => (other.joined_at, other.seq) < (ticket.joined_at, ticket.seq),
        };
        let ahead = self.waiting_tickets().filter(is_ahead).filter(|other| shares_desk(other.leg()));
        ahead.count() as u32
    }

    fn desks_for(&self, service: &ServiceId, target: &Target) -> Vec<&Desk> {
        let desks = self.rules().map_or(&[][..], |rules| rules.desks.as_slice());
        desks.iter().filter(|desk| may_call(desk, service, target)).collect()
    }

    /// Tickets of the day in this state, in the order of their issue.
    pub fn in_state(&self, state: LegState) -> Vec<&Ticket> {
        let mut found: Vec<&Ticket> =
            self.tickets.values().filter(|ticket| ticket.state() == state).collect();
        found.sort_by_key(|ticket| ticket.seq);
        found
    }
}

/// Whether a desk may call a leg for this service and target.
fn may_call(desk: &Desk, service: &ServiceId, target: &Target) -> bool {
    match target {
        Target::Skill => desk.skills.contains(service),
        Target::Desk(only) => *only == desk.id,
        Target::Welcome => false,
    }
}
