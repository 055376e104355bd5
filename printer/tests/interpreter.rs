//! Slips for every printer as another's interpreter of ESC/POS reads it: the crate `hardless-escpos`, in a
//! program of its own that `make escpos` builds.
//!
//! What it reads must be what the slip says: the same lines in the same style, the same codes, and no command
//! that it does not know. Only the cut at the very end is the maker's own.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::language::{Direction, Language};
use office::slip::{Align, Line, Size, Slip};
use printer::escpos::encode;
use printer::profile::{Profile, known_names};
use printer::text::{fitted, parts};
use serde_json::Value;
use slip::{Printing, catalogue};
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Languages that go on paper differently.
const DIFFERENT: [Language; 3] = [Language::It, Language::Ro, Language::Ar];

/// What is on paper, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    /// Words, with their factors of width and height, their edge, and whether they are bold.
    Words { text: String, size: (u8, u8), align: &'static str, is_bold: bool },
    /// Something drawn.
    Drawn,
    /// A code.
    Code(String),
}

#[test]
fn another_reads_on_paper_what_every_slip_says() {
    let Some(judge) = judge() else { return };
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    let folder = std::env::temp_dir().join(format!("sportello-escpos-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for name in known_names() {
        let profile = Profile::known(name).unwrap();
        let mut slips = Vec::new();
        // One printer in every language, the others in those that are written, drawn in part, and drawn from the right.
        let languages = if name == known_names()[0] { &Language::ALL[..] } else { &DIFFERENT };
        for language in languages.iter().copied() {
            for (kind, slip) in printing.all(language, profile.columns) {
                slips.push((format!("{kind}.{} for {name}", language.code()), slip));
            }
        }
        let files: Vec<PathBuf> = slips
            .iter()
            .enumerate()
            .map(|(nth, (_, slip))| {
                let bytes = encode(slip, &profile, None).unwrap();
                let ending = [profile.cut.bytes(), profile.present.bytes()].concat();
                let body = bytes.strip_suffix(ending.as_slice()).expect("the cut stands at the end");
                let file = folder.join(format!("{nth}.bin"));
                std::fs::write(&file, body).unwrap();
                file
            })
            .collect();
        let told = told(&judge, &files);
        assert_eq!(told.len(), slips.len());
        for ((what, slip), commands) in slips.iter().zip(told) {
            assert_same(what, &seen(&commands), &said(slip, &profile));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn another_knows_the_cut_of_every_printer_that_keeps_to_the_standard() {
    let Some(judge) = judge() else { return };
    let folder = std::env::temp_dir().join(format!("sportello-escpos-cut-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("cut.bin");
    for name in ["epson-tm-t20", "epson-tm-t88", "generic-80"] {
        std::fs::write(&file, Profile::known(name).unwrap().cut.bytes()).unwrap();
        let [commands] = told(&judge, std::slice::from_ref(&file)).try_into().unwrap();
        let [cut] = commands.as_array().unwrap().as_slice() else { panic!("{name}: {commands}") };
        assert!(cut["type"] == "cut" && cut["partial"] == true, "{name}: {cut}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The interpreter; `None`, with the reason on stderr, where it has not been built.
fn judge() -> Option<PathBuf> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/escpos/debug/escpos-judge");
    if program.exists() { Some(program) } else { skipped("no interpreter: run `make escpos` first") }
}

#[expect(clippy::print_stderr, reason = "a skipped test says why")]
fn skipped(reason: &str) -> Option<PathBuf> {
    assert!(std::env::var_os("CI").is_none(), "in CI the interpreter is always there: {reason}");
    eprintln!("skipped: {reason}");
    None
}

/// The commands in each file.
fn told(judge: &Path, files: &[PathBuf]) -> Vec<Value> {
    let output = Command::new(judge).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the commands put on paper.
fn seen(commands: &Value) -> Vec<Seen> {
    let mut seen = Vec::new();
    let (mut text, mut code) = (String::new(), String::new());
    let (mut size, mut align, mut is_bold) = ((1, 1), "left", false);
    for command in commands.as_array().unwrap() {
        let number = |field: &str| u8::try_from(command[field].as_u64().unwrap()).unwrap();
        let words = |field: &str| command[field].as_str().unwrap().to_owned();
        match command["type"].as_str().unwrap() {
            "init" => assert!(seen.is_empty() && text.is_empty(), "nothing goes before the beginning"),
            "code-page" => assert!(command["name"].is_string(), "a page that nobody knows: {command}"),
            "align" => {
                align =
                    ["left", "center", "right"].into_iter().find(|known| command["align"] == *known).unwrap()
            }
            "bold" => is_bold = command["on"] == true,
            "size" => size = (number("width"), number("height")),
            "text" => text.push_str(&words("text")),
            "line-feed" => seen.push(Seen::Words { text: std::mem::take(&mut text), size, align, is_bold }),
            "feed" => assert!(text.is_empty(), "words are left over: {text}"),
            "raster-image" => seen.push(Seen::Drawn),
            "qr-store" => code = words("text"),
            "qr-print" => seen.push(Seen::Code(std::mem::take(&mut code))),
            "qr-model" => assert_eq!(command["model"], 2),
            "qr-module-size" => assert!((3..=16).contains(&number("dots")), "{command}"),
            "qr-error-correction" => assert_eq!(command["level"], "M"),
            _ => panic!("a command that is not known: {command}"),
        }
    }
    assert!(text.is_empty(), "words are left over: {text}");
    seen
}

/// What the slip says; the printer draws what it cannot write.
fn said(slip: &Slip, profile: &Profile) -> Vec<Seen> {
    let is_rtl = slip.direction() == Direction::Rtl;
    let rule = if profile.encoding.covers("─") { "─" } else { "-" };
    let line = |line: &Line| match line {
        Line::Text { text, size, align, bold } => {
            let text = fitted(text, slip.columns().of_size(*size));
            let has_edges =
                *align != Align::Center && (!parts(&text).mark.is_empty() || parts(&text).tail.is_some());
            if !profile.encoding.covers(&text) || (is_rtl && has_edges) {
                return Some(Seen::Drawn);
            }
            let size = (size.width_factor(), size.height_factor());
            Some(Seen::Words { text, size, align: edge(*align), is_bold: *bold })
        }
        Line::Rule => Some(Seen::Words {
            text: rule.repeat(slip.columns().count()),
            size: (Size::Normal.width_factor(), Size::Normal.height_factor()),
            align: edge(Align::Center),
            is_bold: false,
        }),
        Line::Qr { text } => Some(Seen::Code(text.clone())),
        Line::Space { .. } => None,
    };
    slip.lines().iter().filter_map(line).collect()
}

fn edge(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// Names the first thing that is not the same: the whole of two slips is too much to read.
fn assert_same<T: PartialEq + Debug>(what: &str, seen: &[T], said: &[T]) {
    for (nth, (seen, said)) in seen.iter().zip(said).enumerate() {
        assert_eq!(seen, said, "{what}, line {nth}");
    }
    assert_eq!(seen.len(), said.len(), "{what}: lines are missing");
}
