//! Messages to who comes: what is to be said of which booking, once for each cause.
//!
//! ```text
//! QUEUED --claim--> SENDING --sent--> SENT
//!   ^  |               | |
//!   |  |               | +--refused for good, too late--> FAILED
//!   |  |               +----nobody to write to-----------> DROPPED
//!   |  +--overtaken by what happened to the booking------> DROPPED
//!   +------not now------+
//! ```
//!
//! A message that is found `sending` after a crash may have been taken by the receiver: it is sent again
//! under the same message id, by which mailboxes know what comes twice. No address and no name stands here.

use super::parties::{self, Kept};
use super::{Reader, StoreError, agenda, moment, stored};
use crate::registrar::Applicant;
use office::agenda::Booking;
use office::id::{BookingId, OfficeId};
use office::moment::Moment;
use rusqlite::{Connection, Row, params};

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MailKind {
    /// The appointment has been made.
    Confirmation,
    /// It has another place.
    Change,
    /// It has been given back.
    Cancellation,
    /// It is tomorrow.
    Reminder,
    /// A place is kept for somebody who waited for one.
    Offer,
}

impl MailKind {
    /// Every kind.
    pub const ALL: [MailKind; 5] = [
        MailKind::Confirmation,
        MailKind::Change,
        MailKind::Cancellation,
        MailKind::Reminder,
        MailKind::Offer,
    ];

    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            MailKind::Confirmation => "confirmation",
            MailKind::Change => "change",
            MailKind::Cancellation => "cancellation",
            MailKind::Reminder => "reminder",
            MailKind::Offer => "offer",
        }
    }

    /// The kind with this name.
    pub fn from_code(code: &str) -> Option<MailKind> {
        MailKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A message to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail<'a> {
    /// Of which office.
    pub office: &'a OfficeId,
    /// About which booking.
    pub booking: &'a BookingId,
    /// What it says of it.
    pub kind: MailKind,
    /// The event that is its cause.
    pub seq: u64,
    /// When it is to be sent.
    pub due_at: Moment,
    /// When it is not worth sending any more.
    pub give_up_at: Moment,
}

/// A message as it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its number.
    pub id: u64,
    /// Of which office.
    pub office: OfficeId,
    /// About which booking.
    pub booking: BookingId,
    /// What it says of it.
    pub kind: MailKind,
    /// How often it has been tried.
    pub attempts: u32,
    /// When it is not worth sending any more.
    pub give_up_at: Moment,
    /// By what mailboxes know it: the part before the @.
    pub message_id: String,
}

/// How an attempt to send a message ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailEnd {
    /// The SMTP server has it.
    Sent,
    /// Not now: to be tried again then.
    Later(Moment),
    /// It will never be taken, or it is too late.
    Failed,
    /// There is nobody to write to, or nothing to say any more.
    Dropped,
}

/// How messages fare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MailFigures {
    /// Due, and not yet taken by the SMTP server.
    pub waiting: u64,
    /// Never taken, and given up.
    pub failed: u64,
    /// Since when the oldest of those that wait is due.
    pub oldest_due_at: Option<Moment>,
}

/// What a message is composed from.
#[derive(Debug, Clone)]
pub struct ToBeTold {
    /// The booking.
    pub booking: Booking,
    /// By what its visitor knows it.
    pub kept: Kept,
    /// To whom.
    pub applicant: Applicant,
}

/// Queues a message, once for its cause.
pub fn queue(sql: &Connection, mail: &NewMail<'_>) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into mail (office, booking, kind, seq, state, attempts, due_at, try_at, give_up_at, message_id) \
         values (?1, ?2, ?3, ?4, 'queued', 0, ?5, ?5, ?6, lower(hex(randomblob(16)))) \
         on conflict (booking, kind, seq) do nothing",
    )?
    .execute(params![
        mail.office.as_str(),
        mail.booking.as_str(),
        mail.kind.code(),
        mail.seq,
        mail.due_at.as_millis(),
        mail.give_up_at.as_millis(),
    ])?;
    Ok(())
}

/// Drops what has not been said of a booking yet.
pub fn overtake(sql: &Connection, booking: &BookingId, now: Moment) -> Result<(), StoreError> {
    sql.prepare_cached(
        "update mail set state = 'dropped', ended_at = ?2 where booking = ?1 and state = 'queued'",
    )?
    .execute(params![booking.as_str(), now.as_millis()])?;
    Ok(())
}

/// Whether its visitor has been told of a booking, or is about to be: then they are told of its end too.
pub fn is_announced(sql: &Connection, booking: &BookingId) -> Result<bool, StoreError> {
    Ok(sql
        .prepare_cached(
            "select exists (select 1 from mail where booking = ?1 and kind in ('confirmation', 'change'))",
        )?
        .query_row(params![booking.as_str()], |row| row.get(0))?)
}

