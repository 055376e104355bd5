//! A slip as ESC/POS bytes.
//!
//! The `escpos` crate writes the commands. Text goes past it, through [`crate::text`]: its page code
//! tables lack letters that Italian needs. So do the cuts: its partial cut is a full one.

use crate::qr::QrCode;
use crate::text::{Encoding, fitted};
use escpos::driver::Driver;
use escpos::errors::{PrinterError, Result as Encoded};
use escpos::printer::Printer;
use escpos::utils::{JustifyMode, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption};
use office::slip::{Align, Columns, Line, Size, Slip};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Ends a line: prints what was sent and feeds by the height of its tallest character.
const LF: &[u8] = b"\n";

/// What a printer model can do and how it wants to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The model's name.
    pub name: String,
    /// Characters of the standard font on a line.
    pub columns: Columns,
    /// Dots on a line.
    pub dots: u16,
    /// The number by which the printer knows its code page (`ESC t n`); makers number differently.
    pub code_page: u8,
    /// That code page.
    pub encoding: Encoding,
    /// How the slip is parted from the roll.
    pub cut: Cut,
}

impl Profile {
    /// Epson TM-T20 with paper of 80 mm: code page 858 is number 19.
    pub fn epson_tm_t20() -> Self {
        Self {
            name: "Epson TM-T20".into(),
            columns: Columns::MM_80,
            dots: 576,
            code_page: 19,
            encoding: Encoding::Cp858,
            cut: Cut::Partial,
        }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::epson_tm_t20()
    }
}

/// How a slip is parted from the roll, after feeding it to the cutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// All but one point, so that the slip does not fall.
    Partial,
    /// All through.
    Full,
}

impl Cut {
    /// `GS V m n` with n = 0: feed to the cutter and no further (Epson ESC/POS reference, functions B).
    fn command(self) -> [u8; 4] {
        match self {
            Cut::Partial => [0x1D, b'V', 66, 0],
            Cut::Full => [0x1D, b'V', 65, 0],
        }
    }
}

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

/// Encodes `slip`, from the printer's initialisation to the cut, for the printer of `profile`.
pub fn encode(slip: &Slip, profile: &Profile) -> Result<Vec<u8>, Failure> {
    if slip.columns() > profile.columns {
        return Err(Failure::TooWide { slip: slip.columns().count(), printer: profile.columns.count() });
    }
    let mut pen = Pen::new(slip.columns(), profile)?;
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
    fn new(columns: Columns, profile: &'a Profile) -> Encoded<Self> {
        let mut printer = Printer::new(Memory::default(), Protocol::default(), None);
        printer.init()?.custom(&[0x1B, b't', profile.code_page])?;
        Ok(Self { printer, profile, columns, style: Style::default() })
    }

    fn line(&mut self, line: &Line) -> Encoded<()> {
        match line {
            Line::Text { text, size, align, bold } => {
                self.set(Style { size: *size, align: *align, bold: *bold })?;
                let text = fitted(text, self.columns.of_size(*size));
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
        self.printer.custom(&self.profile.cut.command())?.print()?;
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
