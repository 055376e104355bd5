//! The welcome desk: by keyboard alone, by touch on a tablet, and without script.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::office::{Office, PAPER, REGISTER, TAX};
use super::window::{Device, Key, Window};
use office::command::Order;
use office::event::{AgainstReason, Channel, Fact, MoveTo};
use office::language::Language;
use office::ticket::{Class, LegState, Ticket};
use std::time::Duration;

const WELCOME: &str = "/welcome/";

#[test]
fn common_needs_take_six_keys_from_idle_to_the_number() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        // All keys at once, faster than any page can follow: none is lost.
        for (keys, service) in [
            ("inf\r\r", "informazioni"),
            ("pin\r\r", "cie-pin-puk"),
            ("con\r\r", "protocollo"),
            ("tes\r\r", "tessera-elettorale"),
            ("cer\r1\r", "autocertificazione"),
            ("tar\r1\r", "tari-dichiarazione"),
        ] {
            assert!(keys.len() <= 6, "{keys:?}");
            let before = office.given();
            desk.press(&typed(keys)).await;
            let number = desk.text(".welcome-given .number").await;
            assert_eq!(office.given(), before + 1, "{keys:?}");
            let ticket = ticket(&office, &number);
            assert_eq!((ticket.leg().service.as_str(), ticket.channel), (service, Channel::Welcome));
            // The field waits for the next visitor; the last number goes away with the first step.
            assert_eq!(desk.run("return document.activeElement.id").await, "q");
            desk.press(&[Key::Escape]).await;
            desk.see_none(".welcome-given").await;
        }
    });
}

#[test]
fn arrows_choose_among_the_needs_and_keys_go_back() {
    browse(async |browser| {
        let (_office, desk) = at_desk(browser).await;
        desk.press(&typed("ide")).await;
        desk.see("#found li:first-child", "Carta d'identità").await;
        desk.find("#found .is-first").await;
        desk.press(&[Key::Down, Key::Down]).await;
        let second = desk.text("#found li:nth-child(2)").await;
        desk.press(&[Key::Enter]).await;
        desk.see(".welcome-trail", second.trim_end_matches(" ↵")).await;
        desk.press(&[Key::Escape]).await;
        desk.find(".welcome-idle").await;
        desk.press(&typed("tas\r2")).await;
        desk.find(".welcome-route").await;
        desk.press(&[Key::Backspace]).await;
        desk.find(".welcome-question").await;
        desk.press(&[Key::Backspace]).await;
        desk.find(".welcome-idle").await;
    });
}

#[test]
fn clerk_gets_what_the_officer_set_by_single_keys() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        desk.press(&typed("tas\r2")).await;
        desk.find(".welcome-route.is-quick").await;
        // Precedence, twice the next language, and a note.
        desk.press(&typed("pllnha il modulo\r")).await;
        let number = desk.text(".welcome-given .number").await;
        let ticket = ticket(&office, &number);
        let told = office.told(&ticket.id);
        assert_eq!((ticket.class, told.language), (Class::Priority, Language::Fr));
        assert_eq!(told.note.as_deref(), Some("ha il modulo"));
        assert_eq!(told.need.unwrap().as_str(), "tassa-rifiuti");
        assert_eq!(told.answers.len(), 1);
        // Nothing of the last visitor is left for the next.
        desk.press(&typed("tas\r2")).await;
        desk.find(".welcome-route.is-quick").await;
        let note = "return [note.value, document.querySelector('[name=class]').checked].join()";
        assert_eq!(desk.run(note).await, ",false");
    });
}

#[test]
fn several_needs_are_one_number() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        desk.press(&typed("pin\r")).await;
        desk.find(".welcome-route.is-quick").await;
        desk.press(&typed("pa")).await;
        desk.see("[data-collected]", "PIN").await;
        desk.press(&typed("tes\r")).await;
        desk.find(".welcome-legs").await;
        let kept = "return document.querySelector('[name=class]').checked";
        assert_eq!(desk.run(kept).await, true, "precedence is kept while more is added");
        desk.press(&[Key::Enter]).await;
        let number = desk.text(".welcome-given .number").await;
        let ticket = ticket(&office, &number);
        assert_eq!(ticket.leg().service.as_str(), "cie-pin-puk");
        assert_eq!(ticket.then.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["tessera-elettorale"]);
        assert_eq!(ticket.class, Class::Priority);
    });
}

