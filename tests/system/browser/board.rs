//! The displays of the hall.

use super::driver::browse;
use super::office::{DISPLAY, INFORMATION, Office, REGISTER, RESIDENCE, SIGN, TAX, TAXES};
use super::window::Device;
use std::time::Duration;
use tests::until::within;

#[test]
fn display_says_of_when_it_is_once_the_server_is_gone_and_comes_back_without_ringing_again() {
    browse(async |browser| {
        let mut office = Office::open().await;
        let display = browser.window(Device::Display).await;
        display.go(&office.at(DISPLAY)).await;
        display.live().await;
        office.give(RESIDENCE).await;
        office.call_next(REGISTER).await;
        display.see(".newest .number", "A001").await;
        display.hear(1).await;

        office.end().await;
        within(Duration::from_secs(5), "the notice that the display is not live", async || {
            display.is_shown(".stale").await.then_some(())
        })
        .await;
        display.see(".stale", "Aggiornato alle").await;
        display.see(".stale", ":").await;
        display.see(".newest .number", "A001").await;

        office.begin_again().await;
        display.live().await;
        display.see_none(".stale").await;
        display.see(".newest .number", "A001").await;
        office.give(TAX).await;
        office.call_next(TAXES).await;
        display.see(".newest .number", "T001").await;
        display.hear(2).await;
    });
}

#[test]
fn display_that_comes_later_shows_the_calls_and_does_not_ring_for_them() {
    browse(async |browser| {
        let office = Office::open().await;
        office.give(RESIDENCE).await;
        office.call_next(REGISTER).await;
        let display = browser.window(Device::Display).await;
        display.go(&office.at(DISPLAY)).await;
        display.live().await;
        display.see(".newest .number", "A001").await;
        display.reload().await;
        display.live().await;
        assert_eq!(display.rung().await, 0);
    });
}

#[test]
fn sign_of_a_desk_shows_its_own_number_only() {
    browse(async |browser| {
        let office = Office::open().await;
        let sign = browser.window(Device::Display).await;
        sign.go(&office.at(SIGN)).await;
        sign.live().await;
        sign.see(".sign-state", "Attenda la chiamata").await;
        office.give(TAX).await;
        office.call_next(TAXES).await;
        office.give(RESIDENCE).await;
        office.call_next(REGISTER).await;
        sign.see(".sign-call .number", "A001").await;
        assert_eq!(sign.count(".number").await, 1);
    });
}

#[test]
fn display_shows_every_desk_that_calls_the_newest_first() {
    browse(async |browser| {
        let office = Office::open().await;
        let display = browser.window(Device::Display).await;
        display.go(&office.at(DISPLAY)).await;
        display.live().await;
        for (service, desk) in [(RESIDENCE, REGISTER), ("spid-cie-aiuto", INFORMATION), (TAX, TAXES)] {
            office.give(service).await;
            office.call_next(desk).await;
        }
        display.see(".newest .number", "T001").await;
        display.see(".newest .desk", "3").await;
        display.see(".others .row:first-child", "D001").await;
        display.see(".others .row:last-child", "A001").await;
    });
}
