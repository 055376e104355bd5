//! The program itself, in processes of its own: for what happens only when a process dies.

use crate::http::send;
use crate::until::until;
use crate::world::{OFFICE, scratch};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The program: `SPORTELLO_BIN`, else the one that cargo has built beside this test.
pub fn program() -> PathBuf {
    if let Some(named) = std::env::var_os("SPORTELLO_BIN") {
        return named.into();
    }
    let test = std::env::current_exe().expect("a running program has a path");
    let built = test.parent().and_then(Path::parent).expect("tests run from target/PROFILE/deps");
    let program = built.join("sportello");
    assert!(program.exists(), "{} is missing: `cargo build --workspace` makes it", program.display());
    program
}

/// Runs the program to its end.
pub fn run(args: &[&str], dir: &Path) -> Output {
    Command::new(program())
        .args(args)
        .arg("--data")
        .arg(dir)
        .env("RUST_LOG", "warn")
        .output()
        .expect("the program can be started")
}

/// What a finished program wrote as its result.
pub fn result_of(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A folder with an office and a supervisor's key, to be served by the program.
pub fn office_folder() -> (PathBuf, String) {
    let dir = scratch();
    let made = run(&["init"], &dir);
    assert!(made.status.success(), "{made:?}");
    let key = run(&["key", "add", "loader", "--role", "supervisor", "--office", OFFICE], &dir);
    assert!(key.status.success(), "{key:?}");
    (dir, result_of(&key))
}

/// A server in a process of its own; killed when it goes.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Process {
    /// Starts a server and waits for its first answer. `before` is shell words in front of it, such
    /// as a limit; empty for none.
    pub async fn start(command: &str, dir: &Path, before: &str) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("a bound socket has an address").to_string();
        drop(free);
        let line = format!("{before} exec \"$0\" {command} --listen {address} --data \"$1\"");
        let child = Command::new("sh")
            .args(["-c", &line])
            .arg(program())
            .arg(dir)
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program can be started");
        let process = Self { child, address };
        let is_up = async || {
            let answer = send(&process.address, "GET", "/readyz", &[], b"").await;
            (answer.status == 200).then_some(())
        };
        until("the first answer of the server", is_up).await;
        process
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().expect("a running process can be killed");
        self.child.wait().expect("a killed process ends");
    }

    /// SIGTERM; whether it then ended by itself and well within five seconds.
    pub async fn terminate(mut self) -> bool {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().expect("kill can be run");
        assert!(sent.success());
        let ended = async || self.child.try_wait().ok().flatten();
        crate::until::within(std::time::Duration::from_secs(5), "the end after SIGTERM", ended).await.success()
    }

    /// Whether it is still there.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
