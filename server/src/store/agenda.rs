//! Bookings, wishes and draws: the rows that follow from the log, and the agenda read back from them.
//!
//! A place that two bookings would have is refused by a trigger of the schema: the second wall behind
//! the rules.

use super::{StoreError, moment, stored};
use chrono::NaiveDate;
use office::agenda::{Agenda, Booking, BookingChannel, BookingState, Place, Wish, WishState};
use office::configuration::Version;
use office::event::{Event, Fact};
use office::floor::Floor;
use office::id::{BookingId, DeskId, OfficeId, PlanId, ServiceId, TicketId, WishId};
use office::moment::Moment;
use rusqlite::{Connection, Params, Row, params};
use std::collections::BTreeSet;
use std::time::Duration;

/// A statement that reads bookings with the columns that [`parse_booking`] knows.
macro_rules! select_booking {
    ($condition:literal) => {
        concat!(
            "select id, state, plan, desk, lane, starts, ends, services, people, channel, until, extended, ",
            "made_at, configuration, origin, moves, moved_to, ticket, wish from booking ",
            $condition
        )
    };
}

/// A statement that reads wishes with the columns that [`parse_wish`] knows.
macro_rules! select_wish {
    ($condition:literal) => {
        concat!("select id, services, people, wished, state, booking, seq, made_at from wish ", $condition)
    };
}

/// Writes what follows from an event about the agenda; `floor` is the floor after it.
pub fn project(sql: &Connection, floor: &Floor, event: &Event) -> Result<(), StoreError> {
    if let Fact::SlotReserved { booking, .. } = &event.fact {
        insert_booking(sql, floor, booking)
    } else if let Fact::BookingMoved { booking, to, .. } = &event.fact {
        update_booking(sql, floor, booking)?;
        insert_booking(sql, floor, to)?;
        super::parties::hand_over(sql, booking, to)
    } else if let Fact::WishMade { wish, .. } = &event.fact {
        insert_wish(sql, floor, wish)
    } else if let Fact::WishDropped { wish } = &event.fact {
        update_wish(sql, floor, wish)
    } else if let Fact::DrawHeld { plan, date, order, .. } = &event.fact {
        sql.prepare_cached("insert into draw (office, plan, date, seq) values (?1, ?2, ?3, ?4)")?
            .execute(params![floor.office.as_str(), plan.as_str(), date.to_string(), event.seq])?;
        order.iter().try_for_each(|wish| update_wish(sql, floor, wish))
    } else {
        event.fact.booking().map_or(Ok(()), |booking| update_booking(sql, floor, booking))
    }
}

fn insert_booking(sql: &Connection, floor: &Floor, id: &BookingId) -> Result<(), StoreError> {
    let Some(booking) = floor.agenda.bookings.get(id) else { return Ok(()) };
    sql.prepare_cached(
        "insert into booking (id, office, seq, state, plan, desk, lane, starts, ends, services, people, channel, \
         until, extended, made_at, configuration, origin, moves, moved_to, ticket, wish, last_seq) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?3)",
    )?
    .execute(params![
        id.as_str(),
        floor.office.as_str(),
        floor.seq,
        booking.state.code(),
        booking.place.plan.as_str(),
        booking.place.desk.as_str(),
        booking.place.lane,
        booking.place.start.as_millis(),
        booking.place.end.as_millis(),
        services_text(&booking.services)?,
        booking.people,
        booking.channel.code(),
        booking.until.map(Moment::as_millis),
        booking.extended,
        booking.made_at.as_millis(),
        booking.configuration.0,
        booking.origin.as_str(),
        booking.moves,
        booking.moved_to.as_ref().map(BookingId::as_str),
        booking.ticket.as_ref().map(TicketId::as_str),
        booking.wish.as_ref().map(WishId::as_str),
    ])?;
    follow_wish(sql, floor, booking)
}

fn update_booking(sql: &Connection, floor: &Floor, id: &BookingId) -> Result<(), StoreError> {
    let Some(booking) = floor.agenda.bookings.get(id) else { return Ok(()) };
    sql.prepare_cached(
        "update booking set state = ?2, until = ?3, extended = ?4, moved_to = ?5, ticket = ?6, last_seq = ?7 \
         where id = ?1",
    )?
    .execute(params![
        id.as_str(),
        booking.state.code(),
        booking.until.map(Moment::as_millis),
        booking.extended,
        booking.moved_to.as_ref().map(BookingId::as_str),
        booking.ticket.as_ref().map(TicketId::as_str),
        floor.seq,
    ])?;
    follow_wish(sql, floor, booking)
}

/// What becomes of an offer may end the wish that it answers.
fn follow_wish(sql: &Connection, floor: &Floor, booking: &Booking) -> Result<(), StoreError> {
    booking.wish.as_ref().map_or(Ok(()), |wish| update_wish(sql, floor, wish))
}

