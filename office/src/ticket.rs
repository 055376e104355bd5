//! Tickets and their legs: one visit, and each service of it.
//!
//! ```text
//!            call            start           finish
//! waiting ----------> called -------> serving -------> finished (and the next leg, if more is to be done)
//!    ^  ^               |  |             |  |
//!    |  +---withdraw----+  +--absent     |  +--hold--> held --resume--> serving or waiting
//!    |                        |          |
//!    +------bring back-----absent        +--move--> moved (and the next leg waits)
//!
//! left: the visitor went away.  lapsed: the day ended, or an absent visitor did not come back.
//! ```

use crate::configuration::Version;
use crate::event::{Channel, Outcome, Quote, Target};
use crate::id::{BookingId, DeskId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::Number;
use serde::{Deserialize, Serialize};

/// Where a leg stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegState {
    /// In the queue.
    Waiting,
    /// On the board; the visitor is on the way to the desk.
    Called,
    /// At the desk.
    Serving,
    /// Put aside by the clerk until the visitor is back with what was missing.
    Held,
    /// Did not come when called; can be brought back for ten minutes.
    Absent,
    /// Served.
    Finished,
    /// Passed on; the next leg of the ticket goes on.
    Moved,
    /// The visitor gave up the place.
    Left,
    /// Ended by the clock.
    Lapsed,
}

impl LegState {
    /// Every state, in the order of the life of a leg.
    pub const ALL: [LegState; 9] = [
        LegState::Waiting,
        LegState::Called,
        LegState::Serving,
        LegState::Held,
        LegState::Absent,
        LegState::Finished,
        LegState::Moved,
        LegState::Left,
        LegState::Lapsed,
    ];

    /// Whether nothing can happen to the leg any more.
    pub fn is_final(self) -> bool {
        matches!(self, LegState::Finished | LegState::Moved | LegState::Left | LegState::Lapsed)
    }

    /// Whether the leg occupies a desk.
    pub fn is_at_desk(self) -> bool {
        matches!(self, LegState::Called | LegState::Serving)
    }

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            LegState::Waiting => "waiting",
            LegState::Called => "called",
            LegState::Serving => "serving",
            LegState::Held => "held",
            LegState::Absent => "absent",
            LegState::Finished => "finished",
            LegState::Moved => "moved",
            LegState::Left => "left",
            LegState::Lapsed => "lapsed",
        }
    }
}

/// What can be done to a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Put the number on the board.
    Call,
    /// Announce it once more.
    Recall,
    /// Take a call back.
    Withdraw,
    /// The visitor is at the desk.
    Start,
    /// The service is done.
    Finish,
    /// Nobody came.
    MarkAbsent,
    /// The absent visitor is here after all.
    BringBack,
    /// Put aside.
    Hold,
    /// Go on with what was put aside, at once.
    ResumeServing,
    /// Go on with what was put aside, from the queue.
    ResumeWaiting,
    /// Pass on.
    Move,
    /// The visitor goes away.
    Leave,
    /// The clock ends it.
    Lapse,
}

impl Step {
    /// Every step.
    pub const ALL: [Step; 13] = [
        Step::Call,
        Step::Recall,
        Step::Withdraw,
        Step::Start,
        Step::Finish,
        Step::MarkAbsent,
        Step::BringBack,
        Step::Hold,
        Step::ResumeServing,
        Step::ResumeWaiting,
        Step::Move,
        Step::Leave,
        Step::Lapse,
    ];
}

/// The one transition table: the state after `step`, or `None` where the step is not allowed.
///
/// Every state lists every step, so that a new one of either makes the compiler ask.
pub fn after(state: LegState, step: Step) -> Option<LegState> {
    match state {
        LegState::Waiting => after_waiting(step),
        LegState::Called => after_called(step),
        LegState::Serving => after_serving(step),
        LegState::Held => after_held(step),
        LegState::Absent => after_absent(step),
        LegState::Finished | LegState::Moved | LegState::Left | LegState::Lapsed => None,
    }
}

fn after_waiting(step: Step) -> Option<LegState> {
    match step {
        Step::Call => Some(LegState::Called),
        Step::Move => Some(LegState::Moved),
        Step::Leave => Some(LegState::Left),
        Step::Lapse => Some(LegState::Lapsed),
        Step::Recall | Step::Withdraw | Step::Start | Step::Finish | Step::MarkAbsent => None,
        Step::BringBack | Step::Hold | Step::ResumeServing | Step::ResumeWaiting => None,
    }
}

fn after_called(step: Step) -> Option<LegState> {
    match step {
        Step::Recall => Some(LegState::Called),
        Step::Withdraw => Some(LegState::Waiting),
        Step::Start => Some(LegState::Serving),
        Step::MarkAbsent => Some(LegState::Absent),
        Step::Move => Some(LegState::Moved),
        Step::Leave => Some(LegState::Left),
        Step::Lapse => Some(LegState::Lapsed),
        Step::Call | Step::Finish | Step::BringBack => None,
        Step::Hold | Step::ResumeServing | Step::ResumeWaiting => None,
    }
}

fn after_serving(step: Step) -> Option<LegState> {
    match step {
        Step::Finish => Some(LegState::Finished),
        Step::Hold => Some(LegState::Held),
        Step::Move => Some(LegState::Moved),
        Step::Lapse => Some(LegState::Lapsed),
        Step::Call | Step::Recall | Step::Withdraw | Step::Start | Step::MarkAbsent => None,
        Step::BringBack | Step::ResumeServing | Step::ResumeWaiting | Step::Leave => None,
    }
}

