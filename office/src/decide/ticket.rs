//! Decisions about tickets.

use super::{day, desk};
use crate::catalogue::LEGS_MAX;
use crate::configuration::{Configuration, Service};
use crate::event::{Against, CallRule, Channel, Fact, MoveTo, Outcome, Quote, ReasonCode, ResumedTo, Target};
use crate::floor::{DeskState, Floor};
use crate::id::{BookingId, DeskId, ServiceId, TicketId};
use crate::moment::Moment;
use crate::number::{Number, Series, next_count};
use crate::queue;
use crate::refusal::Refusal;
use crate::ticket::{Class, LegState, Step, Ticket, after};
use std::time::Duration;

/// How long after a call it can be withdrawn.
pub const WITHDRAW_LIMIT: Duration = Duration::from_secs(10);
/// How long an absent visitor can be brought back.
pub const ABSENT_LIMIT: Duration = Duration::from_secs(10 * 60);
/// Most services named in `done` of a finished leg; whoever asks for more is refused before.
pub const DONE_MAX: usize = 20;

/// What a number is wanted for, and how.
pub struct Wanted<'a> {
    /// What for, first.
    pub service: &'a ServiceId,
    /// What else in the same visit.
    pub then: &'a [ServiceId],
    /// In which class.
    pub class: Class,
    /// From where.
    pub channel: Channel,
    /// The wait that the visitor saw.
    pub quote: Option<Quote>,
    /// What triage had offered first.
    pub against: Option<Against>,
    /// The appointment that it is for.
    pub appointment: Option<Appointment<'a>>,
}

/// The appointment of a visitor who is here.
pub struct Appointment<'a> {
    /// Which booking.
    pub booking: &'a BookingId,
    /// Its time, where it is kept.
    pub due: Option<Moment>,
}

impl Wanted<'_> {
    /// The letter of the number: B for an appointment that is kept.
    fn series(&self, plan: &Service) -> Series {
        if self.due().is_some() { Series::BOOKED } else { plan.series }
    }

    fn due(&self) -> Option<Moment> {
        self.appointment.as_ref().and_then(|appointment| appointment.due)
    }
}

/// Gives the next number of the first service's series.
pub fn issue(floor: &Floor, wanted: &Wanted<'_>, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let service = wanted.service;
    let unknown = || Refusal::UnknownService { service: service.clone() };
    let rules = floor.rules().ok_or_else(unknown)?;
    let plan = rules.service(service).ok_or_else(unknown)?;
    let lead = rules.take_from_lead();
    // Who has come in time is served, whether numbers are still given or not yet.
    let gives_numbers = || wanted.due().is_some() || rules.hours.takes_numbers(now, rules.office.zone, lead);
    let date = match floor.day {
        Some(day) if now < day.ends && gives_numbers() => day.date,
        _ => return Err(Refusal::OfficeClosed { reopens: day::reopens(floor, now) }),
    };
    let then = then(rules, wanted)?;
    let series = wanted.series(plan);
    let last = floor.counts.get(&series).copied().unwrap_or(0);
    let number = Number::new(series, next_count(last).ok_or(Refusal::SeriesExhausted)?);
    let id = format!("{}-{}-{number}", floor.office, date.format("%Y%m%d"));
    let ticket = TicketId::new(&id).map_err(|_| Refusal::SeriesExhausted)?;
    let joined_at = floor.last_joined_at.map_or(now, |last| last.max(now));
    Ok(vec![Fact::TicketIssued {
        ticket,
        number,
        service: service.clone(),
        joined_at,
        channel: wanted.channel,
        class: wanted.class,
        quote: wanted.quote,
        then,
        against: wanted.against,
        booking: wanted.appointment.as_ref().map(|appointment| appointment.booking.clone()),
        due: wanted.due(),
    }])
}

/// The services after the first, each once; every one of the visit must be one that some desk takes.
fn then(rules: &Configuration, wanted: &Wanted<'_>) -> Result<Vec<ServiceId>, Refusal> {
    let mut services = vec![wanted.service.clone()];
    for service in wanted.then {
        if rules.service(service).is_none() {
            return Err(Refusal::UnknownService { service: service.clone() });
        }
        if !services.contains(service) {
            services.push(service.clone());
        }
    }
    if let Some(service) = services.iter().find(|service| rules.desks_for(service).next().is_none()) {
        return Err(Refusal::NobodyServes { service: service.clone() });
    }
    if services.len() > LEGS_MAX {
        return Err(Refusal::TooManyLegs { max: LEGS_MAX as u32 });
    }
    services.remove(0);
    Ok(services)
}

