//! Opening and making the database file.

use super::StoreError;
use super::migrations::{self, safety};
use office::moment::Moment;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The whole current database.
pub const SCHEMA: &str = include_str!("../../../schema.sql");
/// The version of [`SCHEMA`], kept in `user_version`.
pub const VERSION: i64 = 2;
/// Marks a file as ours, kept in `application_id`: "Sprt".
pub const APPLICATION_ID: i64 = 0x5370_7274;

/// How long a statement waits for another process on the same file.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Size to which the write-ahead log is cut back, bytes.
const JOURNAL_SIZE_LIMIT: i64 = 64 << 20;

/// Why a database could not be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no database.
    #[error("there is no office in this folder yet; `sportello init --data DIR` makes one")]
    Missing,
    /// There is one already.
    #[error("there is an office in this folder already; it is left as it is")]
    Exists,
    /// The file is not one of ours.
    #[error("the database in this folder is not one of Sportello's; it is left as it is")]
    Foreign,
    /// A newer program wrote it.
    #[error("the database is of version {found}, this program knows up to {known}: use the newer program")]
    Newer {
        /// Its version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// An older program wrote it, and it was to be read only.
    #[error(
        "the database is of version {found}: `sportello serve` brings it to version {known} when it starts"
    )]
    Older {
        /// Its version.
        found: i64,
        /// The version of this program.
        known: i64,
    },
    /// No copy of an older database could be put beside it; it is left as it is.
    #[error("the database is of an older version, and no copy could be kept in {path}; it is left as it is")]
    NoSafetyCopy {
        /// Where the copy should be.
        path: PathBuf,
        /// Why it is not there.
        #[source]
        source: StoreError,
    },
    /// An older database could not be brought to the next version; it is left as it is.
    #[error("the database could not be brought from version {from} to {to}; it is left as it is")]
    Step {
        /// Its version.
        from: i64,
        /// The next version.
        to: i64,
        /// Why not.
        #[source]
        source: StoreError,
    },
    /// The folder or the file cannot be written.
    #[error("the data folder cannot be written; check its owner, its rights and the free space")]
    NotWritable(#[source] rusqlite::Error),
    /// The file is damaged; it is kept.
    #[error("the database file is damaged; it is kept as it is: restore the last backup into another folder")]
    Damaged(#[source] rusqlite::Error),
    /// Anything else that SQLite says.
    #[error("the database could not be opened")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::CannotOpen | Code::ReadOnly | Code::PermissionDenied | Code::DiskFull) => {
                OpenError::NotWritable(error)
            }
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => OpenError::Damaged(error),
            _ => OpenError::Sql(error),
        }
    }
}

/// Opens an existing database for writing; one of an older version is brought to this one, and a copy
/// of it kept beside it.
pub fn existing(path: &Path, now: Moment) -> Result<Connection, OpenError> {
    if !path.exists() {
        return Err(OpenError::Missing);
    }
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let found = check(&connection)?;
    set_up(&connection)?;
    // A folder that cannot be written is found out now and not by the first visitor.
    connection.execute_batch("begin immediate; update server set id = id; rollback")?;
    if found < VERSION {
        let copy = safety::keep(&connection, path)?;
        migrations::bring_up(&mut connection, now)?;
        tracing::info!(from = found, to = VERSION, copy = %copy.display(), "the database was brought up");
    } else {
        safety::forget(path, now);
    }
    Ok(connection)
}

/// Brings a copy that nobody serves yet to this version, without keeping what it was.
pub fn bring_up_copy(path: &Path, now: Moment) -> Result<(), OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    if check(&connection)? < VERSION {
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "trusted_schema", false)?;
        migrations::bring_up(&mut connection, now)?;
    }
    Ok(())
}

/// Makes a database with the current schema, all of it or nothing.
pub fn fresh(path: &Path) -> Result<Connection, OpenError> {
    keep_from_others(path);
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    let tables: i64 = connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if version != 0 || tables != 0 {
        return Err(OpenError::Exists);
    }
    set_up(&connection)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(SCHEMA)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(connection)
}

/// Makes the file, if it is not there, readable by its owner only; SQLite gives its companions the same mode.
fn keep_from_others(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    // Where the file is there already, or cannot be made, SQLite says what is the matter.
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

/// Opens an existing database of this version for reading.
pub fn reading(path: &Path) -> Result<Connection, OpenError> {
    let connection = reading_older(path)?;
    let found = check(&connection)?;
    if found < VERSION {
        return Err(OpenError::Older { found, known: VERSION });
    }
    Ok(connection)
}

/// Opens an existing database of this version or an older one, for copying it.
pub fn reading_older(path: &Path) -> Result<Connection, OpenError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    check(&connection)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

/// The version of a database that is one of ours and not newer than this program.
fn check(connection: &Connection) -> Result<i64, OpenError> {
    let application: i64 = connection.query_row("pragma application_id", [], |row| row.get(0))?;
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    if application != APPLICATION_ID || version < migrations::OLDEST {
        return Err(OpenError::Foreign);
    }
    if version > VERSION {
        return Err(OpenError::Newer { found: version, known: VERSION });
    }
    Ok(version)
}

fn set_up(connection: &Connection) -> Result<(), OpenError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    // NORMAL loses acknowledged tickets at a power cut; FULL does not.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is erased leaves nothing behind, in pages that become free neither.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -20_000)?;
    connection.pragma_update_and_check(None, "journal_size_limit", JOURNAL_SIZE_LIMIT, |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}
