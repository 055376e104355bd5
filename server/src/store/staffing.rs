//! Changes of accounts, sessions and seats: no matter of the log, each with its line in the audit.
//!
//! What must not be lost between a look and a change (a code that is used once, the last admin of an
//! office) is looked at here, in the transaction of the change.

use super::audit::{self, By};
use super::keys::{Role, SecretHash};
use super::people::{self, CodeRow, PostRow};
use super::sessions::{self, SeatRow, SessionRow};
use super::{Batch, StoreError, read};
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::Connection;

/// A change of accounts, sessions or seats.
#[derive(Debug, Clone, PartialEq)]
pub enum StaffChange {
    /// The first admin, of every office, by the set-up code.
    SetUp {
        /// The new person's id.
        person: String,
        /// The name typed at login.
        name: String,
        /// The hash of the password.
        password_hash: String,
        /// The hash of the set-up code.
        code: SecretHash,
    },
    /// Somebody new, with a code for the first password.
    Add {
        /// The new person's id.
        person: String,
        /// The name typed at login.
        name: String,
        /// What they may do where.
        post: PostRow,
        /// The code.
        code: CodeRow,
    },
    /// Another role in an office.
    SetRole(PostRow),
    /// No role in an office any more; whoever has none at all is removed.
    TakeRole {
        /// Whose.
        person: String,
        /// Where.
        office: OfficeId,
    },
    /// An account may not be used, or may again.
    SetDisabled {
        /// Whose.
        person: String,
        /// Whether it may not.
        is_disabled: bool,
    },
    /// A new code, for a first or a forgotten password, or for the set-up.
    IssueCode(CodeRow),
    /// A new password; every other session of the person ends.
    SetPassword {
        /// Whose.
        person: String,
        /// The hash of the password.
        hash: String,
        /// The hash of the code that allows it, if one does.
        code: Option<SecretHash>,
        /// The session that goes on.
        keep: Option<String>,
    },
    /// The same password, hashed as is done today.
    Rehash {
        /// Whose.
        person: String,
        /// The hash.
        hash: String,
    },
    /// Another PIN, or none.
    SetPin {
        /// Whose.
        person: String,
        /// Its hash.
        hash: Option<String>,
    },
    /// A confirmed second factor, or none; every other session of the person ends.
    SetSecondFactor {
        /// Whose.
        person: String,
        /// The secret with the step that confirmed it.
        factor: Option<(Vec<u8>, u64)>,
        /// The session that goes on.
        keep: Option<String>,
    },
    /// A login.
    Begin {
        /// The session.
        session: SessionRow,
        /// The time step of the second factor that was given.
        step: Option<u64>,
        /// The session that it takes the place of.
        instead_of: Option<String>,
    },
    /// Something was asked in these sessions at these times.
    Touch(Vec<(String, Moment)>),
    /// A session ends.
    End {
        /// Which.
        session: String,
        /// Why: the action in the audit.
        why: &'static str,
    },
    /// Every session of a person ends, but one.
    EndOf {
        /// Whose.
        person: String,
        /// Where; absent: everywhere.
        office: Option<OfficeId>,
        /// The session that goes on.
        but: Option<String>,
    },
    /// A browser at a desk.
    AddSeat(SeatRow),
    /// A browser no more.
    RevokeSeat(String),
    /// Nothing changes; something is to be remembered.
    Note {
        /// What was done.
        action: &'static str,
        /// To which row.
        subject: String,
    },
}

/// Why a change was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declined {
    /// There is no such row, or it is so already.
    Unknown,
    /// Somebody else has the name.
    NameTaken,
    /// The office would be left without an admin.
    LastAdmin,
    /// The code is wrong, used or too old.
    BadCode,
    /// The code of the second factor has been used.
    UsedStep,
}

/// Makes a change, with its line in the audit; whether keys, devices or sessions must be read again.
pub fn carry_out(
    transaction: &Batch<'_>,
    change: &StaffChange,
    by: &By,
    now: Moment,
) -> Result<Result<bool, Declined>, StoreError> {
    let sql = transaction.sql();
    if let StaffChange::Touch(seen) = change {
        for (session, at) in seen {
            sessions::touch(sql, session, *at)?;
        }
        return Ok(Ok(false));
    }
    // Looked up before the change, which may take it away.
    let office = office_of(sql, change)?;
    match make(sql, change, now)? {
        Ok((action, subject)) => {
            audit::write(sql, &by.within(office.as_ref()), action, &subject, now)?;
            Ok(Ok(!matches!(change, StaffChange::Note { .. } | StaffChange::Rehash { .. })))
        }
        Err(declined) => Ok(Err(declined)),
    }
}

