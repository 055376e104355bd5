//! Erasing in backups what the office has erased: names and addresses of whoever came to an appointment.
//!
//! A copy that holds somebody who is to be erased is written anew without them, tested, and put in the place of
//! the old one; what is cut off on the way leaves a `.part`, as with any copy. All else in a copy stays as it was.

use super::name::names;
use super::{BackupError, UNFINISHED, clear_away_unfinished, lock, test};
use crate::store::Reader;
use crate::store::copy::{self, Erasable};
use office::moment::Moment;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

/// How often copies are looked through.
pub const EVERY: Duration = Duration::from_secs(24 * 3600);

/// Cleanses the copies in `target` of whoever is to be erased from `database` by now, or was when they asked
/// for it; how many copies that were.
///
/// # Errors
/// Where the folder cannot be used or a copy cannot be written; the copies that are left are as they were.
pub fn cleanse(database: &Path, target: &Path, now: Moment) -> Result<usize, BackupError> {
    let unusable = |source| BackupError::Folder { path: target.to_owned(), source };
    let failed = |source| BackupError::Copy { path: target.to_owned(), source };
    let erasable = Reader::open(database)?.erasable(now).map_err(failed)?;
    let _alone = lock(target).map_err(unusable)?;
    clear_away_unfinished(target).map_err(unusable)?;
    let mut count = 0;
    for name in names(target).map_err(unusable)? {
        let path = target.join(name.to_string());
        // What cannot be read, or is of a version without such data, holds nobody whom this could find.
        if !copy::holds_anybody(&path, &erasable).unwrap_or(false) {
            continue;
        }
        let unfinished = target.join(format!("{name}{UNFINISHED}"));
        without(&path, &unfinished, &erasable).map_err(failed).inspect_err(|_| {
            let _ = std::fs::remove_file(&unfinished);
        })?;
        // A copy that did not pass its test before does not now: it keeps its name.
        if !name.is_doubtful && !test(&unfinished).findings.is_empty() {
            let _ = std::fs::remove_file(&unfinished);
            continue;
        }
        std::fs::rename(&unfinished, &path).map_err(unusable)?;
        count += 1;
    }
    File::open(target).and_then(|folder| folder.sync_all()).map_err(unusable)?;
    Ok(count)
}

fn without(path: &Path, unfinished: &Path, erasable: &Erasable) -> Result<(), crate::store::StoreError> {
    let not_written = |error: io::Error| crate::store::StoreError::Value(format!("the copy: {error}"));
    let file =
        OpenOptions::new().create_new(true).write(true).mode(0o600).open(unfinished).map_err(not_written)?;
    copy::without(path, unfinished, erasable)?;
    file.sync_all().map_err(not_written)
}
