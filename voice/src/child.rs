//! The process that speaks one text: a hidden command of each program that has a voice.

use crate::engine::{self, EngineError, RATE_HZ};
use office::language::Language;
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// The name of the hidden command, followed by the code of a language.
pub const COMMAND: &str = "speak-one-text";
/// Longest text, bytes.
pub const TEXT_LEN_MAX: usize = 400;

/// Why the process has not spoken.
#[derive(Debug, thiserror::Error)]
pub enum SpeakError {
    /// No such language.
    #[error("no such language")]
    Language,
    /// The text could not be read, or the sound not be written.
    #[error("the text cannot be read or the sound not be written")]
    Pipe(#[from] io::Error),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Whether this program has the hidden command.
static IS_OFFERED: AtomicBool = AtomicBool::new(false);

/// Says that this program has the hidden command: to be called at the beginning of each that has.
pub fn offer() {
    IS_OFFERED.store(true, Ordering::SeqCst);
}

/// Whether this program can be started anew to speak: another one would do something else.
pub(crate) fn is_offered() -> bool {
    IS_OFFERED.load(Ordering::SeqCst)
}

/// Reads a text from standard input and writes its sound to standard output, as a WAV file.
pub fn speak(code: &str) -> Result<(), SpeakError> {
    let language = Language::from_code(code).ok_or(SpeakError::Language)?;
    let mut text = String::new();
    io::stdin().take(TEXT_LEN_MAX as u64).read_to_string(&mut text)?;
    let wav = wav(&engine::samples(language, &text)?);
    let mut out = io::stdout().lock();
    out.write_all(&wav)?;
    out.flush()?;
    Ok(())
}

/// Samples as a WAV file: mono, 16 bits.
fn wav(samples: &[i16]) -> Vec<u8> {
    const BYTES: u32 = 2;
    const HEADER: u32 = 36;
    let length = samples.len() as u32 * BYTES;
    let mut wav = Vec::with_capacity((HEADER + 8 + length) as usize);
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&(HEADER + length).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt ");
    wav.extend_from_slice(&16_u32.to_le_bytes());
    wav.extend_from_slice(&1_u16.to_le_bytes());
    wav.extend_from_slice(&1_u16.to_le_bytes());
    wav.extend_from_slice(&RATE_HZ.to_le_bytes());
    wav.extend_from_slice(&(RATE_HZ * BYTES).to_le_bytes());
    wav.extend_from_slice(&(BYTES as u16).to_le_bytes());
    wav.extend_from_slice(&16_u16.to_le_bytes());
    wav.extend_from_slice(b"data");
    wav.extend_from_slice(&length.to_le_bytes());
    wav.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    wav
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Phrase;
    use std::num::NonZeroU32;

    #[test]
    fn every_language_of_the_engine_says_a_call_for_as_long_as_people_take_to_say_it() {
        let number = office::number::Number::new(
            office::number::Series::new('A').unwrap(),
            NonZeroU32::new(12).unwrap(),
        );
        for language in Language::ALL {
            let words = Phrase { language, number, desk: 3 }.words();
            if !engine::speaks(language) {
                assert!(matches!(engine::samples(language, &words), Err(EngineError::Language)));
                continue;
            }
            let samples = engine::samples(language, &words).unwrap();
            let seconds = samples.len() as f64 / f64::from(RATE_HZ);
            let loudest = samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap();
            assert!((1.0..6.0).contains(&seconds), "{language:?}: {seconds} s for {words}");
            assert!((2_000..32_700).contains(&loudest), "{language:?}: {loudest}");
        }
    }

    #[test]
    fn file_says_how_long_it_is() {
        let wav = wav(&[1, -2, 3]);
        assert_eq!(
            (wav.len(), &wav[..4], &wav[40..44]),
            (50, b"RIFF".as_slice(), 6_u32.to_le_bytes().as_slice())
        );
        assert_eq!(u32::from_le_bytes(wav[4..8].try_into().unwrap()) as usize, wav.len() - 8);
    }
}
