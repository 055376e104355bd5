//! The power fails while a database is brought up: whatever has reached the disk until then, it is wholly
//! of the old version or wholly of the new one, and the next start goes on.
//!
//! What reaches the disk is the write-ahead log, frame by frame up to some byte of it, and later the
//! database, page by page, with the log still whole.

use super::old::{self, Contents};
use server::store::migrations::safety::path as safety_copy;
use server::store::{FILE_NAME, VERSION, Writer};
use server::verify::verify;
use std::path::PathBuf;
use tests::folder::Folder;
use tests::world::{MONDAY_NINE, moment};

/// The header of a write-ahead log, bytes.
const HEADER: usize = 32;
/// A page, bytes.
const PAGE: usize = 4096;
/// A frame: its header and a page, bytes.
const FRAME: usize = 24 + PAGE;
/// Where in a frame the power fails: between two, in its header, behind it, in its page, before its end.
const CUTS: [usize; 5] = [0, 7, 24, 24 + PAGE / 2, FRAME - 1];

#[tokio::test(flavor = "multi_thread")]
async fn power_cut_in_the_write_ahead_log_leaves_the_one_version_or_the_other() {
    let cut = Brought::up().await;
    assert!(cut.frames() - cut.first_frame > 20, "{} frames", cut.frames());
    for frame in cut.first_frame..cut.frames() {
        for at in CUTS {
            let log = &cut.log[..HEADER + frame * FRAME + at];
            // The commit is in the last frame: without the whole of it nothing has happened.
            cut.expect(&cut.database, log, &cut.old);
        }
    }
    cut.expect(&cut.database, &cut.log, &cut.new);
}

#[tokio::test(flavor = "multi_thread")]
async fn frame_that_did_not_reach_the_disk_before_the_later_ones_undoes_all_of_it() {
    let cut = Brought::up().await;
    for frame in cut.first_frame..cut.frames() {
        let mut log = cut.log.clone();
        log[HEADER + frame * FRAME..][..FRAME].fill(0);
        cut.expect(&cut.database, &log, &cut.old);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn power_cut_while_the_log_is_moved_into_the_database_leaves_the_new_version() {
    let cut = Brought::up().await;
    let moved = cut.moved_into_the_database();
    for pages in 0..=moved.len() / PAGE {
        let mut database = cut.database.clone();
        database.resize(moved.len().max(database.len()), 0);
        database[..pages * PAGE].copy_from_slice(&moved[..pages * PAGE]);
        cut.expect(&database, &cut.log, &cut.new);
    }
}

/// An office of version 1 whose server was killed, and the files at the moment when it has been brought up.
struct Brought {
    database: Vec<u8>,
    log: Vec<u8>,
    /// The first frame that has to do with it; those before were there already.
    first_frame: usize,
    old: Contents,
    new: Contents,
}

impl Brought {
    async fn up() -> Self {
        let (office, _) = old::office().await;
        // The last change of the old server is in its write-ahead log only.
        let sql = office.raw();
        sql.execute_batch("pragma wal_autocheckpoint = 0; update server set epoch = epoch + 1").unwrap();
        let (database, log) = (read(&office, ""), read(&office, "-wal"));
        let first_frame = (log.len() - HEADER) / FRAME;
        assert!(first_frame > 0);
        let killed = with(&database, &log);
        drop(sql);
        let old = Contents::of(&with(&database, &log).database());
        let writer = open(&killed);
        assert_eq!(read(&killed, ""), database, "the log has been moved into the database already");
        let log = read(&killed, "-wal");
        drop(writer);
        let new = Contents::of(&killed.database());
        assert_eq!((old.version, new.version), (1, VERSION));
        Self { database, log, first_frame, old, new }
    }

    fn frames(&self) -> usize {
        (self.log.len() - HEADER) / FRAME
    }

    /// The database when nothing is left in its log.
    fn moved_into_the_database(&self) -> Vec<u8> {
        let folder = with(&self.database, &self.log);
        folder.raw().execute_batch("pragma wal_checkpoint(truncate)").unwrap();
        read(&folder, "")
    }

    /// Holds what is found in these files after the power cut, and that the next start brings it up.
    #[track_caller]
    fn expect(&self, database: &[u8], log: &[u8], expected: &Contents) {
        let folder = with(database, log);
        let found = Contents::of(&folder.database());
        assert!(found == *expected, "version {} with {} bytes of log", found.version, log.len());
        let folder = with(database, log);
        drop(open(&folder));
        assert_eq!(Contents::of(&folder.database()), self.new);
        assert_eq!(verify(&folder.database()).unwrap().findings, Vec::<String>::new());
        let copy = safety_copy(&folder.database(), VERSION);
        if expected.version < VERSION {
            assert_eq!(Contents::of(&copy), self.old);
        } else {
            assert!(!copy.exists());
        }
    }
}

fn open(folder: &Folder) -> Writer {
    Writer::open(folder.path(), moment(MONDAY_NINE)).unwrap()
}

fn file(folder: &Folder, ending: &str) -> PathBuf {
    folder.path().join(format!("{FILE_NAME}{ending}"))
}

fn read(folder: &Folder, ending: &str) -> Vec<u8> {
    std::fs::read(file(folder, ending)).unwrap()
}

/// A folder with these files, as a power cut has left them.
fn with(database: &[u8], log: &[u8]) -> Folder {
    let folder = Folder::empty();
    std::fs::write(file(&folder, ""), database).unwrap();
    std::fs::write(file(&folder, "-wal"), log).unwrap();
    folder
}
