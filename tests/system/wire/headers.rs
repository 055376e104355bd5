//! What stands on every answer, whatever was asked and however it ended.

use super::walk::{Walk, body_for};
use reqwest::{Method, StatusCode};
use serde_json::json;
use server::web::BODY_LEN_MAX;
use tests::person::{BOARD, TICKETS, Told};
use tests::world::World;

/// The headers of a safe answer, and what they hold.
const SAFE: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("content-security-policy", "default-src 'none'"),
    ("content-security-policy", "frame-ancestors 'none'"),
    ("cross-origin-opener-policy", "same-origin"),
];

#[track_caller]
fn is_safe(told: &Told, what: &str) {
    for (name, value) in SAFE {
        assert!(told.header(name).contains(value), "{what}: {name}: {:?}", told.header(name));
    }
    assert!(!told.header("content-security-policy").contains("unsafe-inline"), "{what}");
    assert_eq!(told.header("access-control-allow-origin"), "", "{what}");
    assert_eq!(told.header("access-control-allow-credentials"), "", "{what}");
    assert_eq!(told.header("server"), "", "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_every_route_is_safe() {
    let world = World::plan().with_elsewhere().begin().await;
    let walk = Walk::of(&world).await;
    let people = [world.stranger(), world.clerk(), world.supervisor(), world.holder_of("display-elsewhere")];
    for (method, path) in walk.lines() {
        for person in &people {
            let asked = person.ask(method.clone(), &path).header("Origin", "https://evil.example");
            let asked = asked.header("Content-Type", "application/json").body(body_for(&path).to_string());
            is_safe(&person.send(asked).await, &format!("{method} {path}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_error_is_safe() {
    let world = World::begin().await;
    let clerk = world.clerk();
    let posted = |kind: &'static str, body: String| {
        let clerk = clerk.clone();
        async move { clerk.send(clerk.ask(Method::POST, TICKETS).header("Content-Type", kind).body(body)).await }
    };
    let json = "application/json";
    for (status, told) in [
        (400, posted(json, "{".into()).await),
        (401, world.stranger().get("/api/v1/offices/portico/queue").await),
        (303, world.stranger().get("/desk/").await),
        (403, clerk.get("/api/v1/offices/portico/events").await),
        (404, clerk.get("/api/v1/nothing").await),
        (404, clerk.get("/nothing").await),
        (404, clerk.get("/static/nothing.css").await),
        (404, clerk.get("/static/../../etc/passwd").await),
        (405, clerk.send(clerk.ask(Method::DELETE, BOARD)).await),
        (413, posted(json, format!("\"{}\"", "x".repeat(BODY_LEN_MAX))).await),
        (415, posted("text/plain", "{}".into()).await),
        (422, posted(json, json!({ "service": "none" }).to_string()).await),
        (426, clerk.get("/link").await),
    ] {
        assert_eq!(told.status, status, "{}", told.text);
        is_safe(&told, &status.to_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_origin_is_ever_told_that_it_may_read() {
    let world = World::begin().await;
    let stranger = world.stranger();
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let asked = stranger.ask(method.clone(), BOARD).header("Origin", origin);
            let asked = asked.header("Access-Control-Request-Method", "POST");
            let told = stranger.send(asked.header("Access-Control-Request-Headers", "authorization")).await;
            let allows = |name: &str| told.headers.keys().any(|header| header.as_str().starts_with(name));
            assert!(!allows("access-control-"), "{method} {origin}: {:?}", told.headers);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_is_held_to_tls_only_where_there_is_tls() {
    const HSTS: &str = "strict-transport-security";
    let open = World::begin().await;
    let stranger = open.stranger();
    let forged = stranger.ask(Method::GET, BOARD).header("X-Forwarded-Proto", "https");
    assert_eq!(stranger.send(forged).await.header(HSTS), "", "nobody named that proxy");

    let world = World::plan().behind_proxy().begin().await;
    let stranger = world.stranger();
    for (proto, path, status) in
        [("https", BOARD, 200), ("https", "/nothing", 404), ("https", "/desk/", 303), ("http", BOARD, 200)]
    {
        let asked = stranger.ask(Method::GET, path).header("X-Forwarded-For", "203.0.113.9");
        let told = stranger.send(asked.header("X-Forwarded-Proto", proto)).await;
        assert_eq!(told.status, StatusCode::from_u16(status).unwrap().as_u16());
        assert_eq!(told.header(HSTS).contains("max-age=31536000"), proto == "https", "{proto} {path}");
    }
}
