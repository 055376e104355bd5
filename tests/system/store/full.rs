//! A disk without room: honest refusals, nothing acknowledged is lost, and work goes on by itself.

use reqwest::Method;
use serde_json::{Value, json};
use server::store::FILE_NAME;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::folder::Folder;
use tests::person::{Acknowledged, BOARD, Person, TICKETS};
use tests::program::{Server, always_open_office, binary, done, free_address, run};
use tests::until::until;
use tests::world::{RESIDENCE, check};

/// More numbers than fit into any of the disks below.
const NUMBERS_MAX: usize = 20_000;

#[tokio::test(flavor = "multi_thread")]
async fn files_that_may_not_grow_are_said_honestly_and_forgotten_when_they_may() {
    let (folder, key) = always_open_office();
    let mut server = Server::start_by(silent(Command::new(binary())), folder.path(), free_address()).await;
    let acknowledged = Acknowledged::default();
    let walk_in = server.person(Some(&key), acknowledged.clone());
    let first = walk_in.post_named("tap-1", TICKETS, json!({ "service": RESIDENCE })).await.is(201);
    let log = folder.path().join(format!("{FILE_NAME}-wal"));
    limit(server.id(), &(std::fs::metadata(log).unwrap().len() + 20_000).to_string());

    fill(&walk_in).await;
    is_honest(&walk_in, &first).await;
    assert!(server.is_running());
    limit(server.id(), "unlimited");
    goes_on(&walk_in).await;

    assert!(server.terminate().await);
    done(&run(&["verify"], folder.path()));
    check(folder.path(), &acknowledged.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn small_disk_that_is_full_is_said_honestly_and_works_again_when_something_is_deleted() {
    let (folder, key) = always_open_office();
    let Some(mounted) = on_small_disk(&folder) else { return };
    let server = Server::start_by(silent(mounted), folder.path(), free_address()).await;
    // The disk is only there for the server's process.
    let inside =
        PathBuf::from(format!("/proc/{}/root", server.id())).join(folder.path().strip_prefix("/").unwrap());
    assert!(inside.join("ballast").exists());
    let acknowledged = Acknowledged::default();
    let walk_in = server.person(Some(&key), acknowledged.clone());
    let first = walk_in.post_named("tap-1", TICKETS, json!({ "service": RESIDENCE })).await.is(201);

    fill(&walk_in).await;
    is_honest(&walk_in, &first).await;
    std::fs::remove_file(inside.join("ballast")).unwrap();
    goes_on(&walk_in).await;

    let given = numbers_in_log(&walk_in).await;
    for (id, number) in acknowledged.lock().unwrap().iter() {
        assert!(given.contains(&(id.clone(), number.clone())), "{number} was acknowledged and is lost");
    }
}

/// Takes numbers until there is no room.
async fn fill(walk_in: &Person) {
    for _ in 0..NUMBERS_MAX {
        let told = walk_in.post(TICKETS, json!({ "service": RESIDENCE })).await;
        if told.status != 201 {
            told.refused(503, "no_room");
            return;
        }
    }
    panic!("the disk is larger than thought");
}

/// While there is no room: changes are refused, what is known is shown, repeated requests are answered.
async fn is_honest(walk_in: &Person, first: &Value) {
    for _ in 0..20 {
        let told = walk_in.post(TICKETS, json!({ "service": RESIDENCE })).await;
        assert!(matches!(told.status, 201 | 503), "{}", told.text);
    }
    let board = walk_in.get(BOARD).await.is(200);
    let waiting: u64 =
        board["waiting"].as_array().unwrap().iter().map(|line| line["count"].as_u64().unwrap()).sum();
    assert_eq!(waiting as usize, numbers_in_log(walk_in).await.len());
    let again = walk_in.post_named("tap-1", TICKETS, json!({ "service": RESIDENCE })).await.is(201);
    assert_eq!(again, *first);
}

/// There is room again: nobody has to do anything for numbers to be given.
async fn goes_on(walk_in: &Person) {
    until("a number", async || {
        let told = walk_in.post(TICKETS, json!({ "service": RESIDENCE })).await;
        (told.status == 201).then_some(())
    })
    .await;
    for _ in 0..20 {
        walk_in.take(RESIDENCE).await;
    }
    assert_eq!(walk_in.send(walk_in.ask(Method::GET, "/healthz")).await.text, "ok");
}

async fn numbers_in_log(person: &Person) -> Vec<(String, String)> {
    let (mut given, mut after) = (Vec::new(), 0);
    loop {
        let path = format!("/api/v1/offices/portico/events?limit=1000&after={after}");
        let page = person.get(&path).await.is(200);
        let Some(last) = page.as_array().unwrap().last() else { return given };
        after = last["seq"].as_u64().unwrap();
        for event in page.as_array().unwrap().iter().filter(|event| event["kind"] == "TicketIssued") {
            let text = |field: &str| event["body"][field].as_str().unwrap().to_owned();
            given.push((text("ticket"), text("number")));
        }
    }
}

/// A full disk is reported by every refused request; that is no news here.
fn silent(mut command: Command) -> Command {
    command.env("RUST_LOG", "off");
    command
}

/// Sets the largest size of a file of a running process, bytes.
fn limit(process: u32, bytes: &str) {
    let mut limited = Command::new("prlimit");
    limited.args(["--pid", &process.to_string(), &format!("--fsize={bytes}:unlimited")]);
    assert!(limited.status().unwrap().success());
}

/// The program on a disk of 4 MiB of its own with a copy of the folder and some ballast on it; nothing
/// where disks cannot be mounted.
fn on_small_disk(folder: &Folder) -> Option<Command> {
    let disk = |then: &str, dir: &Path| {
        let line = format!(
            "cp -r \"$1\" \"$1.copy\" && mount -t tmpfs -o size=4m none \"$1\" && cp \"$1.copy\"/* \"$1\" ; \
             rm -r \"$1.copy\" && head -c 2000000 /dev/zero > \"$1/ballast\" && shift && {then}"
        );
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", &line, "sh"]).arg(dir);
        command
    };
    if disk("true", folder.path()).status().is_ok_and(|status| status.success()) {
        let mut command = disk("exec \"$@\"", folder.path());
        command.arg(binary());
        return Some(command);
    }
    #[expect(clippy::print_stderr, reason = "whoever runs the tests must see that this one did not run")]
    {
        eprintln!("skipped: a small disk cannot be mounted");
    }
    None
}
