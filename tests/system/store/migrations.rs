//! A database of an older version is brought to this one: all of it or nothing, with a way back.

use super::old::{self, Contents};
use office::id::OfficeId;
use rusqlite::Connection;
use rusqlite::types::Value;
use server::backup::restore::restore;
use server::clock::{Clock, HandClock};
use server::folder::FolderLock;
use server::store::migrations::safety::{KEPT, path as safety_copy};
use server::store::{FILE_NAME, OpenError, Reader, SCHEMA, VERSION, Writer};
use server::verify::verify;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};
use tests::folder::Folder;
use tests::program::{binary, run};
use tests::world::{CARD, MONDAY_NINE, OFFICE, moment, serve};

/// Where `shown` stands in a row of `print_job`.
const SHOWN: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn office_of_version_1_is_brought_up_and_nothing_is_lost() {
    let (folder, original) = old::office().await;
    let before = Contents::of(&folder.database());
    open(&folder).unwrap();
    assert_eq!(verify(&folder.database()).unwrap(), verify(&original.database()).unwrap());
    let (brought, never_old) = (reader(&folder), reader(&original));
    for office in never_old.offices().unwrap() {
        assert_eq!(brought.floor(&office).unwrap(), never_old.floor(&office).unwrap());
    }
    // What is not new stands there as it did, and the log has the hashes that it would have had.
    let after = Contents::of(&folder.database());
    let mut expected = Contents::of(&original.database());
    // Nobody knows which slips a printer was shown: all of them may have been.
    expected.rows.get_mut("print_job").unwrap().iter_mut().for_each(|job| job[SHOWN] = Value::Integer(1));
    let has_more = ["api_key", "audit", "sqlite_sequence"];
    for (table, rows) in &before.rows {
        if !has_more.contains(&table.as_str()) {
            assert_eq!(after.rows[table], expected.rows[table], "{table}");
            assert_eq!(after.rows[table].len(), rows.len(), "{table}");
        }
    }
    assert_eq!(after.rows["audit"].len(), before.rows["audit"].len() + 1);
    let a_year = now().plus(Duration::from_secs(365 * 24 * 3600));
    let keys = brought.keys().unwrap();
    assert_eq!(keys.len(), before.rows["api_key"].len());
    assert!(keys.iter().all(|key| key.expires_at == a_year), "{keys:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn copy_of_what_it_was_is_kept_beside_it_and_not_made_again() {
    let (folder, _) = old::office().await;
    let before = Contents::of(&folder.database());
    let copy = safety_copy(&folder.database(), VERSION);
    // What a start has left that was cut off is no hindrance.
    std::fs::write(folder.path().join("before-version-2.db.part"), "cut off").unwrap();
    open(&folder).unwrap();
    assert_eq!(names(folder.path()), ["before-version-2.db", FILE_NAME]);
    assert_eq!(Contents::of(&copy), before);
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = std::fs::read(&copy).unwrap();
    open(&folder).unwrap();
    assert_eq!(std::fs::read(&copy).unwrap(), bytes);
    // As long as a backup, and no longer.
    let made_at = |before_now: Duration| {
        let at = UNIX_EPOCH + Duration::from_millis(now().minus(before_now).as_millis().try_into().unwrap());
        let file = std::fs::OpenOptions::new().write(true).open(&copy).unwrap();
        file.set_modified(at).unwrap();
    };
    made_at(KEPT - Duration::from_secs(1));
    open(&folder).unwrap();
    assert!(copy.exists());
    made_at(KEPT + Duration::from_secs(1));
    open(&folder).unwrap();
    assert_eq!(names(folder.path()), [FILE_NAME]);
}

#[tokio::test(flavor = "multi_thread")]
async fn office_of_version_1_is_served_on_with_its_keys_and_numbers() {
    let (folder, _) = old::office().await;
    let running = serve(folder.path(), std::sync::Arc::new(HandClock::at(now()))).await.unwrap();
    let base = format!("http://{}", running.address);
    let clerk = tests::person::Person::new(&base, Some("secret-of-clerk"), Default::default());
    assert_eq!(clerk.take(CARD).await["number"], "C002");
    running.end().await.unwrap();
    tests::world::check(folder.path(), &[]);
}

#[test]
fn schema_after_all_steps_is_that_of_a_fresh_database() {
    let folder = old::empty();
    open(&folder).unwrap();
    let fresh = Connection::open_in_memory().unwrap();
    fresh.execute_batch(SCHEMA).unwrap();
    assert_eq!(shape(&folder.raw()), shape(&fresh));
    let findings = verify(&folder.database()).unwrap().findings;
    assert_eq!(findings, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn step_that_fails_leaves_the_old_database_and_goes_through_when_the_cause_is_gone() {
    for (spoiled, mended) in [
        ("create table seat (id text)", "drop table seat"),
        (
            "update event set by_id = cast(x'ff' as text) where seq = 5",
            "update event set by_id = 'clerk' where seq = 5",
        ),
        ("update ticket set day = '1999-01-01' where count = 1", "update ticket set day = '2026-03-02'"),
    ] {
        let (folder, _) = old::office().await;
        old::past_the_rules(&folder).execute_batch(spoiled).unwrap();
        let before = Contents::of(&folder.database());
        let failed = open(&folder).err();
        assert!(matches!(failed, Some(OpenError::Step { from: 1, to: 2, .. })), "{spoiled}: {failed:?}");
        assert_eq!(Contents::of(&folder.database()), before, "{spoiled}");
        assert_eq!(Contents::of(&safety_copy(&folder.database(), VERSION)), before, "{spoiled}");
        old::past_the_rules(&folder).execute_batch(mended).unwrap();
        open(&folder).unwrap();
        assert_eq!(version(&folder), VERSION);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_copy_nothing_is_changed() {
    let (folder, _) = old::office().await;
    let before = Contents::of(&folder.database());
    std::fs::create_dir(folder.path().join("before-version-2.db.part")).unwrap();
    let failed = open(&folder).err();
    assert!(matches!(failed, Some(OpenError::NoSafetyCopy { .. })), "{failed:?}");
    assert_eq!(Contents::of(&folder.database()), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_only_reads_brings_nothing_up() {
    let (folder, _) = old::office().await;
    let before = std::fs::read(folder.database()).unwrap();
    let refused = Reader::open(&folder.database()).err();
    assert!(matches!(refused, Some(OpenError::Older { found: 1, known: VERSION })), "{refused:?}");
    let refused = verify(&folder.database()).err();
    assert!(matches!(refused, Some(OpenError::Older { .. })), "{refused:?}");
    let output = run(&["verify"], folder.path());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("of version 1: `sportello serve` brings it"), "{told}");
    // Nor does a call beside a server, which may still be the older one.
    let lock = FolderLock::take(folder.path()).unwrap();
    for call in [["key", "list"].as_slice(), &["verify"], &["backup"]] {
        assert!(!run(call, folder.path()).status.success());
    }
    drop(lock);
    assert_eq!(std::fs::read(folder.database()).unwrap(), before);
    assert!(!safety_copy(&folder.database(), VERSION).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn newer_database_is_refused_in_one_sentence_by_every_command_and_left_as_it_is() {
    let (folder, _) = old::office().await;
    old::past_the_rules(&folder).execute_batch("pragma user_version = 99").unwrap();
    let before = std::fs::read(folder.database()).unwrap();
    for call in [["serve"].as_slice(), &["key", "list"], &["verify"], &["backup"]] {
        let output = run(call, folder.path());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success());
        assert_eq!(
            told,
            "sportello: the database is of version 99, this program knows up to 2: use the newer program\n",
        );
    }
    assert_eq!(std::fs::read(folder.database()).unwrap(), before);
    assert!(!safety_copy(&folder.database(), VERSION).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn backup_of_version_1_is_restored_as_this_version() {
    let (folder, original) = old::office().await;
    let backup = Folder::with_database_of(folder.path());
    let before = std::fs::read(backup.database()).unwrap();
    let elsewhere = Folder::empty();
    let restored = restore(&backup.database(), elsewhere.path(), false, now()).unwrap();
    assert_eq!(restored.report, verify(&original.database()).unwrap());
    assert_eq!(names(elsewhere.path()), ["lock", FILE_NAME]);
    assert_eq!(version(&elsewhere), VERSION);
    let log = |folder: &Folder| Contents::of(&folder.database()).rows["event"].clone();
    assert_eq!(log(&elsewhere), log(&original));
    assert_eq!(std::fs::read(backup.database()).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn backup_of_version_1_that_cannot_be_brought_up_is_not_restored() {
    let (folder, _) = old::office().await;
    old::past_the_rules(&folder).execute_batch("create table seat (id text)").unwrap();
    let elsewhere = Folder::empty();
    assert!(restore(&folder.database(), elsewhere.path(), true, now()).is_err());
    assert_eq!(names(elsewhere.path()), ["lock"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn process_that_dies_on_the_way_leaves_the_one_version_or_the_other() {
    let (original, _) = old::office().await;
    let before = Contents::of(&original.database());
    let mut died = 0;
    for kib in (0..400).step_by(16) {
        let folder = Folder::empty();
        std::fs::copy(original.database(), folder.database()).unwrap();
        // The process is killed when a file of its would grow beyond this.
        let mut command = Command::new("prlimit");
        command.arg(format!("--fsize={}", kib * 1024)).arg(binary()).args(["key", "list", "--data"]);
        let output = command.arg(folder.path()).output().unwrap();
        match version(&folder) {
            1 => {
                died += 1;
                assert!(!output.status.success());
                assert_eq!(Contents::of(&folder.database()), before, "{kib} KiB");
            }
            found => assert_eq!(found, VERSION),
        }
        open(&folder).unwrap();
        assert_eq!(verify(&folder.database()).unwrap().findings, Vec::<String>::new(), "{kib} KiB");
    }
    assert!((3..25).contains(&died), "{died}");
}

fn open(folder: &Folder) -> Result<Writer, OpenError> {
    Writer::open(folder.path(), now())
}

fn now() -> office::moment::Moment {
    HandClock::at(moment(MONDAY_NINE)).now()
}

fn reader(folder: &Folder) -> Reader {
    let reader = Reader::open(&folder.database()).unwrap();
    assert!(reader.offices().unwrap().contains(&OFFICE.parse::<OfficeId>().unwrap()));
    reader
}

fn version(folder: &Folder) -> i64 {
    folder.raw().query_row("pragma user_version", [], |row| row.get(0)).unwrap()
}

/// The files of a folder.
fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every table, index and trigger without comments and layout, and every column as SQLite sees it.
fn shape(sql: &Connection) -> BTreeMap<String, String> {
    let mut statement =
        sql.prepare("select type || ' ' || name, coalesce(sql, '') from sqlite_schema").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    let essence = |text: &str| {
        let code = text.lines().map(|line| line.split("--").next().unwrap()).collect::<Vec<_>>().join(" ");
        code.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut shape: BTreeMap<String, String> =
        rows.map(Result::unwrap).map(|(name, text)| (name, essence(&text))).collect();
    let mut columns = sql
        .prepare(
            "select 'column ' || t.name || '.' || c.cid, \
             c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk \
             from pragma_table_list t join pragma_table_xinfo(t.name) c where t.schema = 'main'",
        )
        .unwrap();
    let rows = columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    shape.extend(rows.map(Result::unwrap));
    shape
}
