//! What the bearer of a slip sees and may do.

use serde_json::{Value, json};
use tests::person::Told;
use tests::world::{REGISTER, RESIDENCE, World};

#[tokio::test(flavor = "multi_thread")]
async fn slip_tells_the_place_then_the_desk_and_nothing_about_others() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let taken = world.walk_in().take(RESIDENCE).await;

    let waiting = follow(&world, &taken).await.is(200);
    assert_eq!((&waiting["number"], &waiting["ahead"]), (&taken["number"], &json!(1)));
    assert_eq!(waiting["desk"], Value::Null);

    let chosen = json!({ "desk": REGISTER, "reason": "other" });
    world.clerk().step(&taken, "call", chosen).await.is(200);
    let called = follow(&world, &taken).await.is(200);
    assert_eq!((&called["state"], &called["desk"]), (&json!("called"), &json!(REGISTER)));
    assert_eq!((&called["desk_number"], &called["desk_name"]), (&json!(1), &json!("Anagrafe")));
}

#[tokio::test(flavor = "multi_thread")]
async fn bearer_of_the_slip_leaves_the_queue_once_for_all() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let leave = format!("/api/v1/follow/{}/leave", taken["token"].as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(world.stranger().post(&leave, json!({})).await.is(200)["state"], "left");
    }
    let left = world.log("portico").into_iter().filter(|event| event.by.id.as_str() == "visitor").count();
    assert_eq!(left, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn bearer_of_the_slip_cannot_leave_while_being_served() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    world.clerk().call_next(REGISTER).await;
    world.clerk().step(&taken, "start", json!({})).await.is(200);
    let leave = format!("/api/v1/follow/{}/leave", taken["token"].as_str().unwrap());
    world.stranger().post(&leave, json!({})).await.refused(409, "illegal_step");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_and_malformed_secrets_look_the_same() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let token = taken["token"].as_str().unwrap();
    assert_eq!(token.len(), 32);
    let mut neighbour = token.to_owned();
    neighbour.replace_range(31.., if token.ends_with('0') { "1" } else { "0" });
    let mut problems = Vec::new();
    for wrong in
        [neighbour.as_str(), &token.to_uppercase().replace(char::is_numeric, "A"), "x", &token[1..], "%00"]
    {
        problems.push(world.stranger().get(&format!("/api/v1/follow/{wrong}")).await.refused(404, "unknown"));
    }
    assert!(problems.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn secret_is_random_and_holds_nothing() {
    let world = World::begin().await;
    let one = world.walk_in().take(RESIDENCE).await["token"].clone();
    let other = world.walk_in().take(RESIDENCE).await["token"].clone();
    let equal_digits = |a: &Value, b: &Value| {
        a.as_str().unwrap().chars().zip(b.as_str().unwrap().chars()).filter(|(a, b)| a == b).count()
    };
    // Of 32 random digits two are equal by chance; 16 would be a pattern.
    assert!(equal_digits(&one, &other) < 16, "{one} {other}");
}

#[tokio::test(flavor = "multi_thread")]
async fn slip_is_worth_nothing_once_the_next_day_has_opened() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    world.pass_until("2026-03-03T08:00:00+01:00").await;
    follow(&world, &taken).await.refused(404, "unknown");
}

async fn follow(world: &World, taken: &Value) -> Told {
    world.stranger().get(&format!("/api/v1/follow/{}", taken["token"].as_str().unwrap())).await
}
