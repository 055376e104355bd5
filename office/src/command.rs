//! Commands: what somebody asks of the office.

use crate::agenda::{BookingChannel, Reach, Wanted, WishFor};
use crate::configuration::Version;
use crate::event::{Against, Channel, MoveTo, Outcome, Quote, ReasonCode};
use crate::id::{BookingId, DeskId, DeviceId, PlanId, ServiceId, TicketId, WishId};
use crate::moment::Moment;
use crate::number::{Number, Series};
use crate::ticket::Class;
use chrono::NaiveDate;
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
    /// Let a totem give numbers of a date while it is alone.
    GrantBlock {
        /// Which totem.
        device: DeviceId,
        /// Which date.
        date: NaiveDate,
    },
    /// Take in a number that a totem has given while it was alone.
    TakeIn {
        /// Which, and how.
        given: Box<GivenAlone>,
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
    /// Keep a place in the agenda.
    Reserve {
        /// Which, and how.
        #[serde(flatten)]
        place: PlaceAsked,
    },
    /// Keep it longer, once.
    ExtendReservation {
        /// Which booking.
        booking: BookingId,
    },
    /// Make an appointment of a reservation.
    Book {
        /// Which booking.
        booking: BookingId,
    },
    /// Make an appointment without a reservation before it.
    BookAt {
        /// Which place, and how.
        #[serde(flatten)]
        place: PlaceAsked,
    },
    /// Take an appointment to another place; where that is taken, the old one stays.
    MoveBooking {
        /// Which booking.
        booking: BookingId,
        /// When instead.
        start: Moment,
        /// At which desk; any where absent.
        desk: Option<DeskId>,
        /// Who asks.
        reach: Reach,
    },
    /// Give an appointment or a reservation back.
    CancelBooking {
        /// Which booking.
        booking: BookingId,
    },
    /// Give the visitor of an appointment a number.
    CheckIn {
        /// Which booking.
        booking: BookingId,
        /// From where.
        channel: Channel,
        /// The wait that the visitor saw.
        quote: Option<Quote>,
    },
    /// Wait for a place.
    Wish {
        /// What for.
        wanted: Wanted,
        /// What is waited for.
        wished: WishFor,
    },
    /// Wait no longer.
    DropWish {
        /// Which wish.
        wish: WishId,
    },
    /// Put those who have joined a draw in random order and keep places for them.
    HoldDraw {
        /// Of which plan.
        plan: PlanId,
        /// The date of the places.
        date: NaiveDate,
        /// Random bits.
        seed: u64,
    },
}

/// A number that a totem has given while it was alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAlone {
    /// Which totem.
    pub device: DeviceId,
    /// The date of the block.
    pub date: NaiveDate,
    /// The number.
    pub number: Number,
    /// When it was given, by the totem's clock.
    pub taken_at: Moment,
    /// When the totem was linked last for certain: nobody was given a number before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked_at: Option<Moment>,
    /// What for, first.
    pub service: ServiceId,
    /// What else in the same visit, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<ServiceId>,
    /// In which class.
    pub class: Class,
    /// The number that the office had given for the same visit, where nobody ever saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<TicketId>,
}

/// A place in the agenda that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceAsked {
    /// What for.
    #[serde(flatten)]
    pub wanted: Wanted,
    /// When.
    pub start: Moment,
    /// At which desk; any where absent.
    pub desk: Option<DeskId>,
    /// How.
    pub channel: BookingChannel,
    /// Who asks.
    pub reach: Reach,
}
