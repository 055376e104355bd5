//! Every slip of the tests as a page, to be looked at: `cargo run -p printer --example slips -- FOLDER`.

#![allow(clippy::unwrap_used, reason = "a tool for whoever changes the layout")]

#[path = "../tests/slip/mod.rs"]
mod slip;

use office::language::Language;
use office::slip::Columns;
use printer::paper::{PAPER_CSS, strip};
use slip::{Printing, catalogue};
use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/slips".to_owned()));
    std::fs::create_dir_all(&folder).unwrap();
    let css = String::from_utf8_lossy(PAPER_CSS);
    let catalogue = catalogue();
    for (width, columns) in [("80", Columns::MM_80), ("58", Columns::MM_58)] {
        for language in Language::ALL {
            for (name, slip) in Printing(&catalogue).all(language, columns) {
                let page = format!(
                    "<!doctype html><meta charset=\"utf-8\"><title>{name}</title><style>{css}</style>\n{}",
                    strip(&slip)
                );
                std::fs::write(folder.join(format!("{name}.{}.{width}.html", language.code())), page)
                    .unwrap();
            }
        }
    }
}
