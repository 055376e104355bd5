//! The keyboard on the screen: the plain letters in the order that everybody knows, and those that a
//! language has besides. Accents do not matter to the search, but they matter to who writes.

use office::language::Language;
use office::search::QUERY_LEN_MAX;

/// The plain letters, row by row.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// Writes a letter.
    Letter(char),
    /// Writes a space.
    Space,
    /// Takes the last letter away.
    Erase,
}

impl Key {
    /// The key that a form names: a letter, `space` or `erase`.
    pub fn from_code(code: &str) -> Option<Key> {
        let mut letters = code.chars();
        match (code, letters.next(), letters.next()) {
            ("space", _, _) => Some(Key::Space),
            ("erase", _, _) => Some(Key::Erase),
            (_, Some(letter), None) if letter.is_alphanumeric() => Some(Key::Letter(letter)),
            (_, _, _) => None,
        }
    }

    /// What stands in the field after this key was touched.
    pub fn write(self, words: &str) -> String {
        let mut words = words.to_owned();
        match self {
            Key::Letter(letter) => words.push(letter),
            Key::Space => words.push(' '),
            Key::Erase => drop(words.pop()),
        }
        words.chars().take(QUERY_LEN_MAX).collect()
    }
}

/// The letters of the keyboard for who reads this language, row by row; the last row may be empty.
pub(crate) fn rows(language: Language) -> Vec<Vec<char>> {
    let more = match language {
        Language::It => "àèéìòù",
        Language::Fr => "àâçéèêîôû",
        Language::Ro => "ăâîșț",
        Language::Sq => "çë",
        Language::Es => "áéíñóúü",
        // The search knows no Arabic words: letters that find nothing would only mislead.
        Language::En | Language::Ar => "",
    };
    ROWS.iter().chain([&more]).map(|row| row.chars().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_language_is_known_by_its_name() {
        for language in Language::ALL {
            for letter in rows(language).into_iter().flatten() {
                assert_eq!(Key::from_code(&letter.to_string()), Some(Key::Letter(letter)));
            }
        }
        for code in ["", "ab", "<", " ", "\u{202e}"] {
            assert_eq!(Key::from_code(code), None, "{code:?}");
        }
    }

    #[test]
    fn keys_write_letter_by_letter_and_never_too_much() {
        let touched = ["c", "a", "s", "x", "erase", "a", "space"];
        let written =
            touched.iter().fold(String::new(), |words, code| Key::from_code(code).unwrap().write(&words));
        assert_eq!(written, "casa ");
        assert_eq!(Key::Erase.write(""), "");
        assert_eq!(Key::Space.write(&"é".repeat(500)).chars().count(), QUERY_LEN_MAX);
    }
}
