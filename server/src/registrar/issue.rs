//! What goes with a new ticket: its secret, its note and its slip.

use super::answer::follow_url;
use super::{Aside, Case, Copied, Copy};
use crate::store::paper::NewJob;
use crate::store::{StoreError, paper, relief};
use office::configuration::Configuration;
use office::floor::Floor;
use office::id::TicketId;
use office::moment::Moment;
use office::refusal::Refusal;
use office::ticket::Ticket;
use office::wire::Wait;
use printer::layout::{self, Kept, TicketSlip};
use std::time::Duration;

/// How long a slip is worth printing: paper put in at noon must not print forty dead slips.
pub const SLIP_WORTH: Duration = Duration::from_secs(5 * 60);

/// Writes what goes with a ticket; whether there is something new for a printer.
pub fn accompany(
    case: &Case<'_>,
    floor: &Floor,
    ticket: &TicketId,
    aside: Option<&Aside>,
) -> Result<bool, StoreError> {
    let Some(aside) = aside else { return Ok(false) };
    let sql = case.transaction.sql();
    paper::accompany(sql, ticket, &aside.token, &aside.told)?;
    let (Some(printer), Some(content)) = (&aside.printer, slip(case, floor, ticket, aside)) else {
        return Ok(false);
    };
    let slip = layout::ticket(&content, aside.told.language, relief::columns(sql, printer)?);
    let expires_at: Moment = case.now.plus(SLIP_WORTH);
    let (office, ticket) = (&floor.office, Some(ticket));
    let job = NewJob { office, printer, ticket, copy: 0, slip: &slip, is_bound: false };
    paper::queue(sql, job, case.now, expires_at)?;
    Ok(true)
}

/// Queues another slip for a ticket whose visit has not ended.
pub fn copy(case: &Case<'_>, floor: &Floor, copy: &Copy) -> Result<Result<Copied, Refusal>, StoreError> {
    let sql = case.transaction.sql();
    let unknown = || Refusal::UnknownTicket { ticket: copy.ticket.clone() };
    let Some(ticket) = floor.tickets.get(&copy.ticket).filter(|ticket| !ticket.state().is_final()) else {
        return Ok(Err(unknown()));
    };
    let (Some(token), Some(told)) = (paper::token(sql, &copy.ticket)?, paper::told(sql, &copy.ticket)?)
    else {
        return Ok(Err(unknown()));
    };
    let nth = paper::copies(sql, &copy.ticket)?.saturating_add(1);
    let aside = Aside { token, told, printer: Some(copy.printer.clone()), visit: None };
    let Some(content) = slip(case, floor, &copy.ticket, &aside) else { return Ok(Err(unknown())) };
    let content = TicketSlip { copy: nth, ahead: Some(floor.ahead_of(ticket)), ..content };
    let columns = relief::columns(sql, &copy.printer)?;
    let slip = layout::ticket(&content, aside.told.language, columns);
    let expires_at = case.now.plus(SLIP_WORTH);
    let (office, printer, ticket_id) = (&floor.office, &copy.printer, Some(&copy.ticket));
    let job = NewJob { office, printer, ticket: ticket_id, copy: nth, slip: &slip, is_bound: false };
    paper::queue(sql, job, case.now, expires_at)?;
    Ok(Ok(Copied { number: ticket.number.to_string(), copy: nth }))
}

fn slip(case: &Case<'_>, floor: &Floor, ticket: &TicketId, aside: &Aside) -> Option<TicketSlip> {
    let rules = floor.rules()?;
    let ticket = floor.tickets.get(ticket)?;
    let service = rules.service(&ticket.leg().service)?;
    Some(TicketSlip {
        office_title: rules.office.title.in_language(aside.told.language).to_owned(),
        number: ticket.number.to_string(),
        services: layout::named(rules, std::iter::once(&service.id).chain(&ticket.then)),
        issued_at: case.now,
        zone: rules.office.zone,
        appointment: kept(floor, rules, ticket),
        ahead: Some(floor.waiting_near(&service.id).saturating_sub(1)),
        wait: ticket.quote.map(Wait::from),
        estimate_is_rough: true,
        waiting_place: Some(rules.office.waiting_place.clone()),
        follow_url: Some(follow_url(case.public_url, aside)),
        copy: 0,
    })
}

/// What became of the appointment that a ticket was checked in for.
fn kept(floor: &Floor, rules: &Configuration, ticket: &Ticket) -> Option<Kept> {
    let booking = floor.agenda.bookings.get(ticket.booking.as_ref()?)?;
    let start = booking.place.start;
    let late = Duration::from_secs(u64::from(rules.agenda.late_min) * 60);
    Some(match ticket.due {
        Some(start) => Kept::InTime { start },
        None => Kept::TooLate { start, until: start.plus(late) },
    })
}
