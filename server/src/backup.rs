//! Backups: whole copies of a running office's database, each tested before it counts.
//!
//! ```text
//! copy to NAME.part -> fsync -> open it for reading, verify -> rename to NAME.db -> fsync the folder
//! ```
//!
//! Whatever is cut off on the way leaves a `.part`, which counts for nothing and is cleared away by the
//! next backup. A copy whose log and tables do not agree is kept as `NAME.doubtful`: better than none,
//! but it does not count either. Nothing here writes to the office's own database.

pub mod cleanse;
pub mod keeper;
pub mod name;
pub mod restore;
pub mod retention;

pub use name::Name;

use crate::store::copy::Source;
use crate::store::{OpenError, StoreError};
use crate::verify::{Report, verify};
use office::moment::Moment;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The folder inside the data folder where backups go when nobody says otherwise.
pub const FOLDER: &str = "backups";
/// Held while a backup is written into a folder: one at a time.
const LOCK: &str = "backup.lock";
/// The ending of a copy that is not finished.
const UNFINISHED: &str = ".part";
/// What a backup leaves free on the disk that it goes to, bytes: it may be the office's own disk.
const RESERVE: u64 = 64 << 20;

/// A finished copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// What its test found.
    pub report: Report,
}

impl Backup {
    /// Whether the test found nothing: only then it counts as a backup.
    pub fn counts(&self) -> bool {
        self.report.findings.is_empty()
    }
}

/// Why no backup could be made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder for backups cannot be used.
    #[error("no backup: the folder {path} cannot be used; is its disk there, and may it be written?")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The disk is too full.
    #[error("no backup: {path} has {free_mib} MiB free, but {needed_mib} MiB are needed")]
    NoRoom {
        /// Which folder.
        path: PathBuf,
        /// What is free.
        free_mib: u64,
        /// What is needed.
        needed_mib: u64,
    },
    /// The database cannot be opened.
    #[error("no backup: {0}")]
    Open(#[from] OpenError),
    /// The copy could not be written.
    #[error("no backup: the copy into {path} failed")]
    Copy {
        /// Which folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: StoreError,
    },
}

/// Makes the folder of a data folder where backups go when nobody says otherwise.
pub fn default_folder(dir: &Path) -> Result<PathBuf, BackupError> {
    let path = dir.join(FOLDER);
    match DirBuilder::new().recursive(true).mode(0o700).create(&path) {
        Ok(()) => Ok(path),
        Err(source) => Err(BackupError::Folder { path, source }),
    }
}

/// Makes a backup in `target`, which must exist: the place of a disk that is not there must not be
/// filled in its stead. Waits while another backup is being written into the same folder.
pub fn back_up(source: &Source, target: &Path, now: Moment) -> Result<Backup, BackupError> {
    let unusable = |source| BackupError::Folder { path: target.to_owned(), source };
    let failed = |source| BackupError::Copy { path: target.to_owned(), source };
    let _alone = lock(target).map_err(unusable)?;
    clear_away_unfinished(target).map_err(unusable)?;
    expect_room(target, source.size().map_err(failed)?)?;
    let unfinished = target.join(format!("{}{UNFINISHED}", Name::new(now, 0, false)));
    let finished = copy_and_test(source, &unfinished, now).inspect_err(|_| {
        // Room is given back at once; what cannot be removed goes before the next backup.
        let _ = std::fs::remove_file(&unfinished);
    });
    let (name, report) = finished.map_err(failed)?;
    let path = target.join(name.to_string());
    std::fs::rename(&unfinished, &path).map_err(unusable)?;
    File::open(target).and_then(|folder| folder.sync_all()).map_err(unusable)?;
    Ok(Backup { path, report })
}

fn lock(target: &Path) -> io::Result<File> {
    let path = target.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    file.lock()?;
    Ok(file)
}

fn clear_away_unfinished(target: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(target)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours =
            |name: &str| name.strip_suffix(UNFINISHED).is_some_and(|rest| rest.parse::<Name>().is_ok());
        if name.to_str().is_some_and(is_ours) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn expect_room(target: &Path, size: u64) -> Result<(), BackupError> {
    let disk = rustix::fs::statvfs(target)
        .map_err(|error| BackupError::Folder { path: target.to_owned(), source: error.into() })?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let needed = size.saturating_add(RESERVE);
    if free >= needed {
        return Ok(());
    }
    Err(BackupError::NoRoom { path: target.to_owned(), free_mib: free >> 20, needed_mib: needed >> 20 })
}

/// Writes the copy through to the disk and tests it as a restore would.
fn copy_and_test(source: &Source, unfinished: &Path, now: Moment) -> Result<(Name, Report), StoreError> {
    let not_written = |error: io::Error| StoreError::Value(format!("the copy: {error}"));
    let file =
        OpenOptions::new().create_new(true).write(true).mode(0o600).open(unfinished).map_err(not_written)?;
    source.copy_to(unfinished)?;
    file.sync_all().map_err(not_written)?;
    let report = test(unfinished);
    Ok((Name::new(now, report.events, !report.findings.is_empty()), report))
}

/// Verifies a copy; what cannot be opened is a finding.
fn test(copy: &Path) -> Report {
    verify(copy).unwrap_or_else(|error| Report {
        findings: vec![format!("the copy cannot be read back: {error}")],
        ..Report::default()
    })
}
