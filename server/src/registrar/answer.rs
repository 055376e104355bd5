//! What a caller is told after the commit.

use super::{Aside, Command, Secrets};
use crate::store::StoreError;
use crate::store::staffing::Declined;
use crate::view::{CalledView, DeskView, TicketView};
use office::command::Order;
use office::configuration::Version;
use office::event::{CallRule, Event, Fact};
use office::floor::Floor;
use office::id::{DeskId, TicketId, WishId};
use office::moment::Moment;
use office::number::Number;
use office::refusal::Refusal;
use office::why::Why;
use office::wire::{Appointment, NumberBlock, Taken, Wait};
use serde::{Deserialize, Serialize};

/// How a piece of work ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Carried out now, or when the same request came first.
    Done(Answer),
    /// Nothing to do: things stand as answered.
    Unchanged(Answer),
    /// The office says no.
    Refused(Refusal),
    /// A change of accounts, sessions or seats was not made.
    Declined(Declined),
    /// The request's name was used before for something else.
    KeyReused,
    /// The disk is full: nothing has changed, it may be asked again.
    NoRoom,
    /// The store failed: nothing has changed, it may be asked again.
    Failed,
}

/// The answer to a command, as it is stored for the same request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", content = "with", rename_all = "snake_case")]
pub enum Answer {
    /// A number was given.
    Taken(Box<Taken>),
    /// A ticket after a step.
    Ticket(Box<TicketView>),
    /// A ticket was called by the rule.
    Called(Box<CalledView>),
    /// A desk after a step.
    Desk(Box<DeskView>),
    /// An appointment, or the reservation of one.
    Appointment(Box<Appointment>),
    /// Somebody waits for a place.
    Wish {
        /// Which wish.
        wish: WishId,
        /// By what its visitor knows it, until that is erased.
        secrets: Option<Secrets>,
    },
    /// Numbers are granted to a totem.
    Block(NumberBlock),
    /// A number that a totem had given while it was alone has come in.
    TakenIn {
        /// Which.
        number: Number,
    },
    /// Another slip for a ticket goes to the printer.
    Copied(Copied),
    /// A configuration is in force, or planned.
    Configuration {
        /// Which one.
        version: Version,
    },
    /// There is nobody and nothing to tell of.
    Nobody,
}

/// A copy of a slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The number on it.
    pub number: String,
    /// Which copy it is, from 1.
    pub copy: u32,
}

impl Answer {
    /// The answer to `command` from the floor after its `events`; links start with `public_url`. None for
    /// what is about an appointment or a totem that is alone: the answer has more in it than the floor.
    pub fn after(
        floor: &Floor,
        command: &Command,
        events: &[Event],
        public_url: &str,
        now: Moment,
    ) -> Option<Self> {
        Some(match &command.order {
            Order::Tick | Order::OpenAgain { .. } | Order::DropAdoption => Answer::Nobody,
            Order::AdoptConfiguration { version } | Order::PlanAdoption { version } => {
                Answer::Configuration { version: *version }
            }
            Order::IssueTicket { .. } | Order::CheckIn { .. } => {
                issued(floor, command.aside.as_ref(), events, public_url)
            }
            Order::OpenDesk { desk }
            | Order::PauseDesk { desk, .. }
            | Order::ResumeDesk { desk }
            | Order::CloseDesk { desk } => desk_after(floor, desk, now),
            Order::CallNext { desk } => called(floor, desk, events, now),
            Order::Call { ticket, .. }
            | Order::Recall { ticket }
            | Order::Withdraw { ticket }
            | Order::Start { ticket }
            | Order::Finish { ticket, .. }
            | Order::MarkAbsent { ticket }
            | Order::BringBack { ticket }
            | Order::Hold { ticket }
            | Order::Resume { ticket, .. }
            | Order::Move { ticket, .. }
            | Order::Leave { ticket } => ticket_after(floor, ticket),
            Order::HoldDraw { .. } => Answer::Nobody,
            Order::GrantBlock { .. }
            | Order::TakeIn { .. }
            | Order::Reserve { .. }
            | Order::ExtendReservation { .. }
            | Order::Book { .. }
            | Order::BookAt { .. }
            | Order::MoveBooking { .. }
            | Order::CancelBooking { .. }
            | Order::Wish { .. }
            | Order::DropWish { .. } => return None,
        })
    }

    pub(super) fn parse(text: &str) -> Result<Self, StoreError> {
        serde_json::from_str(text)
            .map_err(|source| StoreError::Document { what: "stored answer".into(), source })
    }

    pub(super) fn to_text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|source| StoreError::Document { what: "answer".into(), source })
    }
}

/// The address of a follow page.
pub(super) fn follow_url(public_url: &str, aside: &Aside) -> String {
    format!("{public_url}/t/{}", aside.token.as_str())
}

fn issued(floor: &Floor, aside: Option<&Aside>, events: &[Event], public_url: &str) -> Answer {
    let ticket = events.iter().find_map(|event| floor.tickets.get(event.fact.ticket()?));
    let (Some(ticket), Some(aside)) = (ticket, aside) else { return Answer::Nobody };
    Answer::Taken(Box::new(Taken {
        id: ticket.id.clone(),
        number: ticket.number,
        service: ticket.leg().service.clone(),
        then: ticket.then.clone(),
        state: ticket.state(),
        // The new ticket itself is one of those that wait.
        ahead: floor.waiting_near(&ticket.leg().service).saturating_sub(1),
        wait: ticket.quote.map(Wait::from),
        token: aside.token.clone(),
        follow_url: follow_url(public_url, aside),
        printed: aside.printer.is_some(),
        due: ticket.due,
        late: ticket.booking.is_some() && ticket.due.is_none(),
        alone: false,
    }))
}

fn called(floor: &Floor, desk: &DeskId, events: &[Event], now: Moment) -> Answer {
    let by_rule = events.iter().any(|event| matches!(event.fact, Fact::LegCalled { by: CallRule::Rule, .. }));
    match floor.ticket_at(desk).filter(|_| by_rule) {
        Some(ticket) => {
            let why = why_called(floor, ticket, now);
            Answer::Called(Box::new(CalledView { ticket: TicketView::of(floor, ticket), why }))
        }
        None => Answer::Nobody,
    }
}

fn why_called(floor: &Floor, ticket: &office::ticket::Ticket, now: Moment) -> Why {
    let targets = floor.rules().map(|rules| rules.office.targets).unwrap_or_default();
    office::queue::why(ticket, &targets, now)
}

fn ticket_after(floor: &Floor, ticket: &TicketId) -> Answer {
    match floor.tickets.get(ticket) {
        Some(ticket) => Answer::Ticket(Box::new(TicketView::of(floor, ticket))),
        None => Answer::Nobody,
    }
}

fn desk_after(floor: &Floor, desk: &DeskId, now: Moment) -> Answer {
    DeskView::of(floor, desk, now).map_or(Answer::Nobody, |view| Answer::Desk(Box::new(view)))
}
