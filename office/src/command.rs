//! Commands: what somebody asks of the office.

use crate::configuration::Version;
use crate::event::{Against, Channel, MoveTo, Outcome, Quote, ReasonCode};
use crate::id::{DeskId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::Series;
use crate::ticket::Class;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An order to one office; whether it is carried out is for [`crate::decide::decide`] to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "order", rename_all = "snake_case")]
pub enum Order {
    /// Do what time has made due: open or close the day, end absences.
    Tick,
    /// Open a service day again that a wrong clock has closed too early: see
    /// [`crate::due::opens_again`].
    OpenAgain {
        /// The last count of each series on its date.
        given: BTreeMap<Series, u32>,
    },
    /// Put a stored configuration into force.
    AdoptConfiguration {
        /// Which one.
        version: Version,
    },
    /// Put a stored configuration into force when the next service day opens.
    PlanAdoption {
        /// Which one.
        version: Version,
    },
    /// Put no configuration into force when the next service day opens.
    DropAdoption,
    /// Give a visitor a number.
    IssueTicket {
        /// What for, first.
        service: ServiceId,
        /// What else in the same visit, in this order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        then: Vec<ServiceId>,
        /// In which class.
        class: Class,
        /// From where.
        channel: Channel,
        /// The wait that the visitor saw.
        quote: Option<Quote>,
        /// What triage had offered first, where somebody decided otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        against: Option<Against>,
    },
    /// Let a desk take visitors.
    OpenDesk {
        /// Which desk.
        desk: DeskId,
    },
    /// Let a desk rest.
    PauseDesk {
        /// Which desk.
        desk: DeskId,
        /// When the clerk expects to be back.
        back_at: Option<Moment>,
    },
    /// Let a resting desk go on.
    ResumeDesk {
        /// Which desk.
        desk: DeskId,
    },
    /// Let a desk take no more visitors.
    CloseDesk {
        /// Which desk.
        desk: DeskId,
    },
    /// Call whoever is next at a desk.
    CallNext {
        /// Which desk.
        desk: DeskId,
    },
    /// Call a chosen ticket.
    Call {
        /// Whose number.
        ticket: TicketId,
        /// To which desk.
        desk: DeskId,
        /// Why out of turn.
        reason: ReasonCode,
    },
    /// Announce a called number once more.
    Recall {
        /// Whose number.
        ticket: TicketId,
    },
    /// Take a call back, within ten seconds.
    Withdraw {
        /// Whose number.
        ticket: TicketId,
    },
    /// The visitor is at the desk.
    Start {
        /// Whose number.
        ticket: TicketId,
    },
    /// The service is done.
    Finish {
        /// Whose number.
        ticket: TicketId,
        /// What came of it.
        outcome: Outcome,
        /// The services in fact given, where they differ from the leg's.
        done: Vec<ServiceId>,
    },
    /// Nobody came.
    MarkAbsent {
        /// Whose number.
        ticket: TicketId,
    },
    /// The absent visitor is here after all.
    BringBack {
        /// Whose number.
        ticket: TicketId,
    },
    /// Put a service aside.
    Hold {
        /// Whose number.
        ticket: TicketId,
    },
    /// Go on with what was put aside.
    Resume {
        /// Whose number.
        ticket: TicketId,
        /// At which desk.
        desk: DeskId,
    },
    /// Pass a visitor on.
    Move {
        /// Whose number.
        ticket: TicketId,
        /// Where to.
        to: MoveTo,
    },
    /// Give up the place in the queue.
    Leave {
        /// Whose number.
        ticket: TicketId,
    },
}
