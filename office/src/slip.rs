//! The wire form of a slip: everything a printer needs to know, laid out line by line.
//!
//! A slip is checked where it is made and again where it is read from JSON, so that whoever holds
//! one may rely on its limits. It holds no printer command and no HTML; `printer` draws it both ways.
//! The cut at its end goes without saying.

use crate::language::{Direction, Language};
use serde::{Deserialize, Serialize};

/// Most lines of a slip.
pub const LINES_MAX: usize = 120;
/// Most characters of a QR code.
pub const QR_LEN_MAX: usize = 300;
/// Most empty lines in one [`Line::Space`].
pub const SPACE_LINES_MAX: u8 = 8;
/// The paper widths that receipt printers offer, in characters of their standard font.
pub const COLUMNS_OFFERED: [u8; 5] = [32, 42, 48, 56, 64];

/// The width of a paper in characters of the printer's standard font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Columns(u8);

impl Columns {
    /// Paper of 80 mm at 203 dpi.
    pub const MM_80: Columns = Columns(48);
    /// Paper of 80 mm at 180 dpi.
    pub const MM_80_AT_180_DPI: Columns = Columns(42);
    /// Paper of 58 mm at 203 dpi.
    pub const MM_58: Columns = Columns(32);

    /// The width of `columns` characters, if it is one of [`COLUMNS_OFFERED`].
    pub fn new(columns: u8) -> Result<Self, BadSlip> {
        if COLUMNS_OFFERED.contains(&columns) { Ok(Self(columns)) } else { Err(BadSlip::Columns(columns)) }
    }

    /// The number of characters of normal size on a line.
    pub fn count(self) -> usize {
        usize::from(self.0)
    }

    /// The number of characters of `size` on a line.
    pub fn of_size(self, size: Size) -> usize {
        self.count() / usize::from(size.width_factor())
    }
}

impl TryFrom<u8> for Columns {
    type Error = BadSlip;
    fn try_from(columns: u8) -> Result<Self, BadSlip> {
        Self::new(columns)
    }
}

impl From<Columns> for u8 {
    fn from(columns: Columns) -> u8 {
        columns.0
    }
}

/// The size of the letters of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// The printer's standard font.
    #[default]
    Normal,
    /// As wide as normal, twice as high.
    Tall,
    /// Twice as wide and high.
    Double,
    /// Eight times as wide and high, the largest a receipt printer can.
    Huge,
}

impl Size {
    /// How many normal characters wide a character of this size is.
    pub fn width_factor(self) -> u8 {
        match self {
            Size::Normal | Size::Tall => 1,
            Size::Double => 2,
            Size::Huge => 8,
        }
    }

    /// How many normal characters high a character of this size is.
    pub fn height_factor(self) -> u8 {
        match self {
            Size::Normal => 1,
            Size::Tall | Size::Double => 2,
            Size::Huge => 8,
        }
    }
}

/// Where on its line a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left edge of the paper.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// One line of a slip, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Line {
    /// Words that fit on one line at their size.
    Text {
        /// The words, without control characters.
        text: String,
        /// The size of the letters.
        #[serde(default)]
        size: Size,
        /// Where on the line they stand.
        #[serde(default)]
        align: Align,
        /// Whether they are printed heavier.
        #[serde(default)]
        bold: bool,
    },
    /// A thin line from edge to edge.
    Rule,
    /// Empty paper.
    Space {
        /// Its height in lines of normal size, 1 to [`SPACE_LINES_MAX`].
        lines: u8,
    },
    /// A QR code in the middle of the paper.
    Qr {
        /// What it says: 1 to [`QR_LEN_MAX`] visible ASCII characters.
        text: String,
    },
}

/// A slip ready to print: width, language and lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Slip {
    language: Language,
    direction: Direction,
    columns: Columns,
    lines: Vec<Line>,
}

impl Slip {
    /// Takes over `lines` laid out for paper of `columns`, if they keep every limit.
    pub fn new(language: Language, columns: Columns, lines: Vec<Line>) -> Result<Self, BadSlip> {
        let direction = language.direction();
        Unchecked { language, direction, columns, lines }.try_into()
    }

    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The direction in which that language is written.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The paper width it is laid out for.
    pub fn columns(&self) -> Columns {
        self.columns
    }

    /// Its lines from top to bottom.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// Why something is not a slip; line numbers count from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSlip {
    /// No printer has this many columns.
    #[error("no paper is {0} characters wide")]
    Columns(u8),
    /// More than [`LINES_MAX`] lines.
    #[error("a slip has at most {LINES_MAX} lines, not {0}")]
    Lines(usize),
    /// A text wider than the paper.
    #[error("line {0} is wider than the paper")]
    TooWide(usize),
    /// A text with a control character.
    #[error("line {0} has a control character")]
    Control(usize),
    /// Empty paper of no height or more than [`SPACE_LINES_MAX`] lines.
    #[error("line {0} is a space of less than 1 or more than {SPACE_LINES_MAX} lines")]
    Space(usize),
    /// A QR code that is empty, longer than [`QR_LEN_MAX`] or not visible ASCII.
    #[error("line {0} is a QR code without 1 to {QR_LEN_MAX} visible ASCII characters")]
    Qr(usize),
}