/// The office whose matter a change is; none where it is one of several, or of the whole server.
fn office_of(sql: &Connection, change: &StaffChange) -> Result<Option<OfficeId>, StoreError> {
    let of_person = |person: &str| {
        let mut posts: Vec<PostRow> = people::posts(sql)?;
        posts.retain(|post| post.person == person);
        Ok::<_, StoreError>(if let [only] = posts.as_slice() { Some(only.office.clone()) } else { None })
    };
    match change {
        StaffChange::Add { post, .. } | StaffChange::SetRole(post) => Ok(Some(post.office.clone())),
        StaffChange::TakeRole { office, .. } => Ok(Some(office.clone())),
        StaffChange::EndOf { office: Some(office), .. } => Ok(Some(office.clone())),
        StaffChange::EndOf { person, office: None, .. }
        | StaffChange::SetDisabled { person, .. }
        | StaffChange::SetPassword { person, .. }
        | StaffChange::Rehash { person, .. }
        | StaffChange::SetPin { person, .. }
        | StaffChange::SetSecondFactor { person, .. } => of_person(person),
        StaffChange::IssueCode(CodeRow { person: Some(person), .. }) => of_person(person),
        StaffChange::Begin { session, .. } => Ok(Some(session.office.clone())),
        StaffChange::End { session, .. } => {
            let all = sessions::sessions(sql)?;
            Ok(all.into_iter().find(|row| row.id == *session).map(|row| row.office))
        }
        StaffChange::AddSeat(seat) => Ok(Some(seat.office.clone())),
        StaffChange::RevokeSeat(seat) => {
            Ok(sessions::seats(sql)?.into_iter().find(|row| row.id == *seat).map(|row| row.office))
        }
        StaffChange::IssueCode(CodeRow { person: None, .. })
        | StaffChange::SetUp { .. }
        | StaffChange::Touch(_)
        | StaffChange::Note { .. } => Ok(None),
    }
}

