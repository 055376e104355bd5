//! The clerk's desk: everything by keyboard, and nothing moves under the hand.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::office::{CARD, DISPLAY, INFORMATION, Office, REGISTER, RESIDENCE, TAX};
use super::window::{Device, Key, Window};
use office::language::Language;
use office::ticket::{Class, LegState};
use serde_json::Value;
use server::store::paper::Told;
use std::time::Duration;

#[test]
fn withdrawn_call_puts_the_visitor_back_and_leaves_the_board() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        let display = browser.window(Device::Display).await;
        display.go(&office.at(DISPLAY)).await;
        display.live().await;
        office.give(RESIDENCE).await;
        desk.see(".desk-next", "A001").await;
        act(&desk, &[Key::Plain('n')], "A001 chiamato").await;
        display.see(".newest .number", "A001").await;
        act(&desk, &[Key::Plain('a')], "A001 di nuovo in attesa").await;
        desk.see("[data-region=queue]", "A001").await;
        desk.see(".desk-next", "A001").await;
        display.see(".message", "Attenda il suo numero").await;
        assert_eq!(office.state("A001"), LegState::Waiting);
    });
}

#[test]
fn number_is_announced_again_after_a_moment() {
    browse(async |browser| {
        let office = Office::open_ago(Duration::from_secs(5)).await;
        let desk = browser.window(Device::Desk).await;
        desk.go(&office.desk(REGISTER)).await;
        desk.live().await;
        office.give(RESIDENCE).await;
        desk.see(".desk-next", "A001").await;
        act(&desk, &[Key::Plain('n')], "A001 chiamato").await;
        office.pass(Duration::from_secs(5));
        act(&desk, &[Key::Plain('r')], "A001 richiamato").await;
        desk.see(".desk-facts", "Chiamato 2 volte").await;
    });
}

#[test]
fn absent_visitor_can_be_brought_back() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        office.give(RESIDENCE).await;
        desk.see(".desk-next", "A001").await;
        act(&desk, &[Key::Plain('n')], "A001 chiamato").await;
        act(&desk, &[Key::Plain('s')], "A001 segnato assente").await;
        desk.see("[data-region=missing]", "A001").await;
        desk.tab_to("[value=bring-back]").await;
        act(&desk, &[Key::Enter], "A001 di nuovo in fila").await;
        desk.see("[data-region=missing]", "Nessun assente").await;
        desk.see(".desk-next", "A001").await;
    });
}

#[test]
fn held_visitor_is_taken_up_again() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        office.give(RESIDENCE).await;
        office.give(RESIDENCE).await;
        desk.see(".desk-next", "A001").await;
        act(&desk, &[Key::Plain('n')], "A001 chiamato").await;
        act(&desk, &[Key::Plain('i')], "A001 allo sportello").await;
        act(&desk, &[Key::Plain('o')], "A001 sospeso").await;
        desk.see("[data-region=held]", "A001").await;
        act(&desk, &[Key::Plain('n')], "A002 chiamato").await;
        act(&desk, &[Key::Plain('i')], "A002 allo sportello").await;
        act(&desk, &[Key::Plain('t')], "A002 terminato").await;
        desk.tab_to("[value=resume]").await;
        act(&desk, &[Key::Enter], "A001 ripreso").await;
        desk.see(".desk-current", "A001").await;
        act(&desk, &[Key::Plain('t')], "A001 terminato").await;
    });
}

#[test]
fn visitor_is_moved_to_another_desk() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        let other = browser.window(Device::Desk).await;
        other.go(&office.desk(INFORMATION)).await;
        other.live().await;
        office.give(CARD).await;
        desk.see(".desk-next", "C001").await;
        act(&desk, &[Key::Plain('n')], "C001 chiamato").await;
        act(&desk, &[Key::Plain('i')], "C001 allo sportello").await;
        desk.tab_to("#to").await;
        // Past "choose where" and the welcome desk.
        desk.press(&[Key::Down, Key::Down]).await;
        desk.tab_to("button[form=move]").await;
        act(&desk, &[Key::Enter], "C001 trasferito").await;
        other.see(".desk-next", "C001").await;
        other.see(".desk-next", "Inviato a questo sportello").await;
        act(&other, &[Key::Plain('n')], "C001 chiamato").await;
    });
}

