//! The words that facts are made of: who, from where, how, and what came of it.

use crate::id::{ActorId, DeskId, ServiceId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kind of whoever gave a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The bearer of a slip.
    Visitor,
    /// A totem, printer or display.
    Device,
    /// A person of the office.
    Staff,
    /// A program with an API key.
    Key,
    /// The passing of time.
    Clock,
}

impl ActorKind {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            ActorKind::Visitor => "visitor",
            ActorKind::Device => "device",
            ActorKind::Staff => "staff",
            ActorKind::Key => "key",
            ActorKind::Clock => "clock",
        }
    }
}

/// Who gave a command, by an opaque id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// What kind of actor.
    pub kind: ActorKind,
    /// Which one.
    pub id: ActorId,
}

/// Where a ticket was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By the visitor, at a totem.
    Totem,
    /// By the triage officer.
    Welcome,
    /// By a clerk at a desk.
    Desk,
    /// By another program.
    Api,
}

impl Channel {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Totem => "totem",
            Channel::Welcome => "welcome",
            Channel::Desk => "desk",
            Channel::Api => "api",
        }
    }
}

/// The wait that was shown when a ticket was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Lower end of the range shown, minutes, on the 5-minute grid.
    pub low_min: u32,
    /// Upper end of the range shown, minutes, on the 5-minute grid.
    pub high_min: u32,
    /// The 20 %, 50 % and 90 % levels behind the range, seconds.
    pub quantiles_s: [u32; 3],
}

/// How a ticket came to be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallRule {
    /// The office's rule of who is next.
    Rule,
    /// A clerk's choice, with the code of the reason.
    Manual(ReasonCode),
}

/// Why a clerk called a chosen visitor out of turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// The visitor was sent away for a paper and is back with it.
    Returned,
    /// The visitor is unwell or cannot wait.
    CannotWait,
    /// The desk has just the person for it.
    Expertise,
    /// A mistake is being put right.
    Correction,
    /// Anything else.
    Other,
}

impl ReasonCode {
    /// Every reason, in the order in which the desk offers them.
    pub const ALL: [ReasonCode; 5] = [
        ReasonCode::Returned,
        ReasonCode::CannotWait,
        ReasonCode::Expertise,
        ReasonCode::Correction,
        ReasonCode::Other,
    ];

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            ReasonCode::Returned => "returned",
            ReasonCode::CannotWait => "cannot_wait",
            ReasonCode::Expertise => "expertise",
            ReasonCode::Correction => "correction",
            ReasonCode::Other => "other",
        }
    }
}

/// What came of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done in this visit.
    #[default]
    Settled,
    /// To be gone on with another day.
    Continues,
    /// Belongs to another body.
    Referred,
    /// Could not be done, for example for want of a document.
    NotPossible,
}

impl Outcome {
    /// Every outcome, in the order in which the desk offers them.
    pub const ALL: [Outcome; 4] =
        [Outcome::Settled, Outcome::Continues, Outcome::Referred, Outcome::NotPossible];

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Settled => "settled",
            Outcome::Continues => "continues",
            Outcome::Referred => "referred",
            Outcome::NotPossible => "not_possible",
        }
    }
}

/// Who may call a leg.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Any desk with the skill.
    #[default]
    Skill,
    /// This desk and no other.
    Desk(DeskId),
    /// The triage officer; no desk is offered it by the rule.
    Welcome,
}

/// Written `skill`, `welcome` or `desk:ID`, as stored and sent.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Skill => f.write_str("skill"),
            Target::Desk(desk) => write!(f, "desk:{desk}"),
            Target::Welcome => f.write_str("welcome"),
        }
    }
}

/// Where a leg is moved to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveTo {
    /// To the queue of another service.
    Service(ServiceId),
    /// To one desk, with the same service.
    Desk(DeskId),
    /// Back to the triage officer.
    Welcome,
}

/// How a held leg went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumedTo {
    /// At the desk, at once.
    Serving,
    /// To the queue, at its old place.
    Waiting,
}
