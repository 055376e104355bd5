//! The copy of a database that is put beside it before it is brought to a newer version: the way back.
//!
//! ```text
//! copy to before-version-N.db.part -> fsync -> check -> rename to before-version-N.db -> fsync the folder
//! ```

use super::OLDEST;
use crate::store::{OpenError, StoreError, VERSION, copy};
use office::moment::Moment;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// How long a copy is kept: like a backup, it holds what the office has erased since.
pub const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// The ending of a copy that is not finished.
const UNFINISHED: &str = ".part";

/// Where the copy of a database goes before it is brought to `version`.
pub fn path(database: &Path, version: i64) -> PathBuf {
    database.with_file_name(format!("before-version-{version}.db"))
}

/// Puts a checked copy beside the database, in the place of any that is there. Nothing else is changed.
pub fn keep(connection: &Connection, database: &Path) -> Result<PathBuf, OpenError> {
    let path = path(database, VERSION);
    let mut unfinished = path.clone().into_os_string();
    unfinished.push(UNFINISHED);
    let unfinished = PathBuf::from(unfinished);
    let kept = copy_and_check(connection, &unfinished).and_then(|()| put(&unfinished, &path).map_err(failed));
    match kept {
        Ok(()) => Ok(path),
        Err(source) => {
            let _ = std::fs::remove_file(&unfinished);
            Err(OpenError::NoSafetyCopy { path, source })
        }
    }
}

fn failed(error: io::Error) -> StoreError {
    StoreError::Value(format!("the copy: {error}"))
}

fn copy_and_check(connection: &Connection, unfinished: &Path) -> Result<(), StoreError> {
    // What a start has left that was cut off is worth nothing.
    match std::fs::remove_file(unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    let file = options.create_new(true).write(true).mode(0o600).open(unfinished).map_err(failed)?;
    copy::copy(connection, unfinished)?;
    file.sync_all().map_err(failed)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copied = Connection::open_with_flags(unfinished, flags)?;
    let told: String = copied.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if told == "ok" { Ok(()) } else { Err(StoreError::Value(told)) }
}

fn put(unfinished: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(unfinished, path)?;
    File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}

/// Removes copies that have been kept long enough; what cannot be removed is tried again at the next
/// start.
pub fn forget(database: &Path, now: Moment) {
    for version in OLDEST + 1..=VERSION {
        let path = path(database, version);
        if is_older_than(&path, now.minus(KEPT)) {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn is_older_than(path: &Path, then: Moment) -> bool {
    let modified = std::fs::metadata(path).and_then(|file| file.modified());
    let since = modified.ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_millis()).ok()).is_some_and(|at| at < then.as_millis())
}
