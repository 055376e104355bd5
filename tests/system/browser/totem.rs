//! The totem: from what is said to a number in three taps, and nothing of it for the next visitor.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::office::{Office, TOTEM};
use super::window::{Device, Key, Window};
use office::language::{Direction, Language};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::time::Duration;
use tests::until::until;

/// 20 mm of a 32-inch panel, in its pixels.
const TARGET_MIN: u64 = 55;
/// The button that takes the number.
const TAKE: &str = ".take-number";
/// What is asked for at once, without a question.
const HAND_IN: &str = "a.tile[href*='need=consegna-documenti']";

#[test]
fn number_is_three_taps_away() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap("a.tile[href*='need=tassa-rifiuti']").await;
        totem.tap("a.answer[href*='avviso']").await;
        totem.see(".facts", "Nessuna attesa").await;
        totem.tap(TAKE).await;
        totem.see(".digits", "T001").await;
    });
}

#[test]
fn double_tap_gives_one_number() {
    browse(async |browser| {
        let (office, totem) = at_outcome(browser).await;
        let button = totem.find(TAKE).await;
        totem.double_tap(&button).await;
        totem.see(".digits", "R001").await;
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn form_that_is_sent_twice_gives_one_number() {
    browse(async |browser| {
        let (office, totem) = at_outcome(browser).await;
        let sent = totem
            .run_async(
                "const [done] = arguments, form = document.getElementById('take');
                 const send = () => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
                 Promise.all([send(), send(), send()]).then((all) => done(all.map((answer) => new URL(answer.url).pathname)))",
            )
            .await;
        let sent = sent.as_array().expect("three answers").clone();
        assert!(sent.iter().all(|path| path.as_str().unwrap().ends_with("/number")), "{sent:?}");
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn back_key_before_the_end_finds_the_same_number() {
    browse(async |browser| {
        let (office, totem) = at_outcome(browser).await;
        totem.tap(TAKE).await;
        totem.see(".digits", "R001").await;
        totem.back().await;
        totem.see(".digits", "R001").await;
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn nothing_of_a_visit_is_left_in_page_history_or_storage() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap(".look[href*=contrast]").await;
        totem.tap("a.seek").await;
        totem.find("input[data-typed]").await.send_keys("disabile").await.unwrap();
        totem.tap("a.tile[href*='need=disabilita']").await;
        totem.tap("a.answer[href*='colloquio']").await;
        totem.find(".outcome").await;
        totem.tap(".controls a:nth-child(2)").await;
        totem.find(".attract").await;
        for step in 0..8 {
            if step < 6 {
                totem.back().await
            } else {
                totem.forward().await
            }
            let page = totem.run("return document.documentElement.outerHTML").await;
            for left in ["disabil", "colloquio", "<body class=\"totem needs", "class=\"digits"] {
                assert!(!page.as_str().unwrap().contains(left), "{left} on {}", totem.address().await);
            }
        }
        let stored = "return [localStorage.length, Object.keys(sessionStorage).filter((key) => !key.startsWith('chime')).length, document.cookie]";
        assert_eq!(totem.run(stored).await, json!([0, 0, ""]));
        assert_eq!(office.given(), 0);
    });
}

#[test]
fn visitor_is_asked_before_the_number_goes_away() {
    browse(async |browser| {
        let (_office, totem) = at_outcome(browser).await;
        totem.tap(TAKE).await;
        totem.see(".digits", "R001").await;
        assert!(!totem.is_shown(".ask-more").await);
        totem.pass(40).await;
        totem.see(".ask-more", "Le serve più tempo?").await;
        see_left(&totem, 1..=25).await;
        totem.tap(".ask-more .primary").await;
        totem.see_none(".ask-more").await;
        totem.see(".digits", "R001").await;
        totem.pass(61).await;
        totem.find(".attract").await;
        assert_eq!(totem.count(".digits").await, 0);
    });
}

#[test]
fn page_goes_home_by_itself_and_takes_no_number() {
    browse(async |browser| {
        let (office, totem) = at_outcome(browser).await;
        totem.pass(95).await;
        totem.see(".ask-more", "Le serve più tempo?").await;
        inspect(&totem, "totem-more-time").await;
        totem.pass(30).await;
        totem.find(".attract").await;
        totem.back().await;
        totem.find(".attract").await;
        totem.forward().await;
        totem.find(".attract").await;
        assert_eq!(totem.count(TAKE).await, 0);
        assert_eq!(office.given(), 0);
    });
}

#[test]
fn who_has_finished_says_so_when_asked_for_more_time() {
    browse(async |browser| {
        let (office, totem) = at_outcome(browser).await;
        totem.pass(100).await;
        totem.tap(".ask-more a:last-child").await;
        totem.find(".attract").await;
        assert_eq!(office.given(), 0);
    });
}

#[test]
fn visitor_can_have_everything_in_english_and_the_next_one_finds_italian() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap(".languages a[lang=en]").await;
        totem.see("h1", "What do you need?").await;
        totem.tap(HAND_IN).await;
        totem.see(TAKE, "Take the number").await;
        totem.tap(TAKE).await;
        totem.see(".ticket .name", "Your number").await;
        totem.see(".facts", "Waiting area in the portico").await;
        totem.tap(".act a.primary").await;
        totem.see("h1", "Di che cosa ha bisogno?").await;
        assert_eq!(totem.run("return document.documentElement.lang").await, "it");
    });
}

#[test]
fn totem_speaks_every_language_within_its_screen() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        let mut asked = BTreeSet::new();
        for language in Language::ALL {
            let code = language.code();
            totem.go(&office.at(TOTEM)).await;
            totem.tap(&format!(".languages a[lang={code}]")).await;
            totem.find(".needs").await;
            assert!(asked.insert(totem.text("h1").await), "{code} asks in the words of another language");
            fits(&totem, language, "totem-needs").await;
            totem.tap("a.tile[href*='need=certificati&']").await;
            totem.tap("a.answer[href*='privato']").await;
            totem.find(TAKE).await;
            fits(&totem, language, "totem-outcome").await;
            assert_eq!(totem.count(".languages a").await, Language::ALL.len());
        }
    });
}

