//! Finds the needs that somebody's own words may mean.
//!
//! Words only find a need; they are never a route. The search is forgiving: accents and capitals do not
//! count, a word may be unfinished, have a letter too few, too many or wrong, or two letters the wrong way
//! round. The same words find the same needs in the same order, always.
//!
//! ```text
//! "crata identit" --folded, small words left out--> [crata, identit]
//! each word against each phrase of a need: its title, its everyday words, the names of its services
//! best first: how well all words are met, how whole the phrase is, how often the need is asked for
//! ```

mod word;

use crate::catalogue::{Need, Outcome};
use crate::configuration::Configuration;
use crate::language::{Language, Text};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use word::{WHOLE, Word, folded};

/// Most characters of a query that are read.
pub const QUERY_LEN_MAX: usize = 100;
/// Most words of a query that are looked for, without the small ones.
pub const QUERY_WORDS_MAX: usize = 8;

/// A word that is met less well than this is not met, thousandths.
const MET_MIN: u32 = 450;
/// What is this much worse than the best is left out, thousandths of its score.
const BESIDE_BEST_MIN: u32 = 550;
/// How far a phrase in another language than the reader's counts, thousandths.
const OTHER_LANGUAGE: u32 = 930;
/// A word of so few letters is rather the beginning of one in the reader's language than a whole one in
/// another: `car` of `carta`.
const SHORT_LEN_MAX: usize = 3;
/// How far it is met by the whole word of another language, thousandths.
const SHORT_WORD: u32 = 780;
/// How far the name of a service behind a need counts, thousandths.
const SERVICE_TITLE: u32 = 650;
/// What a whole phrase adds to a score, thousandths of its likeness.
const PHRASE_SHARE: u32 = 400;
/// What words of the need's own title add, at most; half of it is for the first, which says the matter.
const TITLE_EXTRA: u32 = 200;
/// What one point of a need's weight adds.
const WEIGHT_EXTRA: u32 = 8;

/// Words that say nothing about a need, folded, of the languages that visitors type; in order.
const SMALL_WORDS: [&str; 91] = [
    "a", "ad", "ai", "al", "alla", "alle", "an", "and", "are", "avere", "che", "chi", "come", "con", "cosa",
    "cu", "da", "dal", "dalla", "de", "degli", "dei", "del", "dell", "della", "delle", "des", "devo", "di",
    "do", "dove", "du", "e", "ed", "el", "en", "et", "fare", "for", "get", "gli", "have", "ho", "how", "i",
    "il", "in", "is", "it", "je", "la", "las", "le", "les", "lo", "los", "me", "mi", "mia", "mio", "my",
    "need", "nel", "nella", "o", "of", "or", "ottenere", "para", "pe", "per", "por", "pour", "quiero", "se",
    "si", "sono", "sul", "sulla", "the", "to", "un", "una", "une", "uno", "voglio", "vorrei", "vreau",
    "want", "with", "your",
];

/// A need that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found<'a> {
    /// Which.
    pub need: &'a Need,
    /// How well the words fit it; only to be compared within one answer.
    pub score: u32,
}

/// The needs that these words may mean, best first, at most `max`; none for words that mean nothing here.
///
/// `language` is the reader's: the office's own words in it count a little more.
pub fn search<'a>(
    configuration: &'a Configuration,
    query: &str,
    language: Language,
    max: usize,
) -> Vec<Found<'a>> {
    let query: String = query.chars().take(QUERY_LEN_MAX).collect();
    let mut sought = telling_words(&query);
    sought.truncate(QUERY_WORDS_MAX);
    if sought.is_empty() {
        return Vec::new();
    }
    let met: Vec<Met> =
        configuration.needs.iter().map(|need| Met::of(configuration, need, &sought, language)).collect();
    let weights = weights(&met, sought.len());
    let mut found: Vec<Found> = configuration
        .needs
        .iter()
        .zip(&met)
        .filter(|(_, met)| met.words.iter().any(|likeness| *likeness >= MET_MIN))
        .map(|(need, met)| Found { need, score: met.score(&weights) + u32::from(need.weight) * WEIGHT_EXTRA })
        .collect();
    found.sort_by_key(|found| Reverse(found.score));
    let least = found.first().map_or(0, |best| best.score * BESIDE_BEST_MIN / WHOLE);
    found.retain(|found| found.score >= least);
    found.truncate(max);
    found
}

/// The words of a text that say something; all of them where none does.
fn telling_words(text: &str) -> Vec<Word> {
    let folded = folded(text);
    let tells = |word: &&str| word.len() > 1 && SMALL_WORDS.binary_search(word).is_err();
    let telling: Vec<Word> = folded.split(' ').filter(tells).map(Word::of).collect();
    if telling.is_empty() { folded.split_whitespace().map(Word::of).collect() } else { telling }
}

