//! What the machine's manager of services hears of the real program.

use reqwest::Method;
use rusqlite::Connection;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tests::folder::Folder;
use tests::person::{Acknowledged, Person};
use tests::program::{Server, always_open_office, binary, free_address};
use tests::until::PATIENCE;
use tokio::net::UnixDatagram;
use tokio::time::timeout;

/// A server without a sign of life for so long is started again, microseconds.
const WATCHDOG_USEC: &str = "300000";
/// A time in which many signs of life come from a server that lives.
const MANY_SIGNS: Duration = Duration::from_secs(2);
const READY: &str = "READY=1\n";
const ALIVE: &str = "WATCHDOG=1\n";
const STOPPING: &str = "STOPPING=1\n";

#[tokio::test(flavor = "multi_thread")]
async fn manager_hears_that_the_server_is_ready_when_requests_are_answered() {
    let (office, manager, address) = with_manager();
    let starting = Server::start_by(manager.program(), office.path(), address);
    let listening = async {
        assert_eq!(manager.hears().await, READY);
        let stranger = Person::new(&format!("http://{address}"), None, Acknowledged::default());
        assert_eq!(stranger.try_send(stranger.ask(Method::GET, "/readyz")).await.unwrap().status, 200);
    };
    let (_server, ()) = tokio::join!(starting, listening);
}

#[tokio::test(flavor = "multi_thread")]
async fn server_whose_registrar_is_stuck_gives_no_sign_of_life() {
    let (office, manager, address) = with_manager();
    let _server = Server::start_by(manager.program(), office.path(), address).await;
    assert_eq!(manager.hears().await, READY);
    for _ in 0..5 {
        assert_eq!(manager.hears().await, ALIVE);
    }
    let foreign = Connection::open(office.database()).unwrap();
    foreign.execute_batch("begin immediate").unwrap();
    // What the registrar had answered before.
    while manager.hears_within(MANY_SIGNS / 4).await.is_some() {}
    assert_eq!(manager.hears_within(MANY_SIGNS).await, None);
    foreign.execute_batch("rollback").unwrap();
    assert_eq!(manager.hears().await, ALIVE, "it lives again");
}

#[tokio::test(flavor = "multi_thread")]
async fn manager_hears_that_the_server_ends() {
    let (office, manager, address) = with_manager();
    let server = Server::start_by(manager.program(), office.path(), address).await;
    assert!(server.terminate().await);
    let mut heard = Vec::new();
    while heard.last().is_none_or(|last| last != STOPPING) {
        heard.push(manager.hears().await);
    }
    assert_eq!(heard[0], READY);
    assert!(heard[1..heard.len() - 1].iter().all(|sign| sign == ALIVE), "{heard:?}");
    assert_eq!(manager.hears_within(MANY_SIGNS / 4).await, None, "the last word");
}

/// Somebody who starts the program and listens, as systemd does.
struct Manager {
    socket: UnixDatagram,
    path: PathBuf,
}

fn with_manager() -> (Folder, Manager, SocketAddr) {
    let (office, _) = always_open_office();
    let manager = Manager::in_folder(office.path());
    (office, manager, free_address())
}

impl Manager {
    fn in_folder(dir: &Path) -> Self {
        let path = dir.join("notify");
        Self { socket: UnixDatagram::bind(&path).unwrap(), path }
    }

    /// The program as the manager starts it.
    fn program(&self) -> Command {
        let mut command = Command::new(binary());
        command.env("NOTIFY_SOCKET", &self.path).env("WATCHDOG_USEC", WATCHDOG_USEC);
        command.env("RUST_LOG", "warn");
        command
    }

    async fn hears(&self) -> String {
        self.hears_within(PATIENCE).await.expect("the manager hears something")
    }

    async fn hears_within(&self, span: Duration) -> Option<String> {
        let mut told = [0_u8; 256];
        let len = timeout(span, self.socket.recv(&mut told)).await.ok()?.unwrap();
        Some(String::from_utf8(told[..len].to_vec()).unwrap())
    }
}