#[test]
fn number_is_taken_in_arabic_by_keyboard_only() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        for stop in [
            ".languages a[lang=ar]",
            "a.tile[href*='need=tassa-rifiuti']",
            "a.answer[href*='avviso']",
            ".take-number",
        ] {
            totem.find(stop).await;
            totem.tab_to(stop).await;
            totem.press(&[Key::Enter]).await;
        }
        totem.see(".digits", "T001").await;
        assert_eq!(totem.run("return document.documentElement.dir").await, "rtl");
        inspect(&totem, "totem-number-ar").await;
        totem.tab_to(".act a.primary").await;
        totem.press(&[Key::Enter]).await;
        totem.find(".attract").await;
        assert_eq!(office.given(), 1);
    });
}

#[test]
fn everything_to_be_touched_is_in_the_lower_half_of_a_low_screen() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap(".look[href*=low]").await;
        for (stop, name) in [
            (".more-ways a", "needs"),
            ("a.topic[href*='topic=9&']", "topics"),
            ("a.tile[href*='need=cambio-casa']", "topic"),
            ("a.answer[href*='dentro-lecco']", "question"),
            (TAKE, "outcome"),
            (".act a.primary", "number"),
        ] {
            totem.find(stop).await;
            is_low(&totem, name).await;
            targets(&totem, name).await;
            inspect(&totem, &format!("totem-low-{name}")).await;
            totem.tap(stop).await;
        }
        totem.find(".attract").await;
        assert_eq!(office.given(), 1);
        totem.tap(".look[href*=low]").await;
        totem.tap("a.seek").await;
        totem.find("[data-type=c]").await;
        is_low(&totem, "search").await;
        inspect(&totem, "totem-low-search").await;
    });
}

