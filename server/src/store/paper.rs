//! Print jobs, slips' secrets and notes: what goes with a ticket but not into the log.

use super::{StoreError, moment};
use office::id::{AnswerId, DeviceId, FollowToken, NeedId, OfficeId, QuestionId, TicketId};
use office::language::Language;
use office::moment::Moment;
use office::number::Number;
use office::slip::Slip;
use office::wire::{Paper, PrintJob};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// Most jobs that a printer is told of at once.
pub const JOBS_MAX: u32 = 40;

/// A slip for a printer.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// Of which office.
    pub office: &'a OfficeId,
    /// Where it comes out.
    pub printer: &'a DeviceId,
    /// Whose slip; absent: it belongs to no ticket.
    pub ticket: Option<&'a TicketId>,
    /// 0 for the original, then 1, 2, ….
    pub copy: u32,
    /// What is on it.
    pub slip: &'a Slip,
    /// Whether no other printer may take it over.
    pub is_bound: bool,
}

/// Queues a slip for a printer, to be printed before `expires_at` or never.
pub fn queue(sql: &Connection, job: NewJob<'_>, now: Moment, expires_at: Moment) -> Result<(), StoreError> {
    let document = |source| StoreError::Document { what: "slip".into(), source };
    let slip = serde_json::to_string(job.slip).map_err(document)?;
    sql.prepare_cached(
        "insert into print_job (office, printer, ticket, copy, slip, created_at, expires_at, state, shown, bound) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'queued', 0, ?8)",
    )?
    .execute(params![
        job.office.as_str(),
        job.printer.as_str(),
        job.ticket.map(TicketId::as_str),
        job.copy,
        slip,
        now.as_millis(),
        expires_at.as_millis(),
        job.is_bound
    ])?;
    Ok(())
}

/// How many copies of a ticket's slip have been queued, in whatever state they are.
pub fn copies(sql: &Connection, ticket: &TicketId) -> Result<u32, StoreError> {
    let greatest = sql
        .prepare_cached("select coalesce(max(copy), 0) from print_job where ticket = ?1")?
        .query_row(params![ticket.as_str()], |row| row.get(0))?;
    Ok(greatest)
}

/// The secret of a ticket's slip, while there is one.
pub fn token(sql: &Connection, ticket: &TicketId) -> Result<Option<FollowToken>, StoreError> {
    let found: Option<String> = sql
        .prepare_cached("select token from follow where ticket = ?1")?
        .query_row(params![ticket.as_str()], |row| row.get(0))
        .optional()?;
    found.map(|text| super::stored("token", FollowToken::try_from(text).ok())).transpose()
}

/// Notes how a job of this printer stands; nothing where it has ended before, or stands so already, or is
/// given back by a printer that was not asked for it.
pub fn stand(
    sql: &Connection,
    printer: &DeviceId,
    job: u64,
    paper: Paper,
    now: Moment,
) -> Result<bool, StoreError> {
    let ended_at = paper.is_final().then_some(now.as_millis());
    let changed = sql
        .prepare_cached(
            "update print_job set state = ?3, ended_at = ?4 where id = ?2 and printer = ?1 \
             and (state = 'queued' or (state = 'sending' and ?4 is not null and ?3 <> 'withdrawn')) \
             and state <> ?3 and (?3 <> 'withdrawn' or moves_to is not null)",
        )?
        .execute(params![printer.as_str(), job, paper.code(), ended_at])?;
    Ok(changed > 0)
}

/// What is known of a job whose paper nobody can vouch for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// Of which office.
    pub office: OfficeId,
    /// Whose slip, with the number; absent: it belongs to no ticket.
    pub ticket: Option<(TicketId, Number)>,
    /// Which copy it is.
    pub copy: u32,
    /// What is on it.
    pub slip: Slip,
    /// When it is no use any more.
    pub expires_at: Moment,
    /// Whether no other printer may take it over.
    pub is_bound: bool,
}

/// The job of this name.
pub fn doubtful(sql: &Connection, job: u64) -> Result<Option<Doubtful>, StoreError> {
    type Row = (String, Option<String>, Option<String>, u32, String, i64, bool);
    let found: Option<Row> = sql
        .prepare_cached(
            "select j.office, j.ticket, t.series || printf('%03d', t.count), j.copy, j.slip, j.expires_at, j.bound \
             from print_job j \
             left join ticket t on t.id = j.ticket where j.id = ?1",
        )?
        .query_row(params![job], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
        })
        .optional()?;
    let Some((office, ticket, number, copy, slip, expires_at, is_bound)) = found else { return Ok(None) };
    let ticket = ticket.and_then(|id| Some((TicketId::new(&id).ok()?, number?.parse().ok()?)));
    Ok(Some(Doubtful {
        office: super::stored("office", OfficeId::new(&office).ok())?,
        ticket,
        copy,
        slip: parse(job, &slip)?,
        expires_at: moment(expires_at)?,
        is_bound,
    }))
}

