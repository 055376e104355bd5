//! Restoring: a tested copy into an empty folder, under a new epoch.

use crate::folder::{FolderError, FolderLock};
use crate::store::copy::{Source, bring_up, renew};
use crate::store::{FILE_NAME, OpenError, Reader, StoreError};
use crate::verify::{Report, verify};
use chrono::NaiveDate;
use chrono_tz::Tz;
use office::alone::last_forgotten;
use office::id::OfficeId;
use office::moment::Moment;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The ending of a database that is not restored yet.
const UNFINISHED: &str = ".restoring";
/// Findings that are told where a copy is refused.
const FINDINGS_TOLD_MAX: usize = 10;

/// Why a backup could not be restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is an office in the folder.
    #[error("there is an office in {0} already; it is left as it is: restore into another folder")]
    Used(PathBuf),
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A file cannot be written.
    #[error("the folder {path} cannot be written; check its owner, its rights and the free space")]
    NotWritable {
        /// Which folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The backup cannot be opened.
    #[error("the backup {path} cannot be opened")]
    From {
        /// Which file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: OpenError,
    },
    /// The copy failed, or cannot be read.
    #[error("the backup could not be copied or read; nothing was restored")]
    Store(#[from] StoreError),
    /// The copy cannot be opened again.
    #[error("the copy cannot be opened; nothing was restored")]
    Copy(#[from] OpenError),
    /// The test of the copy found something.
    #[error(
        "the backup does not pass its test; nothing was restored. Take another one, or add --force \
         to restore it all the same:\n{}", .0.join("\n")
    )]
    Findings(Vec<String>),
    /// The machine gives no random bits.
    #[error("the machine gives no random bits")]
    NoRandom,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the test found.
    pub report: Report,
    /// The new epoch: every screen starts anew.
    pub epoch: u64,
    /// How far the log of each office goes.
    pub offices: Vec<Until>,
}

/// How far the log of an office goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Until {
    /// Which office.
    pub office: OfficeId,
    /// The sequence of its last event.
    pub seq: u64,
    /// When that was.
    pub at: Option<Moment>,
    /// The office's time zone.
    pub zone: Tz,
}

/// Restores the backup `from` into `dir`, which must have no office: all of it or nothing. With
/// `force` also a copy whose test finds something.
pub fn restore(from: &Path, dir: &Path, force: bool, now: Moment) -> Result<Restored, RestoreError> {
    let not_writable = |source| RestoreError::NotWritable { path: dir.to_owned(), source };
    let source = Source::open(from).map_err(|source| RestoreError::From { path: from.to_owned(), source })?;
    crate::folder::make(dir).map_err(not_writable)?;
    let _lock = FolderLock::take(dir)?;
    let database = dir.join(FILE_NAME);
    if is_used(&database).map_err(not_writable)? {
        return Err(RestoreError::Used(dir.to_owned()));
    }
    let unfinished = dir.join(format!("{FILE_NAME}{UNFINISHED}"));
    let restored = copy_and_test(&source, &unfinished, force, now).inspect_err(|_| {
        let _ = std::fs::remove_file(&unfinished);
    })?;
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(not_writable)?;
    std::fs::rename(&unfinished, &database).map_err(not_writable)?;
    File::open(dir).and_then(|folder| folder.sync_all()).map_err(not_writable)?;
    Ok(restored)
}

/// Whether there is a database, or a write-ahead log that would be taken for this one's.
fn is_used(database: &Path) -> io::Result<bool> {
    for ending in ["", "-wal", "-journal"] {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        if Path::new(&name).try_exists()? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn copy_and_test(
    source: &Source,
    unfinished: &Path,
    force: bool,
    now: Moment,
) -> Result<Restored, RestoreError> {
    let not_writable = |error| RestoreError::NotWritable { path: unfinished.to_owned(), source: error };
    // A restore that was cut off has left a file that is worth nothing.
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true).mode(0o600).open(unfinished).map_err(not_writable)?;
    source.copy_to(unfinished)?;
    bring_up(unfinished, now)?;
    let report = verify(unfinished)?;
    if !report.findings.is_empty() && !force {
        let told = report.findings.into_iter().take(FINDINGS_TOLD_MAX).collect();
        return Err(RestoreError::Findings(told));
    }
    let epoch = fresh_epoch()?;
    let pauses = pauses(&Reader::open(unfinished)?, now)?;
    renew(unfinished, epoch, &pauses, now)?;
    let reader = Reader::open(unfinished)?;
    let offices = reader.offices()?.iter().map(|office| until(&reader, office)).collect::<Result<_, _>>()?;
    Ok(Restored { report, epoch, offices })
}

/// For which dates totems may hold numbers that were granted after the backup was made: whoever granted any
/// of them again would give a number twice.
fn pauses(reader: &Reader, now: Moment) -> Result<Vec<(OfficeId, NaiveDate)>, StoreError> {
    let mut pauses = Vec::new();
    for office in reader.offices()? {
        let until = last_forgotten(&reader.floor(&office)?, now);
        pauses.extend(until.map(|until| (office, until)));
    }
    Ok(pauses)
}

fn until(reader: &Reader, office: &OfficeId) -> Result<Until, StoreError> {
    let mut last = None;
    reader.last_events(office, 1, |event| {
        last = Some((event.seq, event.at));
        Ok(())
    })?;
    let configurations = reader.configurations(office)?;
    let zone = configurations.values().next_back().map_or(Tz::UTC, |configuration| configuration.office.zone);
    let (seq, at) = last.map_or((0, None), |(seq, at)| (seq, Some(at)));
    Ok(Until { office: office.clone(), seq, at, zone })
}

/// 53 random bits: an epoch is a number in JSON, also for programs that keep numbers as doubles.
fn fresh_epoch() -> Result<u64, RestoreError> {
    let mut bits = [0_u8; 8];
    getrandom::fill(&mut bits).map_err(|_| RestoreError::NoRandom)?;
    Ok(u64::from_le_bytes(bits) >> 11)
}
