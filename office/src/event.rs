//! What happened: the facts that are appended to the log and never changed.
//!
//! Names are pinned by the golden files in `office/tests/golden`: a new field is optional with a
//! default, a changed meaning is a new kind, and every file parses for ever. No personal data.

use crate::agenda::{BookingChannel, Place, WishFor};
use crate::configuration::Version;
use crate::id::{BookingId, DeskId, DeviceId, OfficeId, PlanId, RequestKey, ServiceId, TicketId, WishId};
use crate::moment::Moment;
use crate::number::{Number, Series};
use crate::ticket::Class;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

mod against;
mod words;

pub use against::{Against, AgainstReason};
pub use words::{Actor, ActorKind, CallRule, Channel, MoveTo, Outcome, Quote, ReasonCode, ResumedTo, Target};

/// What happened, with its own particulars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Fact {
    /// A service day began.
    DayOpened {
        /// The date it is named by.
        date: NaiveDate,
        /// When the doors open; waits are counted from here.
        opens: Moment,
        /// When the doors close.
        closes: Moment,
        /// When whoever still waits lapses.
        ends: Moment,
        /// The configuration in force.
        configuration: Version,
        /// The last count of each series where the date had been open before: numbers go on from
        /// there.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        given: BTreeMap<Series, u32>,
    },
    /// The service day ended.
    DayClosed {
        /// The date it is named by.
        date: NaiveDate,
    },
    /// A configuration came into force.
    ConfigurationAdopted {
        /// Its version.
        version: Version,
    },
    /// A configuration is to come into force when the next service day opens.
    AdoptionPlanned {
        /// Its version.
        version: Version,
    },
    /// It is not to come into force after all.
    AdoptionDropped {
        /// Its version.
        version: Version,
    },
    /// A totem may give these numbers while it is alone, and nobody else may.
    BlockGranted {
        /// Which totem.
        device: DeviceId,
        /// On which date.
        date: NaiveDate,
        /// Their series.
        series: Series,
        /// The count of the first.
        first: NonZeroU32,
        /// The count of the last.
        last: NonZeroU32,
    },
    /// A number that a totem had given while it was alone came in on another day than its own: nobody waits
    /// for it.
    NumberUnserved {
        /// Which totem.
        device: DeviceId,
        /// The date of the number.
        date: NaiveDate,
        /// The number.
        number: Number,
        /// What it was for, first.
        service: ServiceId,
        /// When it was given, by the totem's clock.
        taken_at: Moment,
    },
    /// A visitor got a number.
    TicketIssued {
        /// The new ticket.
        ticket: TicketId,
        /// Its number.
        number: Number,
        /// Its first service.
        service: ServiceId,
        /// Its place in the queue.
        joined_at: Moment,
        /// Where it was taken.
        channel: Channel,
        /// Its class; never the reason for it.
        class: Class,
        /// The wait shown to the visitor.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Quote>,
        /// What else is to be done in the same visit, in this order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        then: Vec<ServiceId>,
        /// What triage had offered first, where somebody decided otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        against: Option<Against>,
        /// The appointment that it was checked in for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booking: Option<BookingId>,
        /// The time of that appointment, where it is kept: absent for who came too late.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
    },
    /// A number was put on the board.
    LegCalled {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
        /// How often the leg has now been announced.
        nth: u32,
        /// By the rule, or by choice.
        by: CallRule,
        /// Urgency of the called ticket, thousandths.
        urgency_milli: u32,
        /// Urgency of the most urgent other ticket that the desk could have called, thousandths.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        runner_up_milli: Option<u32>,
    },
    /// It was announced once more.
    Recalled {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
        /// How often the leg has now been announced.
        nth: u32,
    },
    /// The call was taken back; the ticket waits at its old place.
    CallWithdrawn {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
    },
    /// The visitor is at the desk.
    LegStarted {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
    },
    /// The service is done.
    LegFinished {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
        /// What came of it.
        outcome: Outcome,
        /// The services that were in fact given, where they differ from the leg's.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        done: Vec<ServiceId>,
    },
    /// Nobody came.
    Absent {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
    },
    /// The absent visitor is here after all, and waits at the old place.
    BroughtBack {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
    },
    /// The service was put aside.
    LegHeld {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// Which desk.
        desk: DeskId,
    },
    /// What was put aside goes on.
    Resumed {
        /// Whose number.
        ticket: TicketId,
        /// Which leg of it.
        leg: u32,
        /// The desk that asked for it.
        desk: DeskId,
        /// At once, or from the queue.
        to: ResumedTo,
    },
    /// A leg has finished and the next service of the visit is its turn, with the old `joined_at`.
    LegAdded {
        /// Whose number.
        ticket: TicketId,
        /// The new leg.
        leg: u32,
        /// What is to be done.
        service: ServiceId,
        /// The desk that goes on with it at once; absent where the visitor waits for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<DeskId>,
    },
    /// The leg ended and the next one waits, with the old `joined_at`.
    LegMoved {
        /// Whose number.
        ticket: TicketId,
        /// The leg that ended.
        leg: u32,
        /// Where the visitor is sent.
        to: MoveTo,
    },
    /// The visitor gave up the place.
    TicketLeft {
        /// Whose number.
        ticket: TicketId,
    },
    /// The clock ended the visit.
    TicketLapsed {
        /// Whose number.
        ticket: TicketId,
    },
    /// A desk takes visitors.
    DeskOpened {
        /// Which desk.
        desk: DeskId,
    },
    /// A desk rests.
    DeskPaused {
        /// Which desk.
        desk: DeskId,
        /// When the clerk expects to be back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back_at: Option<Moment>,
    },
    /// A desk goes on.
    DeskResumed {
        /// Which desk.
        desk: DeskId,
    },
    /// A desk takes no more visitors.
    DeskClosed {
        /// Which desk.
        desk: DeskId,
    },
    /// A place in the agenda is kept for somebody.
    SlotReserved {
        /// The new booking.
        booking: BookingId,
        /// Which place.
        place: Place,
        /// What for.
        services: Vec<ServiceId>,
        /// For how many people.
        people: u32,
        /// How.
        channel: BookingChannel,
        /// Until when.
        until: Moment,
        /// The wish that it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wish: Option<WishId>,
    },
    /// It is kept longer.
    ReservationExtended {
        /// Which booking.
        booking: BookingId,
        /// Until when.
        until: Moment,
    },
    /// It was not confirmed in time; the place is free again.
    ReservationLapsed {
        /// Which booking.
        booking: BookingId,
    },
    /// The reservation became an appointment.
    Booked {
        /// Which booking.
        booking: BookingId,
    },
    /// The appointment went to another place; the old one is free again.
    BookingMoved {
        /// The booking that ended.
        booking: BookingId,
        /// The booking that took its place.
        to: BookingId,
        /// Where that is.
        place: Place,
    },
    /// The appointment, or the reservation, was given back; the place is free again.
    BookingCancelled {
        /// Which booking.
        booking: BookingId,
    },
    /// The visitor is here and has got a number.
    CheckedIn {
        /// Which booking.
        booking: BookingId,
        /// Which ticket.
        ticket: TicketId,
    },
    /// Nobody came.
    BookingMissed {
        /// Which booking.
        booking: BookingId,
        /// The minutes of it in which the desk served somebody else instead.
        saved_min: u32,
    },
    /// Somebody waits for a place.
    WishMade {
        /// The new wish.
        wish: WishId,
        /// What for.
        services: Vec<ServiceId>,
        /// For how many people.
        people: u32,
        /// What is waited for.
        wished: WishFor,
    },
    /// Nothing comes of it: given up, or nothing was left.
    WishDropped {
        /// Which wish.
        wish: WishId,
    },
    /// Those who had come before a release were put in random order.
    DrawHeld {
        /// Of which plan.
        plan: PlanId,
        /// The date of the places.
        date: NaiveDate,
        /// What decided the order: see [`crate::agenda::in_random_order`].
        seed: u64,
        /// Everybody who took part, first who was drawn first.
        order: Vec<WishId>,
    },
}

