//! Absurd texts in every place that takes one.

use reqwest::Method;
use serde_json::json;
use tests::person::{BOARD, TICKETS};
use tests::world::{REGISTER, RESIDENCE, TAX, World};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Ten thousand characters, NUL, marks that turn the direction of writing, and what breaks out of texts.
fn absurd() -> Vec<String> {
    let mut texts: Vec<String> =
        ["\0", "a\0b", "\u{202e}imu", "imu\u{200f}", "\u{7f}", "imu\n", " imu", "ímu", "😀", ""]
            .map(str::to_owned)
            .into();
    texts.push("x".repeat(10_000));
    texts.push("'; drop table event; --".to_owned());
    texts.push("<script>alert(1)</script>".to_owned());
    texts.push("../../etc/passwd".to_owned());
    texts.push("\u{1b}@\u{1d}V0".to_owned());
    texts
}

#[tokio::test(flavor = "multi_thread")]
async fn no_absurd_text_is_taken_for_an_id() {
    let world = World::begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let before = world.log_len();
    let clerk = world.clerk();
    for text in absurd() {
        clerk.post(TICKETS, json!({ "service": text })).await.refused(422, "value");
        clerk.step(&taken, "call", json!({ "desk": text, "reason": "other" })).await.refused(422, "value");
        clerk.step(&taken, "move", json!({ "to": { "service": text } })).await.refused(422, "value");
        clerk.step(&taken, "finish", json!({ "done": [text] })).await.refused(422, "value");
        let printer = json!({ "service": TAX, "print": text });
        clerk.post(TICKETS, printer).await.refused(422, "unknown_printer");
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn problem_never_repeats_a_long_text() {
    let world = World::begin().await;
    let long = "x".repeat(10_000);
    let told = world.clerk().post(TICKETS, json!({ "service": TAX, "class": long })).await;
    told.refused(422, "value");
    assert!(told.text.len() < 1000, "{} bytes", told.text.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn absurd_addresses_are_not_found() {
    let world = World::begin().await;
    let before = world.log_len();
    let long = "x".repeat(10_000);
    let texts = [
        "%00",
        "a%00b",
        "%E2%80%AEx",
        "%F0%9F%98%80",
        "..%2f..%2fetc",
        "%27%20or%201=1",
        "%0d%0aX: y",
        &long,
    ];
    for text in texts {
        for path in [
            format!("/api/v1/offices/{text}/board"),
            format!("/api/v1/tickets/{text}"),
            format!("/api/v1/desks/{text}"),
            format!("/api/v1/follow/{text}"),
        ] {
            world.clerk().get(&path.replace(' ', "%20")).await.refused(404, "unknown");
        }
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn note_with_control_characters_or_too_long_is_refused() {
    let world = World::begin().await;
    let before = world.log_len();
    for note in
        ["\0".to_owned(), "a\u{1b}b".to_owned(), "\u{85}".to_owned(), "x".repeat(501), "😀".repeat(10_000)]
    {
        let told = world.welcome().post(TICKETS, json!({ "service": TAX, "note": note })).await;
        told.refused(422, "note");
    }
    assert_eq!(world.log_len(), before);
    let most = json!({ "service": TAX, "note": "è".repeat(500) });
    world.welcome().post(TICKETS, most).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_that_turn_the_direction_of_writing_are_taken_out_of_a_note() {
    let world = World::begin().await;
    let note = "needs \u{202e}help\u{2066}\u{200f}";
    let taken = world.welcome().take_with(json!({ "service": TAX, "note": note })).await;
    let ticket = taken["id"].as_str().unwrap().parse().unwrap();
    let kept = world.app().reader.told(&ticket).unwrap().unwrap().note;
    assert_eq!(kept.as_deref(), Some("needs help"));
}

#[tokio::test(flavor = "multi_thread")]
async fn absurd_request_keys_are_refused_or_work_like_any_other() {
    let world = World::begin().await;
    let before = world.log_len();
    let walk_in = world.walk_in();
    let named = async |key: &[u8]| {
        let asked = walk_in.ask(Method::POST, TICKETS).header("Content-Type", "application/json");
        walk_in.send(asked.header("Idempotency-Key", key).body(json!({ "service": TAX }).to_string())).await
    };
    named(b"").await.refused(422, "idempotency_key");
    named(&[b'k'; 256]).await.refused(422, "idempotency_key");
    named(&[b'k'; 10_000]).await.refused(422, "idempotency_key");
    named("chiave-è".as_bytes()).await.refused(422, "idempotency_key");
    assert_eq!(world.log_len(), before);
    for key in [b"'; drop table request; --".as_slice(), b"a b/c?d=\"e\"", &[b'k'; 255]] {
        let first = named(key).await;
        first.is(201);
        assert_eq!(named(key).await.text, first.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn head_that_is_too_large_ends_the_connection_and_nothing_else() {
    let world = World::begin().await;
    for (name, value) in [("X-Long", "x".repeat(20_000)), ("Idempotency-Key", "k".repeat(60_000))] {
        let clerk = world.clerk();
        let asked = clerk.ask(Method::GET, BOARD).header(name, value);
        if let Ok(told) = clerk.try_send(asked).await {
            assert_eq!(told.status, 431, "{}", told.text);
        }
    }
    let clerk = world.clerk();
    let many =
        (0..100).fold(clerk.ask(Method::GET, BOARD), |asked, nth| asked.header(format!("x-{nth}"), "1"));
    if let Ok(told) = clerk.try_send(many).await {
        assert_eq!(told.status, 431, "{}", told.text);
    }
    clerk.get(BOARD).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_http_is_cut_and_others_are_served() {
    let world = World::begin().await;
    for bytes in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".as_slice(),
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /api/v1/offices/portico/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ] {
        let mut stream = tokio::net::TcpStream::connect(world.address()).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{bytes:?}: {answer}");
    }
    assert_eq!(world.clerk().get(&format!("/api/v1/desks/{REGISTER}")).await.status, 200);
}
