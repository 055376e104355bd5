//! A call in words.

use i18n_embed_fl::fl;
use office::language::Language;
use office::number::Number;
use office::wire::Call;
use screen::texts;

/// What is said of a call: in Italian, then in the language of its visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Which announcement of the office it is.
    pub call_seq: u64,
    /// What is said, in this order.
    pub phrases: Vec<Phrase>,
}

/// One language's part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phrase {
    /// In which language.
    pub language: Language,
    /// Whose number: the letter and the figures.
    pub number: Number,
    /// The number over the desk.
    pub desk: u32,
}

impl Announcement {
    /// What is said of a call, in the languages that can be spoken.
    pub fn of(call: &Call, is_spoken: impl Fn(Language) -> bool) -> Self {
        let own = call.language.filter(|own| *own != Language::It);
        let languages =
            [Some(Language::It), own].into_iter().flatten().filter(|language| is_spoken(*language));
        let phrase = |language| Phrase { language, number: call.number, desk: call.desk_number };
        Self { call_seq: call.call_seq, phrases: languages.map(phrase).collect() }
    }
}

impl Phrase {
    /// The words: the letter, the figures as a number, the desk.
    pub fn words(self) -> String {
        let l = texts(self.language);
        let (letter, count) = (self.number.series().letter().to_string(), self.number.count());
        fl!(l, "voice-call", letter = letter, count = count.to_string(), desk = self.desk.to_string())
    }
}