#[test]
fn number_against_the_route_asks_a_reason_by_one_key_and_is_in_the_log() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        desk.press(&typed("fir\r3")).await;
        desk.find(".welcome-route.is-appointment").await;
        desk.see(".welcome-reasons", "Non può tornare").await;
        inspect(&desk, "welcome-against").await;
        desk.press(&typed("2")).await;
        desk.find(".welcome-given .number").await;
        let against = office.log().into_iter().find_map(|event| match event.fact {
            Fact::TicketIssued { against, .. } => against,
            _ => None,
        });
        let against = against.expect("the log says so");
        assert_eq!((against.offered.code(), against.reason), ("appointment", AgainstReason::Urgent));
    });
}

#[test]
fn copy_says_that_it_is_one_and_has_the_same_number() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        desk.press(&typed("inf\r\r")).await;
        let number = desk.text(".welcome-given .number").await;
        desk.press(&[Key::F2]).await;
        desk.see(".welcome-said", &format!("Copia 1 di {number}")).await;
        // Any number of today is found by typing it.
        desk.press(&typed(&format!("{}\r", number.to_lowercase()))).await;
        desk.see(".welcome-ticket .number", &number).await;
        inspect(&desk, "welcome-ticket").await;
        desk.press(&typed("c")).await;
        desk.see(".welcome-said", &format!("Copia 2 di {number}")).await;
        let paper = browser.window(Device::Upright).await;
        paper.go(&office.at(PAPER)).await;
        paper.see("[data-region=strips]", "COPIA 2").await;
        paper.see("[data-region=strips]", &number).await;
        assert_eq!((office.given(), office.audited("slip copied")), (1, 2));
    });
}

#[test]
fn procedure_is_printed_without_a_number() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        desk.press(&typed("ide\r1")).await;
        desk.find(".welcome-route.is-appointment").await;
        inspect(&desk, "welcome-appointment").await;
        desk.press(&typed("s")).await;
        desk.see(".welcome-said", "Indicazioni in stampa").await;
        let paper = browser.window(Device::Upright).await;
        paper.go(&office.at(PAPER)).await;
        paper.see("[data-region=strips]", "Carta d'identità").await;
        assert_eq!(office.given(), 0);
    });
}

#[test]
fn visitor_who_was_sent_to_the_welcome_desk_is_sorted_anew_with_the_old_number() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        let given = office.give(TAX).await;
        office.order(Order::Move { ticket: given.id.clone(), to: MoveTo::Welcome }).await;
        desk.see("[data-region=hall] .is-expected", &given.number).await;
        desk.tap("[data-region=hall] .is-expected a").await;
        desk.see(".welcome-ticket .number", &given.number).await;
        desk.press(&typed("m")).await;
        desk.see(".welcome-moved", &given.number).await;
        desk.press(&typed("inf\r\r")).await;
        desk.see(".welcome-said", "trasferito").await;
        assert_eq!(office.floor().tickets[&given.id].leg().service.as_str(), "informazioni");
        assert_eq!((office.given(), office.state(&given.number)), (1, LegState::Waiting));
    });
}

#[test]
fn hall_is_live_and_does_not_take_the_officer_s_words_away() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        desk.live().await;
        desk.press(&typed("tas")).await;
        desk.see("#found li:first-child", "Tassa rifiuti").await;
        let given = office.give(TAX).await;
        desk.see("[data-region=hall] .is-waiting", &given.number).await;
        assert_eq!(desk.run("return q.value").await, "tas");
        office.call_next("sportello-3").await;
        desk.see("[data-region=hall] .hall-desks", &given.number).await;
    });
}

