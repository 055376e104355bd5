//! Bad input: a clear problem each, and nothing changed.

use serde_json::{Value, json};
use tests::http::{raw, send};
use tests::world::{MONDAY_AT_TEN, OFFICE, Who, World};

async fn refused(world: &World, path: &str, body: Value, status: u16, code: &str) {
    let before = world.log_len();
    let answer = world.ask(Who::Clerk, "POST", path, Some(body)).await;
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{path}: {}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert!(!answer.json()["detail"].as_str().unwrap_or_default().is_empty());
    assert_eq!(world.log_len(), before, "{path} changed something");
}

fn tickets() -> String {
    format!("/api/v1/offices/{OFFICE}/tickets")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_office_does_not_know_is_named() {
    let world = World::open().await;
    refused(&world, &tickets(), json!({ "service": "mongolfiere" }), 422, "unknown_service").await;
    refused(&world, "/api/v1/offices/roma/tickets", json!({ "service": "imu" }), 404, "unknown").await;
    refused(&world, "/api/v1/desks/sportello-9/open", json!({}), 404, "unknown").await;
    refused(&world, "/api/v1/tickets/portico-20261123-T999/recall", json!({}), 404, "unknown").await;
    refused(&world, &tickets(), json!({ "service": "imu", "print": "nowhere" }), 422, "unknown_printer").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_follow_from_how_things_stand_is_refused() {
    let world = World::open().await;
    refused(&world, "/api/v1/desks/sportello-3/call-next", json!({}), 409, "desk_not_open").await;
    refused(&world, "/api/v1/desks/sportello-3/pause", json!({}), 409, "desk_not_open").await;
    world.open_desk("sportello-3").await;
    let waiting = world.issue("imu").await;
    let id = waiting["id"].as_str().unwrap().to_owned();
    refused(&world, &format!("/api/v1/tickets/{id}/finish"), json!({}), 409, "illegal_step").await;
    refused(&world, &format!("/api/v1/tickets/{id}/start"), json!({}), 409, "illegal_step").await;
    world.issue("imu").await;
    world.call_next("sportello-3").await;
    refused(&world, "/api/v1/desks/sportello-3/call-next", json!({}), 409, "desk_busy").await;
    refused(&world, "/api/v1/desks/sportello-3/close", json!({}), 409, "desk_busy").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_office_says_when_it_opens() {
    let saturday = MONDAY_AT_TEN + 5 * 24 * 3_600_000;
    let world = World::with_hours(saturday).await;
    refused(&world, &tickets(), json!({ "service": "imu" }), 409, "office_closed").await;
    refused(&world, "/api/v1/desks/sportello-3/open", json!({}), 409, "office_closed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn values_that_cannot_be_are_refused_with_their_place() {
    let world = World::open().await;
    let long = "A".repeat(10_000);
    for body in [
        json!({ "service": 7 }),
        json!({ "service": "imu", "colour": "red" }),
        json!({ "service": "imu", "class": "royal" }),
        json!({ "service": "imu", "language": "tlh" }),
        json!({ "service": "" }),
        json!({ "service": long }),
        json!({ "service": "imu\u{0}" }),
        json!({ "service": "\u{202e}umi" }),
        json!({}),
        json!([]),
    ] {
        refused(&world, &tickets(), body, 422, "value").await;
    }
    for note in ["A".repeat(10_000), "a\u{0}b".to_owned(), "\u{1b}[2J".to_owned()] {
        refused(&world, &tickets(), json!({ "service": "imu", "note": note }), 422, "note").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_with_right_to_left_marks_is_kept_without_them() {
    let world = World::open().await;
    let note = "torna alle \u{202e}11\u{200f} <b>";
    let issued = world.act(&tickets(), json!({ "service": "imu", "note": note })).await;
    let id = office::id::TicketId::new(issued["id"].as_str().unwrap()).unwrap();
    let (_, kept) = world.reader().note(&id).unwrap().unwrap();
    assert_eq!(kept.as_deref(), Some("torna alle 11 <b>"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_are_no_json_are_told_apart() {
    let world = World::open().await;
    let address = world.address();
    let before = world.log_len();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = format!("{{{}\"service\":\"imu\"}}", "\"a\":1e999,".repeat(4_000));
    let large = format!("{{\"service\":\"{}\"}}", "x".repeat(70_000));
    let json = "application/json";
    for (kind, body, status, code) in [
        (json, "{\"service\":", 400, "malformed_json"),
        (json, "hello", 400, "malformed_json"),
        (json, &deep, 413, "too_large"),
        (json, &deep[..60_000], 400, "malformed_json"),
        (json, &many, 422, "value"),
        (json, &large, 413, "too_large"),
        ("text/plain", "{\"service\":\"imu\"}", 415, "not_json"),
        ("application/x-www-form-urlencoded", "service=imu", 415, "not_json"),
    ] {
        let headers = [("authorization", "Bearer key-of-the-clerk"), ("content-type", kind)];
        let answer = send(&address, "POST", &tickets(), &headers, body.as_bytes()).await;
        let start: String = body.chars().take(30).collect();
        let is_number_out_of_range = body.contains("1e999") && answer.status == 400;
        assert!(
            is_number_out_of_range || (answer.status, answer.code().as_str()) == (status, code),
            "{start}: {} {}",
            answer.status,
            answer.body
        );
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_request_never_reaches_the_office() {
    let world = World::open().await;
    let before = world.log_len();
    let post = "POST /api/v1/offices/portico/tickets HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                authorization: Bearer key-of-the-clerk\r\ncontent-type: application/json\r\n";
    for smuggled in [
        format!("{post}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nPOST / HTTP/1.1\r\n\r\n"),
        format!("{post}content-length: 17\r\ncontent-length: 18\r\n\r\n{{\"service\":\"imu\"}}"),
        format!("{post}transfer-encoding: chunked\r\n\r\nZZ\r\n"),
        format!("{post}x: {}\r\n\r\n", "y".repeat(40_000)),
        "\u{0}\u{1}\u{2}\r\n\r\n".to_owned(),
    ] {
        let answer = raw(&world.address(), smuggled.as_bytes()).await;
        assert!(answer.status == 0 || (400..500).contains(&answer.status), "{}", answer.status);
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_about_the_log_have_limits() {
    let world = World::open().await;
    for query in ["limit=0", "limit=1001", "after=-1", "after=x", "colour=red"] {
        let answer = world.get(&format!("/api/v1/offices/{OFFICE}/events?{query}")).await;
        assert_eq!((answer.status, answer.code().as_str()), (422, "value"), "{query}");
    }
    let page = world.get(&format!("/api/v1/offices/{OFFICE}/events?after=1&limit=1")).await.json();
    assert_eq!(page[0]["seq"], 2);
    assert_eq!(page.as_array().unwrap().len(), 1);
}
