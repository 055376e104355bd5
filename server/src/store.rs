//! The store: the only place with SQL.
//!
//! One file, WAL, `synchronous=FULL`. One writable connection ([`Writer`], held by the registrar)
//! and one that only reads ([`Reader`]). A corrupt file is kept, never deleted; an older
//! one is brought up (`migrations`), a newer one refused.

pub mod agenda;
pub mod audit;
pub mod audit_rows;
pub mod blocks;
pub mod configurations;
pub mod copy;
pub mod erasure;
pub mod keys;
pub mod log;
pub mod mail;
pub mod migrations;
mod open;
pub mod paper;
pub mod parties;
pub mod people;
mod project;
pub mod raw_log;
pub mod read;
pub mod relief;
pub mod requests;
pub mod schema;
pub mod sessions;
pub mod setup;
pub mod staffing;

pub use open::{APPLICATION_ID, OpenError, SCHEMA, VERSION};
pub use read::Reader;
/// A connection, for whoever passes it on from one part of the store to another.
pub(crate) use rusqlite::Connection as Sql;

use chrono::NaiveDate;
use office::event::Event;
use office::floor::Floor;
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name of the database in the data folder.
pub const FILE_NAME: &str = "sportello.db";

/// Something that went wrong while reading or writing the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room is left: what was asked for is refused, and the store goes on.
    #[error("the disk is full")]
    Full(#[source] rusqlite::Error),
    /// A constraint of the schema refused a row: a rule let something through.
    #[error("a row breaks a constraint of the schema")]
    Constraint(#[source] rusqlite::Error),
    /// The disk or the file failed: the process must end and start again from the log.
    #[error("the disk or the database file has failed")]
    Broken(#[source] rusqlite::Error),
    /// A statement failed in another way.
    #[error("the database refused a statement")]
    Sql(#[source] rusqlite::Error),
    /// A stored document does not parse.
    #[error("a stored document does not parse: {what}")]
    Document {
        /// Which one.
        what: String,
        /// Why not.
        #[source]
        source: serde_json::Error,
    },
    /// A stored value is not what this program writes.
    #[error("a stored value is not one of ours: {0}")]
    Value(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full(error),
            Some(ErrorCode::ConstraintViolation) => StoreError::Constraint(error),
            // A write that the file system cuts short for want of room comes as an I/O error too.
            Some(ErrorCode::SystemIoFailure) if is_write_without_room(&error) => StoreError::Full(error),
            Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Broken(error)
            }
            _ => StoreError::Sql(error),
        }
    }
}

/// Whether a failed write, and not a failed sync, is behind an I/O error: nothing was promised yet,
/// the transaction rolls back, and the next one may find room.
fn is_write_without_room(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    const WITHOUT_ROOM: [i32; 3] =
        [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_TRUNCATE];
    matches!(error, rusqlite::Error::SqliteFailure(failure, _) if WITHOUT_ROOM.contains(&failure.extended_code))
}

/// The one writable connection.
#[derive(Debug)]
pub struct Writer {
    connection: Connection,
    path: PathBuf,
}

impl Writer {
    /// Opens the database in `dir`, which must be one of ours and not newer than this program; an older
    /// one is brought up, and a copy of it kept.
    pub fn open(dir: &Path, now: Moment) -> Result<Self, OpenError> {
        let path = dir.join(FILE_NAME);
        Ok(Self { connection: open::existing(&path, now)?, path })
    }

    /// Makes a fresh database in `dir`, which must have none.
    pub fn create(dir: &Path) -> Result<Self, OpenError> {
        let path = dir.join(FILE_NAME);
        Ok(Self { connection: open::fresh(&path)?, path })
    }

    /// A connection that only reads the same file.
    pub fn reader(&self) -> Result<Reader, OpenError> {
        Reader::open(&self.path)
    }

    /// Moves what is in the write-ahead log into the database, so that the log's room is used again.
    ///
    /// On a full disk this may fail as well; nothing is lost by it.
    pub fn make_room(&self) {
        let moved =
            self.connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0));
        if let Err(error) = moved {
            tracing::warn!(%error, "the write-ahead log could not be emptied");
        }
    }

    /// The same after something was erased, so that it stands in no file any more; whether it could be
    /// done, which it cannot while somebody reads. It waits for nobody.
    pub fn sweep(&self) -> Result<bool, StoreError> {
        let empty = |sql: &Connection| {
            sql.busy_timeout(Duration::ZERO)?;
            let is_blocked: bool = sql.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
            Ok::<_, rusqlite::Error>(!is_blocked)
        };
        let swept = empty(&self.connection);
        let is_patient_again = self.connection.busy_timeout(open::BUSY_TIMEOUT);
        match swept.and_then(|swept| is_patient_again.map(|()| swept)).map_err(StoreError::from) {
            Err(StoreError::Broken(error)) => Err(StoreError::Broken(error)),
            // Whatever else it is, whoever writes next is told; then it is tried again.
            swept => Ok(swept.unwrap_or(false)),
        }
    }

    /// Begins a transaction that may write.
    pub fn begin(&mut self) -> Result<Batch<'_>, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Batch { transaction })
    }
}

/// One transaction of the writer: everything in it is committed together or not at all.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
}

impl Batch<'_> {
    /// Appends an event to the log and writes the rows that follow from it; `floor` is the floor
    /// after the event. Whether print jobs are among those rows.
    pub fn append(&self, floor: &Floor, event: &Event) -> Result<bool, StoreError> {
        log::append(&self.transaction, event)?;
        project::project(&self.transaction, floor, event)
    }

    /// Erases what a new service day, named by `opened`, makes obsolete.
    pub fn forget(&self, office: &OfficeId, opened: NaiveDate, now: Moment) -> Result<(), StoreError> {
        blocks::forget(&self.transaction, office, opened)?;
        project::forget(&self.transaction, office, now)
    }

    /// Erases answers of requests that have been kept long enough; whether there were any.
    pub fn forget_answers(&self, now: Moment) -> Result<bool, StoreError> {
        requests::forget(&self.transaction, now)
    }

    /// Makes everything durable. Only after this may anybody be told.
    pub fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().map_err(StoreError::from)
    }

    /// The connection, for the other files of the store.
    pub(crate) fn sql(&self) -> &Connection {
        &self.transaction
    }
}

/// A moment as it is stored.
fn moment(ms: i64) -> Result<Moment, StoreError> {
    Moment::from_millis(ms).ok_or_else(|| StoreError::Value(format!("time {ms}")))
}

/// A stored text of one of our own types.
fn stored<T>(what: &str, parsed: Option<T>) -> Result<T, StoreError> {
    parsed.ok_or_else(|| StoreError::Value(what.to_owned()))
}
