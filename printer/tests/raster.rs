//! Lines that are drawn: that they fit, are black where they should be, and change nothing but themselves.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

use office::language::Direction;
use office::slip::{Align, Size};
use printer::raster::{Bitmap, Drawing, height, line};
use proptest::prelude::*;
use std::path::PathBuf;

const PAPER: usize = 576;

fn drawing(size: Size, align: Align, direction: Direction) -> Drawing {
    Drawing { size, align, bold: false, direction, width: PAPER, paper: PAPER }
}

fn left(text: &str) -> Bitmap {
    line(text, drawing(Size::Normal, Align::Left, Direction::Ltr))
}

fn right(text: &str) -> Bitmap {
    line(text, drawing(Size::Normal, Align::Right, Direction::Rtl))
}

#[test]
fn letters_stand_in_the_columns_of_the_printer() {
    let (one, shifted) = (left("ș"), left("          ș"));
    let (first, last) = ink(&one).unwrap();
    assert!(last < 12, "one letter is twelve dots wide, not {last}");
    assert_eq!(ink(&shifted).unwrap(), (first + 120, last + 120));
}

#[test]
fn arabic_letters_are_joined_and_run_from_right_to_left() {
    let joined = right("بب");
    let apart = ink(&right("ب")).unwrap();
    let (first, last) = ink(&joined).unwrap();
    assert!(last - first < 2 * (apart.1 - apart.0), "two letters that join are narrower than two apart");
    let columns: Vec<bool> =
        (first..=last).map(|x| (0..joined.height()).any(|y| joined.is_black(x, y))).collect();
    assert!(columns.iter().all(|is_black| *is_black), "there is no gap between them");
    assert!(PAPER - last <= 4, "it ends at the right edge");
}

#[test]
fn box_of_a_paper_stands_at_the_right_and_the_amount_at_the_left_for_who_reads_from_there() {
    let with_box = right("[ ] Passport");
    let without = right("    Passport");
    let column = |x: usize| (0..34).filter(|y| with_box.is_black(x, *y)).count();
    assert!((PAPER - 48..PAPER).any(|x| column(x) > 10), "a bracket at the right");
    assert!(ink(&without).unwrap().1 < PAPER - 48 + 2, "its second line is set in from the right");
    let row = right("رسم            16,79 €");
    let (first, last) = ink(&row).unwrap();
    assert!(first < 12 && last > PAPER - 16, "from edge to edge: {first} to {last}");
    assert!((200..400).all(|x| (0..34).all(|y| !row.is_black(x, y))), "and nothing between");
}

#[test]
fn what_is_wider_than_the_paper_is_drawn_smaller() {
    for align in [Align::Left, Align::Center, Align::Right] {
        let wide = line(&"ش".repeat(60), drawing(Size::Normal, align, Direction::Rtl));
        assert!(wide.width() <= PAPER && ink(&wide).unwrap().1 > PAPER / 2);
    }
}

#[test]
fn no_dots_read_as_a_command_that_is_obeyed_at_once() {
    let mut bitmap = Bitmap::new(80, 3);
    // The bytes 10 05, 10 14 and, over the end of a row, 10 04.
    for (x, y) in [(3, 0), (13, 0), (15, 0), (19, 0), (27, 0), (29, 0), (75, 1), (5, 2)] {
        bitmap.blacken(x, y);
    }
    let command = bitmap.command();
    let is_obeyed = |pair: &[u8]| pair[0] == 0x10 && matches!(pair[1], 0x04 | 0x05 | 0x14);
    assert!(!command.windows(2).any(is_obeyed), "{command:02x?}");
    assert_eq!(command[8..12], [0x18, 0x05, 0x18, 0x14]);
    assert_eq!(command[27..29], [0x18, 0x04]);
}

#[test]
fn drawn_lines_look_as_they_were_last_seen() {
    let cases = [
        ("self-test", "àèéìòù ÀÈÉÌÒÙ € - ș ț ë ç العربية", Size::Normal, Align::Left, Direction::Ltr),
        ("wait", "الانتظار المتوقع: 15-30 دقيقة", Size::Tall, Align::Center, Direction::Rtl),
        ("paper", "[ ] بطاقة الهوية السابقة (إن وجدت)", Size::Normal, Align::Right, Direction::Rtl),
    ];
    for (name, text, size, align, direction) in cases {
        assert_golden(&format!("{name}.txt"), &line(text, drawing(size, align, direction)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_keeps_the_room_of_its_line(text in any::<String>(), arabic in "[ء-ي ]{0,60}", at in 0..3usize) {
        for (text, size) in [(&text, Size::Normal), (&arabic, Size::Double)] {
            let align = [Align::Left, Align::Center, Align::Right][at];
            for direction in [Direction::Ltr, Direction::Rtl] {
                let drawn = line(text, drawing(size, align, direction));
                prop_assert!(drawn.width() <= PAPER);
                prop_assert_eq!(drawn.height(), height(size));
                let command = drawn.command();
                prop_assert_eq!(command.len(), 8 + drawn.width().div_ceil(8) * drawn.height());
                let is_obeyed = |pair: &[u8]| pair[0] == 0x10 && matches!(pair[1], 0x04 | 0x05 | 0x14);
                prop_assert!(!command.windows(2).any(is_obeyed));
            }
        }
    }
}

/// The first and the last column with a black dot.
fn ink(bitmap: &Bitmap) -> Option<(usize, usize)> {
    let black = |x: &usize| (0..bitmap.height()).any(|y| bitmap.is_black(*x, y));
    Some(((0..bitmap.width()).find(black)?, (0..bitmap.width()).rev().find(black)?))
}

/// Compares with the picture of that name, two dots to a letter; `UPDATE_GOLDEN=1` draws it anew.
fn assert_golden(name: &str, bitmap: &Bitmap) {
    let mut picture = String::new();
    for y in (0..bitmap.height()).step_by(2) {
        let pair = |x| match (bitmap.is_black(x, y), bitmap.is_black(x, y + 1)) {
            (false, false) => ' ',
            (true, false) => '▀',
            (false, true) => '▄',
            (true, true) => '█',
        };
        let row: String = (0..bitmap.width()).map(pair).collect();
        picture.push_str(row.trim_end());
        picture.push('\n');
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/raster").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &picture).unwrap();
    }
    assert_eq!(picture, std::fs::read_to_string(&path).unwrap(), "{name}");
}
