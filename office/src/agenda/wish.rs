//! Those who asked to be told of a free place, and those who stand in a draw.

use crate::id::{BookingId, PlanId, ServiceId, WishId};
use crate::moment::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Most people who wait for a place that is given back, in one office.
pub const WAITING_MAX: usize = 2_000;
/// Most people who stand in draws, in one office.
pub const DRAWING_MAX: usize = 20_000;

/// What somebody waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum WishFor {
    /// A place that is given back, up to a date.
    FreedPlace {
        /// The last date that suits.
        until: NaiveDate,
    },
    /// The draw before the places of a date are released.
    Draw {
        /// Of which plan.
        plan: PlanId,
        /// The date of the places.
        date: NaiveDate,
    },
}

/// Where a wish stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum WishState {
    /// There is no place yet.
    Waiting,
    /// A place is kept for it.
    Offered {
        /// Which reservation.
        booking: BookingId,
    },
    /// It led to an appointment.
    Met,
    /// It was given up, the offer lapsed, or nothing was left.
    Ended,
}

impl WishState {
    /// Whether nothing can come of it any more.
    pub fn is_final(&self) -> bool {
        match self {
            WishState::Waiting | WishState::Offered { .. } => false,
            WishState::Met | WishState::Ended => true,
        }
    }

    /// The stable name, as stored and sent.
    pub fn code(&self) -> &'static str {
        match self {
            WishState::Waiting => "waiting",
            WishState::Offered { .. } => "offered",
            WishState::Met => "met",
            WishState::Ended => "ended",
        }
    }
}

/// Somebody who waits for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Its identifier; it opens nothing.
    pub id: WishId,
    /// What for, in this order; never empty.
    pub services: Vec<ServiceId>,
    /// For how many people.
    pub people: u32,
    /// What is waited for.
    pub wished: WishFor,
    /// Where it stands.
    pub state: WishState,
    /// The sequence of the event that made it: who asked first is told first.
    pub seq: u64,
    /// When it was made.
    pub made_at: Moment,
}
