//! How large the board writes, from the distance at which it is read and the panel it stands on.
//!
//! A capital must be seen under at least 0.7° (EN 301 549, 5.1.4). All lengths are pixels of the page at the
//! given resolution; the style sheet scales them with the window, so that a panel of the same diagonal shows
//! the same millimetres at any resolution.

use std::fmt::Write;

/// Angle under which a capital is seen at least, degrees.
pub const CAP_ANGLE_DEG: f64 = 0.7;
/// Height of Titillium Web's capitals and digits, in em.
pub const CAP_EM: f64 = 0.692;
/// Most other calls below the newest.
pub const ROWS_MAX: u32 = 5;
/// Other calls for which the newest gives up being larger than them.
const ROWS_MIN: u32 = 2;

/// Distances that are taken as they are, metres; others are cut to these.
const DISTANCE_M: (f64, f64) = (0.5, 30.0);
/// Diagonals that are taken as they are, inches; others are cut to these.
const DIAGONAL_IN: (f64, f64) = (7.0, 150.0);
const MM_PER_IN: f64 = 25.4;

/// Head with office and clock, foot with notices, and the edges around the calls.
const HEAD_PX: f64 = 96.0;
const FOOT_PX: f64 = 68.0;
const EDGE_PX: f64 = 24.0;
const GAP_PX: f64 = 16.0;
/// Column with the waiting, in the order in which they are tried; 0 is none.
const SIDES_PX: [f64; 3] = [560.0, 440.0, 0.0];

/// How much larger the newest call is than the others.
const NEWEST_SCALE: f64 = 1.2;
/// Height of a row and of the newest call's numbers, in cap heights.
const ROW_CAPS: f64 = 1.32;
/// Head line over the newest call, and its inner edges.
const NEWEST_HEAD_PX: f64 = 64.0;
const NEWEST_EDGE_PX: f64 = 24.0;
/// Room that the desk's name gets under the newest call, in its own font sizes.
const NAME_LINE_EM: f64 = 1.6;
/// Size of a desk's name, in font sizes of the rows; and its least and greatest size.
const NAME_SHARE: f64 = 0.24;
const NAME_PX: (f64, f64) = (34.0, 72.0);
/// Widths at weight 700: a series letter with four digits, the arrow with its gaps, two digits of a desk.
const LINE_EM: f64 = 3.1 + 0.8 + 1.15;
/// A number with four digits on the sign of one desk.
const SIGN_NUMBER_EM: f64 = 3.1;
/// Width of the sign's half with the called number.
const SIGN_HALF_PX: f64 = 1060.0;

/// Pixels of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolution {
    /// From left to right.
    pub width_px: u32,
    /// From top to bottom.
    pub height_px: u32,
}

impl Resolution {
    /// The resolution for which the style sheet is written.
    pub const FULL_HD: Resolution = Resolution { width_px: 1920, height_px: 1080 };
}

/// The sizes of one panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Least height of a capital, millimetres on the panel.
    pub cap_mm: f64,
    /// The same in pixels.
    pub cap_px: f64,
    /// Font size of the other calls, pixels.
    pub row_font_px: f64,
    /// Font size of the newest call, pixels.
    pub newest_font_px: f64,
    /// Font size of the newest call where there is no other, pixels.
    pub alone_font_px: f64,
    /// Font size of the desks' names, pixels.
    pub name_font_px: f64,
    /// Font size of the number on the sign of one desk, pixels.
    pub sign_font_px: f64,
    /// Height of one of the other calls, pixels.
    pub row_height_px: f64,
    /// Height of the newest call, pixels.
    pub newest_height_px: f64,
    /// How many other calls fit below the newest.
    pub rows: u32,
    /// Width of the column with the waiting, pixels; 0 where the calls need the whole width.
    pub side_px: f64,
    /// Whether the newest call reaches the least height; a panel that is too small for its distance does not.
    pub reached: bool,
}

