//! The page of one number, on its visitor's phone.

use super::driver::browse;
use super::office::{Given, Office, REGISTER, RESIDENCE, desk};
use super::window::{Device, Key, Window};
use office::command::Order;
use office::ticket::LegState;

#[test]
fn visitor_sees_place_wait_and_every_step() {
    browse(async |browser| {
        let office = Office::open().await;
        office.give(RESIDENCE).await;
        let given = office.give(RESIDENCE).await;
        let phone = browser.window(Device::Phone).await;
        open(&phone, &office, &given).await;
        phone.see("[data-region=stands]", "Prima di lei: 1 persona").await;
        office.call_next(REGISTER).await;
        phone.see("[data-region=stands]", "Nessuno prima di lei").await;
        office.order(Order::MarkAbsent { ticket: office.ticket("A001") }).await;
        office.call_next(REGISTER).await;
        phone.see(".follow-called", "Vada allo sportello").await;
        office.order(Order::MarkAbsent { ticket: given.id.clone() }).await;
        phone.see(".follow-absent", "L’abbiamo chiamata").await;
        office.order(Order::BringBack { ticket: given.id.clone() }).await;
        phone.see("[data-region=stands]", "Nessuno prima di lei").await;
        office.call_next(REGISTER).await;
        office.order(Order::Start { ticket: given.id.clone() }).await;
        phone.see(".follow-serving", "È il suo turno: sportello 1").await;
        office.order(Order::Hold { ticket: given.id.clone() }).await;
        phone.see(".follow-held", "Pratica in sospeso").await;
        office.order(Order::Resume { ticket: given.id.clone(), desk: desk(REGISTER) }).await;
        phone.see(".follow-serving", "È il suo turno").await;
    });
}

#[test]
fn queue_is_left_only_after_a_second_word() {
    browse(async |browser| {
        let office = Office::open().await;
        let given = office.give(RESIDENCE).await;
        let phone = browser.window(Device::Phone).await;
        open(&phone, &office, &given).await;
        phone.tap(".follow-leave summary").await;
        phone.see(".follow-leave", "Vuole davvero lasciare la fila?").await;
        phone.tap(".follow-leave a").await;
        phone.see("[data-region=stands]", "Nessuno prima di lei").await;
        assert_eq!(office.state("A001"), LegState::Waiting);

        phone.tab_to(".follow-leave summary").await;
        phone.press(&[Key::Enter]).await;
        phone.tab_to(".follow-leave button").await;
        phone.press(&[Key::Enter]).await;
        phone.see(".follow-ended", "Ha lasciato la fila").await;
        assert_eq!(office.state("A001"), LegState::Left);
        assert_eq!(phone.count(".follow-leave").await, 0);
    });
}

#[test]
fn slip_in_english_is_followed_in_english() {
    browse(async |browser| {
        let office = Office::open().await;
        let given = office.give(RESIDENCE).await;
        let phone = browser.window(Device::Phone).await;
        phone.go(&office.at(&format!("{}?language=en", given.follow))).await;
        phone.live().await;
        office.call_next(REGISTER).await;
        phone.see(".follow-called", "Go to desk").await;
        phone.tap(".languages a[lang=it]").await;
        phone.see(".follow-called", "Vada allo sportello").await;
    });
}

#[test]
fn page_of_an_unknown_slip_tells_nothing_but_that() {
    browse(async |browser| {
        let office = Office::open().await;
        let phone = browser.window(Device::Phone).await;
        for token in ["AAAAAAAAAAAAAAAAAAAAAA", "x", "%3Cscript%3E"] {
            phone.go(&office.at(&format!("/t/{token}"))).await;
            phone.see("h1", "Numero non trovato").await;
        }
    });
}

async fn open(phone: &Window, office: &Office, given: &Given) {
    phone.go(&office.at(&given.follow)).await;
    phone.live().await;
    phone.see(".number", &given.number).await;
}
