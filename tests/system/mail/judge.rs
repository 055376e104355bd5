//! Other people's libraries: `aiosmtpd` takes what is sent, Python's own `email` and `icalendar` read it.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tests::folder::Folder;
use tests::smtp::Taken;

/// The judge; `None`, with the reason on stderr, where it is absent.
pub struct Judge {
    python: PathBuf,
    script: PathBuf,
}

impl Judge {
    /// The judge, where `make test` has brought it.
    pub fn find() -> Option<Self> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let python = project.join("target/mail/bin/python");
        if !python.exists() {
            return skipped("aiosmtpd and icalendar are not there: run `make mail` first");
        }
        Some(Self { python, script: project.join("tests/mail/judge.py") })
    }

    /// What is in messages, each as the judge tells it.
    pub fn messages(&self, taken: &[Taken]) -> Vec<Value> {
        let texts: Vec<&str> = taken.iter().map(|taken| taken.text.as_str()).collect();
        self.read("eml", &texts)
    }

    /// What is in calendar files.
    pub fn calendars(&self, files: &[String]) -> Vec<Value> {
        let texts: Vec<&str> = files.iter().map(String::as_str).collect();
        self.read("ics", &texts)
    }

    /// What is in messages that the judge's own server has kept.
    pub fn kept(&self, file: &Path) -> Value {
        self.told(&[file.to_owned()]).remove(0)
    }

    fn read(&self, ending: &str, texts: &[&str]) -> Vec<Value> {
        let folder = Folder::empty();
        let files: Vec<PathBuf> = texts
            .iter()
            .enumerate()
            .map(|(nth, text)| {
                let file = folder.path().join(format!("{nth}.{ending}"));
                std::fs::write(&file, text).unwrap();
                file
            })
            .collect();
        self.told(&files)
    }

    fn told(&self, files: &[PathBuf]) -> Vec<Value> {
        let output = Command::new(&self.python).arg(&self.script).arg("read").args(files).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// A mail server that keeps messages in a folder, and takes them by STARTTLS and this login alone.
    pub fn serve(&self, folder: &Path, certificate: (&Path, &Path), login: (&str, &str)) -> JudgeServer {
        let mut command = Command::new(&self.python);
        command.arg(&self.script).arg("serve").arg(folder).args([certificate.0, certificate.1]);
        let mut child =
            command.args([login.0, login.1]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        JudgeServer { child, port: line.trim().parse().unwrap() }
    }
}

/// The judge's mail server; gone with its owner.
pub struct JudgeServer {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Drop for JudgeServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::print_stderr, reason = "a skipped test says why")]
fn skipped(reason: &str) -> Option<Judge> {
    assert!(std::env::var_os("CI").is_none(), "in CI the judge is always there: {reason}");
    eprintln!("skipped: {reason}");
    None
}
