//! Words as outlines: runs of one direction and font, shaped, in the order in which they stand on paper.

use super::face::Face;
use super::{Bitmap, height};
use harfrust::{Buffer, GlyphId, ShapeOptions, ShaperFont, shape};
use office::language::Direction;
use office::slip::Size;
use skrifa::font::glyph::outline::PathSink;
use skrifa::{DrawMemory, ScalerFont};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};
use zeno::{Command, Mask, Point};

/// From which share of 256 a dot is black: thin strokes stay whole, holes stay open.
const BLACK_FROM: u8 = 104;

/// How large letters are drawn, dots to the em, and where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Across, of Latin letters: three fifths of it are the width of a character.
    latin_across: f32,
    /// Upwards, of Latin letters.
    latin_up: f32,
    /// Of Arabic letters, both ways.
    arabic: f32,
    /// From the top of the line to the foot of the letters.
    baseline: f32,
    bold: bool,
    height: usize,
}

impl Measure {
    pub(super) fn of(size: Size, bold: bool) -> Self {
        let (latin_across, latin_up, arabic, baseline) = match size {
            Size::Normal => (20.0, 24.0, 25.0, 24.0),
            Size::Tall => (20.0, 38.0, 34.0, 35.0),
            Size::Double => (40.0, 38.0, 36.0, 35.0),
            Size::Huge => (160.0, 160.0, 136.0, 140.0),
        };
        Self { latin_across, latin_up, arabic, baseline, bold, height: height(size) }
    }

    fn scale(&self, face: Face) -> (f32, f32) {
        match face {
            Face::Latin => (self.latin_across, self.latin_up),
            Face::Arabic => (self.arabic, self.arabic),
        }
    }
}

/// Words ready to be drawn, their left edge at 0, their feet at 0, upwards counted negative.
pub(super) struct Shaped {
    outline: Vec<Command>,
    width: f32,
    measure: Measure,
}

impl Shaped {
    /// Shapes `text` as it is read in a line of direction `base`.
    pub(super) fn new(text: &str, base: Direction, measure: Measure) -> Self {
        let mut shaped = Self { outline: Vec::new(), width: 0.0, measure };
        let level = match base {
            Direction::Ltr => Level::ltr(),
            Direction::Rtl => Level::rtl(),
        };
        let bidi = BidiInfo::new(text, Some(level));
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
                let mut pieces = pieces(&text[run.clone()], run.start);
                if is_rtl {
                    pieces.reverse();
                }
                for (face, range) in pieces {
                    shaped.append(text, range, face, is_rtl);
                }
            }
        }
        shaped
    }

    /// Dots from edge to edge.
    pub(super) fn width(&self) -> f32 {
        self.width
    }

    /// The same, made smaller where it would be wider than `room`, dots.
    pub(super) fn within(mut self, room: usize) -> Self {
        let room = room as f32;
        if self.width > room {
            let factor = room / self.width;
            self.outline = self.outline.iter().map(|command| placed(command, 0.0, 0.0, factor)).collect();
            self.width = room;
        }
        self
    }

    /// Blackens the dots of the words, with their left edge at `x`.
    pub(super) fn draw(&self, bitmap: &mut Bitmap, x: f32) {
        if self.outline.is_empty() {
            return;
        }
        let baseline = self.measure.baseline;
        let path: Vec<Command> =
            self.outline.iter().map(|command| placed(command, x.round(), baseline, 1.0)).collect();
        let (width, height) = (bitmap.width(), self.measure.height.min(bitmap.height()));
        let mut mask = vec![0; width * height];
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Mask::new(path.as_slice()).size(size(width), size(height)).render_into(&mut mask, None);
        for (at, _) in mask.iter().enumerate().filter(|(_, share)| **share >= BLACK_FROM) {
            bitmap.blacken(at % width, at / width);
        }
    }

    /// Shapes one run of `text` and puts it at the right of what there is.
    fn append(&mut self, text: &str, range: Range<usize>, face: Face, is_rtl: bool) {
        let font = face.font(self.measure.bold);
        let mut buffer = Buffer::new();
        buffer.set_pre_context(&text[..range.start]);
        buffer.push_str(&text[range.clone()]);
        buffer.set_post_context(&text[range.end..]);
        buffer.set_direction(if is_rtl {
            harfrust::Direction::RightToLeft
        } else {
            harfrust::Direction::LeftToRight
        });
        buffer.guess_segment_properties();
        if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).is_err() {
            debug_assert!(false, "the direction is set and the buffer holds text");
            return;
        }
        let units = f32::from(font.units_per_em());
        let (across, up) = self.measure.scale(face);
        let (across, up) = (across / units, up / units);
        let scaler = ScalerFont::unhinted(font.clone(), None);
        for (glyph, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            if let Some(outline) = scaler.outline(GlyphId::new(glyph.glyph_id)) {
                let mut pen = Pen {
                    outline: &mut self.outline,
                    x: self.width + position.x_offset as f32 * across,
                    y: position.y_offset as f32 * up,
                    across,
                    up,
                };
                // A glyph without an outline is a space, or leaves its room white.
                let _ = outline.draw(DrawMemory::Scratch, &mut pen);
            }
            self.width += position.x_advance as f32 * across;
        }
    }
}

/// The runs of one font in `run`, which begins at byte `start` of its line.
fn pieces(run: &str, start: usize) -> Vec<(Face, Range<usize>)> {
    let mut pieces: Vec<(Face, Range<usize>)> = Vec::new();
    for (at, c) in run.char_indices() {
        let (at, end) = (start + at, start + at + c.len_utf8());
        let face = Face::of(c, pieces.last().map(|(face, _)| *face));
        match pieces.last_mut() {
            Some((last, range)) if *last == face => range.end = end,
            Some(_) | None => pieces.push((face, at..end)),
        }
    }
    pieces
}

/// A command of a path, made smaller by `factor` and moved.
fn placed(command: &Command, x: f32, y: f32, factor: f32) -> Command {
    let at = |point: &Point| Point::new(point.x * factor + x, point.y * factor + y);
    match command {
        Command::MoveTo(a) => Command::MoveTo(at(a)),
        Command::LineTo(a) => Command::LineTo(at(a)),
        Command::QuadTo(a, b) => Command::QuadTo(at(a), at(b)),
        Command::CurveTo(a, b, c) => Command::CurveTo(at(a), at(b), at(c)),
        Command::Close => Command::Close,
    }
}

/// Takes a glyph's outline, in units of its font, to its place among the words.
struct Pen<'a> {
    outline: &'a mut Vec<Command>,
    x: f32,
    y: f32,
    across: f32,
    up: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Point {
        Point::new(self.x + x * self.across, -(self.y + y * self.up))
    }
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.outline.push(Command::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.outline.push(Command::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.outline.push(Command::QuadTo(self.at(cx0, cy0), self.at(x, y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.outline.push(Command::CurveTo(self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y)));
    }

    fn close(&mut self) {
        self.outline.push(Command::Close);
    }
}