type Made = Result<(&'static str, String), Declined>;

fn make(sql: &Connection, change: &StaffChange, now: Moment) -> Result<Made, StoreError> {
    Ok(match change {
        StaffChange::SetUp { person, name, password_hash, code } => {
            set_up(sql, (person, name), password_hash, code, now)?
        }
        StaffChange::Add { person, name, post, code } => {
            if people::add(sql, person, name, now)? {
                people::set_role(sql, post)?;
                people::add_code(sql, code, now)?;
                Ok(("person added", format!("{person} {}", post.role.code())))
            } else {
                Err(Declined::NameTaken)
            }
        }
        StaffChange::SetRole(post) => set_role(sql, post, now)?,
        StaffChange::TakeRole { person, office } => take_role(sql, person, office, now)?,
        StaffChange::SetDisabled { person, is_disabled } => disable(sql, person, *is_disabled, now)?,
        StaffChange::IssueCode(code) => {
            people::add_code(sql, code, now)?;
            Ok(("code issued", code.person.clone().unwrap_or_else(|| "set-up".into())))
        }
        StaffChange::SetPassword { person, hash, code, keep } => {
            set_password(sql, (person, keep.as_deref()), hash, code.as_ref(), now)?
        }
        StaffChange::Rehash { person, hash } => {
            known(people::set_password(sql, person, hash, now)?, "password hashed anew", person)
        }
        StaffChange::SetPin { person, hash } => {
            known(people::set_pin(sql, person, hash.as_deref())?, "PIN changed", person)
        }
        StaffChange::SetSecondFactor { person, factor, keep } => {
            let (secret, step) = factor.as_ref().map_or((None, 0), |(secret, step)| (Some(secret), *step));
            let changed = people::set_totp(sql, person, secret.map(Vec::as_slice), step)?;
            sessions::end_of(sql, person, None, keep.as_deref(), now)?;
            let action = if secret.is_some() { "second factor set" } else { "second factor forgotten" };
            known(changed, action, person)
        }
        StaffChange::Begin { session, step, instead_of } => {
            begin(sql, session, *step, instead_of.as_deref(), now)?
        }
        StaffChange::End { session, why } => known(sessions::end(sql, session, now)?, why, session),
        StaffChange::EndOf { person, office, but } => {
            let ended = sessions::end_of(sql, person, office.as_ref(), but.as_deref(), now)?;
            known(ended > 0, "sessions ended", person)
        }
        StaffChange::AddSeat(seat) => {
            sessions::add_seat(sql, seat)?;
            Ok(("seat enrolled", seat.id.clone()))
        }
        StaffChange::RevokeSeat(seat) => known(sessions::revoke_seat(sql, seat, now)?, "seat revoked", seat),
        StaffChange::Note { action, subject } => Ok((action, subject.clone())),
        StaffChange::Touch(_) => Err(Declined::Unknown),
    })
}

fn known(is_known: bool, action: &'static str, subject: &str) -> Made {
    if is_known { Ok((action, subject.to_owned())) } else { Err(Declined::Unknown) }
}

fn set_up(
    sql: &Connection,
    (person, name): (&str, &str),
    password_hash: &str,
    code: &SecretHash,
    now: Moment,
) -> Result<Made, StoreError> {
    if people::has_admin(sql)? || !people::is_code_good(sql, None, code, now)? {
        return Ok(Err(Declined::BadCode));
    }
    if !people::add(sql, person, name, now)? {
        return Ok(Err(Declined::NameTaken));
    }
    people::use_code(sql, None, code, now)?;
    people::set_password(sql, person, password_hash, now)?;
    for office in read::offices(sql)? {
        people::set_role(sql, &PostRow { person: person.to_owned(), office, role: Role::Admin })?;
    }
    Ok(Ok(("first admin set up", person.to_owned())))
}

fn set_role(sql: &Connection, post: &PostRow, now: Moment) -> Result<Made, StoreError> {
    if people::by_id(sql, &post.person)?.is_none() {
        return Ok(Err(Declined::Unknown));
    }
    if post.role != Role::Admin && people::is_last_admin(sql, &post.person, &post.office)? {
        return Ok(Err(Declined::LastAdmin));
    }
    people::set_role(sql, post)?;
    // A session has the role with which it began.
    sessions::end_of(sql, &post.person, Some(&post.office), None, now)?;
    Ok(Ok(("role changed", format!("{} {}", post.person, post.role.code()))))
}

fn take_role(sql: &Connection, person: &str, office: &OfficeId, now: Moment) -> Result<Made, StoreError> {
    if people::is_last_admin(sql, person, office)? {
        return Ok(Err(Declined::LastAdmin));
    }
    if !people::take_role(sql, person, office)? {
        return Ok(Err(Declined::Unknown));
    }
    sessions::end_of(sql, person, Some(office), None, now)?;
    if people::posts(sql)?.iter().all(|post| post.person != person) {
        people::remove(sql, person)?;
    }
    Ok(Ok(("person removed", person.to_owned())))
}

fn disable(sql: &Connection, person: &str, is_disabled: bool, now: Moment) -> Result<Made, StoreError> {
    if is_disabled {
        for post in people::posts(sql)?.into_iter().filter(|post| post.person == person) {
            if people::is_last_admin(sql, person, &post.office)? {
                return Ok(Err(Declined::LastAdmin));
            }
        }
        sessions::end_of(sql, person, None, None, now)?;
    }
    let changed = people::set_disabled(sql, person, is_disabled.then_some(now))?;
    Ok(known(changed, if is_disabled { "person disabled" } else { "person enabled" }, person))
}

fn set_password(
    sql: &Connection,
    (person, keep): (&str, Option<&str>),
    hash: &str,
    code: Option<&SecretHash>,
    now: Moment,
) -> Result<Made, StoreError> {
    if let Some(code) = code
        && !people::use_code(sql, Some(person), code, now)?
    {
        return Ok(Err(Declined::BadCode));
    }
    let changed = people::set_password(sql, person, hash, now)?;
    sessions::end_of(sql, person, None, keep, now)?;
    Ok(known(changed, "password changed", person))
}

fn begin(
    sql: &Connection,
    session: &SessionRow,
    step: Option<u64>,
    instead_of: Option<&str>,
    now: Moment,
) -> Result<Made, StoreError> {
    let may_enter = people::by_id(sql, &session.person)?.is_some_and(|person| !person.is_disabled);
    let still_holds = |post: &PostRow| {
        post.person == session.person && post.office == session.office && post.role == session.role
    };
    if !may_enter || !people::posts(sql)?.iter().any(still_holds) {
        return Ok(Err(Declined::Unknown));
    }
    if let Some(step) = step
        && !people::use_totp_step(sql, &session.person, step)?
    {
        return Ok(Err(Declined::UsedStep));
    }
    if let Some(before) = instead_of {
        sessions::end(sql, before, now)?;
    }
    sessions::add(sql, session)?;
    Ok(Ok(("logged in", format!("{} {}", session.person, session.id))))
}