/// Takes a message in hand; whether it was still to be sent.
pub fn claim(sql: &Connection, id: u64) -> Result<bool, StoreError> {
    let claimed = sql
        .prepare_cached(
            "update mail set state = 'sending', attempts = attempts + 1 \
             where id = ?1 and state in ('queued', 'sending')",
        )?
        .execute(params![id])?;
    Ok(claimed > 0)
}

/// Notes how an attempt ended.
pub fn end(sql: &Connection, id: u64, end: MailEnd, now: Moment) -> Result<(), StoreError> {
    let (state, try_at) = match end {
        MailEnd::Sent => ("sent", None),
        MailEnd::Later(at) => ("queued", Some(at.as_millis())),
        MailEnd::Failed => ("failed", None),
        MailEnd::Dropped => ("dropped", None),
    };
    let ended_at = try_at.is_none().then_some(now.as_millis());
    sql.prepare_cached(
        "update mail set state = ?2, try_at = coalesce(?3, try_at), ended_at = ?4 \
         where id = ?1 and state in ('queued', 'sending')",
    )?
    .execute(params![id, state, try_at, ended_at])?;
    Ok(())
}

impl Reader {
    /// Messages that are to be tried now, the longest waiting first, at most `limit`.
    pub fn due_mail(&self, now: Moment, limit: u32) -> Result<Vec<Mail>, StoreError> {
        let sql = self.sql();
        let mut statement = sql.prepare_cached(
            "select id, office, booking, kind, attempts, give_up_at, message_id from mail \
             where state in ('queued', 'sending') and try_at <= ?1 order by try_at, id limit ?2",
        )?;
        let mut rows = statement.query(params![now.as_millis(), limit])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            due.push(parse(row)?);
        }
        Ok(due)
    }

    /// Of a booking, what a message about it is composed from; none where there is nobody to write to.
    pub fn to_be_told(&self, booking: &BookingId) -> Result<Option<ToBeTold>, StoreError> {
        let sql = self.sql();
        let Some(found) = agenda::booking(&sql, booking)? else { return Ok(None) };
        let Some(kept) = parties::of_booking(&sql, booking)? else { return Ok(None) };
        let applicant = parties::applicant(&sql, &kept.secrets.code)?;
        let applicant = applicant.filter(|applicant| applicant.email.is_some());
        Ok(applicant.map(|applicant| ToBeTold { booking: found, kept, applicant }))
    }

    /// How the messages of an office fare; of every office where none is named.
    pub fn mail_figures(&self, office: Option<&OfficeId>, now: Moment) -> Result<MailFigures, StoreError> {
        let office = office.map(OfficeId::as_str);
        let sql = self.sql();
        let (waiting, oldest): (u64, Option<i64>) = sql
            .prepare_cached(
                "select count(*), min(due_at) from mail where state in ('queued', 'sending') \
                 and due_at <= ?1 and (?2 is null or office = ?2)",
            )?
            .query_row(params![now.as_millis(), office], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let failed = sql
            .prepare_cached(
                "select count(*) from mail where state = 'failed' and (?1 is null or office = ?1)",
            )?
            .query_row(params![office], |row| row.get(0))?;
        Ok(MailFigures { waiting, failed, oldest_due_at: oldest.map(moment).transpose()? })
    }

    /// The messages about a booking that have been sent: kind and when.
    pub fn mail_of(&self, booking: &BookingId) -> Result<Vec<(MailKind, Moment)>, StoreError> {
        let sql = self.sql();
        let mut statement = sql.prepare_cached(
            "select m.kind, m.ended_at from mail m join booking b on b.id = m.booking \
             where b.origin = (select origin from booking where id = ?1) \
             and m.state = 'sent' and m.ended_at is not null order by m.id",
        )?;
        let rows = statement.query_map(params![booking.as_str()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        let mut sent = Vec::new();
        for row in rows {
            let (kind, at) = row?;
            sent.push((stored("kind of a message", MailKind::from_code(&kind))?, moment(at)?));
        }
        Ok(sent)
    }
}

fn parse(row: &Row<'_>) -> Result<Mail, StoreError> {
    let text = |column: usize| row.get::<_, String>(column);
    Ok(Mail {
        id: row.get(0)?,
        office: stored("office", OfficeId::new(&text(1)?).ok())?,
        booking: stored("booking", BookingId::new(&text(2)?).ok())?,
        kind: stored("kind of a message", MailKind::from_code(&text(3)?))?,
        attempts: row.get(4)?,
        give_up_at: moment(row.get(5)?)?,
        message_id: text(6)?,
    })
}
