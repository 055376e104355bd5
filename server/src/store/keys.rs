//! API keys and devices: rows with an audit line. Secrets are stored as SHA-256 of 256 random bits.

use super::{StoreError, moment, stored};
use office::id::{DeskId, DeviceId, OfficeId};
use office::moment::Moment;
use office::wire::DeviceRole;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

/// What the holder of a key may do; each role may do what the one in front may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Calls and serves.
    Clerk,
    /// Receives and sorts.
    Welcome,
    /// Reads the log and everything of the office.
    Supervisor,
    /// Makes keys and devices.
    Admin,
}

impl Role {
    /// Every role, least first.
    pub const ALL: [Role; 4] = [Role::Clerk, Role::Welcome, Role::Supervisor, Role::Admin];

    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Role::Clerk => "clerk",
            Role::Welcome => "welcome",
            Role::Supervisor => "supervisor",
            Role::Admin => "admin",
        }
    }

    /// The role with this name.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// The hash under which a secret is stored.
pub type SecretHash = [u8; 32];

/// The hash of a secret.
pub fn hash(secret: &str) -> SecretHash {
    use sha2::Digest;
    sha2::Sha256::digest(secret.as_bytes()).into()
}

/// An API key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Its public name.
    pub id: String,
    /// The hash of its secret.
    pub hash: SecretHash,
    /// What its holder may do.
    pub role: Role,
    /// In which office.
    pub office: OfficeId,
    /// What it is for.
    pub label: String,
    /// From when on it is good for nothing.
    pub expires_at: Moment,
    /// Whether it has been revoked.
    pub revoked: bool,
}

/// A totem, display or printer, without its key.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceRow {
    /// Its id.
    pub id: DeviceId,
    /// The hash of its key.
    pub hash: SecretHash,
    /// Whose it is.
    pub office: OfficeId,
    /// What it is for.
    pub role: DeviceRole,
    /// What people call it.
    pub title: String,
    /// Of a display: the desk whose sign it is.
    pub desk: Option<DeskId>,
    /// Of a totem: where its slips come out.
    pub printer: Option<DeviceId>,
    /// From how far it is read, metres.
    pub viewing_distance_m: f64,
    /// Its panel's diagonal, inches.
    pub panel_diagonal_in: f64,
}

/// Stores an API key.
pub fn add_key(sql: &Connection, key: &KeyRow, now: Moment) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into api_key (id, key_hash, role, office, label, created_at, expires_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        key.id,
        key.hash,
        key.role.code(),
        key.office.as_str(),
        key.label,
        now.as_millis(),
        key.expires_at.as_millis()
    ])?;
    Ok(())
}

/// Revokes an API key; false where there is no such key in force.
pub fn revoke_key(sql: &Connection, id: &str, now: Moment) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached("update api_key set revoked_at = ?2 where id = ?1 and revoked_at is null")?
        .execute(params![id, now.as_millis()])?;
    Ok(changed > 0)
}

/// Every API key, oldest first.
pub fn keys(sql: &Connection) -> Result<Vec<KeyRow>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, key_hash, role, office, label, expires_at, revoked_at is not null from api_key order by created_at, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, SecretHash>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, String>(4)?,
            row.get::<_, i64>(5)?,
            row.get::<_, bool>(6)?,
        ))
    })?;
    let mut keys = Vec::new();
    for row in rows {
        let (id, hash, role, office, label, expires_at, revoked) = row?;
        let role = stored("role", Role::from_code(&role))?;
        let office = stored("office", OfficeId::new(&office).ok())?;
        let expires_at = moment(expires_at)?;
        keys.push(KeyRow { id, hash, role, office, label, expires_at, revoked });
    }
    Ok(keys)
}

/// Stores a device; one that is there already gets the new key.
pub fn add_device(sql: &Connection, device: &DeviceRow, now: Moment) -> Result<(), StoreError> {
    sql.prepare_cached(
        "insert into device (id, office, role, title, key_hash, desk, printer, viewing_distance_m, \
         panel_diagonal_in, created_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
         on conflict (id) do update set office = excluded.office, role = excluded.role, title = excluded.title, \
         key_hash = excluded.key_hash, desk = excluded.desk, printer = excluded.printer, revoked_at = null",
    )?
    .execute(params![
        device.id.as_str(),
        device.office.as_str(),
        device.role.code(),
        device.title,
        device.hash,
        device.desk.as_ref().map(DeskId::as_str),
        device.printer.as_ref().map(DeviceId::as_str),
        device.viewing_distance_m,
        device.panel_diagonal_in,
        now.as_millis()
    ])?;
    Ok(())
}

/// Revokes a device; false where there is no such device in force.
pub fn revoke_device(sql: &Connection, id: &DeviceId, now: Moment) -> Result<bool, StoreError> {
    let changed = sql
        .prepare_cached("update device set revoked_at = ?2 where id = ?1 and revoked_at is null")?
        .execute(params![id.as_str(), now.as_millis()])?;
    Ok(changed > 0)
}

/// Every device in force.
pub fn devices(sql: &Connection) -> Result<Vec<DeviceRow>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select id, key_hash, office, role, title, desk, printer, viewing_distance_m, panel_diagonal_in \
         from device where revoked_at is null order by id",
    )?;
    let mut rows = statement.query([])?;
    let mut devices = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get::<_, Option<String>>(column);
        devices.push(DeviceRow {
            id: stored("device", text(0)?.and_then(|id| DeviceId::new(&id).ok()))?,
            hash: row.get(1)?,
            office: stored("office", text(2)?.and_then(|id| OfficeId::new(&id).ok()))?,
            role: stored("device role", text(3)?.and_then(|role| DeviceRole::from_code(&role)))?,
            title: row.get(4)?,
            desk: text(5)?.map(|id| stored("desk", DeskId::new(&id).ok())).transpose()?,
            printer: text(6)?.map(|id| stored("printer", DeviceId::new(&id).ok())).transpose()?,
            viewing_distance_m: row.get(7)?,
            panel_diagonal_in: row.get(8)?,
        });
    }
    Ok(devices)
}
