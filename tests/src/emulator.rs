//! A receipt printer and a bad network that others wrote, each in a process of its own.
//!
//! Both are told by HTTP what is to go wrong; the printer remembers every piece of paper that came out.

use crate::shared::shared;
use reqwest::Client;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};

/// The printer, below the shared folder.
const PRINTER: &str = "tools/printer/escpos_emu.py";
/// The network, likewise.
const NETWORK: &str = "tools/net/toxi.py";

/// A piece of paper as it came out of the printer.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What is written on it, line by line; a drawn line is `[image WxH]`.
    pub lines: Vec<String>,
    /// What its QR codes hold.
    pub codes: Vec<String>,
    /// Whether the cutter has parted it from the roll.
    pub is_cut: bool,
}

impl Piece {
    /// Whether a line is this.
    pub fn has(&self, line: &str) -> bool {
        self.lines.iter().any(|other| other == line)
    }

    /// Whether it says of itself that it is a copy.
    pub fn is_marked(&self) -> bool {
        self.lines.iter().any(|line| line.starts_with("COPIA "))
    }

    /// Whether all of a ticket is on it: only its end holds a code.
    pub fn is_whole(&self) -> bool {
        self.is_cut && !self.codes.is_empty()
    }
}

/// A receipt printer in the network, for as long as this value lives.
pub struct Emulator(Process);

impl Emulator {
    /// Switches it on; nothing, with the reason on standard error, where it is absent.
    pub fn start(arguments: &[&str]) -> Option<Self> {
        let arguments = [&["--port", "0", "--ctl", "0"], arguments].concat();
        Process::start(PRINTER, &arguments).map(Self)
    }

    /// Where it takes what is to be printed.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Changes how it behaves.
    pub async fn set(&self, what: Value) {
        self.0.post("set", what).await;
    }

    /// Does something to it: `paper_out`, `cover_open`, `jam`, `power_cycle`, ….
    pub async fn act(&self, act: &str) {
        self.0.post("do", json!({ "act": act })).await;
    }

    /// Puts in a roll with so much paper.
    pub async fn load(&self, mm: u32) {
        self.0.post("do", json!({ "act": "load", "mm": mm })).await;
    }

    /// How it is.
    pub async fn state(&self) -> Value {
        self.0.get("state").await
    }

    /// Every piece of paper so far, with the one in its slot.
    pub async fn pieces(&self) -> Vec<Piece> {
        let texts = |list: &Value| {
            list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
        };
        let slips = self.0.get("slips").await;
        let piece = |slip: &Value| Piece {
            lines: texts(&slip["lines"]),
            codes: texts(&slip["qr"]),
            is_cut: slip["complete"] == true,
        };
        slips.as_array().unwrap().iter().map(piece).collect()
    }
}

/// A bad network in front of something that listens, for as long as this value lives.
pub struct Network(Process);

impl Network {
    /// Begins well; nothing, with the reason on standard error, where it is absent.
    pub fn to(target: SocketAddr) -> Option<Self> {
        let target = target.to_string();
        Process::start(NETWORK, &["--listen", "0", "--ctl", "0", "--to", &target]).map(Self)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Changes how it behaves.
    pub async fn set(&self, what: Value) {
        self.0.post("set", what).await;
    }

    /// Resets every connection.
    pub async fn reset(&self) {
        self.0.post("do", json!({ "act": "reset" })).await;
    }
}

/// One of the two.
struct Process {
    child: Child,
    address: SocketAddr,
    control: SocketAddr,
    http: Client,
}

impl Process {
    fn start(path: &str, arguments: &[&str]) -> Option<Self> {
        let program = shared(path)?;
        let mut command = Command::new("python3");
        command.arg(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut greeting = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut greeting).unwrap();
        let words = greeting.split([':', ',', ' ']);
        let ports: Vec<u16> = words.filter_map(|word| word.trim().parse().ok()).collect();
        let &[port, control] = ports.as_slice() else { panic!("{path} greets with {greeting:?}") };
        let [address, control] = [port, control].map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
        let http = Client::builder().no_proxy().build().unwrap();
        Some(Self { child, address, control, http })
    }

    async fn post(&self, path: &str, what: Value) {
        let request = self.http.post(format!("http://{}/{path}", self.control)).body(what.to_string());
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path} {what}: {}", answer.text().await.unwrap());
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("http://{}/{path}", self.control)).send().await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
