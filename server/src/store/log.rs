//! The log: events in, events out.

use super::{StoreError, moment, stored};
use chrono::NaiveDate;
use office::event::{Actor, Event};
use office::id::{ActorId, OfficeId, RequestKey};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Most events that one reading of the log returns.
pub const PAGE_MAX: u32 = 1000;

/// What chains a row of the log to the one before it.
pub type Link = [u8; 32];
/// What the first row of an office's log is chained to.
pub const FIRST_LINK: Link = [0; 32];

/// A row of the log as it is stored, without its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Whose log it is.
    pub office: String,
    /// Its place in that log.
    pub seq: u64,
    /// The service day.
    pub day: Option<String>,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The kind of actor.
    pub by_kind: String,
    /// The actor.
    pub by_id: String,
    /// The caller's own name for the request.
    pub cause: Option<String>,
    /// The kind of fact.
    pub kind: String,
    /// The rest of the fact, JSON.
    pub body: String,
}

impl LogRow {
    /// The row's link: SHA-256 over the link before it and every field, each with its length. It stands
    /// in every database since version 2: another way to compute it needs another version.
    pub fn link(&self, before: &Link) -> Link {
        let mut hash = Sha256::new_with_prefix(before);
        let mut field = |present: bool, bytes: &[u8]| {
            hash.update([u8::from(present)]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        let texts = [
            Some(&self.office),
            self.day.as_ref(),
            Some(&self.by_kind),
            Some(&self.by_id),
            self.cause.as_ref(),
            Some(&self.kind),
            Some(&self.body),
        ];
        field(true, &self.seq.to_le_bytes());
        field(true, &self.at.to_le_bytes());
        for text in texts {
            field(text.is_some(), text.map(String::as_bytes).unwrap_or_default());
        }
        hash.finalize().into()
    }

    /// What the row says; it may say what no program of ours wrote.
    pub fn event(&self) -> Result<Event, StoreError> {
        let document = |source| StoreError::Document { what: format!("event {}", self.seq), source };
        let body: Value = serde_json::from_str(&self.body).map_err(document)?;
        let fact = serde_json::from_value(serde_json::json!({ "kind": self.kind, "body": body }))
            .map_err(document)?;
        let by = Actor {
            kind: serde_json::from_value(Value::String(self.by_kind.clone())).map_err(document)?,
            id: stored("actor", ActorId::new(&self.by_id).ok())?,
        };
        let day = self.day.as_ref().map(|day| stored("day", day.parse::<NaiveDate>().ok())).transpose()?;
        let cause =
            self.cause.as_ref().map(|cause| stored("cause", RequestKey::new(cause).ok())).transpose()?;
        let office = stored("office", OfficeId::new(&self.office).ok())?;
        Ok(Event { office, seq: self.seq, day, at: moment(self.at)?, by, cause, fact })
    }
}

/// Appends an event; the log refuses a gap, a change and a deletion by trigger.
pub fn append(sql: &Connection, event: &Event) -> Result<(), StoreError> {
    let document = |source| StoreError::Document { what: "event".into(), source };
    let mut fact = serde_json::to_value(&event.fact).map_err(document)?;
    let kind = fact["kind"].as_str().unwrap_or_default().to_owned();
    let body = fact["body"].take();
    let row = LogRow {
        office: event.office.to_string(),
        seq: event.seq,
        day: event.day.map(|day| day.to_string()),
        at: event.at.as_millis(),
        by_kind: event.by.kind.code().to_owned(),
        by_id: event.by.id.to_string(),
        cause: event.cause.as_ref().map(ToString::to_string),
        kind,
        body: body.to_string(),
    };
    let link = row.link(&link_of(sql, &event.office, event.seq.saturating_sub(1))?);
    sql.prepare_cached(
        "insert into event (office, seq, day, at, by_kind, by_id, cause, kind, body, hash) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        row.office,
        row.seq,
        row.day,
        row.at,
        row.by_kind,
        row.by_id,
        row.cause,
        row.kind,
        row.body,
        link,
    ])?;
    sql.prepare_cached("update office set seq = ?2 where id = ?1")?
        .execute(params![event.office.as_str(), event.seq])?;
    Ok(())
}

/// The link of a row; [`FIRST_LINK`] before the first.
fn link_of(sql: &Connection, office: &OfficeId, seq: u64) -> Result<Link, StoreError> {
    let link = sql
        .prepare_cached("select hash from event where office = ?1 and seq = ?2")?
        .query_row(params![office.as_str(), seq], |row| row.get(0))
        .optional()?;
    Ok(link.unwrap_or(FIRST_LINK))
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
        each(stored_row(row)?.event()?)?;
    }
    Ok(())
}

/// Calls `each` for the adoptions of configurations of an office, newest first, at most `limit` of them.
pub fn adoptions(
    sql: &Connection,
    office: &OfficeId,
    limit: u32,
    mut each: impl FnMut(Event) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = sql.prepare_cached(
        "select office, seq, day, at, by_kind, by_id, cause, kind, body from event \
         where office = ?1 and kind = 'ConfigurationAdopted' order by seq desc limit ?2",
    )?;
    let mut rows = statement.query(params![office.as_str(), limit])?;
    while let Some(row) = rows.next()? {
        each(stored_row(row)?.event()?)?;
    }
    Ok(())
}

/// A row that was read with the columns of [`LogRow`] in their order.
pub(super) fn stored_row(row: &Row<'_>) -> Result<LogRow, rusqlite::Error> {
    Ok(LogRow {
        office: row.get(0)?,
        seq: row.get(1)?,
        day: row.get(2)?,
        at: row.get(3)?,
        by_kind: row.get(4)?,
        by_id: row.get(5)?,
        cause: row.get(6)?,
        kind: row.get(7)?,
        body: row.get(8)?,
    })
}
