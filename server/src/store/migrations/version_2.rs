//! From version 1 to version 2. Released: never edited.

use crate::store::StoreError;
use crate::store::log::{FIRST_LINK, Link, stored_row};
use office::moment::Moment;
use rusqlite::{Connection, params};
use std::time::Duration;

/// For how long keys are good that knew no end, counted from the step.
const KEYS_KEPT: Duration = Duration::from_secs(365 * 24 * 3600);

/// Brings a database of version 1 to version 2, but for its number.
pub fn carry_out(sql: &Connection, now: Moment) -> Result<(), StoreError> {
    sql.execute_batch(include_str!("version-2.sql"))?;
    chain_events(sql)?;
    sql.execute(
        "insert into api_key (id, key_hash, role, office, label, created_at, expires_at, revoked_at) \
         select id, key_hash, role, office, label, created_at, max(created_at + ?2 - ?1, ?2), revoked_at \
         from api_key_1",
        params![now.as_millis(), now.plus(KEYS_KEPT).as_millis()],
    )?;
    sql.execute_batch(include_str!("version-2-after.sql"))?;
    Ok(())
}

/// Copies the log row by row, each chained to the one before it.
fn chain_events(sql: &Connection) -> Result<(), StoreError> {
    let mut insert = sql.prepare(
        "insert into event (office, seq, day, at, by_kind, by_id, cause, kind, body, hash) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let mut statement = sql.prepare(
        "select office, seq, day, at, by_kind, by_id, cause, kind, body from event_1 order by office, seq",
    )?;
    let mut rows = statement.query([])?;
    let mut last: Option<(String, Link)> = None;
    while let Some(row) = rows.next()? {
        let row = stored_row(row)?;
        let before = match &last {
            Some((office, link)) if *office == row.office => link,
            Some(_) | None => &FIRST_LINK,
        };
        let link = row.link(before);
        insert.execute(params![
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
        last = Some((row.office, link));
    }
    Ok(())
}
