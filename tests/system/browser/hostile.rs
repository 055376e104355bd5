//! What people write is text on every page, whatever it looks like.

use super::driver::browse;
use super::office::{DISPLAY, Office, PAPER, REGISTER, RESIDENCE, TOTEM};
use super::window::{Device, Key};
use office::language::Text;
use office::ticket::Class;
use std::time::Duration;

const HURT: &str = "<img src=x onerror=hurt=1>\"'&amp;<script>hurt=1</script>";

#[test]
fn hostile_note_and_names_are_text() {
    browse(async |browser| {
        let office = Office::open_with(Duration::ZERO, |configuration| {
            let hostile = Text { it: HURT.into(), en: HURT.into() };
            configuration.office.title = hostile.clone();
            configuration.office.waiting_place = hostile.clone();
            configuration.services.iter_mut().for_each(|service| service.title = hostile.clone());
            configuration.desks.iter_mut().for_each(|desk| desk.name = hostile.clone());
        })
        .await;
        let given = office.give_with(RESIDENCE, Class::Ordinary, Some(HURT)).await;
        let window = browser.window(Device::Desk).await;
        window.go(&office.at(TOTEM)).await;
        window.tap("a.tile").await;
        window.tap(".take-number").await;
        window.find(".digits").await;
        let desk = office.desk(REGISTER);
        window.go(&desk).await;
        window.live().await;
        window.press(&[Key::Plain('n')]).await;
        window.see(".desk-note", HURT).await;
        window.see(".desk-service", HURT).await;
        let follow = office.at(&given.follow);
        for page in [
            office.at("/"),
            office.at(TOTEM),
            office.at(DISPLAY),
            office.at("/desk/"),
            desk,
            office.at(PAPER),
            follow,
        ] {
            window.go(&page).await;
            window.see("body", "<script>hurt=1</script>").await;
            assert_eq!(window.count("img, body script").await, 0, "{page}");
            assert_eq!(window.run("return typeof hurt").await, "undefined", "{page}");
        }
    });
}
