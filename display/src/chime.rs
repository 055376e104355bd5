//! When the board rings, and the sound itself.

use office::id::DeskId;
use office::wire::{Board, RING_AGE_MAX_S};
use std::f64::consts::TAU;
use std::sync::LazyLock;

/// Samples a second.
const RATE_HZ: u32 = 22_050;
/// Length of the sound, seconds.
const LENGTH_S: f64 = 1.6;
/// When the second tone begins, seconds.
const SECOND_TONE_S: f64 = 0.48;
/// The two tones, E5 and C5: a falling third, as doorbells ring it.
const TONES_HZ: [f64; 2] = [659.25, 523.25];
/// Overtones of a struck bar: multiple of the tone, strength, seconds until it has fallen to 1/e.
const PARTIALS: [(f64, f64, f64); 4] =
    [(1.0, 1.0, 0.42), (2.0, 0.28, 0.22), (3.0, 0.10, 0.12), (5.4, 0.04, 0.05)];
/// Length of the soft start and of the end that leads to silence, seconds.
const ATTACK_S: f64 = 0.012;
const RELEASE_S: f64 = 0.15;
/// Greatest sample, of 1.
const PEAK: f64 = 0.68;

/// Bytes before the samples of a WAV file.
const HEADER_LEN: u32 = 44;
const BYTES_PER_SAMPLE: u32 = 2;

static WAV: LazyLock<Vec<u8>> = LazyLock::new(|| wav(&samples()));

/// The greatest `call_seq` that may still ring: of a call announced less than [`RING_AGE_MAX_S`] seconds
/// before the board was made, and at desk `only` where the display is that desk's sign.
///
/// The page rings once when this grows above what it has announced, however many calls came at once.
pub fn chime(board: &Board, only: Option<&DeskId>) -> Option<u64> {
    let here = board.calls.iter().filter(|call| only.is_none_or(|desk| call.desk == *desk));
    let young = here.filter(|call| board.as_of.since(call.announced_at).as_secs() < RING_AGE_MAX_S);
    young.map(|call| call.call_seq).max()
}

/// The sound as a WAV file: two soft tones, 16-bit mono.
pub fn sound() -> &'static [u8] {
    &WAV
}

fn samples() -> Vec<f64> {
    let count = (LENGTH_S * f64::from(RATE_HZ)) as u32;
    let raw: Vec<f64> = (0..count).map(|n| level(f64::from(n) / f64::from(RATE_HZ))).collect();
    let loudest = raw.iter().fold(f64::MIN_POSITIVE, |most, one| most.max(one.abs()));
    raw.into_iter().map(|one| one / loudest * PEAK).collect()
}

/// The sum of both tones at a time, seconds.
fn level(at: f64) -> f64 {
    let release = ((LENGTH_S - at) / RELEASE_S).clamp(0.0, 1.0);
    release * (tone(TONES_HZ[0], at) + tone(TONES_HZ[1], at - SECOND_TONE_S))
}

fn tone(hz: f64, since: f64) -> f64 {
    if since < 0.0 {
        return 0.0;
    }
    let attack = (since / ATTACK_S).min(1.0).powi(2);
    let partials = PARTIALS.iter();
    attack
        * partials
            .map(|(of, strength, fall)| strength * (-since / fall).exp() * (TAU * hz * of * since).sin())
            .sum::<f64>()
}

/// Samples between -1 and 1 as a WAV file (RIFF, PCM).
fn wav(samples: &[f64]) -> Vec<u8> {
    let len = samples.len() as u32 * BYTES_PER_SAMPLE;
    let mut file = Vec::with_capacity((HEADER_LEN + len) as usize);
    file.extend(b"RIFF");
    file.extend((HEADER_LEN - 8 + len).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes()); // PCM
    file.extend(1_u16.to_le_bytes()); // mono
    file.extend(RATE_HZ.to_le_bytes());
    file.extend((RATE_HZ * BYTES_PER_SAMPLE).to_le_bytes());
    file.extend((BYTES_PER_SAMPLE as u16).to_le_bytes());
    file.extend((BYTES_PER_SAMPLE as u16 * 8).to_le_bytes());
    file.extend(b"data");
    file.extend(len.to_le_bytes());
    for sample in samples {
        file.extend(((sample * f64::from(i16::MAX)) as i16).to_le_bytes());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{board, call};

    #[test]
    fn the_greatest_young_call_rings() {
        assert_eq!(chime(&board(&[]), None), None);
        assert_eq!(chime(&board(&[call("A002", 2, 8, 5), call("A001", 1, 7, 20)]), None), Some(8));
        assert_eq!(chime(&board(&[call("A001", 1, 9, 0), call("A002", 2, 8, 0)]), None), Some(9));
    }

    #[test]
    fn a_call_of_a_minute_ago_rings_no_more() {
        for (age_s, rings) in [(0, true), (59, true), (60, false), (3600, false)] {
            let found = chime(&board(&[call("A001", 1, 7, age_s)]), None);
            assert_eq!(found.is_some(), rings, "{age_s} s");
        }
    }

    #[test]
    fn a_recalled_number_rings_again_and_a_withdrawn_one_does_not() {
        let first = chime(&board(&[call("A001", 1, 7, 300)]), None);
        let recalled = chime(&board(&[call("A001", 1, 9, 0)]), None);
        let withdrawn = chime(&board(&[]), None);
        assert_eq!((first, recalled, withdrawn), (None, Some(9), None));
    }

    #[test]
    fn a_sign_rings_for_its_own_desk_only() {
        let board = board(&[call("A002", 2, 8, 0), call("A001", 1, 7, 0)]);
        assert_eq!(chime(&board, Some(&DeskId::new("desk-1").unwrap())), Some(7));
        assert_eq!(chime(&board, Some(&DeskId::new("desk-3").unwrap())), None);
    }

    #[test]
    fn the_sound_is_a_whole_wav_file_of_modest_size_and_loudness() {
        let file = sound();
        let u32_at = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
        assert_eq!(
            (&file[0..4], &file[8..16], &file[36..40]),
            (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..])
        );
        assert_eq!(u32_at(4) as usize, file.len() - 8);
        assert_eq!(u32_at(40) as usize, file.len() - 44);
        assert_eq!((u32_at(24), u32_at(28)), (22_050, 44_100));
        assert!(file.len() <= 80_000, "{}", file.len());

        let samples: Vec<i16> =
            file[44..].chunks(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect();
        let peak = samples.iter().map(|one| one.unsigned_abs()).max().unwrap();
        assert!(peak <= 22_937 && peak > 20_000, "{peak} of 32767");
        assert!(
            samples[0].abs() < 50 && samples[samples.len() - 1].abs() < 50,
            "it starts and ends in silence"
        );
    }
}
