//! The totem: one tap, one number, and nothing of it for the next visitor.

use super::Browser;
use super::driver::browse;
use super::office::{Office, RESIDENCE, TOTEM};
use super::window::{Device, Window};

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
        assert!(seconds_left(&totem).await <= 5);
        totem.tap(".more").await;
        assert!(seconds_left(&totem).await > 20);
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
        assert!(seconds_left(&totem).await > 100);
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

async fn seconds_left(totem: &Window) -> u32 {
    // Drawn again four times a second: the figure that was there before does not count.
    totem.run_async("setTimeout(arguments[0], 300)").await;
    totem.text("[data-countdown]").await.parse().expect("seconds")
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
