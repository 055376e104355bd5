//! Folders for one test each.

use rusqlite::Connection;
use server::store::FILE_NAME;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own, gone with its owner.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// An empty folder in memory where the machine has such a place: for tests that ask nothing of a disk.
    pub fn light() -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::within(memory) } else { Self::empty() }
    }

    fn within(place: &Path) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = place.join(format!("sportello-test-{}-{nth}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A copy of another folder's database, to be tampered with; nobody may be writing to it.
    pub fn with_database_of(dir: &Path) -> Self {
        let copy = Self::empty();
        let sql = Connection::open(dir.join(FILE_NAME)).unwrap();
        sql.execute("vacuum into ?1", [copy.database().to_str().unwrap()]).unwrap();
        copy
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Its database.
    pub fn database(&self) -> PathBuf {
        self.0.join(FILE_NAME)
    }

    /// A connection that may do anything to its database, past all rules.
    pub fn raw(&self) -> Connection {
        Connection::open(self.database()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
