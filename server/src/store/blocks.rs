//! Numbers that totems may give while they are alone: the rows that follow from the log, and their secrets.

use super::{StoreError, moment, stored};
use chrono::NaiveDate;
use office::alone::{Block, Blocks};
use office::event::{Event, Fact};
use office::floor::Floor;
use office::id::{DeviceId, FollowToken, OfficeId};
use office::moment::Moment;
use office::number::{Number, Series};
use office::wire::{NumberBlock, ReadyNumber};
use rusqlite::{Connection, OptionalExtension, params};
use std::num::NonZeroU32;

/// Writes a block; what the floor has forgotten is forgotten here too.
pub fn project_granted(sql: &Connection, floor: &Floor, event: &Event) -> Result<(), StoreError> {
    let Fact::BlockGranted { device, date, first, last, .. } = &event.fact else { return Ok(()) };
    sql.prepare_cached(
        "insert into block (office, date, first, last, device, granted_at, seq) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        event.office.as_str(),
        date.to_string(),
        first.get(),
        last.get(),
        device.as_str(),
        event.at.as_millis(),
        event.seq
    ])?;
    forget_old(sql, floor)
}

/// Notes that a number has come in: its secret goes on to its ticket, if it has one.
pub fn project_come_in(
    sql: &Connection,
    floor: &Floor,
    event: &Event,
    (date, number): (NaiveDate, Number),
) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into block_number (office, date, count, token, came_in) values (?1, ?2, ?3, null, ?4) \
         on conflict (office, date, count) do update set token = null, came_in = excluded.came_in",
    )?
    .execute(params![event.office.as_str(), date.to_string(), number.count().get(), event.seq])?;
    forget_old(sql, floor)
}

fn forget_old(sql: &Connection, floor: &Floor) -> Result<(), StoreError> {
    let Some(first) = floor.blocks.first_date() else { return Ok(()) };
    let before = params![floor.office.as_str(), first.to_string()];
    sql.prepare_cached("delete from block where office = ?1 and date < ?2")?.execute(before)?;
    sql.prepare_cached("delete from block_number where office = ?1 and date < ?2")?.execute(before)?;
    Ok(())
}

/// Erases the secrets of numbers that nobody will give any more: those of dates before the one that opens.
pub fn forget(sql: &Connection, office: &OfficeId, opened: NaiveDate) -> Result<(), StoreError> {
    sql.prepare_cached("delete from block_number where office = ?1 and date < ?2 and came_in is null")?
        .execute(params![office.as_str(), opened.to_string()])?;
    Ok(())
}

/// Keeps the secrets of the numbers of a block.
pub fn keep(sql: &Connection, office: &OfficeId, block: &NumberBlock) -> Result<(), StoreError> {
    let mut insert = sql.prepare_cached(
        "insert into block_number (office, date, count, token, came_in) values (?1, ?2, ?3, ?4, null)",
    )?;
    for ReadyNumber { number, token } in &block.numbers {
        insert.execute(params![
            office.as_str(),
            block.date.to_string(),
            number.count().get(),
            token.as_str()
        ])?;
    }
    Ok(())
}

/// A block with the secrets of its numbers.
pub fn block(
    sql: &Connection,
    office: &OfficeId,
    (date, first, last): (NaiveDate, NonZeroU32, NonZeroU32),
) -> Result<NumberBlock, StoreError> {
    let mut statement = sql.prepare_cached(
        "select count, token from block_number \
         where office = ?1 and date = ?2 and count between ?3 and ?4 and token is not null order by count",
    )?;
    let rows = statement
        .query_map(params![office.as_str(), date.to_string(), first.get(), last.get()], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
        })?;
    let mut numbers = Vec::new();
    for row in rows {
        let (count, token) = row?;
        let number = Number::new(Series::OFFLINE, stored("count", NonZeroU32::new(count))?);
        numbers.push(ReadyNumber { number, token: stored("token", FollowToken::try_from(token).ok())? });
    }
    Ok(NumberBlock { date, numbers })
}

/// Whether no block is granted for a date, because others may be out there.
pub fn is_paused(sql: &Connection, office: &OfficeId, date: NaiveDate) -> Result<bool, StoreError> {
    Ok(sql
        .prepare_cached("select 1 from block_pause where office = ?1 and until >= ?2")?
        .exists(params![office.as_str(), date.to_string()])?)
}

/// Grants no block up to a date.
pub fn pause(sql: &Connection, office: &OfficeId, until: NaiveDate) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into block_pause (office, until) values (?1, ?2) \
         on conflict (office) do update set until = max(until, excluded.until)",
    )?
    .execute(params![office.as_str(), until.to_string()])?;
    Ok(())
}

/// The number of a slip that a totem may have given and that has not come in yet.
pub fn not_come_in(
    sql: &Connection,
    token: &FollowToken,
) -> Result<Option<(OfficeId, NaiveDate, Number)>, StoreError> {
    let found: Option<(String, String, u32)> = sql
        .prepare_cached("select office, date, count from block_number where token = ?1")?
        .query_row(params![token.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((office, date, count)) = found else { return Ok(None) };
    let count = stored("count", NonZeroU32::new(count))?;
    Ok(Some((
        stored("office", OfficeId::new(&office).ok())?,
        stored("date", date.parse().ok())?,
        Number::new(Series::OFFLINE, count),
    )))
}

/// The blocks of an office, as the log tells of them.
pub fn blocks(sql: &Connection, office: &OfficeId) -> Result<Blocks, StoreError> {
    let mut blocks = Blocks::default();
    let mut statement = sql.prepare_cached(
        "select date, first, last, device, granted_at from block where office = ?1 order by date, first",
    )?;
    let rows = statement.query_map(params![office.as_str()], |row| {
        let (date, device): (String, String) = (row.get(0)?, row.get(3)?);
        Ok((date, row.get::<_, u32>(1)?, row.get::<_, u32>(2)?, device, row.get::<_, i64>(4)?))
    })?;
    for row in rows {
        let (date, first, last, device, granted_at) = row?;
        let block = Block {
            device: stored("device", DeviceId::new(&device).ok())?,
            first: stored("count", NonZeroU32::new(first))?,
            last: stored("count", NonZeroU32::new(last))?,
            granted_at: moment(granted_at)?,
        };
        blocks.granted(stored("date", date.parse().ok())?, block);
    }
    let mut statement = sql.prepare_cached(
        "select date, count from block_number where office = ?1 and came_in is not null order by date, count",
    )?;
    let rows = statement
        .query_map(params![office.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
    for row in rows {
        let (date, count) = row?;
        blocks.come_in(stored("date", date.parse().ok())?, stored("count", NonZeroU32::new(count))?);
    }
    Ok(blocks)
}

/// When an event of an office happened.
pub fn event_at(sql: &Connection, office: &OfficeId, seq: u64) -> Result<Option<Moment>, StoreError> {
    let at: Option<i64> = sql
        .prepare_cached("select at from event where office = ?1 and seq = ?2")?
        .query_row(params![office.as_str(), seq], |row| row.get(0))
        .optional()?;
    at.map(moment).transpose()
}