/// A fact in its envelope: one line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Whose log.
    pub office: OfficeId,
    /// Its place in the office's log: from 1, without a gap.
    pub seq: u64,
    /// The service day it belongs to; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// When it was decided.
    pub at: Moment,
    /// By whom.
    pub by: Actor,
    /// The caller's name for the request that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<RequestKey>,
    /// What happened.
    #[serde(flatten)]
    pub fact: Fact,
}

impl Fact {
    /// The ticket that the fact is about, if any.
    pub fn ticket(&self) -> Option<&TicketId> {
        match self {
            Fact::TicketIssued { ticket, .. }
            | Fact::LegCalled { ticket, .. }
            | Fact::Recalled { ticket, .. }
            | Fact::CallWithdrawn { ticket, .. }
            | Fact::LegStarted { ticket, .. }
            | Fact::LegFinished { ticket, .. }
            | Fact::Absent { ticket, .. }
            | Fact::BroughtBack { ticket, .. }
            | Fact::LegHeld { ticket, .. }
            | Fact::Resumed { ticket, .. }
            | Fact::LegAdded { ticket, .. }
            | Fact::LegMoved { ticket, .. }
            | Fact::TicketLeft { ticket }
            | Fact::TicketLapsed { ticket } => Some(ticket),
            Fact::DayOpened { .. }
            | Fact::DayClosed { .. }
            | Fact::ConfigurationAdopted { .. }
            | Fact::AdoptionPlanned { .. }
            | Fact::AdoptionDropped { .. }
            | Fact::BlockGranted { .. }
            | Fact::NumberUnserved { .. }
            | Fact::DeskOpened { .. }
            | Fact::DeskPaused { .. }
            | Fact::DeskResumed { .. }
            | Fact::DeskClosed { .. }
            | Fact::SlotReserved { .. }
            | Fact::ReservationExtended { .. }
            | Fact::ReservationLapsed { .. }
            | Fact::Booked { .. }
            | Fact::BookingMoved { .. }
            | Fact::BookingCancelled { .. }
            | Fact::CheckedIn { .. }
            | Fact::BookingMissed { .. }
            | Fact::WishMade { .. }
            | Fact::WishDropped { .. }
            | Fact::DrawHeld { .. } => None,
        }
    }

