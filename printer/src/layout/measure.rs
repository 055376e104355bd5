//! How long a slip is on paper.

use crate::qr::QrCode;
use crate::raster;
use office::slip::{Line, Slip};

/// Longest slip of a procedure, a referral or an online service, in mm; a longer one is read by nobody.
pub const HEIGHT_MAX_MM: usize = 400;

/// Dots of a printer of 203 dpi in a mm.
const DOTS_PER_MM: usize = 8;
/// Height of a line of normal size, dots: the sixth of an inch that printers feed by themselves.
const LINE_DOTS: usize = 34;
/// Width of a letter of normal size, dots.
const LETTER_WIDE_DOTS: usize = 12;
/// Empty paper above the first line (from the cutter to the printing line) and below the last, dots.
const MARGINS_DOTS: usize = 100;

/// The length of a slip on paper, from cut to cut, in mm.
pub fn height_mm(slip: &Slip) -> usize {
    let paper_dots = slip.columns().count() * LETTER_WIDE_DOTS;
    in_mm(slip.lines().iter().map(|line| height_dots(line, paper_dots)).sum())
}

pub(super) fn in_mm(dots: usize) -> usize {
    (MARGINS_DOTS + dots).div_ceil(DOTS_PER_MM)
}

/// The height of one line on paper of that width, dots.
pub(super) fn height_dots(line: &Line, paper_dots: usize) -> usize {
    match line {
        Line::Text { size, .. } => raster::height(*size),
        Line::Rule => LINE_DOTS,
        Line::Space { lines } => LINE_DOTS * usize::from(*lines),
        Line::Qr { text } => {
            QrCode::new(text, paper_dots).map_or(LINE_DOTS, |code| code.modules * code.module_dots)
        }
    }
}

/// The dots on a line of so many characters.
pub(super) fn paper_dots(columns: office::slip::Columns) -> usize {
    columns.count() * LETTER_WIDE_DOTS
}
