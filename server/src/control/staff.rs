//! Calls about people.

use super::{ControlError, Prepared, Told};
use crate::clock::Clock;
use crate::people::secrets;
use crate::people::{CODE_LASTS, fresh_code, fresh_id};
use crate::registrar::Chore;
use crate::store::Reader;
use crate::store::audit::By;
use crate::store::keys::Role;
use crate::store::people::{PersonRow, PostRow};
use crate::store::staffing::StaffChange;
use office::id::OfficeId;
use serde::{Deserialize, Serialize};

/// What is to be done with somebody's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum StaffCall {
    /// Add somebody, with a code for the first password.
    Add {
        /// The name typed at login.
        name: String,
        /// Where.
        office: OfficeId,
        /// What they may do there.
        role: Role,
    },
    /// List everybody.
    List,
    /// Give a role in an office, in place of the one held there.
    Role {
        /// Whose.
        name: String,
        /// Where.
        office: OfficeId,
        /// Which.
        role: Role,
    },
    /// Take the role in an office away; whoever has none at all is removed.
    Remove {
        /// Whose.
        name: String,
        /// Where.
        office: OfficeId,
    },
    /// The account may not be used.
    Disable {
        /// Whose.
        name: String,
    },
    /// The account may be used again.
    Enable {
        /// Whose.
        name: String,
    },
    /// A code for a new password.
    Code {
        /// Whose.
        name: String,
    },
    /// End all sessions.
    EndSessions {
        /// Whose.
        name: String,
    },
    /// Forget the second factor: the phone is lost.
    ForgetSecondFactor {
        /// Whose.
        name: String,
    },
}

pub(super) fn prepare(reader: &Reader, clock: &dyn Clock, call: StaffCall) -> Result<Prepared, ControlError> {
    let bad = |line: &str| Ok(Prepared::Told(Told::Bad(vec![line.to_owned()])));
    let has_office = |office: &OfficeId| reader.offices().map(|offices| offices.contains(office));
    match call {
        StaffCall::List => {
            let subject = clock.now().utc().date_naive().to_string();
            Ok(change(StaffChange::Note { action: "names read", subject }, list(reader)?))
        }
        StaffCall::Add { name, office, role } => {
            let Ok(name) = secrets::name(&name) else {
                return bad("a name is of letters without accents, digits, '.', '-' and '_', at most 40");
            };
            if !has_office(&office)? {
                return bad("there is no such office");
            }
            let person = fresh_id('p').map_err(|_| ControlError::NoRandom)?;
            let (shown, code) =
                fresh_code(Some(&person), CODE_LASTS, clock.now()).map_err(|_| ControlError::NoRandom)?;
            let post = PostRow { person: person.clone(), office, role };
            let lines = code_lines(&name, &shown);
            Ok(change(StaffChange::Add { person, name, post, code }, lines))
        }
        StaffCall::Role { name, office, role } => {
            if !has_office(&office)? {
                return bad("there is no such office");
            }
            let Some(person) = find(reader, &name)? else { return bad(NOBODY) };
            let line =
                format!("{} is {} in {office}; open sessions there have ended", person.name, role.code());
            Ok(change(StaffChange::SetRole(PostRow { person: person.id, office, role }), vec![line]))
        }
        StaffCall::Remove { name, office } => {
            of(reader, &name, "removed", |person| StaffChange::TakeRole { person: person.id, office })
        }
        StaffCall::Disable { name } => of(reader, &name, "disabled; all sessions have ended", |person| {
            StaffChange::SetDisabled { person: person.id, is_disabled: true }
        }),
        StaffCall::Enable { name } => of(reader, &name, "enabled", |person| StaffChange::SetDisabled {
            person: person.id,
            is_disabled: false,
        }),
        StaffCall::Code { name } => {
            let Some(person) = find(reader, &name)? else { return bad(NOBODY) };
            let (shown, code) =
                fresh_code(Some(&person.id), CODE_LASTS, clock.now()).map_err(|_| ControlError::NoRandom)?;
            Ok(change(StaffChange::IssueCode(code), code_lines(&person.name, &shown)))
        }
        StaffCall::EndSessions { name } => of(reader, &name, "all sessions have ended", |person| {
            StaffChange::EndOf { person: person.id, office: None, but: None }
        }),
        StaffCall::ForgetSecondFactor { name } => {
            of(reader, &name, "second factor forgotten; all sessions have ended", |person| {
                StaffChange::SetSecondFactor { person: person.id, factor: None, keep: None }
            })
        }
    }
}

const NOBODY: &str = "there is nobody of that name";

fn find(reader: &Reader, name: &str) -> Result<Option<PersonRow>, ControlError> {
    Ok(match secrets::name(name) {
        Ok(name) => reader.person_by_name(&name)?,
        Err(_) => None,
    })
}

fn of(
    reader: &Reader,
    name: &str,
    done: &str,
    make: impl FnOnce(PersonRow) -> StaffChange,
) -> Result<Prepared, ControlError> {
    match find(reader, name)? {
        Some(person) => {
            let line = format!("{}: {done}", person.name);
            Ok(change(make(person), vec![line]))
        }
        None => Ok(Prepared::Told(Told::Bad(vec![NOBODY.to_owned()]))),
    }
}

fn change(change: StaffChange, lines: Vec<String>) -> Prepared {
    Prepared::chore(Chore::Staff(Box::new(change), By::command_line()), lines)
}

fn code_lines(name: &str, code: &str) -> Vec<String> {
    let minutes = CODE_LASTS.as_secs() / 60;
    vec![
        code.to_owned(),
        format!("{name} sets a password with it at /login/code within {minutes} minutes; it works once"),
    ]
}

fn list(reader: &Reader) -> Result<Vec<String>, ControlError> {
    let posts = reader.posts()?;
    let line = |person: &PersonRow| {
        let roles: Vec<String> = posts
            .iter()
            .filter(|post| post.person == person.id)
            .map(|post| format!("{} in {}", post.role.code(), post.office))
            .collect();
        let state = match (person.is_disabled, person.password_hash.is_some()) {
            (true, _) => "disabled",
            (false, true) => "in use",
            (false, false) => "no password yet",
        };
        let factor = if person.totp_secret.is_some() { "second factor" } else { "" };
        format!("{}\t{}\t{}\t{state}\t{factor}", person.name, person.id, roles.join(", "))
    };
    Ok(reader.people()?.iter().map(line).collect())
}
