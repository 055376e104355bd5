//! The slip as an independent interpreter of ESC/POS reads it: a printer emulator in a process of its
//! own, found below the folder that `SPORTELLO_SHARED` names (default: `shared` beside the project).

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::language::Language;
use office::slip::{Align, Columns, Line, Slip};
use printer::escpos::encode;
use printer::layout::{HEIGHT_MAX_MM, TicketSlip, height_mm, ticket};
use printer::profile::Profile;
use printer::text::parts;
use slip::{Printing, catalogue, visit, walk_in};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Longest time that the emulator may take for an answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// How far the emulator may be off: it takes every QR code for 25 mm, and feeds tall letters generously.
const REACH_SHARE: f64 = 0.15;

#[test]
fn the_emulator_reads_the_slip_as_it_was_laid_out() {
    let Some(emulator) = Emulator::start() else { return };
    for content in [walk_in(), visit(), TicketSlip { copy: 1, ..walk_in() }] {
        for language in Language::ALL {
            let slip = ticket(&content, language, Columns::MM_80);
            let printed = emulator.print(&encode(&slip, &Profile::default(), None).unwrap());
            assert_eq!(printed["complete"], true);
            assert_eq!(unsized_pictures(lines_of(&printed["lines"])), expected_lines(&slip));
            assert_eq!(printed["qr"][0].as_str(), content.follow_url.as_deref());
        }
    }
}

#[test]
fn every_slip_is_as_long_as_it_is_reckoned_to_be() {
    let Some(emulator) = Emulator::start() else { return };
    let catalogue = catalogue();
    for language in [Language::It, Language::Ro, Language::Ar] {
        for (name, slip) in Printing(&catalogue).all(language, Columns::MM_80) {
            let before_mm = emulator.paper_mm();
            let printed = emulator.print(&encode(&slip, &Profile::default(), None).unwrap());
            assert_eq!(unsized_pictures(lines_of(&printed["lines"])), expected_lines(&slip), "{name}");
            let taken_mm = before_mm - emulator.paper_mm();
            let reckoned_mm = height_mm(&slip) as f64;
            let off_mm = (taken_mm - reckoned_mm).abs();
            assert!(off_mm < REACH_SHARE * taken_mm, "{name}: {taken_mm}, not {reckoned_mm} mm");
            assert!(taken_mm <= HEIGHT_MAX_MM as f64, "{name}: {taken_mm} mm");
        }
    }
}

#[test]
fn hostile_texts_come_out_as_one_slip_of_harmless_text() {
    let Some(emulator) = Emulator::start() else { return };
    let hostile = "\u{1b}@\u{1d}V\u{41}\0\u{1d}V\0\u{10}\u{14}\u{8}\u{202e}x";
    let content = TicketSlip { office_title: hostile.repeat(700), number: hostile.into(), ..walk_in() };
    let slip = ticket(&content, Language::It, Columns::MM_80);
    let printed = emulator.print(&encode(&slip, &Profile::default(), None).unwrap());
    assert_eq!(printed["n"], 1);
    assert_eq!(unsized_pictures(lines_of(&printed["lines"])), expected_lines(&slip));
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
        serde_json::from_str(&self.told("/slips")).unwrap()
    }

    /// How much of the roll is left.
    fn paper_mm(&self) -> f64 {
        let state: serde_json::Value = serde_json::from_str(&self.told("/state")).unwrap();
        state["paper_mm"].as_f64().unwrap()
    }

    fn told(&self, path: &str) -> String {
        let mut control = connect(self.control);
        control.write_all(format!("GET {path} HTTP/1.1\r\n\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        control.read_to_string(&mut answer).unwrap();
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
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

/// Takes the sizes of pictures for pictures of any size: how wide a drawn line is, is the raster's own matter.
fn unsized_pictures(lines: Vec<String>) -> Vec<String> {
    let picture = |line: String| if line.starts_with("[image ") { "[image]".to_owned() } else { line };
    lines.into_iter().map(picture).collect()
}

/// The lines with ink, in order; a line that the printer cannot write is a picture.
fn expected_lines(slip: &Slip) -> Vec<String> {
    let lines = slip.lines().iter();
    let is_rtl = slip.direction() == office::language::Direction::Rtl;
    let encoding = Profile::default().encoding;
    lines
        .filter_map(|line| match line {
            Line::Text { text, align, .. } => {
                let edges =
                    *align != Align::Center && (!parts(text).mark.is_empty() || parts(text).tail.is_some());
                let is_drawn = !encoding.covers(text) || is_rtl && edges;
                Some(if is_drawn { "[image]".to_owned() } else { text.clone() })
            }
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
