//! The real program, `sportello`, in processes of its own.

use crate::folder::Folder;
use crate::person::{Acknowledged, Person};
use crate::until::until;
use crate::world::OFFICE;
use crate::world::SMALL_CATALOGUE;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The program: the one that `SPORTELLO_BIN` names, else the one built beside these tests.
pub fn binary() -> PathBuf {
    if let Some(named) = std::env::var_os("SPORTELLO_BIN") {
        return named.into();
    }
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    if path.ends_with("deps") {
        path.pop();
    }
    path.push("sportello");
    assert!(path.exists(), "{} is missing: run `cargo build` first", path.display());
    path
}

/// The program of a display, built beside `sportello`.
pub fn display_binary() -> PathBuf {
    let path = binary().with_file_name("sportello-display");
    assert!(path.exists(), "{} is missing: run `cargo build --workspace` first", path.display());
    path
}

/// The program of a printer, likewise.
pub fn printer_binary() -> PathBuf {
    let path = binary().with_file_name("sportello-printer");
    assert!(path.exists(), "{} is missing: run `cargo build --workspace` first", path.display());
    path
}

/// Runs the program to its end.
pub fn run(arguments: &[&str], dir: &Path) -> Output {
    Command::new(binary()).args(arguments).arg("--data").arg(dir).output().unwrap()
}

/// A port that nobody listened at a moment ago.
pub fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The small office that is open at any hour.
pub fn always_open_catalogue() -> String {
    let (head, rest) = SMALL_CATALOGUE.split_once("[hours]").unwrap();
    let (_, services) = rest.split_once("[[series]]").unwrap();
    format!("{head}[hours]\nalways_rolls_at = \"00:00\"\n\n[[series]]{services}")
}

/// A folder with the default office, open at any hour, and a supervisor's key to it.
pub fn always_open_office() -> (Folder, String) {
    office_with(&always_open_catalogue())
}

/// A folder with the office of a catalogue, and a supervisor's key to it.
pub fn office_with(catalogue: &str) -> (Folder, String) {
    let folder = Folder::empty();
    let file = folder.path().join("catalogue.toml");
    std::fs::write(&file, catalogue).unwrap();
    done(&run(&["init", "--catalogue", file.to_str().unwrap()], folder.path()));
    let key = ["key", "add", "supervisor", "--role", "supervisor", "--office", OFFICE];
    let secret = done(&run(&key, folder.path()));
    (folder, secret.trim().to_owned())
}

/// What a program that ended well has written to standard output.
#[track_caller]
pub fn done(output: &Output) -> String {
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{} {}", told(&output.stdout), told(&output.stderr));
    told(&output.stdout)
}

/// A server in a process of its own; killed with its owner.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts `sportello serve` on a folder and waits until it takes requests.
    pub async fn start(dir: &Path, address: SocketAddr) -> Self {
        let mut command = Command::new(binary());
        command.env("RUST_LOG", "warn");
        Self::start_by(command, dir, address).await
    }

    /// The same by a command that ends up being the program.
    pub async fn start_by(mut command: Command, dir: &Path, address: SocketAddr) -> Self {
        command.args(["serve", "--listen", &address.to_string(), "--data"]).arg(dir);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut server = Self { child: command.spawn().unwrap(), address };
        let stranger = server.person(None, Acknowledged::default());
        until("the server is ready", async || {
            assert_eq!(server.child.try_wait().unwrap(), None, "the server has ended");
            let asked = stranger.ask(reqwest::Method::GET, "/readyz");
            stranger.try_send(asked).await.ok().filter(|told| told.status == 200)
        })
        .await;
        server
    }

    /// Somebody who talks to it.
    pub fn person(&self, key: Option<&str>, acknowledged: Acknowledged) -> Person {
        Person::new(&format!("http://{}", self.address), key, acknowledged)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Kills it, as a power cut of the process would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and waits until it has; whether it ended well.
    pub async fn terminate(mut self) -> bool {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        until("the server has ended", async || self.child.try_wait().unwrap()).await.success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
