//! What became of the officer's last action.

use crate::registrar::inbox::NotTaken;
use crate::registrar::{Answer, Copied, Outcome};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::Language;
use office::refusal::Refusal;
use office::wire::Taken;
use screen::words;

/// What became of an action.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// A number was given.
    Given(Box<Taken>),
    /// Something happened to a ticket.
    Ticket {
        /// Its number.
        number: String,
        /// The action, as the texts name it.
        action: &'static str,
    },
    /// A copy of a slip goes to the printer.
    Copied(Copied),
    /// A sheet without a number goes to the printer.
    Printed,
    /// There is no printer, or not the one that was named.
    NoPrinter,
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
    pub fn of(action: &'static str, outcome: Result<Outcome, NotTaken>) -> Self {
        match outcome {
            Ok(Outcome::Done(Answer::Taken(taken))) => Said::Given(taken),
            Ok(Outcome::Done(Answer::Copied(copied))) => Said::Copied(copied),
            Ok(Outcome::Done(Answer::Ticket(ticket))) => Said::Ticket { number: ticket.number, action },
            Ok(
                Outcome::Done(
                    Answer::Called(_)
                    | Answer::Desk(_)
                    | Answer::Appointment(_)
                    | Answer::Wish { .. }
                    | Answer::Configuration { .. }
                    | Answer::Block(_)
                    | Answer::TakenIn { .. }
                    | Answer::Nobody,
                )
                | Outcome::Unchanged(_),
            ) => Said::Nothing,
            Ok(Outcome::Refused(refusal)) => Said::Refused(refusal),
            Ok(Outcome::KeyReused) => Said::Reused,
            Ok(Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_))
            | Err(NotTaken::Full | NotTaken::Ended) => Said::Busy,
        }
    }

    /// Whether nothing was done.
    pub fn is_no(&self) -> bool {
        !matches!(self, Said::Given(_) | Said::Ticket { .. } | Said::Copied(_) | Said::Printed)
    }

    /// The message in words; times are those of the office's `zone`.
    pub fn words(&self, language: Language, zone: Tz) -> String {
        let l = screen::texts(language);
        match self {
            Said::Given(taken) => {
                let number = taken.number.to_string();
                match taken.wait {
                    Some(wait) => {
                        let wait = words::wait(wait.low_min, wait.high_min, language);
                        fl!(l, "welcome-said-given-wait", number = number, wait = wait)
                    }
                    None => fl!(l, "welcome-said-given", number = number),
                }
            }
            Said::Ticket { number, action } => {
                fl!(l, "welcome-said-ticket", number = number.clone(), action = action.to_string())
            }
            Said::Copied(copied) => {
                fl!(l, "welcome-said-copied", number = copied.number.clone(), n = copied.copy)
            }
            Said::Printed => fl!(l, "welcome-said-printed"),
            Said::NoPrinter => fl!(l, "welcome-said-no-printer"),
            Said::Nothing => fl!(l, "desk-said-nothing"),
            Said::Refused(refusal) => screen::reasons::refusal(language, refusal, zone),
            Said::Reused => fl!(l, "desk-said-reused"),
            Said::Expired => fl!(l, "desk-said-expired"),
            Said::Busy => fl!(l, "desk-said-busy"),
            Said::Invalid => fl!(l, "desk-said-invalid"),
        }
    }
}
