//! Booking from home on a phone, with script and without.

use super::driver::browse;
use super::inspect::inspect;
use super::office::{Office, RESIDENCE};
use super::window::{Device, Window};
use std::time::Duration;
use tests::until::until;

#[test]
fn five_steps_stand_inspection_on_a_phone() {
    browse(async |browser| {
        let office = Office::open().await;
        let phone = browser.window(Device::Phone).await;
        walk(&phone, &office, async |name| inspect(&phone, &format!("book-{name}")).await).await;
        for (part, words) in
            [("move", "A quando lo spostiamo?"), ("cancel", "Vuole disdire"), ("erase", "Vuole cancellare")]
        {
            let page = phone.address().await;
            let path = page.split('?').next().unwrap();
            phone.go(&office.at(&format!("{path}/{part}?language=it"))).await;
            phone.see("h1", words).await;
            inspect(&phone, &format!("book-{part}")).await;
            phone.back().await;
        }
        phone.tap(".book-changes .btn-outline-danger").await;
        phone.tap(".btn-danger").await;
        phone.see(".book-hero", "Disdetto").await;
        inspect(&phone, "book-cancelled").await;
    });
}

#[test]
fn five_steps_work_without_script() {
    browse(async |browser| {
        let office = Office::open().await;
        let phone = browser.window(Device::Phone).await.without_script().await;
        walk(&phone, &office, async |_| assert!(!phone.is_shown("html[data-script]").await)).await;
    });
}

#[test]
fn booking_in_other_languages_and_on_a_large_screen_stands_inspection() {
    browse(async |browser| {
        let office = Office::open().await;
        for (device, language) in [(Device::Phone, "ar"), (Device::Desk, "it"), (Device::Desk, "ar")] {
            let window = browser.window(device).await;
            let name = |step: &str| format!("book-{device:?}-{language}-{step}").to_lowercase();
            window.go(&office.at(&format!("/book/?language={language}&service={RESIDENCE}"))).await;
            inspect(&window, &name("place")).await;
            next(&window).await;
            window.find(".book-time").await;
            inspect(&window, &name("time")).await;
            window.tap(".book-day[open] .book-time").await;
            next(&window).await;
            window.find("#details").await;
            next(&window).await;
            window.find("#first_name").await;
            inspect(&window, &name("applicant")).await;
            fill(&window).await;
            next(&window).await;
            window.find(".book-terms").await;
            inspect(&window, &name("summary")).await;
            next(&window).await;
            window.find(".book-code").await;
            inspect(&window, &name("done")).await;
        }
    });
}

#[test]
fn time_that_runs_out_while_the_form_is_filled_in_loses_nothing() {
    browse(async |browser| {
        let office = Office::open_ago(Duration::from_secs(30 * 60)).await;
        let phone = browser.window(Device::Phone).await;
        phone.go(&office.at(&format!("/book/?language=it&service={RESIDENCE}"))).await;
        next(&phone).await;
        phone.tap(".book-day[open] .book-time").await;
        next(&phone).await;
        phone.find("#details").await.send_keys("due righe").await.unwrap();
        phone.tap(".book-kept button[value=extend]").await;
        phone.see_none(".book-kept button[value=extend]").await;
        holds(&phone, "#details", "due righe").await;
        office.pass(Duration::from_secs(21 * 60));
        phone.pass(21 * 60).await;
        phone.see(".book-is-over", "Il tempo è scaduto").await;
        holds(&phone, "#details", "due righe").await;
        inspect(&phone, "book-over").await;
        phone.tap(".book-is-over a").await;
        phone.tap(".book-day[open] .book-time").await;
        next(&phone).await;
        holds(&phone, "#details", "due righe").await;
    });
}

#[test]
fn what_is_missing_and_what_is_waited_for_stand_inspection() {
    browse(async |browser| {
        let office = Office::open().await;
        let phone = browser.window(Device::Phone).await;
        phone.go(&office.at("/book/?language=it")).await;
        phone.run("document.querySelector('#book-form').noValidate = true").await;
        next(&phone).await;
        phone.see(".alert-danger", "Scelga il motivo").await;
        inspect(&phone, "book-mistake").await;
        phone.go(&office.at(&format!("/book/?language=it&service={RESIDENCE}"))).await;
        next(&phone).await;
        phone.tap(".book-wait a").await;
        phone.see("h1", "Avvisami se si libera un posto").await;
        inspect(&phone, "book-wait").await;
        fill(&phone).await;
        next(&phone).await;
        phone.see("h1", "È in lista d’attesa").await;
        inspect(&phone, "book-waiting").await;
        for (name, page) in
            [("find", "/book/find"), ("privacy", "/privacy"), ("privacy-ar", "/privacy?language=ar")]
        {
            phone.go(&office.at(page)).await;
            phone.find("h1").await;
            inspect(&phone, &format!("book-{name}")).await;
        }
        phone.go(&office.at("/book/find?language=it")).await;
        phone.find("#code").await.send_keys("0000-0000").await.unwrap();
        phone.tap(".book-nav .btn-primary").await;
        phone.see(".alert", "Non troviamo questo appuntamento").await;
        inspect(&phone, "book-find-none").await;
    });
}

/// From a service's sheet through the five steps; `look` looks at each.
async fn walk(phone: &Window, office: &Office, look: impl AsyncFn(&str)) {
    phone.go(&office.at(&format!("/procedure/portico/{RESIDENCE}?language=it"))).await;
    look("sheet").await;
    phone.tap("[data-element=service-booking-access]").await;
    phone.see("h1", "Prenotazione appuntamento").await;
    phone.see(".steppers .active", "Luogo").await;
    look("1-place").await;
    next(phone).await;
    phone.see(".steppers .active", "Data e orario").await;
    look("2-time").await;
    phone.tap(".book-day[open] .book-time:nth-of-type(2)").await;
    next(phone).await;
    phone.see(".steppers .active", "Dettagli appuntamento").await;
    look("3-details").await;
    phone.find("#details").await.send_keys("con il cane").await.unwrap();
    next(phone).await;
    phone.see(".steppers .active", "Richiedente").await;
    look("4-applicant").await;
    fill(phone).await;
    // The browser's own keys lose nothing.
    next(phone).await;
    phone.see(".steppers .active", "Riepilogo").await;
    phone.back().await;
    phone.back().await;
    holds(phone, "#details", "con il cane").await;
    phone.forward().await;
    phone.forward().await;
    phone.see(".steppers .active", "Riepilogo").await;
    look("5-summary").await;
    next(phone).await;
    phone.see("h1", "Appuntamento confermato").await;
    phone.find(".book-code").await;
    look("6-done").await;
}

/// Holds a field to have a value: one that the browser kept, or one that came with the page.
async fn holds(window: &Window, field: &str, value: &str) {
    until(&format!("“{value}” in {field}"), async || {
        let found = window.find(field).await.prop("value").await.ok().flatten();
        (found.as_deref() == Some(value)).then_some(())
    })
    .await;
}

async fn next(window: &Window) {
    window.tap(".book-nav .btn-primary").await;
}

async fn fill(window: &Window) {
    let who = [("first_name", "Wendelina"), ("last_name", "Zanzibarri"), ("email", "wendelina@example.org")];
    for (field, value) in who {
        window.find(&format!("#{field}")).await.send_keys(value).await.unwrap();
    }
}
