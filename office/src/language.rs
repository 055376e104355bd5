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
}

impl Language {
    /// Every language, in the order in which screens offer them.
    pub const ALL: [Language; 2] = [Language::It, Language::En];

    /// The ISO 639-1 code, as used in `lang` attributes, addresses and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Language::It => "it",
            Language::En => "en",
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
        }
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
    /// The wording in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::It => &self.it,
            Language::En => &self.en,
        }
    }
}
