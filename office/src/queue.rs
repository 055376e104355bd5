//! Who is next, and why.
//!
//! Target-scaled accumulating priority: every waiting ticket gains urgency in proportion to its
//! wait and in inverse proportion to the wait that its class is promised. Source: `queueing`
//! study, section 8.5. Never SQL, never the screen: this file decides the order of service.

use crate::configuration::Targets;
use crate::event::Target;
use crate::floor::{DeskState, Floor};
use crate::id::DeskId;
use crate::moment::Moment;
use crate::ticket::{Class, Ticket};
use crate::why::Why;
use std::cmp::Ordering;
use std::time::Duration;

/// From which multiple of the promised wait urgency grows with the square.
pub(crate) const BEND_AT: f64 = 2.5;

/// `x` up to 2.5, `x² / 2.5` above: it protects the longest waits.
pub fn bend(x: f64) -> f64 {
    if x <= BEND_AT { x } else { x * x / BEND_AT }
}

/// The urgency of a ticket that has waited since `joined_at`; 1 at the promised wait.
pub fn urgency(class: Class, joined_at: Moment, targets: &Targets, now: Moment) -> f64 {
    let target_min = match class {
        Class::Ordinary => targets.ordinary_min,
        Class::Priority => targets.priority_min,
    };
    // One division of whole milliseconds: waits in the same proportion to their targets come out
    // equal to the last bit, so that a tie is a tie.
    let target_ms = f64::from(target_min.max(1)) * 60_000.0;
    bend(now.since(joined_at).as_millis() as f64 / target_ms)
}

/// How long before its time an appointment can be called.
pub const CALLED_AHEAD: Duration = Duration::from_secs(10 * 60);

/// The urgency of an appointment that is kept: 1 until its time, or until the visitor came where that was
/// later, then growing by 1 in every stretch of the promised wait.
pub fn urgency_of_appointment(due: Moment, joined_at: Moment, targets: &Targets, now: Moment) -> f64 {
    let target_ms = f64::from(targets.appointment_min.max(1)) * 60_000.0;
    1.0 + now.since(due.max(joined_at)).as_millis() as f64 / target_ms
}

/// The urgency of a ticket, whatever it is for.
pub fn urgency_of(ticket: &Ticket, targets: &Targets, now: Moment) -> f64 {
    match ticket.due {
        Some(due) => urgency_of_appointment(due, ticket.joined_at, targets, now),
        None => urgency(ticket.class, ticket.joined_at, targets, now),
    }
}

/// Whether the rule may call a ticket yet: an appointment not before [`CALLED_AHEAD`] of its time.
pub fn is_its_time(ticket: &Ticket, now: Moment) -> bool {
    ticket.due.is_none_or(|due| due.minus(CALLED_AHEAD) <= now)
}

/// Urgency as it is logged: thousandths, rounded, saturating.
pub fn in_milli(urgency: f64) -> u32 {
    (urgency * 1000.0).round() as u32
}

/// The ticket to call, and how it compares.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice<'a> {
    /// The most urgent ticket that the desk can serve.
    pub ticket: &'a Ticket,
    /// The reason in the office's words.
    pub why: Why,
    /// Its urgency, thousandths.
    pub urgency_milli: u32,
    /// The urgency of the next most urgent one, thousandths.
    pub runner_up_milli: Option<u32>,
}

