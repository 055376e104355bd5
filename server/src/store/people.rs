//! People who work here, what they may do where, and the codes with which they set a password.

use super::keys::{Role, SecretHash};
use super::{StoreError, moment, stored};
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The id that stands in the log; it says nothing about the person.
    pub id: String,
    /// As typed at login, lower case.
    pub name: String,
    /// Argon2id as a PHC string; absent until the first code is used.
    pub password_hash: Option<String>,
    /// Likewise, of the PIN.
    pub pin_hash: Option<String>,
    /// Of the second factor, once it has been confirmed.
    pub totp_secret: Option<Vec<u8>>,
    /// The last time step of the second factor that was used.
    pub totp_step: u64,
    /// When the account was made.
    pub created_at: Moment,
    /// Whether the account may not be used.
    pub is_disabled: bool,
}

/// How far ahead of a code that is good now the last good one may be, steps: each may be early or late.
const STEPS_AHEAD_MAX: u64 = 2;

impl PersonRow {
    /// Whether the code of a time step may be used: none is used twice, nor one before it. A step noted
    /// further ahead than any good one was noted by a clock that was wrong, and locks nobody out.
    pub fn may_use_step(&self, step: u64) -> bool {
        self.totp_step < step || self.totp_step > step.saturating_add(STEPS_AHEAD_MAX)
    }
}

/// What somebody may do in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRow {
    /// Who.
    pub person: String,
    /// Where.
    pub office: OfficeId,
    /// What.
    pub role: Role,
}

/// A code that somebody types once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    /// By which the audit names it.
    pub id: String,
    /// Whose password it sets; absent: the set-up's.
    pub person: Option<String>,
    /// The hash of the code.
    pub hash: SecretHash,
    /// From when on it is good for nothing.
    pub expires_at: Moment,
}

const PERSON: &str = "select id, name, password_hash, pin_hash, totp_secret, totp_step, created_at, \
                      disabled_at is not null from person";

fn person(row: &Row<'_>) -> Result<PersonRow, StoreError> {
    Ok(PersonRow {
        id: row.get(0)?,
        name: row.get(1)?,
        password_hash: row.get(2)?,
        pin_hash: row.get(3)?,
        totp_secret: row.get(4)?,
        totp_step: row.get(5)?,
        created_at: moment(row.get(6)?)?,
        is_disabled: row.get(7)?,
    })
}

/// Everybody, by name.
pub fn people(sql: &Connection) -> Result<Vec<PersonRow>, StoreError> {
    let mut statement = sql.prepare_cached(&format!("{PERSON} order by name"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(person(row)?);
    }
    Ok(found)
}

/// Somebody by the name typed at login.
pub fn by_name(sql: &Connection, name: &str) -> Result<Option<PersonRow>, StoreError> {
    let mut statement = sql.prepare_cached(&format!("{PERSON} where name = ?1"))?;
    let mut rows = statement.query(params![name])?;
    rows.next()?.map(person).transpose()
}

/// Somebody by id.
pub fn by_id(sql: &Connection, id: &str) -> Result<Option<PersonRow>, StoreError> {
    let mut statement = sql.prepare_cached(&format!("{PERSON} where id = ?1"))?;
    let mut rows = statement.query(params![id])?;
    rows.next()?.map(person).transpose()
}

/// What everybody may do, by office.
pub fn posts(sql: &Connection) -> Result<Vec<PostRow>, StoreError> {
    let mut statement =
        sql.prepare_cached("select person, office, role from person_role order by office, person")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(PostRow {
            person: row.get(0)?,
            office: stored("office", OfficeId::new(&row.get::<_, String>(1)?).ok())?,
            role: stored("role", Role::from_code(&row.get::<_, String>(2)?))?,
        });
    }
    Ok(found)
}

