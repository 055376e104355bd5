//! Breaking text into lines.

use textwrap::{Options, WordSeparator, WordSplitter};

/// Breaks `text` into lines of at most `width` characters, about equally long.
///
/// Breaks fall at spaces and after hyphens; a word longer than a line is broken where it must be. Runs
/// of spaces count as one. Nothing is lost but the spaces at which a line ends.
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

/// Breaks an address into lines of at most `width` characters, after a slash where one is near enough.
pub fn wrap_address(address: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in address.split_inclusive('/') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + part.chars().count() > width {
            lines.push(String::new());
        }
        for c in part.chars() {
            if lines.last().is_some_and(|line| line.chars().count() >= width.max(1)) {
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
        .word_splitter(WordSplitter::HyphenSplitter)
        .break_words(true);
    let lines = textwrap::wrap(text, options).into_iter().map(|line| line.into_owned());
    lines.filter(|line| !line.is_empty()).collect()
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

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_paper_and_no_character_is_lost(
            text in any::<String>().prop_map(|text| printable(&text)),
            width in 1usize..70,
        ) {
            let solid = |text: &str| text.replace(' ', "");
            for lines in [wrap(&text, width), wrap_address(&text, width)] {
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
