//! What a page says aloud to whoever touches "listen": its own texts, one after the other.
//!
//! Each is an address that carries its words under the totem's seal. Nothing else is ever spoken. The last
//! sounds are held in memory by the hash of their words, so that the same is not made again; nothing is on a disk.

use crate::frame::texts_of;
use crate::visit::Secret;
use crate::{Shown, Totem};
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use office::language::Language;
use screen::front::Front;
use serde::Deserialize;
use std::sync::Arc;
use voice::Voices;

/// Most that a page says, bytes: it is over before the page asks whether more time is needed.
const PAGE_LEN_MAX: usize = 900;
/// Longest text that is said at once, bytes: some ten seconds.
const PART_LEN_MAX: usize = 180;
/// What the seal is for.
const PURPOSE: &str = "listen";

/// Lets the pages of a totem be heard.
#[derive(Clone)]
pub struct Ear {
    secret: Secret,
    voices: Arc<Voices>,
}

/// A text to be said, in the language that it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spoken {
    language: Language,
    words: String,
}

impl Ear {
    /// Pages that are spoken by `voices`, under a totem's `secret`.
    pub fn new(secret: Secret, voices: Arc<Voices>) -> Self {
        Self { secret, voices }
    }

    /// Where the texts of a page are heard, in their order; none where nobody speaks the reader's language. What is in
    /// a language that nobody speaks is left out.
    pub(crate) fn addresses(&self, reader: Language, texts: &[Spoken]) -> Vec<String> {
        if !self.voices.speaks(reader) {
            return Vec::new();
        }
        let heard = texts.iter().filter(|text| self.voices.speaks(text.language));
        let mut said = 0;
        let fits = |part: &Spoken| {
            said += part.words.len();
            said <= PAGE_LEN_MAX
        };
        heard.flat_map(Spoken::parts).take_while(fits).map(|part| self.address(&part)).collect()
    }

    fn address(&self, spoken: &Spoken) -> String {
        let seal = self.secret.sealed(PURPOSE, &spoken.sealed());
        let words = crate::stand::encoded(&spoken.words);
        format!("listen?language={}&seal={seal}&words={words}", spoken.language.code())
    }
}

impl Spoken {
    /// A text of the program's, in the reader's language.
    pub fn own(language: Language, words: impl Into<String>) -> Self {
        Self { language, words: words.into() }
    }

    /// A text of the office's, as this reader is shown it.
    pub fn of_office(reader: Language, words: impl Into<String>) -> Self {
        Self { language: texts_of(reader), words: words.into() }
    }

    /// The same in pieces that are short enough to be spoken, cut where a sentence or at least a word ends.
    fn parts(&self) -> impl Iterator<Item = Spoken> {
        let mut rest = self.words.trim();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let most = &rest[..rest.floor_char_boundary(PART_LEN_MAX)];
            let end = match most.len() == rest.len() {
                true => most.len(),
                false => most.rfind(". ").map(|at| at + 1).or(most.rfind(' ')).unwrap_or(most.len()),
            };
            let (part, others) = rest.split_at(end);
            rest = others.trim_start();
            Some(Spoken { language: self.language, words: part.to_owned() })
        })
    }

    fn sealed(&self) -> String {
        format!("{}-{}", self.language.code(), self.words)
    }
}

/// What is asked to be heard.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Heard {
    language: String,
    seal: String,
    words: String,
}

/// Answers with the sound of a text that a page of this totem has sealed.
pub(crate) async fn listen<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Heard>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(heard) = query.unwrap_or_default();
    let (Some(ear), Some(language)) = (&totem.ear, Language::from_code(&heard.language)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let spoken = Spoken { language, words: heard.words };
    if !ear.secret.is_sealed(PURPOSE, &spoken.sealed(), &heard.seal) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match ear.voices.say(language, &spoken.words).await {
        Some(wav) => ([(CONTENT_TYPE, "audio/wav")], Bytes::from_owner(wav)).into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_said_in_pieces_that_end_with_a_sentence_or_a_word() {
        let text = |words: String| Spoken::own(Language::It, words);
        let parts = |words: String| text(words).parts().map(|part| part.words).collect::<Vec<_>>();
        assert_eq!(parts("  Due parole. ".into()), ["Due parole."]);
        assert_eq!(parts("   ".into()), [""; 0]);
        let sentence = format!("{}.", "è".repeat(80));
        assert_eq!(parts([&*sentence, &*sentence].join(" ")), [sentence.clone(), sentence]);
        let words = "parola ".repeat(100);
        let said = parts(words.clone());
        assert!(said.iter().all(|part| part.len() <= PART_LEN_MAX && part.ends_with("parola")), "{said:?}");
        assert_eq!(said.join(" "), words.trim());
        assert!(parts("ò".repeat(900)).iter().all(|part| part.len() <= PART_LEN_MAX));
    }
}
