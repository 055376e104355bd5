//! From a code on a screen to a device of the house, and back out of it.

use agent::device::Device;
use agent::health::Health;
use agent::link::{Heard, OUTBOX_MAX};
use agent::network::Network;
use agent::pass::Pass;
use agent::trust::Trust;
use office::wire::{DeviceRole, FromDevice, PROTOCOL, Snapshot, ToDevice};
use server::enrolment::CODE_LASTS;
use server::store::keys;
use std::time::Duration;
use tests::device::{Link, hello};
use tests::feed::{CUT_MAX, Feed};
use tests::folder::Folder;
use tests::person::{Person, Told};
use tests::until::{PATIENCE, until, within};
use tests::world::{OFFICE, World};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

const PAGE: &str = "/admin/devices";

#[tokio::test(flavor = "multi_thread")]
async fn device_that_is_switched_on_for_the_first_time_is_enrolled_by_its_code_and_linked() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let folder = Folder::empty();
    let mut display = Started::on(&world, &folder, DeviceRole::Display);
    let code = display.code().await;
    let page = admin.get(PAGE).await.text;
    assert!(page.contains("127.0.0.1") && !page.contains(&code), "codes are read on the spot");

    let spaced = format!("{} {}", &code[..3], &code[3..]);
    enrol(&admin, &spaced, "display").await.is_led_to(PAGE);
    let Snapshot::Display(screen) = display.snapshot().await else { panic!("not for a display") };
    assert!((screen.viewing_distance_m, screen.panel_diagonal_in) == (4.5, 55.0));

    let pass = Pass::read(folder.path()).unwrap().expect("the device keeps its key");
    let row = world.app().directory.now().device(&pass.device).cloned().expect("it is a device");
    assert_eq!((row.title.as_str(), row.hash), ("Tabellone nuovo", keys::hash(&pass.key)));
    let database = std::fs::read(world.folder().database()).unwrap();
    assert!(!database.windows(pass.key.len()).any(|some| some == pass.key.as_bytes()), "hashed only");
    let used = enrol(&admin, &code, "display").await;
    assert_eq!(used.status, 422, "a code is good once");
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_device_is_cut_within_five_seconds_and_shows_a_code_again() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let folder = Folder::empty();
    let mut display = Started::on(&world, &folder, DeviceRole::Display);
    let first = display.code().await;
    enrol(&admin, &first, "display").await.is_led_to(PAGE);
    display.snapshot().await;
    let device = Pass::read(folder.path()).unwrap().unwrap().device;
    let token = admin.token("/account").await;
    let revoked = admin.fill(&format!("{PAGE}/{device}/revoke"), &[("token", token.as_str())]).await;
    revoked.is_led_to(PAGE);
    timeout(CUT_MAX, display.down()).await.expect("it is cut in time");
    let second = display.code().await;
    enrol(&admin, &second, "display").await.is_led_to(PAGE);
    display.snapshot().await;
    assert_ne!(Pass::read(folder.path()).unwrap().unwrap().device, device);
}