#[test]
fn words_are_found_while_they_are_touched_letter_by_letter() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap("a.everything").await;
        totem.tap("a.seek").await;
        let at = totem.address().await;
        for letter in ["p", "a", "s", "a", "p", "x"] {
            totem.tap(&format!("[data-type={letter}]")).await;
        }
        totem.tap("[data-type-erase]").await;
        totem.see(".found li:first-child", "Passaporto").await;
        assert_eq!(totem.address().await, at, "the page was loaded anew");
        inspect(&totem, "totem-search").await;
        targets(&totem, "search").await;
        totem.tap(".found li:first-child a").await;
        totem.see("h1", "Passaporto").await;
        totem.tap(".back").await;
        totem.see(".found li:first-child", "Passaporto").await;
        totem.tap("input[data-typed]").await;
        totem.press(&[Key::Plain('z'), Key::Plain('z'), Key::Plain('z'), Key::Plain('z')]).await;
        totem.see(".count", "Nulla con queste parole").await;
    });
}

#[test]
fn words_are_found_without_script() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await.without_script().await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap("a.everything").await;
        totem.tap("a.seek").await;
        for letters in ["m", "mu", "mul"] {
            totem.tap(&format!(".key[value={}]", letters.chars().last().unwrap())).await;
            totem.find(&format!("input[value='{letters}']")).await;
        }
        totem.see(".found li:first-child", "Multe").await;
        totem.see(".plain-more", "Le serve più tempo?").await;
    });
}

#[test]
fn instructions_are_printed_without_a_number() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap("a.tile[href*='need=carta-identita']").await;
        totem.tap("a.answer[href*='rinnovo']").await;
        totem.tap(".print-sheet").await;
        totem.see(".banner", "In stampa").await;
        let paper = browser.window(Device::Upright).await;
        paper.go(&office.at(super::office::PAPER)).await;
        paper.see("[data-region=strips]", "Carta d'identità").await;
        assert_eq!(office.given(), 0);
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
    targets(totem, name).await;
    inspect(totem, &format!("{name}-{}", language.code())).await;
}

/// Every control of a page that can be seen: its words, left, top, width and height.
const CONTROLS: &str =
    "return [...document.querySelectorAll('a, button, input:not([type=hidden]):not([type=checkbox]), label')]
       .filter((control) => control.checkVisibility() && !control.closest('dialog') && !control.matches('.skiplinks a'))
       .map((control) => [control, control.getBoundingClientRect()])
       .map(([control, box]) => [control.textContent.trim(), Math.round(box.top * 2 - innerHeight), Math.round(Math.min(box.width, box.height))])";

async fn controls(totem: &Window) -> Vec<Value> {
    let found = totem.run(CONTROLS).await.as_array().expect("a list").clone();
    assert!(found.len() > 5, "{found:?}");
    found
}

/// Every control is at least 20 mm wide and high.
async fn targets(totem: &Window, name: &str) {
    let small: Vec<Value> =
        controls(totem).await.into_iter().filter(|it| it[2].as_u64() < Some(TARGET_MIN)).collect();
    assert!(small.is_empty(), "{name} has targets below 20 mm: {small:?}");
}

/// Every control is below the middle.
async fn is_low(totem: &Window, name: &str) {
    let high: Vec<Value> = controls(totem).await.into_iter().filter(|it| it[1].as_i64() < Some(0)).collect();
    assert!(high.is_empty(), "{name} has controls above the middle: {high:?}");
}

/// Waits until the countdown shows seconds within a range.
async fn see_left(totem: &Window, seconds: RangeInclusive<u32>) {
    until(&format!("{seconds:?} seconds left"), async || {
        let left: u32 = totem.text("[data-countdown]").await.parse().expect("seconds");
        seconds.contains(&left).then_some(())
    })
    .await;
}

/// A visitor who has said what is needed.
async fn at_outcome(browser: &Browser) -> (Office, Window) {
    let office = Office::open_whole(Duration::ZERO).await;
    let totem = browser.window(Device::Totem).await;
    totem.go(&office.at(TOTEM)).await;
    totem.tap(HAND_IN).await;
    totem.find(TAKE).await;
    (office, totem)
}
