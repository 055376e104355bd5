//! QR codes as a receipt printer draws them: Model 2, level M, whole dots per module.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use std::fmt::Write;

/// Smallest module that phones read from thermal paper: 3 dots, 0.4 mm at 203 dpi.
const MODULE_DOTS_MIN: usize = 3;
/// Largest module worth its paper: 8 dots, 1 mm at 203 dpi.
const MODULE_DOTS_MAX: usize = 8;

/// A QR code on a paper of known width.
pub(crate) struct QrCode {
    /// Modules from edge to edge.
    pub modules: usize,
    /// Printer dots from edge to edge of one module.
    pub module_dots: usize,
    /// The dark modules as an SVG path, one unit a module.
    pub path: String,
}

impl QrCode {
    /// Draws `text` for a paper of `paper_dots`; `None` where it does not fit a QR code.
    ///
    /// The code takes about two fifths of the paper's width.
    pub fn new(text: &str, paper_dots: usize) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let modules = code.size;
        let module_dots = (paper_dots * 2 / 5 / modules).clamp(MODULE_DOTS_MIN, MODULE_DOTS_MAX);
        let mut path = String::new();
        for y in 0..modules {
            push_row(&mut path, y, &code[y].iter().map(|module| module.value()).collect::<Vec<_>>());
        }
        Some(Self { modules, module_dots, path })
    }
}

/// Appends one rectangle for each run of dark modules of row `y`.
fn push_row(path: &mut String, y: usize, dark: &[bool]) {
    let mut x = 0;
    for run in dark.chunk_by(|a, b| a == b) {
        let width = run.len();
        if run.first() == Some(&true) {
            write!(path, "M{x} {y}h{width}v1h-{width}z").expect("writing to a String does not fail");
        }
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_follow_address_is_drawn_28_mm_wide_on_80_mm_paper() {
        let url = "https://sportello.example.org/t/0123456789abcdef0123456789abcdef";
        let code = QrCode::new(url, 576).unwrap();
        assert_eq!((code.modules, code.module_dots), (37, 6));
        assert!(code.path.starts_with("M0 0h7v1h-7z"), "a finder pattern stands in the corner");
    }
}
