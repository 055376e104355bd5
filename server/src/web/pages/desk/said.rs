//! What became of the last action, kept from the answer of a form to the page that follows it.

use crate::registrar::inbox::NotTaken;
use crate::registrar::{Answer, Outcome};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::command::Order;
use office::language::Language;
use office::refusal::Refusal;
use office::ticket::LegState;

/// The state of a leg that is over.
const FINISHED: LegState = LegState::Finished;

/// What became of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Something happened to a ticket.
    Ticket {
        /// Its number.
        number: String,
        /// The action, as the texts name it.
        action: &'static str,
    },
    /// A service is done, and the visit goes on with the next.
    Next {
        /// The number.
        number: String,
        /// The next service: its id, or its name once that is known.
        service: String,
        /// Whether the visitor waits for it, at another desk.
        waits: bool,
    },
    /// The desk is now in this state.
    Desk {
        /// The stable name of the state.
        state: String,
    },
    /// There is nobody to call.
    Nobody,
    /// Things were so already.
    Nothing,
    /// The number was announced a moment ago.
    JustCalled,
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
    /// What to say about the outcome of an order.
    pub fn of(order: &Order, outcome: Result<Outcome, NotTaken>) -> Self {
        match outcome {
            Ok(Outcome::Done(answer)) => Said::of_answer(order, answer).unwrap_or(Said::Nothing),
            Ok(Outcome::Unchanged(_)) if matches!(order, Order::CallNext { .. }) => Said::Nobody,
            Ok(Outcome::Unchanged(_)) => Said::Nothing,
            Ok(Outcome::Refused(refusal)) => Said::Refused(refusal),
            Ok(Outcome::KeyReused) => Said::Reused,
            Ok(Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_))
            | Err(NotTaken::Full | NotTaken::Ended) => Said::Busy,
        }
    }

    fn of_answer(order: &Order, answer: Answer) -> Option<Self> {
        match answer {
            Answer::Called(called) => Some(Said::Ticket { number: called.ticket.number, action: "call" }),
            Answer::Ticket(ticket)
                if matches!(order, Order::Finish { .. }) && ticket.state != FINISHED.code() =>
            {
                let waits = ticket.state != LegState::Serving.code();
                Some(Said::Next { number: ticket.number, service: ticket.service, waits })
            }
            Answer::Ticket(ticket) => Some(Said::Ticket { number: ticket.number, action: word(order)? }),
            Answer::Desk(desk) => Some(Said::Desk { state: desk.state }),
            Answer::Taken(_)
            | Answer::Appointment(_)
            | Answer::Wish { .. }
            | Answer::Block(_)
            | Answer::TakenIn { .. }
            | Answer::Copied(_)
            | Answer::Configuration { .. }
            | Answer::Nobody => None,
        }
    }

    /// Names the next service by what `title` makes of its id.
    #[must_use]
    pub fn naming(self, title: impl Fn(&str) -> String) -> Self {
        match self {
            Said::Next { number, service, waits } => Said::Next { number, service: title(&service), waits },
            other => other,
        }
    }

    /// Whether nothing was done.
    pub fn is_no(&self) -> bool {
        !matches!(self, Said::Ticket { .. } | Said::Next { .. } | Said::Desk { .. })
    }

    /// The message in words; times are those of the office's `zone`.
    pub fn words(&self, language: Language, zone: Tz) -> String {
        let l = screen::texts(language);
        match self {
            Said::Ticket { number, action } => {
                fl!(l, "desk-done-ticket", number = number.clone(), action = action.to_string())
            }
            Said::Next { number, service, waits: false } => {
                fl!(l, "desk-done-next", number = number.clone(), service = service.clone())
            }
            Said::Next { number, service, waits: true } => {
                fl!(l, "desk-done-next-waits", number = number.clone(), service = service.clone())
            }
            Said::Desk { state } => fl!(l, "desk-done-desk", state = state.clone()),
            Said::Nobody => fl!(l, "desk-said-nobody"),
            Said::Nothing => fl!(l, "desk-said-nothing"),
            Said::JustCalled => fl!(l, "desk-said-just-called"),
            Said::Refused(refusal) => screen::reasons::refusal(language, refusal, zone),
            Said::Reused => fl!(l, "desk-said-reused"),
            Said::Expired => fl!(l, "desk-said-expired"),
            Said::Busy => fl!(l, "desk-said-busy"),
            Said::Invalid => fl!(l, "desk-said-invalid"),
        }
    }
}

/// The action as the texts name it; `None` for orders that no button of the page gives a ticket.
fn word(order: &Order) -> Option<&'static str> {
    match order {
        Order::CallNext { .. } | Order::Call { .. } => Some("call"),
        Order::Recall { .. } => Some("recall"),
        Order::Withdraw { .. } => Some("withdraw"),
        Order::Start { .. } => Some("start"),
        Order::Finish { .. } => Some("finish"),
        Order::MarkAbsent { .. } => Some("absent"),
        Order::BringBack { .. } => Some("bring-back"),
        Order::Hold { .. } => Some("hold"),
        Order::Resume { .. } => Some("resume"),
        Order::Move { .. } => Some("move"),
        Order::Tick
        | Order::OpenAgain { .. }
        | Order::AdoptConfiguration { .. }
        | Order::PlanAdoption { .. }
        | Order::DropAdoption
        | Order::IssueTicket { .. }
        | Order::OpenDesk { .. }
        | Order::PauseDesk { .. }
        | Order::ResumeDesk { .. }
        | Order::CloseDesk { .. }
        | Order::Leave { .. }
        | Order::Reserve { .. }
        | Order::ExtendReservation { .. }
        | Order::Book { .. }
        | Order::BookAt { .. }
        | Order::MoveBooking { .. }
        | Order::CancelBooking { .. }
        | Order::CheckIn { .. }
        | Order::Wish { .. }
        | Order::DropWish { .. }
        | Order::GrantBlock { .. }
        | Order::TakeIn { .. }
        | Order::HoldDraw { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_is_said_in_words_of_the_office() {
        let refusal = Refusal::DeskBusy { desk: "one".parse().unwrap(), number: "A014".parse().unwrap() };
        let order = Order::CallNext { desk: "one".parse().unwrap() };
        let said = Said::of(&order, Ok(Outcome::Refused(refusal)));
        assert!(said.is_no());
        assert_eq!(said.words(Language::It, Tz::Europe__Rome), "Lo sportello ha già il numero A014.");
    }

    #[test]
    fn call_of_nobody_says_so() {
        let order = Order::CallNext { desk: "one".parse().unwrap() };
        assert_eq!(Said::of(&order, Ok(Outcome::Unchanged(Answer::Nobody))), Said::Nobody);
        let order = Order::OpenDesk { desk: "one".parse().unwrap() };
        assert_eq!(Said::of(&order, Ok(Outcome::Unchanged(Answer::Nobody))), Said::Nothing);
    }

    #[test]
    fn full_lane_is_no_refusal_of_the_office() {
        let order = Order::CallNext { desk: "one".parse().unwrap() };
        assert_eq!(Said::of(&order, Err(NotTaken::Full)), Said::Busy);
        assert_eq!(Said::of(&order, Ok(Outcome::NoRoom)), Said::Busy);
    }
}
