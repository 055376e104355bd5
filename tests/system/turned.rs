//! The real program under a clock that somebody turns while it runs and while it does not: nobody loses
//! a number or a login. `clock.rs` turns the hands of the clock in this process, further and longer.
//!
//! The hands are those of the Debian package `faketime`; where it is not there these tests say so.

use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::folder::Folder;
use tests::form::encoded;
use tests::person::{Acknowledged, BOARD, Person, TICKETS};
use tests::program::{Server, always_open_catalogue, binary, done, free_address};
use tests::until::until;
use tests::world::{OFFICE, RESIDENCE, check, moment};

/// Where Debian puts the library.
const LIBRARIES: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
];
/// An hour either way, a lost date, and far ahead.
const WRONG: [&str; 4] = ["+1h", "-1h", "@1970-01-02 00:00:00", "@2099-03-02 09:00:00"];
const RIGHT: &str = "+0";

#[tokio::test(flavor = "multi_thread")]
async fn clock_turned_while_the_program_runs_loses_no_number_and_no_login() {
    let Some(hands) = Hands::at(RIGHT) else { return not_here() };
    let key = hands.make_office();
    let server = hands.serve().await;
    let acknowledged = Acknowledged::default();
    let walk_in = server.person(Some(&key), acknowledged.clone());
    let clerk = hands.log_in(&server).await;
    let mut numbers = vec![number(&walk_in).await];
    for wrong in WRONG {
        hands.turn(wrong);
        numbers.push(number(&walk_in).await);
        clerk.get("/desk/").await.is_page();
        hands.turn(RIGHT);
        numbers.push(number(&walk_in).await);
        clerk.get("/desk/").await.is_page();
    }
    let expected: Vec<String> = (1..=numbers.len()).map(|count| format!("A{count:03}")).collect();
    assert_eq!(numbers, expected, "one day, one row of numbers");
    let jumps = walk_in.get("/metrics").await.text;
    let jumps = jumps.lines().find_map(|line| line.strip_prefix("sportello_clock_jumps_total ")).unwrap();
    assert!(jumps.parse::<usize>().unwrap() >= WRONG.len(), "{jumps} jumps were noticed");
    assert!(server.terminate().await);
    hands.is_sound(&acknowledged);
}

#[tokio::test(flavor = "multi_thread")]
async fn program_started_under_a_wrong_clock_gives_no_number_twice_and_goes_on_when_it_is_right() {
    let Some(hands) = Hands::at(RIGHT) else { return not_here() };
    let key = hands.make_office();
    let acknowledged = Acknowledged::default();
    let mut server = hands.serve().await;
    number(&server.person(Some(&key), acknowledged.clone())).await;
    for wrong in WRONG {
        for at in [wrong, RIGHT] {
            assert!(server.terminate().await);
            hands.turn(at);
            server = hands.serve().await;
            let walk_in = server.person(Some(&key), acknowledged.clone());
            let told = walk_in.post(TICKETS, json!({ "service": RESIDENCE })).await;
            assert_eq!(told.status, 201, "{at}: {}", told.text);
        }
    }
    assert!(server.terminate().await);
    hands.is_sound(&acknowledged);
}

#[tokio::test(flavor = "multi_thread")]
async fn nights_on_which_the_hour_changes_pass_without_a_trace() {
    for (noon, before, change) in [
        ("@2026-03-28 12:00:00", "@2026-03-29 00:59:57", "2026-03-29T01:00:00Z"),
        ("@2026-10-24 12:00:00", "@2026-10-25 00:59:57", "2026-10-25T01:00:00Z"),
    ] {
        let Some(hands) = Hands::at(noon) else { return not_here() };
        let key = hands.make_office();
        hands.turn(before);
        let server = hands.serve().await;
        let acknowledged = Acknowledged::default();
        let walk_in = server.person(Some(&key), acknowledged.clone());
        let first = number(&walk_in).await;
        until("the hour changes", async || {
            let board = walk_in.get(BOARD).await.is(200);
            (moment(board["as_of"].as_str().unwrap()) > moment(change)).then_some(())
        })
        .await;
        assert_eq!([first, number(&walk_in).await], ["A001", "A002"], "{change}");
        assert!(server.terminate().await);
        hands.is_sound(&acknowledged);
    }
}

/// The hands of the clock of one folder's program.
struct Hands {
    folder: Folder,
    library: &'static str,
}

impl Hands {
    /// Hands that show this; nothing where the library is not there.
    fn at(shown: &str) -> Option<Self> {
        let library = LIBRARIES.into_iter().find(|library| Path::new(library).exists())?;
        let hands = Self { folder: Folder::empty(), library };
        hands.turn(shown);
        Some(hands)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("hands")
    }

    /// Turns them, in one go: the program reads them whenever it looks at the clock.
    fn turn(&self, shown: &str) {
        let fresh = self.folder.path().join("hands-next");
        std::fs::write(&fresh, shown).unwrap();
        std::fs::rename(fresh, self.file()).unwrap();
    }

    /// The program under these hands; the time really passed stays what it is.
    fn program(&self) -> Command {
        let mut program = Command::new(binary());
        program.env("LD_PRELOAD", self.library).env("FAKETIME_TIMESTAMP_FILE", self.file());
        program.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("TZ", "UTC");
        program.env("RUST_LOG", "off");
        program
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = self.program().args(arguments).arg("--data").arg(self.folder.path()).output().unwrap();
        done(&output).lines().next().unwrap_or_default().to_owned()
    }

    /// Makes an office that is open at any hour; a supervisor's key to it.
    fn make_office(&self) -> String {
        let file = self.folder.path().join("catalogue.toml");
        std::fs::write(&file, always_open_catalogue()).unwrap();
        self.run(&["init", "--catalogue", file.to_str().unwrap()]);
        self.run(&["key", "add", "supervisor", "--role", "supervisor", "--office", OFFICE])
    }

    async fn serve(&self) -> Server {
        Server::start_by(self.program(), self.folder.path(), free_address()).await
    }

    async fn log_in(&self, server: &Server) -> Person {
        const PASSWORD: &str = "quattro gatti sul tetto";
        let code = self.run(&["staff", "add", "m.rossi", "--office", OFFICE, "--role", "clerk"]);
        let stranger = server.person(None, Acknowledged::default());
        let token = stranger.token("/login").await;
        let own = [("token", token.as_str()), ("name", "m.rossi"), ("password", PASSWORD)];
        let first = [&own[..], &[("code", code.as_str()), ("again", PASSWORD)]].concat();
        assert_eq!(stranger.fill("/login/code", &first).await.status, 303, "{}", encoded(&first));
        let secret = stranger.fill("/login", &own).await.cookie("sportello").expect("a session");
        stranger.with_session(&secret)
    }

    fn is_sound(&self, acknowledged: &Acknowledged) {
        self.run(&["verify"]);
        check(self.folder.path(), &acknowledged.lock().unwrap());
    }
}

async fn number(walk_in: &Person) -> String {
    walk_in.take(RESIDENCE).await["number"].as_str().unwrap().to_owned()
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that this one did not run")]
fn not_here() {
    eprintln!("skipped: the Debian package faketime is not installed");
}
