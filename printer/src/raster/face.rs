//! The fonts that lines are drawn in: two of the Noto family, whole, in two weights.

use crate::text::is_arabic;
use harfrust::Font;
use std::sync::LazyLock;

macro_rules! font {
    ($name:literal) => {
        LazyLock::new(|| {
            let bytes: &'static [u8] =
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../screen/assets/print/", $name));
            Font::new(bytes, 0).expect("the embedded fonts are whole: every test of a drawn line reads them")
        })
    };
}

static LATIN: LazyLock<Font> = font!("NotoSansMono_400Regular.ttf");
static LATIN_BOLD: LazyLock<Font> = font!("NotoSansMono_700Bold.ttf");
static ARABIC: LazyLock<Font> = font!("NotoSansArabic_400Regular.ttf");
static ARABIC_BOLD: LazyLock<Font> = font!("NotoSansArabic_700Bold.ttf");

/// Which of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Letters as wide as the printer's own.
    Latin,
    /// Joined letters.
    Arabic,
}

impl Face {
    /// The face of `c`, where the one in front is `before`: marks and spaces between Arabic words are Arabic.
    pub(super) fn of(c: char, before: Option<Face>) -> Face {
        let follows = before == Some(Face::Arabic) && matches!(c, ' ' | '.' | ':' | '!' | '«' | '»');
        let has_it = || ARABIC.charmap().map_unicode(c).is_some();
        if is_arabic(c) || follows && has_it() { Face::Arabic } else { Face::Latin }
    }

    /// The font.
    pub(super) fn font(self, bold: bool) -> &'static Font {
        match (self, bold) {
            (Face::Latin, false) => &LATIN,
            (Face::Latin, true) => &LATIN_BOLD,
            (Face::Arabic, false) => &ARABIC,
            (Face::Arabic, true) => &ARABIC_BOLD,
        }
    }
}