#[test]
fn officer_with_a_tablet_needs_no_keyboard() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        office.await_quick("tari-dichiarazione").await;
        let tablet = browser.window(Device::Tablet).await;
        tablet.go(&office.at(WELCOME)).await;
        tablet.live().await;
        inspect(&tablet, "welcome-tablet-idle").await;
        tablet.tap("#found a[href*='need=tassa-rifiuti']").await;
        tablet.find(".welcome-question").await;
        inspect(&tablet, "welcome-tablet-question").await;
        tablet.tap(".welcome-answers li:first-child a").await;
        tablet.find(".welcome-route.is-quick").await;
        inspect(&tablet, "welcome-tablet-route").await;
        let small = tablet
            .run(
                "return [...document.querySelectorAll('main a, main button')].filter((control) => {
                   const {width, height} = control.getBoundingClientRect();
                   return width && (height < 43 || width < 43);
                 }).map((control) => control.outerHTML)",
            )
            .await;
        assert_eq!(small, serde_json::json!([]));
        let is_wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(tablet.run(is_wide).await, false);
        tablet.tap(".welcome-main").await;
        tablet.find(".welcome-given .number").await;
        assert_eq!(office.given(), 1);
        inspect(&tablet, "welcome-tablet-given").await;
    });
}

#[test]
fn officer_without_script_gets_as_far() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::ZERO).await;
        office.await_quick("tari-dichiarazione").await;
        let plain = browser.window(Device::Desk).await.without_script().await;
        plain.go(&office.at(WELCOME)).await;
        plain.tap("#q").await;
        plain.press(&typed("tassa\r")).await;
        plain.see("#found li:first-child", "Tassa rifiuti").await;
        plain.tap("#found li:first-child a").await;
        plain.tap(".welcome-answers li:first-child a").await;
        plain.tap("[name=speaks][value=en]").await;
        plain.tap(".welcome-main").await;
        let number = plain.text(".welcome-given .number").await;
        assert_eq!(office.told(&office.ticket(&number)).language, Language::En);
    });
}

#[test]
fn pages_of_the_welcome_desk_stand_inspection() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::from_secs(3600)).await;
        for (n, service) in ["imu", "informazioni", "protocollo", "cie-pin-puk", "imu", "autocertificazione"]
            .into_iter()
            .cycle()
            .take(14)
            .enumerate()
        {
            let class = if n == 7 { Class::Priority } else { Class::Ordinary };
            office.give_with(service, class, None).await;
            office.pass(Duration::from_secs(100));
        }
        office.call_next(REGISTER).await;
        let sent = office.give(TAX).await;
        office.order(Order::Move { ticket: sent.id, to: MoveTo::Welcome }).await;
        office.await_quick("tari-dichiarazione").await;
        let desk = browser.window(Device::Desk).await;
        desk.go(&office.at(WELCOME)).await;
        desk.live().await;
        inspect(&desk, "welcome-idle").await;
        desk.press(&typed("ide")).await;
        desk.find("#found .is-first").await;
        inspect(&desk, "welcome-found").await;
        desk.press(&[Key::Enter]).await;
        desk.find(".welcome-question").await;
        inspect(&desk, "welcome-question").await;
        desk.press(&[Key::Escape]).await;
        desk.press(&typed("tas\r1")).await;
        desk.find(".welcome-route.is-quick").await;
        inspect(&desk, "welcome-route").await;
        desk.press(&typed("a")).await;
        desk.find("[data-collected]").await;
        desk.press(&typed("cer\r2")).await;
        desk.find(".welcome-legs").await;
        inspect(&desk, "welcome-several").await;
        desk.press(&[Key::Enter]).await;
        desk.find(".welcome-route.is-online, .welcome-given").await;
        desk.go(&office.at(&format!("{WELCOME}?language=en"))).await;
        inspect(&desk, "welcome-en").await;
        desk.go(&office.at(&format!("{WELCOME}?need=moon"))).await;
        desk.see(".welcome-stuck", "Questa esigenza").await;
        inspect(&desk, "welcome-stuck").await;
    });
}

/// An officer at the welcome desk of the whole catalogue.
async fn at_desk(browser: &Browser) -> (Office, Window) {
    let office = Office::open_whole(Duration::ZERO).await;
    for service in ["informazioni", "tari-dichiarazione", "cie-pin-puk", "tessera-elettorale"] {
        office.await_quick(service).await;
    }
    let desk = browser.window(Device::Desk).await;
    desk.go(&office.at(WELCOME)).await;
    desk.live().await;
    (office, desk)
}

/// Letters and digits as they are typed; `\r` is the Enter key.
fn typed(text: &str) -> Vec<Key> {
    text.chars().map(|letter| if letter == '\r' { Key::Enter } else { Key::Plain(letter) }).collect()
}

fn ticket(office: &Office, number: &str) -> Ticket {
    office.floor().tickets[&office.ticket(number)].clone()
}
