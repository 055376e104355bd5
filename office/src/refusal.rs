//! Why the office says no: typed reasons with stable codes, which the edge puts into words.

use crate::agenda::BookingState;
use crate::id::{DeskId, NeedId, OfficeId, QuestionId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::Number;
use crate::ticket::{LegState, Step};
use serde::{Deserialize, Serialize};

/// A reason for which a command is not carried out; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// No such service in this office.
    UnknownService {
        /// The id that was asked for.
        service: ServiceId,
    },
    /// No such desk in this office.
    UnknownDesk {
        /// The id that was asked for.
        desk: DeskId,
    },
    /// No such ticket today.
    UnknownTicket {
        /// The id that was asked for.
        ticket: TicketId,
    },
    /// The slip is not one of today's.
    UnknownSlip,
    /// Numbers cannot be taken now.
    OfficeClosed {
        /// When they can be taken again, where that is known.
        reopens: Option<Moment>,
    },
    /// The series has no number left.
    SeriesExhausted,
    /// The desk does not take visitors now.
    DeskNotOpen {
        /// Which desk.
        desk: DeskId,
    },
    /// The desk has a visitor.
    DeskBusy {
        /// Which desk.
        desk: DeskId,
        /// The number that it has.
        number: Number,
    },
    /// The desk has not the skill, or the visitor was sent elsewhere.
    DeskCannotServe {
        /// Which desk.
        desk: DeskId,
        /// The service of the leg.
        service: ServiceId,
    },
    /// No desk of this office takes the service.
    NobodyServes {
        /// Which service.
        service: ServiceId,
    },
    /// The step does not follow from where the ticket stands.
    IllegalStep {
        /// Whose number.
        number: Number,
        /// Where it stands.
        state: LegState,
        /// What was asked for.
        step: Step,
    },
    /// The ten seconds in which a call can be withdrawn are over.
    TooLateToWithdraw {
        /// The limit, seconds.
        limit_s: u32,
    },
    /// The move would leave the ticket where it is.
    MoveToSamePlace,
    /// No such configuration is stored.
    UnknownConfiguration {
        /// The version that was asked for.
        version: u32,
    },
    /// One visit is for more services than one may be.
    TooManyLegs {
        /// How many it may be for.
        max: u32,
    },
    /// Somebody still has a number for a service that the configuration leaves to no desk.
    ServiceInUse {
        /// Which service.
        service: ServiceId,
        /// The first of those numbers.
        number: Number,
    },
    /// Somebody has an appointment for a service that the configuration leaves to no desk.
    ServiceBooked {
        /// Which service.
        service: ServiceId,
        /// When the first of those appointments is.
        start: Moment,
    },
    /// Somebody still sits at a desk, or is bound for it, that the configuration does without.
    DeskInUse {
        /// Which desk.
        desk: DeskId,
    },
    /// A desk of the configuration bears the id of a desk of another office.
    DeskElsewhere {
        /// Which desk.
        desk: DeskId,
    },
    /// The configuration is that of another office.
    OtherOffice {
        /// Of which one.
        office: OfficeId,
    },
    /// Another configuration has come into force since the caller looked.
    ConfigurationMovedOn {
        /// The one in force.
        version: u32,
    },
    /// No such need in this office.
    UnknownNeed {
        /// The id that was asked for.
        need: NeedId,
    },
    /// A question that is not asked here, or an answer that it does not have.
    UnknownAnswer {
        /// The question.
        question: QuestionId,
    },
    /// The catalogue leads nowhere from here: it has a mistake.
    LeadsNowhere,
    /// Appointments for the service are not booked here.
    NotBookable {
        /// Which service.
        service: ServiceId,
    },
    /// An appointment for no service.
    NothingToBook,
    /// An appointment for nobody, or for more people than one may be.
    TooManyPeople {
        /// How many it may be for.
        max: u32,
    },
    /// No appointment begins then, or not any more, or not yet.
    NoSuchPlace,
    /// Somebody else has the place.
    PlaceTaken,
    /// The reservation has lapsed: the place is no longer kept.
    ReservationOver,
    /// A reservation can be made longer once only.
    ExtendedBefore,
    /// No such appointment, or the name does not go with it: both look the same.
    UnknownBooking,
    /// The step does not follow from where the appointment stands.
    BookingStep {
        /// Where it stands.
        state: BookingState,
    },
    /// It is too early to check in.
    TooEarly {
        /// From when it can be done.
        from: Moment,
        /// When the appointment is.
        start: Moment,
    },
    /// The appointment is on another day.
    OtherDay {
        /// When it is.
        start: Moment,
    },
    /// The appointment is in another office.
    AppointmentElsewhere {
        /// In which one.
        office: OfficeId,
        /// When it is.
        start: Moment,
    },
    /// No such entry of the waiting list or of a draw.
    UnknownWish,
    /// As many people wait for a place as can.
    TooManyWait,
    /// The draw cannot be joined now.
    DrawClosed {
        /// From when it can be joined, where it is still to come.
        from: Option<Moment>,
    },
}

impl Refusal {
    /// The stable code, as in the JSON of the API.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::UnknownService { .. } => "unknown_service",
            Refusal::UnknownDesk { .. } => "unknown_desk",
            Refusal::UnknownTicket { .. } => "unknown_ticket",
            Refusal::UnknownSlip => "unknown_slip",
            Refusal::OfficeClosed { .. } => "office_closed",
            Refusal::SeriesExhausted => "series_exhausted",
            Refusal::DeskNotOpen { .. } => "desk_not_open",
            Refusal::DeskBusy { .. } => "desk_busy",
            Refusal::DeskCannotServe { .. } => "desk_cannot_serve",
            Refusal::NobodyServes { .. } => "nobody_serves",
            Refusal::IllegalStep { .. } => "illegal_step",
            Refusal::TooLateToWithdraw { .. } => "too_late_to_withdraw",
            Refusal::MoveToSamePlace => "move_to_same_place",
            Refusal::UnknownConfiguration { .. } => "unknown_configuration",
            Refusal::TooManyLegs { .. } => "too_many_legs",
            Refusal::ServiceInUse { .. } => "service_in_use",
            Refusal::ServiceBooked { .. } => "service_booked",
            Refusal::DeskInUse { .. } => "desk_in_use",
            Refusal::DeskElsewhere { .. } => "desk_elsewhere",
            Refusal::OtherOffice { .. } => "other_office",
            Refusal::ConfigurationMovedOn { .. } => "configuration_moved_on",
            Refusal::UnknownNeed { .. } => "unknown_need",
            Refusal::UnknownAnswer { .. } => "unknown_answer",
            Refusal::LeadsNowhere => "leads_nowhere",
            Refusal::NotBookable { .. } => "not_bookable",
            Refusal::NothingToBook => "nothing_to_book",
            Refusal::TooManyPeople { .. } => "too_many_people",
            Refusal::NoSuchPlace => "no_such_place",
            Refusal::PlaceTaken => "place_taken",
            Refusal::ReservationOver => "reservation_over",
            Refusal::ExtendedBefore => "extended_before",
            Refusal::UnknownBooking => "unknown_booking",
            Refusal::BookingStep { .. } => "booking_step",
            Refusal::TooEarly { .. } => "too_early",
            Refusal::OtherDay { .. } => "other_day",
            Refusal::AppointmentElsewhere { .. } => "appointment_elsewhere",
            Refusal::UnknownWish => "unknown_wish",
            Refusal::TooManyWait => "too_many_wait",
            Refusal::DrawClosed { .. } => "draw_closed",
        }
    }
}
