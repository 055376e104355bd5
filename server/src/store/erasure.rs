//! Who comes to appointments: what is held of them, and erasing it by the clock or when they ask for it.
//!
//! With the names go the secrets of the appointment, what was told with it, and the rows of its messages. What
//! stays says when a desk had an appointment, and not whose.

use super::mail::MailKind;
use super::parties::{self, Kept, Owner};
use super::{Reader, StoreError, agenda};
use crate::registrar::Applicant;
use office::agenda::{Booking, BookingCode, Wish};
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, params};

/// What the audit says where somebody's data were erased because they asked for it.
pub const ERASED: &str = "applicant erased";
/// The answers of somebody who gave none, as they are stored.
const NO_ANSWERS: &str = "{}";

/// The secrets of appointments that ended before `?2` in office `?1`, and of wishes of that age that came to
/// nothing.
const PAST: &str = "select s.code from booking_secret s left join booking b on b.id = s.booking \
     left join wish w on w.id = s.wish where s.office = ?1 \
     and case when b.id is not null then b.ends < ?2 else w.state in ('met', 'ended') and w.made_at < ?2 end";

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Erased {
    /// Of how many people names and addresses.
    pub people: usize,
    /// How many secrets of appointments and wishes.
    pub secrets: usize,
}

/// Erases who came to appointments of an office that ended before a moment.
pub fn forget_past(sql: &Connection, office: &OfficeId, before: Moment) -> Result<Erased, StoreError> {
    let of = params![office.as_str(), before.as_millis()];
    let people = sql.prepare_cached(&format!("delete from applicant where code in ({PAST})"))?.execute(of)?;
    let secrets =
        sql.prepare_cached(&format!("delete from booking_secret where code in ({PAST})"))?.execute(of)?;
    sql.prepare_cached(
        "delete from mail where booking in (select id from booking where office = ?1 and ends < ?2)",
    )?
    .execute(of)?;
    Ok(Erased { people, secrets })
}

/// Erases who comes to the appointment with this code, and what they told; the appointment and its code stay.
/// The row that the audit is to name; none where nothing goes by the code.
pub fn erase(sql: &Connection, code: &BookingCode, now: Moment) -> Result<Option<String>, StoreError> {
    let Some(kept) = parties::by_code(sql, code)? else { return Ok(None) };
    sql.prepare_cached("delete from applicant where code = ?1")?.execute(params![code.as_str()])?;
    sql.prepare_cached("update booking_secret set need = null, answers = ?2, note = null where code = ?1")?
        .execute(params![code.as_str(), NO_ANSWERS])?;
    Ok(Some(match kept.owner {
        Owner::Booking(booking) => {
            super::mail::overtake(sql, &booking, now)?;
            origin(sql, booking.as_str())?
        }
        Owner::Wish(wish) => wish.to_string(),
    }))
}

/// The first of a chain of moves: a copy of the database may know the appointment by another place.
fn origin(sql: &Connection, booking: &str) -> Result<String, StoreError> {
    Ok(sql
        .prepare_cached("select origin from booking where id = ?1")?
        .query_row(params![booking], |row| row.get(0))?)
}

/// Everybody whose data were erased because they asked for it, as the audit names them.
pub fn asked_for(sql: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = sql.prepare_cached("select distinct subject from audit where action = ?1")?;
    let rows = statement.query_map(params![ERASED], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The secrets of an appointment or a wish as the audit names it.
const NAMED: &str = "select s.code from booking_secret s left join booking b on b.id = s.booking \
     where b.origin = ?1 or s.wish = ?1";

/// Erases what somebody had asked to be erased; how many people that were.
pub fn erase_named(sql: &Connection, subject: &str) -> Result<usize, StoreError> {
    let erased = sql
        .prepare_cached(&format!("delete from applicant where code in ({NAMED})"))?
        .execute(params![subject])?;
    if erased > 0 {
        sql.prepare_cached(&format!(
            "update booking_secret set need = null, answers = ?2, note = null where code in ({NAMED})"
        ))?
        .execute(params![subject, NO_ANSWERS])?;
    }
    Ok(erased)
}

/// Whether [`forget_past`] or [`erase_named`] would find anybody.
pub fn has_anybody(
    sql: &Connection,
    past: &[(OfficeId, Moment)],
    named: &[String],
) -> Result<bool, StoreError> {
    let mut of_office =
        sql.prepare_cached(&format!("select exists (select 1 from applicant where code in ({PAST}))"))?;
    for (office, before) in past {
        if of_office.query_row(params![office.as_str(), before.as_millis()], |row| row.get(0))? {
            return Ok(true);
        }
    }
    let mut of_subject =
        sql.prepare_cached(&format!("select exists (select 1 from applicant where code in ({NAMED}))"))?;
    for subject in named {
        if of_subject.query_row(params![subject], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Everything that is held of who comes to an appointment, or waits for one.
#[derive(Debug, Clone)]
pub struct Held {
    /// By what it goes, and what was told.
    pub kept: Kept,
    /// Who it is, until that is erased.
    pub applicant: Option<Applicant>,
    /// The appointment.
    pub booking: Option<Booking>,
    /// What is waited for, where there is no appointment.
    pub wish: Option<Wish>,
    /// The messages that have been sent: what they said, and when.
    pub sent: Vec<(MailKind, Moment)>,
}

impl Reader {
    /// What is held under a code; none where nothing goes by it.
    pub fn held(&self, code: &BookingCode) -> Result<Option<Held>, StoreError> {
        let (kept, applicant, booking, wish) = {
            let sql = self.sql();
            let Some(kept) = parties::by_code(&sql, code)? else { return Ok(None) };
            let applicant = parties::applicant(&sql, code)?;
            let (booking, wish) = match &kept.owner {
                Owner::Booking(booking) => (agenda::booking(&sql, booking)?, None),
                Owner::Wish(wish) => (None, agenda::wish(&sql, wish)?),
            };
            (kept, applicant, booking, wish)
        };
        let sent = booking.as_ref().map_or(Ok(Vec::new()), |booking| self.mail_of(&booking.id))?;
        Ok(Some(Held { kept, applicant, booking, wish, sent }))
    }
}
