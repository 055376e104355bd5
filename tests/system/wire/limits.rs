//! How often the public may do something, and how fast a totem gives numbers.

use office::wire::{Ask, FromDevice, ToDevice};
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use server::web::door::Door;
use std::collections::BTreeMap;
use std::time::Duration;
use tests::device::Link;
use tests::person::{BOARD, Person, TICKETS, Told};
use tests::world::{RESIDENCE, World};

/// Quick tries of one thing.
const QUICK: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn totem_that_is_played_with_slows_down_and_nobody_else_does() {
    let world = World::begin().await;
    let walk_in = world.walk_in();
    let mut given = 0;
    let mut refused = None;
    for _ in 0..QUICK {
        let told = walk_in.post(TICKETS, json!({ "service": RESIDENCE })).await;
        match told.status {
            201 => given += 1,
            _ => refused = Some(told),
        }
    }
    assert_eq!(given, 30, "a group that comes together is served");
    let refused = refused.expect("the rest is too many");
    refused.refused(429, "too_many");
    assert_eq!(refused.header("retry-after"), "2");
    world.clerk().take(RESIDENCE).await;

    // The same totem over its link has not more.
    let mut link = Link::welcomed(world.address(), "totem-1", &world.device_key("totem-1")).await;
    let ask = |request: &str| FromDevice::Ask { request: request.parse().unwrap(), ask: take() };
    link.say(&ask("tap-1")).await;
    assert!(matches!(link.answer().await, ToDevice::Busy { .. }));
    world.pass(Duration::from_secs(2)).await;
    link.say(&ask("tap-1")).await;
    assert!(matches!(link.answer().await, ToDevice::Reply { .. }));
    walk_in.post(TICKETS, json!({ "service": RESIDENCE })).await.refused(429, "too_many");
}

#[tokio::test(flavor = "multi_thread")]
async fn page_of_a_totem_that_is_played_with_gives_no_more_numbers() {
    let world = World::begin().await;
    for _ in 0..QUICK {
        let _ = world.walk_in().post(TICKETS, json!({ "service": RESIDENCE })).await;
    }
    let before = world.log_len();
    let totem = world.app().directory.now().device(&"totem-1".parse().unwrap()).cloned().unwrap();
    let answered = server::link::answer(world.app(), &totem, "tap-1".parse().unwrap(), take()).await;
    assert_eq!(answered, Err(server::link::Unanswered::Busy));
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_asks_for_so_many_changes_and_then_waits() {
    let world = World::plan().behind_proxy().begin().await;
    let leave = async |address: &'static str| {
        let asked = world.stranger().ask(Method::POST, "/api/v1/follow/none/leave");
        world.stranger().send(asked.header("X-Forwarded-For", address)).await
    };
    let mut last = leave("203.0.113.1").await;
    for _ in 1..QUICK {
        last = leave("203.0.113.1").await;
    }
    last.refused(429, "too_many");
    assert_eq!(leave("203.0.113.2").await.status, 404, "another address is not concerned");
    world.pass(Duration::from_secs(3600)).await;
    assert_eq!(leave("203.0.113.1").await.status, 404, "who has waited is heard again");
}

#[tokio::test(flavor = "multi_thread")]
async fn triage_changes_nothing_and_counts_as_a_reading() {
    let world = World::plan().behind_proxy().begin().await;
    for _ in 0..QUICK {
        let asked = world.stranger().ask(Method::POST, "/api/v1/offices/portico/triage");
        let asked = asked.header("X-Forwarded-For", "203.0.113.9").header("Content-Type", "application/json");
        world.stranger().send(asked.body(r#"{"service":"imu"}"#)).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_reads_generously_but_not_without_end() {
    let world = World::plan().behind_proxy().begin().await;
    let from = |address: &'static str| move |asked: RequestBuilder| asked.header("X-Forwarded-For", address);
    let mut statuses = Vec::new();
    for _ in 0..700 {
        statuses.push(read(&world.stranger(), from("2001:db8:1:2::1")).await.status);
    }
    assert!(statuses[..600].iter().all(|status| *status == 200));
    assert!(statuses[600..].iter().all(|status| *status == 429));
    let neighbour = read(&world.stranger(), from("2001:db8:1:2:ffff::2")).await;
    neighbour.refused(429, "too_many");
    assert_eq!(neighbour.header("retry-after"), "1");
    assert_eq!(read(&world.stranger(), from("2001:db8:1:3::1")).await.status, 200);
    // The staff behind the same address works on.
    assert_eq!(read(&world.clerk(), from("2001:db8:1:2::1")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn right_slip_is_shown_however_many_wrong_ones_were_tried_behind_the_same_address() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let mut last = 404;
    for _ in 0..QUICK {
        last = world.stranger().get("/t/00112233445566778899aabbccddeeff").await.status;
    }
    assert_eq!(last, 429);
    let own = format!("/t/{}", taken["token"].as_str().unwrap());
    assert_eq!(world.stranger().get(&own).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_told_in_their_language_and_programs_by_a_problem() {
    let world = World::begin().await;
    let tried = async |language: &'static str, accept: &'static str| {
        let asked = world.stranger().ask(Method::GET, "/t/00112233445566778899aabbccddeeff");
        world.stranger().send(asked.header("Accept-Language", language).header("Accept", accept)).await
    };
    for _ in 0..QUICK {
        tried("it", "text/html").await;
    }
    for (language, words) in [("it", "Troppe richieste"), ("en", "Too many requests")] {
        let told = tried(language, "text/html,application/xhtml+xml").await;
        assert_eq!(told.status, 429);
        assert!(told.text.contains(words), "{}", told.text);
        assert!(told.header("retry-after").parse::<u32>().unwrap() >= 1);
    }
    tried("it", "*/*").await.refused(429, "too_many");
}

#[tokio::test(flavor = "multi_thread")]
async fn network_of_the_house_reads_without_limit() {
    let door = Door {
        proxies: vec!["127.0.0.1".parse().unwrap()],
        house: vec!["203.0.113.0/24".parse().unwrap()],
        ..Door::default()
    };
    let world = World::plan().door(door).begin().await;
    for _ in 0..700 {
        let told = read(&world.stranger(), |asked| asked.header("X-Forwarded-For", "203.0.113.9")).await;
        assert_eq!(told.status, 200);
    }
}

async fn read(person: &Person, from: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Told {
    person.send(from(person.ask(Method::GET, BOARD))).await
}

fn take() -> Ask {
    use office::{language::Language, ticket::Class};
    let service = RESIDENCE.parse().unwrap();
    Ask::Take {
        service,
        then: Vec::new(),
        need: None,
        answers: BTreeMap::new(),
        class: Class::Ordinary,
        language: Language::It,
        quote: None,
        print: false,
    }
}
