//! What a clerk does with a number, step by step.

use serde_json::{Value, json};
use std::time::Duration;
use tests::person::BOARD;
use tests::world::{CARD, INFORMATION, REGISTER, RESIDENCE, TAX, TAXES, World};

#[tokio::test(flavor = "multi_thread")]
async fn call_withdrawn_within_ten_seconds_keeps_the_place_and_leaves_the_board() {
    let world = World::begin().await;
    let first = world.walk_in().take(RESIDENCE).await;
    world.walk_in().take(RESIDENCE).await;
    let called = world.clerk().call_next(REGISTER).await;
    world.pass(Duration::from_secs(10)).await;

    let back = world.clerk().step(&first, "withdraw", json!({})).await.is(200);
    assert_eq!(back["state"], "waiting");
    assert_eq!(back["joined_at"], called["joined_at"]);
    assert_eq!(world.stranger().get(BOARD).await.is(200)["calls"], json!([]));
    assert_eq!(world.clerk().call_next(REGISTER).await["id"], first["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn call_cannot_be_withdrawn_after_ten_seconds() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    world.clerk().call_next(REGISTER).await;
    world.pass(Duration::from_millis(10_001)).await;

    let told = world.clerk().step(&taken, "withdraw", json!({})).await;
    assert_eq!(told.refused(409, "too_late_to_withdraw")["refusal"]["limit_s"], 10);
    assert_eq!(world.clerk().ticket(&taken).await["state"], "called");
}

#[tokio::test(flavor = "multi_thread")]
async fn absent_visitor_is_brought_back_to_the_old_place() {
    let world = World::begin().await;
    let first = world.walk_in().take(RESIDENCE).await;
    world.pass(Duration::from_secs(60)).await;
    world.walk_in().take(RESIDENCE).await;
    world.clerk().call_next(REGISTER).await;
    assert_eq!(world.clerk().step(&first, "absent", json!({})).await.is(200)["state"], "absent");
    world.pass(Duration::from_secs(599)).await;

    let back = world.clerk().step(&first, "bring-back", json!({})).await.is(200);
    assert_eq!(back["state"], "waiting");
    assert_eq!(world.clerk().call_next(REGISTER).await["id"], first["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn absent_visitor_lapses_after_ten_minutes_and_nobody_is_marked_absent_by_the_clock() {
    let world = World::begin().await;
    let absent = world.walk_in().take(RESIDENCE).await;
    let forgotten = world.walk_in().take(TAX).await;
    world.clerk().call_next(REGISTER).await;
    world.clerk().call_next(TAXES).await;
    world.clerk().step(&absent, "absent", json!({})).await.is(200);
    world.pass(Duration::from_secs(600)).await;

    assert_eq!(world.clerk().ticket(&absent).await["state"], "lapsed");
    assert_eq!(world.clerk().ticket(&forgotten).await["state"], "called");
    let told = world.clerk().step(&absent, "bring-back", json!({})).await;
    assert_eq!(told.refused(409, "illegal_step")["refusal"]["state"], "lapsed");
}

#[tokio::test(flavor = "multi_thread")]
async fn held_service_goes_on_at_a_free_desk_and_waits_for_a_busy_one() {
    let world = World::begin().await;
    let held = serving(&world, RESIDENCE).await;
    assert_eq!(world.clerk().step(&held, "hold", json!({})).await.is(200)["state"], "held");
    let resumed = world.clerk().step(&held, "resume", json!({ "desk": REGISTER })).await.is(200);
    assert_eq!(resumed["state"], "serving");

    world.clerk().step(&held, "hold", json!({})).await.is(200);
    serving(&world, RESIDENCE).await;
    let waiting = world.clerk().step(&held, "resume", json!({ "desk": REGISTER })).await.is(200);
    assert_eq!(waiting["state"], "waiting");
    assert_eq!(waiting["joined_at"], held["joined_at"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_moved_to_another_service_keeps_number_and_place() {
    let world = World::begin().await;
    let ticket = serving(&world, RESIDENCE).await;
    let moved = move_to(&world, &ticket, json!({ "service": TAX })).await;
    assert_eq!(moved["service"], TAX);
    assert_eq!(moved["state"], "waiting");
    assert_eq!((&moved["number"], &moved["joined_at"]), (&ticket["number"], &ticket["joined_at"]));
    assert_eq!(moved["legs"][0]["state"], "moved");
    assert_eq!(world.clerk().call_next(TAXES).await["id"], ticket["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_sent_to_a_desk_is_called_by_that_desk_alone() {
    let world = World::begin().await;
    let ticket = serving(&world, CARD).await;
    move_to(&world, &ticket, json!({ "desk": INFORMATION })).await;
    assert_eq!(world.clerk().at_desk(REGISTER, "call-next").await.status, 204);
    let called = world.clerk().at_desk(INFORMATION, "call-next").await.is(200);
    assert_eq!(called["ticket"]["id"], ticket["id"]);
    assert_eq!(called["why"]["code"], "sent_here");
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_sent_to_the_welcome_desk_is_called_by_choice_only() {
    let world = World::begin().await;
    let ticket = serving(&world, CARD).await;
    move_to(&world, &ticket, json!({ "welcome": true })).await;
    assert_eq!(world.clerk().at_desk(REGISTER, "call-next").await.status, 204);
    let chosen = json!({ "desk": INFORMATION, "reason": "returned" });
    assert_eq!(world.clerk().step(&ticket, "call", chosen).await.is(200)["desk"], INFORMATION);
}

#[tokio::test(flavor = "multi_thread")]
async fn move_to_nowhere_or_to_two_places_is_refused() {
    let world = World::begin().await;
    let ticket = world.walk_in().take(RESIDENCE).await;
    for (to, status, code) in [
        (json!({}), 422, "value"),
        (json!({ "service": TAX, "desk": TAXES }), 422, "value"),
        (json!({ "service": "no-such" }), 422, "unknown_service"),
        (json!({ "desk": "no-such" }), 422, "unknown_desk"),
        (json!({ "service": RESIDENCE }), 409, "move_to_same_place"),
    ] {
        world.clerk().step(&ticket, "move", json!({ "to": to })).await.refused(status, code);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_visitor_is_called_out_of_turn_and_the_reason_stays_in_the_log() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let second = world.walk_in().take(RESIDENCE).await;
    let chosen = json!({ "desk": REGISTER, "reason": "cannot_wait" });
    assert_eq!(world.clerk().step(&second, "call", chosen).await.is(200)["state"], "called");

    let log = world.supervisor().get("/api/v1/offices/portico/events?limit=1000").await.is(200);
    let call = log.as_array().unwrap().iter().find(|event| event["kind"] == "LegCalled").unwrap();
    assert_eq!(call["body"]["by"]["manual"], "cannot_wait", "{call}");
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_who_leaves_is_not_called_and_leaving_twice_is_the_same() {
    let world = World::begin().await;
    let ticket = world.walk_in().take(RESIDENCE).await;
    for _ in 0..2 {
        assert_eq!(world.clerk().step(&ticket, "leave", json!({})).await.is(200)["state"], "left");
    }
    assert_eq!(world.clerk().at_desk(REGISTER, "call-next").await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_opens_rests_goes_on_and_closes() {
    let world = World::plan().with_closed_desks().begin().await;
    let desk = format!("/api/v1/desks/{REGISTER}");
    let clerk = world.clerk();
    assert_eq!(clerk.get(&desk).await.is(200)["state"], "closed");
    assert_eq!(clerk.at_desk(REGISTER, "open").await.is(200)["state"], "open");
    let back_at = json!({ "back_at": "2026-03-02T09:15:00+01:00" });
    let resting = clerk.post(&format!("{desk}/pause"), back_at).await.is(200);
    assert_eq!(
        (&resting["state"], &resting["back_at"]),
        (&json!("paused"), &json!("2026-03-02T08:15:00.000Z"))
    );
    clerk.at_desk(REGISTER, "call-next").await.refused(409, "desk_not_open");
    assert_eq!(clerk.at_desk(REGISTER, "resume").await.is(200)["state"], "open");
    assert_eq!(clerk.at_desk(REGISTER, "close").await.is(200)["state"], "closed");
    // Twice is the same.
    let before = world.log_len();
    assert_eq!(clerk.at_desk(REGISTER, "close").await.is(200)["state"], "closed");
    assert_eq!(world.log_len(), before);
}

/// A visitor at the register, being served.
async fn serving(world: &World, service: &str) -> Value {
    let taken = world.walk_in().take(service).await;
    let called = json!({ "desk": REGISTER, "reason": "other" });
    world.clerk().step(&taken, "call", called).await.is(200);
    world.clerk().step(&taken, "start", json!({})).await.is(200)
}

async fn move_to(world: &World, ticket: &Value, to: Value) -> Value {
    world.clerk().step(ticket, "move", json!({ "to": to })).await.is(200)
}
