//! A slip as ESC/POS bytes.
//!
//! The `escpos` crate writes the commands. Text goes past it, through [`crate::text`]: its page code
//! tables lack letters that Italian needs. So do the cuts: its partial cut is a full one. A line with letters
//! that the printer lacks, or of a slip that is read from right to left, is drawn ([`crate::raster`]).

use crate::profile::{CHARACTER_DOTS, Profile};
use crate::qr::QrCode;
use crate::raster::{self, Bitmap, Drawing};
use crate::text::{fitted, parts};
use escpos::driver::Driver;
use escpos::errors::{PrinterError, Result as Encoded};
use escpos::printer::Printer;
use escpos::utils::{JustifyMode, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption};
use office::language::Direction;
use office::slip::{Align, Columns, Line, Size, Slip};
use std::cell::RefCell;

/// Ends a line: prints what was sent and feeds by the height of its tallest character.
const LF: &[u8] = b"\n";
/// Highest logo, dots: 25 mm.
pub const LOGO_HEIGHT_MAX: usize = 200;
/// White below a logo, dots.
const LOGO_GAP: usize = 16;

/// Why a slip has no bytes for a printer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It is laid out for wider paper; broken anew by the printer it would be unreadable.
    #[error("the slip is laid out for {slip} columns, the printer has {printer}")]
    TooWide {
        /// Columns of the slip.
        slip: usize,
        /// Columns of the printer.
        printer: usize,
    },
    /// The encoder refused a command.
    #[error("a printer command cannot be encoded")]
    Encoder(#[from] PrinterError),
}

/// Encodes `slip`, from the printer's initialisation to the cut, for the printer of `profile`; with the
/// office's `logo` on top where there is one.
pub fn encode(slip: &Slip, profile: &Profile, logo: Option<&Bitmap>) -> Result<Vec<u8>, Failure> {
    if slip.columns() > profile.columns {
        return Err(Failure::TooWide { slip: slip.columns().count(), printer: profile.columns.count() });
    }
    let mut pen = Pen::new(slip, profile)?;
    if let Some(logo) = logo {
        pen.logo(logo)?;
    }
    for line in slip.lines() {
        pen.line(line)?;
    }
    Ok(pen.cut()?)
}

/// The encoder with the style that the printer has at that point.
struct Pen<'a> {
    printer: Printer<Memory>,
    profile: &'a Profile,
    columns: Columns,
    direction: Direction,
    style: Style,
}

/// What the printer keeps from line to line; it starts with the default.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Style {
    size: Size,
    align: Align,
    bold: bool,
}

impl<'a> Pen<'a> {
    fn new(slip: &Slip, profile: &'a Profile) -> Encoded<Self> {
        let mut printer = Printer::new(Memory::default(), Protocol::default(), None);
        printer.init()?.custom(&[0x1B, b't', profile.code_page])?;
        let (columns, direction) = (slip.columns(), slip.direction());
        Ok(Self { printer, profile, columns, direction, style: Style::default() })
    }

    /// The office's logo in the middle, never wider than the paper.
    fn logo(&mut self, logo: &Bitmap) -> Encoded<()> {
        let paper = usize::from(self.profile.dots);
        let mut placed = Bitmap::new(paper, logo.height().min(LOGO_HEIGHT_MAX) + LOGO_GAP);
        let left = paper.saturating_sub(logo.width()) / 2;
        for y in 0..placed.height().saturating_sub(LOGO_GAP) {
            (0..logo.width()).filter(|x| logo.is_black(*x, y)).for_each(|x| placed.blacken(left + x, y));
        }
        self.printer.custom(&placed.trimmed().command())?;
        Ok(())
    }

    fn line(&mut self, line: &Line) -> Encoded<()> {
        match line {
            Line::Text { text, size, align, bold } => {
                let style = Style { size: *size, align: *align, bold: *bold };
                let text = fitted(text, self.columns.of_size(*size));
                if self.is_drawn(&text, style) {
                    return self.drawn(&text, style);
                }
                self.set(style)?;
                self.printer.custom(&self.profile.encoding.encode(&text))?.custom(LF)?;
            }
            Line::Rule => {
                self.set(Style { align: Align::Center, ..Style::default() })?;
                let rule = vec![self.profile.encoding.rule_byte(); self.columns.count()];
                self.printer.custom(&rule)?.custom(LF)?;
            }
            Line::Space { lines } => {
                self.set(Style { size: Size::Normal, ..self.style })?;
                self.printer.feeds(*lines)?;
            }
            Line::Qr { text } => self.qr(text)?,
        }
        Ok(())
    }

    /// Whether the printer cannot write the line itself: it lacks a letter, or something stands at the edge
    /// from which the reader, but not the printer, begins.
    fn is_drawn(&self, text: &str, style: Style) -> bool {
        let parts = parts(text);
        let has_edges = style.align != Align::Center && (!parts.mark.is_empty() || parts.tail.is_some());
        !self.profile.encoding.covers(text) || (self.direction == Direction::Rtl && has_edges)
    }

    fn drawn(&mut self, text: &str, style: Style) -> Encoded<()> {
        self.set(Style { align: Align::Left, ..self.style })?;
        let bitmap = raster::line(
            text,
            Drawing {
                size: style.size,
                align: style.align,
                bold: style.bold,
                direction: self.direction,
                width: self.columns.count() * usize::from(CHARACTER_DOTS),
                paper: usize::from(self.profile.dots),
            },
        );
        self.printer.custom(&bitmap.command())?;
        Ok(())
    }

    fn qr(&mut self, text: &str) -> Encoded<()> {
        let Some(code) = QrCode::new(text, usize::from(self.profile.dots)) else { return Ok(()) };
        self.set(Style { align: Align::Center, ..Style::default() })?;
        let module_dots = u8::try_from(code.module_dots).unwrap_or(u8::MAX);
        let option = QRCodeOption::new(QRCodeModel::Model2, module_dots, QRCodeCorrectionLevel::M);
        self.printer.qrcode_option(text, option)?;
        Ok(())
    }

    /// Sends what differs from the style so far.
    fn set(&mut self, style: Style) -> Encoded<()> {
        if style.align != self.style.align {
            self.printer.justify(match style.align {
                Align::Left => JustifyMode::LEFT,
                Align::Center => JustifyMode::CENTER,
                Align::Right => JustifyMode::RIGHT,
            })?;
        }
        if style.size != self.style.size {
            self.printer.size(style.size.width_factor(), style.size.height_factor())?;
        }
        if style.bold != self.style.bold {
            self.printer.bold(style.bold)?;
        }
        self.style = style;
        Ok(())
    }

    fn cut(mut self) -> Encoded<Vec<u8>> {
        self.printer.custom(self.profile.cut.bytes())?.custom(self.profile.present.bytes())?.print()?;
        Ok(self.printer.driver().bytes.into_inner())
    }
}

/// A driver that keeps the bytes instead of sending them.
#[derive(Default)]
struct Memory {
    bytes: RefCell<Vec<u8>>,
}

impl Driver for Memory {
    fn name(&self) -> String {
        "memory".into()
    }

    fn write(&self, bytes: &[u8]) -> Encoded<()> {
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(())
    }

    fn read(&self, _buffer: &mut [u8]) -> Encoded<usize> {
        Ok(0)
    }

    fn flush(&self) -> Encoded<()> {
        Ok(())
    }
}
