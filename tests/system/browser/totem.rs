//! The totem: one tap, one number, and nothing of it for the next visitor.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::office::{Office, RESIDENCE, TOTEM};
use super::window::{Device, Window};
use office::language::{Direction, Language};
use serde_json::json;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use tests::until::until;

const TAKE: &str = "#take button.primary";

#[test]
fn double_tap_gives_one_number() {
    browse(async |browser| {
        let (office, totem) = at_confirm(browser).await;
        let button = totem.find(TAKE).await;
        totem.double_tap(&button).await;
        totem.see(".digits", "A001").await;
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn form_that_is_sent_twice_gives_one_number() {
    browse(async |browser| {
        let (office, totem) = at_confirm(browser).await;
        let sent = totem
            .run_async(
                "const [done] = arguments, form = document.getElementById('take');
                 const send = () => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
                 Promise.all([send(), send(), send()]).then((all) => done(all.map((answer) => answer.url)))",
            )
            .await;
        let sent = sent.as_array().expect("three answers").clone();
        assert!(
            sent.iter().all(|url| url == &sent[0] && url.as_str().unwrap().contains("number?")),
            "{sent:?}"
        );
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn back_key_before_the_end_finds_the_same_number() {
    browse(async |browser| {
        let (office, totem) = at_confirm(browser).await;
        totem.tap(TAKE).await;
        totem.see(".digits", "A001").await;
        totem.back().await;
        totem.see(".digits", "A001").await;
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn back_key_after_the_end_never_finds_the_previous_number() {
    browse(async |browser| {
        let (office, totem) = at_confirm(browser).await;
        totem.tap(TAKE).await;
        totem.see(".digits", "A001").await;
        totem.tap("a.button.primary").await;
        totem.find(".ask").await;
        for _ in 0..4 {
            totem.back().await;
            assert_eq!(totem.count(".digits").await, 0, "{}", totem.address().await);
        }
        for _ in 0..4 {
            totem.forward().await;
            assert_eq!(totem.count(".digits").await, 0, "{}", totem.address().await);
        }
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn number_goes_away_by_a_countdown_that_can_be_extended() {
    browse(async |browser| {
        let (_office, totem) = at_confirm(browser).await;
        totem.tap(TAKE).await;
        totem.see(".digits", "A001").await;
        totem.pass(20).await;
        see_left(&totem, 1..=5).await;
        totem.tap(".more").await;
        see_left(&totem, 20..=25).await;
        totem.pass(24).await;
        totem.find(".ask").await;
        assert_eq!(totem.count(".digits").await, 0);
    });
}

#[test]
fn confirm_page_goes_home_by_itself_and_takes_no_number() {
    browse(async |browser| {
        let (office, totem) = at_confirm(browser).await;
        totem.tap(".more").await;
        see_left(&totem, 100..=120).await;
        totem.pass(120).await;
        totem.find(".ask").await;
        assert_eq!(office.given(), 0);
    });
}

#[test]
fn visitor_can_have_everything_in_english_and_the_next_one_finds_italian() {
    browse(async |browser| {
        let office = Office::open().await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap(".languages a[lang=en]").await;
        totem.see("h1", "What are you here for?").await;
        totem.tap(&format!("a.tile[href*={RESIDENCE}]")).await;
        totem.see("h1", "Residence and change of address").await;
        totem.see(TAKE, "Take the number").await;
        totem.tap(TAKE).await;
        totem.see(".name", "Your number").await;
        totem.see(".place, .facts", "Waiting area in the portico").await;
        totem.tap("a.button.primary").await;
        totem.see("h1", "Per quale servizio").await;
        assert_eq!(totem.run("return document.documentElement.lang").await, "it");
    });
}

#[test]
fn totem_speaks_every_language_within_its_screen() {
    browse(async |browser| {
        let office = Office::open().await;
        let totem = browser.window(Device::Totem).await;
        let mut asked = BTreeSet::new();
        for language in Language::ALL {
            let code = language.code();
            totem.go(&office.at(&format!("{TOTEM}?language={code}"))).await;
            assert!(asked.insert(totem.text("h1").await), "{code} asks in the words of another language");
            fits(&totem, language, "totem").await;
            totem.tap(&format!("a.tile[href*={RESIDENCE}]")).await;
            totem.find(TAKE).await;
            fits(&totem, language, "confirm").await;
            assert_eq!(totem.count(".languages a").await, Language::ALL.len());
        }
    });
}

/// A page is declared in its language, in its direction, with its letters, and nothing is cut off.
async fn fits(totem: &Window, language: Language, name: &str) {
    let root = "return [document.documentElement.lang, document.documentElement.dir]";
    assert_eq!(totem.run(root).await, json!([language.code(), language.direction().code()]));
    let width = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(totem.run(width).await, true, "{language:?} is wider than the screen");
    let family = match language.direction() {
        Direction::Ltr => "Titillium Web",
        Direction::Rtl => "Noto Sans Arabic",
    };
    let letters = format!(
        "const done = arguments[0]; document.fonts.ready.then(() => done([...document.fonts].some(
             font => font.status === 'loaded' && font.family.includes('{family}'))))"
    );
    assert_eq!(totem.run_async(&letters).await, true, "the letters of {language:?} are not there");
    inspect(totem, &format!("{name}-{}", language.code())).await;
}

/// Waits until the countdown shows seconds within a range.
async fn see_left(totem: &Window, seconds: RangeInclusive<u32>) {
    until(&format!("{seconds:?} seconds left"), async || {
        let left: u32 = totem.text("[data-countdown]").await.parse().expect("seconds");
        seconds.contains(&left).then_some(())
    })
    .await;
}

/// A visitor who chose a service.
async fn at_confirm(browser: &Browser) -> (Office, Window) {
    let office = Office::open().await;
    let totem = browser.window(Device::Totem).await;
    totem.go(&office.at(TOTEM)).await;
    totem.tap(&format!("a.tile[href*={RESIDENCE}]")).await;
    totem.find(TAKE).await;
    (office, totem)
}
