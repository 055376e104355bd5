//! The data folder: its lock, and what is in it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The name of the lock file.
pub const LOCK: &str = "lock";
/// The name of the socket over which other program calls reach a running server.
pub const CONTROL: &str = "control.sock";

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another server holds it.
    #[error("another server is running on {0}")]
    InUse(PathBuf),
    /// There is no such folder.
    #[error("there is no folder {0}; `sportello init --data DIR` makes an office in one")]
    Missing(PathBuf),
    /// It cannot be read or written.
    #[error("the data folder {path} cannot be used; check its owner, its rights and the free space")]
    Unusable {
        /// Which folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

/// Makes a data folder that only its owner can look into; one that is there stays as it is.
///
/// # Errors
/// Where it cannot be made.
pub fn make(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// The lock of a data folder: an flock, let go when the process ends however it ends.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the lock of `dir`.
    pub fn take(dir: &Path) -> Result<Self, FolderError> {
        let unusable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound if !dir.exists() => FolderError::Missing(dir.to_owned()),
            _ => FolderError::Unusable { path: dir.to_owned(), source },
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(dir.join(LOCK))
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(dir.to_owned())),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}
