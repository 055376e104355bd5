//! How the house sees its devices, and what it asks of them.

use office::wire::{Errand, FromDevice, Snapshot, ToDevice};
use serde_json::Value;
use std::time::Duration;
use tests::device::Link;
use tests::feed::Feed;
use tests::person::Person;
use tests::until::{until, within};
use tests::world::{CARD, OFFICE, World};

const DEVICES: &str = "/api/v1/offices/portico/devices";

#[tokio::test(flavor = "multi_thread")]
async fn supervisor_sees_who_is_linked_how_fast_and_what_it_gave_last() {
    let world = World::begin().await;
    let supervisor = world.supervisor();
    assert_eq!(device(&supervisor, "display-1").await["state"], "unheard");
    let mut display = Link::welcomed(world.address(), "display-1", &world.device_key("display-1")).await;
    display
        .say(&FromDevice::Health { uptime_s: 7200, version: "9.9\n9".into(), memory_kib: Some(2048) })
        .await;
    // Pings are answered while messages are read.
    let reading = tokio::spawn(async move { while display.try_hear().await.is_some() {} });
    let seen = within(Duration::from_secs(40), "the first answer to a ping", async || {
        let seen = device(&supervisor, "display-1").await;
        (seen["latency_ms"].is_number() && seen["version"].is_string()).then_some(seen)
    })
    .await;
    assert_eq!(seen["state"], "linked");
    assert_eq!((&seen["version"], &seen["uptime_s"]), (&"9.99".into(), &7200.into()));
    assert!((0.0..5000.0).contains(&seen["latency_ms"].as_f64().unwrap()), "{seen}");

    world.clock.advance(Duration::from_secs(46));
    let seen = device(&supervisor, "display-1").await;
    assert_eq!(
        (&seen["state"], &seen["away_s"]),
        (&"away".into(), &46.into()),
        "its word has been too long ago"
    );
    reading.abort();

    let totem = "/totem/totem-1/";
    let (name, value) = world.walk_in().header();
    let mut page = Feed::open(world.address(), &format!("{totem}feed"), (name, &value)).await.ok().unwrap();
    until("the first beat of the page", async || {
        page.hear().await.expect("the feed goes on");
        (device(&supervisor, "totem-1").await["state"] == "page_open").then_some(())
    })
    .await;
    assert_eq!(device(&supervisor, "printer-1").await["queued"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn number_that_a_totem_gave_stands_beside_it() {
    let world = World::begin().await;
    let mut totem = Link::welcomed(world.address(), "totem-1", &world.device_key("totem-1")).await;
    totem
        .say_text(&format!(
            r#"{{"type":"ask","request":"r1","ask":{{"ask":"take","service":"{CARD}","class":"ordinary","language":"ro","quote":null,"print":true}}}}"#
        ))
        .await;
    let ToDevice::Reply { .. } = totem.answer().await else { panic!("no number") };
    let seen = device(&world.supervisor(), "totem-1").await;
    assert!(seen["last_number"].is_string() && seen["last_number_at"].is_string(), "{seen}");
    assert_eq!(device(&world.supervisor(), "printer-1").await["queued"], 1);

    let mut display = Link::welcomed(world.address(), "display-1", &world.device_key("display-1")).await;
    world.clerk().at_desk(tests::world::REGISTER, "call-next").await.is(200);
    let shown = display
        .snapshot(|snapshot| matches!(snapshot, Snapshot::Display(screen) if !screen.board.calls.is_empty()))
        .await;
    let Snapshot::Display(screen) = shown else { panic!("not for a display") };
    assert_eq!(screen.board.calls[0].language, Some(office::language::Language::Ro), "the visitor's own");
    let public = world.stranger().get("/api/v1/offices/portico/board").await.json();
    assert!(public["calls"][0].get("language").is_none(), "it is nobody else's business: {public}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_fleets_page_asks_reaches_links_and_pages() {
    let world = World::begin().await;
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let mut display = Link::welcomed(world.address(), "display-1", &world.device_key("display-1")).await;
    let (name, value) = world.holder_of("display-1").header();
    let opened = Feed::open(world.address(), "/display/display-1/feed", (name, &value)).await;
    let mut page = opened.ok().unwrap();
    page.state(|_| true).await;
    for (errand, told, on_page) in [("chime", Errand::Chime, "ring"), ("reload", Errand::Reload, "reload")] {
        ask(&admin, "display-1", errand).await.is_led_to("/admin/devices");
        assert_eq!(display.answer().await, ToDevice::Errand { errand: told });
        let heard = async || page.hear().await.filter(|message| message[on_page] == true);
        until("the page is told", heard).await;
    }
    let mut printer = Link::welcomed(world.address(), "printer-1", &world.device_key("printer-1")).await;
    ask(&admin, "printer-1", "print").await.is_led_to("/admin/devices");
    let printing = printer
        .snapshot(|snapshot| matches!(snapshot, Snapshot::Printer(screen) if !screen.jobs.is_empty()))
        .await;
    let Snapshot::Printer(screen) = printing else { panic!("not for a printer") };
    assert!(format!("{:?}", screen.jobs[0].slip).contains("àèéìòù"));
    for (device, errand) in
        [("printer-1", "chime"), ("display-1", "print"), ("totem-1", "chime"), ("totem-1", "")]
    {
        let told = ask(&admin, device, errand).await;
        assert!(told.status != 303 || told.header("location").contains("said="), "{device} {errand}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_are_nobody_elses_to_see() {
    let world = World::plan().with_elsewhere().begin().await;
    assert_eq!(world.stranger().get(DEVICES).await.status, 401);
    assert_eq!(world.clerk().get(DEVICES).await.status, 403);
    assert_eq!(world.holder_of("supervisor-elsewhere").get(DEVICES).await.status, 404);
    let told = world.supervisor().get(DEVICES).await;
    assert!(!told.text.contains("elsewhere") && !told.text.contains(&world.device_key("display-1")));
}

async fn device(supervisor: &Person, id: &str) -> Value {
    let all = supervisor.get(DEVICES).await.is(200);
    all.as_array().unwrap().iter().find(|device| device["id"] == id).unwrap().clone()
}

async fn ask(admin: &Person, device: &str, errand: &str) -> tests::person::Told {
    let token = admin.token("/account").await;
    admin
        .fill(&format!("/admin/devices/{device}/errand"), &[("token", token.as_str()), ("errand", errand)])
        .await
}
