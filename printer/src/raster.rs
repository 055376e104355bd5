//! A line of a slip as dots: for letters and directions that the printer itself cannot write.
//!
//! Latin letters take the room of the printer's own, so that columns stay columns; Arabic is shaped, joined
//! and set from right to left. What would be wider than the paper is drawn smaller, never beyond the edge.
//!
//! ```text
//! text -> parts (mark, words, tail) -> runs of one direction and font -> glyphs -> dots
//! ```

mod face;
mod shaped;

use crate::profile::CHARACTER_DOTS;
use crate::text::{is_arabic_letter, parts};
use office::language::Direction;
use office::slip::{Align, Size};
use shaped::{Measure, Shaped};

/// Black and white dots, row by row from the top, eight to a byte, the leftmost highest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: usize,
    height: usize,
    bits: Vec<u8>,
}

impl Bitmap {
    /// White paper.
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, bits: vec![0; width.div_ceil(8) * height] }
    }

    /// Dots from edge to edge.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Dots from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Whether a dot is black; outside the picture none is.
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.height && self.bits[y * self.row_len() + x / 8] & (0x80 >> (x % 8)) != 0
    }

    /// Blackens a dot; outside the picture nothing happens.
    pub fn blacken(&mut self, x: usize, y: usize) {
        if x < self.width && y < self.height {
            let at = y * self.row_len() + x / 8;
            self.bits[at] |= 0x80 >> (x % 8);
        }
    }

    /// The same without the white at the right edge.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let row_len = self.row_len();
        let kept_len =
            (0..row_len).rev().find(|at| self.bits.iter().skip(*at).step_by(row_len.max(1)).any(|b| *b != 0));
        let kept_len = kept_len.map_or(1, |last| last + 1).min(row_len);
        let bits = self.bits.chunks(row_len.max(1)).flat_map(|row| &row[..kept_len]).copied().collect();
        Self { width: self.width.min(kept_len * 8), height: self.height, bits }
    }

    /// The command that prints it: `GS v 0` (Epson ESC/POS reference; known to every receipt printer).
    pub fn command(&self) -> Vec<u8> {
        let len = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
        let ([x_low, x_high], [y_low, y_high]) = (len(self.row_len()), len(self.height));
        let mut command = vec![0x1D, b'v', b'0', 0, x_low, x_high, y_low, y_high];
        command.extend_from_slice(&self.bits);
        disarm(&mut command);
        command
    }

    fn row_len(&self) -> usize {
        self.width.div_ceil(8)
    }
}

/// Blackens one more dot where dots would read as a command that a printer obeys at once, wherever it stands:
/// `DLE EOT`, `DLE ENQ`, `DLE DC4` (Epson ESC/POS reference, real-time commands). Nobody sees the dot; the
/// command might empty the printer's memory.
fn disarm(bytes: &mut [u8]) {
    for at in 1..bytes.len() {
        if bytes[at - 1] == 0x10 && matches!(bytes[at], 0x04 | 0x05 | 0x14) {
            bytes[at - 1] = 0x18;
        }
    }
}

/// How a line of text is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawing {
    /// The size of its letters.
    pub size: Size,
    /// Where on the line it stands.
    pub align: Align,
    /// Whether it is heavier.
    pub bold: bool,
    /// The direction of the slip.
    pub direction: Direction,
    /// Dots between the edges of the slip's columns.
    pub width: usize,
    /// Dots on a line of the printer.
    pub paper: usize,
}

/// Draws a line: as high as the printer's own line of that size, as wide as it has ink.
pub fn line(text: &str, drawing: Drawing) -> Bitmap {
    let measure = Measure::of(drawing.size, drawing.bold);
    let mut bitmap = Bitmap::new(drawing.paper, height(drawing.size));
    match drawing.align {
        Align::Center => {
            let shaped = Shaped::new(text, base(text, drawing.direction), measure).within(drawing.paper);
            shaped.draw(&mut bitmap, (drawing.paper as f32 - shaped.width()) / 2.0);
        }
        Align::Left | Align::Right => at_the_edge(text, drawing, measure, &mut bitmap),
    }
    bitmap.trimmed()
}

/// The height of a line of that size, dots: what the printer itself would feed.
pub fn height(size: Size) -> usize {
    match size {
        Size::Normal => 34,
        Size::Tall | Size::Double | Size::Huge => 24 * usize::from(size.height_factor()),
    }
}

/// Draws mark, words and tail, from the edge at which the reader begins.
fn at_the_edge(text: &str, drawing: Drawing, measure: Measure, bitmap: &mut Bitmap) {
    let parts = parts(text);
    let mark = Shaped::new(parts.mark, drawing.direction, measure);
    let tail = parts.tail.map(|tail| Shaped::new(tail, base(tail, drawing.direction), measure));
    let gap = tail.as_ref().map_or(0.0, |tail| tail.width() + f32::from(CHARACTER_DOTS));
    let room = (drawing.width as f32 - mark.width() - gap).max(f32::from(CHARACTER_DOTS));
    let words = Shaped::new(parts.words, base(parts.words, drawing.direction), measure).within(room as usize);
    let (left, right) = match drawing.align {
        Align::Left | Align::Center => (0.0, drawing.width as f32),
        Align::Right => ((drawing.paper - drawing.width.min(drawing.paper)) as f32, drawing.paper as f32),
    };
    let (mark_at, words_at, tail_at) = match drawing.align {
        Align::Left | Align::Center => {
            (left, left + mark.width(), right - tail.as_ref().map_or(0.0, Shaped::width))
        }
        Align::Right => (right - mark.width(), right - mark.width() - words.width(), left),
    };
    mark.draw(bitmap, mark_at);
    words.draw(bitmap, words_at);
    if let Some(tail) = tail {
        tail.draw(bitmap, tail_at);
    }
}

/// The direction in which words are read: that of their first letter, else that of the slip.
fn base(words: &str, direction: Direction) -> Direction {
    let first = words.chars().find(|c| c.is_alphabetic());
    match first {
        Some(first) if is_arabic_letter(first) => Direction::Rtl,
        Some(_) => Direction::Ltr,
        None => direction,
    }
}