#[test]
fn number_is_called_out_of_turn_with_a_reason() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        office.give(RESIDENCE).await;
        office.give(RESIDENCE).await;
        desk.see("[data-region=queue]", "A002").await;
        desk.tab_to("#ticket").await;
        desk.press(&[Key::Down, Key::Down]).await;
        desk.tab_to("#reason").await;
        desk.press(&[Key::Down]).await;
        desk.tab_to("button[form=choose]").await;
        act(&desk, &[Key::Enter], "A002 chiamato").await;
        desk.see(".desk-current", "A002").await;
        desk.see(".desk-next", "A001").await;
    });
}

#[test]
fn desk_is_paused_closed_and_opened_by_a_key() {
    browse(async |browser| {
        let (_office, desk) = at_desk(browser).await;
        for (key, said, badge) in [
            ('2', "Sportello in pausa", "In pausa"),
            ('3', "Sportello aperto", "Aperto"),
            ('4', "Sportello chiuso", "Chiuso"),
            ('1', "Sportello aperto", "Aperto"),
        ] {
            act(&desk, &[Key::Plain(key)], said).await;
            desk.see(".desk-state .badge", badge).await;
        }
    });
}

#[test]
fn busy_desk_is_told_so_in_words() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        office.give(RESIDENCE).await;
        office.give(RESIDENCE).await;
        let late = browser.window(Device::Desk).await.without_script().await;
        late.go(&office.desk(REGISTER)).await;
        late.see(".desk-next", "A001").await;
        desk.see(".desk-next", "A001").await;
        act(&desk, &[Key::Plain('n')], "A001 chiamato").await;
        late.tap("[value=call-next]").await;
        late.see(".desk-said.is-no", "Lo sportello ha già il numero A001").await;
        assert_eq!(office.state("A002"), LegState::Waiting);
    });
}

#[test]
fn desk_with_nobody_waiting_is_told_so() {
    browse(async |browser| {
        let (_office, desk) = at_desk(browser).await;
        act(&desk, &[Key::Plain('n')], "Nessuno da chiamare").await;
    });
}

#[test]
fn two_desks_that_call_at_once_get_different_visitors() {
    browse(async |browser| {
        let (office, first) = at_desk(browser).await;
        let second = browser.window(Device::Desk).await;
        second.go(&office.desk(INFORMATION)).await;
        second.live().await;
        office.give(CARD).await;
        office.give(CARD).await;
        first.see("[data-region=queue]", "C002").await;
        second.see("[data-region=queue]", "C002").await;
        // Both pages press at the same moment of the machine's clock.
        let at = first.run("return Date.now() + 500").await;
        for desk in [&first, &second] {
            desk.run(&format!(
                "setTimeout(() => document.querySelector('.desk-call').click(), {at} - Date.now())"
            ))
            .await;
        }
        first.see(".desk-said", "chiamato").await;
        second.see(".desk-said", "chiamato").await;
        let called = [first.text(".desk-current .number").await, second.text(".desk-current .number").await];
        assert_ne!(called[0], called[1]);
        assert!(called.iter().all(|number| number == "C001" || number == "C002"), "{called:?}");
    });
}

#[test]
fn key_that_is_pressed_twice_calls_one_visitor() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        office.give(RESIDENCE).await;
        office.give(RESIDENCE).await;
        desk.see(".desk-next", "A001").await;
        act(&desk, &[Key::Plain('n'), Key::Plain('n')], "A001 chiamato").await;
        assert_eq!(office.state("A002"), LegState::Waiting);
    });
}

