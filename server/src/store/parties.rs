//! What goes with an appointment but not into the log: its secrets, what was told, and who comes.
//!
//! A secret belongs to a booking, to a wish, or to both: an offer is made under the secret of its wish,
//! and whatever takes the place of a booking is known by the same code and address.

use super::paper::Told;
use super::{StoreError, stored};
use crate::registrar::{Applicant, Secrets};
use office::agenda::BookingCode;
use office::id::{BookingId, FollowToken, NeedId, OfficeId, WishId};
use office::language::Language;
use office::moment::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A statement that reads secrets with the columns that [`parse`] knows.
macro_rules! select_kept {
    ($condition:literal) => {
        concat!(
            "select code, token, office, booking, wish, language, need, answers, note from booking_secret ",
            $condition
        )
    };
}

/// What a secret belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// A booking.
    Booking(BookingId),
    /// A wish to which nothing has been offered.
    Wish(WishId),
}

/// What is kept beside a booking or a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Of which office.
    pub office: OfficeId,
    /// Whose it is.
    pub owner: Owner,
    /// By what its visitor knows it.
    pub secrets: Secrets,
    /// What only the visitor and the clerk need.
    pub told: Told,
}

/// Keeps the secrets of a new booking or wish, and what was told with it.
pub fn keep(
    sql: &Connection,
    office: &OfficeId,
    owner: &Owner,
    (secrets, told): (&Secrets, &Told),
    now: Moment,
) -> Result<(), StoreError> {
    let (booking, wish) = match owner {
        Owner::Booking(booking) => (Some(booking.as_str()), None),
        Owner::Wish(wish) => (None, Some(wish.as_str())),
    };
    sql.prepare_cached(
        "insert into booking_secret (code, token, office, booking, wish, language, need, answers, note, made_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        secrets.code.as_str(),
        secrets.token.as_str(),
        office.as_str(),
        booking,
        wish,
        told.language.code(),
        told.need.as_ref().map(NeedId::as_str),
        answers_text(told)?,
        told.note,
        now.as_millis(),
    ])?;
    Ok(())
}

/// Keeps what was told when a reservation became an appointment, in the place of what was told before.
pub fn tell(sql: &Connection, booking: &BookingId, told: &Told) -> Result<(), StoreError> {
    sql.prepare_cached(
        "update booking_secret set language = ?2, need = ?3, answers = ?4, note = ?5 where booking = ?1",
    )?
    .execute(params![
        booking.as_str(),
        told.language.code(),
        told.need.as_ref().map(NeedId::as_str),
        answers_text(told)?,
        told.note,
    ])?;
    Ok(())
}

/// Keeps who comes, in the place of who was to come before.
pub fn name(sql: &Connection, code: &BookingCode, applicant: &Applicant) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert or replace into applicant (code, first_name, last_name, email, phone, details) \
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        code.as_str(),
        applicant.first_name,
        applicant.last_name,
        applicant.email,
        applicant.phone,
        applicant.details,
    ])?;
    Ok(())
}

/// Makes the secret of a booking that of the one which took its place.
pub fn hand_over(sql: &Connection, from: &BookingId, to: &BookingId) -> Result<(), StoreError> {
    sql.prepare_cached("update booking_secret set booking = ?2 where booking = ?1")?
        .execute(params![from.as_str(), to.as_str()])?;
    Ok(())
}

/// Makes the secret of a wish that of the reservation which is offered to it as well.
pub fn offer(sql: &Connection, wish: &WishId, booking: &BookingId) -> Result<(), StoreError> {
    sql.prepare_cached("update booking_secret set booking = ?2 where wish = ?1")?
        .execute(params![wish.as_str(), booking.as_str()])?;
    Ok(())
}

/// What is kept beside a booking, until it is erased.
pub fn of_booking(sql: &Connection, booking: &BookingId) -> Result<Option<Kept>, StoreError> {
    one(sql, select_kept!("where booking = ?1"), booking.as_str())
}

/// What is kept beside a wish, until it is erased.
pub fn of_wish(sql: &Connection, wish: &WishId) -> Result<Option<Kept>, StoreError> {
    one(sql, select_kept!("where wish = ?1"), wish.as_str())
}

/// What goes by a code.
pub fn by_code(sql: &Connection, code: &BookingCode) -> Result<Option<Kept>, StoreError> {
    one(sql, select_kept!("where code = ?1"), code.as_str())
}

/// What goes by the secret in an address.
pub fn by_token(sql: &Connection, token: &FollowToken) -> Result<Option<Kept>, StoreError> {
    one(sql, select_kept!("where token = ?1"), token.as_str())
}

/// Who comes, where that is known.
pub fn applicant(sql: &Connection, code: &BookingCode) -> Result<Option<Applicant>, StoreError> {
    let found = sql
        .prepare_cached("select first_name, last_name, email, phone, details from applicant where code = ?1")?
        .query_row(params![code.as_str()], |row| {
            Ok(Applicant {
                first_name: row.get(0)?,
                last_name: row.get(1)?,
                email: row.get(2)?,
                phone: row.get(3)?,
                details: row.get(4)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Erases what is kept beside reservations that lapsed before a moment; whether there was any.
pub fn forget_lapsed(sql: &Connection, office: &OfficeId, before: Moment) -> Result<bool, StoreError> {
    let of = params![office.as_str(), before.as_millis()];
    sql.prepare_cached(
        "delete from applicant where code in (select s.code from booking_secret s join booking b on b.id = s.booking \
         where s.office = ?1 and s.made_at < ?2 and b.state = 'lapsed')",
    )?
    .execute(of)?;
    let erased = sql
        .prepare_cached(
            "delete from booking_secret where office = ?1 and made_at < ?2 \
             and booking in (select id from booking where state = 'lapsed')",
        )?
        .execute(of)?;
    Ok(erased > 0)
}

fn one(sql: &Connection, select: &str, value: &str) -> Result<Option<Kept>, StoreError> {
    let mut statement = sql.prepare_cached(select)?;
    let mut rows = statement.query(params![value])?;
    rows.next()?.map(parse).transpose()
}

fn parse(row: &Row<'_>) -> Result<Kept, StoreError> {
    let text = |column: usize| row.get::<_, String>(column);
    let some = |column: usize| row.get::<_, Option<String>>(column);
    let booking = some(3)?.map(|id| stored("booking", BookingId::new(&id).ok())).transpose()?;
    let wish = some(4)?.map(|id| stored("wish", WishId::new(&id).ok())).transpose()?;
    let owner = booking.map(Owner::Booking).or(wish.map(Owner::Wish));
    let document = |source| StoreError::Document { what: "answers".into(), source };
    Ok(Kept {
        office: stored("office", OfficeId::new(&text(2)?).ok())?,
        owner: stored("owner of a secret", owner)?,
        secrets: Secrets {
            code: stored("code", text(0)?.parse().ok())?,
            token: stored("token", FollowToken::try_from(text(1)?).ok())?,
        },
        told: Told {
            language: Language::from_code(&text(5)?).unwrap_or_default(),
            note: some(8)?,
            need: some(6)?.and_then(|need| NeedId::new(&need).ok()),
            answers: serde_json::from_str(&text(7)?).map_err(document)?,
        },
    })
}

fn answers_text(told: &Told) -> Result<String, StoreError> {
    serde_json::to_string(&told.answers)
        .map_err(|source| StoreError::Document { what: "answers".into(), source })
}
