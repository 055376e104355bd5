//! A route that somebody decided against: what triage had offered, and why a number was given all the same.

use crate::service::RouteKind;
use serde::{Deserialize, Serialize};

/// A number given although triage had offered another way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Against {
    /// What it had offered.
    pub offered: RouteKind,
    /// Why somebody decided otherwise.
    pub reason: AgainstReason,
}

/// Why the triage officer gave a number against the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgainstReason {
    /// The visitor cannot come back, or cannot do it from home.
    CannotReturn,
    /// It cannot wait for another day.
    Urgent,
    /// It is simpler than triage knows.
    Simple,
    /// Another body has sent the visitor here.
    SentHere,
    /// Anything else.
    Other,
}

impl AgainstReason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [AgainstReason; 5] = [
        AgainstReason::CannotReturn,
        AgainstReason::Urgent,
        AgainstReason::Simple,
        AgainstReason::SentHere,
        AgainstReason::Other,
    ];

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            AgainstReason::CannotReturn => "cannot_return",
            AgainstReason::Urgent => "urgent",
            AgainstReason::Simple => "simple",
            AgainstReason::SentHere => "sent_here",
            AgainstReason::Other => "other",
        }
    }
}
