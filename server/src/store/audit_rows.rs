//! The rows of the tables as text, to be compared with what the log says.

use super::project::{leg_row, ticket_row};
use super::{StoreError, agenda, blocks};
use chrono::NaiveDate;
use office::agenda::Agenda;
use office::alone::Blocks;
use office::floor::{DeskState, Floor};
use office::id::{DeskId, OfficeId};
use rusqlite::{Connection, ToSql, params};
use std::collections::BTreeMap;

/// What SQLite itself finds wrong with the file.
pub fn file_findings(sql: &Connection) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    let mut statement = sql.prepare("pragma integrity_check(20)")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            findings.push(format!("file: {line}"));
        }
    }
    let mut statement = sql.prepare("pragma foreign_key_check")?;
    for table in statement.query_map([], |row| row.get::<_, String>(0))? {
        findings.push(format!("file: a row of {} names a row that is not there", table?));
    }
    Ok(findings)
}

/// How the rows of one day's tickets differ from the floor at its end; `day_seq` is the sequence of the
/// event that opened it: a date may have been opened before.
pub fn day_findings(
    sql: &Connection,
    floor: &Floor,
    date: NaiveDate,
    day_seq: u64,
) -> Result<Vec<String>, StoreError> {
    let mut expected = BTreeMap::new();
    for ticket in floor.tickets.values() {
        expected.insert(ticket.id.to_string(), ticket_row(ticket));
        for leg in &ticket.legs {
            expected.insert(format!("{}/{}", ticket.id, leg.no), leg_row(leg));
        }
    }
    let (office, date) = (floor.office.as_str(), date.to_string());
    let of_day = params![office, date, day_seq, floor.seq];
    let mut found = tickets(sql, of_day)?;
    found.extend(legs(sql, of_day)?);
    Ok(differences(&floor.office.to_string(), &expected, &found))
}

