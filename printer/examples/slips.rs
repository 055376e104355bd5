//! Every slip of the tests as a page, to be looked at: `cargo run -p printer --example slips -- FOLDER`.
//!
//! With `--pictures` only those that the documentation shows, and for each a line with its name and the width and
//! height of its page in pixels: `scripts/slips.sh` makes pictures of them.

#![allow(clippy::unwrap_used, reason = "a tool for whoever changes the layout")]

#[path = "../tests/slip/mod.rs"]
mod slip;

use office::language::Language;
use office::slip::{Columns, Slip};
use printer::layout::{height_mm, self_test};
use printer::paper::{PAPER_CSS, strip};
use printer::profile::Profile;
use slip::{Printing, catalogue};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the documentation shows: the name of the picture, the slip, and its language.
const SHOWN: [(&str, &str, Language); 14] = [
    ("ticket", "ticket", Language::It),
    ("ticket-ar", "ticket", Language::Ar),
    ("copy", "visit", Language::It),
    ("kept", "booked", Language::It),
    ("too-late", "too-late", Language::It),
    ("alone", "alone", Language::It),
    ("booked", "appointment", Language::It),
    ("booked-two", "appointment-two", Language::Es),
    ("procedure", "procedure", Language::It),
    ("procedure-ar", "procedure", Language::Ar),
    ("bring-first", "bring-first", Language::En),
    ("referral", "referral", Language::It),
    ("referral-paper", "referral-paper", Language::Ro),
    ("online", "online", Language::It),
];
/// Width of a picture, pixels.
const WIDTH: usize = 512;
/// White below a slip, where its shadow falls, and above it, pixels.
const MARGINS: usize = 60;
/// What a strip has above its first line and below its last, in place of the way to the cutter, pixels.
const ENDS: usize = 67;

fn main() {
    let (options, folders): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let folder = folders.first().map_or_else(|| PathBuf::from("target/slips"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    if options.iter().any(|option| option == "--pictures") { pictures(&folder) } else { everything(&folder) }
}

fn pictures(folder: &Path) {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    let mut slips: Vec<(&str, Slip)> = Vec::new();
    for (picture, kind, language) in SHOWN {
        let all = printing.all(language, Columns::MM_80);
        slips.extend(all.into_iter().find(|(name, _)| *name == kind).map(|(_, slip)| (picture, slip)));
    }
    slips.push(("self-test", self_test(&Profile::default())));
    let mut told = std::io::stdout().lock();
    for (picture, slip) in slips {
        write(&folder.join(format!("{picture}.html")), &slip);
        // A dot is two thirds of a pixel, eight are a millimetre, and 100 of them are ends.
        let height = (height_mm(&slip) * 8).saturating_sub(100) * 2 / 3 + ENDS + MARGINS;
        writeln!(told, "{picture} {WIDTH} {height}").unwrap();
    }
}

fn everything(folder: &Path) {
    let catalogue = catalogue();
    for (width, columns) in [("80", Columns::MM_80), ("58", Columns::MM_58)] {
        for language in Language::ALL {
            for (name, slip) in Printing(&catalogue).all(language, columns) {
                write(&folder.join(format!("{name}.{}.{width}.html", language.code())), &slip);
            }
        }
    }
}

fn write(file: &Path, slip: &Slip) {
    let css = String::from_utf8_lossy(PAPER_CSS);
    let strip = strip(slip);
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>slip</title>\
         <style>html{{font-size:16px;background:#fff}}body{{margin:8px 0}}{css}</style>\n{strip}"
    );
    std::fs::write(file, page).unwrap();
}
