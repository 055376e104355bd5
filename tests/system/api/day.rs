//! The service day, opened and closed by the clock alone.

use serde_json::{Value, json};
use std::time::Duration;
use tests::person::TICKETS;
use tests::world::{REGISTER, RESIDENCE, World};

const OFFICES: &str = "/api/v1/offices";

#[tokio::test(flavor = "multi_thread")]
async fn office_before_its_time_says_when_it_opens_and_opens_half_an_hour_before() {
    let world = World::plan().at("2026-03-02T07:00:00+01:00").with_closed_desks().begin().await;
    let before = world.log_len();
    let told = world.walk_in().post(TICKETS, json!({ "service": RESIDENCE })).await;
    let problem = told.refused(409, "office_closed");
    assert_eq!(problem["refusal"]["reopens"], "2026-03-02T07:00:00.000Z");
    assert_eq!(world.log_len(), before);
    assert_eq!(world.stranger().get(OFFICES).await.is(200)[0]["open"], false);

    world.pass_until("2026-03-02T08:00:00+01:00").await;
    assert_eq!(world.stranger().get(OFFICES).await.is(200)[0]["day"], "2026-03-02");
    assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A001");
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_doors_name_the_next_opening_and_whoever_waits_is_still_served() {
    let world = World::begin().await;
    let waiting = world.walk_in().take(RESIDENCE).await;
    world.pass_until("2026-03-02T12:30:00+01:00").await;

    let told = world.walk_in().post(TICKETS, json!({ "service": RESIDENCE })).await;
    assert_eq!(told.refused(409, "office_closed")["refusal"]["reopens"], "2026-03-03T07:00:00.000Z");
    assert_eq!(world.clerk().call_next(REGISTER).await["id"], waiting["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn day_closes_three_hours_after_the_doors_and_takes_everybody_home() {
    let world = World::begin().await;
    let waiting = world.walk_in().take(RESIDENCE).await;
    world.pass_until("2026-03-02T15:29:59+01:00").await;
    assert_eq!(world.clerk().ticket(&waiting).await["state"], "waiting");
    world.pass_until("2026-03-02T15:30:00+01:00").await;

    assert_eq!(kinds(&world).last().unwrap(), "DayClosed");
    assert_eq!(world.clerk().ticket(&waiting).await["state"], "lapsed");
    assert_eq!(world.clerk().get("/api/v1/desks/sportello-1").await.is(200)["state"], "closed");
    world.clerk().at_desk(REGISTER, "open").await.refused(409, "office_closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn next_day_counts_from_one_again() {
    let world = World::begin().await;
    let monday = world.walk_in().take(RESIDENCE).await;
    world.pass_until("2026-03-03T08:30:00+01:00").await;
    let tuesday = world.walk_in().take(RESIDENCE).await;
    assert_eq!(monday["number"], tuesday["number"]);
    assert_ne!(monday["id"], tuesday["id"]);
    assert_eq!(kinds(&world).iter().filter(|kind| *kind == "DayOpened").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn day_that_ended_while_the_server_was_off_is_closed_at_the_start() {
    let mut world = World::begin().await;
    let waiting = world.walk_in().take(RESIDENCE).await;
    world.restart_after(Duration::from_secs(48 * 3600)).await;
    let kinds = kinds(&world);
    assert_eq!(kinds[kinds.len() - 2..], ["DayClosed", "DayOpened"]);
    world
        .clerk()
        .get(&format!("/api/v1/tickets/{}", waiting["id"].as_str().unwrap()))
        .await
        .refused(404, "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn time_that_brings_nothing_writes_nothing() {
    let world = World::begin().await;
    let before = world.log_len();
    for _ in 0..60 {
        world.pass(Duration::from_secs(60)).await;
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn clock_that_jumps_back_gives_no_number_twice() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    world.clock.jump_to(tests::world::moment("1970-01-01T00:00:00Z"));
    world.pass(Duration::from_secs(1)).await;
    let told = world.walk_in().post(TICKETS, json!({ "service": RESIDENCE })).await;
    assert!(matches!(told.status, 201 | 409), "{}", told.text);
    world.clock.jump_to(tests::world::moment("2026-03-02T09:30:00+01:00"));
    world.pass(Duration::from_secs(1)).await;
    assert_eq!(world.walk_in().post(TICKETS, json!({ "service": RESIDENCE })).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn note_for_the_clerk_is_erased_when_the_day_closes() {
    let world = World::begin().await;
    let body = json!({ "service": RESIDENCE, "note": "needs a chair" });
    let taken = world.welcome().take_with(body).await;
    let ticket = taken["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(world.app().reader.told(&ticket).unwrap().unwrap().note.as_deref(), Some("needs a chair"));
    world.pass_until("2026-03-02T15:30:00+01:00").await;
    assert_eq!(world.app().reader.told(&ticket).unwrap(), None);
    let log = world.supervisor().get("/api/v1/offices/portico/events?limit=1000").await.text;
    assert!(!log.contains("chair"), "{log}");
}

/// The kinds of all events of the default office.
fn kinds(world: &World) -> Vec<String> {
    let of = |fact: &office::event::Fact| -> Value { serde_json::to_value(fact).unwrap()["kind"].take() };
    world.log("portico").iter().map(|event| of(&event.fact).as_str().unwrap().to_owned()).collect()
}
