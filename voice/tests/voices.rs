//! Sounds by their names: from recordings, from a speaker, and from one that fails.
#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

use office::language::Language;
use office::number::{Number, Series};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use voice::{Announcement, Phrase, Speaker, Voices};

#[tokio::test]
async fn recordings_take_the_place_of_the_voice_where_all_of_a_call_is_there() {
    let folder = folder("recorded");
    for name in ["call", "letter-A", "number-12", "desk-3"] {
        std::fs::write(folder.join(format!("it/{name}.wav")), format!("RIFF {name}")).unwrap();
    }
    let voices = Voices::new(failing(), Some(folder.clone()));
    let names = voices.prepare(&announcement(12, 3));
    let mut said = Vec::new();
    for name in &names {
        said.push(String::from_utf8(voices.sound(name).await.expect("a recording").to_vec()).unwrap());
    }
    assert_eq!(said, ["RIFF call", "RIFF letter-A", "RIFF number-12", "RIFF desk-3"]);
    assert_eq!(voices.prepare(&announcement(13, 3)).len(), 1, "spoken: there is no recording of 13");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn speaker_that_fails_leaves_a_call_unsaid_and_nothing_else() {
    let voices = Voices::new(failing(), None);
    let names = voices.prepare(&announcement(12, 3));
    assert_eq!(names.len(), 1);
    assert!(voices.sound(&names[0]).await.is_none());
    assert!(voices.sound("0123456789ab").await.is_none());
    let silent = Speaker { program: PathBuf::from("/bin/echo"), other: None };
    let voices = Voices::new(silent, None);
    let names = voices.prepare(&announcement(12, 3));
    assert!(voices.sound(&names[0]).await.is_none(), "what it wrote is no sound");
}

#[tokio::test]
async fn same_words_are_the_same_sound_and_old_ones_are_let_go() {
    let voices = Voices::new(failing(), None);
    let first = voices.prepare(&announcement(1, 3));
    assert_eq!(first, voices.prepare(&announcement(1, 3)));
    let names: Vec<String> = (2..60).flat_map(|count| voices.prepare(&announcement(count, 3))).collect();
    let different: std::collections::BTreeSet<&String> = names.iter().chain(&first).collect();
    assert_eq!(different.len(), 59);
}

#[test]
fn words_say_the_letter_the_figures_and_the_desk() {
    let said = |language| phrase(language, 12, 3).words();
    assert_eq!(said(Language::It), "Numero A, 12. Sportello 3.");
    for language in Language::ALL {
        let words = said(language);
        assert!(words.contains('A') && words.contains("12") && words.contains('3'), "{words}");
        assert!(!words.contains(['<', '>', '&', '\0']), "nothing that an engine takes for an order: {words}");
    }
}

fn failing() -> Speaker {
    Speaker { program: PathBuf::from("/bin/false"), other: None }
}

fn phrase(language: Language, count: u32, desk: u32) -> Phrase {
    let number = Number::new(Series::new('A').unwrap(), NonZeroU32::new(count).unwrap());
    Phrase { language, number, desk }
}

fn announcement(count: u32, desk: u32) -> Announcement {
    Announcement { call_seq: 1, phrases: vec![phrase(Language::It, count, desk)] }
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sportello-voice-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("it")).unwrap();
    folder
}

#[test]
fn voices_are_shared_by_all_displays_of_a_host() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    let voices: Arc<Voices> = Voices::new(failing(), None);
    is_shared(&voices);
    assert!(voices.speaks(Language::Es) && !voices.speaks(Language::Ar));
}