/// The most urgent waiting ticket that `desk` can serve. Of equal urgencies appointments go first, by their
/// time, then everybody by `joined_at`, then by the sequence of issue. `None` where nobody can be called.
pub fn next_for<'a>(floor: &'a Floor, desk: &DeskId, now: Moment) -> Option<Choice<'a>> {
    let targets = &floor.rules()?.office.targets;
    let mut best: Option<(&Ticket, f64)> = None;
    let mut runner_up: Option<f64> = None;
    let callable = |ticket: &&Ticket| is_its_time(ticket, now) && floor.can_serve(desk, ticket);
    for ticket in floor.waiting_tickets().filter(callable) {
        let urgency = urgency_of(ticket, targets, now);
        match best {
            Some(leader) if !precedes((ticket, urgency), leader) => {
                runner_up = Some(runner_up.map_or(urgency, |other| other.max(urgency)));
            }
            displaced => {
                runner_up = displaced.map(|(_, urgency)| urgency).or(runner_up);
                best = Some((ticket, urgency));
            }
        }
    }
    let (ticket, urgency) = best?;
    Some(Choice {
        ticket,
        why: why(ticket, targets, now),
        urgency_milli: in_milli(urgency),
        runner_up_milli: runner_up.map(in_milli),
    })
}

/// Everybody whom `desk` can serve, in the order in which they would be called now; appointments whose time
/// has not come stand behind, in the order of their times.
pub fn line_for<'a>(floor: &'a Floor, desk: &DeskId, now: Moment) -> Vec<&'a Ticket> {
    let Some(rules) = floor.rules() else { return Vec::new() };
    let can_serve = floor.waiting_tickets().filter(|ticket| floor.can_serve(desk, ticket));
    let mut line: Vec<(&Ticket, f64)> =
        can_serve.map(|ticket| (ticket, urgency_of(ticket, &rules.office.targets, now))).collect();
    line.sort_by(|a, b| {
        let later = |entry: &(&Ticket, f64)| entry.0.due.filter(|_| !is_its_time(entry.0, now));
        later(a).cmp(&later(b)).then_with(|| order(*a, *b))
    });
    line.into_iter().map(|(ticket, _)| ticket).collect()
}

/// Whether the first of two tickets with their urgencies is called before the second.
fn precedes(a: (&Ticket, f64), b: (&Ticket, f64)) -> bool {
    order(a, b) == Ordering::Less
}

/// Greater urgency first; then the place among equals.
fn order(a: (&Ticket, f64), b: (&Ticket, f64)) -> Ordering {
    b.1.total_cmp(&a.1).then_with(|| among_equals(a.0).cmp(&among_equals(b.0)))
}

/// Appointments by their time, then the others; the earlier `joined_at`, then the sequence of issue. Two
/// whose time has yet to come are equally urgent, whoever of them was here first.
fn among_equals(ticket: &Ticket) -> (bool, Option<Moment>, Moment, u64) {
    (ticket.due.is_none(), ticket.due, ticket.joined_at, ticket.seq)
}

/// Why a ticket is called by the rule: its class, where it was sent, and how long it has waited.
pub fn why(ticket: &Ticket, targets: &Targets, now: Moment) -> Why {
    let waited_min = (now.since(ticket.joined_at).as_secs() / 60) as u32;
    if let Some(due) = ticket.due {
        return Why::Appointment { due };
    }
    match (&ticket.leg().target, ticket.class) {
        (Target::Desk(_), _) => Why::SentHere { waited_min },
        (_, Class::Priority) => Why::Priority { waited_min, target_min: targets.priority_min },
        (_, Class::Ordinary) => Why::FirstCome { waited_min },
    }
}

/// Among open desks without a visitor that can serve `ticket`: the one with the fewest skills,
/// then the longest idle, then the lowest number. For forecasts; a call is never refused by it.
pub fn idle_desk_for(floor: &Floor, ticket: &Ticket) -> Option<DeskId> {
    let rules = floor.rules()?;
    rules
        .desks
        .iter()
        .filter_map(|plan| Some((plan, floor.desks.get(&plan.id)?)))
        .filter(|(_, on_floor)| on_floor.state == DeskState::Open && on_floor.ticket.is_none())
        .filter(|(plan, _)| floor.can_serve(&plan.id, ticket))
        .min_by_key(|(plan, on_floor)| (plan.skills.len(), on_floor.free_since, plan.number))
        .map(|(plan, _)| plan.id.clone())
}
