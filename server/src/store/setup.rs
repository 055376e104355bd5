//! Making an office: the rows that everything else stands on.

use super::{StoreError, stored};
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, params};

/// What a data folder is for; a folder of the one kind is refused by the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For showing: desks usable without login.
    Demo,
    /// For work.
    Serve,
}

impl Mode {
    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Mode::Demo => "demo",
            Mode::Serve => "serve",
        }
    }
}

/// The server's own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerRow {
    /// What the folder is for.
    pub mode: Mode,
    /// Changes at init and restore.
    pub epoch: u64,
    /// Signs form tokens and the keys of confirm pages.
    pub secret: [u8; 32],
}

/// Writes the server's row.
pub fn write_server(sql: &Connection, server: &ServerRow, now: Moment) -> Result<(), StoreError> {
    sql.execute(
        "insert into server (id, mode, epoch, secret, created_at) values (1, ?1, ?2, ?3, ?4)",
        params![server.mode.code(), server.epoch, server.secret, now.as_millis()],
    )?;
    Ok(())
}

/// Reads the server's row.
pub fn server(sql: &Connection) -> Result<ServerRow, StoreError> {
    let (mode, epoch, secret): (String, u64, [u8; 32]) =
        sql.query_row("select mode, epoch, secret from server where id = 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let mode = stored("mode", [Mode::Demo, Mode::Serve].into_iter().find(|known| known.code() == mode))?;
    Ok(ServerRow { mode, epoch, secret })
}

/// Writes an office with nothing in its log.
pub fn add_office(sql: &Connection, office: &OfficeId) -> Result<(), StoreError> {
    sql.execute("insert into office (id) values (?1)", params![office.as_str()])?;
    Ok(())
}
