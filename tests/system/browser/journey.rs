//! A number's way from the totem to the end of the service.

use super::driver::browse;
use super::office::{DISPLAY, Office, PAPER, REGISTER, TOTEM};
use super::window::{Device, Key, Window};

#[test]
fn number_goes_from_the_totem_to_the_board_and_rings_once() {
    browse(async |browser| {
        let office = Office::open().await;
        let (totem, display) = (browser.window(Device::Totem).await, browser.window(Device::Display).await);
        let (desk, phone) = (browser.window(Device::Desk).await, browser.window(Device::Phone).await);
        let paper = browser.window(Device::Desk).await;
        for (window, address) in [
            (&totem, office.at(TOTEM)),
            (&display, office.at(DISPLAY)),
            (&desk, office.desk(REGISTER)),
            (&paper, office.at(PAPER)),
        ] {
            window.go(&address).await;
            window.live().await;
        }

        totem.tap("a.tile[href*=cambio-indirizzo]").await;
        totem.see("h1", "Residenza e cambio di indirizzo").await;
        totem.see(".main-fact", "Attesa stimata").await;
        totem.tap(".take-number").await;
        totem.see(".digits", "A001").await;

        paper.see("[data-region=strips]", "A001").await;

        phone.go(&office.at(&follow_on_slip(&paper).await)).await;
        phone.see(".number", "A001").await;
        phone.live().await;

        desk.see(".desk-next", "A001").await;
        desk.press(&[Key::Plain('n')]).await;
        desk.see(".desk-current", "A001").await;
        display.see(".newest .number", "A001").await;
        display.see(".newest .desk", "1").await;
        phone.see(".follow-called", "Vada allo sportello").await;
        phone.see(".follow-desk", "1").await;

        desk.press(&[Key::Plain('i')]).await;
        desk.see(".desk-current", "Allo sportello").await;
        phone.see(".follow-serving", "È il suo turno").await;
        desk.press(&[Key::Plain('t')]).await;
        desk.see(".desk-said", "A001 terminato").await;
        phone.see(".follow-ended", "Servizio concluso").await;
        assert_eq!(display.rung().await, 1);
    });
}

/// Where the newest slip's QR code leads, without the host.
pub async fn follow_on_slip(paper: &Window) -> String {
    let label = paper.find("svg[aria-label*='/t/']").await.attr("aria-label").await.unwrap().unwrap();
    format!("/t/{}", label.split("/t/").nth(1).unwrap())
}