/// The sizes for a panel that is read from `viewing_distance_m` metres.
///
/// Absurd distances and diagonals are cut to what exists.
pub fn sizes(viewing_distance_m: f64, panel_diagonal_in: f64, resolution: Resolution) -> Sizes {
    let cap_mm = cap_mm(within(viewing_distance_m, DISTANCE_M, 5.0));
    let cap_px = cap_mm / mm_per_px(within(panel_diagonal_in, DIAGONAL_IN, 43.0), resolution);
    let (width, height) = (f64::from(resolution.width_px), f64::from(resolution.height_px));
    let room = height - HEAD_PX - FOOT_PX - 2.0 * EDGE_PX;

    let widest = |side: f64, scale: f64| calls_width(width, side) / LINE_EM * CAP_EM / scale;
    let side_px = SIDES_PX.into_iter().find(|side| widest(*side, NEWEST_SCALE) >= cap_px).unwrap_or(0.0);
    let fits = |rows: u32, scale: f64| calls_height(rows, cap_px, scale) <= room;
    let larger = (ROWS_MIN..=ROWS_MAX).rev().find(|rows| fits(*rows, NEWEST_SCALE));
    let (rows, scale) = match larger {
        Some(rows) if widest(side_px, NEWEST_SCALE) >= cap_px => (rows, NEWEST_SCALE),
        _ => ((0..=ROWS_MAX).rev().find(|rows| fits(*rows, 1.0)).unwrap_or(0), 1.0),
    };

    let cap = largest_cap(rows, scale, room).min(widest(side_px, scale));
    let font = cap / CAP_EM;
    Sizes {
        cap_mm,
        cap_px,
        row_font_px: font,
        newest_font_px: font * scale,
        alone_font_px: widest(side_px, 1.0).min(room / 2.0) / CAP_EM,
        name_font_px: name_font(font),
        sign_font_px: SIGN_HALF_PX / SIGN_NUMBER_EM,
        row_height_px: cap * ROW_CAPS,
        newest_height_px: newest_height(cap, scale),
        rows,
        side_px,
        reached: cap * scale >= cap_px,
    }
}

impl Sizes {
    /// The sizes as custom properties in `--u`, the style sheet's pixel of a full HD page.
    pub fn css(&self) -> String {
        let lengths = [
            ("row-font", self.row_font_px),
            ("newest-font", self.newest_font_px),
            ("alone-font", self.alone_font_px),
            ("name-font", self.name_font_px),
            ("sign-font", self.sign_font_px),
            ("row-height", self.row_height_px),
            ("newest-height", self.newest_height_px),
            ("side", self.side_px),
        ];
        let mut css = String::from(":root {\n");
        for (name, px) in lengths {
            writeln!(css, "  --{name}: calc({px:.1} * var(--u));").expect("writing to memory does not fail");
        }
        css.push_str("}\n");
        css
    }
}

/// Least height of a capital at a distance, millimetres.
fn cap_mm(viewing_distance_m: f64) -> f64 {
    2000.0 * viewing_distance_m * (CAP_ANGLE_DEG.to_radians() / 2.0).tan()
}

fn mm_per_px(panel_diagonal_in: f64, resolution: Resolution) -> f64 {
    let diagonal_px = f64::from(resolution.width_px).hypot(f64::from(resolution.height_px));
    panel_diagonal_in * MM_PER_IN / diagonal_px.max(1.0)
}

fn calls_width(width: f64, side: f64) -> f64 {
    let aside = if side > 0.0 { side + EDGE_PX } else { 0.0 };
    width - 2.0 * EDGE_PX - 2.0 * NEWEST_EDGE_PX - aside
}

fn calls_height(rows: u32, cap: f64, scale: f64) -> f64 {
    let below = if rows > 0 { GAP_PX } else { 0.0 };
    newest_height(cap, scale) + below + f64::from(rows) * cap * ROW_CAPS
}

fn newest_height(cap: f64, scale: f64) -> f64 {
    NEWEST_HEAD_PX + NEWEST_EDGE_PX + cap * scale * ROW_CAPS + NAME_LINE_EM * name_font(cap / CAP_EM)
}

fn name_font(row_font: f64) -> f64 {
    (row_font * NAME_SHARE).clamp(NAME_PX.0, NAME_PX.1)
}

