//! Bad input and bad moments: a clear problem each, and nothing changed.

use reqwest::Method;
use serde_json::{Value, json};
use tests::person::{Person, TICKETS, Told};
use tests::world::{CARD, INFORMATION, REGISTER, RESIDENCE, TAX, TAXES, World};

#[tokio::test(flavor = "multi_thread")]
async fn unknown_things_are_named_as_such() {
    let hall = Hall::begin().await;
    let clerk = hall.world.clerk();
    clerk.post(TICKETS, json!({ "service": "no-such" })).await.refused(422, "unknown_service");
    clerk.post("/api/v1/offices/no-such/tickets", json!({ "service": TAX })).await.refused(404, "unknown");
    clerk.at_desk("no-such", "open").await.refused(404, "unknown");
    clerk.post("/api/v1/tickets/no-such/start", json!({})).await.refused(404, "unknown");
    let call = json!({ "desk": "no-such", "reason": "other" });
    clerk.step(&hall.waiting, "call", call).await.refused(422, "unknown_desk");
    let printer = json!({ "service": TAX, "print": "no-such" });
    clerk.post(TICKETS, printer).await.refused(422, "unknown_printer");
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn busy_closed_and_unskilled_desks_call_nobody() {
    let hall = Hall::begin().await;
    let clerk = hall.world.clerk();
    let busy = clerk.at_desk(REGISTER, "call-next").await.refused(409, "desk_busy");
    assert_eq!(busy["refusal"]["number"], hall.called["number"]);
    clerk.at_desk(TAXES, "call-next").await.refused(409, "desk_not_open");
    let call = |desk: &str| json!({ "desk": desk, "reason": "other" });
    clerk.step(&hall.waiting, "call", call(REGISTER)).await.refused(409, "desk_busy");
    clerk.step(&hall.waiting, "call", call(TAXES)).await.refused(409, "desk_not_open");
    clerk.step(&hall.waiting, "call", call(INFORMATION)).await.refused(409, "desk_cannot_serve");
    clerk.at_desk(REGISTER, "close").await.refused(409, "desk_busy");
    clerk.at_desk(REGISTER, "pause").await.refused(409, "desk_busy");
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn step_that_does_not_follow_is_refused_with_where_the_ticket_stands() {
    let hall = Hall::begin().await;
    let clerk = hall.world.clerk();
    for (step, body) in [
        ("recall", json!({})),
        ("withdraw", json!({})),
        ("start", json!({})),
        ("finish", json!({})),
        ("absent", json!({})),
        ("bring-back", json!({})),
        ("hold", json!({})),
        ("resume", json!({ "desk": REGISTER })),
    ] {
        let problem = clerk.step(&hall.waiting, step, body).await.refused(409, "illegal_step");
        assert_eq!(problem["refusal"]["state"], "waiting", "{step}");
        assert_eq!(problem["refusal"]["number"], hall.waiting["number"], "{step}");
    }
    let again = json!({ "desk": REGISTER, "reason": "other" });
    clerk.step(&hall.called, "call", again).await.refused(409, "desk_busy");
    clerk.step(&hall.called, "finish", json!({})).await.refused(409, "illegal_step");
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_is_told_in_the_language_of_the_request() {
    let hall = Hall::begin().await;
    let clerk = hall.world.clerk();
    let detail = async |language: &str| {
        let asked = clerk.ask(Method::POST, &format!("/api/v1/desks/{TAXES}/call-next"));
        let told = clerk.send(asked.header("Accept-Language", language)).await;
        told.refused(409, "desk_not_open")["detail"].as_str().unwrap().to_owned()
    };
    assert_ne!(detail("it").await, detail("en").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_json_is_refused() {
    let hall = Hall::begin().await;
    let clerk = hall.world.clerk();
    let deep = "[".repeat(30_000);
    let deep_value = format!("{{\"service\":{deep}");
    let deep_whole = format!("{{\"service\":{}{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let bad = [
        "{",
        "nonsense",
        "{\"service\":}",
        "{\"service\":\"imu\"} trailing",
        "{\"service\":\"\\ud800\"}",
        "\u{feff}{}",
        "\"\u{1}\"",
        &deep,
        &deep_value,
        &deep_whole,
    ];
    for body in bad {
        let told = clerk.post_text(TICKETS, body).await;
        let start: String = body.chars().take(30).collect();
        assert!(matches!(told.status, 400 | 422), "{start}: {} {}", told.status, told.text);
        told.refused(told.status, if told.status == 400 { "malformed_json" } else { "value" });
    }
    let bytes = clerk
        .ask(Method::POST, TICKETS)
        .header("Content-Type", "application/json")
        .body(b"{\"service\":\"\xff\"}".to_vec());
    assert!(matches!(clerk.send(bytes).await.status, 400 | 422));
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn values_of_the_wrong_kind_and_unknown_fields_are_refused() {
    let hall = Hall::begin().await;
    for body in [
        json!({}),
        json!([]),
        json!("imu"),
        json!(null),
        json!({ "service": 7 }),
        json!({ "service": null }),
        json!({ "service": TAX, "class": "emperor" }),
        json!({ "service": TAX, "language": "xx" }),
        json!({ "service": TAX, "note": 7 }),
        json!({ "service": TAX, "no_such_field": true }),
        json!({ "Service": TAX }),
    ] {
        let told = hall.world.clerk().post_text(TICKETS, &body.to_string()).await;
        assert_eq!(told.refused(422, "value")["code"], "value", "{body}");
    }
    let twice = format!("{{\"service\":\"{TAX}\",\"service\":\"{CARD}\"}}");
    hall.world.clerk().post_text(TICKETS, &twice).await.refused(422, "value");
    let finish = json!({ "outcome": "magic" });
    hall.world.clerk().step(&hall.called, "finish", finish).await.refused(422, "value");
    let unknown_field = json!({ "x": 1 });
    hall.world.clerk().step(&hall.called, "recall", unknown_field).await.refused(422, "value");
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn body_over_64_kib_is_refused_and_one_of_64_kib_is_read() {
    let hall = Hall::begin().await;
    let clerk = hall.world.clerk();
    let padded = |len: usize| {
        let body = json!({ "service": "no-such" }).to_string();
        format!("{body}{}", " ".repeat(len - body.len()))
    };
    clerk.post_text(TICKETS, &padded(64 * 1024)).await.refused(422, "unknown_service");
    clerk.post_text(TICKETS, &padded(64 * 1024 + 1)).await.refused(413, "too_large");
    clerk.post_text(TICKETS, &padded(1024 * 1024)).await.refused(413, "too_large");
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn other_content_types_are_refused() {
    let hall = Hall::begin().await;
    let body = json!({ "service": TAX }).to_string();
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", ""]
    {
        typed(&hall.world.clerk(), kind, &body).await.refused(415, "not_json");
    }
    let without = hall.world.clerk().ask(Method::POST, TICKETS).body(body.clone());
    hall.world.clerk().send(without).await.refused(415, "not_json");
    hall.is_unchanged();
    typed(&hall.world.clerk(), "application/json; charset=utf-8", &body).await.is(201);
}

async fn typed(person: &Person, kind: &str, body: &str) -> Told {
    person.send(person.ask(Method::POST, TICKETS).header("Content-Type", kind).body(body.to_owned())).await
}

/// A hall with one number at the register, one waiting, and taxes closed.
struct Hall {
    world: World,
    called: Value,
    waiting: Value,
    log_len: u64,
}

impl Hall {
    async fn begin() -> Self {
        let world = World::begin().await;
        world.clerk().at_desk(TAXES, "close").await.is(200);
        world.walk_in().take(RESIDENCE).await;
        let waiting = world.walk_in().take(RESIDENCE).await;
        let called = world.clerk().call_next(REGISTER).await;
        let log_len = world.log_len();
        Self { world, called, waiting, log_len }
    }

    #[track_caller]
    fn is_unchanged(&self) {
        assert_eq!(self.world.log_len(), self.log_len);
    }
}
