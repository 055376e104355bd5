//! The languages a person can be spoken to in.

use serde::{Deserialize, Serialize};

/// A language of screens and slips, by its ISO 639-1 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Italian, the language of the office and the fallback of every text.
    #[default]
    It,
    /// English.
    En,
    /// French.
    Fr,
    /// Romanian.
    Ro,
    /// Albanian.
    Sq,
    /// Spanish.
    Es,
    /// Arabic, written from right to left.
    Ar,
}

/// The way in which a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of the attribute `dir` of HTML.
    pub fn code(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

impl Language {
    /// Every language of visitors, in the order in which screens offer them.
    pub const ALL: [Language; 7] =
        [Language::It, Language::En, Language::Fr, Language::Ro, Language::Sq, Language::Es, Language::Ar];
    /// The languages of the pages for staff.
    pub const STAFF: [Language; 2] = [Language::It, Language::En];

    /// The ISO 639-1 code, as used in `lang` attributes, addresses and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Language::It => "it",
            Language::En => "en",
            Language::Fr => "fr",
            Language::Ro => "ro",
            Language::Sq => "sq",
            Language::Es => "es",
            Language::Ar => "ar",
        }
    }

    /// The language with this ISO 639-1 code, if it is offered.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language's own name for itself.
    pub fn endonym(self) -> &'static str {
        match self {
            Language::It => "Italiano",
            Language::En => "English",
            Language::Fr => "Français",
            Language::Ro => "Română",
            Language::Sq => "Shqip",
            Language::Es => "Español",
            Language::Ar => "العربية",
        }
    }

    /// The way in which it is written.
    pub fn direction(self) -> Direction {
        match self {
            Language::It | Language::En | Language::Fr | Language::Ro | Language::Sq | Language::Es => {
                Direction::Ltr
            }
            Language::Ar => Direction::Rtl,
        }
    }

    /// This language where the pages for staff have it, else Italian.
    #[must_use]
    pub fn for_staff(self) -> Language {
        if Language::STAFF.contains(&self) { self } else { Language::It }
    }
}

/// A text that the office writes itself, in Italian and English.
///
/// On the wire an old program leaves out the languages that it does not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The Italian wording, always present.
    pub it: String,
    /// The English wording.
    pub en: String,
}

impl Text {
    /// The wording in `language`; the Italian one, for Romance languages, or the English one, where the
    /// office has not written any: see [`Text::language_of`].
    pub fn in_language(&self, language: Language) -> &str {
        if self.language_of(language) == Language::En { &self.en } else { &self.it }
    }

    /// The language of the wording that somebody who reads `language` is shown.
    pub fn language_of(&self, language: Language) -> Language {
        match language {
            // Closer to Italian than to English, and the desk speaks Italian.
            Language::It | Language::Fr | Language::Ro | Language::Es => Language::It,
            Language::En | Language::Sq | Language::Ar => Language::En,
        }
    }
}
