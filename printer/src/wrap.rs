//! Breaking text into lines.

use textwrap::{Options, WordSeparator, WordSplitter};

/// Breaks `text` into lines of at most `width` characters, about equally long: for the middle of the paper.
///
/// Breaks fall at spaces and after hyphens between letters; a word longer than a line is broken where it
/// must be. Runs of spaces count as one. Nothing is lost but the spaces at which a line ends.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = fill(&text, width.max(1));
    let longest_word = text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    if lines.len() < 2 || longest_word >= width {
        return lines;
    }
    (longest_word..width)
        .map(|narrower| fill(&text, narrower))
        .find(|balanced| balanced.len() == lines.len())
        .unwrap_or(lines)
}

/// The same with each line as full as it gets: for the left edge.
pub fn wrap_full(text: &str, width: usize) -> Vec<String> {
    fill(&text.split_whitespace().collect::<Vec<_>>().join(" "), width.max(1))
}

/// Breaks an address into lines of at most `width` characters, about equally long, after a slash where one
/// is near enough, else after a dot.
pub fn wrap_address(address: &str, width: usize) -> Vec<String> {
    let lines = fill_address(address, width.max(1));
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    (longest / 2..longest)
        .map(|narrower| fill_address(address, narrower.max(1)))
        .find(|balanced| balanced.len() == lines.len())
        .unwrap_or(lines)
}

fn fill_address(address: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let parts = address.split_inclusive('/').flat_map(|part| match part.chars().count() > width {
        true => part.split_inclusive('.').collect::<Vec<_>>(),
        false => vec![part],
    });
    for part in parts {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + part.chars().count() > width {
            lines.push(String::new());
        }
        for c in part.chars() {
            if lines.last().is_some_and(|line| line.chars().count() >= width) {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn fill(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::Custom(between_letters))
        .break_words(true);
    let lines = textwrap::wrap(text, options).into_iter().map(|line| line.into_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The places after hyphens between letters: "8:30-12:30" and "0341-481287" stay whole.
fn between_letters(word: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let places = letters.windows(3).filter_map(|three| match three {
        [(_, before), (at, '-'), (_, after)] if before.is_alphabetic() && after.is_alphabetic() => {
            Some(at + 1)
        }
        _ => None,
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::printable;
    use proptest::prelude::*;

    #[test]
    fn two_lines_are_about_equally_long() {
        let lines = wrap("Dichiarazione sostitutiva dell'atto di notorieta'", 48);
        assert_eq!(lines, ["Dichiarazione sostitutiva", "dell'atto di notorieta'"]);
    }

    #[test]
    fn a_word_longer_than_the_paper_is_broken() {
        assert_eq!(wrap("precipitevolissimevolmente", 10), ["precipitev", "olissimevo", "lmente"]);
    }

    #[test]
    fn no_text_is_no_line() {
        assert!(wrap(" \n ", 10).is_empty());
        assert!(wrap_address("", 10).is_empty());
    }

    #[test]
    fn an_address_breaks_after_a_slash() {
        let lines = wrap_address("sportello.example.org/t/0123456789abcdef0123456789abcdef", 42);
        assert_eq!(lines, ["sportello.example.org/t/", "0123456789abcdef0123456789abcdef"]);
    }

    #[test]
    fn an_address_without_a_slash_breaks_after_a_dot() {
        let lines = wrap_address("www.prenotazionicie.interno.gov.it", 32);
        assert_eq!(lines, ["www.prenotazionicie.", "interno.gov.it"]);
    }

    #[test]
    fn hours_are_not_broken_at_their_hyphen() {
        let lines = wrap_full("Lunedì-venerdì 8:30-12:30, su appuntamento", 20);
        assert_eq!(lines, ["Lunedì-venerdì", "8:30-12:30, su", "appuntamento"]);
        assert_eq!(wrap_full("Collegio Como-Lecco", 15), ["Collegio Como-", "Lecco"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_paper_and_no_character_is_lost(
            text in any::<String>().prop_map(|text| printable(&text)),
            width in 1usize..70,
        ) {
            let solid = |text: &str| text.replace(' ', "");
            for lines in [wrap(&text, width), wrap_full(&text, width), wrap_address(&text, width)] {
                prop_assert!(lines.iter().all(|line| line.chars().count() <= width));
                prop_assert_eq!(solid(&lines.concat()), solid(&text));
            }
        }

        #[test]
        fn words_stay_whole_where_they_fit(
            words in prop::collection::vec("[a-zà-ù]{1,12}", 1..30),
            width in 12usize..70,
        ) {
            let lines = wrap(&words.join(" "), width);
            prop_assert_eq!(lines.join(" "), words.join(" "));
        }
    }
}
