//! What the real program of a display says aloud: in which words, from where, how loud and when not at all.

use reqwest::Method;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tests::display::{Display, browse};
use tests::feed::Feed;
use tests::folder::Folder;
use tests::person::Person;
use tests::world::{CARD, REGISTER, World};

#[tokio::test(flavor = "multi_thread")]
async fn language_of_the_other_engine_follows_italian_and_the_same_words_are_spoken_once() {
    let world = World::begin().await;
    let (folder, programs) = (Folder::empty(), Folder::empty());
    let log = other_engine(&programs);
    let display = Display::linked(&world, &folder, Some(programs.path()), "").await;
    let mut feed = open_feed(&display).await;
    let ticket = call(&world, "ar").await;
    let state = feed.state(says_something).await;
    let sounds = sounds_of(&state);
    assert_eq!(sounds.len(), 2, "Italian, then Arabic: {state}");
    let browser = display.browser();
    let italian = sound(&browser, &sounds[0]).await;
    assert!(italian.starts_with(b"RIFF") && italian.len() > 16_000, "{} bytes", italian.len());
    assert_eq!(sound(&browser, &sounds[1]).await, b"RIFF ar");

    world.clerk().step(&ticket, "recall", json!({})).await.is(200);
    let first = state["says"][0]["call"].as_u64();
    let again = feed.state(|state| says_something(state) && state["says"][0]["call"].as_u64() > first).await;
    assert_eq!(sounds_of(&again), sounds, "the same words have the same names");
    assert_eq!(sound(&browser, &sounds[1]).await, b"RIFF ar");
    let spoken = std::fs::read_to_string(log).unwrap();
    assert_eq!(spoken.lines().count(), 1, "one process for one text: {spoken}");
    assert!(spoken.starts_with("-v ar -s ") && spoken.ends_with("--stdin --stdout\n"), "{spoken}");
}

#[tokio::test(flavor = "multi_thread")]
async fn language_that_nothing_here_speaks_is_left_out() {
    let world = World::begin().await;
    let folder = Folder::empty();
    if has_other_engine() {
        return;
    }
    let display = Display::linked(&world, &folder, None, "").await;
    let mut feed = open_feed(&display).await;
    call(&world, "ro").await;
    let state = feed.state(says_something).await;
    assert_eq!(sounds_of(&state).len(), 1, "Italian only: {state}");
}

#[tokio::test(flavor = "multi_thread")]
async fn recordings_of_the_house_take_the_place_of_the_voice() {
    let world = World::begin().await;
    let (folder, recordings) = (Folder::empty(), Folder::empty());
    let names = ["call", "letter-C", "number-1", "desk-1"];
    std::fs::create_dir(recordings.path().join("it")).unwrap();
    for name in names {
        std::fs::write(recordings.path().join(format!("it/{name}.wav")), format!("RIFF {name}")).unwrap();
    }
    let settings = format!("[sound]\nrecordings = {:?}\n", recordings.path());
    let display = Display::linked(&world, &folder, None, &settings).await;
    let mut feed = open_feed(&display).await;
    call(&world, "it").await;
    let state = feed.state(says_something).await;
    let (browser, mut said) = (display.browser(), Vec::new());
    for name in sounds_of(&state) {
        said.push(String::from_utf8(sound(&browser, &name).await).unwrap());
    }
    assert_eq!(said, names.map(|name| format!("RIFF {name}")), "{state}");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_quiet_hours_a_call_is_shown_and_not_heard_and_afterwards_it_is_as_loud_as_set() {
    let world = World::begin().await;
    let folder = Folder::empty();
    let settings = "[sound]\nvolume = 0.3\nquiet = [\"08:00-09:30\"]\n";
    let display = Display::linked(&world, &folder, None, settings).await;
    let page = browse(&display.browser(), "/display/").await.unwrap();
    assert!(page.text.contains("data-volume=\"0.3\""), "{}", page.text);
    let mut feed = open_feed(&display).await;
    let ticket = call(&world, "it").await;
    let number = ticket["number"].as_str().unwrap();
    let state = feed.state(|state| shows(state, number)).await;
    assert_eq!((&state["chime"], &state["says"]), (&Value::Null, &Value::Null), "{state}");

    world.pass(Duration::from_secs(31 * 60)).await;
    world.clerk().step(&ticket, "recall", json!({})).await.is(200);
    let state = feed.state(says_something).await;
    assert!(state["chime"].is_u64() && sounds_of(&state).len() == 1, "{state}");
}

#[tokio::test(flavor = "multi_thread")]
async fn display_without_a_voice_only_rings() {
    let world = World::begin().await;
    let folder = Folder::empty();
    let display = Display::linked(&world, &folder, None, "[sound]\nvoice = false\n").await;
    let mut feed = open_feed(&display).await;
    let ticket = call(&world, "it").await;
    let number = ticket["number"].as_str().unwrap();
    let state = feed.state(|state| shows(state, number)).await;
    assert!(state["chime"].is_u64() && state["says"].is_null(), "{state}");
}

async fn open_feed(display: &Display) -> Feed {
    let mut feed = Feed::open(display.address, "/display/feed", ("Cookie", "")).await.ok().unwrap();
    feed.state(|_| true).await;
    feed
}

/// A visitor of this language is called to the first desk; the ticket.
async fn call(world: &World, language: &str) -> Value {
    let ticket = world.walk_in().take_with(json!({"service": CARD, "language": language})).await;
    world.clerk().at_desk(REGISTER, "call-next").await.is(200);
    ticket
}

fn says_something(state: &Value) -> bool {
    state["says"].as_array().is_some_and(|says| !says.is_empty())
}

fn shows(state: &Value, number: &str) -> bool {
    state["regions"]["newest"].as_str().is_some_and(|newest| newest.contains(number))
}

fn sounds_of(state: &Value) -> Vec<String> {
    let sounds = state["says"][0]["sounds"].as_array().unwrap();
    sounds.iter().map(|sound| sound.as_str().unwrap().to_owned()).collect()
}

async fn sound(browser: &Person, name: &str) -> Vec<u8> {
    let answer = browser.ask(Method::GET, &format!("/display/{name}")).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{name}");
    answer.bytes().await.unwrap().to_vec()
}

/// A stand-in for `espeak-ng`, which notes how it was started; the file of its notes.
fn other_engine(programs: &Folder) -> PathBuf {
    let (program, log) = (programs.path().join("espeak-ng"), programs.path().join("log"));
    let script =
        format!("#!/bin/sh\necho \"$@\" >> {}\ncat > /dev/null\nprintf 'RIFF %s' \"$2\"\n", log.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    log
}

fn has_other_engine() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join("espeak-ng").is_file())
}
