//! Whole copies of the database, made while it is being written to; never by copying the file,
//! which misses what is still in the write-ahead log.

use super::{OpenError, Reader, StoreError, audit, blocks, erasure, open};
use chrono::NaiveDate;
use office::id::OfficeId;
use office::moment::Moment;
use rusqlite::{Connection, OpenFlags, params};
use std::path::Path;
use std::time::Duration;

/// A connection of its own that whole copies are made from: nobody waits for it.
#[derive(Debug)]
pub struct Source {
    connection: Connection,
}

impl Source {
    /// Opens the database that is to be copied, of this version or an older one.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self { connection: open::reading_older(path)? })
    }

    /// A number that is another one after every commit by anybody; it compares with numbers of the
    /// same source only.
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("pragma data_version", [], |row| row.get(0))?)
    }

    /// The size of the database, bytes; a copy is not larger.
    pub fn size(&self) -> Result<u64, StoreError> {
        let pages: u64 = self.connection.query_row("pragma page_count", [], |row| row.get(0))?;
        let page_size: u64 = self.connection.query_row("pragma page_size", [], |row| row.get(0))?;
        Ok(pages.saturating_mul(page_size))
    }

    /// Writes the database as it stands at one moment to `to`, which must be absent or empty. What
    /// has been erased is not in the copy, also not in free pages.
    pub fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        // SQLite counts the copy as a write; the source's own file is open for reading alone.
        self.connection.pragma_update(None, "query_only", false)?;
        let copied = copy(&self.connection, to);
        self.connection.pragma_update(None, "query_only", true)?;
        copied
    }
}

/// Writes a database as it stands to `to`, which must be absent or empty.
pub(super) fn copy(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    let name = to.to_str().ok_or_else(|| StoreError::Value("a file name that is not UTF-8".into()))?;
    connection.execute("vacuum into ?1", params![name])?;
    Ok(())
}

/// Brings a copy that nobody serves yet to the version of this program.
pub fn bring_up(path: &Path, now: Moment) -> Result<(), OpenError> {
    open::bring_up_copy(path, now)
}

/// Gives a copy that nobody serves yet an epoch of its own, and says so in its audit; its secret and
/// all else stay. No office of `pauses` grants blocks of numbers up to its date.
pub fn renew(
    path: &Path,
    epoch: u64,
    pauses: &[(OfficeId, NaiveDate)],
    now: Moment,
) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    let transaction = connection.transaction()?;
    transaction.execute("update server set epoch = ?1 where id = 1", params![epoch])?;
    pauses.iter().try_for_each(|(office, until)| blocks::pause(&transaction, office, *until))?;
    audit::write(&transaction, &audit::By::command_line(), "restored", "database", now)?;
    transaction.commit()?;
    Ok(())
}

/// Who is to be erased in copies as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasable {
    /// Whoever came to an office before a moment.
    past: Vec<(OfficeId, Moment)>,
    /// Whoever asked for it, as the audit names them.
    named: Vec<String>,
}

impl Reader {
    /// Who is to be erased by now, or was when they asked for it.
    pub fn erasable(&self, now: Moment) -> Result<Erasable, StoreError> {
        let mut past = Vec::new();
        for office in self.offices()? {
            let floor = self.floor(&office)?;
            if let Some(rules) = floor.rules() {
                let kept = Duration::from_secs(24 * 3600) * rules.agenda.erase_after_days;
                past.push((office, now.minus(kept)));
            }
        }
        Ok(Erasable { past, named: erasure::asked_for(&self.sql())? })
    }
}

/// Whether a copy holds anybody who is to be erased.
pub fn holds_anybody(path: &Path, erasable: &Erasable) -> Result<bool, StoreError> {
    let sql = open::reading(path).map_err(|error| StoreError::Value(error.to_string()))?;
    erasure::has_anybody(&sql, &erasable.past, &erasable.named)
}

/// Writes a copy again to `to`, which must be absent or empty, without whoever is to be erased.
pub fn without(path: &Path, to: &Path, erasable: &Erasable) -> Result<(), StoreError> {
    let source = Source::open(path).map_err(|error| StoreError::Value(error.to_string()))?;
    source.copy_to(to)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(to, flags)?;
    // Nobody reads this file yet: where it is cut off it is thrown away.
    connection.pragma_update_and_check(None, "journal_mode", "memory", |_| Ok(()))?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let transaction = connection.transaction()?;
    for (office, before) in &erasable.past {
        erasure::forget_past(&transaction, office, *before)?;
    }
    for subject in &erasable.named {
        erasure::erase_named(&transaction, subject)?;
    }
    transaction.commit()?;
    Ok(())
}
