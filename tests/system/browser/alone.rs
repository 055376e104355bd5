//! A totem that is on its own for ten minutes: people get what they come for, and the queue knows it later.

use super::driver::{Browser, browse};
use super::inspect::inspect;
use super::office::Office;
use super::window::{Device, Window};
use agent::device::Device as Agent;
use agent::front::Station;
use agent::health::Health;
use agent::network::Network;
use agent::pages::{Host, router};
use agent::pass::Pass;
use agent::trust::Trust;
use kiosk::alone::{self, Own, OwnPaper, Reserve};
use kiosk::{Clock, Secret, Shown};
use office::id::RequestKey;
use office::language::Language;
use office::moment::Moment;
use office::queue::line_for;
use office::ticket::Class;
use office::wire::{DeviceRole, Given, ReadyNumber};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tests::folder::Folder;
use tests::program::binary;
use tests::until::until;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use voice::{Speaker, Voices};

/// How long the link is away.
const AWAY: Duration = Duration::from_secs(10 * 60);
/// Where a number is taken that can be had at once.
const HAND_IN: &str = "ask?need=consegna-documenti";
/// What it is a number for.
const FILING: &str = "protocollo";

#[test]
fn totem_alone_for_ten_minutes_informs_gives_five_numbers_and_hands_them_in() {
    browse(async |browser| {
        let (mut office, totem, window) = before(browser).await;
        let first = office.give(FILING).await.number;
        office.end().await;
        window.see(".attract .state", "può darle un numero").await;
        window.picture("totem-alone-first").await;

        window.tap("a[href^='places']").await;
        window.see("main", "Anagrafe").await;
        let mut given = Vec::new();
        for nth in 0..5 {
            window.go(&totem.at(HAND_IN)).await;
            window.see(".papers", "Da avere in mano").await;
            window.see(".facts", "Ora non si può sapere").await;
            if nth == 0 {
                window.picture("totem-alone-outcome").await;
            }
            window.tap(".take-number").await;
            window.see(".given", "Vale da adesso").await;
            given.push(window.text(".digits").await);
            if nth == 0 {
                window.picture("totem-alone-number").await;
            }
            office.pass(AWAY / 5);
        }
        assert_eq!(given, ["X001", "X002", "X003", "X004", "X005"]);

        office.begin_again().await;
        until("all five in the queue", async || (office.given() == 6).then_some(())).await;
        let expected = [&first].into_iter().chain(&given);
        let line: Vec<(String, Moment)> = {
            let floor = office.floor();
            let filing = FILING.parse().unwrap();
            let desk = floor.rules().unwrap().desks_for(&filing).next().unwrap();
            let line = line_for(&floor, &desk.id, office.now());
            line.iter().map(|ticket| (ticket.number.to_string(), ticket.joined_at)).collect()
        };
        assert!(line.iter().map(|(number, _)| number).eq(expected), "{line:?}");
        let apart = line[5].1.since(line[1].1);
        assert!((AWAY / 5 * 4..AWAY).contains(&apart), "{apart:?} from the first to the last");
        window.go(&totem.at("")).await;
        window.see_none(".attract .state.shut").await;
    });
}

#[test]
fn totem_that_is_alone_says_it_in_the_visitors_language_and_without_numbers_what_to_do() {
    browse(async |browser| {
        let (mut office, totem, window) = before(browser).await;
        office.end().await;
        window.see(".attract .state", "può darle un numero").await;
        for language in Language::ALL {
            let code = language.code();
            window.go(&totem.at(&format!("{HAND_IN}&language={code}"))).await;
            window.find(".take-number").await;
            window.picture(&format!("totem-alone-outcome-{code}")).await;
            if language == Language::Ar {
                window.tap(".take-number").await;
                window.find(".digits").await;
                window.picture("totem-alone-number-ar").await;
            }
        }
        totem.spend().await;
        window.go(&totem.at("")).await;
        window.see(".attract .state", "non può dare altri numeri").await;
        window.picture("totem-alone-spent").await;
        window.go(&totem.at(HAND_IN)).await;
        window.see(".outcome .reason", "Si rivolga all’accoglienza").await;
        window.see_none(".take-number").await;
        window.picture("totem-alone-spent-outcome").await;
    });
}