/// Jobs of a printer that have not ended, oldest first.
pub fn queued(sql: &Connection, printer: &DeviceId) -> Result<Vec<PrintJob>, StoreError> {
    jobs(sql, printer, false)
}

/// Those of them that the printer may be told of.
pub fn shown(sql: &Connection, printer: &DeviceId) -> Result<Vec<PrintJob>, StoreError> {
    jobs(sql, printer, true)
}

fn jobs(sql: &Connection, printer: &DeviceId, only_shown: bool) -> Result<Vec<PrintJob>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, slip, copy, expires_at, state = 'sending', moves_to is not null from print_job \
         where printer = ?1 and state in ('queued', 'sending') and (shown = 1 or not ?3) order by id limit ?2",
    )?;
    let rows = statement.query_map(params![printer.as_str(), JOBS_MAX, only_shown], |row| {
        Ok((
            row.get::<_, u64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, u32>(2)?,
            row.get::<_, i64>(3)?,
            (row.get::<_, bool>(4)?, row.get::<_, bool>(5)?),
        ))
    })?;
    let mut jobs = Vec::new();
    for row in rows {
        let (job, slip, copy, expires_at, (sent, withdrawn)) = row?;
        let slip = parse(job, &slip)?;
        jobs.push(PrintJob { job, slip, copy, expires_at: moment(expires_at)?, sent, withdrawn });
    }
    Ok(jobs)
}

/// Slips that have come out of a printer, newest first, at most `limit`.
pub fn printed(sql: &Connection, printer: &DeviceId, limit: u32) -> Result<Vec<Slip>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, slip from print_job where printer = ?1 and state in ('printed', 'printed_weak') \
         and ended_at is not null order by id desc limit ?2",
    )?;
    let rows = statement.query_map(params![printer.as_str(), limit], |row| {
        Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut slips = Vec::new();
    for row in rows {
        let (job, slip) = row?;
        slips.push(parse(job, &slip)?);
    }
    Ok(slips)
}

fn parse(job: u64, slip: &str) -> Result<Slip, StoreError> {
    serde_json::from_str(slip)
        .map_err(|source| StoreError::Document { what: format!("slip of job {job}"), source })
}

/// What only the visitor and the clerk need of a ticket; erased when its day is closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The language of slip and follow page.
    pub language: Language,
    /// What the triage officer tells the clerk.
    pub note: Option<String>,
    /// What the visitor said first.
    pub need: Option<NeedId>,
    /// What was answered since.
    pub answers: BTreeMap<QuestionId, AnswerId>,
}

/// Keeps the slip's secret and what only the visitor and the clerk need.
pub fn accompany(
    sql: &Connection,
    ticket: &TicketId,
    token: &FollowToken,
    told: &Told,
) -> Result<(), StoreError> {
    let document = |source| StoreError::Document { what: "answers".into(), source };
    let answers = serde_json::to_string(&told.answers).map_err(document)?;
    sql.prepare_cached("insert into follow (token, ticket) values (?1, ?2)")?
        .execute(params![token.as_str(), ticket.as_str()])?;
    sql.prepare_cached(
        "insert into ticket_note (ticket, language, note, need, answers) values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        ticket.as_str(),
        told.language.code(),
        told.note,
        told.need.as_ref().map(NeedId::as_str),
        answers
    ])?;
    Ok(())
}

/// The ticket that a slip's secret belongs to.
pub fn followed(sql: &Connection, token: &FollowToken) -> Result<Option<TicketId>, StoreError> {
    let found: Option<String> = sql
        .prepare_cached("select ticket from follow where token = ?1")?
        .query_row(params![token.as_str()], |row| row.get(0))
        .optional()?;
    found.map(|id| super::stored("ticket", TicketId::new(&id).ok())).transpose()
}

/// What is kept beside a ticket, while its day is open.
pub fn told(sql: &Connection, ticket: &TicketId) -> Result<Option<Told>, StoreError> {
    type Row = (String, Option<String>, Option<String>, String);
    let found: Option<Row> = sql
        .prepare_cached("select language, note, need, answers from ticket_note where ticket = ?1")?
        .query_row(params![ticket.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((language, note, need, answers)) = found else { return Ok(None) };
    let document = |source| StoreError::Document { what: "answers".into(), source };
    Ok(Some(Told {
        language: Language::from_code(&language).unwrap_or_default(),
        note,
        need: need.and_then(|need| NeedId::new(&need).ok()),
        answers: serde_json::from_str(&answers).map_err(document)?,
    }))
}

/// Records the windows that phones show from now on.
pub fn record_windows(
    sql: &Connection,
    windows: &[(TicketId, Moment, Moment)],
    now: Moment,
) -> Result<(), StoreError> {
    for (ticket, opens, closes) in windows {
        sql.prepare_cached(
            "insert or replace into window_shown (ticket, shown_at, opens, closes) values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            ticket.as_str(),
            now.as_millis(),
            opens.as_millis(),
            closes.as_millis()
        ])?;
    }
    Ok(())
}