fn insert_wish(sql: &Connection, floor: &Floor, id: &WishId) -> Result<(), StoreError> {
    let Some(wish) = floor.agenda.wishes.get(id) else { return Ok(()) };
    let document = |source| StoreError::Document { what: format!("wish {id}"), source };
    sql.prepare_cached(
        "insert into wish (id, office, seq, services, people, wished, state, made_at, last_seq) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?3)",
    )?
    .execute(params![
        id.as_str(),
        floor.office.as_str(),
        wish.seq,
        services_text(&wish.services)?,
        wish.people,
        serde_json::to_string(&wish.wished).map_err(document)?,
        wish.state.code(),
        wish.made_at.as_millis(),
    ])?;
    Ok(())
}

fn update_wish(sql: &Connection, floor: &Floor, id: &WishId) -> Result<(), StoreError> {
    let Some(wish) = floor.agenda.wishes.get(id) else { return Ok(()) };
    let booking = match &wish.state {
        WishState::Offered { booking } => Some(booking),
        WishState::Waiting | WishState::Met | WishState::Ended => None,
    };
    let booking = booking.map(BookingId::as_str);
    sql.prepare_cached(
        "update wish set state = ?2, booking = ?3, last_seq = ?4 where id = ?1 \
         and (state <> ?2 or booking is not ?3)",
    )?
    .execute(params![id.as_str(), wish.state.code(), booking, floor.seq])?;
    Ok(())
}

/// The agenda as it stands, whose last day was opened by event `day_seq`; `kept_from` is the moment before
/// which that day let go of what had ended.
pub fn agenda(
    sql: &Connection,
    office: &OfficeId,
    (day_seq, kept_from): (u64, Option<Moment>),
) -> Result<Agenda, StoreError> {
    let kept_from = kept_from.map_or(i64::MIN, Moment::as_millis);
    let bookings = bookings(
        sql,
        select_booking!(
            "where office = ?1 and (state in ('reserved', 'booked') or ends >= ?2 or last_seq > ?3)"
        ),
        params![office.as_str(), kept_from, day_seq],
    )?;
    let wishes = wishes(
        sql,
        select_wish!("where office = ?1 and (state in ('waiting', 'offered') or last_seq > ?2)"),
        params![office.as_str(), day_seq],
    )?;
    let from = moment(kept_from.max(0))?.utc().date_naive();
    let drawn = draws(sql, office)?.into_iter().filter(|(_, date)| *date >= from).collect();
    Ok(Agenda::of(bookings, wishes, drawn))
}