/// Calls a ticket that a clerk has chosen.
pub fn call(
    floor: &Floor,
    ticket: &TicketId,
    desk: &DeskId,
    reason: ReasonCode,
    now: Moment,
) -> Result<Vec<Fact>, Refusal> {
    let ticket = known(floor, ticket)?;
    desk::can_call(floor, desk)?;
    allow(ticket, Step::Call)?;
    desk_may_take(floor, desk, ticket)?;
    let leg = ticket.leg();
    let targets = floor.rules().map(|rules| rules.office.targets).unwrap_or_default();
    let urgency = queue::urgency_of(ticket, &targets, now);
    let passed_over = queue::next_for(floor, desk, now).and_then(|choice| {
        if choice.ticket.id == ticket.id { choice.runner_up_milli } else { Some(choice.urgency_milli) }
    });
    Ok(vec![Fact::LegCalled {
        ticket: ticket.id.clone(),
        leg: leg.no,
        desk: desk.clone(),
        nth: leg.announced.saturating_add(1),
        by: CallRule::Manual(reason),
        urgency_milli: queue::in_milli(urgency),
        runner_up_milli: passed_over,
    }])
}

/// Announces a called number once more.
pub fn recall(floor: &Floor, ticket: &TicketId) -> Result<Vec<Fact>, Refusal> {
    let (ticket, desk) = at_desk(floor, ticket, Step::Recall)?;
    let leg = ticket.leg();
    let nth = leg.announced.saturating_add(1);
    Ok(vec![Fact::Recalled { ticket: ticket.id.clone(), leg: leg.no, desk, nth }])
}

/// Takes a call back within [`WITHDRAW_LIMIT`].
pub fn withdraw(floor: &Floor, ticket: &TicketId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let (ticket, desk) = at_desk(floor, ticket, Step::Withdraw)?;
    let leg = ticket.leg();
    if leg.called_at.is_some_and(|called_at| now.since(called_at) > WITHDRAW_LIMIT) {
        return Err(Refusal::TooLateToWithdraw { limit_s: WITHDRAW_LIMIT.as_secs() as u32 });
    }
    Ok(vec![Fact::CallWithdrawn { ticket: ticket.id.clone(), leg: leg.no, desk }])
}

/// The visitor is at the desk.
pub fn start(floor: &Floor, ticket: &TicketId) -> Result<Vec<Fact>, Refusal> {
    let (ticket, desk) = at_desk(floor, ticket, Step::Start)?;
    Ok(vec![Fact::LegStarted { ticket: ticket.id.clone(), leg: ticket.leg().no, desk }])
}

/// The service is done.
pub fn finish(
    floor: &Floor,
    ticket: &TicketId,
    outcome: Outcome,
    done: &[ServiceId],
) -> Result<Vec<Fact>, Refusal> {
    let (ticket, desk) = at_desk(floor, ticket, Step::Finish)?;
    let unknown =
        done.iter().find(|service| floor.rules().is_none_or(|rules| rules.service(service).is_none()));
    if let Some(service) = unknown {
        return Err(Refusal::UnknownService { service: service.clone() });
    }
    let done: Vec<ServiceId> = done.iter().take(DONE_MAX).cloned().collect();
    let next = next_leg(floor, ticket, &desk, &done);
    let finished = Fact::LegFinished { ticket: ticket.id.clone(), leg: ticket.leg().no, desk, outcome, done };
    Ok(std::iter::once(finished).chain(next).collect())
}

/// The next service of the visit that was not done in passing and that some desk still takes: at the same
/// desk at once where it can take it, since the visitor is sitting there, else in the queue.
fn next_leg(floor: &Floor, ticket: &Ticket, desk: &DeskId, done: &[ServiceId]) -> Option<Fact> {
    let rules = floor.rules()?;
    let service = ticket
        .then
        .iter()
        .find(|service| !done.contains(service) && rules.desks_for(service).next().is_some())?;
    let goes_on = rules.desk(desk).is_some_and(|desk| desk.skills.contains(service));
    Some(Fact::LegAdded {
        ticket: ticket.id.clone(),
        leg: ticket.leg().no.saturating_add(1),
        service: service.clone(),
        at: goes_on.then(|| desk.clone()),
    })
}

/// Nobody came.
pub fn mark_absent(floor: &Floor, ticket: &TicketId) -> Result<Vec<Fact>, Refusal> {
    let (ticket, desk) = at_desk(floor, ticket, Step::MarkAbsent)?;
    Ok(vec![Fact::Absent { ticket: ticket.id.clone(), leg: ticket.leg().no, desk }])
}