fn after_held(step: Step) -> Option<LegState> {
    match step {
        Step::ResumeServing => Some(LegState::Serving),
        Step::ResumeWaiting => Some(LegState::Waiting),
        Step::Move => Some(LegState::Moved),
        Step::Leave => Some(LegState::Left),
        Step::Lapse => Some(LegState::Lapsed),
        Step::Call | Step::Recall | Step::Withdraw | Step::Start | Step::Finish => None,
        Step::MarkAbsent | Step::BringBack | Step::Hold => None,
    }
}

fn after_absent(step: Step) -> Option<LegState> {
    match step {
        Step::BringBack => Some(LegState::Waiting),
        Step::Leave => Some(LegState::Left),
        Step::Lapse => Some(LegState::Lapsed),
        Step::Call | Step::Recall | Step::Withdraw | Step::Start | Step::Finish => None,
        Step::MarkAbsent | Step::Hold | Step::ResumeServing | Step::ResumeWaiting | Step::Move => None,
    }
}

/// Who is served by the target wait of which urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Everybody.
    #[default]
    Ordinary,
    /// Pregnancy, disability, small children, over 75: the reason is written nowhere.
    Priority,
}

impl Class {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Class::Ordinary => "ordinary",
            Class::Priority => "priority",
        }
    }
}

/// One service of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Its place in the visit, from 1.
    pub no: u32,
    /// What is to be done.
    pub service: ServiceId,
    /// Where it stands.
    pub state: LegState,
    /// The desk that has called it last.
    pub desk: Option<DeskId>,
    /// Who may call it: any desk with the skill, one desk, or the welcome desk.
    pub target: Target,
    /// How often it has been announced, recalls included.
    pub announced: u32,
    /// When the present or last call was made.
    pub called_at: Option<Moment>,
    /// The sequence of the event that announced it last.
    pub call_seq: Option<u64>,
    /// When the visitor was at the desk.
    pub started_at: Option<Moment>,
    /// When the state last changed.
    pub changed_at: Moment,
    /// What came of it, once finished.
    pub outcome: Option<Outcome>,
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its identifier, for ever.
    pub id: TicketId,
    /// Its number, for the day.
    pub number: Number,
    /// The place in the queue: never changes, whatever happens to the ticket.
    pub joined_at: Moment,
    /// The sequence of the event that issued it; settles equal `joined_at`.
    pub seq: u64,
    /// Its class.
    pub class: Class,
    /// Where it was taken.
    pub channel: Channel,
    /// The wait promised when it was taken.
    pub quote: Option<Quote>,
    /// The configuration under which it was issued.
    pub configuration: Version,
    /// Its legs, oldest first; never empty; only the last can be unfinished.
    pub legs: Vec<Leg>,
    /// What else is to be done in this visit, in this order: services that have no leg yet.
    pub then: Vec<ServiceId>,
    /// The appointment that it was checked in for.
    pub booking: Option<BookingId>,
    /// The time of that appointment, where it is kept: who came too late is served like everybody.
    pub due: Option<Moment>,
}

impl Ticket {
    /// The last leg: the only one that something can still happen to.
    pub fn leg(&self) -> &Leg {
        self.legs.last().expect("a ticket is made with one leg and legs are only added")
    }

    /// The last leg, to change it.
    pub(crate) fn leg_mut(&mut self) -> &mut Leg {
        self.legs.last_mut().expect("a ticket is made with one leg and legs are only added")
    }

    /// Where the visit stands: the state of its last leg.
    pub fn state(&self) -> LegState {
        self.leg().state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written a second time by hand: state, step, and where it leads.
    const ALLOWED: &[(LegState, Step, LegState)] = &[
        (LegState::Waiting, Step::Call, LegState::Called),
        (LegState::Waiting, Step::Move, LegState::Moved),
        (LegState::Waiting, Step::Leave, LegState::Left),
        (LegState::Waiting, Step::Lapse, LegState::Lapsed),
        (LegState::Called, Step::Recall, LegState::Called),
        (LegState::Called, Step::Withdraw, LegState::Waiting),
        (LegState::Called, Step::Start, LegState::Serving),
        (LegState::Called, Step::MarkAbsent, LegState::Absent),
        (LegState::Called, Step::Move, LegState::Moved),
        (LegState::Called, Step::Leave, LegState::Left),
        (LegState::Called, Step::Lapse, LegState::Lapsed),
        (LegState::Serving, Step::Finish, LegState::Finished),
        (LegState::Serving, Step::Hold, LegState::Held),
        (LegState::Serving, Step::Move, LegState::Moved),
        (LegState::Serving, Step::Lapse, LegState::Lapsed),
        (LegState::Held, Step::ResumeServing, LegState::Serving),
        (LegState::Held, Step::ResumeWaiting, LegState::Waiting),
        (LegState::Held, Step::Move, LegState::Moved),
        (LegState::Held, Step::Leave, LegState::Left),
        (LegState::Held, Step::Lapse, LegState::Lapsed),
        (LegState::Absent, Step::BringBack, LegState::Waiting),
        (LegState::Absent, Step::Leave, LegState::Left),
        (LegState::Absent, Step::Lapse, LegState::Lapsed),
    ];

    #[test]
    fn every_pair_of_state_and_step_is_as_in_the_table() {
        for state in LegState::ALL {
            for step in Step::ALL {
                let expected = ALLOWED.iter().find(|row| row.0 == state && row.1 == step).map(|row| row.2);
                assert_eq!(after(state, step), expected, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn nothing_happens_to_a_leg_that_has_ended() {
        for state in LegState::ALL.into_iter().filter(|state| state.is_final()) {
            assert!(Step::ALL.into_iter().all(|step| after(state, step).is_none()), "{state:?}");
        }
    }
}