    /// The booking that the fact is about, if any; the old one of a move.
    pub fn booking(&self) -> Option<&BookingId> {
        match self {
            Fact::SlotReserved { booking, .. }
            | Fact::ReservationExtended { booking, .. }
            | Fact::ReservationLapsed { booking }
            | Fact::Booked { booking }
            | Fact::BookingMoved { booking, .. }
            | Fact::BookingCancelled { booking }
            | Fact::CheckedIn { booking, .. }
            | Fact::BookingMissed { booking, .. } => Some(booking),
            Fact::TicketIssued { booking, .. } => booking.as_ref(),
            Fact::DayOpened { .. }
            | Fact::DayClosed { .. }
            | Fact::ConfigurationAdopted { .. }
            | Fact::AdoptionPlanned { .. }
            | Fact::AdoptionDropped { .. }
            | Fact::BlockGranted { .. }
            | Fact::NumberUnserved { .. }
            | Fact::LegCalled { .. }
            | Fact::Recalled { .. }
            | Fact::CallWithdrawn { .. }
            | Fact::LegStarted { .. }
            | Fact::LegFinished { .. }
            | Fact::Absent { .. }
            | Fact::BroughtBack { .. }
            | Fact::LegHeld { .. }
            | Fact::Resumed { .. }
            | Fact::LegAdded { .. }
            | Fact::LegMoved { .. }
            | Fact::TicketLeft { .. }
            | Fact::TicketLapsed { .. }
            | Fact::DeskOpened { .. }
            | Fact::DeskPaused { .. }
            | Fact::DeskResumed { .. }
            | Fact::DeskClosed { .. }
            | Fact::WishMade { .. }
            | Fact::WishDropped { .. }
            | Fact::DrawHeld { .. } => None,
        }
    }
}