#[tokio::test(flavor = "multi_thread")]
async fn code_is_no_good_after_ten_minutes_nor_once_its_device_has_gone() {
    let world = World::plan().always_open().begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let (mut waiting, old) = newcomer(&world, Some(DeviceRole::Totem)).await;
    world.pass(CODE_LASTS).await;
    assert_eq!(enrol(&admin, &old, "totem").await.status, 422);
    assert_eq!(waiting.bye().await, "expired");
    let (gone, code) = newcomer(&world, Some(DeviceRole::Totem)).await;
    drop(gone);
    until("the newcomer is forgotten", async || {
        world.app().newcomers.all(world.app().clock.elapsed()).is_empty().then_some(())
    })
    .await;
    assert_eq!(enrol(&admin, &code, "totem").await.status, 422);
    let devices = world.app().directory.now().devices().filter(|row| row.title == "Tabellone nuovo").count();
    assert_eq!(devices, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_codes_has_to_wait_longer_and_longer() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let (mut waiting, code) = newcomer(&world, None).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    for _ in 0..5 {
        let told = enrol(&admin, wrong, "display").await;
        assert!(told.status == 422 && told.text.contains("Nessun dispositivo mostra"), "{}", told.text);
    }
    let told = enrol(&admin, &code, "display").await;
    assert!(told.status == 422 && told.text.contains("Troppi codici sbagliati"), "{}", told.text);
    world.pass(Duration::from_secs(2)).await;
    enrol(&admin, &code, "display").await.is_led_to(PAGE);
    assert!(matches!(waiting.hear().await, ToDevice::Enrolled { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn program_is_not_made_what_it_cannot_be_and_its_code_stays_good() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let (mut waiting, code) = newcomer(&world, Some(DeviceRole::Printer)).await;
    for kind in ["display", "totem", "totem:printer-1", "sign:sportello-1"] {
        let told = enrol(&admin, &code, kind).await;
        assert!(told.status == 422 && told.text.contains("Il programma di quel dispositivo"), "{kind}");
    }
    enrol(&admin, &code, "printer").await.is_led_to(PAGE);
    assert!(matches!(waiting.hear().await, ToDevice::Enrolled { .. }));
    let (_other, code) = newcomer(&world, Some(DeviceRole::Display)).await;
    for size in [("0", "43"), ("5", ""), ("5", "cento"), ("1e9", "43")] {
        let told = enrol_with(&admin, &code, "display", size).await;
        assert!(told.status == 422 && told.text.contains("0,5 a 30 m"), "{size:?}: {}", told.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomer_that_says_more_than_that_is_sent_away_and_a_crowd_of_them_is_kept_out() {
    let world = World::begin().await;
    let (mut talker, _) = newcomer(&world, None).await;
    talker.say(&hello("display-1", &world.device_key("display-1"))).await;
    assert_eq!(talker.bye().await, "malformed");
    let mut waiting = Vec::new();
    for _ in 0..server::enrolment::EACH_MAX {
        waiting.push(newcomer(&world, None).await);
    }
    let mut late = Link::connect(world.address()).await;
    late.say(&FromDevice::Newcomer { protocol: PROTOCOL, role: None, version: String::new() }).await;
    match late.hear().await {
        ToDevice::Bye { code, retry_after_s } => {
            assert_eq!((code.as_str(), retry_after_s), ("crowded", Some(60)))
        }
        other => panic!("not a bye: {other:?}"),
    }
    let mut old = Link::connect(world.address()).await;
    old.say(&FromDevice::Newcomer { protocol: PROTOCOL + 1, role: None, version: String::new() }).await;
    assert_eq!(old.bye().await, "protocol");
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_becomes_a_display_by_a_code_and_has_that_page_and_no_other_right() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let begun = world.stranger().fill("/enrol/", &[]).await;
    begun.is_led_to("/enrol/");
    let key = begun.cookie("device").expect("the key is in a cookie");
    let cookie = format!("device={key}");
    let browser = async |path: &str| {
        let asked = world.stranger().ask(reqwest::Method::GET, path).header("Cookie", &cookie);
        world.stranger().send(asked.header("Sec-Fetch-Site", "same-origin")).await
    };
    let code = shown_code(&browser("/enrol/").await.text);
    assert!(world.app().newcomers.all(Duration::ZERO).len() == 1);
    let mut feed = Feed::open(world.address(), "/enrol/feed", ("Cookie", &cookie)).await.ok().unwrap();
    enrol(&admin, &code, "display").await.is_led_to(PAGE);
    within(CUT_MAX, "the order to load the page anew", async || {
        feed.hear().await.filter(|message| message["reload"] == true)
    })
    .await;
    let led = browser("/enrol/").await;
    let page = led.header("location").to_owned();
    assert!(led.status == 303 && page.starts_with("/display/display-"), "{} {page}", led.status);
    browser(&page).await.is_page();

    for (path, status) in [
        ("/display/display-1/", 404),
        ("/totem/totem-1/", 404),
        ("/desk/", 303),
        ("/admin/devices", 303),
        ("/api/v1/offices/portico/queue", 401),
    ] {
        assert_eq!(browser(path).await.status, status, "{path}");
    }
    let mut board =
        Feed::open(world.address(), &format!("{page}feed"), ("Cookie", &cookie)).await.ok().unwrap();
    let device = page.trim_matches('/').split('/').nth(1).unwrap().to_owned();
    let token = admin.token("/account").await;
    admin.fill(&format!("{PAGE}/{device}/revoke"), &[("token", token.as_str())]).await.is_led_to(PAGE);
    within(CUT_MAX, "the end of its feed", async || match board.hear().await {
        Some(message) if message.get("reload").is_none() => None,
        Some(_) | None => Some(()),
    })
    .await;
    assert_eq!(browser(&page).await.status, 303, "led to the login");
}

#[tokio::test(flavor = "multi_thread")]
async fn page_of_somebody_else_cannot_make_a_browser_a_newcomer() {
    let world = World::begin().await;
    let told = world.stranger().fill_with("/enrol/", &[], &[("Origin", "https://elsewhere.example")]).await;
    assert_eq!(told.status, 403);
    assert!(world.app().newcomers.all(Duration::ZERO).is_empty());
    let feed = Feed::open(world.address(), "/enrol/feed", ("Cookie", "device=none")).await;
    assert_eq!(feed.err(), Some(404));
}

/// A newcomer on its link, and its code.
async fn newcomer(world: &World, role: Option<DeviceRole>) -> (Link, String) {
    let mut link = Link::connect(world.address()).await;
    link.say(&FromDevice::Newcomer { protocol: PROTOCOL, role, version: "0".into() }).await;
    match link.hear().await {
        ToDevice::Code { code, expires_in_s: 600 } => {
            assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            (link, code)
        }
        other => panic!("not a code: {other:?}"),
    }
}

async fn enrol(admin: &Person, code: &str, kind: &str) -> Told {
    enrol_with(admin, code, kind, ("4,5", "55")).await
}

async fn enrol_with(admin: &Person, code: &str, kind: &str, (distance, diagonal): (&str, &str)) -> Told {
    let token = admin.token("/account").await;
    let fields = [
        ("token", token.as_str()),
        ("code", code),
        ("title", "Tabellone nuovo"),
        ("kind", kind),
        ("distance_m", distance),
        ("diagonal_in", diagonal),
    ];
    admin.fill(&format!("{PAGE}/enrol"), &fields).await
}

/// The code that a page shows.
fn shown_code(page: &str) -> String {
    let (_, after) = page.split_once("data-code=\"").unwrap_or_else(|| panic!("no code: {page}"));
    after.split('"').next().unwrap().to_owned()
}

/// A device program that runs.
struct Started {
    heard: mpsc::UnboundedReceiver<Heard>,
    _ending: watch::Sender<bool>,
    _up: mpsc::Sender<FromDevice>,
}

impl Started {
    fn on(world: &World, folder: &Folder, role: DeviceRole) -> Self {
        let (up, outbox) = mpsc::channel(OUTBOX_MAX);
        let (hears, heard) = mpsc::unbounded_channel();
        let (ending, is_ending) = watch::channel(false);
        let device = Device {
            folder: folder.path().to_owned(),
            url: format!("ws://{}/link", world.address()),
            trust: Trust::ThisMachine,
            role,
            version: "1.2.3",
            health: Health::start("1.2.3"),
            network: Network::default(),
        };
        tokio::spawn(async move {
            let hear = |heard| drop(hears.send(heard));
            device.run(outbox, hear, || 0.1, is_ending).await.expect("its key can be kept");
        });
        Self { heard, _ending: ending, _up: up }
    }

    async fn next(&mut self) -> Heard {
        timeout(PATIENCE, self.heard.recv()).await.expect("in time").expect("the program runs")
    }

    async fn message<T>(&mut self, mut is_it: impl FnMut(ToDevice) -> Option<T>) -> T {
        loop {
            if let Heard::Message(message) = self.next().await
                && let Some(found) = is_it(*message)
            {
                return found;
            }
        }
    }

    async fn code(&mut self) -> String {
        self.message(|message| match message {
            ToDevice::Code { code, .. } => Some(code),
            _ => None,
        })
        .await
    }

    async fn snapshot(&mut self) -> Snapshot {
        self.message(|message| match message {
            ToDevice::Snapshot { snapshot } => Some(snapshot),
            _ => None,
        })
        .await
    }

    async fn down(&mut self) {
        while self.next().await != Heard::Down {}
    }
}