#[test]
fn page_is_read_out_at_a_touch_and_another_one_ends_it() {
    browse(async |browser| {
        let (_office, totem, window) = before(browser).await;
        let said = "return Number(sessionStorage.getItem('said'))";
        let heard = "return document.querySelector('[data-listen]').dataset.heard";
        let is_on = "return document.querySelector('[data-listen]').ariaPressed";
        for page in ["", HAND_IN] {
            window.go(&totem.at(page)).await;
            window.tap("button[data-listen]").await;
            until("a text that is heard to its end", async || {
                (window.run(heard).await == "yes").then_some(())
            })
            .await;
            assert_eq!(window.run(is_on).await, "true", "there is more to say");
            window.tap("button[data-listen]").await;
            assert_eq!(window.run(is_on).await, "false");
        }
        // The one that was being said when it was ended is the last.
        let before = window.run(said).await;
        window.find(".take-number").await;
        assert!(before.as_u64() >= Some(2) && window.run(said).await == before, "{before}");
        inspect(&window, "totem-listen").await;
        window.go(&totem.at(&format!("{HAND_IN}&language=ar"))).await;
        window.see_none("[data-listen]").await;
    });
}

/// A demo of a quarter of an hour ago, a totem's own program that is linked to it, and who stands before it.
async fn before(browser: &Browser) -> (Office, Totem, Window) {
    let office = Office::open_with(AWAY + Duration::from_secs(300), super::office::whole).await;
    office.await_quick(FILING).await;
    let totem = Totem::start(&office).await;
    let window = browser.window(Device::Totem).await;
    window.go(&totem.at("")).await;
    window.find(".attract").await;
    (office, totem, window)
}

/// The parts of `sportello-totem` in this process, on the office's clock.
struct Totem {
    address: SocketAddr,
    reserve: Arc<Reserve>,
    clock: Clock,
    tasks: Vec<JoinHandle<()>>,
    _folder: Folder,
    _ending: watch::Sender<bool>,
}

impl Totem {
    async fn start(office: &Office) -> Self {
        let folder = Folder::empty();
        let key = office.enrol_totem("totem-2").await;
        let pass = Pass { device: "totem-2".parse().unwrap(), key };
        pass.write(folder.path()).unwrap();
        let clock = office.clock();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let reserve = Reserve::open(folder.path()).unwrap();
        let own = Own { reserve: reserve.clone(), paper: OwnPaper::new(clock(), random()) };
        let voices = Voices::reading(Speaker { program: binary(), other: None });
        let station = Station::<Shown>::new(None);
        let (up, outbox) = mpsc::channel(64);
        let (ending, is_ending) = watch::channel(false);
        let host = Host {
            station: station.clone(),
            up: up.clone(),
            role: DeviceRole::Totem,
            server: office.at(""),
            mount: alone::mount(own, Secret::new([7; 32]), random, clock.clone(), Some(voices)),
        };
        let device = Agent {
            folder: folder.path().to_owned(),
            url: office.at("/link").replace("http:", "ws:"),
            trust: Trust::ThisMachine,
            role: DeviceRole::Totem,
            version: "test",
            health: Health::start("test"),
            network: Network::default(),
        };
        let heard = station.clone();
        let linked = device.run(outbox, move |what| heard.hear(what), || 0.1, is_ending);
        let kept = alone::keep_ready(station.clone(), up, reserve.clone(), folder.path().to_owned());
        let pages = axum::serve(listener, router(host, axum::Router::new(), address));
        let tasks = vec![
            tokio::spawn(async move { linked.await.unwrap() }),
            tokio::spawn(async move { match kept.await {} }),
            tokio::spawn(async move { pages.await.unwrap() }),
        ];
        let totem = Self { address, reserve, clock, tasks, _folder: folder, _ending: ending };
        until("numbers for today", async || (totem.left() == 50).then_some(())).await;
        totem
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}/totem/{path}", self.address)
    }

    /// How many numbers are left for the open date.
    fn left(&self) -> usize {
        self.reserve.dates().first().map_or(0, |date| self.reserve.left(*date))
    }

    /// Gives every number that is left to nobody.
    async fn spend(&self) {
        let date = self.reserve.dates()[0];
        while self.reserve.left(date) > 0 {
            let visit: RequestKey = format!("nobody-{}", self.reserve.left(date)).parse().unwrap();
            let taken_at = (self.clock)();
            let to = |ready: ReadyNumber| Given {
                date,
                number: ready.number,
                token: ready.token,
                taken_at,
                epoch: 0,
                seq: 0,
                visit: visit.clone(),
                service: FILING.parse().unwrap(),
                then: Vec::new(),
                need: None,
                answers: BTreeMap::new(),
                class: Class::Ordinary,
                language: Language::It,
            };
            self.reserve.give(date, &visit, to).await.unwrap().expect("one is left");
        }
    }
}

fn random() -> u128 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed).into()
}

impl Drop for Totem {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