/// The greatest cap height with which so many rows fill the room: heights grow with it.
fn largest_cap(rows: u32, scale: f64, room: f64) -> f64 {
    let (mut small, mut large) = (0.0, room);
    for _ in 0..32 {
        let middle = f64::midpoint(small, large);
        if calls_height(rows, middle, scale) <= room { small = middle } else { large = middle }
    }
    small
}

fn within(value: f64, (least, most): (f64, f64), otherwise: f64) -> f64 {
    if value.is_finite() { value.clamp(least, most) } else { otherwise }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_as_tall_as_the_distance_asks() {
        for (distance_m, mm) in [(3.0, 37.0), (5.0, 61.0), (8.0, 98.0)] {
            let cap = sizes(distance_m, 43.0, Resolution::FULL_HD).cap_mm;
            assert!((cap - mm).abs() < 0.5, "{distance_m} m: {cap} mm");
        }
    }

    #[test]
    fn forty_three_inches_at_five_metres_need_123_pixels() {
        let sizes = sizes(5.0, 43.0, Resolution::FULL_HD);
        assert!((mm_per_px(43.0, Resolution::FULL_HD) - 0.496).abs() < 0.0005);
        assert!((sizes.cap_px - 123.0).abs() < 1.0, "{}", sizes.cap_px);
        assert!((sizes.cap_px / CAP_EM - 178.0).abs() < 1.0);
    }

    #[test]
    fn four_rows_fit_at_five_metres_and_all_are_readable() {
        let sizes = sizes(5.0, 43.0, Resolution::FULL_HD);
        assert_eq!(1 + sizes.rows, 4);
        assert!(sizes.row_font_px * CAP_EM >= sizes.cap_px);
        assert!(sizes.newest_font_px > sizes.row_font_px);
        assert!(sizes.side_px > 0.0 && sizes.reached);
    }

    #[test]
    fn every_row_is_readable_and_everything_fits_wherever_the_panel_is_large_enough() {
        for distance_m in [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 15.0] {
            for diagonal_in in [24.0, 32.0, 43.0, 55.0, 65.0, 75.0] {
                let case = format!("{distance_m} m, {diagonal_in} inches");
                let sizes = sizes(distance_m, diagonal_in, Resolution::FULL_HD);
                let below = if sizes.rows > 0 { GAP_PX } else { 0.0 };
                let tall = sizes.newest_height_px + below + f64::from(sizes.rows) * sizes.row_height_px;
                assert!(tall <= 1080.0 - HEAD_PX - FOOT_PX - 2.0 * EDGE_PX + 0.1, "{case}: {tall}");
                assert!(sizes.newest_font_px * LINE_EM <= calls_width(1920.0, sizes.side_px) + 0.1, "{case}");
                assert!(!sizes.reached || sizes.row_font_px * CAP_EM >= sizes.cap_px - 0.1, "{case}");
                assert!(sizes.newest_font_px >= sizes.row_font_px, "{case}");
                assert!(sizes.alone_font_px >= sizes.newest_font_px - 0.1, "{case}");
            }
        }
    }

    #[test]
    fn rows_and_side_column_give_way_before_the_newest_call_does() {
        let rows: Vec<u32> =
            [3.0, 5.0, 8.0, 20.0].map(|far| sizes(far, 43.0, Resolution::FULL_HD).rows).to_vec();
        assert_eq!(rows, [5, 3, 1, 0]);
        let far = sizes(10.0, 43.0, Resolution::FULL_HD);
        assert!(far.side_px == 0.0 && far.reached, "{far:?}");
        assert!(!sizes(30.0, 24.0, Resolution::FULL_HD).reached);
    }

    #[test]
    fn four_times_the_pixels_show_the_same_millimetres() {
        let uhd = Resolution { width_px: 3840, height_px: 2160 };
        let (hd, uhd) = (sizes(5.0, 43.0, Resolution::FULL_HD), sizes(5.0, 43.0, uhd));
        assert!((uhd.cap_px - 2.0 * hd.cap_px).abs() < 0.01);
    }

    #[test]
    fn absurd_panels_still_give_finite_sizes() {
        for absurd in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300] {
            let css = sizes(absurd, absurd, Resolution::FULL_HD).css();
            assert!(!css.contains("NaN") && !css.contains("inf"), "{css}");
        }
    }
}
