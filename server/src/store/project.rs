//! The rows that follow from an event, written in its transaction.

use super::{StoreError, agenda, blocks, parties};
use office::event::{Event, Fact};
use office::floor::Floor;
use office::id::{DeskId, OfficeId, TicketId};
use office::moment::Moment;
use office::number::Series;
use office::ticket::{Leg, Ticket};
use rusqlite::{Connection, params};
use std::time::Duration;

/// How long windows shown on phones are kept.
const WINDOWS_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// How long slips are kept after they were queued: they bear follow tokens.
const SLIPS_KEPT: Duration = Duration::from_secs(24 * 3600);

/// How long after it was made a reservation that has lapsed still says so to its visitor.
const LAPSED_KEPT: Duration = Duration::from_secs(24 * 3600);

/// How long lines of the audit are kept; they name addresses of the network, and people by ids.
const AUDIT_KEPT: Duration = Duration::from_secs(2 * 365 * 24 * 3600);

/// Writes the rows that follow from `event`; `floor` is the floor after it. Whether print jobs are
/// among those rows.
pub fn project(sql: &Connection, floor: &Floor, event: &Event) -> Result<bool, StoreError> {
    match &event.fact {
        Fact::DayOpened { date, opens, closes, ends, .. } => {
            open_day(sql, event, &date.to_string(), [*opens, *closes, *ends])?;
        }
        Fact::DayClosed { date } => close_day(sql, event, &date.to_string())?,
        Fact::ConfigurationAdopted { .. } | Fact::AdoptionPlanned { .. } | Fact::AdoptionDropped { .. } => {}
        Fact::SlotReserved { .. }
        | Fact::ReservationExtended { .. }
        | Fact::ReservationLapsed { .. }
        | Fact::Booked { .. }
        | Fact::BookingMoved { .. }
        | Fact::BookingCancelled { .. }
        | Fact::CheckedIn { .. }
        | Fact::BookingMissed { .. }
        | Fact::WishMade { .. }
        | Fact::WishDropped { .. }
        | Fact::DrawHeld { .. } => agenda::project(sql, floor, event)?,
        Fact::DeskOpened { desk }
        | Fact::DeskPaused { desk, .. }
        | Fact::DeskResumed { desk }
        | Fact::DeskClosed { desk } => write_desk(sql, floor, desk)?,
        Fact::BlockGranted { .. } => blocks::project_granted(sql, floor, event)?,
        Fact::NumberUnserved { date, number, .. } => {
            blocks::project_come_in(sql, floor, event, (*date, *number))?;
        }
        Fact::TicketIssued { ticket, number, .. } => {
            insert_ticket(sql, floor, event, ticket)?;
            if let Some(date) = event.day.filter(|_| number.series() == Series::OFFLINE) {
                blocks::project_come_in(sql, floor, event, (date, *number))?;
            }
        }
        Fact::LegMoved { ticket, .. } => move_leg(sql, floor, ticket)?,
        Fact::LegAdded { ticket, .. } => add_leg(sql, floor, ticket)?,
        Fact::LegCalled { ticket, .. } | Fact::TicketLeft { ticket } => {
            update_leg(sql, floor, ticket)?;
            return expire_slip(sql, ticket, event.at);
        }
        Fact::Recalled { ticket, .. }
        | Fact::CallWithdrawn { ticket, .. }
        | Fact::LegStarted { ticket, .. }
        | Fact::LegFinished { ticket, .. }
        | Fact::Absent { ticket, .. }
        | Fact::BroughtBack { ticket, .. }
        | Fact::LegHeld { ticket, .. }
        | Fact::Resumed { ticket, .. }
        | Fact::TicketLapsed { ticket } => update_leg(sql, floor, ticket)?,
    }
    Ok(false)
}

/// Writes a day that opens, closes and ends at the three `times`, or opens it again.
fn open_day(sql: &Connection, event: &Event, date: &str, times: [Moment; 3]) -> Result<(), StoreError> {
    let [opens, closes, ends] = times.map(Moment::as_millis);
    sql.prepare_cached(
        "insert into service_day (office, date, opened_at, opens, closes, ends) values (?1, ?2, ?3, ?4, ?5, ?6) \
         on conflict (office, date) do update set opens = excluded.opens, closes = excluded.closes, \
         ends = excluded.ends, closed_at = null",
    )?
    .execute(params![event.office.as_str(), date, event.at.as_millis(), opens, closes, ends])?;
    sql.prepare_cached("update office set day_seq = ?2 where id = ?1")?
        .execute(params![event.office.as_str(), event.seq])?;
    Ok(())
}

fn close_day(sql: &Connection, event: &Event, date: &str) -> Result<(), StoreError> {
    sql.prepare_cached("update service_day set closed_at = ?3 where office = ?1 and date = ?2")?
        .execute(params![event.office.as_str(), date, event.at.as_millis()])?;
    sql.prepare_cached(
        "delete from ticket_note where ticket in (select id from ticket where office = ?1 and day = ?2)",
    )?
    .execute(params![event.office.as_str(), date])?;
    Ok(())
}

fn write_desk(sql: &Connection, floor: &Floor, desk: &DeskId) -> Result<(), StoreError> {
    let Some(on_floor) = floor.desks.get(desk) else { return Ok(()) };
    sql.prepare_cached(
        "insert into desk (id, office, state, since, back_at) values (?1, ?2, ?3, ?4, ?5) \
         on conflict (id) do update set state = excluded.state, since = excluded.since, back_at = excluded.back_at",
    )?
    .execute(params![
        desk.as_str(),
        floor.office.as_str(),
        on_floor.state.code(),
        on_floor.since.as_millis(),
        on_floor.back_at.map(Moment::as_millis)
    ])?;
    Ok(())
}

