//! Decisions about desks.

use super::day;
use crate::event::{CallRule, Fact};
use crate::floor::{DeskState, Floor};
use crate::id::DeskId;
use crate::moment::Moment;
use crate::queue;
use crate::refusal::Refusal;

/// A desk opens, or an open one stays so.
pub fn open(floor: &Floor, desk: &DeskId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    known(floor, desk)?;
    if floor.day.is_none() {
        return Err(Refusal::OfficeClosed { reopens: day::reopens(floor, now) });
    }
    Ok(match floor.desk_state(desk) {
        DeskState::Closed => vec![Fact::DeskOpened { desk: desk.clone() }],
        DeskState::Paused => vec![Fact::DeskResumed { desk: desk.clone() }],
        DeskState::Open => Vec::new(),
    })
}

/// A desk without a visitor rests.
pub fn pause(floor: &Floor, desk: &DeskId, back_at: Option<Moment>) -> Result<Vec<Fact>, Refusal> {
    known(floor, desk)?;
    match floor.desk_state(desk) {
        DeskState::Closed => Err(Refusal::DeskNotOpen { desk: desk.clone() }),
        DeskState::Paused => Ok(Vec::new()),
        DeskState::Open => {
            free(floor, desk)?;
            Ok(vec![Fact::DeskPaused { desk: desk.clone(), back_at }])
        }
    }
}

/// A resting desk goes on.
pub fn resume(floor: &Floor, desk: &DeskId) -> Result<Vec<Fact>, Refusal> {
    known(floor, desk)?;
    match floor.desk_state(desk) {
        DeskState::Closed => Err(Refusal::DeskNotOpen { desk: desk.clone() }),
        DeskState::Paused => Ok(vec![Fact::DeskResumed { desk: desk.clone() }]),
        DeskState::Open => Ok(Vec::new()),
    }
}

/// A desk without a visitor closes.
pub fn close(floor: &Floor, desk: &DeskId) -> Result<Vec<Fact>, Refusal> {
    known(floor, desk)?;
    if floor.desk_state(desk) == DeskState::Closed {
        return Ok(Vec::new());
    }
    free(floor, desk)?;
    Ok(vec![Fact::DeskClosed { desk: desk.clone() }])
}

/// Calls whoever is next; no fact where nobody can be called.
pub fn call_next(floor: &Floor, desk: &DeskId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    can_call(floor, desk)?;
    Ok(queue::next_for(floor, desk, now)
        .map(|choice| {
            let leg = choice.ticket.leg();
            Fact::LegCalled {
                ticket: choice.ticket.id.clone(),
                leg: leg.no,
                desk: desk.clone(),
                nth: leg.announced.saturating_add(1),
                by: CallRule::Rule,
                urgency_milli: choice.urgency_milli,
                runner_up_milli: choice.runner_up_milli,
            }
        })
        .into_iter()
        .collect())
}

/// The desk is one of this office.
pub(super) fn known(floor: &Floor, desk: &DeskId) -> Result<(), Refusal> {
    match floor.rules().and_then(|rules| rules.desk(desk)) {
        Some(_) => Ok(()),
        None => Err(Refusal::UnknownDesk { desk: desk.clone() }),
    }
}

/// The desk is open and has no visitor.
pub(super) fn can_call(floor: &Floor, desk: &DeskId) -> Result<(), Refusal> {
    known(floor, desk)?;
    if floor.desk_state(desk) != DeskState::Open {
        return Err(Refusal::DeskNotOpen { desk: desk.clone() });
    }
    free(floor, desk)
}

fn free(floor: &Floor, desk: &DeskId) -> Result<(), Refusal> {
    match floor.ticket_at(desk) {
        Some(ticket) => Err(Refusal::DeskBusy { desk: desk.clone(), number: ticket.number }),
        None => Ok(()),
    }
}
