//! The same request asked again.

use serde_json::json;
use std::collections::BTreeSet;
use tests::world::{OFFICE, Who, World};

fn tickets() -> String {
    format!("/api/v1/offices/{OFFICE}/tickets")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_gets_the_same_answer_also_after_a_restart() {
    let mut world = World::open().await;
    let body = json!({ "service": "imu" });
    let first = world.ask_as(Who::Clerk, "POST", &tickets(), Some(body.clone()), Some("one")).await;
    let again = world.ask_as(Who::Clerk, "POST", &tickets(), Some(body.clone()), Some("one")).await;
    assert_eq!((first.status, &first.body), (201, &again.body));
    world.restart().await;
    let later = world.ask_as(Who::Clerk, "POST", &tickets(), Some(body), Some("one")).await;
    assert_eq!(first.body, later.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_requests_with_one_key_give_one_number() {
    let world = World::open().await;
    let before = world.log_len();
    let body = json!({ "service": "imu" });
    let mut numbers = BTreeSet::new();
    for _ in 0..20 {
        let mut asking = Vec::new();
        for _ in 0..50 {
            asking.push(world.ask_as(Who::Clerk, "POST", "/api/v1/offices/portico/tickets", Some(body.clone()), Some("k")));
        }
        for answer in futures_util::future::join_all(asking).await {
            assert_eq!(answer.status, 201, "{}", answer.body);
            numbers.insert(answer.json()["number"].to_string());
        }
    }
    assert_eq!(numbers.len(), 1);
    assert_eq!(world.log_len(), before + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_with_another_body_is_a_mistake_and_changes_nothing() {
    let world = World::open().await;
    world.ask_as(Who::Clerk, "POST", &tickets(), Some(json!({ "service": "imu" })), Some("k")).await;
    let before = world.log_len();
    let other = world.ask_as(Who::Clerk, "POST", &tickets(), Some(json!({ "service": "protocollo" })), Some("k")).await;
    assert_eq!((other.status, other.code().as_str()), (422, "idempotency_key_reused"));
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_callers_may_use_the_same_key() {
    let world = World::open().await;
    let body = json!({ "service": "imu" });
    let clerk = world.ask_as(Who::Clerk, "POST", &tickets(), Some(body.clone()), Some("k")).await;
    let welcome = world.ask_as(Who::Welcome, "POST", &tickets(), Some(body), Some("k")).await;
    assert_ne!(clerk.json()["number"], welcome.json()["number"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_not_kept_so_that_a_retry_decides_anew() {
    let world = World::open().await;
    let path = "/api/v1/desks/sportello-3/call-next";
    let closed = world.ask_as(Who::Clerk, "POST", path, Some(json!({})), Some("call")).await;
    assert_eq!((closed.status, closed.code().as_str()), (409, "desk_not_open"));
    world.open_desk("sportello-3").await;
    world.issue("imu").await;
    let called = world.ask_as(Who::Clerk, "POST", path, Some(json!({})), Some("call")).await;
    assert_eq!((called.status, &called.json()["ticket"]["number"]), (200, &json!("T001")));
    let again = world.ask_as(Who::Clerk, "POST", path, Some(json!({})), Some("call")).await;
    assert_eq!(called.body, again.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_printable_name_of_a_request_will_do_and_others_are_refused() {
    let world = World::open().await;
    let body = json!({ "service": "imu" });
    let long = "x".repeat(256);
    for (name, status) in [("a b/c:d,é", 201), ("", 422), (long.as_str(), 422)] {
        let answer = world.ask_as(Who::Clerk, "POST", &tickets(), Some(body.clone()), Some(name)).await;
        // A name in other than visible ASCII cannot be told from an empty one.
        let expected = if name.is_ascii() { status } else { 422 };
        assert_eq!(answer.status, expected, "{name:?} {}", answer.body);
    }
    let spaced = world.ask_as(Who::Clerk, "POST", &tickets(), Some(body), Some("a b/c:d,e")).await;
    assert_eq!(spaced.status, 201);
}
