//! A slip as the strip of paper that a thermal printer would have put out.
//!
//! The strip has the slip's line breaks and the printer's proportions: characters of 12 by 24 dots on
//! lines of 34, the QR code in whole dots. Its looks are in [`PAPER_CSS`]; there is no inline style.

use crate::qr::QrCode;
use crate::text::{fitted, parts};
use askama::Template;
use i18n_embed_fl::fl;
use office::language::Direction;
use office::slip::{Align, Columns, Line, Size, Slip};

/// The style sheet of the strips.
pub const PAPER_CSS: &[u8] = include_bytes!("../static/paper.css");

/// Width of a character of the standard font, in dots.
const CHARACTER_DOTS: usize = 12;

/// Draws `slip` as an HTML fragment, an `article` of class `paper`; every text is escaped.
pub fn strip(slip: &Slip) -> String {
    let lines = slip.lines().iter().map(|line| Drawn::new(line, slip)).collect();
    let strip = Strip {
        language: slip.language().code(),
        direction: slip.direction().code(),
        columns: slip.columns().count(),
        lines,
    };
    strip.render().expect("rendering into memory fails only where a value does, and these are plain")
}

#[derive(Template)]
#[template(path = "strip.html")]
struct Strip {
    language: &'static str,
    direction: &'static str,
    columns: usize,
    lines: Vec<Drawn>,
}

/// A line ready for the template.
enum Drawn {
    Text { size: &'static str, align: &'static str, bold: bool, text: String },
    Edges { size: &'static str, bold: bool, mark: String, words: String, tail: String },
    Rule,
    Space { lines: u8 },
    Qr { label: String, paper_dots: usize, code_dots: usize, left_dots: usize, code: QrCode },
}

impl Drawn {
    fn new(line: &Line, slip: &Slip) -> Self {
        match line {
            Line::Text { text, size, align, bold } => {
                let text = fitted(text, slip.columns().of_size(*size));
                let (size, bold) = (size_class(*size), *bold);
                match (slip.direction(), align) {
                    (Direction::Rtl, Align::Left | Align::Right) => Drawn::edges(&text, size, bold),
                    (Direction::Ltr, _) | (Direction::Rtl, Align::Center) => {
                        Drawn::Text { size, align: align_class(*align), bold, text }
                    }
                }
            }
            Line::Rule => Drawn::Rule,
            Line::Space { lines } => Drawn::Space { lines: *lines },
            Line::Qr { text } => Drawn::qr(text, slip),
        }
    }

    /// A line that is read from the right: what stands in front, the words in their own direction, the rest.
    fn edges(text: &str, size: &'static str, bold: bool) -> Self {
        let parts = parts(text);
        let tail = parts.tail.unwrap_or_default().to_owned();
        Drawn::Edges { size, bold, mark: parts.mark.to_owned(), words: parts.words.to_owned(), tail }
    }

    fn qr(text: &str, slip: &Slip) -> Self {
        let paper_dots = paper_dots(slip.columns());
        let Some(code) = QrCode::new(text, paper_dots) else { return Drawn::Space { lines: 1 } };
        let code_dots = code.modules * code.module_dots;
        Drawn::Qr {
            label: fl!(screen::texts(slip.language()), "slip-qr", address = text),
            paper_dots,
            code_dots,
            left_dots: (paper_dots - code_dots.min(paper_dots)) / 2,
            code,
        }
    }
}

fn paper_dots(columns: Columns) -> usize {
    columns.count() * CHARACTER_DOTS
}

fn size_class(size: Size) -> &'static str {
    match size {
        Size::Normal => "paper-normal",
        Size::Tall => "paper-tall",
        Size::Double => "paper-double",
        Size::Huge => "paper-huge",
    }
}

fn align_class(align: Align) -> &'static str {
    match align {
        Align::Left => "paper-left",
        Align::Center => "paper-center",
        Align::Right => "paper-right",
    }
}
