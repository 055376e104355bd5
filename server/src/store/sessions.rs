//! Logins, and the browsers that stand at a desk of the house.

use super::keys::{Role, SecretHash};
use super::{StoreError, moment, stored};
use office::id::{DeskId, OfficeId};
use office::moment::Moment;
use rusqlite::{Connection, Row, params};
use std::time::Duration;

/// How long a session that has ended is kept.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// A login: in one office, with the role held there when it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// By which lists and the audit name it.
    pub id: String,
    /// The hash of the secret in the cookie.
    pub hash: SecretHash,
    /// Whose it is.
    pub person: String,
    /// Where.
    pub office: OfficeId,
    /// With which role.
    pub role: Role,
    /// The enrolled browser it began at.
    pub seat: Option<String>,
    /// Whether a second factor was given.
    pub has_second_factor: bool,
    /// When it began.
    pub created_at: Moment,
    /// When something was last asked in it, as far as it has been written.
    pub seen_at: Moment,
    /// When it ends at the latest.
    pub ends_at: Moment,
}

/// A browser that stands at a desk of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRow {
    /// Its id.
    pub id: String,
    /// Where.
    pub office: OfficeId,
    /// The desk that it opens at; absent: any.
    pub desk: Option<DeskId>,
    /// What people call it.
    pub title: String,
    /// The hash of the secret in its cookie.
    pub hash: SecretHash,
    /// When it was enrolled.
    pub created_at: Moment,
}

/// Every session that has not been ended.
pub fn sessions(sql: &Connection) -> Result<Vec<SessionRow>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, secret_hash, person, office, role, seat, second_factor, created_at, seen_at, ends_at \
         from session where ended_at is null order by created_at, id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(session(row)?);
    }
    Ok(found)
}

fn session(row: &Row<'_>) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        id: row.get(0)?,
        hash: row.get(1)?,
        person: row.get(2)?,
        office: stored("office", OfficeId::new(&row.get::<_, String>(3)?).ok())?,
        role: stored("role", Role::from_code(&row.get::<_, String>(4)?))?,
        seat: row.get(5)?,
        has_second_factor: row.get(6)?,
        created_at: moment(row.get(7)?)?,
        seen_at: moment(row.get(8)?)?,
        ends_at: moment(row.get(9)?)?,
    })
}

/// Stores a session; those that ended long ago are forgotten.
pub fn add(sql: &Connection, session: &SessionRow) -> Result<(), StoreError> {
    let long_ago = session.created_at.minus(KEPT).as_millis();
    sql.prepare_cached("delete from session where ended_at < ?1 or ends_at < ?1")?.execute([long_ago])?;
    sql.prepare_cached(
        "insert into session (id, secret_hash, person, office, role, seat, second_factor, created_at, seen_at, \
         ends_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        session.id,
        session.hash,
        session.person,
        session.office.as_str(),
        session.role.code(),
        session.seat,
        session.has_second_factor,
        session.created_at.as_millis(),
        session.seen_at.as_millis(),
        session.ends_at.as_millis()
    ])?;
    Ok(())
}

/// Notes when something was last asked in a session.
pub fn touch(sql: &Connection, id: &str, seen_at: Moment) -> Result<(), StoreError> {
    sql.prepare_cached("update session set seen_at = ?2 where id = ?1 and ended_at is null")?
        .execute(params![id, seen_at.as_millis()])?;
    Ok(())
}

/// Ends a session; false where it has ended already.
pub fn end(sql: &Connection, id: &str, now: Moment) -> Result<bool, StoreError> {
    let ended = sql
        .prepare_cached("update session set ended_at = ?2 where id = ?1 and ended_at is null")?
        .execute(params![id, now.as_millis()])?;
    Ok(ended > 0)
}

/// Ends all sessions of a person, in one office or everywhere, but one; how many.
pub fn end_of(
    sql: &Connection,
    person: &str,
    office: Option<&OfficeId>,
    but: Option<&str>,
    now: Moment,
) -> Result<usize, StoreError> {
    let ended = sql
        .prepare_cached(
            "update session set ended_at = ?4 where person = ?1 and ended_at is null \
             and (?2 is null or office = ?2) and (?3 is null or id <> ?3)",
        )?
        .execute(params![person, office.map(OfficeId::as_str), but, now.as_millis()])?;
    Ok(ended)
}

/// Every browser at a desk that has not been revoked.
pub fn seats(sql: &Connection) -> Result<Vec<SeatRow>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, office, desk, title, key_hash, created_at from seat where revoked_at is null order by title, id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let desk: Option<String> = row.get(2)?;
        found.push(SeatRow {
            id: row.get(0)?,
            office: stored("office", OfficeId::new(&row.get::<_, String>(1)?).ok())?,
            desk: desk.map(|desk| stored("desk", DeskId::new(&desk).ok())).transpose()?,
            title: row.get(3)?,
            hash: row.get(4)?,
            created_at: moment(row.get(5)?)?,
        });
    }
    Ok(found)
}

/// Stores a browser at a desk.
pub fn add_seat(sql: &Connection, seat: &SeatRow) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into seat (id, office, desk, title, key_hash, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        seat.id,
        seat.office.as_str(),
        seat.desk.as_ref().map(DeskId::as_str),
        seat.title,
        seat.hash,
        seat.created_at.as_millis()
    ])?;
    Ok(())
}

/// Revokes a browser, and ends the sessions that began at it; false where there is none such.
pub fn revoke_seat(sql: &Connection, id: &str, now: Moment) -> Result<bool, StoreError> {
    let revoked = sql
        .prepare_cached("update seat set revoked_at = ?2 where id = ?1 and revoked_at is null")?
        .execute(params![id, now.as_millis()])?;
    sql.prepare_cached("update session set ended_at = ?2 where seat = ?1 and ended_at is null")?
        .execute(params![id, now.as_millis()])?;
    Ok(revoked > 0)
}