#[test]
fn nothing_moves_under_the_hand_whatever_happens() {
    browse(async |browser| {
        let (office, desk) = at_desk(browser).await;
        let empty = places(&desk).await;
        for n in 0..40 {
            let class = if n % 7 == 0 { Class::Priority } else { Class::Ordinary };
            office.give_with([RESIDENCE, CARD, TAX][n % 3], class, Some("Ha già il modulo compilato")).await;
        }
        desk.see("[data-region=queue]", "C013").await;
        assert_eq!(places(&desk).await, empty, "with forty waiting");
        for (key, said) in [
            ('n', "chiamato"),
            ('i', "allo sportello"),
            ('o', "sospeso"),
            ('n', "chiamato"),
            ('s', "segnato assente"),
            ('n', "chiamato"),
            ('a', "di nuovo in attesa"),
            ('n', "chiamato"),
            ('i', "allo sportello"),
            ('t', "terminato"),
            ('2', "in pausa"),
            ('3', "aperto"),
        ] {
            act(&desk, &[Key::Plain(key)], said).await;
            assert_eq!(places(&desk).await, empty, "after {key}");
            desk.live().await;
            assert_eq!(places(&desk).await, empty, "live after {key}");
        }
    });
}

#[test]
fn need_and_procedure_come_up_with_the_call_and_nothing_before() {
    browse(async |browser| {
        let office = Office::open_whole(Duration::from_secs(30 * 60)).await;
        let desk = browser.window(Device::Desk).await;
        desk.go(&office.desk(REGISTER)).await;
        desk.live().await;
        let empty = places(&desk).await;
        let answers = [("certificato-uso".parse().unwrap(), "privato".parse().unwrap())].into();
        let told = Told {
            need: Some("certificati".parse().unwrap()),
            answers,
            note: Some("Ha già la marca da bollo".into()),
            language: Language::Ro,
        };
        let services = ["certificati-anagrafici", "tessera-elettorale", "imu"];
        office.give_told(&services, Class::Ordinary, told).await;
        office.give(CARD).await;
        desk.see(".desk-next", "A001").await;
        let page = desk.run("return document.querySelector('main').innerText").await;
        for secret in ["marca da bollo", "banca", "Română", "Documenti da controllare"] {
            assert!(!page.as_str().unwrap().contains(secret), "{secret} before the call");
        }

        act(&desk, &[Key::Plain('n')], "A001 chiamato").await;
        desk.see(".desk-wish", "A una banca, un notaio o un privato").await;
        desk.see(".desk-then", "Tessera elettorale").await;
        desk.see(".desk-current", "Română").await;
        desk.see(".desk-procedure", "Documenti da controllare").await;
        assert_eq!(places(&desk).await, empty, "with the script over the queue");
        inspect(&desk, "desk-script").await;
        let is_whole = "const work = document.querySelector('.desk-work');
                        return work.scrollHeight <= work.clientHeight && document.documentElement.scrollHeight <= innerHeight";
        assert_eq!(desk.run(is_whole).await, true, "what is needed is there without scrolling");

        act(&desk, &[Key::Plain('i')], "A001 allo sportello").await;
        desk.live().await;
        desk.tap(".procedure-papers input").await;
        office.give(CARD).await;
        desk.see(".desk-next", "C001").await;
        let is_ticked = "return document.querySelector('.procedure-papers input').checked";
        assert_eq!(desk.run(is_ticked).await, true, "what happens elsewhere unticks nothing");
        desk.run("document.activeElement.blur()").await;
        act(&desk, &[Key::Plain('t')], "A001 resta qui: ora Tessera elettorale").await;
        desk.see(".desk-procedure", "Tessera elettorale").await;
        act(&desk, &[Key::Plain('t')], "A001 ha finito qui e ora attende per: IMU").await;
        desk.see_none(".desk-procedure").await;
        desk.see("[data-region=queue]", "C001").await;
    });
}

/// A clerk at the residents' register.
async fn at_desk(browser: &Browser) -> (Office, Window) {
    let office = Office::open().await;
    let desk = browser.window(Device::Desk).await;
    desk.go(&office.desk(REGISTER)).await;
    desk.live().await;
    (office, desk)
}

/// Presses a key and waits until the page says what became of it.
async fn act(desk: &Window, keys: &[Key], said: &str) {
    desk.live().await;
    desk.press(keys).await;
    desk.see(".desk-said", said).await;
}

/// Where every button with a key is, by its key: on the screen, not in the page.
async fn places(desk: &Window) -> Value {
    desk.run(
        "return [...document.querySelectorAll('[data-key]')].map((button) => {
           const {x, y, width, height} = button.getBoundingClientRect();
           return [button.dataset.key, x, y, width, height].join(' ');
         })",
    )
    .await
}