/// Whether anybody who is not disabled is an admin somewhere.
pub fn has_admin(sql: &Connection) -> Result<bool, StoreError> {
    let count: u64 = sql
        .prepare_cached(
            "select count(*) from person_role r join person p on p.id = r.person \
             where r.role = 'admin' and p.disabled_at is null",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(count > 0)
}

/// Whether an office would be left without an admin who can come in if this person were none there.
pub fn is_last_admin(sql: &Connection, person: &str, office: &OfficeId) -> Result<bool, StoreError> {
    let (is_admin, others): (bool, u64) = sql
        .prepare_cached(
            "select coalesce(sum(r.person = ?1), 0) > 0, coalesce(sum(r.person <> ?1), 0) \
             from person_role r join person p on p.id = r.person \
             where r.office = ?2 and r.role = 'admin' and p.disabled_at is null",
        )?
        .query_row(params![person, office.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(is_admin && others == 0)
}

/// Stores somebody new; false where the name is taken.
pub fn add(sql: &Connection, id: &str, name: &str, now: Moment) -> Result<bool, StoreError> {
    let added = sql
        .prepare_cached(
            "insert into person (id, name, created_at) values (?1, ?2, ?3) on conflict (name) do nothing",
        )?
        .execute(params![id, name, now.as_millis()])?;
    Ok(added > 0)
}

/// Gives somebody a role in an office, in place of the one held there.
pub fn set_role(sql: &Connection, post: &PostRow) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into person_role (person, office, role) values (?1, ?2, ?3) \
         on conflict (person, office) do update set role = excluded.role",
    )?
    .execute(params![post.person, post.office.as_str(), post.role.code()])?;
    Ok(())
}

/// Takes somebody's role in an office away.
pub fn take_role(sql: &Connection, person: &str, office: &OfficeId) -> Result<bool, StoreError> {
    let taken = sql
        .prepare_cached("delete from person_role where person = ?1 and office = ?2")?
        .execute(params![person, office.as_str()])?;
    Ok(taken > 0)
}

/// Stores the hash of a new password.
pub fn set_password(sql: &Connection, person: &str, hash: &str, now: Moment) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached("update person set password_hash = ?2, password_at = ?3 where id = ?1")?
        .execute(params![person, hash, now.as_millis()])?;
    Ok(changed > 0)
}

/// Stores the hash of a PIN, or none.
pub fn set_pin(sql: &Connection, person: &str, hash: Option<&str>) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached("update person set pin_hash = ?2 where id = ?1")?
        .execute(params![person, hash])?;
    Ok(changed > 0)
}

/// Stores the secret of a second factor with the step that confirmed it, or takes it away.
pub fn set_totp(
    sql: &Connection,
    person: &str,
    secret: Option<&[u8]>,
    step: u64,
) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached("update person set totp_secret = ?2, totp_step = ?3 where id = ?1")?
        .execute(params![person, secret, step])?;
    Ok(changed > 0)
}

/// Notes that the code of a time step was used; false where it may not be: see
/// [`PersonRow::may_use_step`].
pub fn use_totp_step(sql: &Connection, person: &str, step: u64) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached(
            "update person set totp_step = ?2 \
             where id = ?1 and (totp_step < ?2 or totp_step > ?2 + ?3)",
        )?
        .execute(params![person, step, STEPS_AHEAD_MAX])?;
    Ok(changed > 0)
}

/// Disables or enables an account; false where it is so already.
pub fn set_disabled(sql: &Connection, person: &str, disabled_at: Option<Moment>) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached(
            "update person set disabled_at = ?2 where id = ?1 and (disabled_at is null) <> (?2 is null)",
        )?
        .execute(params![person, disabled_at.map(Moment::as_millis)])?;
    Ok(changed > 0)
}

/// Removes somebody with everything that is theirs; their id stays in the log and says nothing.
pub fn remove(sql: &Connection, person: &str) -> Result<bool, StoreError> {
    for statement in [
        "delete from session where person = ?1",
        "delete from code where person = ?1",
        "delete from person_role where person = ?1",
    ] {
        sql.prepare_cached(statement)?.execute(params![person])?;
    }
    Ok(sql.prepare_cached("delete from person where id = ?1")?.execute(params![person])? > 0)
}

/// Stores a code; those that were there for the same purpose are good for nothing from now on.
pub fn add_code(sql: &Connection, code: &CodeRow, now: Moment) -> Result<(), StoreError> {
    sql.prepare_cached("delete from code where person is ?1")?.execute(params![code.person])?;
    let purpose = if code.person.is_some() { "password" } else { "set_up" };
    sql.prepare_cached(
        "insert into code (id, purpose, person, code_hash, created_at, expires_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        code.id,
        purpose,
        code.person,
        code.hash,
        now.as_millis(),
        code.expires_at.as_millis()
    ])?;
    Ok(())
}

/// Whether there is a code for this purpose that is still good.
pub fn is_code_good(
    sql: &Connection,
    person: Option<&str>,
    hash: &SecretHash,
    now: Moment,
) -> Result<bool, StoreError> {
    let found = sql
        .prepare_cached(
            "select 1 from code where person is ?1 and code_hash = ?2 and used_at is null and expires_at > ?3",
        )?
        .query_row(params![person, hash, now.as_millis()], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// Uses a code up; false where there is none such that is still good.
pub fn use_code(
    sql: &Connection,
    person: Option<&str>,
    hash: &SecretHash,
    now: Moment,
) -> Result<bool, StoreError> {
    let used = sql
        .prepare_cached(
            "update code set used_at = ?3 \
             where person is ?1 and code_hash = ?2 and used_at is null and expires_at > ?3",
        )?
        .execute(params![person, hash, now.as_millis()])?;
    Ok(used > 0)
}
