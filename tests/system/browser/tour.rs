//! Every page in every state that people meet, inspected and kept as a picture.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::journey::follow_on_slip;
use super::office::{
    CARD, DISPLAY, INFORMATION, Office, PAPER, REGISTER, RESIDENCE, SIGN, TAX, TAXES, TOTEM, desk, whole,
};
use super::window::{Device, Key, Window};
use office::command::Order;
use office::event::Outcome;
use office::ticket::Class;
use std::time::Duration;

/// How long a lively morning takes.
const MORNING_LONG: Duration = Duration::from_secs(30 * 60);

/// The services of a lively morning, in the order of arrival.
const MORNING: [&str; 14] = [
    RESIDENCE,
    "certificati-anagrafici",
    TAX,
    CARD,
    "spid-cie-aiuto",
    "tari-dichiarazione",
    "tessera-elettorale",
    RESIDENCE,
    "protocollo",
    TAX,
    "primi-mille-giorni",
    "certificati-stato-civile",
    CARD,
    "tari-pagamenti-rimborsi",
];

#[test]
fn totem_stands_inspection() {
    browse(async |browser| {
        let office = Office::open_with(MORNING_LONG, whole).await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(TOTEM)).await;
        totem.live().await;
        morning(&office).await;
        inspect(&totem, "totem").await;
        for (name, page) in [
            ("needs", "needs?language=it"),
            ("topic", "topic?topic=8"),
            ("question", "ask?need=carta-identita"),
            ("quick", "ask?need=autocertificazione"),
            ("legs", "ask?need=cambio-casa&answers=residenza-dove.dentro-lecco"),
            ("online", "ask?need=certificati&answers=certificato-uso.privato"),
            ("appointment", "ask?need=carta-identita&answers=cie-motivo.rinnovo"),
            ("missing", "ask?need=auto&answers=auto-cosa.vendita~veicolo-certificato.a-casa"),
            ("refer", "ask?need=passaporto"),
            ("hours", "hours"),
            ("places", "places"),
            ("offices", "places?page=2"),
            ("services", "services"),
            ("larger", "ask?need=autocertificazione&language=fr&look=larger"),
            ("contrast", "ask?need=certificati&answers=certificato-uso.privato&look=contrast"),
            ("contrast-needs", "needs?look=contrast&language=ar"),
        ] {
            totem.go(&office.at(&format!("{TOTEM}{page}"))).await;
            totem.find("main").await;
            inspect(&totem, &format!("totem-{name}")).await;
        }
        totem
            .go(&office.at(&format!("{TOTEM}ask?need=cambio-casa&answers=residenza-dove.dentro-lecco")))
            .await;
        totem.tap(".take-number").await;
        totem.find(".digits").await;
        inspect(&totem, "totem-number").await;
        totem.tap(".languages a[lang=en]").await;
        totem.see(".ticket .name", "Your number").await;
        inspect(&totem, "totem-number-en").await;
    });
}

#[test]
fn procedure_behind_the_codes_of_totem_and_slips_stands_inspection() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        let phone = browser.window(Device::Phone).await;
        for (language, service) in
            [("it", "cie-rilascio"), ("ar", "certificati-anagrafici"), ("en", "passaporto")]
        {
            phone.go(&office.at(&format!("/procedure/portico/{service}?language={language}"))).await;
            phone.find(".iter").await;
            inspect(&phone, &format!("procedure-{language}")).await;
        }
        for nowhere in ["/procedure/portico/nessuno", "/procedure/nessuno/imu", "/procedure/%00/imu"] {
            phone.go(&office.at(nowhere)).await;
            phone.see("h1", "Pagina").await;
        }
    });
}

