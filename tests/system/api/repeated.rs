//! The same request twice: one number, one answer.

use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;
use tests::person::TICKETS;
use tests::world::{REGISTER, RESIDENCE, TAX, World};

#[tokio::test(flavor = "multi_thread")]
async fn same_key_gets_the_same_answer_also_after_a_restart() {
    let mut world = World::begin().await;
    let body = json!({ "service": RESIDENCE });
    let first = world.walk_in().post_named("tap-1", TICKETS, body.clone()).await;
    let again = world.walk_in().post_named("tap-1", TICKETS, body.clone()).await;
    assert_eq!((again.status, &again.text), (201, &first.text));

    world.restart().await;
    let later = world.walk_in().post_named("tap-1", TICKETS, body).await;
    assert_eq!((later.status, &later.text), (201, &first.text));
    assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A002");
}

#[tokio::test(flavor = "multi_thread")]
async fn key_used_before_for_something_else_is_refused() {
    let world = World::begin().await;
    let taken = world.walk_in().post_named("tap-1", TICKETS, json!({ "service": RESIDENCE })).await.is(201);
    let before = world.log_len();
    let other_body = world.walk_in().post_named("tap-1", TICKETS, json!({ "service": TAX })).await;
    other_body.refused(422, "idempotency_key_reused");

    let leave = format!("/api/v1/tickets/{}/leave", taken["id"].as_str().unwrap());
    world.clerk().post_named("step-1", &leave, json!({})).await.is(200);
    let call_next = format!("/api/v1/desks/{REGISTER}/call-next");
    world.walk_in().take(RESIDENCE).await;
    let other_path = world.clerk().post_named("step-1", &call_next, json!({})).await;
    other_path.refused(422, "idempotency_key_reused");
    assert_eq!(world.log_len(), before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn same_key_of_somebody_else_is_another_request() {
    let world = World::begin().await;
    let body = json!({ "service": RESIDENCE });
    let one = world.walk_in().post_named("tap-1", TICKETS, body.clone()).await.is(201);
    let other = world.clerk().post_named("tap-1", TICKETS, body).await.is(201);
    assert_ne!(one["number"], other["number"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn thousand_requests_with_one_key_give_one_number() {
    let world = World::begin().await;
    let asking = (0..20).map(|_| {
        let welcome = world.welcome();
        tokio::spawn(async move {
            let mut answers = BTreeSet::new();
            for _ in 0..50 {
                let told = welcome.post_named("tap-1", TICKETS, json!({ "service": RESIDENCE })).await;
                assert_eq!(told.status, 201, "{}", told.text);
                answers.insert(told.text);
            }
            answers
        })
    });
    let mut answers = BTreeSet::new();
    for asking in asking.collect::<Vec<_>>() {
        answers.extend(asking.await.unwrap());
    }
    assert_eq!(answers.len(), 1);
    assert_eq!(world.welcome().take(RESIDENCE).await["number"], "A002");
}

#[tokio::test(flavor = "multi_thread")]
async fn call_repeated_under_its_name_calls_nobody_else() {
    let world = World::begin().await;
    let first = world.walk_in().take(RESIDENCE).await;
    world.walk_in().take(RESIDENCE).await;
    let call_next = format!("/api/v1/desks/{REGISTER}/call-next");
    for _ in 0..3 {
        let called = world.clerk().post_named("press-1", &call_next, json!({})).await.is(200);
        assert_eq!(called["ticket"]["id"], first["id"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_is_not_remembered_and_a_retry_is_decided_anew() {
    let world = World::plan().with_closed_desks().begin().await;
    world.walk_in().take(RESIDENCE).await;
    let call_next = format!("/api/v1/desks/{REGISTER}/call-next");
    world.clerk().post_named("press-1", &call_next, json!({})).await.refused(409, "desk_not_open");
    world.clerk().at_desk(REGISTER, "open").await.is(200);
    world.clerk().post_named("press-1", &call_next, json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn answer_is_kept_for_a_day_and_then_forgotten() {
    let world = World::plan().always_open().begin().await;
    let body = json!({ "service": RESIDENCE });
    let first = world.walk_in().post_named("tap-1", TICKETS, body.clone()).await;
    // The day has rolled meanwhile: the answer is still that of yesterday.
    world.pass(Duration::from_secs(24 * 3600 - 1)).await;
    assert_eq!(world.walk_in().post_named("tap-1", TICKETS, body.clone()).await.text, first.text);

    world.pass(Duration::from_secs(24 * 3600)).await;
    let later = world.walk_in().post_named("tap-1", TICKETS, body).await;
    assert_ne!(later.is(201)["id"], first.json()["id"]);
}
