//! A booking: a place in the agenda, from its reservation to its end.

use crate::configuration::Version;
use crate::id::{BookingId, DeskId, PlanId, ServiceId, TicketId, WishId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// Where a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingState {
    /// Kept for somebody who is filling in the form.
    Reserved,
    /// Settled: the visitor comes then.
    Booked,
    /// The visitor is here and has a ticket.
    CheckedIn,
    /// Given back by the visitor or the office.
    Cancelled,
    /// Another booking took its place.
    Moved,
    /// Nobody came.
    Missed,
    /// The reservation was not confirmed in time.
    Lapsed,
}

impl BookingState {
    /// Every state, in the order of the life of a booking.
    pub const ALL: [BookingState; 7] = [
        BookingState::Reserved,
        BookingState::Booked,
        BookingState::CheckedIn,
        BookingState::Cancelled,
        BookingState::Moved,
        BookingState::Missed,
        BookingState::Lapsed,
    ];

    /// Whether its place is given to nobody else.
    pub fn occupies(self) -> bool {
        match self {
            BookingState::Reserved | BookingState::Booked | BookingState::CheckedIn => true,
            BookingState::Cancelled | BookingState::Moved | BookingState::Missed | BookingState::Lapsed => {
                false
            }
        }
    }

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            BookingState::Reserved => "reserved",
            BookingState::Booked => "booked",
            BookingState::CheckedIn => "checked_in",
            BookingState::Cancelled => "cancelled",
            BookingState::Moved => "moved",
            BookingState::Missed => "missed",
            BookingState::Lapsed => "lapsed",
        }
    }

    /// The state with this name.
    pub fn from_code(code: &str) -> Option<BookingState> {
        BookingState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How somebody came to an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingChannel {
    /// At a totem.
    Totem,
    /// From the triage officer, in the hall.
    Welcome,
    /// From the triage officer, by phone.
    Phone,
    /// From a clerk, as the follow-up of today's matter.
    Desk,
    /// From home.
    Home,
    /// From another program.
    Api,
    /// Offered by the office to somebody who waited for a place.
    Offer,
}

impl BookingChannel {
    /// Every channel.
    pub const ALL: [BookingChannel; 7] = [
        BookingChannel::Totem,
        BookingChannel::Welcome,
        BookingChannel::Phone,
        BookingChannel::Desk,
        BookingChannel::Home,
        BookingChannel::Api,
        BookingChannel::Offer,
    ];

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            BookingChannel::Totem => "totem",
            BookingChannel::Welcome => "welcome",
            BookingChannel::Phone => "phone",
            BookingChannel::Desk => "desk",
            BookingChannel::Home => "home",
            BookingChannel::Api => "api",
            BookingChannel::Offer => "offer",
        }
    }

    /// The channel with this name.
    pub fn from_code(code: &str) -> Option<BookingChannel> {
        BookingChannel::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// A stretch of time in one lane of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// By which plan it is offered.
    pub plan: PlanId,
    /// At which desk.
    pub desk: DeskId,
    /// Which of the appointments side by side, from 0.
    pub lane: u32,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
}

impl Place {
    /// Whether two places share a moment of one lane of one desk.
    pub fn overlaps(&self, other: &Place) -> bool {
        self.desk == other.desk && self.lane == other.lane && self.start < other.end && other.start < self.end
    }
}

/// A place that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// Its identifier, for ever; it opens nothing.
    pub id: BookingId,
    /// Where it stands.
    pub state: BookingState,
    /// Which place.
    pub place: Place,
    /// What for, in this order; never empty.
    pub services: Vec<ServiceId>,
    /// For how many people.
    pub people: u32,
    /// How it was made.
    pub channel: BookingChannel,
    /// Until when a reservation is kept.
    pub until: Option<Moment>,
    /// Whether the reservation has been made longer once.
    pub extended: bool,
    /// When it was first reserved.
    pub made_at: Moment,
    /// The configuration under which it was made.
    pub configuration: Version,
    /// The first booking of a chain of moves; itself where it was never moved. Calendars know it by this.
    pub origin: BookingId,
    /// How often it has been moved: calendars take the highest.
    pub moves: u32,
    /// The booking that took its place, once moved.
    pub moved_to: Option<BookingId>,
    /// The ticket, once checked in.
    pub ticket: Option<TicketId>,
    /// The wish that it answers: an offer to somebody who waited for a place.
    pub wish: Option<WishId>,
}
