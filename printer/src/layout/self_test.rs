//! A slip with every letter that matters: whether the code page is the right one, and how drawn lines look.

use crate::profile::Profile;
use office::language::Language;
use office::slip::{Align, Line, Size, Slip};

/// What must come out as it stands here.
pub const LETTERS: &str = "àèéìòù ÀÈÉÌÒÙ € - ș ț ë ç العربية";

/// Lays out the slip by which a printer of this model is tried.
pub fn self_test(profile: &Profile) -> Slip {
    let text = |text: &str, size, align, bold| Line::Text { text: text.to_owned(), size, align, bold };
    let fitted = |text: &str, size| text.chars().take(profile.columns.of_size(size)).collect::<String>();
    let mut lines = vec![
        text("Sportello", Size::Double, Align::Center, true),
        text(&fitted(&profile.name, Size::Normal), Size::Normal, Align::Center, false),
        Line::Rule,
    ];
    // Apart, so that a wrong code page shows: a line with one letter that is drawn is drawn as a whole.
    let (written, drawn): (Vec<&str>, Vec<&str>) =
        LETTERS.split(' ').partition(|letters| profile.encoding.covers(letters));
    for words in [written, drawn] {
        lines.push(text(&words.join(" "), Size::Normal, Align::Left, false));
    }
    lines.push(text("[ ] àèéìòù", Size::Normal, Align::Left, true));
    lines.push(text("A012", Size::Huge, Align::Center, true));
    let edge: String = (1..=profile.columns.count()).map(|n| char::from(b'0' + (n % 10) as u8)).collect();
    lines.extend([text(&edge, Size::Normal, Align::Left, false), Line::Rule]);
    lines.push(Line::Qr { text: "https://example.org/sportello".to_owned() });
    Slip::new(Language::It, profile.columns, lines).expect("every line was cut at the width")
}
