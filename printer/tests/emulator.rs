//! The slip as an independent interpreter of ESC/POS reads it: a printer emulator in a process of its
//! own, found below the folder that `SPORTELLO_SHARED` names (default: `shared` beside the project).

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::language::Language;
use office::slip::{Columns, Line, Slip};
use printer::escpos::{Profile, encode};
use printer::layout::{TicketSlip, ticket};
use slip::walk_in;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Longest time that the emulator may take for an answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

#[test]
fn the_emulator_reads_the_slip_as_it_was_laid_out() {
    let Some(emulator) = Emulator::start() else { return };
    for content in [walk_in(), TicketSlip { copy: 1, ..walk_in() }] {
        for language in Language::ALL {
            let slip = ticket(&content, language, Columns::MM_80);
            let printed = emulator.print(&encode(&slip, &Profile::default()).unwrap());
            assert_eq!(printed["complete"], true);
            assert_eq!(lines_of(&printed["lines"]), expected_lines(&slip));
            assert_eq!(printed["qr"][0].as_str(), content.follow_url.as_deref());
        }
    }
}

#[test]
fn hostile_texts_come_out_as_one_slip_of_harmless_text() {
    let Some(emulator) = Emulator::start() else { return };
    let hostile = "\u{1b}@\u{1d}V\u{41}\0\u{1d}V\0\u{10}\u{14}\u{8}\u{202e}x";
    let content = TicketSlip { office_title: hostile.repeat(700), number: hostile.into(), ..walk_in() };
    let slip = ticket(&content, Language::It, Columns::MM_80);
    let printed = emulator.print(&encode(&slip, &Profile::default()).unwrap());
    assert_eq!(printed["n"], 1);
    assert_eq!(lines_of(&printed["lines"]), expected_lines(&slip));
}

/// A running emulator; ends with this value.
struct Emulator {
    process: Child,
    port: u16,
    control: u16,
}

impl Emulator {
    /// Starts the emulator on free ports; `None`, with the reason on stderr, where it is absent.
    fn start() -> Option<Self> {
        let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
        let shared = std::env::var_os("SPORTELLO_SHARED").map_or(default, PathBuf::from);
        let program = shared.join("tools/printer/escpos_emu.py");
        if !program.exists() {
            return skipped(&format!("no emulator at {}", program.display()));
        }
        let started = Command::new("python3")
            .arg(&program)
            .args(["--port", "0", "--ctl", "0", "--speed", "0"])
            .stdout(Stdio::piped())
            .spawn();
        let process = match started {
            Ok(process) => process,
            Err(error) => return skipped(&format!("python3 does not start: {error}")),
        };
        let mut emulator = Self { process, port: 0, control: 0 };
        let mut greeting = String::new();
        BufReader::new(emulator.process.stdout.take().unwrap()).read_line(&mut greeting).unwrap();
        let words = greeting.split([':', ',', ' ']);
        let ports: Vec<u16> = words.filter_map(|word| word.trim().parse().ok()).collect();
        let &[port, control] = ports.as_slice() else { panic!("the emulator greets with {greeting:?}") };
        (emulator.port, emulator.control) = (port, control);
        Some(emulator)
    }

    /// Prints `bytes` and gives the last slip; the process id asked for after them is answered only
    /// when everything before it is on paper.
    fn print(&self, bytes: &[u8]) -> serde_json::Value {
        let mut printer = connect(self.port);
        printer.write_all(bytes).unwrap();
        printer.write_all(b"\x1d(H\x06\x00\x30\x300007").unwrap();
        let mut answer = [0; 7];
        printer.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"\x37\x220007\x00");
        self.slips().pop().unwrap()
    }

    fn slips(&self) -> Vec<serde_json::Value> {
        let mut control = connect(self.control);
        control.write_all(b"GET /slips HTTP/1.1\r\n\r\n").unwrap();
        let mut answer = String::new();
        control.read_to_string(&mut answer).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(ANSWER_TIMEOUT)).unwrap();
    stream
}

fn lines_of(lines: &serde_json::Value) -> Vec<String> {
    lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

/// The lines with ink, in order.
fn expected_lines(slip: &Slip) -> Vec<String> {
    let lines = slip.lines().iter();
    lines
        .filter_map(|line| match line {
            Line::Text { text, .. } => Some(text.clone()),
            Line::Rule => Some("─".repeat(slip.columns().count())),
            Line::Space { .. } | Line::Qr { .. } => None,
        })
        .collect()
}

#[expect(clippy::print_stderr, reason = "a skipped test says why")]
fn skipped(reason: &str) -> Option<Emulator> {
    assert!(std::env::var_os("CI").is_none(), "in CI the emulator is always there: {reason}");
    eprintln!("skipped: {reason}");
    None
}
