//! The log: events in, events out.

use super::{StoreError, moment, stored};
use chrono::NaiveDate;
use office::event::{Actor, Event};
use office::id::{ActorId, OfficeId, RequestKey};
use rusqlite::{Connection, Row, params};
use serde_json::Value;

/// Most events that one reading of the log returns.
pub const PAGE_MAX: u32 = 1000;

/// Appends an event; the log refuses a gap, a change and a deletion by trigger.
pub fn append(sql: &Connection, event: &Event) -> Result<(), StoreError> {
    let document = |source| StoreError::Document { what: "event".into(), source };
    let mut fact = serde_json::to_value(&event.fact).map_err(document)?;
    let kind = fact["kind"].as_str().unwrap_or_default().to_owned();
    let body = fact["body"].take();
    sql.prepare_cached(
        "insert into event (office, seq, day, at, by_kind, by_id, cause, kind, body) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        event.office.as_str(),
        event.seq,
        event.day.map(|day| day.to_string()),
        event.at.as_millis(),
        event.by.kind.code(),
        event.by.id.as_str(),
        event.cause.as_ref().map(RequestKey::as_str),
        kind,
        body.to_string(),
    ])?;
    sql.prepare_cached("update office set seq = ?2 where id = ?1")?
        .execute(params![event.office.as_str(), event.seq])?;
    Ok(())
}

/// Calls `each` for every event of an office after `after`, in order, at most `limit` of them.
pub fn read(
    sql: &Connection,
    office: &OfficeId,
    after: u64,
    limit: u64,
    mut each: impl FnMut(Event) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = sql.prepare_cached(
        "select office, seq, day, at, by_kind, by_id, cause, kind, body from event \
         where office = ?1 and seq > ?2 order by seq limit ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![office.as_str(), after, limit])?;
    while let Some(row) = rows.next()? {
        each(event(row)?)?;
    }
    Ok(())
}

fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    let seq: u64 = row.get(1)?;
    let day: Option<String> = row.get(2)?;
    let (by_kind, by_id): (String, String) = (row.get(4)?, row.get(5)?);
    let cause: Option<String> = row.get(6)?;
    let (kind, body): (String, String) = (row.get(7)?, row.get(8)?);
    let document = |source| StoreError::Document { what: format!("event {seq}"), source };
    let body: Value = serde_json::from_str(&body).map_err(document)?;
    let fact = serde_json::from_value(serde_json::json!({ "kind": kind, "body": body })).map_err(document)?;
    let by = Actor {
        kind: serde_json::from_value(Value::String(by_kind)).map_err(document)?,
        id: stored("actor", ActorId::new(&by_id).ok())?,
    };
    Ok(Event {
        office: stored("office", OfficeId::new(&row.get::<_, String>(0)?).ok())?,
        seq,
        day: day.map(|day| stored("day", day.parse::<NaiveDate>().ok())).transpose()?,
        at: moment(row.get(3)?)?,
        by,
        cause: cause.map(|cause| stored("cause", RequestKey::new(&cause).ok())).transpose()?,
        fact,
    })
}
