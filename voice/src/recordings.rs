//! A folder of recordings in place of the voice.
//!
//! ```text
//! recordings/it/call.wav            may be missing: said before each number
//! recordings/it/letter-A.wav        one for each series
//! recordings/it/number-12.wav       one for each count
//! recordings/it/desk-3.wav          one for each desk
//! ```
//!
//! A call for which a file is missing is spoken by the voice.

use crate::Phrase;
use std::path::{Path, PathBuf};

/// The recordings that say a phrase, one after the other; nothing where one is missing.
pub fn of(folder: &Path, phrase: Phrase) -> Option<Vec<PathBuf>> {
    let folder = folder.join(phrase.language.code());
    let letter = phrase.number.series().letter();
    let needed = [
        format!("letter-{letter}.wav"),
        format!("number-{}.wav", phrase.number.count()),
        format!("desk-{}.wav", phrase.desk),
    ];
    let needed: Vec<PathBuf> = needed.iter().map(|name| folder.join(name)).collect();
    if !needed.iter().all(|path| path.is_file()) {
        return None;
    }
    let before = Some(folder.join("call.wav")).filter(|path| path.is_file());
    Some(before.into_iter().chain(needed).collect())
}