fn insert_ticket(sql: &Connection, floor: &Floor, event: &Event, id: &TicketId) -> Result<(), StoreError> {
    let Some(ticket) = floor.tickets.get(id) else { return Ok(()) };
    sql.prepare_cached(
        "insert into ticket (id, office, day, series, count, seq, joined_at, class, channel, configuration) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id.as_str(),
        event.office.as_str(),
        event.day.map(|day| day.to_string()),
        ticket.number.series().to_string(),
        ticket.number.count().get(),
        ticket.seq,
        ticket.joined_at.as_millis(),
        ticket.class.code(),
        ticket.channel.code(),
        ticket.configuration.0
    ])?;
    insert_leg(sql, id, ticket.leg())
}

fn move_leg(sql: &Connection, floor: &Floor, id: &TicketId) -> Result<(), StoreError> {
    let Some(ticket) = floor.tickets.get(id) else { return Ok(()) };
    if let [.., ended, _] = ticket.legs.as_slice() {
        write_leg(sql, id, ended)?;
    }
    insert_leg(sql, id, ticket.leg())
}

fn add_leg(sql: &Connection, floor: &Floor, id: &TicketId) -> Result<(), StoreError> {
    match floor.tickets.get(id) {
        Some(ticket) => insert_leg(sql, id, ticket.leg()),
        None => Ok(()),
    }
}

fn update_leg(sql: &Connection, floor: &Floor, id: &TicketId) -> Result<(), StoreError> {
    match floor.tickets.get(id) {
        Some(ticket) => write_leg(sql, id, ticket.leg()),
        None => Ok(()),
    }
}

/// A slip that has not come out is no use to somebody who is called or has gone; whether there was one.
fn expire_slip(sql: &Connection, ticket: &TicketId, at: Moment) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached(
            "update print_job set expires_at = min(expires_at, ?2) \
             where ticket = ?1 and state in ('queued', 'sending')",
        )?
        .execute(params![ticket.as_str(), at.as_millis()])?;
    Ok(changed > 0)
}

fn insert_leg(sql: &Connection, ticket: &TicketId, leg: &Leg) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into leg (ticket, no, service, state, desk, target, announced, called_at, started_at, changed_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        ticket.as_str(),
        leg.no,
        leg.service.as_str(),
        leg.state.code(),
        leg.desk.as_ref().map(DeskId::as_str),
        leg.target.to_string(),
        leg.announced,
        leg.called_at.map(Moment::as_millis),
        leg.started_at.map(Moment::as_millis),
        leg.changed_at.as_millis()
    ])?;
    Ok(())
}

fn write_leg(sql: &Connection, ticket: &TicketId, leg: &Leg) -> Result<(), StoreError> {
    sql.prepare_cached(
        "update leg set state = ?3, desk = ?4, announced = ?5, called_at = ?6, call_seq = ?7, started_at = ?8, \
         changed_at = ?9, outcome = ?10 where ticket = ?1 and no = ?2",
    )?
    .execute(params![
        ticket.as_str(),
        leg.no,
        leg.state.code(),
        leg.desk.as_ref().map(DeskId::as_str),
        leg.announced,
        leg.called_at.map(Moment::as_millis),
        leg.call_seq,
        leg.started_at.map(Moment::as_millis),
        leg.changed_at.as_millis(),
        leg.outcome.map(|outcome| outcome.code())
    ])?;
    Ok(())
}

/// Erases the follow tokens of closed days, what goes with reservations that have lapsed, and slips,
/// windows and lines of the audit of too long ago.
pub fn forget(sql: &Connection, office: &OfficeId, now: Moment) -> Result<(), StoreError> {
    sql.prepare_cached(
        "delete from follow where exists (select 1 from ticket t join service_day d \
         on d.office = t.office and d.date = t.day \
         where t.id = follow.ticket and t.office = ?1 and d.closed_at is not null)",
    )?
    .execute(params![office.as_str()])?;
    sql.prepare_cached("delete from print_job where office = ?1 and created_at < ?2")?
        .execute(params![office.as_str(), now.minus(SLIPS_KEPT).as_millis()])?;
    sql.prepare_cached("delete from window_shown where shown_at < ?1")?
        .execute(params![now.minus(WINDOWS_KEPT).as_millis()])?;
    sql.prepare_cached("delete from audit where at < ?1")?
        .execute(params![now.minus(AUDIT_KEPT).as_millis()])?;
    parties::forget_lapsed(sql, office, now.minus(LAPSED_KEPT))?;
    Ok(())
}

/// A ticket's row as text, to be compared with what the log says.
pub fn ticket_row(ticket: &Ticket) -> String {
    format!(
        "{} seq {} joined {} {} {} configuration {}",
        ticket.number,
        ticket.seq,
        ticket.joined_at.as_millis(),
        ticket.class.code(),
        ticket.channel.code(),
        ticket.configuration.0
    )
}

/// A leg's row as text, to be compared with what the log says.
pub fn leg_row(leg: &Leg) -> String {
    format!(
        "{} {} {} desk {} target {} announced {} called {:?} call {:?} started {:?} changed {} outcome {}",
        leg.no,
        leg.service,
        leg.state.code(),
        leg.desk.as_ref().map_or("-", DeskId::as_str),
        leg.target,
        leg.announced,
        leg.called_at.map(Moment::as_millis),
        leg.call_seq,
        leg.started_at.map(Moment::as_millis),
        leg.changed_at.as_millis(),
        leg.outcome.map_or("-", |outcome| outcome.code())
    )
}
