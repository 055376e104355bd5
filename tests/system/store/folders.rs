//! Folders that a server must not start on, each refused with a sentence and left as it is.

use office::moment::Moment;
use server::clock::{Clock, HandClock};
use server::demo::{DemoError, DemoSettings};
use server::folder::FolderError;
use server::init::{InitError, init};
use server::run::StartError;
use server::store::setup::Mode;
use server::store::{OpenError, VERSION};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tests::folder::Folder;
use tests::program::{always_open_office, binary, done, free_address, run};
use tests::world::{MONDAY_NINE, RESIDENCE, World, moment, serve, small_configuration};

#[tokio::test(flavor = "multi_thread")]
async fn database_of_a_newer_program_is_refused_and_left_alone() {
    let folder = office(Mode::Serve);
    folder.raw().execute_batch(&format!("pragma user_version = {}", VERSION + 1)).unwrap();
    let before = std::fs::read(folder.database()).unwrap();
    match serve(folder.path(), clock()).await.err() {
        Some(StartError::Open(OpenError::Newer { found, known })) => {
            assert_eq!((found, known), (VERSION + 1, VERSION))
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(std::fs::read(folder.database()).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn database_of_another_program_is_refused_and_left_alone() {
    let folder = Folder::empty();
    folder
        .raw()
        .execute_batch("create table shopping (item text); insert into shopping values ('milk')")
        .unwrap();
    let before = std::fs::read(folder.database()).unwrap();
    let refused = serve(folder.path(), clock()).await.err();
    assert!(matches!(refused, Some(StartError::Open(OpenError::Foreign))), "{refused:?}");
    let refused = init(folder.path(), Mode::Serve, vec![small_configuration()], clock().as_ref()).err();
    assert!(matches!(refused, Some(InitError::Open(OpenError::Exists))), "{refused:?}");
    assert_eq!(std::fs::read(folder.database()).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_database_is_refused_and_kept() {
    for len in [20, 4096] {
        let folder = office(Mode::Serve);
        let mut bytes = std::fs::read(folder.database()).unwrap();
        bytes[..len].fill(0xA5);
        std::fs::write(folder.database(), &bytes).unwrap();
        let refused = serve(folder.path(), clock()).await.err();
        assert!(matches!(refused, Some(StartError::Open(OpenError::Damaged(_)))), "{refused:?}");
        assert_eq!(std::fs::read(folder.database()).unwrap(), bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_folder_is_not_served_and_stays_without_an_office() {
    let folder = Folder::empty();
    let refused = serve(folder.path(), clock()).await.err();
    assert!(matches!(refused, Some(StartError::Open(OpenError::Missing))), "{refused:?}");
    assert!(!folder.database().exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn office_is_not_made_twice() {
    let folder = office(Mode::Serve);
    let again = init(folder.path(), Mode::Serve, vec![small_configuration()], clock().as_ref());
    assert!(matches!(again, Err(InitError::Open(OpenError::Exists))), "{again:?}");
    serve(folder.path(), clock()).await.unwrap().end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn folder_that_cannot_be_written_is_refused() {
    // Not even root can make a file there.
    let refused = serve(Path::new("/proc/self"), clock()).await.err();
    assert!(matches!(refused, Some(StartError::Folder(FolderError::Unusable { .. }))), "{refused:?}");
    let refused = init(Path::new("/proc/self/office"), Mode::Serve, vec![], clock().as_ref());
    assert!(matches!(refused, Err(InitError::Folder(_))), "{refused:?}");
    let absent = serve(Path::new("/no/such/folder"), clock()).await.err();
    assert!(matches!(absent, Some(StartError::Folder(FolderError::Missing(_)))), "{absent:?}");
}

#[test]
fn read_only_disk_is_refused_with_a_sentence_but_can_be_verified() {
    let (folder, _) = always_open_office();
    let mounted = |command: &str| {
        let line = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && shift && exec \"$@\"";
        let mut run = Command::new("unshare");
        run.args(["--mount", "sh", "-c", line, "sh"]).arg(folder.path()).arg(binary());
        run.arg(command).arg("--data").arg(folder.path());
        run
    };
    if !mounted("--version")
        .output()
        .is_ok_and(|tried| tried.status.code() != Some(1) && tried.status.code() != Some(32))
    {
        return not_here("a disk cannot be mounted read-only");
    }
    let mut serve = mounted("serve");
    let refused = serve.args(["--listen", &free_address().to_string()]).output().unwrap();
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("check its owner, its rights"), "{told}");
    done(&mounted("verify").output().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn folder_of_a_demo_is_not_served_and_the_reverse() {
    let demo = office(Mode::Demo);
    let refused = serve(demo.path(), clock()).await.err();
    assert!(matches!(refused, Some(StartError::OtherMode(Mode::Demo))), "{refused:?}");

    let work = office(Mode::Serve);
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let settings = DemoSettings { dir: work.path().to_owned(), listen, public_url: None, visitors: false };
    let refused = server::demo::run(settings, clock()).await.err();
    assert!(matches!(refused, Some(DemoError::Start(StartError::OtherMode(Mode::Serve)))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn second_server_on_a_folder_is_refused_and_the_first_goes_on() {
    let world = World::begin().await;
    let second = serve(world.folder().path(), world.clock.clone()).await.err();
    assert!(matches!(second, Some(StartError::Folder(FolderError::InUse(_)))), "{second:?}");
    world.walk_in().take(RESIDENCE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn address_in_use_is_said_and_the_folder_is_free_again() {
    let world = World::begin().await;
    let folder = office(Mode::Serve);
    let output = {
        let (dir, listen) = (folder.path().to_owned(), world.address().to_string());
        tokio::task::spawn_blocking(move || run(&["serve", "--listen", &listen], &dir)).await.unwrap()
    };
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("is another program using it?"), "{told}");
    serve(folder.path(), clock()).await.unwrap().end().await.unwrap();
}

#[test]
fn catalogue_with_mistakes_makes_no_office() {
    let folder = Folder::empty();
    let file = folder.path().join("bad.toml");
    let text = tests::world::SMALL_CATALOGUE.replace("\"imu\",", "\"no-such\",");
    for (bad, word) in [("x = [", "bad.toml:1:"), (text.as_str(), "no-such"), ("\0", "bad.toml:1:")] {
        std::fs::write(&file, bad).unwrap();
        let output = run(&["init", "--catalogue", file.to_str().unwrap()], folder.path());
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!output.status.success() && told.contains(word), "{told}");
        assert!(!folder.database().exists());
    }
}

/// A folder with the default office.
fn office(mode: Mode) -> Folder {
    let folder = Folder::empty();
    init(folder.path(), mode, vec![small_configuration()], clock().as_ref()).unwrap();
    folder
}

fn clock() -> Arc<dyn Clock> {
    let at: Moment = moment(MONDAY_NINE);
    Arc::new(HandClock::at(at))
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that this one did not run")]
fn not_here(why: &str) {
    eprintln!("skipped: {why}");
}
