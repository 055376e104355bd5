//! The displays of the hall.

use super::driver::browse;
use super::office::{DISPLAY, INFORMATION, Office, REGISTER, RESIDENCE, SIGN, TAX, TAXES};
use super::window::{Device, Window};
use office::command::Order;
use office::configuration::{Configuration, Desk};
use office::id::DeskId;
use office::language::Text;
use std::time::Duration;
use tests::display::Display;
use tests::folder::Folder;
use tests::until::{until, within};
use tests::world::World;

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

#[test]
fn calls_without_a_row_take_turns_and_each_is_seen() {
    browse(async |browser| {
        let office = Office::open_with(Duration::ZERO, with_many_desks).await;
        let display = browser.window(Device::Display).await;
        display.go(&office.at(DISPLAY)).await;
        display.live().await;
        let mut given = Vec::new();
        for nth in 1..=DESKS {
            given.push(office.give(TAX).await);
            office.call_next(&format!("banco-{nth}")).await;
        }
        display.see(".newest .number", &format!("T{DESKS:03}")).await;
        let first = rows(&display).await;
        display.picture("display-pages").await;
        assert!(first.len() < DESKS - 1, "not all of them have a row: {first:?}");
        display.turn_intervals(TURN_S).await;
        let second = rows(&display).await;
        assert!(
            !second.is_empty() && second.iter().all(|number| !first.contains(number)),
            "{first:?} {second:?}"
        );
        let mut seen = [first.clone(), second].concat();
        let mut turns = 1;
        while seen.len() < DESKS - 1 && turns < DESKS {
            turns += 1;
            display.turn_intervals(TURN_S).await;
            seen.extend(rows(&display).await);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), DESKS - 1, "each has its turn: {seen:?}");
        display.turn_intervals(TURN_S).await;
        until("the first page again", async || (rows(&display).await == first).then_some(())).await;
        // A new call begins with the first page.
        display.turn_intervals(TURN_S).await;
        office.order(Order::Recall { ticket: given[0].id.clone() }).await;
        display.see(".newest .number", "T001").await;
        until("the first page", async || {
            let newest = format!("T{DESKS:03}");
            rows(&display).await.contains(&newest).then_some(())
        })
        .await;
    });
}

#[test]
fn day_on_the_wall_needs_no_reload_and_nothing_stands_still() {
    browse(async |browser| {
        let office = Office::open().await;
        let display = browser.window(Device::Display).await;
        display.go(&office.at(DISPLAY)).await;
        display.live().await;
        office.give(RESIDENCE).await;
        office.call_next(REGISTER).await;
        display.see(".newest .number", "A001").await;
        display.run("window.isTheSamePage = true").await;
        let nodes = nodes(&display).await;
        let mut places = Vec::new();
        for _ in 0..DAY_SHIFTS {
            display.turn_intervals(SHIFT_S).await;
            let place = display.run("const at = document.querySelector('.newest .number').getBoundingClientRect(); return [at.x, at.y]").await;
            places.push(place.to_string());
        }
        let stands = places.windows(2).filter(|pair| pair[0] == pair[1]).count();
        assert_eq!(stands, 0, "it moves each time: {places:?}");
        places.sort();
        places.dedup();
        assert!(places.len() >= 4, "it goes round: {places:?}");
        // A bar to scroll by would take its width from the page.
        let bars_px = display
            .run("const page = document.documentElement; return innerWidth - page.clientWidth + innerHeight - page.clientHeight")
            .await;
        assert_eq!(bars_px, 0, "nothing can be scrolled");
        display.turn_intervals(DAY_S).await;
        assert_eq!(self::nodes(&display).await, nodes, "nothing piles up in a day");
        office.give(TAX).await;
        office.call_next(TAXES).await;
        display.see(".newest .number", "T001").await;
        display.hear(2).await;
        assert_eq!(display.run("return window.isTheSamePage").await, true, "the page was never loaded anew");
    });
}

#[test]
fn call_is_said_twice_and_the_next_one_waits_for_its_end() {
    browse(async |browser| {
        let world = World::begin().await;
        let (folder, recordings) = (Folder::empty(), Folder::empty());
        record(&recordings);
        let settings = format!("[sound]\nvolume = 0.4\nrecordings = {:?}\n", recordings.path());
        let program = Display::linked(&world, &folder, None, &settings).await;
        let display = browser.window(Device::Display).await;
        display.go(&format!("http://{}/display/", program.address)).await;
        display.live().await;
        let clerk = world.clerk();
        world.walk_in().take(RESIDENCE).await;
        clerk.at_desk(REGISTER, "call-next").await.is(200);
        until("the first announcement", async || (said(&display).await >= 1).then_some(())).await;
        world.walk_in().take(TAX).await;
        clerk.at_desk(TAXES, "call-next").await.is(200);
        // Letter, number and desk; twice; of two calls.
        until("all of it", async || (said(&display).await >= 12).then_some(())).await;
        let told =
            display.run("return [sessionStorage.getItem('order'), sessionStorage.getItem('atOnce')]").await;
        let (order, at_once) = (told[0].as_str().unwrap(), told[1].as_str().unwrap());
        let volume = display.run("return sessionStorage.getItem('volume')").await;
        assert_eq!(order, "rung said said said said said said rung said said said said said said");
        assert_eq!((at_once, volume.as_str()), ("1", Some("0.4")), "one sound at a time");
    });
}

const DESKS: usize = 9;
/// The page's own times, seconds: a page of rows, and a place on the panel.
const TURN_S: u32 = 8;
const SHIFT_S: u32 = 180;
const DAY_S: u32 = 24 * 3600;
/// Places that are looked at one by one.
const DAY_SHIFTS: usize = 12;

/// More desks than any panel has rows, for one service.
fn with_many_desks(configuration: &mut Configuration) {
    let like = configuration.desks.last().unwrap().clone();
    let desks = (1..=DESKS).map(|nth| Desk {
        id: DeskId::new(&format!("banco-{nth}")).unwrap(),
        number: 10 + u32::try_from(nth).unwrap(),
        name: Text { it: "Tributi".into(), en: "Taxes".into() },
        ..like.clone()
    });
    configuration.desks.extend(desks);
}

/// The numbers of the rows that are to be seen.
async fn rows(display: &Window) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.others .row:not([hidden]) .number')].map(one => one.textContent.trim())";
    let rows = display.run(script).await;
    rows.as_array().unwrap().iter().map(|row| row.as_str().unwrap().to_owned()).collect()
}

async fn nodes(display: &Window) -> u64 {
    display.run("return document.querySelectorAll('*').length").await.as_u64().unwrap()
}

async fn said(display: &Window) -> u64 {
    display.run("return Number(sessionStorage.getItem('said'))").await.as_u64().unwrap()
}

/// Short recordings of all that these calls say.
fn record(folder: &Folder) {
    std::fs::create_dir(folder.path().join("it")).unwrap();
    for name in ["letter-A", "letter-T", "number-1", "desk-1", "desk-3"] {
        std::fs::write(folder.path().join(format!("it/{name}.wav")), silence()).unwrap();
    }
}

/// A tenth of a second of silence: mono, 16 bits, 8 kHz.
fn silence() -> Vec<u8> {
    const LEN: u32 = 1600;
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + LEN).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data");
    wav.extend(LEN.to_le_bytes());
    wav.extend(vec![0; LEN as usize]);
    wav
}
