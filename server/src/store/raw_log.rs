//! The log as it stands in the file, whatever that is: for `verify`, which must not stumble over what
//! it looks for.

use super::StoreError;
use super::log::{Link, LogRow, stored_row};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

/// Most rows that are tried one by one behind a place that cannot be read.
const TRIED_MAX: u32 = 100_000;

/// What stands in the log.
#[derive(Debug)]
pub enum Stored {
    /// A row, and its hash where that is one.
    Row(LogRow, Option<Link>),
    /// A row with something in a column that no program of ours writes there.
    Odd {
        /// Whose log, as far as it can be read.
        office: String,
        /// Its place, where that is a number.
        seq: Option<u64>,
        /// Its hash, where that is one.
        hash: Option<Link>,
        /// What is wrong.
        error: rusqlite::Error,
    },
    /// The rows behind a place cannot be read.
    Torn {
        /// The last row that could be read: its office and its place.
        after: Option<(String, u64)>,
        /// Why not.
        error: rusqlite::Error,
    },
}

/// Calls `each` for everything that stands in the log, in the order of the file: by office and
/// sequence, if nobody was at it. Behind a damaged page it goes on with the next row that can be read.
pub fn each(sql: &Connection, mut each: impl FnMut(Stored)) -> Result<(), StoreError> {
    let mut place: Option<(String, u64)> = None;
    let mut tried = 0;
    loop {
        let mut last = None;
        let Err(error) = scan(sql, place.as_ref(), |stored| {
            if let Stored::Row(LogRow { office, seq, .. }, _) | Stored::Odd { office, seq: Some(seq), .. } =
                &stored
            {
                last = Some((office.clone(), *seq));
            }
            each(stored);
        }) else {
            return Ok(());
        };
        if last.is_some() || place.is_none() {
            each(Stored::Torn { after: last.clone(), error });
        }
        place = place_behind(sql, last.or(place))?;
        tried += 1;
        if place.is_none() || tried > TRIED_MAX {
            return Ok(());
        }
    }
}

/// The place to read on from when nothing can be read behind `place`.
fn place_behind(sql: &Connection, place: Option<(String, u64)>) -> Result<Option<(String, u64)>, StoreError> {
    let (office, seq) = place.unwrap_or_default();
    let mut offices = sql.prepare_cached("select id, seq from office where id >= ?1 order by id")?;
    let mut rows = offices.query(params![office])?;
    while let Some(row) = rows.next()? {
        let (id, last): (String, u64) = (row.get(0)?, row.get(1)?);
        if id != office {
            return Ok(Some((id, 0)));
        }
        if seq < last {
            return Ok(Some((id, seq + 1)));
        }
    }
    Ok(None)
}

/// Calls `each` for the rows behind `place`, or for all of them, up to where the file cannot be read.
fn scan(
    sql: &Connection,
    place: Option<&(String, u64)>,
    mut each: impl FnMut(Stored),
) -> Result<(), rusqlite::Error> {
    let (mut statement, mut rows);
    match place {
        None => {
            // The bare order of the file: a search would take a wrong turn at a damaged key.
            statement = sql.prepare_cached(
                "select office, seq, day, at, by_kind, by_id, cause, kind, body, hash from event",
            )?;
            rows = statement.query([])?;
        }
        Some((office, seq)) => {
            statement = sql.prepare_cached(
                "select office, seq, day, at, by_kind, by_id, cause, kind, body, hash from event \
                 where (office, seq) > (?1, ?2) order by office, seq",
            )?;
            rows = statement.query(params![office, seq])?;
        }
    }
    while let Some(row) = rows.next()? {
        each(stored(row)?);
    }
    Ok(())
}

fn stored(row: &Row<'_>) -> Result<Stored, rusqlite::Error> {
    let hash = row.get_ref(9)?.as_blob().ok().and_then(|hash| hash.try_into().ok());
    match stored_row(row) {
        Ok(found) => Ok(Stored::Row(found, hash)),
        Err(error) => {
            let office = match row.get_ref(0)? {
                ValueRef::Text(office) => String::from_utf8_lossy(office).into_owned(),
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => {
                    String::new()
                }
            };
            Ok(Stored::Odd { office, seq: row.get(1).ok(), hash, error })
        }
    }
}
