//! From a number to the board, and everything a clerk does on the way.

use serde_json::{Value, json};
use std::time::Duration;
use tests::world::{MONDAY_AT_TEN, OFFICE, Who, World};

const TAXES: &str = "sportello-3";
const REGISTER: &str = "sportello-1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_goes_from_the_counter_to_the_board_and_is_served() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    let ticket = world.issue("imu").await;
    assert_eq!(ticket["number"], "T001");
    assert_eq!(ticket["ahead"], 0);
    assert_eq!(ticket["state"], "waiting");
    let token = ticket["token"].as_str().unwrap();
    assert_eq!(token.len(), 32);
    assert_eq!(ticket["follow_url"], format!("https://coda.example/t/{token}"));
    let called = world.call_next(TAXES).await;
    assert_eq!(called["ticket"]["number"], "T001");
    assert_eq!(called["why"], json!({ "code": "first_come", "waited_min": 0 }));
    let board = world.board().await;
    assert_eq!(board["calls"][0]["number"], "T001");
    assert_eq!(board["calls"][0]["desk"], TAXES);
    assert_eq!(board["calls"][0]["nth"], 1);
    assert_eq!(world.step(&ticket, "start", json!({})).await.status, 200);
    assert_eq!(world.board().await["calls"], json!([]));
    let finished = world.step(&ticket, "finish", json!({ "outcome": "settled" })).await;
    assert_eq!(finished.json()["state"], "finished");
    assert_eq!(finished.json()["legs"][0]["outcome"], "settled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn services_of_one_series_share_a_counter() {
    let world = World::open().await;
    let mut numbers = Vec::new();
    for service in ["imu", "tari-dichiarazione", "protocollo", "imu"] {
        numbers.push(world.issue(service).await["number"].clone());
    }
    assert_eq!(numbers, ["T001", "T002", "R001", "T003"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recall_rings_again_and_counts() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    let ticket = world.issue("imu").await;
    world.call_next(TAXES).await;
    let first = world.board().await["calls"][0].clone();
    world.step(&ticket, "recall", json!({})).await;
    let second = world.board().await["calls"][0].clone();
    assert_eq!(second["nth"], 2);
    assert!(second["call_seq"].as_u64() > first["call_seq"].as_u64());
    assert_eq!(second["called_at"], first["called_at"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_can_be_withdrawn_for_ten_seconds_and_the_place_is_kept() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    let first = world.issue("imu").await;
    let second = world.issue("imu").await;
    let joined_at = world.ticket(&first).await["joined_at"].clone();
    world.call_next(TAXES).await;
    world.pass(Duration::from_secs(10)).await;
    assert_eq!(world.step(&first, "withdraw", json!({})).await.status, 200);
    assert_eq!(world.board().await["calls"], json!([]));
    let after = world.ticket(&first).await;
    assert_eq!((&after["state"], &after["joined_at"]), (&json!("waiting"), &joined_at));
    assert_eq!(world.call_next(TAXES).await["ticket"]["id"], first["id"]);
    world.pass(Duration::from_millis(10_001)).await;
    let late = world.step(&first, "withdraw", json!({})).await;
    assert_eq!((late.status, late.code().as_str()), (409, "too_late_to_withdraw"));
    assert_eq!(world.ticket(&second).await["state"], "waiting");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_absent_visitor_can_be_brought_back_for_ten_minutes_and_then_lapses() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    let (first, second) = (world.issue("imu").await, world.issue("imu").await);
    for ticket in [&first, &second] {
        world.call_next(TAXES).await;
        assert_eq!(world.step(ticket, "absent", json!({})).await.json()["state"], "absent");
    }
    world.pass(Duration::from_secs(599)).await;
    assert_eq!(world.step(&first, "bring-back", json!({})).await.json()["state"], "waiting");
    world.pass(Duration::from_secs(2)).await;
    assert_eq!(world.ticket(&second).await["state"], "lapsed");
    let late = world.step(&second, "bring-back", json!({})).await;
    assert_eq!((late.status, late.code().as_str()), (409, "illegal_step"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_aside_goes_on_at_once_or_from_its_old_place() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    let (first, second) = (world.issue("imu").await, world.issue("imu").await);
    world.call_next(TAXES).await;
    world.step(&first, "start", json!({})).await;
    world.step(&first, "hold", json!({})).await;
    world.call_next(TAXES).await;
    let queued = world.step(&first, "resume", json!({ "desk": TAXES })).await.json();
    assert_eq!(queued["state"], "waiting");
    world.step(&second, "start", json!({})).await;
    world.step(&second, "finish", json!({})).await;
    assert_eq!(world.call_next(TAXES).await["ticket"]["id"], first["id"]);
    world.step(&first, "start", json!({})).await;
    world.step(&first, "hold", json!({})).await;
    assert_eq!(world.step(&first, "resume", json!({ "desk": TAXES })).await.json()["state"], "serving");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moved_visitor_keeps_number_and_place() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    world.open_desk(REGISTER).await;
    let ticket = world.issue("imu").await;
    let joined_at = world.ticket(&ticket).await["joined_at"].clone();
    world.call_next(TAXES).await;
    let to = |to: Value| json!({ "to": to });
    let moved = world.step(&ticket, "move", to(json!({ "service": "protocollo" }))).await.json();
    assert_eq!((&moved["number"], &moved["joined_at"]), (&json!("T001"), &joined_at));
    assert_eq!(moved["legs"][0]["state"], "moved");
    assert_eq!(moved["legs"][1]["service"], "protocollo");
    assert_eq!(world.call_next(REGISTER).await["ticket"]["number"], "T001");
    world.step(&ticket, "move", to(json!({ "desk": TAXES }))).await;
    let empty = world.ask(Who::Clerk, "POST", &format!("/api/v1/desks/{REGISTER}/call-next"), None).await;
    assert_eq!(empty.status, 204);
    let here = world.call_next(TAXES).await;
    assert_eq!(here["why"]["code"], "sent_here");
    world.step(&ticket, "move", to(json!({ "welcome": true }))).await;
    for desk in [TAXES, REGISTER] {
        let path = format!("/api/v1/desks/{desk}/call-next");
        assert_eq!(world.ask(Who::Clerk, "POST", &path, None).await.status, 204);
    }
    let several = world.step(&ticket, "move", to(json!({ "welcome": true, "desk": TAXES }))).await;
    assert_eq!(several.status, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chosen_visitor_is_called_with_a_reason_that_stands_in_the_log() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    let (_, second) = (world.issue("imu").await, world.issue("imu").await);
    let without = world.step(&second, "call", json!({ "desk": TAXES })).await;
    assert_eq!(without.status, 422);
    let called = world.step(&second, "call", json!({ "desk": TAXES, "reason": "cannot_wait" })).await;
    assert_eq!((called.status, &called.json()["state"]), (200, &json!("called")));
    let log = world.get(&format!("/api/v1/offices/{OFFICE}/events?limit=1000")).await.json();
    let event = log.as_array().unwrap().last().unwrap().clone();
    assert_eq!(event["kind"], "LegCalled");
    assert_eq!(event["body"]["by"], json!({ "manual": "cannot_wait" }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_priority_ticket_passes_and_the_answer_says_why() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    world.issue("imu").await;
    let path = format!("/api/v1/offices/{OFFICE}/tickets");
    let priority = world.act(&path, json!({ "service": "imu", "class": "priority" })).await;
    world.pass(Duration::from_secs(9 * 60)).await;
    let called = world.call_next(TAXES).await;
    assert_eq!(called["ticket"]["id"], priority["id"]);
    assert_eq!(called["why"], json!({ "code": "priority", "waited_min": 9, "target_min": 6 }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bearer_of_a_slip_follows_the_number_and_can_leave() {
    let world = World::open().await;
    world.open_desk(TAXES).await;
    world.issue("imu").await;
    let ticket = world.issue("imu").await;
    let path = format!("/api/v1/follow/{}", ticket["token"].as_str().unwrap());
    let waiting = world.ask(Who::WalkIn, "GET", &path, None).await.json();
    assert_eq!((&waiting["number"], &waiting["ahead"]), (&json!("T002"), &json!(1)));
    let left = world.ask(Who::WalkIn, "POST", &format!("{path}/leave"), Some(json!({}))).await;
    assert_eq!((left.status, &left.json()["state"]), (200, &json!("left")));
    let again = world.ask(Who::WalkIn, "POST", &format!("{path}/leave"), Some(json!({}))).await;
    assert_eq!(again.status, 200);
    for unknown in ["/api/v1/follow/0123456789abcdef0123456789abcdef", "/api/v1/follow/x"] {
        assert_eq!(world.ask(Who::WalkIn, "GET", unknown, None).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_start_again_on_a_new_day_and_yesterdays_visitors_lapse() {
    let world = World::with_hours(MONDAY_AT_TEN).await;
    let ticket = world.issue("imu").await;
    world.pass(Duration::from_secs(6 * 3600)).await;
    assert_eq!(world.ticket(&ticket).await["state"], "lapsed");
    let path = format!("/api/v1/offices/{OFFICE}/tickets");
    let closed = world.ask(Who::Clerk, "POST", &path, Some(json!({ "service": "imu" }))).await;
    assert_eq!((closed.status, closed.code().as_str()), (409, "office_closed"));
    assert_eq!(closed.json()["refusal"]["reopens"], "2026-11-24T07:00:00.000Z");
    world.pass(Duration::from_secs(17 * 3600)).await;
    assert_eq!(world.issue("imu").await["number"], "T001");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_desks_that_call_at_once_get_different_visitors() {
    let world = World::open().await;
    let desks = ["sportello-1", "sportello-2", "sportello-3"];
    for desk in desks {
        world.open_desk(desk).await;
    }
    for _ in 0..desks.len() {
        world.issue("autocertificazione").await;
    }
    // Every desk can serve it but the second; the third takes it too.
    let (a, b) = tokio::join!(world.call_next(desks[0]), world.call_next(desks[2]));
    assert_ne!(a["ticket"]["id"], b["ticket"]["id"]);
}