/// A slip as it arrives, before its limits are checked.
#[derive(Deserialize)]
struct Unchecked {
    language: Language,
    #[serde(default)]
    direction: Direction,
    columns: Columns,
    lines: Vec<Line>,
}

impl TryFrom<Unchecked> for Slip {
    type Error = BadSlip;
    fn try_from(slip: Unchecked) -> Result<Self, BadSlip> {
        let Unchecked { language, direction, columns, lines } = slip;
        if lines.len() > LINES_MAX {
            return Err(BadSlip::Lines(lines.len()));
        }
        for (index, line) in lines.iter().enumerate() {
            check(line, index + 1, columns)?;
        }
        Ok(Slip { language, direction, columns, lines })
    }
}

fn check(line: &Line, no: usize, columns: Columns) -> Result<(), BadSlip> {
    match line {
        Line::Text { text, .. } if text.chars().any(char::is_control) => Err(BadSlip::Control(no)),
        Line::Text { text, size, .. } if text.chars().count() > columns.of_size(*size) => {
            Err(BadSlip::TooWide(no))
        }
        Line::Space { lines } if !(1..=SPACE_LINES_MAX).contains(lines) => Err(BadSlip::Space(no)),
        Line::Qr { text } if !is_qr_text(text) => Err(BadSlip::Qr(no)),
        Line::Text { .. } | Line::Rule | Line::Space { .. } | Line::Qr { .. } => Ok(()),
    }
}

/// Whether `text` may stand in a QR code of a slip.
pub fn is_qr_text(text: &str) -> bool {
    (1..=QR_LEN_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON_THE_WIRE: &str = concat!(
        r#"{"language":"it","direction":"ltr","columns":48,"lines":["#,
        r#"{"kind":"text","text":"A012","size":"huge","align":"center","bold":true},"#,
        r#"{"kind":"rule"},{"kind":"space","lines":2},{"kind":"qr","text":"http://x/t/0"}]}"#,
    );

    #[test]
    fn the_json_form_is_pinned() {
        let lines = vec![
            Line::Text { text: "A012".into(), size: Size::Huge, align: Align::Center, bold: true },
            Line::Rule,
            Line::Space { lines: 2 },
            Line::Qr { text: "http://x/t/0".into() },
        ];
        let slip = Slip::new(Language::It, Columns::MM_80, lines).unwrap();
        assert_eq!(serde_json::to_string(&slip).unwrap(), ON_THE_WIRE);
        assert_eq!(serde_json::from_str::<Slip>(ON_THE_WIRE).unwrap(), slip);
    }

    #[test]
    fn a_newer_field_does_not_stop_an_older_printer() {
        let text = r#"{"language":"en","columns":42,"lines":[{"kind":"text","text":"a","x":1}],"y":2}"#;
        assert!(serde_json::from_str::<Slip>(text).is_ok());
    }

    #[test]
    fn a_slip_beyond_a_limit_is_refused() {
        let plain =
            |text: &str, size| Line::Text { text: text.into(), size, align: Align::Left, bold: false };
        let cases = [
            (vec![Line::Rule; LINES_MAX + 1], BadSlip::Lines(LINES_MAX + 1)),
            (vec![plain(&"à".repeat(49), Size::Normal)], BadSlip::TooWide(1)),
            (vec![Line::Rule, plain("1234567", Size::Huge)], BadSlip::TooWide(2)),
            (vec![plain("a\u{1b}@", Size::Normal)], BadSlip::Control(1)),
            (vec![plain("a\u{9b}", Size::Normal)], BadSlip::Control(1)),
            (vec![Line::Space { lines: 0 }], BadSlip::Space(1)),
            (vec![Line::Space { lines: SPACE_LINES_MAX + 1 }], BadSlip::Space(1)),
            (vec![Line::Qr { text: String::new() }], BadSlip::Qr(1)),
            (vec![Line::Qr { text: "a\0".into() }], BadSlip::Qr(1)),
            (vec![Line::Qr { text: "x".repeat(QR_LEN_MAX + 1) }], BadSlip::Qr(1)),
        ];
        for (lines, reason) in cases {
            assert_eq!(Slip::new(Language::It, Columns::MM_80, lines), Err(reason));
        }
        assert_eq!(Columns::new(47), Err(BadSlip::Columns(47)));
    }

    #[test]
    fn a_bad_slip_is_not_read_from_json() {
        let wide = ON_THE_WIRE.replace("A012", "A012345");
        assert!(serde_json::from_str::<Slip>(&wide).is_err());
        let width = ON_THE_WIRE.replace("48", "47");
        assert!(serde_json::from_str::<Slip>(&width).is_err());
    }
}