/// Every draw that an office has held.
pub fn draws(sql: &Connection, office: &OfficeId) -> Result<BTreeSet<(PlanId, NaiveDate)>, StoreError> {
    let mut statement = sql.prepare_cached("select plan, date from draw where office = ?1")?;
    let rows = statement.query_map(params![office.as_str()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut draws = BTreeSet::new();
    for row in rows {
        let (plan, date) = row?;
        let plan = stored("plan of a draw", PlanId::new(&plan).ok())?;
        draws.insert((plan, stored("date of a draw", date.parse().ok())?));
    }
    Ok(draws)
}

/// One booking, however long ago it ended.
pub fn booking(sql: &Connection, id: &BookingId) -> Result<Option<Booking>, StoreError> {
    Ok(bookings(sql, select_booking!("where id = ?1"), params![id.as_str()])?.pop())
}

/// The bookings of an office that begin in a stretch of time, in the order of their desks and times.
pub fn between(
    sql: &Connection,
    office: &OfficeId,
    (from, until): (Moment, Moment),
) -> Result<Vec<Booking>, StoreError> {
    // None is longer than a day: their ends are found by the index.
    let ends = until.plus(Duration::from_secs(24 * 3600));
    bookings(
        sql,
        select_booking!(
            "where office = ?1 and ends > ?2 and ends < ?4 and starts >= ?2 and starts < ?3 \
             order by desk, starts, lane"
        ),
        params![office.as_str(), from.as_millis(), until.as_millis(), ends.as_millis()],
    )
}

/// The minutes of places that began in a stretch of time, to which nobody came, in which somebody else was
/// served: as the log counts them.
pub fn saved_minutes(
    sql: &Connection,
    office: &OfficeId,
    (from, until): (Moment, Moment),
) -> Result<u64, StoreError> {
    // A place is seen as missed on the day of its beginning, or in the night after it.
    let seen = until.plus(Duration::from_secs(24 * 3600));
    let saved: i64 = sql
        .prepare_cached(
            "select coalesce(sum(e.body ->> '$.saved_min'), 0) from event e \
             join booking b on b.id = e.body ->> '$.booking' \
             where e.office = ?1 and e.kind = 'BookingMissed' and e.at >= ?2 and e.at < ?4 \
             and b.starts >= ?2 and b.starts < ?3",
        )?
        .query_row(
            params![office.as_str(), from.as_millis(), until.as_millis(), seen.as_millis()],
            |row| row.get(0),
        )?;
    Ok(u64::try_from(saved).unwrap_or_default())
}

/// One wish, however long ago it ended.
pub fn wish(sql: &Connection, id: &WishId) -> Result<Option<Wish>, StoreError> {
    Ok(wishes(sql, select_wish!("where id = ?1"), params![id.as_str()])?.pop())
}

fn bookings(sql: &Connection, select: &str, of: impl Params) -> Result<Vec<Booking>, StoreError> {
    let mut statement = sql.prepare_cached(select)?;
    let mut rows = statement.query(of)?;
    let mut bookings = Vec::new();
    while let Some(row) = rows.next()? {
        bookings.push(parse_booking(row)?);
    }
    Ok(bookings)
}

fn parse_booking(row: &Row<'_>) -> Result<Booking, StoreError> {
    let text = |column: usize| row.get::<_, String>(column);
    let id = |column: usize| -> Result<Option<String>, StoreError> { Ok(row.get(column)?) };
    let booking =
        |text: Option<String>| text.map(|text| stored("booking", BookingId::new(&text).ok())).transpose();
    let until: Option<i64> = row.get(10)?;
    Ok(Booking {
        id: stored("booking", BookingId::new(&text(0)?).ok())?,
        state: stored("state of a booking", BookingState::from_code(&text(1)?))?,
        place: Place {
            plan: stored("plan", PlanId::new(&text(2)?).ok())?,
            desk: stored("desk", DeskId::new(&text(3)?).ok())?,
            lane: row.get(4)?,
            start: moment(row.get(5)?)?,
            end: moment(row.get(6)?)?,
        },
        services: services(&text(7)?)?,
        people: row.get(8)?,
        channel: stored("channel of a booking", BookingChannel::from_code(&text(9)?))?,
        until: until.map(moment).transpose()?,
        extended: row.get(11)?,
        made_at: moment(row.get(12)?)?,
        configuration: Version(row.get(13)?),
        origin: stored("booking", BookingId::new(&text(14)?).ok())?,
        moves: row.get(15)?,
        moved_to: booking(id(16)?)?,
        ticket: id(17)?.map(|id| stored("ticket", TicketId::new(&id).ok())).transpose()?,
        wish: id(18)?.map(|id| stored("wish", WishId::new(&id).ok())).transpose()?,
    })
}

fn wishes(sql: &Connection, select: &str, of: impl Params) -> Result<Vec<Wish>, StoreError> {
    let mut statement = sql.prepare_cached(select)?;
    let mut rows = statement.query(of)?;
    let mut wishes = Vec::new();
    while let Some(row) = rows.next()? {
        wishes.push(parse_wish(row)?);
    }
    Ok(wishes)
}

fn parse_wish(row: &Row<'_>) -> Result<Wish, StoreError> {
    let text = |column: usize| row.get::<_, String>(column);
    let document = |source| StoreError::Document { what: "wish".into(), source };
    let booking: Option<String> = row.get(5)?;
    let booking = booking.map(|id| stored("booking", BookingId::new(&id).ok())).transpose()?;
    let state = match (text(4)?.as_str(), booking) {
        ("waiting", None) => Some(WishState::Waiting),
        ("offered", Some(booking)) => Some(WishState::Offered { booking }),
        ("met", None) => Some(WishState::Met),
        ("ended", None) => Some(WishState::Ended),
        _ => None,
    };
    Ok(Wish {
        id: stored("wish", WishId::new(&text(0)?).ok())?,
        services: services(&text(1)?)?,
        people: row.get(2)?,
        wished: serde_json::from_str(&text(3)?).map_err(document)?,
        state: stored("state of a wish", state)?,
        seq: row.get(6)?,
        made_at: moment(row.get(7)?)?,
    })
}

fn services_text(services: &[ServiceId]) -> Result<String, StoreError> {
    serde_json::to_string(services).map_err(|source| StoreError::Document { what: "services".into(), source })
}

fn services(text: &str) -> Result<Vec<ServiceId>, StoreError> {
    serde_json::from_str(text).map_err(|source| StoreError::Document { what: "services".into(), source })
}

/// What is known of a booking, as text: rows and log are compared by it.
pub fn booking_text(sql: &Connection, id: &BookingId) -> Result<Option<String>, StoreError> {
    readable(booking(sql, id).map(|found| found.map(|booking| format!("{booking:?}"))))
}

/// What is known of a wish, likewise.
pub fn wish_text(sql: &Connection, id: &WishId) -> Result<Option<String>, StoreError> {
    readable(wish(sql, id).map(|found| found.map(|wish| format!("{wish:?}"))))
}

/// A row that says what no program of ours wrote is a difference, and no reason to stop comparing.
fn readable(found: Result<Option<String>, StoreError>) -> Result<Option<String>, StoreError> {
    match found {
        Err(error @ (StoreError::Value(_) | StoreError::Document { .. })) => Ok(Some(error.to_string())),
        found => found,
    }
}