/// How one phrase fits the words, thousandths.
struct Fit {
    /// How well the words are met, on average.
    asked: u32,
    /// How much of the phrase was said, on average.
    whole: u32,
    /// How much of its first word.
    first: u32,
}

/// How well one need meets the words.
struct Met {
    /// Each word, by the best of all phrases, thousandths.
    words: Vec<u32>,
    /// The best single phrase, thousandths.
    phrase: u32,
    /// How well the need's own title fits them, thousandths.
    title: u32,
}

impl Met {
    fn of(configuration: &Configuration, need: &Need, sought: &[Word], language: Language) -> Met {
        let mut met = Met { words: vec![0; sought.len()], phrase: 0, title: 0 };
        for (phrase, is_read) in in_both(&need.title, language) {
            let fit = met.take(phrase, sought, if is_read { WHOLE } else { OTHER_LANGUAGE });
            met.title = met.title.max(fit.asked * (fit.whole + fit.first) / 2 / WHOLE);
        }
        let reads_english = need.title.language_of(language) == Language::En;
        for (phrases, is_read) in [(&need.words.it, !reads_english), (&need.words.en, reads_english)] {
            for phrase in phrases {
                met.take(phrase, sought, if is_read { WHOLE } else { OTHER_LANGUAGE });
            }
        }
        for title in service_titles(configuration, need) {
            for (phrase, _) in in_both(title, language) {
                met.take(phrase, sought, SERVICE_TITLE);
            }
        }
        met
    }

    /// Takes one phrase into account, which counts `factor` thousandths, and says how it fits.
    fn take(&mut self, phrase: &str, sought: &[Word], factor: u32) -> Fit {
        let words = telling_words(phrase);
        let (mut by_sought, mut by_phrase) = (vec![0; sought.len()], vec![0; words.len()]);
        for (n, word) in sought.iter().enumerate() {
            for (m, other) in words.iter().enumerate() {
                let likeness = word.likeness(other) * factor / WHOLE;
                let is_foreign_and_short = factor == OTHER_LANGUAGE && word.len() <= SHORT_LEN_MAX;
                let likeness = if is_foreign_and_short { likeness.min(SHORT_WORD) } else { likeness };
                by_sought[n] = by_sought[n].max(likeness);
                by_phrase[m] = by_phrase[m].max(likeness);
            }
        }
        for (best, likeness) in self.words.iter_mut().zip(&by_sought) {
            *best = (*best).max(*likeness);
        }
        let first = by_phrase.first().copied().unwrap_or(0);
        let fit = Fit { asked: mean(&by_sought), whole: mean(&by_phrase), first };
        self.phrase = self.phrase.max(fit.asked * fit.whole / WHOLE);
        fit
    }

    fn score(&self, weights: &[u32]) -> u32 {
        let all: u32 = weights.iter().sum();
        let met: u32 = self.words.iter().zip(weights).map(|(likeness, weight)| likeness * weight).sum();
        met / all.max(1) + self.phrase * PHRASE_SHARE / WHOLE + self.title * TITLE_EXTRA / WHOLE
    }
}

/// How much each word tells: less, the more needs it finds; thousandths, at least 400.
fn weights(met: &[Met], words: usize) -> Vec<u32> {
    let all = u32::try_from(met.len()).unwrap_or(u32::MAX).max(1);
    let weight = |word: usize| {
        let found = met.iter().filter(|met| met.words[word] >= MET_MIN).count() as u32;
        400 + (all - found.min(all)).saturating_mul(600) / all
    };
    (0..words).map(weight).collect()
}

/// Both wordings of a text, and whether the reader is shown this one.
fn in_both(text: &Text, language: Language) -> [(&str, bool); 2] {
    let reads_english = text.language_of(language) == Language::En;
    [(&text.it, !reads_english), (&text.en, reads_english)]
}

/// The names of all services that a need can lead to.
fn service_titles<'a>(configuration: &'a Configuration, need: &'a Need) -> Vec<&'a Text> {
    let mut services = BTreeSet::new();
    match &need.then {
        Outcome::Visit(visit) => services.extend(&visit.services),
        Outcome::Ask(_) => {
            services.extend(configuration.paths(&need.id).iter().flat_map(|path| &path.visit.services));
        }
    }
    services.into_iter().filter_map(|id| Some(&configuration.service(id)?.title)).collect()
}

fn mean(likenesses: &[u32]) -> u32 {
    let count = u32::try_from(likenesses.len()).unwrap_or(u32::MAX);
    likenesses.iter().sum::<u32>() / count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_in_order_to_be_found() {
        assert!(SMALL_WORDS.is_sorted());
    }
}
