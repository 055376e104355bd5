//! Peers that begin and do not go on: they are cut, and everybody else is served meanwhile.

use server::web::door::{Door, Patience};
use std::net::SocketAddr;
use std::time::Duration;
use tests::person::BOARD;
use tests::raw::{heard, sent};
use tests::world::{RESIDENCE, World};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::{interval, timeout};

/// Slow peers of one kind; four kinds of them.
const EACH: usize = 75;
/// Everybody else is served within so long.
const SOON: Duration = Duration::from_secs(1);

/// The same limits as always, only shorter: `half_sent_request_is_cut_within_thirty_seconds` holds the
/// real ones.
fn hasty() -> Door {
    let soon = Duration::from_secs(2);
    Door { patience: Patience { handshake: soon, headers: soon, body: soon, taken: soon }, ..Door::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_half_sent_requests_are_cut_and_others_are_served() {
    let world = World::plan().door(hasty()).begin().await;
    let address = world.address();
    let key = world.device_key("clerk");
    let half_body = format!(
        "POST /api/v1/offices/portico/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\nContent-Length: 40\r\n\r\n{{\"service\":"
    );
    let half_chunk =
        "POST /api/v1/follow/none/leave HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab";
    let mut slow = Vec::new();
    for bytes in
        [b"".as_slice(), b"GET / HTTP/1.1\r\nHost: x\r\nX-Half", half_body.as_bytes(), half_chunk.as_bytes()]
    {
        for _ in 0..EACH {
            slow.push(sent(address, bytes).await);
        }
    }
    let before = world.log_len();
    for _ in 0..10 {
        timeout(SOON, world.stranger().get(BOARD)).await.expect("the board is read at once").is(200);
        let health = timeout(SOON, world.stranger().get("/healthz")).await.expect("at once");
        assert_eq!(health.status, 200);
    }
    timeout(SOON, world.walk_in().take(RESIDENCE)).await.expect("a number is given at once");
    for stream in &mut slow {
        let told = String::from_utf8(heard(stream).await).unwrap();
        assert!(told.is_empty() || told.starts_with("HTTP/1.1 408"), "{told}");
    }
    assert_eq!(world.log_len(), before + 1, "nothing came of what was half sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn connection_that_rests_after_its_answer_is_cut_too() {
    let world = World::plan().door(hasty()).begin().await;
    let request = format!("GET {BOARD} HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut stream = sent(world.address(), request.as_bytes()).await;
    let told = String::from_utf8(heard(&mut stream).await).unwrap();
    assert!(told.starts_with("HTTP/1.1 200") && !told.contains("connection: close"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn header_that_comes_byte_by_byte_is_cut_too() {
    let world = World::plan().door(hasty()).begin().await;
    let mut stream = sent(world.address(), b"GET / HTTP/1.1\r\nX: ").await;
    let mut pace = interval(Duration::from_millis(20));
    let mut bytes = 0;
    while stream.write_all(b"x").await.is_ok() {
        bytes += 1;
        assert!(bytes < 3000, "it goes on for ever");
        pace.tick().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_handshake_is_cut_and_others_are_served() {
    let world = World::plan().with_tls().door(hasty()).begin().await;
    let address = world.address();
    let mut slow: Vec<TcpStream> = Vec::new();
    for bytes in [b"".as_slice(), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/1.1\r\n\r\n"]
    {
        for _ in 0..EACH {
            slow.push(sent(address, bytes).await);
        }
    }
    let mut silent = super::tls::Client::of(&world).connect(address).await.unwrap();
    assert!(super::tls::ask(&world, "/healthz").await.starts_with("HTTP/1.1 200"));
    for stream in &mut slow {
        let told = heard(stream).await;
        assert!(told.is_empty() || told[0] == ALERT, "{told:?}");
    }
    heard(&mut silent).await;
    assert!(super::tls::ask(&world, "/healthz").await.starts_with("HTTP/1.1 200"));
}

/// The first byte of what TLS says when it ends.
const ALERT: u8 = 21;

#[tokio::test(flavor = "multi_thread")]
async fn one_connection_of_many_that_end_leaves_its_place() {
    let world = World::plan().door(hasty()).begin().await;
    // One after the other, more than there are places.
    for _ in 0..50 {
        let streams = many(world.address(), 100).await;
        drop(streams);
    }
    world.stranger().get(BOARD).await.is(200);
}

async fn many(address: SocketAddr, count: usize) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    for _ in 0..count {
        streams.push(sent(address, b"").await);
    }
    streams
}
