//! A slip as a copy of itself: what was sent may or may not be on paper.

use super::draft::Draft;
use i18n_embed_fl::fl;
use office::slip::{LINES_MAX, Line, Size, Slip};
use screen::texts;

/// The slip again, as copy `nth`: on top it says so, and that the first is void. `before` is which copy it was, 0 for
/// the original; `number` is absent where it has none.
pub fn as_copy(slip: &Slip, nth: u32, before: u32, number: Option<&str>) -> Slip {
    let mut draft = Draft::new(slip.language(), slip.columns());
    mark(&mut draft, nth, number);
    let marked = draft.whole();
    // The mark of an earlier copy ends with the first rule.
    let first_rule = slip.lines().iter().position(|line| matches!(line, Line::Rule));
    let skipped = if before > 0 { first_rule.map_or(0, |at| at + 1) } else { 0 };
    let lines = marked.lines().iter().chain(&slip.lines()[skipped..]).take(LINES_MAX).cloned().collect();
    Slip::new(slip.language(), slip.columns(), lines).expect("lines of two slips of the same width fit it")
}

/// What stands on top of a copy.
pub(super) fn mark(draft: &mut Draft, nth: u32, number: Option<&str>) {
    let l = texts(draft.language);
    let title = match number {
        Some(number) => fl!(l, "slip-copy", n = nth, number = number),
        None => fl!(l, "slip-copy-sheet", n = nth),
    };
    draft.text(&title, Size::Tall, true);
    draft.small(&fl!(l, "slip-copy-void"));
    draft.rule();
}