#[test]
fn totem_without_numbers_a_need_or_the_office_stands_inspection() {
    browse(async |browser| {
        let mut office = Office::open_with(MORNING_LONG, |configuration| {
            whole(configuration);
            configuration.hours = office::hours::Hours::default();
        })
        .await;
        let totem = browser.window(Device::Totem).await;
        totem.go(&office.at(&format!("{TOTEM}ask?need=nessuno"))).await;
        totem.find(".banner").await;
        inspect(&totem, "totem-notice").await;
        totem.go(&office.at(TOTEM)).await;
        totem.see(".state", "La sede è chiusa").await;
        inspect(&totem, "totem-closed").await;
        totem.go(&office.at(&format!("{TOTEM}ask?need=imu"))).await;
        totem.see(".reason", "Ora non si danno numeri").await;
        assert_eq!(totem.count(".take-number").await, 0);
        inspect(&totem, "totem-closed-outcome").await;
        totem.go(&office.at(TOTEM)).await;
        totem.live().await;
        office.end().await;
        totem.see(".stale", "potrebbero non essere aggiornati").await;
        inspect(&totem, "totem-stale").await;
    });
}

#[test]
fn displays_stand_inspection() {
    browse(async |browser| {
        let mut office = Office::open_ago(MORNING_LONG).await;
        let (display, sign) = (browser.window(Device::Display).await, browser.window(Device::Display).await);
        for (window, page, name) in [(&display, DISPLAY, "display-empty"), (&sign, SIGN, "sign-empty")] {
            window.go(&office.at(page)).await;
            window.live().await;
            inspect(window, name).await;
        }
        office.give("protocollo").await;
        office.call_next(REGISTER).await;
        display.see(".newest .number", "R001").await;
        inspect(&display, "display-one").await;
        let ticket = office.ticket("R001");
        office.order(Order::Start { ticket: ticket.clone() }).await;
        office.order(Order::Finish { ticket, outcome: Outcome::Settled, done: Vec::new() }).await;
        morning(&office).await;
        for at in [TAXES, INFORMATION, REGISTER] {
            office.call_next(at).await;
        }
        display.see(".newest .desk", "1").await;
        inspect(&display, "display").await;
        sign.find(".sign-call").await;
        inspect(&sign, "sign").await;
        office.end().await;
        display.see(".stale", "Aggiornato alle").await;
        inspect(&display, "display-stale").await;
        display.pass(31).await;
        display.find(".lost-notice").await;
        inspect(&display, "display-lost").await;
    });
}

#[test]
fn desk_stands_inspection() {
    browse(async |browser| {
        let office = Office::open_ago(MORNING_LONG).await;
        let window = browser.window(Device::Desk).await;
        window.go(&office.at("/desk/")).await;
        inspect(&window, "desk-choose").await;
        window.go(&office.desk(REGISTER)).await;
        window.live().await;
        inspect(&window, "desk-empty").await;
        morning(&office).await;
        window.see(".desk-count", "8").await;
        inspect(&window, "desk-next").await;
        window.press(&[Key::Plain('n')]).await;
        window.see(".desk-said", "chiamato").await;
        window.live().await;
        inspect(&window, "desk-called").await;
        window.press(&[Key::Plain('i')]).await;
        window.see(".desk-said", "allo sportello").await;
        window.live().await;
        inspect(&window, "desk").await;
        window.press(&[Key::Plain('o')]).await;
        window.see(".desk-said", "sospeso").await;
        window.live().await;
        window.press(&[Key::Plain('n')]).await;
        window.see(".desk-said", "chiamato").await;
        window.live().await;
        window.press(&[Key::Plain('s')]).await;
        window.see(".desk-said", "assente").await;
        window.live().await;
        window.press(&[Key::Plain('2')]).await;
        window.see(".desk-said", "in pausa").await;
        inspect(&window, "desk-paused").await;
        window.go(&format!("{}?language=en", office.desk(INFORMATION))).await;
        window.live().await;
        window.press(&[Key::Plain('n')]).await;
        window.see(".desk-said", "called").await;
        inspect(&window, "desk-en").await;
    });
}

