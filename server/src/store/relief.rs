//! Whether a printer has been shown a job, and jobs that go from one printer to another.
//!
//! ```text
//! queued, not shown --relieve--> withdrawn, and queued anew at the other
//! queued, shown ------relieve--> asked back (moves_to) --the printer's word--> withdrawn, and queued anew
//!                                                      --sending, ...--------> stays where it is
//! ```
//!
//! That a job is shown is noted before its printer is told of it, so what is not shown nobody can have sent.

use super::StoreError;
use super::paper::JOBS_MAX;
use office::id::DeviceId;
use office::moment::Moment;
use office::slip::Columns;
use rusqlite::{Connection, OptionalExtension, params};

/// Notes that a printer is shown its oldest jobs; whether there was a new one among them.
pub fn show(sql: &Connection, printer: &DeviceId) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached(
            "update print_job set shown = 1 where shown = 0 and id in (select id from print_job \
             where printer = ?1 and state in ('queued', 'sending') order by id limit ?2)",
        )?
        .execute(params![printer.as_str(), JOBS_MAX])?;
    Ok(changed > 0)
}

/// Whether a printer has not been shown one of its oldest jobs.
pub fn has_unshown(sql: &Connection, printer: &DeviceId) -> Result<bool, StoreError> {
    Ok(sql
        .prepare_cached(
            "select exists (select 1 from (select shown from print_job where printer = ?1 \
             and state in ('queued', 'sending') order by id limit ?2) where shown = 0)",
        )?
        .query_row(params![printer.as_str(), JOBS_MAX], |row| row.get(0))?)
}

/// Whether a printer has a job that another could take over.
pub fn can_be_relieved(sql: &Connection, printer: &DeviceId) -> Result<bool, StoreError> {
    Ok(sql
        .prepare_cached(
            "select exists (select 1 from print_job where printer = ?1 and state = 'queued' and bound = 0 \
             and moves_to is null)",
        )?
        .query_row(params![printer.as_str()], |row| row.get(0))?)
}

/// Gives another printer what one in trouble was never shown; what it was shown is asked back where it
/// `asks_back`. How many jobs are concerned.
pub fn relieve(
    sql: &Connection,
    (from, to): (&DeviceId, &DeviceId),
    asks_back: bool,
    now: Moment,
) -> Result<usize, StoreError> {
    let width = u8::from(columns(sql, to)?);
    let concerned = sql
        .prepare_cached(
            "update print_job set moves_to = ?2 where printer = ?1 and state = 'queued' and bound = 0 \
             and moves_to is null and expires_at > ?3 and json_extract(slip, '$.columns') <= ?4 \
             and (shown = 0 or ?5)",
        )?
        .execute(params![from.as_str(), to.as_str(), now.as_millis(), width, asks_back])?;
    let mut statement = sql.prepare_cached(
        "select id from print_job where printer = ?1 and state = 'queued' and shown = 0 \
         and moves_to is not null order by id",
    )?;
    let unknown: Vec<u64> =
        statement.query_map(params![from.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for job in unknown {
        sql.prepare_cached("update print_job set state = 'withdrawn', ended_at = ?2 where id = ?1")?
            .execute(params![job, now.as_millis()])?;
        pass_on(sql, job)?;
    }
    Ok(concerned)
}

/// Queues a job that its printer has given back at the one that prints in its place, under a key of its own.
pub fn pass_on(sql: &Connection, job: u64) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into print_job (office, printer, ticket, copy, slip, created_at, expires_at, state, shown, bound) \
         select office, moves_to, ticket, copy, slip, created_at, expires_at, 'queued', 0, 0 from print_job \
         where id = ?1 and state = 'withdrawn' and moves_to is not null",
    )?
    .execute(params![job])?;
    Ok(())
}

/// How many characters go on a line of a printer's paper; as many as on 80 mm where it has not said so.
pub fn columns(sql: &Connection, printer: &DeviceId) -> Result<Columns, StoreError> {
    let found: Option<u8> = sql
        .prepare_cached("select columns from printer_paper where printer = ?1")?
        .query_row(params![printer.as_str()], |row| row.get(0))
        .optional()?;
    match found {
        Some(columns) => super::stored("columns", Columns::new(columns).ok()),
        None => Ok(Columns::MM_80),
    }
}

/// Notes how many characters go on a line of a printer's paper; whether that is new.
pub fn write_columns(sql: &Connection, printer: &DeviceId, columns: Columns) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached(
            "insert into printer_paper (printer, columns) values (?1, ?2) \
             on conflict (printer) do update set columns = excluded.columns where columns <> excluded.columns",
        )?
        .execute(params![printer.as_str(), u8::from(columns)])?;
    Ok(changed > 0)
}
