//! Backups of a running office, and what is restored from them.

use office::event::Fact;
use office::id::OfficeId;
use rusqlite::Connection;
use server::backup::keeper::{EVERY, Keeper, Step};
use server::backup::name::names;
use server::backup::restore::{RestoreError, restore};
use server::backup::{FOLDER, Name};
use server::clock::{Clock, HandClock};
use server::control::{Call, Told, call};
use server::folder::FolderError;
use server::store::setup::ServerRow;
use server::store::{FILE_NAME, Reader};
use server::verify::verify;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tests::folder::Folder;
use tests::program::{binary, done, run};
use tests::until::until;
use tests::world::{CARD, OFFICE, TAX, World, log, moment, serve};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_number_told_before_a_backup_of_a_busy_office_is_in_what_is_restored() {
    let world = World::begin().await;
    for _ in 0..10 {
        world.clerk().take(CARD).await;
    }
    let told: Vec<(String, String)> = world.clerk().acknowledged().lock().unwrap().clone();
    let clerk = world.clerk();
    let busy = tokio::spawn(async move {
        for _ in 0..60 {
            clerk.take(TAX).await;
        }
    });
    for _ in 0..5 {
        let copy = backed_up(&world).await;
        let elsewhere = Folder::empty();
        restore(&copy, elsewhere.path(), false, world.clock.now()).unwrap();
        tests::world::check(elsewhere.path(), &told);
    }
    busy.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_office_opens_under_another_epoch_with_the_same_secret_and_keys() {
    let mut world = World::begin().await;
    world.clerk().take(CARD).await;
    let copy = backed_up(&world).await;
    let before = server_row(world.folder().path());
    world.end().await;
    let elsewhere = Folder::empty();
    let restored = restore(&copy, elsewhere.path(), false, world.clock.now()).unwrap();
    let after = server_row(elsewhere.path());
    assert_ne!(before.epoch, after.epoch);
    assert_eq!(restored.epoch, after.epoch);
    assert_eq!((before.mode, before.secret), (after.mode, after.secret));
    let last = log(&Reader::open(&copy).unwrap(), &office()).pop().unwrap();
    assert_eq!((restored.offices[0].seq, restored.offices[0].at), (last.seq, Some(last.at)));
    let running = serve(elsewhere.path(), world.clock.clone()).await.unwrap();
    let clerk = tests::person::Person::new(
        &format!("http://{}", running.address),
        Some(&world.device_key("clerk")),
        Default::default(),
    );
    let number = clerk.take(CARD).await["number"].clone();
    assert_eq!(number, "C002");
    running.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_is_used_or_in_use_is_not_restored_into() {
    let mut world = World::begin().await;
    let copy = backed_up(&world).await;
    let now = world.clock.now();
    let refused = restore(&copy, world.folder().path(), true, now);
    assert!(matches!(refused, Err(RestoreError::Folder(FolderError::InUse(_)))), "{refused:?}");
    world.end().await;
    let before = std::fs::read(world.folder().database()).unwrap();
    let refused = restore(&copy, world.folder().path(), true, now);
    assert!(matches!(refused, Err(RestoreError::Used(_))), "{refused:?}");
    assert_eq!(std::fs::read(world.folder().database()).unwrap(), before);
    // Nor one with a write-ahead log that would be folded into the copy.
    let leftover = Folder::empty();
    std::fs::write(leftover.path().join(format!("{FILE_NAME}-wal")), "left behind").unwrap();
    let refused = restore(&copy, leftover.path(), true, now);
    assert!(matches!(refused, Err(RestoreError::Used(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tampered_database_is_copied_but_does_not_count_and_is_restored_only_by_force() {
    let world = World::begin().await;
    world.clerk().take(CARD).await;
    let tampered = Folder::with_database_of(world.folder().path());
    tampered.raw().execute("update leg set state = 'left'", []).unwrap();
    let told = call(tampered.path(), Call::Backup { to: None }, world.clock.clone()).await.unwrap();
    let Told::Bad(lines) = told else { panic!("{told:?}") };
    assert!(lines[0].contains("does not count"), "{lines:?}");
    let kept = kept_in(&tampered.path().join(FOLDER));
    let [name] = kept.as_slice() else { panic!("{kept:?}") };
    assert!(name.is_doubtful);
    let copy = tampered.path().join(FOLDER).join(name.to_string());
    let elsewhere = Folder::empty();
    let refused = restore(&copy, elsewhere.path(), false, world.clock.now());
    assert!(matches!(refused, Err(RestoreError::Findings(_))), "{refused:?}");
    assert!(!elsewhere.database().exists());
    let forced = restore(&copy, elsewhere.path(), true, world.clock.now()).unwrap();
    assert!(!forced.report.findings.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_file_or_a_foreign_one_is_not_restored() {
    let world = World::begin().await;
    let copy = backed_up(&world).await;
    let bytes = std::fs::read(&copy).unwrap();
    let broken = Folder::empty();
    let half = broken.path().join("half.db");
    std::fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    let foreign = broken.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("create table other (id integer)").unwrap();
    for from in [half, foreign, broken.path().join("absent.db")] {
        let elsewhere = Folder::empty();
        assert!(restore(&from, elsewhere.path(), false, world.clock.now()).is_err(), "{}", from.display());
        assert!(!elsewhere.database().exists());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_for_backups_that_is_not_there_is_named_and_harms_nobody() {
    let world = World::begin().await;
    let absent = world.folder().path().join("not-mounted");
    let told = call(world.folder().path(), Call::Backup { to: Some(absent.clone()) }, world.clock.clone());
    let told = told.await.unwrap();
    let Told::Bad(lines) = told else { panic!("{told:?}") };
    assert!(lines[0].contains("not-mounted"), "{lines:?}");
    assert!(!absent.exists());
    world.clerk().take(CARD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keeper_copies_when_something_has_changed_and_recovers_from_failures() {
    let world = World::begin().await;
    let target = Folder::empty();
    let disk = target.path().join("disk");
    let mut keeper = Keeper::new(&world.folder().database(), &disk, world.clock.clone());
    let age = keeper.age();
    world.clock.advance(EVERY);
    assert!(matches!(keeper.step(), Step::Failed(_)), "there is no disk yet");
    assert_eq!(age.now(), EVERY);
    std::fs::create_dir(&disk).unwrap();
    assert!(matches!(keeper.step(), Step::Kept(_)));
    assert_eq!(age.now(), Duration::ZERO);
    world.clock.advance(EVERY);
    assert!(matches!(keeper.step(), Step::Unchanged));
    assert_eq!((age.now(), kept_in(&disk).len()), (Duration::ZERO, 1));
    let number = world.clerk().take(CARD).await;
    let Step::Kept(backup) = keeper.step() else { panic!("a number was given") };
    let tickets = issued(&Reader::open(&backup.path).unwrap());
    assert!(tickets.contains(number["id"].as_str().unwrap()));
    // Another program on the same folder goes on from the copies that it finds.
    world.clock.advance(EVERY);
    let next = Keeper::new(&world.folder().database(), &disk, world.clock.clone());
    assert_eq!(next.age().now(), EVERY);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keeper_thins_what_it_has_kept() {
    let world = World::begin().await;
    let target = Folder::empty();
    let mut keeper = Keeper::new(&world.folder().database(), target.path(), world.clock.clone());
    for _ in 0..15 {
        world.clerk().take(CARD).await;
        world.clock.advance(EVERY);
        assert!(matches!(keeper.step(), Step::Kept(_)));
    }
    assert_eq!(kept_in(target.path()).len(), 10);
}

#[test]
fn a_backup_that_was_cut_off_does_not_count_and_is_cleared_away() {
    let (office, target) = (office_of_program(), Folder::empty());
    let cut_off = format!("{}.part", Name::new(moment("2026-03-02T09:00:00+01:00"), 0, false));
    std::fs::write(target.path().join(&cut_off), "half of it").unwrap();
    assert_eq!(kept_in(target.path()), []);
    done(&run(&["backup", "--to", target.path().to_str().unwrap()], office.path()));
    assert_eq!(kept_in(target.path()).len(), 1);
    assert!(!target.path().join(&cut_off).exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_killed_at_any_point_leaves_only_copies_that_pass_their_test() {
    let (office, target) = (office_of_program(), Folder::empty());
    for round in 0..20_u32 {
        let mut backup = Command::new(binary())
            .args(["backup", "--data", office.path().to_str().unwrap(), "--to"])
            .arg(target.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // From a process that has hardly begun to one that is about done.
        let mut looks = 0;
        until("the moment of the kill", async || {
            looks += 1;
            (looks > round / 4 || backup.try_wait().unwrap().is_some()).then_some(())
        })
        .await;
        let _ = backup.kill();
        backup.wait().unwrap();
        for name in kept_in(target.path()) {
            assert_eq!(findings(&target.path().join(name.to_string())), Vec::<String>::new());
        }
    }
    done(&run(&["backup", "--to", target.path().to_str().unwrap()], office.path()));
    done(&run(&["verify"], office.path()));
}

#[test]
fn the_program_backs_up_and_restores_and_says_until_when() {
    let (office, elsewhere) = (office_of_program(), Folder::empty());
    let told = done(&run(&["backup"], office.path()));
    let copy = told.lines().next().unwrap();
    assert!(told.contains(" 0 findings"), "{told}");
    let told = done(&run(&["restore", "--from", copy], elsewhere.path()));
    assert!(told.contains("portico: up to event 1, ") && told.contains("new epoch"), "{told}");
    done(&run(&["verify"], elsewhere.path()));
    assert!(!run(&["restore", "--from", copy], elsewhere.path()).status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::begin().await;
    let copy = backed_up(&world).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&copy), mode(copy.parent().unwrap())), (0o600, 0o700));
    let elsewhere = Folder::empty();
    restore(&copy, elsewhere.path(), false, world.clock.now()).unwrap();
    assert_eq!(mode(&elsewhere.database()), 0o600);
}

/// Has the running server make a backup.
async fn backed_up(world: &World) -> PathBuf {
    let clock: Arc<HandClock> = world.clock.clone();
    let told = call(world.folder().path(), Call::Backup { to: None }, clock).await.unwrap();
    let Told::Done(lines) = told else { panic!("{told:?}") };
    PathBuf::from(&lines[0])
}

fn office() -> OfficeId {
    OfficeId::new(OFFICE).unwrap()
}

fn office_of_program() -> Folder {
    let folder = Folder::empty();
    done(&run(&["init"], folder.path()));
    folder
}

fn kept_in(folder: &Path) -> Vec<Name> {
    names(folder).unwrap()
}

fn server_row(dir: &Path) -> ServerRow {
    Reader::open(&dir.join(FILE_NAME)).unwrap().server().unwrap()
}

fn findings(copy: &Path) -> Vec<String> {
    verify(copy).unwrap().findings
}

fn issued(reader: &Reader) -> BTreeSet<String> {
    let tickets = log(reader, &office()).into_iter().filter_map(|event| match event.fact {
        Fact::TicketIssued { ticket, .. } => Some(ticket.to_string()),
        _ => None,
    });
    tickets.collect()
}