#[test]
fn follow_page_stands_inspection() {
    browse(async |browser| {
        let office = Office::open_ago(MORNING_LONG).await;
        morning(&office).await;
        let given = office.give(RESIDENCE).await;
        let ticket = given.id.clone();
        let phone = browser.window(Device::Phone).await;
        phone.go(&office.at(&given.follow)).await;
        phone.live().await;
        phone.see("[data-region=stands]", "Prima di lei").await;
        inspect(&phone, "follow").await;
        phone.tap(".follow-leave summary").await;
        phone.see(".follow-leave", "Vuole davvero").await;
        inspect(&phone, "follow-leave").await;
        phone.tap(".follow-leave a").await;
        phone.live().await;
        let order = Order::Call {
            ticket: ticket.clone(),
            desk: desk(REGISTER),
            reason: office::event::ReasonCode::Other,
        };
        office.order(order).await;
        phone.find(".follow-called").await;
        inspect(&phone, "follow-called").await;
        office.order(Order::MarkAbsent { ticket: ticket.clone() }).await;
        phone.find(".follow-absent").await;
        inspect(&phone, "follow-absent").await;
        office.order(Order::BringBack { ticket: ticket.clone() }).await;
        let order = Order::Call {
            ticket: ticket.clone(),
            desk: desk(REGISTER),
            reason: office::event::ReasonCode::Other,
        };
        office.order(order).await;
        office.order(Order::Start { ticket: ticket.clone() }).await;
        phone.find(".follow-serving").await;
        inspect(&phone, "follow-serving").await;
        office.order(Order::Finish { ticket, outcome: Outcome::Settled, done: Vec::new() }).await;
        phone.find(".follow-ended").await;
        inspect(&phone, "follow-finished").await;
    });
}

#[test]
fn follow_page_of_those_who_cannot_go_on_stands_inspection() {
    browse(async |browser| {
        let mut office = Office::open_ago(MORNING_LONG).await;
        let given = office.give(RESIDENCE).await;
        let phone = browser.window(Device::Phone).await;
        phone.go(&format!("{}?language=en", office.at(&given.follow))).await;
        phone.live().await;
        inspect(&phone, "follow-soon-en").await;
        office.order(Order::CloseDesk { desk: desk(REGISTER) }).await;
        phone.find(".follow-shut").await;
        inspect(&phone, "follow-no-desk-en").await;
        office.order(Order::Leave { ticket: given.id }).await;
        phone.find(".follow-ended").await;
        phone.go(&office.at("/t/AAAAAAAAAAAAAAAAAAAAAA")).await;
        inspect(&phone, "follow-unknown").await;
        let given = office.give(TAX).await;
        phone.go(&office.at(&given.follow)).await;
        phone.live().await;
        office.end().await;
        phone.see(".stale", "non aggiornata").await;
        inspect(&phone, "follow-stale").await;
    });
}

#[test]
fn home_paper_and_what_is_not_there_stand_inspection() {
    browse(async |browser| {
        let office = Office::open_ago(MORNING_LONG).await;
        let window = browser.window(Device::Desk).await;
        window.go(&office.at("/")).await;
        inspect(&window, "home").await;
        window.go(&office.at("/?language=en")).await;
        inspect(&window, "home-en").await;
        let paper = browser.window(Device::Upright).await;
        paper.go(&office.at(PAPER)).await;
        paper.live().await;
        inspect(&paper, "paper-empty").await;
        let address = slip(browser, &office, &paper).await;
        assert!(address.starts_with("/t/"), "{address}");
        inspect(&paper, "paper").await;
        window.go(&office.at("/non-esiste")).await;
        inspect(&window, "not-found").await;
        let phone = browser.window(Device::Phone).await;
        phone.go(&office.at("/")).await;
        inspect(&phone, "home-phone").await;
    });
}

/// Takes a number in each language at the totem; where the newest slip's code leads.
async fn slip(browser: &Browser, office: &Office, paper: &Window) -> String {
    morning(office).await;
    let totem = browser.window(Device::Totem).await;
    for (language, service) in [("en", RESIDENCE), ("it", TAX)] {
        totem.go(&office.at(&format!("{TOTEM}ask?service={service}&language={language}"))).await;
        totem.tap(".take-number").await;
        let number = totem.text(".digits").await;
        paper.see("[data-region=strips]", &number).await;
    }
    follow_on_slip(paper).await
}

/// Lets the visitors of a lively morning come.
async fn morning(office: &Office) {
    for (n, service) in MORNING.into_iter().enumerate() {
        let class = if n == 7 { Class::Priority } else { Class::Ordinary };
        let note = (n == 7).then_some("Ha già il modulo; chiede del cambio di residenza del figlio");
        office.give_with(service, class, note).await;
        office.pass(Duration::from_secs(110));
    }
    office.pass(MORNING_LONG);
    office.foresee(RESIDENCE, 10).await;
}
