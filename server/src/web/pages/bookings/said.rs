//! What became of the last action about an appointment.

use crate::agenda::Unfit;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Answer, Outcome};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::agenda::BookingState;
use office::language::Language;
use office::refusal::Refusal;
use office::wire::{Appointment, Taken};
use screen::words;

/// What became of an action.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// The appointment is made, or moved.
    Booked(Box<Appointment>),
    /// It was given back.
    Cancelled,
    /// The visitor has a number.
    Given(Box<Taken>),
    /// Somebody waits for a place, with this code.
    Waits(Option<String>),
    /// The slip goes to the printer.
    Printed,
    /// There is no printer, or not the one that was named.
    NoPrinter,
    /// There is no such appointment here.
    Unknown,
    /// Who is not here has to be named, with a way to be reached.
    NeedsName,
    /// A field about the person cannot be kept.
    Unfit(Unfit),
    /// Things were so already.
    Nothing,
    /// The office says no.
    Refused(Refusal),
    /// The form was used before for something else.
    Reused,
    /// The form is not one of this server and caller.
    Expired,
    /// The server cannot do it now.
    Busy,
    /// A field is missing, unknown or without sense.
    Invalid,
}

impl Said {
    /// What to say about the outcome of an action.
    pub fn of(outcome: Result<Outcome, NotTaken>) -> Self {
        match outcome {
            Ok(Outcome::Done(answer) | Outcome::Unchanged(answer)) => match answer {
                Answer::Appointment(appointment) => match appointment.state {
                    BookingState::Booked | BookingState::Reserved => Said::Booked(appointment),
                    BookingState::Cancelled | BookingState::Lapsed => Said::Cancelled,
                    BookingState::CheckedIn | BookingState::Moved | BookingState::Missed => Said::Nothing,
                },
                Answer::Taken(taken) => Said::Given(taken),
                Answer::Wish { secrets, .. } => Said::Waits(secrets.map(|secrets| secrets.code.to_string())),
                Answer::Called(_)
                | Answer::Desk(_)
                | Answer::Ticket(_)
                | Answer::Block(_)
                | Answer::TakenIn { .. }
                | Answer::Copied(_)
                | Answer::Configuration { .. }
                | Answer::Nobody => Said::Nothing,
            },
            Ok(Outcome::Refused(refusal)) => Said::Refused(refusal),
            Ok(Outcome::KeyReused) => Said::Reused,
            Ok(Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_))
            | Err(NotTaken::Full | NotTaken::Ended) => Said::Busy,
        }
    }

    /// Whether nothing was done.
    pub fn is_no(&self) -> bool {
        match self {
            Said::Booked(_) | Said::Cancelled | Said::Given(_) | Said::Waits(_) | Said::Printed => false,
            Said::NoPrinter
            | Said::Unknown
            | Said::NeedsName
            | Said::Unfit(_)
            | Said::Nothing
            | Said::Refused(_)
            | Said::Reused
            | Said::Expired
            | Said::Busy
            | Said::Invalid => true,
        }
    }

    /// What is to be read aloud: a code, or a number.
    pub fn code(&self) -> Option<String> {
        match self {
            Said::Booked(appointment) => Some(appointment.code.to_string()),
            Said::Given(taken) => Some(taken.number.to_string()),
            Said::Waits(code) => code.clone(),
            Said::Cancelled
            | Said::Printed
            | Said::NoPrinter
            | Said::Unknown
            | Said::NeedsName
            | Said::Unfit(_)
            | Said::Nothing
            | Said::Refused(_)
            | Said::Reused
            | Said::Expired
            | Said::Busy
            | Said::Invalid => None,
        }
    }

    /// The message in words; times are those of the office's `zone`.
    pub fn words(&self, language: Language, zone: Tz) -> String {
        let l = screen::texts(language);
        match self {
            Said::Booked(appointment) => fl!(
                l,
                "bookings-said-booked",
                date = words::date_long(appointment.start, zone, language),
                time = words::clock(appointment.start, zone),
                desk = appointment.desk_number
            ),
            Said::Cancelled => fl!(l, "bookings-said-cancelled"),
            Said::Given(taken) if taken.late => {
                fl!(l, "bookings-said-late", number = taken.number.to_string())
            }
            Said::Given(taken) => fl!(l, "welcome-said-given", number = taken.number.to_string()),
            Said::Waits(_) => fl!(l, "bookings-said-waits"),
            Said::Printed => fl!(l, "welcome-said-printed"),
            Said::NoPrinter => fl!(l, "welcome-said-no-printer"),
            Said::Unknown => fl!(l, "bookings-said-unknown"),
            Said::NeedsName => fl!(l, "bookings-said-needs-name"),
            Said::Unfit(field) => fl!(l, "bookings-said-unfit", field = field.to_string()),
            Said::Nothing => fl!(l, "desk-said-nothing"),
            Said::Refused(refusal) => screen::reasons::refusal(language, refusal, zone),
            Said::Reused => fl!(l, "desk-said-reused"),
            Said::Expired => fl!(l, "desk-said-expired"),
            Said::Busy => fl!(l, "desk-said-busy"),
            Said::Invalid => fl!(l, "desk-said-invalid"),
        }
    }
}
