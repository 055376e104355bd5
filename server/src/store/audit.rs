//! The audit: a line for every change outside the log, and for every reading of personal data.

use super::{StoreError, moment, stored};
use office::event::{Actor, ActorKind};
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, params};
use std::net::IpAddr;

/// Most lines of one page.
pub const PAGE_MAX: u32 = 200;

/// Who does something, where, and from which address of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// `staff p-…`, `key …`, `device …`, `command-line`, or `nobody`.
    pub actor: String,
    /// In which office; absent: the whole server.
    pub office: Option<OfficeId>,
    /// From where, if it came by the network.
    pub address: Option<IpAddr>,
}

impl By {
    /// Whoever may write into the data folder.
    pub fn command_line() -> Self {
        Self { actor: "command-line".into(), office: None, address: None }
    }

    /// Somebody who has not come in.
    pub fn nobody(address: IpAddr) -> Self {
        Self { actor: "nobody".into(), office: None, address: Some(address) }
    }

    /// The same, in this office where none is named.
    #[must_use]
    pub fn within(&self, office: Option<&OfficeId>) -> Self {
        Self { office: self.office.as_ref().or(office).cloned(), ..self.clone() }
    }

    /// Whoever gave a command to an office.
    pub fn actor(actor: &Actor, office: &OfficeId) -> Self {
        let actor = match actor.kind {
            ActorKind::Staff => format!("staff {}", actor.id),
            ActorKind::Key => format!("key {}", actor.id),
            ActorKind::Device => format!("device {}", actor.id),
            ActorKind::Visitor => "nobody".to_owned(),
            ActorKind::Clock => "clock".to_owned(),
        };
        Self { actor, office: Some(office.clone()), address: None }
    }

    /// Somebody of the staff.
    pub fn staff(person: &str, office: Option<&OfficeId>, address: Option<IpAddr>) -> Self {
        Self { actor: format!("staff {person}"), office: office.cloned(), address }
    }
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place.
    pub id: u64,
    /// When.
    pub at: Moment,
    /// Who, where and from which address; an address that does not parse is absent.
    pub by: By,
    /// What was done.
    pub action: String,
    /// To which row.
    pub subject: String,
}

/// Writes a line: who did what to which row; never a name, a token or a key.
pub fn write(sql: &Connection, by: &By, action: &str, subject: &str, now: Moment) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into audit (at, actor, office, action, subject, address) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        now.as_millis(),
        by.actor,
        by.office.as_ref().map(OfficeId::as_str),
        action,
        subject,
        by.address.map(|address| address.to_string())
    ])?;
    Ok(())
}

/// The lines of an office before a place, newest first, at most `limit` and [`PAGE_MAX`]; with an actor
/// or an action only theirs.
pub fn page(
    sql: &Connection,
    office: &OfficeId,
    before: Option<u64>,
    actor: Option<&str>,
    action: Option<&str>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, at, actor, office, action, subject, address from audit \
         where (office = ?1 or office is null) and (?2 is null or id < ?2) and (?3 is null or actor = ?3) \
         and (?4 is null or action = ?4) order by id desc limit ?5",
    )?;
    let mut rows = statement.query(params![office.as_str(), before, actor, action, limit.min(PAGE_MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let office: Option<String> = row.get(3)?;
        let address: Option<String> = row.get(6)?;
        found.push(AuditRow {
            id: row.get(0)?,
            at: moment(row.get(1)?)?,
            by: By {
                actor: row.get(2)?,
                office: office.map(|office| stored("office", OfficeId::new(&office).ok())).transpose()?,
                address: address.and_then(|address| address.parse().ok()),
            },
            action: row.get(4)?,
            subject: row.get(5)?,
        });
    }
    Ok(found)
}
