//! The same way of a number in a browser without script.

use super::driver::browse;
use super::journey::follow_on_slip;
use super::office::{DISPLAY, Office, PAPER, REGISTER, RESIDENCE, TOTEM};
use super::window::Device;

#[test]
fn number_goes_from_the_totem_to_the_board_without_script() {
    browse(async |browser| {
        let office = Office::open().await;
        let totem = browser.window(Device::Totem).await.without_script().await;
        totem.go(&office.at(TOTEM)).await;
        totem.tap(&format!("a.tile[href*={RESIDENCE}]")).await;
        totem.tap(".take-number").await;
        totem.see(".digits", "A001").await;
        assert!(!totem.is_shown("html[data-live]").await, "no script has run");

        let paper = browser.window(Device::Desk).await.without_script().await;
        paper.go(&office.at(PAPER)).await;
        let follow = follow_on_slip(&paper).await;
        let phone = browser.window(Device::Phone).await.without_script().await;
        phone.go(&office.at(&follow)).await;
        phone.see(".number", "A001").await;
        phone.see("[data-region=stands]", "Nessuno prima di lei").await;

        let desk = browser.window(Device::Desk).await.without_script().await;
        desk.go(&office.desk(REGISTER)).await;
        desk.see(".desk-next", "A001").await;
        desk.tap("[value=call-next]").await;
        desk.see(".desk-said", "A001 chiamato").await;
        let display = browser.window(Device::Display).await.without_script().await;
        display.go(&office.at(DISPLAY)).await;
        display.see(".newest .number", "A001").await;
        phone.reload().await;
        phone.see(".follow-called", "Vada allo sportello").await;

        desk.tap("[value=start]").await;
        desk.see(".desk-said", "A001 allo sportello").await;
        desk.tap("[value=finish]").await;
        desk.see(".desk-said", "A001 terminato").await;
        phone.reload().await;
        phone.see(".follow-ended", "Servizio concluso").await;
    });
}

#[test]
fn queue_is_left_without_script() {
    browse(async |browser| {
        let office = Office::open().await;
        let given = office.give(RESIDENCE).await;
        let phone = browser.window(Device::Phone).await.without_script().await;
        phone.go(&office.at(&given.follow)).await;
        phone.tap(".follow-leave summary").await;
        phone.tap(".follow-leave button").await;
        phone.see(".follow-ended", "Ha lasciato la fila").await;
    });
}