/// The absent visitor is here after all.
pub fn bring_back(floor: &Floor, ticket: &TicketId) -> Result<Vec<Fact>, Refusal> {
    let ticket = known(floor, ticket)?;
    allow(ticket, Step::BringBack)?;
    Ok(vec![Fact::BroughtBack { ticket: ticket.id.clone(), leg: ticket.leg().no }])
}

/// Puts a service aside.
pub fn hold(floor: &Floor, ticket: &TicketId) -> Result<Vec<Fact>, Refusal> {
    let (ticket, desk) = at_desk(floor, ticket, Step::Hold)?;
    Ok(vec![Fact::LegHeld { ticket: ticket.id.clone(), leg: ticket.leg().no, desk }])
}

/// Goes on with what was put aside: at once where the desk is free, else from the queue.
pub fn resume(floor: &Floor, ticket: &TicketId, desk: &DeskId) -> Result<Vec<Fact>, Refusal> {
    let ticket = known(floor, ticket)?;
    desk::known(floor, desk)?;
    allow(ticket, Step::ResumeServing)?;
    if floor.desk_state(desk) != DeskState::Open {
        return Err(Refusal::DeskNotOpen { desk: desk.clone() });
    }
    // The desk that has begun the service may end it, whatever its skills are by now.
    if ticket.leg().desk.as_ref() != Some(desk) {
        desk_may_take(floor, desk, ticket)?;
    }
    let to = if floor.ticket_at(desk).is_none() { ResumedTo::Serving } else { ResumedTo::Waiting };
    Ok(vec![Fact::Resumed { ticket: ticket.id.clone(), leg: ticket.leg().no, desk: desk.clone(), to }])
}

/// Passes a visitor on.
pub fn move_on(floor: &Floor, ticket: &TicketId, to: &MoveTo) -> Result<Vec<Fact>, Refusal> {
    let ticket = known(floor, ticket)?;
    allow(ticket, Step::Move)?;
    let leg = ticket.leg();
    let rules = floor.rules();
    let same_place = match to {
        MoveTo::Service(service) => {
            if rules.is_none_or(|rules| rules.service(service).is_none()) {
                return Err(Refusal::UnknownService { service: service.clone() });
            }
            if rules.is_none_or(|rules| !rules.desks.iter().any(|desk| desk.skills.contains(service))) {
                return Err(Refusal::NobodyServes { service: service.clone() });
            }
            leg.service == *service && leg.target == Target::Skill
        }
        MoveTo::Desk(desk) => {
            desk::known(floor, desk)?;
            leg.target == Target::Desk(desk.clone())
        }
        MoveTo::Welcome => leg.target == Target::Welcome,
    };
    if same_place && leg.state == LegState::Waiting {
        return Err(Refusal::MoveToSamePlace);
    }
    Ok(vec![Fact::LegMoved { ticket: ticket.id.clone(), leg: leg.no, to: to.clone() }])
}

/// The visitor gives up the place.
pub fn leave(floor: &Floor, ticket: &TicketId) -> Result<Vec<Fact>, Refusal> {
    let ticket = known(floor, ticket)?;
    if ticket.state() == LegState::Left {
        return Ok(Vec::new());
    }
    allow(ticket, Step::Leave)?;
    Ok(vec![Fact::TicketLeft { ticket: ticket.id.clone() }])
}

fn known<'a>(floor: &'a Floor, ticket: &TicketId) -> Result<&'a Ticket, Refusal> {
    floor.tickets.get(ticket).ok_or_else(|| Refusal::UnknownTicket { ticket: ticket.clone() })
}

fn allow(ticket: &Ticket, step: Step) -> Result<(), Refusal> {
    let state = ticket.state();
    match after(state, step) {
        Some(_) => Ok(()),
        None => Err(Refusal::IllegalStep { number: ticket.number, state, step }),
    }
}

/// The desk can serve the ticket; one sent to the welcome desk may be chosen by any.
fn desk_may_take(floor: &Floor, desk: &DeskId, ticket: &Ticket) -> Result<(), Refusal> {
    let leg = ticket.leg();
    if leg.target == Target::Welcome || floor.can_serve(desk, ticket) {
        return Ok(());
    }
    Err(Refusal::DeskCannotServe { desk: desk.clone(), service: leg.service.clone() })
}

/// The ticket with the desk that it is at, where the step is allowed.
fn at_desk<'a>(floor: &'a Floor, ticket: &TicketId, step: Step) -> Result<(&'a Ticket, DeskId), Refusal> {
    let ticket = known(floor, ticket)?;
    allow(ticket, step)?;
    match &ticket.leg().desk {
        Some(desk) => Ok((ticket, desk.clone())),
        None => Err(Refusal::IllegalStep { number: ticket.number, state: ticket.state(), step }),
    }
}