fn tickets(sql: &Connection, of_day: &[&dyn ToSql]) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, printf('%s%03d seq %d joined %d %s %s configuration %d', series, count, seq, joined_at, class, \
         channel, configuration) from ticket where office = ?1 and day = ?2 and seq between ?3 and ?4",
    )?;
    let rows = statement.query_map(of_day, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn legs(sql: &Connection, of_day: &[&dyn ToSql]) -> Result<BTreeMap<String, String>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select l.ticket || '/' || l.no, l.no, l.service, l.state, l.desk, l.target, l.announced, l.called_at, \
         l.call_seq, l.started_at, l.changed_at, l.outcome \
         from leg l join ticket t on t.id = l.ticket where t.office = ?1 and t.day = ?2 and t.seq between ?3 and ?4",
    )?;
    let rows = statement.query_map(of_day, |row| {
        let text = format!(
            "{} {} {} desk {} target {} announced {} called {:?} call {:?} started {:?} changed {} outcome {}",
            row.get::<_, u32>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, Option<String>>(4)?.unwrap_or_else(|| "-".into()),
            row.get::<_, String>(5)?,
            row.get::<_, u32>(6)?,
            row.get::<_, Option<i64>>(7)?,
            row.get::<_, Option<u64>>(8)?,
            row.get::<_, Option<i64>>(9)?,
            row.get::<_, i64>(10)?,
            row.get::<_, Option<String>>(11)?.unwrap_or_else(|| "-".into()),
        );
        Ok((row.get::<_, String>(0)?, text))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How the rows of desks, days and the office differ from the floor after the last event; `day_seq` is
/// the sequence of the last event that opened a day.
pub fn office_findings(sql: &Connection, floor: &Floor, day_seq: u64) -> Result<Vec<String>, StoreError> {
    let office = floor.office.to_string();
    let mut expected: BTreeMap<String, String> =
        floor.dates.iter().map(|date| (format!("day {date}"), "known".to_owned())).collect();
    expected.insert("last event".into(), floor.seq.to_string());
    expected.insert("event that opened the day".into(), day_seq.to_string());
    expected.insert("open day".into(), floor.day.map_or("none".into(), |day| day.date.to_string()));
    let open = |desk: &DeskId| floor.desk_state(desk) != DeskState::Closed;
    for desk in floor.desks.keys().filter(|desk| open(desk)) {
        expected.insert(format!("desk {desk}"), floor.desk_state(desk).code().to_owned());
    }
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut statement = sql.prepare(
        "select 'day ' || date, 'known' from service_day where office = ?1 \
         union all select 'desk ' || id, state from desk where office = ?1 and state <> 'closed' \
         union all select 'last event', cast(seq as text) from office where id = ?1 \
         union all select 'event that opened the day', cast(day_seq as text) from office where id = ?1 \
         union all select 'open day', coalesce(max(date), 'none') from service_day where office = ?1 and closed_at is null \
         union all select printf('ticket %s%03d', t.series, t.count), 'event ' || t.seq from ticket t \
         left join event e on e.office = t.office and e.seq = t.seq and e.kind = 'TicketIssued' \
         where t.office = ?1 and e.seq is null \
         union all select 'booking ' || b.id, 'event ' || b.seq from booking b \
         left join event e on e.office = b.office and e.seq = b.seq and e.kind in ('SlotReserved', 'BookingMoved') \
         where b.office = ?1 and e.seq is null \
         union all select 'wish ' || w.id, 'event ' || w.seq from wish w \
         left join event e on e.office = w.office and e.seq = w.seq and e.kind = 'WishMade' \
         where w.office = ?1 and e.seq is null \
         union all select 'draw ' || d.plan || ' ' || d.date, 'event ' || d.seq from draw d \
         left join event e on e.office = d.office and e.seq = d.seq and e.kind = 'DrawHeld' \
         where d.office = ?1 and e.seq is null",
    )?;
    let rows = statement.query_map(params![office], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for row in rows {
        let (name, value) = row?;
        found.insert(name, value);
    }
    Ok(differences(&office, &expected, &found))
}

/// How the rows of blocks of numbers differ from what the log says of them.
pub fn block_findings(sql: &Connection, floor: &Floor) -> Result<Vec<String>, StoreError> {
    let office = &floor.office;
    let text = |blocks: &Blocks| {
        let of_date = |(date, of_date): (NaiveDate, _)| (format!("blocks of {date}"), format!("{of_date:?}"));
        blocks.dates().map(of_date).collect::<BTreeMap<_, _>>()
    };
    Ok(differences(office.as_str(), &text(&floor.blocks), &text(&blocks::blocks(sql, office)?)))
}

/// How the rows of these bookings, wishes and draws differ from what the log says of them.
pub fn agenda_findings(
    sql: &Connection,
    office: &OfficeId,
    said: &Agenda,
) -> Result<Vec<String>, StoreError> {
    let mut expected = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (id, booking) in &said.bookings {
        expected.insert(format!("booking {id}"), format!("{booking:?}"));
        found.extend(agenda::booking_text(sql, id)?.map(|text| (format!("booking {id}"), text)));
    }
    for (id, wish) in &said.wishes {
        expected.insert(format!("wish {id}"), format!("{wish:?}"));
        found.extend(agenda::wish_text(sql, id)?.map(|text| (format!("wish {id}"), text)));
    }
    let name = |(plan, date): &(_, NaiveDate)| (format!("draw of {plan} for {date}"), "held".to_owned());
    expected.extend(said.drawn.iter().map(name));
    found.extend(agenda::draws(sql, office)?.intersection(&said.drawn).map(name));
    Ok(differences(office.as_str(), &expected, &found))
}

fn differences(
    office: &str,
    expected: &BTreeMap<String, String>,
    found: &BTreeMap<String, String>,
) -> Vec<String> {
    let missing_or_other = expected.iter().filter_map(|(name, value)| match found.get(name) {
        Some(other) if other == value => None,
        Some(other) => Some(format!("{office}: {name}: the log says \"{value}\", the table \"{other}\"")),
        None => Some(format!("{office}: {name}: the log says \"{value}\", the table has no such row")),
    });
    let unknown = found.iter().filter(|(name, _)| !expected.contains_key(*name)).map(|(name, value)| {
        format!("{office}: {name}: the table says \"{value}\", the log knows nothing of it")
    });
    missing_or_other.chain(unknown).collect()
}
